"""The closed-form linear model: solved, not trained."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from workbench.core.baselines.base import Array, Baseline, Forecaster, Ground, blocks_of, cut
from workbench.core.preparing.windows import Windows
from workbench.core.text import Text, text

STRENGTHS = tuple(10.0**power for power in np.arange(-6, 3.5, 0.5))  # of a mean eigenvalue
MOST_WEIGHTS = 1024  # for each value that is forecast: the solution needs their square in memory
_MOST_PRODUCTS = 4e10  # about a second on one core


class Linear(Baseline):
    """Ridge regression from the window to each step of the horizon, with the last value taken out and given back.

    It reads the features that the network reads, scaled alike. Where every target's own past is seen, the last
    step is subtracted from the past of every column of numbers, and that of its target from the future; else, and
    where targets are differences, the window is read as it is. What stands ahead stays as it is. The weights are
    solved on the training windows, and of some strengths of the ridge the one with the smallest squared error on the
    validation windows is taken; the constant is not held back.

    Source: Hoerl & Kennard 1970, doi:10.1080/00401706.1970.10488634; the normalised window as in NLinear,
    Zeng et al. 2023, doi:10.1609/aaai.v37i9.26317.
    """

    name: ClassVar[str] = "linear"
    title: ClassVar[Text] = text("linear model")
    summary: ClassVar[Text] = text(
        "Ridge regression on the window, solved on the training part: what can be had without a network."
    )

    def __init__(self, strengths: tuple[float, ...] = STRENGTHS) -> None:
        self.strengths = strengths

    def fit(self, ground: Ground) -> Forecaster | Text:
        """Solve for the weights; there are none without a training part."""
        if not ground.windows:
            return text("no training part")
        train, validation = ground.windows["train"], ground.windows["validation"]
        form = _Form.of(train, ground)
        learnt, chosen_by = (_moments(form, windows) for windows in (train, validation))
        if not (np.isfinite(learnt.xx).all() and np.isfinite(learnt.xy).all()):
            return text("values too large for 32 bits")
        weights, constant = _solved(learnt, chosen_by, self.strengths)

        def forecast(windows: Windows, steps: range) -> Array:
            targets, units = len(ground.places), ground.units
            wanted, steps = steps, range(windows.horizon) if units.looks_back else steps  # differences add up
            columns = (np.asarray(steps)[:, None] * targets + np.arange(targets)).ravel()
            given = np.empty((len(windows), len(columns)))
            with np.errstate(over="ignore", invalid="ignore"):  # of values beyond 32 bits
                for block in blocks_of(len(windows), max(form.weights, len(columns))):
                    x, level = form.pasts(windows, np.asarray(windows.starts, dtype=np.int64)[block])
                    given[block] = x @ weights[:, columns] + constant[columns] + np.tile(level, len(steps))
            futures = np.asarray(windows.futures, dtype=np.int64)
            values = units.restore(given.reshape(len(windows), len(steps), targets), futures)
            return values[:, wanted.start : wanted.stop : wanted.step] if units.looks_back else values

        return Forecaster(forecast, form.note)


@dataclass(frozen=True)
class _Form:
    """How a sample becomes a row of the regression.

    Attributes:
        steps: of the past that are read, the last ones.
        columns: F, of the inputs.
        places: of each target among the inputs; None where windows are not normalised.
        note: that the whole past was not read.
        numbers: how many of the columns, the first ones, lose their last step; the others are let through.
    """

    steps: int
    columns: int
    places: tuple[int, ...] | None
    targets: int
    note: Text | None
    numbers: int

    @classmethod
    def of(cls, windows: Windows, ground: Ground) -> _Form:
        columns = windows.features.shape[1]
        steps = max(1, min(windows.timesteps, MOST_WEIGHTS // columns))
        seen = tuple(place for place in ground.places if place is not None)
        places = seen if len(seen) == len(ground.places) and not ground.units.looks_back else None
        note = None
        if steps < windows.timesteps:
            note = text("The linear model reads the last {steps} steps of the window.", steps=f"{steps:,}")
        numbers = columns if ground.numbers is None else ground.numbers
        return cls(steps, columns, places, len(ground.places), note, numbers)

    @property
    def weights(self) -> int:
        """D, for each value that is forecast."""
        return self.steps * self.columns

    def pasts(self, windows: Windows, starts: NDArray[np.int64]) -> tuple[Array, Array]:
        """Give the rows (n, D), and the level (n, K) to give back."""
        x = cut(windows.features, starts + windows.timesteps - self.steps, self.steps)  # (n, T, F)
        level = np.zeros((len(x), self.targets))
        if self.places is not None:
            level = x[:, -1, list(self.places)]
            x[..., : self.numbers] -= x[:, -1:, : self.numbers].copy()
        return x.reshape(len(x), -1), level

    def futures(self, windows: Windows, starts: NDArray[np.int64], level: Array) -> Array:
        """Give what is to be found, (n, H·K): the futures without their level."""
        y = cut(windows.targets, starts + windows.timesteps + windows.gap, windows.horizon)
        return (y - level[:, None]).reshape(len(y), -1)


@dataclass(frozen=True, eq=False)
class _Moments:
    """Sums over n samples of the rows x (D,) and of what is to be found, y (E,): all that a least square needs."""

    count: int
    x: Array
    y: Array
    xx: Array
    xy: Array
    yy: float


def _moments(form: _Form, windows: Windows) -> _Moments:
    """Add up a block of samples after the other; of very many, evenly chosen ones."""
    outputs = windows.horizon * form.targets
    every = np.asarray(windows.starts, dtype=np.int64)
    affordable = max(1, int(_MOST_PRODUCTS / (form.weights * (form.weights + outputs))))
    starts = every[:: -(-len(every) // affordable)]
    x_sum, y_sum, yy = np.zeros(form.weights), np.zeros(outputs), 0.0
    xx, xy = np.zeros((form.weights, form.weights)), np.zeros((form.weights, outputs))
    with np.errstate(over="ignore", invalid="ignore"):  # of values beyond 32 bits; the caller looks
        for block in blocks_of(len(starts), max(form.weights, outputs)):
            x, level = form.pasts(windows, starts[block])
            y = form.futures(windows, starts[block], level)
            x_sum += x.sum(axis=0)
            y_sum += y.sum(axis=0)
            xx += x.T @ x
            xy += x.T @ y
            yy += float((y * y).sum())
    return _Moments(len(starts), x_sum, y_sum, xx, xy, yy)


def _solved(learnt: _Moments, chosen_by: _Moments, strengths: tuple[float, ...]) -> tuple[Array, Array]:
    """Give the weights (D, E) and the constant (E,) of the best strength."""
    x_mean, y_mean = learnt.x / learnt.count, learnt.y / learnt.count
    spread = learnt.xx - np.outer(learnt.x, x_mean)
    common = learnt.xy - np.outer(learnt.x, y_mean)
    sizes, axes = np.linalg.eigh(spread)
    sizes = np.maximum(sizes, 0.0)
    unit = float(sizes.mean()) or 1.0  # windows that never change: any ridge gives zeros
    turned = axes.T @ common  # (D, E)
    # the validation part, seen from the training part's means and on the same axes
    count = chosen_by.count
    there = chosen_by.xx - np.outer(chosen_by.x, x_mean) - np.outer(x_mean, chosen_by.x)
    there = axes.T @ (there + count * np.outer(x_mean, x_mean)) @ axes
    wanted = chosen_by.xy - np.outer(chosen_by.x, y_mean) - np.outer(x_mean, chosen_by.y)
    wanted = axes.T @ (wanted + count * np.outer(x_mean, y_mean))
    best, least = turned * 0.0, 0.0  # without any weight: the mean change
    for strength in strengths:
        weights = turned / (sizes + strength * unit)[:, None]
        error = float((weights * (there @ weights)).sum() - 2 * (weights * wanted).sum())
        if error < least:
            best, least = weights, error
    solution = axes @ best
    return solution, y_mean - x_mean @ solution
