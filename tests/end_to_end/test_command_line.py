"""The command line does what the window does, for scripts: what each command gives."""

import csv
import json
import signal
import sys

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.core.formats.made import daily, workbook
from tests.core.large.made import table as rows_of_minutes
from workbench.core import places
from workbench.core.errors import DataError
from workbench.core.settings.experiment_file import load_experiment
from workbench.core.sources.samples import SAMPLES, sample_named


def lines_of(out):
    return [json.loads(line) for line in out.splitlines()]


def table(path):
    return list(csv.reader(path.read_text("utf-8-sig").splitlines()))


# What the issue asks for, word for word


def test_a_sample_becomes_a_trained_model_and_a_forecast_from_any_directory(here, program):
    def run(*arguments):
        process = program(*arguments)
        out, err = process.communicate(timeout=600)
        assert process.returncode == 0, err
        return out

    run("init", "seattle-temps", "-o", "e.json")
    trained = lines_of(run("train", "e.json", "--set", "training.epochs=2", "--out", "out", "--json"))
    run("predict", "out/model.seqmodel", "seattle-temps", "-o", "forecast.csv")

    finished = trained[-1]
    assert finished["event"] == "finished"
    assert (finished["reason"], finished["epochs"]) == ("all epochs done", 2)
    assert finished["model"] == str(here / "out" / "model.seqmodel")
    assert sorted(path.name for path in (here / "out").iterdir()) == [
        "checkpoint.safetensors",
        "history.csv",
        "model.seqmodel",
        "run.experiment.json",
    ]
    assert (
        (here / "forecast.csv")
        .read_bytes()
        .startswith(b"\xef\xbb\xbfdate,temp,temp_q2.5,temp_q10,temp_q90,temp_q97.5\n2011-01-01 00:00,")
    )


def test_the_notes_stack_has_247617_parameters(workbench):
    workbench("init", "seattle-temps", "--preset", "note's stack", "--predict", "1", "-o", "e.json")

    shown = json.loads(workbench("network", "e.json", "--json").out)

    assert shown["parameters"] == sum(layer["parameters"] for layer in shown["layers"]) == 247_617
    assert shown["input_shape"] == [None, 30, 1]
    assert [layer["kind"] for layer in shown["layers"]] == ["lstm", "dropout", "lstm", "lstm", "dense"]
    assert shown["layers"][-1] == {
        "name": "output",
        "kind": "dense",
        "output_shape": [None, 1, 1],
        "parameters": 65,
        "enabled": True,
        "states": {},
        "initial_state": None,
    }
    assert shown["problems"] == []


# init and network


def test_init_takes_columns_and_sizes_from_the_call(workbench, here):
    call = ("init", "seattle-weather", "--target", "wind", "--target", "temp_min", "--timesteps", 7, "--predict", 3)
    told = workbench(*call, "--preset", "gru", "-o", "e.json")

    experiment = load_experiment(here / "e.json")
    assert experiment.data.targets == experiment.data.inputs == ("wind", "temp_min")
    assert (experiment.windows.timesteps, experiment.windows.horizon) == (7, 3)
    assert [spec.kind for spec in experiment.layers] == ["gru", "gru"]
    assert "1,461 rows, daily" in told.out


def test_init_keeps_named_inputs_apart_from_the_targets(workbench, here):
    workbench("init", "seattle-weather", "--target", "wind", "--input", "precipitation", "-o", "e.json")

    data = load_experiment(here / "e.json").data
    assert (data.targets, data.inputs) == (("wind",), ("precipitation",))


def test_init_finds_a_file_again_from_another_folder(workbench, here):
    workbench("samples", "nile", "-o", "data/nile.csv")
    workbench("init", "data/nile.csv", "-o", "data/nile.experiment.json")
    (here / "data").rename(here / "moved")

    assert workbench("train", "moved/nile.experiment.json", "--set", "training.epochs=1", "--out", "out").code == 0


def test_init_replaces_an_experiment_only_when_told_to(workbench, here):
    workbench("init", "nile", "-o", "e.json")
    before = (here / "e.json").read_bytes()

    refused = workbench("init", "sine-mix", "-o", "e.json")

    assert (refused.code, (here / "e.json").read_bytes()) == (2, before)
    assert "--overwrite" in refused.err
    assert workbench("init", "sine-mix", "-o", "e.json", "--overwrite").code == 0
    assert (here / "e.json").read_bytes() != before


def test_init_can_be_told_how_to_read_a_file(workbench, here):
    rows = "\n".join(f"{day:02}/{month:02}/2024,{day * month}" for month in range(1, 9) for day in range(1, 9))
    (here / "data.csv").write_text(f"date,value\n{rows}\n")

    assert "Set data.options.day_first to true or false." in workbench("init", "data.csv", "-o", "e.json").err
    assert workbench("init", "data.csv", "--set", "data.options.day_first=true", "-o", "e.json").code == 0
    assert load_experiment(here / "e.json").data.options.day_first is True


def test_init_warns_of_a_single_time_step(workbench):
    told = workbench("init", "nile", "--timesteps", 1, "--preset", "note", "-o", "e.json")

    assert told.code == 0
    assert "172,480 of 247,617 parameters (70%), can never learn" in told.err


def test_network_lists_problems_and_layers_that_are_switched_off(workbench, here):
    workbench("init", "nile", "--preset", "gru", "-o", "e.json")
    faulty = json.loads((here / "e.json").read_text())
    faulty["layers"][0] |= {"return_sequences": False, "return_state": True}
    faulty["layers"].append({"kind": "dropout", "enabled": False})
    (here / "e.json").write_text(json.dumps(faulty))

    shown = workbench("network", "e.json", "--json")

    assert shown.code == 0
    document = json.loads(shown.out)
    assert document["layers"][0]["states"] == {"h": [None, 32]}
    assert [layer["enabled"] for layer in document["layers"]] == [True, True, False, True]
    assert document["problems"] == [
        {
            "address": "layers[0].return_sequences",
            "severity": "error",
            "message": "Layer 1 (GRU) returns only the last step, but layer 2 (GRU) needs every step.",
            "repair": "Return every step",
        }
    ]
    assert "returns only the last step" in workbench("network", "e.json").out


# train


def test_every_line_of_a_training_is_json_and_measures_are_in_original_units(workbench, here):
    workbench("init", "nile", "-o", "e.json")

    trained = workbench("train", "e.json", "--set", "training.epochs=3", "--out", "out", "--device", "cpu", "--json")

    told = lines_of(trained.out)
    kinds = [line["event"] for line in told if line["event"] not in ("notice", "compiling")]
    assert kinds == ["started", *["epoch"] * 3, "finished"]
    began = next(line for line in told if line["event"] == "started")
    assert began.keys() >= {"device", "reason", "threads", "parameters", "batches", "epochs", "naive_loss"}
    epochs = [line for line in told if line["event"] == "epoch"]
    assert [line["epoch"] for line in epochs] == [1, 2, 3]
    assert all(line["naive_loss"] == began["naive_loss"] for line in epochs)
    assert epochs[0].keys() >= {"train_loss", "validation_loss", "learning_rate", "seconds", "windows_per_second"}
    assert any(line["is_best"] for line in epochs)

    flow = sample_named("nile").series().column("volume")
    today_for_tomorrow = np.abs(np.diff(flow))[-30:-15].mean()  # of the 15% before the last 15% of a hundred years
    metrics = told[-1]["metrics"]
    assert metrics["validation"]["baselines"]["last_value"]["mae"] == pytest.approx(today_for_tomorrow)
    assert metrics["validation"].keys() >= {"mae", "rmse", "smape", "mase", "r2"}
    assert "test" not in metrics
    assert told[-1]["judged"]["verdicts"]["volume"]["sentence"].startswith("The network ")
    assert len(table(here / "out" / "history.csv")) == 1 + 3
    assert load_experiment(here / "out" / "run.experiment.json").training.epochs == 3


def test_a_training_for_people_ends_with_a_table_a_verdict_and_the_model(workbench, here):
    workbench("init", "nile", "-o", "e.json")

    trained = workbench("train", "e.json", "--set", "training.epochs=2", "--out", "out")

    assert trained.code == 0
    assert "epoch 2/2: train " in trained.err
    assert all(words in trained.out for words in ("MAE", "RMSE", "sMAPE", "MASE", "R²", "last value", "linear model"))
    assert " for volume, " in trained.out
    assert f"Model: {here / 'out' / 'model.seqmodel'}\n" in trained.out
    assert trained.out.endswith("by: workbench evaluate out/model.seqmodel --test\n")


def test_every_look_at_the_test_part_is_counted(workbench, small_model):
    closed = json.loads(workbench("evaluate", small_model, "--json").out)
    looks = [json.loads(workbench("evaluate", small_model, "--test", "--json").out) for _ in range(2)]
    told = workbench("evaluate", small_model, "--test").out

    assert (closed["part"], closed["looks"]) == ("validation", 0)
    assert [(one["part"], one["looks"]) for one in looks] == [("test", 1), ("test", 2)]
    assert len(looks[0]["by_step"]["mae"]) == 1
    assert "This test part has been looked at 3 times" in told
    assert "Intervals of 80%: " in told


def test_an_experiment_is_judged_fold_by_fold(workbench):
    workbench("init", "nile", "-o", "e.json", "--set", "training.epochs=1")

    told = lines_of(workbench("evaluate", "e.json", "--folds", 2, "--seeds", 2, "--sliding", "--json").out)
    shown = workbench("evaluate", "e.json", "--folds", 2, "--no-refit").out

    assert [(one["seed"], one["fold"]) for one in told[:-1]] == [(42, 1), (42, 2), (43, 1), (43, 2)]
    assert told[-1]["runs"] == 4
    assert told[-1]["means"]["network"]["mae"] == pytest.approx(np.mean([one["metrics"]["mae"] for one in told[:-1]]))
    assert "2 runs: mean ± deviation" in shown
    assert "last value" in shown


def test_the_test_part_is_that_of_the_models_own_data(workbench, small_model):
    told = workbench("evaluate", small_model, "nile", "--test")

    assert told.code == 2
    assert "--test" in told.err


def test_an_earlier_model_is_replaced_only_when_told_to(workbench, here):
    workbench("init", "nile", "-o", "e.json")
    call = ("train", "e.json", "--set", "training.epochs=1", "--out", "out", "--json")
    workbench(*call)
    before = (here / "out" / "model.seqmodel").read_bytes()

    refused = workbench(*call, "--set", "training.seed=7")

    assert (refused.code, (here / "out" / "model.seqmodel").read_bytes()) == (2, before)
    assert "out/model.seqmodel is there already" in refused.err
    assert workbench(*call, "--set", "training.seed=7", "--overwrite").code == 0
    assert (here / "out" / "model.seqmodel").read_bytes() != before


def test_a_run_without_a_folder_gets_one_of_its_own(workbench):
    workbench("init", "nile", "-o", "e.json")
    call = ("train", "e.json", "--set", "training.epochs=1", "--json")

    models = [lines_of(workbench(*call).out)[-1]["model"] for _ in range(2)]

    folders = sorted(places.runs_folder().iterdir())
    assert sorted(models) == [str(folder / "model.seqmodel") for folder in folders]
    assert all("_nile" in folder.name for folder in folders)


def test_ctrl_c_keeps_what_was_finished(workbench, program):
    workbench("init", "seattle-temps", "-o", "e.json")
    endless = ("--set", "training.epochs=100000", "--set", "training.patience=null")
    process = program("train", "e.json", *endless, "--out", "out", "--json")
    while json.loads(process.stdout.readline())["event"] != "epoch":
        pass

    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=600)

    finished = lines_of(out)[-1]
    assert process.returncode == 130, err
    assert (finished["event"], finished["reason"]) == ("finished", "interrupted")
    assert finished["epochs"] >= finished["best_epoch"] >= 1
    assert "Traceback" not in err
    assert workbench("evaluate", finished["model"], "seattle-temps").code == 0


def test_a_second_ctrl_c_ends_at_once(workbench, here, monkeypatch):
    def run_that_hears_nothing(experiment, series, stop, **_):
        signal.raise_signal(signal.SIGINT)
        assert stop.ending == "keep"
        signal.raise_signal(signal.SIGINT)
        raise AssertionError("still running")
        yield

    workbench("init", "nile", "-o", "e.json")
    monkeypatch.setattr("workbench.engine.runs.run", run_that_hears_nothing)
    before = signal.getsignal(signal.SIGINT)

    assert workbench("train", "e.json", "--out", "out").code == 130
    assert signal.getsignal(signal.SIGINT) is before


def test_a_training_whose_listener_goes_away_keeps_what_was_finished(workbench, here, monkeypatch):
    def nobody_reads(report, event):
        raise BrokenPipeError

    workbench("init", "nile", "-o", "e.json")
    monkeypatch.setattr("workbench.cli.run_report.JsonReport.show", nobody_reads)

    assert workbench("train", "e.json", "--out", "out", "--json").code == 130
    assert (here / "out" / "model.seqmodel").exists()


# predict and evaluate


def test_a_forecast_without_times_counts_the_rows_of_the_file(workbench, here):
    rows = "\n".join(f"{value % 7},{value}" for value in range(60))
    (here / "data.csv").write_text(f"=cost,level\n{rows}\n")
    workbench("init", "data.csv", "--target", "=cost", "--target", "level", "--predict", 2, "-o", "e.json")
    workbench("train", "e.json", "--set", "training.epochs=1", "--out", "out", "--json")

    told = json.loads(workbench("predict", "out/model.seqmodel", "data.csv", "-o", "forecast.csv", "--json").out)

    header, *written = table(here / "forecast.csv")
    assert header[:4] == ["row", "'=cost", "level", "'=cost_q10"]  # a spreadsheet would compute what begins with =
    assert [row[0] for row in written] == ["61", "62"]
    assert told["times"] is None
    assert (told["rows"], told["targets"]) == ([61, 62], ["=cost", "level"])
    assert told["values"] == [[float(cell) for cell in row[1:3]] for row in written]


def forecast_with(workbench, here, loss, **settings):
    """Train for a moment on two columns, and give the header, the rows and the JSON of a forecast."""
    rows = "\n".join(f"{value % 7},{value}" for value in range(90))
    (here / "data.csv").write_text(f"wave,level\n{rows}\n")
    workbench("init", "data.csv", "--target", "level", "--target", "wave", "--predict", 2, "-o", "e.json")
    chosen = [part for name, value in settings.items() for part in ("--set", f"training.{name}={value}")]
    set_ = ["--set", f"training.loss={loss}", "--set", "training.epochs=1", *chosen]
    assert workbench("train", "e.json", *set_, "--out", "out", "--json").code == 0
    told = json.loads(workbench("predict", "out/model.seqmodel", "data.csv", "-o", "forecast.csv", "--json").out)
    header, *written = table(here / "forecast.csv")
    return header, np.array([[float(cell) for cell in row[1:]] for row in written]), told


def test_a_forecast_of_quantiles_has_a_column_for_each_level(workbench, here):
    header, values, told = forecast_with(workbench, here, "quantile", quantiles="[0.025,0.5,0.9]")

    assert header == [
        "row", "level", "wave", "level_q2.5", "level_q50", "level_q90", "wave_q2.5", "wave_q50", "wave_q90",
    ]  # fmt: skip
    assert told["levels"] == [0.025, 0.5, 0.9]
    np.testing.assert_array_equal(np.array(told["quantiles"]).reshape(2, 6), values[:, 2:])
    np.testing.assert_array_equal(values[:, [3, 6]], values[:, :2])  # the forecast is the median
    assert (np.diff(values[:, 2:5]) >= 0).all()


def test_a_forecast_with_a_deviation_has_a_column_for_each_target(workbench, here):
    header, values, told = forecast_with(workbench, here, "gaussian_nll")

    assert header == ["row", "level", "wave", "level_deviation", "wave_deviation"]
    np.testing.assert_array_equal(told["deviations"], values[:, 2:])
    assert (values[:, 2:] > 0).all()


def test_init_says_what_is_done_to_each_window(workbench, here):
    (here / "data.csv").write_text("wind,level\n" + "\n".join(f"{value % 7},{value}" for value in range(90)) + "\n")

    seen = workbench("init", "data.csv", "-o", "seen.json", "--set", "windows.season=4").out
    unseen = workbench("init", "data.csv", "--target", "level", "--input", "wind", "-o", "unseen.json").out

    assert "Each window  x − x 4 steps before, then x − last value\n" in seen
    assert "Each window  as it is\n" in unseen
    assert load_experiment(here / "unseen.json").windows.normalisation == "none"


def test_network_shows_both_ends(workbench, here):
    workbench("init", "seattle-temps", "-o", "e.json", "--timesteps", 48, "--set", "windows.season=24")

    told = json.loads(workbench("network", "e.json", "--json").out)
    shown = workbench("network", "e.json").out

    assert told["input_shape"] == [None, 48, 1]
    assert told["first_nodes"] == [
        {"kind": "seasonal_residual", "formula": "x − x 24 steps before", "output_shape": [None, 24, 1]},
        {"kind": "window_normalisation", "formula": "x − last value", "output_shape": [None, 24, 1]},
    ]
    assert [node["kind"] for node in told["last_nodes"]] == ["window_normalisation", "seasonal_residual"]
    assert told["last_nodes"][0]["output_shape"] == [None, 24, 1]
    assert shown.index("Seasonal residual") < shown.index("lstm_1") < shown.index("+ last value")


def test_network_tells_which_layer_starts_from_which(workbench, here):
    workbench("init", "nile", "-o", "e.json")
    linked = json.loads((here / "e.json").read_text())
    linked["layers"] = [
        {"kind": "gru", "units": 4, "return_sequences": True, "return_state": True},
        {"kind": "gru", "units": 4, "initial_state": "gru_1"},
    ]
    (here / "e.json").write_text(json.dumps(linked))

    told = json.loads(workbench("network", "e.json", "--json").out)["layers"]
    rows = workbench("network", "e.json").out.splitlines()

    assert [layer["initial_state"] for layer in told] == [None, "gru_1", None]
    assert [row for row in rows if "GRU from gru_1" in row] == [row for row in rows if "gru_2" in row] != []


def test_nothing_is_written_over_what_it_is_made_from(workbench, here, small_model):
    workbench("samples", "nile", "-o", "nile.csv")
    before = (here / "nile.csv").read_bytes()

    assert workbench("init", "nile.csv", "-o", "nile.csv", "--overwrite").code == 2
    assert workbench("predict", small_model, "nile.csv", "-o", "./nile.csv").code == 2
    assert workbench("predict", small_model, "nile.csv", "-o", small_model).code == 2
    assert (here / "nile.csv").read_bytes() == before


def test_a_forecast_of_years_is_dated(workbench, here, small_model):
    assert workbench("predict", small_model, "nile", "-o", "forecast.csv").code == 0

    assert [row[0] for row in table(here / "forecast.csv")] == ["year", "1971-01-01"]


def test_a_model_is_measured_on_every_sample_of_a_file(workbench, small_model):
    measured = json.loads(workbench("evaluate", small_model, "nile", "--json").out)

    flow = sample_named("nile").series().column("volume")
    assert measured["windows"] == 100 - 10
    assert measured["baselines"]["last_value"]["mae"] == pytest.approx(np.abs(np.diff(flow))[9:].mean())
    assert measured["metrics"].keys() >= {"mae", "rmse", "smape", "mase", "r2"}
    assert "90 samples" in workbench("evaluate", small_model, "nile").out


# samples and doctor


def test_samples_are_listed_and_written(workbench, here):
    listed = workbench("samples").out

    assert all(sample.name in listed for sample in SAMPLES)
    assert workbench("samples", "sine-mix", "-o", "waves.csv").code == 0
    assert len(table(here / "waves.csv")) == 4_001
    assert workbench("samples", "nile", "-o", "waves.csv").code == 2


def test_the_doctor_tells_versions_devices_and_folders(workbench):
    found = json.loads(workbench("doctor", "--json").out)

    assert found["versions"].keys() >= {"workbench", "python", "torch", "PySide6-Essentials", "pandas", "pydantic"}
    assert [one["chosen"] for one in found["devices"]].count(True) == 1
    assert all(one["reason"] for one in found["devices"])
    assert found["paths"]["runs"] == str(places.runs_folder())
    assert "cpu     usable: always there" in workbench("doctor").out


def test_the_doctor_tells_of_a_torch_that_does_not_load(workbench, monkeypatch):
    monkeypatch.setitem(sys.modules, "workbench.engine.machine.devices", None)

    told = workbench("doctor")

    assert told.code == 0
    assert "not usable: it does not load" in told.out


def test_a_forecast_replaces_a_file_only_when_told_to(workbench, here, small_model):
    (here / "notes.csv").write_text("mine")

    refused = workbench("predict", small_model, "nile", "-o", "notes.csv")

    assert (refused.code, (here / "notes.csv").read_text()) == (2, "mine")
    assert "--overwrite" in refused.err
    assert workbench("predict", small_model, "nile", "-o", "notes.csv", "--overwrite").code == 0
    assert (here / "notes.csv").read_text() != "mine"


def test_a_model_that_could_not_be_measured_is_saved_and_told(workbench, here, monkeypatch):
    def fail(*_arguments):
        raise DataError("The series is odd.")

    workbench("init", "nile", "-o", "e.json")
    monkeypatch.setattr("workbench.engine.runs.evaluate", fail)

    for out, options in (("screen", ()), ("json", ("--json",))):
        told = workbench("train", "e.json", "--set", "training.epochs=1", "--out", out, *options)
        assert told.code == 0
        assert "could not be measured: The series is odd." in " ".join((told.out + told.err).split())
        assert (here / out / "model.seqmodel").exists()
    assert lines_of(told.out)[-1]["metrics"] == {}


def test_a_forecast_of_seconds_is_dated_to_the_second(workbench, here):
    rows = "\n".join(f"2024-01-01 00:{row // 6:02}:{row % 6 * 10:02},{row % 7}" for row in range(120))
    (here / "data.csv").write_text(f"time,level\n{rows}\n")
    workbench("init", "data.csv", "--predict", 2, "-o", "e.json")
    workbench("train", "e.json", "--set", "training.epochs=1", "--out", "out", "--json")

    assert workbench("predict", "out/model.seqmodel", "data.csv", "-o", "forecast.csv").code == 0
    assert [row[0] for row in table(here / "forecast.csv")] == ["time", "2024-01-01 00:20:00", "2024-01-01 00:20:10"]


# Other kinds of files


def test_init_takes_a_parquet_file_and_predict_a_workbook(workbench, here):
    rows = daily(120)
    columns = dict(zip(rows[0], zip(*rows[1:], strict=True), strict=True))
    parquet.write_table(pa.table({name: list(cells) for name, cells in columns.items()}), here / "river.parquet")
    workbook(here / "later.xlsx", Data=daily(60))

    init = workbench("init", "river.parquet", "-o", "e.json", "--target", "flow")
    train = workbench("train", "e.json", "--set", "training.epochs=1", "--out", "out")
    predict = workbench("predict", "out/model.seqmodel", "later.xlsx", "-o", "forecast.csv")

    assert [init.code, train.code, predict.code] == [0, 0, 0], init.err + train.err + predict.err
    assert "river.parquet: 120 rows, daily" in init.out
    assert load_experiment(here / "e.json").data.targets == ("flow",)
    assert table(here / "forecast.csv")[1][0] == "2024-03-01"


def test_of_several_sheets_init_says_how_to_choose_one(workbench, here):
    workbook(here / "book.xlsx", Notes=[["a"], [1], [2]], Data=daily(120))

    refused = workbench("init", "book.xlsx", "-o", "e.json")
    taken = workbench("init", "book.xlsx", "-o", "e.json", "--set", "data.options.sheet=Data")

    assert refused.code == 2
    assert "Set data.options.sheet to the name of the one to read." in refused.err
    assert taken.code == 0


def test_the_cache_of_large_files_is_told_and_emptied(workbench, here, monkeypatch):
    rows_of_minutes(here / "rows.csv")
    monkeypatch.setenv("WORKBENCH_MEMORY", "2000000")
    assert workbench("init", "rows.csv", "-o", "e.json").code == 0

    told = json.loads(workbench("doctor", "--json").out)["cache_bytes"]
    emptied = json.loads(workbench("cache", "--empty", "--json").out)

    assert told > 40_000 * 24
    assert (emptied["freed"], emptied["bytes"]) == (told, 0)
