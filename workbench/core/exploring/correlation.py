"""Autocorrelation and partial autocorrelation: how much a value tells of those after it."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]


def autocorrelation(values: Values, lags: int) -> Values:
    """Give the autocorrelation at lags 0 … ``lags``; missing values are left out pair by pair.

    Without missing values it is the usual estimator, which divides by the number of rows at every
    lag. With them, each lag is the mean over the pairs that are there, shrunk as the usual one is.

    Args:
        values: (n,), NaN where missing, not all equal.
        lags: below n.

    Returns:
        (lags + 1,), the first of them 1.

    Source: Box & Jenkins 1976, ``statsmodels.tsa.stattools.acf``; pairs as in Parzen 1963.
    """
    count = len(values)
    known = ~np.isnan(values)
    centred = np.where(known, values - values[known].mean(), 0.0)
    centred /= np.abs(centred).max() or 1.0  # squares of large numbers stay finite
    products = _sums_of_products(centred, lags)
    if known.all():
        usual: Values = products / (products[0] or 1.0)
        return usual
    pairs = np.maximum(np.rint(_sums_of_products(known.astype(np.float64), lags)), 1.0)
    shrunk = 1 - np.arange(lags + 1) / count
    means = products / pairs
    found: Values = means / means[0] * shrunk
    return found


def partial_autocorrelation(correlations: Values) -> Values:
    """Give the partial autocorrelation at lags 0 … L from the autocorrelation at the same lags.

    Args:
        correlations: (L + 1,), the first of them 1.

    Returns:
        (L + 1,); NaN from the lag on where the values before tell everything.

    Source: the recursion of Levinson 1946 and Durbin 1960.
    """
    partial = np.full(len(correlations), np.nan)
    partial[0] = 1.0
    weights = np.zeros(0)
    left = 1.0  # the variance that is still unexplained
    for lag in range(1, len(correlations)):
        if left <= 1e-12:
            return partial
        new = (correlations[lag] - weights @ correlations[lag - 1 : 0 : -1]) / left
        weights = np.append(weights - new * weights[::-1], new)
        left *= 1 - new**2
        partial[lag] = new
    return partial


def noise_bound(count: int) -> float:
    """Give the size that 95 of 100 autocorrelations of ``count`` values of pure chance stay below."""
    return 1.96 / math.sqrt(max(1, count))


def _sums_of_products(values: Values, lags: int) -> Values:
    """Give the sum of ``values[t] · values[t + lag]`` for every lag, by way of the spectrum."""
    size = fast_length(len(values) + lags)
    spectrum = np.fft.rfft(values, size)
    sums: Values = np.fft.irfft(spectrum.real**2 + spectrum.imag**2, size)[: lags + 1]
    return sums


def fast_length(least: int) -> int:
    """Give a length from ``least`` on whose transform is quick: a power of two, or 3 or 5 times one."""
    return min(odd << max(0, math.ceil(math.log2(least / odd))) for odd in (1, 3, 5))
