"""Scaling a piece at a time, and into a mapped file where the series is one: nothing is in the memory as a whole."""

from __future__ import annotations

import contextlib
import os
import secrets
import weakref
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.core import places
from workbench.core.errors import storage_error
from workbench.core.large.quantiles import quantiles_of
from workbench.core.large.store import refuse_without_room
from workbench.core.preparing.scaling import Scaler, ScalerKind, fit_scaler, flat_columns, scaler_of
from workbench.core.series import Series

_ROWS = 2**18


def scaled_columns(series: Series, names: Sequence[str], scaler: Scaler) -> NDArray[np.float32]:
    """Give the (S, len(names)) scaled values of some columns, row by row in one piece, as windows are gathered.

    Of a series in memory they are in memory, too. Of a mapped one they are a map of a file of
    their own, which is gone with the array or the program.

    Raises:
        DataError: a column does not exist.
        StorageError: the disk has no room for them.
    """
    shape = (len(series), len(names))
    if not series.is_mapped:
        scaled = np.empty(shape, dtype=np.float32)  # a selection of columns would lie column by column
        for start in range(0, len(series), _ROWS):
            scaled[start : start + _ROWS] = scaler.scale(series.rows(names, start, min(start + _ROWS, len(series))))
        return scaled
    folder = places.scaled_cache_folder()
    path = folder / f"{os.getpid()}-{secrets.token_hex(8)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        refuse_without_room(folder, 4 * shape[0] * shape[1])
        with open(path, "xb") as file:  # written, not assigned to a map: a full disk is then an error, not a crash
            for part in _parts(series, names, range(len(series))):
                scaler.scale(part).tofile(file)
        made = np.memmap(path, np.float32, "r+", shape=shape)  # torch wants memory that it could write to
    except OSError as error:
        _remove(path)
        raise storage_error(path, error, saving=True) from error
    if os.name == "posix":
        _remove(path)  # the map keeps the bytes
    else:
        weakref.finalize(made, _remove, path)
    return made


def fitted_scaler(kind: ScalerKind, series: Series, names: Sequence[str], rows: range) -> Scaler:
    """Measure columns on ``rows`` and nothing else, as ``fit_scaler`` does; of a mapped series a piece at a time.

    Missing values are left out of every measure.
    Sums that are taken in pieces differ from those in memory in the last digits.
    """
    if not series.is_mapped:
        return fit_scaler(kind, names, series.select(names)[rows.start : rows.stop])
    columns = len(names)
    shift, divisor = np.zeros(columns), np.ones(columns)
    if kind == "standard":
        known = sum(((~np.isnan(part)).sum(axis=0) for part in _parts(series, names, rows)), np.zeros(columns))
        known = np.maximum(known, 1)  # of a column without any value
        shift = sum((np.nansum(part, axis=0) for part in _parts(series, names, rows)), np.zeros(columns)) / known
        squares = (np.nansum((part - shift) ** 2, axis=0) for part in _parts(series, names, rows))
        divisor = np.sqrt(sum(squares, np.zeros(columns)) / known)
    elif kind == "minmax":
        shift, high = _bounds(series, names, rows)
        divisor = high - shift
    elif kind == "robust":
        for at, name in enumerate(names):
            if next(_column(series, name, rows), None) is None:
                continue  # without any value it is left as it is
            first, shift[at], third = quantiles_of(partial(_column, series, name, rows), (0.25, 0.5, 0.75))
            divisor[at] = third - first
    return scaler_of(names, shift, divisor)


def flat_in(series: Series, names: Sequence[str], rows: range) -> tuple[str, ...]:
    """Name the columns that never change in ``rows``."""
    if not series.is_mapped:
        return flat_columns(names, series.select(names)[rows.start : rows.stop])
    low, high = _bounds(series, names, rows)
    return tuple(name for name, same in zip(names, low == high, strict=True) if same)


def _bounds(series: Series, names: Sequence[str], rows: range) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    low, high = np.full(len(names), np.nan), np.full(len(names), np.nan)
    for part in _parts(series, names, rows):
        low, high = np.fmin(low, np.fmin.reduce(part, axis=0)), np.fmax(high, np.fmax.reduce(part, axis=0))
    without = np.isnan(low)
    return np.where(without, 0.0, low), np.where(without, 0.0, high)


def _parts(series: Series, names: Sequence[str], rows: range) -> Iterator[NDArray[np.float64]]:
    for start in range(rows.start, rows.stop, _ROWS):
        yield series.rows(names, start, min(start + _ROWS, rows.stop))


def _column(series: Series, name: str, rows: range) -> Iterator[NDArray[np.float64]]:
    parts = (part[:, 0] for part in _parts(series, (name,), rows))
    return (known for part in parts if len(known := part[~np.isnan(part)]))


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):  # "workbench cache --empty" takes it
        path.unlink(missing_ok=True)
