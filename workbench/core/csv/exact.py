"""Digits that a number of the computer cannot hold, and cells of digits that are names, not numbers.

A float holds 15 to 17 digits. What is measured has fewer that mean anything: 0.1234567890123456789 loses noise. What is
counted has all of them: identifiers, nanoseconds, cents. So digits count as lost where a number with at most six places
behind the point, which is as far as anybody counts, is another one when it is written back with as many places.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.cells import MISSING
from workbench.core.series import Finding
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd

LARGEST_EXACT = 2**53
MOST_PLACES = 6
_FROM = LARGEST_EXACT / 10**MOST_PLACES  # below it a float holds that many places
_BEYOND = 1e30  # what is larger has no room in a decimal of Arrow's
_WHOLE = re.compile(r"[+-]?\d+(?:[eE]\d+)?")
_WITH_ZERO = re.compile(r"0\d+(?:[eE]\d+)?")
_CODE = re.compile(r"\d+E\d+")  # a program writes a sign or a point as well, a person 12e5
_PLAIN = r"^[+-]?\d+\.?\d*$"
_RARE = 0.01


def lost_in(words: Any, values: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Give which numbers are others when they are written back.

    Args:
        words: (S,) the numbers with a point before the fraction, an array of Arrow's.
        values: (S,) what they became.
    """
    import pyarrow as pa
    import pyarrow.compute as compute

    lost = np.zeros(len(values), bool)
    if not len(values) or not (np.nanmax(values) >= _FROM or np.nanmin(values) <= -_FROM):
        return lost
    rows = np.flatnonzero(np.abs(values) >= _FROM)
    some = words.take(pa.array(rows))
    plain = np.asarray(compute.match_substring_regex(some, _PLAIN)) & (np.abs(values[rows]) < _BEYOND)
    lost[rows[~plain]] = [
        _is_lost(word.as_py(), values[row])
        for word, row in zip(some.filter(pa.array(~plain)), rows[~plain], strict=True)
    ]
    rows, some = rows[plain], compute.replace_substring_regex(some.filter(pa.array(plain)), r"\.(\d*?)0*$", r".\1")
    point = np.asarray(compute.find_substring(some, "."))
    places = np.where(point < 0, 0, np.asarray(compute.binary_length(some)) - point - 1)
    for count in range(MOST_PLACES + 1):
        here = np.flatnonzero(places == count)
        if len(here):
            kind = pa.decimal128(38, count)
            written, back = some.take(pa.array(here)).cast(kind), pa.array(values[rows[here]]).cast(kind)
            lost[rows[here]] = np.asarray(compute.not_equal(written, back))
    return lost


def _is_lost(word: str, value: float) -> bool:
    """The same for one number with an exponent, or with very many digits: written back with as many of them."""
    written = Decimal(word)
    _, digits, exponent = written.as_tuple()
    if not np.isfinite(value) or int(exponent) < -MOST_PLACES:
        return False
    return Decimal(f"{value:.{len(digits) - 1}e}") != written


def must_stay_exact(words: pd.Series[Any]) -> bool:
    """Whether cells of digits, also as in 05E7, are names: leading zeros, or too many digits for a float."""
    different = words.unique()
    if not all(_WHOLE.fullmatch(word) or word.lower() in MISSING for word in different):
        return False
    digits = [word for word in different if word.lower() not in MISSING]
    zeros = sum(_WITH_ZERO.fullmatch(word) is not None for word in digits)
    if zeros and (zeros > _RARE * len(digits) or len({len(word) for word in digits}) == 1):
        return True
    return any(len(word) >= 16 and word[1:].isdigit() and abs(int(word)) > LARGEST_EXACT for word in digits)


def told_of_digits(
    name: str, plain: pd.Series[Any], values: NDArray[np.float64], counts: NDArray[np.int64]
) -> list[tuple[Finding, NDArray[np.bool_]]]:
    """Tell what digits lost or may have meant otherwise, each with the (U,) numbers that it is about.

    Args:
        name: of the column.
        plain: (U,) the different numbers, with a point before the fraction.
        values: (U,) what they became, NaN where that is no number.
        counts: (U,) how often each stands in the column.
    """
    import pyarrow as pa

    read = ~np.isnan(values)
    lost, zeros, codes = np.zeros((3, len(values)), bool)
    lost[read] = lost_in(pa.array(plain[read], pa.string()), values[read])
    codes[read] = [_CODE.fullmatch(word) is not None for word in plain[read]]
    if all(map(_WHOLE.fullmatch, plain[read])):
        zeros[read] = [_WITH_ZERO.fullmatch(word) is not None for word in plain[read]]
    told = []
    for where, finding in ((lost, _lost), (zeros, _leading), (codes, _powers)):
        if where.any():
            told.append((finding(name, int(counts[where].sum()), plain.iloc[int(where.argmax())]), where))
    return told


def _lost(name: str, count: int, example: str) -> Finding:
    told = text("{column}: numbers of more digits than can be computed with: {count:,}, as {example}. Their last "
                "digits were rounded.", column=name, count=count, example=example)  # fmt: skip
    return Finding("long_integers", told, count)


def _leading(name: str, count: int, example: str) -> Finding:
    told = text("{column}: numbers that begin with a zero: {count:,}, as {example}. They were read without it.",
                column=name, count=count, example=example)  # fmt: skip
    return Finding("leading_zeros", told, count)


def _powers(name: str, count: int, example: str) -> Finding:
    told = text("{column}: cells such as {example} were read as powers of ten: {count:,}. They may be codes.",
                column=name, count=count, example=example)  # fmt: skip
    return Finding("number_format", told, count)
