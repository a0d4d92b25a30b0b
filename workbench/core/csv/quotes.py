"""Cuts a whole text into rows, also where quotation marks are out of place, and tells where it ends in mid-row."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence

from workbench.core.csv.cells import kind
from workbench.core.csv.dialect import Dialect, Row, cut
from workbench.core.csv.rows import lines_of
from workbench.core.errors import DataError
from workbench.core.series import Finding
from workbench.core.text import text

_TAIL = 4_096


def cut_strictly(content: bytes, dialect: Dialect) -> tuple[list[Row], Dialect, tuple[Finding, ...]]:
    """Cut a whole text into rows; where a quotation mark is out of place, say so and cut it as well as it can be."""
    without = Dialect(dialect.separator, "", "", dialect.comment, dialect.wrapped, dialect.first)
    try:
        rows = list(cut(lines_of(content), dialect, strict=True))
        if not any("\n" in cell for row in rows for cell in row.cells):
            return rows, dialect, ()
        other = list(cut(lines_of(content), without))
        if _even(other, rows) <= _even(rows, rows):  # the cells of several lines hold no rows
            return rows, dialect, ()
        rows, dialect = other, without
    except csv.Error:
        rows = []
    try:
        if not rows:
            rows = list(cut(lines_of(content), dialect))
            longest = max((cell.count("\n") for row in rows for cell in row.cells), default=0)
            other = list(cut(lines_of(content), without)) if longest else []
            torn = longest and any("\n" in cell for cell in rows[-1].cells)
            if longest > 20 or torn or _even(other, rows) > _even(rows, rows):
                rows, dialect = other, without
    except csv.Error as error:
        raise DataError(
            text("The file has a cell that is too long to be one."),
            hint=text("Check the quotation marks, or say that there are none."),
            code="not_csv",
        ) from error
    told = text("A quotation mark stands where none should; the cells around it may be cut wrong.")
    return rows, dialect, (Finding("bad_quotes", told),)


def _even(rows: Sequence[Row], like: Sequence[Row]) -> int:
    """How many rows have as many cells as most of those of ``like``, and begin as they do."""
    shapes = Counter(_shape(row) for row in like if len(row.cells) > 1)
    shape = max(shapes, key=lambda one: shapes[one], default=None)
    return sum(_shape(row) == shape for row in rows)


def _shape(row: Row) -> tuple[int, str]:
    return len(row.cells), kind(row.cells[0]) if row.cells else ""


def cut_off(content: bytes, dialect: Dialect) -> tuple[Finding, ...]:
    """Tell of a last cell that is shorter than those above it where the text ends without a line end.

    A number counts as shorter where all others have the same places behind the point, and it has fewer.
    """
    if content.endswith(b"\n"):
        return ()
    tail = content[-_TAIL:]
    above = [row.cells for row in cut(list(lines_of(tail))[1:], dialect)]
    if len(above) < 6 or any(len(cells) != len(above[-1]) or not cells for cells in above):
        return ()
    *others, last = [cells[-1].strip() for cells in above]
    places = {len(cell.partition(mark)[2]) for cell in others for mark in ".," if mark in cell}
    whole = all(kind(cell) == "n" and ("." in cell or "," in cell) for cell in others)
    fewer = (
        whole and len(places) == 1 and kind(last) == "n" and len(last.replace(",", ".").partition(".")[2]) < min(places)
    )
    shorter = len({len(cell) for cell in others}) == 1 and len(last) < len(others[0]) and kind(others[0]) in "dc"
    if not fewer and not shorter:
        return ()
    told = text("The file ends without a line end, and its last cell ({cell}) is shorter than those above it: it may "
                "have been cut off.", cell=last)  # fmt: skip
    return (Finding("cut_off", told, 1, (content.count(b"\n") + 1,)),)
