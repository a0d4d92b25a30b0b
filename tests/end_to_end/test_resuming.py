"""``workbench train --resume``: a run goes on from its folder as if it had never ended."""

import csv
import json

import numpy as np
import pytest

from workbench.core.settings.experiment_file import load_experiment
from workbench.engine.export.bundle import load_bundle

SHORT = ("--set", "training.patience=null", "--json")


@pytest.fixture
def nile(workbench):
    workbench("init", "nile", "-o", "e.json")
    return "e.json"


@pytest.fixture
def halfway(workbench, nile):
    """A run in the folder "run" that has done two epochs."""
    assert workbench("train", nile, "--set", "training.epochs=2", *SHORT, "--out", "run").code == 0
    return "run"


def lines_of(out):
    return [json.loads(line) for line in out.splitlines()]


def weights_in(folder):
    return load_bundle(folder / "model.seqmodel").weights


def history_in(folder):
    """Each epoch's numbers but its seconds."""
    return [row[:-1] for row in csv.reader((folder / "history.csv").read_text().splitlines())]


def refused(called):
    assert called.code == 2
    assert "Traceback" not in called.err
    return called.err


def test_two_epochs_and_two_more_equal_four_to_the_last_bit(workbench, here, nile, halfway):
    workbench("train", nile, "--set", "training.epochs=4", *SHORT, "--out", "straight")

    told = workbench("train", "--resume", halfway, "--more", 2, "--json")

    assert told.code == 0, told.err
    assert history_in(here / halfway) == history_in(here / "straight")
    resumed, straight = weights_in(here / halfway), weights_in(here / "straight")
    assert all(np.array_equal(resumed[name], straight[name]) for name in straight)
    assert load_experiment(here / halfway / "run.experiment.json").training.epochs == 4


def test_it_says_where_it_goes_on(workbench, halfway):
    told = lines_of(workbench("train", "--resume", halfway, "--more", 1, "--json").out)

    started = next(line for line in told if line["event"] == "started")
    assert (started["epochs_before"], started["epochs"]) == (2, 3)
    assert [line["epoch"] for line in told if line["event"] == "epoch"] == [3]
    assert (told[-1]["reason"], told[-1]["epochs"]) == ("all epochs done", 3)
    assert "Going on after epoch 3." in workbench("train", "--resume", halfway, "--more", 1).err


def test_a_run_that_was_killed_goes_on_to_the_same_bits_as_one_that_was_not(workbench, program, here, nile):
    process = program("train", nile, "--set", "training.epochs=100000", *SHORT, "--out", "run")
    while json.loads(process.stdout.readline())["event"] != "epoch":
        pass
    process.kill()
    process.communicate(timeout=600)
    assert not (here / "run" / "model.seqmodel").exists()

    finished = lines_of(workbench("train", "--resume", "run", "--more", 2, "--json").out)[-1]

    epochs = finished["epochs"]
    assert (finished["reason"], len(history_in(here / "run"))) == ("all epochs done", epochs + 1)
    workbench("train", nile, "--set", f"training.epochs={epochs}", *SHORT, "--out", "straight")
    assert history_in(here / "run") == history_in(here / "straight")
    resumed, straight = weights_in(here / "run"), weights_in(here / "straight")
    assert all(np.array_equal(resumed[name], straight[name]) for name in straight)


def test_with_another_folder_the_first_run_stays_as_it_was(workbench, here, halfway):
    before = {path.name: path.read_bytes() for path in (here / halfway).iterdir()}

    assert workbench("train", "--resume", halfway, "--more", 1, "--out", "more", "--json").code == 0

    assert {path.name: path.read_bytes() for path in (here / halfway).iterdir()} == before
    assert len(history_in(here / "more")) == 4


def test_a_run_that_has_done_its_epochs_asks_how_many_more(workbench, halfway):
    assert "The run has done its 2 epochs." in refused(workbench("train", "--resume", halfway))


def test_other_settings_are_refused_by_name(workbench, halfway):
    told = refused(workbench("train", "--resume", halfway, "--more", 1, "--set", "training.batch_size=8"))

    assert "The run began with other settings: training.batch_size 16 → 8." in told


def test_a_folder_without_a_checkpoint_is_refused(workbench, here, halfway):
    (here / halfway / "checkpoint.safetensors").unlink()

    assert "run holds no checkpoint to go on from." in refused(workbench("train", "--resume", halfway, "--more", 1))
    assert "could not be read" in refused(workbench("train", "--resume", "nowhere"))


def test_more_without_a_run_is_explained(workbench, nile):
    assert "--resume" in refused(workbench("train", nile, "--more", 3))


def test_a_run_whose_checkpoint_cannot_be_written_goes_on_and_says_so_once(workbench, here, nile, monkeypatch):
    def full(state, path):
        from workbench.core.errors import storage_error

        raise storage_error(path, OSError(28, "No space left on device"), saving=True)

    monkeypatch.setattr("workbench.engine.learning.checkpoints.save_checkpoint", full)

    told = workbench("train", nile, "--set", "training.epochs=3", "--set", "training.patience=null", "--out", "run")

    assert told.code == 0
    assert told.err.count("The run goes on without a checkpoint to resume from: ") == 1
    assert (here / "run" / "model.seqmodel").exists()


def test_an_interrupted_run_is_not_replaced_unseen(workbench, here, nile):
    workbench("train", nile, "--set", "training.epochs=1", *SHORT, "--out", "run")
    (here / "run" / "model.seqmodel").unlink()  # as after a power cut: a checkpoint and no model
    kept = (here / "run" / "checkpoint.safetensors").read_bytes()

    told = workbench("train", nile, "--set", "training.seed=7", *SHORT, "--out", "run")

    assert told.code == 2
    assert "run holds a run that can go on." in told.err
    assert "--resume" in told.err
    assert (here / "run" / "checkpoint.safetensors").read_bytes() == kept
