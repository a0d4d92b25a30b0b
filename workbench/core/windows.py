"""Windows: every sample is a view into the scaled series; nothing is copied."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from workbench.core.experiment import WindowSpec


@dataclass(frozen=True, eq=False)
class Windows:
    """The samples of one part.

    Sample i starts at step ``starts[i]``. Its past covers ``timesteps`` steps, then ``gap``
    steps are left out, and the next ``horizon`` steps are its future.

    Attributes:
        features: (S, F) float32, scaled, of the whole series.
        targets: (S, K) float32, scaled, of the whole series.
        starts: first step of each sample, evenly spaced.
    """

    features: NDArray[np.float32]
    targets: NDArray[np.float32]
    starts: range
    timesteps: int
    gap: int
    horizon: int

    def __len__(self) -> int:
        return len(self.starts)

    @property
    def x(self) -> NDArray[np.float32]:
        """(N, T, F): a view of the features."""
        return _views(self.features, self.starts, self.timesteps)

    @property
    def y(self) -> NDArray[np.float32]:
        """(N, H, K): a view of the targets."""
        return _views(self.targets, self.futures, self.horizon)

    @property
    def futures(self) -> range:
        """First step of each sample's future."""
        offset = self.timesteps + self.gap
        return range(self.starts.start + offset, self.starts.stop + offset, self.starts.step)


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
    return Windows(features, targets, starts, spec.timesteps, spec.gap, spec.horizon)


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


def _views(values: NDArray[np.float32], starts: range, length: int) -> NDArray[np.float32]:
    if not starts:
        return np.empty((0, length, values.shape[1]), dtype=values.dtype)
    every = sliding_window_view(values, length, axis=0)  # (S - length + 1, C, length)
    return every[starts.start : starts[-1] + 1 : starts.step].swapaxes(1, 2)
