"""The clock: order, repeated times, gaps, and what cannot be done about them."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.mending.made import HOUR, NAN, clocks, data_of, mending_experiment, series_of
from tests.made_series import HOURS, numbered
from workbench.core.mending.clock import times_ahead
from workbench.core.mending.mended import mended, told_by
from workbench.core.mending.problems import clock_problems
from workbench.core.mending.spec import Mending
from workbench.core.series import Labels, Series


def dated(*days, values=None):
    """A series on these days."""
    times = np.array(days, dtype="datetime64[us]")
    values = np.arange(len(days), dtype=np.float64) if values is None else np.array(values, dtype=np.float64)
    return Series("made", ("value",), values[:, None], times)


def messages(made, series):
    return [finding.message for finding in told_by(made, series)]


def test_rows_are_sorted_by_time_with_all_that_belongs_to_them():
    series = series_of([1, 2, 3, 4], hours=[0, 3, 1, 2])
    series = Series("made", ("value",), series.values, series.times, lines=series.lines,
                    labels={"word": Labels(np.array([0, 1, 2, 3], dtype=np.int32), ("a", "b", "c", "d"))})  # fmt: skip

    made = mended(series, data_of(order="sort"))

    assert made.values[:, 0].tolist() == [1, 3, 4, 2]
    assert made.lines.tolist() == [2, 4, 5, 3]
    assert made.labels["word"].codes.tolist() == [0, 2, 3, 1]
    assert messages(made, series) == ["The rows were sorted by time; it went back in 1 places."]


MERGED = {"mean": [1, 2.5, 5, 6], "last": [1, 3, 5, 6], "sum": [1, 5, 5, 6]}


@pytest.mark.parametrize("how", MERGED)
def test_rows_of_one_time_become_one_wherever_they_stand(how):
    series = series_of([1, 2, 5, NAN, 3, 6], hours=[0, 1, 2, 2, 1, 3])

    made = mended(series, data_of(duplicates=how))

    assert made.values[:, 0].tolist() == MERGED[how]
    assert made.times.tolist() == (HOURS + np.arange(4) * HOUR).tolist()
    assert messages(made, series)[0].startswith("Rows that were merged with another of the same time: 2;")


@given(clocks(), st.sampled_from(["mean", "last", "sum"]))
def test_after_merging_every_time_stands_once_and_single_rows_are_as_they_were(series, how):
    made = mended(series, data_of(duplicates=how))

    times, counts = np.unique(series.times, return_counts=True)
    assert sorted(made.times.tolist()) == times.tolist()
    for time in times[counts == 1]:
        np.testing.assert_array_equal(made.values[made.times == time], series.values[series.times == time])


@given(clocks(), st.sampled_from(["mean", "last", "sum"]))
def test_a_reindexed_clock_has_one_step_and_keeps_every_value(series, how):
    data = data_of(order="sort", duplicates=how, gaps="step")
    merged = mended(series, data_of(order="sort", duplicates=how))

    made = mended(series, data)

    if len(merged) > 1:
        assert len(set(np.diff(made.times).tolist())) == 1
        steps = np.diff(merged.times)
        step = made.times[1] - made.times[0]
        if (steps % step == np.timedelta64(0)).all():
            at = np.isin(made.times, merged.times)
            np.testing.assert_array_equal(made.values[at], merged.values)
            assert np.isnan(made.values[~at]).all()
            assert (made.lines[~at] == 0).all()


@given(clocks(), st.sampled_from(["keep", "mean", "last", "sum"]), st.sampled_from(["keep", "step"]))
def test_a_mended_clock_stays_as_it_is(series, duplicates, gaps):
    if duplicates == "keep":
        gaps = "keep"
    data = data_of(order="sort", duplicates=duplicates, gaps=gaps)
    once = mended(series, data)

    again = mended(once, data)

    np.testing.assert_array_equal(again.times, once.times)
    np.testing.assert_array_equal(again.values, once.values)


def test_gaps_become_rows_of_missing_values_which_are_then_filled():
    series = series_of([1, 2, 5, 6], hours=[0, 1, 4, 5])

    empty, full = (mended(series, data_of(gaps="step", missing=how)) for how in ("leave", "linear"))

    np.testing.assert_array_equal(empty.values[:, 0], [1, 2, NAN, NAN, 5, 6])
    assert empty.lines.tolist() == [2, 3, 0, 0, 4, 5]
    assert empty.repaired is None
    assert messages(empty, series) == [
        "Rows that were added where the times have gaps: 2, the first after 2024-01-01 01:00."
    ]
    assert full.values[:, 0].tolist() == [1, 2, 3, 4, 5, 6]
    assert full.repaired[:, 0].tolist() == [False, False, True, True, False, False]


CALENDARS = {
    "months": (["2023-11-01", "2023-12-01", "2024-03-01", "2024-04-01"], ["2024-01-01", "2024-02-01"]),
    "last days of months": (["2023-11-30", "2023-12-31", "2024-01-31", "2024-03-31", "2024-04-30"], ["2024-02-29"]),
    "quarters": (["2022-01-01", "2022-04-01", "2022-10-01", "2023-01-01"], ["2022-07-01"]),
    "years": (["2001-01-01", "2002-01-01", "2003-01-01", "2006-01-01"], ["2004-01-01", "2005-01-01"]),
    "days": (["2024-02-27", "2024-02-28", "2024-03-01"], ["2024-02-29"]),
    "weeks": (["2024-01-01", "2024-01-08", "2024-01-15", "2024-01-29"], ["2024-01-22"]),
}


@pytest.mark.parametrize("name", CALENDARS)
def test_the_step_goes_by_the_calendar_for(name):
    days, added = CALENDARS[name]
    series = dated(*days)

    made = mended(series, data_of(gaps="step"))

    assert made.times.astype("datetime64[D]").astype(str).tolist() == sorted([*days, *added])
    assert int(np.isnan(made.values).sum()) == len(added)


def test_weekends_and_holidays_are_no_gaps_among_business_days():
    weekdays = ["2024-05-02", "2024-05-03", "2024-05-06", "2024-05-08", "2024-05-09", "2024-05-10", "2024-05-21"]
    series = dated(*weekdays)  # one weekday is missing in the first week, six after it

    made = mended(series, data_of(gaps="business", holiday_days=1))

    added = set(made.times.astype("datetime64[D]").astype(str).tolist()) - set(weekdays)
    assert sorted(added) == ["2024-05-13", "2024-05-14", "2024-05-15", "2024-05-16", "2024-05-17", "2024-05-20"]
    assert clock_problems(series, mending_experiment(gaps="business")) == []


def test_a_clock_of_business_days_goes_on_after_the_weekend():
    series = dated("2024-05-09", "2024-05-10")

    ahead = times_ahead(series, Mending(gaps="business"), 2)

    assert ahead.astype("datetime64[D]").astype(str).tolist() == ["2024-05-13", "2024-05-14"]


def test_times_between_two_steps_are_moved_to_the_nearer_one_and_it_is_told():
    times = HOURS + np.arange(6) * HOUR
    times[2] += np.timedelta64(3, "s")
    series = Series("made", ("value",), np.arange(6.0)[:, None], times)

    made = mended(series, data_of(gaps="step"))

    assert made.times.tolist() == (HOURS + np.arange(6) * HOUR).tolist()
    assert messages(made, series) == [
        "Rows whose time was moved to the nearest step: 1, by at most 3 s, the first at row 3 (2024-01-01 02:00:03)."
    ]


def test_the_steps_lie_where_most_times_do_not_where_the_first_one_does():
    times = HOURS + np.arange(6) * HOUR
    times[0] += np.timedelta64(7, "s")
    series = Series("made", ("value",), np.arange(6.0)[:, None], times)

    made = mended(series, data_of(gaps="step"))

    assert made.times.tolist() == (HOURS + np.arange(6) * HOUR).tolist()


def test_rows_without_times_have_no_clock_to_mend():
    series = numbered(10)

    assert mended(series, data_of(order="sort", duplicates="mean")).values is series.values


# What cannot be done

REFUSED = {
    "no times": (numbered(10), {}, "data.mending.gaps", "Rows can be added only where every row has a time."),
    "disorder": (
        series_of([1, 2, 3], hours=[0, 2, 1]),
        {},
        "data.mending.order",
        "The time goes back at row 3; rows can be added only where they are in its order.",
    ),
    "repeated times": (
        series_of([1, 2, 3], hours=[0, 1, 1]),
        {},
        "data.mending.duplicates",
        "Two rows belong to one step at 2024-01-01 01:00; rows can be added only where each step has one.",
    ),
    "a wrong time": (
        series_of([1, 2, 3, 4], hours=[0, 1, 2, 9_000_000]),
        {},
        "data.mending.gaps",
        "8,999,997 rows would be added to the 4 there are; the longest gap is after 2024-01-01 02:00.",
    ),
    "a Saturday": (
        dated("2024-05-09", "2024-05-10", "2024-05-11"),
        {"gaps": "business"},
        "data.mending.gaps",
        "Rows on a Saturday or Sunday: 1, the first at row 3 (2024-05-11); business days have none.",
    ),
    "hours as business days": (
        series_of(list(range(100))),
        {"gaps": "business"},
        "data.mending.gaps",
        "Business days need one row a day; these rows do not come daily.",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_rows_cannot_be_added_where_there_is(name):
    series, choices, address, message = REFUSED[name]
    experiment = mending_experiment(**{"gaps": "step", **choices})

    (problem,) = clock_problems(series, experiment)

    assert (problem.address, problem.message) == (address, message)
    assert all(one.message != message for one in clock_problems(series, problem.repair.experiment))


@given(clocks(), st.sampled_from(["keep", "sort"]), st.sampled_from(["keep", "mean"]))
def test_the_repairs_of_a_clock_lead_to_one_that_can_be_mended(series, order, duplicates):
    experiment = mending_experiment(order=order, duplicates=duplicates, gaps="step")

    for _ in range(4):
        problems = clock_problems(series, experiment)
        if not problems:
            break
        experiment = problems[0].repair.experiment

    assert problems == []
    mended(series, experiment.data)
