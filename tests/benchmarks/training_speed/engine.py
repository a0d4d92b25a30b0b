"""The product's own engine on a workload, through the generator that the window and the command line read."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext

import torch
from torch import nn

from tests.benchmarks.training_speed.bare import BareNetwork
from tests.benchmarks.training_speed.sampling import ENGINE, Epoch, Variant
from tests.benchmarks.training_speed.workloads import Workload, experiment_of, series_of
from workbench.core.preparing.prepared import Prepared, prepare
from workbench.core.stopping import StopToken
from workbench.engine.learning.events import EpochDone, TrainingEvent, TrainingStarted
from workbench.engine.machine.devices import choose_device
from workbench.engine.network import Network
from workbench.engine.recurrent import Cell, Recurrent, paths
from workbench.engine.samples import DeviceWindows
from workbench.engine.training import train

Kernels = Callable[[], AbstractContextManager[object]]


def kernels() -> dict[str, Kernels]:
    """Name the ways in which the engine can run its recurrent layers, each with what makes it do so.

    The first one is what a user gets. Each one becomes a variant of its own.
    """
    return {ENGINE: nullcontext, f"{ENGINE}, torch's kernels": lambda: paths.only("torch", "reference")}


class EngineTraining:
    """One run of ``train()``, an epoch at a time; between its epochs, others have their own torch threads.

    Attributes:
        threads: that work at once, as the run itself tells: torch's, or those of the compiled layers.
    """

    def __init__(self, workload: Workload, windows: int, *, name: str = ENGINE, within: Kernels = nullcontext) -> None:
        self.name, self.within, self.batch = name, within, workload.batch
        self.series, self.experiment = series_of(workload, windows), experiment_of(workload)
        self._torch_threads = torch.get_num_threads()
        self.learning_s: list[float] = []
        self.whole_s: list[float] = []
        with self._running():
            self.prepared, self.network, self.events, self.threads = self._begun()
        self.windows = len(self.prepared.windows["train"])
        assert self.windows == windows, f"{self.windows} windows are learnt from, not {windows}"

    def epoch(self) -> Epoch:
        """Train for one epoch; its seconds are those of learning, without the validation."""
        with self._running():
            done = next(event for event in self.events if isinstance(event, EpochDone))
        self.learning_s.append(self.windows / done.windows_per_second)
        self.whole_s.append(done.seconds)
        return Epoch(self.learning_s[-1], done.train_loss)

    @property
    def variant(self) -> Variant:
        return Variant(self.name, self.network.parameter_count, self.epoch)

    def besides_learning(self) -> dict[str, float]:
        """Give the seconds of a whole epoch, and of what is not learning in it.

        Preparing is all from the series to the first batch, once a run. Gathering is part of the learning,
        and is measured once more by itself. What follows the learning in an epoch counts as validation: the
        loss, the forecast that the plot shows, the best weights.
        """
        after = [whole - learning for whole, learning in zip(self.whole_s, self.learning_s, strict=True)]
        with self._running():
            preparing, gathering = ([timed() for _ in range(5)] for timed in (self._preparing_s, self._gathering_s))
        return {
            "epoch": statistics.median(self.whole_s[1:] or self.whole_s),  # the first one is the warm-up
            "preparing": statistics.median(preparing),
            "gathering": statistics.median(gathering),
            "validation": statistics.median(after[1:] or after),
        }

    def close(self) -> None:
        """End the run."""
        with self._running():
            self.events.close()

    @contextmanager
    def _running(self) -> Iterator[None]:
        others = torch.get_num_threads()
        torch.set_num_threads(self._torch_threads)
        try:
            with self.within():
                yield
        finally:
            self._torch_threads = torch.get_num_threads()
            torch.set_num_threads(others)

    def _begun(self) -> tuple[Prepared, Network, Generator[TrainingEvent, None, None], int]:
        prepared = prepare(self.series, self.experiment)
        network = Network(self.experiment)
        events = train(network, prepared, device=choose_device("cpu"), stop=StopToken())
        assert isinstance(events, Generator)  # it can be closed before its end
        started = next(event for event in events if isinstance(event, TrainingStarted))
        return prepared, network, events, started.threads

    def _preparing_s(self) -> float:
        began = time.perf_counter()
        _, _, events, _ = self._begun()
        seconds = time.perf_counter() - began
        events.close()
        return seconds

    def _gathering_s(self) -> float:
        train = self.prepared.windows["train"]
        samples = DeviceWindows(torch.from_numpy(train.features), torch.from_numpy(train.targets), train)
        began = time.perf_counter()
        for index in torch.randperm(len(samples)).split(self.batch):
            samples.take(index)
        return time.perf_counter() - began


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
