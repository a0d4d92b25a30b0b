"""Quantiles of more numbers than the memory holds, exact, in a few passes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

MOST_AT_ONCE = 2**22
_BINS = 4096

Parts = Callable[[], Iterable[NDArray[np.float64]]]


def quantiles_of(parts: Parts, shares: Sequence[float]) -> list[float]:
    """Give the quantiles that ``numpy.quantile`` gives, without sorting everything.

    The bin that holds a value is looked into again until it has few values, or one.

    Args:
        parts: begins a pass over all numbers, which are finite, a piece at a time.
        shares: of the numbers, from 0 to 1.
    """
    count, low, high = 0, np.inf, -np.inf
    for part in parts():
        count += len(part)
        low, high = min(low, float(part.min())), max(high, float(part.max()))
    found = []
    for share in shares:
        place = share * (count - 1)
        below = int(np.floor(place))
        first = _ranked(parts, below, low, high)
        second = _ranked(parts, min(below + 1, count - 1), low, high)
        found.append(first + (second - first) * (place - below))
    return found


def _ranked(parts: Parts, rank: int, low: float, high: float) -> float:
    """Give the number with ``rank`` smaller ones before it, all of which lie from ``low`` to ``high``."""
    while low < high:
        edges = np.linspace(low, high, _BINS + 1)
        counts = np.zeros(_BINS, dtype=np.int64)
        for part in parts():
            counts += _histogram(part[(part >= low) & (part <= high)], edges)
        at = int(np.searchsorted(counts.cumsum(), rank, side="right"))
        rank -= int(counts[:at].sum())
        if counts[at] <= MOST_AT_ONCE:
            held = np.concatenate([_in_bin(part[(part >= low) & (part <= high)], edges, at) for part in parts()])
            return float(np.partition(held, rank)[rank])
        narrow_low, narrow_high = np.inf, -np.inf
        for part in parts():
            held = _in_bin(part[(part >= low) & (part <= high)], edges, at)
            if len(held):
                narrow_low, narrow_high = min(narrow_low, float(held.min())), max(narrow_high, float(held.max()))
        low, high = narrow_low, narrow_high
    return low


def _bin_of(values: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.clip(np.searchsorted(edges, values, side="right") - 1, 0, _BINS - 1)


def _histogram(values: NDArray[np.float64], edges: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.bincount(_bin_of(values, edges), minlength=_BINS)


def _in_bin(values: NDArray[np.float64], edges: NDArray[np.float64], at: int) -> NDArray[np.float64]:
    held: NDArray[np.float64] = values[_bin_of(values, edges) == at]
    return held
