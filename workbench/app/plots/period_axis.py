"""An axis of periods: each place is the logarithm of a number of steps, each tick a length people know."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from workbench.app.plots.axis import NumberAxis
from workbench.app.translation import tr
from workbench.core.exploring.durations import length_in_words

_PIXELS_BETWEEN = 70
_MINUTE, _HOUR, _DAY = 60.0, 3_600.0, 86_400.0
_YEAR = 365.2425 * _DAY
_KNOWN = (
    *(1.0, 2.0, 5.0, 10.0, 30.0),
    *(_MINUTE * count for count in (1, 2, 5, 10, 30)),
    *(_HOUR * count for count in (1, 2, 3, 6, 12)),
    *(_DAY * count for count in (1, 2, 7, 14, 30, 91)),
    *(_YEAR * count for count in (0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)),
)  # in seconds


class PeriodAxis(NumberAxis):
    """Ticks at hours, days, weeks and years where rows have times; at round numbers of steps where not."""

    def __init__(self, step: np.timedelta64 | None) -> None:
        super().__init__("bottom")
        self._step = step

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[Any, list[float]]]:  # noqa: N803 - pyqtgraph's
        low, high = sorted((minVal, maxVal))
        places = [math.log10(steps) for steps in self._steps(low, high) if low <= math.log10(steps) <= high]
        room = max(1, int(size / _PIXELS_BETWEEN))
        apart = (high - low) / room
        kept: list[float] = []
        for place in places:
            if not kept or place - kept[-1] >= apart:
                kept.append(place)
        return [(1.0, kept)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [self.written(value) for value in values]

    def written(self, place: float) -> str:
        """Write the period at ``place``."""
        steps = 10**place
        length = length_in_words(_rounded(steps), self._step)
        return f"{steps:.4g}" if length is None else tr(length)

    def _steps(self, low: float, high: float) -> list[float]:
        if self._step is None:
            decades = range(math.floor(low), math.ceil(high) + 1)
            return [digit * 10.0**decade for decade in decades for digit in (1, 2, 5)]
        seconds = float(self._step / np.timedelta64(1, "us")) / 1e6
        return [length / seconds for length in _KNOWN]


def _rounded(steps: float) -> float:
    """Take the error of the logarithm and back out of a number of steps that is whole."""
    return round(steps) if abs(steps - round(steps)) < 1e-6 * steps else steps
