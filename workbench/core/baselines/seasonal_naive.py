"""The same as one season before."""

from __future__ import annotations

from typing import ClassVar

from workbench.core.baselines.base import Array, Baseline, Forecaster, Ground, ahead_of, rows_before
from workbench.core.preparing.windows import Windows
from workbench.core.text import Text, text


class SeasonalNaive(Baseline):
    """The value of the same step of the last season in the window; a horizon longer than a season repeats it.

    Source: the seasonal naïve method, Hyndman & Athanasopoulos 2021, https://otexts.com/fpp3/simple-methods.html.
    """

    name: ClassVar[str] = "seasonal_naive"
    title: ClassVar[Text] = text("seasonal naive")
    summary: ClassVar[Text] = text("The same step of the last season in the window.")

    def fit(self, ground: Ground) -> Forecaster | Text:
        """Nothing has to be learnt; without a season there is no forecast."""
        season = ground.season
        if season is None:
            return text("no season within the window")

        def forecast(windows: Windows, steps: range) -> Array:
            back = season - 1 - (ahead_of(windows, steps) - 1) % season  # from the last past row
            same: Array = ground.targets[rows_before(windows)[:, None] - back]
            return same

        return Forecaster(forecast)
