"""Windows: one sample at a time, on the curve and as numbers, with the rows that fed it."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QHeaderView, QSlider, QSplitter, QTableView, QVBoxLayout, QWidget

from workbench.app.colours import Colours
from workbench.app.plots.legend import Legend
from workbench.app.plots.plot import Plot, times_of
from workbench.app.theme import GRID
from workbench.app.translation import tr
from workbench.app.views.view import View
from workbench.app.widgets.labels import label
from workbench.app.widgets.number_field import NumberField
from workbench.core.columns import settled
from workbench.core.cutting import windows_of
from workbench.core.experiment import Experiment
from workbench.core.features import feature_count, numbers_seen
from workbench.core.prepared import data_problems
from workbench.core.sample_columns import sample_columns
from workbench.core.series import Series
from workbench.core.splits import PARTS, Part
from workbench.core.windows import Windows, rounds_of

Index = QModelIndex | QPersistentModelIndex


class WindowsView(View):
    """What ``[samples, timesteps, features]`` means, with the user's own numbers."""

    def fill(self, column: QVBoxLayout) -> None:
        colours = self.theme.colours
        self.headline = label(role="headline")
        column.addWidget(self.headline)
        column.addLayout(self._make_picker())
        self.legend = Legend(
            [
                (tr("X: what the network sees"), colours.train, False),
                (tr("y: what it must forecast"), colours.forecast, False),
            ]
        )
        column.addWidget(self.legend)
        self.empty = label(role="quiet", wraps=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty, 1)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.plot_room = QWidget()
        self.plot_column = QVBoxLayout(self.plot_room)
        self.plot_column.setContentsMargins(0, 0, 0, 0)
        self.split.addWidget(self.plot_room)
        self.table = QTableView()
        self.table.setAccessibleName(tr("Rows of the sample"))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.split.addWidget(self.table)
        self.split.setSizes([420, 240])
        column.addWidget(self.split, 1)
        self.plot: Plot | None = None
        self._shown: object = None
        self._windows: Windows | None = None
        self._number = 1

    def redraw(self) -> None:
        read, experiment = self.bench.series, self.bench.experiment
        problems = [] if read is None else [one for one in data_problems(read, experiment) if one.severity == "error"]
        series = self.bench.mended
        if series is None or problems:
            self.split.hide()
            self.legend.hide()
            self.headline.setText(tr("Samples"))
            self.empty.setText(tr(problems[0].message) if problems else tr("No series is loaded."))
            self.empty.show()
            return
        self.empty.hide()
        self.split.show()
        self.legend.show()
        experiment = settled(series, experiment)
        data, spec = experiment.data, experiment.windows
        part: Part = self.part.currentData()
        self._windows = windows_of(series, experiment)[part]
        count, features = len(self._windows), feature_count(experiment)
        self.headline.setText(
            f"X [{count:,}, {spec.timesteps}, {features}]    y [{count:,}, {spec.horizon}, {len(data.targets)}]"
        )
        self.headline.setToolTip(tr("[samples, timesteps, features]"))
        self.slider.blockSignals(True)
        self.slider.setRange(1, max(1, count))
        self.slider.blockSignals(False)
        self._show_series(series)
        self._show_sample(min(self._number, count))

    def _make_picker(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.part = QComboBox()
        self.part.setAccessibleName(tr("Part"))
        for part, words in zip(PARTS, (tr("training"), tr("validation"), tr("test")), strict=True):
            self.part.addItem(words, part)
        self.part.activated.connect(self.refresh)
        line.addWidget(self.part)
        line.addWidget(label(tr("Sample")))
        self.number = NumberField(whole=True, low=1, high=1e9)
        self.number.setAccessibleName(tr("Sample"))
        self.number.edited.connect(self._on_number)
        self.number.refused.connect(self._on_refused)
        line.addWidget(self.number)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setAccessibleName(tr("Sample"))
        self.slider.valueChanged.connect(self._show_sample)
        line.addWidget(self.slider, 1)
        self.where = label(role="quiet")
        line.addWidget(self.where)
        return line

    def _show_series(self, series: Series) -> None:
        data = self.bench.experiment.data
        columns = tuple(dict.fromkeys([*data.targets, *numbers_seen(data)]))[: len(self.theme.colours.columns)]
        if self._shown == (series, columns):
            return
        self._shown = (series, columns)
        if self.plot is not None:
            self.plot.hide()
            self.plot.deleteLater()
        words = "" if series.is_one_clock else tr("row")
        self.plot = Plot(self.theme, x_label=words, y_label=columns[0], dates=series.is_one_clock)
        self.plot.failed.connect(self.bench.failed)
        self.plot.clicked_at.connect(self._on_clicked)
        x = times_of(series)
        curve = self.plot.add_curve(columns[0], self.theme.colours.truth)
        curve.item.setData(x, series.column(columns[0]))
        colours = self.theme.colours
        self.past = self.plot.add_band(0, 0, colours.train, 60)
        self.future = self.plot.add_band(0, 0, colours.forecast, 90)
        self.plot.setToolTip(tr("Click on the curve to choose the sample that begins there"))
        self.plot_column.addWidget(self.plot)

    def _show_sample(self, number: int) -> None:
        windows, series = self._windows, self.bench.mended
        if windows is None or series is None or self.plot is None or not len(windows):
            return
        self._number = number = max(1, min(number, len(windows)))
        self.number.show_value(number)
        self.slider.blockSignals(True)
        self.slider.setValue(number)
        self.slider.blockSignals(False)
        start, future = windows.starts[number - 1], windows.futures[number - 1]
        x = times_of(series)
        step = float(np.median(np.diff(x[:1000]))) if len(x) > 1 else 1.0
        end = future + windows.horizon
        self.past.setRegion((x[start] - step / 2, x[start + windows.timesteps - 1] + step / 2))
        self.future.setRegion((x[future] - step / 2, x[end - 1] + step / 2))
        around = 2 * (end - start)
        self.plot.setXRange(x[max(0, start - around)], x[min(len(x), end + around) - 1], padding=0)
        visible = series.column(self.plot.curves[0].name)[max(0, start - around) : end + around]
        self.plot.setYRange(float(np.nanmin(visible)), float(np.nanmax(visible)))
        where = tr(
            "of {count} · rows {first}–{last} → {then}–{end}", count=f"{len(windows):,}", first=f"{start + 1:,}",
            last=f"{start + windows.timesteps:,}", then=f"{future + 1:,}", end=f"{end:,}",
        )  # fmt: skip
        if self._begins_anew(number - 1):
            where = f"{where} · {tr('stateful layers begin anew here')}"
        self.where.setText(where)
        old = self.table.model()
        self.table.setModel(
            _SampleTable(series, settled(series, self.bench.experiment), windows, number - 1, self.theme.colours, self)
        )
        if old is not None:
            old.deleteLater()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def _begins_anew(self, sample: int) -> bool:
        """Whether stateful layers have no state to go on from at ``sample``, counted from 0."""
        experiment, windows = self.bench.experiment, self._windows
        keeps_states = any(spec.enabled and getattr(spec, "stateful", False) for spec in experiment.layers)
        if windows is None or not keeps_states:
            return False
        side_by_side = experiment.training.batch_size if self.part.currentData() == "train" else 1
        rounds = rounds_of(windows.starts.stretches(), side_by_side)
        return any(sample == run.start for runs in rounds for run in runs)

    def _on_number(self, number: int) -> None:
        if self._windows is None or not 1 <= number <= len(self._windows):
            count = 0 if self._windows is None else len(self._windows)
            self.where.setText(tr("There are samples 1 to {count}.", count=f"{count:,}"))
            return
        self._show_sample(number)

    def _on_refused(self, why: str) -> None:
        if why:
            self.where.setText(why)
        else:
            self._show_sample(self._number)

    def _on_clicked(self, x: float) -> None:
        series, windows = self.bench.mended, self._windows
        if series is None or windows is None or not len(windows):
            return
        row = int(np.searchsorted(times_of(series), x))
        self._show_sample(windows.starts.last_up_to(row) + 1)


class _SampleTable(QAbstractTableModel):
    """The rows of one sample: number, time, role, and the values in original units."""

    def __init__(
        self, series: Series, experiment: Experiment, windows: Windows, sample: int, colours: Colours, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._series, self._colours = series, colours
        start, future = windows.starts[sample], windows.futures[sample]
        self._rows = [*range(start, start + windows.timesteps), *range(future, future + windows.horizon)]
        self._past = windows.timesteps
        self._columns = sample_columns(experiment)
        heads = [tr(column.title) for column in self._columns]
        self._heads = [tr("row"), tr("time") if series.times is not None else tr("order"), "", *heads]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._heads[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, is_past = self._rows[index.row()], index.row() < self._past
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != 2:
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
        return self._columns[index.column() - 3].words(self._series, row, is_past=is_past)
