"""Where each row of a series stands on a plot's x axis, without an array of all of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import Series

_MICROSECONDS = 1_000_000
_FARTHEST = 9.2e18  # microseconds that a datetime64 can hold


@dataclass(frozen=True, eq=False)
class Places:
    """x of every row: seconds since 1970, or the row's number from 1.

    Attributes:
        count: S, how many rows there are.
        times: (S,) datetime64[us], ascending, or None.
    """

    count: int
    times: NDArray[np.datetime64] | None = None

    def at(self, rows: NDArray[np.int64] | list[int]) -> NDArray[np.float64]:
        """Give x of some rows."""
        if self.times is None:
            return np.asarray(rows, dtype=np.float64) + 1
        chosen: NDArray[np.float64] = self.times[rows].astype("datetime64[us]").astype(np.int64) / _MICROSECONDS
        return chosen

    def one(self, row: int) -> float:
        """Give x of one row; of a row past the end, that of the last."""
        return float(self.at([min(row, self.count - 1)])[0])

    def first_from(self, x: NDArray[np.float64]) -> NDArray[np.int64]:
        """Give, for each ``x``, the first row that stands there or to its right; S where none does."""
        if self.times is None:
            return np.clip(np.ceil(x - 1), 0, self.count).astype(np.int64)
        wanted = np.ceil(np.round(np.clip(np.asarray(x) * _MICROSECONDS, -_FARTHEST, _FARTHEST), 3))
        return np.searchsorted(self.times, wanted.astype(np.int64).astype("datetime64[us]"))

    def nearest(self, x: float) -> int:
        """Give the row that stands nearest to ``x``."""
        right = int(self.first_from(np.array([x]))[0])
        near = [row for row in (right - 1, right) if 0 <= row < self.count]
        return min(near, key=lambda row: abs(self.one(row) - x))


def places_of(series: Series) -> Places:
    """Give the places of the rows of ``series``: by number where there is not one clock for all."""
    return Places(len(series), series.times if series.is_one_clock else None)
