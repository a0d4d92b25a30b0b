"""Intervals: radii by hand, coverage on simulated data, and nothing promised that cannot be kept."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.judgement.by_series import Owners
from workbench.engine.judgement.intervals import (
    FEWEST_OF_A_SERIES,
    Calibration,
    Spread,
    calibrate,
    coverage,
    edges_of,
    held_by_series,
    width_of,
    widths_told,
)


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


SCALES = (0.1, 1.0, 30.0)  # of the noise of three series


def of_many(samples, *, scales=SCALES, seed=0):
    """Give errors (N, 2, 1) of series with different noise, and whose they are, one behind the other."""
    counts = [samples] * len(scales) if isinstance(samples, int) else samples
    at = np.repeat(np.arange(len(scales)), counts)
    errors = noise(len(at), seed=seed) * np.array(scales)[at][:, None, None]
    return errors, Owners(tuple(f"series {place}" for place in range(len(scales))), at, np.array(scales)[:, None] * 2)


def inside_each(calibration, *, seed=1, owners_known=True):
    """Give the share inside for each series of new errors, at 80 % and 95 %."""
    errors, owners = of_many(6_000, seed=seed)
    spread = calibration.around(np.zeros_like(errors), owners if owners_known else None)
    held = held_by_series(errors, np.zeros_like(errors), spread, owners, calibration)
    return held, {share: [one.coverage[share].mean() for one in held] for share in (0.8, 0.95)}


@pytest.mark.parametrize("seed", range(3))
def test_with_widths_of_its_own_each_series_is_held_within_two_points_of_what_was_promised(seed):
    errors, owners = of_many(6_000, seed=seed)
    calibration = calibrate(errors, np.zeros_like(errors), owners=owners)

    held, inside = inside_each(calibration, seed=seed + 50)

    assert [one.width for one in held] == ["own"] * 3
    for share, reached in inside.items():
        np.testing.assert_allclose(reached, share, atol=0.02)


def test_one_width_for_all_would_hold_nearly_every_quiet_series_and_too_little_of_the_loud_one():
    errors, owners = of_many(6_000)
    calibration = calibrate(errors, np.zeros_like(errors), owners=owners)

    _, inside = inside_each(calibration, owners_known=False)

    quiet, _, loud = inside[0.8]
    assert quiet > 0.99
    assert loud < 0.6


def test_a_series_with_few_errors_has_those_of_all_in_proportion_to_its_mean_step():
    errors, owners = of_many([6_000, FEWEST_OF_A_SERIES - 1, FEWEST_OF_A_SERIES])
    calibration = calibrate(errors, np.zeros_like(errors), owners=owners)

    held, inside = inside_each(calibration)

    assert [one.width for one in held] == ["own", "scaled", "own"]
    assert widths_told(calibration, owners.names) == (
        "Conformal widths: from errors of the series itself for 2 of 3 series. Series with fewer than 40 errors of"
        " their own have those of all series, in proportion to their mean step: 1."
    )
    np.testing.assert_allclose(inside[0.8][1], 0.8, atol=0.02)
    np.testing.assert_allclose(inside[0.95][1], 0.95, atol=0.02)
    relative = np.abs(errors) / owners.scales[owners.at][:, None]
    expected = np.sort(relative[:, 0, 0])[int(np.ceil((len(errors) + 1) * 0.8)) - 1] * owners.scales[1, 0]
    assert calibration.of("series 1").radii[0, 0, 0] == pytest.approx(expected, rel=1e-12)


def test_a_series_without_a_mean_step_or_unknown_at_all_has_the_width_of_all_together():
    errors, owners = of_many([100, 100, 5])
    owners.scales[2] = 0

    calibration = calibrate(errors, np.zeros_like(errors), owners=owners)

    alike = calibrate(errors, np.zeros_like(errors)).radii
    for name in ("series 2", "a new one"):
        np.testing.assert_array_equal(calibration.of(name).radii, alike)
        assert width_of(calibration, name) == "shared"
    told = widths_told(calibration, [*owners.names, "a new one"])
    assert told == (
        "Conformal widths: from errors of the series itself for 2 of 4 series. Series without either have one width"
        " for all: 2."
    )


def test_each_forecast_has_the_width_of_its_own_series():
    errors, owners = of_many(100)
    calibration = calibrate(errors, np.zeros_like(errors), owners=owners)

    spread = calibration.around(errors, owners)

    for at in (0, 150, 299):
        alone = calibration.of(owners.names[owners.at[at]]).around(errors[at])
        np.testing.assert_array_equal(spread.quantiles[at], alone.quantiles)


def test_of_truths_that_are_not_known_nothing_is_counted_and_a_forecast_that_is_no_number_is_infinitely_far_off():
    truth = np.arange(1.0, 100.0)[:, None, None] * np.ones((1, 3, 1))
    counted = np.ones((99, 3), dtype=bool)
    counted[60:, 1] = False
    counted[3:, 2] = False
    forecast = np.zeros_like(truth)
    forecast[:10, 0] = np.nan

    told = calibrate(truth, forecast, counted=counted)

    assert told.shares == (0.8, 0.95)
    np.testing.assert_array_equal(told.radii[:, :, 0], [[90, 49, np.nan], [np.nan, 58, np.nan]])


@pytest.mark.parametrize("samples", [19, 50, 999])
def test_the_radius_is_the_quantile_that_scikit_learn_gives_at_that_rank(samples):
    from sklearn.dummy import DummyRegressor

    errors = np.abs(noise(samples))

    told = calibrate(errors, np.zeros_like(errors))

    for at, share in enumerate(told.shares):
        rank = math.ceil((samples + 1) * share - 1e-9)
        theirs = DummyRegressor(strategy="quantile", quantile=(rank - 1) / (samples - 1))
        expected = theirs.fit(np.zeros((samples, 1)), errors[..., 0]).constant_.ravel()
        np.testing.assert_allclose(told.radii[at, :, 0], expected, rtol=1e-9)


def test_the_edges_of_a_deviation_are_those_of_scipys_normal_distribution():
    from scipy.stats import norm

    chance = np.random.default_rng(1)
    forecast, deviation = chance.normal(size=(5, 2, 1)), chance.uniform(0.1, 3, size=(5, 2, 1))

    edges = edges_of(forecast, Spread((), None, deviation, "gaussian"))

    for share, found in edges.items():
        for ours, theirs in zip(found, norm.interval(share, forecast, deviation), strict=True):
            np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9)


def test_the_share_inside_is_that_which_scikit_learn_counts():
    from sklearn.metrics import accuracy_score

    errors = noise(400)
    spread = calibrate(errors[:200], np.zeros((200, 2, 1))).around(np.zeros((200, 2, 1)))
    new = errors[200:]

    reached = coverage(new, np.zeros_like(new), spread)

    for share, (low, high) in edges_of(np.zeros_like(new), spread).items():
        for step in range(2):
            inside = np.clip(new, low, high)[:, step, 0] == new[:, step, 0]
            assert reached[share][step, 0] == pytest.approx(accuracy_score(np.ones(200), inside), rel=1e-9)
