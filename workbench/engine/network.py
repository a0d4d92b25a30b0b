"""Experiment → torch module. A layer kind's builder is registered here."""

from __future__ import annotations

from functools import singledispatch

import torch
from torch import nn

from workbench.core import layers
from workbench.core.experiment import Experiment
from workbench.core.layers import LayerSpec, Shape
from workbench.core.layers.stack import Output, stack_of
from workbench.engine.activations import ACTIVATIONS
from workbench.engine.chance import Chance
from workbench.engine.recurrent import Cell, GRUCell, LSTMCell, Recurrent, SimpleRNNCell


class Network(nn.Module):
    """The layers of an experiment that are switched on, and the output.

    Reads (B, T, F) scaled features, gives (B, H, K) scaled targets.
    """

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        stack = stack_of(experiment)
        self.experiment = experiment
        self.chance = Chance(experiment.training.seed)
        self.layers = nn.ModuleDict({row.name: build(row.spec, row.given, self.chance) for row in stack.active_rows})
        self.output = OutputLayer(stack.output, self.chance)
        for module in self.modules():
            if hasattr(module, "bptt_steps"):
                module.bptt_steps = experiment.training.bptt_steps  # type: ignore[assignment]  # not a tensor

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, T, F) to (B, H, K)."""
        for layer in self.layers.values():
            x = layer(x)
        out: torch.Tensor = self.output(x)
        return out

    def run_with_states(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, tuple[torch.Tensor, ...]]]:
        """Give the output and, for each layer with ``return_state``, its last states, (B, u) each."""
        states: dict[str, tuple[torch.Tensor, ...]] = {}
        for name, layer in self.layers.items():
            if isinstance(layer, Recurrent):
                x, last = layer.run(x)
                if layer.spec.return_state:
                    states[name] = last
            else:
                x = layer(x)
        return self.output(x), states

    @property
    def parameter_count(self) -> int:
        """All trained numbers."""
        return sum(parameter.numel() for parameter in self.parameters())


class DenseLayer(nn.Module):
    """y = activation(W x + b), at every step alike; glorot uniform W and zero b as in Keras."""

    def __init__(self, inputs: int, units: int, activation: layers.activations.Activation, chance: Chance) -> None:
        super().__init__()
        limit = (6.0 / (inputs + units)) ** 0.5
        generator = chance.on(torch.device("cpu"))
        self.kernel = nn.Parameter(torch.empty(units, inputs).uniform_(-limit, limit, generator=generator))
        self.bias = nn.Parameter(torch.zeros(units))
        self.activation = ACTIVATIONS[activation]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, ..., inputs) to (B, ..., units)."""
        return self.activation(nn.functional.linear(x, self.kernel, self.bias))


class OutputLayer(DenseLayer):
    """The last layer: (B, C) to (B, H, K)."""

    def __init__(self, output: Output, chance: Chance) -> None:
        super().__init__(output.given.channels, output.units, "linear", chance)
        self.shape = (output.horizon, output.targets)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C) to (B, H, K)."""
        return super().forward(x).reshape(-1, *self.shape)


class DropoutLayer(nn.Module):
    """Zeroes a share of the values while training; its masks come from the run's own chance."""

    def __init__(self, rate: float, chance: Chance) -> None:
        super().__init__()
        self.rate = rate
        self.chance = chance

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Any shape to the same."""
        if not self.training or self.rate == 0:
            return x
        return x * self.chance.mask(x, tuple(x.shape), self.rate)


@singledispatch
def build(spec: LayerSpec, given: Shape, chance: Chance) -> nn.Module:
    """Make the module of a layer spec, for the shape ``given`` before it."""
    raise NotImplementedError(f"no builder for the layer kind {spec.kind}")


@build.register
def _(spec: layers.LSTM, given: Shape, chance: Chance) -> nn.Module:
    return _recurrent(LSTMCell, spec, given, chance)


@build.register
def _(spec: layers.GRU, given: Shape, chance: Chance) -> nn.Module:
    return _recurrent(GRUCell, spec, given, chance)


@build.register
def _(spec: layers.SimpleRNN, given: Shape, chance: Chance) -> nn.Module:
    return _recurrent(SimpleRNNCell, spec, given, chance)


@build.register
def _(spec: layers.Dense, given: Shape, chance: Chance) -> nn.Module:
    return DenseLayer(given.channels, spec.units, spec.activation, chance)


@build.register
def _(spec: layers.Dropout, given: Shape, chance: Chance) -> nn.Module:
    return DropoutLayer(spec.rate, chance)


def _recurrent(cell: type[Cell], spec: layers.RecurrentSpec, given: Shape, chance: Chance) -> Recurrent:
    return Recurrent(lambda: cell(given.channels, spec.units, spec.activation, chance), spec, chance)
