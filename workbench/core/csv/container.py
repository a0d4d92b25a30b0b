"""From the bytes on the disk to the bytes of one text file: archives are opened, what is no text is refused by name."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import IO, Any

from workbench.core.errors import DataError, UnsettledError
from workbench.core.series import Guess
from workbench.core.text import Text, text

MOST_UNPACKED = 2**31
_MOST_RATIO = 200
_ALWAYS_ALLOWED = 8 * 2**20
_BLOCK = 2**20
_TABLES = re.compile(r"\.(csv|tsv|txt|dat|tab|asc|prn)$", re.IGNORECASE)
_TAG = re.compile(r"<[a-z][\w:-]*\s+[\w:-]+\s*=\s*[\"']")
_SOMETHING = re.compile(rb"[^ \t\r\n\0\xef\xbb\xbf]")
_MACS_OWN = ("__MACOSX/", ".")


def _gzip(file: IO[bytes]) -> gzip.GzipFile:
    return gzip.GzipFile(fileobj=file)


_SPREADSHEET, _BINARY = "not_csv_spreadsheet", "not_csv_binary"
_FOREIGN: tuple[tuple[bytes, str, Text], ...] = (
    (b"\x89PNG", _BINARY, text("a PNG image")),
    (b"\xff\xd8\xff", _BINARY, text("a JPEG image")),
    (b"GIF8", _BINARY, text("a GIF image")),
    (b"%PDF", _BINARY, text("a PDF document")),
    (b"PAR1", _BINARY, text("a Parquet file")),
    (b"ARROW1", _BINARY, text("an Arrow file")),
    (b"SQLite format 3", _BINARY, text("a SQLite database")),
    (b"\x7fELF", _BINARY, text("a program")),
    (b"MZ\x90", _BINARY, text("a program")),
    (b"\x89HDF", _BINARY, text("an HDF5 file")),
    (b"CDF\x01", _BINARY, text("a NetCDF file")),
    (b"CDF\x02", _BINARY, text("a NetCDF file")),
    (b"\x93NUMPY", _BINARY, text("a NumPy file")),
    (b"MATLAB 5.0", _BINARY, text("a MATLAB file")),
    (b"\xd0\xcf\x11\xe0", _SPREADSHEET, text("an Excel workbook")),
    (b"{\\rtf", _BINARY, text("a word processor's document")),
    (b"7z\xbc\xaf'\x1c", _BINARY, text("a 7z archive")),
    (b"Rar!\x1a", _BINARY, text("a RAR archive")),
    (b"(\xb5/\xfd", _BINARY, text("a Zstandard archive")),
    (b"version https://git-lfs", "lfs_pointer", text("a pointer of Git LFS; the rows are elsewhere")),
)
_PACKED: tuple[tuple[bytes, str, Callable[[IO[bytes]], Any]], ...] = (
    (b"\x1f\x8b", "gzip", _gzip),
    (b"\xfd7zXZ\0", "xz", lzma.LZMAFile),
    (b"BZh", "bzip2", bz2.BZ2File),
)
_BROKEN = (EOFError, OSError, lzma.LZMAError, zipfile.BadZipFile, zlib.error, NotImplementedError, ValueError)


@dataclass(frozen=True)
class Unpacked:
    """One text file.

    Attributes:
        content: its bytes.
        guesses: what was decided on the way.
    """

    content: bytes
    guesses: tuple[Guess, ...] = ()


def unpack(content: bytes, name: str, member: str | None = None, head: int | None = None) -> Unpacked:
    """Open the archive that ``content`` may be, in memory, and refuse what is no text.

    Args:
        content: the file.
        name: its name, for the errors.
        member: the file of a zip archive that the user has chosen.
        head: how many bytes of the text are wanted, where only its beginning is.

    Raises:
        UnsettledError: a zip archive holds several tables.
        DataError: the archive is broken, encrypted or unpacks to too much, or the content is no text table.
    """
    guesses: list[Guess] = []
    for mark, kind, opened in _PACKED:
        if content.startswith(mark) and (mark != b"BZh" or content[4:10] == b"1AY&SY"):
            content = _all_of(partial(opened, io.BytesIO(content)), len(content), name, head)
            guesses.append(Guess("member", kind, text("The file begins with the mark of that kind of archive.")))
            break
    else:
        if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            content, found = _of_zip(content, name, member, head)
            guesses.append(Guess("member", found, text("It is the table in the zip archive.")))
    if guesses and any(content.startswith(mark) for mark in (b"PK\x03\x04", *(mark for mark, *_ in _PACKED[:2]))):
        raise DataError(
            text("{file} is an archive within an archive.", file=name),
            hint=text("Unpack it, and choose the file with the rows."),
            code="nested_archive",
        )
    _refuse_foreign(content, name)
    return Unpacked(content, tuple(guesses))


def _refuse_foreign(content: bytes, name: str) -> None:
    for mark, code, what in _FOREIGN:
        if content.startswith(mark):
            raise not_a_table(name, code, what)
    if _SOMETHING.search(content) is None:
        if b"\0" in content:
            raise not_a_table(name, _BINARY, text("binary data"))
        raise empty(name)


def refuse_markup(head: str, name: str) -> None:
    """Refuse a page of the web, JSON and their like by the first characters of the text.

    Raises:
        DataError: ``head`` begins as such a file does.
    """
    begin = head.lstrip("\ufeff \t\r\n")[:2000].lower()
    if begin.startswith(("<!doctype html", "<html", "<head", "<body", "<table")):
        raise not_a_table(name, "not_csv_html", text("a page of the web"))
    if begin.startswith(("<?xml", "<!doctype", "<svg", "<!--")) or _TAG.match(begin):
        raise not_a_table(name, "not_csv_html", text("an XML document"))
    if re.match(
        r"(?:insert\s+into|create\s+table|drop\s+table|begin;|#!/|<\?php|import\s+\w+\s*\n|from\s+\w+\s+import)", begin
    ):
        raise not_a_table(name, "not_csv", text("a program"))
    if re.match(r'\{\s*(["}]|$)', begin) or re.match(r'\[\s*([\[{"\]]|-?\d[\d.eE+-]*\s*,?\s*[\n\]]|$)', begin):
        raise not_a_table(name, "not_csv_json", text("JSON"))


def not_a_table(name: str, code: str, what: Text) -> DataError:
    """Give the error for a file of another kind, named by ``what``."""
    return DataError(
        text("{file} is not a text file: it is {what}.", file=name, what=what)
        if code in (_BINARY, _SPREADSHEET)
        else text("{file} is no CSV file: it is {what}.", file=name, what=what),
        hint=text("Choose a CSV file; from a spreadsheet, use “Save as CSV”."),
        code=code,
    )


def empty(name: str) -> DataError:
    """Give the error for a file without any cell."""
    return DataError(
        text("{file} is empty.", file=name),
        hint=text("Choose a file with a header line and rows of numbers."),
        code="empty_file",
    )


def _of_zip(content: bytes, name: str, member: str | None, head: int | None) -> tuple[bytes, str]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        files = [one for one in archive.infolist() if not one.is_dir()]
    except _BROKEN as error:
        raise _broken(name) from error
    names = {one.filename for one in files}
    if "[Content_Types].xml" in names or "mimetype" in names:
        raise not_a_table(name, _SPREADSHEET, text("a workbook or another office document"))
    files = [
        one for one in files if not one.filename.split("/")[-1].startswith(".") and "__MACOSX/" not in one.filename
    ]
    tables = [one for one in files if _TABLES.search(one.filename)] or files
    if member is not None:
        tables = [one for one in files if one.filename == member]
    if not tables:
        raise DataError(
            text("{file} holds no file to read.", file=name),
            hint=text("Choose an archive with a CSV file in it."),
            code="empty_file",
        )
    if len(tables) > 1:
        listed = [one.filename for one in tables]
        raise UnsettledError(
            text("{file} holds several files: {names}.", file=name, names=", ".join(listed[:8])),
            hint=text("Set data.options.member to the one that is meant."),
            option="member",
            code="archive_member",
            options=listed,
            proposal=listed[0],
        )
    found = tables[0]
    if found.flag_bits & 1:
        raise DataError(
            text("{file} is encrypted.", file=name),
            hint=text("Unpack it with its password, and choose the file with the rows."),
            code="encrypted_archive",
        )
    return _all_of(lambda: archive.open(found), max(found.compress_size, 1), name, head), found.filename


def _all_of(opened: Callable[[], Any], packed: int, name: str, head: int | None = None) -> bytes:
    """Read an archive in blocks, up to its ``head``, and stop where it gives far more than any table would."""
    most = min(MOST_UNPACKED, max(_ALWAYS_ALLOWED, _MOST_RATIO * packed))
    blocks, count = [], 0
    try:
        with opened() as file:
            while (head is None or count < head) and (block := file.read(min(_BLOCK, head or _BLOCK))):
                count += len(block)
                if count > most:
                    break
                blocks.append(block)
    except _BROKEN as error:
        raise _broken(name) from error
    except RuntimeError as error:  # zipfile's word for a missing password
        raise _broken(name) from error
    if count > most:
        raise DataError(
            text("{file} unpacks to more than {most:,} bytes, far more than such an archive should.",
                 file=name, most=most),
            hint=text("Unpack it yourself if you trust it, and choose the file with the rows."),
            code="archive_bomb",
        )  # fmt: skip
    return b"".join(blocks)


def _broken(name: str) -> DataError:
    return DataError(
        text("{file} is an archive that is broken or cut off.", file=name),
        hint=text("Fetch it again, or unpack it and choose the file with the rows."),
        code="truncated_archive",
    )
