"""What the columns are called."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.csv.layout import Layout
from workbench.core.series import Finding
from workbench.core.text import text


@dataclass(frozen=True)
class Names:
    """One name for each column.

    Attributes:
        names: all different.
        given: whether each stands in the file.
        findings: what was made up or changed.
    """

    names: tuple[str, ...]
    given: tuple[bool, ...]
    findings: tuple[Finding, ...] = ()


def names_of(layout: Layout, width: int) -> Names:
    """Give the names in the header; where there is none, the columns are numbered."""
    if layout.header is None:
        told = text("The file has no line with names; the columns are numbered.")
        names = tuple(f"column {at}" for at in range(1, width + 1))
        return Names(names, (False,) * width, (Finding("no_header", told),))
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
    return Names(tuple(different), given, tuple(findings))


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
