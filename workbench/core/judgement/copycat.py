"""Whether a forecast is the past in disguise: it may fit an earlier truth better than its own."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import number_with_unit
from workbench.core.text import Text, text

Array = NDArray[np.float64]

_MOST_SAMPLES, _MOST_STEPS, _MOST_SHIFTS = 5000, 8, 400
_CLEARLY = 0.75  # of the mean squared error at its own place: a smaller difference proves nothing


@dataclass(frozen=True, eq=False)
class Copycat:
    """How well the forecast of one step of the horizon fits the truth of earlier moments.

    Attributes:
        step: of the horizon, counted from 1.
        shifts: (M,) steps back, the first is 0.
        errors: (M,) root mean squared difference between the forecast and the truth so many steps before, in the
            target's units.
        unit: of measure of the target; "" where it is not known.
    """

    step: int
    shifts: NDArray[np.int64]
    errors: Array
    unit: str = ""

    @property
    def shift(self) -> int:
        """The steps back at which the forecast fits best; 0 where no earlier truth fits it clearly better."""
        best = int(self.errors.argmin())
        return int(self.shifts[best]) if self.errors[best] ** 2 < _CLEARLY * self.errors[0] ** 2 else 0

    @property
    def sentence(self) -> Text | None:
        """What to tell of it; None where the forecast fits its own truth best."""
        if not self.shift:
            return None
        there = float(self.errors[int(np.flatnonzero(self.shifts == self.shift)[0])])
        return text(
            "Copycat: the forecast for step {step} fits the truth at lag {shift} better than its own"
            " (root mean squared difference {there} against {own}): it follows the series instead of leading it.",
            step=self.step,
            shift=self.shift,
            there=number_with_unit(f"{there:.4g}", self.unit),
            own=number_with_unit(f"{self.errors[0]:.4g}", self.unit),
        )


def copycats(values: Array, forecast: Array, rows: NDArray[np.int64], gap: int, unit: str = "") -> tuple[Copycat, ...]:
    """Compare the forecasts of one target with the truth at every shift back to the last value that was seen.

    A forecast that repeats the last value fits best where it took it from: as many steps back as it looks ahead.

    Args:
        values: (S,) the target of the whole series; some may be missing in the gap before a future.
        forecast: (N, H) of the target, in its units.
        rows: (N,) row of each sample's first forecast value.
        gap: steps between the last value that was seen and the first one forecast.
        unit: of measure of the target; "" where it is not known.

    Returns:
        One for each of some steps of the horizon, evenly chosen where there are many; of very many samples and
        shifts, evenly chosen ones are compared.
    """
    every = -(-len(rows) // _MOST_SAMPLES)
    rows, forecast = rows[::every], forecast[::every]
    horizon = forecast.shape[1]
    steps = np.unique(np.linspace(0, horizon - 1, min(horizon, _MOST_STEPS)).round().astype(int))
    found = (_one(values, forecast[:, step], rows + step, step + 1, step + gap + 1) for step in steps.tolist())
    return tuple(replace(one, unit=unit) for one in found)


def _one(values: Array, forecast: Array, rows: NDArray[np.int64], step: int, most: int) -> Copycat:
    shifts = np.unique(np.linspace(0, most, min(most + 1, _MOST_SHIFTS)).round().astype(np.int64))
    with np.errstate(over="ignore", invalid="ignore"):  # of forecasts that are no numbers
        errors = np.array([_difference(forecast, values[rows - shift]) for shift in shifts])
    return Copycat(step, shifts, errors)


def _difference(forecast: Array, truth: Array) -> float:
    """Give the root mean squared difference, where the truth is known."""
    known = ~np.isnan(truth)
    return float(np.sqrt(((forecast - truth)[known] ** 2).mean())) if known.any() else float("inf")
