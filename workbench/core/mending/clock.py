"""Rows in the order of time, one for each time, and one at every step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.mending.grid import Grid, business_days_of, grid_of
from workbench.core.mending.spec import Mending
from workbench.core.series import Finding, Labels, Series, Times, times_after
from workbench.core.text import text

Rows = NDArray[np.int64]


def clocked(series: Series, mending: Mending) -> Series:
    """Sort, merge and add rows as ``mending`` wants it; what was done is told among the findings.

    Nothing is done to rows without times. ``clock_problems`` says beforehand what cannot be done.
    """
    if series.times is None or len(series) < 2:
        return series
    if mending.order == "sort":
        series = _sorted(series)
    grid = wanted_grid(series.times, mending) if series.times is not None else None
    if grid is not None:
        series = _on_slots(series, grid)
    if mending.duplicates != "keep":
        series = _merged(series, mending.duplicates)
    if grid is not None:
        series = _filled_up(series, grid, mending)
    return series


def wanted_grid(times: Times, mending: Mending) -> Grid | None:
    """Give the clock that ``mending`` wants rows with these ordered times in, or None."""
    if mending.gaps == "keep":
        return None
    return business_days_of(times) if mending.gaps == "business" else grid_of(times)


def rows_to_add(slots: Rows, mending: Mending) -> Rows:
    """Give how many rows would be added after each of (S,) increasing ``slots`` but the last."""
    free = np.diff(slots) - 1
    if mending.gaps == "business":
        free[free <= mending.holiday_days] = 0
    return free


def times_ahead(series: Series, mending: Mending, count: int) -> Times | None:
    """Continue the clock of ``series`` by ``count`` steps; None where it has none."""
    if series.times is None or len(series) < 2:
        return None
    if mending.gaps == "business":
        grid = business_days_of(series.times)
        last = grid.slots(series.times[-1:])[0]
        return grid.times(last + np.arange(1, count + 1))
    return times_after(series.times, count)


def taken(series: Series, rows: Rows, *findings: Finding) -> Series:
    """Give the series with these of its rows, in this order."""
    return replace(series.take(rows), findings=(*series.findings, *findings))


def _sorted(series: Series) -> Series:
    assert series.times is not None  # clocked() has looked
    back = int((np.diff(series.times) < np.timedelta64(0)).sum())
    if not back:
        return series
    told = text("The rows were sorted by time; it went back in {count} places.", count=f"{back:,}")
    return taken(series, np.argsort(series.times, kind="stable"), Finding("sorted", told, back))


def _on_slots(series: Series, grid: Grid) -> Series:
    """Move times that lie between two slots to the nearer one."""
    assert series.times is not None  # clocked() has looked
    times = grid.times(grid.slots(series.times))
    moved = np.flatnonzero(times != series.times)
    if not len(moved):
        return series
    far = np.abs(times - series.times).max() / np.timedelta64(1, "s")
    told = text(
        "Rows whose time was moved to the nearest step: {count}, by at most {seconds:g} s, the first at row {row}"
        " ({when}).",
        count=f"{len(moved):,}",
        seconds=far,
        row=f"{moved[0] + 1:,}",
        when=series.when(int(moved[0])),
    )
    return replace(series, times=times, findings=(*series.findings, Finding("times_moved", told, len(moved))))


def _merged(series: Series, how: str) -> Series:
    """Make one row of all that have one time, at the place of the first of them."""
    assert series.times is not None  # clocked() has looked
    different, firsts, group = np.unique(series.times, return_index=True, return_inverse=True)
    extra = len(series) - len(different)
    if not extra:
        return series
    places = np.argsort(np.argsort(firsts))[group]  # of each row's group, in the order of the first rows
    order = np.argsort(places, kind="stable")
    begins = np.flatnonzero(np.diff(places[order], prepend=-1))
    words = {"mean": text("their mean"), "last": text("the last of them"), "sum": text("their sum")}
    told = text(
        "Rows that were merged with another of the same time: {count}; each time has {values} now.",
        count=f"{extra:,}",
        values=words[how],
    )
    ends = np.append(begins[1:], len(series)) - 1
    one = taken(series, order[ends if how == "last" else begins], Finding("rows_merged", told, extra))
    merge = _MERGES[how]
    values = np.column_stack([merge(series.values[order, at], begins) for at in range(len(series.columns))])
    return replace(one, values=values)


def _sum(values: NDArray[np.float64], begins: Rows) -> NDArray[np.float64]:
    known = ~np.isnan(values)
    with np.errstate(invalid="ignore", over="ignore"):  # of infinite values
        total = np.add.reduceat(np.where(known, values, 0.0), begins)
    return np.where(np.add.reduceat(known.astype(np.int64), begins) > 0, total, np.nan)


def _mean(values: NDArray[np.float64], begins: Rows) -> NDArray[np.float64]:
    count = np.add.reduceat((~np.isnan(values)).astype(np.int64), begins)
    alone = np.diff(np.append(begins, len(values))) == 1
    return np.where(alone, values[begins], _sum(values, begins) / np.maximum(count, 1))


def _last(values: NDArray[np.float64], begins: Rows) -> NDArray[np.float64]:
    """Give the last value of each group that is not missing."""
    rows = np.where(np.isnan(values), -1, np.arange(len(values)))
    last = np.maximum.reduceat(rows, begins)
    return np.where(last >= 0, values[last], np.nan)


_MERGES: dict[str, Callable[[NDArray[np.float64], Rows], NDArray[np.float64]]] = {
    "mean": _mean,
    "last": _last,
    "sum": _sum,
}


def _filled_up(series: Series, grid: Grid, mending: Mending) -> Series:
    """Add rows of missing values where slots are free."""
    assert series.times is not None  # clocked() has looked
    slots = grid.slots(series.times)
    free = rows_to_add(slots, mending)
    count = int(free.sum())
    if not count:
        return series
    places = np.append(0, np.cumsum(free + 1))
    size = len(series) + count
    values = np.full((size, series.values.shape[1]), np.nan)
    values[places] = series.values
    added = np.repeat(slots[:-1] - places[:-1], free)  # so that slot - place stays the same after each row
    is_new = np.ones(size, dtype=bool)
    is_new[places] = False
    every = np.empty(size, dtype=np.int64)
    every[places] = slots
    every[is_new] = np.flatnonzero(is_new) + added
    where = int(np.flatnonzero(free)[0])
    told = text(
        "Rows that were added where the times have gaps: {count}, the first after {when}.",
        count=f"{count:,}",
        when=series.when(where),
    )
    return replace(
        series,
        values=values,
        times=grid.times(every),
        labels={
            name: Labels(_spread(column.codes, places, size, -1), column.words)
            for name, column in series.labels.items()
        },
        lines=None if series.lines is None else _spread(series.lines, places, size, 0),
        repaired=None,
        findings=(*series.findings, Finding("rows_added", told, count)),
    )


def _spread(old: NDArray[Any], places: Rows, size: int, rest: int) -> NDArray[Any]:
    new = np.full(size, rest, dtype=old.dtype)
    new[places] = old
    return new
