"""A number of steps, with how long that is."""

from __future__ import annotations

import numpy as np

from workbench.core.text import Text, text

_DAY = 86_400.0


def steps_in_words(steps: int, step: np.timedelta64 | None) -> Text:
    """Write ``steps`` with their length in parentheses, where the rows have times."""
    length = length_in_words(steps, step)
    if length is None:
        return text("{steps} steps", steps=f"{steps:,}")
    return text("{steps} steps ({length})", steps=f"{steps:,}", length=length)


def length_in_words(steps: float, step: np.timedelta64 | None) -> Text | None:
    """Write how long ``steps`` steps are, in the largest unit that is not longer; None without times.

    Rows a month, a quarter or a year apart count in calendar months and years, of whatever length.
    """
    if step is None or step <= np.timedelta64(0, "us"):
        return None
    seconds = float(step / np.timedelta64(1, "us")) / 1e6
    days = seconds / _DAY
    months = next((count for low, high, count in _CALENDAR if low <= days <= high), None)
    if months is not None:
        return _months(steps * months)
    return _written(steps * seconds)


_CALENDAR = ((28, 31, 1), (89, 92, 3), (365, 366, 12))  # days from, to; months


def _months(months: float) -> Text:
    if months >= 12:
        years = months / 12
        return text("1 year") if years == 1 else text("{amount:.4g} years", amount=years)
    return text("1 month") if months == 1 else text("{amount:.4g} months", amount=months)


def _written(seconds: float) -> Text:
    year = 365.2425 * _DAY
    if seconds >= 0.99 * year:
        years = seconds / year
        return text("1 year") if abs(years - 1) < 0.01 else text("{amount:.3g} years", amount=years)
    if seconds >= _DAY:
        return text("1 day") if seconds == _DAY else text("{amount:.4g} days", amount=seconds / _DAY)
    if seconds >= 3_600:
        return text("1 hour") if seconds == 3_600 else text("{amount:.4g} hours", amount=seconds / 3_600)
    if seconds >= 60:
        return text("1 minute") if seconds == 60 else text("{amount:.4g} minutes", amount=seconds / 60)
    return text("{amount:.4g} s", amount=seconds)
