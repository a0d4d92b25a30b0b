"""The known values of a part, piece by piece, so that a file larger than the memory can be measured."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

_ROWS = 2**20


def known_pieces(values: NDArray[np.float64], part: range) -> Iterator[NDArray[np.float64]]:
    """Give the finite values of ``part``, in order; no piece is empty."""
    for start in range(part.start, part.stop, _ROWS):
        piece = values[start : min(part.stop, start + _ROWS)]
        known = piece[np.isfinite(piece)]
        if len(known):
            yield known


def mean_and_deviation(values: NDArray[np.float64], part: range) -> tuple[float, float] | None:
    """Give mean and standard deviation of the finite values of ``part``, or None where there are none.

    Source: Chan, Golub & LeVeque 1983, doi:10.1080/00031305.1983.10483115, for joining pieces.
    """
    count, mean, squares = 0, 0.0, 0.0
    for known in known_pieces(values, part):
        here = float(known.mean())
        away = here - mean
        total = count + len(known)
        squares += float(((known - here) ** 2).sum()) + away**2 * count * len(known) / total
        mean += away * len(known) / total
        count = total
    return (mean, float(np.sqrt(squares / count))) if count else None
