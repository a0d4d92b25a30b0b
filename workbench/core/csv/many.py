"""Many series in one file, where every time comes again: which column, or which two, say whose row it is."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.columns import Column
from workbench.core.series import Times
from workbench.core.sources.groups import BETWEEN

_MOST_COLUMNS, _MOST_IN_PAIRS = 40, 8  # that are tried
_ROWS_OF_EACH = 3  # at least, on the average: what names fewer rows names no series
_TOLD_APART = 0.95  # of the repeated times; the others are there twice within a series
_SHARED = 0.5  # of the rows beside the largest series', whose times another series has as well
_SMALLEST = 0.01  # of the largest series: a flag of a few rows names none
_MOSTLY = 0.5
_CROWDED = 50  # times of the most rows, where most columns show that they are not the one


_Named = tuple[tuple[Column, ...], NDArray[np.int64]]  # columns, and the number of each row's series


@dataclass(frozen=True, eq=False)
class Grouping:
    """The series of a file.

    Attributes:
        names: the column that tells them apart, or the two that do so together.
        codes: (S,) the number of the series of each row.
        words: what each series is called.
    """

    names: tuple[str, ...]
    codes: NDArray[np.int64]
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the column, or of both."""
        return BETWEEN.join(self.names)


def grouping(times: Times, columns: Sequence[Column]) -> Grouping | None:
    """Find the columns whose words and the time together name every row; words before numbers, few series before many.

    The same time must come again in several of them. A flag, or a value that differs by chance, is none: its rows share
    no time with the others, or it leaves rows of one time together.

    Args:
        times: (S,) NaT where a row has none.
        columns: those that may be it.
    """
    read = np.flatnonzero(~np.isnat(times))
    if len(read) < 2 * _ROWS_OF_EACH or (np.diff(times[read]) > np.timedelta64(0)).all():
        return None
    _, moments, counts = np.unique(times[read], return_inverse=True, return_counts=True)
    if len(counts) == len(read):
        return None
    at_once = _Moments(times[read].astype(np.int64), moments, counts)
    candidates = [(column, codes) for column in columns[:_MOST_COLUMNS] if (codes := _codes(column)) is not None]
    found: list[_Named] = [
        ((column,), codes) for column, codes in candidates if at_once.are_told_apart_by(codes[read], column)
    ]
    if all(column.values is not None for (column, *_), _ in found):
        found += _pairs(candidates[:_MOST_IN_PAIRS], at_once, read)
    if not found:
        return None
    best = min(found, key=lambda one: (sum(of.values is not None for of in one[0]) / len(one[0]), int(one[1].max())))
    return _grouping(*best)


def _pairs(
    candidates: Sequence[tuple[Column, NDArray[np.int64]]], at_once: _Moments, read: NDArray[np.int64]
) -> list[_Named]:
    """Give the pairs of columns that name the series together."""
    found: list[_Named] = []
    for first, second in itertools.combinations(candidates, 2):
        codes = np.unique(first[1] * (int(second[1].max()) + 1) + second[1], return_inverse=True)[1]
        if at_once.are_told_apart_by(codes[read], first[0], second[0]):
            found.append(((first[0], second[0]), codes))
    return found


class _Moments:
    """The times of all rows, by number, and how many rows each has."""

    def __init__(self, times: NDArray[np.int64], moments: NDArray[Any], counts: NDArray[Any]) -> None:
        self._times, self._moments, self._shared = times, moments, counts[moments] > 1
        crowded = np.argsort(counts)[-_CROWDED:]
        self._some = np.flatnonzero(np.isin(moments, crowded[counts[crowded] > 1]))

    def are_told_apart_by(self, codes: NDArray[np.int64], *columns: Column) -> bool:
        """Whether ``codes`` of ``columns``, one for each row, are those of series that share their times."""
        sizes = np.bincount(codes)
        largest, others = int(sizes.argmax()), np.sort(sizes[sizes > 0])[:-1]
        if not len(others) or (len(others) + 1) * _ROWS_OF_EACH > len(codes):
            return False
        if np.median(others) < max(_ROWS_OF_EACH, _SMALLEST * sizes[largest]):
            return False
        if not self._few_are_left(codes, self._some) or not self._few_are_left(codes, slice(None)):
            return False
        if self._shared[codes != largest].mean() < _SHARED:
            return False
        return any(column.values is None for column in columns) or self._are_regular(codes)

    def _are_regular(self, codes: NDArray[np.int64]) -> bool:
        """Whether each series has a step, as those that a measured value makes up do not."""
        order = np.lexsort((self._times, codes))
        distances = np.diff(self._times[order])[np.diff(codes[order]) == 0]
        return bool(np.unique(distances, return_counts=True)[1].max() >= _MOSTLY * len(distances))

    def _few_are_left(self, codes: NDArray[np.int64], rows: NDArray[np.int64] | slice) -> bool:
        """Whether hardly any of some rows have the time of another one of their series."""
        moments = self._moments[rows].astype(np.int64)
        repeated = len(moments) - len(np.unique(moments))
        left = len(moments) - len(np.unique(moments * (int(codes.max()) + 1) + codes[rows]))
        return left <= (1 - _TOLD_APART) * repeated


def _codes(column: Column) -> NDArray[np.int64] | None:
    """Give the number of each row's word or whole number among those of a column that may name series."""
    if column.moments is not None or column.ticks is not None:
        return None
    if column.values is not None:
        if column.whole is None:
            return None
        return np.asarray(np.unique(column.whole, return_inverse=True)[1], np.int64)
    return column.codes()


def _grouping(columns: tuple[Column, ...], codes: NDArray[np.int64]) -> Grouping:
    _, first = np.unique(codes, return_index=True)
    words = tuple(BETWEEN.join(_word(column, int(row)) for column in columns) for row in first)
    return Grouping(tuple(column.name for column in columns), codes, words)


def _word(column: Column, row: int) -> str:
    if column.words is not None:
        return str(column.words.iloc[row])
    assert column.whole is not None
    return str(column.whole[row])
