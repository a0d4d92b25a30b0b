"""Windows: every sample is a view into the scaled series; nothing is copied."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from workbench.core.experiment import WindowSpec
from workbench.core.preparing.starts import Starts


@dataclass(frozen=True, eq=False)
class Windows:
    """The samples of one part.

    Sample i starts at step ``starts[i]``. Its past covers ``timesteps`` steps, then ``gap``
    steps are left out, and the next ``horizon`` steps are its future.

    Attributes:
        features: (S, F) float32, scaled, of the whole series.
        targets: (S, K) float32, scaled, of the whole series.
        starts: first step of each sample; some may be left out.
    """

    features: NDArray[np.float32]
    targets: NDArray[np.float32]
    starts: Starts
    timesteps: int
    gap: int
    horizon: int

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def x(self) -> NDArray[np.float32]:
        """(N, T, F): a view of the features; where samples are left out, a copy of those that are there."""
        return self.past(slice(None))

    @property
    def y(self) -> NDArray[np.float32]:
        """(N, H, K): a view of the targets; where samples are left out, a copy of those that are there."""
        return self.future(slice(None))

    @property
    def futures(self) -> Starts:
        """First step of each sample's future."""
        return self.starts.later(self.timesteps + self.gap)

    def past(self, samples: slice) -> NDArray[np.float32]:
        """Give what (n, T, F) of some samples is seen; with a bounded number of them in bounded memory."""
        return _of(self.features, self.starts, self.timesteps, samples)

    def future(self, samples: slice) -> NDArray[np.float32]:
        """Give what (n, H, K) of some samples is forecast; with a bounded number of them in bounded memory."""
        return _of(self.targets, self.futures, self.horizon, samples)

    def only(self, wanted: NDArray[np.bool_]) -> Windows:
        """Give the samples where (N,) ``wanted`` is true."""
        return replace(self, starts=self.starts.only(wanted))


def cut_windows(
    features: NDArray[np.float32], targets: NDArray[np.float32], spec: WindowSpec, part: range, *, head: int = 0
) -> Windows:
    """Cut every sample whose future lies inside ``part``.

    The past of a sample may reach into earlier steps unless ``spec.context`` is
    ``strict``; no future ever leaves its part, so no part sees a target of another.

    Args:
        features: (S, F), scaled, oldest step first.
        targets: (S, K), scaled, on the same steps.
        spec: timesteps, horizon, gap, stride and context.
        part: the steps of the part.
        head: how many steps at the start of the series have no value and are in no sample.

    Returns:
        The samples, none when the part is too short for one.

    Source: sliding-window supervision as in Dietterich 2002, doi:10.1007/3-540-70659-3_2.
    """
    before = spec.timesteps + spec.gap
    first = max(head, part.start if spec.context == "strict" else part.start - before)
    last = part.stop - before - spec.horizon
    starts = range(first, max(first, last + 1), spec.stride)
    return Windows(features, targets, Starts(starts), spec.timesteps, spec.gap, spec.horizon)


def cut_groups(
    features: NDArray[np.float32],
    targets: NDArray[np.float32],
    spec: WindowSpec,
    parts: Sequence[tuple[range, range]],
    *,
    head: int = 0,
) -> Windows:
    """Cut the samples of many series that stand one behind the other; none reaches from one into another.

    Samples start at steps that are a stride apart, counted over all of them.

    Args:
        features: (S, F), scaled, each series' oldest step first.
        targets: (S, K), scaled, on the same steps.
        spec: timesteps, horizon, gap, stride and context.
        parts: of each series, its steps and those of the part.
        head: how many steps at the start of each series have no value and are in no sample.

    Returns:
        The samples of the part, none of the series that are too short for one.
    """
    if len(parts) == 1:
        return cut_windows(features, targets, spec, parts[0][1], head=head)
    every = cut_windows(features, targets, spec, range(0, len(features)))
    wanted = np.zeros(len(every), dtype=bool)
    before, stride = spec.timesteps + spec.gap, spec.stride
    for series, part in parts:
        first = max(series.start + head, part.start if spec.context == "strict" else part.start - before)
        last = part.stop - before - spec.horizon
        wanted[-(-first // stride) : max(0, last // stride + 1)] = True
    return every.only(wanted)


def runs_of(samples: int, batch_size: int) -> tuple[range, ...]:
    """Divide samples that follow on each other into runs that are read side by side, one row of a batch each.

    Batch k holds the k-th sample of every run that has one, so that a stateful layer goes on from
    batch to batch, row by row. The longer runs come first: only the last batch may have fewer rows.
    At the first sample of each run there is no state to go on from; these are the reset points.
    """
    count = min(samples, batch_size)
    shorter, longer = divmod(samples, count) if count else (0, 0)
    ends = [run * shorter + min(run, longer) for run in range(count + 1)]
    return tuple(range(start, end) for start, end in pairwise(ends))


def rounds_of(stretches: Sequence[range], batch_size: int) -> tuple[tuple[range, ...], ...]:
    """Divide samples of which some are left out into rounds of runs.

    No run goes over a place where samples are left out. The runs of one round are read side by side,
    the longer ones first, as in ``runs_of``; every round begins without a state. There are several only
    where there are more stretches than rows of a batch.

    Args:
        stretches: numbers of samples that follow on each other, as ``Starts.stretches`` gives them.
        batch_size: the most runs of a round.
    """
    samples = sum(len(stretch) for stretch in stretches)
    pieces = [1] * len(stretches)
    longest = [(-float(len(stretch)), at) for at, stretch in enumerate(stretches)]
    heapq.heapify(longest)
    for _ in range(min(batch_size, samples) - len(stretches)):  # a row that would be free divides the longest
        at = longest[0][1]
        pieces[at] += 1
        heapq.heapreplace(longest, (-len(stretches[at]) / pieces[at], at))
    runs = [
        range(stretch.start + run.start, stretch.start + run.stop)
        for stretch, count in zip(stretches, pieces, strict=True)
        for run in runs_of(len(stretch), count)
    ]
    runs.sort(key=len, reverse=True)
    return tuple(tuple(runs[at : at + batch_size]) for at in range(0, len(runs), batch_size))


def _of(values: NDArray[np.float32], starts: Starts, length: int, samples: slice) -> NDArray[np.float32]:
    every = starts.every
    if not len(starts):
        return np.empty((0, length, values.shape[1]), dtype=values.dtype)
    steps = sliding_window_view(values, length, axis=0)  # (S - length + 1, C, length)
    possible = steps[every.start : every[-1] + 1 : every.step].swapaxes(1, 2)
    return possible[samples] if starts.kept is None else possible[starts.kept[samples]]
