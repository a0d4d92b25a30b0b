"""Conv1D."""

from __future__ import annotations

import torch
from torch import nn

from workbench.core import layers
from workbench.core.layers import Shape
from workbench.engine.activations import ACTIVATIONS
from workbench.engine.initializers import first_weights
from workbench.engine.layers.base import build
from workbench.engine.machine.chance import Chance


class Conv1DLayer(nn.Module):
    """Filters over neighbouring steps. The kernel is (filters, F, k) as in torch; Keras' is (k, F, filters)."""

    def __init__(self, inputs: int, spec: layers.Conv1D, chance: Chance) -> None:
        super().__init__()
        k = spec.kernel_size
        flat = first_weights(
            spec.kernel_initializer, k * inputs, spec.filters, chance, fan_out=k * spec.filters
        )  # (filters, k·F)
        self.kernel = nn.Parameter(flat.reshape(spec.filters, k, inputs).transpose(1, 2).contiguous())
        self.bias = nn.Parameter(torch.zeros(spec.filters)) if spec.use_bias else None
        self.activation = ACTIVATIONS[spec.activation]
        self.spec = spec

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, T, F) to (B, places, filters)."""
        channels_first = nn.functional.pad(x.transpose(1, 2), self.spec.padded(x.shape[1]))  # (B, F, T + zeros)
        out = nn.functional.conv1d(channels_first, self.kernel, self.bias, stride=self.spec.strides)
        return self.activation(out.transpose(1, 2))


@build.register
def _(spec: layers.Conv1D, given: Shape, chance: Chance) -> nn.Module:
    return Conv1DLayer(given.channels, spec, chance)
