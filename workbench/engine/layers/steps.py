"""Masking, Segments and RepeatVector."""

from __future__ import annotations

import torch
from torch import nn

from workbench.core import layers
from workbench.core.layers import Shape
from workbench.engine.layers.base import build
from workbench.engine.machine.chance import Chance


class MaskingLayer(nn.Module):
    """Finds the steps whose features all equal one value, and sets them to zero as Keras does."""

    def __init__(self, mask_value: float) -> None:
        super().__init__()
        self.mask_value = mask_value

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, T, F) to the same, masked steps at zero."""
        return self.run(x)[0]

    def run(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor | None]:
        """Give the output as ``forward`` does, and which steps count, (B, T) of True and False.

        None where all of them do, so that a batch without a masked step takes the fast paths. To ask that of a CUDA
        device is to wait for it once a batch. It is asked all the same: the answer spares a batch without a masked
        step the reference path, which launches some ten kernels for every step where cuDNN launches a few for the
        whole window; and on that path the device waits for the CPU, so that there is little to wait for.
        """
        counts = (x != self.mask_value).any(dim=-1)
        if bool(counts.all()):
            return x, None
        return x.masked_fill(~counts[..., None], 0.0), counts


class SegmentsLayer(nn.Module):
    """Lays n steps side by side as one."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n = n

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, T, F) to (B, T/n, n·F), the oldest step of a segment first."""
        batch, steps, channels = x.shape
        return x.reshape(batch, steps // self.n, self.n * channels)


class RepeatVectorLayer(nn.Module):
    """Gives a vector n times."""

    def __init__(self, n: int) -> None:
        super().__init__()
        self.n = n

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C) to (B, n, C)."""
        return x[:, None].expand(-1, self.n, -1)


@build.register
def _(spec: layers.Masking, given: Shape, chance: Chance) -> nn.Module:
    return MaskingLayer(spec.mask_value)


@build.register
def _(spec: layers.Segments, given: Shape, chance: Chance) -> nn.Module:
    return SegmentsLayer(spec.n)


@build.register
def _(spec: layers.RepeatVector, given: Shape, chance: Chance) -> nn.Module:
    return RepeatVectorLayer(spec.n)
