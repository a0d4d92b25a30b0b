"""Rows that another program gives: columns of numbers or words, and their times, without a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from workbench.core.errors import DataError
from workbench.core.series import Labels, Series, Times
from workbench.core.text import text

Cell = float | str | None


def series_given(columns: Mapping[str, Sequence[Cell]], times: Sequence[str] | None, *, name: str) -> Series:
    """Give a series of what a program sent.

    Args:
        columns: S cells each: numbers, or words; None where a value is missing.
        times: S moments as ISO 8601 writes them, without an offset, each after the one before; None where the rows are
            merely in order.
        name: what messages call the rows.

    Raises:
        DataError: there are no rows, columns differ in length, numbers and words are mixed, or a time is none.
    """
    lengths = {column: len(cells) for column, cells in columns.items()}
    if times is not None:
        lengths["times"] = len(times)
    if len(set(lengths.values())) != 1 or not all(lengths.values()):
        raise DataError(
            text("The columns of {name} differ in length, or are empty.", name=name),
            hint=text("Rows by column: {lengths}.", lengths=", ".join(f"{one} {n}" for one, n in lengths.items())),
        )
    words = {column for column, cells in columns.items() if _holds_words(column, cells)}
    numbers = [column for column in columns if column not in words]
    rows = next(iter(lengths.values()))
    values = np.full((rows, len(numbers)), np.nan)
    for at, column in enumerate(numbers):
        values[:, at] = [np.nan if cell is None else cell for cell in columns[column]]
    return Series(
        name=name,
        columns=tuple(numbers),
        values=values,
        times=None if times is None else _times(times),
        labels={column: _labels(columns[column]) for column in columns if column in words},
    )


def _holds_words(column: str, cells: Sequence[Cell]) -> bool:
    kinds = {isinstance(cell, str) for cell in cells if cell is not None}
    if len(kinds) > 1:
        row = next(at for at, cell in enumerate(cells) if isinstance(cell, str))
        raise DataError(
            text("Column {column} holds numbers and words.", column=repr(column)),
            hint=text("Row {row} is {cell}; send null where a value is missing.", row=row + 1, cell=repr(cells[row])),
        )
    return kinds == {True}


def _labels(cells: Sequence[Cell]) -> Labels:
    words = tuple(dict.fromkeys(cell for cell in cells if isinstance(cell, str)))
    places = {word: at for at, word in enumerate(words)}
    codes = [places[cell] if isinstance(cell, str) else -1 for cell in cells]
    return Labels(np.array(codes, dtype=np.int32), words)


def _times(written: Sequence[str]) -> Times:
    times = np.empty(len(written), dtype="datetime64[us]")
    for row, one in enumerate(written):
        try:
            if not one[:4].isdigit() or any(sign in one[10:] for sign in "Zz+-"):  # numpy would drop an offset
                raise ValueError(one)
            times[row] = np.datetime64(one, "us")
        except ValueError as error:
            raise DataError(
                text("Time {time} in row {row} cannot be read.", time=repr(one), row=row + 1),
                hint=text("Write times as 2026-11-25T08:30:00, without an offset."),
            ) from error
    back = np.flatnonzero(np.diff(times) <= np.timedelta64(0, "us"))
    if len(back):
        row = int(back[0]) + 1
        raise DataError(
            text("Time {time} in row {row} is not after the one before.", time=repr(written[row]), row=row + 1),
            hint=text("Send the rows in the order of their times, each time once."),
        )
    return times
