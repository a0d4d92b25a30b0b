"""Truth, forecast and one baseline of a part, and the whole forecast from an origin that can be dragged."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor

from workbench.app.appearance.theme import Theme
from workbench.app.plots.interval import Interval, interval_of
from workbench.app.plots.plot import Plot, seconds
from workbench.app.translation import tr
from workbench.app.widgets.kept import keep, put_back
from workbench.core.judgement.judging import Judged, JudgedBaseline

_MOST_AT_FIRST = 300  # samples in sight before somebody zooms out


class JudgedPlot(Plot):
    """One value for each sample, so many steps ahead; the future behind it."""

    origin_moved = Signal(int)

    def __init__(self, theme: Theme, judged: Judged, *, target: int, step: int, name: str) -> None:
        dates = judged.times is not None
        super().__init__(theme, x_label="" if dates else tr("row"), y_label=name, dates=dates)
        self._colours, self._judged, self._target, self.step = theme.colours, judged, target, step
        self.x = self._at(judged.rows + step)
        self.handle: Any = None
        self._from_here: Any = None
        self._recursive_from_here: Any = None
        self._fed_back: tuple[NDArray[np.int64], NDArray[np.float64]] | None = None

    def draw(self, spread: Any, baseline: JudgedBaseline | None, future: Any, recursive: Any = None) -> None:
        """Draw everything; ``spread``, ``future`` and the ``recursive`` future are the engine's, or None."""
        judged, step, target, colours = self._judged, self.step, self._target, self._colours
        interval = interval_of(judged.forecast, spread)
        self._draw_interval(self.x, interval, np.s_[:, step, target], colours.forecast)
        if baseline is not None and baseline.forecaster is not None:
            values = baseline.forecaster.forecast(judged.windows, range(step, step + 1))[:, 0, target]
            self.add_curve(tr(baseline.title), colours.naive, dashed=True).item.setData(self.x, values)
        truth = self.add_curve(tr("truth"), colours.truth)
        forecast = self.add_curve(tr("forecast"), colours.forecast, width=2)
        rows = np.concatenate([judged.rows, judged.rows[-1] + np.arange(1, judged.truth.shape[1])])
        values = np.concatenate([judged.truth[:, 0, target], judged.truth[-1, 1:, target]])
        truth.item.setData(self._at(rows), values)
        forecast.item.setData(self.x, judged.forecast[:, step, target])
        last = self.x[-1] if future is None else self._draw_future(future)
        if recursive is not None:
            last = max(last, self._draw_recursive(recursive))
        if judged.truth.shape[1] > 1:
            self._add_origin()
        self.show_all()
        if len(self.x) > _MOST_AT_FIRST + 100:
            self.setXRange(self.x[-_MOST_AT_FIRST], last, padding=0.01)
            seen = [judged.truth, judged.forecast, *((interval.low, interval.high) if interval is not None else ())]
            ahead = [values for one in (future, recursive) if one is not None for values in _seen_ahead(one, target)]
            latest = np.concatenate([*(values[-_MOST_AT_FIRST:, step, target] for values in seen), *ahead])
            self.setYRange(float(latest.min()), float(latest.max()))

    def show_origin(self, sample: int) -> None:
        """Show the whole forecast of one sample, and bring it into sight."""
        if self.handle is None:
            return
        self.handle.setPos(self._origin(sample))
        self._draw_from(sample)
        horizon = self._judged.truth.shape[1]
        low, high = self._at(self._judged.rows[[sample, sample]] + [-horizon, 2 * horizon])
        values = np.concatenate([each[sample, :, self._target] for each in (self._judged.truth, self._judged.forecast)])
        room = float(np.ptp(values)) or 1.0
        self.setXRange(low, high, padding=0.02)
        self.setYRange(float(values.min()) - room, float(values.max()) + room)

    def _draw_future(self, future: Any) -> float:
        target, colours = self._target, self._colours
        ahead = _places_of(future)
        self._draw_interval(ahead, interval_of(future.values, future.spread), np.s_[:, target], colours.forecast)
        self.add_curve(tr("forecast past the end"), colours.forecast, width=2).item.setData(
            ahead, future.values[:, target], symbol="o", symbolSize=5, symbolBrush=colours.forecast, symbolPen=None
        )
        self.add_band(ahead[0] - (ahead[1] - ahead[0] if len(ahead) > 1 else 0), ahead[-1], colours.forecast, 20)
        return float(ahead[-1])

    def _draw_recursive(self, future: Any) -> float:
        ahead, colour = _places_of(future), self._colours.recursive
        self._draw_interval(ahead, interval_of(future.values, future.spread), np.s_[:, self._target], colour)
        self.add_curve(tr("recursive forecast past the end"), colour, width=2).item.setData(
            ahead, future.values[:, self._target], symbol="s", symbolSize=5, symbolBrush=colour, symbolPen=None
        )
        return float(ahead[-1])

    def show_fed_back(self, rows: NDArray[np.int64], forecasts: NDArray[np.float64]) -> None:
        """Draw, from the origin that is nearest to the handle, the (N, steps, K) forecasts that were fed back, too."""
        if not len(rows):
            return
        if self.handle is None:
            self._add_origin()
        self._fed_back = rows, forecasts
        self._recursive_from_here = self.add_curve(
            tr("recursive forecast from the origin"), self._colours.recursive, width=2
        )
        self._draw_from(self._sample)

    def _draw_interval(self, x: Any, interval: Interval | None, at: Any, colour: str) -> None:
        """Colour what lies between the edges of ``interval``, at its values ``at``; the edges can be read as curves."""
        if interval is None:
            return
        edges = [self.add_curve(name, faint(colour)) for name in interval.names]
        for curve, values in zip(edges, (interval.low, interval.high), strict=True):
            curve.item.setData(x, values[at])
        self.add_between(edges[0], edges[1], colour)

    def _add_origin(self) -> None:
        pen = pg.mkPen(self._colours.accent, width=2, style=Qt.PenStyle.DotLine)
        first = max(0, len(self._judged.rows) - self._judged.truth.shape[1])
        self.handle = pg.InfiniteLine(self._origin(first), angle=90, movable=True, pen=pen, label=tr("origin"))
        self.handle.label.setColor(self._colours.accent)
        self.handle.label.setPosition(0.93)
        self.handle.setZValue(20)
        self.addItem(self.handle, ignoreBounds=True)
        self._from_here = self.add_curve(tr("forecast from the origin"), self._colours.accent, width=2)
        self.handle.sigPositionChanged.connect(self._on_dragged)
        self._draw_from(first)

    @property
    def _sample(self) -> int:
        """The sample whose origin the handle stands at."""
        origins = self._at(self._judged.rows)
        return int(np.clip(np.searchsorted(origins, self.handle.value()), 0, len(origins) - 1))

    def _on_dragged(self) -> None:
        sample = self._sample
        self._draw_from(sample)
        self.origin_moved.emit(sample)

    def _draw_from(self, sample: int) -> None:
        judged = self._judged
        rows = judged.rows[sample] + np.arange(judged.truth.shape[1])
        self._from_here.item.setData(self._at(rows), judged.forecast[sample, :, self._target])
        if self._fed_back is not None:
            origins, forecasts = self._fed_back
            nearest = int(np.abs(origins - judged.rows[sample]).argmin())
            values = forecasts[nearest, :, self._target]
            known = np.isfinite(values)
            after = origins[nearest] + np.flatnonzero(known)
            inside = after < (len(judged.times) if judged.times is not None else np.inf)
            self._recursive_from_here.item.setData(self._at(after[inside]), values[known][inside])

    def _origin(self, sample: int) -> float:
        return float(self._at(self._judged.rows[[sample]])[0])

    def _at(self, rows: NDArray[np.int64]) -> NDArray[np.float64]:
        times = self._judged.times
        rows = np.clip(rows, 0, None if times is None else len(times) - 1)
        at: NDArray[np.float64] = (rows + 1).astype(np.float64) if times is None else seconds(times[rows])
        return at


@keep.register
def _(part: JudgedPlot) -> Any:
    """Keep the origin, too."""
    return None if part.handle is None else part.handle.value(), keep.dispatch(Plot)(part)


@put_back.register
def _(part: JudgedPlot, state: Any) -> None:
    origin, seen = state
    if origin is not None and part.handle is not None:
        part.handle.setPos(origin)
    put_back.dispatch(Plot)(part, seen)


def _seen_ahead(future: Any, target: int) -> list[NDArray[np.float64]]:
    """Give the values of a forecast past the end and the edges of its interval, as far as they are known."""
    interval = interval_of(future.values, future.spread)
    seen = [future.values, *((interval.low, interval.high) if interval is not None else ())]
    return [values[:, target][np.isfinite(values[:, target])] for values in seen]


def _places_of(future: Any) -> NDArray[np.float64]:
    """Give x of every step past the end."""
    if future.times is not None:
        return seconds(future.times)
    ahead: NDArray[np.float64] = future.first_row + 1.0 + np.arange(len(future.values))
    return ahead


def faint(colour: str) -> str:
    """Give ``colour`` as it looks where little of it is laid on the ground."""
    tint = QColor(colour)
    tint.setAlpha(110)
    return tint.name(QColor.NameFormat.HexArgb)
