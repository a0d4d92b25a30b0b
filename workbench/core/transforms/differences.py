"""Transforms of each value and an earlier one: they free a column of its level or of its season."""

from __future__ import annotations

from typing import ClassVar, Literal

import numpy as np

from workbench.core.fields import setting
from workbench.core.text import Text, text
from workbench.core.transforms.base import Array, Transform


class _Differencing(Transform):
    is_shift: ClassVar[bool] = True

    def forward(self, values: Array) -> Array:
        changed = np.full_like(values, np.nan)
        changed[self.lag :] = values[self.lag :] - values[: -self.lag]
        return changed

    def forward_ahead(self, values: Array, before: Array) -> Array:
        whole = np.concatenate([before, values], axis=1)
        return np.asarray(values - whole[:, : values.shape[1]])

    def back(self, changed: Array, before: Array) -> Array:
        """Add up: every ``lag``-th value follows on the one a ``lag`` before."""
        samples, steps = changed.shape
        width = min(self.lag, steps)
        rounds = -(-steps // width)
        padded = np.zeros((samples, rounds * width))
        padded[:, :steps] = changed
        summed = padded.reshape(samples, rounds, width).cumsum(axis=1) + before[:, None]
        return summed.reshape(samples, -1)[:, :steps]


class Difference(_Differencing):
    """x_t - x_{t-1}: the change from one step to the next.

    Source: Box & Jenkins 1970, Time Series Analysis: Forecasting and Control, chapter 4.
    """

    title: ClassVar[str] = "Difference"
    summary: ClassVar[str] = "The change from one step to the next; a trend becomes a level."

    kind: Literal["difference"] = "difference"

    @property
    def lag(self) -> int:
        return 1


class SeasonalDifference(_Differencing):
    """x_t - x_{t-m}: the change since the same step of the season before.

    Source: Box & Jenkins 1970, Time Series Analysis: Forecasting and Control, chapter 9.
    """

    title: ClassVar[str] = "Seasonal difference"
    summary: ClassVar[str] = "The change since the same step of the last season."

    kind: Literal["seasonal_difference"] = "seasonal_difference"
    season: int = setting(
        "Season", default=24, low=2, high=50_000, unit="steps", help="Length of the season: 24 for the hours of a day."
    )

    @property
    def lag(self) -> int:
        return self.season

    @property
    def words(self) -> Text:
        return text("Seasonal difference ({season} steps)", season=f"{self.season:,}")
