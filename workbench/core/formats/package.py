"""What a zipped workbook holds, looked at before it is read: a small file may unpack to more than the memory."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import DataError, storage_error
from workbench.core.formats.magic import damaged
from workbench.core.text import text

MOST_UNPACKED = 2**31  # bytes of all parts together
MOST_CELLS = 2**26  # a reader makes a rectangle of all of them, empty ones too
_MOST_RATIO = 1032  # of what deflate can do
_PART = 2**20
_OVERLAP = 256  # longer than what is searched for

_FAR_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]{0,200}?\br="(\d{1,9})"')
_FAR_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\br="([A-Z]{2,4})\d')
_ERROR = re.compile(rb'<(?:\w+:)?c\b[^>]{0,200}?\bt="e"')
_UNCOMPUTED = re.compile(rb"</(?:\w+:)?f>\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>")
_REPEATED = re.compile(rb'number-(columns|rows)-repeated="(\d+)"[^>]{0,400}?(/?)>')
_OWN = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\bid="([^"]*)"')
_TARGET = re.compile(rb"<Relationship\b[^>]*>")


@dataclass(frozen=True)
class SheetFacts:
    """What the reader of workbooks does not tell of a sheet.

    Attributes:
        errors: cells that hold an error, as #N/A; they are read as missing.
        uncomputed: formulas whose result was never computed; they are read as missing.
    """

    errors: int = 0
    uncomputed: int = 0


def refuse_bombs(path: Path) -> None:
    """Refuse a package that unpacks to more than is accepted, whatever its directory says.

    Raises:
        DataError: it is too large or damaged.
        StorageError: it cannot be read.
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            declared = sum(part.file_size for part in parts)
            if declared > MOST_UNPACKED:
                raise _too_large(path, declared)
            if path.stat().st_size * _MOST_RATIO > MOST_UNPACKED and _unpacked(path, parts) > MOST_UNPACKED:
                raise _too_large(path, MOST_UNPACKED + 1)
    except OSError as error:
        raise storage_error(path, error, saving=False) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, zlib.error) as error:
        raise damaged(path) from error


def sheet_facts(path: Path, names: list[str], chosen: str) -> SheetFacts:
    """Look through the XML of one sheet of an .xlsx file, and refuse a rectangle that is too large.

    Raises:
        DataError: its cells lie so far apart that the rectangle around them would fill the memory, or it is damaged.
    """
    try:
        with zipfile.ZipFile(path) as package:
            part = _part_of(package, names.index(chosen))
            return SheetFacts() if part is None else _facts(package, part, path)
    except OSError as error:
        raise storage_error(path, error, saving=False) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, zlib.error, EOFError) as error:
        raise damaged(path) from error


def refuse_repeated(path: Path) -> None:
    """Refuse an .ods file that repeats cells with a value more often than is accepted.

    Raises:
        DataError: it does, or is damaged.
    """
    columns = rows = 1
    try:
        with zipfile.ZipFile(path) as package:
            for part in _parts(package, "content.xml"):
                for what, count, closed in _REPEATED.findall(part):
                    if closed:  # an empty cell or row, which takes no room
                        continue
                    if what == b"columns":
                        columns = max(columns, int(count))
                    else:
                        rows = max(rows, int(count))
    except OSError as error:
        raise storage_error(path, error, saving=False) from error
    except (zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, zlib.error, EOFError) as error:
        raise damaged(path) from error
    if columns * rows > MOST_CELLS // 4 or columns > 2**14:
        raise _too_many_cells(path, rows, columns)


def _unpacked(path: Path, parts: list[zipfile.ZipInfo]) -> int:
    """Count what really comes out, no further than the limit."""
    total = 0
    with open(path, "rb") as file:
        for part in parts:
            if part.compress_type != zipfile.ZIP_DEFLATED:
                total += part.compress_size
                continue
            file.seek(part.header_offset)
            header = file.read(30)
            file.seek(int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little"), 1)
            unpacker, left = zlib.decompressobj(-15), part.compress_size
            waiting = b""
            while not unpacker.eof and total <= MOST_UNPACKED:
                if not waiting:
                    waiting = file.read(min(_PART, left))
                    left -= len(waiting)
                    if not waiting:
                        break
                total += len(unpacker.decompress(waiting, _PART * 16))
                waiting = unpacker.unconsumed_tail
    return total


def _part_of(package: zipfile.ZipFile, at: int) -> str | None:
    """Name the part with the XML of sheet number ``at``, or None where the file keeps it otherwise, as .xlsb does."""
    if "xl/workbook.xml" not in package.namelist() or "xl/_rels/workbook.xml.rels" not in package.namelist():
        return None
    sheets = _OWN.findall(package.read("xl/workbook.xml"))
    if at >= len(sheets):
        return None
    for relation in _TARGET.findall(package.read("xl/_rels/workbook.xml.rels")):
        found = dict(re.findall(rb'(\w+)="([^"]*)"', relation))
        if found.get(b"Id") == sheets[at][1]:
            target = found.get(b"Target", b"").decode("utf-8", "replace")
            name = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            return name if name in package.namelist() else None
    return None


def _facts(package: zipfile.ZipFile, name: str, path: Path) -> SheetFacts:
    rows, columns, errors, uncomputed = 0, 26, 0, 0
    for part in _parts(package, name):
        rows = max(rows, *(int(row) for row in _FAR_ROW.findall(part)), 0)
        columns = max(columns, *(_column(letters) for letters in set(_FAR_CELL.findall(part))), 0)
        errors += len(_ERROR.findall(part))
        uncomputed += len(_UNCOMPUTED.findall(part))
        if rows * columns > MOST_CELLS:
            raise _too_many_cells(path, rows, columns)
    return SheetFacts(errors, uncomputed)


def _parts(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """Give a part's bytes a piece at a time, cut between two tags of cells, so that nothing is cut or seen twice."""
    rest = b""
    with package.open(name) as file:
        while piece := file.read(_PART):
            whole = rest + piece
            end = max(whole.rfind(b"</row>"), whole.rfind(b"</c>"), whole.rfind(b"</table:table-cell>"))
            cut = end + whole[end:].find(b">") + 1 if end >= 0 else max(0, len(whole) - _OVERLAP)
            yield whole[:cut]
            rest = whole[cut:]
    yield rest


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _too_large(path: Path, size: int) -> DataError:
    return DataError(
        text("{file} unpacks to more than {size} bytes; at most {most} are read.",
             file=path.name, size=f"{size - 1:,}", most=f"{MOST_UNPACKED:,}"),
        hint=text("Save the sheet with the rows as CSV, and open that."),
    )  # fmt: skip


def _too_many_cells(path: Path, rows: int, columns: int) -> DataError:
    return DataError(
        text(
            "The cells of {file} reach to row {rows} and column {columns}; so large a sheet is not read.",
            file=path.name,
            rows=f"{rows:,}",
            columns=f"{columns:,}",
        ),
        hint=text("Remove stray cells far from the table, or save the table as CSV."),
    )
