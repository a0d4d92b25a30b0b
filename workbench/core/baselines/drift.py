"""The line through the first and the last value."""

from __future__ import annotations

from typing import ClassVar

from workbench.core.baselines.base import Array, Baseline, Forecaster, Ground, ahead_of, rows_before
from workbench.core.preparing.windows import Windows
from workbench.core.text import Text, text


class Drift(Baseline):
    """The line from the first to the last value of the window, drawn on.

    A window of a single step has no line, and its value is repeated.

    Source: the drift method, Hyndman & Athanasopoulos 2021, https://otexts.com/fpp3/simple-methods.html.
    """

    name: ClassVar[str] = "drift"
    title: ClassVar[Text] = text("drift")
    summary: ClassVar[Text] = text("The line from the first to the last value of the window, drawn on.")

    def fit(self, ground: Ground) -> Forecaster | Text:
        """Nothing has to be learnt."""

        def forecast(windows: Windows, steps: range) -> Array:
            ends = rows_before(windows)
            last, first = ground.targets[ends], ground.targets[ends - (windows.timesteps - 1)]
            slope = (last - first) / max(1, windows.timesteps - 1)  # (N, K)
            drawn: Array = last[:, None] + slope[:, None] * ahead_of(windows, steps)[:, None]
            return drawn

        return Forecaster(forecast)
