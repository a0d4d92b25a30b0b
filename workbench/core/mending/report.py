"""What a series has that mending may be needed for, in words, with counts and places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import Finding, Series, Times, rhythm
from workbench.core.sources.groups import series_of, sorted_by_group
from workbench.core.text import Text, text

_REGIME = 5  # equal distances in a row that make another step, and not a gap or an irregular one
_PLACES = 3  # that are named
_LINES = 10  # of the file that a finding keeps


@dataclass(frozen=True)
class Report:
    """Something about the clock or the values, and the setting that decides what is done about it.

    Attributes:
        setting: the field of ``Mending``.
        finding: what was found.
        column: the column it is about, or "" for the clock.
    """

    setting: str
    finding: Finding
    column: str = ""


@lru_cache(maxsize=2)  # the window asks again and again; the key is the series itself
def reports_of(series: Series, names: tuple[str, ...], group: str | None = None) -> tuple[Report, ...]:
    """Look at the clock of ``series`` as it was read, and at the missing values of some of its columns.

    Where the file holds many series, each has a clock of its own: time that begins anew with the next one is no
    disorder. Rows are counted from the beginning of the series that is named.

    Args:
        series: as it was read.
        names: columns whose missing values are looked at.
        group: the column that tells the series apart.
    """
    grouped = group is not None and (group in series.labels or group in series.columns)
    clock = _of_each_clock(series, str(group)) if grouped else _of_the_clock(series)
    return (*clock, *_of_the_values(series, names))


def _of_each_clock(series: Series, group: str) -> list[Report]:
    """Look at the clock of each series of a group; the same of several is told of the first, with their number."""
    found: dict[str, list[tuple[str, Report]]] = {}
    for name, part, _ in series_of(sorted_by_group(series, group), None, group):
        for report in _of_the_clock(part):
            found.setdefault(report.finding.code, []).append((name, report))
    told = []
    for code, each in found.items():
        name, first = each[0]
        words = text("{series}: {what}", series=name, what=first.finding.message)
        if len(each) > 1:
            words = text("{series}: {what} The same of {count:,} further series.",
                         series=name, what=first.finding.message, count=len(each) - 1)  # fmt: skip
        lines = tuple(line for _, report in each for line in report.finding.lines)[:_LINES]
        count = sum(report.finding.count for _, report in each)
        told.append(Report(first.setting, Finding(code, words, count, lines)))
    return told


def _of_the_clock(series: Series) -> list[Report]:
    times = series.times
    if times is None or len(series) < 2:
        return []
    found: list[Report] = []
    back = np.flatnonzero(np.diff(times) < np.timedelta64(0)) + 1
    if len(back):
        told = text(
            "The time goes back in {count} places, at {places}.", count=f"{len(back):,}", places=_at(series, back)
        )
        found.append(Report("order", _finding("unsorted_time", told, series, back)))
    repeated = _repeated(times, in_order=not len(back))
    if len(repeated):
        told = text("Rows whose time an earlier row has: {count}, at {places}.", count=f"{len(repeated):,}",
                    places=_at(series, repeated))  # fmt: skip
        found.append(Report("duplicates", _finding("duplicate_timestamps", told, series, repeated)))
    if not len(back):
        found += _of_the_steps(series, times)
    return found


def _repeated(times: Times, *, in_order: bool) -> NDArray[np.int64]:
    if in_order:
        return np.flatnonzero(np.diff(times) == np.timedelta64(0)) + 1
    _, firsts = np.unique(times, return_index=True)
    is_first = np.zeros(len(times), dtype=bool)
    is_first[firsts] = True
    return np.flatnonzero(~is_first)


def _of_the_steps(series: Series, times: Times) -> list[Report]:
    """Find gaps and changes of the step; of calendar months none is longer than another."""
    apart = np.diff(times).astype(np.int64)
    steps, changes = _local_steps(apart)
    found: list[Report] = []
    if len(changes):
        told = text(
            "The step changes in {count} places: {places}.",
            count=f"{len(changes):,}",
            places=_listed([_change(series, int(row), apart, steps) for row in changes[:_PLACES]], len(changes)),
        )
        found.append(Report("gaps", _finding("step_changes", told, series, changes)))
    wide = np.flatnonzero((apart > steps * 3 // 2) & (steps > 0))
    if len(wide):
        longest = int(wide[apart[wide].argmax()])
        told = text(
            "Gaps in the times: {count}; the longest is of {length}, after row {row} ({when}).",
            count=f"{len(wide):,}",
            length=_duration(int(apart[longest])),
            row=f"{longest + 1:,}",
            when=series.when(longest),
        )
        found.append(Report("gaps", _finding("gaps", told, series, wide)))
    step = int(np.median(steps))
    uneven = np.flatnonzero((apart > 0) & (apart % np.maximum(steps, 1) != 0))
    if len(uneven) and step < 28 * 86_400_000_000:
        told = text("Rows that lie between two steps: {count}, at {places}.", count=f"{len(uneven):,}",
                    places=_at(series, uneven + 1))  # fmt: skip
        found.append(Report("gaps", _finding("uneven_steps", told, series, uneven + 1)))
    return found


def _local_steps(apart: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the (S-1,) step that holds at each distance, and the rows after which another one begins to."""
    firsts = np.flatnonzero(np.diff(apart, prepend=apart[:1] - 1))
    lengths = np.diff(np.append(firsts, len(apart)))
    found, counts = np.unique(apart[apart > 0], return_counts=True)
    common = int(found[counts.argmax()]) if len(found) else 0
    holds = (lengths >= _REGIME) & (apart[firsts] > 0)
    begin, step = firsts[holds], apart[firsts[holds]]
    if not len(begin):
        return np.full(len(apart), common), np.empty(0, dtype=np.int64)
    place = np.maximum(np.searchsorted(begin, np.arange(len(apart)), side="right") - 1, 0)
    return step[place], begin[1:][np.diff(step) != 0]


def _change(series: Series, row: int, apart: NDArray[np.int64], steps: NDArray[np.int64]) -> Text:
    before, after = (rhythm(np.timedelta64(int(one), "us")) for one in (steps[max(row - 1, 0)], apart[row]))
    return text("row {row} ({when}), {before} before and {after} after", row=f"{row + 1:,}", when=series.when(row),
                before=before, after=after)  # fmt: skip


def _of_the_values(series: Series, names: Sequence[str]) -> list[Report]:
    found = []
    for name in names:
        rows = np.flatnonzero(np.isnan(series.column(name)))
        if not len(rows):
            continue
        told = text(
            "Missing values in {column}: {count} ({share:.2%}), at {places}.",
            column=name,
            count=f"{len(rows):,}",
            share=len(rows) / len(series),
            places=_at(series, rows),
        )
        found.append(Report("missing", _finding("missing_values", told, series, rows), name))
    return found


def _finding(code: str, told: Text, series: Series, rows: NDArray[np.int64]) -> Finding:
    lines = () if series.lines is None else tuple(int(line) for line in series.lines[rows[:_LINES]])
    return Finding(code, told, len(rows), lines)


def _at(series: Series, rows: NDArray[np.int64]) -> Text:
    """Name the first few of some rows."""
    return _listed([_place(series, int(row)) for row in rows[:_PLACES]], len(rows))


def _place(series: Series, row: int) -> Text:
    if series.times is None:
        return text("row {row}", row=f"{row + 1:,}")
    return text("row {row} ({when})", row=f"{row + 1:,}", when=series.when(row))


def _listed(places: list[Text], count: int) -> Text:
    whole = places[0]
    for place in places[1:]:
        whole = text("{first}, {second}", first=whole, second=place)
    return text("{first} and others", first=whole) if count > len(places) else whole


def _duration(microseconds: int) -> Text:
    minutes = microseconds / 60e6
    if minutes >= 2 * 1440:
        return text("{count:.4g} days", count=minutes / 1440)
    if minutes >= 2 * 60:
        return text("{count:.4g} hours", count=minutes / 60)
    if minutes >= 2:
        return text("{count:.4g} minutes", count=minutes)
    return text("{count:g} s", count=microseconds / 1e6)
