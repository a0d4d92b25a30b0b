"""A report before it has a look: sections of sentences, tables, pictures and code.

A ``Text`` is translated when the page is written; a plain ``str`` is a name or a number and stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from workbench.engine.report.chart import Chart

Role = Literal["plain", "quiet", "headline", "warning"]


@dataclass(frozen=True)
class Sentence:
    """One or more sentences in a paragraph of their own."""

    words: str
    role: Role = "plain"
    block: Literal["sentence"] = "sentence"


@dataclass(frozen=True)
class Facts:
    """Names and what they are."""

    rows: tuple[tuple[str, str], ...]
    block: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Table:
    """Rows of cells below their heads.

    Attributes:
        heads: of the columns.
        rows: cells.
        title: above it; "" for none.
        words: how many of the first columns are words; the others are numbers, which stand below each other.
        note: below it; "" for none.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    words: int = 1
    note: str = ""
    block: Literal["table"] = "table"


@dataclass(frozen=True)
class Figure:
    """A picture with what it shows."""

    title: str
    chart: Chart
    note: str = ""
    block: Literal["figure"] = "figure"


@dataclass(frozen=True)
class Code:
    """Lines that are typed or kept as they stand."""

    title: str
    content: str
    block: Literal["code"] = "code"


Block = Sentence | Facts | Table | Figure | Code


@dataclass(frozen=True)
class Section:
    """A part of the report.

    Attributes:
        name: its anchor.
        title: in the list of contents and above it.
        blocks: in order.
    """

    name: str
    title: str
    blocks: tuple[Block, ...] = field(default=())


@dataclass(frozen=True)
class Report:
    """The whole.

    Attributes:
        title: what it is about.
        subtitle: when and by what it was made.
        sections: in order.
    """

    title: str
    subtitle: str
    sections: tuple[Section, ...]


def number(value: float | None) -> str:
    """Write a measure with four digits that count; a dash where it is not defined."""
    if value is None or value != value:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 10_000 else f"{value:.4g}"
