"""The bytes of text cells as Arrow holds them: one behind the other, without a copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import pandas as pd

_AT_ONCE = 2**20  # bytes, which the processor keeps near


def letters_of(cells: Any) -> tuple[NDArray[np.uint8], NDArray[Any]]:
    """Give the bytes of all cells in UTF-8, and where each cell begins and the last one ends.

    Args:
        cells: (S,) an array of Arrow's, of strings or large strings without nulls.

    Returns:
        The bytes, and S + 1 places among them.
    """
    _, places, letters = cells.buffers()
    kind = np.dtype(np.int64 if "large" in str(cells.type) else np.int32)
    if not len(cells):
        return np.empty(0, np.uint8), np.zeros(1, kind)
    ends = np.frombuffer(places, kind)[cells.offset : cells.offset + len(cells) + 1]
    if letters is None:
        return np.empty(0, np.uint8), ends
    return np.frombuffer(letters, np.uint8)[ends[0] : ends[-1]], ends - ends[0] if ends[0] else ends


def chunks_of(words: pd.Series[Any]) -> list[Any]:
    """Give the text of a column as arrays of large strings, without a copy where pandas holds it so."""
    import pyarrow as pa

    held = pa.array(words.array, pa.large_string())
    chunks = held.chunks if isinstance(held, pa.ChunkedArray) else [held]
    return [chunk.fill_null("") if chunk.null_count else chunk for chunk in chunks]


def count_of(content: bytes, letter: int, begin: int, end: int) -> int:
    """Count how often a byte stands in a part of ``content``; bytes.count is the slower the more there are."""
    buffer = np.frombuffer(content, np.uint8)
    return sum(
        int(np.count_nonzero(buffer[start : min(start + _AT_ONCE, end)] == letter))
        for start in range(begin, end, _AT_ONCE)
    )


def has_blank_ends(words: pd.Series[Any]) -> bool:
    """Whether any cell begins or ends with a blank, or with a byte that may be a part of one."""
    for chunk in chunks_of(words):
        letters, ends = letters_of(chunk)
        begins, after = ends[:-1], ends[1:]
        filled = after > begins
        if not filled.all():
            begins, after = begins[filled], after[filled]
        for edge in (letters[begins], letters[after - 1]):
            if len(edge) and (edge.min() <= ord(" ") or edge.max() > 127):
                return True
    return False


_OTHER_THAN_LETTERS = r"[\pN∞年]|^(?i:true|false|[+-]?inf(?:inity)?)$"


def has_only_letters(words: pd.Series[Any]) -> bool:
    """Whether there is something, and nothing in any cell that could be a number or a time."""
    import pyarrow.compute as compute

    filled = False
    for chunk in chunks_of(words):
        if bool(compute.any(compute.match_substring_regex(chunk, _OTHER_THAN_LETTERS)).as_py()):
            return False
        filled = filled or bool(letters_of(chunk)[0].size)
    return filled


def some_of(words: pd.Series[Any], count: int) -> pd.Series[Any]:
    """Give about ``count`` cells in even distances, without putting the pieces of the column together."""
    import pandas as pd

    return pd.Series(some_in(chunks_of(words), count), dtype="str")


def some_in(chunks: Sequence[Any], count: int) -> list[str]:
    """The same for a column in arrays of Arrow's."""
    import pyarrow as pa

    step = max(1, sum(map(len, chunks)) // count)
    found: list[str] = []
    begin = 0
    for chunk in chunks:
        found += chunk.take(pa.array(np.arange(-begin % step, len(chunk), step))).to_pylist()
        begin += len(chunk)
    return found
