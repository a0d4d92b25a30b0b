"""The pictures of one column: each takes an exploration and fills a plot of its own."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from workbench.app.appearance.theme import Theme
from workbench.app.plots.axis import StepAxis
from workbench.app.plots.period_axis import PeriodAxis
from workbench.app.plots.plot import Plot
from workbench.app.translation import tr
from workbench.core.exploring.exploration import Exploration
from workbench.core.preparing.splits import PARTS
from workbench.core.series import Series


class PeriodPlot(Plot):
    """A plot over periods; the reading says how long one is."""

    def __init__(self, theme: Theme, step: np.timedelta64 | None, **choices: Any) -> None:
        self._axis = PeriodAxis(step)
        super().__init__(theme, bottom=self._axis, **choices)
        self._step = step

    def _written_x(self, x: float) -> str:
        return tr("{steps} steps: {length}", steps=f"{10**x:.4g}", length=self._axis.written(x))


def autocorrelation_plot(theme: Theme, exploration: Exploration, series: Series) -> Plot:
    """Draw how much a value tells of those after it, with the season and the proposed look-back marked."""
    assert exploration.correlations is not None  # the caller looked
    plot = Plot(theme, x_label=tr("lag in steps"), bottom=StepAxis("bottom"))
    values = exploration.correlations.whole
    curve = plot.add_curve(tr("autocorrelation"), theme.colours.train)
    _fill(curve.item, theme.colours.train)
    curve.item.setData(np.arange(len(values), dtype=np.float64), values)
    _mark_bound(plot, theme, exploration.correlations.bound)
    proposal = exploration.proposal
    if proposal.season is not None:
        _mark(plot, theme, proposal.season, tr("season"))
    if proposal.timesteps < len(values):
        _mark(plot, theme, proposal.timesteps, tr("timesteps"))
    return plot


def partial_plot(theme: Theme, exploration: Exploration, series: Series) -> Plot:
    """Draw what each lag tells that those before it do not."""
    assert exploration.correlations is not None  # the caller looked
    plot = Plot(theme, x_label=tr("lag in steps"), bottom=StepAxis("bottom"))
    values = exploration.correlations.partial[1:]
    lags = np.arange(1, len(values) + 1, dtype=np.float64)
    known = np.isfinite(values)
    bars = pg.BarGraphItem(
        x=lags[known], height=values[known], width=0.6, brush=theme.colours.train, pen=pg.mkPen(None)
    )
    plot.addItem(bars)
    curve = plot.add_curve(tr("partial autocorrelation"), "#00000000")  # is read by the cursor, the bars are seen
    curve.item.setData(lags, values)
    _mark_bound(plot, theme, exploration.correlations.bound)
    return plot


def periodogram_plot(theme: Theme, exploration: Exploration, series: Series) -> Plot:
    """Draw how large each period's sine is, in the column's unit, over periods in units of time."""
    assert exploration.spectrum is not None  # the caller looked
    words = tr("amplitude")
    plot = PeriodPlot(theme, series.step, x_label=tr("period"), y_label=words)
    spectrum = exploration.spectrum
    curve = plot.add_curve(words, theme.colours.train)
    _fill(curve.item, theme.colours.train)
    amplitudes = np.sqrt(2 * spectrum.power / exploration.rows)  # of the sine that has the power of one frequency
    curve.item.setData(np.log10(spectrum.periods)[::-1], amplitudes[::-1])
    for season, words in ((exploration.proposal.seasons.main, tr("season")),
                          (exploration.proposal.seasons.second, tr("second"))):  # fmt: skip
        if season is not None:
            _mark(plot, theme, float(np.log10(season.period)), words)
    return plot


def profile_plot(theme: Theme, exploration: Exploration, series: Series) -> Plot:
    """Draw the mean shape of a season, and between what half of them lie."""
    assert exploration.profile is not None  # the caller looked
    assert exploration.proposal.season is not None  # else there were no profile
    profile, season = exploration.profile, exploration.proposal.season
    words = tr("step, from {when} on", when=series.when(0)) if series.is_one_clock else tr("step of the season")
    plot = Plot(theme, x_label=words, y_label=tr("less the level"))
    x = np.arange(season, dtype=np.float64)
    low, high = plot.add_curve("25%", theme.colours.train), plot.add_curve("75%", theme.colours.train)
    low.item.setData(x, profile.low)
    high.item.setData(x, profile.high)
    plot.add_between(low, high, theme.colours.train, 40)
    plot.add_curve(tr("mean"), theme.colours.train, width=2).item.setData(x, profile.means)
    return plot


def histogram_plot(theme: Theme, exploration: Exploration, series: Series) -> Plot:
    """Draw how often values fall into each bin, for each part of the split."""
    assert exploration.histogram is not None  # the caller looked
    plot = Plot(theme, x_label=series.with_unit(exploration.column), y_label=tr("share"))
    colours = dict(zip(PARTS, (theme.colours.train, theme.colours.validation, theme.colours.test), strict=True))
    words = dict(zip(PARTS, (tr("training"), tr("validation"), tr("test")), strict=True))
    edges = exploration.histogram.edges
    for part in exploration.parts:
        curve = plot.add_curve(words[part], colours[part])
        _fill(curve.item, colours[part], 36)
        heights = np.concatenate([[0.0], np.repeat(exploration.histogram.shares[part], 2), [0.0]])
        curve.item.setData(np.repeat(edges, 2), heights)
    return plot


def _fill(item: Any, colour: str, strength: int = 60) -> None:
    tint = QColor(colour)
    tint.setAlpha(strength)
    item.setFillLevel(0)
    item.setFillBrush(tint)


def _mark_bound(plot: Plot, theme: Theme, bound: float) -> None:
    """Draw what pure chance stays below, 95 times in 100."""
    for height in (-bound, bound):
        pen = pg.mkPen(theme.colours.quiet, width=1, style=Qt.PenStyle.DashLine)
        plot.addItem(pg.InfiniteLine(pos=height, angle=0, pen=pen), ignoreBounds=True)


def _mark(plot: Plot, theme: Theme, place: float, words: str) -> None:
    """Draw a line with words on it."""
    colours = theme.colours
    options = {"position": 0.9, "color": colours.text, "fill": colours.plot, "movable": False}
    line = pg.InfiniteLine(pos=place, angle=90, pen=pg.mkPen(colours.forecast, width=1), label=words, labelOpts=options)
    line.setZValue(-1)  # below the curve: where the season is, there is something to see
    plot.addItem(line, ignoreBounds=True)
