"""What a trained network looks at: how much worse it forecasts when an input, or some lags of it, say nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import DataError, SettingsError
from workbench.core.preparing.channels import Channel, channels_of
from workbench.core.preparing.prepared import Prepared
from workbench.core.preparing.windows import Windows
from workbench.core.stopping import StopToken
from workbench.core.text import text
from workbench.engine.forecasting.prediction import Seen, forecast_windows
from workbench.engine.network import Network

Array = NDArray[np.float64]
Disturbance = Literal["permutation", "occlusion"]
OpenPart = Literal["validation", "train"]  # never the test part: whoever leaves an input out for it has used it

MOST_REPEATS, MOST_SAMPLES, MOST_BLOCKS = 1_000, 100_000, 1_000


@dataclass(frozen=True)
class ImportanceChoice:
    """How importance is measured.

    Attributes:
        method: ``permutation`` shows the network the past of another sample in the place of an input's own, whole, so
            that it stays a past that can be; ``occlusion`` shows the mean of the window in its place.
        part: whose samples.
        repeats: with permutation, how often others are drawn; occlusion has no chance.
        samples: at most so many are looked at, spread evenly over the part.
        blocks: at most so many stretches of lags are told apart; each is as long as the others.
        seed: of the drawing.

    Raises:
        SettingsError: a number is out of its bounds.
    """

    method: Disturbance = "permutation"
    part: OpenPart = "validation"
    repeats: int = 5
    samples: int = 512
    blocks: int = 24
    seed: int = 0

    def __post_init__(self) -> None:
        bounds = (
            (self.repeats, 1, MOST_REPEATS, text("repeats")),
            (self.samples, 2, MOST_SAMPLES, text("samples")),
            (self.blocks, 1, MOST_BLOCKS, text("stretches of lags")),
        )
        for given, low, high, what in bounds:
            if not low <= given <= high:
                raise SettingsError(
                    text("Importance needs from {low} to {high} {what}, not {given}.",
                         low=low, high=f"{high:,}", what=what, given=given),
                    hint=text("Ask for another number."),
                )  # fmt: skip

    @property
    def rounds(self) -> int:
        """How often each input is disturbed: R."""
        return self.repeats if self.method == "permutation" else 1


@dataclass(frozen=True, eq=False)
class Importance:
    """How much each input matters, in the units of each of K targets.

    Attributes:
        choice: how it was measured.
        channels: the C inputs.
        lags: the B stretches of lags; lag 1 is the last step of a window.
        error: (K,) mean absolute error with nothing disturbed.
        by_column: (C, R, K) by how much the error rises with an input disturbed; NaN where that is not measured yet.
        by_lag: (C, B, R, K) the same with one stretch of its lags disturbed.
        samples: that were looked at.
    """

    choice: ImportanceChoice
    channels: tuple[Channel, ...]
    lags: tuple[range, ...]
    error: Array
    by_column: Array
    by_lag: Array
    samples: int

    def ranked(self, target: int) -> list[int]:
        """Give the inputs that are measured, the one that matters most first."""
        means = self.by_column[..., target].mean(axis=1)
        return [at for at in np.argsort(-means, kind="stable").tolist() if np.isfinite(means[at])]

    def by_importance(self) -> list[int]:
        """Give every input, the one that matters most over all targets first: each counts by its own error."""
        relative = self.by_column.mean(axis=1) / np.where(self.error > 0, self.error, 1.0)
        order: list[int] = np.argsort(-relative.mean(axis=1), kind="stable").tolist()
        return order

    @property
    def share(self) -> float:
        """How much of it is measured, from 0 to 1."""
        known = np.isfinite(self.by_column).sum() + np.isfinite(self.by_lag).sum()
        return float(known / (self.by_column.size + self.by_lag.size))


@dataclass(frozen=True, eq=False)
class ImportanceSoFar:
    """One more input, or one more stretch of its lags, is measured.

    Attributes:
        importance: a copy; what comes later does not change it.
    """

    importance: Importance


@dataclass(frozen=True, eq=False)
class ImportanceMeasured:
    """The last event.

    Attributes:
        importance: as far as it came.
        is_whole: whether nobody has stopped it.
    """

    importance: Importance
    is_whole: bool


ImportanceEvent = ImportanceSoFar | ImportanceMeasured


def measure_importance(
    network: Network, prepared: Prepared, choice: ImportanceChoice, stop: StopToken
) -> Iterator[ImportanceEvent]:
    """Disturb one input after the other, then the lags of each, those of the most important input first.

    The network is not trained anew: this is what this network looks at, not what could be known from an input. Of two
    inputs that say the same, either may matter little. A stop ends it after the forecasts at hand; what was measured
    is kept.

    Raises:
        DataError: the part has fewer than two samples.
        Discarded: ``stop`` asked for it.

    Source: Breiman 2001, doi:10.1023/A:1010933404324, for permutation; Zeiler & Fergus 2014,
    doi:10.1007/978-3-319-10590-1_53, for occlusion.
    """
    disturbed = _Disturbed(network, prepared, choice, stop)
    found = disturbed.nothing_yet()
    yield ImportanceSoFar(_copied(found))
    for channel in range(len(found.channels)):
        if not disturbed.fill(found.by_column[channel], channel, disturbed.whole):
            yield ImportanceMeasured(_copied(found), is_whole=False)
            return
        yield ImportanceSoFar(_copied(found))
    for channel in found.by_importance():
        for block, lags in enumerate(found.lags):
            if not disturbed.fill(found.by_lag[channel, block], channel, lags):
                yield ImportanceMeasured(_copied(found), is_whole=False)
                return
            yield ImportanceSoFar(_copied(found))
    yield ImportanceMeasured(_copied(found), is_whole=True)


class _Disturbed:
    """The forecasts of some samples of one part, with something in their past that says nothing."""

    def __init__(self, network: Network, prepared: Prepared, choice: ImportanceChoice, stop: StopToken) -> None:
        self.network, self.choice, self.stop = network, choice, stop
        self.windows = _some(prepared.windows[choice.part], choice.samples, in_order=network.is_stateful)
        if len(self.windows) < 2:
            raise DataError(
                text("Importance needs at least 2 samples; the part has {count}.", count=len(self.windows)),
                hint=text("Choose a larger part or shorter windows."),
            )
        self.channels, self.units = channels_of(network.experiment), prepared.target_units
        targets = prepared.series.select(network.experiment.data.targets)
        futures = np.asarray(self.windows.futures, dtype=np.int64)
        self.truth = targets[futures[:, None] + np.arange(self.windows.horizon)]  # (N, H, K)
        self.starts = np.asarray(self.windows.starts, dtype=np.int64)
        chance = np.random.default_rng(choice.seed)
        self.orders = [chance.permutation(len(self.windows)) for _ in range(choice.rounds)]  # the same for every input
        self.whole = range(1, self.windows.timesteps + 1)
        self.undisturbed = self._error(None)

    def nothing_yet(self) -> Importance:
        """Give what is known before anything is disturbed."""
        timesteps, rounds, targets = self.windows.timesteps, self.choice.rounds, len(self.undisturbed)
        size = math.ceil(timesteps / self.choice.blocks)
        lags = tuple(range(first, min(first + size, timesteps + 1)) for first in range(1, timesteps + 1, size))
        by_column = np.full((len(self.channels), rounds, targets), np.nan)
        by_lag = np.full((len(self.channels), len(lags), rounds, targets), np.nan)
        samples = len(self.windows)
        return Importance(self.choice, self.channels, lags, self.undisturbed, by_column, by_lag, samples)

    def fill(self, rises: Array, channel: int, lags: range) -> bool:
        """Put into (R, K) ``rises`` by how much the error rises; give whether nobody has stopped it before the end."""
        features = list(self.channels[channel].features)
        for at in range(len(rises)):
            if self.stop.ending is not None:
                rises[:] = np.nan
                return False
            rises[at] = self._error(self._seen(features, lags, self.orders[at])) - self.undisturbed
        return True

    def _error(self, seen: Seen | None) -> Array:
        """Give the (K,) mean absolute error of what is forecast from ``seen``."""
        forecast = forecast_windows(self.network, self.windows, self.units, self.stop, seen=seen)
        error: Array = np.abs(forecast - self.truth).mean(axis=(0, 1))
        return error

    def _seen(self, features: list[int], lags: range, order: NDArray[np.int64]) -> Seen:
        """Show other values at some lags of some features, and everything else as it is."""
        steps, columns = self.windows.timesteps - np.array(lags), np.array(features)
        place = steps[:, None]  # each of these steps with each of these features

        def occluded(past: NDArray[np.float32], _rows: slice) -> NDArray[np.float32]:
            shown = past.copy()
            shown[:, place, columns] = past[:, :, columns].mean(axis=1, keepdims=True)
            return shown

        def permuted(past: NDArray[np.float32], rows: slice) -> NDArray[np.float32]:
            shown = past.copy()
            others = self.starts[order[rows]][:, None] + steps  # (n, lags) steps of the series
            shown[:, place, columns] = self.windows.features[others[..., None], columns]
            return shown

        return permuted if self.choice.method == "permutation" else occluded


def _some(windows: Windows, most: int, *, in_order: bool) -> Windows:
    """Give at most so many samples, spread evenly; those of a stateful network have to follow on each other."""
    count = len(windows)
    if count <= most:
        return windows
    wanted = np.zeros(count, dtype=bool)
    wanted[np.arange(most) if in_order else np.linspace(0, count - 1, most).astype(int)] = True
    return windows.only(wanted)


def _copied(found: Importance) -> Importance:
    return replace(found, by_column=found.by_column.copy(), by_lag=found.by_lag.copy())
