"""A file as a table: names, columns, time, and everything that was decided, found or left open on the way."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv import rows as cutting
from workbench.core.csv.asking import Question
from workbench.core.csv.cells import kind
from workbench.core.csv.clock import Clock, find_clock
from workbench.core.csv.columns import Column, habit_of, settled_columns
from workbench.core.csv.container import empty, not_a_table, refuse_markup, unpack
from workbench.core.csv.dialect import Dialect, Row, cut, settle_dialect
from workbench.core.csv.encoding import Decoded, decode
from workbench.core.csv.layout import Layout, find_layout
from workbench.core.csv.letters import count_of
from workbench.core.csv.names import Names, named_columns
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.plausible import implausible
from workbench.core.csv.quotes import cut_off, cut_strictly
from workbench.core.csv.regular import regular
from workbench.core.csv.telling import gathered, told_of_layout
from workbench.core.csv.unit_words import units_in_names
from workbench.core.errors import DataError
from workbench.core.series import Finding, Guess
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd

Progress = Callable[[float], None]

_WHOLE = 2**20  # bytes, up to which a file is looked at row by row
_HEAD, _MIDDLE, _TAIL = 2**18, 2**16, 2**16
_SAMPLE_LINES = 400
_OF_A_YEAR = re.compile(r"(?:X|Y|YR)?(?:1[6-9]|20)\d\d(?:0[1-9]|1[0-2])?(?:\s\[YR\d{4}\])?")


@dataclass(frozen=True, eq=False)
class Table:
    """What was read of one file.

    Attributes:
        name: of the file.
        columns: in the order of the file.
        clock: the time of each row.
        lines: (S,) line of each row in the file.
        guesses: what was decided without the user.
        findings: what the user should know.
        questions: what the file leaves open.
        layout: where the table stands among the lines.
        dialect: how the lines are cut.
        encoding: how the bytes spell characters.
        regular: whether all rows were alike, so that they were cut at once.
        content: the text of the file in UTF-8.
    """

    name: str
    columns: tuple[Column, ...]
    clock: Clock
    lines: NDArray[np.int64]
    guesses: tuple[Guess, ...]
    findings: tuple[Finding, ...]
    questions: tuple[Question, ...]
    layout: Layout
    dialect: Dialect
    encoding: str
    regular: bool = False
    content: bytes = b""

    def __len__(self) -> int:
        return len(self.lines)

    def units(self) -> dict[str, str]:
        """Give the units of the columns of numbers: from a line of units, behind the numbers or in the name."""
        named = units_in_names(column.name for column in self.columns)
        known = {column.name: column.unit or named.get(column.name, "") for column in self.columns
                 if column.values is not None}  # fmt: skip
        return {name: unit for name, unit in known.items() if unit}


@dataclass(frozen=True)
class Sight:
    """What is known of a file before its rows are read.

    Attributes:
        decoded: its text.
        dialect: how the lines are cut.
        guesses: what was decided.
        findings: what was found.
    """

    decoded: Decoded
    dialect: Dialect
    guesses: tuple[Guess, ...]
    findings: tuple[Finding, ...]


def read_table(content: bytes, name: str, options: CsvOptions, progress: Progress | None = None) -> Table:
    """Read the table in the bytes of a file; what ``options`` leaves open is guessed and told.

    Args:
        content: the file, or an archive with it.
        name: of the file, for the sentences.
        options: the user's choices.
        progress: is called with the share that is done, and may raise to end the reading.

    Raises:
        UnsettledError: a zip archive holds several files.
        DataError: the file is empty, has no rows, or is no table.
    """
    tell = progress or (lambda share: None)
    sight = look(content, name, options)
    del content  # where it was decoded, only the text is needed
    tell(0.05)
    cells, layout, dialect, more = _cells(sight, name, options, lambda share: tell(0.05 + 0.6 * share))
    raw, names, told = named_columns(cells.columns, layout, name, may_count_rows=_may_count_rows(sight, layout))
    findings: list[Finding] = [
        *sight.findings,
        *told_of_layout(layout),
        *names.findings,
        *more,
        *cells.findings,
        *told,
    ]
    habit = habit_of(raw, options, dialect.separator, cells.proofs)
    columns = [
        replace(column, unit=unit) if unit else column
        for column, unit in zip(
            settled_columns(raw, options, habit, cells.lines, lambda share: tell(0.65 + 0.3 * share)),
            names.units,
            strict=True,
        )
    ]
    clock = find_clock(columns, options, name, named=layout.header is not None)
    questions = [*clock.questions, *_unclear_marks(columns, clock, options), *_transposed(columns, names, clock)]
    guesses = [
        *sight.guesses,
        *_guessed_decimal(columns, options, commas=cells.proofs[1] > 0 or habit.decimal == ","),
        *clock.guesses,
    ]
    findings += gathered(found for column in columns if column.name not in clock.used for found in column.findings)
    findings += (*implausible(clock.times, cells.lines), *cut_off(sight.decoded.content, dialect))
    tell(1.0)
    return Table(
        name,
        tuple(columns),
        clock,
        cells.lines,
        tuple(guesses),
        (*clock.findings, *findings),
        tuple(questions),
        layout,
        dialect,
        sight.decoded.encoding,
        cells.regular,
        sight.decoded.content,
    )


def look(content: bytes, name: str, options: CsvOptions) -> Sight:
    """Open, decode and find the dialect of a file.

    Raises:
        UnsettledError: a zip archive holds several files.
        DataError: the file is no text, or empty.
    """
    unpacked = unpack(content, name, options.member)
    decoded = decode(unpacked.content, options.encoding, name)
    head = decoded.content[:4096].decode("utf-8", "replace")
    refuse_markup(head, name)
    if not decoded.content or decoded.content.isspace():
        raise empty(name)
    dialect, guesses = settle_dialect(sample_of(decoded.content), options)
    return Sight(decoded, dialect, (*unpacked.guesses, *decoded.guesses, *guesses), decoded.findings)


def sample_of(content: bytes) -> list[str]:
    """Give some lines of the head, the middle and the tail of a file."""
    if len(content) <= _HEAD:
        lines = list(cutting.lines_of(content))
        if len(lines) <= _SAMPLE_LINES * 2:
            return lines
        middle = len(lines) // 2
        return [*lines[:_SAMPLE_LINES], *lines[middle : middle + 50], *lines[-50:]]
    head = _whole_lines(content[:_HEAD], first=True)[:_SAMPLE_LINES]
    half = len(content) // 2
    return [*head, *_whole_lines(content[half : half + _MIDDLE])[:50], *_tail_lines(content)[-50:]]


def _whole_lines(part: bytes, *, first: bool = False) -> list[str]:
    """Give the lines that lie in ``part`` from end to end."""
    lines = list(cutting.lines_of(part))
    if len(lines) == 1:
        return lines
    return lines[:-1] if first else lines[1:-1] if not part.endswith(b"\n") else lines[1:]


def _cells(
    sight: Sight, name: str, options: CsvOptions, tell: Progress
) -> tuple[cutting.Cells, Layout, Dialect, tuple[Finding, ...]]:
    """Cut the rows: all at once where they are alike, else one by one."""
    content, dialect = sight.decoded.content, sight.dialect
    if len(content) > _WHOLE:
        head = list(cut(_whole_lines(content[:_HEAD], first=True)[: 4 * _SAMPLE_LINES], dialect))
        tail = list(cut(_tail_lines(content), dialect, _line_of_tail(content)))
        layout = find_layout(head, tail, options)
        if layout is not None and layout.body:
            layout = _with_header_in_remark(sight, layout, dialect)
            some = layout.body[:: max(1, len(layout.body) // 200)]
            raw = [(str(at), cells) for at, cells in enumerate(_columns_of(some, min(layout.width, 60)))]
            decimal = habit_of(raw, options, dialect.separator).decimal
            cells = regular(content, layout, dialect, decimal, tell)
            if cells is not None:
                return cells, layout, dialect, _remarks(sight)
    rows, dialect, findings = cut_strictly(content, dialect)
    tell(0.5)
    layout = find_layout(rows, (), options)
    if layout is None:
        raise empty(name)
    _refuse_no_table(rows, layout, name)
    layout = _with_header_in_remark(sight, layout, dialect)
    header = layout.header.cells if layout.header is not None else []
    lines = list(cutting.lines_of(content)) if dialect.separator == " " else ()
    commas = options.decimal != "." and options.thousands != ","
    cells = cutting.careful(rows, layout, dialect, header, lines, commas=commas)
    if not len(cells.lines):
        raise no_rows(name)
    return cells, layout, dialect, (*_remarks(sight), *findings)


def _columns_of(body: Sequence[Row], width: int) -> list[pd.Series[Any]]:
    import pandas as pd

    return [
        pd.Series([row.cells[at] if at < len(row.cells) else "" for row in body], dtype="str") for at in range(width)
    ]


def _tail_lines(content: bytes) -> list[str]:
    """Give the last lines; the very last one is whole, whether its end is written or not."""
    lines = list(cutting.lines_of(content[-_TAIL:]))
    return lines[1:] if len(lines) > 1 else lines


def _line_of_tail(content: bytes) -> int:
    begin = content.find(b"\n", len(content) - _TAIL) + 1
    return count_of(content, ord("\n"), 0, begin) + 1


def no_rows(name: str) -> DataError:
    """Give the error for a file with names and nothing below them."""
    return DataError(
        text("{file} has a header but no rows.", file=name),
        hint=text("Choose a file with at least a few dozen rows."),
        code="no_rows",
    )


def _refuse_no_table(rows: Sequence[Row], layout: Layout, name: str) -> None:
    """Refuse a text whose lines are no rows: no column of numbers or times, and no even width."""
    if not layout.body or (len(layout.body) == 1 and layout.header is None):
        raise no_rows(name)
    if set(layout.kinds) & set("ndc"):
        return
    even = sum(len(row.cells) == layout.width for row in layout.body) / len(layout.body)
    if layout.width < 2 or even < 0.9:
        raise not_a_table(name, "not_csv", text("text without rows of numbers"))


def _remarks(sight: Sight) -> tuple[Finding, ...]:
    mark = sight.dialect.comment
    if not mark:
        return ()
    places = _lines_that_begin_with(mark.encode(), sight.decoded.content)
    told = text("Lines that begin with {mark}, taken as remarks: {count:,}.", mark=mark, count=len(places))
    return (Finding("comment_lines", told, len(places), tuple(places[:20])),) if places else ()


def _lines_that_begin_with(mark: bytes, content: bytes) -> list[int]:
    places, line, counted, at = [], 1, 0, content.find(mark)
    while at >= 0:
        begin = content.rfind(b"\n", 0, at) + 1
        if not content[begin:at].decode("utf-8", "replace").strip():
            line, counted = line + count_of(content, ord("\n"), counted, begin), begin
            places.append(line)
        at = content.find(mark, content.find(b"\n", at)) if content.find(b"\n", at) >= 0 else -1
    return places


def _with_header_in_remark(sight: Sight, layout: Layout, dialect: Dialect) -> Layout:
    """Take the last remark above the rows as the header, where it has a name for each column."""
    if layout.header is not None or not dialect.comment:
        return layout
    bare = replace(dialect, comment="")
    last: Row | None = None
    for at, line in enumerate(cutting.lines_of(sight.decoded.content), 1):
        if at >= layout.first_line:
            break
        if line.lstrip().startswith(dialect.comment):
            words = line.lstrip().lstrip(dialect.comment).lstrip()
            last = next((Row(at, row.cells) for row in cut([words], bare)), last)
    if last is None or len(last.cells) != layout.width or {kind(cell) for cell in last.cells} - {"m"} != {"t"}:
        return layout
    return replace(layout, header=last)


def _may_count_rows(sight: Sight, layout: Layout) -> bool:
    """Whether a number too many before each row can be its number: 1,5 below one name is a fraction as well."""
    if sight.dialect.separator != ",":
        return True
    lines = cutting.lines_of(sight.decoded.content)
    return next(islice(lines, layout.first_line - 1, None), "").lstrip().startswith('"')


def _guessed_decimal(columns: Sequence[Column], options: CsvOptions, *, commas: bool) -> list[Guess]:
    if options.decimal is not None or not (commas or any(column.decimal == "," for column in columns)):
        return []
    return [Guess("decimal", ",", text("Cells such as 12,5 stand between the separators."))]


def _unclear_marks(columns: Sequence[Column], clock: Clock, options: CsvOptions) -> list[Question]:
    """Ask whether 1,234 is one and a bit or more than a thousand, where no cell of the file tells."""
    unclear = [column for column in columns if column.unclear and column.name not in clock.used]
    if not unclear or options.decimal is not None:
        return []
    column = unclear[0]
    assert column.words is not None
    example = next(word for word in column.words if any(char.isdigit() for char in word) and set(word) & {",", "."})
    chosen = "," if "," in example else "."
    question = text("{column} holds numbers such as {example}: is the mark in them a decimal mark or one of thousands?",
                    column=column.name, example=example)  # fmt: skip
    hint = text("Set data.options.decimal to the mark before the fraction.")
    return [Question("decimal_mark", question, "decimal", (".", ","), chosen, hint)]


def _transposed(columns: Sequence[Column], names: Names, clock: Clock) -> list[Question]:
    """Ask whether the time runs across the columns, where most names are dates."""
    given = [name for name, is_given in zip(names.names, names.given, strict=True) if is_given]
    dated = sum(kind(name) == "d" or _OF_A_YEAR.fullmatch(name) is not None for name in given)
    if clock.times is not None or len(given) < 3 or dated <= 0.6 * len(given):
        return []
    message = text("The names of most columns are dates: does the time run from left to right?")
    hint = text("Turn the table in the spreadsheet, so that each row is one time, and save it again.")
    return [Question("transposed", message, "time_column", ("-",), "-", hint)]
