"""Experiment → torch module. A layer kind's builder is registered here."""

from __future__ import annotations

from functools import singledispatch

import torch
from torch import nn

from workbench.core import layers
from workbench.core.experiment import MEDIAN, Experiment
from workbench.core.layers import LayerSpec, Shape
from workbench.core.layers.ends import DEVIATION_FLOOR, Output
from workbench.core.layers.stack import stack_of
from workbench.engine.activations import ACTIVATIONS
from workbench.engine.chance import Chance
from workbench.engine.recurrent import Cell, GRUCell, LSTMCell, Recurrent, SimpleRNNCell
from workbench.engine.window_nodes import Taken, WindowNodes


class Network(nn.Module):
    """The layers of an experiment that are switched on, between the window nodes, and the output.

    Reads (B, T, F) scaled features, gives (B, H, K) scaled targets. Where the loss asks for a
    distribution it gives P values for each of them: the quantiles of the experiment's levels, or
    mean and deviation.
    """

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        stack = stack_of(experiment)
        self.experiment = experiment
        self.chance = Chance(experiment.training.seed)
        self.layers = nn.ModuleDict({row.name: build(row.spec, row.given, self.chance) for row in stack.active_rows})
        self.output = OutputLayer(stack.output, self.chance)
        self.window_nodes = WindowNodes(experiment)
        training = experiment.training
        self.gives_deviation = training.loss == "gaussian_nll"
        self.gives_quantiles = training.loss == "quantile"
        self.point_at = training.quantiles.index(MEDIAN) if self.gives_quantiles else 0

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Forecast: (B, T, F) to (B, H, K)."""
        return self.forecast(x)[..., self.point_at]

    def forecast(self, x: torch.Tensor) -> torch.Tensor:
        """Give (B, H, K, P) as it is handed out: as ``distribution``, with the quantiles in rising order.

        Nothing keeps the outputs of a network from crossing. In order they are a distribution again, and
        never further from the true one than before.

        Source: Chernozhukov, Fernández-Val & Galichon 2010, doi:10.3982/ECTA7880.
        """
        return self._in_order(self.distribution(x))

    def distribution(self, x: torch.Tensor) -> torch.Tensor:
        """Give what the loss reads: (B, T, F) to (B, H, K, P)."""
        x, taken = self.window_nodes(x)
        for layer in self.layers.values():
            x = layer(x)
        return self._end(x, taken)

    def run_with_states(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, tuple[torch.Tensor, ...]]]:
        """Give the forecast and, for each layer with ``return_state``, its last states, (B, u) each."""
        x, taken = self.window_nodes(x)
        states: dict[str, tuple[torch.Tensor, ...]] = {}
        for name, layer in self.layers.items():
            if isinstance(layer, Recurrent):
                x, last = layer.run(x)
                if layer.spec.return_state:
                    states[name] = last
            else:
                x = layer(x)
        return self._in_order(self._end(x, taken))[..., self.point_at], states

    def _end(self, x: torch.Tensor, taken: Taken) -> torch.Tensor:
        """(B, C) or (B, H, C) after the last layer, to (B, H, K, P)."""
        values = self.output(x)
        if self.gives_deviation:
            mean, raw = values.unbind(-1)
            values = torch.stack([mean, nn.functional.softplus(raw) + DEVIATION_FLOOR], dim=-1)
        return taken.give_back(values, deviations=int(self.gives_deviation))

    def _in_order(self, values: torch.Tensor) -> torch.Tensor:
        return values.sort(dim=-1).values if self.gives_quantiles else values

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
    """The last layer: (B, C), or (B, H, C) where it works at each step, to (B, H, K, P)."""

    def __init__(self, output: Output, chance: Chance) -> None:
        super().__init__(output.given.channels, output.dense_units, "linear", chance)
        self.shape = (output.horizon, output.targets, output.values)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C) or (B, H, C) to (B, H, K, P)."""
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


class RepeatLayer(nn.Module):
    """The same vector at each of ``n`` steps."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n = n

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C) to (B, n, C)."""
        return x[:, None].expand(-1, self.n, -1)


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


@build.register
def _(spec: layers.RepeatVector, given: Shape, chance: Chance) -> nn.Module:
    return RepeatLayer(spec.n)


def _recurrent(cell: type[Cell], spec: layers.RecurrentSpec, given: Shape, chance: Chance) -> Recurrent:
    return Recurrent(lambda: cell(given.channels, spec.units, spec.activation, chance), spec, chance)
