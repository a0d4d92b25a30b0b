"""What is trained: small and large networks on one made series, the same for everybody."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from workbench.core.experiment import DataSpec, Experiment, SampleSource, WindowSpec
from workbench.core.layers import GRU, LSTM, AnyLayer, Dropout, SimpleRNN
from workbench.core.series import Series

HORIZON = 10
LEARNING_RATE = 1e-3
SEED = 7

_TRAIN_SHARE = WindowSpec().train_share
_BARE_ENDS = {"normalisation": "none", "season": None}  # of the window settings that put nodes around the layers
_GATES = {"lstm": 4, "gru": 3, "rnn": 1}
_TITLES = {"lstm": "LSTM", "gru": "GRU", "rnn": "SimpleRNN"}

Convention = Literal["Keras", "torch"]


@dataclass(frozen=True)
class Workload:
    """A stack of recurrent layers of one kind, ending in ``Dense(10)``; one column, squared error, Adam.

    Attributes:
        units: of each recurrent layer; all but the last one give sequences.
        dropouts: rate after each recurrent layer, 0 for none.
        head_per_step: ends in ``Dense(1)`` at each of the last ten steps instead; for a peer that has no other end.
        timed_share: share of the windows that an epoch is timed on; seconds are scaled to all of them.
        to_reach: an epoch's seconds in the engine over those of the bare torch loop, at most.
    """

    name: str
    kind: Literal["lstm", "gru", "rnn"]
    units: tuple[int, ...]
    to_reach: float
    timesteps: int = 30
    batch: int = 200
    dropouts: tuple[float, ...] = ()
    bidirectional: bool = False
    head_per_step: bool = False
    timed_share: float = 1.0

    @property
    def title(self) -> str:
        """The layers, the timesteps and the batch in a line."""
        return f"{self.layers}; {self.timesteps} timesteps, batch {self.batch}"

    @property
    def layers(self) -> str:
        """The layers from first to last."""
        rates = self.dropouts or (0.0,) * len(self.units)
        parts = []
        for units, rate in zip(self.units, rates, strict=True):
            layer = f"{_TITLES[self.kind]} {units}"
            parts.append(f"Bidirectional {layer}" if self.bidirectional else layer)
            if rate:
                parts.append(f"Dropout {rate:g}")
        parts.append(f"Dense 1 at each of the last {HORIZON} steps" if self.head_per_step else f"Dense {HORIZON}")
        return ", ".join(parts)

    def timed(self, windows: int) -> int:
        """How many of ``windows`` an epoch is timed on: whole batches, where it is not all of them."""
        if self.timed_share == 1:
            return windows
        return min(windows, max(1, round(windows * self.timed_share / self.batch)) * self.batch)

    def parameters(self, convention: Convention) -> int:
        """Count the trained numbers: Keras has one bias per gate, torch two, and both have two in a GRU."""
        biases = 2 if convention == "torch" or self.kind == "gru" else 1
        directions = 2 if self.bidirectional else 1
        count, inputs = 0, 1
        for units in self.units:
            count += directions * _GATES[self.kind] * units * (inputs + units + biases)
            inputs = directions * units
        return count + (1 if self.head_per_step else HORIZON) * (inputs + 1)


WORKLOADS = {
    workload.name: workload
    for workload in (
        Workload("lstm32", "lstm", (32,), to_reach=0.60, batch=32),
        Workload("rnn64", "rnn", (64,), to_reach=0.45),
        Workload("gru64", "gru", (64,), to_reach=0.45),
        Workload("bilstm64", "lstm", (64,), to_reach=0.65, bidirectional=True),
        Workload("ref30", "lstm", (128, 128, 64), to_reach=0.65, dropouts=(0.5, 0.0, 0.0), timed_share=0.4),
        Workload(
            "ref100",
            "lstm",
            (128, 128, 64),
            to_reach=0.65,
            dropouts=(0.5, 0.0, 0.0),
            timesteps=100,
            timed_share=0.2,
        ),
    )
}


def noisy_sine(steps: int) -> NDArray[np.float32]:
    """Give (S,) a sine of period 50 and amplitude 1 and noise of deviation 0.1; a longer one begins like a shorter."""
    noise = np.random.default_rng(SEED).standard_normal(steps)
    return (np.sin(2 * math.pi * np.arange(steps) / 50) + 0.1 * noise).astype(np.float32)


def training_values(workload: Workload, windows: int) -> NDArray[np.float32]:
    """Give the (S,) values that hold ``windows`` windows and their futures, and not one more."""
    return noisy_sine(windows + workload.timesteps + HORIZON - 1)


def arrays(workload: Workload, windows: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give all windows copied out in memory: x (N, T, 1) and y (N, H)."""
    every = sliding_window_view(training_values(workload, windows), workload.timesteps + HORIZON)
    x, y = every[:, : workload.timesteps, None], every[:, workload.timesteps :]
    return np.ascontiguousarray(x), np.ascontiguousarray(y)


def series_of(workload: Workload, windows: int) -> Series:
    """Give a series whose training part holds exactly ``windows`` windows, and the usual other parts behind it."""
    train = len(training_values(workload, windows))
    values = noisy_sine(round(train / _TRAIN_SHARE))
    return Series("noisy sine", ("value",), values.astype(np.float64)[:, None])


def experiment_of(workload: Workload) -> Experiment:
    """Give the experiment that trains what a bare loop trains: nothing scaled, clipped, stopped or normalised."""
    bare_ends = {name: value for name, value in _BARE_ENDS.items() if name in WindowSpec.model_fields}
    data = DataSpec(source=SampleSource(name="noisy-sine"), targets=("value",), inputs=("value",))
    return (
        Experiment(data=data, layers=tuple(_layers(workload)))
        .with_settings("windows", timesteps=workload.timesteps, horizon=HORIZON, scaler="none", **bare_ends)
        .with_settings("training", loss="mse", optimizer="adam", learning_rate=LEARNING_RATE, batch_size=workload.batch)
        .with_settings("training", epochs=100_000, patience=None, clip_norm=None, seed=SEED, device="cpu")
    )


def _layers(workload: Workload) -> list[AnyLayer]:
    kind = {"lstm": LSTM, "gru": GRU, "rnn": SimpleRNN}[workload.kind]
    layers: list[AnyLayer] = []
    for at, units in enumerate(workload.units, start=1):
        is_last = at == len(workload.units)
        layers.append(kind(units=units, bidirectional=workload.bidirectional, return_sequences=not is_last))
        if workload.dropouts and workload.dropouts[at - 1]:
            layers.append(Dropout(rate=workload.dropouts[at - 1]))
    return layers
