"""The product's own engine on a workload, through the generator that the window and the command line read."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext

import torch
from torch import nn

from tests.benchmarks.training_speed.bare import BareNetwork
from tests.benchmarks.training_speed.sampling import Epoch, Variant
from tests.benchmarks.training_speed.workloads import Workload, experiment_of, series_of
from workbench.core.prepared import Prepared, prepare
from workbench.core.stopping import StopToken
from workbench.engine.devices import Device
from workbench.engine.events import EpochDone, TrainingEvent
from workbench.engine.network import Network
from workbench.engine.recurrent import Cell, Recurrent
from workbench.engine.samples import DeviceWindows
from workbench.engine.training import train

ENGINE = "engine"

Kernels = Callable[[], AbstractContextManager[object]]


def kernels() -> dict[str, Kernels]:
    """Name the ways in which the engine can run its recurrent layers, each with what makes it do so.

    The first one is what a user gets. Each one becomes a variant of its own.
    """
    return {ENGINE: nullcontext}


class EngineTraining:
    """One run of ``train()``, an epoch at a time.

    Attributes:
        preparing_s: from the series to the first batch.
    """

    def __init__(self, workload: Workload, windows: int, *, name: str = ENGINE, within: Kernels = nullcontext) -> None:
        series, experiment = series_of(workload, windows), experiment_of(workload)
        self.name, self.within, self.workload = name, within, workload
        began = time.perf_counter()
        with self.within():
            self.prepared: Prepared = prepare(series, experiment)
            self.network = Network(experiment)
            device = Device("cpu", True, "the benchmark's")
            self.events: Iterator[TrainingEvent] = train(self.network, self.prepared, device=device, stop=StopToken())
            next(self.events)
        self.preparing_s = time.perf_counter() - began
        self.windows = len(self.prepared.windows["train"])
        assert self.windows == windows, f"{self.windows} windows are learnt from, not {windows}"
        self.threads = torch.get_num_threads()
        self.learning_s: list[float] = []
        self.whole_s: list[float] = []

    def epoch(self) -> Epoch:
        """Train for one epoch, with as many threads as the engine had chosen."""
        torch.set_num_threads(self.threads)
        with self.within():
            done = next(event for event in self.events if isinstance(event, EpochDone))
        self.threads = torch.get_num_threads()
        self.learning_s.append(self.windows / done.windows_per_second)
        self.whole_s.append(done.seconds)
        return Epoch(self.learning_s[-1], done.train_loss)

    @property
    def variant(self) -> Variant:
        return Variant(self.name, self.network.parameter_count, self.epoch)

    def besides_learning(self) -> dict[str, float]:
        """Give the seconds of a whole epoch and of what is not learning: preparing, gathering and validation.

        Gathering is part of the learning, and is measured once more by itself. What follows the learning
        in an epoch counts as validation: the loss, the forecast that the plot shows, the best weights.
        """
        after = [whole - learning for whole, learning in zip(self.whole_s, self.learning_s, strict=True)]
        torch.set_num_threads(self.threads)
        return {
            "epoch": statistics.median(self.whole_s[1:] or self.whole_s),  # the first one is the warm-up
            "preparing": self.preparing_s,
            "gathering": statistics.median(self._gathering_s() for _ in range(3)),
            "validation": statistics.median(after[1:] or after),
        }

    def _gathering_s(self) -> float:
        train = self.prepared.windows["train"]
        samples = DeviceWindows(torch.from_numpy(train.features), torch.from_numpy(train.targets), train)
        began = time.perf_counter()
        for index in torch.randperm(len(samples)).split(self.workload.batch):
            samples.take(index)
        return time.perf_counter() - began

    def close(self) -> None:
        """End the run."""
        torch.set_num_threads(self.threads)
        self.events.close()


def start_alike(bare: BareNetwork, network: Network) -> None:
    """Give the bare network the engine's first weights, so that both learn alike."""
    layers = [layer for layer in network.layers.values() if isinstance(layer, Recurrent)]
    with torch.no_grad():
        for theirs, ours in zip(bare.recurrent, layers, strict=True):
            _copy(theirs, "", ours.forward_cell)
            if ours.backward_cell is not None:
                _copy(theirs, "_reverse", ours.backward_cell)
        bare.head.weight.copy_(network.output.kernel)
        bare.head.bias.copy_(network.output.bias)


def _copy(theirs: nn.Module, suffix: str, cell: Cell) -> None:
    getattr(theirs, f"weight_ih_l0{suffix}").copy_(cell.kernel)
    getattr(theirs, f"weight_hh_l0{suffix}").copy_(cell.recurrent_kernel)
    input_bias, state_bias = getattr(theirs, f"bias_ih_l0{suffix}"), getattr(theirs, f"bias_hh_l0{suffix}")
    size = len(input_bias)
    input_bias.copy_(cell.bias[:size])
    state_bias.copy_(cell.bias[size:] if len(cell.bias) > size else torch.zeros(size))
