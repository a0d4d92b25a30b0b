"""Round places on an axis, and the words that stand there."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

_DAY = 86_400.0
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, _DAY, 2 * _DAY,
          4 * _DAY, 7 * _DAY, 14 * _DAY)  # fmt: skip  # seconds that a person counts in
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400)
_MONTH = 30.44 * _DAY


@dataclass(frozen=True)
class Tick:
    """A place on an axis and its words."""

    at: float
    words: str


def number_ticks(low: float, high: float, most: int = 7) -> list[Tick]:
    """Give multiples of 1, 2 or 5 times a power of ten between ``low`` and ``high``, about ``most`` of them."""
    rough = (high - low) / max(1, most - 1)
    if not math.isfinite(rough) or rough <= 0:
        return [Tick(low, f"{low:.4g}")]
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(digit * power for digit in (1, 2, 5, 10) if digit * power >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    places = range(first, math.floor(high / step + 1e-9) + 1)
    return [Tick(place * step, _number(place * step, step)) for place in places]


def log_ticks(low: float, high: float) -> list[Tick]:
    """Give the powers of ten between two logarithms, or 1, 2 and 5 of each where they are few."""
    decades = range(math.floor(low), math.ceil(high) + 1)
    digits = (1,) if high - low > 3 else (1, 2, 5)
    places = [decade + math.log10(digit) for decade in decades for digit in digits]
    return [Tick(place, f"{10**place:.3g}") for place in places if low - 1e-9 <= place <= high + 1e-9]


def date_ticks(low: float, high: float, most: int = 7) -> list[Tick]:
    """Give round moments between two, in seconds since 1970, about ``most`` of them."""
    rough = (high - low) / max(1, most - 1)
    if not math.isfinite(rough) or rough <= 0:
        return [Tick(low, _moment(low, 1.0))]
    if rough > _STEPS[-1]:
        return _calendar_ticks(low, high, rough)
    step = next((one for one in _STEPS if one >= rough * 0.999), _STEPS[-1])
    places = range(math.ceil(low / step), math.floor(high / step) + 1)
    return [Tick(place * step, _moment(place * step, step)) for place in places]


def _calendar_ticks(low: float, high: float, rough: float) -> list[Tick]:
    months = next((one for one in _MONTHS if one * _MONTH >= rough * 0.999), _MONTHS[-1])
    first, last = (int(np.datetime64(int(at), "s").astype("datetime64[M]").astype(np.int64)) for at in (low, high))
    found = []
    for month in range(-(-first // months) * months, last + 1, months):
        moment = np.datetime64(month, "M")
        at = float(moment.astype("datetime64[s]").astype(np.int64))
        if low <= at <= high:
            found.append(Tick(at, str(moment.astype("datetime64[Y]") if months % 12 == 0 else moment)))
    return found


def _moment(at: float, step: float) -> str:
    moment = np.datetime64(round(at), "s")
    if step >= _DAY:
        return str(moment.astype("datetime64[D]"))
    return str(moment).replace("T", " ")[5 : 16 if step >= 60 else 19]


def _number(value: float, step: float) -> str:
    if value == 0:
        return "0"
    if max(abs(value), step) >= 1e6 or step < 1e-4:
        return f"{value:.4g}"
    return f"{value:,.{max(0, -math.floor(math.log10(step) + 1e-9))}f}"
