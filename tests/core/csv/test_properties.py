"""A frame that was written is read as it was, and what stands around the rows changes none of them."""

import csv
import io

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workbench.core.csv.inspection import frame_of
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.reader import series_of
from workbench.core.csv.table import read_table
from workbench.core.errors import UnsettledError, WorkbenchError

START = np.datetime64("2023-11-17T00:00:00")
FORMATS = (
    *("%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M", "%d.%m.%Y %H:%M", "%d/%m/%Y %H:%M", "%m/%d/%Y %H:%M:%S"),
    *("%Y%m%d%H%M%S", "%Y年%m月%d日 %H:%M", "%d-%b-%Y %H:%M", "%Y-%m-%dT%H:%M:%S.%f"),
)
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "gb18030")
DIALECTS = st.fixed_dictionaries(
    {
        "separator": st.sampled_from([",", ";", "\t", "|"]),
        "decimal": st.sampled_from(".,"),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
        "end": st.sampled_from(["\n", "\r\n", "\r"]),
        "time": st.sampled_from(FORMATS),
        "encoding": st.sampled_from(ENCODINGS),
    }
)
VALUES = st.lists(st.tuples(st.integers(-99_999, 99_999), st.integers(0, 99)), min_size=25, max_size=40)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(pairs, how, names=("时间", "load", "temp")):
    """Write the time of each hour, a number with a fraction, and a whole number."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=how["separator"], quoting=how["quoting"], lineterminator=how["end"])
    writer.writerow(names)
    for at, (whole, part) in enumerate(pairs):
        moment = (START + np.timedelta64(at * 6, "h")).item()
        writer.writerow([moment.strftime(how["time"]), f"{whole / 100:.2f}".replace(".", how["decimal"]), part])
    return file.getvalue().encode(how["encoding"])


def values_of(pairs):
    return np.array([[whole / 100, part] for whole, part in pairs])


@given(pairs=VALUES, how=DIALECTS)
@quick
def test_a_frame_in_any_dialect_encoding_and_notation_comes_back_equal(pairs, how):
    series = series_of(read_table(written(pairs, how), "rows.csv", CsvOptions()))

    assert (series.time_name, series.columns) == ("时间", ("load", "temp"))
    np.testing.assert_array_equal(series.values, values_of(pairs))
    np.testing.assert_array_equal(series.times, START + np.arange(len(pairs)) * np.timedelta64(6, "h"))


PLAIN = {"separator": ",", "decimal": ".", "quoting": csv.QUOTE_MINIMAL, "end": "\n", "time": FORMATS[0]}
PLAIN["encoding"] = "utf-8"
CHANGES = {
    "preamble": lambda lines: ["Station: Nord", "Serial no. 12", "", *lines],
    "footer": lambda lines: [*lines, "", "End of report"],
    "comment": lambda lines: [*lines[:9], "# cleaned", *lines[9:]],
    "blank": lambda lines: [*lines[:9], "", *lines[9:]],
    "repeated header": lambda lines: [*lines[:9], lines[0], *lines[9:]],
    "units": lambda lines: [lines[0], "UTC,MW,degC", *lines[1:]],
}


@pytest.mark.parametrize("change", CHANGES)
@given(pairs=VALUES)
@settings(quick, max_examples=15)
def test_what_stands_around_the_rows_changes_no_value_and_is_told(change, pairs):
    lines = written(pairs, PLAIN).decode().splitlines()

    series = series_of(read_table("\n".join(CHANGES[change](lines)).encode(), "rows.csv", CsvOptions()))

    np.testing.assert_array_equal(series.values, values_of(pairs))
    assert series.findings


@given(pairs=VALUES, order=st.permutations([0, 1, 2]))
@settings(quick, max_examples=25)
def test_columns_in_another_order_are_the_same_columns(pairs, order):
    rows = [line.split(",") for line in written(pairs, PLAIN).decode().splitlines()]

    table = read_table("\n".join(",".join(row[at] for at in order) for row in rows).encode(), "rows.csv", CsvOptions())

    assert list(frame_of(table).columns) == [rows[0][at] for at in order]
    series = series_of(table)
    np.testing.assert_array_equal(series.select(["load", "temp"]), values_of(pairs))


@given(pairs=VALUES, at=st.integers(0, 10_000))
@settings(quick, max_examples=40)
def test_a_file_that_is_cut_gives_the_same_rows_without_the_tail(pairs, at):
    content = written(pairs, PLAIN)
    kept = content[: at % len(content)]
    whole = kept.count(b"\n") - 1  # rows that are there from end to end

    try:
        series = series_of(read_table(kept, "rows.csv", CsvOptions()))
    except WorkbenchError as error:
        assert whole < 3 or isinstance(error, UnsettledError)  # noqa: PT017 - either outcome is right
        return

    count = min(whole, len(series))
    assert count >= whole - 1
    np.testing.assert_array_equal(series.values[:count, 0], values_of(pairs)[:count, 0])
