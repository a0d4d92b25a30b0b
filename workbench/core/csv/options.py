"""How a CSV file is to be read; what is left open is guessed, and the guess is told."""

from __future__ import annotations

from typing import Literal

from workbench.core.fields import Document, setting


class CsvOptions(Document):
    """Every choice of the reader; None leaves it to the reader."""

    encoding: Literal["utf-8", "gb18030", "utf-16", "cp1252"] | None = setting(
        "Encoding", default=None, help="How the file's bytes spell its characters.", rare=True
    )
    separator: Literal[",", ";", "\t", "|"] | None = setting(
        "Separator",
        default=None,
        help="The character between two cells.",
        rare=True,
        choices={",": "Comma ,", ";": "Semicolon ;", "\t": "Tab", "|": "Bar |"},
    )
    decimal: Literal[".", ","] | None = setting(
        "Decimal mark",
        default=None,
        help="The character before the fraction of a number.",
        rare=True,
        choices={".": "Point .", ",": "Comma ,"},
    )
    time_column: str | None = setting(
        "Time column",
        default=None,
        help="The column with the date or time of each row; a single dash - says: the rows are already in order.",
        rare=True,
    )
    day_first: bool | None = setting(
        "Day before month",
        default=None,
        help="Whether 03/04/2024 is the third of April.",
        rare=True,
    )
    sheet: str | None = setting(
        "Sheet",
        default=None,
        help="The sheet of a workbook that holds the rows.",
        rare=True,
    )
