"""Experiment → torch module. What a layer kind computes lives in ``engine/layers``."""

from __future__ import annotations

import torch
from torch import nn

from workbench.core.experiment import Experiment
from workbench.core.layers.ends import DEVIATION_FLOOR, Output
from workbench.core.layers.stack import stack_of
from workbench.core.settings.training_spec import MEDIAN
from workbench.engine.layers import build
from workbench.engine.layers.feedforward import DenseLayer
from workbench.engine.layers.steps import MaskingLayer
from workbench.engine.machine.chance import Chance
from workbench.engine.recurrent import Recurrent, States
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
        self.rows = stack.active_rows
        self.layers = nn.ModuleDict({row.name: build(row.spec, row.given, self.chance) for row in self.rows})
        self.output = OutputLayer(stack.output, self.chance)
        self.window_nodes = WindowNodes(experiment)
        training = experiment.training
        self.gives_deviation = training.loss == "gaussian_nll"
        self.gives_quantiles = training.loss == "quantile"
        self.point_at = training.quantiles.index(MEDIAN) if self.gives_quantiles else 0
        for module in self.modules():
            if hasattr(module, "bptt_steps"):
                module.bptt_steps = experiment.training.bptt_steps  # type: ignore[assignment]  # not a tensor

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Forecast: (B, T, F) to (B, H, K)."""
        return self.point_of(self.distribution(x))

    def point_of(self, distribution: torch.Tensor) -> torch.Tensor:
        """Take the one value that is forecast, (B, H, K), out of a distribution (B, H, K, P)."""
        return self._in_order(distribution)[..., self.point_at]

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
        return self._end(self._run_layers(x)[0], taken)

    def run_with_states(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, States]]:
        """Give the forecast and, for each layer with ``return_state``, its last states, (B, u) each."""
        x, taken = self.window_nodes(x)
        x, states = self._run_layers(x)
        asked = {row.name: states[row.name] for row in self.rows if row.spec.state_shapes(row.given)}
        return self.point_of(self._end(x, taken)), asked

    @property
    def is_stateful(self) -> bool:
        """Whether a window begins with the state that the window before it ended with."""
        return any(isinstance(layer, Recurrent) and layer.spec.stateful for layer in self.layers.values())

    def reset_states(self) -> None:
        """Let every stateful layer start its next window from zeros."""
        for layer in self.layers.values():
            if isinstance(layer, Recurrent):
                layer.reset_states()

    def _run_layers(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, States]]:
        """Run all layers but the output, and give the last states of each recurrent one.

        The mask of steps goes on as in Keras: untouched, even behind a layer that turns the steps round.
        """
        step_mask: torch.Tensor | None = None
        states: dict[str, States] = {}
        for row in self.rows:
            layer = self.layers[row.name]
            if isinstance(layer, Recurrent):
                source = layer.spec.initial_state
                x, states[row.name] = layer.run(x, None if source is None else states[source], step_mask)
            elif isinstance(layer, MaskingLayer):
                x, step_mask = layer.run(x)
            else:
                x = layer(x)
            if not row.spec.passes_mask:
                step_mask = None
        return x, states

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


class OutputLayer(DenseLayer):
    """The last layer: (B, C), or (B, H, C) where it works at each step, to (B, H, K, P)."""

    def __init__(self, output: Output, chance: Chance) -> None:
        super().__init__(output.given.channels, output.dense_units, "linear", chance)
        self.shape = (output.horizon, output.targets, output.values)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C) or (B, H, C) to (B, H, K, P)."""
        return super().forward(x).reshape(-1, *self.shape)
