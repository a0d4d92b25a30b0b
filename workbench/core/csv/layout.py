"""Where the table begins and ends among the rows of the file, and what stands around it."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbench.core.csv.cells import is_blank, kind
from workbench.core.csv.dialect import Row
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.unit_words import is_line_of_units, units_in

_MOST_COLUMNS = 400
_MOST_BODY = 300
_MOST_LINES_ABOVE = 3  # of a header, that group its names
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d(?:0[1-9]|1[0-2])?")  # or a month of it
_RULE = re.compile(r"[-=_:+*~|]{2,}|")
_TOTAL = re.compile(
    r"\W*(?:grand |sub|all (?=\w+))?(?:totals?|years|months|days|sum|summe|gesamt(?:summe)?|mean|average|avg"
    r"|mittelwert|mittel|durchschnitt|media|moyenne"
    r"|minimum|maximum|min|max|count|std|stddev|end of (?:file|data|report)|eof|总计|合计|小计|平均|平均值|合計)\W*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Layout:
    """The table among the rows.

    Attributes:
        width: how many cells a row has.
        header: the cells of the line with the names, or None where there is none.
        upper: lines of the header above it.
        units: the cells of the line of units.
        preamble: lines above the header that belong to nothing.
        first_line: line of the first row.
        footer: rows below the table.
        last_line: line of the last row, or 0 where the end was not seen.
        kinds: what the cells of each column look like, as in ``cells.kind``.
        second: line where another table begins, or 0.
    """

    width: int
    header: Row | None = None
    upper: tuple[Row, ...] = ()
    units: Row | None = None
    preamble: tuple[Row, ...] = ()
    first_line: int = 1
    footer: tuple[Row, ...] = ()
    last_line: int = 0
    kinds: str = ""
    second: int = 0
    body: list[Row] = field(default_factory=list, repr=False)

    @property
    def has_dates(self) -> bool:
        """Whether a column looks like dates."""
        return "d" in self.kinds


def find_layout(rows: Sequence[Row], tail: Sequence[Row], options: CsvOptions) -> Layout | None:
    """Find the table in the rows of the head of the file.

    Args:
        rows: the first rows, or all.
        tail: the last rows, where ``rows`` are not all; the footer is looked for there.
        options: what the user has said of it.

    Returns:
        The layout, or None where there is no cell.
    """
    filled = [row for row in rows if not is_blank(row.cells)]
    last = [row for row in tail if not is_blank(row.cells)]
    if options.skip_rows is not None:
        filled = [row for row in filled if row.line > options.skip_rows]
    if not filled:
        return None
    shape = _Shape(filled, last)
    start = _start(filled, shape, options)
    end, footer = len(filled), []
    whole = last if tail else filled
    keep = _end(whole, shape, options, 0 if tail else start)
    footer = whole[keep:]
    if not tail:
        end = max(keep, start)
    above = filled[:start]
    header, upper, units, preamble = _above(above, shape, options)
    body = filled[start:end]
    last_line = (whole[keep - 1].line if keep else 0) if tail else (body[-1].line if body else 0)
    first_line = body[0].line if body else (filled[-1].line + 1)
    second = 0 if tail or options.footer_rows is not None else _second_table(body, header)
    if second:
        footer = [row for row in body if row.line >= second] + list(footer)
        body = [row for row in body if row.line < second]
        last_line = body[-1].line
    return Layout(
        width=_width(body, header, shape.width),
        header=header,
        upper=tuple(upper),
        units=units,
        preamble=tuple(preamble),
        first_line=first_line,
        footer=tuple(footer),
        last_line=last_line,
        kinds=shape.kinds,
        second=second,
        body=body,
    )


class _Shape:
    """What the rows of the table look like, by the majority of those in the middle."""

    def __init__(self, filled: Sequence[Row], last: Sequence[Row]) -> None:
        self.sized = [*filled[len(filled) // 3 :], *last] or list(filled)
        widths = Counter(len(row.cells) for row in self.sized)
        self.width = max(widths, key=lambda width: (widths[width], width))
        pool = [
            row for row in [*filled[max(len(filled) // 5, len(filled) > 1) :], *last] if len(row.cells) == self.width
        ] or list(filled[1:])
        step = max(1, len(pool) // _MOST_BODY)
        self.sample = pool[::step]
        self.kinds = "".join(self._majority(at) for at in range(min(self.width, _MOST_COLUMNS)))
        self.typed = [at for at, found in enumerate(self.kinds) if found in "ndc"]
        self.dates = [at for at, found in enumerate(self.kinds) if found == "d"]

    def _majority(self, at: int) -> str:
        counts = Counter(kind(row.cells[at]) for row in self.sample if at < len(row.cells))
        if set(counts) <= {"m"}:
            return "m"
        best = max("ndc", key=lambda found: counts[found])
        known = sum(count for found, count in counts.items() if found != "m")
        return best if counts[best] >= 0.7 * known else "t"

    def fits(self, row: Row) -> bool:
        """Whether ``row`` can be a row of the table."""
        cells = row.cells
        if not self.typed:
            return len(cells) == self.width
        seen = {at: kind(cells[at]) for at in self.typed if at < len(cells)}
        if len(cells) == 1 and self.width == 2 and not self.dates:
            return seen.get(0) == self.kinds[0]
        if not seen or len(cells) < min(self.width, 2) or (self.width >= 3 and len(cells) <= 0.4 * self.width):
            return False
        if self.dates and not self._has_date(cells, seen):
            return False
        hits = sum(found in (self.kinds[at], "m") for at, found in seen.items())
        real = sum(found == self.kinds[at] for at, found in seen.items())
        return hits >= 0.5 * len(seen) and real >= 1

    def _has_date(self, cells: list[str], seen: dict[int, str]) -> bool:
        found = seen.get(self.dates[0], "t")
        if found not in "dm":
            return False
        if cells[self.dates[0]].strip():
            return True
        return len(cells) >= self.width and any(what != "m" for at, what in seen.items() if at not in self.dates)


def _start(filled: list[Row], shape: _Shape, options: CsvOptions) -> int:
    if options.header_rows is not None or options.units_row is not None:
        return min(len(filled), (1 if options.header_rows is None else options.header_rows) + bool(options.units_row))
    if not shape.typed:
        return 1 if _has_words_header(filled, shape) else 0
    start = 0
    while start < len(filled):
        following = filled[start + 1 : start + 3]
        fits = shape.fits(filled[start]) and (not following or any(map(shape.fits, following)))
        if fits and not _stands_above_words(filled[start], following, shape):
            break
        start += 1
    if start == len(filled):
        return 1
    return start + _is_header_of_numbers(filled[start:], shape, has_lines_above=start > 0)


def _stands_above_words(row: Row, following: Sequence[Row], shape: _Shape) -> bool:
    """Whether a row with a word where the others have a number stands above one of words alone: names above units."""
    odd = any(kind(row.cells[at]) == "t" for at in shape.typed if at < len(row.cells))
    return odd and bool(following) and all(kind(cell) in "tm" for cell in following[0].cells)


def _has_words_header(filled: list[Row], shape: _Shape) -> bool:
    """Whether the first of rows of words names the columns: a word that comes again below is no name."""
    first = filled[0].cells
    again = sum(
        any(at < len(row.cells) and row.cells[at] == cell for row in filled[1:200]) for at, cell in enumerate(first)
    )
    return len(filled) < 3 or again <= 0.2 * len(first) or not any(first)


def _is_header_of_numbers(filled: list[Row], shape: _Shape, *, has_lines_above: bool) -> bool:
    """Whether the first row holds names that happen to be numbers: 0, 1, 2 … or years in equal steps."""
    if len(filled) < 3:
        return False
    first = [cell.strip() for cell in filled[0].cells]
    numbers = [at for at in range(min(len(first), len(shape.kinds))) if shape.kinds[at] in "nm" and first[at]]
    if numbers[:1] == [0] and kind(first[0]) == "t":  # as in Year, 1, 2, 3 … 12
        numbers = numbers[1:]
    if len(numbers) < 3 or not all(first[at].isdigit() for at in numbers):
        return False
    values = [int(first[at]) for at in numbers]
    steps = {after - before for before, after in itertools.pairwise(values)}
    if len(steps) != 1 or 0 in steps:
        return False
    others = [at for at in range(len(first)) if at not in numbers]
    named = all(kind(first[at]) in "tm" for at in others)
    below = [row.cells for row in filled[1:6] if len(row.cells) == len(first)]
    if named and all(map(_YEAR.fullmatch, (first[at] for at in numbers))):
        return not any(_YEAR.fullmatch(cells[at].strip()) for cells in below for at in numbers)
    if has_lines_above:  # one of which may hold the names
        return False
    alike = sum(_equal_steps([cells[at].strip() for at in numbers]) for cells in below)
    return named and alike <= 0.5 * len(below)


def _equal_steps(cells: list[str]) -> bool:
    if not all(cell.isdigit() for cell in cells):
        return False
    values = [int(cell) for cell in cells]
    return len({after - before for before, after in itertools.pairwise(values)}) == 1


def _end(rows: Sequence[Row], shape: _Shape, options: CsvOptions, start: int) -> int:
    """How many of the rows stand above the footer."""
    if options.footer_rows is not None:
        return max(start, len(rows) - options.footer_rows)
    end = len(rows)
    if not shape.typed:
        while end > start + 1 and len(rows[end - 1].cells) == 1 < shape.width:
            end -= 1
        return end
    while end > start and (not shape.fits(rows[end - 1]) or _is_total(rows[end - 1], shape)):
        end -= 1
    return end if end > start or start else len(rows)


def _is_total(row: Row, shape: _Shape) -> bool:
    """Whether a row that has numbers in it is a sum or a mean of those above."""
    words = [cell for cell in row.cells if kind(cell) == "t"]
    if words and _TOTAL.fullmatch(words[0]) and row.cells.index(words[0]) <= 1:
        return not any(_TOTAL.fullmatch(other.cells[0]) for other in shape.sample[:-3] if other.cells)
    leading = shape.kinds[:1]
    if leading in ("d", "c") and row.cells and not row.cells[0].strip() and len(shape.sample) >= 5:
        return not any(other.cells and not other.cells[0].strip() for other in shape.sample if other is not row)
    return False


def _above(above: list[Row], shape: _Shape, options: CsvOptions) -> tuple[Row | None, list[Row], Row | None, list[Row]]:
    """Tell header, upper header, units and preamble among the rows above the first one of the table."""
    rest = [row for row in above if not all(_RULE.fullmatch(cell.strip()) for cell in row.cells)]
    units = None
    asked = options.units_row
    if rest and (asked or (asked is None and options.header_rows is None and _is_units(rest))):
        found = [rest.pop()]
        while asked is None and _is_units(rest):
            found.append(rest.pop())
        units = max(found, key=lambda row: sum(map(bool, units_in(row.cells))))  # others name kinds of data
    if not rest or options.header_rows == 0:
        return None, [], units, rest
    header = rest.pop()
    upper: list[Row] = []
    if options.header_rows is not None:
        return header, rest, units, []
    if any(kind(cell) in "nd" for cell in header.cells):  # a first row that is unlike the others, below the names
        named = [at for at, row in enumerate(rest) if _are_names(row, header)]
        if named:
            return rest[named[-1]], [], units, [*rest[: named[-1]], *rest[named[-1] + 1 :], header]
    while rest and len(upper) < _MOST_LINES_ABOVE and _is_upper(rest[-1], (upper or [header])[0]):
        upper.insert(0, rest.pop())
    return header, upper, units, rest


def _are_names(row: Row, below: Row) -> bool:
    """Whether ``row`` has a name of its own for every cell of the row ``below``."""
    cells = [cell.strip() for cell in row.cells]
    return (
        len(cells) == len(below.cells) > 1 and len(set(cells)) == len(cells) and all(kind(one) == "t" for one in cells)
    )


def is_rule(row: Row) -> bool:
    """Whether a line only separates, as ---- does."""
    cells = [cell.strip() for cell in row.cells]
    return any(len(cell) > 2 for cell in cells) and all(map(_RULE.fullmatch, cells))


def _is_units(above: list[Row]) -> bool:
    return len(above) >= 2 and is_line_of_units(above[-1].cells, above[-2].cells)


def _is_upper(row: Row, below: Row) -> bool:
    """Whether the line above the names groups them, as in Station A, Station A, Station B."""
    if len(row.cells) != len(below.cells) or len(row.cells) < 2 or row.line != below.line - 1:
        return False
    filled = [cell for cell in row.cells if cell.strip()]
    words = sum(kind(cell) == "t" for cell in filled)
    return len(filled) >= 2 and words >= 0.7 * len(filled)


def _second_table(body: list[Row], header: Row | None) -> int:
    """The line where names come again with other columns below: after a blank line, or with the same first name."""
    before = None
    names = [cell.strip().casefold() for cell in header.cells] if header is not None else [""]
    for at, row in enumerate(body):
        apart = before is not None and row.line > before + 1
        again = bool(names[0]) and row.cells[0].strip().casefold() == names[0]
        if (apart or again) and len(row.cells) >= 2 and at + 1 < len(body):
            words = [kind(cell) for cell in row.cells]
            below = [kind(cell) for cell in body[at + 1].cells]
            same = again and [cell.strip().casefold() for cell in row.cells] == names
            if not (same and not apart) and set(words) == {"t"} and any(found in "ndc" for found in below):
                return row.line
        before = row.line
    return 0


def _width(body: list[Row], header: Row | None, width: int) -> int:
    if body:
        counts = Counter(len(row.cells) for row in body)
        width = max(counts, key=lambda one: (counts[one], one))
    if header is not None and len(header.cells) > width and any(cell.strip() for cell in header.cells[width:]):
        return len(header.cells)
    return width
