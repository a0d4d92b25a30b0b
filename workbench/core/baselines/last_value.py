"""Tomorrow equals today."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from workbench.core.baselines.base import Array, Baseline, Forecaster, Ground, rows_before
from workbench.core.preparing.windows import Windows
from workbench.core.text import Text, text


class LastValue(Baseline):
    """The last value of a sample's past, for every step of its future.

    Source: the naïve method, Hyndman & Athanasopoulos 2021, https://otexts.com/fpp3/simple-methods.html.
    """

    name: ClassVar[str] = "last_value"
    title: ClassVar[Text] = text("last value")
    summary: ClassVar[Text] = text("Tomorrow equals today: the last value of the window, repeated.")

    def fit(self, ground: Ground) -> Forecaster | Text:
        """Nothing has to be learnt."""

        def forecast(windows: Windows, steps: range) -> Array:
            return np.repeat(ground.targets[rows_before(windows)][:, None], len(steps), axis=1)

        return Forecaster(forecast)
