"""The mean of the window."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from workbench.core.baselines.base import Array, Baseline, Forecaster, Ground, blocks_of, cut
from workbench.core.preparing.windows import Windows
from workbench.core.text import Text, text


class WindowMean(Baseline):
    """The mean of a sample's past, for every step of its future.

    Source: the mean method on a window, Hyndman & Athanasopoulos 2021,
    https://otexts.com/fpp3/simple-methods.html.
    """

    name: ClassVar[str] = "mean"
    title: ClassVar[Text] = text("window mean")
    summary: ClassVar[Text] = text("The mean of the window, repeated.")

    def fit(self, ground: Ground) -> Forecaster | Text:
        """Nothing has to be learnt."""

        def forecast(windows: Windows, steps: range) -> Array:
            starts, targets = np.asarray(windows.starts, dtype=np.int64), ground.targets
            means = np.empty((len(starts), targets.shape[1]))
            for block in blocks_of(len(starts), windows.timesteps * targets.shape[1]):
                means[block] = cut(targets, starts[block], windows.timesteps).mean(axis=1)
            return np.repeat(means[:, None], len(steps), axis=1)

        return Forecaster(forecast)
