"""What a file leaves open, asked before it is opened."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QGridLayout, QMessageBox, QWidget

from workbench.app.translation import tr
from workbench.app.widgets.choice import Choice
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
    labels = [tr(words[str(option)]) if str(option) in words else str(option) for option in error.options]
    if len(labels) > _MOST_BUTTONS:
        box.setStandardButtons(buttons.Ok | buttons.Cancel)
        list_of_all = _list(box, labels, error)
        answer = box.exec()
        box.deleteLater()
        return None if answer == buttons.Cancel else error.options[list_of_all.currentIndex()]
    box.setStandardButtons(buttons.Cancel)
    offered: dict[object, object] = {}
    for label, option in zip(labels, error.options, strict=True):
        offered[box.addButton(label.replace("&", "&&"), QMessageBox.ButtonRole.AcceptRole)] = option
    box.exec()
    chosen = offered.get(box.clickedButton())
    box.deleteLater()
    return chosen


def _list(box: QMessageBox, labels: list[str], error: UnsettledError) -> QComboBox:
    """Put the answers between the words and the buttons; the proposed one is chosen."""
    offered = Choice()
    offered.setObjectName("readingChoice")
    offered.setAccessibleName(tr(label_of(CsvOptions, error.option)))
    offered.addItems(labels)
    if error.proposal in error.options:
        offered.setCurrentIndex(error.options.index(error.proposal))
    grid, buttons = box.layout(), box.findChild(QDialogButtonBox)
    assert isinstance(grid, QGridLayout)  # a message box is laid out so
    assert isinstance(buttons, QDialogButtonBox)  # and its buttons are set
    row = grid.rowCount()
    grid.addWidget(offered, row, 0, 1, grid.columnCount())
    grid.addWidget(buttons, row + 1, 0, 1, grid.columnCount())  # the buttons stay the last
    offered.setFocus()
    return offered
