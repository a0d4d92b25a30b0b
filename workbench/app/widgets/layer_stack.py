"""The stack of layers as a list: choose, drag, move by keys; problems stand where they are."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.app.appearance.theme import GRID, Theme
from workbench.app.translation import tr
from workbench.app.widgets.figures import short_count
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.app.widgets.layouts import tab_through
from workbench.app.widgets.notice import problem_notice
from workbench.core.layers import RecurrentSpec
from workbench.core.layers.ends import Output
from workbench.core.layers.stack import Row, Stack
from workbench.core.settings.problems import Problem

_LEAD = 42  # width of the switch and the layer's number, of two digits at most


class LayerStack(QListWidget):
    """Shows the rows of a stack and tells what the user wants done with them."""

    chosen = Signal(int)  # index of a layer
    moved = Signal(int, int)  # from index, to index
    switched = Signal(int, bool)  # layer on or off
    removed = Signal(int)
    duplicated = Signal(int)
    repaired = Signal(object)  # a Problem whose button was pressed

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._count = 0
        self.setObjectName("layerStack")
        self.setAccessibleName(tr("Layers"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(1)
        self.currentRowChanged.connect(self._on_row_changed)

    def show_stack(self, stack: Stack, current: int) -> None:
        """Show the rows of ``stack``, with ``current`` chosen."""
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.blockSignals(True)
        self.clear()
        self._count = len(stack.rows)
        for row in stack.rows:
            problems = [one for one in stack.problems if one.address.startswith(f"layers[{row.index}]")]
            self._add(self._layer_row(row, problems), draggable=True)
        rest = [one for one in stack.problems if one.address == "layers"]
        self._add(self._output_row(stack.output, rest), draggable=False)
        if self._count:
            self.setCurrentRow(min(current, self._count - 1))
        self.blockSignals(False)
        self._fit()
        rows = (self.itemWidget(self.item(at)) for at in range(self.count()))
        tab_through(self, [button for row in rows for button in row.findChildren(QAbstractButton)])
        if had_focus:  # a row's switch had it, and is gone with the row
            self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at, alt = self.currentRow(), event.modifiers() == Qt.KeyboardModifier.AltModifier
        is_layer = 0 <= at < self._count
        if alt and event.key() == Qt.Key.Key_Up and is_layer and at > 0:
            self.moved.emit(at, at - 1)
        elif alt and event.key() == Qt.Key.Key_Down and is_layer and at < self._count - 1:
            self.moved.emit(at, at + 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and is_layer:
            self.removed.emit(at)
        else:
            super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        # Qt would move the item and leave its widget behind; the experiment is changed instead,
        # and the list shown anew from it.
        source = self.currentRow()
        target = self.indexAt(event.position().toPoint()).row()
        if target < 0 or target >= self._count:
            target = self._count - 1
        event.setDropAction(Qt.DropAction.IgnoreAction)
        event.accept()
        if 0 <= source < self._count and source != target:
            self.moved.emit(source, target)

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]  # Qt hands a QResizeEvent
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._height())

    def _add(self, widget: QWidget, *, draggable: bool) -> None:
        item = QListWidgetItem()
        flags = Qt.ItemFlag.ItemIsEnabled
        if draggable:
            flags |= Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        item.setFlags(flags)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, widget.accessibleName())
        self.addItem(item)
        self.setItemWidget(item, widget)

    def _fit(self) -> None:
        """Give every row the height that its words need at this width."""
        width = max(1, self.viewport().width() - 2)
        for at in range(self.count()):
            item = self.item(at)
            widget = self.itemWidget(item)
            layout = widget.layout() if widget is not None else None
            if layout is not None:
                wraps = layout.hasHeightForWidth()
                height = layout.totalHeightForWidth(width) if wraps else layout.sizeHint().height()
                item.setSizeHint(QSize(width, height))
        self.setFixedHeight(self._height())

    def _height(self) -> int:
        rows = sum(self.item(at).sizeHint().height() + 2 * self.spacing() for at in range(self.count()))
        return rows + 2 * self.frameWidth() + 2

    def _layer_row(self, row: Row, problems: list[Problem]) -> QWidget:
        switch = QCheckBox()
        switch.setChecked(row.spec.enabled)
        switch.setToolTip(tr("Switch this layer off or on"))
        switch.setAccessibleName(tr("{layer} is switched on", layer=row.spec.title))
        switch.clicked.connect(lambda on: self.switched.emit(row.index, on))
        lead = _lead(switch, label(str(row.index + 1), role="quiet"))  # the number by which problems name it
        title = ElidedLabel(" ".join([row.spec.title, row.spec.headline, *_badges(row)]))
        if not row.spec.enabled:
            title.setObjectName("quiet")
        title.setToolTip(tooltip(tr("Layer {number}, called {name}", number=row.index + 1, name=row.name)))
        shape = label(str(row.output), role="quiet")
        shape.setToolTip(tr("Output shape: B samples of a batch, then steps and channels"))
        count = _count_label(row.parameters)
        name = tr("Layer {number}: {kind}, output {shape}, {count} parameters",
                  number=row.index + 1, kind=title.text(), shape=str(row.output), count=row.parameters)  # fmt: skip
        return self._row([lead, title, shape, count], problems, name)

    def _output_row(self, output: Output, problems: list[Problem]) -> QWidget:
        title = ElidedLabel(f"{tr('Output')} {'×'.join(str(size) for size in output.axes[1:])}")
        title.setToolTip(_output_words(output))
        shape = label(str(output), role="quiet")
        name = tr("Output layer: {shape}, {count} parameters", shape=str(output), count=output.parameters)
        return self._row([_lead(), title, shape, _count_label(output.parameters)], problems, name)

    def _row(self, cells: list[QWidget], problems: list[Problem], name: str) -> QWidget:
        widget = QWidget()
        widget.setAccessibleName(name)
        column = QVBoxLayout(widget)
        column.setContentsMargins(GRID, GRID, GRID, GRID)
        column.setSpacing(GRID)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        for at, cell in enumerate(cells):
            line.addWidget(cell, 1 if at == 1 else 0)
        column.addLayout(line)
        for problem in problems:
            notice = problem_notice(self._theme, problem)
            notice.accepted.connect(lambda problem=problem: self.repaired.emit(problem))
            column.addWidget(notice)
        return widget

    def _on_row_changed(self, at: int) -> None:
        if 0 <= at < self._count:
            self.chosen.emit(at)


def _lead(*marks: QWidget) -> QWidget:
    """Make the room before a row's words, with ``marks`` in it."""
    room = QWidget()
    room.setFixedWidth(_LEAD)
    line = QHBoxLayout(room)
    line.setContentsMargins(0, 0, 0, 0)
    for at, mark in enumerate(marks):
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignRight if at else Qt.AlignmentFlag.AlignLeft)
    return room


def _output_words(output: Output) -> str:
    """Say what the output's size follows from."""
    if output.values > 1:
        return tr(
            "Dense, {values} values for each forecast step and target: what the loss says of their distribution.",
            values=output.values,
        )
    if output.each_step:
        return tr("Dense at every step of the decoder alike, one value for each target.")
    return tr("Dense, one value for each forecast step and target; its size follows from both.")


def _count_label(count: int) -> QLabel:
    made = label(short_count(count), role="quiet")
    made.setToolTip(tr("{count} parameters", count=f"{count:,}"))
    made.setMinimumWidth(44)
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def _badges(row: Row) -> list[str]:
    """Short marks: seq or last, ↔ for both directions, states handed out, ← the layer whose state it starts from."""
    spec = row.spec
    if not isinstance(spec, RecurrentSpec):
        return []
    marks = ["seq" if spec.return_sequences else "last"]
    if spec.bidirectional:
        marks.append("↔")
    if spec.return_state:
        marks.append("+ " + ", ".join(dict.fromkeys(name.split()[-1] for name in spec.state_shapes(row.given))))
    if spec.initial_state is not None:
        marks.append(f"← {spec.initial_state}")
    return marks
