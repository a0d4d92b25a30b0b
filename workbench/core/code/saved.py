"""What the stand-alone programs are written from: a trained model without its weights."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from numpy.typing import NDArray

from workbench.core.experiment import Experiment
from workbench.core.preparing.scaling import Scaler
from workbench.core.reads import Reads, reads_of
from workbench.core.transforms import Transform


@dataclass(frozen=True, eq=False)
class Saved:
    """A model's settings and what was measured for them.

    Attributes:
        experiment: what was set.
        input_scaler: of the columns of numbers that are seen.
        target_scaler: of the targets.
        transforms: fitted.
        series: name of the training data.
        time_name: of its time column, or "".
        step_microseconds: the commonest distance of its rows, or None.
        levels: of the quantiles that a forecast has, lowest first; () without them.
        edges: (H, K, P) around a forecast, where the quantiles are measured errors.
    """

    experiment: Experiment
    input_scaler: Scaler
    target_scaler: Scaler
    transforms: tuple[Transform, ...]
    series: str
    time_name: str
    step_microseconds: int | None
    levels: tuple[float, ...] = ()
    edges: NDArray[Any] | None = None

    @cached_property
    def reads(self) -> Reads:
        """What it must be given."""
        return reads_of(self.experiment)
