"""What a file leaves open is asked."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QGridLayout, QHBoxLayout, QLabel, QMessageBox, QWidget

from workbench.app.translation import tr
from workbench.core.csv import CsvOptions
from workbench.core.errors import UnsettledError
from workbench.core.fields import label_of


def ask_how_to_read(window: QWidget, options: CsvOptions, error: UnsettledError) -> CsvOptions | None:
    """Let the user settle what the file leaves open; give the options with the answer, or None."""
    box = QMessageBox(window)
    box.setObjectName("readingQuestion")
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Sequence Workbench")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(tr(error.what))
    label = tr(label_of(CsvOptions, error.option))
    buttons = QMessageBox.StandardButton
    if error.options != (True, False):
        box.setStandardButtons(buttons.Ok | buttons.Cancel)
        chosen = _offered(box, label, error)
        answer = box.exec()
        value: object = chosen.currentData()
    else:
        box.setInformativeText(label + "?")
        box.setStandardButtons(buttons.Yes | buttons.No | buttons.Cancel)
        answer = box.exec()
        value = answer == buttons.Yes
    box.deleteLater()
    if answer == buttons.Cancel:
        return None
    return options.model_copy(update={error.option: value})


def _offered(box: QMessageBox, label: str, error: UnsettledError) -> QComboBox:
    """Put the answers between the words and the buttons; the proposed one is chosen."""
    offered = QComboBox()
    offered.setObjectName("readingChoice")
    offered.setAccessibleName(label)
    for answer in error.options:
        offered.addItem(str(answer), answer)
    if error.proposal in error.options:
        offered.setCurrentIndex(error.options.index(error.proposal))
    name = QLabel(label)
    name.setBuddy(offered)
    line = QHBoxLayout()
    line.addWidget(name)
    line.addWidget(offered, 1)
    grid, buttons = box.layout(), box.findChild(QDialogButtonBox)
    assert isinstance(grid, QGridLayout)  # a message box is laid out so
    assert isinstance(buttons, QDialogButtonBox)  # and its buttons are set
    row = grid.rowCount()
    grid.addLayout(line, row, 0, 1, grid.columnCount())
    grid.addWidget(buttons, row + 1, 0, 1, grid.columnCount())  # the buttons stay the last
    offered.setFocus()
    return offered
