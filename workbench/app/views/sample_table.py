"""The rows of one sample as a table: where they stand, what the network sees and forecasts, and what the file says."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget

from workbench.app.appearance.colours import Colours
from workbench.app.translation import tr
from workbench.core.errors import WorkbenchError
from workbench.core.experiment import Experiment
from workbench.core.formats.raw_lines import RawLines
from workbench.core.preparing.sample_columns import sample_columns
from workbench.core.preparing.windows import Windows
from workbench.core.series import Series

Index = QModelIndex | QPersistentModelIndex


class SampleTable(QAbstractTableModel):
    """The rows of one sample: number, time, role, the values in original units, and the line of the file.

    Lines are read when they come into sight. ``show_lines`` says from where; before, only their numbers are shown.
    """

    def __init__(
        self, series: Series, experiment: Experiment, windows: Windows, sample: int, colours: Colours, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._lines: RawLines | None = None
        self._series, self._colours = series, colours
        start, future = windows.starts[sample], windows.futures[sample]
        self.rows = [*range(start, start + windows.timesteps), *range(future, future + windows.horizon)]
        self._past = windows.timesteps
        self._columns = sample_columns(experiment)
        heads = [tr(column.title) for column in self._columns]
        self._heads = [tr("row"), tr("time") if series.times is not None else tr("order"), "", *heads]
        if series.lines is not None:
            self._heads += [tr("line"), tr("in the file")]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, is_past = self.rows[index.row()], index.row() < self._past
        is_text = index.column() == 2 or (self._series.lines is not None and index.column() == len(self._heads) - 1)
        if role == Qt.ItemDataRole.TextAlignmentRole and not is_text:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole and index.column() == 2:
            return QColor(self._colours.train if is_past else self._colours.forecast)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if index.column() == 0:
            return f"{row + 1:,}"
        if index.column() == 1:
            return self._series.when(row)
        if index.column() == 2:
            return f"X[{index.row()}]" if is_past else f"y[{index.row() - self._past}]"
        at = index.column() - 3
        if at < len(self._columns):
            return self._columns[at].words(self._series, row, is_past=is_past)
        return self._of_the_file(row, is_number=at == len(self._columns))

    def show_lines(self, lines: RawLines | None) -> None:
        """Show what the file says in each row, from ``lines``."""
        self._lines = lines
        if lines is not None and self.rows and self._series.lines is not None:
            last = len(self._heads) - 1
            self.dataChanged.emit(self.index(0, last), self.index(len(self.rows) - 1, last))

    def _of_the_file(self, row: int, *, is_number: bool) -> str:
        assert self._series.lines is not None  # else there were no such columns
        line = int(self._series.lines[row])
        if line <= 0:
            return "" if is_number else tr("(in no line of the file)")
        if is_number:
            return f"{line:,}"
        try:
            return self._lines.text(line) if self._lines is not None else ""
        except WorkbenchError as error:
            return f"({tr(error.what)})"
