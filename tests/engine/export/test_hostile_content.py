"""Bundles whose hashes are right and whose content is not: refused with a message, and never loaded wrong."""

import json
import random
import struct
from dataclasses import replace

import numpy as np
import pytest
import safetensors.numpy

from tests.engine.export.packed import STACKED, members_of, packed, resealed, with_json, with_weights
from tests.engine.export.test_bundle import assert_same
from tests.made_series import numbered
from workbench.core.errors import ExportError, WorkbenchError
from workbench.engine.export.bundle import load_bundle
from workbench.engine.forecasting.prediction import predict
from workbench.engine.runs import open_model

JSONS = ("experiment.json", "scalers.json", "schema.json", "metrics.json")


@pytest.mark.parametrize("name", ["manifest.json", *JSONS])
@pytest.mark.parametrize(
    "ending",
    [', "x": 1, "x": 2}', ', "x": NaN}', ', "x": -Infinity}', ', "x": 1e999}', f', "x": 1{"0" * 400}}}',
     f', "x": {"[" * 40}{"]" * 40}}}', f', "x": {"[" * 5_000}{"]" * 5_000}}}', ', "x": "\\ud800"}', "} {}"],
    ids=["twice", "NaN", "infinity", "too large", "many digits", "deep", "very deep", "half a character", "two"],
)  # fmt: skip
def test_json_that_means_two_things_or_nothing_is_refused(members, tmp_path, name, ending):
    document = resealed(members) if name == "manifest.json" else None
    content = members_of(document)["manifest.json"] if document else members[name]
    spoilt = content.rstrip().removesuffix(b"}") + ending.encode()
    path = tmp_path / "model.seqmodel"
    spoilt_members = members | {name: spoilt}
    path.write_bytes(packed(spoilt_members) if name == "manifest.json" else resealed(spoilt_members))

    if ending.endswith('"\\ud800"}') and name in ("manifest.json", "scalers.json", "metrics.json"):
        assert_same(
            STACKED, replace(load_bundle(path), metrics=STACKED.metrics)
        )  # a name that nobody reads may hold anything
        return
    with pytest.raises(ExportError, match=r"is damaged: its (manifest cannot|settings cannot) be read"):
        load_bundle(path)


def edit(members, name, *place, value):
    """Put ``value`` where ``place`` leads in one JSON document, and seal the whole again."""

    def change(document):
        *way, last = place
        for key in way:
            document = document[key]
        document[last] = value

    return resealed(with_json(members, name, change))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("windows", "horizon"), -1), (("windows", "horizon"), 10**30), (("windows", "timesteps"), 10**9),
        (("layers", 0, "units"), 2**31), (("layers", 0, "units"), 0), (("layers", 0, "kind"), "os.system"),
        (("training", "loss"), "__import__"), (("data", "targets"), []), (("data", "targets"), ["value"] * 2),
        (("layers",), []), (("training", "quantiles"), [2.0]),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_are_refused(members, refusal, place, value):
    assert refusal(edit(members, "experiment.json", *place, value=value)).startswith("model.seqmodel is damaged: ")


@pytest.mark.parametrize(("place", "value"), [(("windows", "horizon"), 2), (("layers", 0, "units"), 4)])
def test_settings_of_another_network_do_not_take_its_weights(members, refusal, place, value):
    assert "weights: their number does not fit the layers" in refusal(
        edit(members, "experiment.json", *place, value=value)
    )


@pytest.mark.parametrize("value", [[0.0], [-1.0], [None], ["1"], [1.0, 1.0], [], 7, {}])
@pytest.mark.parametrize("which", ["inputs", "targets"])
def test_scalers_without_a_size_above_zero_are_refused(members, refusal, which, value):
    assert refusal(edit(members, "scalers.json", which, "divisor", value=value)) in (
        "The model's scalers are damaged.", "The model scales value differently as input and as target.",
    )  # fmt: skip


@pytest.mark.parametrize(("name", "value"), [("step_microseconds", 10**30), ("rows", -1), ("rows", 10**30)])
def test_a_schema_of_impossible_data_is_refused(members, refusal, name, value):
    assert refusal(edit(members, "schema.json", name, value=value)).startswith("model.seqmodel is damaged: ")


@pytest.mark.parametrize(
    "part",
    [1, [], {}, {"mae": "1"}, {"mae": True}, {"mae": 1.0, "by_target": 3}, {"mae": 1.0, "by_target": {"value": {}}},
     {"mae": 1.0, "looks": "twice"}, {"mae": 1.0, "looks": 0}],
)  # fmt: skip
def test_measures_that_cannot_be_shown_are_refused(members, refusal, part):
    told = refusal(edit(members, "metrics.json", "test", value=part))

    assert told == (
        "model.seqmodel is damaged: its settings cannot be read: metrics: those of the part test are not what is"
        " measured."
    )


JUNK = (None, -1, 0, 1, 10**12, 1e308, -0.5, "", "value", "os.system", [], [[]], {}, {"kind": "lstm"}, True)


def leaves(value, path=()):
    """Give the way to everything inside a JSON document."""
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in inside:
        yield (*path, key)
        yield from leaves(one, (*path, key))


def test_junk_in_any_place_of_any_document_is_refused_or_makes_a_model_that_forecasts(members, tmp_path):
    chance, path = random.Random(5), tmp_path / "model.seqmodel"
    places = [(name, place) for name in JSONS for place in leaves(json.loads(members[name]))]
    series, taken, refused = numbered(30), 0, 0

    for _ in range(300):
        name, place = chance.choice(places)
        path.write_bytes(edit(members, name, *place, value=chance.choice(JUNK)))
        try:
            opened = open_model(path)
        except ExportError:
            refused += 1
            continue
        try:
            predict(opened.model, series)
        except WorkbenchError:  # of a model of other columns
            continue
        taken += 1

    assert refused > 150
    assert taken > 12


# Weights


def headed(header, numbers=b"", *, size=None):
    """Give a safetensors file with any header."""
    written = header if isinstance(header, bytes) else json.dumps(header).encode()
    return struct.pack("<Q", len(written) if size is None else size) + written + numbers


def tensor(start, stop, shape=(1,), dtype="F32"):
    return {"dtype": dtype, "shape": list(shape), "data_offsets": [start, stop]}


TWICE = b'{"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}, "a": {"dtype": "F32", "shape": [1],'
HEADERS = {
    "header beyond the file": headed({}, size=2**60),
    "header of a negative length": b"\xff" * 8 + b"{}",
    "header of zeros": headed(b"\0" * 20),
    "no dictionary": headed([1]),
    "overlap": headed({"a": tensor(0, 4), "b": tensor(2, 6)}, bytes(6)),
    "hole": headed({"a": tensor(0, 4), "b": tensor(8, 12)}, bytes(12)),
    "negative place": headed({"a": tensor(-4, 0)}, bytes(4)),
    "beyond the end": headed({"a": tensor(0, 4)}, b""),
    "more than named": headed({"a": tensor(0, 4)}, bytes(8)),
    "shape that overflows": headed({"a": tensor(0, 4, (2**33, 2**33))}, bytes(4)),
    "negative shape": headed({"a": tensor(0, 4, (-1,))}, bytes(4)),
    "shape of another size": headed({"a": tensor(0, 4, (2,))}, bytes(4)),
    "named twice": headed(TWICE + b' "data_offsets": [0, 4]}}', bytes(4)),
    "unknown kind of number": headed({"a": tensor(0, 2, dtype="BF16")}, bytes(2)),
    "no kind of number": headed({"a": 3}),
    "deep": headed(b'{"a": ' + b"[" * 90_000 + b"]" * 90_000 + b"}"),
    "many": headed({f"{at}": tensor(0, 0, (0,)) for at in range(10_001)}),
    "words that are none": headed({"__metadata__": {"a": 1}}),
}


@pytest.mark.parametrize("member", ["weights", "probe", "calibration"])
@pytest.mark.parametrize("header", HEADERS)
def test_a_hostile_header_is_refused(members, refusal, member, header):
    told = refusal(resealed(members | {f"{member}.safetensors": HEADERS[header]}))

    assert told.startswith("model.seqmodel is damaged: its settings cannot be read: ")


def test_a_header_as_long_as_a_file_is_refused_unread(members, refusal, monkeypatch):
    monkeypatch.setattr(safetensors.numpy, "load", lambda _: pytest.fail("it was read"))
    long = headed(b"{" + b" " * 2**20 + b"}")

    assert "its header is longer than it may be" in refusal(resealed(members | {"weights.safetensors": long}))


def change_weights(members, change):
    return resealed(with_weights(members, change))


@pytest.mark.parametrize("kind", ["float64", "float16", "int32", "int64", "uint8"])
def test_weights_of_another_kind_are_refused(members, refusal, kind):
    def turn(weights):
        weights["output.kernel"] = weights["output.kernel"].astype(kind)

    assert "weights: " in refusal(change_weights(members, turn))


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_one_weight_that_is_no_number_is_refused_in_any_layer(members, refusal, value):
    for name in safetensors.numpy.load(members["weights.safetensors"]):

        def spoil(weights, name=name):
            weights[name].flat[-1] = value

        assert f"{name} holds something other than finite 32-bit numbers" in refusal(change_weights(members, spoil))


def test_a_further_weight_is_refused(members, refusal):
    def add(weights):
        weights["layers.lstm_2.kernel"] = np.zeros(3, np.float32)

    assert "their number does not fit" in refusal(change_weights(members, add))


def test_a_further_weight_without_numbers_is_refused_by_its_name(members, refusal):
    def add(weights):
        weights["layers.lstm_2.kernel"] = np.zeros((0, 3), np.float32)

    assert refusal(change_weights(members, add)) == ("The model's weights do not fit its layers: layers.lstm_2.kernel.")


def test_every_missing_weight_is_noticed(members, refusal):
    for name in safetensors.numpy.load(members["weights.safetensors"]):
        assert "their number does not fit" in refusal(
            change_weights(members, lambda weights, name=name: weights.pop(name))
        )


def test_weights_of_two_layers_in_each_other_s_place_are_refused(members, refusal):
    def swap(weights):
        weights["output.kernel"], weights["output.bias"] = weights["output.bias"], weights["output.kernel"]

    assert refusal(change_weights(members, swap)).startswith("The model's weights do not fit its layers: output.")
