"""Histogram of one column, for each part of the split."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.experiment import WindowSpec
from workbench.core.exploring.pieces import known_pieces
from workbench.core.preparing.splits import PARTS, Part, split_steps
from workbench.core.series import Series

_FEWEST_BINS, _MOST_BINS = 8, 60
_MOST_FOR_QUARTILES = 250_000


@dataclass(frozen=True, eq=False)
class Histogram:
    """How often values fall into each bin.

    Attributes:
        edges: (B + 1,) of the bins, in the column's unit; the same for every part.
        shares: (B,) of each part that was looked at: the share of its values in each bin.
    """

    edges: NDArray[np.float64]
    shares: dict[Part, NDArray[np.float64]]


def histogram(series: Series, column: str, windows: WindowSpec, parts: Sequence[Part] = PARTS) -> Histogram | None:
    """Count the values of ``column`` in each of ``parts``; missing and infinite ones are left out.

    The width of a bin is that of Freedman & Diaconis for the training part, between 8 and 60 bins
    over all that is there.

    Returns:
        The histogram; None where no value is known or all are equal.

    Raises:
        DataError: there is no such column.

    Source: Freedman & Diaconis 1981, doi:10.1007/BF01025868.
    """
    values, split = series.column(column), split_steps(len(series), windows)
    reach = [(float(one.min()), float(one.max())) for part in parts for one in known_pieces(values, split[part])]
    if not reach:
        return None
    low, high = min(one for one, _ in reach), max(one for _, one in reach)
    if not low < high:
        return None
    edges = np.linspace(low, high, _bins(values, split.train, high - low) + 1)
    counts = {part: np.zeros(len(edges) - 1) for part in parts}
    for part in parts:
        for known in known_pieces(values, split[part]):
            counts[part] += np.histogram(known, edges)[0]
    return Histogram(edges, {part: count / max(1.0, float(count.sum())) for part, count in counts.items()})


def _bins(values: NDArray[np.float64], train: range, span: float) -> int:
    """Count the bins; quartiles of very many rows are those of every n-th one."""
    looked_at = values[train.start : train.stop : max(1, len(train) // _MOST_FOR_QUARTILES)]
    known = looked_at[np.isfinite(looked_at)]
    if not len(known):
        return _FEWEST_BINS
    lower, upper = np.percentile(known, [25, 75])
    width = 2 * (upper - lower) / len(known) ** (1 / 3)
    wanted = np.ceil(span / width) if width > 0 else _MOST_BINS
    return int(np.clip(wanted, _FEWEST_BINS, _MOST_BINS))
