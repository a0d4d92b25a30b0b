"""Parquet and Arrow files: types as they are."""

from decimal import Decimal

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import feather, parquet

from workbench.core.errors import DataError
from workbench.core.formats import read_file
from workbench.core.large.memory import MEMORY_VARIABLE
from workbench.core.series import Series

ROWS = 50
HOURS = np.datetime64("2024-03-30T00:00:00", "us") + np.arange(ROWS) * np.timedelta64(1, "h")


def read(tmp_path, **columns) -> Series:
    path = tmp_path / "rows.parquet"
    parquet.write_table(pa.table(columns), path)
    return read_file(path)


def codes(series):
    return [finding.code for finding in series.findings]


def test_numbers_times_and_words_keep_their_types(tmp_path):
    series = read(
        tmp_path,
        when=pa.array(HOURS),
        whole=pa.array(np.arange(ROWS), pa.int32()),
        holes=pa.array([None if at == 3 else at for at in range(ROWS)], pa.int64()),
        flag=pa.array([at % 2 == 0 for at in range(ROWS)]),
        price=pa.array([at / 4 for at in range(ROWS)]).cast(pa.decimal128(8, 2)),
        word=pa.array(["a", "b"] * (ROWS // 2)).dictionary_encode(),
    )

    assert series.columns == ("whole", "holes", "flag", "price")
    np.testing.assert_array_equal(series.times, HOURS)
    np.testing.assert_array_equal(series.column("whole"), np.arange(ROWS))
    assert np.flatnonzero(np.isnan(series.column("holes"))).tolist() == [3]
    np.testing.assert_array_equal(series.column("price"), np.arange(ROWS) / 4)
    assert series.labels["word"].words == ("a", "b")
    assert codes(series) == []


@pytest.mark.parametrize(
    ("zone", "first", "words"),
    [
        ("+02:00", "2024-03-30T02:00", "it was left out, and the times are local"),
        ("Europe/Berlin", "2024-03-30T00:00", "with several offsets from UTC; they are in UTC now"),
    ],
)
def test_a_zone_is_left_out_as_of_csv_files_and_told(tmp_path, zone, first, words):
    series = read(tmp_path, when=pa.array(HOURS).cast(pa.timestamp("us", zone)), x=pa.array(np.arange(ROWS)))

    assert series.times[0] == np.datetime64(first)
    assert (np.diff(series.times) == np.timedelta64(1, "h")).all()
    assert any(words in notice for notice in series.notices)


def test_nested_columns_are_left_out_by_name(tmp_path):
    series = read(tmp_path, x=pa.array([1.0, 2.0]), tags=pa.array([[1], [2, 3]]))

    assert series.columns == ("x",)
    assert "tags holds list<element: int64> in each cell, not one value; it is left out." in series.notices


def test_infinite_values_are_missing_and_told(tmp_path):
    series = read(tmp_path, x=pa.array([1.0, np.inf, 3.0]))

    assert np.isnan(series.values[1, 0])
    assert "non_finite" in codes(series)


@pytest.mark.parametrize("compression", ["uncompressed", "lz4"])
def test_an_arrow_file_is_read(tmp_path, compression):
    path = tmp_path / "rows.feather"
    feather.write_feather(pa.table({"x": np.arange(5.0)}), path, compression=compression)

    assert read_file(path).values.ravel().tolist() == [0, 1, 2, 3, 4]


def test_a_file_that_was_not_copied_whole_is_refused(tmp_path):
    read(tmp_path, x=pa.array(np.arange(1000.0)))
    path = tmp_path / "rows.parquet"
    path.write_bytes(path.read_bytes()[:-30])

    with pytest.raises(DataError) as caught:
        read_file(path)

    assert caught.value.what.startswith("rows.parquet cannot be read: ")


def test_what_the_memory_cannot_hold_is_refused_before_it_is_read(tmp_path, monkeypatch):
    monkeypatch.setenv(MEMORY_VARIABLE, "1000000")

    with pytest.raises(DataError) as caught:
        read(tmp_path, x=pa.array(np.zeros(100_000)))

    assert caught.value.what == "rows.parquet would take about 2 MB of memory; 1 MB are free."


def test_digits_that_whole_numbers_beside_empty_cells_and_decimals_lose_are_told(tmp_path):
    money = [Decimal("1234567890123456.78"), Decimal("1.50"), None]

    series = read(
        tmp_path,
        number=pa.array([9007199254740993, None, 5]),
        sum=pa.array(money, pa.decimal128(18, 2)),
        price=pa.array([*money[1:], money[1]], pa.decimal128(18, 2)),
    )

    told = [(one.count, one.message.values["column"]) for one in series.findings if one.code == "long_integers"]
    assert sorted(told) == [(1, "number"), (1, "sum")]


@pytest.mark.parametrize("suffix", ["parquet", "arrow"])
def test_units_in_the_metadata_of_columns_are_kept(tmp_path, suffix):
    fields = [
        pa.field("power", pa.float64(), metadata={"unit": "kW"}),
        pa.field("temp", pa.float64(), metadata={"units": "[°C]", "unit": "K"}),
        pa.field("state", pa.float64(), metadata={"unit": "-"}),
        pa.field("speed", pa.float64(), metadata={"unit": "a sentence about what it measures"}),
        pa.field("pressure (hPa)", pa.float64(), metadata={"note": "m"}),
        pa.field("wait", pa.duration("s"), metadata={"unit": "h"}),
    ]
    table = pa.table([pa.array(range(ROWS)).cast(one.type) for one in fields], schema=pa.schema(fields))
    path = tmp_path / f"rows.{suffix}"
    parquet.write_table(table, path) if suffix == "parquet" else feather.write_feather(table, path)

    units = read_file(path).units

    assert units == {"power": "kW", "temp": "°C", "pressure (hPa)": "hPa", "wait": "s"}
