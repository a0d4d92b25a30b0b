"""From columns whose cells have types of their own to a Table, by the rules of text files where they have none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.clock import find_clock
from workbench.core.csv.columns import Column, habit_of, settled_columns
from workbench.core.csv.dialect import Dialect
from workbench.core.csv.layout import Layout
from workbench.core.csv.names import unique
from workbench.core.csv.numbers import too_large
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.plausible import implausible
from workbench.core.csv.table import Table
from workbench.core.csv.times import Moments
from workbench.core.errors import DataError
from workbench.core.series import Finding, Guess
from workbench.core.stopping import untold
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd

UNIT_OF_DURATIONS = "s"
_LARGEST_EXACT = 2.0**53


def table_of(
    frame: pd.DataFrame,
    options: CsvOptions,
    name: str,
    *,
    guesses: tuple[Guess, ...] = (),
    findings: tuple[Finding, ...] = (),
    lines: NDArray[np.int64],
    units: Mapping[str, str] | None = None,
) -> Table:
    """Give the table in ``frame``: its clock, its numbers, and its words.

    Numbers, true/false and times are what the file says they are; only words are looked at as
    those of a text file are. Values that are infinite count as missing, which is told.

    Args:
        frame: one column for each of the file's, with unique names; words are of type object.
        options: the user's choices.
        name: the file's.
        guesses: what was decided before.
        findings: what was found before.
        lines: (S,) the line of each row.
        units: of measure, by column, where the file says them beside the numbers.

    Raises:
        DataError: there is no row, or the chosen time column is none.
    """
    if frame.empty:
        raise DataError(
            text("{file} has a header but no rows.", file=name),
            hint=text("Choose a file with at least a few dozen rows."),
            code="no_rows",
        )
    given = units or {}
    columns = [
        replace(column, unit=given[column.name]) if column.name in given else column
        for column in _columns(frame, options, lines)
    ]
    clock = find_clock(columns, options, name, named=True)
    found = (one for column in columns if column.name not in clock.used for one in column.findings)
    return Table(
        name=name,
        columns=tuple(columns),
        clock=clock,
        lines=lines,
        guesses=(*guesses, *clock.guesses),
        findings=(*clock.findings, *findings, *found, *implausible(clock.times, lines)),
        questions=clock.questions,
        layout=Layout(width=len(columns)),
        dialect=Dialect(),
        encoding="",
    )


def _columns(frame: pd.DataFrame, options: CsvOptions, lines: NDArray[np.int64]) -> list[Column]:
    words = [(str(name), frame[name].astype(object).fillna("").astype(str)) for name in frame.columns
             if frame[name].dtype.kind not in "iufbM"]  # fmt: skip
    settled = settled_columns(words, options, habit_of(words, options, "\t"), lines, untold)
    by_name = {column.name: column for column in settled}
    return [by_name.get(str(name)) or _typed(str(name), frame[name], lines) for name in frame.columns]


def _typed(name: str, cells: pd.Series[Any], lines: NDArray[np.int64]) -> Column:
    if cells.dtype.kind == "M":
        times = cells.to_numpy().astype("datetime64[us]")
        whole_days = (times == times.astype("datetime64[D]")) | np.isnat(times)
        return Column(name, moments=Moments(times, has_clock=not whole_days.all()))
    values: NDArray[np.float64] = cells.to_numpy(dtype=np.float64, na_value=np.nan)
    findings: list[Finding] = []
    if cells.dtype.kind in "iu" and (long := int((np.abs(values) >= _LARGEST_EXACT).sum())):
        findings.append(long_integers(name, long))
    infinite = np.isinf(values)
    if infinite.any():
        values = np.where(infinite, np.nan, values)
        findings.append(too_large(name, infinite, lines))
    return Column(name, values=values, whole=_whole(values), findings=tuple(findings))


def long_integers(name: str, count: int) -> Finding:
    """Tell of numbers whose last digits a float does not hold."""
    told = text("{column}: whole numbers too long to be exact as numbers: {count}.", column=name, count=count)
    return Finding("long_integers", told, count)


def _whole(values: NDArray[np.float64]) -> NDArray[np.int64] | None:
    """Give the numbers as whole ones where all are, as years in a sheet are."""
    with np.errstate(invalid="ignore"):
        whole = (values == np.floor(values)) & (np.abs(values) <= _LARGEST_EXACT)
    return values.astype(np.int64) if len(values) and whole.all() else None


def unique_names(names: Sequence[str]) -> list[str]:
    """Number the repetitions of a name, as pandas does: a, a.1, a.2; an empty one becomes the column's number."""
    return unique([name or f"column {at}" for at, name in enumerate(names, start=1)])
