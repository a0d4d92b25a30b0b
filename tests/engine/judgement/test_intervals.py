"""Intervals: radii by hand, coverage on simulated data, and nothing promised that cannot be kept."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.engine.judgement.intervals import Calibration, Spread, calibrate, coverage, edges_of


def noise(samples, horizon=2, seed=0):
    """Errors that grow with the step of the horizon, of a skew distribution."""
    chance = np.random.default_rng(seed)
    return (chance.gamma(2.0, size=(samples, horizon, 1)) - 1) * np.arange(1, horizon + 1)[:, None]


def test_the_radius_is_the_error_of_the_rank_that_split_conformal_prediction_asks_for():
    truth = np.arange(1.0, 100.0)[:, None, None]  # 99 errors: 1 to 99

    told = calibrate(truth, np.zeros_like(truth))

    assert told.shares == (0.8, 0.95)
    assert told.radii[:, 0, 0].tolist() == [80, 95]  # the (n + 1) · share smallest
    assert told.samples == 99


@pytest.mark.parametrize(("samples", "shares"), [(3, ()), (4, (0.8,)), (18, (0.8,)), (19, (0.8, 0.95))])
def test_a_share_that_too_few_samples_cannot_promise_is_left_out(samples, shares):
    truth = np.ones((samples, 1, 1))

    told = calibrate(truth, np.zeros_like(truth))

    assert told.shares == shares
    assert told.radii.shape == (len(shares), 1, 1)


def test_errors_that_are_no_numbers_promise_nothing():
    truth = np.ones((50, 1, 1))
    truth[3] = np.nan

    assert calibrate(truth, np.zeros_like(truth)).around(np.zeros((1, 1))) is None


@pytest.mark.parametrize("seed", range(3))
def test_on_simulated_data_the_share_inside_is_within_two_points_of_what_was_promised(seed):
    errors = noise(20_000, seed=seed)
    calibration = calibrate(errors[:10_000], np.zeros((10_000, 2, 1)))

    new, forecast = errors[10_000:], np.zeros((10_000, 2, 1))
    reached = coverage(new, forecast, calibration.around(forecast))

    assert set(reached) == {0.8, 0.95}
    for share, inside in reached.items():
        np.testing.assert_allclose(inside, share, atol=0.02)


@given(samples=st.integers(19, 80), seed=st.integers(0, 500))
def test_over_many_small_calibrations_the_promise_holds_on_average(samples, seed):
    """Exchangeable errors: each new one is inside with a probability of at least the share."""
    errors = noise(samples + 1, horizon=1, seed=seed)
    ranks = np.abs(errors[:, 0, 0]).argsort().argsort()

    radii = calibrate(errors[:-1], np.zeros((samples, 1, 1))).radii

    inside = abs(errors[-1, 0, 0]) <= radii[0, 0, 0]
    assert inside == (ranks[-1] < np.ceil((samples + 1) * 0.8 - 1e-9))


def test_the_interval_lies_around_the_forecast_with_the_widest_edges_outside():
    calibration = Calibration((0.8, 0.95), np.array([[[1.0]], [[2.0]]]), 100)

    spread = calibration.around(np.array([[10.0]]))

    assert spread.levels == (0.025, 0.1, 0.9, 0.975)
    assert spread.quantiles.tolist() == [[[8, 9, 11, 12]]]
    assert spread.method == "conformal"


def test_the_edges_of_quantiles_are_those_that_lie_as_far_from_both_ends():
    spread = Spread((0.05, 0.2, 0.5, 0.8, 0.9), np.arange(5.0)[None, None], None)

    edges = edges_of(np.zeros((1, 1)), spread)

    assert {share: (low.item(), high.item()) for share, (low, high) in edges.items()} == {0.6: (1, 3)}


def test_a_deviation_is_read_as_a_normal_distribution():
    errors = np.random.default_rng(1).normal(0, 3, (20_000, 1, 1))
    spread = Spread((), None, np.full_like(errors, 3.0), "gaussian")

    reached = coverage(errors, np.zeros_like(errors), spread)

    assert {share: inside.item() for share, inside in reached.items()} == pytest.approx(
        {0.8: 0.8, 0.95: 0.95}, abs=0.01
    )
