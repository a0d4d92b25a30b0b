"""Series: all chosen columns over time, with the parts of the split as coloured ground."""

from __future__ import annotations

from itertools import chain
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from workbench.app.plots.legend import Legend
from workbench.app.plots.plot import Plot, times_of
from workbench.app.plots.repaired import mark_repaired
from workbench.app.theme import GRID
from workbench.app.translation import tr
from workbench.app.views.view import View
from workbench.app.widgets.labels import label
from workbench.app.widgets.layouts import empty
from workbench.app.widgets.notice import Notice
from workbench.app.widgets.split_bar import put_border
from workbench.core.csv import CsvOptions
from workbench.core.fields import settings_of
from workbench.core.series import Series
from workbench.core.splits import PARTS, split_steps
from workbench.core.text import text

_MOST_PLOTS = 6


class SeriesView(View):
    """The data as it was read."""

    def fill(self, column: QVBoxLayout) -> None:
        colours = self.theme.colours
        head = QHBoxLayout()
        self.headline = label(role="headline")
        head.addWidget(self.headline)
        head.addStretch()
        head.addWidget(
            Legend(
                [
                    (tr("training"), colours.train, False),
                    (tr("validation"), colours.validation, False),
                    (tr("test"), colours.test, False),
                ]
            )
        )
        column.addLayout(head)
        self.plots: list[Plot] = []
        self.room = QVBoxLayout()
        self.room.setSpacing(GRID)
        column.addLayout(self.room, 1)
        self.empty = label(role="quiet", wraps=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty, 1)
        self.below = QVBoxLayout()
        self.below.setSpacing(GRID)
        column.addLayout(self.below)
        self._shown: tuple[object, ...] = ()
        self._borders: list[list[Any]] = []
        self._bands: list[list[Any]] = []

    def redraw(self) -> None:
        series, data = self.bench.series, self.bench.experiment.data
        if series is None:
            error = self.bench.series_error
            self._clear()
            self.headline.setText("")
            self.empty.setText(f"{tr(error.what)}\n{tr(error.hint)}" if error else tr("Reading…"))
            self.empty.show()
            return
        self.empty.hide()
        self.headline.setText(series.name)
        names = [name for name in dict.fromkeys([*data.targets, *data.inputs, *data.known]) if name in series.columns]
        shown = (series, tuple(names), self.bench.mended)
        if shown != self._shown:
            self._clear()
            self._show_columns(series, names)
            self._show_notices(series, len(names))
            self._shown = shown
        self._show_split(series)

    def _show_columns(self, series: Series, names: list[str]) -> None:
        x, colours = times_of(series), self.theme.colours.columns
        for at, name in enumerate(names[:_MOST_PLOTS]):
            is_last = at == min(len(names), _MOST_PLOTS) - 1
            words = "" if series.is_one_clock else tr("row")
            plot = Plot(self.theme, x_label=words if is_last else "", y_label=name, dates=series.is_one_clock)
            plot.failed.connect(self.bench.failed)
            curve = plot.add_curve(name, colours[at % len(colours)])
            curve.item.setData(x, series.column(name))
            mark_repaired(plot, self.bench.mended or series, name, self.theme.colours.warning)
            plot.getAxis("bottom").setStyle(showValues=is_last)
            if self.plots:
                plot.setXLink(self.plots[0])
            self.room.addWidget(plot, 1)
            self.plots.append(plot)
            self._add_split(plot)
            plot.show_all()

    def _add_split(self, plot: Plot) -> None:
        colours = self.theme.colours
        tints = (colours.train, colours.validation, colours.test)
        self._bands.append([plot.add_band(0, 1, tint) for tint in tints])
        lines = []
        for which, colour in enumerate((colours.validation, colours.test)):
            line = pg.InfiniteLine(angle=90, movable=True, pen=pg.mkPen(colour, width=2),
                                   hoverPen=pg.mkPen(colours.accent, width=3))  # fmt: skip
            line.setToolTip(tr("Drag to move the split"))
            line.sigPositionChangeFinished.connect(lambda moved, which=which: self._on_border(which, moved.value()))
            plot.addItem(line, ignoreBounds=True)
            lines.append(line)
        self._borders.append(lines)

    def _show_split(self, series: Series) -> None:
        x = times_of(series)
        has_one_split = self.bench.experiment.data.group is None  # else each series has its own
        for item in (*chain.from_iterable(self._bands), *chain.from_iterable(self._borders)):
            item.setVisible(has_one_split)
        split = split_steps(len(series), self.bench.experiment.windows)
        edges = [x[min(split[part].start, len(x) - 1)] for part in PARTS] + [x[-1]]
        for bands in self._bands:
            for band, low, high in zip(bands, edges[:-1], edges[1:], strict=True):
                band.setRegion((low, high))
        for lines in self._borders:
            for line, place in zip(lines, edges[1:3], strict=True):
                line.blockSignals(True)
                line.setPos(place)
                line.blockSignals(False)

    def _on_border(self, which: int, x: float) -> None:
        series, windows = self.bench.series, self.bench.experiment.windows
        if series is None:
            return
        share = round(float(np.searchsorted(times_of(series), x)) / len(series), 3)
        borders = (windows.train_share, windows.train_share + windows.validation_share)
        train, end = put_border(borders, which, share)
        after = self.bench.experiment.with_settings(
            "windows", train_share=round(train, 3), validation_share=round(end - train, 3)
        )
        self.bench.document.change(after, text("move the split"))
        self._show_split(series)

    def _show_notices(self, series: Series, columns: int) -> None:
        for notice in series.notices:
            self.below.addWidget(Notice(self.theme, tr(notice), "warning"))
        if columns > _MOST_PLOTS:
            words = tr("The first {shown} of {columns} chosen columns are drawn.", shown=_MOST_PLOTS, columns=columns)
            self.below.addWidget(Notice(self.theme, words, "info"))
        if series.guesses:
            labels = {setting.name: tr(setting.label) for setting in settings_of(CsvOptions)}
            found = [f"{labels[guess.option]}: {guess.value} ({tr(guess.evidence)})" for guess in series.guesses]
            self.below.addWidget(label(tr("Found by itself:") + " " + " · ".join(found), role="quiet", wraps=True))

    def _clear(self) -> None:
        for layout in (self.room, self.below):
            empty(layout)
        self.plots, self._bands, self._borders, self._shown = [], [], [], ()
