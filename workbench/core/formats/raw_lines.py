"""Single lines of a text file of any size, read only when they are asked for."""

from __future__ import annotations

import os
from collections import OrderedDict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import DataError, storage_error
from workbench.core.formats.magic import kind_of
from workbench.core.text import text

_EVERY = 256  # lines between two whose place in the file is kept
_CHUNK = 4 * 2**20
_KEPT = 32  # stretches of lines that stay in the memory
_MOST_LETTERS = 2_000  # of one line
_NEWLINE, _RETURN = 10, 13


class RawLines:
    """The lines of one file as they stand in it, counted from 1 as ``Series.lines`` counts them.

    A line ends in a line feed, a carriage return, or both. Only the place of every 256th line is kept.
    """

    def __init__(self, path: Path, encoding: str, offsets: NDArray[np.int64], stamp: tuple[int, int]) -> None:
        self._path, self._encoding, self._offsets, self._stamp = path, encoding, offsets, stamp
        self._read: OrderedDict[int, list[str]] = OrderedDict()

    def text(self, line: int) -> str:
        """Give the line numbered ``line``; "" for one that the file does not have.

        Raises:
            StorageError: the file cannot be read any more.
            DataError: it has changed since.
        """
        stretch, place = divmod(line - 1, _EVERY)
        if line < 1 or stretch >= len(self._offsets) - 1:
            return ""
        if stretch not in self._read:
            self._read[stretch] = self._lines(stretch)
            while len(self._read) > _KEPT:
                self._read.popitem(last=False)
        lines = self._read[stretch]
        return lines[place][:_MOST_LETTERS] if place < len(lines) else ""

    def _lines(self, stretch: int) -> list[str]:
        start, stop = int(self._offsets[stretch]), int(self._offsets[stretch + 1])
        try:
            with self._path.open("rb") as file:
                if _stamp(file.fileno()) != self._stamp:
                    raise DataError(
                        text("{file} has changed since it was read.", file=self._path.name),
                        hint=text("Open it again."),
                    )
                file.seek(start)
                content = file.read(stop - start)
        except OSError as error:
            raise storage_error(self._path, error, saving=False) from error
        words = content.decode(self._encoding, errors="replace").removeprefix("\ufeff")
        return words.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def raw_lines(path: Path, encoding: str = "utf-8") -> RawLines | None:
    """Find where the lines of the file at ``path`` stand; it is read once, and nothing of it is kept.

    Args:
        path: of the file.
        encoding: how its bytes spell letters.

    Returns:
        The lines; None of a file that is no plain text with bytes of one width: a packed file, a
        workbook, UTF-16.

    Raises:
        StorageError: the file cannot be read.
        DataError: it is of a kind that holds no table.
    """
    if kind_of(path) != "text":
        return None
    try:
        with path.open("rb") as file:
            if b"\0" in file.read(4096):
                return None
            stamp = _stamp(file.fileno())
            file.seek(0)
            offsets, count, before = [0], 0, 0
            while chunk := file.read(_CHUNK):
                if chunk.endswith(b"\r"):  # whether a line feed follows decides where the line ends
                    chunk += file.read(1)
                ends = before + _line_ends(np.frombuffer(chunk, dtype=np.uint8))
                numbers = count + 1 + np.arange(len(ends))
                offsets += ends[numbers % _EVERY == 0].tolist()
                count, before = count + len(ends), before + len(chunk)
    except OSError as error:
        raise storage_error(path, error, saving=False) from error
    if offsets[-1] != before:
        offsets.append(before)
    return RawLines(path, encoding, np.array(offsets, dtype=np.int64), stamp)


def _line_ends(content: NDArray[np.uint8]) -> NDArray[np.int64]:
    """Give where the next line begins after each line end of ``content``."""
    feeds = content == _NEWLINE
    returns = content == _RETURN
    if returns.any():
        feeds = feeds | (returns & ~np.append(feeds[1:], False))
    return np.flatnonzero(feeds) + 1


def _stamp(file: int) -> tuple[int, int]:
    found = os.fstat(file)
    return found.st_mtime_ns, found.st_size
