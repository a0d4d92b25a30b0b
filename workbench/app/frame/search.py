"""Ctrl+K: find any action or setting by a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr

_MOST = 12


@dataclass(frozen=True)
class Found:
    """Something that can be gone to or done.

    Attributes:
        words: what is shown, in the user's language.
        also: other words by which it is found (the English ones, Keras' name).
        go: what happens when it is chosen.
    """

    words: str
    also: str
    go: Callable[[], None]


class Search(QDialog):
    """A line to type in and the best matches below it."""

    def __init__(self, entries: Sequence[Found], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._entries = entries
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        self.line = QLineEdit()
        self.line.setObjectName("searchLine")
        self.line.setPlaceholderText(tr("Search settings and actions"))
        self.line.setAccessibleName(tr("Search settings and actions"))
        self.line.textChanged.connect(self._show_matches)
        self.line.installEventFilter(self)
        self.matches = QListWidget()
        self.matches.itemActivated.connect(self._choose)
        self.matches.itemClicked.connect(self._choose)
        column.addWidget(self.line)
        column.addWidget(self.matches)
        self.setObjectName("search")
        self.resize(460, 380)
        self._show_matches("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self.matches.setCurrentRow(max(0, min(self.matches.count() - 1, self.matches.currentRow() + step)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                item = self.matches.currentItem()
                if item is not None:
                    self._choose(item)
                return True
        return super().eventFilter(watched, event)

    def _show_matches(self, written: str) -> None:
        self.matches.clear()
        for at in ranked(written, self._entries)[:_MOST]:
            item = QListWidgetItem(self._entries[at].words)
            item.setData(Qt.ItemDataRole.UserRole, at)
            self.matches.addItem(item)
        self.matches.setCurrentRow(0)

    def _choose(self, item: QListWidgetItem) -> None:
        entry = self._entries[item.data(Qt.ItemDataRole.UserRole)]
        self.close()
        entry.go()


def ranked(written: str, entries: Sequence[Found]) -> list[int]:
    """Give the places of the entries that hold every word of ``written``, the best first."""
    wanted = written.lower().split()
    found: list[tuple[int, int]] = []
    for at, entry in enumerate(entries):
        words, both = entry.words.lower(), f"{entry.words} {entry.also}".lower()
        if all(word in both for word in wanted):
            score = 0 if wanted and words.startswith(wanted[0]) else 1 if all(word in words for word in wanted) else 2
            found.append((score, at))
    return [at for _, at in sorted(found)]
