"""Reads many dates at once where all of them are written alike, digit below digit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.notations import COMPACT, ISO, PATTERNS, SLASHED, Written, written_in

if TYPE_CHECKING:
    import pandas as pd

_PARTS = ("year", "one", "two", "hour", "minute", "second", "part")


def written_alike(words: pd.Series[Any]) -> Written | None:
    """Find the parts of all ``words`` at the places where the first one has them, or give None where one differs."""
    first = str(words.iloc[0])
    alone = written_in(words.iloc[:1])
    family = int(alone.family[0])
    if family not in (ISO, SLASHED, COMPACT) or not first.isascii():
        return None
    found = PATTERNS[family].fullmatch(first)
    if found is None or any(found.groupdict().get(name) for name in ("half", "before", "bare")):
        return None
    letters = _letters(words, len(first))
    if letters is None:
        return None
    spans = {name: found.span(name) for name in _PARTS if found.groupdict().get(name)}
    varies = np.zeros(len(first), bool)
    for begin, end in spans.values():
        varies[begin:end] = True
    if (letters[:, ~varies] != letters[0, ~varies]).any():
        return None
    digits = letters[:, varies]
    if ((digits < ord("0")) | (digits > ord("9"))).any():
        return None
    values = {name: _number(letters, *span) for name, span in spans.items()}
    clock = _clock(values, spans)
    if clock is None:
        return None
    count = len(words)
    short = spans["year"][1] - spans["year"][0] == 2
    year = values["year"] + (np.where(values["year"] < 70, 2000, 1900) if short else 0)
    return Written(
        np.full(count, family, np.int8),
        year,
        values["one"],
        values["two"],
        clock,
        np.full(count, alone.offset[0]),
        np.full(count, short),
        alone.marks,
        alone.has_clock,
    )


def _letters(words: pd.Series[Any], length: int) -> NDArray[np.uint8] | None:
    """Give the (S, length) bytes of cells that are all so long, or None where one is not."""
    import pyarrow

    held = pyarrow.array(words.array, pyarrow.large_string())
    if isinstance(held, pyarrow.ChunkedArray):
        held = held.combine_chunks()
    if held.null_count or not len(held):
        return None
    _, places, letters = held.buffers()
    ends = np.frombuffer(places, np.int64)[held.offset : held.offset + len(held) + 1]
    if (np.diff(ends) != length).any():
        return None
    return np.frombuffer(letters, np.uint8)[ends[0] : ends[-1]].reshape(len(held), length)


def _number(letters: NDArray[np.uint8], begin: int, end: int) -> NDArray[np.int64]:
    value = np.zeros(len(letters), np.int64)
    for place in range(begin, end):
        value = value * 10 + (letters[:, place] - ord("0"))
    return value


def _clock(values: dict[str, NDArray[np.int64]], spans: dict[str, tuple[int, int]]) -> NDArray[np.int64] | None:
    """Give the microseconds since midnight, or None where one of them is no time of day."""
    nothing = np.zeros(len(values["year"]), np.int64)
    hour, minute, second = (values.get(name, nothing) for name in ("hour", "minute", "second"))
    micro = nothing
    if "part" in values:
        length = spans["part"][1] - spans["part"][0]
        micro = values["part"] * 10 ** (6 - length) if length <= 6 else values["part"] // 10 ** (length - 6)
    if (hour > 24).any() or (minute > 59).any() or (second > 60).any():
        return None
    if ((hour == 24) & ((minute > 0) | (second > 0) | (micro > 0))).any():
        return None
    return ((hour * 60 + minute) * 60 + second) * 1_000_000 + micro
