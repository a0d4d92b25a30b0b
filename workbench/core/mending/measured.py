"""Measures of a series in which values are missing or were filled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import Series

_ROWS = 2**18  # that are looked at together


def mean_step(series: Series, names: Sequence[str], *stretches: range) -> NDArray[np.float64]:
    """Give the (K,) mean absolute step of some columns within stretches of rows, from values that were read alone.

    Where no two neighbours were read it is 0, as of a column that never changes.
    """
    at = [series.columns.index(name) for name in names]
    total, count = np.zeros(len(names)), np.zeros(len(names), dtype=np.int64)
    pieces = [(start, min(start + _ROWS + 1, rows.stop)) for rows in stretches
              for start in range(rows.start, rows.stop - 1, _ROWS)]  # fmt: skip
    for start, stop in pieces:
        values = series.rows(names, start, stop)
        if series.repaired is not None:
            values = np.where(series.repaired[start:stop][:, at], np.nan, values)
        apart = np.abs(np.diff(values, axis=0))
        known = ~np.isnan(apart)
        total += np.where(known, apart, 0.0).sum(axis=0)
        count += known.sum(axis=0)
    mean: NDArray[np.float64] = total / np.maximum(count, 1)
    return mean
