"""Rows that another program gives: columns of numbers or words, and their times, without a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np

from workbench.core.errors import DataError
from workbench.core.series import Labels, Series, Times
from workbench.core.text import text

Cell = float | str | None
EXAMPLE = '{"columns": {"NAME": [1.5, 2.5]}}'
_MOST_SHOWN = 40  # letters of a value in a message
_OFFSETS = "Zz+-"  # behind a date; numpy would drop what follows


def series_given(document: Any, *, numbers: Collection[str], most: int, name: str) -> Series:
    """Give a series of what a program sent.

    Args:
        document: ``columns``, with S cells for each name: numbers, or words; None where a value is missing; and, where
            there are any, ``times``: S moments as ISO 8601 writes them, without an offset, each after the one before.
        numbers: columns that must hold no words.
        most: rows that are read.
        name: what messages call the rows.

    Raises:
        DataError: it is something else, there are no rows or too many, columns differ in length, numbers and words are
            mixed, or a time is none.
    """
    columns, times = _parts(document, name)
    lengths = {column: len(cells) for column, cells in columns.items()}
    if times is not None:
        lengths["times"] = len(times)
    if len(set(lengths.values())) != 1 or not all(lengths.values()):
        listed = ", ".join(f"{_shown(one)} {n}" for one, n in [*lengths.items()][:10])
        raise DataError(
            text("The columns of {name} differ in length, or are empty.", name=name),
            hint=text("Rows by column: {lengths}.", lengths=listed),
        )
    rows = next(iter(lengths.values()))
    if rows > most:
        raise DataError(
            text("{name} has {rows} rows.", name=name, rows=f"{rows:,}"),
            hint=text("Send at most {most}, the newest.", most=f"{most:,}"),
        )
    words = {column for column, cells in columns.items() if _holds_words(column, cells, column in numbers)}
    plain = [column for column in columns if column not in words]
    values = np.full((rows, len(plain)), np.nan)
    for at, column in enumerate(plain):
        values[:, at] = [np.nan if cell is None else cell for cell in columns[column]]
    return Series(
        name=name,
        columns=tuple(plain),
        values=values,
        times=None if times is None else _times(times),
        labels={column: _labels(columns[column]) for column in columns if column in words},
    )


def _parts(document: Any, name: str) -> tuple[Mapping[str, Sequence[Any]], Sequence[Any] | None]:
    columns = document.get("columns") if isinstance(document, dict) else None
    if not isinstance(columns, dict) or not columns:
        raise DataError(
            text("{name} has no columns.", name=name),
            hint=text("Send the values of each column by its name: {example}.", example=EXAMPLE),
        )
    if strange := [one for one in document if one not in ("columns", "times")]:
        raise DataError(
            text("{name} has {strange}, which nothing reads.", name=name, strange=_shown(strange[0])),
            hint=text("It may have columns and times."),
        )
    times = document.get("times")
    parts = {**columns, "times": [] if times is None else times}
    for column, cells in parts.items():
        if not isinstance(cells, list):
            raise DataError(
                text("{column} is {cells}, no list.", column=_shown(column), cells=_shown(cells)),
                hint=text("Send its values in square brackets, the oldest first."),
            )
    return columns, times


def _holds_words(column: str, cells: Sequence[Any], is_of_numbers: bool) -> bool:
    kinds = {type(cell) for cell in cells}
    if strange := kinds - {int, float, str, type(None)}:
        row = next(at for at, cell in enumerate(cells) if type(cell) in strange)
        raise DataError(
            text("Column {column} holds {cell} in row {row}.",
                 column=_shown(column), cell=_shown(cells[row]), row=row + 1),
            hint=text("Send a number, a word, or null where a value is missing."),
        )  # fmt: skip
    if str not in kinds:
        return False
    row = next(at for at, cell in enumerate(cells) if isinstance(cell, str))
    if is_of_numbers:
        raise DataError(
            text("Column {column} holds the word {cell} in row {row}; the model reads numbers there.",
                 column=_shown(column), cell=_shown(cells[row]), row=row + 1),
            hint=text("Send numbers without quotation marks, and null where a value is missing."),
        )  # fmt: skip
    if kinds & {int, float}:
        raise DataError(
            text("Column {column} holds numbers and words.", column=_shown(column)),
            hint=text("Row {row} is {cell}; send null where a value is missing.", row=row + 1, cell=_shown(cells[row])),
        )
    return True


def _shown(value: Any) -> str:
    """Write a value as it was sent, but not all of a long one."""
    written = repr(value[:_MOST_SHOWN] if isinstance(value, str | list) else value)
    return written if len(written) <= _MOST_SHOWN + 2 else f"{written[:_MOST_SHOWN]}…"


def _labels(cells: Sequence[Cell]) -> Labels:
    words = tuple(dict.fromkeys(cell for cell in cells if isinstance(cell, str)))
    places = {word: at for at, word in enumerate(words)}
    codes = [places[cell] if isinstance(cell, str) else -1 for cell in cells]
    return Labels(np.array(codes, dtype=np.int32), words)


def _times(written: Sequence[Any]) -> Times:
    times = np.empty(len(written), dtype="datetime64[us]")
    for row, one in enumerate(written):
        try:
            if not isinstance(one, str) or not one[:4].isdigit() or any(sign in one[10:] for sign in _OFFSETS):
                raise ValueError(one)
            times[row] = np.datetime64(one, "us")
        except ValueError as error:
            raise DataError(
                text("Time {time} in row {row} cannot be read.", time=_shown(one), row=row + 1),
                hint=text("Write times as 2026-11-25T08:30:00, without an offset."),
            ) from error
    back = np.flatnonzero(np.diff(times) <= np.timedelta64(0, "us"))
    if len(back):
        row = int(back[0]) + 1
        raise DataError(
            text("Time {time} in row {row} is not after the one before.", time=_shown(written[row]), row=row + 1),
            hint=text("Send the rows in the order of their times, each time once."),
        )
    return times
