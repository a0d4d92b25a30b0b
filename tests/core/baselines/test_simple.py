"""The baselines that learn nothing: values by hand, and against statsmodels where it has the same."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.baselines import BASELINES, Ground
from workbench.core.baselines.drift import Drift
from workbench.core.baselines.last_value import LastValue
from workbench.core.baselines.mean import WindowMean
from workbench.core.baselines.seasonal_naive import SeasonalNaive
from workbench.core.experiment import WindowSpec
from workbench.core.preparing.scaling import fit_scaler
from workbench.core.preparing.units import TargetUnits
from workbench.core.preparing.windows import cut_windows

AGREES = {"rtol": 1e-9, "atol": 1e-9}


def samples_of(targets, season=None, **spec):
    """Give the ground and every sample of (S, K) targets."""
    scaled = targets.astype(np.float32)
    names = tuple("abc"[: targets.shape[1]])
    ground = Ground(targets, TargetUnits(fit_scaler("none", names, targets)), tuple(range(len(names))), season)
    return ground, cut_windows(scaled, scaled, WindowSpec(**spec), range(len(targets)))


def forecasts(baseline, targets, season=None, **spec):
    ground, windows = samples_of(targets, season, **spec)
    return baseline.fit(ground).forecast(windows, range(windows.horizon))


COUNTED = np.arange(20.0)[:, None]


def test_tomorrow_equals_the_last_step_of_each_past():
    given = forecasts(LastValue(), COUNTED, timesteps=4, gap=2, horizon=3, stride=5)

    assert given[:, :, 0].tolist() == [[3, 3, 3], [8, 8, 8], [13, 13, 13]]


def test_the_mean_is_that_of_the_window():
    given = forecasts(WindowMean(), COUNTED, timesteps=4, horizon=2, stride=6)

    assert given[:, :, 0].tolist() == [[1.5, 1.5], [7.5, 7.5], [13.5, 13.5]]


def test_the_drift_goes_on_along_the_line_through_both_ends_of_the_window():
    squares = (np.arange(12.0) ** 2)[:, None]

    given = forecasts(Drift(), squares, timesteps=4, gap=1, horizon=2, stride=20)

    assert given[0, :, 0].tolist() == [9 + 3 * 2, 9 + 3 * 3]  # 3 a step from 0 to 9, two and three steps on


def test_a_window_of_one_step_has_no_drift():
    assert forecasts(Drift(), COUNTED, timesteps=1, horizon=2)[3, :, 0].tolist() == [3, 3]


def test_the_seasonal_naive_repeats_the_last_season_beyond_its_length():
    given = forecasts(SeasonalNaive(), COUNTED, season=3, timesteps=5, gap=1, horizon=5, stride=20)

    # the window ends at 4; the first step forecast is 6, which is a season after 3
    assert given[0, :, 0].tolist() == [3, 4, 2, 3, 4]


def test_without_a_season_there_is_no_seasonal_naive():
    ground, _ = samples_of(COUNTED, timesteps=4)

    assert SeasonalNaive().fit(ground) == "no season within the window"


@given(season=st.integers(2, 8), horizon=st.integers(1, 20), gap=st.integers(0, 5), seed=st.integers(0, 99))
def test_on_a_series_that_repeats_itself_the_seasonal_naive_is_never_wrong(season, horizon, gap, seed):
    once = np.random.default_rng(seed).normal(size=(season, 2))
    targets = np.tile(once, (12, 1))
    ground, windows = samples_of(targets, season, timesteps=9, gap=gap, horizon=horizon)

    given = SeasonalNaive().fit(ground).forecast(windows, range(horizon))

    truth = targets[np.array(windows.futures, dtype=np.int64)[:, None] + np.arange(horizon)]
    np.testing.assert_array_equal(given, truth)


@pytest.mark.parametrize("baseline", BASELINES, ids=lambda one: one.name)
def test_no_samples_have_no_forecasts(baseline):
    targets = np.arange(60.0).reshape(30, 2)
    ground, some = samples_of(targets, 2, timesteps=4)
    ground.windows.update(train=some, validation=some)
    none = cut_windows(targets.astype(np.float32), targets.astype(np.float32), WindowSpec(timesteps=4), range(3))

    assert baseline.fit(ground).forecast(none, range(1)).shape == (0, 1, 2)


@pytest.mark.parametrize("baseline", BASELINES, ids=lambda one: one.name)
def test_some_steps_of_the_horizon_are_those_of_the_whole_forecast(baseline):
    targets = np.random.default_rng(1).normal(size=(80, 2)).cumsum(axis=0)
    ground, windows = samples_of(targets, 3, timesteps=6, horizon=5, gap=1)
    ground.windows.update(train=windows, validation=windows)
    fitted = baseline.fit(ground)

    whole, some = fitted.forecast(windows, range(5)), fitted.forecast(windows, range(2, 4))

    np.testing.assert_allclose(some, whole[:, 2:4], rtol=1e-12)


@pytest.mark.parametrize("baseline", BASELINES, ids=lambda one: one.name)
def test_a_baseline_reads_nothing_but_the_past_of_a_sample(baseline):
    targets = np.random.default_rng(2).normal(size=(60, 1))
    ground, windows = samples_of(targets, 4, timesteps=8, horizon=3)
    ground.windows.update(train=windows, validation=windows)
    fitted = baseline.fit(ground)
    before = fitted.forecast(windows, range(3))[20]

    outside = np.ones(60, dtype=bool)
    outside[20:28] = False
    targets[outside] = 1e6
    windows.features[outside] = windows.targets[outside] = 1e6

    np.testing.assert_array_equal(fitted.forecast(windows, range(3))[20], before)


@pytest.mark.parametrize("season", [1, 7])
def test_random_walks_of_statsmodels_give_the_same(season):
    """An ARIMA (0, 1, 0) forecasts the last value, with a seasonal difference alone the seasonal naive."""
    from statsmodels.tsa.arima.model import ARIMA

    values = np.random.default_rng(3).normal(size=60).cumsum()
    order = {"order": (0, 1, 0)} if season == 1 else {"order": (0, 0, 0), "seasonal_order": (0, 1, 0, season)}
    theirs = ARIMA(values, **order).filter([1.0]).forecast(20)

    baseline = LastValue() if season == 1 else SeasonalNaive()
    ours = forecasts(baseline, np.append(values, np.zeros(20))[:, None], season, timesteps=60, horizon=20)

    np.testing.assert_allclose(ours[0, :, 0], theirs, **AGREES)
