"""What cannot be done now says why, where one would look: in its tooltip."""

import pytest

from tests.app import scripted
from workbench.core.layers import GRU, LSTM


def tip(window, name):
    action = window.actions_by_name[name]
    assert not action.isEnabled(), f"{name} can be done"
    assert window.tool_bar.widgetForAction(action) is None or tip_of_button(window, name) == action.toolTip()
    return action.toolTip()


def tip_of_button(window, name):
    return window.tool_bar.widgetForAction(window.actions_by_name[name]).toolTip()


def begin(qtbot, window, script):
    window.actions_by_name["train"].trigger()
    script.tell(scripted.started(window.bench.run.experiment, window.bench.run.series))
    qtbot.waitUntil(lambda: window.bench.run.state == "running")


def test_at_the_start_only_what_makes_sense_can_be_done(window):
    can = {name for name, action in window.actions_by_name.items() if action.isEnabled()}

    assert {"train", "open", "save", "add_layer", "duplicate", "search"} <= can
    assert not {"train_more", "pause", "stop", "discard", "undo", "redo", "save_model", "export"} & can


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("undo", "Nothing to undo"),
        ("redo", "Nothing to redo"),
        ("pause", "No run is in progress."),
        ("stop", "No run is in progress."),
        ("discard", "No run is in progress."),
        ("save_model", "There is no trained model yet."),
        ("train_more", "There is no run yet that has finished an epoch."),
    ],
)
def test_without_a_change_or_a_run_the_reason_is_given(window, name, reason):
    assert reason in tip(window, name)


def test_undo_and_redo_name_what_they_would_change(window):
    window.left.layers.duplicate()
    assert window.actions_by_name["undo"].text() == "Undo: duplicate LSTM"

    window.actions_by_name["undo"].trigger()

    assert "Nothing to undo" in tip(window, "undo")
    assert window.actions_by_name["redo"].text() == "Redo: duplicate LSTM"


def test_train_names_the_fault_of_the_stack(window):
    window.document.change(window.document.experiment.with_layers(LSTM(), GRU()), "a fault")

    assert "Layer 1 (LSTM) returns only the last step, but layer 2 (GRU) needs every step." in tip(window, "train")
    window.document.undo_stack.undo()
    assert window.actions_by_name["train"].isEnabled()
    assert "Train the network with these settings. (F5)" in tip_of_button(window, "train")


def test_train_names_the_fault_of_the_data(window):
    window.document.change(window.document.experiment.with_settings("windows", timesteps=399), "too long")

    assert "one sample needs 400" in tip(window, "train")


def test_before_the_series_is_read_train_says_so(qtbot, monkeypatch):
    from tests.windows import open_window

    monkeypatch.setattr("workbench.app.work.bench.load_libraries", lambda stop: iter(()))
    monkeypatch.setattr("workbench.app.work.readings.read_series", lambda data, reading: iter(()))
    with open_window() as window:
        qtbot.waitUntil(lambda: window._was_painted)

        assert "The data is not there yet." in tip(window, "train")


def test_while_a_run_is_on_train_says_so_and_its_opposites_can_be_done(qtbot, window, script):
    begin(qtbot, window, script)

    assert "A run is in progress; stop it first." in tip(window, "train")
    for name in ("pause", "stop", "discard"):
        assert window.actions_by_name[name].isEnabled()
        assert "No run" not in tip_of_button(window, name)
    assert "There is no trained model yet." in tip(window, "save_model")
    script.end(scripted.finished(window.bench.run.experiment, window.bench.run.series))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)
    assert window.actions_by_name["train"].isEnabled()
    assert window.actions_by_name["save_model"].isEnabled()


def test_a_discarded_run_has_no_model_to_save(qtbot, window, script):
    scripted.run_to_the_end(qtbot, window, script, reason="discarded")

    assert "There is no trained model yet." in tip(window, "save_model")


def test_pause_becomes_go_on_while_the_run_waits(qtbot, window, script):
    from workbench.engine.learning.events import TrainingPaused, TrainingResumed

    begin(qtbot, window, script)
    pause = window.actions_by_name["pause"]

    script.tell(TrainingPaused(1, 3))
    qtbot.waitUntil(lambda: pause.text() == "Go on")
    script.tell(TrainingResumed(1, 3))
    qtbot.waitUntil(lambda: pause.text() == "Pause")

    script.end(scripted.finished(window.bench.run.experiment, window.bench.run.series))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)


def test_after_a_run_more_epochs_can_be_trained_until_the_form_would_make_another_run(qtbot, window, script):
    scripted.run_to_the_end(qtbot, window, script)
    more = window.actions_by_name["train_more"]
    assert more.isEnabled()
    assert more.text() == "Train 10 more epochs"
    assert "Go on with the shown run, from its last finished epoch. (Ctrl+F5)" in tip_of_button(window, "train_more")

    window.document.change(window.document.experiment.with_settings("training", batch_size=8), "smaller")

    told = "The run began with other settings: training.batch_size 32 → 8."
    assert told in tip(window, "train_more")
    window.document.undo_stack.undo()
    window.document.change(window.document.experiment.with_settings("training", learning_rate=0.5), "faster")
    assert more.isEnabled()


def test_an_opened_model_cannot_go_on_learning(qtbot, window, script, tmp_path):
    from workbench.engine.runs import ModelOpened

    series = window.bench.series
    told = scripted.evaluation(window.bench.experiment, series)
    opened = ModelOpened(scripted.model(window.bench.experiment, series, told), series, told)

    window.bench.open_model(tmp_path / "a.seqmodel")
    script.end(opened)
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)

    assert "A model from a file cannot go on learning; train anew." in tip(window, "train_more")


def test_every_action_has_a_tooltip_and_every_button_of_the_tool_bar_a_name(window):
    from PySide6.QtWidgets import QToolButton

    from tests.app.person import seen

    assert all(action.toolTip() for action in window.actions_by_name.values())
    for button in seen(window.tool_bar, QToolButton):
        assert button.text() or button.accessibleName(), button
        assert button.toolTip(), button.text()


def test_a_disabled_button_of_the_layers_card_says_why(window):
    window.document.change(window.document.experiment.with_layers(), "nothing")
    layers = window.left.layers

    for button in (layers.remove_button, layers.duplicate_button, layers.up_button, layers.down_button):
        assert not button.isEnabled()
        assert "There is no layer yet: add one first." in button.toolTip()


def test_duplicate_without_a_layer_says_why(window):
    window.document.change(window.document.experiment.with_layers(), "nothing")

    assert "There is no layer yet: add one first." in tip(window, "duplicate")
