"""Many series in one file: rows that belong together stand together, oldest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import Labels, Series

BETWEEN = " / "  # of two columns that name a series together
Spans = tuple[range, ...]  # of steps; one for each series of a group


def group_codes(series: Series, group: str) -> NDArray[np.int64]:
    """Give (S,) one number for each series of the group, in the order in which they first stand.

    Raises:
        DataError: there is no such column.
    """
    if group in series.labels:
        return series.labels[group].codes.astype(np.int64)
    _, first, codes = np.unique(series.column(group), return_index=True, return_inverse=True)
    return np.argsort(np.argsort(first))[codes]


def sorted_by_group(series: Series, group: str | None) -> Series:
    """Give ``series`` with the rows of each series of the group together; within it their order stays.

    Raises:
        DataError: there is no such column.
    """
    if group is None:
        return series
    codes = group_codes(series, group)
    if (np.diff(codes) >= 0).all():
        return series
    return series.take(np.argsort(codes, kind="stable"))


def spans_of(series: Series, group: str | None) -> Spans:
    """Give the steps of each series of a group, or of the only one there is."""
    if group is None or not len(series):
        return (range(len(series)),)
    codes = group_codes(series, group)
    edges = [0, *(np.flatnonzero(np.diff(codes)) + 1).tolist(), len(series)]
    return tuple(range(low, high) for low, high in pairwise(edges))


def told_group(series: Series) -> str | None:
    """Give the column that tells many series apart, where the reader found that they stand in one file."""
    found = next((one.message.values["column"] for one in series.findings if one.code == "many_series"), None)
    return found if found in series.labels or found in series.columns else None


def not_used(series: Series, group: str | None) -> tuple[str, ...]:
    """Give the columns of words that were left out, but for those that name the series."""
    naming = {group, *(group or "").split(BETWEEN)}
    return tuple(name for name in series.left_out if name not in naming)


def group_name(series: Series, group: str, row: int) -> str:
    """Give what the group's column says in ``row``."""
    if group in series.labels:
        code = series.labels[group].codes[row]
        return "" if code < 0 else series.labels[group].words[code]
    return f"{series.column(group)[row]:.15g}"  # all digits: 1234567 and 1234568 are two series


def series_of(series: Series, future: Series | None, group: str) -> Iterator[tuple[str, Series, Series | None]]:
    """Give the name of each series of a group, its rows, and those of ``future`` that follow on them.

    Raises:
        DataError: there is no such column.
    """
    ahead: dict[str, Series] = {}
    if future is not None:
        ahead = {group_name(future, group, span.start): _rows(future, span) for span in spans_of(future, group)}
    for span in spans_of(series, group):
        name = group_name(series, group, span.start)
        yield name, _rows(series, span), ahead.get(name)


def longest_series(series: Series, group: str | None) -> Series:
    """Give the rows of the longest series of a group; all where there is no group, or no such column."""
    if group is None or not (group in series.labels or group in series.columns):
        return series
    series = sorted_by_group(series, group)
    return _rows(series, max(spans_of(series, group), key=len))


def one_behind_the_other(parts: Sequence[Series]) -> Series:
    """Join series that have the same columns and words, in this order; what they say of themselves is the first's."""
    first = parts[0]

    def joined(name: str) -> Any:
        each = [getattr(part, name) for part in parts]
        return None if any(one is None for one in each) else np.concatenate(each)

    repaired = None
    if any(part.repaired is not None for part in parts):
        each = [np.zeros(part.values.shape, bool) if part.repaired is None else part.repaired for part in parts]
        repaired = np.concatenate(each)
    labels = {
        name: Labels(np.concatenate([part.labels[name].codes for part in parts]), one.words)
        for name, one in first.labels.items()
    }
    return replace(
        first, values=joined("values"), times=joined("times"), lines=joined("lines"), repaired=repaired, labels=labels
    )


def _rows(series: Series, span: range) -> Series:
    return series.take(slice(span.start, span.stop))
