"""Rows whose cells stand below each other: a cell that is empty leaves its place free."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from workbench.core.csv.dialect import Row

_WORD = re.compile(r"\S+")
_MOST = 500


def aligned(rows: Sequence[Row], lines: Sequence[str], width: int) -> list[Row]:
    """Put the cells of rows with too few of them below those of the others, where their places tell the columns.

    Args:
        rows: cut at blanks.
        lines: of the file, from the first.
        width: how many columns there are.
    """
    full = [row for row in rows if len(row.cells) == width][:_MOST]
    places = [[found.span() for found in _WORD.finditer(lines[row.line - 1])] for row in full]
    places = [spans for spans in places if len(spans) == width]
    if len(full) == len(rows):
        return list(rows)
    if not places:
        gaps = _between_gaps([lines[row.line - 1] for row in rows[:_MOST]])
        return [_placed(row, lines[row.line - 1], gaps) for row in rows] if len(gaps) == width else list(rows)
    zones = [(min(spans[at][0] for spans in places), max(spans[at][1] for spans in places)) for at in range(width)]
    if any(left[1] > right[0] for left, right in itertools.pairwise(zones)):
        return list(rows)
    return [row if len(row.cells) >= width else _placed(row, lines[row.line - 1], zones) for row in rows]


def _between_gaps(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Give the places between those that are blank in all lines."""
    longest = max(map(len, lines), default=0)
    written = [any(at < len(line) and not line[at].isspace() for line in lines) for at in range(longest)]
    edges = [at for at, (before, now) in enumerate(itertools.pairwise([False, *written, False])) if before != now]
    return list(zip(edges[::2], edges[1::2], strict=True))


def _placed(row: Row, line: str, zones: list[tuple[int, int]]) -> Row:
    cells = [""] * len(zones)
    for found in _WORD.finditer(line):
        begin, end = found.span()
        over = [at for at, zone in enumerate(zones) if begin < zone[1] and end > zone[0]]
        if len(over) != 1 or cells[over[0]]:
            return row
        cells[over[0]] = found.group()
    return Row(row.line, cells)
