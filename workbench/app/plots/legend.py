"""A line of coloured marks with words."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.widgets.labels import label
from workbench.app.widgets.layouts import empty


class Legend(QWidget):
    """Says which colour is what; dashes stand for dashed lines."""

    def __init__(self, entries: Sequence[tuple[str, str, bool]] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(GRID + 2)
        self._entries: tuple[tuple[str, str, bool], ...] | None = None
        self.show_entries(entries)

    def show_entries(self, entries: Sequence[tuple[str, str, bool]]) -> None:
        """Show (words, colour, dashed) for each."""
        if tuple(entries) == self._entries:
            return
        self._entries = tuple(entries)
        empty(self._line)
        for words, colour, dashed in entries:
            self._line.addWidget(_Mark(colour, dashed))
            self._line.addWidget(label(words, role="quiet"))
            self._line.addSpacing(2 * GRID)
        self._line.addStretch()


def dashes(colour: str) -> QIcon:
    """Give the mark of a dashed line for a choice that says which line it is."""
    picture = QPixmap(18, 12)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    for left in (0, 11):
        painter.fillRect(left, 4, 7, 4, QColor(colour))
    painter.end()
    return QIcon(picture)


class _Mark(QWidget):
    def __init__(self, colour: str, dashed: bool) -> None:
        super().__init__()
        self._colour, self._dashed = colour, dashed
        self.setFixedSize(18, 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for left, width in ((0, 7), (11, 7)) if self._dashed else ((0, 18),):
            painter.fillRect(left, 4, width, 4, QColor(self._colour))
        painter.end()
