"""Samples on the device: the series once, and a gather for each batch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import torch
from numpy.typing import NDArray

from workbench.core.preparing.windows import Windows

_MOST_SAMPLES, _MOST_STEPS = 1024, 2**17
_MOST_OF_FREE_MEMORY = 0.5  # the network, its gradients and a batch's states need the rest


def samples_at_once(timesteps: int, *, in_order: bool = False) -> int:
    """How many samples of this length go through the network together where no gradient is needed.

    With ``in_order``, one: each begins with the state in which the one before it ended.
    """
    return 1 if in_order else max(1, min(_MOST_SAMPLES, _MOST_STEPS // timesteps))


def home_of(values: int, device: torch.device) -> torch.device:
    """Say where a series should lie: on the device that trains if it fits there, else in the CPU's memory.

    Args:
        values: how many 32-bit numbers the series has.
        device: where the network is.
    """
    if device.type != "cuda":
        return device
    free, _ = torch.cuda.mem_get_info(device)
    return device if 4 * values <= _MOST_OF_FREE_MEMORY * free else torch.device("cpu")


def series_on(device: torch.device, *columns: NDArray[Any]) -> tuple[torch.Tensor, ...]:
    """Bring columns to where they should lie for a network on ``device``."""
    home = home_of(sum(values.size for values in columns), device)
    return tuple(torch.from_numpy(values).to(home) for values in columns)


class DeviceWindows:
    """The samples of one part as views of tensors; only a batch is ever copied.

    Attributes:
        x: (M, T, F) view of every sample that could be, those that are left out too.
        y: (M, H, K) likewise.
        starts: first step of each of the N samples.
        device: where the network is; what is taken goes there.
        numbers: how many numbers one sample has, x and y.
    """

    def __init__(
        self, features: torch.Tensor, targets: torch.Tensor, windows: Windows, device: torch.device | None = None
    ) -> None:
        self.starts, self.timesteps = windows.starts, windows.timesteps
        self.x = _views(features, windows.starts.every, windows.timesteps)
        self.y = _views(targets, windows.futures.every, windows.horizon)
        self.numbers = self.x.shape[1:].numel() + self.y.shape[1:].numel()
        self._kept = None if windows.starts.kept is None else torch.from_numpy(windows.starts.kept).to(features.device)
        self.device = device if device is not None else features.device
        self.is_there = features.device == self.device

    def __len__(self) -> int:
        return len(self.starts)

    def place(self, index: torch.Tensor) -> torch.Tensor:
        """Bring numbers of samples to where the samples lie."""
        return index.to(self.x.device)

    def take(self, index: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Copy the samples at ``index`` (B,): x (B, T, F) and y (B, H, K)."""
        if self._kept is not None:
            index = self._kept[index]
        return self._sent(self.x.index_select(0, index)), self._sent(self.y.index_select(0, index))

    def chunks(self, *, in_order: bool = False) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        """Give all samples in order, a bounded number at a time; ``in_order`` as in ``samples_at_once``."""
        size = samples_at_once(self.timesteps, in_order=in_order)
        for start in range(0, len(self), size):
            rows = slice(start, start + size)
            if self._kept is None:
                yield self._sent(self.x[rows].contiguous()), self._sent(self.y[rows].contiguous())
            else:
                chosen = self._kept[rows]
                yield self._sent(self.x.index_select(0, chosen)), self._sent(self.y.index_select(0, chosen))

    def _sent(self, values: torch.Tensor) -> torch.Tensor:
        """Send a copy on its way; the CPU need not wait for it, because pages that cannot move are read directly."""
        return values if self.is_there else values.pin_memory().to(self.device, non_blocking=True)


def _views(values: torch.Tensor, starts: range, length: int) -> torch.Tensor:
    if not starts:
        return values.new_empty((0, length, values.shape[1]))
    every = values.unfold(0, length, 1)  # (S - length + 1, C, length)
    return every[starts.start : starts[-1] + 1 : starts.step].transpose(1, 2)
