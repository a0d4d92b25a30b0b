"""A clock in equal steps: which slot each time belongs to, and which time each slot has."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import Times

Slots = NDArray[np.int64]

_DAY = np.timedelta64(86_400_000_000, "us")


class Grid(ABC):
    """Slots are counted from that of the first time, which is 0."""

    @abstractmethod
    def slots(self, times: Times) -> Slots:
        """Give the slot that is nearest to each time."""

    @abstractmethod
    def times(self, slots: Slots) -> Times:
        """Give the time of each slot."""


@dataclass(frozen=True)
class Even(Grid):
    """Every slot is ``step`` microseconds after the one before it."""

    origin: int
    step: int

    def slots(self, times: Times) -> Slots:  # noqa: D102 - see Grid
        after = times.astype(np.int64) - self.origin
        return np.asarray((after + self.step // 2) // self.step)

    def times(self, slots: Slots) -> Times:  # noqa: D102 - see Grid
        return np.asarray((self.origin + slots * self.step).astype("datetime64[us]"))


@dataclass(frozen=True)
class Months(Grid):
    """Every slot is some months after the one before it, on the same day of the month, or on its last.

    Attributes:
        origin: the first month, counted from January 1970.
        months: from one slot to the next.
        within: microseconds from the month's beginning.
        shift: microseconds by which times lie before that; a day where each is the last of its month.
    """

    origin: int
    months: int
    within: int
    shift: int

    def slots(self, times: Times) -> Slots:  # noqa: D102 - see Grid
        months = (times + np.timedelta64(self.shift, "us")).astype("datetime64[M]").astype(np.int64) - self.origin
        return np.asarray((months + self.months // 2) // self.months)

    def times(self, slots: Slots) -> Times:  # noqa: D102 - see Grid
        months = (self.origin + slots * self.months).astype("datetime64[M]")
        return np.asarray(months.astype("datetime64[us]") + np.timedelta64(self.within - self.shift, "us"))


@dataclass(frozen=True)
class BusinessDays(Grid):
    """Every slot is the next weekday from Monday to Friday.

    Attributes:
        origin: the first day, counted from 1970-01-01.
        within: microseconds from midnight.
    """

    origin: int
    within: int

    def slots(self, times: Times) -> Slots:  # noqa: D102 - see Grid
        days = times.astype("datetime64[D]")
        return np.asarray(np.busday_count(np.datetime64(self.origin, "D"), days))

    def times(self, slots: Slots) -> Times:  # noqa: D102 - see Grid
        days = np.busday_offset(np.datetime64(self.origin, "D"), slots, roll="forward")
        return np.asarray(days.astype("datetime64[us]") + np.timedelta64(self.within, "us"))


def grid_of(times: Times) -> Grid | None:
    """Find the clock in which ``times`` go; None where there are not two different ones.

    Months, quarters and years are recognised where every time has the same place in its month. Otherwise
    the step is the commonest distance, and the slots lie where most of the times do.

    Args:
        times: (S,) in increasing order.
    """
    different = times[np.flatnonzero(np.diff(times, prepend=times[:1] - 1) > np.timedelta64(0))]
    if len(different) < 2:
        return None
    for shift in (np.timedelta64(0, "us"), _DAY):  # the day after a month's last is the next one's first
        moved = different + shift
        months = moved.astype("datetime64[M]")
        within = moved - months.astype(different.dtype)
        apart = np.diff(months.astype(np.int64)).astype(np.int64)
        if (within == within[0]).all() and (apart > 0).all():
            return Months(int(months[0].astype(np.int64)), _commonest(apart), int(within[0].astype(np.int64)),
                          int(shift.astype(np.int64)))  # fmt: skip
    numbers: NDArray[np.int64] = different.astype(np.int64)
    step = _commonest(np.diff(numbers).astype(np.int64))
    phases = (numbers - numbers[0]) % step
    phase = 0 if not phases.any() else _commonest(phases.astype(np.int64))
    origin = int(numbers[0]) + phase
    return Even(origin - step if phase > step // 2 else origin, step)


def business_days_of(times: Times) -> BusinessDays:
    """Give the weekdays from the first of ``times`` on, at the commonest time of day."""
    within = times.astype(np.int64) % int(_DAY.astype(np.int64))
    return BusinessDays(int(times[0].astype("datetime64[D]").astype(np.int64)), _commonest(within))


def weekend_rows(times: Times) -> NDArray[np.int64]:
    """Give the rows whose day is a Saturday or a Sunday."""
    return np.flatnonzero(~np.is_busday(times.astype("datetime64[D]")))


def _commonest(values: NDArray[np.int64]) -> int:
    found, counts = np.unique(values, return_counts=True)
    return int(found[counts.argmax()])
