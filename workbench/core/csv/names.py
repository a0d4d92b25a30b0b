"""What the columns are called."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.counted import has_time_name
from workbench.core.csv.dialect import Row
from workbench.core.csv.layout import Layout
from workbench.core.csv.unit_words import units_in
from workbench.core.errors import DataError
from workbench.core.series import Finding
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Names:
    """One name for each column.

    Attributes:
        names: all different.
        given: whether each stands in the file.
        findings: what was made up or changed.
        units: of each column, as the line of units says, or "".
    """

    names: tuple[str, ...]
    given: tuple[bool, ...]
    findings: tuple[Finding, ...] = ()
    units: tuple[str, ...] = ()


def names_of(layout: Layout, width: int) -> Names:
    """Give the names in the header; where there is none, the columns are numbered."""
    if layout.header is None:
        told = text("The file has no line with names; the columns are numbered.")
        names = tuple(f"column {at}" for at in range(1, width + 1))
        return Names(names, (False,) * width, (Finding("no_header", told),), _units(layout, width))
    found = _fitted([" ".join(cell.split()) for cell in layout.header.cells], width)
    findings = []
    if layout.upper:
        found = _with_groups(
            found, [_fitted([" ".join(cell.split()) for cell in row.cells], width) for row in layout.upper]
        )
        count = len(layout.upper)
        told = text("The header has {count} lines; the names are those of the last one.", count=count + 1)
        if any(" / " in name for name in found):
            told = text("The header has {count} lines; the names were put together.", count=count + 1)
        findings.append(Finding("multi_row_header", told, count))
    given = tuple(bool(name) for name in found)
    found = [name or f"column {at}" for at, name in enumerate(found, 1)]
    different = unique(found)
    if changed := sum(new != old for new, old in zip(different, found, strict=True)):
        told = text("Columns of the same name, which were numbered: {count}.", count=changed)
        findings.append(Finding("duplicate_names", told, changed))
    return Names(tuple(different), given, tuple(findings), _units(layout, width))


def _units(layout: Layout, width: int) -> tuple[str, ...]:
    cells = layout.units.cells if layout.units is not None else []
    return tuple(_fitted(units_in(cells), width))


def _fitted(cells: list[str], width: int) -> list[str]:
    return [*cells[:width], *[""] * (width - len(cells))]


def _with_groups(names: list[str], upper: list[list[str]]) -> list[str]:
    """Put the groups' names before those that are not different without them, or that lack."""
    filled = [name for name in names if name]
    if len(set(filled)) == len(filled) == len(names):
        return names
    groups = [""] * len(names)
    for row in upper:
        last = ""
        for at, cell in enumerate(row):
            last = cell or last
            if last:
                groups[at] = f"{groups[at]} / {last}" if groups[at] else last
    alone = [name or own for name, own in zip(names, upper[-1], strict=True)]
    return [
        own if own and alone.count(own) == 1 else f"{group} / {name}" if name and group else name or group
        for own, name, group in zip(alone, names, groups, strict=True)
    ]


def unique(names: Sequence[str]) -> list[str]:
    """Number the repetitions of a name, as pandas does: a, a.1, a.2."""
    taken = set(names)
    seen: set[str] = set()
    given = []
    for name in names:
        if name in seen:
            numbered = (f"{name}.{number}" for number in itertools.count(1))
            name = next(new for new in numbered if new not in taken)
            taken.add(name)
        seen.add(name)
        given.append(name)
    return given


def named_columns(
    cells: Sequence[pd.Series[Any] | NDArray[Any]], layout: Layout, name: str, *, may_count_rows: bool
) -> tuple[list[tuple[str, pd.Series[Any] | NDArray[Any]]], Names, tuple[Finding, ...]]:
    """Give each column its name; columns without name and content are left out, and it is told.

    Args:
        cells: of each column.
        layout: of the table, with the header.
        name: of the file, for the error.
        may_count_rows: whether a number too many before each row can be its number.

    Raises:
        DataError: the rows have more cells than the header.
    """
    columns = list(cells)
    header = layout.header
    if header is not None and len(header.cells) < len(columns):
        while len(header.cells) < len(columns) - 1 and _is_empty(columns[-1]):
            columns = columns[:-1]
        if len(header.cells) == len(columns) - 1 and _can_be_shifted(columns, layout, may_count_rows=may_count_rows):
            columns, layout = _shifted(columns, layout)
        elif len(header.cells) < len(columns):
            raise DataError(
                text("{file} is not a table: {why}.", file=name, why=text("its rows have more cells than its header")),
                hint=text("Check the separator, and that every row has as many cells as the header."),
                code="header_mismatch",
            )
    names = names_of(layout, len(columns))
    blank = [
        not given and layout.header is not None and _is_empty(column)
        for given, column in zip(names.given, columns, strict=True)
    ]
    findings = []
    if dropped := sum(blank):
        told = text("Columns without a name and without a value, which were left out: {count:,}.", count=dropped)
        findings.append(Finding("empty_columns_dropped", told, dropped))
    unnamed = sum(not given and not out for given, out in zip(names.given, blank, strict=True))
    if unnamed and layout.header is not None:
        told = text("Columns without a name, which were numbered: {count:,}.", count=unnamed)
        findings.append(Finding("unnamed_columns", told, unnamed))
    kept = [(name, column) for name, column, out in zip(names.names, columns, blank, strict=True) if not out]
    given = tuple(given for given, out in zip(names.given, blank, strict=True) if not out)
    units = tuple(unit for unit, out in zip(names.units, blank, strict=True) if not out)
    names = Names(tuple(unique([name for name, _ in kept])), given, names.findings, units)
    return kept, names, tuple(findings)


def _can_be_shifted(columns: Sequence[Any], layout: Layout, *, may_count_rows: bool) -> bool:
    """Whether the first column, or the last, needs no name: the rows' own names or numbers, or nothing."""
    first = columns[0]
    if _is_empty(columns[-1]) or layout.kinds[:2] == "dc":
        return True
    if isinstance(first, np.ndarray):
        counted = len(first) > 2 and first.dtype.kind == "i" and bool((np.diff(first) == 1).all())
        return counted and (may_count_rows or any(map(_has_fractions, columns[1:])))
    if layout.kinds[:1] == "d" and layout.header is not None and has_time_name(layout.header.cells[0]):
        return False  # the dates have their name: it is another column that was cut in two
    return len(first) > 2 and bool(first.is_unique) and layout.kinds[:1] in ("t", "d")


def _has_fractions(column: pd.Series[Any] | NDArray[Any]) -> bool:
    return isinstance(column, np.ndarray) and column.dtype.kind == "f"


def _is_empty(column: pd.Series[Any] | NDArray[Any]) -> bool:
    if isinstance(column, np.ndarray):
        return bool(np.isnan(column.astype(float)).all())
    return bool((column.str.strip() == "").all())


def _shifted(columns: list[Any], layout: Layout) -> tuple[list[Any], Layout]:
    """Set right a header with one name too few: the last column is empty, the first two are one time, or row names."""
    assert layout.header is not None
    header, units = layout.header.cells, layout.units
    if _is_empty(columns[-1]):
        return columns[:-1], layout
    if layout.kinds[:2] == "dc" and not isinstance(columns[0], np.ndarray) and not isinstance(columns[1], np.ndarray):
        joined = columns[0] + " " + columns[1]
        if units is not None and len(units.cells) == len(columns):
            units = Row(units.line, units.cells[1:])
        return [joined, *columns[2:]], replace(layout, units=units)
    if units is not None and len(units.cells) == len(header):
        units = Row(units.line, ["", *units.cells])
    return columns, replace(layout, header=Row(layout.header.line, ["", *header]), units=units)
