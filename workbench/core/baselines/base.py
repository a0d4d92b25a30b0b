"""What a baseline is: it forecasts the very same samples as the network, from the same past, in original units."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from workbench.core.preparing.features import numbers_seen
from workbench.core.preparing.prepared import Prepared
from workbench.core.preparing.splits import Part
from workbench.core.preparing.units import TargetUnits
from workbench.core.preparing.windows import Windows
from workbench.core.text import Text

Array = NDArray[np.float64]

_MOST_VALUES = 2**22  # gathered at once: 32 MB


@dataclass(frozen=True, eq=False)
class Ground:
    """What a baseline stands on.

    Attributes:
        targets: (S, K) of the whole series in original units, some of which may be missing; a forecast reads the
            past of its sample alone, in which none is.
        units: the way of the targets from scaled values back to original units.
        places: of each target among the features; None for a target whose own past is not seen.
        season: steps of a season that a window holds; None where there is none.
        windows: the samples that may be learnt from: ``train``, and ``validation`` to choose by. Empty for a
            file that has no training part of its own.
        numbers: how many of the features, the first ones, are the past of columns of numbers; None for all.
    """

    targets: Array
    units: TargetUnits
    places: tuple[int | None, ...]
    season: int | None
    windows: Mapping[Part, Windows] = field(default_factory=dict)
    numbers: int | None = None


@dataclass(frozen=True, eq=False)
class Forecaster:
    """A baseline that is ready to forecast.

    Attributes:
        forecast: gives (N, len(steps), K) in original units, of N samples and some steps of their horizon,
            which are counted from 0.
        note: what the user should know of it.
    """

    forecast: Callable[[Windows, range], Array]
    note: Text | None = None


class Baseline(ABC):
    """A forecast that anyone can make without a network.

    Attributes:
        name: in files and JSON.
        title: in tables, and after "the" in sentences.
        summary: what it forecasts, in a sentence.
    """

    name: ClassVar[str]
    title: ClassVar[Text]
    summary: ClassVar[Text]

    @abstractmethod
    def fit(self, ground: Ground) -> Forecaster | Text:
        """Give what forecasts, or say why it cannot."""


def ground_of(prepared: Prepared, season: int | None) -> Ground:
    """Give what baselines read of a prepared series; the test part is not among what may be learnt from."""
    data, units = prepared.experiment.data, prepared.target_units
    numbers = numbers_seen(data)
    places = tuple(numbers.index(name) if name in numbers else None for name in data.targets)
    known: dict[Part, Windows] = {"train": prepared.windows["train"], "validation": prepared.windows["validation"]}
    return Ground(units.levels, units, places, season, known, len(numbers))


def rows_before(windows: Windows) -> NDArray[np.int64]:
    """Give the (N,) last row of each sample's past."""
    return np.asarray(windows.starts, dtype=np.int64) + windows.timesteps - 1


def ahead_of(windows: Windows, steps: range) -> NDArray[np.int64]:
    """Give how many rows lie between the last past row and each of ``steps`` of the horizon."""
    return windows.gap + 1 + np.asarray(steps, dtype=np.int64)


def cut(values: NDArray[np.floating], first: NDArray[np.int64], length: int) -> Array:
    """Copy ``length`` rows of (S, C) ``values`` from each of the rows ``first`` on: (n, length, C)."""
    every = sliding_window_view(values, length, axis=0)  # (S - length + 1, C, length)
    return np.ascontiguousarray(every[first].swapaxes(1, 2), dtype=np.float64)


def blocks_of(count: int, values_each: int) -> list[slice]:
    """Divide ``count`` samples so that no block gathers more than some 32 MB."""
    size = max(1, _MOST_VALUES // max(1, values_each))
    return [slice(start, min(start + size, count)) for start in range(0, count, size)]
