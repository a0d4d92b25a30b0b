"""Dense and Dropout."""

from __future__ import annotations

import torch
from torch import nn

from workbench.core import layers
from workbench.core.layers import Shape
from workbench.core.layers.activations import Activation
from workbench.core.layers.initializers import KernelInitializer
from workbench.engine.activations import ACTIVATIONS
from workbench.engine.initializers import first_weights
from workbench.engine.layers.base import build
from workbench.engine.machine.chance import Chance


class DenseLayer(nn.Module):
    """y = activation(W x + b), at every step alike; b starts at zero."""

    def __init__(
        self,
        inputs: int,
        units: int,
        activation: Activation,
        chance: Chance,
        *,
        use_bias: bool = True,
        kernel_initializer: KernelInitializer = "glorot_uniform",
    ) -> None:
        super().__init__()
        self.kernel = nn.Parameter(first_weights(kernel_initializer, inputs, units, chance))
        self.bias = nn.Parameter(torch.zeros(units)) if use_bias else None
        self.activation = ACTIVATIONS[activation]

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, ..., inputs) to (B, ..., units)."""
        return self.activation(nn.functional.linear(x, self.kernel, self.bias))


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


@build.register
def _(spec: layers.Dense, given: Shape, chance: Chance) -> nn.Module:
    return DenseLayer(
        given.channels,
        spec.units,
        spec.activation,
        chance,
        use_bias=spec.use_bias,
        kernel_initializer=spec.kernel_initializer,
    )


@build.register
def _(spec: layers.Dropout, given: Shape, chance: Chance) -> nn.Module:
    return DropoutLayer(spec.rate, chance)
