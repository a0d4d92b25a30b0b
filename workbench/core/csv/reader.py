"""Reads a CSV file as a series."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.core import storage
from workbench.core.csv.clock import Clock
from workbench.core.csv.columns import Column
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.table import Table, read_table
from workbench.core.errors import DataError
from workbench.core.series import Finding, Labels, Series
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd

MOST_BYTES = 2**33
_MOST_WORDS = 100_000


def read_csv(path: Path, options: CsvOptions | None = None, progress: Callable[[float], None] | None = None) -> Series:
    """Read the series in ``path``; what ``options`` leaves open is guessed and told in ``guesses``.

    A column of numbers becomes a column of the series, a column of words one of its labels. What was no number in a
    column of numbers is missing, and it is told; so is every line that is no row.

    Args:
        path: the file.
        options: the user's choices.
        progress: is called with the share that is done, and may raise to end the reading.

    Raises:
        StorageError: the file is missing or unreadable.
        UnsettledError: the file can be read in several ways, and a wrong guess would be a mistake that nobody sees.
        DataError: the file is empty, has no rows or no column of numbers, or is not a table.
    """
    table = read_table(storage.read_bytes(path, most=MOST_BYTES), path.name, options or CsvOptions(), progress)
    return series_of(table)


def series_of(table: Table) -> Series:
    """Give the series in a table.

    Raises:
        UnsettledError: the table leaves something open that changes values.
        DataError: it has no column of numbers.
    """
    for question in table.questions:
        if not question.harmless:
            raise question.error()
    clock = table.clock
    numeric = [column for column in table.columns if column.name not in clock.used and _has_numbers(column)]
    others = [column for column in table.columns if column.name not in clock.used and not _has_numbers(column)]
    if not numeric:
        raise DataError(
            text("{file} has no column of numbers.", file=table.name),
            hint=text("Columns with words in them are left out; check the separator and the decimal mark."),
            code="no_numbers",
        )
    kept, findings = _rows(clock, len(table))
    values = np.column_stack([column.values for column in numeric])  # type: ignore[misc]  # they have numbers
    labels = {column.name: labels for column in others if (labels := _labels(column.words, kept)) is not None}
    return Series(
        name=table.name,
        columns=tuple(column.name for column in numeric),
        values=np.ascontiguousarray(values[kept]),
        times=None if clock.times is None else clock.times[kept],
        time_name=clock.name,
        left_out=tuple(column.name for column in others),
        guesses=table.guesses,
        findings=(*table.findings, *findings),
        labels={**labels, **_joint_labels(clock, kept)},
        lines=table.lines[kept],
        units=table.units(),
    )


def _has_numbers(column: Column) -> bool:
    return column.values is not None and not bool(np.isnan(column.values).all())


def _rows(clock: Clock, count: int) -> tuple[Any, tuple[Finding, ...]]:
    """Give the rows of the series in their order; those without a time cannot stand on its clock."""
    order = clock.order if clock.order is not None else slice(None)
    if clock.times is None or not np.isnat(clock.times).any():
        return order, ()
    rows = np.arange(count)[order]
    kept = rows[~np.isnat(clock.times[rows])]
    told = text("Rows without a time, which were left out: {count:,}.", count=count - len(kept))
    return kept, (Finding("rows_without_time", told, count - len(kept)),)


def _joint_labels(clock: Clock, kept: Any) -> dict[str, Labels]:
    """Give the names of series that two columns tell apart, as a column of words of its own."""
    group = clock.group
    if group is None or len(group.names) == 1:
        return {}
    return {group.name: Labels(group.codes[kept].astype(np.int32), group.words)}


def _labels(words: pd.Series[Any] | None, kept: Any) -> Labels | None:
    """Give a column of words, where it has any and they are not all different in a long file."""
    import pandas as pd

    if words is None:
        return None
    codes, different = pd.factorize(words.where(words != "", None).iloc[kept])
    if not len(different) or len(different) > _MOST_WORDS:
        return None
    return Labels(codes.astype(np.int32), tuple(str(word) for word in different))
