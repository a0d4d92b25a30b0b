"""The folder of programs gives the model's own numbers where nobody knows the workbench."""

import csv
import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from tests.engine.export.exported_models import KINDS, NAMES, elsewhere, save_arrays, trained_model
from tests.made_columns import experiment as with_columns
from tests.made_columns import grouped, sales, shops
from tests.made_series import experiment_on, hourly, sine
from workbench.core.code import forecasting
from workbench.core.code.training import training_notebook, training_script
from workbench.core.errors import ExportError
from workbench.core.layers import GRU
from workbench.core.settings.presets import PRESETS
from workbench.core.transforms import Log, Transform
from workbench.engine.export.probe import FORECASTS, expected, probe_of
from workbench.engine.export.pytorch import save_pytorch, saved_of, torch_weights
from workbench.engine.forecasting.prediction import forecasts, predict

RUN_ALL = """
import json, numpy, pathlib, torch
torch.set_num_threads(1)
worst = {}
for folder in sorted(one for one in pathlib.Path(".").iterdir()):
    scope = {"__name__": "forecast", "__file__": str(folder / "forecast.py")}
    exec((folder / "forecast.py").read_text(), scope)
    given = dict(numpy.load(folder / "inputs.npz"))
    wanted, scales = numpy.load(folder / "wanted.npz"), numpy.load(folder / "scales.npz")
    found = scope["forecast"](scope["load"](), {name: one.tolist() for name, one in given.items()})
    worst[folder.name] = max(float((abs(found[name].numpy() - wanted[name]) / scales[name]).max()) for name in wanted)
print(json.dumps(worst))
"""


@pytest.fixture(scope="module")
def differences(tmp_path_factory, trained_models):
    """How far every program's forecasts are from ours, in a process that has no workbench."""
    import safetensors.numpy

    folder = tmp_path_factory.mktemp("torch")
    for at, model in enumerate(trained_models.values()):
        own = folder / f"{at}"
        own.mkdir()
        (own / "forecast.py").write_text(forecasting.torch_program(saved_of(model)))
        weights = {name: np.ascontiguousarray(one) for name, one in torch_weights(model).items()}
        safetensors.numpy.save_file(weights, own / "model.safetensors")
        probe = probe_of(model, 3)
        ours = expected(model, probe)
        for name, arrays in (("wanted", ours.outputs), ("scales", ours.scales)):
            save_arrays(own / f"{name}.npz", {one: arrays[one] for one in FORECASTS if one in arrays})
        save_arrays(own / "inputs.npz", {name: one for name, one in probe.inputs.items() if "_before" not in name})
    return {NAMES[int(at)]: far for at, far in elsewhere(RUN_ALL, folder=folder).items()}


@pytest.mark.parametrize("name", NAMES)
def test_the_program_gives_our_numbers_where_nobody_knows_the_workbench(differences, name):
    assert differences[name] <= 1e-5


def write_rows(path, series):
    """Write a series as a CSV file; a value that is to come stays empty."""
    columns = {name: ["" if np.isnan(one) else repr(one) for one in series.column(name).tolist()]
               for name in series.columns}  # fmt: skip
    columns |= {name: [one.words[code] for code in one.codes] for name, one in series.labels.items()}
    with path.open("w", newline="") as file:
        table = csv.writer(file)
        table.writerow(["time", *columns])
        table.writerows(zip(series.times.astype(str), *columns.values(), strict=True))


def run(program, *arguments):
    """Run a program as its user would, without the workbench on its path, and give its table."""
    finished = subprocess.run(
        [sys.executable, "-I", str(program), *map(str, arguments)],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip
    assert finished.returncode == 0, finished.stderr
    return list(csv.reader(finished.stdout.splitlines()))


def timed(model):
    return replace(model, schema=model.schema.model_copy(update={"time_name": "time"}))


@pytest.mark.parametrize("program", [forecasting.TORCH_PROGRAM, forecasting.ONNX_PROGRAM])
def test_a_program_forecasts_from_a_file_what_the_workbench_forecasts(tmp_path, program):
    roles = {"inputs": ("sales", "weather", "sky"), "known": ("plan",), "calendar": ("hour_of_day",)}
    series = sales(83, empty=3)
    model = timed(
        trained_model(with_columns(layers=(GRU(units=3),), transforms=(Log(column="sales"),), **roles), series)
    )
    save_pytorch(model, tmp_path / "folder")
    write_rows(tmp_path / "rows.csv", series)

    header, *lines = run(tmp_path / "folder" / program, tmp_path / "rows.csv")

    ours = predict(model, series)
    assert header == ["time", "sales"]
    assert [np.datetime64(line[0], "us") for line in lines] == list(ours.times)
    np.testing.assert_allclose([float(line[1]) for line in lines], ours.values[:, 0], rtol=1e-6)


@pytest.mark.parametrize("program", [forecasting.TORCH_PROGRAM, forecasting.ONNX_PROGRAM])
def test_a_stateful_network_goes_on_from_window_to_window_in_the_file(tmp_path, program):
    layers = (GRU(units=3, stateful=True),)
    model = timed(trained_model(experiment_on(layers=layers, windows={"stride": 8, "horizon": 2}), sine(84)))
    save_pytorch(model, tmp_path)
    write_rows(tmp_path / "rows.csv", sine(84))

    _, *lines = run(tmp_path / program, tmp_path / "rows.csv")

    np.testing.assert_allclose([float(line[1]) for line in lines], predict(model, sine(84)).values[:, 0], rtol=1e-6)


def test_every_series_of_a_group_is_forecast(tmp_path):
    series = shops([60, 50])
    model = timed(trained_model(grouped(), series))
    save_pytorch(model, tmp_path)
    write_rows(tmp_path / "rows.csv", series)

    header, *lines = run(tmp_path / forecasting.ONNX_PROGRAM, tmp_path / "rows.csv")

    ours = {one.group: one.values[0, 0] for one in forecasts(model, series)}
    assert header == ["shop", "time", "value"]
    assert {line[0]: pytest.approx(float(line[2]), rel=1e-5) for line in lines} == ours


def test_a_row_that_is_read_and_has_no_number_is_refused_by_its_column(tmp_path):
    model = timed(trained_model(experiment_on(), sine(80)))
    save_pytorch(model, tmp_path)
    (tmp_path / "rows.csv").write_text(
        "time,value\n" + "".join(f"{hourly(20)[at]},{'' if at == 15 else at}\n" for at in range(20))
    )

    finished = subprocess.run(
        [sys.executable, "-I", str(tmp_path / forecasting.ONNX_PROGRAM), str(tmp_path / "rows.csv")],
        capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip

    assert finished.returncode == 1
    assert "value: '' is no number" in finished.stderr


def test_the_separator_is_taken_from_the_header(tmp_path):
    model = timed(trained_model(experiment_on(), sine(80)))
    save_pytorch(model, tmp_path)
    write_rows(tmp_path / "rows.csv", sine(80))
    (tmp_path / "tabs.csv").write_text((tmp_path / "rows.csv").read_text().replace(",", "\t"))

    both = [run(tmp_path / forecasting.ONNX_PROGRAM, tmp_path / name) for name in ("rows.csv", "tabs.csv")]

    assert both[0] == both[1]


def test_nothing_is_written_where_a_transform_has_no_writer(tmp_path):
    class Root(Transform):
        title = "Square root"
        kind: str = "square_root"

    model = trained_model(with_columns(layers=(GRU(units=3),)), sales(80))
    with pytest.raises(ExportError, match="The transform Square root of sales cannot be written as PyTorch"):
        save_pytorch(replace(model, transforms=(Root(column="sales"),)), tmp_path / "folder")

    assert not (tmp_path / "folder").exists()


# The training, repeated without the workbench


def test_a_training_script_learns_as_the_run_did(tmp_path):
    experiment = experiment_on(windows={"horizon": 2}, loss="quantile", learning_rate=0.01, epochs=4, patience=2)
    model = timed(trained_model(experiment, sine(160), epochs=4))
    (tmp_path / "train.py").write_text(training_script(saved_of(model)))
    write_rows(tmp_path / "rows.csv", sine(160))

    lines = [line[0] for line in run(tmp_path / "train.py", tmp_path / "rows.csv")]

    epochs = [line for line in lines if line.startswith("epoch")]
    assert len(epochs) == 4
    measured = next(line for line in lines if line.startswith("value: mean absolute error"))
    assert float(measured.split()[4]) < 1.5  # of a sine of 5


RUN_SCRIPTS = """
import contextlib, io, json, pathlib, torch
torch.set_num_threads(1)
last = {}
for file in sorted(pathlib.Path(".").glob("*.py")):
    sys.argv, told = [str(file), "rows.csv"], io.StringIO()
    with contextlib.redirect_stdout(told):
        exec(compile(file.read_text(), str(file), "exec"), {"__name__": "__main__", "__file__": str(file)})
    last[file.stem] = told.getvalue().splitlines()[-1]
print(json.dumps(last))
"""


def test_the_training_script_of_every_kind_and_preset_runs_where_nobody_knows_the_workbench(tmp_path, trained_models):
    names = [*KINDS, *(preset.name for preset in PRESETS)]
    for name in names:
        model = trained_models[name]
        once = model.experiment.with_settings("training", epochs=1)
        (tmp_path / f"{name}.py").write_text(training_script(saved_of(timed(replace(model, experiment=once)))))
    write_rows(tmp_path / "rows.csv", sine(80))

    last = elsewhere(RUN_SCRIPTS, folder=tmp_path)

    assert last.keys() == set(names)
    assert all(line.startswith("value: mean absolute error ") for line in last.values())


def test_a_training_script_with_every_role_runs(tmp_path):
    roles = {"inputs": ("sales", "weather", "sky"), "known": ("plan",), "calendar": ("day_of_week",)}
    series = sales(90)
    model = timed(
        trained_model(with_columns(layers=(GRU(units=3),), transforms=(Log(column="sales"),), **roles), series)
    )
    (tmp_path / "train.py").write_text(training_script(saved_of(model)))
    write_rows(tmp_path / "rows.csv", series)

    table = run(tmp_path / "train.py", tmp_path / "rows.csv")

    assert table[-1][0].startswith("sales: mean absolute error")


def test_a_notebook_holds_the_script_in_cells():
    saved = saved_of(trained_model(experiment_on(), sine(80)))

    notebook = json.loads(training_notebook(saved))

    code = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    script = training_script(saved)
    assert notebook["nbformat"] == 4
    assert len(code) == 9
    assert all(cell in script for cell in code)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
