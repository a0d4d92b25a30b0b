"""A clock out of several columns: a date and a time of day, or year, month, day of the year, hour and so on."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.columns import Column
from workbench.core.csv.counted import has_time_name
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.times import Moments
from workbench.core.series import Finding, Times
from workbench.core.text import Text, text

Ticks = NDArray[np.timedelta64]


@dataclass(frozen=True, eq=False)
class Parts:
    """Columns that are one time together.

    Attributes:
        moments: what they say.
        name: of the time: those of the columns.
        used: the columns.
        evidence: why they belong together.
    """

    moments: Moments
    name: str
    used: frozenset[str]
    evidence: Text


_HOUR_NAMES = frozenset({"hour", "hours", "hr", "hh", "he", "hourending", "hourend", "stunde", "heure", "hora", "ora",
                         "小时", "时", "時", "時間"})  # fmt: skip
_PERIOD_NAMES = frozenset({"period", "settlementperiod", "interval", "slot", "timeslot", "halfhour", "quarterhour",
                           "mtu", "ptu", "时段", "時段"})  # fmt: skip
_PERIODS = (48, 96, 144, 288, 1440)  # of a day
_CLOCK_NAMES = frozenset({"time", "times", "hhmm", "hrmn", "hhmmss", "timeofday", "zeit", "uhrzeit", "时间", "时刻"})
_PART_NAMES: Mapping[str, frozenset[str]] = {
    "year": frozenset({"year", "yyyy", "yr", "jahr", "annee", "année", "año", "anno", "yy", "年"}),
    "quarter": frozenset({"quarter", "qtr", "q", "quartal", "trimestre", "季度"}),
    "month": frozenset({"month", "mm", "mo", "mon", "monat", "mois", "mes", "mese", "月"}),
    "day": frozenset({"day", "dd", "dy", "tag", "jour", "dia", "día", "giorno", "日"}),
    "ordinal": frozenset({"doy", "dayofyear", "yday", "yearday", "jday", "julianday", "julian", "jd", "dayofyr"}),
    "hour": _HOUR_NAMES | {"hhmm", "hrmn"},
    "minute": frozenset({"minute", "min", "mi", "minutes", "mn", "分"}),
    "second": frozenset({"second", "sec", "ss", "seconds", "秒"}),
}


def with_clock(column: Column, columns: Sequence[Column], options: CsvOptions) -> Parts | None:
    """Join a column of dates with one of times of day."""
    assert column.moments is not None
    if options.clock_column == "-":
        return None
    dates = column.moments.times
    for other in columns:
        if other is column or (options.clock_column not in (None, other.name)):
            continue
        found = (other.ticks, ()) if other.ticks is not None else _ticks_of(other, dates, options)
        if found is None:
            continue
        times = dates + found[0]
        if len(np.unique(times[~np.isnat(times)])) < len(np.unique(dates)):
            continue
        if options.clock_column is None and _may_be_duration(other.name, dates):
            continue
        told = text("One column holds the dates, the other the times of day.")
        joined = replace(column.moments, times=times, has_clock=True, findings=(*column.moments.findings, *found[1]))
        return Parts(joined, f"{column.name} {other.name}", frozenset({column.name, other.name}), told)
    return None


def _may_be_duration(name: str, dates: Times) -> bool:
    """Whether times of day may be durations: every date stands there once, and no name says that they are times."""
    read = dates[~np.isnat(dates)]
    named = _bare(name) in _HOUR_NAMES | _CLOCK_NAMES or has_time_name(name)
    return not named and len(np.unique(read)) == len(read)


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.lower())


def _ticks_of(column: Column, dates: Times, options: CsvOptions) -> tuple[Ticks, tuple[Finding, ...]] | None:
    """Read whole numbers in a column of hours or times as such, where every date repeats."""
    chosen = options.clock_column == column.name
    if column.whole is not None and _bare(column.name) in _PERIOD_NAMES and len(np.unique(dates)) <= 0.5 * len(dates):
        return _of_periods(column.whole, column.name)
    if not chosen and _bare(column.name) not in _HOUR_NAMES | _CLOCK_NAMES:
        return None
    whole = column.whole if column.whole is not None else _padded(column)
    if whole is None or len(np.unique(dates)) > 0.5 * len(dates):
        return None
    return _of_day(whole, column.name)


def _of_periods(whole: NDArray[np.int64], name: str) -> tuple[Ticks, tuple[Finding, ...]] | None:
    """Read 1 to 48 as the half hours of a day, 1 to 96 as its quarters; the day on which clocks go back has more."""
    low, high = int(whole.min()), int(whole.max())
    of_day = next((count for count in _PERIODS if count <= high <= count * 25 // 24), None)
    if low != 1 or of_day is None:
        return None
    minutes = 1440 // of_day
    told = text("{column}: periods of {minutes} minutes, counted from 1 in each day; each is taken as its beginning.",
                column=name, minutes=minutes)  # fmt: skip
    ticks = ((whole - 1) * minutes).astype("timedelta64[m]").astype("timedelta64[us]")
    return ticks, (Finding("periods_of_the_day", told),)


def _padded(column: Column) -> NDArray[np.int64] | None:
    """Give the numbers of cells such as 0030, which stayed as they are written."""
    if not column.exact or column.words is None or not bool(column.words.str.fullmatch(r"\d{4}|\d{6}").all()):
        return None
    return np.array([int(word) for word in column.words], np.int64)


def _of_day(whole: NDArray[np.int64], name: str) -> tuple[Ticks, tuple[Finding, ...]] | None:
    """Read 0 to 23 as hours, 1 to 24 as the hours that end then, 1330 as 13:30 and 133000 as 13:30:00."""
    low, high = int(whole.min()), int(whole.max())
    if low < 0 or (low == 0 and high == 24):
        return None
    if high <= 24:
        told = text("{column}: the hours run from 1 to 24; each is taken as its end, 24 as midnight of the next day.",
                    column=name)  # fmt: skip
        ticks = whole.astype("timedelta64[h]").astype("timedelta64[us]")
        return ticks, ((Finding("hours_to_24", told),) if high == 24 else ())
    of_second = high > 2400
    hour, minute = (whole // 10_000, whole // 100 % 100) if of_second else (whole // 100, whole % 100)
    second = whole % 100 if of_second else np.zeros(len(whole), np.int64)
    midnight = (hour == 24) & (minute == 0) & (second == 0)
    if ((hour > 23) & ~midnight).any() or (minute > 59).any() or (second > 59).any():
        return None
    return (((hour * 60 + minute) * 60 + second) * 1_000_000).astype("timedelta64[us]"), ()


def from_parts(columns: Sequence[Column]) -> Parts | None:
    """Put year, month or day of the year, day, hour and so on together, each of which has a column of its own."""
    found: dict[str, Column] = {}
    for column in columns:
        for part, names in _PART_NAMES.items():
            if _bare(column.name) in names and column.whole is not None and part not in found:
                found[part] = column
    whole = {part: column.whole for part, column in found.items() if column.whole is not None}
    if "month" in whole:
        for other in ("quarter", "ordinal"):
            whole.pop(other, None)
            found.pop(other, None)
    days = _days(whole)
    if days is None or ("hour" in whole and not {"day", "ordinal"} & set(whole)):
        return None
    times = days.astype("datetime64[us]")
    findings: tuple[Finding, ...] = ()
    if "hour" in whole:
        of_day = _of_day(whole["hour"], found["hour"].name)
        if of_day is None:
            return None
        times, findings = times + of_day[0], of_day[1]
    for part, unit in (("minute", "m"), ("second", "s")):
        if part in whole:
            if whole[part].min() < 0 or whole[part].max() > 59:
                return None
            times = times + whole[part].astype(f"timedelta64[{unit}]")
    told = text("These columns together make dates or times.")
    name = " ".join(column.name for column in found.values())
    return Parts(Moments(times, findings=findings), name, frozenset(column.name for column in found.values()), told)


def _days(whole: Mapping[str, NDArray[np.int64]]) -> NDArray[np.datetime64] | None:
    """Give the day of each row, or None where the calendar has none."""
    year = whole.get("year")
    if year is None or not ((year >= 1000) & (year <= 3000)).all():
        return None
    begin = (year - 1970).astype("datetime64[Y]")
    if "month" in whole or "quarter" in whole:
        month = whole["month"] if "month" in whole else 3 * whole["quarter"] - 2
        day = whole.get("day", np.ones(len(year), np.int64))
        if not ((month >= 1) & (month <= 12) & (day >= 1)).all():
            return None
        first = begin.astype("datetime64[M]") + (month - 1).astype("timedelta64[M]")
        days = first.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
        return days if (days.astype("datetime64[M]") == first).all() else None
    if "ordinal" in whole:
        days = begin.astype("datetime64[D]") + (whole["ordinal"] - 1).astype("timedelta64[D]")
        return days if (days.astype("datetime64[Y]") == begin).all() else None
    return None
