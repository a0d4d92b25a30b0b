"""Reads many dates at once: all that have one shape, digits below digits, have their parts in the same places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.cells import MISSING
from workbench.core.csv.letters import chunks_of, letters_of
from workbench.core.csv.notations import COMPACT, ISO, NAMED, NAMED_FIRST, PATTERNS, SLASHED, Written, written_in

if TYPE_CHECKING:
    import pandas as pd

_ROWS_AT_ONCE = 2**15
_MOST_SHAPES = 200
_LONGEST = 60
_NUMBERS = ("year", "one", "two", "hour", "minute", "second", "part")
_FAMILIES = (ISO, COMPACT, SLASHED, NAMED, NAMED_FIRST)
_ZERO = ord("0")


@dataclass(frozen=True)
class _Shape:
    """What all cells of one shape have in common.

    Attributes:
        missing: whether they are words for a missing value.
        family: the notation, -1 where each cell has to be read by itself.
        spans: where the digits of each number stand.
        month: the month that is written out, or 0.
        half: ``a`` or ``p`` for hours that count to twelve, or "".
        offset: minutes ahead of UTC, or NaN.
        mark: between the numbers of a SLASHED date, or "".
    """

    missing: bool = False
    family: int = -1
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    month: int = 0
    half: str = ""
    offset: float = float("nan")
    mark: str = ""


@dataclass(eq=False)
class _Parts:
    """The parts of all cells, as they are filled in."""

    family: NDArray[np.int8]
    numbers: NDArray[np.int16]
    clock: NDArray[np.int64]
    offset: NDArray[np.float64] | None
    short: NDArray[np.bool_]
    missing: NDArray[np.bool_]
    marks: set[str] = field(default_factory=set)
    has_clock: bool = False
    spans: bool = False
    of_republic: bool = False
    alone: list[NDArray[np.int64]] = field(default_factory=list)


def written_by_shape(words: pd.Series[Any]) -> tuple[Written, NDArray[np.bool_]] | None:
    """Find the parts of all ``words``, as ``written_in`` does, shape by shape.

    Returns:
        What is written, and (S,) which words stand for a missing value; None where there are too many shapes.
    """
    count = len(words)
    parts = _Parts(
        np.full(count, -1, np.int8), np.zeros((3, count), np.int16), np.zeros(count, np.int64), None,
        np.zeros(count, bool), np.zeros(count, bool),
    )  # fmt: skip
    known: dict[bytes, _Shape] = {}
    begin = 0
    for letters, ends in _pieces(words):
        lengths = np.diff(ends)
        for length in np.flatnonzero(np.bincount(lengths)):
            rows = np.flatnonzero(lengths == length)
            if not 0 < length <= _LONGEST:
                parts.alone.append(rows + begin)
                continue
            table = letters.reshape(len(lengths), length) if len(rows) == len(lengths) else _below(letters, ends, rows)
            if not _take(table, rows + begin, known, parts):
                return None
        begin += len(lengths)
    if parts.alone:
        _read_alone(words, np.concatenate(parts.alone), parts)
    year, one, two = parts.numbers
    offset = parts.offset if parts.offset is not None else np.broadcast_to(np.float64("nan"), count)
    written = Written(
        parts.family,
        year,
        one,
        two,
        parts.clock,
        offset,
        parts.short,
        frozenset(parts.marks),
        parts.has_clock,
        parts.spans,
        parts.of_republic,
    )
    return written, parts.missing


def _pieces(words: pd.Series[Any]) -> Iterator[tuple[NDArray[np.uint8], NDArray[np.int64]]]:
    for chunk in chunks_of(words):
        for start in range(0, len(chunk), _ROWS_AT_ONCE):
            yield letters_of(chunk.slice(start, _ROWS_AT_ONCE))


def _below(letters: NDArray[np.uint8], ends: NDArray[np.int64], rows: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Give the cells of ``rows``, all of one length, below each other."""
    begins = ends[rows]
    length = int(ends[rows[0] + 1] - begins[0])
    return np.asarray(letters[begins[:, None] + np.arange(length)], np.uint8)


def _take(table: NDArray[np.uint8], rows: NDArray[np.int64], known: dict[bytes, _Shape], parts: _Parts) -> bool:
    """Fill in the parts of cells of one length; False where they have too many shapes."""
    digits = table - np.uint8(_ZERO)  # letters below the digits become large
    shapes = np.where(digits < 10, np.uint8(_ZERO), table).view(f"S{table.shape[1]}").reshape(-1)
    while len(rows):
        key = shapes[0]
        if key not in known:
            if len(known) == _MOST_SHAPES:
                return False
            known[key] = _shape_of(table[0].tobytes())
        same = shapes == key
        if same.all():
            _fill(digits, rows, known[key], parts)
            return True
        _fill(digits[same], rows[same], known[key], parts)
        digits, shapes, table, rows = digits[~same], shapes[~same], table[~same], rows[~same]
    return True


def _shape_of(letters: bytes) -> _Shape:
    """Read one cell, to know where all of its shape have their parts."""
    import pandas as pd

    word = letters.decode("utf-8", "replace")
    if word.lower() in MISSING:
        return _Shape(missing=not any(char.isdigit() for char in word))
    if word[:1] == "[" or word[-1:] in ("]", ")"):
        return _Shape()
    alone = written_in(pd.Series([word], dtype="str"))
    family = int(alone.family[0])
    found = PATTERNS[family].fullmatch(word) if family in _FAMILIES else None
    if found is None or any(found.groupdict().get(name) for name in ("before", "bare")):
        return _Shape()
    spans = {}
    for name in _NUMBERS:
        if found.groupdict().get(name):
            begin, end = (len(word[:place].encode()) for place in found.span(name))
            if not letters[begin:end].isdigit():  # digits of another script
                return _Shape()
            spans[name] = (begin, end)
    half = (found.groupdict().get("half") or "")[:1].lower()
    if half not in ("", "a", "p"):
        return _Shape()
    return _Shape(
        family=family,
        spans=spans,
        month=int(alone.one[0]) if found.groupdict().get("name") else 0,
        half=half,
        offset=float(alone.offset[0]),
        mark=next(iter(alone.marks), ""),
    )


def _fill(digits: NDArray[np.uint8], rows: NDArray[np.int64], shape: _Shape, parts: _Parts) -> None:
    """Put the numbers of cells of one shape into their places."""
    if shape.missing:
        parts.missing[rows] = True
        return
    if shape.family < 0:
        parts.alone.append(rows)
        return
    at: Any = slice(int(rows[0]), int(rows[-1]) + 1) if rows[-1] - rows[0] + 1 == len(rows) else rows
    short = shape.spans["year"][1] - shape.spans["year"][0] == 2
    year = _number(digits, *shape.spans["year"])
    one = _number(digits, *shape.spans["one"]) if "one" in shape.spans else np.full(len(rows), shape.month)
    two = _number(digits, *shape.spans["two"])
    clock, good = _clock(digits, shape)
    if shape.family == COMPACT:  # its pattern bounds the digits
        good &= (one < 20) & (two < 40)
    parts.numbers[0, at] = year + (np.where(year < 70, 2000, 1900) if short else 0)
    parts.numbers[1, at], parts.numbers[2, at], parts.clock[at] = one, two, clock
    parts.family[at] = np.where(good, shape.family, -1)
    parts.short[at] = short & good
    if shape.offset == shape.offset:
        if parts.offset is None:
            parts.offset = np.full(len(parts.family), np.nan)
        parts.offset[at] = shape.offset
    if shape.mark:
        parts.marks.add(shape.mark)
    parts.has_clock |= "hour" in shape.spans


def _number(digits: NDArray[np.uint8], begin: int, end: int) -> NDArray[np.int32]:
    value = digits[:, begin].astype(np.int32)
    for place in range(begin + 1, end):
        value *= 10
        value += digits[:, place]
    return value


def _clock(digits: NDArray[np.uint8], shape: _Shape) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Give the microseconds since midnight, and which of them are a time of day."""
    nothing = np.zeros(len(digits), np.int32)
    hour, minute, second = (
        _number(digits, *shape.spans[name]) if name in shape.spans else nothing for name in ("hour", "minute", "second")
    )
    if shape.half == "p":
        hour = np.where(hour < 12, hour + 12, hour)
    elif shape.half == "a":
        hour = np.where(hour == 12, 0, hour)
    micro = nothing
    if "part" in shape.spans:
        begin, end = shape.spans["part"]
        end = min(end, begin + 6)
        micro = _number(digits, begin, end) * 10 ** (6 - end + begin)
    good = (hour <= 24) & (minute <= 59) & (second <= 60)
    good &= (hour < 24) | ((minute == 0) & (second == 0) & (micro == 0))
    return ((hour * 60 + minute) * 60 + second) * np.int64(1_000_000) + micro, good


def _read_alone(words: pd.Series[Any], rows: NDArray[np.int64], parts: _Parts) -> None:
    """Read cells whose shape does not tell where their parts are, each different one once."""
    import pandas as pd

    codes, uniques = pd.factorize(words.iloc[rows], use_na_sentinel=False)
    different = pd.Series(uniques, dtype="str").fillna("")
    missing = different.str.lower().isin(MISSING).to_numpy(bool)
    written = written_in(different.where(pd.Series(~missing), ""))
    parts.missing[rows], parts.family[rows] = missing[codes], written.family[codes]
    for place, numbers in enumerate((written.year, written.one, written.two)):
        parts.numbers[place, rows] = numbers[codes]
    parts.clock[rows], parts.short[rows] = written.clock[codes], written.short[codes]
    if not np.isnan(written.offset).all():
        if parts.offset is None:
            parts.offset = np.full(len(parts.family), np.nan)
        parts.offset[rows] = written.offset[codes]
    parts.marks |= written.marks
    parts.has_clock |= written.has_clock
    parts.spans |= written.spans
    parts.of_republic |= written.of_republic
