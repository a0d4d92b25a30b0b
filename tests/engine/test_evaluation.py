from dataclasses import replace

import numpy as np
import pytest

from tests.engine.made_models import constant_model, model_of
from tests.made_series import experiment_on, hourly, numbered
from workbench.core.errors import DataError
from workbench.core.mending.spec import Mending
from workbench.core.prepared import prepare
from workbench.engine.evaluation import evaluate, evaluate_model
from workbench.engine.network import Network
from workbench.engine.prediction import predict


def evaluation_on(series, **windows):
    experiment = experiment_on(series.columns, windows=windows)
    return evaluate(Network(experiment), prepare(series, experiment))


def test_tomorrow_equals_today_is_as_far_off_as_the_steps_are_long():
    # the value grows by one in each row: one step ahead is off by 1, three steps ahead by 3
    evaluation = evaluation_on(numbered(300), horizon=3)

    for part in ("validation", "test"):
        naive = evaluation.metrics[part]["last_value"]
        assert naive["mae"] == pytest.approx((1 + 2 + 3) / 3)
        assert naive["rmse"] == pytest.approx(((1 + 4 + 9) / 3) ** 0.5)
        assert naive["bias"] == pytest.approx(-2)
        assert naive["mase"] == pytest.approx(2)  # a training step is 1
    np.testing.assert_allclose(evaluation.test.last_value_error_by_step, [[1], [2], [3]])


def test_a_gap_makes_tomorrow_equals_today_that_much_worse():
    naive = evaluation_on(numbered(300), gap=4).metrics["test"]["last_value"]

    assert naive["mae"] == pytest.approx(5)


def test_the_networks_measures_are_those_of_its_forecasts():
    evaluation = evaluation_on(numbered(300), horizon=2)

    test = evaluation.test
    error = test.forecast - test.truth
    assert evaluation.metrics["test"]["mae"] == pytest.approx(np.abs(error).mean())
    assert evaluation.metrics["test"]["bias"] == pytest.approx(error.mean())
    np.testing.assert_allclose(test.error_by_step, np.abs(error).mean(axis=0))


def test_the_test_forecasts_know_their_rows_and_truth():
    series = numbered(300, times=hourly(300))

    test = evaluation_on(series, horizon=2).test

    assert test.rows.tolist() == list(range(255, 299))  # the test part begins at row 255
    np.testing.assert_array_equal(test.truth[:, :, 0], test.rows[:, None] + [0, 1])
    np.testing.assert_array_equal(test.last_value[:, 0, 0], test.rows - 1)
    assert test.times is series.times


def test_the_future_begins_after_the_last_row():
    future = evaluation_on(numbered(300, times=hourly(300)), horizon=2).future

    assert future.first_row == 300
    assert future.times[0] == np.datetime64("2024-01-13T12")


def test_several_targets_are_measured_one_by_one():
    evaluation = evaluation_on(numbered(300, ("a", "b")))

    assert list(evaluation.metrics["test"]["by_target"]) == ["a", "b"]


def test_a_saved_model_is_measured_on_every_sample_of_another_series():
    told = evaluate_model(model_of(experiment_on(windows={"horizon": 2})), numbered(20))

    assert told["windows"] == 20 - 8 - 2 + 1
    assert told["last_value"]["mae"] == pytest.approx(1.5)
    assert told["metrics"].keys() == told["last_value"].keys()


def test_a_saved_model_keeps_the_scale_it_was_trained_on():
    model = constant_model([0.0])  # always the mean of its training part, 0 to 139

    told = evaluate_model(model, numbered(20))

    assert told["metrics"]["bias"] == pytest.approx(69.5 - np.arange(8, 20).mean())


def test_a_saved_model_of_several_columns_is_measured_beside_todays_values():
    series = numbered(60, ("slow", "fast"))
    series.values[:, 1] *= 10
    windows = {"horizon": 2, "gap": 3, "context": "strict"}
    model = model_of(experiment_on(("slow", "fast"), windows=windows), numbered(200, ("slow", "fast")))

    told = evaluate_model(model, series)

    naive = told["last_value"]["by_target"]
    assert told["windows"] == 60 - 8 - 3 - 2 + 1
    assert [naive[name]["mae"] for name in ("slow", "fast")] == pytest.approx([4.5, 45])  # 4 and 5 steps away
    assert [naive[name]["mase"] for name in ("slow", "fast")] == pytest.approx([4.5, 4.5])


def test_a_series_with_a_hole_is_refused_where_nothing_was_decided_about_it():
    series = numbered(50)
    series.values[30] = np.nan

    with pytest.raises(DataError) as caught:
        evaluate_model(model_of(), series)

    assert str(caught.value) == (
        "Missing values in value: 1, the first at row 31.\nGive it a file with the columns the model was trained on."
    )


def test_a_series_without_the_models_column_is_refused():
    with pytest.raises(DataError) as caught:
        evaluate_model(model_of(), numbered(50, ("load",)))

    assert caught.value.what == "numbered has no column of numbers called value; it has: load."


def test_a_series_too_short_for_one_sample_is_refused():
    with pytest.raises(DataError) as caught:
        evaluate_model(model_of(experiment_on(windows={"horizon": 2, "gap": 1})), numbered(10))

    assert str(caught.value) == "numbered has 10 rows; one sample needs 11.\nGive it a longer file."


def test_the_shortest_series_has_one_sample():
    told = evaluate_model(model_of(experiment_on(windows={"horizon": 2, "gap": 1})), numbered(11))

    assert told["windows"] == 1


def test_a_saved_model_mends_new_data_as_it_was_trained():
    series = numbered(50)
    series.values[30] = np.nan
    model = model_of()
    mending = {"mending": Mending(missing="forward")}
    mends = replace(model, experiment=model.experiment.with_settings("data", **mending))

    told, whole = evaluate_model(mends, series), evaluate_model(model, numbered(50))

    horizon = model.experiment.windows.horizon
    assert told["windows"] == whole["windows"] - horizon  # those that a filled value would judge
    assert np.isfinite(predict(mends, series).values).all()


def test_a_hole_at_the_end_does_not_keep_a_run_from_being_measured():
    series = numbered(200, times=hourly(200))
    series.values[197:] = np.nan
    experiment = experiment_on().with_settings("data", mending=Mending(missing="leave"))
    prepared = prepare(series, experiment)

    measured = evaluate(Network(experiment), prepared)

    assert measured.future.first_row == 197
    assert measured.future.times[0] == hourly(200)[197]
    assert np.isfinite(measured.metrics["test"]["mae"])
