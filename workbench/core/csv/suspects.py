"""Numbers that are probably none: codes for missing values, and digits that a spreadsheet has cut off."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import Finding
from workbench.core.text import text

_CODE = re.compile(
    r"-?9{3,6}(?:\.9+)?|-?99\.99?|-?8888|-999\.25|-?32768|32767|65535|-?(?:1|9\.96921)e\+?\d\d|-?3\.40282e\+38|-?1\.79769e\+308|-99|-200|-1|-9|-7777|-6999"
)
_LIMITS = frozenset({float(2**31 - 1), -(2.0**31), 2.0**32 - 1, float(2**63 - 1), -(2.0**63)})
_CODES = np.array([sign * code for code in (99, 999, 9999, 99999, 999999, 8888, 7777, 6999, 999.9, 99.99)
                   for sign in (-1, 1)])  # fmt: skip
_FEW = 10
_SOME = 10_000  # values that tell the usual ones of a long column
_FEWEST = 3  # other values, to which a code is compared
_AGAIN = 3  # times that a value must stand there to be a code because it stands apart
_SHORTENED = 1e11  # from here on a spreadsheet writes six digits and an exponent


def suspects_in(name: str, values: NDArray[np.float64], lines: NDArray[np.int64] | None) -> tuple[Finding, ...]:
    """Tell of the numbers of one column that look like something else; all of them are kept.

    Args:
        name: of the column.
        values: (S,) NaN where one is missing.
        lines: (S,) line of each row in the file.
    """
    if len(values) <= _FEW:
        return ()
    with np.errstate(invalid="ignore"):
        ends = [float(np.fmin.reduce(values)), float(np.fmax.reduce(values))]
    if np.isnan(ends[0]):
        return ()
    found = [*_codes(name, values, ends, lines)]
    if ends[1] >= _SHORTENED and (shortened := _shortened(name, values, lines)) is not None:
        found.append(shortened)
    return tuple(found)


def _codes(name: str, values: NDArray[np.float64], ends: list[float], lines: NDArray[np.int64] | None) -> list[Finding]:
    """Look at the smallest and the largest value, and at those beside them where these are codes."""
    told: list[Finding] = []
    for at, side in ((0, np.fmin), (1, np.fmax)):
        value = ends[at]
        while len(told) < 4 and (value.is_integer() or _is_code(value)):
            places = values == value
            rest = values[~places & ~np.isnan(values)]
            if len(rest) < _FEWEST or not _stands_apart(value, int(places.sum()), rest):
                break
            told.append(_told(name, value, places, lines))
            values, value = np.where(places, np.nan, values), float(side.reduce(rest))
    return told


def _is_code(value: float) -> bool:
    """Whether it is written for a missing value, or is the limit of a kind of number."""
    return _CODE.fullmatch(f"{value:g}") is not None or value in _LIMITS


def _stands_apart(value: float, count: int, rest: NDArray[np.float64]) -> bool:
    """Whether ``value`` is far from the ``rest``: in words of codes, or again and again farther than they span."""
    if _is_code(value) and abs(value) >= 99:
        some = rest[:: max(1, len(rest) // _SOME)]
        known = some[~np.isin(some, _CODES)]
        if len(known) >= _FEWEST:
            with np.errstate(over="ignore"):  # a span beyond the largest number is one that nothing stands apart from
                low, middle, high = np.percentile(known, [5, 50, 95])
                if abs(value - middle) > 8 * (high - low + 1e-12):
                    return True
    if value == 0 or count < _AGAIN or count > len(rest):
        return False
    low, high = float(rest.min()), float(rest.max())
    if low == high or len(np.unique(rest[:1_000])) < 5:
        return False
    if value < 0 <= low and _is_code(value) and not np.array_equal(rest, np.round(rest)):
        return True
    return low - value > high - low or value - high > high - low


def _told(name: str, value: float, places: NDArray[np.bool_], lines: NDArray[np.int64] | None) -> Finding:
    count = int(places.sum())
    told = text("{column}: {value:g} looks like a code for a missing value: {count:,} times. It was kept.",
                column=name, value=value, count=count)  # fmt: skip
    return Finding("sentinel", told, count, _first(places, lines))


def _shortened(name: str, values: NDArray[np.float64], lines: NDArray[np.int64] | None) -> Finding | None:
    """Find long whole numbers of at most six digits that are not zero, as 1.23457E+12 is what is left of a number."""
    large = np.abs(values) >= _SHORTENED
    some = np.abs(values[large])
    unit = 10.0 ** (np.floor(np.log10(some)) - 5)
    short = np.abs(some / unit - np.round(some / unit)) < 1e-9
    long = np.abs(some / (unit * 100) - np.round(some / (unit * 100))) > 1e-9  # a round number is not cut off
    if not short.all() or long.mean() < 0.5 or (some > 1e16).any():
        return None
    example = float(some[0])
    told = text("{column}: {value:g} looks like a longer number, cut to six digits by a spreadsheet: {count:,} times.",
                column=name, value=example, count=len(some))  # fmt: skip
    return Finding("shortened_digits", told, len(some), _first(large, lines))


def _first(where: NDArray[np.bool_], lines: NDArray[np.int64] | None, most: int = 20) -> tuple[int, ...]:
    if lines is None:
        return ()
    return tuple(int(lines[row]) for row in np.flatnonzero(where)[:most])
