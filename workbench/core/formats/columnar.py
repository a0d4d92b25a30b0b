"""Parquet and Arrow files: columns that know their types."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.core.csv.exact import MOST_PLACES
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.reader import series_of
from workbench.core.csv.table import Table
from workbench.core.csv.unit_words import unit_in
from workbench.core.errors import DataError, storage_error
from workbench.core.formats.bounds import refuse_beyond_memory
from workbench.core.formats.columns import UNIT_OF_DURATIONS, long_integers, table_of, unique_names
from workbench.core.series import Finding, Series
from workbench.core.stopping import Progress, untold
from workbench.core.text import text

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

SUFFIXES = (".parquet", ".pq", ".feather", ".arrow")
_BATCH_ROWS = 2**18
_KEYS_OF_UNITS = (b"units", b"unit")  # the first is that of the Climate and Forecast conventions
_LONGEST_UNIT = 24
_TIMES_ITS_SIZE = 3  # the columns as Arrow has them, as pandas does, and as numbers


def table(path: Path, options: CsvOptions, progress: Progress = untold) -> Table:
    """Give the rows of a Parquet or Arrow file, types as they are.

    Times with a zone become local times where they all have one offset from UTC, and else UTC, which
    is told, as of CSV files.
    Nested columns are left out by name; decimals become numbers.

    Raises:
        StorageError: it cannot be read.
        DataError: it is damaged, too large, or holds no rows.
    """
    import pyarrow as pa

    progress(0.0)
    try:
        findings: list[Finding] = []
        found = _table(path, progress)
        frame = _frame(found, findings)
    except OSError as error:
        if error.errno is None:  # Arrow's own, of what the file holds
            raise _damaged(path, error) from error
        raise storage_error(path, error, saving=False) from error
    except (pa.ArrowException, ValueError) as error:
        raise _damaged(path, error) from error
    lines = np.arange(1, len(frame) + 1)
    typed = table_of(frame, options, path.name, findings=tuple(findings), lines=lines, units=_units(found.schema))
    progress(1.0)
    return typed


def read(path: Path, options: CsvOptions, progress: Progress) -> Series:
    """Give the series in a Parquet or Arrow file.

    Raises:
        StorageError: it cannot be read.
        UnsettledError: words can be read as times in several ways.
        DataError: it is damaged, too large, or holds no numbers.
    """
    return series_of(table(path, options, progress))


def _table(path: Path, progress: Progress) -> pa.Table:
    import pyarrow as pa
    from pyarrow import feather, parquet

    with open(path, "rb") as file:
        is_parquet = file.read(4) == b"PAR1"
    if not is_parquet:
        with pa.memory_map(str(path)) as source:
            return feather.read_table(source)
    with parquet.ParquetFile(path) as file:
        meta = file.metadata
        size = sum(
            meta.row_group(group).column(column).total_uncompressed_size
            for group in range(meta.num_row_groups)
            for column in range(meta.num_columns)
        )
        refuse_beyond_memory(path, _TIMES_ITS_SIZE * max(size, 8 * meta.num_rows * meta.num_columns))
        schema, batches, done = file.schema_arrow, [], 0
        for batch in file.iter_batches(_BATCH_ROWS):
            batches.append(batch)
            done += batch.num_rows
            progress(0.9 * done / max(1, meta.num_rows))
        return pa.Table.from_batches(batches, batches[0].schema if batches else schema)


def _units(schema: pa.Schema) -> dict[str, str]:
    """Give the units of measure that fields have in their metadata: no format says where, and many write it there."""
    import pyarrow as pa

    units = {}
    for name, one in zip(unique_names([str(name) for name in schema.names]), schema, strict=True):
        known = one.metadata or {}
        words = next((known[key] for key in _KEYS_OF_UNITS if key in known), b"").decode("utf-8", "replace")
        unit = UNIT_OF_DURATIONS if pa.types.is_duration(one.type) else unit_in(" ".join(words.split()))
        if 0 < len(unit) <= _LONGEST_UNIT:
            units[name] = unit
    return units


def _frame(table: pa.Table, findings: list[Finding]) -> pd.DataFrame:
    import pandas as pd
    import pyarrow as pa

    kept: dict[str, Any] = {}
    for name, column in zip(unique_names([str(one) for one in table.column_names]), table.columns, strict=True):
        kind = column.type
        if pa.types.is_dictionary(kind):
            column, kind = column.cast(kind.value_type), kind.value_type
        if pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
            findings.append(
                Finding(
                    "nested_column",
                    text("{column} holds {kind} in each cell, not one value; it is left out.", column=name, kind=kind),
                )
            )
            continue
        kept[name] = _cells(column, name, findings)
    return pd.DataFrame(kept)


def _cells(column: pa.ChunkedArray, name: str, findings: list[Finding]) -> Any:
    """Give one column as pandas holds it: numbers as numbers, times without a zone, all else as words."""
    import pandas as pd
    import pyarrow as pa

    kind = column.type
    if pa.types.is_timestamp(kind):
        if kind.tz is not None:
            column = _without_zone(column, name, findings)
        return pd.Series(column.cast(pa.timestamp("us"), safe=False).to_numpy()).astype("datetime64[us]")
    if pa.types.is_date(kind):
        return pd.Series(column.cast(pa.timestamp("us")).to_numpy()).astype("datetime64[us]")
    if pa.types.is_integer(kind) and not column.null_count:
        return column.to_numpy()
    if pa.types.is_boolean(kind) and not column.null_count:
        return column.to_numpy()
    if pa.types.is_floating(kind) or pa.types.is_boolean(kind):
        whole = column.cast(pa.int8()) if pa.types.is_boolean(kind) else column
        return whole.cast(pa.float64(), safe=False).to_numpy()
    if pa.types.is_integer(kind) or pa.types.is_decimal(kind):
        return _floats(column, name, findings).to_numpy()
    if pa.types.is_duration(kind):
        findings.append(
            Finding("durations", text("{column}: the durations were read as seconds.", column=name), len(column))
        )
        micros = column.cast(pa.duration("us"), safe=False).cast(pa.int64())
        return micros.cast(pa.float64(), safe=False).to_numpy() / 1e6
    return pd.Series(column.cast(pa.string()).to_pylist(), dtype=object)


def _floats(column: pa.ChunkedArray, name: str, findings: list[Finding]) -> pa.ChunkedArray:
    """Give decimals, or whole numbers some of which are missing, as floats, and tell how many lost digits."""
    import pyarrow as pa
    import pyarrow.compute as pc

    values = column.cast(pa.float64(), safe=False)
    lost = pc.greater_equal(pc.abs(values), 2.0**53)  # 2^53 + 1 becomes 2^53
    if pa.types.is_decimal(column.type) and column.type.scale <= MOST_PLACES:
        room = pa.decimal256(76, column.type.scale)
        lost = pc.not_equal(values.cast(room), column.cast(room))
    if count := pc.sum(lost).as_py() or 0:
        findings.append(long_integers(name, count))
    return values


def _without_zone(column: pa.ChunkedArray, name: str, findings: list[Finding]) -> pa.ChunkedArray:
    import pyarrow as pa
    import pyarrow.compute as pc

    zone = column.type.tz
    local = pc.local_timestamp(column)
    utc = column.cast(pa.timestamp(column.type.unit))
    if len(pc.unique(pc.subtract(local, utc).drop_null())) > 1:  # hours would be there twice, or missing
        told = text("{column}: the times have the zone {zone}, with several offsets from UTC; they are in UTC now.",
                    column=name, zone=zone)  # fmt: skip
        findings.append(Finding("zone", told, len(column)))
        return utc
    told = text("{column}: the times have the zone {zone}; it was left out, and the times are local.",
                column=name, zone=zone)  # fmt: skip
    findings.append(Finding("zone", told, len(column)))
    return local


def _damaged(path: Path, error: Exception) -> DataError:
    return DataError(
        text("{file} cannot be read: {why}.", file=path.name, why=str(error).strip().splitlines()[0].rstrip(".")),
        hint=text("Save the file again with the program that wrote it; it may not have been copied whole."),
    )
