"""A model that forecasts otherwise than where it was saved says so, whatever its hashes say."""

import re
from dataclasses import replace

import numpy as np
import pytest
import safetensors.numpy

from tests.engine.export.exported_models import NAMES
from tests.engine.export.packed import STACKED, members_of, resealed, with_json, with_weights
from tests.engine.export.test_bundle import assert_same
from tests.engine.made_models import model_of
from tests.made_series import experiment_on, numbered
from workbench.core.errors import ExportError
from workbench.core.layers import GRU, Dense
from workbench.engine.export.bundle import load_bundle, save_bundle
from workbench.engine.export.probe import forecast_of, probe_of
from workbench.engine.export.recorded import LEAST, distance, read_record, record
from workbench.engine.judgement.intervals import Calibration
from workbench.engine.model import network_of
from workbench.engine.recurrent.paths import only

PROBE = "probe.safetensors"


@pytest.mark.parametrize("name", NAMES)
def test_other_kernels_forecast_the_samples_as_they_were_recorded(trained_models, name):
    model = trained_models[name]
    recorded, network = read_record(record(model), model), network_of(model)

    for path in ("reference", "torch"):
        with only(path):
            assert distance(model, network, recorded) <= LEAST / 5


@pytest.mark.parametrize("name", NAMES)
def test_nudged_weights_are_noticed_in_every_model(trained_models, name):
    model = trained_models[name]
    recorded = read_record(record(model), model)
    moved = replace(model, weights={one: weight + np.float32(0.01) for one, weight in model.weights.items()})

    assert distance(moved, network_of(moved), recorded) > recorded.most


def test_the_tolerance_is_that_of_rounding(trained_models):
    tolerances = [read_record(record(one), one).most for one in trained_models.values()]

    assert min(tolerances) == LEAST
    assert max(tolerances) < 1e-4


def test_a_network_that_makes_much_of_rounding_is_granted_more():
    steep = model_of(experiment_on(layers=(GRU(units=3, activation="linear"),), windows={"normalisation": "none"}))
    for weight in steep.weights.values():
        weight *= 40

    recorded = read_record(record(steep), steep)

    assert recorded.most > 10 * LEAST
    assert distance(steep, network_of(steep), recorded) == 0


def sealed_again(members, tmp_path):
    path = tmp_path / "model.seqmodel"
    path.write_bytes(resealed(members))
    return path


def more_bias(weights):
    weights["output.bias"] += 0.01


def another_scale(document):
    for which in ("inputs", "targets"):
        document[which]["divisor"] = [one * 1.01 for one in document[which]["divisor"]]


def another_activation(document):
    document["layers"][1]["activation"] = "relu"


CHANGES = {
    "weights": lambda members: with_weights(members, more_bias),
    "scalers": lambda members: with_json(members, "scalers.json", another_scale),
    "layers": lambda members: with_json(members, "experiment.json", another_activation),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_model_that_became_another_is_refused_with_how_far_it_is_off(members, tmp_path, change):
    path = sealed_again(CHANGES[change](members), tmp_path)

    with pytest.raises(ExportError) as refused:
        load_bundle(path)

    assert re.fullmatch(
        r"model\.seqmodel forecasts other numbers here than where it was saved: \d\.\de-?\+?\d\d of the target's scale"
        r" away, where rounding makes 1e-05 at most\.",
        refused.value.what,
    )
    assert re.match(
        r"Forecast where it was saved, or with the same versions: workbench \d.*, torch \d", refused.value.hint
    )


def test_a_forecast_that_is_a_number_only_on_one_side_is_told(members, refusal):
    held = safetensors.numpy.load(members[PROBE])
    held["outputs/forecast"][1] = np.nan

    assert refusal(resealed(members | {PROBE: safetensors.numpy.save(held)})) == (
        "model.seqmodel forecasts other numbers here than where it was saved: there or here, something is no number."
    )


def test_a_model_that_forecasts_no_numbers_is_kept_as_it_is(tmp_path):
    model = model_of(experiment_on(layers=(GRU(units=2), Dense(units=2))))
    for name in ("layers.dense_1.kernel", "output.kernel"):
        model.weights[name][:] = 3e38
    assert not np.isfinite(forecast_of(model, network_of(model), probe_of(model, 1).series).outputs["forecast"]).any()

    save_bundle(model, tmp_path / "model.seqmodel")

    assert_same(model, load_bundle(tmp_path / "model.seqmodel"))


def spoil(**arrays):
    return lambda held: held | arrays


SPOILT = {
    "other rows": spoil(values=np.zeros((3, 8, 1))),
    "no sample": spoil(values=np.zeros((0, 9, 1)), times=np.zeros((0, 9), dtype=np.int64)),
    "more samples": spoil(values=np.zeros((4, 9, 1)), times=np.tile(np.arange(9), (4, 1))),
    "32 bits": spoil(values=np.zeros((3, 9, 1), dtype=np.float32)),
    "times that fall": spoil(times=np.tile(np.arange(9)[::-1], (3, 1)).copy()),
    "times beyond the calendar": spoil(times=np.tile(np.arange(9) + 2**62, (3, 1))),
    "any tolerance": spoil(most=np.array([np.inf])),
    "no tolerance": spoil(most=np.zeros((0,))),
    "something else": spoil(more=np.zeros(3)),
    "forecasts in 32 bits": spoil(**{"outputs/forecast": np.zeros((3, 1, 1), dtype=np.float32)}),
    "nothing": lambda _: {"a": np.zeros(1)},
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_record_that_is_none_is_refused(members, refusal, name):
    spoilt = safetensors.numpy.save(SPOILT[name](safetensors.numpy.load(members[PROBE])))

    assert refusal(resealed(members | {PROBE: spoilt})).startswith(
        "model.seqmodel is damaged: its settings cannot be read: "
    )


def test_a_record_of_fewer_forecasts_is_another_forecast(members, refusal):
    held = safetensors.numpy.load(members[PROBE])
    held["outputs/forecast"] = held["outputs/forecast"][:, :0]

    assert "something is no number" in refusal(resealed(members | {PROBE: safetensors.numpy.save(held)}))


def test_intervals_that_are_measured_later_do_not_change_the_record():
    calibrated = replace(STACKED, calibration=Calibration((0.8,), np.ones((1, 1, 1)), 20))

    assert record(calibrated) == record(STACKED)


def test_of_long_and_wide_windows_there_is_one_sample():
    columns = tuple("abcdefgh")
    windows = {"timesteps": 2_000, "normalisation": "none"}
    model = model_of(experiment_on(columns[:1], inputs=columns, layers=(GRU(units=2),), windows=windows),
                     numbered(6_000, columns))  # fmt: skip

    assert [len(read_record(record(one), one).series) for one in (STACKED, model)] == [3, 1]


def test_a_bundle_says_in_its_probe_what_goes_in_and_comes_out_in_original_units(tmp_path):
    path = tmp_path / "model.seqmodel"
    save_bundle(model_of(series=numbered(200)), path)

    held = safetensors.numpy.load(members_of(path.read_bytes())[PROBE])

    assert {name: one.shape for name, one in held.items()} == {
        "values": (3, 9, 1), "times": (3, 9), "outputs/forecast": (3, 1, 1), "most": (1,),
    }  # fmt: skip
    assert 0 < np.nanmean(held["values"]) < 200
    assert np.isnan(held["values"][:, 8]).all()  # what is to be forecast
