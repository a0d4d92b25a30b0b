"""Experiment → torch module. What a layer kind computes lives in ``engine/layers``."""

from __future__ import annotations

import torch
from torch import nn

from workbench.core.experiment import Experiment
from workbench.core.layers.stack import Output, stack_of
from workbench.engine.chance import Chance
from workbench.engine.layers import build
from workbench.engine.layers.feedforward import DenseLayer
from workbench.engine.layers.steps import MaskingLayer
from workbench.engine.recurrent import Recurrent, States


class Network(nn.Module):
    """The layers of an experiment that are switched on, and the output.

    Reads (B, T, F) scaled features, gives (B, H, K) scaled targets.
    """

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        stack = stack_of(experiment)
        self.experiment = experiment
        self.chance = Chance(experiment.training.seed)
        self.rows = stack.active_rows
        self.layers = nn.ModuleDict({row.name: build(row.spec, row.given, self.chance) for row in self.rows})
        self.output = OutputLayer(stack.output, self.chance)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, T, F) to (B, H, K)."""
        out: torch.Tensor = self.output(self._run_layers(x)[0])
        return out

    def run_with_states(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, States]]:
        """Give the output and, for each layer with ``return_state``, its last states, (B, u) each."""
        x, states = self._run_layers(x)
        asked = {row.name: states[row.name] for row in self.rows if row.spec.state_shapes(row.given)}
        return self.output(x), asked

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

    @property
    def parameter_count(self) -> int:
        """All trained numbers."""
        return sum(parameter.numel() for parameter in self.parameters())


class OutputLayer(DenseLayer):
    """The last layer: (B, C) to (B, H, K)."""

    def __init__(self, output: Output, chance: Chance) -> None:
        super().__init__(output.given.channels, output.units, "linear", chance)
        self.shape = (output.horizon, output.targets)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C) to (B, H, K)."""
        return super().forward(x).reshape(-1, *self.shape)
