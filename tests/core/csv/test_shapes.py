"""Dates that are read shape by shape are what they are one by one."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.csv.notations import written_in
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.shapes import written_by_shape
from workbench.core.csv.times import read_times

MOMENTS = st.datetimes(pd.Timestamp("1901-01-01").to_pydatetime(), pd.Timestamp("2099-12-31").to_pydatetime())
FORMATS = (
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S.%fZ", "%d.%m.%Y %H:%M", "%m/%d/%Y %I:%M %p", "%d/%m/%y", "%Y%m%d%H%M"),
    *("%d-%b-%Y %H:%M", "%a %d %B %Y", "%B %d, %Y %H:%M", "%Y年%m月%d日 %H:%M", "%Y-%m-%d %H:%M:%S+02:00", "%Y-W%W-1"),
)
ODD = (
    "",
    "NA",
    "12:30",
    "2024-13-01",
    "2024-01-01 25:00",
    "20249901",
    "24:00",
    "[2024-01-01]",
    "2024-01-01 24:00",
    "7",
)


@given(
    moments=st.lists(MOMENTS, min_size=1, max_size=30),
    formats=st.lists(st.sampled_from(FORMATS), min_size=1, max_size=3),
    odd=st.lists(st.sampled_from(ODD), max_size=3),
)
@settings(max_examples=150, deadline=None)
def test_every_cell_has_the_parts_that_it_has_alone(moments, formats, odd):
    words = [moment.strftime(formats[at % len(formats)]) for at, moment in enumerate(moments)]
    cells = pd.Series([*odd, *words], dtype="str")

    by_shape = written_by_shape(cells)

    assert by_shape is not None
    written, missing = by_shape
    alone = written_in(cells.where(~missing, ""))
    assert missing.tolist() == [cell in ("", "NA") for cell in cells]
    np.testing.assert_array_equal(written.family, alone.family)
    read = alone.family >= 0
    for part in ("year", "one", "two", "clock", "offset", "short"):
        np.testing.assert_array_equal(getattr(written, part)[read], getattr(alone, part)[read], part)


@pytest.mark.parametrize("written", ["%m/%d/%Y %I:%M %p", "%Y-%m-%d %H:%M", "%d-%b-%Y %H:%M:%S"])
def test_many_times_of_several_widths_are_what_pandas_reads_by_their_format(written):
    moments = pd.date_range("2023-01-01", periods=3_000, freq="397min")
    cells = pd.Series(moments.strftime(written).str.lstrip("0"), dtype="str")

    found = read_times("time", cells, CsvOptions(), None)

    assert found is not None
    np.testing.assert_array_equal(found.times, pd.to_datetime(cells, format=written).to_numpy().astype("M8[us]"))


def test_cells_of_very_many_shapes_are_read_one_by_one():
    cells = pd.Series(["2024-01-01", *("x" * (at % 50) + chr(97 + at % 26) for at in range(400))], dtype="str")

    assert written_by_shape(cells) is None
    assert read_times("words", cells, CsvOptions(), None) is None
