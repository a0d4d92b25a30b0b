"""A whole column of cells becomes numbers, or stays as it is; what was taken off the cells is told."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.cells import INFINITE, MISSING
from workbench.core.series import Finding
from workbench.core.text import Text, text

if TYPE_CHECKING:
    import pandas as pd

LARGEST_EXACT = 2**53
_ENOUGH = 0.8  # of the cells that are not missing must be numbers
_SWITCHES = {"true": "1", "false": "0"}
_MINUS = str.maketrans({"−": "-", "–": "-", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "’": "'"})

_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"
_COMMA_NUMBER = r"[+-]?(?:\d+,\d*|,\d+)(?:[eE][+-]?\d+)?"
_POINT_GROUPS = r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?"
_COMMA_GROUPS = r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?"
_LAKH_GROUPS = r"[+-]?[1-9]\d?(?:,\d{2})+,\d{3}(?:\.\d+)?"
_OTHER_GROUPS = r"[+-]?\d{1,3}(?:[ '_]\d{3})+(?:[.,]\d+)?"
_UNCLEAR_COMMA = r"[+-]?[1-9]\d{0,2},\d{3}"
_UNCLEAR_POINT = r"[+-]?[1-9]\d{0,2}\.\d{3}"
_CURRENCY = re.compile(r"[$€£¥₹₩￥元円]|\b(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|US\$|INR|Rs\.?|kr|zł)(?=[\s\d-]|$)")
_SUFFIX = re.compile(r"(.*\d[.,]?)\s*(%|‰|[*†‡?#]|°?\s?[A-Za-zµμΩ°][A-Za-z0-9/^·.²³µμΩ%-]{0,9})")
_EXPONENT = re.compile(r"[+-]?(?:\d+[.,]?\d*|[.,]\d+)[eEdD][+-]?\d+")
_TIMES = {"K": 1e3, "k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "bn": 1e9, "mn": 1e6, "Mio": 1e6, "Mrd": 1e9, "万": 1e4}


@dataclass(frozen=True)
class Habit:
    """How numbers are written in the file as a whole.

    Attributes:
        decimal: the decimal mark that other columns prove, or "".
        thousands: the mark between groups that the user chose, or None.
        chosen: whether the user chose the decimal mark.
        separator: between the cells.
        missing: further words for a missing value, in lower case.
    """

    decimal: str = ""
    thousands: str | None = None
    chosen: bool = False
    separator: str = ","
    missing: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Numbers:
    """What a column of numbers holds.

    Attributes:
        values: (S,) float64; NaN where a value is missing.
        whole: (S,) int64, where every cell is a whole number and none is missing.
        findings: what was taken off the cells, and what was no number.
        unclear: how many cells can be read with either decimal mark while nothing in the file decides.
        decimal: the decimal mark that was seen, or "".
    """

    values: NDArray[np.float64]
    whole: NDArray[np.int64] | None = None
    findings: tuple[Finding, ...] = ()
    unclear: int = 0
    decimal: str = ""


@dataclass
class _Marks:
    """Which decimal mark the cells of one column prove."""

    point: int = 0
    comma: int = 0
    unclear_comma: int = 0
    unclear_point: int = 0


@dataclass
class _Taken:
    """What was taken off the cells of one column."""

    signs: set[str] = field(default_factory=set)
    units: dict[str, int] = field(default_factory=dict)
    times: NDArray[np.float64] | None = None


_ANY_MARK = re.compile(
    rf"(?P<unclear_comma>{_UNCLEAR_COMMA})|(?P<unclear_point>{_UNCLEAR_POINT})|(?P<point>{_COMMA_GROUPS}|{_LAKH_GROUPS})"
    rf"|(?P<comma>{_POINT_GROUPS}|{_COMMA_NUMBER})|(?P<whole>[+-]?\d+(?:[eE][+-]?\d+)?)|(?P<fraction>{_NUMBER})"
)


def marks_of(words: Iterable[str]) -> _Marks:
    """Count the cells that prove a decimal mark, and those that could be read with either."""
    found = Counter(mark.lastgroup for word in words if (mark := _ANY_MARK.fullmatch(word)) is not None)
    point = found["point"] + found["fraction"]
    return _Marks(point, found["comma"], found["unclear_comma"], found["unclear_point"])


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
        values = low.map(_SWITCHES).fillna("nan").astype(float).to_numpy(np.float64)
        return Numbers(np.asarray(values[codes], np.float64))
    clean, taken = _cleaned(words.where(pd.Series(filled), ""))
    marks = marks_of(clean)
    decimal, unclear = _decimal(marks, habit)
    plain = _with_point(clean, decimal, habit)
    readable = fitting(plain, _NUMBER)
    infinite = fitting(low, INFINITE.pattern) & filled
    values = np.full(len(words), np.nan)
    values[readable] = np.fromiter(map(float, plain[readable]), float, int(readable.sum()))
    if taken.times is not None:
        values *= taken.times
    overflown = infinite | np.isinf(values)
    values[overflown] = np.nan
    good = (readable | infinite) & filled
    if int(counts[good].sum()) < _ENOUGH * known or not (readable & filled).any():
        return None
    if (taken.units and not _units_agree(taken.units, counts, filled)) or _is_label(taken.units):
        return None
    bad = filled & ~good
    findings = [
        *_told_of_units(name, taken),
        *_told_of_cells("non_numeric_cells", name, words, bad, codes, counts, lines),
        *_told_of_infinite(name, overflown, codes, counts, lines),
    ]
    return Numbers(
        np.asarray(values[codes], np.float64),
        _whole(plain, readable, taken, codes),
        tuple(findings),
        unclear,
        decimal if marks.comma or marks.point else "",
    )


def _cleaned(words: pd.Series[Any]) -> tuple[pd.Series[Any], _Taken]:
    """Take brackets, currencies, units and the marks between groups off the cells."""
    import pandas as pd

    taken = _Taken()
    if not words.str.isascii().all():
        words = words.str.translate(_MINUS)
        words = words.map(
            lambda word: word if word.isascii() else unicodedata.normalize("NFKC", word).translate(_MINUS)
        )
    rest = ~fitting(words, rf"{_NUMBER}|{_COMMA_NUMBER}|")
    if not rest.any():
        return words, taken
    odd = [_bare(word, taken) for word in words[rest]]
    words = words.copy()
    words[rest] = pd.Series([word for word, _, _ in odd], index=words.index[rest], dtype="str")
    suffixes = {suffix for _, suffix, _ in odd if suffix}
    for _, suffix, _ in odd:
        if suffix:
            taken.units[suffix] = taken.units.get(suffix, 0) + 1
    if suffixes and suffixes <= set(_TIMES) and (len(suffixes) > 1 or "currency" in taken.signs):
        times = np.ones(len(words))
        times[rest] = [_TIMES.get(suffix, 1.0) for _, suffix, _ in odd]
        taken.times, taken.units = times, {}
        taken.signs.add("multiples")
    return words, taken


def _bare(word: str, taken: _Taken) -> tuple[str, str, str]:
    """Give the number in a cell, what stood behind it, and the cell itself."""
    whole = word
    without = _CURRENCY.sub("", word).strip()
    if without != word and any(char.isdigit() for char in without):
        taken.signs.add("currency")
        word = without.replace("- ", "-")
    if word.startswith("(") and word.endswith(")"):
        inner = word[1:-1].strip()
        if not inner.startswith("-"):
            word = f"-{inner}"
            taken.signs.add("brackets")
    suffix = ""
    if not _EXPONENT.fullmatch(word) and (found := _SUFFIX.fullmatch(word)):
        word, suffix = found.group(1).strip(), found.group(2).strip()
    if len(word) > 1 and word.endswith("-") and word[:-1].replace(",", "").replace(".", "").isdigit():
        word = f"-{word[:-1]}"
        taken.signs.add("minus behind")
    if re.fullmatch(r"[+-]?\d*[.,]?\d+[dD][+-]?\d+", word):
        word = re.sub(r"[dD]", "e", word)
    if re.match(r"[+-] \d", word):
        word = word[0] + word[2:]
    if re.fullmatch(_OTHER_GROUPS, word):
        word = re.sub(r"[ '_]", "", word)
    return word, suffix, whole


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
    if marks.unclear_point and habit.separator == ";" and habit.thousands is None:
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


def _units_agree(units: dict[str, int], counts: NDArray[np.int64], filled: NDArray[np.bool_]) -> bool:
    """Whether one unit stands behind most cells, or a few marks behind a few."""
    with_unit, words = sum(units.values()), int(filled.sum())
    if len(units) == 1:  # half the cells in percent and half without are two ways to write a number
        return "%" not in units or not 0.1 * words < with_unit < 0.9 * words
    return with_unit < 0.3 * words and all(len(unit) == 1 for unit in units)


def _is_label(units: dict[str, int]) -> bool:
    """Whether what stands behind the numbers is an ordinal's ending, as in 1st."""
    return bool(set(units) & {"st", "nd", "rd", "th"})


def _whole(
    plain: pd.Series[Any], readable: NDArray[np.bool_], taken: _Taken, codes: NDArray[np.int64]
) -> NDArray[np.int64] | None:
    if not readable.all() or taken.times is not None or not fitting(plain, r"[+-]?\d{1,19}").all():
        return None
    whole = [int(word) for word in plain]
    if max(map(abs, whole)) >= 2**63:
        return None
    return np.array(whole, np.int64)[codes]


_SIGNS = {
    "brackets": text("brackets, which mean minus"),
    "currency": text("currency signs"),
    "minus behind": text("a minus behind the number"),
    "multiples": text("K, M or B for thousands, millions or billions, which were multiplied out"),
}


def _told_of_units(name: str, taken: _Taken) -> list[Finding]:
    told = [
        Finding(
            "number_format", text("{column}: the numbers were written with {what}.", column=name, what=_SIGNS[sign])
        )
        for sign in sorted(taken.signs)
    ]
    if taken.units:
        shown: str | Text = ", ".join(sorted(taken.units))
        count = sum(taken.units.values())
        kept = text("{column}: {unit} was taken off the numbers, which were kept as they are.", column=name, unit=shown)
        told.append(Finding("units_stripped", kept, count))
    return told


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


_SENTINEL = re.compile(r"-?9{3,6}(?:\.9+)?|-?99\.99?|-?8888|-999\.25|-?32768|32767|-?1e\+?(?:20|30)|-99")


def sentinel_in(name: str, values: NDArray[np.float64]) -> Finding | None:
    """Tell of a value that looks like a code for a missing one: far from all others, and only nines or their like."""
    if len(values) <= 10:
        return None
    with np.errstate(invalid="ignore"):
        ends = (float(np.fmin.reduce(values)), float(np.fmax.reduce(values)))
    for value in ends:
        if not _SENTINEL.fullmatch(f"{value:g}"):
            continue
        rest = values[(values != value) & ~np.isnan(values)]
        if len(rest) <= 5:
            continue
        low, middle, high = np.percentile(rest, [5, 50, 95])
        if abs(value - middle) > 8 * (high - low + 1e-12):
            count = int((values == value).sum())
            told = text("{column}: {value:g} looks like a code for a missing value: {count:,} times. It was kept.",
                        column=name, value=value, count=count)  # fmt: skip
            return Finding("sentinel", told, count)
    return None


def must_stay_exact(name: str, cells: pd.Series[Any]) -> bool:
    """Whether digits would be lost: leading zeros, or whole numbers too long for a float."""
    words = cells[cells != ""]
    if not len(words) or not fitting(words, r"[+-]?\d+").all():
        return False
    zeros = fitting(words, r"0\d+")
    if zeros.mean() > 0.01:
        return True
    long = words[words.str.len() >= 16]
    return bool(len(long)) and any(abs(int(word)) > LARGEST_EXACT for word in long)
