"""Network: the stack drawn, and the same network as code."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from workbench.app.appearance.theme import GRID
from workbench.app.plots.network_drawing import FOLDED_WIDTH, NetworkDrawing
from workbench.app.translation import tr
from workbench.app.views.view import Sight, View
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.labels import label
from workbench.app.widgets.notice import Notice
from workbench.core.code import keras_code, pytorch_code


class NetworkView(View):
    """Shapes on every arrow, before anything trains."""

    def fill(self, column: QVBoxLayout) -> None:
        self.split = split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._make_drawing())
        split.addWidget(self._make_code())
        split.setSizes([460, 420])
        column.addWidget(split, 1)

    def redraw(self) -> None:
        stack = self.bench.stack
        self.headline.setText(tr("{count} parameters", count=f"{stack.parameters:,}"))
        self.drawing.show_stack(stack, unrolled=self.form.currentData())
        broken = [problem for problem in stack.problems if problem.severity == "error"]
        self._show_broken(len(broken))
        write = self.language.currentData()
        self.code.setPlainText("" if broken else write(self.bench.experiment))
        self.code.setVisible(not broken)
        self.copy_button.setEnabled(not broken)
        self.copy_button.setToolTip(tr("Mend the network first; then there is code to copy.") if broken else "")

    has_content = True

    def choices(self) -> dict[str, Any]:
        return {"form": self.form, "language": self.language, "split": self.split}

    def sights(self) -> dict[str, Sight]:
        stack = self.bench.experiment.layers
        return {"drawing": Sight(self.drawn, stack), "code": Sight(self.code, stack)}

    def _make_drawing(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 2 * GRID, 0)
        head = QHBoxLayout()
        self.headline = label(role="headline")
        head.addWidget(self.headline, 1)
        self.form = Choice()
        self.form.setAccessibleName(tr("How the network is drawn"))
        self.form.addItem(tr("folded"), False)
        self.form.addItem(tr("unrolled through time"), True)
        self.form.activated.connect(self.redraw)
        head.addWidget(self.form)
        column.addLayout(head)
        self.drawing = NetworkDrawing(self.theme)
        self.drawing.failed.connect(self.bench.failed)
        self.drawn = QScrollArea()  # the drawing, larger than its room
        self.drawn.setWidgetResizable(True)
        self.drawn.setWidget(self.drawing)
        bar = self.drawn.verticalScrollBar().sizeHint().width() + 2 * self.drawn.frameWidth()
        self.drawn.setMinimumWidth(FOLDED_WIDTH + bar)  # else the states at the right are cut off
        column.addWidget(self.drawn, 1)
        return side

    def _make_code(self) -> QWidget:
        side = QWidget()
        self.code_column = QVBoxLayout(side)
        self.code_column.setContentsMargins(2 * GRID, 0, 0, 0)
        head = QHBoxLayout()
        self.language = Choice()
        self.language.setAccessibleName(tr("Code for"))
        self.language.addItem("Keras", keras_code)
        self.language.addItem("PyTorch", pytorch_code)
        self.language.activated.connect(self.redraw)
        head.addWidget(self.language)
        head.addStretch()
        self.copy_button = QPushButton(tr("Copy"))
        self.copy_button.clicked.connect(self._copy)
        head.addWidget(self.copy_button)
        self.code_column.addLayout(head)
        self.broken: Notice | None = None
        self.code = QPlainTextEdit()
        self.code.setObjectName("code")
        self.code.setAccessibleName(tr("The network as code"))
        self.code.setReadOnly(True)
        self.code.setTabChangesFocus(True)
        self.code.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.code_column.addWidget(self.code, 1)
        self.code_column.addStretch()
        return side

    def _show_broken(self, count: int) -> None:
        if self.broken is not None:
            self.broken.hide()
            self.broken.deleteLater()
            self.broken = None
        if count:
            words = tr("The network does not work yet; the cards on the left say what to mend.")
            self.broken = Notice(self.theme, words, "error")
            self.code_column.insertWidget(1, self.broken)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.code.toPlainText())
