"""The interval around a forecast, where the loss makes the network say how far off the truth may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_OF_A_NORMAL = (0.1, 0.9)  # the outer quantiles that the quantile loss has by default: both losses look alike
_REACH = 1.2815515594  # how many deviations from the mean they are


@dataclass(frozen=True, eq=False)
class Interval:
    """Between two quantiles of what may come.

    Attributes:
        levels: of the lower and of the upper edge.
        low: (..., K) in original units.
        high: (..., K) in original units.
    """

    levels: tuple[float, float]
    low: NDArray[np.float64]
    high: NDArray[np.float64]

    @property
    def share(self) -> str:
        """How much of the future should lie in it."""
        return _percent(self.levels[1] - self.levels[0])

    @property
    def names(self) -> tuple[str, str]:
        """What the edges are called: 10%, 90%."""
        return _percent(self.levels[0]), _percent(self.levels[1])


def interval_of(forecast: NDArray[np.float64], spread: Any) -> Interval | None:
    """Give the widest interval that ``spread`` knows around ``forecast``.

    Args:
        forecast: (..., K) in original units.
        spread: the engine's ``Spread`` of that forecast, or None.

    Returns:
        The interval; None where the network forecasts a single value.
    """
    if spread is None:
        return None
    if spread.deviations is not None:
        reach = _REACH * spread.deviations
        return Interval(_OF_A_NORMAL, forecast - reach, forecast + reach)
    if len(spread.levels) < 2:
        return None
    levels = (spread.levels[0], spread.levels[-1])
    return Interval(levels, spread.quantiles[..., 0], spread.quantiles[..., -1])


def _percent(share: float) -> str:
    return f"{100 * share:.4g}%"
