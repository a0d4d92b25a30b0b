"""Round places on an axis."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engine.report.ticks import date_ticks, log_ticks, number_ticks


def seconds(time):
    return float(np.datetime64(time, "s").astype(np.int64))


@given(low=st.floats(-1e9, 1e9), size=st.floats(1e-3, 1e9))
def test_ticks_lie_inside_and_are_evenly_apart(low, size):
    ticks = [tick.at for tick in number_ticks(low, low + size)]

    room = 1e-6 * (abs(low) + size)
    assert 2 <= len(ticks) <= 9
    assert all(low - room <= at <= low + size + room for at in ticks)
    assert np.allclose(np.diff(ticks), ticks[1] - ticks[0], rtol=1e-3)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, 10, ["0", "2", "4", "6", "8", "10"]),
        (-0.2, 0.2, ["-0.2", "-0.1", "0", "0.1", "0.2"]),
        (0, 6_000, ["0", "1,000", "2,000", "3,000", "4,000", "5,000", "6,000"]),
    ],
)
def test_numbers_have_the_digits_that_their_step_needs(low, high, words):
    assert [tick.words for tick in number_ticks(low, high)] == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2024-01-01T00", "2024-01-01T06", ["01-01 00:00", "01-01 01:00", "01-01 02:00"]),
        ("2024-01-01", "2024-01-13", ["2024-01-02", "2024-01-04", "2024-01-06"]),
        ("2024-01-01", "2024-12-31", ["2024-01", "2024-03", "2024-05"]),
        ("1900-01-01", "1960-01-01", ["1900", "1910", "1920"]),
    ],
)
def test_dates_stand_at_round_moments(first, last, words):
    assert [tick.words for tick in date_ticks(seconds(first), seconds(last))][:3] == words


def test_a_single_value_has_one_tick():
    assert [tick.words for tick in number_ticks(3.0, 3.0)] == ["3"]
    assert len(date_ticks(seconds("2024-01-01"), seconds("2024-01-01"))) == 1


def test_few_decades_have_their_ones_twos_and_fives():
    assert [tick.words for tick in log_ticks(-2, -1)] == ["0.01", "0.02", "0.05", "0.1"]
    assert [tick.words for tick in log_ticks(-4, 0)] == ["0.0001", "0.001", "0.01", "0.1", "1"]
