"""The window's keys work while a text field has the cursor.

On X11 a line edit keeps Ctrl+K, Ctrl+E, Ctrl+D and others for itself, as old terminals did; here they
mean what the menus say. Undo belongs to the field only while something typed there is not taken yet.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget

_OF_THE_FIELD = ("undo", "redo")
_ALWAYS_OF_THE_FIELD = ("paste",)  # text goes into the field that has the cursor


class WindowKeys(QObject):
    """Watches the line edit that has the cursor."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._keys: dict[str, str] = {}
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # a window needs one
        app.focusChanged.connect(self._on_focus)

    def use(self, actions: Mapping[str, QAction]) -> None:
        """Take the shortcuts of ``actions``."""
        self._keys = {keys.toString(): name for name, action in actions.items() for keys in action.shortcuts()}

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        name = self._keys.get(QKeySequence(event.keyCombination()).toString())
        if name is None or name in _ALWAYS_OF_THE_FIELD:
            return False
        if name in _OF_THE_FIELD and _has_words_to_undo(watched):
            return False
        event.ignore()
        return True

    @Slot(QWidget, QWidget)
    def _on_focus(self, old: QWidget | None, new: QWidget | None) -> None:
        if isinstance(old, QLineEdit | QAbstractSpinBox):
            old.removeEventFilter(self)
        if isinstance(new, QLineEdit | QAbstractSpinBox):
            new.installEventFilter(self)


def _has_words_to_undo(field: QObject) -> bool:
    """Whether something was typed into ``field`` that the experiment does not have yet."""
    line = field.lineEdit() if isinstance(field, QAbstractSpinBox) else field
    return isinstance(line, QLineEdit) and line.isModified()
