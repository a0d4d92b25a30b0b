"""A whole column of cells becomes numbers, or stays as it is; what was taken off the cells is told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.cells import INFINITE, MISSING, plain_letters
from workbench.core.csv.exact import told_of_digits
from workbench.core.csv.units import CURRENCY, SUFFIX, Taken, judged, told_of
from workbench.core.series import Finding
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd

_LONGEST = 60  # characters that a number takes at most, with what stands around it
_ENOUGH = 0.8  # of the cells that are not missing must be numbers
_SWITCHES = {"true": "1", "false": "0"}
_MINUS = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'",
                        "٫": ".", "٬": ","})  # fmt: skip

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_COMMA_NUMBER = r"[+-]?(?:\d+,\d*|,\d+)(?:[eE][+-]?\d+)?"
_POINT_GROUPS = r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"
_COMMA_GROUPS = r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"
_LAKH_GROUPS = r"[+-]?[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?"
_OTHER_GROUPS = r"[+-]?\d{1,3}(?:[ '_]\d{3})+(?:[.,]\d+)?"
_UNCLEAR_COMMA = r"[+-]?[1-9]\d{0,2},\d{3}"
_UNCLEAR_POINT = r"[+-]?[1-9]\d{0,2}\.\d{3}"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWER = re.compile(r"([+-]?\d+[.,]?\d*)\s*(?:[x×*·]\s*10\s*\^?|\s[eE])\s*([+-]?\d+|⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_EXPONENT = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)[eEdD][+-]?\d+")


@dataclass(frozen=True)
class Habit:
    """How numbers are written in the file as a whole.

    Attributes:
        decimal: the decimal mark that other columns prove, or "".
        thousands: the mark between groups that the user chose, or None.
        chosen: whether the user chose the decimal mark.
        separator: between the cells.
        missing: further words for a missing value, in lower case.
        points_in_dates: whether days are written as in 31.12.2024, where commas stand before fractions.
    """

    decimal: str = ""
    thousands: str | None = None
    chosen: bool = False
    separator: str = ","
    missing: frozenset[str] = frozenset()
    points_in_dates: bool = False


@dataclass(frozen=True, eq=False)
class Numbers:
    """What a column of numbers holds.

    Attributes:
        values: (S,) float64; NaN where a value is missing.
        whole: (S,) int64, where every cell is a whole number and none is missing.
        findings: what was taken off the cells, and what was no number.
        unclear: how many cells can be read with either decimal mark while nothing in the file decides.
        decimal: the decimal mark that was seen, or "".
        unit: what stood behind every number, or "".
    """

    values: NDArray[np.float64]
    whole: NDArray[np.int64] | None = None
    findings: tuple[Finding, ...] = ()
    unclear: int = 0
    decimal: str = ""
    unit: str = ""


@dataclass
class _Marks:
    """Which decimal mark the cells of one column prove."""

    point: int = 0
    comma: int = 0
    unclear_comma: int = 0
    unclear_point: int = 0
    whole: int = 0


_ANY_MARK = re.compile(
    rf"(?P<unclear_comma>{_UNCLEAR_COMMA})|(?P<unclear_point>{_UNCLEAR_POINT})|(?P<point>{_COMMA_GROUPS}|{_LAKH_GROUPS})"
    rf"|(?P<comma>{_POINT_GROUPS}|{_COMMA_NUMBER})|(?P<whole>[+-]?\d+(?:[eE][+-]?\d+)?)|(?P<fraction>{_NUMBER})"
)


def marks_of(words: Iterable[str]) -> _Marks:
    """Count the cells that prove a decimal mark, and those that could be read with either."""
    found = Counter(mark.lastgroup for word in words if (mark := _ANY_MARK.fullmatch(word)) is not None)
    point = found["point"] + found["fraction"]
    return _Marks(point, found["comma"], found["unclear_comma"], found["unclear_point"], found["whole"])


def fitting(words: Iterable[str], pattern: str) -> NDArray[np.bool_]:
    """Give whether each of ``words`` as a whole fits ``pattern``."""
    match = re.compile(pattern, re.IGNORECASE).fullmatch
    return np.array([match(word) is not None for word in words], bool)


def read_numbers(name: str, cells: pd.Series[Any], habit: Habit, lines: NDArray[np.int64] | None) -> Numbers | None:
    """Read ``cells`` as numbers, or give None where too many of them are none.

    Args:
        name: of the column, for the findings.
        cells: (S,) the text of each cell, without blanks around it.
        habit: what is known of the file.
        lines: (S,) line of each cell.
    """
    import pandas as pd

    codes, uniques = pd.factorize(cells, use_na_sentinel=False)
    words = pd.Series(uniques, dtype="str").fillna("").str.strip()
    counts = np.bincount(codes, minlength=len(words))
    low = words.str.lower()
    missing = (low.isin(MISSING) | low.isin(habit.missing)).to_numpy(bool)
    filled = ~missing
    known = int(counts[filled].sum())
    if not known:
        return None
    if low[filled].isin(_SWITCHES).all():
        switched = low.map(_SWITCHES).fillna("nan").astype(float).to_numpy(np.float64)
        return Numbers(np.asarray(switched[codes], np.float64))
    clean, taken = _cleaned(words.where(pd.Series(filled), ""))
    marks = marks_of(clean)
    decimal, unclear = _decimal(marks, habit)
    plain = _with_point(clean, decimal, habit)
    readable = fitting(plain, _NUMBER)
    infinite = fitting(low, INFINITE.pattern) & filled
    values: NDArray[np.float64] = np.full(len(words), np.nan)
    values[readable] = np.fromiter(map(float, plain[readable]), float, int(readable.sum()))
    readable &= filled
    behind = judged(taken, values, counts)
    if behind is None:
        return None
    readable &= ~behind.bad
    values[behind.bad] = np.nan
    digits = told_of_digits(name, plain, values, counts)
    if behind.times is not None:
        values *= behind.times
    overflown = infinite | np.isinf(values)
    values[overflown] = np.nan
    good = (readable | infinite) & filled
    if int(counts[good].sum()) < _ENOUGH * known or not readable.any():
        return None
    if marks.unclear_comma and decimal == "." and not (marks.point or habit.decimal):
        taken.signs.add("groups")
    if marks.comma and marks.point and not habit.chosen:
        taken.signs.add("marks")
    bad = filled & ~good
    findings = [
        *(_with_lines(told, where, codes, lines) for told, where in (*told_of(name, taken, behind), *digits)),
        *_told_of_cells("non_numeric_cells", name, words, bad, codes, counts, lines),
        *_told_of_infinite(name, overflown, codes, counts, lines),
    ]
    return Numbers(
        np.asarray(values[codes], np.float64),
        _whole(plain, readable, codes) if behind.times is None else None,
        tuple(findings),
        unclear,
        decimal if marks.comma or marks.point else "",
        behind.unit,
    )


def _cleaned(words: pd.Series[Any]) -> tuple[pd.Series[Any], Taken]:
    """Take brackets, currencies, units and the marks between groups off the cells."""
    import pandas as pd

    taken = Taken()
    if not words.str.isascii().all():
        words = words.str.translate(_MINUS)
        words = words.map(lambda word: word if word.isascii() else plain_letters(word).translate(_MINUS))
    rest = ~fitting(words, rf"{_NUMBER}|{_COMMA_NUMBER}|")
    if not rest.any():
        return words, taken
    places = np.flatnonzero(rest)
    odd = [_bare(int(at), word, taken) for at, word in zip(places, words[rest], strict=True)]
    words = words.copy()
    words[rest] = pd.Series(odd, index=words.index[rest], dtype="str")
    return words, taken


def _bare(at: int, word: str, taken: Taken) -> str:
    """Give the number in a cell, and note what stood around it."""
    sign = CURRENCY.search(word)
    without = CURRENCY.sub("", word).strip()
    if sign is not None and any(char.isdigit() for char in without):
        taken.currency(at, sign.group())
        word = without.replace("- ", "-")
    if word.startswith("(") and word.endswith(")"):
        inner = word[1:-1].strip()
        if not inner.startswith("-"):
            word = f"-{inner}"
            taken.signs.add("brackets")
    if len(word) > _LONGEST:
        return word
    if power := _POWER.fullmatch(word):
        word = f"{power[1]}e{power[2].translate(_RAISED)}"
    if not _EXPONENT.fullmatch(word) and (found := SUFFIX.fullmatch(word)):
        word = found.group(1).strip()
        taken.behind[at] = (found.group(3).strip(), not found.group(2))
    if len(word) > 1 and word.endswith("-") and word[:-1].replace(",", "").replace(".", "").isdigit():
        word = f"-{word[:-1]}"
        taken.signs.add("minus behind")
    if re.fullmatch(r"[+-]?\d*[.,]?\d+[dD][+-]?\d+", word):
        word = re.sub(r"[dD]", "e", word)
    if re.match(r"[+-] \d", word):
        word = word[0] + word[2:]
    if re.fullmatch(_OTHER_GROUPS, word):
        word = re.sub(r"[ '_]", "", word)
    return word


def _decimal(marks: _Marks, habit: Habit) -> tuple[str, int]:
    """Settle the decimal mark of one column, and count what stays unclear."""
    if habit.chosen:
        return habit.decimal, 0
    if marks.comma or marks.point:
        return ("," if marks.comma > marks.point else "."), (
            marks.unclear_comma + marks.unclear_point if marks.comma and marks.point else 0
        )
    if habit.decimal:
        return habit.decimal, 0
    if marks.unclear_comma:
        if habit.separator == ",":  # it stood in quotation marks: a decimal mark hardly needs them
            return ".", 0
        return (",", 0) if habit.thousands in (".", " ", "'", "") else (",", marks.unclear_comma)
    # 1.234 beside 999: fractions of three digits would leave a zero at times, as in 1.23
    likely = habit.separator == ";" or habit.points_in_dates or marks.whole
    if marks.unclear_point and likely and habit.thousands is None:
        return ".", marks.unclear_point
    return ".", 0


def _with_point(words: pd.Series[Any], decimal: str, habit: Habit) -> pd.Series[Any]:
    """Write every number with a point for the fraction and no mark between groups."""
    if not words.str.contains(",", regex=False).any() and decimal == ".":
        return words
    if decimal == ",":
        groups = fitting(words, _POINT_GROUPS)
        words = words.where(~groups, words.str.replace(".", "", regex=False))
        commas = fitting(words, _COMMA_NUMBER)
        return words.where(~commas, words.str.replace(",", ".", regex=False))
    groups = fitting(words, rf"{_COMMA_GROUPS}|{_LAKH_GROUPS}")
    words = words.where(~groups, words.str.replace(",", "", regex=False))
    if habit.chosen:
        return words
    others = fitting(words, _COMMA_NUMBER) & ~fitting(words, _UNCLEAR_COMMA)
    if others.any() and habit.decimal != ".":
        words = words.where(~others, words.str.replace(",", ".", regex=False))
    return words


def _whole(plain: pd.Series[Any], readable: NDArray[np.bool_], codes: NDArray[np.int64]) -> NDArray[np.int64] | None:
    if not readable.all() or not fitting(plain, r"[+-]?\d{1,19}").all():
        return None
    whole = [int(word) for word in plain]
    if max(map(abs, whole)) >= 2**63:
        return None
    return np.array(whole, np.int64)[codes]


def _with_lines(
    told: Finding, where: NDArray[np.bool_] | None, codes: NDArray[np.int64], lines: NDArray[np.int64] | None
) -> Finding:
    return told if where is None else replace(told, lines=first_lines(where[codes], lines))


def _told_of_cells(
    code: str, name: str, words: pd.Series[Any], bad: NDArray[np.bool_], codes: NDArray[np.int64],
    counts: NDArray[np.int64], lines: NDArray[np.int64] | None,
) -> list[Finding]:  # fmt: skip
    if not bad.any():
        return []
    count = int(counts[bad].sum())
    some = ", ".join(str(word)[:20] for word in words[bad][:3])
    told = text("{column}: cells that are no number, taken as missing: {count:,} ({some}).",
                column=name, count=count, some=some)  # fmt: skip
    return [Finding(code, told, count, first_lines(bad[codes], lines))]


def _told_of_infinite(
    name: str, infinite: NDArray[np.bool_], codes: NDArray[np.int64], counts: NDArray[np.int64],
    lines: NDArray[np.int64] | None,
) -> list[Finding]:  # fmt: skip
    if not infinite.any():
        return []
    return [too_large(name, infinite[codes], lines)]


def too_large(name: str, where: NDArray[np.bool_], lines: NDArray[np.int64] | None) -> Finding:
    """Tell of the values that no number can hold."""
    count = int(where.sum())
    told = text("{column}: values too large for a number, taken as missing: {count}.", column=name, count=count)
    return Finding("non_finite", told, count, first_lines(where, lines))


def first_lines(where: NDArray[np.bool_], lines: NDArray[np.int64] | None, most: int = 20) -> tuple[int, ...]:
    """Give the lines of the first rows that are marked in ``where``."""
    if lines is None:
        return ()
    return tuple(int(lines[row]) for row in np.flatnonzero(where)[:most])
