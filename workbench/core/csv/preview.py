"""The head of a file as it stands, and what the reader makes of it: what the Import page shows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from workbench.core import storage
from workbench.core.csv import rows as cutting
from workbench.core.csv.asking import Question
from workbench.core.csv.cells import is_blank
from workbench.core.csv.container import unpack
from workbench.core.csv.dialect import cut
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.reader import MOST_BYTES
from workbench.core.csv.table import Table, read_table
from workbench.core.errors import DataError, UnsettledError
from workbench.core.series import Finding, Guess, shown_time

Role = Literal["preamble", "header", "units", "data", "ragged", "repeated", "comment", "blank", "footer"]

_HEAD_BYTES, _HEAD_LINES = 2**17, 700
_FEWEST_LINES, _MOST_BYTES = 4, 2**22
_LONGEST_LINE = 2_000


@dataclass(frozen=True)
class RawLine:
    """One line of the file.

    Attributes:
        number: counted from 1.
        text: as it stands, without its end, cut where it is very long.
        role: what the reader takes it for.
    """

    number: int
    text: str
    role: Role


@dataclass(frozen=True)
class PreviewColumn:
    """One column of the table.

    Attributes:
        name: in the header, or made up.
        kind: ``number``, ``text``, ``exact`` or ``time``.
    """

    name: str
    kind: str


@dataclass(frozen=True)
class Preview:
    """What is shown of a file before it is opened.

    Attributes:
        lines: the first lines of the file.
        columns: of the table.
        cells: the first rows, as they are read: numbers with a point, times in ISO notation, "" where one is missing.
        guesses: what was decided, with the evidence.
        questions: what is left open, with a proposal.
        findings: what the user should know.
        error: why the file cannot be read so, or None.
        is_whole: whether the lines that were looked at are all there are.
    """

    lines: tuple[RawLine, ...] = ()
    columns: tuple[PreviewColumn, ...] = ()
    cells: tuple[tuple[str, ...], ...] = ()
    guesses: tuple[Guess, ...] = ()
    questions: tuple[Question, ...] = ()
    findings: tuple[Finding, ...] = ()
    error: DataError | None = None
    is_whole: bool = True


def preview(source: Path | bytes, options: CsvOptions | None = None, rows: int = 100, name: str = "") -> Preview:
    """Read the head of a file with ``options``, quickly enough to do it again after every change.

    Args:
        source: the file, or its bytes, so that it is read from the disk only once.
        options: the user's choices.
        rows: how many lines and rows are given at most.
        name: of the file, where ``source`` are its bytes.

    Raises:
        StorageError: the file is missing or unreadable.
    """
    content = source if isinstance(source, bytes) else storage.read_bytes(source, most=MOST_BYTES)
    name = name or ("" if isinstance(source, bytes) else source.name)
    options = options or CsvOptions()
    head, whole = b"", True
    try:
        unpacked = unpack(content, name, options.member, head=_MOST_BYTES)
        head = _head(unpacked.content)
        whole = len(head) == len(unpacked.content)
        table = read_table(head, name, options)
    except UnsettledError as error:
        question = Question(error.code, error.what, error.option, error.options, error.proposal, error.hint)  # type: ignore[arg-type]  # both are Text
        return Preview(_plain_lines(head, rows), questions=(question,), error=error, is_whole=whole)
    except DataError as error:
        return Preview(_plain_lines(head, rows), error=error, is_whole=whole)
    times = table.clock.name
    return Preview(
        lines=_lines(table, rows),
        columns=tuple(
            PreviewColumn(column.name, "time" if column.name == times else column.kind) for column in table.columns
        ),
        cells=_cells(table, rows),
        guesses=(*unpacked.guesses, *table.guesses),
        questions=table.questions,
        findings=table.findings,
        is_whole=whole,
    )


def _head(content: bytes) -> bytes:
    """Give the first whole lines."""
    if len(content) <= _HEAD_BYTES:
        return content
    mark = b"\n" if content.find(b"\n", 0, _MOST_BYTES) >= 0 else b"\r"
    end = content.rfind(mark, 0, _HEAD_BYTES) + 1
    while content.count(mark, 0, end) < _FEWEST_LINES and end < _MOST_BYTES:  # of thousands of columns
        below = content.find(mark, end, _MOST_BYTES)
        if below < 0:
            break
        end = below + 1
    if (lines := content.count(mark, 0, end)) > _HEAD_LINES:  # lines are of about one length
        end = content.rfind(mark, 0, end * _HEAD_LINES // lines) + 1
    if content.find(b"\0", 0, 64) >= 0:  # characters of two or four bytes
        end = (end + 3) // 4 * 4
    return content[: end or _HEAD_BYTES]


def _plain_lines(content: bytes, most: int) -> tuple[RawLine, ...]:
    if b"\0" in content[:1000]:
        return ()
    lines = islice(cutting.lines_of(content.replace(b"\r\n", b"\n").replace(b"\r", b"\n")), most)
    return tuple(RawLine(at, _shown(line), "blank" if not line.strip() else "data") for at, line in enumerate(lines, 1))


def _shown(line: str) -> str:
    return line.rstrip("\n")[:_LONGEST_LINE]


def _lines(table: Table, most: int) -> tuple[RawLine, ...]:
    content = table.content
    roles = _roles(table, content, most)
    return tuple(
        RawLine(at, _shown(line), roles.get(at, "blank" if not line.strip() else "data"))
        for at, line in enumerate(islice(cutting.lines_of(content), most), 1)
    )


def _roles(table: Table, content: bytes, most: int) -> dict[int, Role]:
    """Give the role of each line that is not one of the rows."""
    layout, mark = table.layout, table.dialect.comment
    roles: dict[int, Role] = {}
    lines = list(islice(cutting.lines_of(content), most))
    header = [row for row in (*layout.upper, layout.header) if row is not None]
    for row in cut(lines, table.dialect):
        if is_blank(row.cells):
            roles[row.line] = "blank"
        elif row.line < layout.first_line:
            roles[row.line] = "preamble"
        elif layout.last_line and row.line > layout.last_line:
            roles[row.line] = "footer"
        elif any(row.cells == other.cells for other in header):
            roles[row.line] = "repeated"
        elif len(row.cells) != layout.width:
            roles[row.line] = "ragged"
    for at, line in enumerate(lines, 1):
        if at <= table.dialect.first or (mark and line.lstrip().startswith(mark)):
            roles[at] = "comment"
    roles |= {row.line: "header" for row in header}
    if layout.units is not None:
        roles[layout.units.line] = "units"
    return roles


def _cells(table: Table, most: int) -> tuple[tuple[str, ...], ...]:
    count = min(most, len(table))
    columns = []
    for column in table.columns:
        if column.name == table.clock.name and table.clock.times is not None:
            moments = table.clock.times[:count]
            columns.append(["" if moment != moment else shown_time(moment, None) for moment in moments])
        elif column.values is not None:
            columns.append(["" if value != value else f"{value:.12g}" for value in column.values[:count]])
        else:
            assert column.words is not None
            columns.append([str(word) for word in column.words.iloc[:count]])
    return tuple(zip(*columns, strict=True))
