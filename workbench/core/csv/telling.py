"""What was found around the table, and many findings of one kind as few."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.core.csv.layout import Layout
from workbench.core.series import Finding
from workbench.core.text import Text, text


def told_of_layout(layout: Layout) -> list[Finding]:
    """Tell of the lines that belong to no row."""
    told = []
    if layout.preamble:
        count = len(layout.preamble)
        words = text("Lines above the header that belong to no row: {count:,}.", count=count)
        told.append(Finding("preamble_skipped", words, count, tuple(row.line for row in layout.preamble[:20])))
    if layout.units is not None:
        units = ", ".join(cell.strip() for cell in layout.units.cells[:12])
        words = text("The line below the header holds units: {units}.", units=units)
        told.append(Finding("units_row", words, 1, (layout.units.line,)))
    if layout.second:
        words = text("Another table begins in line {line}; it was left out.", line=layout.second)
        told.append(Finding("footer_skipped", words, len(layout.footer), (layout.second,)))
    elif layout.footer:
        count = len(layout.footer)
        words = text("Lines below the last row that belong to no row: {count:,}.", count=count)
        told.append(Finding("footer_skipped", words, count, tuple(row.line for row in layout.footer[:20])))
    return told


_MOST_ALIKE = 6


def gathered(findings: Iterable[Finding]) -> list[Finding]:
    """Give the first few findings of each kind, and the others of it as one."""
    shown: list[Finding] = []
    more: dict[str, list[Finding]] = {}
    counts: dict[str, int] = {}
    for found in findings:
        counts[found.code] = counts.get(found.code, 0) + 1
        if counts[found.code] <= _MOST_ALIKE:
            shown.append(found)
        else:
            more.setdefault(found.code, []).append(found)
    for code, others in more.items():
        like: Text = next(found.message for found in shown if found.code == code)
        told = text("{count:,} further columns like this one: {example}", count=len(others), example=like)
        shown.append(Finding(code, told, sum(found.count for found in others)))
    return shown
