"""The training view: curves move with the epochs, and only with them."""

import numpy as np
import pytest

from tests.app import scripted
from tests.app.person import seen, words_of
from tests.windows import settle
from workbench.app.widgets.notice import Notice
from workbench.core.text import text


def points(curve):
    x, y = curve.item.getOriginalDataset()
    return ([], []) if x is None else (list(map(float, x)), list(map(float, y)))


@pytest.fixture
def run(qtbot, window, script):
    """A run that has told of three epochs and goes on."""
    window.actions_by_name["train"].trigger()
    begun = scripted.started(window.bench.run.experiment, window.bench.run.series)
    script.tell(begun)
    for number in (1, 2, 3):
        script.tell(scripted.batch(number, 10), scripted.epoch(number, probe=begun.probe))
    qtbot.waitUntil(lambda: len(window.bench.run.epochs) == 3)
    view = window.right.view("training")
    qtbot.waitUntil(lambda: not view._turn.isActive())
    yield begun
    script.end()
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)


def test_it_opens_by_itself_and_says_what_is_awaited(qtbot, window, script):
    window.right.show_view("network")
    window.actions_by_name["train"].trigger()

    assert window.right.current == "training"
    assert "Loading torch and preparing the samples…" in words_of(window.right.view("training"))
    script.end()
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)


def test_before_a_run_it_says_how_to_begin_one(window):
    window.right.show_view("training")

    assert any("Press Train (F5)" in words for words in words_of(window.right.view("training")))


def test_the_curves_have_the_numbers_of_the_epochs(window, run):
    view = window.right.view("training")

    assert points(view.train_curve) == ([1, 2, 3], pytest.approx([1, 1 / 2, 1 / 3]))
    assert points(view.validation_curve) == ([1, 2, 3], pytest.approx([2, 1, 2 / 3]))
    assert points(view.naive_curve) == ([1, 3], [1.5, 1.5])
    assert points(view.norm_curve)[1] == pytest.approx([0.1, 0.2, 0.3])
    assert points(view.rate_curve)[1] == pytest.approx([0.001] * 3)


def test_the_probe_shows_truth_and_forecast_in_original_units_at_their_times(window, run):
    view, series = window.right.view("training"), window.bench.series

    x, truth = points(view.truth_curve)
    _, forecast = points(view.probe_curve)
    assert truth == pytest.approx(series.values[:48, 0])
    assert forecast == pytest.approx(series.values[:48, 0] + 1)
    assert x[0] == series.times[0].astype("datetime64[s]").astype(float)


def test_batches_alone_redraw_nothing(qtbot, window, script, run, monkeypatch):
    view, drawn = window.right.view("training"), []
    monkeypatch.setattr(view, "_draw_losses", lambda run: drawn.append("losses") or [])

    script.tell(*[scripted.batch(4, number) for number in range(1, 10)])
    qtbot.waitUntil(lambda: window.bench.run.batch.batch == 9)
    settle()
    assert drawn == []
    script.tell(scripted.epoch(4, probe=run.probe))
    qtbot.waitUntil(lambda: bool(drawn))

    assert drawn == ["losses"]


def test_until_the_first_epoch_ends_the_batches_are_drawn(qtbot, window, script):
    window.actions_by_name["train"].trigger()
    script.tell(scripted.started(window.bench.run.experiment, window.bench.run.series))
    script.tell(*[scripted.batch(1, number, loss=number) for number in range(1, 6)])
    view = window.right.view("training")

    qtbot.waitUntil(lambda: len(points(view.train_curve)[0]) == 5)

    assert points(view.train_curve) == (pytest.approx([0.1, 0.2, 0.3, 0.4, 0.5]), [1, 2, 3, 4, 5])
    script.end()
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)


def test_a_view_that_is_not_seen_is_drawn_when_it_is(qtbot, window, script, run):
    window.right.show_view("network", by_user=True)
    script.tell(scripted.epoch(4, probe=run.probe))
    qtbot.waitUntil(lambda: len(window.bench.run.epochs) == 4)
    view = window.right.view("training")
    assert len(points(view.train_curve)[0]) == 3

    window.right.show_view("training", by_user=True)
    qtbot.waitUntil(lambda: len(points(view.train_curve)[0]) == 4)


def test_the_last_epoch_is_drawn_when_the_run_ends(qtbot, window, script):
    scripted.run_to_the_end(qtbot, window, script, epochs=5)

    window.right.show_view("training")
    settle()

    assert len(points(window.right.view("training").train_curve)[0]) == 5


def test_curves_of_a_running_training_have_room_ahead_and_none_at_the_end(qtbot, window, script, run):
    view = window.right.view("training")
    plots = (view.losses, view.norms, view.rates)
    for plot in plots:
        qtbot.waitUntil(lambda plot=plot: plot.box.viewRange()[0][1] > 3.9)  # of three epochs

    script.end(scripted.finished(window.bench.run.experiment, window.bench.run.series))
    qtbot.waitUntil(lambda: not window.bench.run.is_active)
    window.right.show_view("training", by_user=True)
    window.grab()  # plots look for their range when they are painted

    for plot in plots:
        assert 3 <= plot.box.viewRange()[0][1] < 3.3


def test_a_new_run_begins_with_empty_curves(qtbot, window, script):
    scripted.run_to_the_end(qtbot, window, script)
    view = window.right.view("training")

    window.actions_by_name["train"].trigger()
    script.tell(scripted.started(window.bench.run.experiment, window.bench.run.series))
    qtbot.waitUntil(lambda: window.bench.run.state == "running")
    settle()

    assert points(view.validation_curve) == ([], [])
    assert points(view.probe_curve) == ([], [])
    script.end()
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)


def test_smoothing_takes_the_jumps_out_and_the_log_axis_can_be_left(qtbot, window, script):
    scripted.run_to_the_end(qtbot, window, script, epochs=6)
    window.right.show_view("training")
    settle()
    view = window.right.view("training")
    raw = np.array(points(view.train_curve)[1])

    view.smoothing.setValue(90)
    smooth = np.array(points(view.train_curve)[1])
    assert smooth[0] == pytest.approx(raw[0])
    assert np.ptp(smooth) < np.ptp(raw)
    view.smoothing.setValue(0)
    assert points(view.train_curve)[1] == pytest.approx(raw)

    assert view.losses.getPlotItem().getAxis("left").logMode
    view.log.click()
    assert not view.losses.getPlotItem().getAxis("left").logMode


def run_with_loss(qtbot, window, script, loss, losses):
    """Let a run with this loss tell of some epochs and end, and show its training."""
    window.document.start(window.document.experiment.with_settings("training", loss=loss))
    window.actions_by_name["train"].trigger()
    experiment, series = window.bench.run.experiment, window.bench.run.series
    begun = scripted.started(experiment, series)
    epochs = enumerate(losses, start=1)
    script.tell(begun, *(scripted.epoch(at, probe=begun.probe, train=loss, validation=loss) for at, loss in epochs))
    script.end(scripted.finished(experiment, series, epochs=len(losses)))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)
    window.right.show_view("training")
    settle()


def test_a_loss_below_zero_is_drawn_on_a_linear_axis_and_only_that(qtbot, window, script):
    view = window.right.view("training")

    run_with_loss(qtbot, window, script, "gaussian_nll", [0.5, -1.0, -2.0])

    assert points(view.validation_curve) == ([1, 2, 3], [0.5, -1.0, -2.0])
    assert not view.losses.getAxis("left").logMode
    assert not view.log.isChecked()
    assert not view.log.isEnabled()
    assert view.log.toolTip() == "This loss can be below zero, where there is no logarithm."
    run_with_loss(qtbot, window, script, "mse", [0.5, 0.2])
    assert view.losses.getAxis("left").logMode
    assert view.log.isChecked()
    assert view.log.isEnabled()


def test_what_the_end_has_to_say_stands_above_the_curves(qtbot, window, script):
    message = text("The loss stopped being a number in epoch {epoch}.", epoch=3)
    scripted.run_to_the_end(qtbot, window, script, reason="diverged", message=message)
    window.right.show_view("training")
    settle()

    (notice,) = seen(window.right.view("training"), Notice)
    assert notice.words.text() == "The loss stopped being a number in epoch 3."


def test_a_diverged_loss_can_be_drawn(qtbot, window, script):
    window.actions_by_name["train"].trigger()
    begun = scripted.started(window.bench.run.experiment, window.bench.run.series)
    script.tell(begun, scripted.epoch(1, probe=begun.probe))
    script.tell(scripted.epoch(2, probe=begun.probe, train=float("inf"), validation=float("nan")))
    script.end(scripted.finished(window.bench.run.experiment, window.bench.run.series, "diverged", epochs=2))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)
    window.right.show_view("training")
    settle()

    assert not window.right.view("training").grab().isNull()
