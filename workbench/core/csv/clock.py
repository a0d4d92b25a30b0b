"""Which column, or which columns together, tell the time of each row, and whether the rows stand in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.asking import Question
from workbench.core.csv.columns import Column
from workbench.core.csv.counted import from_counts, from_digits, has_time_name, serial_question
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.parts import Parts, from_parts, with_clock
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
    for column in sorted(
        (one for one in columns if one.moments is not None and 1 - one.moments.share <= _MOST_UNREAD),
        key=lambda one: not one.moments.has_clock if one.moments else True,
    ):
        found = column.moments
        assert found is not None
        if not found.has_clock and (joined := with_clock(column, columns, options)) is not None:
            return _joined(joined)
        if _is_clock(found.times):
            guess = Guess("time_column", column.name, text("Every cell of it reads as a date or time."))
            return _in_order(found, column.name, frozenset({column.name}), (guess,))
    if (parts := from_parts(columns)) is not None and _is_clock(parts.moments.times):
        return _joined(parts)
    for column in columns:
        if column.whole is not None or column.values is not None:
            found = _counted(column, named=named, asked=options.time_unit is not None, options=options)
            if found is not None and (of_days := _of_days(column, found, columns, options)) is not None:
                return of_days
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
    if not found.has_clock and (joined := with_clock(column, columns, options)) is not None:
        return _joined(joined)
    if (of_days := _of_days(column, found, columns, options)) is not None:
        return of_days
    return _in_order(found, chosen, frozenset({chosen}), ())


def _joined(parts: Parts) -> Clock:
    guess = Guess("time_column", parts.name, parts.evidence)
    return _in_order(parts.moments, parts.name, parts.used, (guess,))


def _of_days(column: Column, found: Moments, columns: Sequence[Column], options: CsvOptions) -> Clock | None:
    """Join days that are written in digits, as in 20240105, with a column of times of day."""
    if found.question is not None or (found.times != found.times.astype("datetime64[D]")).any():
        return None
    joined = with_clock(replace(column, moments=replace(found, has_clock=False)), columns, options)
    return None if joined is None else _joined(joined)


def _counted(column: Column, *, named: bool, asked: bool, options: CsvOptions) -> Moments | None:
    """Read numbers as years, days written in digits, seconds since 1970 or a spreadsheet's days."""
    says_time = asked or not named or has_time_name(column.name)
    if not says_time or options.time_unit == "number":
        return None
    if options.time_unit is not None:
        values = column.values if column.values is not None else np.asarray(column.whole, np.float64)
        return from_counts(values, column.whole, options.time_unit)
    chosen = asked and options.time_column is not None
    known = named and has_time_name(column.name)
    if column.whole is not None and (found := from_digits(column.whole, chosen=chosen, named=known)) is not None:
        return Moments(found, has_clock=True)
    if column.values is None:
        return None
    counted = serial_question(column.name, column.values, column.whole)
    return counted if named or asked or (counted is not None and counted.question is None) else None


def _is_clock(times: Times) -> bool:
    """Whether times that nobody asked for make a clock: not the same few over and over."""
    read = times[~np.isnat(times)]
    distances = np.diff(read).astype(np.int64)
    if len(read) and (distances > 0).all():
        return True
    return len(read) > 0 and len(np.unique(read)) > _LONG_ENOUGH * len(read)


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
