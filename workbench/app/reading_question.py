"""What a file leaves open, asked before it is opened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from workbench.app.translation import tr
from workbench.core.csv import CsvOptions
from workbench.core.errors import UnsettledError
from workbench.core.fields import label_of, settings_of

_MOST_BUTTONS = 6


def ask_how_to_read(parent: QWidget, error: UnsettledError) -> object | None:
    """Let the user choose one of the values that are possible, or None for none of them."""
    box = QMessageBox(parent)
    box.setObjectName("readingQuestion")
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Sequence Workbench")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr(error.what))
    box.setInformativeText(tr(label_of(CsvOptions, error.option)) + "?")
    buttons = QMessageBox.StandardButton
    if all(isinstance(option, bool) for option in error.options):
        box.setStandardButtons(buttons.Yes | buttons.No | buttons.Cancel)
        answer = box.exec()
        box.deleteLater()
        return None if answer == buttons.Cancel else answer == buttons.Yes
    words = next(setting.choices for setting in settings_of(CsvOptions) if setting.name == error.option)
    box.setStandardButtons(buttons.Cancel)
    offered: dict[object, object] = {}
    for option in error.options[:_MOST_BUTTONS]:
        label = tr(words[str(option)]) if str(option) in words else str(option)
        offered[box.addButton(label.replace("&", "&&"), QMessageBox.ButtonRole.AcceptRole)] = option
    box.exec()
    chosen = offered.get(box.clickedButton())
    box.deleteLater()
    return chosen
