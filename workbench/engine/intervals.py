"""How far off the truth may be: from errors that were made, from the network itself, or from dropout."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Method = Literal["conformal", "quantile", "gaussian", "dropout"]

SHARES = (0.8, 0.95)  # of the futures that shall lie inside


@dataclass(frozen=True, eq=False)
class Spread:
    """How far off the truth may be, in original units.

    Attributes:
        levels: of the P quantiles, lowest first; () where there is a deviation.
        quantiles: (..., K, P), never crossing; None where there is a deviation.
        deviations: (..., K) of a normal distribution around the forecast; None where there are quantiles.
        method: by which it is known: from the errors on the validation part, as the network's own quantiles or
            deviation, or from many forecasts with dropout.
    """

    levels: tuple[float, ...]
    quantiles: Array | None
    deviations: Array | None
    method: Method = "quantile"

    def of_samples(self, samples: NDArray[np.int64]) -> Spread:
        """Give the spread of some samples, where the first axis is that of samples."""
        quantiles, deviations = self.quantiles, self.deviations
        return replace(
            self,
            quantiles=None if quantiles is None else quantiles[samples],
            deviations=None if deviations is None else deviations[samples],
        )


@dataclass(frozen=True, eq=False)
class Calibration:
    """How far the forecasts of a trained network were off on samples that it did not learn from.

    Attributes:
        shares: of the futures that shall lie inside, as in 0.8; () where there were too few samples for any.
        radii: (len(shares), H, K) in original units.
        samples: that were measured.
    """

    shares: tuple[float, ...]
    radii: Array
    samples: int

    def around(self, forecast: Array) -> Spread | None:
        """Give the interval around the (..., H, K) ``forecast``, or None where there is none."""
        if not self.shares:
            return None
        outer = np.moveaxis(self.radii[::-1], 0, -1)  # (H, K, shares), the widest first
        edges = [forecast[..., None] - outer, forecast[..., None] + outer[..., ::-1]]
        below = [round((1 - share) / 2, 6) for share in reversed(self.shares)]
        levels = (*below, *(round(1 - level, 6) for level in reversed(below)))
        return Spread(levels, np.concatenate(edges, axis=-1), None, "conformal")


def calibrate(truth: Array, forecast: Array, shares: tuple[float, ...] = SHARES) -> Calibration:
    """Take for each step and target the radius that held a share of the futures, by split conformal prediction.

    Of n absolute errors it is the ⌈(n + 1) · share⌉-th smallest: then a new future lies inside with at least
    that probability, whatever the errors' distribution, as long as it is exchangeable with the old ones. Of a
    series it is so only roughly: neighbouring errors resemble each other, and a level may shift; so the share
    that was reached is measured beside it.

    Args:
        truth: (N, H, K) in original units, of samples that the network did not learn from.
        forecast: (N, H, K).
        shares: rising; those for which there are too few samples are left out.

    Source: Lei et al. 2018, doi:10.1080/01621459.2017.1307116, section 2.2; for each step of the horizon as
    in Stankevičiūtė et al. 2021, arXiv:2106.04492, without its correction for all steps at once.
    """
    errors = np.sort(np.abs(truth - forecast), axis=0)
    ranks = {share: math.ceil((len(errors) + 1) * share - 1e-9) for share in shares}
    reached = tuple(share for share, rank in ranks.items() if rank <= len(errors))
    if not np.isfinite(errors).all():
        reached = ()
    radii = np.array([errors[ranks[share] - 1] for share in reached]).reshape(len(reached), *errors.shape[1:])
    return Calibration(reached, radii, len(errors))


def coverage(truth: Array, forecast: Array, spread: Spread) -> dict[float, Array]:
    """Measure how much of the truth lies inside each interval that ``spread`` has.

    Args:
        truth: (N, H, K).
        forecast: (N, H, K), the middle where there is a deviation.
        spread: of the same samples.

    Returns:
        By the share that should lie inside, the (H, K) share that does.
    """
    return {
        share: ((low <= truth) & (truth <= high)).mean(axis=0)
        for share, (low, high) in edges_of(forecast, spread).items()
    }


def edges_of(forecast: Array, spread: Spread) -> dict[float, tuple[Array, Array]]:
    """Give the lower and upper edges of each interval by the share that should lie inside, the narrowest first.

    Of quantiles, those that lie as far from 0 as from 1 are the edges; of a deviation, what a normal distribution
    has there.
    """
    if spread.deviations is not None:
        reach = {share: NormalDist().inv_cdf((1 + share) / 2) * spread.deviations for share in SHARES}
        return {share: (forecast - size, forecast + size) for share, size in reach.items()}
    assert spread.quantiles is not None  # a spread is one or the other
    at = {round(level, 6): place for place, level in enumerate(spread.levels)}
    return {
        round(1 - 2 * level, 6): (spread.quantiles[..., place], spread.quantiles[..., at[round(1 - level, 6)]])
        for level, place in reversed(at.items())
        if level < 0.5 and round(1 - level, 6) in at
    }
