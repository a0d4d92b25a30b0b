"""A column of sentences that scrolls, and in which no line is ever squeezed away."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID


class Sentences(QScrollArea):
    """Give wrapped labels and notices all the height that they need at this width; ``rows`` takes them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self.rows = QVBoxLayout(self._inner)
        self.rows.setContentsMargins(0, 0, GRID, 0)
        self.rows.setSpacing(GRID)
        self.setWidget(self._inner)
        self._inner.installEventFilter(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._make_room()
        return super().eventFilter(watched, event)

    def _make_room(self) -> None:
        """Qt asks a scrolled widget for its least height without asking at which width."""
        self._inner.setMinimumHeight(max(0, self.rows.totalHeightForWidth(self.viewport().width())))
