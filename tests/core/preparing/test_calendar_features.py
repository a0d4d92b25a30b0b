"""The calendar, against pandas."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.preparing.calendar_features import CALENDAR_KINDS, covered_periods, turns, waves

PANDAS = {
    "hour_of_day": lambda t: (t.hour + t.minute / 60 + t.second / 3600) / 24,
    "day_of_week": lambda t: t.day_of_week / 7,
    "day_of_month": lambda t: (t.day - 1) / t.days_in_month,
    "month_of_year": lambda t: (t.month - 1) / 12,
    "day_of_year": lambda t: (t.day_of_year - 1) / np.where(t.is_leap_year, 366, 365),
}


@pytest.mark.parametrize("kind", CALENDAR_KINDS)
@given(moments=st.lists(st.integers(-(10**10), 10**10), min_size=1, max_size=20))
def test_hands_of_the_calendar_stand_where_pandas_has_them(kind, moments):
    times = np.array(moments, dtype="datetime64[s]").astype("datetime64[us]")

    np.testing.assert_allclose(turns(kind, times), PANDAS[kind](pd.DatetimeIndex(times)), atol=1e-12)


@pytest.mark.parametrize("kind", CALENDAR_KINDS)
def test_waves_are_points_on_a_circle(kind):
    times = np.datetime64("2023-01-01", "us") + np.arange(800) * np.timedelta64(13, "h")

    found = waves(kind, times)

    assert found.shape == (800, 2)
    np.testing.assert_allclose((found**2).sum(axis=1), 1, atol=1e-6)


def test_covered_periods_are_turns_from_the_first_to_the_last():
    times = np.datetime64("2024-01-01", "us") + np.arange(15) * np.timedelta64(1, "D")

    assert covered_periods("day_of_week", times) == 2
    assert covered_periods("hour_of_day", times) == 14
    assert covered_periods("day_of_week", times[:1]) == 0
