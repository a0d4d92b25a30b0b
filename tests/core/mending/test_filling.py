"""Filling: what was there stays, what comes later is not looked at unless it is said."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.mending.made import NAN, data_of, fillings, holed, series_of
from workbench.core.experiment import WindowSpec
from workbench.core.mending.filling import filled, looks_ahead
from workbench.core.mending.mended import mended, season_of, told_by
from workbench.core.mending.spec import FILLINGS, Mending
from workbench.core.preparing.splits import split_steps
from workbench.core.series import Series


def fill(values, how, *, ends=None, season=3):
    values = np.array(values, dtype=np.float64)
    return filled(values, how, ends=ends or [len(values)], season=season)


FILLED = {
    "forward": [NAN, 1, 1, 1, 4, 4],
    "linear": [NAN, 1, 2, 3, 4, 4],
    "spline": [NAN, 1, 2, 3, 4, 4],
    "seasonal": [NAN, 1, NAN, NAN, 4, NAN],
}


@pytest.mark.parametrize("how", FILLINGS)
def test_a_hole_is_filled_as_its_name_says(how):
    made = fill([NAN, 1, NAN, NAN, 4, NAN], how)

    np.testing.assert_allclose(made, FILLED[how])


def test_last_season_repeats_the_latest_value_of_the_same_place():
    made = fill([1, 2, 3, NAN, 5, NAN, NAN, 8, NAN], "seasonal")

    np.testing.assert_array_equal(made, [1, 2, 3, 1, 5, 3, 1, 8, 3])


def test_a_spline_bends_where_a_line_does_not_and_never_leaves_its_neighbours():
    values = [0, 1, 4, NAN, 16, 25]

    line, curve = fill(values, "linear"), fill(values, "spline")

    assert line[3] == 10
    assert 4 < curve[3] < 10


@given(series=holed(most=200), seed=st.integers(0, 99))
def test_a_spline_from_the_nearest_values_is_the_spline_of_all(series, seed):
    from scipy.interpolate import PchipInterpolator

    values = np.where(np.isnan(series.values[:, 0]), np.nan, np.random.default_rng(seed).normal(size=len(series)))
    known = np.flatnonzero(~np.isnan(values))

    made = fill(values, "spline")

    if len(known) > 2:
        inside = np.arange(known[0], known[-1] + 1)
        np.testing.assert_allclose(made[inside], PchipInterpolator(known, values[known])(inside), atol=1e-12)


@given(holed(), fillings, st.integers(1, 60))
def test_a_value_that_was_there_is_never_changed(series, how, end):
    values = series.values[:, 0]

    made = fill(values, how, ends=[min(end, len(values)), len(values)])

    known = ~np.isnan(values)
    np.testing.assert_array_equal(made[known], values[known])


@given(holed(), st.sampled_from(["forward", "seasonal"]), st.integers(1, 59), st.data())
def test_a_causal_filling_does_not_look_at_later_values(series, how, cut, data):
    values = series.values[:, 0]
    cut = min(cut, len(values))
    later = data.draw(st.lists(st.sampled_from([NAN, 7.0, -3.0]), min_size=len(values) - cut, max_size=len(values)))
    other = np.concatenate([values[:cut], later])

    np.testing.assert_array_equal(fill(values, how)[:cut], fill(other, how)[:cut])


@given(holed(), fillings, st.tuples(st.integers(1, 59), st.integers(1, 59)), st.data())
def test_no_filling_looks_into_a_later_part(series, how, ends, data):
    values = series.values[:, 0]
    first, second = sorted(min(end, len(values)) for end in ends)
    cut = data.draw(st.sampled_from([first, second]))
    other = values.copy()
    other[cut:] = data.draw(st.sampled_from([NAN, 99.0]))
    parts = [first, second, len(values)]

    np.testing.assert_array_equal(fill(values, how, ends=parts)[:cut], fill(other, how, ends=parts)[:cut])


@given(holed(), fillings)
def test_filling_again_changes_nothing(series, how):
    once = fill(series.values[:, 0], how)

    np.testing.assert_array_equal(fill(once, how), once)


@given(holed(), st.integers(1, 6))
def test_no_more_of_a_hole_is_filled_than_was_allowed(series, longest):
    values = series.values[:, 0]

    made = mended(series, data_of(missing="forward", longest=longest)).values[:, 0]

    in_a_row = 0
    for before, after in zip(values, made, strict=True):
        in_a_row = in_a_row + 1 if np.isnan(before) else 0
        assert in_a_row <= longest or np.isnan(after)


@given(holed(), fillings, st.data())
def test_what_is_not_flagged_as_looking_ahead_is_the_same_without_all_that_comes_later(series, how, data):
    """The rule by which samples are left out: their past, filled, is what it would have been on the day itself."""
    values = series.values[:, 0]
    made = fill(values, how)
    was_filled = np.isnan(values) & ~np.isnan(made)
    flags = looks_ahead(was_filled, ~np.isnan(values), how)
    step = data.draw(st.integers(0, len(values) - 1))

    if not flags[step]:
        np.testing.assert_array_equal(fill(values[: step + 1], how), made[: step + 1])


# A whole series


def test_filled_cells_are_marked_and_their_share_is_told():
    series = series_of([1, NAN, 3, 4, 5, 6, NAN, 8, 9, 10], [NAN] * 10, columns=("a", "b"))

    made = mended(series, data_of(("a",), missing="forward"))

    assert made.repaired[:, 0].tolist() == [False, True, False, False, False, False, True, False, False, False]
    assert not made.repaired[:, 1].any()
    assert np.isnan(made.column("b")).all()
    (told,) = told_by(made, series)
    assert told.message == "Values that were filled in a: 2 (20.00%), each with the last value before."
    assert (told.code, told.count) == ("values_filled", 2)


def test_each_column_has_its_own_way():
    series = series_of([1, NAN, 3], [1, NAN, 3], [1, NAN, 3], columns=("a", "b", "c"))
    data = data_of(("a", "b", "c"), missing="leave", by_column={"a": "linear", "b": "forward"})

    made = mended(series, data)

    np.testing.assert_array_equal(made.values[1], [2, 1, NAN])


def test_rows_are_dropped_only_for_columns_that_ask_for_it():
    series = series_of([1, NAN, 3, 4], [1, 2, NAN, 4], columns=("a", "b"))

    made = mended(series, data_of(("a", "b"), missing="leave", by_column={"a": "drop"}))

    assert made.column("a").tolist() == [1, 3, 4]
    assert made.lines.tolist() == [2, 4, 5]
    assert told_by(made, series)[0].message == (
        "Rows that were dropped because of missing values: 1 (25.00%). The rows on both sides count as neighbours."
    )


@pytest.mark.parametrize("how", ["refuse", "leave"])
def test_where_nothing_is_to_be_done_it_is_the_same_series(how):
    series = series_of([1, NAN, 3])

    assert mended(series, data_of(missing=how)) is series


@given(holed(), st.sampled_from(["drop", *FILLINGS]), st.none() | st.integers(1, 4))
def test_mending_again_changes_nothing(series, how, longest):
    data = data_of(missing=how, season=3, longest=longest)
    once = mended(series, data)

    again = mended(once, data)

    np.testing.assert_array_equal(again.values, once.values)
    np.testing.assert_array_equal(again.times, once.times)
    assert again.findings == once.findings


@given(holed(), st.sampled_from(["linear", "spline"]))
def test_the_parts_are_those_of_the_split(series, how):
    windows = WindowSpec()
    split = split_steps(len(series), windows)

    made = mended(series, data_of(missing=how), windows)

    alone = fill(series.values[:, 0], how, ends=[split.train.stop, split.validation.stop, len(series)])
    np.testing.assert_array_equal(made.values[:, 0], alone)


SEASONS = {
    "hours": ("h", 1, 24),
    "quarters of an hour": ("m", 15, 96),
    "days": ("D", 1, 7),
    "weeks": ("D", 7, 52),
}


@pytest.mark.parametrize("name", SEASONS)
def test_the_calendar_has_a_season_for(name):
    unit, count, season = SEASONS[name]
    times = np.datetime64("2024-01-01", "us") + np.arange(9) * np.timedelta64(count, unit).astype("timedelta64[us]")

    assert season_of(Series("made", ("value",), np.zeros((9, 1)), times), Mending()) == season


def test_months_have_a_season_of_a_year_and_other_steps_have_none():
    months = (np.datetime64("2024-01", "M") + np.arange(9)).astype("datetime64[us]")
    odd = np.datetime64("2024-01-01", "us") + np.arange(9) * np.timedelta64(7 * 3600 * 10**6, "us")
    rows = Series("made", ("value",), np.zeros((9, 1)))

    assert season_of(Series("made", ("value",), np.zeros((9, 1)), months), Mending()) == 12
    assert season_of(Series("made", ("value",), np.zeros((9, 1)), odd), Mending()) is None
    assert season_of(rows, Mending()) is None
    assert season_of(rows, Mending(season=5)) == 5
