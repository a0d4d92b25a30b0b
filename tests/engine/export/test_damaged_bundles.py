"""Whatever happened to the file: a message, never another exception, never changed content without a word."""

import json
import math
import pickle
import zipfile

import numpy as np
import pytest
import safetensors.numpy
import torch

from tests.engine.export.packed import packed, resealed, with_json, with_weights
from tests.engine.export.test_bundle import assert_same
from tests.engine.made_models import model_of
from workbench.core.errors import ExportError, StorageError
from workbench.core.experiment import VERSION
from workbench.engine.export import bundle, sealed
from workbench.engine.export.bundle import load_bundle, save_bundle
from workbench.engine.model import network_of

MODEL = model_of()
PICKLES = "Pickled models (.pt, .pkl, .h5) are never opened: they can run code."
MEMBERS = ("experiment.json", "weights.safetensors", "scalers.json", "schema.json", "metrics.json", "probe.safetensors")


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "model.seqmodel"
    save_bundle(MODEL, path)
    return path.read_bytes()


def damaged(why):
    return f"model.seqmodel is damaged: {why}."


NO_MODEL = "model.seqmodel is not a model of the workbench."


def test_a_bundle_put_together_again_is_the_same_model(members, tmp_path):
    path = tmp_path / "model.seqmodel"
    path.write_bytes(packed(members))

    assert_same(MODEL, load_bundle(path))


def test_a_swapped_block_of_bytes_is_refused(whole, refusal):
    third = len(whole) // 3

    assert refusal(whole[:third] + whole[2 * third :] + whole[third : 2 * third])


@pytest.mark.parametrize("name", MEMBERS)
def test_a_missing_member_is_refused(members, refusal, name):
    del members[name]

    assert refusal(resealed(members)) == damaged("it does not have the members it should have")


def test_a_file_without_manifest_is_no_model(members, refusal):
    del members["manifest.json"]

    assert refusal(packed(members)) == NO_MODEL


@pytest.mark.parametrize("name", ["code.py", "../../evil.json", "/etc/passwd", "data.pkl"])
def test_an_extra_member_is_refused(members, refusal, name):
    assert refusal(resealed(members | {name: b"{}"})) == damaged("it does not have the members it should have")


def test_a_member_that_is_there_twice_is_refused(members, refusal):
    with pytest.warns(UserWarning, match="Duplicate name"):
        twice = packed([*members.items(), ("scalers.json", b"{}")])

    assert refusal(twice) == damaged("its member scalers.json is not what the workbench writes")


def test_a_compressed_member_is_refused_unread(members, refusal):
    deflated = packed(members, compression=zipfile.ZIP_DEFLATED)

    assert refusal(deflated) == damaged("its member manifest.json is not what the workbench writes")


def test_an_encrypted_member_is_refused(whole, refusal):
    changed = bytearray(whole)
    entry = changed.index(b"PK\x01\x02")
    changed[entry + 8] |= 1

    assert refusal(bytes(changed)) == damaged("its member manifest.json is not what the workbench writes")


def test_a_member_that_is_a_link_is_refused(members, refusal):
    linked = packed(members | {"weights.safetensors": b"/etc/passwd"}, links=["weights.safetensors"])

    assert refusal(linked) == damaged("its member weights.safetensors is not what the workbench writes")


def test_a_huge_member_is_refused_unread(members, refusal, monkeypatch):
    monkeypatch.setattr(sealed, "MOST_JSON_BYTES", 10_000)

    huge = resealed(members | {"metrics.json": b" " * 10_001})

    assert refusal(huge) == damaged("its member metrics.json is not what the workbench writes")


def test_a_huge_file_is_refused_unread(whole, tmp_path, monkeypatch):
    path = tmp_path / "model.seqmodel"
    path.write_bytes(whole)
    monkeypatch.setattr(sealed, "MOST_BYTES", len(whole) - 1)

    with pytest.raises(StorageError, match=r"could not be read: it has [\d,]+ bytes; at most [\d,]+ are read"):
        load_bundle(path)


@pytest.mark.parametrize("name", MEMBERS)
def test_a_member_that_was_changed_after_the_save_is_refused(members, refusal, name):
    changed = members | {name: members[name] + b" "}

    assert refusal(packed(changed)) == damaged(f"{name} was changed after it was saved")


def test_a_newer_format_is_told_as_newer(members, refusal):
    assert refusal(resealed(members, format=4)) == ("model.seqmodel has format 4; this workbench reads up to 3.")


def test_a_newer_format_with_other_members_is_told_as_newer_too(members, refusal):
    del members["schema.json"]

    assert refusal(resealed(members | {"onnx.bin": b""}, format=4)) == (
        "model.seqmodel has format 4; this workbench reads up to 3."
    )


def test_scalers_that_differ_between_a_column_as_input_and_as_target_are_refused(members, refusal):
    def move(document):
        document["targets"]["shift"][0] += 1

    assert refusal(resealed(with_json(members, "scalers.json", move))) == (
        "The model scales value differently as input and as target."
    )


def test_a_newer_experiment_is_told_as_newer(members, refusal):
    newer = with_json(members, "experiment.json", lambda document: document.update(version=VERSION + 1, more="unknown"))

    assert refusal(resealed(newer)) == ("model.seqmodel has an experiment of version 4; this workbench reads up to 3.")


@pytest.mark.parametrize("held", ["1", None, 0, -1, 1.0])
def test_a_format_that_is_no_count_is_refused(members, refusal, held):
    assert refusal(resealed(members, format=held)) == damaged("its manifest cannot be read")


@pytest.mark.parametrize(
    "manifest", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b'{"format": 1}', b'{"format": 1, "sha256": []}']
)
def test_a_manifest_that_is_none_is_refused(members, refusal, manifest):
    assert refusal(packed(members | {"manifest.json": manifest})) == damaged("its manifest cannot be read")


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_weight_that_is_no_number_is_refused(members, refusal, value):
    def spoil(weights):
        weights["output.bias"][0] = value

    assert refusal(resealed(with_weights(members, spoil))) == damaged(
        "its settings cannot be read: weights: output.bias holds something other than finite 32-bit numbers"
    )


def test_weights_of_another_precision_are_refused(members, refusal):
    def widen(weights):
        weights["output.bias"] = weights["output.bias"].astype("float64")

    assert "output.bias holds something other than finite 32-bit numbers" in refusal(
        resealed(with_weights(members, widen))
    )


def test_weights_of_another_shape_are_refused_by_name(members, refusal):
    def turn(weights):
        weights["output.kernel"] = weights["output.kernel"].T

    assert refusal(resealed(with_weights(members, turn))) == (
        "The model's weights do not fit its layers: output.kernel."
    )


def test_weights_under_another_name_are_refused_by_name(members, refusal):
    def rename(weights):
        weights["output.scale"] = weights.pop("output.bias")

    assert refusal(resealed(with_weights(members, rename))) == (
        "The model's weights do not fit its layers: output.bias, output.scale."
    )


def test_the_number_of_weights_is_compared_before_a_network_is_built(members, refusal, monkeypatch):
    def grow(document):
        document["layers"][0]["units"] = 4096

    monkeypatch.setattr(bundle, "network_of", lambda model: pytest.fail("a huge network was built"))

    assert refusal(resealed(with_json(members, "experiment.json", grow))) == damaged(
        "its settings cannot be read: weights: their number does not fit the layers"
    )


@pytest.mark.parametrize("content", [b"", b"\x08\0\0\0\0\0\0\0{}", b"\xff" * 100, b"8" * 8])
def test_weights_that_are_none_are_refused(members, refusal, content):
    assert refusal(resealed(members | {"weights.safetensors": content})).startswith(
        "model.seqmodel is damaged: its settings cannot be read: weights: "
    )


def test_scalers_for_other_columns_are_refused(members, refusal):
    def rename(document):
        document["targets"]["columns"] = ["other"]

    assert refusal(resealed(with_json(members, "scalers.json", rename))) == damaged("its scalers are for other columns")


def test_scalers_that_divide_by_nothing_are_refused(members, refusal):
    def flatten(document):
        document["inputs"]["divisor"] = [0.0]

    assert refusal(resealed(with_json(members, "scalers.json", flatten))) == "The model's scalers are damaged."


def starve(document):
    document["layers"] = [document["layers"][0] | {"return_sequences": True}]


def test_layers_that_do_not_fit_together_are_refused(members, refusal):
    assert refusal(resealed(with_json(members, "experiment.json", starve))) == damaged("its layers do not fit together")


@pytest.mark.parametrize("name", ["experiment.json", "scalers.json", "schema.json", "metrics.json"])
@pytest.mark.parametrize("content", [b"", b"[]", b"7", b"null", b'"text"', b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_document_that_is_none_is_refused(members, refusal, name, content):
    assert refusal(resealed(members | {name: content})).startswith("model.seqmodel is damaged: ")


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("experiment.json", {"version": 1, "windows": {"timesteps": 0}}),
        ("experiment.json", {}),
        ("scalers.json", {"inputs": {}}),
        ("scalers.json", {"inputs": 3, "targets": 4}),
        ("schema.json", {"series": "a", "time_name": "", "step_microseconds": None}),
        ("schema.json", {"series": 3, "time_name": "", "step_microseconds": None, "rows": 5}),
        ("schema.json", {"series": "a", "time_name": "", "step_microseconds": None, "rows": 5, "more": 1}),
        ("metrics.json", [1, 2]),
    ],
)
def test_a_document_with_wrong_content_is_refused(members, tmp_path, name, document):
    path = tmp_path / "model.seqmodel"
    path.write_bytes(resealed(members | {name: json.dumps(document).encode()}))

    with pytest.raises(ExportError) as caught:
        load_bundle(path)

    assert "damaged" in caught.value.what
    assert caught.value.hint


class Bomb:
    """A pickle of it makes a file when it is opened."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return open, (str(self.path), "w")


@pytest.mark.parametrize("dump", [pickle.dump, torch.save], ids=["pickle", "torch.save"])
def test_a_pickle_is_refused_and_never_opened(tmp_path, dump):
    path, trace = tmp_path / "model.seqmodel", tmp_path / "it_ran"
    with path.open("wb") as file:
        dump({"weights": network_of(MODEL).state_dict(), "bomb": Bomb(trace)}, file)

    with pytest.raises(ExportError) as caught:
        load_bundle(path)

    assert str(caught.value) == f"{NO_MODEL}\nChoose a .seqmodel file. {PICKLES}"
    assert not trace.exists()


def test_a_missing_file_and_a_folder_are_told(tmp_path):
    for path, why in ((tmp_path / "none.seqmodel", "No such file or directory"), (tmp_path, "Is a directory")):
        with pytest.raises(StorageError) as caught:
            load_bundle(path)

        assert caught.value.what == f"{path} could not be read: {why}."


@pytest.mark.parametrize(
    "broken",
    [
        {"radii": np.full((1, 1, 1), np.nan)},
        {"radii": np.full((1, 1, 1), -1.0)},
        {"radii": np.zeros((1, 2, 1))},
        {"radii": np.zeros((1, 1, 1), dtype=np.float32)},
        {"shares": np.array([1.5])},
        {"samples": np.array([1.0])},
        {"more": np.zeros(3)},
    ],
)
def test_a_calibration_that_no_model_can_have_is_refused(members, refusal, broken):
    sound = {"shares": np.array([0.8]), "radii": np.ones((1, 1, 1)), "samples": np.array([9])}

    told = refusal(resealed(members | {"calibration.safetensors": safetensors.numpy.save(sound | broken)}))

    assert told == damaged(
        "its settings cannot be read: calibration: it holds something other than radii for these settings"
    )


def test_a_calibration_of_other_bytes_is_refused(members, refusal):
    told = refusal(resealed(members | {"calibration.safetensors": b"\x00" * 40}))

    assert told.startswith("model.seqmodel is damaged: its settings cannot be read: calibration: ")
