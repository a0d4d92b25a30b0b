"""How the bytes of a file spell its characters."""

from __future__ import annotations

import codecs

from workbench.core.errors import DataError
from workbench.core.series import Guess
from workbench.core.text import Text, text

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(content: bytes, chosen: str | None, name: str) -> tuple[str, list[Guess]]:
    """Give the text of a file and, where nobody chose the encoding, what was guessed.

    A byte-order mark decides; then UTF-8, which other encodings hardly ever satisfy by
    chance; then GB18030, in which Chinese spreadsheets save.

    Raises:
        DataError: the bytes do not fit the encoding, or are no text at all.
    """
    if chosen is not None:
        return _decoded(content, chosen, name), []
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding, name), []
    if b"\0" in content[:4096]:
        raise DataError(
            text("{file} is not a text file.", file=name),
            hint=text("Choose a CSV file; from a spreadsheet, use “Save as CSV”."),
        )
    try:
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        written = _decoded(content, "gb18030", name)
        return written, [Guess("encoding", "gb18030", _evidence())]


def _evidence() -> Text:
    return text("The file is not UTF-8, and every byte fits GB18030.")


def _decoded(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise DataError(
            text(
                "{file} cannot be read as {encoding}: byte {position:,} does not fit.",
                file=name,
                encoding=encoding,
                position=error.start + 1,
            ),
            hint=text("Choose another encoding, or save the file as UTF-8."),
        ) from error
