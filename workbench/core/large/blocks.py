"""A text file cut into blocks of whole lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import DataError, storage_error
from workbench.core.text import text

_MOST_TRIES = 1_000  # a quotation mark that never closes must not be looked for in every line


@dataclass(frozen=True)
class Block:
    """Some whole lines.

    Attributes:
        content: their bytes.
        first_line: number of the first, counted from 1.
        done: bytes of the file up to the end of the block.
    """

    content: bytes
    first_line: int
    done: int


def blocks_of(path: Path, size: int) -> Iterator[Block]:
    """Give the file a block at a time; no block ends within a line, or between quotation marks.

    Raises:
        StorageError: it cannot be read.
        DataError: a single line is longer than a block, or lines do not end in a line feed of one byte.
    """
    line, done, rest = 1, 0, b""
    try:
        with open(path, "rb") as file:
            while piece := file.read(size):
                whole = rest + piece
                cut = _end_of_lines(whole)
                if not cut:
                    if len(whole) > 4 * size:
                        raise _no_lines(path)
                    rest = whole
                    continue
                content, rest = whole[:cut], whole[cut:]
                if line == 1 and b"\0" in content[:4096]:  # UTF-16 or UTF-32
                    raise _no_lines(path)
                done += len(content)
                yield Block(content, line, done)
                line += content.count(b"\n")
            if rest:
                yield Block(rest, line, done + len(rest))
    except OSError as error:
        raise storage_error(path, error, saving=False) from error


def first_lines(content: bytes, count: int) -> bytes:
    """Give the first ``count`` lines of ``content``."""
    end = 0
    for _ in range(count):
        end = content.find(b"\n", end) + 1
        if not end:
            return content
    return content[:end]


def _end_of_lines(whole: bytes) -> int:
    """Give where the last line ends that no open quotation mark goes on from; 0 where no line ends."""
    last = whole.rfind(b"\n") + 1
    if b'"' not in whole:
        return last
    cut, marks = last, whole.count(b'"', 0, last)
    for _ in range(_MOST_TRIES):
        if marks % 2 == 0 or not cut:
            break
        before = whole.rfind(b"\n", 0, cut - 1) + 1
        marks -= whole.count(b'"', before, cut)
        cut = before
    return cut if cut and marks % 2 == 0 else last


def _no_lines(path: Path) -> DataError:
    return DataError(
        text("{file} is larger than the memory, and its lines cannot be told apart without reading all of it.",
             file=path.name),
        hint=text("Save it as UTF-8 with a line for each row, or as Parquet."),
    )  # fmt: skip
