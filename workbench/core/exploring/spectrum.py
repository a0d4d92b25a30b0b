"""Periodogram: how much of a column's movement repeats with each period."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Spectrum:
    """Power by frequency.

    Attributes:
        frequencies: (M,) in cycles a step, above 0.
        power: (M,) as a density: its integral over the frequencies is the variance.
    """

    frequencies: Values
    power: Values

    @property
    def periods(self) -> Values:
        """(M,) in steps, the longest first."""
        return 1 / self.frequencies


def periodogram(values: Values, *, tapered: bool = False) -> Spectrum:
    """Give the power of every frequency that fits into ``values``, without their straight trend.

    Args:
        values: (n,) without gaps, n ≥ 2.
        tapered: whether both ends are faded out (Hann), so that slow movements do not leak into the rest.

    Source: Schuster 1898; scaled as ``scipy.signal.periodogram(detrend="linear")``.
    """
    count = len(values)
    flat = without_trend(values)
    taper = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(count) / count) if tapered else np.ones(count)
    transform = np.fft.rfft(flat * taper)
    power: Values = (transform.real**2 + transform.imag**2) * 2 / (taper**2).sum()
    if count % 2 == 0:
        power[-1] /= 2  # the highest frequency has no mirror image
    frequencies: Values = np.arange(1, len(power)) / count
    return Spectrum(frequencies, power[1:])


def without_trend(values: Values) -> Values:
    """Give ``values`` less the straight line that fits them best."""
    steps: Values = np.arange(len(values), dtype=np.float64) - (len(values) - 1) / 2
    centred = values - values.mean()
    rest: Values = centred - product(steps, centred) / product(steps, steps) * steps
    return rest


def product(one: Values, other: Values) -> float:
    """Give the inner product in this thread: a team of BLAS threads would hold up a training."""
    return float(np.einsum("i,i->", one, other))


def prominence(spectrum: Spectrum) -> Values:
    """Give how many times the power of each frequency exceeds what is usual around it.

    A walk or a trend has most of its power at long periods; only what stands out from its
    neighbours on the scale of ratios is a rhythm.

    Returns:
        (M,).
    """
    bins = np.floor(np.log(np.arange(1, len(spectrum.power) + 1)) / np.log(1.6)).astype(int)
    starts = np.flatnonzero(np.diff(bins, prepend=-1))
    starts = starts[np.concatenate([[True], starts[1:] >= _FEWEST_IN_BIN])] if len(starts) > 1 else starts
    ends = np.append(starts[1:], len(bins))
    usual = np.array([np.median(spectrum.power[low:high]) for low, high in zip(starts, ends, strict=True)])
    centres = np.sqrt((starts + 1) * ends)
    tiny = np.finfo(float).tiny
    level = np.interp(np.log(np.arange(1, len(bins) + 1)), np.log(centres), np.log(np.maximum(usual, tiny)))
    ratios: Values = spectrum.power / np.exp(level)
    return ratios


_FEWEST_IN_BIN = 5
