"""Rows that are all alike are cut at once by Arrow; whether they are alike is seen in the bytes and in the result."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.cells import is_blank
from workbench.core.csv.columns import FOR_EVIDENCE, MOST_PROVING
from workbench.core.csv.dialect import Dialect
from workbench.core.csv.layout import Layout
from workbench.core.csv.letters import letters_of, some_in
from workbench.core.csv.numbers import marks_of
from workbench.core.csv.plain import columns_of
from workbench.core.csv.rows import Cells, told_of_rows

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[float], None]

_LOOKED_AT = 2**20  # bytes, which the processor keeps near
_CUT_AT_ONCE = 2**25
_BLOCK = 2**21
_BREAK, _SPACE, _LAST_OF_ASCII = 10, 32, 127
_ROWS_IN_A_BLOCK = 1_000


@dataclass(frozen=True)
class _Breaks:
    """The line ends between the first row and the last one.

    Attributes:
        count: how many.
        inside: how many of them stand within quotation marks.
        ends: where pieces of the text end, each behind a whole row.
    """

    count: int
    inside: int
    ends: list[int]


def regular(content: bytes, layout: Layout, dialect: Dialect, decimal: str, progress: Progress) -> Cells | None:
    """Cut rows that are all alike, or give None where any of them is not.

    Alike are rows of one width, with quotation marks only around whole cells, none of them blank, and none that
    repeats the header. What Arrow cuts then is what the ``csv`` module cuts.

    Args:
        content: the text of the file.
        layout: of the table, as the head and the tail of the file show it.
        dialect: how the lines are cut.
        decimal: the decimal mark that the head proves, or "".
        progress: is called with the share that is done.
    """
    if len(dialect.separator) != 1 or dialect.separator == " " or dialect.escape or dialect.wrapped:
        return None
    body = _body(content, layout)
    if body is None or (layout.width == 1 and not set(layout.kinds) & set("ndc")):  # it may be no table at all
        return None
    if dialect.comment and content.find(dialect.comment.encode(), *body) >= 0:
        return None
    breaks = _breaks(content, *body, dialect)
    if breaks is None:
        return None
    columns = _cut(content, body[0], breaks, layout.width, dialect, lambda share: progress(0.6 * share))
    if columns is None or _has_blank_row(columns) or _repeats_header(columns, layout):
        return None
    rows = len(columns[0])
    lines = np.arange(layout.first_line, layout.first_line + rows, dtype=np.int64)
    blank = breaks.count - breaks.inside - rows - _blank_at_end(content, body[1])
    if blank or breaks.inside:
        if layout.width == 1:  # a blank line is a row
            return None
        lines = _lines(content, *body, dialect) + layout.first_line
        if len(lines) != rows:
            return None
    settled, proofs = _settled(columns, decimal, dialect.separator, lambda share: progress(0.6 + 0.4 * share))
    return Cells(settled, lines, told_of_rows({"blank": blank}), regular=True, proofs=proofs)


def _settled(columns: list[Any], decimal: str, separator: str, progress: Progress) -> tuple[list[Any], tuple[int, int]]:
    """Give columns of numbers and of words, and how many cells of the former had a point and how many a comma."""
    settled: list[Any] = []
    point = comma = 0
    for at, column in enumerate(columns_of(columns, decimal, separator)):
        progress(at / len(columns))
        if column is not None and column.dtype.kind == "f" and at < MOST_PROVING:
            marks = marks_of(some_in(columns[at].chunks, FOR_EVIDENCE))
            point, comma = point + marks.point, comma + marks.comma
        settled.append(_words(columns[at]) if column is None else column)
        columns[at] = None  # its text takes more than its numbers
    return settled, (point, comma)


def _body(content: bytes, layout: Layout) -> tuple[int, int] | None:
    """Find where the first row begins and the last one ends."""
    begin = 0
    for _ in range(layout.first_line - 1):
        begin = content.find(b"\n", begin) + 1
        if not begin:
            return None
    end = len(content)
    if any("\n" in cell for row in layout.footer for cell in row.cells):  # a stray quotation mark, not a footer
        return None
    if layout.footer:
        skipped = content.rstrip(b"\n \t")
        below = content.count(b"\n", 0, len(skipped)) + 1 - layout.last_line
        end = len(skipped)
        for _ in range(below):
            end = content.rfind(b"\n", 0, end)
        end += 1
    return (begin, end) if end > begin else None


def _blank_at_end(content: bytes, end: int) -> int:
    """Count the blank lines below the last row."""
    last = end
    while last and content[last - 1] == _BREAK:
        last -= 1
    return max(0, end - last - 1)


def _pieces(content: bytes, begin: int, end: int) -> Iterator[tuple[int, NDArray[np.uint8]]]:
    """Give where each piece begins, and its bytes."""
    buffer = np.frombuffer(content, np.uint8)
    for start in range(begin, end, _LOOKED_AT):
        yield start, buffer[start : min(start + _LOOKED_AT, end)]


def _breaks(content: bytes, begin: int, end: int, dialect: Dialect) -> _Breaks | None:
    """Count the line ends, or give None where a quotation mark stands elsewhere than around a whole cell."""
    count = inside = marks = 0
    ends: list[int] = []
    quote = ord(dialect.quote) if dialect.quote and content.find(dialect.quote.encode(), begin, end) >= 0 else None
    edges = np.zeros(256, bool)
    edges[[_BREAK, ord(dialect.separator), *([] if quote is None else [quote])]] = True
    last = begin
    for start, piece in _pieces(content, begin, end):
        if quote is None:
            count += int(np.count_nonzero(piece == _BREAK))
            last = content.rfind(b"\n", start, start + len(piece)) + 1 or last
        else:
            places = np.flatnonzero(piece == quote)
            if not _stand_at_edges(content, places + start, marks & 1, (begin, end), edges):
                return None
            breaks = np.flatnonzero(piece == _BREAK)
            within = (np.searchsorted(places, breaks) + marks) & 1
            outside = breaks[within == 0]
            count, inside, marks = count + len(breaks), inside + int(within.sum()), marks + len(places)
            last = int(outside[-1]) + start + 1 if len(outside) else last
        if last - (ends[-1] if ends else begin) >= _CUT_AT_ONCE:
            ends.append(last)
    if marks & 1:
        return None
    if not ends or ends[-1] < end:
        ends.append(end)
    return _Breaks(count + (content[end - 1] != _BREAK), inside, ends)


def _stand_at_edges(
    content: bytes, places: NDArray[np.int64], odd: int, body: tuple[int, int], edges: NDArray[np.bool_]
) -> bool:
    """Whether every quotation mark opens a cell behind an edge or closes it before one; a doubled one does both."""
    buffer = np.frombuffer(content, np.uint8)
    opening, closing = places[odd::2], places[1 - odd :: 2]
    if len(opening) and opening[0] == body[0]:
        opening = opening[1:]
    if len(closing) and closing[-1] == body[1] - 1:
        closing = closing[:-1]
    return bool(edges[buffer[opening - 1]].all()) and bool(edges[buffer[closing + 1]].all())


def _cut(
    content: bytes, begin: int, breaks: _Breaks, width: int, dialect: Dialect, progress: Progress
) -> list[Any] | None:
    """Give the columns as text, or None where a row has another width than the others."""
    import pyarrow as pa
    from pyarrow import csv

    names = [str(at) for at in range(width)]
    whole = pa.py_buffer(content)
    parse = csv.ParseOptions(
        delimiter=dialect.separator,
        quote_char=dialect.quote or False,
        newlines_in_values=breaks.inside > 0,
    )
    convert = csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False)
    row = (breaks.ends[-1] - begin) // max(1, breaks.count)
    block = min(max(_BLOCK, _ROWS_IN_A_BLOCK * row), 2 * _CUT_AT_ONCE)
    read = csv.ReadOptions(column_names=names, block_size=block)
    tables = []
    for end in breaks.ends:
        part = pa.BufferReader(whole.slice(begin, end - begin))
        try:
            tables.append(csv.read_csv(part, read, parse, convert))
        except pa.ArrowInvalid:  # a row is wider or narrower than the others
            return None
        progress(end / breaks.ends[-1])
        begin = end
    return list((pa.concat_tables(tables) if len(tables) > 1 else tables[0]).columns)


def _lines(content: bytes, begin: int, end: int, dialect: Dialect) -> NDArray[np.int64]:
    """Give the line of each row, counted from 0, where lines are blank or cells have several."""
    quote, marks = ord(dialect.quote) if dialect.quote else None, 0
    found, outside = [], []
    for start, piece in _pieces(content, begin, end):
        breaks = np.flatnonzero(piece == _BREAK)
        within = np.zeros(len(breaks), np.int64)
        if quote is not None:
            places = np.flatnonzero(piece == quote)
            within, marks = (np.searchsorted(places, breaks) + marks) & 1, marks + len(places)
        found.append(breaks + start)
        outside.append(within == 0)
    every = np.concatenate(found)
    ends = every[np.concatenate(outside)]
    if content[end - 1] != _BREAK:
        ends = np.append(ends, end)
    starts = np.concatenate([[begin], ends[:-1] + 1])
    return np.asarray(np.searchsorted(every, starts[ends > starts]), np.int64)


def _has_blank_row(columns: list[Any]) -> bool:
    """Whether nothing stands in any cell of a row."""
    rows = _narrowed(columns, [_may_be_blank] * len(columns))
    return any(is_blank([column[int(row)].as_py() for column in columns]) for row in rows)


def _repeats_header(columns: list[Any], layout: Layout) -> bool:
    """Whether a row has the cells of the header, or of a line above or below it."""
    import pyarrow.compute as compute

    for above in (*layout.upper, layout.header, layout.units):
        if above is None or len(above.cells) != len(columns):
            continue
        names = above.cells
        rows = _narrowed(columns, [partial(compute.ends_with, pattern=name) for name in names])
        for row in rows:
            cells = [column[int(row)].as_py() for column in columns]
            if all(name in (cell, cell.lstrip(" ")) for cell, name in zip(cells, names, strict=True)):
                return True
    return False


def _narrowed(columns: list[Any], fits: Sequence[Callable[[Any], Any]]) -> NDArray[np.int64]:
    """Give the rows all of whose cells fit, from the first column on as long as there are any."""
    rows = np.arange(len(columns[0]))
    for column, fit in zip(columns, fits, strict=True):
        rows = rows[np.asarray(fit(column if len(rows) == len(column) else column.take(rows)), bool)]
        if not len(rows):
            break
    return rows


def _may_be_blank(cells: Any) -> NDArray[np.bool_]:
    """Whether each cell is empty or begins with a byte with which a blank may begin."""
    found = []
    for chunk in cells.chunks:
        letters, ends = letters_of(chunk)
        blank = np.diff(ends) == 0
        first = letters[np.minimum(ends[:-1], max(0, len(letters) - 1))] if len(letters) else np.zeros(0, np.uint8)
        found.append(blank | (first <= _SPACE) | (first > _LAST_OF_ASCII) if len(letters) else blank)
    return np.concatenate(found) if found else np.zeros(0, bool)


def _words(cells: Any) -> pd.Series[Any]:
    import pandas as pd

    return pd.Series(cells.to_pandas(), dtype="str")
