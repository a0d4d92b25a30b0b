"""From columns whose cells have types of their own to a Series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.clock import find_clock
from workbench.core.csv.options import CsvOptions
from workbench.core.errors import DataError
from workbench.core.series import Finding, Guess, Labels, Series
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd


def series_of(
    frame: pd.DataFrame,
    options: CsvOptions,
    name: str,
    *,
    guesses: tuple[Guess, ...] = (),
    findings: tuple[Finding, ...] = (),
    lines: NDArray[np.int64] | None = None,
) -> Series:
    """Give the series in ``frame``: its clock, its numbers, and its words as labels.

    Numbers and true/false are columns of the series; words are labels; further times are left
    out. Values that are infinite count as missing, which is told.

    Args:
        frame: one column for each of the file's, with unique names; words are of type object.
        options: the user's choices.
        name: the file's.
        guesses: what was decided before.
        findings: what was found before.
        lines: (S,) the line of each row.

    Raises:
        DataError: there is no row or no column of numbers, or the chosen time column is none.
    """
    if frame.empty:
        raise DataError(
            text("{file} has a header but no rows.", file=name),
            hint=text("Choose a file with at least a few dozen rows."),
        )
    clock = find_clock(frame, options, name)
    order = clock.order if clock.order is not None else slice(None)
    columns, labels, left_out, found = _sorted_out(frame, clock.used)
    if not columns:
        raise DataError(
            text("{file} has no column of numbers.", file=name),
            hint=text("Columns with words in them are left out; check that numbers are numbers, not text."),
        )
    values = np.empty((len(frame), len(columns)))
    for at, column in enumerate(columns.values()):
        values[:, at] = column[order]
    told = tuple(Finding("notice", words) for words in clock.notices)
    return Series(
        name=name,
        columns=tuple(columns),
        values=values,
        times=clock.times,
        time_name=clock.name,
        left_out=tuple(left_out),
        guesses=(*guesses, *clock.guesses),
        findings=(*findings, *told, *found),
        labels={column: Labels(one.codes[order], one.words) for column, one in labels.items()},
        lines=None if lines is None else lines[order],
    )


def _sorted_out(
    frame: pd.DataFrame, used: frozenset[str]
) -> tuple[dict[str, NDArray[np.float64]], dict[str, Labels], list[str], list[Finding]]:
    columns: dict[str, NDArray[np.float64]] = {}
    labels: dict[str, Labels] = {}
    left_out: list[str] = []
    findings: list[Finding] = []
    for column in frame.columns:
        if column in used:
            continue
        cells = frame[column]
        if cells.dtype.kind in "iufb" and cells.notna().any():
            columns[column] = _numbers(column, cells, findings)
            continue
        left_out.append(column)
        if cells.dtype.kind not in "iufbM" and cells.notna().any():
            labels[column] = _labels(cells)
    return columns, labels, left_out, findings


def _numbers(column: str, cells: pd.Series[Any], findings: list[Finding]) -> NDArray[np.float64]:
    values: NDArray[np.float64] = cells.to_numpy(dtype=np.float64, na_value=np.nan)
    if cells.dtype.kind in "iu" and (large := int((np.abs(values) > 2**53).sum())):
        findings.append(
            Finding(
                "long_integers",
                text("{column}: whole numbers too long to be exact as numbers: {count}.", column=column, count=large),
                large,
            )
        )
    infinite = np.isinf(values)
    if infinite.any():
        count = int(infinite.sum())
        values = np.where(infinite, np.nan, values)
        findings.append(
            Finding(
                "infinite",
                text("{column}: values too large for a number, taken as missing: {count}.", column=column, count=count),
                count,
            )
        )
    return values


def _labels(cells: pd.Series[Any]) -> Labels:
    import pandas as pd

    codes, words = pd.factorize(cells.astype(object))
    return Labels(codes.astype(np.int32), tuple(str(word) for word in words))


def unique_names(names: list[str]) -> list[str]:
    """Number the repetitions of a name, as pandas does: a, a.1, a.2; an empty one becomes the column's number."""
    given = [name or f"column {at}" for at, name in enumerate(names, start=1)]
    seen: set[str] = set()
    taken = set(given)
    for at, name in enumerate(given):
        number, new = 0, name
        while new in seen or (number and new in taken):
            number += 1
            new = f"{name}.{number}"
        given[at] = new
        seen.add(new)
    return given
