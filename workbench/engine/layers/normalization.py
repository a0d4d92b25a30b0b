"""LayerNormalization."""

from __future__ import annotations

import torch
from torch import nn

from workbench.core import layers
from workbench.core.layers import Shape
from workbench.engine.layers.base import build
from workbench.engine.machine.chance import Chance


class LayerNormalizationLayer(nn.Module):
    """y = γ · (x - mean) / √(variance + ε) + β over the channels; γ starts at one, β at zero."""

    def __init__(self, channels: int, epsilon: float) -> None:
        super().__init__()
        self.gamma = nn.Parameter(torch.ones(channels))
        self.beta = nn.Parameter(torch.zeros(channels))
        self.epsilon = epsilon

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, ..., C) to the same."""
        return nn.functional.layer_norm(x, self.gamma.shape, self.gamma, self.beta, self.epsilon)


@build.register
def _(spec: layers.LayerNormalization, given: Shape, chance: Chance) -> nn.Module:
    return LayerNormalizationLayer(given.channels, spec.epsilon)
