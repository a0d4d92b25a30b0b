"""What a clock's time tells a network: hour, day, month as points on a circle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import Times
from workbench.core.text import Text, text

CalendarKind = Literal["hour_of_day", "day_of_week", "day_of_month", "month_of_year", "day_of_year"]


@dataclass(frozen=True)
class Cycle:
    """One hand of the calendar.

    Attributes:
        title: what the user calls it.
        days: how long one turn is.
        period: one turn in words.
    """

    title: Text
    days: float
    period: Text


CYCLES: dict[CalendarKind, Cycle] = {
    "hour_of_day": Cycle(text("Hour of the day"), 1, text("days")),
    "day_of_week": Cycle(text("Day of the week"), 7, text("weeks")),
    "day_of_month": Cycle(text("Day of the month"), 365.25 / 12, text("months")),
    "month_of_year": Cycle(text("Month of the year"), 365.25, text("years")),
    "day_of_year": Cycle(text("Day of the year"), 365.25, text("years")),
}
CALENDAR_KINDS: tuple[CalendarKind, ...] = tuple(CYCLES)
WAVES = ("sin", "cos")


def turns(kind: CalendarKind, times: Times) -> NDArray[np.float64]:
    """Give how far along its circle a hand stands at each of (S,) ``times``: from 0 up to 1.

    The hour goes on with the minutes; days and months are whole, counted from the first one of their
    week (Monday), month or year. Months and years are as long as they are.
    """
    days = times.astype("datetime64[D]")
    if kind == "hour_of_day":
        return np.asarray((times - days) / np.timedelta64(1, "D"))
    if kind == "day_of_week":
        return np.asarray((days.astype(np.int64) + 3) % 7 / 7)  # day 0 of the count, 1970-01-01, is a Thursday
    months, years = times.astype("datetime64[M]"), times.astype("datetime64[Y]")
    if kind == "month_of_year":
        return np.asarray((months - years.astype("datetime64[M]")).astype(np.int64) / 12)
    if kind == "day_of_month":
        return np.asarray((days - months.astype("datetime64[D]")) / _length(months))
    return np.asarray((days - years.astype("datetime64[D]")) / _length(years))


def waves(kind: CalendarKind, times: Times) -> NDArray[np.float32]:
    """Give sine and cosine of a hand at each of (S,) ``times``: (S, 2)."""
    angle = 2 * np.pi * turns(kind, times)
    return np.stack([np.sin(angle), np.cos(angle)], axis=1).astype(np.float32)


def covered_periods(kind: CalendarKind, times: Times) -> float:
    """Give how many turns ``times`` cover, from the first to the last."""
    if len(times) < 2:
        return 0.0
    return float((times.max() - times.min()) / np.timedelta64(1, "D")) / CYCLES[kind].days


def _length(periods: NDArray[np.datetime64]) -> NDArray[np.timedelta64]:
    """Give the days of each month or year."""
    return np.asarray((periods + 1).astype("datetime64[D]") - periods.astype("datetime64[D]"))
