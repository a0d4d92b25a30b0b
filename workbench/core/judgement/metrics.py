"""How far forecasts are from the truth, in original units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import with_unit
from workbench.core.text import text

Array = NDArray[np.float64]

_TITLES = {
    "mae": "MAE",
    "rmse": "RMSE",
    "bias": text("Bias"),
    "mape": "MAPE, %",
    "smape": "sMAPE, %",
    "mase": "MASE",
    "r2": "R²",
    "direction": text("Direction, %"),
}
MEASURES = tuple(_TITLES)
_IN_THE_TARGETS_UNIT = ("mae", "rmse", "bias")  # the others are shares, or relative to an error


def title_of(measure: str, unit: str = "") -> str:
    """Give a measure's short name, with the target's ``unit`` where the measure has one."""
    return with_unit(_TITLES[measure], unit if measure in _IN_THE_TARGETS_UNIT else "")


def metrics(
    truth: Array, forecast: Array, *, last: Array, naive_scale: Array, targets: Sequence[str]
) -> dict[str, Any]:
    """Judge forecasts by the usual measures.

    With e = forecast - truth, over all samples and steps:

    - ``mae``: mean |e|; ``rmse``: √ mean e²; ``bias``: mean e; in the targets' units.
    - ``mape``: 100 · mean |e| / |truth|, in percent; not defined where a truth is zero.
    - ``smape``: 200 · mean |e| / (|truth| + |forecast|), in percent, from 0 to 200; where both are zero, 0.
    - ``mase``: mean |e| / s, with s the mean absolute step of the target in the training part: below 1, the
      forecast is nearer than one that repeats the last value was there one step ahead.
    - ``r2``: 1 - Σ e² / Σ (truth - mean truth)², the mean over the targets; not defined where the truth never
      changes.
    - ``direction``: percent of the forecasts that move from the last known value to the side that the truth
      moves to; only where truth and forecast both move.

    Args:
        truth: (N, H, K) in original units.
        forecast: (N, H, K) in original units.
        last: (N, K) last known value of each sample, in original units.
        naive_scale: (K,) mean absolute step of each target in the training part.
        targets: the K names.

    Returns:
        The measures over all targets; where there are several, ``by_target`` with the same for each. One that is
        not defined on these values, or is no finite number, is None.

    Source: Hyndman & Koehler 2006, doi:10.1016/j.ijforecast.2006.03.001 (MASE, MAPE, RMSE); sMAPE as in the
    M4 competition, Makridakis et al. 2020, doi:10.1016/j.ijforecast.2019.04.014; direction after Pesaran &
    Timmermann 1992, doi:10.1080/07350015.1992.10509922; R² as in scikit-learn's ``r2_score``.
    """
    given = (truth, forecast, last, naive_scale)
    overall: dict[str, Any] = _measures(*given)
    if len(targets) > 1:
        overall["by_target"] = {
            name: _measures(*(values[..., [at]] for values in given)) for at, name in enumerate(targets)
        }
    return overall


def of_target(measured: Mapping[str, Any], target: str) -> Mapping[str, float | None]:
    """Give the measures of one target out of what ``metrics`` gave."""
    by_target: Mapping[str, Mapping[str, float | None]] = measured.get("by_target", {})
    return by_target.get(target, measured)


def measures_by_step(truth: Array, forecast: Array, *, last: Array, naive_scale: Array) -> dict[str, Array]:
    """Give each measure of ``metrics`` for each step of the horizon and each target, (H, K); NaN where not defined."""
    with np.errstate(all="ignore"):  # a division by zero is what is not defined
        error = forecast - truth
        size = np.abs(error)
        both = np.abs(truth) + np.abs(forecast)
        moved = _sides(truth, forecast, last)
        total = ((truth - truth.mean(axis=0)) ** 2).sum(axis=0)
        total[np.ptp(truth, axis=0) == 0] = np.nan
        mae = size.mean(axis=0)
        measured: dict[str, Array] = {
            "mae": mae,
            "rmse": np.sqrt((error**2).mean(axis=0)),
            "bias": error.mean(axis=0),
            "mape": 100 * (size / np.abs(truth)).mean(axis=0),
            "smape": 200 * np.divide(size, both, out=np.zeros_like(size), where=both != 0).mean(axis=0),
            "mase": mae / np.where(naive_scale == 0, np.nan, naive_scale),
            "r2": 1 - (error**2).sum(axis=0) / total,
            "direction": 100 * (moved > 0).sum(axis=0) / (moved != 0).sum(axis=0),
        }
    return {name: np.where(np.isfinite(values), values, np.nan) for name, values in measured.items()}


def _measures(truth: Array, forecast: Array, last: Array, naive_scale: Array) -> dict[str, float | None]:
    with np.errstate(over="ignore", invalid="ignore"):  # of forecasts that are no numbers
        measured = _unchecked(truth, forecast, last, naive_scale)
    return {name: value if value is not None and np.isfinite(value) else None for name, value in measured.items()}


def _unchecked(truth: Array, forecast: Array, last: Array, naive_scale: Array) -> dict[str, float | None]:
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
        "direction": _direction(truth, forecast, last),
    }


def _r2(truth: Array, error: Array) -> float | None:
    """Mean over the targets of 1 - residual / total sum of squares."""
    flat, wrong = truth.reshape(-1, truth.shape[-1]), error.reshape(-1, truth.shape[-1])
    total = ((flat - flat.mean(axis=0)) ** 2).sum(axis=0)
    if (np.ptp(flat, axis=0) == 0).any() or (total == 0).any():
        return None
    return float((1 - (wrong**2).sum(axis=0) / total).mean())


def _direction(truth: Array, forecast: Array, last: Array) -> float | None:
    if not np.isfinite(forecast).all():
        return None
    moved = _sides(truth, forecast, last)
    counted = int((moved != 0).sum())
    return 100 * int((moved > 0).sum()) / counted if counted else None


def _sides(truth: Array, forecast: Array, last: Array) -> NDArray[np.float64]:
    """Above zero where both move to the same side of the last value, below where not, zero where one does not move."""
    sides: NDArray[np.float64] = np.sign(truth - last[:, None]) * np.sign(forecast - last[:, None])
    return sides
