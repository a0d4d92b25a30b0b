"""Paste Keras code, or open a Keras file: what was understood, what was not and why, before anything changes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.labels import button_words, label
from workbench.core.errors import WorkbenchError
from workbench.core.experiment import Experiment
from workbench.core.keras.importing import Imported, import_source

_READ_AFTER_MS = 250  # without a further key
_SIZE = (900, 560)


class KerasDialog(QDialog):
    """Shows what Keras code or a Keras file becomes; the caller makes it so."""

    layers_wanted = Signal(object)  # the Experiment
    model_wanted = Signal()  # the file with its weights, as a model

    def __init__(self, present: Experiment, parent: QWidget, *, imported: Imported | None = None) -> None:
        super().__init__(parent)
        self._present, self._imported = present, imported
        self.setObjectName("kerasDialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Paste Keras code") if imported is None else tr("Open Keras model"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4 * GRID, 4 * GRID, 4 * GRID, 4 * GRID)
        whole.setSpacing(3 * GRID)
        sides = QHBoxLayout()
        sides.setSpacing(4 * GRID)
        if imported is None:
            sides.addLayout(self._code_side(), 1)
        sides.addLayout(self._answer_side(), 1)
        whole.addLayout(sides, 1)
        whole.addLayout(self._buttons(has_weights=imported is not None and imported.weights is not None))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_AFTER_MS)
        self._timer.timeout.connect(self.read)
        self.resize(*_SIZE)
        if imported is None:
            self._take_from_clipboard()
        self.read()

    def _code_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(GRID)
        side.addWidget(label(tr("Keras code"), role="cardTitle"))
        side.addWidget(label(tr("It is read, and never run. Typographic quotes do no harm."), role="quiet", wraps=True))
        self.code = _page(tr("Keras code"))
        self.code.setReadOnly(False)
        self.code.setTabChangesFocus(True)
        self.code.textChanged.connect(self._on_typed)
        side.addWidget(self.code, 1)
        return side

    def _answer_side(self) -> QVBoxLayout:
        side = QVBoxLayout()
        side.setSpacing(GRID)
        side.addWidget(label(tr("Understood"), role="cardTitle"))
        self.understood = _page(tr("Understood"))
        side.addWidget(self.understood, 3)
        side.addWidget(label(tr("Not taken over"), role="cardTitle"))
        self.left_out = _page(tr("Not taken over"))
        self.left_out.setLineWrapMode(QPlainTextEdit.LineWrapMode.WidgetWidth)
        side.addWidget(self.left_out, 2)
        return side

    def _buttons(self, *, has_weights: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addStretch()
        cancel = QPushButton(button_words(tr("Cancel")))
        cancel.clicked.connect(self.reject)
        line.addWidget(cancel)
        self.model_button = QPushButton(button_words(tr("Save as model…")))
        self.model_button.setToolTip(tr("Keep the weights: write a model of the workbench, and open it."))
        self.model_button.clicked.connect(self._on_model)
        self.model_button.setVisible(has_weights)
        line.addWidget(self.model_button)
        self.use_button = QPushButton(button_words(tr("Use layers and training")))
        self.use_button.setDefault(True)
        self.use_button.clicked.connect(self._on_use)
        line.addWidget(self.use_button)
        return line

    def _take_from_clipboard(self) -> None:
        words = QGuiApplication.clipboard().text()
        if "Sequential" in words or "keras" in words or ".add(" in words:
            self.code.setPlainText(words)

    @Slot()
    def _on_typed(self) -> None:
        self._timer.start()

    @Slot()
    def read(self) -> None:
        """Read the code as it stands, and show what it becomes."""
        self._timer.stop()
        found = self._imported
        if hasattr(self, "code"):
            found = self._read_code()
        self.use_button.setEnabled(found is not None)
        if found is not None:
            self._read = found
            self.understood.setPlainText("\n".join(tr(line) for line in found.understood))
            left = [tr(one.words) for one in found.left]
            self.left_out.setPlainText("\n".join(left) if left else tr("Nothing is left out."))

    def _read_code(self) -> Imported | None:
        words = self.code.toPlainText()
        self.understood.setPlainText("")
        self.left_out.setPlainText("")
        if not words.strip():
            return None
        try:
            return import_source(words, self._present)
        except WorkbenchError as error:
            self.left_out.setPlainText(f"{tr(error.what)}\n{tr(error.hint)}")
            return None

    @Slot()
    def _on_use(self) -> None:
        self.read()  # what was typed last
        if self.use_button.isEnabled():
            self.layers_wanted.emit(self._read.experiment)
            self.accept()

    @Slot()
    def _on_model(self) -> None:
        self.model_wanted.emit()
        self.accept()


def _page(name: str) -> QPlainTextEdit:
    page = QPlainTextEdit()
    page.setObjectName("code")
    page.setReadOnly(True)
    page.setAccessibleName(name)
    page.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    return page
