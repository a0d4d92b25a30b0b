"""How far off the truth may be: from errors that were made, from the network itself, or from dropout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.core.judgement.by_series import Owners
from workbench.core.text import Text, joined, text

Array = NDArray[np.float64]
Method = Literal["conformal", "quantile", "gaussian", "dropout"]

SHARES = (0.8, 0.95)  # of the futures that shall lie inside
FEWEST_OF_A_SERIES = 40  # errors, from which on a series of a group has widths of its own


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
class SeriesRadii:
    """How far the forecasts of each series of a group were off.

    Attributes:
        names: of the G series that have widths of their own or in proportion; any other has those of all together.
        radii: (G, len(shares), H, K) in original units.
        own: (G,) whether they are from errors of the series itself; else they are those of all series, relative to
            the mean step of each, times the mean step of this one.
        samples: (G,) how many of its own were measured.
    """

    names: tuple[str, ...]
    radii: Array
    own: NDArray[np.bool_]
    samples: NDArray[np.int64]

    @cached_property
    def places(self) -> dict[str, int]:
        """Where each series stands, by its name."""
        return {name: place for place, name in enumerate(self.names)}


@dataclass(frozen=True, eq=False)
class Calibration:
    """How far the forecasts of a trained network were off on samples that it did not learn from.

    Attributes:
        shares: of the futures that shall lie inside, as in 0.8; () where there were too few samples for any.
        radii: (len(shares), H, K) in original units; NaN at steps for which there were too few samples.
        samples: that were measured.
        series: of a group, those of each series; None where there is one series.
    """

    shares: tuple[float, ...]
    radii: Array
    samples: int
    series: SeriesRadii | None = None

    def of(self, name: str) -> Calibration:
        """Give that of one series of a group; of one that is not known, what all have together."""
        place = None if self.series is None else self.series.places.get(name)
        if place is None or self.series is None:
            return self
        return Calibration(self.shares, self.series.radii[place], int(self.series.samples[place]))

    def up_to(self, steps: int) -> Calibration:
        """Give that of the first ``steps`` steps; of those that were not measured nothing is known."""
        radii = self.radii[:, :steps]
        padded = np.pad(radii, ((0, 0), (0, steps - radii.shape[1]), (0, 0)), constant_values=np.nan)
        return Calibration(self.shares, padded, self.samples)

    def around(self, forecast: Array, owners: Owners | None = None) -> Spread | None:
        """Give the interval around the (..., H, K) ``forecast``, or None where there is none.

        ``owners`` says which series each of (N, H, K) forecasts is of; without it the width is that of all together.
        """
        if not self.shares:
            return None
        radii = self.radii if owners is None else self._radii_of(owners)
        outer = np.moveaxis(radii[..., ::-1, :, :], -3, -1)  # (..., H, K, shares), the widest first
        edges = [forecast[..., None] - outer, forecast[..., None] + outer[..., ::-1]]
        below = [round((1 - share) / 2, 6) for share in reversed(self.shares)]
        levels = (*below, *(round(1 - level, 6) for level in reversed(below)))
        return Spread(levels, np.concatenate(edges, axis=-1), None, "conformal")

    def _radii_of(self, owners: Owners) -> Array:
        """Give (N, shares, H, K)."""
        each = np.stack([self.of(name).radii for name in owners.names])
        radii: Array = each[owners.at]
        return radii


def calibrate(
    truth: Array,
    forecast: Array,
    shares: tuple[float, ...] = SHARES,
    *,
    owners: Owners | None = None,
    counted: NDArray[np.bool_] | None = None,
) -> Calibration:
    """Take for each step and target the radius that held a share of the futures, by split conformal prediction.

    Of n absolute errors it is the ⌈(n + 1) · share⌉-th smallest: then a new future lies inside with at least
    that probability, whatever the errors' distribution, as long as it is exchangeable with the old ones. Of a
    series it is so only roughly: neighbouring errors resemble each other, and a level may shift; so the share
    that was reached is measured beside it.

    Of a group each series has radii of its own where it has at least ``FEWEST_OF_A_SERIES`` errors. Else it has those
    of all series, whose errors are divided by the mean step of each and multiplied by its own; a series without
    a mean step has those of all together as they are.

    Args:
        truth: (N, H, K) in original units, of samples that the network did not learn from.
        forecast: (N, H, K).
        shares: rising; those for which there are too few samples are left out.
        owners: which series of a group the samples are of.
        counted: (N, H) whether a truth is known; a forecast there that is no number is infinitely far off. Left
            out, all are, and one that is no number makes that nothing is promised.

    Source: Lei et al. 2018, doi:10.1080/01621459.2017.1307116, section 2.2; for each step of the horizon as
    in Stankevičiūtė et al. 2021, arXiv:2106.04492, without its correction for all steps at once. By series, and
    relative to a scale, as in Vovk, Gammerman & Shafer 2005, doi:10.1007/b106715, sections 4.5 and 2.3.
    """
    with np.errstate(invalid="ignore"):  # of forecasts that are no numbers
        errors = np.abs(truth - forecast)
    promises = counted is not None or bool(np.isfinite(errors).all())
    if counted is not None:
        errors = np.where(counted[..., None], np.where(np.isnan(errors), np.inf, errors), np.nan)
    radii = _radii(errors, shares)
    known = [np.isfinite(of_share) for of_share in radii]
    reached = np.array([promises and bool(one.all() if counted is None else one.any()) for one in known], dtype=bool)
    told = tuple(share for share, is_reached in zip(shares, reached, strict=True) if is_reached)
    series = None if owners is None or not told else _by_series(errors, told, owners)
    return Calibration(told, radii[reached], len(errors), series)


def _radii(errors: Array, shares: tuple[float, ...]) -> Array:
    """Give (shares, H, K) of (n, H, K) errors, of which some may be missing; NaN where there are too few."""
    if not len(errors):
        return np.full((len(shares), *errors.shape[1:]), np.nan)
    ordered, counts = np.sort(errors, axis=0), (~np.isnan(errors)).sum(axis=0)
    found = []
    for share in shares:
        rank = np.ceil((counts + 1) * share - 1e-9).astype(np.int64)
        at = np.take_along_axis(ordered, np.clip(rank, 1, len(errors))[None] - 1, axis=0)[0]
        found.append(np.where((rank <= counts) & np.isfinite(at), at, np.nan))
    return np.stack(found)


def _by_series(errors: Array, shares: tuple[float, ...], owners: Owners) -> SeriesRadii | None:
    """Give the radii of each series that has enough errors or a mean step; None where none has."""
    sound = np.array([bool((one > 0).all() and np.isfinite(one).all()) for one in owners.scales], dtype=bool)  # (G,)
    scales = np.where(sound[:, None], owners.scales, 1.0)
    relative = _radii((errors / scales[owners.at][:, None])[sound[owners.at]], shares)
    counts = np.bincount(owners.at, minlength=len(owners.names))
    radii, own = relative * scales[:, None, None, :], np.zeros(len(owners.names), dtype=bool)
    for place, samples in owners.each():
        found = _radii(errors[samples], shares)
        fewest = int((~np.isnan(errors[samples])).sum(axis=0).min())
        if fewest >= FEWEST_OF_A_SERIES and np.isfinite(found).all():
            radii[place], own[place] = found, True
    kept = np.flatnonzero(own | (sound & np.isfinite(radii).any(axis=(1, 2, 3))))
    if not len(kept):
        return None
    return SeriesRadii(tuple(owners.names[place] for place in kept), radii[kept], own[kept], counts[kept])


Width = Literal["own", "scaled", "shared"]


@dataclass(frozen=True, eq=False)
class SeriesHeld:
    """How much of the truth of one series of a group the intervals hold.

    Attributes:
        name: what the group's column says.
        samples: how many were looked at.
        width: whose errors a conformal interval is made of; None for another interval.
        coverage: by the share of the truth that should lie inside, the (H, K) share that does.
    """

    name: str
    samples: int
    width: Width | None
    coverage: dict[float, Array]


def held_by_series(
    truth: Array, forecast: Array, spread: Spread, owners: Owners | None, calibration: Calibration | None
) -> tuple[SeriesHeld, ...]:
    """Measure the share inside for each series of a group; () without a group."""
    if owners is None:
        return ()
    found = []
    for place, samples in owners.each():
        inside = coverage(truth[samples], forecast[samples], spread.of_samples(samples))
        name = owners.names[place]
        width = width_of(calibration, name) if spread.method == "conformal" else None
        found.append(SeriesHeld(name, len(samples), width, inside))
    return tuple(found)


def width_of(calibration: Calibration | None, name: str) -> Width:
    """Say whose errors the conformal interval of one series of a group is made of."""
    series = None if calibration is None else calibration.series
    place = None if series is None else series.places.get(name)
    if series is None or place is None:
        return "shared"
    return "own" if series.own[place] else "scaled"


def widths_told(calibration: Calibration, names: Sequence[str]) -> Text | None:
    """Say how wide the conformal intervals of the series of a group are; None without a group."""
    if calibration.series is None or not calibration.shares:
        return None
    widths = [width_of(calibration, name) for name in names]
    own, scaled, shared = (widths.count(width) for width in ("own", "scaled", "shared"))
    told = [text("Conformal widths: from errors of the series itself for {own} of {all} series.",
                 own=f"{own:,}", all=f"{len(widths):,}")]  # fmt: skip
    if scaled:
        told.append(
            text(
                "Series with fewer than {least} errors of their own have those of all series, in proportion to their"
                " mean step: {count}.",
                least=FEWEST_OF_A_SERIES,
                count=f"{scaled:,}",
            )
        )
    if shared:
        told.append(text("Series without either have one width for all: {count}.", count=f"{shared:,}"))
    return joined(*told)


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
