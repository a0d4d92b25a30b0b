import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.judgement.metrics import MEASURES, measures_by_step, metrics, of_target, title_of
from workbench.core.mending.measured import mean_step
from workbench.core.series import Series

VALUES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20)


def samples(*values):
    """One target, one step ahead: (N, 1, 1)."""
    return np.array(values, dtype=float)[:, None, None]


def measured(truth, forecast, naive_scale=1.0, last=None):
    known = np.zeros((len(truth), 1)) if last is None else np.array(last, dtype=float)[:, None]
    scale = np.array([naive_scale])
    return metrics(samples(*truth), samples(*forecast), last=known, naive_scale=scale, targets=["value"])


def test_each_measure_is_what_its_definition_says():
    # errors: +1, -2, +3
    told = measured(truth=[10, 20, 40], forecast=[11, 18, 43], naive_scale=4.0, last=[9, 19, 42])

    assert told == {
        "mae": pytest.approx((1 + 2 + 3) / 3),
        "rmse": pytest.approx(((1 + 4 + 9) / 3) ** 0.5),
        "bias": pytest.approx((1 - 2 + 3) / 3),
        "mape": pytest.approx(100 * (1 / 10 + 2 / 20 + 3 / 40) / 3),
        "smape": pytest.approx(200 * (1 / 21 + 2 / 38 + 3 / 83) / 3),
        "mase": pytest.approx(2 / 4),
        "r2": pytest.approx(1 - 14 / (1400 / 3)),  # the truth's squares around its mean 70/3 sum up to 1400/3
        "direction": pytest.approx(100 / 3),  # up and up; down for up; up for down
    }


def test_a_forecast_of_the_mean_explains_nothing():
    assert measured(truth=[1, 2, 3], forecast=[2, 2, 2])["r2"] == 0


@given(truth=VALUES)
def test_a_perfect_forecast_has_no_error(truth):
    told = measured(truth, truth)

    assert [told[name] for name in ("mae", "rmse", "bias", "smape", "mase")] == [0, 0, 0, 0, 0]
    assert told["mape"] in (0, None)
    assert told["r2"] in (1, None)


@given(truth=VALUES, shift=st.floats(-1e3, 1e3))
def test_a_forecast_that_is_off_by_one_amount_has_that_bias(truth, shift):
    told = measured(truth, [value + shift for value in truth])

    assert told["bias"] == pytest.approx(shift, abs=1e-9)
    assert told["mae"] == pytest.approx(abs(shift), abs=1e-9)
    assert told["rmse"] == pytest.approx(abs(shift), abs=1e-9)


def test_percent_of_a_zero_is_not_defined():
    told = measured(truth=[0, 1], forecast=[1, 1])

    assert told["mape"] is None
    assert told["smape"] == pytest.approx(100)


def test_the_symmetric_percentage_of_two_zeros_is_zero():
    assert measured(truth=[0, 0], forecast=[0, 0])["smape"] == 0


@pytest.mark.parametrize("level", [0.0, 5.0, 0.1])
@pytest.mark.parametrize("count", [1, 10, 1_001])
def test_without_any_change_in_the_truth_r2_is_not_defined(level, count):
    assert measured(truth=[level] * count, forecast=[level + 1] * count)["r2"] is None


def test_without_any_change_in_the_training_part_mase_is_not_defined():
    assert measured(truth=[1, 2], forecast=[1, 2], naive_scale=0.0)["mase"] is None


@pytest.mark.parametrize("broken", [np.nan, np.inf])
def test_of_a_forecast_that_is_no_number_no_measure_is_defined(broken):
    told = measured(truth=[1, 2], forecast=[1, broken])

    assert told == dict.fromkeys(MEASURES)


def test_an_error_too_large_to_be_squared_leaves_the_other_measures():
    told = measured(truth=[1, 2], forecast=[1, 1e200])

    assert told["rmse"] is None
    assert told["mae"] == pytest.approx(5e199)


def test_several_targets_are_judged_together_and_each_by_itself():
    truth = np.array([[[1.0, 100.0]], [[2.0, 300.0]]])  # (N, 1, K)
    forecast = truth + np.array([1.0, 10.0])

    told = metrics(truth, forecast, last=np.zeros((2, 2)), naive_scale=np.array([2.0, 5.0]), targets=["small", "large"])

    assert told["mae"] == pytest.approx(5.5)
    assert told["mase"] == pytest.approx((1 / 2 + 10 / 5) / 2)
    assert told["r2"] == pytest.approx(((1 - 2 / 0.5) + (1 - 200 / 20_000)) / 2)
    assert {name: part["mae"] for name, part in told["by_target"].items()} == {"small": 1, "large": 10}
    assert told["by_target"]["large"]["mase"] == 2
    assert tuple(told["by_target"]["small"]) == MEASURES


def test_r2_of_several_steps_is_taken_over_all_of_them_for_each_target():
    truth = np.array([[[0.0, 0.0], [2.0, 4.0]], [[4.0, 8.0], [6.0, 12.0]]])  # (N, H, K)
    forecast = truth + np.array([1.0, 2.0])

    told = metrics(truth, forecast, last=np.zeros((2, 2)), naive_scale=np.ones(2), targets=["single", "double"])

    assert told["r2"] == told["by_target"]["single"]["r2"] == pytest.approx(1 - 4 / 20)


def test_one_target_is_not_told_twice():
    assert tuple(measured(truth=[1, 2], forecast=[1, 2])) == MEASURES


def test_a_forecast_that_never_leaves_the_last_value_has_no_direction():
    assert measured(truth=[1, 3], forecast=[2, 2], last=[2, 2])["direction"] is None


def test_a_truth_that_stays_where_it_was_is_not_counted_as_a_direction():
    assert measured(truth=[2, 3, 1], forecast=[5, 5, 5], last=[2, 2, 2])["direction"] == 50


def test_the_measures_of_one_target_are_found_whether_there_are_others_or_not():
    alone = {"mae": 1.0}
    several = {"mae": 2.0, "by_target": {"a": {"mae": 1.0}, "b": {"mae": 3.0}}}

    assert of_target(alone, "a")["mae"] == of_target(several, "a")["mae"] == 1
    assert of_target(several, "b")["mae"] == 3


@given(st.integers(1, 30), st.integers(1, 4), st.integers(1, 3), st.integers(0, 1_000), st.sampled_from([0.0, 5.0]))
def test_each_step_of_each_target_is_measured_as_if_it_stood_alone(samples, horizon, targets, seed, level):
    chance = np.random.default_rng(seed)
    truth = np.round(chance.normal(size=(samples, horizon, targets)), 1) + level
    forecast = truth + chance.normal(size=truth.shape)
    last, scale = truth[:, 0] + chance.normal(size=(samples, targets)), chance.uniform(0.5, 2, targets)

    told = measures_by_step(truth, forecast, last=last, naive_scale=scale)

    assert tuple(told) == MEASURES
    for step in range(horizon):
        for at in range(targets):
            one = metrics(
                truth[:, [step]][..., [at]],
                forecast[:, [step]][..., [at]],
                last=last[:, [at]],
                naive_scale=scale[[at]],
                targets=["one"],
            )
            expected = [np.nan if one[name] is None else one[name] for name in MEASURES]
            np.testing.assert_allclose([told[name][step, at] for name in MEASURES], expected, rtol=1e-12)


def test_measures_of_steps_that_are_not_defined_are_nan():
    truth, forecast = np.zeros((3, 1, 1)), np.ones((3, 1, 1))

    told = measures_by_step(truth, forecast, last=np.zeros((3, 1)), naive_scale=np.zeros(1))

    assert {name for name, values in told.items() if np.isnan(values).all()} == {"mape", "mase", "r2", "direction"}


@given(seed=st.integers(0, 1_000))
def test_the_measures_agree_with_scikit_learn(seed):
    from sklearn import metrics as theirs

    chance = np.random.default_rng(seed)
    truth = chance.normal(10, 2, size=(40, 3, 2))
    forecast = truth + chance.normal(size=truth.shape)
    flat, guess = truth.reshape(-1, 2), forecast.reshape(-1, 2)

    told = metrics(truth, forecast, last=truth[:, 0], naive_scale=np.ones(2), targets=["a", "b"])

    expected = {
        "mae": theirs.mean_absolute_error(flat, guess),
        "rmse": theirs.root_mean_squared_error(flat.ravel(), guess.ravel()),
        "mape": 100 * theirs.mean_absolute_percentage_error(flat, guess),
        "r2": theirs.r2_score(flat, guess),
    }
    assert {name: told[name] for name in expected} == pytest.approx(expected, rel=1e-9)


@given(seed=st.integers(0, 1_000))
def test_the_measures_agree_with_statsmodels(seed):
    from statsmodels.tools import eval_measures as theirs

    chance = np.random.default_rng(seed)
    truth = chance.normal(10, 2, size=(40, 3, 1))
    forecast = truth + chance.normal(size=truth.shape)

    told = measures_by_step(truth, forecast, last=truth[:, 0], naive_scale=np.ones(1))

    one, other = forecast[..., 0], truth[..., 0]
    np.testing.assert_allclose(told["mae"][:, 0], theirs.meanabs(one, other), rtol=1e-9)
    np.testing.assert_allclose(told["rmse"][:, 0], theirs.rmse(one, other), rtol=1e-9)
    np.testing.assert_allclose(told["bias"][:, 0], theirs.bias(one, other), rtol=1e-9, atol=1e-12)


@given(seed=st.integers(0, 1_000))
def test_relative_and_symmetric_errors_and_the_direction_agree_with_scikit_learn(seed):
    """Each is written as a measure that scikit-learn has: of other values, of signs, or as a ratio of two."""
    from sklearn import metrics as theirs

    chance = np.random.default_rng(seed)
    learnt, truth = chance.normal(10, 2, size=60), chance.normal(10, 2, size=(40, 3, 1))
    forecast, last = truth + chance.normal(size=truth.shape), chance.normal(10, 2, size=(40, 1))
    series = Series("learnt", ("a",), learnt[:, None])

    told = metrics(truth, forecast, last=last, naive_scale=mean_step(series, ("a",), range(60)), targets=["a"])

    flat, guess = truth.ravel(), forecast.ravel()
    sizes = np.abs(flat) + np.abs(guess)
    before = np.repeat(last[:, 0], 3)
    expected = {
        "mase": theirs.mean_absolute_error(flat, guess) / theirs.mean_absolute_error(learnt[1:], learnt[:-1]),
        "smape": 200 * theirs.mean_absolute_percentage_error(sizes, sizes - np.abs(flat - guess)),
        "direction": 100 * theirs.accuracy_score(np.sign(flat - before), np.sign(guess - before)),
    }
    assert {name: told[name] for name in expected} == pytest.approx(expected, rel=1e-9)


def test_what_is_measured_in_the_targets_unit_says_it_and_shares_and_ratios_do_not():
    with_unit = [one for one in MEASURES if title_of(one, "kW").endswith(" [kW]")]

    assert with_unit == ["mae", "rmse", "bias"]
    assert [title_of(one) for one in MEASURES] == [title_of(one, "kW").removesuffix(" [kW]") for one in MEASURES]
