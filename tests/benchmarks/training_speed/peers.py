"""Other libraries on the same workload, each as its own documentation trains it.

Nothing of theirs is imported before it is asked for: they exclude each other in one process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from typing import Any

from tests.benchmarks.training_speed.sampling import Epoch, Variant
from tests.benchmarks.training_speed.workloads import (
    HORIZON,
    LEARNING_RATE,
    Convention,
    Workload,
    arrays,
    training_values,
)


@dataclass(frozen=True)
class Peer:
    """A library that can train a workload.

    Attributes:
        packages: that must be installed; the names are those of the modules.
        counts: whose convention its parameters are counted in.
        start: makes the variant of a workload on so many windows.
        adapt: gives the nearest workload that the library can express, or None.
        environment: that must be set before the process starts.
    """

    name: str
    packages: tuple[str, ...]
    counts: Convention
    start: Callable[[Workload, int], Variant]
    adapt: Callable[[Workload], Workload | None] = lambda workload: workload
    environment: dict[str, str] = field(default_factory=dict)

    def missing(self) -> tuple[str, ...]:
        """Name the packages that are not installed."""
        return tuple(package for package in self.packages if find_spec(package) is None)


def _keras(name: str) -> Callable[[Workload, int], Variant]:
    def start(workload: Workload, windows: int) -> Variant:
        import keras

        kind = {"lstm": keras.layers.LSTM, "gru": keras.layers.GRU, "rnn": keras.layers.SimpleRNN}[workload.kind]
        model = keras.Sequential([keras.Input((workload.timesteps, 1))])
        for at, units in enumerate(workload.units, start=1):
            layer = kind(units, return_sequences=at < len(workload.units))
            model.add(keras.layers.Bidirectional(layer) if workload.bidirectional else layer)
            if workload.dropouts and workload.dropouts[at - 1]:
                model.add(keras.layers.Dropout(workload.dropouts[at - 1]))
        model.add(keras.layers.Dense(HORIZON))
        model.compile(loss="mse", optimizer=keras.optimizers.Adam(LEARNING_RATE))
        x, y = arrays(workload, windows)
        clock = _clock(keras.callbacks.Callback, "on_epoch_begin", "on_epoch_end")

        def epoch() -> Epoch:
            history = model.fit(x, y, batch_size=workload.batch, epochs=1, verbose=0, callbacks=[clock])
            return Epoch(clock.seconds, float(history.history["loss"][-1]))

        return Variant(name, model.count_params(), epoch)

    return start


def _lightning(workload: Workload, windows: int) -> Variant:
    import lightning
    import torch
    from torch.utils.data import DataLoader, TensorDataset

    from tests.benchmarks.training_speed.bare import BareNetwork

    class Learner(lightning.LightningModule):
        def __init__(self) -> None:
            super().__init__()
            self.network = BareNetwork(workload)

        def training_step(self, batch: list[torch.Tensor], index: int) -> torch.Tensor:
            x, y = batch
            loss = torch.nn.functional.mse_loss(self.network(x), y)
            self.log("loss", loss, on_epoch=True, on_step=False)
            return loss

        def configure_optimizers(self) -> torch.optim.Optimizer:
            return torch.optim.Adam(self.parameters(), lr=LEARNING_RATE)

    learner = Learner()
    x, y = (torch.from_numpy(values) for values in arrays(workload, windows))
    batches = DataLoader(TensorDataset(x, y), batch_size=workload.batch, shuffle=True)
    clock = _clock(lightning.Callback, "on_train_epoch_start", "on_train_epoch_end")

    def epoch() -> Epoch:
        trainer = lightning.Trainer(callbacks=[clock], max_epochs=1, **_QUIET_TRAINER)
        trainer.fit(learner, batches)
        return Epoch(clock.seconds, float(trainer.callback_metrics["loss"]))

    return Variant("Lightning", learner.network.parameter_count, epoch)


def _skorch(workload: Workload, windows: int) -> Variant:
    import torch
    from skorch import NeuralNetRegressor

    from tests.benchmarks.training_speed.bare import BareNetwork

    x, y = arrays(workload, windows)
    learner = NeuralNetRegressor(
        BareNetwork(workload),
        max_epochs=1,
        batch_size=workload.batch,
        lr=LEARNING_RATE,
        optimizer=torch.optim.Adam,
        iterator_train__shuffle=True,
        train_split=None,
        verbose=0,
    )
    learner.initialize()

    def epoch() -> Epoch:
        learner.partial_fit(x, y)
        last = learner.history[-1]
        return Epoch(last["dur"], last["train_loss"])

    return Variant("skorch", learner.module_.parameter_count, epoch)


def _darts(workload: Workload, windows: int) -> Variant:
    import pytorch_lightning
    from darts import TimeSeries
    from darts.models import BlockRNNModel

    clock = _clock(pytorch_lightning.Callback, "on_train_epoch_start", "on_train_epoch_end")
    model = BlockRNNModel(
        model={"lstm": "LSTM", "gru": "GRU", "rnn": "RNN"}[workload.kind],
        hidden_dim=workload.units[0],
        n_rnn_layers=len(workload.units),
        dropout=max(workload.dropouts, default=0.0),
        input_chunk_length=workload.timesteps,
        output_chunk_length=HORIZON,
        batch_size=workload.batch,
        optimizer_kwargs={"lr": LEARNING_RATE},
        pl_trainer_kwargs={"callbacks": [clock], **_QUIET_TRAINER},
    )
    series = TimeSeries.from_values(training_values(workload, windows))

    def epoch() -> Epoch:
        model.fit(series, epochs=1)
        return Epoch(clock.seconds, float(model.trainer.callback_metrics["train_loss"]))

    trained = [epoch()]  # the network is made by the first call, and cannot be counted before it
    parameters = sum(parameter.numel() for parameter in model.model.parameters())
    return Variant("Darts", parameters, lambda: trained.pop() if trained else epoch())


def _as_darts_stacks(workload: Workload) -> Workload | None:
    """Layers of one size, one direction each, dropout between all of them, and one ``Dense(1)`` for every step."""
    if workload.bidirectional:
        return None
    layers, rate = len(workload.units), max(workload.dropouts, default=0.0)
    dropouts = (*(rate,) * (layers - 1), 0.0)
    return replace(workload, units=(workload.units[0],) * layers, dropouts=dropouts, head_per_step=True)


def _clock(base: type, begin: str, end: str) -> Any:
    """Make a callback of a library that times what lies between two of its events, in ``seconds``."""

    def start(self: Any, *_args: object, **_kwargs: object) -> None:
        self.began = time.perf_counter()

    def stop(self: Any, *_args: object, **_kwargs: object) -> None:
        self.seconds = time.perf_counter() - self.began

    return type("EpochClock", (base,), {begin: start, end: stop})()


_QUIET_TRAINER: dict[str, Any] = {
    "accelerator": "cpu",
    "logger": False,
    "enable_checkpointing": False,
    "enable_progress_bar": False,
    "enable_model_summary": False,
}

PEERS = {
    "keras-jax": Peer(
        "Keras on JAX", ("keras", "jax"), "Keras", _keras("Keras on JAX"), environment={"KERAS_BACKEND": "jax"}
    ),
    "keras-tensorflow": Peer(
        "Keras on TensorFlow",
        ("keras", "tensorflow"),
        "Keras",
        _keras("Keras on TensorFlow"),
        environment={"KERAS_BACKEND": "tensorflow", "TF_CPP_MIN_LOG_LEVEL": "3"},
    ),
    "keras-torch": Peer(
        "Keras on torch", ("keras", "torch"), "Keras", _keras("Keras on torch"), environment={"KERAS_BACKEND": "torch"}
    ),
    "lightning": Peer("Lightning", ("lightning",), "torch", _lightning),
    "skorch": Peer("skorch", ("skorch",), "torch", _skorch),
    "darts": Peer("Darts", ("darts", "pytorch_lightning"), "torch", _darts, adapt=_as_darts_stacks),
}
