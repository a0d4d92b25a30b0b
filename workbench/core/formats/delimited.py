"""Text files with separators: CSV, TSV, and whatever else the CSV reader makes out, packed or not."""

from __future__ import annotations

from pathlib import Path

from workbench.core.csv.options import CsvOptions
from workbench.core.csv.reader import read_csv
from workbench.core.large.memory import is_larger_than_memory
from workbench.core.large.reading import read_large
from workbench.core.series import Series
from workbench.core.stopping import Progress
from workbench.core.storage import size_of

_PACKED = (".gz", ".zip", ".xz", ".bz2")
SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".dat", *_PACKED)


def read(path: Path, options: CsvOptions, progress: Progress) -> Series:
    """Give the rows of a text file.

    Raises:
        StorageError: it cannot be read.
        DataError: it is no table of numbers.
    """
    progress(0.0)
    if path.suffix.lower() not in _PACKED and is_larger_than_memory(size_of(path)):
        return read_large(path, options, progress)
    series = read_csv(path, options, progress)
    progress(1.0)
    return series
