from dataclasses import replace

import numpy as np
import pytest

from tests.engine.made_models import constant_model, model_of
from tests.made_series import experiment_on, hourly, numbered, sine
from workbench.core.errors import DataError
from workbench.core.judgement.looks import key_of_test_part, looks_at
from workbench.core.layers import LSTM
from workbench.core.mending.spec import Mending
from workbench.core.preparing.prepared import prepare
from workbench.core.stopping import Discarded, StopToken
from workbench.engine.forecasting.prediction import predict
from workbench.engine.judgement.evaluation import evaluate, evaluate_model, open_test
from workbench.engine.network import Network


def opened_on(series, **windows):
    """Measure the validation part, and open the test part."""
    experiment = experiment_on(series.columns, windows=windows)
    network, prepared = Network(experiment), prepare(series, experiment)
    return open_test(network, prepared, evaluate(network, prepared))


def test_tomorrow_equals_today_is_as_far_off_as_the_steps_are_long():
    # the value grows by one in each row: one step ahead is off by 1, three steps ahead by 3
    evaluation = opened_on(numbered(300), horizon=3)

    for part in ("validation", "test"):
        naive = evaluation.metrics[part]["baselines"]["last_value"]
        assert naive["mae"] == pytest.approx((1 + 2 + 3) / 3)
        assert naive["rmse"] == pytest.approx(((1 + 4 + 9) / 3) ** 0.5)
        assert naive["bias"] == pytest.approx(-2)
        assert naive["mase"] == pytest.approx(2)  # a training step is 1
    by_step = evaluation.test.judged.baseline("last_value").by_step
    np.testing.assert_allclose(by_step["mae"], [[1], [2], [3]])


def test_a_gap_makes_tomorrow_equals_today_that_much_worse():
    naive = opened_on(numbered(300), gap=4).metrics["test"]["baselines"]["last_value"]

    assert naive["mae"] == pytest.approx(5)


def test_the_networks_measures_are_those_of_its_forecasts():
    evaluation = opened_on(numbered(300), horizon=2)

    test = evaluation.test.judged
    error = test.forecast - test.truth
    assert evaluation.metrics["test"]["mae"] == pytest.approx(np.abs(error).mean())
    assert evaluation.metrics["test"]["bias"] == pytest.approx(error.mean())
    np.testing.assert_allclose(test.by_step["mae"], np.abs(error).mean(axis=0))
    np.testing.assert_allclose(test.errors, np.abs(error).mean(axis=1))


def test_the_test_forecasts_know_their_rows_and_truth():
    series = numbered(300, times=hourly(300))

    test = opened_on(series, horizon=2).test.judged

    assert test.rows.tolist() == list(range(255, 299))  # the test part begins at row 255
    np.testing.assert_array_equal(test.truth[:, :, 0], test.rows[:, None] + [0, 1])
    last = test.baseline("last_value").forecaster.forecast(test.windows, range(1))
    np.testing.assert_array_equal(last[:, 0, 0], test.rows - 1)
    assert test.times is series.times


def test_the_future_begins_after_the_last_row():
    future = opened_on(numbered(300, times=hourly(300)), horizon=2).future

    assert future.first_row == 300
    assert future.times[0] == np.datetime64("2024-01-13T12")


def test_several_targets_are_measured_one_by_one():
    evaluation = opened_on(numbered(300, ("a", "b")))

    assert list(evaluation.metrics["test"]["by_target"]) == ["a", "b"]
    assert len(evaluation.test.judged.verdicts) == 2


def test_a_saved_model_is_measured_on_every_sample_of_another_series():
    told = evaluate_model(model_of(experiment_on(windows={"horizon": 2})), numbered(20))

    assert len(told.judged.rows) == 20 - 8 - 2 + 1
    last = told.judged.baseline("last_value").measures
    assert last["mae"] == pytest.approx(1.5)
    assert told.judged.measures.keys() == last.keys()
    assert told.judged.baseline("linear").note == "no training part"


def test_a_saved_model_keeps_the_scale_it_was_trained_on():
    model = constant_model([0.0])  # always the mean of its training part, 0 to 139

    told = evaluate_model(model, numbered(20))

    assert told.judged.measures["bias"] == pytest.approx(69.5 - np.arange(8, 20).mean())


def test_a_saved_model_of_several_columns_is_measured_beside_todays_values():
    series = numbered(60, ("slow", "fast"))
    series.values[:, 1] *= 10
    windows = {"horizon": 2, "gap": 3, "context": "strict"}
    model = model_of(experiment_on(("slow", "fast"), windows=windows), numbered(200, ("slow", "fast")))

    told = evaluate_model(model, series)

    naive = told.judged.baseline("last_value").measures["by_target"]
    assert len(told.judged.rows) == 60 - 8 - 3 - 2 + 1
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

    assert len(told.judged.rows) == 1


def test_a_saved_model_mends_new_data_as_it_was_trained():
    series = numbered(50)
    series.values[30] = np.nan
    model = model_of()
    mending = {"mending": Mending(missing="forward")}
    mends = replace(model, experiment=model.experiment.with_settings("data", **mending))

    told, whole = evaluate_model(mends, series), evaluate_model(model, numbered(50))

    horizon = model.experiment.windows.horizon
    assert len(told.judged.rows) == len(whole.judged.rows) - horizon  # those that a filled value would judge
    assert np.isfinite(predict(mends, series).values).all()


def test_a_hole_at_the_end_does_not_keep_a_run_from_being_measured():
    series = numbered(200, times=hourly(200))
    series.values[197:] = np.nan
    experiment = experiment_on().with_settings("data", mending=Mending(missing="leave"))
    prepared = prepare(series, experiment)

    network = Network(experiment)

    measured = open_test(network, prepared, evaluate(network, prepared))

    assert measured.future.first_row == 197
    assert measured.future.times[0] == hourly(200)[197]
    assert np.isfinite(measured.metrics["test"]["mae"])


def test_the_test_part_is_closed_until_somebody_opens_it():
    series, experiment = numbered(300), experiment_on()
    network, prepared = Network(experiment), prepare(series, experiment)

    closed = evaluate(network, prepared)

    assert (closed.test, closed.future, closed.shown) == (None, None, closed.validation)
    assert list(closed.metrics) == ["validation"]
    assert looks_at(key_of_test_part(prepared)) == 0


def test_every_look_at_a_test_part_is_counted_whichever_network_looks():
    series = numbered(300)
    looks = []
    for units in (2, 3):
        experiment = experiment_on(layers=(LSTM(units=units),))
        network, prepared = Network(experiment), prepare(series, experiment)
        looks.append(open_test(network, prepared, evaluate(network, prepared)).looks)

    assert looks == [1, 2]
    assert opened_on(sine(300)).looks == 1


def test_a_look_that_is_discarded_is_not_counted():
    series, experiment = numbered(300), experiment_on()
    network, prepared = Network(experiment), prepare(series, experiment)
    closed, stop = evaluate(network, prepared), StopToken()
    stop.stop("discard")

    with pytest.raises(Discarded):
        open_test(network, prepared, closed, stop)

    assert looks_at(key_of_test_part(prepared)) == 0


def test_counts_that_cannot_be_read_begin_anew(tmp_path):
    folder = tmp_path / "home" / "data"
    folder.mkdir(parents=True)
    (folder / "looks.json").write_text("[1, 2")

    assert opened_on(numbered(300)).looks == 1
