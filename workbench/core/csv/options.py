"""How a CSV file is to be read; what is left open is guessed, and the guess is told."""

from __future__ import annotations

from typing import Literal

from workbench.core.fields import Document, setting

Encoding = Literal[
    "utf-8",
    "gb18030",
    "utf-16",
    "cp1252",
    "utf-16-le",
    "utf-16-be",
    "utf-32",
    "utf-32-le",
    "utf-32-be",
    "big5",
    "shift_jis",
    "euc_jp",
    "euc_kr",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "iso8859_2",
    "koi8_r",
    "cp866",
    "cp874",
    "cp437",
    "cp850",
    "mac_roman",
    "latin-1",
]
Separator = Literal[",", ";", "\t", "|", " ", ":", "^", "~", "||", "::", ";;", "\x1f"]
Unit = Literal["s", "ms", "us", "ns", "days", "number"]


class CsvOptions(Document):
    """Every choice of the reader; None leaves it to the reader."""

    encoding: Encoding | None = setting(
        "Encoding", default=None, help="How the file's bytes spell its characters.", rare=True
    )
    separator: Separator | None = setting(
        "Separator",
        default=None,
        help="The character between two cells.",
        rare=True,
        choices={
            ",": "Comma ,",
            ";": "Semicolon ;",
            "\t": "Tab",
            "|": "Bar |",
            " ": "Spaces",
            ":": "Colon :",
            "^": "Caret ^",
            "~": "Tilde ~",
            "||": "Two bars ||",
            "::": "Two colons ::",
            ";;": "Two semicolons ;;",
            "\x1f": "Unit separator",
        },
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
    date_order: Literal["dmy", "mdy", "ymd"] | None = setting(
        "Order of the date",
        default=None,
        help="Which of day, month and year comes first in dates such as 01-02-03.",
        rare=True,
        choices={"dmy": "Day, month, year", "mdy": "Month, day, year", "ymd": "Year, month, day"},
    )
    clock_column: str | None = setting(
        "Column of the time of day",
        default=None,
        help="The column that holds the time of day where the date stands in another one; a dash - says: none.",
        rare=True,
    )
    time_format: str | None = setting(
        "Format of the time",
        default=None,
        help="How the times are written, as in %d.%m.%Y %H:%M; only needed where they are not recognised.",
        rare=True,
    )
    time_unit: Unit | None = setting(
        "Unit of the time",
        default=None,
        help="What whole numbers in the time column count: seconds or parts of them since 1970, or days since 1900.",
        rare=True,
        choices={
            "s": "Seconds since 1970",
            "ms": "Milliseconds since 1970",
            "us": "Microseconds since 1970",
            "ns": "Nanoseconds since 1970",
            "days": "Days of a spreadsheet",
            "number": "No time",
        },
    )
    quote: Literal['"', "'", ""] | None = setting(
        "Quotation mark",
        default=None,
        help="The mark around cells that hold the separator.",
        rare=True,
        choices={'"': 'Double "', "'": "Single '", "": "None"},
    )
    escape: Literal["\\", ""] | None = setting(
        "Escape character",
        default=None,
        help="The character that makes the quotation mark after it a part of the cell.",
        rare=True,
        choices={"\\": "Backslash", "": "None"},
    )
    thousands: Literal[",", ".", " ", "'", ""] | None = setting(
        "Thousands mark",
        default=None,
        help="The character between groups of three digits.",
        rare=True,
        choices={",": "Comma ,", ".": "Point .", " ": "Space", "'": "Apostrophe '", "": "None"},
    )
    skip_rows: int | None = setting(
        "Lines above the header",
        default=None,
        help="How many lines at the top belong neither to the header nor to the rows.",
        low=0,
        high=100_000,
        rare=True,
        proposed=1,
    )
    header_rows: int | None = setting(
        "Lines of the header",
        default=None,
        help="How many lines hold the names of the columns; 0 where there are no names.",
        low=0,
        high=10,
        rare=True,
        proposed=1,
    )
    units_row: bool | None = setting(
        "Line of units", default=None, help="Whether the line below the header holds units, not values.", rare=True
    )
    footer_rows: int | None = setting(
        "Lines below the rows",
        default=None,
        help="How many lines at the end, such as totals and remarks, are no rows.",
        low=0,
        high=100_000,
        rare=True,
        proposed=1,
    )
    comment: str | None = setting(
        "Mark of a remark",
        default=None,
        help="What lines begin with that are remarks; a dash - says: there are none.",
        rare=True,
    )
    missing: str | None = setting(
        "Words for a missing value",
        default=None,
        help="Further words or numbers that stand for a missing value, with spaces between them, as in -9999 n.d.",
        rare=True,
    )
    member: str | None = setting(
        "File in the archive",
        default=None,
        help="Which file of a zip archive is read.",
        rare=True,
    )
    sheet: str | None = setting(
        "Sheet",
        default=None,
        help="The sheet of a workbook that holds the rows.",
        rare=True,
    )
