"""What is said of a clock and of missing values, with counts and places."""

import numpy as np
import pytest

from tests.core.mending.made import HOUR, NAN, series_of
from tests.made_series import HOURS, hourly, numbered
from workbench.core.mending.report import reports_of
from workbench.core.series import Labels, Series


def at(*hours):
    return series_of(list(range(len(hours))), hours=list(hours))


def days(*texts):
    return Series("made", ("value",), np.zeros((len(texts), 1)), np.array(texts, dtype="datetime64[us]"))


CLOCKS = {
    "sound": (at(*range(20)), []),
    "months": (days("2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01", "2024-05-01"), []),
    "without times": (numbered(20), []),
    "goes back": (
        at(0, 1, 2, 1, 3),
        [
            ("order", "unsorted_time", "The time goes back in 1 places, at row 4 (2024-01-01 01:00)."),
            (
                "duplicates",
                "duplicate_timestamps",
                "Rows whose time an earlier row has: 1, at row 4 (2024-01-01 01:00).",
            ),
        ],
    ),
    "repeats": (
        at(0, 1, 1, 2, 2, 3, 3, 4, 4),
        [
            (
                "duplicates",
                "duplicate_timestamps",
                "Rows whose time an earlier row has: 4, at row 3 (2024-01-01 01:00), row 5 (2024-01-01 02:00), row 7"
                " (2024-01-01 03:00) and others.",
            )
        ],
    ),
    "gaps": (
        at(0, 1, 2, 5, 6, 7, 31, 32),
        [("gaps", "gaps", "Gaps in the times: 2; the longest is of 24 hours, after row 6 (2024-01-01 07:00).")],
    ),
    "another step": (
        at(*range(10), *range(33, 33 + 24 * 10, 24)),
        [
            (
                "gaps",
                "step_changes",
                "The step changes in 1 places: row 10 (2024-01-01 09:00), hourly before and daily after.",
            )
        ],
    ),
}


@pytest.mark.parametrize("name", CLOCKS)
def test_a_clock_is_described_that(name):
    series, expected = CLOCKS[name]

    reports = reports_of(series, ("value",))

    assert [(one.setting, one.finding.code, one.finding.message) for one in reports] == expected


def test_rows_between_two_steps_are_told():
    times = HOURS + np.arange(8) * HOUR
    times[3] += np.timedelta64(90, "s")

    (report,) = reports_of(Series("made", ("value",), np.zeros((8, 1)), times), ("value",))

    assert report.finding.message == (
        "Rows that lie between two steps: 2, at row 4 (2024-01-01 03:01:30), row 5 (2024-01-01 04:00)."
    )


def test_missing_values_are_told_for_each_chosen_column_with_their_lines():
    series = series_of([1, NAN, 3, NAN], [1, 2, 3, 4], [NAN] * 4, columns=("a", "b", "c"))

    (report,) = reports_of(series, ("a", "b"))

    assert (report.setting, report.column, report.finding.count) == ("missing", "a", 2)
    assert report.finding.message == (
        "Missing values in a: 2 (50.00%), at row 2 (2024-01-01 01:00), row 4 (2024-01-01 03:00)."
    )
    assert report.finding.lines == (3, 5)


def test_a_long_clock_is_described_too():
    times = hourly(1_000_000)
    series = Series("made", ("value",), np.zeros((1_000_000, 1)), np.delete(np.append(times, times[-1] + HOUR), 5))

    (report,) = reports_of(series, ("value",))

    assert report.finding.count == 1


def _two_stations(**labels):
    hours = np.array([0, 1, 2, 3, 0, 1, 1, 9]).astype("timedelta64[h]")
    return Series(
        "made",
        ("value",),
        np.zeros((8, 1)),
        np.datetime64("2024-01-01", "us") + hours,
        labels=labels or {"station": Labels(np.repeat([0, 1], 4).astype(np.int32), ("north", "south"))},
        lines=np.arange(2, 10),
    )


def test_each_series_of_a_group_has_a_clock_of_its_own():
    reports = reports_of(_two_stations(), ("value",), "station")

    assert [(one.finding.code, one.finding.message, one.finding.lines) for one in reports] == [
        (
            "duplicate_timestamps",
            "south: Rows whose time an earlier row has: 1, at row 3 (2024-01-01 01:00).",
            (8,),
        ),
        (
            "gaps",
            "south: Gaps in the times: 1; the longest is of 8 hours, after row 3 (2024-01-01 01:00).",
            (8,),
        ),
    ]


def test_the_same_of_several_series_is_told_once_with_their_number():
    codes = np.array([0, 0, 0, 0, 1, 1, 2, 2], dtype=np.int32)
    series = Series(
        "made", ("value",), np.zeros((8, 1)), np.datetime64("2024-01-01", "us") + np.zeros(8, "timedelta64[h]"),
        labels={"station": Labels(codes, ("north", "south", "west"))},
    )  # fmt: skip

    (report,) = reports_of(series, (), "station")

    assert report.finding.count == 5
    assert report.finding.message == (
        "north: Rows whose time an earlier row has: 3, at row 2 (2024-01-01), row 3 (2024-01-01), row 4 (2024-01-01)."
        " The same of 2 further series."
    )


def test_without_the_group_the_whole_file_is_one_clock():
    codes = [one.finding.code for one in reports_of(_two_stations(), ("value",))]

    assert codes == ["unsorted_time", "duplicate_timestamps"]
