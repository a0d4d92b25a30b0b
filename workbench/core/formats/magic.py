"""What a file is, by its first bytes; names lie, and programs save under the wrong one."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Literal

from workbench.core.errors import DataError, storage_error
from workbench.core.storage import read_head
from workbench.core.text import Text, text

Kind = Literal["text", "packed", "xlsx", "xls", "ods", "parquet", "arrow"]

_HEAD = 4096
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")  # the container of .xls, and of workbooks with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")  # a name in that container's directory
_BEGINNINGS: tuple[tuple[bytes, Kind], ...] = (
    (b"PAR1", "parquet"),
    (b"ARROW1", "arrow"),
    (b"FEA1", "arrow"),
    (b"\x1f\x8b", "packed"),
    (b"BZh", "packed"),
    (b"\xfd7zXZ\0", "packed"),
)
_REFUSED: tuple[tuple[bytes, Text, Text], ...] = (
    (b"%PDF", text("a PDF document"), text("Copy the table into a spreadsheet and save it as CSV.")),
    (b"\x89PNG", text("a picture"), text("Choose the file with the numbers.")),
    (b"\xff\xd8\xff", text("a picture"), text("Choose the file with the numbers.")),
    (b"GIF8", text("a picture"), text("Choose the file with the numbers.")),
    (b"\x89HDF", text("an HDF5 file"), text("Save the table as Parquet or CSV with the program that wrote it.")),
    (b"CDF\x01", text("a NetCDF file"), text("Save the table as Parquet or CSV with the program that wrote it.")),
    (b"CDF\x02", text("a NetCDF file"), text("Save the table as Parquet or CSV with the program that wrote it.")),
    (b"SQLite format 3\0", text("a database"), text("Save the table as CSV with the program that wrote it.")),
    (b"Rar!", text("a RAR archive"), text("Unpack it, and open the table in it.")),
    (b"7z\xbc\xaf", text("a 7z archive"), text("Unpack it, and open the table in it.")),
    (b"PARE", text("an encrypted Parquet file"), text("Save it without a key.")),
    (
        b"version https://git-lfs",
        text("a pointer of Git LFS, not the file itself"),
        text("Fetch the file with “git lfs pull”."),
    ),
)
_PAGE = (b"<!doctype html", b"<html", b"<table", b"<?xml")


def kind_of(path: Path) -> Kind:
    """Say what the file at ``path`` is.

    Raises:
        StorageError: it cannot be read.
        DataError: it is of a kind that holds no table for us.
    """
    head = read_head(path, _HEAD)
    for beginning, kind in _BEGINNINGS:
        if head.startswith(beginning):
            return kind
    for beginning, name, hint in _REFUSED:
        if head.startswith(beginning):
            raise _refused(path, name, hint)
    if head.startswith(_OLE):
        return _of_ole(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _of_zip(path)
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_PAGE):
        raise _refused(
            path, text("a web page or XML"), text("Open it in a spreadsheet, and save it as CSV or as a workbook.")
        )
    return "text"


def _refused(path: Path, name: Text, hint: Text) -> DataError:
    return DataError(text("{file} is {kind}; it holds no table to read.", file=path.name, kind=name), hint=hint)


def _of_ole(path: Path) -> Kind:
    try:
        with open(path, "rb") as file:
            while part := file.read(2**20):
                if _ENCRYPTED in part:
                    raise locked(path)
                file.seek(-len(_ENCRYPTED) if len(part) == 2**20 else 0, 1)
    except OSError as error:
        raise storage_error(path, error, saving=False) from error
    return "xls"


def locked(path: Path) -> DataError:
    """Say that the file at ``path`` needs a password."""
    return DataError(
        text("{file} is protected by a password.", file=path.name),
        hint=text("Open it in the spreadsheet, and save a copy without a password."),
    )


def _of_zip(path: Path) -> Kind:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
    except OSError as error:
        raise storage_error(path, error, saving=False) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        if path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".ods"):
            raise damaged(path) from None
        return "packed"  # the CSV reader says what is wrong with it
    if "xl/workbook.xml" in names or "xl/workbook.bin" in names:
        return "xlsx"
    if "content.xml" in names:
        return "ods"
    if "word/document.xml" in names or "ppt/presentation.xml" in names:
        raise _refused(path, text("a text document"), text("Copy the table into a spreadsheet and save it as CSV."))
    if path.suffix.lower() in (".xlsx", ".xlsm", ".xlsb", ".ods"):
        raise damaged(path)
    return "packed"


def damaged(path: Path) -> DataError:
    """Say that the file at ``path`` ends too early or is otherwise broken."""
    return DataError(
        text("{file} is damaged: it cannot be unpacked.", file=path.name),
        hint=text("Fetch or save the file again; it may not have been copied whole."),
    )
