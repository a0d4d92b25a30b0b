"""Below the strip: more epochs of a run that has ended, another learning rate for one that is on."""

import pytest
from PySide6.QtCore import Qt

from tests.app import scripted
from tests.app.person import CTRL, click, press, type_words
from tests.windows import settle
from workbench.core.errors import RunError
from workbench.engine.learning.events import RateChanged, StateTaken


def train_to_the_end(qtbot, window, script, **told):
    scripted.run_to_the_end(qtbot, window, script, **told)
    window.right.show_view("training")
    settle()
    return window.right.view("training").controls


@pytest.fixture
def controls(qtbot, window, script):
    """Those of a run that has ended after three epochs."""
    return train_to_the_end(qtbot, window, script)


@pytest.fixture
def running(qtbot, window, script):
    """Those of a run that is on; it is ended after the test."""
    window.actions_by_name["train"].trigger()
    experiment, series = window.bench.run.experiment, window.bench.run.series
    script.tell(scripted.started(experiment, series))
    qtbot.waitUntil(lambda: window.bench.run.state == "running")
    settle()
    yield window.right.view("training").controls
    script.end(scripted.finished(experiment, series))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)


def end_more(qtbot, window, script, *, reason="all epochs done", epochs=(4, 5)):
    """Let the continued run tell its epochs and end."""
    experiment, series = window.bench.run.experiment, window.bench.run.series
    begun = scripted.started(experiment, series)
    script.tell(begun)
    for number in epochs:
        taken = StateTaken(scripted.state_after(experiment, number, probe=begun.probe))
        script.tell(scripted.batch(number, 1), taken, scripted.epoch(number, probe=begun.probe))
    script.end(scripted.finished(experiment, series, reason, epochs=5))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)
    settle()


def test_without_a_run_there_is_nothing_to_do(window):
    window.right.show_view("training")
    settle()

    assert not window.right.view("training").controls.isVisible()


def test_after_a_run_its_button_names_the_number_of_epochs(controls):
    assert controls.train_more.isVisible()
    assert controls.train_more.text() == "Train 10 more epochs"
    assert not controls.rate.isVisible()


def test_another_number_is_chosen_for_the_button_and_the_action_alike(window, controls):
    type_words(controls.more, "25")

    assert controls.train_more.text() == "Train 25 more epochs"
    assert window.actions_by_name["train_more"].text() == "Train 25 more epochs"


@pytest.mark.parametrize(
    ("words", "told"),
    [("0", "must be from 1 to 100,000 epochs, not 0"), ("many", "must be a whole number, not 'many'")],
)
def test_a_number_that_cannot_be_is_refused_beside_its_field(controls, words, told):
    type_words(controls.more, words)

    assert (controls.fault.isVisible(), controls.train_more.text()) == (True, "Train 10 more epochs")
    assert controls.fault.text().startswith(told.split(" epochs")[0])
    type_words(controls.more, "7")
    assert not controls.fault.isVisible()


@pytest.mark.parametrize("way", ["button", "keys"])
def test_the_run_goes_on_from_its_last_epoch_and_its_curves_where_they_stood(qtbot, window, script, controls, way):
    first = window.bench.run
    type_words(controls.more, "2")

    click(controls.train_more) if way == "button" else press(window, Qt.Key.Key_F5, CTRL)
    end_more(qtbot, window, script)

    run = window.bench.run
    assert run is not first
    assert script.went_on[-1] is first.reached
    assert script.began[-1][0].training.epochs == 5
    assert [epoch.epoch for epoch in run.epochs] == [1, 2, 3, 4, 5]
    window.right.show_view("training")
    curve = window.right.view("training").validation_curve.item
    qtbot.waitUntil(lambda: curve.xData is not None and list(curve.xData) == [1, 2, 3, 4, 5])  # its turn comes
    assert run.title == first.title
    assert run.reached.progress.epoch == 5


def test_what_was_typed_as_the_number_of_epochs_counts_without_enter(window, script, controls):
    type_words(controls.more, "4", enter=False)

    click(controls.train_more)
    script.end()

    assert window.bench.run.experiment.training.epochs == 7


def test_a_continuation_that_is_discarded_leaves_the_run_as_it_was(qtbot, window, script, controls):
    first = window.bench.run

    click(controls.train_more)
    end_more(qtbot, window, script, reason="discarded")

    assert window.bench.run is first
    assert len(first.epochs) == 3
    assert controls.train_more.isEnabled()


def test_a_continuation_that_is_refused_leaves_the_run_as_it_was(qtbot, window, script, controls):
    first, errors = window.bench.run, []
    window.bench.failed.disconnect(window.alerts.show)
    window.bench.failed.connect(errors.append)

    click(controls.train_more)
    script.fail(RunError("The data is not what the run has learnt from."))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)

    assert [str(error) for error in errors] == ["The data is not what the run has learnt from."]
    assert window.bench.run is first


def test_the_form_goes_along_where_it_only_steers(window, script, controls):
    window.document.change(window.document.experiment.with_settings("training", patience=3), "less patience")

    click(controls.train_more)
    script.end()

    assert script.began[-1][0].training.patience == 3


def test_where_the_form_would_make_another_run_the_button_says_why_not(window, controls):
    window.document.change(window.document.experiment.with_settings("windows", timesteps=9), "shorter")
    settle()

    assert not controls.train_more.isEnabled()
    assert "The run began with other settings: windows.timesteps 30 → 9." in controls.train_more.toolTip()
    assert controls.words.text() == "The run began with other settings: windows.timesteps 30 → 9."


def test_a_run_that_finished_no_epoch_cannot_go_on(qtbot, window, script):
    controls = train_to_the_end(qtbot, window, script, epochs=0)

    assert "There is no run yet that has finished an epoch." in controls.train_more.toolTip()


# The learning rate


def test_while_a_run_is_on_its_learning_rate_is_shown(running):
    assert running.rate.isVisible()
    assert running.rate.text() == "0.001"
    assert not running.train_more.isVisible()


def test_another_rate_is_asked_of_the_run_at_once(window, script, running):
    type_words(running.rate, "0.0005")

    assert script.rates.wanted == 0.0005
    assert running.rate.text() == "0.0005"
    assert window.document.experiment.training.learning_rate == 0.001


def test_the_run_tells_since_when_it_holds(qtbot, window, script, running):
    type_words(running.rate, "0.0005")

    script.tell(RateChanged(7, 2, 0.0005))
    qtbot.waitUntil(lambda: bool(window.bench.run.rate_changes))

    assert running.words.text() == "learning rate 0.0005 since epoch 7"
    assert window.bench.run.learning_rate == 0.0005


def test_what_the_schedule_makes_of_it_is_shown_beside_it(qtbot, window, script, running):
    probe = window.bench.run.started.probe
    script.tell(RateChanged(1, 2, 0.5), scripted.epoch(1, probe=probe))
    qtbot.waitUntil(lambda: len(window.bench.run.epochs) == 1)
    of_both_rates = running.words.text()
    script.tell(scripted.epoch(2, probe=probe))
    qtbot.waitUntil(lambda: len(window.bench.run.epochs) == 2)

    assert of_both_rates == "learning rate 0.5 since epoch 1"
    assert running.words.text() == "with the schedule 0.001 · learning rate 0.5 since epoch 1"


@pytest.mark.parametrize(
    ("words", "told"), [("0", "must be above 0"), ("11", "must be above 0"), ("fast", "must be a number, not 'fast'")]
)
def test_a_rate_that_cannot_be_is_refused_beside_its_field(script, running, words, told):
    type_words(running.rate, words)

    assert script.rates.wanted is None
    assert running.fault.isVisible()
    assert running.fault.text().startswith(told)


def test_every_run_has_a_token_of_its_own(qtbot, window, script, controls):
    first = script.rates

    click(controls.train_more)
    qtbot.waitUntil(lambda: len(script.began) == 2)
    type_words(controls.rate, "0.25")
    script.end()
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)

    assert (first.wanted, script.rates.wanted) == (None, 0.25)


def test_a_new_language_keeps_what_was_chosen(qtbot, window, controls):
    type_words(controls.more, "25")

    window.language.use("zh_CN")
    settle()

    assert window.bench.more_epochs == 25
    assert "25" in window.actions_by_name["train_more"].text()


@pytest.mark.parametrize("look", ["language", "theme"])
def test_the_window_that_is_made_anew_trains_on(qtbot, window, script, controls, crashes, look):
    window.language.use("zh_CN") if look == "language" else window.theme.use("dark")
    settle()

    scripted.run_to_the_end(qtbot, window, script)

    assert crashes == []
