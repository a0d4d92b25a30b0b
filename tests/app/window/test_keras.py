"""Keras code and Keras files in the window: first a look, then the change, which can be undone."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.app.scripted import evaluation, model
from tests.windows import settle
from workbench.app.dialogs.keras_dialog import KerasDialog
from workbench.core.layers import GRU, LSTM, Dropout, SimpleRNN

GOLDEN = Path(__file__).parents[2] / "data" / "golden"
CODE = "m = Sequential([LSTM(5, input_shape=(12, 1)), Lambda(f), Dense(3)])\nm.compile(‘sgd’, loss=“mae”)"


def dialog_of(window):
    (dialog,) = window.findChildren(KerasDialog)
    return dialog


@pytest.fixture
def pasting(window):
    """The dialog, with code in the clipboard."""
    QApplication.clipboard().setText(CODE)
    window.actions_by_name["paste_keras"].trigger()
    dialog = dialog_of(window)
    yield dialog
    QApplication.clipboard().clear()
    for left in window.findChildren(KerasDialog):
        left.close()
    settle()


def test_the_dialog_shows_what_the_code_becomes_and_what_it_does_not(pasting):
    assert pasting.code.toPlainText() == CODE
    assert "LSTM: 5, gives (B, 5)" in pasting.understood.toPlainText()
    assert pasting.left_out.toPlainText() == (
        "Line 1: Lambda. Not taken over: it holds code, and code from a file is never run."
    )


def test_using_the_layers_is_one_step_that_can_be_undone(window, pasting):
    before = window.document.experiment

    pasting.use_button.click()

    made = window.document.experiment
    assert made.layers == (LSTM(units=5),)
    assert (made.windows.timesteps, made.windows.horizon, made.training.loss) == (12, 3, "mae")
    assert made.data == before.data
    window.actions_by_name["undo"].trigger()
    assert window.document.experiment == before


def test_code_that_cannot_be_read_says_where_and_cannot_be_used(qtbot, window, pasting):
    pasting.code.setPlainText("m = Sequential([\nLSTM(4 5),\n])")

    qtbot.waitUntil(lambda: not pasting.use_button.isEnabled())

    assert pasting.left_out.toPlainText().startswith("Line 2 cannot be read as Python: LSTM(4 5),")
    assert pasting.understood.toPlainText() == ""


def test_a_keras_file_is_shown_before_it_changes_anything(window):
    before = window.document.experiment

    window.files.open(GOLDEN / "saved_bigru_dropout_rnn_dense.keras")

    dialog = dialog_of(window)
    assert window.document.experiment == before
    assert "193 trained weights" in dialog.understood.toPlainText()
    assert dialog.model_button.isVisibleTo(dialog)

    dialog.use_button.click()
    assert window.document.experiment.layers == (
        GRU(units=3, bidirectional=True, return_sequences=True),
        Dropout(rate=0.2),
        SimpleRNN(units=4),
    )


def test_a_keras_file_with_its_weights_becomes_a_model_and_is_opened(window, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(window.bench, "open_model", opened.append)
    given = tmp_path / "theirs.keras"
    shutil.copy(GOLDEN / "saved_lstm_lstm_dense.keras", given)

    window.files.keras.save_as_model(given, tmp_path / "ours.seqmodel")

    assert opened == [tmp_path / "ours.seqmodel"]
    assert opened[0].exists()


def test_a_keras_file_of_ours_is_opened_as_the_model_that_it_is(window, tmp_path, monkeypatch):
    from workbench.engine.export.keras import save_keras

    opened = []
    monkeypatch.setattr(window.bench, "open_model", opened.append)
    series, experiment = window.bench.series, window.document.experiment
    save_keras(model(experiment, series, evaluation(experiment, series)), tmp_path / "m.keras")

    window.files.open(tmp_path / "m.keras")

    assert opened == [tmp_path / "m.keras"]
    assert window.findChildren(KerasDialog) == []
