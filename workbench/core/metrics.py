"""How far forecasts are from the truth, in original units."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def metrics(truth: Array, forecast: Array, *, naive_scale: Array, targets: Sequence[str]) -> dict[str, Any]:
    """Judge forecasts by the usual measures.

    Args:
        truth: (N, H, K) in original units.
        forecast: (N, H, K) in original units.
        naive_scale: (K,) mean absolute step of each target in the training part.
        targets: the K names.

    Returns:
        ``mae``, ``rmse``, ``bias`` in the targets' units, ``mape`` and ``smape`` in percent, ``mase``
        and ``r2`` without unit, over all targets; where there are several, ``by_target`` with the
        same for each. A measure that is not defined on these values is None: ``mape`` where a
        truth is zero, ``r2`` where the truth never changes, ``mase`` where the training part never
        does, and any that is no finite number.

    Source: Hyndman & Koehler 2006, doi:10.1016/j.ijforecast.2006.03.001; sMAPE as in the M4 competition.
    """
    overall: dict[str, Any] = _measures(truth, forecast, naive_scale)
    if len(targets) > 1:
        overall["by_target"] = {
            name: _measures(truth[..., [at]], forecast[..., [at]], naive_scale[[at]]) for at, name in enumerate(targets)
        }
    return overall


def error_by_step(truth: Array, forecast: Array) -> Array:
    """Give the (H, K) mean absolute error of each step of the horizon, in the targets' units."""
    by_step: Array = np.abs(forecast - truth).mean(axis=0)
    return by_step


def _measures(truth: Array, forecast: Array, naive_scale: Array) -> dict[str, float | None]:
    with np.errstate(over="ignore", invalid="ignore"):  # of forecasts that are no numbers
        measured = _unchecked(truth, forecast, naive_scale)
    return {name: value if value is not None and np.isfinite(value) else None for name, value in measured.items()}


def _unchecked(truth: Array, forecast: Array, naive_scale: Array) -> dict[str, float | None]:
    error = forecast - truth
    size = np.abs(error)
    both = np.abs(truth) + np.abs(forecast)
    return {
        "mae": float(size.mean()),
        "rmse": float(np.sqrt((error**2).mean())),
        "bias": float(error.mean()),
        "mape": None if (truth == 0).any() else float(100 * (size / np.abs(truth)).mean()),
        "smape": float(200 * np.divide(size, both, out=np.zeros_like(size), where=both != 0).mean()),
        "mase": None if (naive_scale == 0).any() else float((size / naive_scale).mean()),
        "r2": _r2(truth, error),
    }


def _r2(truth: Array, error: Array) -> float | None:
    """Mean over the targets of 1 - residual / total sum of squares."""
    flat, wrong = truth.reshape(-1, truth.shape[-1]), error.reshape(-1, truth.shape[-1])
    total = ((flat - flat.mean(axis=0)) ** 2).sum(axis=0)
    if (np.ptp(flat, axis=0) == 0).any() or (total == 0).any():
        return None
    return float((1 - (wrong**2).sum(axis=0) / total).mean())
