"""Missing values of one column, filled from its other values."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.core.mending.monotone import curve_between
from workbench.core.mending.spec import LOOKS_AHEAD, Filling

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]

_KNOTS = 3  # on each side of a hole: the nearest two give the slope there, the third the slope at an end of the series


def filled(values: Values, how: Filling, *, ends: Sequence[int], season: int | None) -> Values:
    """Fill the missing values that can be filled; the others stay missing, and no other value changes.

    ``forward`` and ``seasonal`` use earlier values only. ``linear`` and ``spline`` use the next ones too, but
    none of a later part: at a part's end, where none follows, they hold the last one. Nothing is filled
    before the first value.

    Args:
        values: (S,), NaN where missing.
        how: forward: the last value; linear: a straight line; spline: the monotone cubic of Fritsch & Carlson;
            seasonal: the value one season before.
        ends: the step after the last of each part, in order.
        season: steps of a season; needed for ``seasonal``.

    Source: PCHIP, Fritsch & Carlson 1980, doi:10.1137/0717021.
    """
    missing = np.isnan(values)
    if not missing.any():
        return values
    made = values.copy()
    if how == "seasonal":
        assert season is not None  # the problems say beforehand that it is needed
        _put(made, _a_season_before(values, season), missing)
    elif how in LOOKS_AHEAD:
        begin = 0
        for end in ends:
            _put_between(made[:end], missing[:end], begin, smooth=how == "spline")
            begin = end
    else:
        _put(made, _last_known(values), missing)
    return made


def place_in_hole(holes: Flags) -> NDArray[np.int64]:
    """Count each step of a hole from its beginning, from 1; elsewhere 0."""
    steps = np.arange(len(holes))
    return np.asarray(steps - np.maximum.accumulate(np.where(holes, -1, steps)))


def looks_ahead(missing: Flags, known: Flags, how: Filling) -> Flags:
    """Say of each (S,) step whether a value up to it was filled from values after it.

    A sample whose past ends there would see what it is to forecast.

    Args:
        missing: (S,) where values were filled.
        known: (S,) where values were read.
        how: how they were filled.
    """
    if how not in LOOKS_AHEAD:
        return np.zeros(len(missing), dtype=bool)
    needed = 2 if how == "spline" else 1
    count = np.cumsum(known, dtype=np.int64)
    at_hole = np.maximum.accumulate(np.where(missing, count, -needed))  # values known up to the last hole
    return np.asarray((count - at_hole < needed) & (at_hole >= 0))


def _put(made: Values, instead: Values, missing: Flags) -> None:
    made[missing] = instead[missing]


def _last_known(values: Values) -> Values:
    rows = np.where(np.isnan(values), -1, np.arange(len(values)))
    last = np.maximum.accumulate(rows)
    return np.where(last >= 0, values[last], np.nan)


def _a_season_before(values: Values, season: int) -> Values:
    """Give every step the last known value of its place in the season."""
    seasons = -(-len(values) // season)
    whole = np.full(seasons * season, np.nan)
    whole[: len(values)] = values
    rows = np.arange(len(whole)).reshape(seasons, season)
    last = np.maximum.accumulate(np.where(np.isnan(whole).reshape(seasons, season), -1, rows), axis=0).ravel()
    return np.where(last >= 0, whole[last], np.nan)[: len(values)]


def _put_between(made: Values, missing: Flags, begin: int, *, smooth: bool) -> None:
    """Fill the steps from ``begin`` on from the values that were read, on both sides, up to the end of ``made``."""
    wanted = np.flatnonzero(missing[begin:]) + begin
    known = np.flatnonzero(~missing)
    if not len(wanted) or not len(known):
        return
    inside = wanted[(wanted > known[0]) & (wanted < known[-1])]
    made[wanted[wanted > known[-1]]] = made[known[-1]]
    if not len(inside):
        return
    right = np.searchsorted(known, inside)  # of each: its place among the known ones
    near = np.unique(np.clip(right[:, None] + np.arange(-_KNOTS, _KNOTS), 0, len(known) - 1))
    knots = known[near]
    if smooth and len(knots) > 2:
        made[inside] = curve_between(knots, made[knots], inside)
    else:
        made[inside] = np.interp(inside, knots, made[knots])
