"""A model as ONNX gives its own numbers where nobody knows the workbench."""

import json
import re
from dataclasses import replace
from typing import get_args

import numpy as np
import onnx
import pytest
import torch

from tests.engine.export.exported_models import NAMES, elsewhere, save_arrays, trained_model
from tests.engine.made_models import model_of
from tests.made_columns import EVERYTHING, sales
from tests.made_columns import experiment as with_columns
from tests.made_series import experiment_on
from workbench.core.errors import ExportError
from workbench.core.layers import GRU, LAYER_KINDS, LSTM, Segments
from workbench.core.layers.activations import Activation
from workbench.core.layers.stack import stack_of
from workbench.core.reads import reads_of, states_of
from workbench.core.transforms import Transform
from workbench.engine.activations import ACTIVATIONS
from workbench.engine.export import check as checking
from workbench.engine.export.check import checked
from workbench.engine.export.onnx import onnx_bytes, runtime_of, save_onnx
from workbench.engine.export.onnx.activations import activated
from workbench.engine.export.onnx.base import write_layer
from workbench.engine.export.onnx.graph import Graph
from workbench.engine.export.onnx.model import OPSET
from workbench.engine.export.onnx.transforms import write_forward
from workbench.engine.export.probe import expected, probe_of
from workbench.engine.judgement.intervals import Calibration
from workbench.engine.model import network_of

RUN_ALL = """
import json, numpy, onnxruntime, pathlib
onnxruntime.set_default_logger_severity(3)
worst = {}
for file in sorted(pathlib.Path(".").glob("*.onnx")):
    session = onnxruntime.InferenceSession(file.read_bytes(), providers=["CPUExecutionProvider"])
    given = dict(numpy.load(file.with_suffix(".inputs.npz")))
    given = {name: values.astype(object) if values.dtype.kind == "U" else values for name, values in given.items()}
    wanted, scales = (numpy.load(file.with_suffix(suffix)) for suffix in (".wanted.npz", ".scales.npz"))
    found = dict(zip([one.name for one in session.get_outputs()], session.run(None, given)))
    assert all(numpy.isfinite(found[name]).all() and found[name].shape == wanted[name].shape for name in wanted)
    worst[file.stem] = max(float((abs(found[name] - wanted[name]) / scales[name]).max()) for name in wanted)
print(json.dumps(worst))
"""


@pytest.fixture(scope="module")
def contents(trained_models):
    """Every model's file by its name."""
    return {name: onnx_bytes(model)[0] for name, model in trained_models.items()}


@pytest.fixture(scope="module")
def differences(tmp_path_factory, trained_models, contents):
    """How far every model's outputs are from ours, over the target's scale, in a process that has no workbench."""
    folder = tmp_path_factory.mktemp("onnx")
    for at, (name, model) in enumerate(trained_models.items()):
        (folder / f"{at}.onnx").write_bytes(contents[name])
        probe = probe_of(model, 5)
        ours = expected(model, probe)
        save_arrays(folder / f"{at}.inputs.npz", probe.inputs)
        save_arrays(folder / f"{at}.wanted.npz", ours.outputs)
        save_arrays(folder / f"{at}.scales.npz", ours.scales)
    return {NAMES[int(at)]: far for at, far in elsewhere(RUN_ALL, folder=folder).items()}


@pytest.mark.parametrize("name", NAMES)
def test_the_graph_gives_our_numbers_where_nobody_knows_the_workbench(differences, name):
    assert differences[name] <= 1e-5


@pytest.fixture(scope="module")
def graphs(contents):
    """Every model's graph by its name."""
    return {name: onnx.load_from_string(content) for name, content in contents.items()}


@pytest.mark.parametrize("name", NAMES)
def test_the_graph_takes_other_numbers_of_timesteps_exactly_where_the_network_does(trained_models, graphs, name):
    model, made = trained_models[name], graphs[name]
    reads = reads_of(model.experiment)
    rows = made.graph.input[0].type.tensor_type.shape.dim[1]

    assert made.graph.input[0].type.tensor_type.shape.dim[0].dim_param == "batch"
    if not reads.has_free_steps:
        assert rows.dim_value == reads.rows
        return
    assert rows.dim_param == "rows"
    longer = model.experiment.with_settings("windows", timesteps=model.experiment.windows.timesteps + 3)
    other = replace(model, experiment=longer)  # the same weights, and the same graph
    probe = probe_of(other, 4)
    found = runtime_of(made.SerializeToString())(probe.inputs)
    assert max(checking.differences(found, expected(other, probe)).values()) <= 1e-5


@pytest.mark.parametrize("name", NAMES)
def test_every_node_has_a_name_that_can_be_read_and_every_layer_its_own(trained_models, graphs, name):
    made, rows = graphs[name], stack_of(trained_models[name].experiment).active_rows

    names = [node.name for node in made.graph.node]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-zA-Z][\w .=()²/-]*", one) for one in names), names
    computing = [row.name for row in rows if row.spec.kind not in ("dropout", "masking")]
    assert all(any(one.startswith(layer) for one in names) for layer in computing)
    assert {one.name for one in made.graph.output} >= {"forecast"} | {one for row in rows for one in states_of(row)}


@pytest.mark.parametrize("name", NAMES)
def test_the_metadata_say_columns_steps_and_horizon(trained_models, graphs, name):
    model = trained_models[name]
    told = {one.key: json.loads(one.value) for one in graphs[name].metadata_props}
    data, windows = model.experiment.data, model.experiment.windows

    assert told["targets"] == list(data.targets)
    assert set(data.inputs) | set(data.known) <= {*told["past"], *told["words"]}
    assert (told["timesteps"], told["horizon"], told["gap"]) == (windows.timesteps, windows.horizon, windows.gap)
    assert told["step_microseconds"] == model.schema.step_microseconds
    assert told["rows"] >= told["timesteps"]


@pytest.fixture(scope="module")
def activations_in_onnx():
    """What onnxruntime makes of -9 … 9 with each activation."""
    graph, x = Graph(), np.linspace(-9, 9, 4001, dtype=np.float32)
    outputs = [activated(graph, name, "x", name=f"{name}_of_x") for name in get_args(Activation)]
    infos = [onnx.helper.make_tensor_value_info(one, onnx.TensorProto.FLOAT, [None]) for one in ("x", *outputs)]
    opset = onnx.helper.make_opsetid("", OPSET)
    made = onnx.helper.make_model(graph.made("activations", infos[:1], infos[1:]), opset_imports=[opset], ir_version=8)
    onnx.checker.check_model(made, full_check=True)
    return x, runtime_of(made.SerializeToString())({"x": x})


@pytest.mark.parametrize("name", get_args(Activation))
def test_the_nodes_of_every_activation_give_its_numbers(activations_in_onnx, name):
    x, found = activations_in_onnx

    wanted = ACTIVATIONS[name](torch.from_numpy(x).double()).numpy()

    np.testing.assert_allclose(found[f"{name}_of_x"], wanted, atol=2e-6, rtol=2e-6)


def test_a_state_is_an_output_exactly_where_it_is_asked_for(graphs):
    with_states = {name for name, made in graphs.items() if any("_h" in one.name for one in made.graph.output)}

    assert with_states == {name for name in NAMES if " last" in name or " every" in name or name.endswith("linked")}


@pytest.mark.parametrize("kind", LAYER_KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_has_its_writer(kind):
    assert write_layer.dispatch(kind) is not write_layer.dispatch(object)


@pytest.mark.parametrize("kind", [LSTM, GRU])
def test_a_recurrent_layer_is_one_operator_of_onnx(kind):
    graph = onnx.load_from_string(onnx_bytes(model_of(experiment_on(layers=(kind(units=4),))))[0]).graph

    operators = [node.op_type for node in graph.node]
    assert operators.count(kind.__name__) == 1
    assert "Scan" not in operators


def test_the_graph_says_what_it_reads_and_gives():
    model = model_of(experiment_on(("a", "b"), layers=(LSTM(units=4, return_state=True),), windows={"horizon": 3}))

    made = onnx.load_from_string(onnx_bytes(model)[0])

    told = {one.key: json.loads(one.value) for one in made.metadata_props}
    assert (told["targets"], told["timesteps"], told["horizon"]) == (["a", "b"], 8, 3)
    assert [one.name for one in made.graph.input] == ["past"]
    assert [one.name for one in made.graph.output] == ["forecast", "lstm_1_h", "lstm_1_c"]
    assert made.graph.input[0].type.tensor_type.shape.dim[0].dim_param == "batch"
    assert "lstm_1" in {node.name for node in made.graph.node}


def test_every_input_of_a_model_with_all_roles_is_named():
    model = trained_model(with_columns(layers=(GRU(units=3),), **EVERYTHING), sales(80))

    made = onnx.load_from_string(onnx_bytes(model)[0])

    assert [one.name for one in made.graph.input] == ["past", "words", "ahead", "times"]


def test_other_numbers_of_timesteps_are_taken_where_the_layers_take_them():
    model = model_of(experiment_on(layers=(LSTM(units=4),), windows={"normalisation": "last_std"}))
    run = runtime_of(onnx_bytes(model)[0])
    rows = np.linspace(0, 5, 20)[None, :, None]

    found = run({"past": rows})["forecast"]

    scaled = model.input_scaler.scale(rows)
    ours = network_of(model)(torch.from_numpy(scaled)).detach().numpy()
    np.testing.assert_allclose(found, model.target_scaler.restore(ours), rtol=1e-5)


def test_segments_take_the_timesteps_that_they_were_trained_on_and_no_others():
    made = onnx.load_from_string(onnx_bytes(model_of(experiment_on(layers=(Segments(n=2), GRU(units=3)))))[0])

    assert made.graph.input[0].type.tensor_type.shape.dim[1].dim_value == 8


def test_a_stateful_model_goes_on_from_the_state_that_it_gave():
    layers = (GRU(units=3, stateful=True),)
    model = model_of(experiment_on(layers=layers, windows={"stride": 8}))
    run, network = runtime_of(onnx_bytes(model)[0]), network_of(model)
    first, second = (probe_of(model, 7).inputs["past"] + shift for shift in (0.0, 1.0))

    start = run({"past": first, "gru_1_h_before": np.zeros((7, 3), np.float32)})
    after = run({"past": second, "gru_1_h_before": start["gru_1_h"]})["forecast"]

    with torch.inference_mode():
        for past in (first, second):
            ours = network(torch.from_numpy(model.input_scaler.scale(past))).numpy()
    np.testing.assert_allclose(after, model.target_scaler.restore(ours), rtol=1e-5)
    assert not np.allclose(after, run({"past": second, "gru_1_h_before": 0 * start["gru_1_h"]})["forecast"])


def test_measured_intervals_are_an_output():
    model = model_of(experiment_on(windows={"horizon": 2}))
    radii = np.array([[[1.0], [2.0]], [[3.0], [4.0]]])
    model = replace(model, calibration=Calibration((0.8, 0.95), radii, 100))

    content, check = onnx_bytes(model)

    found = runtime_of(content)(probe_of(model, 3).inputs)
    np.testing.assert_allclose(found["quantiles"][0, :, 0] - found["forecast"][0], [[-3, -1, 1, 3], [-4, -2, 2, 4]])
    assert check.largest <= 1e-5


def test_a_level_of_a_billion_keeps_small_changes():
    model = model_of(experiment_on())
    far = replace(model.input_scaler, shift=model.input_scaler.shift + 1e9)
    moved = replace(model, input_scaler=far, target_scaler=far)

    assert onnx_bytes(moved)[1].largest <= 1e-6


def test_other_numbers_than_the_models_own_are_refused():
    model = model_of()

    def off(inputs):
        ours = expected(model, probe_of(model, len(inputs["past"])))
        return {name: values + 2 * checking.MOST * ours.scales[name] for name, values in ours.outputs.items()}

    with pytest.raises(ExportError, match=r"its forecast is 2\.0e-04 of the target's scale away"):
        checked(model, off)


def test_no_numbers_are_refused(tmp_path, monkeypatch):
    model = model_of()
    monkeypatch.setattr(
        "workbench.engine.export.onnx.runtime_of",
        lambda content: lambda inputs: {"forecast": np.full((len(inputs["past"]), 1, 1), np.nan)},
    )

    with pytest.raises(ExportError, match="Nothing was written"):
        save_onnx(model, tmp_path / "model.onnx")

    assert list(tmp_path.iterdir()) == []


def test_a_transform_that_has_no_writer_is_refused_by_its_name():
    class Root(Transform):
        title = "Square root"
        kind: str = "square_root"

    with pytest.raises(ExportError, match="The transform Square root of sales cannot be written as ONNX"):
        write_forward(Root(column="sales"), None, "", "")
