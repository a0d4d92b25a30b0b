"""What ``workbench inspect`` tells of a file: for programs, and as a frame with the columns of the file."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core import storage
from workbench.core.csv.clock import Steps
from workbench.core.csv.columns import Column
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.reader import MOST_BYTES
from workbench.core.csv.table import Table, read_table
from workbench.core.errors import DataError, StorageError, UnsettledError, WorkbenchError
from workbench.core.series import Times

if TYPE_CHECKING:
    import pandas as pd

_SUMMED_EXACTLY = 1_000_000


def inspect_file(path: Path, options: CsvOptions) -> tuple[dict[str, Any], Table | None]:
    """Read ``path`` and tell what it holds; what is unclear is read as proposed, and asked.

    Returns:
        What is told, and the table where the file could be read.
    """
    return inspected(lambda: table_in(path, options))


def table_in(path: Path, options: CsvOptions) -> Table:
    """Give the table in a text file, packed or not.

    Raises:
        UnsettledError: a zip archive holds several files.
        StorageError: the file is missing or unreadable.
        DataError: it is no table.
    """
    return read_table(storage.read_bytes(path, most=MOST_BYTES), path.name, options)


def inspected(read: Callable[[], Table]) -> tuple[dict[str, Any], Table | None]:
    """Tell what ``read`` gives, or why it gives nothing."""
    try:
        table = read()
    except UnsettledError as error:
        proposal = None if error.proposal is None else str(error.proposal)
        question = {"code": error.code, "option": error.option, "options": [str(one) for one in error.options]}
        asked = question | {"chosen": proposal, "message": str(error.what)}
        return {**_NOTHING, "status": "ask", "questions": [asked]}, None
    except WorkbenchError as error:
        code = (
            (error.code or "data")
            if isinstance(error, DataError)
            else "storage"
            if isinstance(error, StorageError)
            else "data"
        )
        return {**_NOTHING, "status": "error", "error": {"code": code, "message": str(error)}}, None
    return told_of(table), table


_NOTHING: dict[str, Any] = {
    "rows": None, "columns": [], "time": None, "warnings": [], "questions": [], "guesses": [], "error": None,
}  # fmt: skip


def told_of(table: Table) -> dict[str, Any]:
    """Give what is known of ``table`` as values of JSON."""
    units = table.units()
    return {
        "status": "ask" if table.questions else "ok",
        "rows": len(table),
        "columns": [_column(column, units.get(column.name)) for column in table.columns],
        "time": _time(table),
        "warnings": [
            {"code": found.code, "count": found.count, "message": str(found.message), "lines": list(found.lines)}
            for found in table.findings
        ],
        "questions": [
            {
                "code": question.code,
                "option": question.option,
                "options": list(question.options),
                "chosen": question.chosen,
                "message": str(question.message),
            }
            for question in table.questions
        ],
        "guesses": [
            {"option": guess.option, "value": guess.value, "evidence": str(guess.evidence)} for guess in table.guesses
        ],
        "error": None,
    }


def _column(column: Column, unit: str | None) -> dict[str, Any]:
    missing = column.missing()
    told: dict[str, Any] = {"name": column.name, "kind": column.kind, "missing": int(missing.sum())}
    if unit is not None:
        told["unit"] = unit
    if column.values is not None:
        good = column.values[~missing]
        with np.errstate(over="ignore"):
            total = float(good.sum())
        if math.isfinite(total) and len(good) <= _SUMMED_EXACTLY:
            total = _exact_sum(good)
        ends = (float(good[0]), float(good[-1])) if len(good) else (None, None)
        return {**told, "sum": total if math.isfinite(total) else None, "first": ends[0], "last": ends[1]}
    if column.words is None:
        assert column.moments is not None
        times = column.moments.times
        return {**told, "sum": None, "first": str(times[0]), "last": str(times[-1])}
    words = column.words
    return {**told, "sum": None, "first": str(words.iloc[0]), "last": str(words.iloc[-1])}


def _exact_sum(values: NDArray[np.float64]) -> float:
    """Add without rounding on the way; numbers near the largest may overflow there, and are added as they come."""
    try:
        return math.fsum(values)
    except OverflowError:
        return float(values.sum())


def _time(table: Table) -> dict[str, Any] | None:
    clock = table.clock
    if clock.times is None:
        return None
    times = _instants(table)
    read = times[~np.isnat(times)]
    found = Steps.of(times, None if clock.group is None else clock.group.codes)
    distances = -found.distances if found.run_backwards else found.distances
    forward = distances[distances > np.timedelta64(0)]
    steps, counts = np.unique(forward, return_counts=True)
    step = steps[counts.argmax()] if len(steps) else None
    return {
        "column": clock.name,
        "first": str(read[0]) if len(read) else None,
        "last": str(read[-1]) if len(read) else None,
        "tz": "naive" if clock.ahead is None else "utc",
        "step": None if step is None else float(step / np.timedelta64(1, "s")),
        "duplicates": found.repeated,
        "gaps": int((forward > step * 3 / 2).sum()) if step is not None else 0,
        "missing": int(np.isnat(times).sum()),
        "group": None if clock.group is None else clock.group.name,
        "series": 1 if clock.group is None else len(clock.group.words),
    }


def _instants(table: Table) -> Times:
    """Give the times in the order of the file; in UTC where the file names a zone."""
    clock = table.clock
    assert clock.times is not None
    if clock.ahead is None:
        return clock.times
    ahead = np.where(np.isnan(clock.ahead), 0, clock.ahead) * 60_000_000
    return np.asarray(clock.times - ahead.astype(np.int64).astype("timedelta64[us]"))


def frame_of(table: Table) -> pd.DataFrame:
    """Give the columns as they stand in the file, with the time read; a time of several columns comes last."""
    import pandas as pd

    frame: dict[str, Any] = {}
    times = None
    if table.clock.times is not None:
        times = pd.Series(_instants(table))
        if table.clock.ahead is not None:
            times = times.dt.tz_localize("UTC")
    for column in table.columns:
        if column.name == table.clock.name and times is not None:
            frame[column.name] = times
        elif column.values is not None:
            frame[column.name] = column.values
        elif column.words is None:
            assert column.moments is not None
            frame[column.name] = column.moments.times
        else:
            frame[column.name] = column.words.where(column.words != "", None).astype("object")
    if times is not None and table.clock.name not in frame:
        frame[table.clock.name] = times
    return pd.DataFrame(frame)
