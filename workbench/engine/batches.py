"""The training samples, a batch at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import torch

from workbench.core.training_spec import TrainingSpec
from workbench.core.windows import runs_of
from workbench.engine.samples import DeviceWindows

_AHEAD = 2**16  # numbers that are gathered at once: what a processor's cache holds beside a small network


class Batch(NamedTuple):
    """Samples that are learnt from together.

    Attributes:
        x: (B, T, F).
        y: (B, H, K).
        share: of these samples among all of their step.
        begins_step: whether the step's gradient begins with it.
        ends_step: whether the optimizer's step follows.
    """

    x: torch.Tensor
    y: torch.Tensor
    share: float
    begins_step: bool
    ends_step: bool


class Batches:
    """Every sample once in each epoch: in a new order each time, or in runs where layers keep their states.

    Batches are small and a gather has its price, so those that come next are gathered together.
    ``accumulate`` batches make one step of the optimizer, the last step of an epoch maybe fewer;
    a batch weighs in its step as many samples as it has, as it would in one large batch.

    Attributes:
        order: the chance of the order; its state is that of the epochs so far.
    """

    def __init__(self, samples: DeviceWindows, spec: TrainingSpec, *, in_order: bool = False) -> None:
        self.samples, self.size, self.accumulate, self.in_order = samples, spec.batch_size, spec.accumulate, in_order
        self.order = torch.Generator().manual_seed(spec.seed)
        self.count = math.ceil(len(samples) / spec.batch_size)
        self.steps = math.ceil(self.count / spec.accumulate)
        numbers = samples.x[0].numel() + samples.y[0].numel()
        self._ahead = max(1, _AHEAD // (numbers * spec.batch_size))

    def one_epoch(self) -> Iterator[Batch]:
        """Give the batches of the next epoch."""
        order = self._numbers()
        number = 0
        for together in order.split(self.size * self._ahead):
            x, y = self.samples.take(self.samples.place(together))
            for few_x, few_y in zip(x.split(self.size), y.split(self.size), strict=True):
                yield Batch(few_x, few_y, *self._place_in_step(number))
                number += 1

    def _numbers(self) -> torch.Tensor:
        """Give the samples' numbers in the order in which they are learnt from."""
        if not self.in_order:
            return torch.randperm(len(self.samples), generator=self.order)
        runs = runs_of(len(self.samples), self.size)
        return torch.tensor([run[at] for at in range(len(runs[0])) for run in runs if at < len(run)])

    def _place_in_step(self, number: int) -> tuple[float, bool, bool]:
        """Give a batch's share of its step, and whether it is the first and the last of it."""
        if self.accumulate == 1:
            return 1.0, True, True
        total, first = len(self.samples), number - number % self.accumulate
        after = min(first + self.accumulate, self.count)
        samples_of_step = min(after * self.size, total) - first * self.size
        samples = min((number + 1) * self.size, total) - number * self.size
        return samples / samples_of_step, number == first, number == after - 1
