"""What is left of the truth when the forecast is taken away: four pictures, of which one is shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.app.appearance.theme import Theme
from workbench.app.plots.axis import StepAxis
from workbench.app.plots.plot import Plot, seconds
from workbench.app.translation import tr
from workbench.app.widgets.choice import Choice
from workbench.app.work.bench import Bench
from workbench.core.exploring.correlation import autocorrelation
from workbench.core.judgement.judging import Judged
from workbench.core.series import with_unit

_BINS, _LAGS = 40, 100
Array = NDArray[np.float64]


class Residuals(QWidget):
    """The errors of one step of the horizon: over time, as a histogram, by their memory, against the forecast."""

    def __init__(self, theme: Theme, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._bench = theme, bench
        self._shown: tuple[Judged, int, int] | None = None
        self._unit = ""
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.kind = Choice()
        self.kind.setAccessibleName(tr("Picture of the errors"))
        self.kind.addItems(
            [
                tr("errors over time"),
                tr("histogram"),
                tr("autocorrelation of the errors"),
                tr("errors against forecast"),
            ]
        )
        self.kind.activated.connect(self._draw)
        self.column.addWidget(self.kind)
        self.plot: Plot | None = None

    def show_judged(self, judged: Judged, target: int, name: str, step: int) -> None:
        """Draw the errors of the target called ``name``, ``step`` counted from 0."""
        self._shown, self._unit = (judged, target, step), judged.units.get(name, "")
        self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            return
        judged, target, step = self._shown
        if self.plot is not None:
            self.plot.hide()
            self.plot.deleteLater()
        forecast = judged.forecast[:, step, target]
        errors = forecast - judged.truth[:, step, target]
        kinds: list[Callable[[Judged, Array, Array, int], Plot]] = [
            self._over_time, self._histogram, self._memory, self._against,
        ]  # fmt: skip
        self.plot = kinds[self.kind.currentIndex()](judged, forecast, errors, step)
        self.plot.failed.connect(self._bench.failed)
        self.column.addWidget(self.plot, 1)
        self.plot.show_all()

    @property
    def _error(self) -> str:
        """The title of an axis of errors."""
        return with_unit(tr("error"), self._unit)

    def _points(self, plot: Plot, x: Any, y: Any) -> Plot:
        colour = self._theme.colours.forecast
        curve = plot.add_curve(tr("error"), colour)
        curve.item.setData(x, y, pen=None, symbol="o", symbolSize=4, symbolBrush=colour, symbolPen=None)
        return plot

    def _over_time(self, judged: Judged, _forecast: Array, errors: Array, step: int) -> Plot:
        rows, times = judged.rows + step, judged.times
        dates = times is not None
        x = seconds(times[rows]) if times is not None else rows + 1.0
        plot = Plot(self._theme, x_label="" if dates else tr("row"), y_label=self._error, dates=dates)
        plot.add_curve(tr("error"), self._theme.colours.forecast).item.setData(x, errors)
        return plot

    def _histogram(self, _judged: Judged, _forecast: Array, errors: Array, _step: int) -> Plot:
        known = errors[np.isfinite(errors)]
        plot = Plot(self._theme, x_label=self._error, y_label=tr("samples"))
        if not len(known):
            return plot
        colour = self._theme.colours.forecast
        room = 1e-6 * (float(np.abs(known).max()) or 1.0)  # errors may all be equal, but for rounding
        counts, edges = np.histogram(
            known, bins=min(_BINS, max(1, len(known) // 4)), range=(known.min() - room, known.max() + room)
        )
        x, y = np.repeat(edges, 2)[1:-1], np.repeat(counts, 2)  # a step for each bin
        plot.add_curve(tr("samples"), colour).item.setData(x, y, fillLevel=0, brush=colour + "60")
        return plot

    def _memory(self, _judged: Judged, _forecast: Array, errors: Array, _step: int) -> Plot:
        lags = min(_LAGS, len(errors) - 1)
        plot = Plot(self._theme, x_label=tr("samples before"), y_label=tr("correlation"), bottom=StepAxis("bottom"))
        if lags > 0 and np.isfinite(errors).all():
            colours = self._theme.colours
            plot.add_curve(tr("autocorrelation"), colours.forecast, width=2).item.setData(
                np.arange(lags + 1), autocorrelation(errors, lags)
            )
            for side in (-1, 1):
                chance = np.full(2, side * 1.96 / np.sqrt(len(errors)))
                plot.add_curve(tr("within chance"), colours.naive, dashed=True).item.setData([0, lags], chance)
        return plot

    def _against(self, _judged: Judged, forecast: Array, errors: Array, _step: int) -> Plot:
        plot = Plot(self._theme, x_label=with_unit(tr("forecast"), self._unit), y_label=self._error)
        return self._points(plot, forecast, errors)
