"""The way back: scaled, transformed targets become original units again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.preparing.scaling import Scaler
from workbench.core.transforms import Transform

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class TargetUnits:
    """Scaler and transforms of the targets, undone in the reverse order.

    What a difference was taken from is known for the steps of a sample's past; nothing of its future is read.

    Attributes:
        scaler: of the K targets.
        transforms: fitted, of targets and other columns.
        levels: (S, K) targets of the series that samples are counted in, in original units; read for differences alone.
    """

    scaler: Scaler
    transforms: tuple[Transform, ...] = ()
    levels: Array = field(default_factory=lambda: np.empty((0, 0)))

    @property
    def shifts_alone(self) -> bool:
        """Whether a deviation keeps its meaning: nothing is done to a target but that something is added."""
        return all(one.is_shift for one in self.transforms if one.column in self.scaler.columns)

    @property
    def looks_back(self) -> bool:
        """Whether a target is a difference to an earlier value."""
        return any(one.lag for one in self.transforms if one.column in self.scaler.columns)

    def restore(self, scaled: NDArray[Any], futures: NDArray[np.int64]) -> Array:
        """Bring forecasts back to original units.

        Args:
            scaled: (N, H, K).
            futures: (N,) the step of the series at which each sample's future begins.

        Returns:
            (N, H, K).
        """
        values = self.scaler.restore(scaled)
        for at, name in enumerate(self.scaler.columns):
            own = [one for one in self.transforms if one.column == name]
            for place in range(len(own) - 1, -1, -1):
                before = self._before(own, place, at, futures, values.shape[1])
                values[:, :, at] = own[place].back(values[:, :, at], before)
        return values

    def scaled(self, values: Array, futures: NDArray[np.int64]) -> NDArray[np.float32]:
        """Bring (N, H, K) values in original units to what a network would have to give for them."""
        values = values.copy()
        for at, name in enumerate(self.scaler.columns):
            own = [one for one in self.transforms if one.column == name]
            for place, transform in enumerate(own):
                before = self._before(own, place, at, futures, values.shape[1])
                values[:, :, at] = transform.forward_ahead(values[:, :, at], before)
        return self.scaler.scale(values)

    def _before(
        self, own: Sequence[Transform], place: int, target: int, futures: NDArray[np.int64], steps: int
    ) -> Array:
        """Give what the transform at ``place`` is taken from: (N, min(lag, H)), a lag before each step."""
        lag = own[place].lag
        if not lag:
            return np.empty((len(futures), 0))
        level = self.levels[:, target]
        for earlier in own[:place]:
            level = earlier.forward(level)
        rows: NDArray[np.int64] = futures[:, None] - lag + np.arange(min(lag, steps))
        return level[rows]
