"""The document: every change is one step that can be undone, and its file is written whole."""

import os

import pytest

from workbench.app.document import Document
from workbench.core.errors import SettingsError, StorageError
from workbench.core.experiment import Experiment
from workbench.core.settings.experiment_file import load_experiment
from workbench.core.text import text


@pytest.fixture
def document(qapp):
    return Document(Experiment())


@pytest.fixture
def heard(document):
    """The names of the document's signals, in order."""
    names = []
    document.changed.connect(lambda: names.append("changed"))
    document.state_changed.connect(lambda: names.append("state_changed"))
    return names


def longer(document, epochs):
    return document.experiment.with_settings("training", epochs=epochs)


def test_a_new_document_is_saved_and_has_nothing_to_undo(document):
    assert document.is_saved
    assert document.path is None
    assert not document.undo_stack.canUndo()
    assert (document.undo_label(), document.redo_label()) == ("", "")


def test_each_change_is_one_step_that_carries_its_name(document):
    first = document.experiment

    document.change(longer(document, 60), text("set {name}", name="Epochs"))
    document.change(document.experiment.with_layers(), "remove LSTM")

    assert document.undo_stack.count() == 2
    assert document.undo_label() == "remove LSTM"
    document.undo_stack.undo()
    assert (document.undo_label(), document.redo_label()) == ("set Epochs", "remove LSTM")
    document.undo_stack.undo()
    assert document.experiment == first


def test_redo_makes_the_change_again(document):
    after = longer(document, 60)
    document.change(after, "more epochs")
    document.undo_stack.undo()

    document.undo_stack.redo()

    assert document.experiment == after


def test_a_change_to_what_is_already_set_is_no_step(document, heard):
    document.change(longer(document, document.experiment.training.epochs), "the same epochs")

    assert document.undo_stack.count() == 0
    assert heard == []


def test_every_change_undo_and_redo_is_heard_once(document, heard):
    document.change(longer(document, 60), "more epochs")
    document.undo_stack.undo()
    document.undo_stack.redo()

    assert heard.count("changed") == 3


def test_saving_writes_the_experiment_and_marks_it_saved(document, tmp_path, heard):
    path = tmp_path / "a.experiment.json"
    document.change(longer(document, 60), "more epochs")
    assert not document.is_saved

    document.save(path)

    assert document.is_saved
    assert document.path == path
    assert load_experiment(path) == document.experiment
    assert "state_changed" in heard


def test_undoing_past_the_last_save_is_unsaved_again(document, tmp_path):
    document.change(longer(document, 60), "more epochs")
    document.save(tmp_path / "a.experiment.json")

    document.undo_stack.undo()
    assert not document.is_saved
    document.undo_stack.redo()
    assert document.is_saved


def test_opening_begins_anew_with_what_the_file_holds(document, tmp_path):
    path = tmp_path / "a.experiment.json"
    kept = longer(document, 77)
    Document(kept).save(path)
    document.change(longer(document, 60), "more epochs")

    document.open(path)

    assert document.experiment == kept
    assert document.path == path
    assert document.is_saved
    assert not document.undo_stack.canUndo()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (None, StorageError),
        (b"", SettingsError),
        (b"{", SettingsError),
        (b'{"version": 1, "layers": [{"kind": "lstm", "units": 0}]}', SettingsError),
        (b'{"version": 1, "wnidows": {}}', SettingsError),
    ],
    ids=["missing", "empty", "cut off", "out of bounds", "unknown name"],
)
def test_what_cannot_be_opened_leaves_everything_as_it_was(document, tmp_path, heard, content, error):
    path = tmp_path / "broken.experiment.json"
    if content is not None:
        path.write_bytes(content)
    document.change(longer(document, 60), "more epochs")
    before, _ = document.experiment, heard.clear()

    with pytest.raises(error):
        document.open(path)

    assert document.experiment is before
    assert document.path is None
    assert not document.is_saved
    assert document.undo_label() == "more epochs"
    assert heard == []


def test_what_cannot_be_saved_keeps_the_old_file_and_stays_unsaved(document, tmp_path, monkeypatch):
    path = tmp_path / "a.experiment.json"
    document.save(path)
    before = path.read_bytes()
    document.change(longer(document, 60), "more epochs")

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageError, match="No space left on device"):
        document.save(path)

    assert path.read_bytes() == before
    assert not document.is_saved
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == [path.name]


def test_a_folder_that_is_none_cannot_be_saved_to_and_the_name_stays(document, tmp_path):
    blocker = tmp_path / "a file"
    blocker.write_bytes(b"")
    document.change(longer(document, 60), "more epochs")

    with pytest.raises(StorageError):
        document.save(blocker / "a.experiment.json")

    assert document.path is None
    assert not document.is_saved
