import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_series import HOURS, hourly, numbered
from workbench.core.errors import DataError
from workbench.core.series import Series, number_with_unit, rhythm, shared_unit, shown_time, times_after


def times(*written):
    return np.array(written, dtype="datetime64[us]")


def every(unit, first, count, length=1):
    """Give ``count`` times that are ``length`` units of the calendar apart."""
    return (np.datetime64(first, unit) + length * np.arange(count)).astype("datetime64[us]")


def test_columns_are_selected_by_name_in_the_order_asked_for():
    series = numbered(3, ("a", "b", "c"))

    np.testing.assert_array_equal(series.column("b"), [1000, 1001, 1002])
    np.testing.assert_array_equal(series.select(["c", "a"]), [[2000, 0], [2001, 1], [2002, 2]])


def test_an_unknown_column_is_told_with_the_known_ones():
    with pytest.raises(DataError) as caught:
        numbered(3, ("a", "b")).column("temp")

    assert str(caught.value) == "numbered has no column 'temp'.\nIts columns are: a, b."


def test_the_step_is_the_commonest_distance():
    series = Series("made", ("v",), np.zeros((4, 1)), times("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-09"))

    assert series.step == np.timedelta64(1, "D")


def test_without_two_times_there_is_no_step():
    assert numbered(5).step is None
    assert numbered(1, times=hourly(1)).step is None


def test_a_row_is_named_by_its_time_or_else_by_its_number():
    assert numbered(5).when(2) == "3"
    assert numbered(5, times=hourly(5)).when(2) == "2024-01-01 02:00"
    assert numbered(5, times=every("D", "2024-01-30", 5)).when(2) == "2024-02-01"


def test_a_time_is_shown_without_the_parts_that_its_rhythm_makes_needless():
    moment = np.datetime64("2024-03-01T00:00", "us")

    assert shown_time(moment, np.timedelta64(1, "D")) == "2024-03-01"
    assert shown_time(moment, np.timedelta64(1, "h")) == "2024-03-01 00:00"
    assert shown_time(moment, None) == "2024-03-01 00:00"


@pytest.mark.parametrize(
    ("known", "next_times"),
    [
        (hourly(30), ["2024-01-02T06", "2024-01-02T07", "2024-01-02T08"]),
        (every("D", "2024-02-26", 3), ["2024-02-29", "2024-03-01", "2024-03-02"]),
        (every("D", "2024-01-01", 3, 7), ["2024-01-22", "2024-01-29", "2024-02-05"]),
        (every("M", "2024-10", 3), ["2025-01-01", "2025-02-01", "2025-03-01"]),
        (every("M", "2024-01", 3, 3), ["2024-10-01", "2025-01-01", "2025-04-01"]),
        (every("Y", "1998", 3), ["2001-01-01", "2002-01-01", "2003-01-01"]),
        (times("2024-01-15T06:00", "2024-02-15T06:00"), ["2024-03-15T06", "2024-04-15T06", "2024-05-15T06"]),
        (times("2023-11-30", "2023-12-31", "2024-01-31"), ["2024-02-29", "2024-03-31", "2024-04-30"]),
        (times("2024-06-30", "2024-09-30", "2024-12-31"), ["2025-03-31", "2025-06-30", "2025-09-30"]),
    ],
    ids=[
        "hours",
        "days over a leap day",
        "weeks",
        "months",
        "quarters",
        "years",
        "mid-months",
        "month ends",
        "quarter ends",
    ],
)
def test_times_continue_in_the_rhythm_of_their_calendar(known, next_times):
    continued = times_after(known, 3)

    assert continued.tolist() == times(*next_times).tolist()
    assert continued.dtype == known.dtype


def test_a_month_that_is_missing_does_not_break_the_rhythm():
    known = times("2024-01-01", "2024-02-01", "2024-03-01", "2024-05-01")

    assert times_after(known, 2).tolist() == times("2024-06-01", "2024-07-01").tolist()


def test_a_day_that_is_missing_does_not_break_the_rhythm():
    known = times("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-06")

    assert times_after(known, 1).tolist() == times("2024-01-07").tolist()


@given(st.integers(2, 100), st.integers(1, 50), st.integers(1, 10**7))
def test_continued_times_keep_the_distance(rows, count, seconds):
    known = HOURS + np.arange(rows) * np.timedelta64(seconds, "s")

    continued = times_after(known, count)

    assert len(continued) == count
    distances = np.diff(np.concatenate([known[-1:], continued]))
    if seconds < 28 * 86_400:
        assert (distances == np.timedelta64(seconds, "s")).all()
    else:
        assert (distances > np.timedelta64(0)).all()


@pytest.mark.parametrize(
    ("step", "word"),
    [
        (np.timedelta64(365, "D"), "yearly"),
        (np.timedelta64(91, "D"), "quarterly"),
        (np.timedelta64(31, "D"), "monthly"),
        (np.timedelta64(7, "D"), "weekly"),
        (np.timedelta64(1, "D"), "daily"),
        (np.timedelta64(1, "h"), "hourly"),
        (np.timedelta64(60, "s"), "every minute"),
        (np.timedelta64(90, "s"), "one row every 90 s"),
        (None, "rows in order"),
    ],
)
def test_a_rhythm_has_a_word(step, word):
    assert rhythm(step) == word


@pytest.mark.parametrize(
    ("step", "shown"),
    [
        (np.timedelta64(1, "D"), "2024-03-01"),
        (np.timedelta64(90, "s"), "2024-03-01 00:00:00"),
        (np.timedelta64(10, "s"), "2024-03-01 00:00:00"),
        (np.timedelta64(250, "ms"), "2024-03-01 00:00:00.000"),
        (np.timedelta64(5, "us"), "2024-03-01 00:00:00.000000"),
        (np.timedelta64(0, "us"), "2024-03-01"),
    ],
)
def test_a_time_is_shown_as_finely_as_its_rhythm_is(step, shown):
    assert shown_time(np.datetime64("2024-03-01", "us"), step) == shown


def test_a_time_is_never_cut():
    assert shown_time(np.datetime64("2024-03-01T06:30", "us"), np.timedelta64(1, "D")) == "2024-03-01 06:30"
    assert shown_time(np.datetime64("2024-03-01T06:30:15", "us"), None) == "2024-03-01 06:30:15"


def test_columns_share_a_unit_where_all_have_the_same():
    units = {"a": "kW", "b": "kW", "c": "°C"}

    assert shared_unit(units, ("a", "b")) == "kW"
    assert shared_unit(units, ("a", "c")) == shared_unit(units, ("a", "unknown")) == ""
    assert (number_with_unit("1.5", "kW"), number_with_unit("1.5", "")) == ("1.5 kW", "1.5")
