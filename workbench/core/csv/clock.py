"""Which column tells the time of each row, and whether the rows stand in its order."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.options import CsvOptions
from workbench.core.errors import DataError, UnsettledError
from workbench.core.series import Guess, Times
from workbench.core.text import Text, text

if TYPE_CHECKING:
    import pandas as pd

_WHOLE_TIME_WORDS = {
    *("date", "dates", "datetime", "day", "month", "period", "time", "timestamp", "year", "years", "yr", "ds"),
    *("年", "年份", "年度", "月", "月份", "日", "日期", "时间"),
}
_OFFSET = r"(?i)(:\d{2}(?:[.,]\d+)?(?: ?[ap]m)?|t\d{4,6}) ?(z|utc|gmt|[+-]\d{2}(?::?\d{2})?)$"
_MAY_END_IN_OFFSET = r"(?:[zZcCtT]|[+-]\d{2}:?\d{0,2})$"
_SLASHED = r"^(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})\b"
_LAST_YEAR = 3000
_YEAR = r"\d{4}|^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}\b"  # a cell without a year is no date


@dataclass(frozen=True, eq=False)
class Clock:
    """The time of each row.

    Attributes:
        times: (S,) datetime64[us], or None where rows are merely in order.
        name: the column the times came from, or "".
        used: columns that the clock uses up.
        order: the rows' new order where they were turned round, else None.
        guesses: what was decided without the user.
        notices: what the user should know.
    """

    times: Times | None = None
    name: str = ""
    used: frozenset[str] = frozenset()
    order: NDArray[np.int64] | None = None
    guesses: tuple[Guess, ...] = ()
    notices: tuple[Text, ...] = ()


def find_clock(frame: pd.DataFrame, options: CsvOptions, name: str) -> Clock:
    """Find the column of times, or take the one that ``options`` names.

    Raises:
        DataError: the named column does not exist or holds something that is no time, or
            its days and months cannot be told apart.
    """
    chosen = options.time_column
    if chosen == "" or (chosen == "-" and "-" not in frame.columns):
        return Clock()
    if chosen is not None:
        if chosen not in frame.columns:
            raise DataError(
                text("{file} has no column {column}.", file=name, column=repr(chosen)),
                hint=text("Its columns are: {columns}.", columns=", ".join(frame.columns)),
            )
        found = _times(frame[chosen], options)
        if found is None:
            raise DataError(
                text("{column} cannot be read as dates or times.", column=chosen),
                hint=text("Choose another time column, or say that the rows are already in order."),
            )
        return _in_order(*found, chosen, ())
    for column in frame.columns:
        if not _may_be_time(column, frame[column]):
            continue
        found = _times(frame[column], options)
        if found is not None and _is_clock(found[0], frame[column]):
            guess = Guess("time_column", column, text("Every cell of it reads as a date or time."))
            return _in_order(*found, column, (guess,))
    return Clock(notices=(text("No time column was found: the rows are taken to be in order."),))


def _may_be_time(column: str, cells: pd.Series[Any]) -> bool:
    """Whether it is worth reading; whole numbers only under a name that has a time word, not a part of one, in it."""
    if cells.dtype.kind in "iu":
        spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)  # ObservationYear
        words = re.split(r"[\W_]+", spaced.lower())
        return any(word in _WHOLE_TIME_WORDS for word in words) or column.endswith(("日期", "时间", "年份"))
    return cells.dtype.kind not in "fb"


def _is_clock(times: Times, cells: pd.Series[Any]) -> bool:
    """Whether times that nobody asked for make a clock; years only in equal steps, days in numbers only one way."""
    if len(np.unique(times)) <= 0.5 * len(times):
        return False
    if cells.dtype.kind not in "iu":
        return True
    distances = np.diff(cells.to_numpy().astype(np.int64))
    if cells.max() <= _LAST_YEAR:
        return bool((distances == distances[:1]).all())
    return bool((distances >= 0).all() or (distances <= 0).all())


def _times(cells: pd.Series[Any], options: CsvOptions) -> tuple[Times, tuple[Text, ...]] | None:
    """Give the times in ``cells`` and what is to be told of them, or None where any of them is no time.

    Raises:
        DataError: the cells can be read with the day or with the month first, and nobody said
            which is meant.
    """
    if cells.isna().any() or cells.dtype.kind in "fb":
        return None
    if cells.dtype.kind == "M":  # a workbook's or a Parquet file's own times
        return cells.to_numpy().astype("datetime64[us]"), ()
    if cells.dtype.kind in "iu":
        numbers = _from_integers(cells.to_numpy())
        return None if numbers is None else (numbers, ())
    words = cells.astype(str).str.strip()
    if not words.str.contains(_YEAR).all():
        return None
    words, notices = _without_offset(words)
    readings = [times for order in _orders(words, options) if (times := _parsed(words, day_first=order)) is not None]
    if len(readings) == 2 and (differ := readings[0] != readings[1]).any():
        raise UnsettledError(
            text(
                "{example} can mean two days: nothing in the file says whether the day or the month comes first.",
                example=words.iloc[int(differ.argmax())],
            ),
            hint=text("Set data.options.day_first to true or false."),
            option="day_first",
        )
    return (readings[0], notices) if readings else None


def _without_offset(words: pd.Series[Any]) -> tuple[pd.Series[Any], tuple[Text, ...]]:
    """Take one and the same offset from UTC off every time; several stay, and say that they become UTC."""
    if not words.str.contains(_MAY_END_IN_OFFSET).any():  # a third of the time, for the many files without
        return words, ()
    offsets = words.str.extract(_OFFSET)[1]
    found = sorted(offsets.dropna().unique())
    if not found:
        return words, ()
    if len(found) == 1 and offsets.notna().all():
        kept = text("Every time has the offset {offset} from UTC; it was left out, and the times are local.",
                    offset=found[0])  # fmt: skip
        return words.str.replace(_OFFSET, r"\1", regex=True), (kept,)
    some = ", ".join(found[:4]) + (", …" if len(found) > 4 else "")
    if offsets.isna().any():
        return words, (
            text("Some times have an offset from UTC ({offsets}) and some have none; all are taken as UTC.",
                 offsets=some),
        )  # fmt: skip
    return words, (
        text("The times have several offsets from UTC ({offsets}); they were changed to UTC.", offsets=some),
    )


def _orders(words: pd.Series[Any], options: CsvOptions) -> list[bool]:
    """Whether the day stands first: every answer that the numbers between the slashes allow."""
    found = words.str.extract(_SLASHED).dropna().astype(int)
    if found.empty:
        return [False]
    fitting = [order for order, month in ((True, found[1]), (False, found[0])) if (month <= 12).all()]
    return fitting if options.day_first is None else [order for order in fitting if order == options.day_first]


def _parsed(words: pd.Series[Any], *, day_first: bool) -> Times | None:
    import pandas as pd
    from pandas.tseries.api import guess_datetime_format

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of rare notations that pandas will read no longer; then they are no times
        common = guess_datetime_format(words.iloc[0], dayfirst=day_first)
        for notation in (common, "mixed") if common else ("mixed",):
            try:
                parsed = pd.to_datetime(words, format=notation, dayfirst=day_first, utc=True)
            except (ValueError, OverflowError, TypeError):
                continue
            return parsed.dt.tz_localize(None).to_numpy().astype("datetime64[us]")
    return None


def _from_integers(numbers: NDArray[np.int64]) -> Times | None:
    """Read 1871 as a year and 19580329 as a day."""
    if ((numbers >= 1000) & (numbers <= _LAST_YEAR)).all():
        return (numbers.astype(np.int64) - 1970).astype("datetime64[Y]").astype("datetime64[us]")
    if ((numbers >= 1000_01_01) & (numbers <= 3000_12_31)).all():
        numbers = numbers.astype(np.int64)
        years, months, days = numbers // 10_000, numbers // 100 % 100, numbers % 100
        first = ((years - 1970) * 12 + months - 1).astype("datetime64[M]")
        times = first.astype("datetime64[D]") + (days - 1)
        is_day = (months >= 1) & (months <= 12) & (days >= 1) & (times.astype("datetime64[M]") == first)
        return times.astype("datetime64[us]") if is_day.all() else None
    return None


def _in_order(times: Times, told: tuple[Text, ...], column: str, guesses: tuple[Guess, ...]) -> Clock:
    distances = np.diff(times)
    if len(distances) and (distances < np.timedelta64(0)).all():
        order = np.arange(len(times))[::-1]
        turned = text("The rows ran from the latest to the earliest; they were turned round.")
        notices = (*told, turned, *_gaps(-distances))
        return Clock(times[order], column, frozenset({column}), order, guesses, notices)
    notices = _disorder(distances)
    return Clock(times, column, frozenset({column}), None, guesses, (*told, *notices, *_gaps(distances)))


def _disorder(distances: NDArray[np.timedelta64]) -> tuple[Text, ...]:
    notices = []
    backwards = int((distances < np.timedelta64(0)).sum())
    if backwards:
        notices.append(
            text(
                "Rows where the time goes back: {count}. They are kept in the order of the file.",
                count=backwards,
            )
        )
    repeated = int((distances == np.timedelta64(0)).sum())
    if repeated:
        notices.append(
            text(
                "Rows that repeat the time of the row before: {count}. They are kept as steps.",
                count=repeated,
            )
        )
    return tuple(notices)


def _gaps(distances: NDArray[np.timedelta64]) -> tuple[Text, ...]:
    """Count distances of more than one and a half steps: no month, quarter or year is that much longer than another."""
    if not len(distances):
        return ()
    regular, counts = np.unique(distances, return_counts=True)
    step = regular[counts.argmax()]
    wide = int((distances > step * 3 / 2).sum())
    if not wide or step <= np.timedelta64(0):
        return ()
    return (text("Gaps in the times: {count}. The rows on both sides of a gap count as neighbours.", count=wide),)
