"""Where the table stands in a sheet, and what its columns hold: the rules of CSV files, on cells that have types."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.cells import BAD, MISSING
from workbench.core.csv.unit_words import is_line_of_units, units_in
from workbench.core.errors import DataError
from workbench.core.formats.columns import UNIT_OF_DURATIONS, unique_names
from workbench.core.series import Finding
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd

Row = list[Any]  # cells: None, a word, or a value with a type

_LOOKED_AT = 20  # rows below a row that decide whether the table begins there
_LINES_TOLD = 5
_MISSING = MISSING | {word for word in BAD if word.startswith("#")}  # and errors of formulas
_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|[+-]?\.\d+")


@dataclass
class SheetTable:
    """The table of a sheet.

    Attributes:
        frame: one column for each of the table's.
        lines: (S,) row of the sheet of each row, counted from 1.
        findings: what was left out or changed.
        units: of measure, by column.
    """

    frame: pd.DataFrame
    lines: NDArray[np.int64]
    findings: tuple[Finding, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)


@dataclass
class _Found:
    """What was found on the way, each kind of finding once with all its lines; and the units, by column.

    ``row_of_units`` is the row that holds them.
    """

    findings: list[Finding] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    row_of_units: int | None = None

    def tell(self, code: str, words: Any, lines: Sequence[int], count: int | None = None) -> None:
        told = tuple(line + 1 for line in lines[:_LINES_TOLD])
        self.findings.append(Finding(code, words, len(lines) if count is None else count, told))


def table_of(rows: list[Row], name: str) -> SheetTable:
    """Find the table among the ``rows`` of a sheet, and give its columns with their types.

    Title rows above the header, rows that repeat the header and totals below the table are left out, and told; so
    is a row of units, which the columns keep.

    Raises:
        DataError: there is no row with a value.
    """
    import pandas as pd

    filled = [at for at, row in enumerate(rows) if any(cell is not None for cell in row)]
    if not filled:
        raise DataError(
            text("{file} is empty.", file=name), hint=text("Choose a file with a header line and rows of numbers.")
        )
    found = _Found()
    width = max(len(rows[at]) for at in filled)
    for at in filled:
        rows[at].extend([None] * (width - len(rows[at])))
    header, body = _begin(rows, filled, found)
    body = _end(rows, header, body, found)
    if not body:
        raise DataError(
            text("{file} has a header but no rows.", file=name),
            hint=text("Choose a file with at least a few dozen rows."),
        )
    blank = body[-1] - body[0] + 1 - len(body)
    blank -= sum(at in filled for at in range(body[0], body[-1])) - (len(body) - 1)
    if blank > 0:
        words = text("Blank lines between the rows, which were left out: {count}.", count=f"{blank:,}")
        found.tell("blank_rows", words, [], blank)
    used = [
        at
        for at in range(width)
        if any(rows[row][at] is not None for row in body) or (header is not None and rows[header][at] is not None)
    ]
    names = _names(rows, header, used, found)
    given = [] if found.row_of_units is None else _units(rows[found.row_of_units])
    found.units |= {column: given[at] for column, at in zip(names, used, strict=True) if given and given[at]}
    columns = {
        column: _column(column, [rows[row][at] for row in body], body, found)
        for column, at in zip(names, used, strict=True)
    }
    frame = pd.DataFrame(_with_whole_times(columns, found))
    return SheetTable(frame, np.array(body, dtype=np.int64) + 1, tuple(found.findings), found.units)


def _is_typed(cell: Any) -> bool:
    return cell is not None and not isinstance(cell, str)


def _count(row: Row) -> int:
    return sum(cell is not None for cell in row)


def _begin(rows: list[Row], filled: list[int], found: _Found) -> tuple[int | None, list[int]]:
    """Give the row with the names, or None, and the rows below it."""
    first = next((place for place in range(len(filled)) if _starts_table(rows, filled, place)), None)
    if first is None:  # words alone
        sizes = Counter(_count(rows[at]) for at in filled)
        usual = sizes.most_common(1)[0][0]
        first = next(place for place, at in enumerate(filled) if _count(rows[at]) >= usual) + 1
    header: int | None = None
    above = first - 1
    if first < len(filled) and _is_header_of(rows, filled, first):  # years or numbers as names
        header, above, first = filled[first], first - 1, first + 1
    elif above >= 0 and _can_name(rows, filled, above, first):
        header = filled[above]
        above -= 1
        below: list[int] = []
        while above >= 0 and _are_units(rows[header], rows[filled[above]]) and _can_name(rows, filled, above, first):
            below.append(header)
            header, above = filled[above], above - 1
        if below:
            found.row_of_units = max(below, key=lambda at: sum(map(bool, _units(rows[at]))))
            units = ", ".join(_name(cell) for cell in rows[found.row_of_units] if cell is not None)
            words = text("The row below the header holds units: {units}.", units=units)
            found.tell("units_row", words, [found.row_of_units])
    if header is None:
        found.tell("no_header", text("No row with names was found above the numbers; the columns are numbered."), [], 1)
    if above >= 0:
        words = text("Rows above the table, which were left out: {count}.", count=above + 1)
        found.tell("preamble", words, filled[: above + 1])
    return header, filled[first:]


def _starts_table(rows: list[Row], filled: list[int], place: int) -> bool:
    """Whether a row has typed cells, and most of the rows below have some in the same columns."""
    row = rows[filled[place]]
    typed = [at for at, cell in enumerate(row) if _is_typed(cell)]
    below = filled[place + 1 : place + 1 + _LOOKED_AT]
    if not typed:
        return False
    if not below:
        return True
    alike = sum(any(_is_typed(rows[other][at]) for at in typed) for other in below)
    usual = sorted(_count(rows[other]) for other in below)[len(below) // 2]
    return alike >= 0.5 * len(below) and _count(row) >= 0.5 * usual


def _is_header_of(rows: list[Row], filled: list[int], place: int) -> bool:
    """Whether a row with typed cells names the columns: a word stands where only typed cells stand below."""
    below = filled[place + 1 : place + 1 + _LOOKED_AT]
    if len(below) < 2:
        return False
    for at, cell in enumerate(rows[filled[place]]):
        column = [rows[other][at] for other in below if rows[other][at] is not None]
        names = isinstance(cell, str) and cell.lower() not in _MISSING
        if names and len(column) > len(below) / 2 and all(_is_typed(one) for one in column):
            return True
    return _are_years(rows[filled[place]]) and not any(_are_years(rows[other]) for other in below)


def _are_years(row: Row) -> bool:
    """Whether the numbers of a row are years in equal steps, as in the header of a wide table."""
    numbers = [cell for cell in row if _is_typed(cell)]
    if len(numbers) < 2 or not all(isinstance(one, float | int) and 1800 <= one <= 2200 for one in numbers):
        return False
    steps = {later - earlier for earlier, later in itertools.pairwise(numbers)}
    return len(steps) == 1 and float(steps.pop()) in (1.0, 5.0, 10.0)


def _can_name(rows: list[Row], filled: list[int], place: int, first: int) -> bool:
    """Whether a row of words has a name for most of the columns of the table that begins at ``first``."""
    row = rows[filled[place]]
    body = filled[first : first + _LOOKED_AT]
    if not body:
        return True
    named = [at for at, cell in enumerate(row) if cell is not None]
    columns = [at for at in range(len(row)) if any(rows[other][at] is not None for other in body)]
    return len(set(named) & set(columns)) >= 0.5 * len(columns)


def _are_units(row: Row, above: Row) -> bool:
    return is_line_of_units(list(map(_name, row)), list(map(_name, above)))


def _units(row: Row) -> list[str]:
    return units_in(map(_name, row))


def _end(rows: list[Row], header: int | None, body: list[int], found: _Found) -> list[int]:
    """Leave out rows that repeat the header, and totals or remarks below the last row."""
    if header is not None:
        repeated = [at for at in body if rows[at] == rows[header]]
        if repeated:
            words = text("Rows that repeat the header, which were left out: {count}.", count=len(repeated))
            found.tell("repeated_header", words, repeated)
            body = [at for at in body if at not in set(repeated)]
    typed = [
        at
        for at in range(len(rows[body[0]]) if body else 0)
        if sum(_is_typed(rows[row][at]) for row in body) > 0.5 * sum(rows[row][at] is not None for row in body)
        and sum(_is_typed(rows[row][at]) for row in body) > 1
    ]
    last = len(body)
    while last > 1 and _is_footer(rows[body[last - 1]], typed):
        last -= 1
    if 0 < len(body) - last <= max(5, len(body) // 4):
        words = text("Rows below the table, which were left out: {count}.", count=len(body) - last)
        found.tell("footer", words, body[last:])
        body = body[:last]
    return body


def _is_footer(row: Row, typed: list[int]) -> bool:
    """Whether the first column of numbers or times holds neither, nor a sign of a missing value, or nothing does."""
    if not any(row[at] is not None for at in typed):
        return True
    first = row[typed[0]] if typed else None
    return isinstance(first, str) and first.lower() not in _MISSING and not _NUMBER.fullmatch(first)


def _names(rows: list[Row], header: int | None, used: list[int], found: _Found) -> list[str]:
    given = [_name(rows[header][at]) if header is not None else "" for at in used]
    names = unique_names(given)
    if header is not None and (unnamed := sum(not name for name in given)):
        words = text("Columns without a name, which were numbered: {count}.", count=unnamed)
        found.tell("unnamed_columns", words, [header], unnamed)
    if repeated := sum(bool(old) and old != new for old, new in zip(given, names, strict=True)):
        words = text("Columns with the name of another, which were numbered: {count}.", count=repeated)
        found.tell("duplicate_names", words, [] if header is None else [header], repeated)
    return names


def _name(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.isoformat(" ")
    return " ".join(str(cell).split())


def _column(name: str, cells: list[Any], lines: list[int], found: _Found) -> Any:
    """Give one column with the type of its cells; words that mean a missing value become one, and are told."""
    import pandas as pd

    kinds = {type(cell) for cell in cells if cell is not None}
    if str in kinds and kinds != {str}:
        cells = _without_words(name, cells, lines, found)
        kinds = {type(cell) for cell in cells if cell is not None}
    if kinds == {str} and _all_numbers(cells):
        told = text("{column}: the numbers were stored as text; they were read as numbers.", column=name)
        found.tell("text_numbers", told, [], len(cells))
        cells = [None if cell is None or cell.lower() in _MISSING else float(cell) for cell in cells]
        kinds = {float}
    if kinds and kinds <= {int, float, bool}:
        return np.array([np.nan if cell is None else cell for cell in cells], dtype=np.float64)
    if kinds and kinds <= {dt.date, dt.datetime}:
        return pd.Series(np.array([_moment(cell) for cell in cells], dtype="datetime64[us]"))
    if kinds == {dt.timedelta}:
        told = text("{column}: the durations were read as seconds.", column=name)
        found.tell("durations", told, [], len(cells))
        found.units[name] = UNIT_OF_DURATIONS
        return np.array([np.nan if cell is None else cell.total_seconds() for cell in cells], dtype=np.float64)
    if len(kinds) > 1:
        return pd.Series([None if cell is None else _name(cell) for cell in cells], dtype=object)
    return pd.Series(cells, dtype=object)


def _without_words(name: str, cells: list[Any], lines: list[int], found: _Found) -> list[Any]:
    missing = [at for at, cell in enumerate(cells) if isinstance(cell, str) and cell.lower() in _MISSING]
    if missing:
        signs = ", ".join(sorted({cells[at] for at in missing}))
        words = text("{column}: words taken as missing values: {words} ({count}).",
                     column=name, words=signs, count=len(missing))  # fmt: skip
        found.tell("missing_words", words, [lines[at] for at in missing])
        cells = [None if isinstance(cell, str) and cell.lower() in _MISSING else cell for cell in cells]
    if all(type(cell) in (float, int, str, type(None)) for cell in cells):
        stored = [at for at, cell in enumerate(cells) if isinstance(cell, str) and _NUMBER.fullmatch(cell)]
        if stored and len(stored) == sum(isinstance(cell, str) for cell in cells):
            told = text("{column}: the numbers were stored as text; they were read as numbers.", column=name)
            found.tell("text_numbers", told, [lines[at] for at in stored])
            cells = [float(cell) if isinstance(cell, str) else cell for cell in cells]
    return cells


def _all_numbers(cells: list[Any]) -> bool:
    """Whether words are numbers throughout; a leading zero or a length beyond exact numbers makes a name of one."""
    words = [cell for cell in cells if cell is not None and cell.lower() not in _MISSING]
    return bool(words) and all(_NUMBER.fullmatch(word) and len(word.strip("+-")) <= 15 for word in words)


def _moment(cell: dt.date | dt.datetime | None) -> np.datetime64:
    return np.datetime64("NaT") if cell is None else np.datetime64(cell, "us")


def _with_whole_times(columns: dict[str, Any], found: _Found) -> dict[str, Any]:
    """Join a column of days and one of times of the day, where there is one of each."""
    days = [name for name, cells in columns.items() if cells.dtype.kind == "M"]
    hours = [name for name, cells in columns.items() if _are_times_of_day(cells)]
    for name in hours:
        if len(days) == 1 and len(hours) == 1 and columns[name].notna().all():
            whole = columns[days[0]].dt.normalize() == columns[days[0]]
            if whole.all():
                joined = columns[days[0]] + np.array([_micros(cell) for cell in columns[name]], "timedelta64[us]")
                words = text("{day} and {time} were joined to one time.", day=days[0], time=name)
                found.tell("joined_time", words, [], 1)
                rest = {other: cells for other, cells in columns.items() if other not in (days[0], name)}
                return {days[0]: joined, **rest}
        columns[name] = columns[name].map(lambda cell: None if cell is None else cell.isoformat()).astype(object)
    return columns


def _are_times_of_day(cells: Any) -> bool:
    return cells.dtype.kind == "O" and any(isinstance(cell, dt.time) for cell in cells[:1].tolist())


def _micros(cell: dt.time) -> int:
    return ((cell.hour * 60 + cell.minute) * 60 + cell.second) * 10**6 + cell.microsecond
