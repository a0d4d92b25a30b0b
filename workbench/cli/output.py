"""Where words go: results to standard output, everything else to standard error."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, TextIO

from workbench.core.errors import storage_error

if TYPE_CHECKING:
    from rich.console import RenderableType


def cope_with_any_terminal() -> None:
    """Show a question mark for a character that the terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(words: str = "") -> None:
    """Write a line of the result.

    Raises:
        BrokenPipeError: nobody reads any more.
        StorageError: the disk that standard output is sent to is full.
    """
    with _standard_output() as stream:
        stream.write(words + "\n")


def say_json(document: Any, *, indent: int | None = None) -> None:
    """Write a JSON value, in ASCII, so that no terminal's encoding can change it.

    Raises:
        BrokenPipeError: nobody reads any more.
        StorageError: the disk that standard output is sent to is full.
    """
    say(json.dumps(document, indent=indent, allow_nan=False))


def show(drawn: RenderableType) -> None:
    """Write a table, in colours where a terminal is.

    Raises:
        SystemExit: nobody reads any more; rich ends the program then.
        StorageError: the disk that standard output is sent to is full.
    """
    from rich.console import Console

    with _standard_output():
        Console().print(drawn)


def tell(words: str) -> None:
    """Write a line beside the result: a notice, a warning or an error."""
    with contextlib.suppress(OSError):  # there is no other place to say so
        sys.stderr.write(words + "\n")
        sys.stderr.flush()


def aligned(pairs: Iterable[tuple[str, str]]) -> str:
    """Give lines of names and values, the values below each other."""
    rows = list(pairs)
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"  {name:<{width}}  {value}" for name, value in rows)


def number(value: float | None) -> str:
    """Write a measure with four digits that count; a dash where it is not defined."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"


@contextlib.contextmanager
def _standard_output() -> Iterator[TextIO]:
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
        raise
    except OSError as error:
        _silence()
        raise storage_error("Standard output", error, saving=True) from error


def _silence() -> None:
    """Send the rest of standard output nowhere, also what Python writes while it ends."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
