"""From the text of a file and its layout to columns of cells, row by row: the way for rows that are not all alike."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.aligned import aligned
from workbench.core.csv.cells import is_blank, kind
from workbench.core.csv.columns import FOR_EVIDENCE, MOST_PROVING
from workbench.core.csv.dialect import Dialect, Row
from workbench.core.csv.layout import Layout, is_rule
from workbench.core.csv.numbers import marks_of
from workbench.core.series import Finding
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd

_BOTH_ENDS = 20  # lines that a finding names


@dataclass(frozen=True, eq=False)
class Cells:
    """The table as columns that do not know yet what they hold.

    Attributes:
        columns: each an array of numbers, or the text of its cells.
        lines: (S,) line of each row in the file.
        findings: what was found while the text was cut.
        regular: whether it was cut at once.
        proofs: how many cells of columns of numbers had a point before the fraction, and how many a comma.
    """

    columns: Sequence[pd.Series[Any] | NDArray[Any]]
    lines: NDArray[np.int64]
    findings: tuple[Finding, ...] = ()
    regular: bool = False
    proofs: tuple[int, int] = (0, 0)


def lines_of(content: bytes) -> Iterator[str]:
    """Give the lines of ``content`` with their ends."""
    return iter(io.TextIOWrapper(io.BytesIO(content), "utf-8", errors="replace", newline="\n"))


def careful(
    rows: Sequence[Row], layout: Layout, dialect: Dialect, header: list[str], lines: Sequence[str] = (), *,
    commas: bool = True,
) -> Cells:  # fmt: skip
    """Take the rows of the table one by one: blank ones and repeated headers are left out, and it is told.

    Args:
        rows: all rows of the file.
        layout: of the table among them.
        dialect: how they were cut.
        header: the names.
        lines: of the file, where the places of the cells in them matter.
        commas: whether a comma may be a decimal mark.
    """
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
    stray = [row for row in kept if (len(row.cells) == 1 < width and _is_stray(row, layout)) or is_rule(row)]
    if stray:
        lost = {row.line for row in stray}
        kept = [row for row in kept if row.line not in lost]
    ragged = [row.line for row in kept if _is_ragged(row.cells, width, header)]
    if dialect.separator == " " and ragged:
        kept = aligned(kept, lines, width)
    columns, point, comma = [], 0, 0
    for at, cells in enumerate(_across([row.cells for row in kept], width)):
        columns.append(_column(list(cells), dialect, commas=commas))
        if columns[-1].dtype == np.float64 and at < MOST_PROVING:
            marks = marks_of(cells[:: max(1, len(cells) // FOR_EVIDENCE)])
            point, comma = point + marks.point, comma + marks.comma
    findings = told_of_rows(counts, places["repeated_header"], ragged, [row.line for row in stray])
    return Cells(columns, np.array([row.line for row in kept], np.int64), findings, proofs=(point, comma))


def _folded(cells: list[str]) -> list[str]:
    return [cell.strip().casefold() for cell in cells]


def _across(rows: list[list[str]], width: int) -> Iterator[tuple[str, ...]]:
    """Give the columns of rows that are filled up or cut to ``width`` cells."""
    even = (row if len(row) == width else [*row[:width], *[""] * (width - len(row))] for row in rows)
    return zip(*even, strict=True)


_WHOLE_NUMBERS = re.compile(r"(?:-?(?:0|[1-9]\d{0,14})\n)+")
# neither so many digits before the point that some may be lost, nor 12E5, which may be a code
_POINT_NUMBERS = re.compile(r"(?:-?(?:0|[1-9]\d{0,8})(?:\.\d*)?(?:[eE]-\d{1,2})?\n|\n)+")
_COMMA_NUMBERS = re.compile(_POINT_NUMBERS.pattern.replace(r"\.", ","))
_UNCLEAR_NUMBERS = re.compile(r"(?:-?(?:0|[1-9]\d*)(?:[eE][+-]?\d+)?\n|-?[1-9]\d{0,2}\.\d{3}\n|\n)+")
_UNCLEAR_COMMAS = re.compile(_UNCLEAR_NUMBERS.pattern.replace(r"\.", ","))


def _column(cells: list[str], dialect: Dialect, *, commas: bool) -> pd.Series[Any] | NDArray[Any]:
    """Give numbers where every cell is a plain one, else the cells."""
    import pandas as pd

    if cells[0][:1].isdigit() or cells[0][:1] in ("-", ""):
        written = "\n".join([*cells, ""])
        if written.count("\n") != len(cells):
            return pd.Series(cells, dtype="str")
        if _WHOLE_NUMBERS.fullmatch(written):
            return np.array(list(map(int, cells)), np.int64)
        may_be_groups = "." in written or dialect.separator != ","  # 1.234 in a file with 5,6 elsewhere
        if _POINT_NUMBERS.fullmatch(written) and not (may_be_groups and _UNCLEAR_NUMBERS.fullmatch(written)):
            return np.array([float(cell) if cell else np.nan for cell in cells])
        if commas and _COMMA_NUMBERS.fullmatch(written) and not _UNCLEAR_COMMAS.fullmatch(written):
            return np.array([float(cell.replace(",", ".")) if cell else np.nan for cell in cells])
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


def told_of_rows(
    counts: Mapping[str, int], repeated: Sequence[int] = (), ragged: Sequence[int] = (), stray: Sequence[int] = ()
) -> tuple[Finding, ...]:
    """Tell how many lines are no rows, and in which lines the others stand that are odd."""
    told = []
    if blank := counts.get("blank", 0):
        words = text("Blank lines between the rows, which were left out: {count}.", count=f"{blank:,}")
        told.append(Finding("blank_lines", words, blank))
    if empty := counts.get("empty_rows_dropped", 0):
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
