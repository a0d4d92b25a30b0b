"""Which column, or which columns together, tell the time of each row, and whether the rows stand in its order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.asking import Question
from workbench.core.csv.columns import Column
from workbench.core.csv.counted import from_counts, from_digits, has_time_name, serial_question
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.times import Moments
from workbench.core.errors import DataError
from workbench.core.series import Finding, Guess, Times
from workbench.core.text import text

_MOST_UNREAD = 0.2
_LONG_ENOUGH = 0.5  # share of different times from which on they can be one clock


@dataclass(frozen=True, eq=False)
class Clock:
    """The time of each row.

    Attributes:
        times: (S,) datetime64[us], NaT where a row has none; or None where rows are merely in order.
        name: the column the times came from, or "".
        used: columns that the clock uses up.
        order: the rows' new order where they were turned round, else None.
        ahead: (S,) minutes ahead of UTC, or None where the file names no zone.
        guesses: what was decided without the user.
        findings: what the user should know.
        questions: what the file leaves open.
    """

    times: Times | None = None
    name: str = ""
    used: frozenset[str] = frozenset()
    order: NDArray[np.int64] | None = None
    ahead: NDArray[np.float64] | None = None
    guesses: tuple[Guess, ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = field(default=())


def find_clock(columns: Sequence[Column], options: CsvOptions, file: str, *, named: bool) -> Clock:
    """Find the column of times, or take the one that ``options`` names.

    Args:
        columns: of the table, those with times already read.
        options: what the user has chosen.
        file: its name, for the errors.
        named: whether the names of the columns stand in the file.

    Raises:
        DataError: the named column does not exist or holds something that is no time.
    """
    chosen = options.time_column
    names = {column.name for column in columns}
    if chosen == "" or (chosen == "-" and "-" not in names):
        return Clock()
    if chosen is not None:
        return _chosen(chosen, columns, options, file)
    by_name = {column.name: column for column in columns}
    for column in sorted(
        (one for one in columns if one.moments is not None and 1 - one.moments.share <= _MOST_UNREAD),
        key=lambda one: not one.moments.has_clock if one.moments else True,
    ):
        found = column.moments
        assert found is not None
        if not found.has_clock and (joined := _with_clock(column, columns, options)) is not None:
            return joined
        if _is_clock(found.times):
            guess = Guess("time_column", column.name, text("Every cell of it reads as a date or time."))
            return _in_order(found, column.name, frozenset({column.name}), (guess,))
    if (parts := _from_parts(by_name)) is not None:
        return parts
    for column in columns:
        if column.whole is not None or column.values is not None:
            found = _counted(column, named=named, asked=options.time_unit is not None, options=options)
            if found is not None and (_is_clock(found.times) or found.question is not None):
                guess = Guess("time_column", column.name, text("Every cell of it reads as a date or time."))
                return _in_order(found, column.name, frozenset({column.name}), (guess,))
    if (long := _long_format(columns)) is not None:
        return long
    told = text("No time column was found: the rows are taken to be in order.")
    return Clock(findings=(Finding("no_time_column", told),))


def _chosen(chosen: str, columns: Sequence[Column], options: CsvOptions, file: str) -> Clock:
    column = next((one for one in columns if one.name == chosen), None)
    if column is None:
        raise DataError(
            text("{file} has no column {column}.", file=file, column=repr(chosen)),
            hint=text("Its columns are: {columns}.", columns=", ".join(one.name for one in columns)),
            code="no_such_column",
        )
    found = column.moments
    if found is None and (column.whole is not None or column.values is not None):
        found = _counted(column, named=True, asked=True, options=options)
    if found is None or found.share < 0.6:
        raise DataError(
            text("{column} cannot be read as dates or times.", column=chosen),
            hint=text("Choose another time column, or say that the rows are already in order."),
            code="no_times",
        )
    if not found.has_clock and (joined := _with_clock(column, columns, options)) is not None:
        return joined
    return _in_order(found, chosen, frozenset({chosen}), ())


def _counted(column: Column, *, named: bool, asked: bool, options: CsvOptions) -> Moments | None:
    """Read numbers as years, days written in digits, seconds since 1970 or a spreadsheet's days."""
    says_time = asked or not named or has_time_name(column.name)
    if not says_time or options.time_unit == "number":
        return None
    if options.time_unit is not None:
        values = column.values if column.values is not None else np.asarray(column.whole, np.float64)
        return from_counts(values, column.whole, options.time_unit)
    chosen = asked and options.time_column is not None
    if column.whole is not None and (found := from_digits(column.whole, chosen=chosen)) is not None:
        return Moments(found, has_clock=True)
    if column.values is None or not (named or asked):
        return None
    return serial_question(column.name, column.values, column.whole)


def _is_clock(times: Times) -> bool:
    """Whether times that nobody asked for make a clock: not the same few over and over."""
    read = times[~np.isnat(times)]
    distances = np.diff(read).astype(np.int64)
    if len(read) and (distances > 0).all():
        return True
    return len(read) > 0 and len(np.unique(read)) > _LONG_ENOUGH * len(read)


def _with_clock(column: Column, columns: Sequence[Column], options: CsvOptions) -> Clock | None:
    """Join a column of dates with one of times of day."""
    assert column.moments is not None
    if options.clock_column == "-":
        return None
    for other in columns:
        if other is column or (options.clock_column not in (None, other.name)):
            continue
        ticks = other.ticks if other.ticks is not None else _hours(other, column.moments.times)
        if ticks is None:
            continue
        times = column.moments.times + ticks
        if len(np.unique(times[~np.isnat(times)])) < len(np.unique(column.moments.times)):
            continue
        name = f"{column.name} {other.name}"
        guess = Guess("time_column", name, text("One column holds the dates, the other the times of day."))
        joined = replace(column.moments, times=times, has_clock=True)
        return _in_order(joined, name, frozenset({column.name, other.name}), (guess,))
    return None


_HOUR_NAMES = frozenset({"hour", "hours", "hr", "hh", "stunde", "heure", "hora", "ora", "小时", "时", "時", "時間"})


def _hours(column: Column, dates: Times) -> NDArray[np.timedelta64] | None:
    """Read whole numbers from 0 to 23 as hours where every date repeats."""
    if column.whole is None or column.name.strip().lower() not in _HOUR_NAMES:
        return None
    if column.whole.min() < 0 or column.whole.max() > 23 or len(np.unique(dates)) > 0.5 * len(dates):
        return None
    return column.whole.astype("timedelta64[h]").astype("timedelta64[us]")


_PART_NAMES: Mapping[str, frozenset[str]] = {
    "year": frozenset({"year", "yyyy", "yr", "jahr", "annee", "année", "año", "anno", "yy", "年"}),
    "month": frozenset({"month", "mm", "mo", "mon", "monat", "mois", "mes", "mese", "月"}),
    "day": frozenset({"day", "dd", "dy", "tag", "jour", "dia", "día", "giorno", "日"}),
    "hour": _HOUR_NAMES,
    "minute": frozenset({"minute", "min", "mi", "minutes", "mn", "分"}),
    "second": frozenset({"second", "sec", "ss", "seconds", "秒"}),
}


def _from_parts(columns: Mapping[str, Column]) -> Clock | None:
    """Put year, month, day and so on together, each of which has a column of its own."""
    found: dict[str, Column] = {}
    for name, column in columns.items():
        bare = re.sub(r"[\W_]+", "", name.lower())
        for part, names in _PART_NAMES.items():
            if bare in names and column.whole is not None and part not in found:
                found[part] = column
    if not {"year", "month"} <= set(found):
        return None
    if "hour" in found and "day" not in found:
        return None
    whole = {part: column.whole for part, column in found.items() if column.whole is not None}
    year, month, day = whole["year"], whole["month"], whole.get("day", np.ones(len(whole["year"]), np.int64))
    if not ((year >= 1000) & (year <= 3000)).all() or not ((month >= 1) & (month <= 12) & (day >= 1)).all():
        return None
    first = ((year - 1970) * 12 + month - 1).astype("datetime64[M]")
    days = first.astype("datetime64[D]") + (day - 1).astype("timedelta64[D]")
    if (days.astype("datetime64[M]") != first).any():
        return None
    times = days.astype("datetime64[us]")
    for part, unit, most in (("hour", "h", 24), ("minute", "m", 59), ("second", "s", 59)):
        if part in whole:
            if whole[part].min() < 0 or whole[part].max() > most:
                return None
            times = times + whole[part].astype(f"timedelta64[{unit}]")
    if not _is_clock(times):
        return None
    name = " ".join(column.name for column in found.values())
    guess = Guess("time_column", name, text("These columns together make dates or times."))
    return _in_order(Moments(times), name, frozenset(column.name for column in found.values()), (guess,))


def _long_format(columns: Sequence[Column]) -> Clock | None:
    """Say that the same times come again for every word of another column."""
    dated = next((one for one in columns if one.moments is not None and one.moments.share > 0.9), None)
    if dated is None or dated.moments is None:
        return None
    times = dated.moments.times.astype(np.int64)
    for other in columns:
        codes = other.codes()
        if codes is None or not 1 < codes.max() + 1 <= max(2, len(times) // 3):
            continue
        if len(np.unique(np.stack([times, codes.astype(np.int64)]), axis=1).T) == len(times):
            message = text("Every time comes again for each {column}: are they many series in one file?",
                           column=other.name)  # fmt: skip
            question = Question("long_format", message, "time_column", ("-", dated.name), "-",
                                text("Set data.options.time_column to the column of times, or to - for rows in order."),
                                harmless=True)  # fmt: skip
            told = text("No time column was found: the rows are taken to be in order.")
            return Clock(findings=(Finding("no_time_column", told),), questions=(question,))
    return None


def _in_order(found: Moments, column: str, used: frozenset[str], guesses: tuple[Guess, ...]) -> Clock:
    questions = (found.question,) if found.question is not None else ()
    times = found.times
    distances = np.diff(times[~np.isnat(times)])
    told, order = list(found.findings), None
    if found.unread is None and np.isnat(times).any():
        count = int(np.isnat(times).sum())
        told.append(Finding("invalid_dates", text("{column}: rows without a time: {count:,}.",
                                                  column=column, count=count), count))  # fmt: skip
    if len(distances) and (distances <= np.timedelta64(0)).all() and (distances < np.timedelta64(0)).any():
        order = np.arange(len(times))[::-1]
        turned = text("The rows ran from the latest to the earliest; they were turned round.")
        told.append(Finding("unsorted_time", turned, len(times)))
        distances = -distances[::-1]
    told += [*_disorder(times, distances, order), *_gaps(distances)]
    return Clock(times, column, used, order, found.ahead, guesses, tuple(told), questions)


def _disorder(times: Times, distances: NDArray[np.timedelta64], order: NDArray[np.int64] | None) -> list[Finding]:
    told = []
    backwards = int((distances < np.timedelta64(0)).sum())
    if backwards and order is None:
        words = text("Rows where the time goes back: {count}. They are kept in the order of the file.", count=backwards)
        told.append(Finding("unsorted_time", words, backwards))
    repeated = int((distances == np.timedelta64(0)).sum())
    if repeated:
        words = text("Rows that repeat the time of the row before: {count}.", count=repeated)
        told.append(Finding("duplicate_timestamps", words, repeated))
    if backwards:
        again = int(len(times) - np.isnat(times).sum() - len(np.unique(times[~np.isnat(times)]))) - repeated
        if again > 0:
            words = text("Rows whose time stands in an earlier row too: {count}.", count=again)
            told.append(Finding("duplicate_timestamps", words, again))
    return told


def _gaps(distances: NDArray[np.timedelta64]) -> list[Finding]:
    """Count distances of more than one and a half steps: no month, quarter or year is that much longer than another."""
    forward = distances[distances > np.timedelta64(0)]
    if not len(forward):
        return []
    regular, counts = np.unique(forward, return_counts=True)
    step = regular[counts.argmax()]
    wide = int((forward > step * 3 / 2).sum())
    if not wide:
        return []
    told = text("Gaps in the times: {count}.", count=wide)
    return [Finding("gaps", told, wide)]
