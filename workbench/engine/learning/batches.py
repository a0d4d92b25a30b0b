"""The training samples, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

import torch

from workbench.core.preparing.windows import rounds_of
from workbench.core.settings.training_spec import TrainingSpec
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
        begins_anew: whether what layers have kept from the batch before is of other samples.
    """

    x: torch.Tensor
    y: torch.Tensor
    share: float
    begins_step: bool
    ends_step: bool
    begins_anew: bool = False


class Batches:
    """Every sample once in each epoch: in a new order each time, or in runs where layers keep their states.

    Batches are small and a gather has its price, so those that come next are gathered together.
    ``accumulate`` batches make one step of the optimizer, the last step of an epoch maybe fewer;
    a batch weighs in its step as many samples as it has, as it would in one large batch.

    Attributes:
        order: the chance of the order; its state is that of the epochs so far.
    """

    def __init__(self, samples: DeviceWindows, spec: TrainingSpec, *, in_order: bool = False) -> None:
        self.samples, self.size, self.accumulate = samples, spec.batch_size, spec.accumulate
        self.order = torch.Generator().manual_seed(spec.seed)
        self._rounds = rounds_of(samples.starts.stretches(), spec.batch_size) if in_order else None
        sizes = self._sizes()
        self._ends = [0, *accumulate(sizes)]
        self.count = len(sizes)
        self.steps = -(-self.count // spec.accumulate)
        self._ahead = max(1, _AHEAD // (samples.numbers * spec.batch_size))

    def one_epoch(self) -> Iterator[Batch]:
        """Give the batches of the next epoch."""
        order, anew = self._numbers(), self._new_rounds()
        for first in range(0, self.count, self._ahead):
            ends = self._ends[first : first + self._ahead + 1]
            x, y = self.samples.take(self.samples.place(order[ends[0] : ends[-1]]))
            sizes = [end - start for start, end in pairwise(ends)]
            for number, few_x, few_y in zip(range(first, self.count), x.split(sizes), y.split(sizes), strict=False):
                yield Batch(few_x, few_y, *self._place_in_step(number), number in anew)

    def _sizes(self) -> list[int]:
        """Give the number of samples of each batch."""
        if self._rounds is None:
            whole, rest = divmod(len(self.samples), self.size)
            return [self.size] * whole + [rest] * (rest > 0)
        return [len(rows) for rows in self._rows()]

    def _rows(self) -> Iterator[list[int]]:
        """Give the numbers of each batch's samples where they are read in runs."""
        for runs in self._rounds or ():
            for at in range(len(runs[0])):
                yield [run[at] for run in runs if at < len(run)]

    def _new_rounds(self) -> frozenset[int]:
        """Give the batches with which another round of runs begins."""
        lengths = [len(runs[0]) for runs in self._rounds or ()]
        return frozenset(accumulate(lengths))

    def _numbers(self) -> torch.Tensor:
        """Give the samples' numbers in the order in which they are learnt from."""
        if self._rounds is None:
            return torch.randperm(len(self.samples), generator=self.order)
        return torch.tensor([sample for rows in self._rows() for sample in rows])

    def _place_in_step(self, number: int) -> tuple[float, bool, bool]:
        """Give a batch's share of its step, and whether it is the first and the last of it."""
        if self.accumulate == 1:
            return 1.0, True, True
        first = number - number % self.accumulate
        after = min(first + self.accumulate, self.count)
        samples_of_step = self._ends[after] - self._ends[first]
        samples = self._ends[number + 1] - self._ends[number]
        return samples / samples_of_step, number == first, number == after - 1
