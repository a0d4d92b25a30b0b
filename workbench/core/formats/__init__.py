"""Every kind of file that can hold a series: a new one is a module with ``read`` and an entry in ``FORMATS``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.core.csv.options import CsvOptions
from workbench.core.errors import DataError
from workbench.core.formats import columnar, delimited, folder, workbook
from workbench.core.formats.magic import Kind, kind_of
from workbench.core.series import Finding, Series
from workbench.core.stopping import Progress, untold
from workbench.core.text import text

Read = Callable[[Path, CsvOptions, Progress], Series]


@dataclass(frozen=True)
class FileFormat:
    """One kind of file.

    Attributes:
        title: what dialogs call such files.
        suffixes: how their names end, in small letters.
        kinds: what their first bytes may be; a file is opened by these, whatever its name is.
        read: gives the rows.
    """

    title: str
    suffixes: tuple[str, ...]
    kinds: tuple[Kind, ...]
    read: Read


FORMATS: tuple[FileFormat, ...] = (
    FileFormat(title="CSV and text", suffixes=delimited.SUFFIXES, kinds=("text", "packed"), read=delimited.read),
    FileFormat(title="Workbooks", suffixes=workbook.SUFFIXES, kinds=("xlsx", "xls", "ods"), read=workbook.read),
    FileFormat(title="Parquet and Arrow", suffixes=columnar.SUFFIXES, kinds=("parquet", "arrow"), read=columnar.read),
)
SUFFIXES = tuple(suffix for one in FORMATS for suffix in one.suffixes)

_NAMES = {
    "text": text("a text file"),
    "packed": text("a packed file"),
    "xlsx": text("a workbook (.xlsx)"),
    "xls": text("a workbook (.xls)"),
    "ods": text("a workbook (.ods)"),
    "parquet": text("a Parquet file"),
    "arrow": text("an Arrow file"),
}


def read_file(path: Path, options: CsvOptions | None = None, progress: Progress = untold) -> Series:
    """Read the series in the file at ``path``, whose first bytes say what kind it is; in a folder, those of its files.

    A name that says something else is told among the findings, and changes nothing.

    Args:
        path: the file, or a folder of files with the same columns.
        options: the user's choices; those that its kind does not have are not looked at.
        progress: told how much is read, from 0 to 1; may raise to end the reading.

    Raises:
        StorageError: the file is missing or unreadable.
        DataError: it is of a kind that is not read, damaged, or no series.
    """
    if path.is_dir():
        return folder.read(path, SUFFIXES, read_file, options or CsvOptions(), progress)
    kind = kind_of(path)
    found = next(one for one in FORMATS if kind in one.kinds)
    series = found.read(path, options or CsvOptions(), progress)
    suffix = path.suffix.lower()
    if suffix in SUFFIXES and suffix not in found.suffixes:
        told = Finding(
            "other_kind_than_named",
            text("{file} is {kind}, whatever its name says; it was read as that.", file=path.name, kind=_NAMES[kind]),
        )
        return replace(series, findings=(told, *series.findings))
    return series


def refuse_by_name(path: Path) -> None:
    """Refuse a file whose name ends like nothing that holds a series.

    Raises:
        DataError: it does.
    """
    if not path.is_dir() and not path.name.lower().endswith(SUFFIXES):
        raise DataError(
            text("{file} is of a kind that the workbench does not open.", file=path.name),
            hint=text(
                "It opens tables ({suffixes}), experiments (.experiment.json) and models (.seqmodel).",
                suffixes=", ".join(SUFFIXES),
            ),
        )
