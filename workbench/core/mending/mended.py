"""A series as it was read becomes the one that is learnt from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from workbench.core.mending.clock import clocked, taken
from workbench.core.mending.filling import filled, place_in_hole
from workbench.core.mending.spec import FILLINGS, LOOKS_AHEAD, Filling, Mending
from workbench.core.preparing.features import seen
from workbench.core.series import Finding, Series
from workbench.core.sources.groups import one_behind_the_other, series_of
from workbench.core.text import text

if TYPE_CHECKING:
    from workbench.core.experiment import DataSpec, WindowSpec

Names = tuple[str, ...]
Ends = tuple[int, ...]


def mended(series: Series, data: DataSpec, windows: WindowSpec | None = None) -> Series:
    """Give the rows and values that a network reads: the clock first, then the missing values of chosen columns.

    What was done is told among the findings, and filled cells are marked in ``repaired``. No value that was
    read is changed, but for rows that are merged. Where nothing is to be done it is the same series.

    Args:
        series: as it was read.
        data: the columns and the choices.
        windows: whose parts no filling looks out of; None where the series is one part, as new data is.
    """
    mending = data.mending
    names = tuple(dict.fromkeys(name for name in (*data.targets, *seen(data)) if name in series.columns))
    if not _may_change(mending, names):
        return series
    if data.group is not None and (data.group in series.columns or data.group in series.labels):
        return _each_mended(series, data.model_dump_json(), windows)
    looks_ahead = windows is not None and any(mending.of(name) in LOOKS_AHEAD for name in names)
    shares = (windows.train_share, windows.validation_share) if windows is not None and looks_ahead else None
    return _mended(series, mending.model_dump_json(), names, shares)


def told_by(mended_series: Series, series: Series) -> tuple[Finding, ...]:
    """Give what the mending of ``series`` has to tell."""
    return mended_series.findings[len(series.findings) :]


def season_of(series: Series, mending: Mending) -> int | None:
    """Give the season that "last season" repeats: as it is set, or as the calendar has it; None if neither does."""
    if mending.season is not None:
        return mending.season
    step = series.step
    if step is None or step <= np.timedelta64(0):
        return None
    days = step / np.timedelta64(1, "D")
    if days <= 0.5:
        per_day = round(1 / days)
        return per_day if abs(per_day * days - 1) < 1e-9 else None
    if days == 1:
        return 5 if mending.gaps == "business" else 7
    return next((count for low, high, count in _SEASONS if low <= days <= high), None)


_SEASONS = ((7, 7, 52), (28, 31, 12), (89, 92, 4))  # days of a step, and steps of a year


def _may_change(mending: Mending, names: Names) -> bool:
    if (mending.order, mending.duplicates, mending.gaps) != ("keep", "keep", "keep"):
        return True
    return any(mending.of(name) in (*FILLINGS, "drop") for name in names)


_SERIES_TOLD = 3  # of a group, whose mending is told one by one


@lru_cache(maxsize=2)
def _each_mended(series: Series, choices: str, windows: WindowSpec | None) -> Series:
    """Mend each series of a group by itself: no row is added, and no value is filled, from one to another."""
    from workbench.core.experiment import DataSpec  # which knows the choices of this room

    data = DataSpec.model_validate_json(choices)
    assert data.group is not None  # the caller looked
    alone = data.model_copy(update={"group": None})
    parts, told = [], []
    for name, rows, _ in series_of(series, None, data.group):
        part = mended(rows, alone, windows)
        parts.append(part)
        found = told_by(part, rows)
        told += [replace(one, message=text("{series}: {what}", series=name, what=one.message)) for one in found]
    if not told:
        return series
    if (more := len(told) - _SERIES_TOLD) > 0:
        words = text("Further changes to the clock or to missing values of series of {group}: {count}.",
                     group=data.group, count=more)  # fmt: skip
        told = [*told[:_SERIES_TOLD], Finding("mended_series", words, more)]
    return replace(one_behind_the_other(parts), findings=(*series.findings, *told))


@lru_cache(maxsize=2)  # the window asks for the same series again and again; the key is the series itself
def _mended(series: Series, choices: str, names: Names, shares: tuple[float, float] | None) -> Series:
    mending = Mending.model_validate_json(choices)
    series = _without_dropped(clocked(series, mending), mending, names)
    return _filled(series, mending, names, _ends(len(series), shares))


def _ends(steps: int, shares: tuple[float, float] | None) -> Ends:
    """Give the ends of the parts, as ``split_steps`` cuts them."""
    if shares is None:
        return (steps,)
    return round(steps * shares[0]), round(steps * (shares[0] + shares[1])), steps


def _without_dropped(series: Series, mending: Mending, names: Sequence[str]) -> Series:
    wanted = np.ones(len(series), dtype=bool)
    for name in names:
        if mending.of(name) == "drop":
            wanted &= ~np.isnan(series.column(name))
    dropped = len(series) - int(wanted.sum())
    if not dropped:
        return series
    told = text(
        "Rows that were dropped because of missing values: {count} ({share:.2%}). The rows on both sides count as"
        " neighbours.",
        count=f"{dropped:,}",
        share=dropped / len(series),
    )
    return taken(series, np.flatnonzero(wanted), Finding("rows_dropped", told, dropped))


def _filled(series: Series, mending: Mending, names: Sequence[str], ends: Ends) -> Series:
    values, repaired = series.values, series.repaired
    findings = list(series.findings)
    season = season_of(series, mending)
    for name in names:
        how = mending.of(name)
        before = series.column(name)
        if how not in FILLINGS or (how == "seasonal" and season is None):
            continue
        missing = np.isnan(before)
        after = filled(before, how, ends=ends, season=season)
        if mending.longest is not None:
            holes = missing if repaired is None else missing | repaired[:, series.columns.index(name)]
            after = np.where(missing & (place_in_hole(holes) > mending.longest), np.nan, after)
        is_filled = missing & ~np.isnan(after)
        if not is_filled.any():
            continue
        if values is series.values:
            values = values.copy()
            repaired = np.zeros(values.shape, dtype=bool) if repaired is None else repaired.copy()
        assert repaired is not None  # made with the copy of the values
        at = series.columns.index(name)
        values[:, at], repaired[:, at] = after, repaired[:, at] | is_filled
        findings.append(_told(name, how, int(is_filled.sum()), len(series)))
    if values is series.values:
        return series
    return replace(series, values=values, repaired=repaired, findings=tuple(findings))


def _told(name: str, how: Filling, count: int, rows: int) -> Finding:
    ways = {
        "forward": text("the last value before"),
        "linear": text("a straight line to the next value"),
        "spline": text("a smooth curve to the next values"),
        "seasonal": text("the value one season before"),
    }
    told = text(
        "Values that were filled in {column}: {count} ({share:.2%}), each with {way}.",
        column=name,
        count=f"{count:,}",
        share=count / rows,
        way=ways[how],
    )
    return Finding("values_filled", told, count)
