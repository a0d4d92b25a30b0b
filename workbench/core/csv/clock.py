"""Which column, or which columns together, tell the time of each row, and whether the rows stand in its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.asking import Question
from workbench.core.csv.columns import Column
from workbench.core.csv.counted import from_counts, from_digits, has_time_name, serial_question
from workbench.core.csv.many import Grouping, grouping
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.parts import Parts, from_parts, with_clock
from workbench.core.csv.times import Moments
from workbench.core.errors import DataError
from workbench.core.series import Finding, Guess, Times
from workbench.core.text import text

_MOST_UNREAD = 0.2
_LONG_ENOUGH = 0.5  # share of different times from which on they can be one clock
_NAMED_ENOUGH = 0.05  # the same where the column is called a time


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
        group: the series, where the file holds many.
    """

    times: Times | None = None
    name: str = ""
    used: frozenset[str] = frozenset()
    order: NDArray[np.int64] | None = None
    ahead: NDArray[np.float64] | None = None
    guesses: tuple[Guess, ...] = ()
    findings: tuple[Finding, ...] = ()
    questions: tuple[Question, ...] = field(default=())
    group: Grouping | None = None


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
            return _joined(joined, columns)
        if (taken := _taken(found, column.name, columns)) is not None:
            return taken
    parts = from_parts(columns)
    if parts is not None and _is_clock(parts.moments.times, group := _group_in(parts.moments, parts.used, columns)):
        return _joined(parts, columns, group)
    for column in columns:
        if column.whole is not None or column.values is not None:
            found = _counted(column, named=named, asked=options.time_unit is not None, options=options)
            if found is not None and (of_days := _of_days(column, found, columns, options)) is not None:
                return of_days
            if found is not None and (taken := _taken(found, column.name, columns)) is not None:
                return taken
    if (again := _years_again(columns, named=named, options=options)) is not None:
        return again
    if named and (repeated := _named(columns)) is not None:
        return repeated
    told = text("No time column was found: the rows are taken to be in order.")
    return Clock(findings=(Finding("no_time_column", told),))


def _taken(found: Moments, name: str, columns: Sequence[Column]) -> Clock | None:
    """Take the times of one column, where they make a clock, or one for each of many series."""
    used = frozenset({name})
    group = _group_in(found, used, columns)
    if not _is_clock(found.times, group) and found.question is None:
        return None
    return _in_order(found, name, used, (_guessed(name),), group)


def _guessed(name: str) -> Guess:
    return Guess("time_column", name, text("Every cell of it reads as a date or time."))


def _group_in(found: Moments, used: frozenset[str], columns: Sequence[Column]) -> Grouping | None:
    return grouping(found.times, [column for column in columns if column.name not in used])


def _years_again(columns: Sequence[Column], *, named: bool, options: CsvOptions) -> Clock | None:
    """Take years, or days in digits, that begin anew with every series."""
    for column in columns:
        if column.whole is None or not named or not has_time_name(column.name) or options.time_unit is not None:
            continue
        times = from_digits(column.whole, chosen=True, named=True)
        if times is not None:
            found, used = Moments(times), frozenset({column.name})
            if (group := _group_in(found, used, columns)) is not None:
                return _in_order(found, column.name, used, (_guessed(column.name),), group)
    return None


def _named(columns: Sequence[Column]) -> Clock | None:
    """Take times of which most come again, where their name says that they are the file's."""
    for column in columns:
        found = column.moments
        if found is None or 1 - found.share > _MOST_UNREAD or not has_time_name(column.name):
            continue
        if len(np.unique(found.times)) > _NAMED_ENOUGH * len(found.times):
            return _in_order(found, column.name, frozenset({column.name}), (_guessed(column.name),), None)
    return None


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
        return _joined(joined, columns)
    if (of_days := _of_days(column, found, columns, options)) is not None:
        return of_days
    used = frozenset({chosen})
    return _in_order(found, chosen, used, (), _group_in(found, used, columns))


def _joined(parts: Parts, columns: Sequence[Column], group: Grouping | None = None) -> Clock:
    guess = Guess("time_column", parts.name, parts.evidence)
    group = group or _group_in(parts.moments, parts.used, columns)
    return _in_order(parts.moments, parts.name, parts.used, (guess,), group)


def _of_days(column: Column, found: Moments, columns: Sequence[Column], options: CsvOptions) -> Clock | None:
    """Join days that are written in digits, as in 20240105, with a column of times of day."""
    if found.question is not None or (found.times != found.times.astype("datetime64[D]")).any():
        return None
    joined = with_clock(replace(column, moments=replace(found, has_clock=False)), columns, options)
    return None if joined is None else _joined(joined, columns)


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


def _is_clock(times: Times, group: Grouping | None = None) -> bool:
    """Whether times that nobody asked for make a clock: those of many series, or not the same few over and over."""
    if group is not None:
        return True
    read = times[~np.isnat(times)]
    distances = np.diff(read).astype(np.int64)
    if len(read) and (distances > 0).all():
        return True
    return len(read) > 0 and len(np.unique(read)) > _LONG_ENOUGH * len(read)


def _in_order(
    found: Moments, column: str, used: frozenset[str], guesses: tuple[Guess, ...], group: Grouping | None
) -> Clock:
    """Look at the times row by row, those of many series for each of them, and turn rows round that run backwards."""
    questions = (found.question,) if found.question is not None else ()
    told, order = list(found.findings), None
    if group is not None:
        words = text("Every time comes again for each {column}: there are {count:,} series in the file.",
                     column=group.name, count=len(group.words))  # fmt: skip
        told.append(Finding("many_series", words, len(group.words)))
    if found.unread is None and np.isnat(found.times).any():
        count = int(np.isnat(found.times).sum())
        told.append(Finding("invalid_dates", text("{column}: rows without a time: {count:,}.",
                                                  column=column, count=count), count))  # fmt: skip
    steps = Steps.of(found.times, None if group is None else group.codes)
    if steps.run_backwards:
        order = np.arange(len(found.times))[::-1]
        turned = text("The rows ran from the latest to the earliest; they were turned round.")
        told.append(Finding("unsorted_time", turned, len(found.times)))
    told += [*_disorder(steps), *_gaps(np.abs(steps.distances) if order is not None else steps.distances)]
    return Clock(found.times, column, used, order, found.ahead, guesses, tuple(told), questions, group)


@dataclass(frozen=True, eq=False)
class Steps:
    """From row to row, within each series.

    Attributes:
        distances: from each time to the next one of its series.
        repeated: how many times stand in an earlier row of their series.
    """

    distances: NDArray[np.timedelta64]
    repeated: int

    @classmethod
    def of(cls, times: Times, codes: NDArray[np.int64] | None = None) -> Steps:
        """Take the steps of (S,) ``times``; ``codes`` are the numbers of the series."""
        rows = np.flatnonzero(~np.isnat(times))
        if codes is None:
            read = times[rows]
            distances = np.diff(read)
            zeros = int((distances == np.timedelta64(0)).sum())
            in_order = bool((distances >= np.timedelta64(0)).all())
            return cls(distances, zeros if in_order else len(read) - len(np.unique(read)))
        rows = rows[np.argsort(codes[rows], kind="stable")]
        read, codes = times[rows], codes[rows]
        places = np.lexsort((read, codes))
        same = (np.diff(codes[places]) == 0) & (np.diff(read[places]) == np.timedelta64(0))
        return cls(np.diff(read)[np.diff(codes) == 0], int(same.sum()))

    @property
    def run_backwards(self) -> bool:
        """Whether the time only falls."""
        zero = np.timedelta64(0)
        return bool(len(self.distances) and (self.distances <= zero).all() and (self.distances < zero).any())


def _disorder(steps: Steps) -> list[Finding]:
    told = []
    backwards = int((steps.distances < np.timedelta64(0)).sum())
    if backwards and not steps.run_backwards:
        words = text("Rows where the time goes back: {count}. They are kept in the order of the file.", count=backwards)
        told.append(Finding("unsorted_time", words, backwards))
    repeated = int((steps.distances == np.timedelta64(0)).sum())
    if repeated:
        words = text("Rows that repeat the time of the row before: {count}.", count=repeated)
        told.append(Finding("duplicate_timestamps", words, repeated))
    if backwards and (again := steps.repeated - repeated) > 0:
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
