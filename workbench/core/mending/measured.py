"""Measures of a series in which values are missing or were filled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import Series


def mean_step(series: Series, names: Sequence[str], steps: slice) -> NDArray[np.float64]:
    """Give the (K,) mean absolute step of some columns, from values that were read alone.

    Where no two neighbours were read it is 0, as of a column that never changes.
    """
    values = series.select(names)[steps]
    if series.repaired is not None:
        at = [series.columns.index(name) for name in names]
        values = np.where(series.repaired[steps][:, at], np.nan, values)
    apart = np.abs(np.diff(values, axis=0))
    known = ~np.isnan(apart)
    if known.all():
        mean: NDArray[np.float64] = apart.mean(axis=0)
        return mean
    return np.asarray(np.where(known, apart, 0.0).sum(axis=0) / np.maximum(known.sum(axis=0), 1))
