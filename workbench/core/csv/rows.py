"""From the text of a file and its layout to columns of cells: pandas where the rows are regular, else row by row."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.aligned import aligned
from workbench.core.csv.cells import is_blank, kind
from workbench.core.csv.columns import is_too_long
from workbench.core.csv.dialect import Dialect, Row
from workbench.core.csv.layout import Layout
from workbench.core.series import Finding
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd

_MISSING = ["", "NA", "N/A", "NaN", "nan", "null", "NULL", "None", "-", "n/a"]  # any other word is looked at by itself
_ROWS_AT_ONCE = 1_000_000
_BOTH_ENDS = 20  # lines that a finding names


@dataclass(frozen=True, eq=False)
class Cells:
    """The table as columns that do not know yet what they hold.

    Attributes:
        columns: each an array of numbers, or the text of its cells.
        lines: (S,) line of each row in the file.
        findings: what was found while the text was cut.
        regular: whether pandas read it.
    """

    columns: Sequence[pd.Series[Any] | NDArray[Any]]
    lines: NDArray[np.int64]
    findings: tuple[Finding, ...] = ()
    regular: bool = False


def lines_of(content: bytes) -> Iterator[str]:
    """Give the lines of ``content`` with their ends."""
    return iter(io.TextIOWrapper(io.BytesIO(content), "utf-8", errors="replace", newline="\n"))


def careful(
    rows: Sequence[Row], layout: Layout, dialect: Dialect, header: list[str], lines: Sequence[str] = ()
) -> Cells:
    """Take the rows of the table one by one: blank ones and repeated headers are left out, and it is told."""
    last = layout.last_line or rows[-1].line
    inside = [row for row in rows if layout.first_line <= row.line <= last]
    repeated = [row for row in (*layout.upper, layout.header, layout.units) if row is not None]
    ours = [_folded(row.cells) for row in repeated]
    first = {cells[0] for cells in ours}
    kept: list[Row] = []
    counts: Counter[str] = Counter()
    places: dict[str, list[int]] = {"ragged_rows": [], "repeated_header": []}
    width, blank_is_row = layout.width, layout.width == 1
    for row in inside:
        if is_blank(row.cells):
            if (blank_is_row and len(row.cells) <= 1) or (len(row.cells) == width > 1 and not layout.has_dates):
                kept.append(Row(row.line, row.cells or [""]))  # a step without values, where only the order tells time
            else:
                counts["empty_rows_dropped" if len(row.cells) > 1 else "blank"] += 1
        elif row.cells[0].strip().casefold() in first and _folded(row.cells) in ours:
            places["repeated_header"].append(row.line)
        else:
            kept.append(row)
    stray = [row for row in kept if len(row.cells) == 1 < width and _is_stray(row, layout)]
    if stray:
        lost = {row.line for row in stray}
        kept = [row for row in kept if row.line not in lost]
    ragged = [row.line for row in kept if _is_ragged(row.cells, width, header)]
    if dialect.separator == " " and ragged:
        kept = aligned(kept, lines, width)
    columns = [_column(list(cells), dialect) for cells in _across([row.cells for row in kept], width)]
    findings = _told(counts, places["repeated_header"], ragged, [row.line for row in stray])
    return Cells(columns, np.array([row.line for row in kept], np.int64), findings)


def _folded(cells: list[str]) -> list[str]:
    return [cell.strip().casefold() for cell in cells]


def _across(rows: list[list[str]], width: int) -> Iterator[tuple[str, ...]]:
    """Give the columns of rows that are filled up or cut to ``width`` cells."""
    even = (row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for row in rows)
    return zip(*even, strict=True)


_WHOLE_NUMBERS = re.compile(r"(?:-?(?:0|[1-9]\d{0,14})\n)+")
_POINT_NUMBERS = re.compile(r"(?:-?(?:0|[1-9]\d{0,14})(?:\.\d*)?(?:[eE][+-]?\d{1,2})?\n|\n)+")
_UNCLEAR_NUMBERS = re.compile(r"(?:-?(?:0|[1-9]\d*)\n|-?[1-9]\d{0,2}\.\d{3}\n|\n)+")


def _column(cells: list[str], dialect: Dialect) -> pd.Series[Any] | NDArray[Any]:
    """Give numbers where every cell is a plain one, else the cells."""
    import pandas as pd

    if cells[0][:1].isdigit() or cells[0][:1] in ("-", ""):
        written = "\n".join([*cells, ""])
        if written.count("\n") != len(cells):
            return pd.Series(cells, dtype="str")
        if _WHOLE_NUMBERS.fullmatch(written):
            return np.array(list(map(int, cells)), np.int64)
        if _POINT_NUMBERS.fullmatch(written) and not ("." in written and _UNCLEAR_NUMBERS.fullmatch(written)):
            return np.array([float(cell) if cell else np.nan for cell in cells])
    return pd.Series(cells, dtype="str")


def _is_stray(row: Row, layout: Layout) -> bool:
    """Whether a line with one cell is a remark: words where the rows have a number or a date."""
    return layout.kinds[:1] in ("n", "d", "c") and kind(row.cells[0]) == "t"


def _is_ragged(cells: list[str], width: int, header: list[str]) -> bool:
    if len(cells) == width:
        return False
    if len(cells) < width:
        return True
    return any(cell.strip() for cell in cells[width:]) or len(header) < len(cells)


def _told(counts: Counter[str], repeated: list[int], ragged: list[int], stray: list[int]) -> tuple[Finding, ...]:
    told = []
    if blank := counts["blank"]:
        words = text("Blank lines between the rows, which were left out: {count}.", count=f"{blank:,}")
        told.append(Finding("blank_lines", words, blank))
    if empty := counts["empty_rows_dropped"]:
        words = text("Rows without any value, which were left out: {count:,}.", count=empty)
        told.append(Finding("empty_rows_dropped", words, empty))
    if repeated:
        words = text("The header comes again between the rows, and was left out there: {count:,} times.",
                     count=len(repeated))  # fmt: skip
        told.append(Finding("repeated_header", words, len(repeated), tuple(repeated[:_BOTH_ENDS])))
    if ragged:
        words = text("Rows with more or fewer cells than the others: {count:,}. What is beyond the last column was "
                     "left out, what lacks is missing.", count=len(ragged))  # fmt: skip
        told.append(Finding("ragged_rows", words, len(ragged), tuple(ragged[:_BOTH_ENDS])))
    if stray:
        words = text("Lines of words between the rows, which were left out: {count:,}.", count=len(stray))
        told.append(Finding("ragged_rows", words, len(stray), tuple(stray[:_BOTH_ENDS])))
    return tuple(told)


def regular(
    content: bytes, layout: Layout, dialect: Dialect, decimal: str, progress: Callable[[float], None]
) -> Cells | None:
    """Read rows that are all alike with pandas, or give None where any of them is not."""
    if len(dialect.separator) != 1 or dialect.separator == " " or dialect.escape or dialect.wrapped or dialect.comment:
        return None
    body = _body(content, layout)
    if body is None:
        return None
    begin, end = body
    lines = _regular_lines(content, begin, end, layout, dialect)
    if lines is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a row longer than the others would be cut
            return _by_pandas(content, (begin, end), lines, layout, dialect, decimal, progress)
    except (ValueError, OverflowError, Warning):  # pandas' own errors are ValueErrors
        return None


def _body(content: bytes, layout: Layout) -> tuple[int, int] | None:
    """Find where the first row begins and the last one ends."""
    begin = 0
    for _ in range(layout.first_line - 1):
        begin = content.find(b"\n", begin) + 1
        if not begin:
            return None
    end = len(content)
    if layout.footer:
        skipped = content.rstrip(b"\n \t")
        below = content.count(b"\n", 0, len(skipped)) + 1 - layout.last_line
        end = len(skipped)
        for _ in range(below):
            end = content.rfind(b"\n", 0, end)
        end += 1
    return (begin, end) if end > begin else None


def _regular_lines(content: bytes, begin: int, end: int, layout: Layout, dialect: Dialect) -> NDArray[np.int64] | None:
    """Give the line of each row, or None where rows differ in width, a header is repeated or quotes are odd."""
    separator, width = dialect.separator.encode(), layout.width
    quote = dialect.quote.encode()
    if len(separator) != 1 or width < 2:
        return None
    for row in (layout.header, layout.units):
        if row is not None and _stands_again(content, begin, row.line, separator):
            return None
    if quote and content.find(quote, begin, end) >= 0:
        return _quoted_lines(content, begin, end, layout, dialect)
    breaks = content.count(b"\n", begin, end) + (content[end - 1 : end] != b"\n")
    if content.find(b"\n\n", begin, end) < 0 and not content.startswith(b"\n", begin):
        if content.count(separator, begin, end) != (width - 1) * breaks or _has_empty(content, begin, end, separator):
            return None
        return np.arange(layout.first_line, layout.first_line + breaks, dtype=np.int64)
    at = np.flatnonzero(np.frombuffer(content, np.uint8)[begin:end] == 10)
    edges = np.concatenate([[-1], at, [end - begin]] if content[end - 1 : end] != b"\n" else [[-1], at])
    filled = np.flatnonzero(np.diff(edges) > 1)
    if content.count(separator, begin, end) != (width - 1) * len(filled) or _has_empty(content, begin, end, separator):
        return None
    return (filled + layout.first_line).astype(np.int64)


def _has_empty(content: bytes, begin: int, end: int, separator: bytes) -> bool:
    """Whether a row begins with a separator or a blank: it may hold nothing at all."""
    return content.find(b"\n" + separator, begin, end) >= 0 or content.startswith(separator, begin)


def _stands_again(content: bytes, begin: int, line: int, separator: bytes) -> bool:
    """Whether a line below begins as the header does: the header itself, or that of another table."""
    start = 0
    for _ in range(line - 1):
        start = content.find(b"\n", start) + 1
    whole = content[start : content.find(b"\n", start)].strip()
    name = whole.split(separator)[0]
    return content.find(b"\n" + (name + separator if name else whole + b"\n"), begin) >= 0


_BLOCK = 2**24


def _quoted_lines(content: bytes, begin: int, end: int, layout: Layout, dialect: Dialect) -> NDArray[np.int64] | None:
    """The same where cells stand in quotation marks: what is between two of them separates nothing."""
    if end - begin > 8 * _BLOCK:
        return None
    buffer = np.frombuffer(content, np.uint8)[begin:end]
    marks = buffer == ord(dialect.quote)
    inside = (np.cumsum(marks, dtype=np.int32) & 1).astype(bool)
    if inside[-1]:
        return None
    edge = (buffer == ord(dialect.separator)) | (buffer == 10)
    opening = np.flatnonzero(marks & inside)
    closing = np.flatnonzero(marks & ~inside)
    before = np.where(opening > 0, edge[opening - 1] | marks[opening - 1], True)
    after = np.ones(len(closing), bool)
    within = closing < len(buffer) - 1
    after[within] = edge[closing[within] + 1] | marks[closing[within] + 1]
    if not before.all() or not after.all():
        return None
    ends = np.flatnonzero((buffer == 10) & ~inside)
    if buffer[-1] != 10:
        ends = np.append(ends, len(buffer))
    separators = np.flatnonzero((buffer == ord(dialect.separator)) & ~inside)
    broken = np.searchsorted(opening, np.flatnonzero((buffer == 10) & inside))
    if np.isin(broken, np.searchsorted(opening, np.flatnonzero((buffer == ord(dialect.separator)) & inside))).any():
        return None  # a cell of several lines that may hold whole rows
    starts = np.concatenate([[0], ends[:-1] + 1])
    each = np.searchsorted(separators, ends) - np.searchsorted(separators, starts)
    if (each != layout.width - 1).any() or _has_empty(content, begin, end, dialect.separator.encode()):
        return None
    breaks = np.flatnonzero(buffer == 10)
    return (np.searchsorted(breaks, starts) + layout.first_line).astype(np.int64)


def _by_pandas(
    content: bytes, body: tuple[int, int], lines: NDArray[np.int64], layout: Layout, dialect: Dialect, decimal: str,
    progress: Callable[[float], None],
) -> Cells | None:  # fmt: skip
    import pandas as pd

    given: dict[str, Any] = {
        "sep": dialect.separator,
        "quotechar": dialect.quote or '"',
        "quoting": csv.QUOTE_MINIMAL if dialect.quote else csv.QUOTE_NONE,
        "decimal": decimal or ".",
        "header": None,
        "names": range(layout.width),
        "index_col": False,
        "skipinitialspace": True,
        "keep_default_na": False,
        "engine": "c",
        "low_memory": False,
        "encoding": "utf-8",
    }
    if int(pd.__version__.partition(".")[0]) < 3:  # from then on every number is read exactly
        given["float_precision"] = "round_trip"
    kept = _to_keep(layout)
    words = {at for at in range(min(layout.width, len(layout.kinds))) if layout.kinds[at] in "tdc"} | set(kept)
    given["dtype"] = dict.fromkeys(kept, "str")
    given["na_values"] = {at: _MISSING for at in range(layout.width) if at not in words}
    begin, end = body
    source = _Part(content, begin, end)
    parts: list[list[Any]] = [[] for _ in range(layout.width)]
    with pd.read_csv(source, chunksize=_ROWS_AT_ONCE, **given) as reader:
        for chunk in reader:
            progress(min(1.0, source.tell() / max(1, end - begin)))
            for at in range(layout.width):
                parts[at].append(chunk[at])
    columns = []
    unsure = _without_fractions(layout)
    any_whole = any(part.dtype.kind == "i" for cells in parts for part in cells)
    zeros = any_whole and _may_lead_with_zeros(content, begin, end, dialect.separator.encode())
    for at, cells in enumerate(parts):
        whole = zeros and any(part.dtype.kind == "i" for part in cells)
        seen = _must_see(cells) or (at in unsure and _has_fractions(cells))
        if all(part.dtype.kind in "iufb" for part in cells) and not seen and not whole:
            columns.append(np.concatenate([part.to_numpy() for part in cells]))
        elif at in words and not any(part.dtype.kind in "iufb" for part in cells):
            columns.append(pd.concat(cells, ignore_index=True).fillna("") if len(cells) > 1 else cells[0].fillna(""))
        else:  # as it is written: it holds more than numbers
            again = pd.read_csv(
                _Part(content, begin, end), usecols=[at], **{**given, "dtype": {at: "str"}, "na_values": {}}
            )
            columns.append(again[at].fillna(""))
        parts[at] = []
    if any(len(column) != len(lines) for column in columns):
        return None
    blank = int(lines[-1] - lines[0]) + 1 - len(lines)
    quoted = bool(dialect.quote) and content.find(dialect.quote.encode(), begin, end) >= 0  # then a cell may have lines
    return Cells(columns, lines, _told(Counter(blank=0 if quoted else blank), [], [], []), regular=True)


def _may_lead_with_zeros(content: bytes, begin: int, end: int, separator: bytes) -> bool:
    """Whether any cell begins with a zero and another digit, as codes do and numbers do not."""
    buffer = np.frombuffer(content, np.uint8)
    edges = np.frombuffer(separator + b'\n"', np.uint8)
    for start in range(max(begin, 1), end - 1, _BLOCK):
        stop = min(start + _BLOCK, end - 1)
        zeros = np.flatnonzero(buffer[start:stop] == ord("0")) + start
        after = buffer[zeros + 1]
        zeros = zeros[(after >= ord("0")) & (after <= ord("9"))]
        if np.isin(buffer[zeros - 1], edges).any():
            return True
    return False


def _must_see(parts: Sequence[Any]) -> bool:
    """Whether the digits themselves matter."""
    kinds = {part.dtype.kind for part in parts}
    return "b" in kinds or kinds == {"u"} or any(is_too_long(part.to_numpy()) for part in parts)


def _without_fractions(layout: Layout) -> set[int]:
    """The columns of whole numbers in the head: 1.234 further down may be a thousand and more."""
    return {
        at
        for at in range(min(layout.width, len(layout.kinds)))
        if all(re.fullmatch(r"[+-]?\d*", row.cells[at].strip()) for row in layout.body if at < len(row.cells))
    }


def _has_fractions(parts: Sequence[Any]) -> bool:
    return any(part.dtype.kind == "f" and bool((np.abs(part % 1) > 0).any()) for part in parts)


def _to_keep(layout: Layout) -> list[int]:
    """The columns of numbers whose digits may mean more than a number: leading zeros, groups, long ones."""
    found = []
    for at in range(min(layout.width, len(layout.kinds))):
        cells = [row.cells[at].strip() for row in layout.body if at < len(row.cells)]
        if any(re.fullmatch(r"0\d+|[+-]?\d{16,}", cell) for cell in cells) or (
            any("." in cell or "," in cell for cell in cells)
            and all(re.fullmatch(r"[+-]?(?:[1-9]\d{0,2}[.,]\d{3}|\d+)|", cell) for cell in cells)
        ):
            found.append(at)
    return found


class _Part(io.RawIOBase):
    """A part of some bytes as a file, without a copy."""

    def __init__(self, content: bytes, begin: int, end: int) -> None:
        self._view = memoryview(content)[begin:end]
        self._at = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        count = min(len(buffer), len(self._view) - self._at)
        buffer[:count] = self._view[self._at : self._at + count]
        self._at += count
        return count

    def read(self, size: int = -1) -> bytes:
        end = len(self._view) if size is None or size < 0 else self._at + size
        part = bytes(self._view[self._at : end])
        self._at += len(part)
        return part

    def tell(self) -> int:
        return self._at
