"""From the bytes of a CSV file to a Series, with everything that was guessed on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.core.csv.options import CsvOptions

if TYPE_CHECKING:
    from workbench.core.csv.reader import read_csv

__all__ = ["CsvOptions", "read_csv"]


def __getattr__(name: str) -> object:
    """Give ``read_csv`` to whoever asks for it; every experiment has the options, and most read nothing."""
    if name == "read_csv":
        from workbench.core.csv.reader import read_csv

        return read_csv
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
