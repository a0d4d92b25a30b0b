"""Times that are written as numbers: years, days in eight digits, seconds since 1970, a spreadsheet's days."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.asking import Question
from workbench.core.csv.times import Moments
from workbench.core.series import Times
from workbench.core.text import text

_TIME_WORDS = {
    *("date", "dates", "datetime", "day", "month", "period", "time", "timestamp", "year", "years", "yr", "ds"),
    *("ts", "epoch", "unix", "unixtime", "utc", "datum", "zeit", "zeitstempel", "uhrzeit", "fecha", "heure", "hora"),
    *("data", "tempo", "jahr", "datetimeutc", "timestamps", "t", "yyyymmdd", "quarter", "week", "yearmonth", "yyyymm"),
    *(
        "年",
        "年份",
        "年度",
        "月",
        "月份",
        "日",
        "日期",
        "时间",
        "時間",
        "日付",
        "日時",
        "时刻",
        "время",
        "дата",
        "날짜",
        "시간",
    ),
}
_LAST_YEAR = 3000
_SECONDS = (300_000_000, 2_900_000_000)  # from 1979 to 2061; later ones are counted from another year than 1970
_TICKS = (62 * 10**16, 67 * 10**16)  # of 100 ns since the year 1, from 1965 to 2124
_PARTS = {"s": 10**6, "ms": 10**3, "us": 1}
_SERIAL = (20_000, 80_000)  # from 1954 to 2119
_EPOCH_OF_SHEETS = np.datetime64("1899-12-30", "us")
_DAY = 86_400_000_000


def has_time_name(column: str) -> bool:
    """Whether a time word, not a part of one, stands in the name of a column."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)  # ObservationYear
    words = re.split(r"[\W_\d]+", spaced.lower())
    return any(word in _TIME_WORDS for word in words) or column.endswith(("日期", "时间", "年份", "時間", "日時"))


def from_digits(whole: NDArray[np.int64], *, chosen: bool, named: bool = False) -> Times | None:
    """Read 1871 as a year, 202301 as a month, 2023032 and 20230201 as a day, longer ones as its hours or an epoch.

    Years that nobody chose must follow each other in equal steps; below a ``named`` time a few may be missing.
    """
    low, high = int(whole.min()), int(whole.max())
    distances = np.diff(whole)
    if low >= 1000 and high <= _LAST_YEAR:
        if not chosen and not (distances == distances[:1]).all() and not (named and _mostly_even(distances)):
            return None
        return (whole - 1970).astype("datetime64[Y]").astype("datetime64[us]")
    one_way = bool((distances >= 0).all() or (distances <= 0).all())
    if (named or chosen) and one_way and low >= 1500_001 and high <= 2300_366:
        return _of_ordinals(whole)
    for digits, begin, end in ((6, 1000_01, 3000_12), (8, 1000_01_01, 3000_12_31), (10, 1900010100, 2100123123),
                               (12, 190001010000, 210012312359), (14, 19000101000000, 21001231235959)):  # fmt: skip
        if begin <= low and high <= end and (found := _calendar(whole, digits)) is not None:
            return found if one_way or chosen or digits >= 12 else None
    return _epoch(whole) if one_way or chosen or len(whole) > 20 else None


def _of_ordinals(whole: NDArray[np.int64]) -> Times | None:
    """Read 2024032 as the 32nd day of 2024."""
    begin = (whole // 1000 - 1970).astype("datetime64[Y]")
    dates = begin.astype("datetime64[D]") + (whole % 1000 - 1).astype("timedelta64[D]")
    return dates.astype("datetime64[us]") if (dates.astype("datetime64[Y]") == begin).all() else None


_MOSTLY = 0.8


def _mostly_even(distances: NDArray[np.int64]) -> bool:
    """Whether years run one way, and most of them in equal steps."""
    one_way = bool((distances > 0).all() or (distances < 0).all())
    return one_way and bool(np.unique(distances, return_counts=True)[1].max() >= _MOSTLY * len(distances))


def _calendar(whole: NDArray[np.int64], digits: int) -> Times | None:
    clock = np.zeros(len(whole), np.int64)
    if digits > 8:
        rest = whole % 10 ** (digits - 8)
        padded = rest * 10 ** (14 - digits)
        hour, minute, second = padded // 10_000, padded // 100 % 100, padded % 100
        if (hour > 23).any() or (minute > 59).any() or (second > 59).any():
            return None
        clock, whole = ((hour * 60 + minute) * 60 + second) * 1_000_000, whole // 10 ** (digits - 8)
    if digits == 6:
        whole = whole * 100 + 1
    years, months, days = whole // 10_000, whole // 100 % 100, whole % 100
    first = ((years - 1970) * 12 + months - 1).astype("datetime64[M]")
    dates = first.astype("datetime64[D]") + (days - 1).astype("timedelta64[D]")
    is_day = (months >= 1) & (months <= 12) & (days >= 1) & (dates.astype("datetime64[M]") == first)
    return dates.astype("datetime64[us]") + clock.astype("timedelta64[us]") if is_day.all() else None


def _epoch(whole: NDArray[np.int64]) -> Times | None:
    low, high = int(whole.min()), int(whole.max())
    if (_TICKS[0] <= low and high <= _TICKS[1]) or _has_short_years(whole, low):
        return None
    for unit, factor in (("s", 1), ("ms", 10**3), ("us", 10**6), ("ns", 10**9)):
        if _SECONDS[0] * factor <= low and high <= _SECONDS[1] * factor:
            return _since_1970(whole, unit)
    return None


def _has_short_years(whole: NDArray[np.int64], low: int) -> bool:
    """Whether ten digits may be 2401311530, the 31st of January 2024 at 15:30: by chance those of five rows are not."""
    if len(whole) < 5 or not low >= 10**9:
        return False
    return _calendar(whole + 20 * 10**10, 12) is not None


def _since_1970(whole: NDArray[np.int64], unit: str) -> Times:
    micro = whole // 1000 if unit == "ns" else whole * _PARTS[unit]
    return micro.astype("datetime64[us]")


def from_counts(values: NDArray[np.float64], whole: NDArray[np.int64] | None, unit: str) -> Moments | None:
    """Read numbers that count ``unit`` since 1970, or a spreadsheet's days."""
    if unit == "days":
        return Moments(_of_sheet(values))
    if whole is not None:
        return Moments(_since_1970(whole, unit), np.zeros(len(whole)))
    factor = {"s": 1e6, "ms": 1e3, "us": 1.0, "ns": 1e-3}[unit]
    return Moments(_rounded(values * factor), np.zeros(len(values)))


def _rounded(micro: NDArray[np.float64]) -> Times:
    good = np.isfinite(micro) & (np.abs(micro) < 2**62)
    times: NDArray[Any] = (
        np.where(good, np.round(np.where(good, micro, 0)), 0).astype(np.int64).astype("datetime64[us]")
    )
    times[~good] = np.datetime64("NaT")
    return times


def _of_sheet(values: NDArray[np.float64]) -> Times:
    milli = np.round(values * (_DAY / 1000)) * 1000  # a spreadsheet's fractions are no finer
    return _EPOCH_OF_SHEETS + (_rounded(milli) - np.datetime64(0, "us"))


def serial_question(name: str, values: NDArray[np.float64], whole: NDArray[np.int64] | None) -> Moments | None:
    """Read fractions of seconds since 1970, and ask whether numbers such as 44927.25 are a spreadsheet's days."""
    if not len(values) or np.isnan(values).any():
        return None
    low, high = float(values.min()), float(values.max())
    distances = np.diff(values)
    if not ((distances >= 0).all() or (distances <= 0).all()):
        return None
    if whole is None and _SECONDS[0] <= low and high <= _SECONDS[1]:
        return from_counts(values, None, "s")
    if not (_SERIAL[0] <= low and high <= _SERIAL[1]) or len(values) < 2:
        return None
    question = Question(
        "time_unit",
        text("{column} holds numbers such as {example}: are they the days of a spreadsheet?",
             column=name, example=f"{values[0]:g}"),
        "time_unit",
        ("days", "number"),
        "days",
        text("Set data.options.time_unit to days, or to number where they are no times."),
    )  # fmt: skip
    return Moments(_of_sheet(values), question=question)
