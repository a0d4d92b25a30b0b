"""Lows and highs at several scales, so that a curve of any length is drawn from few points and no spike is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.app.plots.places import Places

Values = NDArray[np.float64]
Rows = NDArray[np.int64]

_FACTOR = 8  # values of one scale that become one of the next
_FEWEST = 64  # values that are worth another scale


@dataclass(frozen=True, eq=False)
class Pyramid:
    """One column, and the lows and highs of every 8, 64, 512 … of its rows.

    Attributes:
        places: where the rows stand on the x axis.
        values: (S,); NaN where nothing is drawn.
        scales: the lowest and the highest of each stretch of 8^k rows, k = 1 …; NaN where all are missing.
    """

    places: Places
    values: Values
    scales: tuple[tuple[Values, Values], ...]

    @property
    def bounds(self) -> tuple[float, float] | None:
        """The lowest and the highest of all values, or None where none is known."""
        low, high = self.scales[-1] if self.scales else (self.values, self.values)
        if not len(low) or np.isnan(low).all():
            return None
        return float(np.nanmin(low)), float(np.nanmax(high))

    def points(self, left: float, right: float, columns: int) -> tuple[Values, Values]:
        """Give the points of the curve between x ``left`` and ``right`` on ``columns`` columns of pixels.

        Few rows are given as they are. Of many, each column gets its exact low and high, in the
        order in which the curve passes them; a column whose rows are all missing gets NaN, so that
        a gap stays one. The last row before the view and the first after it are among the points.
        """
        edges = np.linspace(left, right, columns + 1)
        borders = self.places.first_from(edges)
        first, last = max(0, int(borders[0]) - 1), min(self.places.count, int(borders[-1]) + 1)
        if last - first <= 3 * columns:
            rows = np.arange(first, last)
            return self.places.at(rows), self.values[first:last]
        starts, ends = np.concatenate([[first], borders]), np.concatenate([borders, [last]])
        outer = self.places.at([first, last - 1])
        x = np.concatenate([outer[:1], (edges[:-1] + edges[1:]) / 2, outer[1:]])
        holds = ends > starts
        starts, ends, x = starts[holds], ends[holds], x[holds]
        low, high = self.extremes(starts, ends)
        rises = self.values[ends - 1] >= self.values[starts]
        y = np.where(np.stack([rises, ~rises], axis=1), np.stack([low, low], 1), np.stack([high, high], 1))
        return np.repeat(x, 2), y.ravel()

    def extremes(self, starts: Rows, ends: Rows) -> tuple[Values, Values]:
        """Give the exact lows and highs of the rows from ``starts`` to before ``ends``, neither of them empty.

        Whole stretches are taken from the coarsest scale that has them; what is left at both sides
        of them comes from the finer ones.
        """
        lows: list[Values] = []
        highs: list[Values] = []
        for at, scale in enumerate(((self.values, self.values), *self.scales)):
            inner_starts, inner_ends = -(-starts // _FACTOR), ends // _FACTOR
            goes_on = (inner_starts < inner_ends) & (at < len(self.scales))
            for begin, end in (
                (starts, np.where(goes_on, inner_starts * _FACTOR, ends)),
                (np.where(goes_on, inner_ends * _FACTOR, ends), ends),
            ):
                low, high = _reduced(scale, begin, end)
                lows.append(low)
                highs.append(high)
            starts, ends = np.where(goes_on, inner_starts, 0), np.where(goes_on, inner_ends, 0)
            if not goes_on.any():
                break
        return np.fmin.reduce(lows), np.fmax.reduce(highs)

    def nearest(self, x: float) -> tuple[float, float] | None:
        """Give x and value of the row nearest to ``x``, or None where it has no value."""
        if not self.places.count:
            return None
        row = self.places.nearest(x)
        value = float(self.values[row])
        return (self.places.one(row), value) if np.isfinite(value) else None


def pyramid_of(values: Values, places: Places) -> Pyramid:
    """Build the scales of ``values``; infinite values are drawn as missing ones."""
    is_whole = bool(np.isfinite(values).all())
    if not is_whole and np.isinf(values).any():
        values = np.where(np.isinf(values), np.nan, values)
    lower, higher = (np.minimum, np.maximum) if is_whole else (np.fmin, np.fmax)  # the first two are quicker
    scales: list[tuple[Values, Values]] = []
    low = high = values
    while len(low) >= _FEWEST * _FACTOR:
        low, high = _coarser(lower, low), _coarser(higher, high)
        scales.append((low, high))
    return Pyramid(places, values, tuple(scales))


def _coarser(extreme: Any, values: Values) -> Values:
    """Give the extreme of every stretch, and of what is left at the end."""
    whole = len(values) // _FACTOR * _FACTOR
    found = extreme.reduce(values[:whole].reshape(-1, _FACTOR), axis=1)
    rest = [extreme.reduce(values[whole:])] if whole < len(values) else []
    coarse: Values = np.concatenate([found, rest])
    return coarse


def _reduced(scale: tuple[Values, Values], starts: Rows, ends: Rows) -> tuple[Values, Values]:
    """Give the lowest and the highest from each start to before its end; NaN of none."""
    longest = int((ends - starts).max(initial=0))
    if longest <= 0:
        nothing = np.full(len(starts), np.nan)
        return nothing, nothing
    low, high = scale
    rows = np.minimum(starts + np.arange(longest)[:, None], np.maximum(ends - 1, 0))  # (longest, columns)
    lows: Values = np.fmin.reduce(low[rows], axis=0)
    highs: Values = np.fmax.reduce(high[rows], axis=0)
    lows[ends <= starts] = highs[ends <= starts] = np.nan
    return lows, highs
