"""Scalers: one shift and one divisor for each column, measured on the training part alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import ExportError
from workbench.core.text import text

ScalerKind = Literal["standard", "minmax", "robust", "none"]


@dataclass(frozen=True, eq=False)
class Scaler:
    """Maps each column to ``(value - shift) / divisor`` and back.

    Attributes:
        columns: the names, in the order of the numbers.
        shift: (C,) in the columns' units.
        divisor: (C,) in the columns' units, above zero.
    """

    columns: tuple[str, ...]
    shift: NDArray[np.float64]
    divisor: NDArray[np.float64]

    def scale(self, values: NDArray[np.float64]) -> NDArray[np.float32]:
        """Bring (..., C) values in original units to one size; what 32 bits cannot hold becomes infinite."""
        with np.errstate(over="ignore"):  # the training and the measures tell of it
            return ((values - self.shift) / self.divisor).astype(np.float32)

    def restore(self, scaled: NDArray[Any]) -> NDArray[np.float64]:
        """Bring (..., C) scaled values back to original units."""
        return scaled.astype(np.float64) * self.divisor + self.shift

    def restore_deviations(self, scaled: NDArray[Any]) -> NDArray[np.float64]:
        """Bring (..., C) deviations of scaled values back to original units: a deviation has a size and no place."""
        return scaled.astype(np.float64) * self.divisor

    def only(self, names: Sequence[str]) -> Scaler:
        """Give the scaler of some of the columns, in the order of ``names``."""
        at = [self.columns.index(name) for name in names]
        return Scaler(tuple(names), self.shift[at], self.divisor[at])

    def to_json(self) -> dict[str, Any]:
        """Give what a file needs to make the same scaler."""
        return {"columns": self.columns, "shift": self.shift.tolist(), "divisor": self.divisor.tolist()}

    def differs_from(self, other: Scaler) -> tuple[str, ...]:
        """Name the columns that both scalers have and scale differently."""
        theirs = {name: (other.shift[at], other.divisor[at]) for at, name in enumerate(other.columns)}
        ours = zip(self.columns, self.shift, self.divisor, strict=True)
        return tuple(name for name, *numbers in ours if name in theirs and theirs[name] != tuple(numbers))


def scaler_from_json(document: dict[str, Any]) -> Scaler:
    """Read a scaler from a model's file.

    Raises:
        ExportError: numbers are missing, not finite, or a divisor is not above zero.
    """
    try:
        columns = tuple(str(name) for name in document["columns"])
        shift = np.array(document["shift"], dtype=np.float64)
        divisor = np.array(document["divisor"], dtype=np.float64)
        sound = shift.shape == divisor.shape == (len(columns),)
        sound = sound and bool(np.isfinite(shift).all() and np.isfinite(divisor).all() and (divisor > 0).all())
    except (KeyError, TypeError, ValueError):
        sound = False
    if not sound:
        raise ExportError(text("The model's scalers are damaged."), hint=text("Save the model again from its run."))
    return Scaler(columns, shift, divisor)


def fit_scaler(kind: ScalerKind, columns: Sequence[str], values: NDArray[np.float64]) -> Scaler:
    """Measure the columns of ``values``, (S, C) of the training part and nothing else.

    A column that never changes there has a spread of zero; it is shifted and left
    undivided, and ``flat_columns`` names it.
    """
    if np.isnan(values).any():
        return _fit_around_holes(kind, columns, values)
    match kind:
        case "standard":
            shift, divisor = values.mean(axis=0), values.std(axis=0)
        case "minmax":
            shift, divisor = values.min(axis=0), np.ptp(values, axis=0)
        case "robust":
            low, shift, high = np.quantile(values, [0.25, 0.5, 0.75], axis=0)
            divisor = high - low
        case "none":
            shift, divisor = np.zeros(values.shape[1]), np.ones(values.shape[1])
    return scaler_of(columns, shift, divisor)


def scaler_of(columns: Sequence[str], shift: NDArray[np.float64], spread: NDArray[np.float64]) -> Scaler:
    """Give the scaler that shifts by ``shift`` and divides by ``spread``, or leaves undivided where there is none."""
    return Scaler(tuple(columns), shift, np.where(_is_flat(spread, shift), 1.0, spread))


def _fit_around_holes(kind: ScalerKind, columns: Sequence[str], values: NDArray[np.float64]) -> Scaler:
    """Measure every column by the values that it has; one without any is left as it is."""
    fitted = []
    for name, column in zip(columns, values.T, strict=True):
        known = column[~np.isnan(column)]
        fitted.append(fit_scaler(kind if len(known) else "none", (name,), known[:, None]))
    return Scaler(tuple(columns), *(np.concatenate([getattr(one, name) for one in fitted]) for name in _NUMBERS))


_NUMBERS = ("shift", "divisor")


def flat_columns(columns: Sequence[str], values: NDArray[np.float64]) -> tuple[str, ...]:
    """Name the columns of (S, C) ``values`` that never change; a missing value is no change."""
    lows, highs = np.fmin.reduce(values, axis=0), np.fmax.reduce(values, axis=0)
    return tuple(name for name, low, high in zip(columns, lows, highs, strict=True) if not high > low)


def _is_flat(spread: NDArray[np.float64], level: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a spread is nothing but rounding of values at this level."""
    return spread <= 1e-12 * np.maximum(np.abs(level), 1e-300)
