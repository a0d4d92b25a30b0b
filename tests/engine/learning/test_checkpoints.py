"""Checkpoints: everything comes back, damage is told, and writing never takes long."""

import json
import random

import numpy as np
import pytest
import safetensors.numpy
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.trained import Training
from tests.made_series import experiment_on
from workbench.core.errors import RunError, StorageError
from workbench.core.layers import LSTM, Dropout
from workbench.engine.learning.checkpoints import CheckpointWriter, load_checkpoint, save_checkpoint
from workbench.engine.learning.events import StateTaken

NAME = "checkpoint.safetensors"


@pytest.fixture(scope="module")
def states():
    """Two states of one training."""
    made = experiment_on(layers=(LSTM(units=3), Dropout(rate=0.5)), optimizer="rmsprop", schedule="plateau")
    return [event.state for event in Training(made).to_the_end().of(StateTaken)]


@pytest.fixture(scope="module")
def whole(states, tmp_path_factory):
    """The bytes of a good checkpoint."""
    path = tmp_path_factory.mktemp("whole") / NAME
    save_checkpoint(states[-1], path)
    return path.read_bytes()


def refusal(folder, content):
    path = folder / NAME
    path.write_bytes(content)
    with pytest.raises(RunError) as caught:
        load_checkpoint(path)
    return str(caught.value)


def rewritten(whole, **changed):
    """Give a checkpoint with other words in its header, whose digest is right again."""
    from workbench.engine.learning.checkpoints import _digest

    arrays = changed.pop("arrays", None) or safetensors.numpy.load(whole)
    size = int.from_bytes(whole[:8], "little")
    header = json.loads(whole[8 : 8 + size])["__metadata__"]
    head = json.dumps({**json.loads(header["head"]), **changed})
    return safetensors.numpy.save(arrays, metadata={"format": "1", "head": head, "sha256": _digest(head, arrays)})


def test_everything_comes_back_as_it_was(states, whole, tmp_path):
    (tmp_path / NAME).write_bytes(whole)

    back, state = load_checkpoint(tmp_path / NAME), states[-1]

    for name in ("experiment", "progress", "device", "data", "torch"):
        assert getattr(back, name) == getattr(state, name)
    for group in ("weights", "best_weights", "optimizer", "chance"):
        held, saved = getattr(back, group), getattr(state, group)
        assert held.keys() == saved.keys()
        assert all(held[name].dtype == saved[name].dtype for name in saved)
        assert all(np.array_equal(held[name], saved[name]) for name in saved)
    assert [epoch.__dict__ | {"probe_forecast": None} for epoch in back.history] == [
        epoch.__dict__ | {"probe_forecast": None} for epoch in state.history
    ]


def test_the_arrays_can_be_read_by_anything_that_reads_safetensors(whole):
    names = safetensors.numpy.load(whole)

    assert {"weights/output.kernel", "best_weights/output.kernel", "optimizer/square", "chance/order"} <= set(names)


@given(st.data())
def test_a_changed_byte_is_never_read_as_a_good_checkpoint(whole, tmp_path_factory, data):
    at = data.draw(st.integers(0, len(whole) - 1))
    bit = data.draw(st.integers(0, 7))
    changed = bytearray(whole)
    changed[at] ^= 1 << bit

    told = refusal(tmp_path_factory.getbasetemp(), bytes(changed))

    assert told.startswith(
        (f"{NAME} is damaged: ", f"{NAME} is not a checkpoint of the workbench.", f"{NAME} has format")
    )


@pytest.mark.parametrize("percent", range(100))
def test_a_checkpoint_that_was_cut_short_is_none(whole, tmp_path, percent):
    assert refusal(tmp_path, whole[: percent * len(whole) // 100]) == (
        f"{NAME} is not a checkpoint of the workbench.\n"
        "Choose the folder of a run that has finished at least one epoch."
    )


def test_each_of_a_thousand_flipped_bits_is_told(whole, tmp_path):
    chance = random.Random(6)
    for _ in range(1_000):
        changed = bytearray(whole)
        changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        assert refusal(tmp_path, bytes(changed)).startswith(NAME)


def test_an_array_that_is_named_twice_is_refused(whole, tmp_path):
    size = int.from_bytes(whole[:8], "little")
    header = whole[8 : 8 + size].rstrip()
    twice = header[:-1] + b', "weights/output.bias": {"dtype": "F32", "shape": [0], "data_offsets": [0, 0]}}'

    assert refusal(tmp_path, len(twice).to_bytes(8, "little") + twice + whole[8 + size :]).startswith(
        f"{NAME} is not a checkpoint of the workbench."
    )


@pytest.mark.parametrize(
    "content",
    [b"\x80\x04K\x07.", b"PK\x03\x04", safetensors.numpy.save({"weights": np.zeros(3)})],
    ids=["pickle", "zip", "other safetensors"],
)
def test_another_file_is_no_checkpoint(tmp_path, content):
    assert refusal(tmp_path, content).startswith(f"{NAME} is not a checkpoint of the workbench.")


def test_one_of_a_newer_workbench_is_told_so(tmp_path, whole):
    newer = safetensors.numpy.save(safetensors.numpy.load(whole), metadata={"format": "2", "head": "{}"})

    assert refusal(tmp_path, newer) == (
        f"{NAME} has format 2; this workbench reads up to 1.\nGo on with a newer workbench."
    )


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (
            {"experiment": experiment_on(layers=(LSTM(units=4),)).to_json()},
            "its arrays “weights” do not fit the settings",
        ),
        (
            {"experiment": experiment_on(layers=(LSTM(units=3),)).to_json()},
            "its arrays “optimizer” do not fit the settings",
        ),
        ({"experiment": experiment_on(layers=(LSTM(), LSTM())).to_json()}, "its layers do not fit together"),
        ({"history": []}, "its history has 0 epochs of 2"),
        ({"experiment": "{}"}, "its content cannot be read: "),
        ({"surprise": 1}, "its content cannot be read: "),
    ],
    ids=lambda value: None if isinstance(value, str) else next(iter(value)),
)
def test_parts_that_do_not_belong_together_are_damage(tmp_path, whole, changed, why):
    assert refusal(tmp_path, rewritten(whole, **changed)).startswith(f"{NAME} is damaged: {why}")


@pytest.mark.parametrize("name", ["weights/output.bias", "chance/order", "optimizer/square"])
def test_a_missing_array_is_damage(tmp_path, whole, name):
    arrays = safetensors.numpy.load(whole)
    del arrays[name]

    group = name.partition("/")[0]
    assert refusal(tmp_path, rewritten(whole, arrays=arrays)).startswith(
        f"{NAME} is damaged: its arrays “{group}” do not fit the settings."
    )


def test_a_missing_file_is_told_by_its_name(tmp_path):
    with pytest.raises(StorageError, match="could not be read: No such file or directory"):
        load_checkpoint(tmp_path / NAME)


class Clock:
    """Time that passes only where a test says so."""

    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def slow_disk(monkeypatch):
    """A clock, and a disk on which each writing takes a tenth of a second; what was written."""
    clock, written = Clock(), []

    def save(state, path):
        clock.now += 0.1
        written.append(state)

    monkeypatch.setattr("workbench.engine.learning.checkpoints.save_checkpoint", save)
    return clock, written


def test_writing_takes_a_twentieth_of_the_time_at_most(slow_disk, states, tmp_path):
    clock, written = slow_disk
    writer = CheckpointWriter(tmp_path / NAME, clock)

    for _ in range(1_000):  # epochs of ten milliseconds
        clock.now += 0.01
        writer.take(states[0])

    assert 0.1 * len(written) <= 0.05 * clock.now + 0.1
    assert len(written) >= 5


def test_epochs_that_take_long_are_all_written_at_once(slow_disk, states, tmp_path):
    clock, written = slow_disk
    writer = CheckpointWriter(tmp_path / NAME, clock)

    for state in states * 3:
        clock.now += 2.0
        writer.take(state)

    assert written == states * 3


def test_the_last_state_is_written_in_the_end_and_only_once(slow_disk, states, tmp_path):
    clock, written = slow_disk
    writer = CheckpointWriter(tmp_path / NAME, clock)
    for state in states:
        writer.take(state)

    writer.finish()
    writer.finish()

    assert written == states


def test_a_state_that_could_not_be_written_is_tried_again(monkeypatch, states, tmp_path):
    writer = CheckpointWriter(tmp_path / "missing" / NAME, Clock())
    (tmp_path / "missing").write_text("a file where the folder should be")

    with pytest.raises(StorageError):
        writer.take(states[0])
    (tmp_path / "missing").unlink()
    writer.finish()

    assert load_checkpoint(tmp_path / "missing" / NAME).progress == states[0].progress
