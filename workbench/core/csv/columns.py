"""Each column finds out what it holds: numbers, times, times of day, or words."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.cells import CLOCK, MISSING, kind
from workbench.core.csv.exact import must_stay_exact
from workbench.core.csv.letters import has_blank_ends, has_only_letters, some_of
from workbench.core.csv.numbers import (
    Habit,
    Numbers,
    fitting,
    marks_of,
    read_numbers,
    too_large,
)
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.suspects import suspects_in
from workbench.core.csv.times import Moments, look_like_times, read_times
from workbench.core.series import Finding
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd

_FORMULA = re.compile(r"[=@]\S|[+\-]\D|[+\-]\d+[+\-*/(]")
_NOT_OF_NUMBERS = re.compile(r"\s*[%€$£]\s*")
# as in 18.00.00, 18h30 and 18:30 Uhr
_OTHER_CLOCK = r"\d{1,2}(?:\.\d{2}\.\d{2}|h\d{2}|:\d{2}(?::\d{2})? ?(?:Uhr|h)|\.\d{2} Uhr)"
_POINTED_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d{2})(?!\d)")
FOR_EVIDENCE, MOST_PROVING = 200, 60  # cells of a column, and columns, for the file's decimal mark
_CONTRADICTED = 0.1


@dataclass(frozen=True, eq=False)
class Column:
    """One column of the table.

    Attributes:
        name: in the header, or made up.
        words: (S,) the cells as they are written; None where they were read as numbers at once.
        values: (S,) float64, where it holds numbers; NaN where one is missing.
        whole: (S,) int64, where it holds whole numbers only.
        moments: the times, where it holds such.
        ticks: (S,) times of day, where it holds such.
        exact: whether it looks like numbers and must stay as it is written.
        findings: what was found in its cells.
        unclear: cells that could be read with either decimal mark.
        decimal: the decimal mark that its cells prove, or "".
        unit: of measure: in the line of units, or behind every number; or "".
    """

    name: str
    words: pd.Series[Any] | None = None
    values: NDArray[np.float64] | None = None
    whole: NDArray[np.int64] | None = None
    moments: Moments | None = None
    ticks: NDArray[np.timedelta64] | None = None
    exact: bool = False
    findings: tuple[Finding, ...] = ()
    unclear: int = 0
    decimal: str = ""
    unit: str = ""

    @property
    def kind(self) -> str:
        """``number``, ``text`` or ``exact``."""
        return "exact" if self.exact else "number" if self.values is not None else "text"

    def codes(self) -> NDArray[np.int64] | None:
        """Give the place of each word among the different ones, where it holds words without times."""
        import pandas as pd

        if self.words is None or self.values is not None or self.moments is not None:
            return None
        return np.asarray(pd.factorize(self.words)[0], np.int64)

    def missing(self) -> NDArray[np.bool_]:
        """Give (S,) whether a cell holds nothing."""
        if self.values is not None:
            return np.isnan(self.values)
        if self.words is None:  # of a file whose cells are times already
            assert self.moments is not None
            return np.isnat(self.moments.times)
        return self.words.str.lower().isin(MISSING).to_numpy(bool)


Raw = tuple[str, "pd.Series[Any] | NDArray[Any]"]


def habit_of(raw: Sequence[Raw], options: CsvOptions, separator: str, proofs: tuple[int, int] = (0, 0)) -> Habit:
    """Find which decimal mark the cells of all columns together prove.

    Args:
        raw: the columns, as text or already as numbers.
        options: the user's choices.
        separator: between the cells.
        proofs: how many cells of the columns that are numbers already had a point, and how many a comma.
    """
    further = frozenset((options.missing or "").lower().split())
    dated = any(not isinstance(cells, np.ndarray) and _has_points_in_dates(cells) for _, cells in raw[:60])
    if options.decimal is not None:
        return Habit(options.decimal, options.thousands, True, separator, further)
    if options.thousands is not None and options.thousands in ".,":
        return Habit("," if options.thousands == "." else ".", options.thousands, True, separator, further)
    point, comma = proofs
    for _, cells in raw[:MOST_PROVING]:
        if not isinstance(cells, np.ndarray):
            some = some_of(cells, FOR_EVIDENCE)
            marks = marks_of(_NOT_OF_NUMBERS.sub("", word).strip() for word in some)
            point, comma = point + marks.point, comma + marks.comma
    decimal = "," if comma > point else "." if point else ""
    if min(point, comma) > _CONTRADICTED * max(point, comma):  # some columns have the one, some the other
        decimal = ""
    return Habit(decimal, options.thousands, False, separator, further, dated)


def _has_points_in_dates(cells: pd.Series[Any]) -> bool:
    return all(_POINTED_DATE.match(str(cell).strip()) is not None for cell in cells.iloc[:5])


def settled_columns(
    raw: Sequence[Raw], options: CsvOptions, habit: Habit, lines: NDArray[np.int64] | None,
    progress: Callable[[float], None],
) -> list[Column]:  # fmt: skip
    """Let every column of ``raw`` find out what it holds."""
    columns = []
    for at, (name, cells) in enumerate(raw):
        progress(at / len(raw))
        if isinstance(cells, np.ndarray):
            columns.append(_of_numbers(name, cells, habit, lines))
        else:
            columns.append(
                _of_words(name, cells.str.strip() if has_blank_ends(cells) else cells, options, habit, lines)
            )
    return columns


def _of_numbers(name: str, numbers: NDArray[Any], habit: Habit, lines: NDArray[np.int64] | None) -> Column:
    """Take what pandas read as numbers already."""
    whole = numbers.astype(np.int64) if numbers.dtype.kind == "i" else None
    values = numbers.astype(np.float64, copy=False)
    findings = []
    infinite = np.isinf(values)
    if infinite.any():
        values = np.where(infinite, np.nan, values)
        findings.append(too_large(name, infinite, lines))
    values = _without(values, habit)
    findings += suspects_in(name, values, lines)
    return Column(name, values=values, whole=whole, findings=tuple(findings))


def _without(values: NDArray[np.float64], habit: Habit) -> NDArray[np.float64]:
    """Take the numbers that the user says stand for missing values out."""
    codes = []
    for word in habit.missing:
        try:
            codes.append(float(word.replace(",", ".")))
        except ValueError:
            continue
    return np.where(np.isin(values, codes), np.nan, values) if codes else values


def _of_words(
    name: str, words: pd.Series[Any], options: CsvOptions, habit: Habit, lines: NDArray[np.int64] | None
) -> Column:
    chosen = options.time_column == name
    if not chosen and has_only_letters(words):
        return Column(name, words, findings=_formulas(name, words))
    digits = not chosen and _mostly_digits(words)
    if not digits and (chosen or look_like_times(words)):
        moments = read_times(name, words, options, lines)
        if moments is not None:
            return Column(name, words, moments=moments)
    ticks = _ticks(words)
    if ticks is not None:
        return Column(name, words, ticks=ticks)
    found = read_numbers(name, words, habit, lines)
    if found is None:
        return Column(name, words, findings=(*_formulas(name, words), *_stayed(name, words)))
    if must_stay_exact(words):
        whole = found.whole if found.whole is not None and _may_be_nanoseconds(found.whole) else None
        return Column(name, words, whole=whole, exact=True)  # whole, so that it can be the clock
    values = _without(found.values, habit)
    findings = [*found.findings, *suspects_in(name, values, lines)]
    return Column(
        name, words, values, found.whole,
        findings=tuple(findings), unclear=found.unclear, decimal=found.decimal, unit=found.unit,
    )  # fmt: skip


def _may_be_nanoseconds(whole: NDArray[np.int64]) -> bool:
    return bool((whole > 3 * 10**17).all() and (whole < 29 * 10**17).all())


def _mostly_digits(words: pd.Series[Any]) -> bool:
    """Whether the cells are whole or plain numbers, which only a name makes times."""
    some = some_of(words, 50)
    some = some[some != ""]
    return bool(len(some)) and bool(fitting(some, r"[+-]?\d+(?:[.,]\d*)?").mean() > 0.9)


def _ticks(words: pd.Series[Any]) -> NDArray[np.timedelta64] | None:
    """Read times of day, as in 13:45."""
    import pandas as pd

    some = some_of(words, 50)
    if len(some) and fitting(some, _OTHER_CLOCK).mean() > 0.9:
        words = words.str.replace(r"\s*(?:Uhr|h)$", "", regex=True).str.replace(
            r"(?<=\d)[.hH](?=\d\d)", ":", regex=True
        )
        some = some_of(words, 50)
    if not len(some) or not fitting(some, CLOCK.pattern).mean() > 0.9:
        return None
    codes, uniques = pd.factorize(words)
    parts = pd.Series(uniques, dtype="object").str.extract(
        r"^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,6})\d*)?)?\s*([AaPp])?\.?[Mm]?\.?$"
    )
    if parts[0].isna().any():
        return None
    hour, minute = parts[0].astype(int), parts[1].astype(int)
    half = parts[4].str.lower()
    hour = hour.where(half.isna(), hour % 12 + 12 * (half == "p"))
    second = parts[2].fillna("0").astype(int)
    micro = parts[3].fillna("0").str.ljust(6, "0").astype(int)
    if (hour > 24).any() or (minute > 59).any() or (second > 60).any():
        return None
    ticks = ((hour * 60 + minute) * 60 + second) * 1_000_000 + micro
    return ticks.to_numpy(np.int64).astype("timedelta64[us]")[codes]


def _formulas(name: str, words: pd.Series[Any]) -> tuple[Finding, ...]:
    """Tell of cells that a spreadsheet would compute."""
    count = sum(_FORMULA.match(word) is not None for word in words)
    if not count:
        return ()
    told = text("{column}: cells that a spreadsheet would compute: {count:,}. They are words here.",
                column=name, count=count)  # fmt: skip
    return (Finding("formula_cells", told, count),)


_MANY_NUMBERS = 0.5


def _stayed(name: str, words: pd.Series[Any]) -> tuple[Finding, ...]:
    """Tell of a column that nearly is one of numbers, which may be what somebody came for."""
    some = some_of(words, FOR_EVIDENCE)
    filled = some[~some.str.lower().isin(MISSING)]
    if not len(filled) or sum(kind(word) == "n" for word in filled) < _MANY_NUMBERS * len(filled):
        return ()
    told = text("{column}: its cells look like numbers, but not alike, so they stay words ({some}).",
                column=name, some=", ".join(filled.drop_duplicates().iloc[:3]))  # fmt: skip
    return (Finding("stayed_words", told, len(words)),)


__all__ = ["Column", "Numbers", "Raw", "habit_of", "settled_columns"]
