import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.metrics import error_by_step, metrics

MEASURES = ("mae", "rmse", "bias", "mape", "smape", "mase", "r2")
VALUES = st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=20)


def samples(*values):
    """One target, one step ahead: (N, 1, 1)."""
    return np.array(values, dtype=float)[:, None, None]


def measured(truth, forecast, naive_scale=1.0):
    return metrics(samples(*truth), samples(*forecast), naive_scale=np.array([naive_scale]), targets=["value"])


def test_each_measure_is_what_its_definition_says():
    # errors: +1, -2, +3
    told = measured(truth=[10, 20, 40], forecast=[11, 18, 43], naive_scale=4.0)

    assert told == {
        "mae": pytest.approx((1 + 2 + 3) / 3),
        "rmse": pytest.approx(((1 + 4 + 9) / 3) ** 0.5),
        "bias": pytest.approx((1 - 2 + 3) / 3),
        "mape": pytest.approx(100 * (1 / 10 + 2 / 20 + 3 / 40) / 3),
        "smape": pytest.approx(200 * (1 / 21 + 2 / 38 + 3 / 83) / 3),
        "mase": pytest.approx(2 / 4),
        "r2": pytest.approx(1 - 14 / (1400 / 3)),  # the truth's squares around its mean 70/3 sum up to 1400/3
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

    told = metrics(truth, forecast, naive_scale=np.array([2.0, 5.0]), targets=["small", "large"])

    assert told["mae"] == pytest.approx(5.5)
    assert told["mase"] == pytest.approx((1 / 2 + 10 / 5) / 2)
    assert told["r2"] == pytest.approx(((1 - 2 / 0.5) + (1 - 200 / 20_000)) / 2)
    assert {name: part["mae"] for name, part in told["by_target"].items()} == {"small": 1, "large": 10}
    assert told["by_target"]["large"]["mase"] == 2
    assert tuple(told["by_target"]["small"]) == MEASURES


def test_r2_of_several_steps_is_taken_over_all_of_them_for_each_target():
    truth = np.array([[[0.0, 0.0], [2.0, 4.0]], [[4.0, 8.0], [6.0, 12.0]]])  # (N, H, K)
    forecast = truth + np.array([1.0, 2.0])

    told = metrics(truth, forecast, naive_scale=np.ones(2), targets=["single", "double"])

    assert told["r2"] == told["by_target"]["single"]["r2"] == pytest.approx(1 - 4 / 20)


def test_one_target_is_not_told_twice():
    assert tuple(measured(truth=[1, 2], forecast=[1, 2])) == MEASURES


def test_the_error_of_each_step_is_its_own_mean():
    truth = np.zeros((2, 3, 1))
    forecast = np.array([[[1.0], [2.0], [3.0]], [[3.0], [-2.0], [5.0]]])

    np.testing.assert_array_equal(error_by_step(truth, forecast), [[2], [2], [4]])
