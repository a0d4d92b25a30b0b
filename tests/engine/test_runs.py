import csv
from dataclasses import replace

import numpy as np
import pytest
import torch

from tests.engine.made_models import model_of
from tests.engine.trained import Training
from tests.made_series import experiment_on, hourly, numbered, sine
from workbench.core.errors import DataError, DeviceError, ExportError, SettingsError
from workbench.core.experiment import FileSource
from workbench.core.layers import GRU, LSTM
from workbench.core.settings.experiment_file import load_experiment
from workbench.core.stopping import StopToken
from workbench.core.text import text
from workbench.engine.export.bundle import load_bundle
from workbench.engine.forecasting.prediction import predict
from workbench.engine.learning.events import (
    BatchDone,
    Compiling,
    EpochDone,
    StateTaken,
    TrainingFinished,
    TrainingStarted,
)
from workbench.engine.machine.devices import Device
from workbench.engine.network import Network
from workbench.engine.recurrent import carrier
from workbench.engine.runs import DataPrepared, RunFinished, RunFolder, look_at_test, open_model, run


def events_of(experiment, series, stop=None):
    return list(run(experiment, series, stop or StopToken()))


def test_a_run_prepares_trains_and_measures():
    every = events_of(experiment_on(epochs=2), sine(200))
    events = [event for event in every if not isinstance(event, Compiling)]  # that is the machine's affair

    assert isinstance(events[0], DataPrepared)
    assert isinstance(events[1], TrainingStarted)
    assert sum(isinstance(event, EpochDone) for event in events) == 2
    assert isinstance(events[-2], TrainingFinished)
    assert isinstance(events[-1], RunFinished)
    assert events[-1].training is events[-2]


def test_what_the_cpu_compiles_after_a_training_elsewhere_is_told_before_it_measures(monkeypatch):
    trained = TrainingFinished("all epochs done", None, 1, 1, 0.5, 2.0)
    monkeypatch.setattr("workbench.engine.runs.train", lambda network, prepared, **tokens: iter([trained]))
    monkeypatch.setattr(carrier, "compiles", lambda kind: True)
    told = []
    for name in ("cuda:0", "cpu"):
        device = Device(name, usable=True, reason=text("Chosen."))
        monkeypatch.setattr("workbench.engine.runs.choose_device", lambda wanted, device=device: device)
        told.append(events_of(experiment_on(layers=(GRU(units=3),)), sine(200)))

    elsewhere, here = told
    assert elsewhere[1:3] == [trained, Compiling(("gru",))]
    assert isinstance(elsewhere[-1], RunFinished)
    assert not any(isinstance(event, Compiling) for event in here)  # where the CPU trained, it was told before


def test_a_run_whose_warm_up_does_not_end_is_refused_before_anything_is_prepared():
    with pytest.raises(SettingsError) as caught:
        next(run(experiment_on(warmup=5, epochs=3), sine(200), StopToken()))

    assert str(caught.value) == (
        "The warm-up must be shorter than the training: 5 against 3 epochs leave nothing for the full learning rate.\n"
        "Repair: Switch the warm-up off."
    )


def test_a_run_that_began_with_such_a_warm_up_goes_on(monkeypatch):
    began = Training(experiment_on(warmup=5, epochs=3))
    for event in began:
        if isinstance(event, EpochDone):
            began.stop.stop()

    events = list(run(began.experiment, sine(200), StopToken(), state=began.of(StateTaken)[-1].state))

    assert events[-1].training.epochs == 3


def test_a_run_tells_what_the_user_should_know_of_the_data():
    series = numbered(200, ("value", "valve"))
    series.values[:, 1] = 7

    events = events_of(experiment_on(("value",), inputs=("value", "valve"), epochs=1), series)

    assert events[0].notices == ("valve never changes in the training part; the network can learn nothing from it.",)


def test_a_runs_model_forecasts_what_the_run_measured():
    series = sine(200)

    finished = events_of(experiment_on(epochs=1), series)[-1]

    assert finished.model.metrics == finished.evaluation.metrics
    told = look_at_test(finished.model, series, finished.evaluation)
    np.testing.assert_array_equal(predict(finished.model, series).values, told.evaluation.future.values)
    assert told.model.metrics["test"]["looks"] == 1
    assert finished.model.schema.rows == 200


def test_a_run_is_repeated_by_its_seed_to_the_last_bit():
    models = [events_of(experiment_on(epochs=2), sine(200))[-1].model for _ in range(2)]

    assert models[0].metrics == models[1].metrics
    for name, weight in models[0].weights.items():
        np.testing.assert_array_equal(weight, models[1].weights[name])


def state_after(experiment, **changed):
    """Give the state at the end of a run, with some of its fields changed."""
    states = [event.state for event in events_of(experiment, sine(200)) if isinstance(event, StateTaken)]
    return replace(states[-1], **changed)


def test_a_run_goes_on_from_its_state():
    state = state_after(experiment_on(epochs=2))

    events = list(run(experiment_on(epochs=3), sine(200), StopToken(), state=state))

    assert [event.epoch for event in events if isinstance(event, EpochDone)] == [3]
    assert events[0].notices == ()
    assert events[-1].training.epochs == 3


def test_going_on_with_another_torch_says_what_that_means():
    state = state_after(experiment_on(epochs=1), torch="2.6.0")

    prepared = next(run(experiment_on(epochs=2), sine(200), StopToken(), state=state))

    assert prepared.notices == (
        f"The run began with torch 2.6.0; with torch {torch.__version__} it goes on, but not to the same last bit.",
    )


def test_going_on_beyond_the_end_of_a_schedule_says_so():
    state = state_after(experiment_on(epochs=2, schedule="cosine"))

    prepared = next(run(experiment_on(epochs=3, schedule="cosine"), sine(200), StopToken(), state=state))

    assert prepared.notices == (
        "The schedule was laid out for 2 epochs; after them the learning rate stays at 0.01 of its full size.",
    )


def stopped_run(ending):
    stop = StopToken()
    events = []
    for event in run(experiment_on(epochs=5), sine(200), stop):
        events.append(event)
        if isinstance(event, BatchDone):
            stop.stop(ending)
    return events[-1]


def test_a_stopped_run_keeps_its_model():
    finished = stopped_run("keep")

    assert finished.training.reason == "stopped"
    assert finished.model is not None
    assert finished.evaluation.metrics["validation"]["mae"] > 0


def test_a_discarded_run_keeps_nothing():
    finished = stopped_run("discard")

    assert (finished.training.reason, finished.model, finished.evaluation) == ("discarded", None, None)


@pytest.mark.parametrize(
    ("experiment", "error"),
    [
        (experiment_on(layers=(LSTM(), GRU())), SettingsError),
        (experiment_on(("load",)), DataError),
        (experiment_on(windows={"timesteps": 5_000}), DataError),
        (experiment_on(device="cuda:99"), DeviceError),
    ],
    ids=["layers", "columns", "rows", "device"],
)
def test_a_run_that_cannot_work_says_so_before_any_batch(experiment, error):
    events = []

    with pytest.raises(error):
        events.extend(run(experiment, sine(200), StopToken()))

    assert not any(isinstance(event, BatchDone) for event in events)


def test_a_part_of_huge_values_leaves_a_model_that_can_be_saved(tmp_path):
    series = sine(200)
    series.values[175:] = 1e300

    finished = events_of(experiment_on(epochs=1), series)[-1]
    told = look_at_test(finished.model, series, finished.evaluation)
    folder = RunFolder(tmp_path)
    folder.save_model(told.model)

    assert told.model.metrics["test"]["rmse"] is None
    assert load_bundle(folder.model).metrics == told.model.metrics


def test_a_run_folder_keeps_experiment_history_and_model(tmp_path):
    folder, experiment = RunFolder(tmp_path / "runs" / "first"), experiment_on(epochs=3)
    events = events_of(experiment, sine(200))
    epochs = [event for event in events if isinstance(event, EpochDone)]

    folder.save_experiment(experiment)
    folder.save_history(epochs)
    folder.save_model(events[-1].model)

    assert load_experiment(folder.path / "run.experiment.json") == experiment
    assert load_bundle(folder.model).metrics == events[-1].model.metrics
    with (folder.path / "history.csv").open() as file:
        history = list(csv.DictReader(file))
    assert [int(row["epoch"]) for row in history] == [1, 2, 3]
    assert [float(row["validation_loss"]) for row in history] == [epoch.validation_loss for epoch in epochs]


@pytest.fixture
def kept_model(tmp_path):
    """A model of a file, and that file."""
    rows = tmp_path / "rows.csv"
    rows.write_text("value\n" + "".join(f"{value}\n" for value in range(200)))
    experiment = experiment_on().with_settings("data", source=FileSource(path=str(rows)))
    RunFolder(tmp_path).save_model(model_of(experiment))
    return RunFolder(tmp_path).model, rows


def test_an_opened_model_is_measured_on_the_data_it_names(kept_model):
    path, _ = kept_model

    opened = open_model(path)

    assert len(opened.series) == 200
    assert opened.evaluation.metrics["validation"]["baselines"]["last_value"]["mae"] == 1
    told = look_at_test(opened.model, opened.series, opened.evaluation)
    np.testing.assert_array_equal(
        told.evaluation.future.values, predict(load_bundle(path), numbered(200, times=hourly(200))).values
    )


def test_an_opened_model_keeps_its_scalers_though_the_data_changed(kept_model):
    path, rows = kept_model
    before = open_model(path)
    rows.write_text(rows.read_text() + "1000\n" * 100)

    after = open_model(path)

    assert len(after.series) == 300
    assert after.model.input_scaler.to_json() == before.model.input_scaler.to_json()
    opened = look_at_test(after.model, after.series, after.evaluation)
    later = opened.evaluation.test.judged.forecast[-1]
    np.testing.assert_allclose(later, predict(after.model, ten_rows_of(1000)).values, rtol=1e-6)


def ten_rows_of(value):
    series = numbered(10)
    series.values[:] = value
    return series


def test_a_model_whose_data_is_gone_is_opened_without_it_and_says_so(kept_model):
    path, rows = kept_model
    rows.unlink()

    opened = open_model(path)

    assert opened.model.weights
    assert (opened.series, opened.evaluation) == (None, None)
    assert opened.notice == (
        f"{rows} could not be read: No such file or directory. Check that the file exists and that you may read it."
    )


def test_a_model_whose_data_lost_its_column_is_opened_without_it_and_says_so(kept_model):
    path, rows = kept_model
    rows.write_text(rows.read_text().replace("value", "load"))

    opened = open_model(path)

    assert (opened.series, opened.evaluation) == (None, None)
    assert opened.notice.startswith("rows.csv has no column of numbers called value; it has: load")


def test_a_model_says_that_its_data_has_more_rows_than_it_was_trained_on(kept_model):
    path, rows = kept_model
    assert open_model(path).notice is None
    rows.write_text(rows.read_text() + "1000\n" * 1_000)

    assert open_model(path).notice == (
        "The data has changed since the training: 1,200 rows instead of 200; parts of it may have been learnt from."
    )


def test_a_model_says_that_its_data_has_another_rhythm(kept_model):
    path, rows = kept_model
    days = np.datetime64("2024-01-01") + np.arange(200)
    rows.write_text("date,value\n" + "".join(f"{day},{at}\n" for at, day in enumerate(days)))

    assert open_model(path).notice == (
        "The data has changed since the training: daily instead of rows in order;"
        " parts of it may have been learnt from."
    )


def asked_to_end_while_measured(monkeypatch, ending, *, after):
    """Ask for the end once ``after`` chunks of samples have gone through the trained network."""
    stop, seen, distribution = StopToken(), [], Network.distribution
    events = run(experiment_on(epochs=1), sine(3_000), stop)
    next(event for event in events if isinstance(event, TrainingFinished))

    def counted(network, x):
        seen.append(len(x))
        if len(seen) == after:
            stop.stop(ending)
        return distribution(network, x)

    monkeypatch.setattr(Network, "distribution", counted)
    monkeypatch.setattr("workbench.engine.forecasting.prediction.samples_at_once", lambda timesteps, **_how: 100)
    (finished,) = events
    return finished, len(seen)


def test_a_run_can_be_discarded_while_it_is_measured(monkeypatch):
    finished, forecasts = asked_to_end_while_measured(monkeypatch, "discard", after=2)

    assert (finished.training.reason, finished.model, finished.evaluation) == ("discarded", None, None)
    assert forecasts == 2


def test_a_run_that_is_kept_while_it_is_measured_goes_on(monkeypatch):
    finished, forecasts = asked_to_end_while_measured(monkeypatch, "keep", after=2)

    assert finished.training.reason == "all epochs done"
    assert finished.evaluation is not None
    assert forecasts == 5  # all of the validation part


def test_a_model_that_could_not_be_measured_can_be_kept(tmp_path, monkeypatch):
    def fail(*_arguments):
        raise DataError("The series is odd.")

    monkeypatch.setattr("workbench.engine.runs.evaluate", fail)

    finished = stopped_run("keep")
    RunFolder(tmp_path).save_model(finished.model)

    assert finished.training.message == (
        "The first epoch was not finished; the weights are those of the last batch."
        " The model is kept, but it could not be measured: The series is odd."
    )
    assert load_bundle(RunFolder(tmp_path).model).metrics == {}


def test_a_file_that_is_no_model_is_told(tmp_path):
    (tmp_path / "rows.csv").write_text("value\n1\n")

    with pytest.raises(ExportError, match=r"rows\.csv is not a model of the workbench"):
        open_model(tmp_path / "rows.csv")
