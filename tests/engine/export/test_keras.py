"""A model as a Keras file gives its own numbers in Keras, and Keras' models give theirs here."""

import io
import json
import shutil
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.export.exported_models import (
    ACTIVATIONS,
    ENDS,
    KINDS,
    OPTIONS,
    elsewhere,
    model_of_stack,
    save_arrays,
)
from tests.engine.export.keras_elsewhere import MAKE_RANDOM, RUN_ALL
from tests.engine.made_models import model_of
from tests.made_columns import experiment as with_columns
from tests.made_columns import sales
from tests.made_series import experiment_on
from workbench.core.errors import ExportError
from workbench.core.experiment import Experiment
from workbench.core.keras.layers import keras_config
from workbench.core.layers import GRU, LAYER_KINDS, LSTM, Dense, Dropout, LayerNormalization, RepeatVector, SimpleRNN
from workbench.core.preparing.features import features_in, features_of
from workbench.core.preparing.prepared import prepare
from workbench.core.preparing.scaling import Scaler
from workbench.core.settings.presets import PRESETS
from workbench.core.transforms import Difference
from workbench.engine.export.keras import content_of, example, import_keras, load_keras, save_keras
from workbench.engine.export.probe import expected, probe_of
from workbench.engine.judgement.intervals import Calibration, SeriesRadii
from workbench.engine.model import network_of

GOLDEN = Path(__file__).parents[2] / "data" / "golden"
GOLDEN_FILES = ("saved_lstm_lstm_dense", "saved_bigru_dropout_rnn_dense")
RANDOM = 12
SOME_OPTIONS = [
    *("SimpleRNN concat back last", "LSTM sum back every", "GRU mul on last", "LSTM ave back every"),
    *(name for name in OPTIONS if any(word in name for word in ("linked", "masked", "resets"))),
    "LSTM without bias",
]
WORDS = {"known": ("plan", "sky"), "calendar": ("hour_of_day",)}


def untrained(experiment, series=None):
    """Give a model whose weights are random all through, biases too."""
    model = model_of(experiment, series)
    chance = np.random.default_rng(0)
    for weights in model.weights.values():
        weights += chance.normal(0, 0.1, weights.shape).astype(np.float32)
    return model


def untrained_stack(stack):
    decodes = any(isinstance(layer, RepeatVector) for layer in stack)
    masks = any(layer.kind == "masking" for layer in stack)
    windows = {"horizon": 3 if decodes else 2, "normalisation": "none" if masks else "last"}
    return untrained(experiment_on(layers=stack, windows=windows))


def our_models():
    """Give every model that Keras is to load: kinds and presets trained shortly, the rest with random weights."""
    yield from ((name, model_of_stack(stack)) for name, stack in KINDS.items())
    yield from ((preset.name, model_of_stack(preset.layers)) for preset in PRESETS)
    yield from ((name, untrained_stack(OPTIONS[name])) for name in SOME_OPTIONS)
    for name in ACTIVATIONS:
        yield name, untrained_stack((GRU(units=3), Dense(units=3, activation=name)))
    for name, ends in ENDS.items():
        yield name, untrained(experiment_on(("c", "a"), inputs=("a", "b", "c"), layers=(GRU(units=3),), **ends))
    series = sales(80)
    settled = prepare(series, with_columns(layers=(GRU(units=3),), transforms=(), **WORDS)).experiment
    yield "words and calendar", untrained(settled, series)


OURS = (*KINDS, *(preset.name for preset in PRESETS), *SOME_OPTIONS, *ACTIVATIONS, *ENDS, "words and calendar")


def window_of(model, probe):
    """Give the probe's windows as Keras reads them: every feature, numbers in original units."""
    experiment = model.experiment.with_settings("data", group=None)
    scaled = [features_of(one, experiment, model.input_scaler, ()) for one in probe.series]
    window = np.stack(scaled)[:, : experiment.windows.timesteps].astype(np.float64)
    for at, feature in enumerate(features_in(experiment)):
        if feature.column is not None and feature.word is None:
            window[..., at] = model.input_scaler.only((feature.column,)).restore(window[..., at : at + 1])[..., 0]
    return window


def give_to_keras(folder, name, model, content=None):
    """Write a model's file with a probe and what the model itself gives."""
    probe = probe_of(model, 5)
    ours = expected(model, probe)
    (folder / f"{name}.keras").write_bytes(content_of(model) if content is None else content)
    save_arrays(folder / f"{name}.inputs.npz", {"window": window_of(model, probe)})
    save_arrays(folder / f"{name}.wanted.npz", ours.outputs)
    save_arrays(folder / f"{name}.scales.npz", ours.scales)


@pytest.fixture(scope="module")
def random_files(tmp_path_factory):
    """Random stacks, made and saved by Keras."""
    folder = tmp_path_factory.mktemp("random")
    assert elsewhere(MAKE_RANDOM, str(RANDOM), *ACTIVATIONS, folder=folder) == RANDOM
    return folder


@pytest.fixture(scope="module")
def differences(tmp_path_factory, random_files):
    """How far Keras is from us with our files, and with files that were imported and exported again."""
    folder = tmp_path_factory.mktemp("keras")
    for at, (_, model) in enumerate(our_models()):
        give_to_keras(folder, f"ours {at}", model)
    for name in GOLDEN_FILES:
        give_to_keras(folder, name, import_keras(GOLDEN / f"{name}.keras", Experiment())[1])
    for at in range(RANDOM):
        give_to_keras(folder, f"random {at}", import_keras(random_files / f"{at}.keras", Experiment())[1])
    return elsewhere(RUN_ALL, folder=folder)


@pytest.mark.parametrize("name", OURS)
def test_keras_gives_our_numbers_with_our_file(differences, name):
    assert differences[f"ours {OURS.index(name)}"] <= 1e-5


@pytest.mark.parametrize("name", [*GOLDEN_FILES, *(f"random {at}" for at in range(RANDOM))])
def test_a_keras_model_that_comes_in_and_goes_out_gives_the_same_in_keras(differences, name):
    assert differences[name] <= 1e-5


@pytest.mark.parametrize("name", GOLDEN_FILES)
def test_a_golden_file_gives_here_what_it_gave_in_keras(name):
    arrays = np.load(GOLDEN / "keras_rnn_golden.npz")

    _, model = import_keras(GOLDEN / f"{name}.keras", Experiment())

    ours = network_of(model)(torch.from_numpy(arrays[f"{name}/x"].astype(np.float32))).detach().numpy()
    np.testing.assert_allclose(ours[..., 0], arrays[f"{name}/y"], atol=1e-5, rtol=0)


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
@pytest.mark.parametrize("at", range(RANDOM))
def test_a_random_keras_stack_gives_here_what_it_gave_in_keras(random_files, at, suffix):
    if suffix == ".h5" and at % 5 == 0:
        assert not (random_files / f"{at}.h5").exists()
        return
    arrays = np.load(random_files / f"{at}.npz")

    imported, model = import_keras(random_files / f"{at}{suffix}", Experiment())

    assert model is not None, [one.words for one in imported.left]
    ours = network_of(model)(torch.from_numpy(arrays["x"])).detach().numpy()
    np.testing.assert_allclose(ours.reshape(arrays["y"].shape), arrays["y"], atol=1e-5, rtol=0)
    training = imported.experiment.training
    assert (training.optimizer, training.learning_rate, training.loss) == ("rmsprop", 0.003, "mae")


@pytest.mark.parametrize("suffix", [".keras", ".h5"])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_a_keras_file_with_any_activation_gives_here_what_it_gave_in_keras(random_files, name, suffix):
    arrays = np.load(random_files / f"{name}.npz")

    imported, model = import_keras(random_files / f"{name}{suffix}", Experiment())

    assert model is not None, [one.words for one in imported.left]
    assert [layer.activation for layer in model.experiment.layers] == [name, name]
    ours = network_of(model)(torch.from_numpy(arrays["x"])).detach().numpy()
    np.testing.assert_allclose(ours.reshape(arrays["y"].shape), arrays["y"], atol=1e-5, rtol=1e-5)


@pytest.mark.parametrize("kind", LAYER_KINDS, ids=lambda kind: kind.__name__)
def test_every_kind_has_its_configuration(kind):
    assert keras_config.dispatch(kind) is not keras_config.dispatch(object)


def without_own(content):
    """Take out of a file what Keras would not have written."""
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(packed, "w") as left:
        for name in archive.namelist():
            if name != "workbench.json":
                left.writestr(name, archive.read(name))
    return packed.getvalue()


LAYERS = st.one_of(
    st.builds(
        lambda kind, mode, **given: kind(bidirectional=mode is not None, merge_mode=mode or "concat", **given),
        st.sampled_from([LSTM, GRU, SimpleRNN]),
        units=st.integers(1, 4),
        mode=st.sampled_from([None, "concat", "sum", "mul", "ave"]),
        go_backwards=st.booleans(),
        use_bias=st.booleans(),
        return_sequences=st.just(True),
        recurrent_initializer=st.sampled_from(["orthogonal", "identity", "he_normal"]),
    ),
    st.builds(Dense, units=st.integers(1, 4), activation=st.sampled_from(["relu", "linear", "gelu"])),
    st.builds(Dropout, rate=st.floats(0, 0.9)),
    st.builds(LayerNormalization, epsilon=st.floats(1e-6, 0.1)),
)


@settings(max_examples=12, deadline=None)
@given(stack=st.lists(LAYERS, max_size=4))
def test_any_stack_comes_back_from_what_keras_keeps_of_it(tmp_path_factory, stack):
    windows = {"normalisation": "none", "scaler": "none", "horizon": 2}
    model = untrained(experiment_on(layers=(*stack, GRU(units=2)), windows=windows))
    path = tmp_path_factory.mktemp("stack") / "m.keras"
    path.write_bytes(without_own(content_of(model)))

    imported, back = import_keras(path, experiment_on())

    assert [one for one in imported.left if one.changes_forecasts] == []
    assert back.experiment.layers == model.experiment.layers
    assert {name: one.tolist() for name, one in back.weights.items()} == {
        name: one.tolist() for name, one in model.weights.items()
    }


@pytest.mark.parametrize(("version", "taken"), [("2.15.0", False), ("3.0.0", True)])
def test_hard_sigmoid_is_taken_only_from_files_whose_keras_computes_it_as_ours_does(tmp_path, version, taken):
    plain = {"normalisation": "none", "scaler": "none"}
    stack = (GRU(units=3, bidirectional=True, activation="hard_sigmoid"), Dense(units=2, activation="hard_sigmoid"))
    content = without_own(content_of(untrained(experiment_on(layers=stack, windows=plain))))
    path = tmp_path / "m.keras"
    path.write_bytes(with_version(content, version))

    imported, model = import_keras(path, experiment_on())

    said = [one.what for one in imported.left if one.changes_forecasts]
    assert (model is not None) == taken
    assert ("Dense: activation = 'hard_sigmoid of Keras 2'" in said) == (not taken)
    assert ("GRU: activation = 'hard_sigmoid of Keras 2'" in said) == (not taken)


def with_version(content, version):
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(packed, "w") as changed:
        for name in archive.namelist():
            told = json.dumps({"keras_version": version}) if name == "metadata.json" else archive.read(name)
            changed.writestr(name, told)
    return packed.getvalue()


def test_our_own_file_brings_the_whole_model_back(tmp_path):
    model = model_of(experiment_on(("a", "b"), windows={"normalisation": "last_std", "season": 3}))
    radii = np.array([1.0, np.nan])[:, None, None, None] * np.ones((2, 2, 1, 2))
    series = SeriesRadii(("north", "南"), radii, np.array([True, False]), np.array([20, 10]))
    model = type(model)(**{**vars(model), "calibration": Calibration((0.5, 0.9), np.ones((2, 1, 2)), 30, series)})

    check = save_keras(model, tmp_path / "m.keras")
    back = load_keras(tmp_path / "m.keras")

    assert check.largest == 0
    assert back.experiment == model.experiment
    assert back.schema == model.schema
    assert back.calibration.radii.tolist() == model.calibration.radii.tolist()
    np.testing.assert_array_equal(back.calibration.series.radii, radii)
    assert back.calibration.series.names == series.names
    assert back.input_scaler.to_json() == model.input_scaler.to_json()


def test_a_model_with_transforms_is_refused_with_a_way_out(tmp_path):
    model = model_of()
    model = type(model)(**{**vars(model), "transforms": (Difference(column="value"),)})

    with pytest.raises(ExportError) as refused:
        save_keras(model, tmp_path / "m.keras")

    assert refused.value.what == "A Keras file cannot hold the transforms of value."
    assert refused.value.hint == "Export the model as ONNX or as PyTorch, which hold them."
    assert not (tmp_path / "m.keras").exists()


def test_raw_numbers_keep_their_digits(tmp_path):
    level = Scaler(("value",), np.array([1e8]), np.array([0.5]))
    model = type(model := model_of())(**{**vars(model), "input_scaler": level, "target_scaler": level})

    (dense,) = [node for node in config_in(content_of(model)) if node["name"] == "scaler_shift"]

    assert dense["config"] == {"name": "scaler_shift", "scale": 1.0, "offset": [-1e8], "dtype": "float64"}


def config_in(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return json.loads(archive.read("config.json"))["config"]["layers"]


def test_a_model_with_window_normalisation_that_keras_saved_again_says_what_is_lost(tmp_path):
    path = tmp_path / "m.keras"
    path.write_bytes(without_own(content_of(model_of())))

    imported, model = import_keras(path, experiment_on())

    assert model is None
    assert imported.experiment.layers == model_of().experiment.layers
    assert "Layer GetItem_1: GetItem. Not taken over: only layers are taken over, no operations." in [
        one.words for one in imported.left
    ]
    assert imported.left[-1].words == (
        "The file: its weights. Not taken over: with what was left out, the network would give other numbers with them;"
        " train it anew."
    )


def test_a_file_whose_layers_somebody_changed_is_not_taken_for_ours(tmp_path):
    path = tmp_path / "m.keras"
    with zipfile.ZipFile(io.BytesIO(content_of(model_of()))) as archive, zipfile.ZipFile(path, "w") as changed:
        for name in archive.namelist():
            content = archive.read(name)
            changed.writestr(name, content.replace(b'"tanh"', b'"relu"') if name == "config.json" else content)

    assert load_keras(path) is None


def test_the_example_runs_the_file_by_its_name(tmp_path):
    lines = example(model_of(experiment_on(("a", "b"))), Path("m.keras"))

    assert "model = keras.saving.load_model('m.keras')" in lines
    assert "#   a\n#   b\n" in lines


@pytest.mark.parametrize("name", GOLDEN_FILES)
def test_a_damaged_file_is_refused_or_read_right(tmp_path, name):
    whole = (GOLDEN / f"{name}.keras").read_bytes()
    _, right = import_keras(GOLDEN / f"{name}.keras", Experiment())
    chance = np.random.default_rng(1)
    path, refused = tmp_path / "bad.keras", 0
    for at in range(120):
        content = bytearray(whole[: len(whole) * at // 100]) if at < 100 else bytearray(whole)
        for place in chance.integers(0, max(1, len(content)), 3 if content and at >= 50 else 0):
            content[place] ^= 1 << int(chance.integers(8))
        path.write_bytes(content)
        try:
            with warnings.catch_warnings(action="ignore"):
                _, model = import_keras(path, Experiment())
        except ExportError:
            refused += 1
            continue
        assert model is None or model.weights.keys() == right.weights.keys()
    assert refused > 100


def copied(tmp_path, change):
    """Copy a golden file with its HDF5 changed."""
    import h5py

    path = tmp_path / "m.keras"
    shutil.copy(GOLDEN / "saved_lstm_lstm_dense.keras", path)
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    held = io.BytesIO(members["model.weights.h5"])
    with h5py.File(held, "r+") as file:
        change(h5py, file)
    members["model.weights.h5"] = held.getvalue()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def replaced(**settings):
    def change(h5py, file):
        del file["layers/dense/vars/0"]
        file.create_dataset("layers/dense/vars/0", **settings)

    return change


def linked(h5py, file):
    del file["layers/dense/vars/0"]
    file["layers/dense/vars/0"] = h5py.ExternalLink("/etc/passwd", "/x")


def soft(h5py, file):
    file.move("layers/dense/vars/0", "elsewhere")
    file["layers/dense/vars/0"] = h5py.SoftLink("/elsewhere")


CHANGES = {
    "layers/dense/vars/0 is 1000000×1000000, not 3×2": replaced(shape=(10**6, 10**6), dtype="f4", chunks=(100, 100)),
    "layers/dense/vars/0 is 2×3, not 3×2": replaced(data=np.zeros((2, 3), "f4")),
    "layers/dense/vars/0 is no plain array of numbers": replaced(data=np.zeros((3, 2), "i4")),
    "layers/dense/vars/0 holds something other than finite 32-bit numbers": replaced(data=np.full((3, 2), np.nan)),
    "it has no weights at layers/dense/vars/0": linked,
}


@pytest.mark.parametrize("why", CHANGES)
def test_weights_that_are_not_what_the_layers_say_are_refused(tmp_path, why):
    with pytest.raises(ExportError) as refused:
        import_keras(copied(tmp_path, CHANGES[why]), Experiment())

    assert refused.value.what == f"m.keras cannot be read as a Keras model: {why}."


def test_links_compressed_arrays_and_external_storage_are_refused(tmp_path):
    outside = replaced(shape=(3, 2), dtype="f4", external=[(str(tmp_path / "x"), 0, 24)])
    for change in (soft, replaced(data=np.zeros((3, 2), "f4"), compression="gzip"), outside):
        with pytest.raises(ExportError):
            import_keras(copied(tmp_path, change), Experiment())


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "m.keras"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("config.json", "{}")
        archive.writestr("model.weights.h5", bytes(10**8))

    with pytest.raises(ExportError) as refused:
        import_keras(path, Experiment())

    assert "its member model.weights.h5 is not what Keras writes" in refused.value.what


def test_a_lambda_is_named_and_never_run(tmp_path):
    path = tmp_path / "m.keras"
    with zipfile.ZipFile(GOLDEN / "saved_lstm_lstm_dense.keras") as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    document = json.loads(members["config.json"])
    evil = {"class_name": "Lambda", "config": {"name": "evil", "function": {"class_name": "__lambda__"}}}
    document["config"]["layers"].insert(1, evil)
    members["config.json"] = json.dumps(document).encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)

    imported, model = import_keras(path, Experiment())

    assert model is None
    assert "Layer evil: Lambda. Not taken over: it holds code, and code from a file is never run." in [
        one.words for one in imported.left
    ]


JUNK = (None, -1, 0, 10**12, 1e308, "", "os.system", [], [[]], {}, {"class_name": "Lambda"}, True)


def leaves(value, path=()):
    """Give the way to everything inside a JSON document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*path, key)
        yield from leaves(one, (*path, key))


@pytest.mark.parametrize("name", GOLDEN_FILES)
def test_whatever_stands_in_a_configuration_is_told_or_refused_and_is_no_bug(tmp_path, name):
    with zipfile.ZipFile(GOLDEN / f"{name}.keras") as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    whole, chance = json.loads(members["config.json"]), np.random.default_rng(3)
    ways = list(leaves(whole))
    path, taken = tmp_path / "m.keras", 0
    for at in chance.choice(len(ways), 120):
        document = json.loads(members["config.json"])
        *way, last = ways[at]
        holder = document
        for key in way:
            holder = holder[key]
        holder[last] = JUNK[chance.integers(len(JUNK))]
        with zipfile.ZipFile(path, "w") as archive:
            for one, content in members.items():
                archive.writestr(one, json.dumps(document) if one == "config.json" else content)
        try:
            imported, _ = import_keras(path, Experiment())
        except ExportError:
            continue
        assert imported.understood
        taken += 1
    assert taken > 20
