"""The columns of a file and their roles, as boxes to tick: quick with thousands of columns."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from workbench.app.translation import tr
from workbench.app.widgets.kept import keep, put_back
from workbench.app.widgets.labels import tooltip
from workbench.core.experiment import DataSpec
from workbench.core.fields import settings_of
from workbench.core.series import Series
from workbench.core.transforms import Transform

ROLES = ("targets", "inputs", "known")  # the columns of boxes, from left to right
_TRANSFORM = 1 + len(ROLES)
_MARK = "ƒ"  # of a column that is transformed; there is no room for more
_ROWS_SHOWN = 6
_ROW_HEIGHT = 22
_ROWS_MEASURED = 20  # for the width of a column; looking at thousands of boxes would take longer than drawing them


class ColumnsTable(QTableWidget):
    """Shows the roles and tells what the user wants changed; changes nothing itself."""

    role_wanted = Signal(str, str, bool)  # column, role, whether it has it
    column_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, _TRANSFORM + 1, parent)
        self.names: list[str] = []
        self._words: set[str] = set()
        self._marked: set[str] = set()  # the columns whose transform is shown
        self.setObjectName("columnRoles")
        self.setAccessibleName(tr("Columns and their roles"))
        for at, (title, tip) in enumerate(self._heads()):
            head = QTableWidgetItem(title)
            head.setToolTip(tooltip(tip))
            if at == 0:
                head.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.setHorizontalHeaderItem(at, head)
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for at in range(1, _TRANSFORM + 1):
            header.setSectionResizeMode(at, QHeaderView.ResizeMode.ResizeToContents)
        self.itemChanged.connect(self._on_changed)
        self.currentCellChanged.connect(self._on_current)

    @property
    def chosen(self) -> str:
        """The column in the current row, or "" where there is none."""
        row = self.currentRow()
        return self.names[row] if 0 <= row < len(self.names) else ""

    def show_roles(self, series: Series | None, data: DataSpec) -> None:
        """Show the columns of ``series``, or those that are named while there is none."""
        named = dict.fromkeys([*data.targets, *data.inputs, *data.known])
        words = [] if series is None else [name for name in series.labels if name not in series.columns]
        names = list(named) if series is None else [*series.columns, *words]
        self.blockSignals(True)
        if names != self.names or set(words) != self._words:
            self.names, self._words = names, set(words)
            self._make_rows()
        chosen = [set(getattr(data, role)) for role in ROLES]
        for row, name in enumerate(names):
            for at, having in enumerate(chosen, start=1):
                state = Qt.CheckState.Checked if name in having else Qt.CheckState.Unchecked
                box = self.item(row, at)
                if box is not None and box.flags() & Qt.ItemFlag.ItemIsUserCheckable and box.checkState() != state:
                    box.setCheckState(state)
        self._show_transforms(data.transforms)
        self.blockSignals(False)

    def _make_rows(self) -> None:
        self.setRowCount(0)
        self.setRowCount(len(self.names))
        heads = [title for title, _ in self._heads()]
        told = tr("A column of words: each word becomes an input.")
        for row, name in enumerate(self.names):
            is_words = name in self._words
            self.setItem(row, 0, _words_cell(name, f"{name}\n{told}" if is_words else name))
            for at, role in enumerate(ROLES, start=1):
                self.setItem(row, at, _box(f"{name}: {heads[at]}", ticked=not (is_words and role == "targets")))
        self.resizeRowToContents(0)
        self.verticalHeader().setDefaultSectionSize(max(self.rowHeight(0), _ROW_HEIGHT) if self.names else _ROW_HEIGHT)
        height = self.verticalHeader().defaultSectionSize() * min(len(self.names), _ROWS_SHOWN)
        self.setFixedHeight(height + self.horizontalHeader().sizeHint().height() + 4)

    def _show_transforms(self, transforms: tuple[Transform, ...]) -> None:
        words: dict[str, list[str]] = {}
        for one in transforms:
            words.setdefault(one.column, []).append(tr(one.words))
        self.setColumnHidden(_TRANSFORM, not words)
        for name in self._marked - words.keys():
            if name in self.names:
                self.takeItem(self.names.index(name), _TRANSFORM)
        for name, said in words.items():
            if name in self.names:
                cell = _words_cell(_MARK, ", ".join(said))
                cell.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}: {', '.join(said)}")
                self.setItem(self.names.index(name), _TRANSFORM, cell)
        self._marked = set(words)

    def _heads(self) -> list[tuple[str, str]]:
        roles = {setting.name: tr(setting.help) for setting in settings_of(DataSpec)}
        return [
            (tr("Column"), ""),
            (tr("Target"), roles["targets"]),
            (tr("Input"), roles["inputs"]),
            (tr("Future"), roles["known"]),
            (_MARK, roles["transforms"]),
        ]

    def _on_changed(self, item: QTableWidgetItem) -> None:
        if 1 <= item.column() < _TRANSFORM:
            has = item.checkState() == Qt.CheckState.Checked
            self.role_wanted.emit(self.names[item.row()], ROLES[item.column() - 1], has)

    def _on_current(self, row: int, column: int, before: int, before_column: int) -> None:
        if row != before:
            self.column_chosen.emit(self.chosen)


@keep.register
def _(part: ColumnsTable) -> Any:
    """Keep the column that is chosen, and how far its list is scrolled."""
    return part.chosen, keep.dispatch(QAbstractScrollArea)(part)


@put_back.register
def _(part: ColumnsTable, state: Any) -> None:
    chosen, scrolled = state
    if chosen in part.names:
        part.setCurrentCell(part.names.index(chosen), 0)
    put_back.dispatch(QAbstractScrollArea)(part, scrolled)


def _words_cell(words: str, tip: str) -> QTableWidgetItem:
    cell = QTableWidgetItem(words)
    cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    cell.setToolTip(tooltip(tip))
    return cell


def _box(name: str, *, ticked: bool) -> QTableWidgetItem:
    box = QTableWidgetItem()
    if ticked:
        box.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        box.setCheckState(Qt.CheckState.Unchecked)
    else:
        box.setFlags(Qt.ItemFlag.ItemIsSelectable)
    box.setData(Qt.ItemDataRole.AccessibleTextRole, name)
    return box
