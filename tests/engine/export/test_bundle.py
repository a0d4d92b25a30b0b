import errno
import json
import os
from dataclasses import replace

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given, settings

from tests.core.strategies import layer_stacks, small
from tests.engine.export.packed import members_of, resealed, with_json
from tests.engine.made_models import model_of
from tests.made_series import experiment_on, hourly, numbered
from workbench.core.errors import StorageError
from workbench.core.judgement.by_series import Owners
from workbench.core.layers import GRU, LSTM, Dense, Dropout, SimpleRNN
from workbench.core.layers.stack import stack_of
from workbench.engine.export.bundle import load_bundle, packed_calibration, read_calibration, save_bundle
from workbench.engine.forecasting.prediction import predict
from workbench.engine.judgement.intervals import calibrate
from workbench.engine.model import network_of

SERIES = numbered(50, ("a", "b", "c"), times=hourly(50))


def assert_same(model, other):
    """Everything that a model holds is equal to the last bit."""
    assert other.experiment == model.experiment
    assert other.schema == model.schema
    assert other.metrics == model.metrics
    assert other.weights.keys() == model.weights.keys()
    for name, weight in model.weights.items():
        np.testing.assert_array_equal(other.weights[name], weight)
    assert other.input_scaler.to_json() == model.input_scaler.to_json()
    assert other.target_scaler.to_json() == model.target_scaler.to_json()
    assert (other.calibration is None) == (model.calibration is None)
    if model.calibration is not None:
        assert (other.calibration.shares, other.calibration.samples) == (
            model.calibration.shares,
            model.calibration.samples,
        )
        np.testing.assert_array_equal(other.calibration.radii, model.calibration.radii)


@pytest.mark.parametrize(
    "layers",
    [
        (LSTM(units=5),),
        (GRU(units=5, bidirectional=True, merge_mode="mul"),),
        (SimpleRNN(units=5, return_sequences=True, go_backwards=True), Dropout(), LSTM(units=3), Dense(units=2)),
        (LSTM(units=5), Dense(enabled=False)),
    ],
    ids=lambda layers: "+".join(layer.kind for layer in layers),
)
def test_a_model_comes_back_with_the_same_forecasts(tmp_path, layers):
    experiment = experiment_on(
        ("a", "c"), inputs=("c", "b", "a"), layers=layers, windows={"horizon": 3, "scaler": "robust"}
    )
    model = model_of(experiment, numbered(200, ("a", "b", "c"), times=hourly(200)))
    path = tmp_path / "mine.seqmodel"

    save_bundle(model, path)
    again = load_bundle(path)

    assert_same(model, again)
    np.testing.assert_array_equal(predict(again, SERIES).values, predict(model, SERIES).values)


@pytest.mark.parametrize("loss", ["quantile", "gaussian_nll"])
@pytest.mark.parametrize("normalisation", ["none", "last", "mean_std", "last_std"])
def test_a_model_with_both_ends_comes_back_with_the_same_spread(tmp_path, normalisation, loss):
    windows = {"normalisation": normalisation, "season": 3, "horizon": 2}
    model = model_of(experiment_on(("a", "c"), inputs=("c", "b", "a"), windows=windows, loss=loss), SERIES)
    path = tmp_path / "mine.seqmodel"

    save_bundle(model, path)
    again = load_bundle(path)

    assert_same(model, again)
    one, other = predict(model, SERIES), predict(again, SERIES)
    np.testing.assert_array_equal(one.values, other.values)
    np.testing.assert_array_equal(one.spread.quantiles, other.spread.quantiles)
    np.testing.assert_array_equal(one.spread.deviations, other.spread.deviations)


def test_a_bundle_from_before_window_normalisation_forecasts_as_it_did(tmp_path):
    model = model_of(experiment_on(windows={"normalisation": "none"}))
    path = tmp_path / "old.seqmodel"
    save_bundle(model, path)

    def age(document):
        document["version"] = 1
        for name in ("normalisation", "season"):
            del document["windows"][name]
        del document["training"]["quantiles"]

    path.write_bytes(resealed(with_json(members_of(path.read_bytes()), "experiment.json", age)))

    again = load_bundle(path)

    assert again.experiment == model.experiment
    np.testing.assert_array_equal(predict(again, numbered(50)).values, predict(model, numbered(50)).values)


@given(layers=layer_stacks(most=3, **small(4)))
@settings(max_examples=25)
def test_any_stack_that_can_be_trained_comes_back(tmp_path_factory, layers):
    experiment = experiment_on(layers=(*layers, LSTM(units=2)))
    while stack_of(experiment).problems:
        experiment = stack_of(experiment).problems[0].repair.experiment
    model = model_of(experiment)
    path = tmp_path_factory.mktemp("any") / "model.seqmodel"

    save_bundle(model, path)

    assert_same(model, load_bundle(path))


def test_a_bundle_says_what_it_was_made_of_and_with(tmp_path):
    path = tmp_path / "mine.seqmodel"
    save_bundle(model_of(), path)

    members = members_of(path.read_bytes())

    manifest = json.loads(members["manifest.json"])
    assert sorted(members) == [
        "experiment.json",
        "manifest.json",
        "metrics.json",
        "probe.safetensors",
        "scalers.json",
        "schema.json",
        "weights.safetensors",
    ]
    assert manifest["format"] == 3
    assert set(manifest["made_with"]) == {"workbench", "torch", "numpy", "python"}
    assert json.loads(members["schema.json"]) == {
        "series": "numbered",
        "time_name": "",
        "step_microseconds": None,
        "rows": 200,
        "units": {},
    }


def test_the_schema_tells_the_distance_between_rows(tmp_path):
    path = tmp_path / "mine.seqmodel"
    save_bundle(model_of(series=numbered(200, times=hourly(200))), path)

    assert load_bundle(path).schema.step_microseconds == 3_600_000_000


def test_rows_that_are_a_thousand_years_apart_have_a_schema(tmp_path):
    path, times = tmp_path / "mine.seqmodel", np.arange(-100_000, 100_000, 1_000).astype("datetime64[Y]")
    save_bundle(model_of(series=numbered(200, times=times.astype("datetime64[us]"))), path)

    assert load_bundle(path).schema.step_microseconds > 2**53


def test_a_bundle_of_the_same_model_holds_the_same_members(tmp_path):
    contents = []
    for name in ("one", "other"):
        save_bundle(model_of(), tmp_path / name)
        contents.append(members_of((tmp_path / name).read_bytes()))

    assert contents[0] == contents[1]


def test_a_loaded_network_is_ready_to_forecast(tmp_path):
    path = tmp_path / "mine.seqmodel"
    save_bundle(model_of(), path)

    assert not network_of(load_bundle(path)).training


@pytest.mark.parametrize("failing", ["replace", "fsync"])
def test_a_full_disk_leaves_the_old_model_whole(tmp_path, monkeypatch, failing):
    path = tmp_path / "mine.seqmodel"
    old = model_of()
    save_bundle(old, path)

    def full(*_arguments):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, failing, full)
        with pytest.raises(StorageError) as caught:
            save_bundle(model_of(experiment_on(seed=9)), path)

    assert caught.value.what == f"{path} could not be saved: No space left on device."
    assert_same(old, load_bundle(path))
    assert os.listdir(tmp_path) == ["mine.seqmodel"]


def test_how_far_a_model_was_off_travels_with_it(tmp_path):
    chance, path = np.random.default_rng(1), tmp_path / "mine.seqmodel"
    truth = chance.normal(size=(50, 3, 2))
    plain = model_of(experiment_on(("a", "b"), windows={"horizon": 3}), numbered(200, ("a", "b")))
    model = replace(plain, calibration=calibrate(truth, np.zeros_like(truth)))

    save_bundle(model, path)
    again = load_bundle(path)

    assert_same(model, again)
    spread = predict(again, numbered(50, ("a", "b"))).spread
    assert (spread.method, spread.quantiles.shape) == ("conformal", (3, 2, 4))


def test_a_model_that_was_saved_before_there_were_calibrations_is_read(tmp_path):
    path = tmp_path / "mine.seqmodel"
    save_bundle(model_of(), path)
    members = members_of(path.read_bytes())
    path.write_bytes(resealed(members, format=1))

    assert load_bundle(path).calibration is None


def grouped_model():
    chance = np.random.default_rng(1)
    truth, at = chance.normal(size=(90, 3, 1)), np.repeat([0, 1, 2], [50, 30, 10])
    owners = Owners(("Łódź", "東京", 'a "quoted" one'), at, np.array([[1.0], [2.0], [0.0]]))
    plain = model_of(experiment_on(windows={"horizon": 3}))
    return replace(plain, calibration=calibrate(truth, np.zeros_like(truth), owners=owners))


def test_the_widths_of_each_series_of_a_group_travel_with_it(tmp_path):
    model, path = grouped_model(), tmp_path / "mine.seqmodel"

    save_bundle(model, path)
    read = load_bundle(path).calibration.series

    told = model.calibration.series
    assert read.names == told.names == ("Łódź", "東京")
    assert (read.own.tolist(), read.samples.tolist()) == ([True, False], [50, 30])
    np.testing.assert_array_equal(read.radii, told.radii)


def broken(name, change):
    """Give a calibration's arrays of which one is something else, or gone."""
    arrays = safetensors.numpy.load(packed_calibration(grouped_model().calibration))
    arrays[name] = change(arrays[name])
    return safetensors.numpy.save({name: array for name, array in arrays.items() if array is not None})


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("series_names", lambda _: None),
        ("series_names", lambda names: names[:-1].copy()),
        ("series_names", lambda _: np.frombuffer(b'["one", "one"]', dtype=np.uint8)),
        ("series_names", lambda _: np.frombuffer(b'["one", 2]', dtype=np.uint8)),
        ("series_names", lambda _: np.frombuffer(b'{"one": 1, "two": 2}', dtype=np.uint8)),
        ("series_radii", lambda radii: -radii),
        ("series_radii", lambda radii: radii * np.inf),
        ("series_radii", lambda radii: radii[:1].copy()),
        ("series_radii", lambda radii: radii.astype(np.float32)),
        ("series_own", lambda own: own + 2),
        ("series_samples", lambda samples: samples - 1_000),
    ],
)
def test_widths_that_no_model_of_these_settings_can_have_are_refused(name, change):
    with pytest.raises(TypeError, match=r"^calibration: "):
        read_calibration(broken(name, change), grouped_model().experiment)
