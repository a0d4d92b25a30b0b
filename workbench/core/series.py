"""Series: one clock and its columns of numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import DataError
from workbench.core.text import Text, text

Times = NDArray[np.datetime64]

_ROWS_AT_ONCE = 2**20


@dataclass(frozen=True)
class Guess:
    """One thing the reader decided by itself.

    Attributes:
        option: the field of ``CsvOptions`` that would settle it.
        value: what was decided.
        evidence: why.
    """

    option: str
    value: str
    evidence: Text


@dataclass(frozen=True)
class Finding:
    """Something about the rows that the user should know, in words and for programs.

    Attributes:
        code: its name in ``workbench inspect``, as in ``ragged_rows``.
        message: the sentence for the user, with the count in it.
        count: how many rows or cells it is about.
        lines: the first few lines of the file where it stands, counted from 1.
    """

    code: str
    message: Text
    count: int = 1
    lines: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class Labels:
    """A column of words.

    Attributes:
        codes: (S,) int32, the place of each row's word in ``words``; -1 where there is none.
        words: every word once, in the order in which they first stand.
    """

    codes: NDArray[np.int32]
    words: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Series:
    """Rows on one clock.

    Attributes:
        name: for titles: the file's or sample's name.
        columns: names of the numeric columns.
        values: (S, C) float64; NaN where a value is missing.
        times: (S,) datetime64[us], or None where the rows are merely in order.
        time_name: name of the column the times came from, or "".
        left_out: columns that hold no numbers.
        guesses: everything the reader decided by itself.
        findings: what the user should know of the rows.
        labels: the columns of words, by name.
        lines: (S,) line of the file that each row came from, counted from 1; 0 for a row that no line has.
            None where there is no file.
        repaired: (S, C) whether a value was filled in, not read; None where none was.
        units: the units of measure that the file says, by column.
    """

    name: str
    columns: tuple[str, ...]
    values: NDArray[np.float64]
    times: Times | None = None
    time_name: str = ""
    left_out: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()
    findings: tuple[Finding, ...] = ()
    labels: Mapping[str, Labels] = field(default_factory=dict)
    lines: NDArray[np.int64] | None = None
    repaired: NDArray[np.bool_] | None = None
    units: Mapping[str, str] = field(default_factory=dict)
    _index: dict[str, int] = field(init=False, repr=False)
    _missing: dict[str, tuple[int, int]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_index", {name: at for at, name in enumerate(self.columns)})
        object.__setattr__(self, "_missing", {})

    def __len__(self) -> int:
        return len(self.values)

    @property
    def is_mapped(self) -> bool:
        """Whether the values lie in a file, of which only what is used is in the memory."""
        return isinstance(self.values, np.memmap)

    def with_unit(self, name: str) -> str:
        """Give a column's name as the title of an axis: with its unit, where the file says one."""
        return with_unit(name, self.units.get(name, ""))

    @property
    def notices(self) -> tuple[Text, ...]:
        """What the user should know of the rows, in words."""
        return tuple(finding.message for finding in self.findings)

    @cached_property
    def is_one_clock(self) -> bool:
        """Whether there are times and they never go back, as those of many series one behind the other do."""
        return self.times is not None and bool((self.times[1:] >= self.times[:-1]).all())

    @property
    def step(self) -> np.timedelta64 | None:
        """The commonest distance between two rows, or None without times."""
        if self.times is None or len(self) < 2:
            return None
        if not self.is_mapped:
            return _commonest(np.diff(self.times))
        counts: Counter[np.timedelta64] = Counter()
        for start in range(0, len(self) - 1, _ROWS_AT_ONCE):
            distances, found = np.unique(np.diff(self.times[start : start + _ROWS_AT_ONCE + 1]), return_counts=True)
            counts.update(dict(zip(distances, found.tolist(), strict=True)))
            if len(counts) > _ROWS_AT_ONCE:  # no rhythm: the rare ones cannot become the commonest any more
                counts = Counter(dict(counts.most_common(_ROWS_AT_ONCE // 2)))
        return min(counts, key=lambda distance: (-counts[distance], distance))

    def column(self, name: str) -> NDArray[np.float64]:
        """Give the (S,) values of one column.

        Raises:
            DataError: there is no such column.
        """
        return self.values[:, self._at(name)]

    def select(self, names: Sequence[str]) -> NDArray[np.float64]:
        """Give the (S, len(names)) values of some columns, in that order; not to be written to.

        Raises:
            DataError: a column does not exist.
        """
        columns = [self._at(name) for name in names]
        if self.is_mapped and columns == list(range(columns[0], columns[0] + len(columns))):
            return self.values[:, columns[0] : columns[0] + len(columns)]  # a view: nothing is read yet
        return self.values[:, columns]

    def rows(self, names: Sequence[str], start: int, stop: int) -> NDArray[np.float64]:
        """Give a copy of the (stop - start, len(names)) values of some columns between two rows.

        Raises:
            DataError: a column does not exist.
        """
        return np.array(self.values[start:stop, [self._at(name) for name in names]])

    def missing(self, name: str) -> tuple[int, int]:
        """Count the missing values of a column, and give the row of the first; it is looked for once.

        Raises:
            DataError: there is no such column.
        """
        if name not in self._missing:
            values, count, first = self.column(name), 0, -1
            for start in range(0, len(values), _ROWS_AT_ONCE):
                holes = np.flatnonzero(np.isnan(values[start : start + _ROWS_AT_ONCE]))
                if len(holes) and first < 0:
                    first = start + int(holes[0])
                count += len(holes)
            self._missing[name] = (count, first)
        return self._missing[name]

    def take(self, rows: NDArray[np.int64] | slice) -> Series:
        """Give some rows, in another order if ``rows`` has one."""
        return replace(
            self,
            values=self.values[rows],
            times=None if self.times is None else self.times[rows],
            labels={name: Labels(one.codes[rows], one.words) for name, one in self.labels.items()},
            lines=None if self.lines is None else self.lines[rows],
            repaired=None if self.repaired is None else self.repaired[rows],
        )

    def _at(self, name: str) -> int:
        if name not in self._index:
            raise DataError(
                text("{series} has no column {column}.", series=self.name, column=repr(name)),
                hint=text("Its columns are: {columns}.", columns=", ".join(self.columns)),
            )
        return self._index[name]

    def when(self, row: int) -> str:
        """Name the row at ``row`` for a person: its time, or its number."""
        return str(row + 1) if self.times is None else shown_time(self.times[row], self.step)


def with_unit(title: str, unit: str) -> str:
    """Give the title of an axis or a column with the unit of its numbers; "" for one that is not known.

    A title that ends with its unit in brackets, as the names of some files' columns do, stays as it is.
    """
    says_it = title.endswith((")", "]", "）")) and title[:-1].rstrip().endswith(unit)
    return title if says_it or not unit else text("{title} [{unit}]", title=title, unit=unit)


def number_with_unit(written: str, unit: str) -> str:
    """Give a number as it is written with its unit; "" for one that is not known."""
    return f"{written} {unit}" if unit else written


def shared_unit(units: Mapping[str, str], names: Sequence[str]) -> str:
    """Give the unit that all of some columns have, or "" where they have several, or one has none."""
    found = {units.get(name, "") for name in names}
    return found.pop() if len(found) == 1 else ""


def shown_time(time: np.datetime64, step: np.timedelta64 | None) -> str:
    """Write ``time``, for a person or a file, without the parts that ``step`` makes needless.

    Days, minutes, seconds, milliseconds or microseconds: the coarsest in which both the step
    and the time are whole.
    """
    moment = time.astype("datetime64[us]")
    distance = _MINUTES if step is None else int(step / np.timedelta64(1, "us"))
    for unit, length in _UNITS.items():
        cut = moment.astype(f"datetime64[{unit}]")
        if cut == moment and distance % length == 0:
            return str(cut).replace("T", " ")
    return str(moment).replace("T", " ")


_MINUTES = 60 * 10**6
_UNITS = {"D": 1440 * _MINUTES, "m": _MINUTES, "s": 10**6, "ms": 10**3}  # in microseconds


def times_after(times: Times, count: int) -> Times:
    """Continue ``times`` by ``count`` steps of the same calendar rhythm.

    Months, quarters and years keep their day of the month, or stay on its last day; every other
    rhythm repeats the commonest distance.

    Args:
        times: (S,) with S ≥ 2.
        count: how many to add.

    Returns:
        (count,) of the same type.
    """
    ahead = np.arange(1, count + 1)
    for shift in (np.timedelta64(0, "D"), np.timedelta64(1, "D")):  # the day after a month's last is the next's first
        moved = times + shift
        months = moved.astype("datetime64[M]")
        within = moved - months.astype(times.dtype)
        if (within == within[0]).all() and (np.diff(months.astype(np.int64)) > 0).all():
            later = months[-1] + _commonest(np.diff(months)) * ahead
            return np.asarray(later.astype(times.dtype) + within[-1] - shift)
    return np.asarray(times[-1] + _commonest(np.diff(times)) * ahead)


def _commonest(distances: NDArray[np.timedelta64]) -> np.timedelta64:
    values, counts = np.unique(distances, return_counts=True)
    return values[counts.argmax()]  # type: ignore[no-any-return]


def rhythm(step: np.timedelta64 | None) -> Text:
    """Say in a word how far apart two rows are."""
    if step is None:
        return text("rows in order")
    days = step / np.timedelta64(1, "D")
    for low, high, word in _RHYTHMS:
        if low <= days <= high:
            return word
    return text("one row every {seconds:g} s", seconds=days * 86_400)


_HOUR, _MINUTE = 1 / 24, 1 / 1440
_RHYTHMS = (
    (365, 366, text("yearly")),
    (89, 92, text("quarterly")),
    (28, 31, text("monthly")),
    (7, 7, text("weekly")),
    (1, 1, text("daily")),
    (_HOUR, _HOUR, text("hourly")),
    (_MINUTE, _MINUTE, text("every minute")),
)
