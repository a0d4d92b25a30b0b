"""Whatever is seen of a curve, nothing of it is lost: not a spike, not a gap."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.app.plots.places import Places, places_of
from workbench.app.plots.pyramid import pyramid_of
from workbench.core.series import Series

START = np.datetime64("2024-01-01", "us")


def irregular(rows, seed):
    """Give times with distances from a microsecond to days."""
    distances = 10.0 ** np.random.default_rng(seed).uniform(0, 11, rows)
    return START + np.cumsum(distances.astype(np.int64)).astype("timedelta64[us]")


@st.composite
def curves(draw):
    rows, seed = draw(st.integers(1, 6_000)), draw(st.integers(0, 100))
    values = np.random.default_rng(seed).normal(0, 1, rows).cumsum()
    spikes = draw(st.lists(st.integers(0, rows - 1), max_size=5))
    values[spikes] = 1e6
    for start in draw(st.lists(st.integers(0, rows - 1), max_size=3)):
        values[start : start + draw(st.integers(1, 600))] = np.nan
    times = draw(st.sampled_from([None, "regular", "irregular"]))
    regular = START + np.arange(rows) * np.timedelta64(3_600_000_000, "us")
    return values, Places(rows, {None: None, "regular": regular, "irregular": irregular(rows, seed)}[times])


@given(curves(), st.floats(-0.2, 1.0), st.floats(0.0005, 1.4), st.integers(1, 300))
def test_every_column_of_pixels_is_covered_from_its_lowest_to_its_highest_value(curve, begin, share, columns):
    values, places = curve
    first, span = places.one(0), places.one(len(values) - 1) - places.one(0)
    left = first + begin * span
    right = left + max(share * span, 1e-3)

    x, y = pyramid_of(values, places).points(left, right, columns)

    edges = np.linspace(left, right, columns + 1)
    where = places.at(np.arange(len(values)))
    drawn, rows = np.searchsorted(edges, x, side="right"), np.searchsorted(edges, where, side="right")
    for column in range(1, columns + 1):
        inside = values[(rows == column) & ~np.isnan(values)]
        if len(inside):
            shown = y[drawn == column]
            assert np.nanmin(shown) == inside.min()
            assert np.nanmax(shown) == inside.max()


@given(curves(), st.integers(1, 60))
def test_no_more_points_than_the_screen_can_show_are_given(curve, columns):
    values, places = curve

    x, y = pyramid_of(values, places).points(places.one(0), places.one(len(values) - 1) + 1, columns)

    assert len(x) == len(y) <= max(3 * columns, 2 * (columns + 2))
    assert (np.diff(x) >= 0).all()


def test_a_gap_as_wide_as_a_column_stays_a_gap():
    values = np.arange(10_000.0)
    values[4_000:4_500] = np.nan

    x, y = pyramid_of(values, Places(10_000)).points(1, 10_001, 100)

    assert np.isnan(y[(x > 4_050) & (x < 4_450)]).all()
    assert not np.isnan(y[(x < 3_950) | (x > 4_550)]).any()


def test_the_points_beside_the_view_are_given_so_that_lines_reach_its_edges():
    x, y = pyramid_of(np.arange(100.0), Places(100)).points(10.5, 20.5, 500)

    assert (x[0], x[-1]) == (10, 21)
    assert y.tolist() == (x - 1).tolist()


def test_infinite_values_are_drawn_as_missing_ones():
    values = np.where(np.arange(5_000) == 77, np.inf, 1.0)

    pyramid = pyramid_of(values, Places(5_000))

    assert pyramid.bounds == (1.0, 1.0)
    assert np.isinf(values[77])  # the series stays as it is


def test_bounds_are_those_of_all_rows_and_none_without_values():
    assert pyramid_of(np.array([np.nan, 3.0, -1.0]), Places(3)).bounds == (-1.0, 3.0)
    assert pyramid_of(np.full(5_000, np.nan), Places(5_000)).bounds is None
    assert pyramid_of(np.empty(0), Places(0)).bounds is None


@given(st.integers(1, 500), st.floats(-10, 510))
def test_rows_by_number_are_found_as_times_are(rows, x):
    by_number = Places(rows)
    by_time = Places(rows, np.datetime64(1_000_000, "us") + np.arange(rows) * np.timedelta64(1_000_000, "us"))

    assert by_time.at(list(range(rows))) == pytest.approx(by_number.at(list(range(rows))))
    rounded = round(x, 3)  # times are kept to the microsecond
    assert by_time.first_from(np.array([rounded])) == by_number.first_from(np.array([rounded]))
    assert by_time.nearest(rounded) == by_number.nearest(rounded)


def test_many_series_one_behind_the_other_stand_by_number():
    times = np.concatenate([START + np.arange(3), START + np.arange(3)]).astype("datetime64[us]")

    assert places_of(Series("two", ("value",), np.zeros((6, 1)), times)).times is None
