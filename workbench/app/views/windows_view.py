"""Windows: one sample at a time, on the curve and as numbers, with the rows that fed it."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QSlider,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from workbench.app.appearance.theme import GRID
from workbench.app.plots.legend import Legend
from workbench.app.plots.places import Places, places_of
from workbench.app.plots.plot import Plot
from workbench.app.translation import tr
from workbench.app.views.sample_table import SampleTable
from workbench.app.views.view import Sight, View
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.kept import keep, put_back
from workbench.app.widgets.labels import label
from workbench.app.widgets.number_field import NumberField
from workbench.core.preparing.columns import settled
from workbench.core.preparing.cutting import windows_of
from workbench.core.preparing.features import feature_count, numbers_seen
from workbench.core.preparing.prepared import data_problems
from workbench.core.preparing.splits import PARTS, Part
from workbench.core.preparing.windows import Windows, rounds_of
from workbench.core.series import Series


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
        self.table.setTabKeyNavigation(False)  # Tab leaves the table; arrows move in it
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setWordWrap(False)
        self.table.verticalHeader().setDefaultSectionSize(24)
        self.split.addWidget(self.table)
        self.split.setSizes([420, 240])
        column.addWidget(self.split, 1)
        self.plot: Plot | None = None
        self._shown: object = None
        self._windows: Windows | None = None
        self._places: Places | None = None
        self._number = 1
        self.bench.explorer.drawings_ready.connect(self._fill_curve)
        self.bench.explorer.lines_ready.connect(self._fill_lines)

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

    @property
    def has_content(self) -> bool:
        return self._windows is not None

    def choices(self) -> dict[str, Any]:
        return {"part": self.part, "sample": self, "split": self.split}

    def sights(self) -> dict[str, Sight]:
        sample = (self._shown, self.bench.experiment.windows, self.part.currentData(), self._number)
        rows = {"rows": Sight(self.table, sample)}
        return rows if self.plot is None else {**rows, "curve": Sight(self.plot, sample)}

    def _make_picker(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.part = Choice()
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
        self.plot = Plot(self.theme, x_label=words, y_label=series.with_unit(columns[0]), dates=series.is_one_clock)
        self.plot.failed.connect(self.bench.failed)
        self.plot.clicked_at.connect(self._on_clicked)
        self._places = places_of(series)
        self.plot.add_long_curve(columns[0], self.theme.colours.truth)
        self._fill_curve()
        colours = self.theme.colours
        self.past = self.plot.add_band(0, 0, colours.train, 60)
        self.future = self.plot.add_band(0, 0, colours.forecast, 90)
        self.chosen = self.plot.add_band(0, 0, colours.accent, 120)
        self.chosen.hide()
        self.past.setMovable(True)
        for line in self.past.lines:  # the whole window moves; its edges follow from timesteps
            line.setMovable(False)
        self.past.sigRegionChanged.connect(self._on_dragged)
        self.past.sigRegionChangeFinished.connect(lambda _: self._show_sample(self._number))
        self.plot.setToolTip(
            tr(
                "Click on the curve to choose the sample that begins there, or in the sample to find its row;"
                " drag the sample along the curve"
            )
        )
        self.plot_column.addWidget(self.plot)

    @Slot()
    def _fill_curve(self) -> None:
        """Draw the column once its pyramid is there."""
        series = self.bench.mended
        if self.plot is None or series is None:
            return
        curve = self.plot.curves[0]
        if curve.item.pyramid is None and curve.name in series.columns:
            drawing = self.bench.explorer.drawing(series, curve.name)
            if drawing is not None:
                curve.item.show_pyramid(drawing.pyramid)

    @Slot()
    def _fill_lines(self) -> None:
        """Show the lines of the file once it is known where they stand."""
        table, series = self.table.model(), self.bench.series
        if isinstance(table, SampleTable) and series is not None:
            table.show_lines(self.bench.explorer.lines(series, self.bench.experiment.data))

    def _show_sample(self, number: int) -> None:
        windows, series = self._windows, self.bench.mended
        if windows is None or series is None or self.plot is None or not len(windows):
            return
        self._take_number(number)
        start = windows.starts[self._number - 1]
        end = windows.futures[self._number - 1] + windows.horizon
        assert self._places is not None  # it came with the plot
        around = 2 * (end - start)
        low, high = max(0, start - around), min(len(series), end + around)
        self._place_bands()
        self.plot.setXRange(self._places.one(low), self._places.one(high - 1), padding=0)
        visible = series.column(self.plot.curves[0].name)[low:high]
        known = visible[np.isfinite(visible)]
        if len(known):
            self.plot.setYRange(float(known.min()), float(known.max()))
        self._show_table(series, windows)

    def _take_number(self, number: int) -> None:
        assert self._windows is not None  # the caller looked
        self._number = max(1, min(number, len(self._windows)))
        self.number.show_value(self._number)
        with QSignalBlocker(self.slider):
            self.slider.setValue(self._number)

    def _place_bands(self) -> None:
        windows, places = self._windows, self._places
        assert windows is not None  # the caller looked
        assert places is not None
        start, future = windows.starts[self._number - 1], windows.futures[self._number - 1]
        with QSignalBlocker(self.past):
            self.past.setRegion(self._around(start, start + windows.timesteps - 1))
        self.future.setRegion(self._around(future, future + windows.horizon - 1))

    def _around(self, first: int, last: int) -> tuple[float, float]:
        """Give the x from half a step before row ``first`` to half a step after row ``last``."""
        assert self._places is not None  # the caller looked
        some = self._places.at(np.arange(min(1000, self._places.count)))
        step = float(np.median(np.diff(some))) if len(some) > 1 else 1.0
        return self._places.one(first) - step / 2, self._places.one(last) + step / 2

    def _show_table(self, series: Series, windows: Windows) -> None:
        start, future = windows.starts[self._number - 1], windows.futures[self._number - 1]
        where = tr(
            "of {count} · rows {first}–{last} → {then}–{end}", count=f"{len(windows):,}", first=f"{start + 1:,}",
            last=f"{start + windows.timesteps:,}", then=f"{future + 1:,}", end=f"{future + windows.horizon:,}",
        )  # fmt: skip
        if self._begins_anew(self._number - 1):
            where = f"{where} · {tr('stateful layers begin anew here')}"
        self.where.setText(where)
        old = self.table.model()
        experiment = settled(series, self.bench.experiment)
        self.table.setModel(SampleTable(series, experiment, windows, self._number - 1, self.theme.colours, self))
        if old is not None:
            old.deleteLater()
        self.chosen.hide()
        self.table.selectionModel().selectionChanged.connect(self._on_rows_chosen)
        self._fill_lines()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(series.lines is not None)

    def _on_dragged(self) -> None:
        """Follow the window that is dragged; what is seen of the curve stays until it is let go."""
        windows, series, places = self._windows, self.bench.mended, self._places
        if windows is None or series is None or places is None or not len(windows):
            return
        low, high = self.past.getRegion()
        offset = (high - low) / windows.timesteps / 2
        self._take_number(windows.starts.last_up_to(places.nearest(low + offset)) + 1)
        future = windows.futures[self._number - 1]
        self.future.setRegion(self._around(future, future + windows.horizon - 1))
        self._show_table(series, windows)

    def _on_rows_chosen(self) -> None:
        """Mark on the curve the rows that are chosen in the table."""
        table = self.table.model()
        rows = [index.row() for index in self.table.selectionModel().selectedRows()]
        self.chosen.setVisible(bool(rows))
        if rows and isinstance(table, SampleTable):
            self.chosen.setRegion(self._around(table.rows[min(rows)], table.rows[max(rows)]))

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
        assert self._places is not None  # it came with the plot
        table, near = self.table.model(), self._places.nearest(x)
        if isinstance(table, SampleTable) and near in table.rows:
            place = table.rows.index(near)
            self.table.selectRow(place)
            self.table.scrollTo(table.index(place, 0))
            return
        row = int(self._places.first_from(np.array([x]))[0])
        self._show_sample(windows.starts.last_up_to(row) + 1)


@keep.register
def _(part: WindowsView) -> int:
    """Keep the number of the sample; a part of the series may have fewer when it is put back."""
    return part._number


@put_back.register
def _(part: WindowsView, state: int) -> None:
    part._number = state
