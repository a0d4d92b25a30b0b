"""Samples on the device: the series once, and a gather for each batch."""

from __future__ import annotations

from collections.abc import Iterator

import torch

from workbench.core.windows import Windows

_MOST_SAMPLES, _MOST_STEPS = 1024, 2**17


def samples_at_once(timesteps: int) -> int:
    """How many samples of this length go through the network together where no gradient is needed."""
    return max(1, min(_MOST_SAMPLES, _MOST_STEPS // timesteps))


class DeviceWindows:
    """The samples of one part as views of tensors; only a batch is ever copied.

    Attributes:
        x: (N, T, F) view.
        y: (N, H, K) view.
    """

    def __init__(self, features: torch.Tensor, targets: torch.Tensor, windows: Windows) -> None:
        self.x = _views(features, windows.starts, windows.timesteps)
        self.y = _views(targets, windows.futures, windows.horizon)

    def __len__(self) -> int:
        return self.x.shape[0]

    def take(self, index: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Copy the samples at ``index`` (B,): x (B, T, F) and y (B, H, K)."""
        return self.x[index], self.y[index]

    def chunks(self) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        """Give all samples in order, a bounded number at a time."""
        size = samples_at_once(self.x.shape[1])
        for start in range(0, len(self), size):
            rows = slice(start, start + size)
            yield self.x[rows].contiguous(), self.y[rows].contiguous()


def _views(values: torch.Tensor, starts: range, length: int) -> torch.Tensor:
    if not starts:
        return values.new_empty((0, length, values.shape[1]))
    every = values.unfold(0, length, 1)  # (S - length + 1, C, length)
    return every[starts.start : starts[-1] + 1 : starts.step].transpose(1, 2)
