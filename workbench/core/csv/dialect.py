"""The separator between cells, the quotation mark, and how a text is cut into rows with them."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from workbench.core.csv.cells import is_blank, kind
from workbench.core.csv.options import CsvOptions
from workbench.core.series import Guess
from workbench.core.text import text

_SEPARATORS = (",", ";", "\t", "|", "||", "^", ":", "~", " ", "::", ";;", "\x1f")
_LESS_LIKELY = {" ": 0.80, ":": 0.6, "^": 0.95, "~": 0.9, "::": 0.9}
_WORTH = {"n": 1.0, "d": 1.2, "c": 1.0, "m": 0.5}  # of a cell, by what it looks like
_FOR_A_COLUMN, _MOST_COUNTED = 0.06, 8
_HIGHEST = 1.2 * (1 + _FOR_A_COLUMN * _MOST_COUNTED)  # of all scores
_STAND_IN = "\x1f"  # one character in the place of several
_MOST_CELLS = 6_000
_LONGEST_CELL = 64 * 2**20
_SINGLE_QUOTED = re.compile(r"(?:^|[,;\t|])\s*'[^'\n]*'(?=\s*(?:[,;\t|\n]|$)|')", re.MULTILINE)
_SEP_LINE = re.compile(r'^"?sep=(.{1,2}?)"?[ \t]*(?:\n|$)', re.IGNORECASE)
_OVERFLOW = re.compile(r"#{4,}\s*(?:[,;\t|]|$)")
_REMARKS = ("#", "%", "//", "!", "--")


class Row(NamedTuple):
    """One row as it stands in the file: the line that it begins in, counted from 1, and its cells."""

    line: int
    cells: list[str]


@dataclass(frozen=True)
class Dialect:
    """What must be known to cut a text into rows of cells.

    Attributes:
        separator: between two cells; a space stands for any run of spaces and tabs.
        quote: around a cell that holds the separator, or "".
        escape: before a quotation mark inside a cell, or "".
        comment: what a line begins with that is a remark, or "".
        wrapped: whether every line stands in quotation marks as a whole.
        first: lines before the first row that only say how to read, as in ``sep=;``.
    """

    separator: str = ","
    quote: str = '"'
    escape: str = ""
    comment: str = ""
    wrapped: bool = False
    first: int = 0


def cut(lines: Iterable[str], dialect: Dialect, first_line: int = 1, *, strict: bool = False) -> Iterator[Row]:
    """Cut ``lines``, each with its line end, into rows; lines that are remarks are left out.

    Raises:
        csv.Error: a quotation mark is out of place and ``strict`` is set, or a cell is longer than any should be.
    """
    csv.field_size_limit(_LONGEST_CELL)
    numbers: list[int] = []
    reader = csv.reader(_prepared(lines, dialect, first_line, numbers), **_arguments(dialect, strict))
    while True:
        begun = len(numbers)
        try:
            cells = next(reader)
        except StopIteration:
            return
        if begun < len(numbers):
            line = numbers[begun]
            del numbers[:]
            yield Row(line, cells)


def _prepared(lines: Iterable[str], dialect: Dialect, first_line: int, numbers: list[int]) -> Iterator[str]:
    several = len(dialect.separator) > 1
    for at, line in enumerate(lines, first_line):
        if at <= dialect.first or (dialect.comment and line.lstrip().startswith(dialect.comment)):
            continue
        numbers.append(at)
        if dialect.wrapped:
            bare = line.strip()
            line = (bare[1:-1].replace('""', '"') if bare.startswith('"') and bare.endswith('"') else bare) + "\n"
        if dialect.separator == " ":
            line = line.replace("\t", " ").strip() + "\n"
        elif several:
            line = line.replace(dialect.separator, _STAND_IN)
        yield line


def _arguments(dialect: Dialect, strict: bool) -> dict[str, Any]:
    given: dict[str, Any] = {
        "delimiter": dialect.separator if len(dialect.separator) == 1 else _STAND_IN,
        "skipinitialspace": True,
        "strict": strict,
    }
    if not dialect.quote:
        return {**given, "quoting": csv.QUOTE_NONE}
    given |= {"quotechar": dialect.quote, "doublequote": True}
    return {**given, "escapechar": dialect.escape} if dialect.escape else given


def settle_dialect(sample: list[str], options: CsvOptions) -> tuple[Dialect, tuple[Guess, ...]]:
    """Settle what ``options`` leaves open from lines of the head, the middle and the tail of the file."""
    written = "".join(sample)
    named = _SEP_LINE.match(written.lstrip("\n"))
    first = 0
    separators: tuple[str, ...] = _SEPARATORS
    if named is not None:
        separators = (named.group(1),)
        first = 1 + len(written) - len(written.lstrip("\n"))
    if options.separator is not None:
        separators = (options.separator,)
    rest = sample[first:]
    if options.separator is None and named is None and _is_wrapped(rest):
        inner = [line.strip()[1:-1].replace('""', '"') + "\n" for line in rest if line.strip()]
        dialect, guesses = settle_dialect(inner, options)
        if len(next(iter(cut(inner, dialect)), Row(1, [""])).cells) > 1:
            return replace(dialect, wrapped=True, first=first), guesses
    comment = _comment(rest, options, separators)
    body = [line for line in rest if not (comment and line.lstrip().startswith(comment))]
    quote, escape = _quotation("".join(body), options)
    best, score = Dialect(separators[0] if len(separators) == 1 else ",", quote, escape, comment, first=first), 0.0
    for separator in separators:
        if len(separators) > 1 and separator not in written:
            continue
        tried, share = replace(best, separator=separator), _LESS_LIKELY.get(separator, 1.0)
        if share * _HIGHEST <= score:
            continue
        found = _score(body, tried, score / share) * share
        if found > score + 1e-9:
            best, score = tried, found
    return best, _guesses(best, options, len(body), named=named is not None)


def _guesses(dialect: Dialect, options: CsvOptions, count: int, *, named: bool) -> tuple[Guess, ...]:
    guesses = []
    if options.separator is None and dialect.separator != ",":
        evidence = (
            text("The first line of the file names it.")
            if named
            else text("It cuts the lines that were looked at ({count}) most evenly.", count=count)
        )
        guesses.append(Guess("separator", dialect.separator, evidence))
    if options.quote is None and dialect.quote == "'":
        guesses.append(Guess("quote", "'", text("Cells stand between single quotation marks.")))
    if options.escape is None and dialect.escape:
        guesses.append(Guess("escape", dialect.escape, text("It stands before quotation marks inside cells.")))
    if options.comment is None and dialect.comment:
        guesses.append(Guess("comment", dialect.comment, text("Some lines begin with it, and no row does.")))
    return tuple(guesses)


def _comment(lines: list[str], options: CsvOptions, separators: tuple[str, ...]) -> str:
    if options.comment is not None:
        return "" if options.comment == "-" else options.comment
    filled = [line.lstrip() for line in lines if line.strip()]
    for mark in _REMARKS:
        count = sum(line.startswith(mark) for line in filled)
        if mark in separators and len(separators) == 1:
            continue
        if 0 < count < 0.5 * len(filled) or (0 < count < len(filled) and _leads(filled, mark, count)):
            if mark == "#" and all(_OVERFLOW.match(line) for line in filled if line.startswith(mark)):
                continue  # what a spreadsheet shows where a column is too narrow
            if mark == "--" and not all(line[2:3].isspace() for line in filled if line.startswith(mark)):
                continue
            return mark
    return ""


def _leads(filled: list[str], mark: str, count: int) -> bool:
    """Whether the remarks all stand above the rows."""
    return all(line.startswith(mark) for line in filled[:count])


def _quotation(written: str, options: CsvOptions) -> tuple[str, str]:
    quote: str = '"'
    if len(_SINGLE_QUOTED.findall(written[:200_000])) > 3 and written.count('"') < 4:
        quote = "'"
    escape = ""
    escaped = written.count("\\" + quote)
    if escaped and escaped >= written.count(quote + quote):
        escape = "\\"
    return (
        quote if options.quote is None else options.quote,
        escape if options.escape is None else options.escape,
    )


def _is_wrapped(lines: list[str]) -> bool:
    """Whether each line as a whole stands in quotation marks, as a spreadsheet leaves a column that was not cut."""
    filled = [line.strip() for line in lines if line.strip()]
    whole = [
        len(line) > 1 and line[0] == line[-1] == '"' and not re.search(r'(?<!")"[,;\t|]"(?!")', line) for line in filled
    ]
    return len(filled) > 2 and sum(whole) > 0.95 * len(filled)


def _score(lines: list[str], dialect: Dialect, to_beat: float) -> float:
    """How evenly the lines are cut, times how many cells look like something, with a little for more columns.

    Cells are not looked at where the lines alone show that ``to_beat`` is out of reach.
    """
    try:
        rows = [row.cells for row in cut(lines, dialect) if not is_blank(row.cells)]
    except csv.Error:
        return 0.0
    widths = Counter(map(len, rows))
    if not widths:
        return 0.0
    width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]))
    if width < 2:
        return 0.0
    evenly = count / len(rows) * (1 + _FOR_A_COLUMN * min(width, _MOST_COUNTED))
    if evenly * max(_WORTH.values()) <= to_beat:
        return 0.0
    like, seen = 0.0, 0
    body = [row for row in rows if len(row) == width]
    step = max(1, len(body) * min(width, 40) // _MOST_CELLS)
    for row in body[::step]:
        for cell in row[:40]:
            found = kind(cell)
            like += _WORTH.get(found, 0.25 if len(cell) < 30 else 0.0)
            if dialect.quote and found == "t" and cell.count(dialect.quote) == 1:
                like -= 0.5
            seen += 1
    return evenly * like / max(1, seen)
