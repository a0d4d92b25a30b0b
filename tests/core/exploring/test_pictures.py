"""Autocorrelation, partial autocorrelation and periodogram are those of the libraries that people trust."""

import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.exploring.made import chance, daily_and_weekly, monthly
from workbench.core.exploring.correlation import autocorrelation, fast_length, noise_bound, partial_autocorrelation
from workbench.core.exploring.season import seasonal_profile
from workbench.core.exploring.spectrum import periodogram, without_trend

EXACT = {"rtol": 1e-9, "atol": 1e-9}
COLUMNS = {
    "daily and weekly": daily_and_weekly(20),
    "months with a trend": monthly(),
    "noise": chance().normal(size=501),
    "random walk": chance().normal(size=1000).cumsum(),
    "an even and small number of rows": chance(2).normal(size=10),
    "far from zero": 1e7 + chance(3).normal(size=300),
}


@pytest.fixture(params=COLUMNS)
def values(request):
    return COLUMNS[request.param]


def by_statsmodels(name, *given, **choices):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it warns of at import is not ours
        from statsmodels.tsa import stattools

    return getattr(stattools, name)(*given, **choices)


def test_autocorrelation_is_that_of_statsmodels(values):
    lags = min(60, len(values) - 1)

    expected = by_statsmodels("acf", values, nlags=lags, fft=False)

    np.testing.assert_allclose(autocorrelation(values, lags), expected, **EXACT)


def test_partial_autocorrelation_is_that_of_statsmodels(values):
    lags = min(40, len(values) // 2 - 1)

    expected = by_statsmodels("pacf", values, nlags=lags, method="ldb")

    np.testing.assert_allclose(partial_autocorrelation(autocorrelation(values, lags)), expected, **EXACT)


@pytest.mark.parametrize("tapered", [False, True])
def test_the_periodogram_is_that_of_scipy(values, tapered):
    from scipy import signal

    frequencies, power = signal.periodogram(values, window="hann" if tapered else "boxcar", detrend="linear")

    found = periodogram(values, tapered=tapered)

    np.testing.assert_allclose(found.frequencies, frequencies[1:], **EXACT)
    np.testing.assert_allclose(found.power, power[1:], rtol=1e-9, atol=1e-9 * power.max())


def test_the_trend_that_is_taken_out_is_the_straight_line_of_scipy(values):
    from scipy import signal

    np.testing.assert_allclose(
        without_trend(values), signal.detrend(values), rtol=0, atol=1e-9 * max(1.0, np.abs(values).max())
    )


def test_pairs_with_missing_values_are_left_out_of_the_autocorrelation():
    values = daily_and_weekly(20)
    values[chance(4).choice(len(values), 60, replace=False)] = np.nan
    centred, known = values - np.nanmean(values), ~np.isnan(values)

    found = autocorrelation(values, 48)

    for lag in (1, 24, 48):
        pairs = (centred[:-lag] * centred[lag:])[known[:-lag] & known[lag:]]
        expected = pairs.mean() / np.nanmean(centred**2) * (1 - lag / len(values))
        assert found[lag] == pytest.approx(expected, abs=1e-9)


def test_values_that_hardly_miss_any_have_nearly_the_whole_autocorrelation():
    values = daily_and_weekly(60)
    holed = values.copy()
    holed[100:105] = np.nan

    assert autocorrelation(holed, 48) == pytest.approx(autocorrelation(values, 48), abs=0.02)


def test_squares_of_very_large_values_stay_finite():
    values = 1e200 * chance().normal(size=100)

    assert autocorrelation(values, 20) == pytest.approx(autocorrelation(values / 1e200, 20), abs=1e-9)


def test_the_partial_autocorrelation_ends_where_the_values_before_tell_everything():
    found = partial_autocorrelation(np.array([1.0, 1.0, 1.0, 1.0]))

    assert found[:2].tolist() == [1.0, 1.0]
    assert np.isnan(found[2:]).all()


def test_of_chance_alone_about_five_in_a_hundred_autocorrelations_pass_the_bound():
    values = chance(5).normal(size=5000)

    passed = np.abs(autocorrelation(values, 1000)[1:]) > noise_bound(len(values))

    assert 0.02 < passed.mean() < 0.08


@given(st.integers(1, 10**7))
def test_a_fast_length_is_long_enough_and_at_most_half_as_long_again(least):
    length = fast_length(least)

    assert least <= length <= max(1.5 * least, least + 1)
    while length % 2 == 0:
        length //= 2
    assert length in {1, 3, 5}


def test_the_profile_of_a_pure_season_is_that_season():
    shape = np.array([0.0, 3.0, 1.0, -4.0])

    found = seasonal_profile(5 + np.tile(shape, 20), 4)

    assert found == pytest.approx(shape, abs=1e-9)


def test_the_profile_begins_where_the_season_begins_not_where_the_rows_do():
    shape = np.array([0.0, 3.0, 1.0, -4.0])

    found = seasonal_profile(np.tile(shape, 20)[2:], 4, first=2)

    assert found == pytest.approx(shape, abs=1e-9)
