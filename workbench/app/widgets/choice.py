"""A choice among a few words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down)  # with Alt they open the list
_NOT_TYPING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier


class Choice(QComboBox):
    """A combo box that changes only when it is meant.

    The wheel changes it only where the cursor is, and else scrolls what it stands in. A key with Alt or Ctrl is meant
    for a button or an action; where that is switched off for a moment, Qt's own box would take the letter for the
    beginning of a word and choose it.
    """

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & _NOT_TYPING and event.key() not in _MOVES:
            event.ignore()
        else:
            super().keyPressEvent(event)
