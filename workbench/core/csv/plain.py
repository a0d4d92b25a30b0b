"""Whole columns of plain numbers at once; a column in which one cell is anything else is left to be looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.cells import MISSING
from workbench.core.csv.exact import LARGEST_EXACT, lost_in
from workbench.core.csv.letters import letters_of
from workbench.core.csv.numbers import marks_of

_HEAD = 100  # cells, which tell most columns of words apart
_CLEAR_AT_ONCE = 5_000
_NOTHING = 1e-3  # in thousandths: more than any rounding
_CELLS_AT_ONCE = 50_000  # of columns that are read together
_SPELT = sorted({*MISSING, *map(str.upper, MISSING), *map(str.capitalize, MISSING), "NaN"} - {""})
_POINT, _COMMA, _ZERO, _NINE, _MINUS, _SLASH, _CAPITAL = b".,09-/E"


_WRITTEN, _EXPONENT = np.zeros((2, 256), bool)
_WRITTEN[list(b"0123456789-.eE+")] = _EXPONENT[list(b"eE")] = True


def columns_of(columns: list[Any], decimal: str, separator: str) -> Iterator[NDArray[Any] | None]:
    """Give for each column what ``numbers_in`` gives for it; many short ones are read together.

    Args:
        columns: as text.
        decimal: as for ``numbers_in``.
        separator: as for ``numbers_in``.
    """
    together = max(1, _CELLS_AT_ONCE // max(1, len(columns[0]))) if columns else 1
    for start in range(0, len(columns), together):
        group = columns[start : start + together]
        found = _fractions(group) if together > 1 and decimal != "," else {}
        for at, column in enumerate(group):
            yield found[at] if at in found else numbers_in(column, decimal, separator)


def _fractions(columns: list[Any]) -> dict[int, NDArray[np.float64]]:
    """Give the columns that hold nothing but numbers with a point, by their places."""
    import pyarrow as pa
    import pyarrow.compute as compute

    cells = pa.concat_arrays([chunk for column in columns for chunk in column.chunks])
    letters, ends = letters_of(cells)
    rows = len(columns[0])
    starts = ends[:-1:rows]
    if not len(letters) or (starts[1:] == starts[:-1]).any() or starts[-1] == len(letters):
        return {}
    odd = (letters - np.uint8(_MINUS) > _NINE - _MINUS) | (letters == _SLASH)
    good = np.logical_or.reduceat(letters == _POINT, starts) & ~np.logical_or.reduceat(odd, starts)
    good &= (ends[1:] > ends[:-1]).reshape(len(columns), rows).all(axis=1)
    places = np.flatnonzero(good)
    if not len(places):
        return {}
    if not good.all():
        cells = pa.concat_arrays([chunk for at in places for chunk in columns[at].chunks])
    try:
        values = np.asarray(compute.cast(cells, pa.float64())).reshape(len(places), rows)
    except pa.ArrowInvalid:
        return {}
    thousandths = values * 1000
    clear = (np.abs(values) < 1) | (np.abs(values) >= 1000) | (np.abs(thousandths - np.rint(thousandths)) > _NOTHING)
    return {
        int(at): values[place]
        for place, at in enumerate(places)
        if clear[place].any() and not lost_in(columns[at], values[place]).any()
    }


def numbers_in(cells: Any, decimal: str, separator: str) -> NDArray[Any] | None:
    """Read cells that are plain numbers, empty, or words for a missing value; give None where any is not.

    Nothing that a closer look could read otherwise passes: no leading zeros or more digits than a float holds
    among whole numbers, no two marks in one column, no 1.234 that may be more than a thousand.

    Args:
        cells: the column as text, an array of Arrow's in chunks.
        decimal: the mark that the head of the file proves, or "".
        separator: between the cells.

    Returns:
        (S,) int64 where every cell is a whole number, else float64 with NaN where one is missing.
    """
    comma = decimal == ","
    if _of_chunk(_first(cells, _HEAD), comma) is None:
        return None
    parts = []
    for chunk in cells.chunks:
        part = _of_chunk(chunk, comma)
        if part is None:
            return None
        parts.append(part)
    values = parts[0] if len(parts) == 1 else np.concatenate(parts)
    if values.dtype.kind == "i":
        return values
    if np.isnan(values).all():  # nothing, or words for nothing: the careful way takes the latter for words
        return values if separator == "," and not any(letters_of(chunk)[0].size for chunk in cells.chunks) else None
    return values if not _has_mark(cells, comma) or _is_clear(cells, comma) else None


def _first(cells: Any, count: int) -> Any:
    some = cells.slice(0, count).combine_chunks()
    return some.chunk(0) if hasattr(some, "chunk") else some


def _of_chunk(cells: Any, comma: bool) -> NDArray[Any] | None:
    """Give the numbers of some cells, where they are plain."""
    import pyarrow.compute as compute

    letters, ends = letters_of(cells)
    filled = ends[1:] > ends[:-1]
    if filled.all() and (found := _numbers(cells, letters, ends, comma)) is not None:
        return found
    filled &= ~np.asarray(compute.is_in(cells, value_set=_spelt(cells.type)))
    values = np.full(len(cells), np.nan)
    if filled.any():
        kept = cells.filter(_mask(filled))
        found = _numbers(kept, *letters_of(kept), comma)
        if found is None:
            return None
        values[filled] = found
    return values


def _mask(filled: NDArray[np.bool_]) -> Any:
    import pyarrow as pa

    return pa.array(filled)


def _spelt(kind: Any) -> Any:
    import pyarrow as pa

    return pa.array(_SPELT, kind)


def _numbers(cells: Any, letters: NDArray[np.uint8], ends: NDArray[Any], comma: bool) -> NDArray[Any] | None:
    """Give the numbers of cells none of which is missing."""
    import pyarrow as pa
    import pyarrow.compute as compute

    if comma:
        if (letters == _POINT).any():
            return None
        letters = np.where(letters == _COMMA, np.uint8(_POINT), letters)
        cells = pa.StringArray.from_buffers(len(cells), pa.py_buffer(ends), pa.py_buffer(letters))
    try:
        fraction = bool((letters == _POINT).any())
        few = bool((letters - np.uint8(_MINUS) <= _NINE - _MINUS).all()) and not (letters == _SLASH).any()
        if few and not fraction:
            whole = np.asarray(compute.cast(cells, pa.int64()))
            return None if _digits_matter(whole, letters, ends) else whole
        if not few and not (_WRITTEN[letters].all() and (fraction or _EXPONENT[letters].any())):
            return None  # among others, whole numbers with a plus, of which the digits may matter
        if not few and _may_be_codes(letters, ends):
            return None
        values = np.asarray(compute.cast(cells, pa.float64()))
        return None if lost_in(cells, values).any() else values
    except pa.ArrowInvalid:
        return None


def _digits_matter(whole: NDArray[np.int64], letters: NDArray[np.uint8], ends: NDArray[Any]) -> bool:
    """Whether whole numbers begin with a zero, as codes do, or are too long for a float."""
    if len(whole) and max(abs(int(whole.min())), abs(int(whole.max()))) > LARGEST_EXACT:
        return True
    first = ends[:-1] + (letters[ends[:-1]] == _MINUS)
    return bool(((letters[first] == _ZERO) & (ends[1:] - first > 1)).any())


def _may_be_codes(letters: NDArray[np.uint8], ends: NDArray[Any]) -> bool:
    """Whether a cell is digits, E and digits, as 12E5 is: a number, or a code."""
    places = np.flatnonzero(letters == _CAPITAL)
    places = places[places + 1 < len(letters)]
    bare = places[letters[places + 1] - np.uint8(_ZERO) <= _NINE - _ZERO]  # no sign behind the E
    if not len(bare):
        return False
    rows = np.searchsorted(ends, bare, side="right") - 1
    points = np.flatnonzero(letters == _POINT)
    return bool((np.searchsorted(points, ends[rows + 1]) == np.searchsorted(points, ends[rows])).any())


def _has_mark(cells: Any, comma: bool) -> bool:
    return any(bool((letters_of(chunk)[0] == (_COMMA if comma else _POINT)).any()) for chunk in cells.chunks)


def _is_clear(cells: Any, comma: bool) -> bool:
    """Whether any cell proves that the mark is that of the fraction, as 1.5 does and 1.234 does not."""
    for start, count in ((0, _HEAD), *((start, _CLEAR_AT_ONCE) for start in range(_HEAD, len(cells), _CLEAR_AT_ONCE))):
        marks = marks_of(cells.slice(start, count).to_pylist())
        if marks.comma if comma else marks.point:
            return True
    return False
