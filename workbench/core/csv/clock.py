"""Which column tells the time of each row, and whether the rows stand in its order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.options import CsvOptions
from workbench.core.errors import DataError
from workbench.core.series import Guess, Times
from workbench.core.text import Text, text

if TYPE_CHECKING:
    import pandas as pd

_TIME_WORDS = ("date", "time", "day", "month", "year", "ds", "日期", "时间", "年", "月")
_SLASHED = re.compile(r"^\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")


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
    if chosen == "":
        return Clock()
    if chosen is not None:
        if chosen not in frame.columns:
            raise DataError(
                text("{file} has no column {column}.", file=name, column=repr(chosen)),
                hint=text("Its columns are: {columns}.", columns=", ".join(frame.columns)),
            )
        times = _times(frame[chosen], options)
        if times is None:
            raise DataError(
                text("{column} cannot be read as dates or times.", column=chosen),
                hint=text("Choose another time column, or say that the rows are already in order."),
            )
        return _in_order(times, chosen, ())
    for column in frame.columns:
        if not _may_be_time(column, frame[column]):
            continue
        times = _times(frame[column], options)
        if times is not None and len(np.unique(times)) > 0.5 * len(times):
            guess = Guess("time_column", column, text("Every cell of it reads as a date or time."))
            return _in_order(times, column, (guess,))
    return Clock(notices=(text("No time column was found: the rows are taken to be in order."),))


def _may_be_time(column: str, cells: pd.Series[Any]) -> bool:
    named = any(word in column.lower() for word in _TIME_WORDS)
    return named if cells.dtype.kind in "iu" else cells.dtype.kind not in "fb"


def _times(cells: pd.Series[Any], options: CsvOptions) -> Times | None:
    """Give the times in ``cells``, or None where any of them is no time."""
    import pandas as pd

    if cells.isna().any():
        return None
    if cells.dtype.kind in "iu":
        return _from_integers(cells.to_numpy())
    words = cells.astype(str)
    day_first = _day_first(words, options)
    try:
        parsed = pd.to_datetime(words, dayfirst=bool(day_first), format="mixed" if day_first is None else None)
    except (ValueError, OverflowError, TypeError):
        return None
    if parsed.dtype.kind != "M":
        return None
    if getattr(parsed.dt, "tz", None) is not None:
        parsed = parsed.dt.tz_convert("UTC").dt.tz_localize(None)
    return parsed.to_numpy().astype("datetime64[us]")


def _from_integers(numbers: NDArray[np.int64]) -> Times | None:
    """Read 1871 as a year and 19580329 as a day."""
    if ((numbers >= 1000) & (numbers <= 3000)).all():
        return (numbers - 1970).astype("datetime64[Y]").astype("datetime64[us]")
    if ((numbers >= 1000_01_01) & (numbers <= 3000_12_31)).all():
        years, months, days = numbers // 10_000, numbers // 100 % 100, numbers % 100
        if ((months >= 1) & (months <= 12) & (days >= 1) & (days <= 31)).all():
            first = ((years - 1970) * 12 + months - 1).astype("datetime64[M]")
            return (first.astype("datetime64[D]") + (days - 1)).astype("datetime64[us]")
    return None


def _day_first(words: pd.Series[Any], options: CsvOptions) -> bool | None:
    """Settle the order of day and month, or None where the year stands first.

    Raises:
        DataError: both orders fit every row, and nobody said which is meant.
    """
    found = words.head(100_000).str.extract(_SLASHED.pattern).dropna()
    if found.empty:
        return None
    if options.day_first is not None:
        return options.day_first
    first, second = found[0].astype(int), found[1].astype(int)
    if (first > 12).any() and not (second > 12).any():
        return True
    if (second > 12).any() and not (first > 12).any():
        return False
    raise DataError(
        text(
            "{example} can mean two days: nothing in the file says whether the day or the month comes first.",
            example=words.iloc[0],
        ),
        hint=text("Set data.options.day_first to true or false."),
    )


def _in_order(times: Times, column: str, guesses: tuple[Guess, ...]) -> Clock:
    distances = np.diff(times)
    if len(distances) and (distances < np.timedelta64(0)).all():
        order = np.arange(len(times))[::-1]
        notice = text("The rows ran from the latest to the earliest; they were turned round.")
        return Clock(times[order], column, frozenset({column}), order, guesses, (notice,))
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
    if len(distances):
        regular, counts = np.unique(distances, return_counts=True)
        step = regular[counts.argmax()]
        wide = int((distances > step * 3 / 2).sum())
        if wide and step > np.timedelta64(0) and step < np.timedelta64(28, "D"):
            notices.append(
                text(
                    "Gaps in the times: {count}. The rows on both sides of a gap count as neighbours.",
                    count=wide,
                )
            )
    return Clock(times, column, frozenset({column}), None, guesses, tuple(notices))
