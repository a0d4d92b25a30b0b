"""Series: all chosen columns over time, with the parts of the split as coloured ground."""

from __future__ import annotations

from itertools import chain
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.plots.legend import Legend
from workbench.app.plots.missing_strip import mark_missing
from workbench.app.plots.places import places_of
from workbench.app.plots.plot import Curve, Plot
from workbench.app.plots.repaired import mark_repaired
from workbench.app.translation import tr
from workbench.app.views.exploration_panel import ExplorationPanel
from workbench.app.views.view import Sight, View
from workbench.app.widgets.labels import label
from workbench.app.widgets.layouts import empty
from workbench.app.widgets.notice import Notice
from workbench.app.widgets.split_bar import put_border
from workbench.app.work.looks import test_is_open
from workbench.core.preparing.splits import PARTS, split_steps
from workbench.core.series import Series
from workbench.core.text import text

_MOST_PLOTS = 6
_WITH_ROOM_FOR_NAMES = 2  # plots; of more, the names stand in them, where they cannot be cut off
_LEAST_HEIGHT = 44  # of one curve, so that six of them fit above the pictures


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
        self.notice_room = QVBoxLayout()
        column.addLayout(self.notice_room)
        self.empty = label(role="quiet", wraps=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty, 1)
        self.plots: list[Plot] = []
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        upper = QWidget()
        self.room = QVBoxLayout(upper)
        self.room.setContentsMargins(0, 0, 0, 0)
        self.room.setSpacing(GRID)
        self.split.addWidget(upper)
        self.panel = ExplorationPanel(self.bench, self.theme)
        self.panel.setMinimumHeight(150)
        self.split.addWidget(self.panel)
        self.split.setSizes([340, 260])
        column.addWidget(self.split, 1)
        self._shown: tuple[object, ...] = ()
        self._curves: list[tuple[str, Curve]] = []
        self._borders: list[list[Any]] = []
        self._bands: list[list[Any]] = []
        self._test_is_open = False
        self.bench.explorer.drawings_ready.connect(self._fill_curves)
        self.bench.run_changed.connect(self._follow_look)

    def _follow_look(self) -> None:
        """Redraw once the test part has been opened, or another run is shown whose test part is closed."""
        if test_is_open(self.bench) != self._test_is_open:
            self.refresh()

    def redraw(self) -> None:
        self._test_is_open = test_is_open(self.bench)
        series, data = self.bench.series, self.bench.experiment.data
        if series is None:
            error = self.bench.series_error
            self._clear()
            self.split.hide()
            self.headline.setText("")
            self.empty.setText(f"{tr(error.what)}\n{tr(error.hint)}" if error else tr("Reading…"))
            self.empty.show()
            return
        self.empty.hide()
        self.split.show()
        self.headline.setText(series.name)
        names = [name for name in dict.fromkeys([*data.targets, *data.inputs, *data.known]) if name in series.columns]
        shown = (series, tuple(names), self.bench.mended)
        if shown != self._shown:
            self._clear()
            self._show_columns(series, names)
            self._show_notices(series, len(names))
            self._shown = shown
        self._show_split(series)
        self.panel.refresh()

    @property
    def has_content(self) -> bool:
        return bool(self._shown)

    def choices(self) -> dict[str, Any]:
        return {**self.panel.choices(), "split": self.split}

    def sights(self) -> dict[str, Sight]:
        plots = {f"column {at}": Sight(plot, self._shown) for at, plot in enumerate(self.plots)}
        return {**plots, **{name: Sight(part, of) for name, (part, of) in self.panel.sights().items()}}

    def _show_columns(self, series: Series, names: list[str]) -> None:
        colours = self.theme.colours
        for at, name in enumerate(names[:_MOST_PLOTS]):
            is_last = at == min(len(names), _MOST_PLOTS) - 1
            words = "" if series.is_one_clock else tr("row")
            is_low = len(names) > _WITH_ROOM_FOR_NAMES
            plot = Plot(self.theme, x_label=words if is_last else "", y_label="" if is_low else series.with_unit(name),
                        dates=series.is_one_clock)  # fmt: skip
            plot.setMinimumHeight(_LEAST_HEIGHT)
            if is_low:
                plot.put_name(series.with_unit(name))
            plot.failed.connect(self.bench.failed)
            self._curves.append((name, plot.add_long_curve(name, colours.columns[at % len(colours.columns)])))
            plot.getAxis("bottom").setStyle(showValues=is_last)
            if self.plots:
                plot.setXLink(self.plots[0])
            self.room.addWidget(plot, 1)
            self.plots.append(plot)
            self._add_split(plot)
        self._fill_curves()

    @Slot()
    def _fill_curves(self) -> None:
        """Draw the columns whose pyramids are there, and mark their missing and filled-in cells."""
        series = self.bench.series
        if series is None:
            return
        for plot, (name, curve) in zip(self.plots, self._curves, strict=True):
            drawing = self.bench.explorer.drawing(series, name) if curve.item.pyramid is None else None
            if drawing is not None:
                curve.item.show_pyramid(drawing.pyramid)
                if drawing.missing is not None:
                    mark_missing(plot, drawing.missing, drawing.pyramid.places, self.theme.colours.error)
                mark_repaired(plot, self.bench.mended or series, name, self.theme.colours.warning)
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
        places = places_of(series)
        has_one_split = self.bench.experiment.data.group is None  # else each series has its own
        for item in (*chain.from_iterable(self._bands), *chain.from_iterable(self._borders)):
            item.setVisible(has_one_split)
        split = split_steps(len(series), self.bench.experiment.windows)
        edges = [places.one(split[part].start) for part in PARTS] + [places.one(len(series) - 1)]
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
        share = round(int(places_of(series).first_from(np.array([x]))[0]) / len(series), 3)
        borders = (windows.train_share, windows.train_share + windows.validation_share)
        train, end = put_border(borders, which, share)
        after = self.bench.experiment.with_settings(
            "windows", train_share=round(train, 3), validation_share=round(end - train, 3)
        )
        self.bench.document.change(after, text("move the split"))
        self._show_split(series)

    def _show_notices(self, series: Series, columns: int) -> None:
        """Say the first finding, and where the others stand; all of them are in the panel's last tab."""
        if series.findings:
            others = len(series.findings) - 1
            button = tr("All {count} notices", count=others + 1) if others else ""
            notice = Notice(self.theme, tr(series.findings[0].message), "warning", button)
            notice.accepted.connect(self.panel.show_notes)
            self.notice_room.addWidget(notice)
        if columns > _MOST_PLOTS:
            words = tr("The first {shown} of {columns} chosen columns are drawn.", shown=_MOST_PLOTS, columns=columns)
            self.notice_room.addWidget(Notice(self.theme, words, "info"))

    def _clear(self) -> None:
        for layout in (self.room, self.notice_room):
            empty(layout)
        self.plots, self._curves, self._bands, self._borders, self._shown = [], [], [], [], ()
