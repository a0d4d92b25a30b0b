"""What ``workbench inspect`` tells of a file of any kind that can hold a series."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workbench.core.csv import inspection as of_text
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.table import Table
from workbench.core.errors import DataError
from workbench.core.formats import columnar, delimited, workbook
from workbench.core.formats.magic import kind_of
from workbench.core.text import text


def inspect_file(path: Path, options: CsvOptions) -> tuple[dict[str, Any], Table | None]:
    """Read ``path`` and tell what it holds; what is unclear is read as proposed, and asked.

    A file that is called one of text and is none is refused by its kind, because whoever asks wants to know it.

    Returns:
        What is told, and the table where the file could be read.
    """
    if path.is_dir():
        return of_text.inspected(lambda: _refused(path))
    if path.suffix.lower() in delimited.SUFFIXES:
        return of_text.inspect_file(path, options)
    return of_text.inspected(lambda: _table(path, options))


def _refused(folder: Path) -> Table:
    raise DataError(
        text("{folder} is a folder.", folder=folder),
        hint=text("Name one of the files in it; workbench init reads all of them as the series of one group."),
        code="folder",
    )


def _table(path: Path, options: CsvOptions) -> Table:
    kind = kind_of(path)
    if kind in ("text", "packed"):
        return of_text.table_in(path, options)
    return columnar.table(path, options) if kind in ("parquet", "arrow") else workbook.table(path, options)
