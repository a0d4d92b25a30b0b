"""The status bar: what runs, how far it is, and what is wrong with the settings."""

import pytest

from tests.app import scripted
from tests.app.person import words_of
from tests.windows import settle
from workbench.core.layers import GRU, LSTM
from workbench.core.text import text
from workbench.engine.learning.events import Compiling


@pytest.fixture
def status(window):
    return window.statusBar()


@pytest.fixture
def tell(qtbot, window, script):
    """Begin a run of 5 epochs with 10 batches, and let the script go on."""
    window.document.change(window.document.experiment.with_settings("training", epochs=5), "fewer epochs")
    window.actions_by_name["train"].trigger()
    begun = scripted.started(window.bench.run.experiment, window.bench.run.series)

    def told(*events):
        count = [0]
        window.bench.run_changed.connect(lambda: count.__setitem__(0, count[0] + 1))
        script.tell(*events)
        qtbot.waitUntil(lambda: count[0] >= len(events))

    told.begun = begun
    yield told
    if window.bench.trainer.is_busy:
        script.end()
        qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)


def test_before_any_run_it_is_ready(window, status):
    assert status.words.text() == "Ready"
    assert not status.progress.isVisible()


def test_the_words_go_with_the_run(window, status, tell):
    assert status.words.text() == "Preparing the samples…"
    tell(Compiling(("lstm",)))
    assert status.words.text() == "Compiling the layers' kernels, once on this machine…"
    tell(tell.begun)
    assert status.words.text() == "epoch 1/5"
    assert status.device.text() == "CPU, threads: 1"
    assert "always there" in status.device.toolTip()

    tell(scripted.batch(1, 10), scripted.epoch(1, probe=tell.begun.probe), scripted.batch(2, 5))

    assert status.words.text() == "epoch 2/5 · 7 s left · 2,410 windows/s"  # 2 s an epoch, half of one done


def test_the_bar_counts_batches(window, status, tell):
    tell(tell.begun)
    assert status.progress.isVisible()
    assert progress(status) == 0

    tell(scripted.batch(1, 5))
    assert progress(status) == pytest.approx(0.1)
    tell(scripted.batch(5, 10))
    assert progress(status) == pytest.approx(1)


def progress(status):
    bar = status.progress
    return (bar.value() - bar.minimum()) / (bar.maximum() - bar.minimum())


def test_a_run_of_very_many_batches_has_a_bar_too(window, status, tell):
    begun = scripted.started(window.bench.run.experiment, window.bench.run.series, epochs=100_000, batches=700_000)

    tell(begun, scripted.batch(50_001, 1))

    assert progress(status) == pytest.approx(0.5, abs=0.01)


def test_a_pause_is_told(window, status, tell):
    from workbench.engine.learning.events import TrainingPaused, TrainingResumed

    tell(tell.begun, scripted.batch(1, 3), TrainingPaused(1, 3))
    assert status.words.text() == "epoch 1/5 · paused"
    tell(TrainingResumed(1, 3))

    assert "paused" not in status.words.text()


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("all epochs done", "All epochs done · 3 epochs in 12 s · weights of epoch 3 kept"),
        (
            "early stopping",
            "Stopped early: the validation loss no longer fell · 3 epochs in 12 s · weights of epoch 3 kept",
        ),
        ("stopped", "Stopped by you · 3 epochs in 12 s · weights of epoch 3 kept"),
        ("diverged", "Stopped: the loss is no longer a number · 3 epochs in 12 s · weights of epoch 3 kept"),
        ("discarded", "The run was discarded."),
    ],
)
def test_the_end_says_why_and_what_is_kept(qtbot, window, status, script, reason, words):
    scripted.run_to_the_end(qtbot, window, script, reason=reason)

    assert status.words.text() == words
    assert not status.progress.isVisible()


def test_a_run_that_failed_says_so(qtbot, window, status, script):
    from workbench.core.errors import TrainingError

    window.bench.failed.disconnect(window.alerts.show)
    window.actions_by_name["train"].trigger()
    script.fail(TrainingError("The loss is no number.", hint="Lower the learning rate."))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)

    assert status.words.text() == "The run has failed."
    assert not status.progress.isVisible()


def test_a_model_that_could_not_be_opened_leaves_the_bar_as_it_was(qtbot, window, status, script, tmp_path):
    from workbench.core.errors import ExportError

    window.bench.failed.disconnect(window.alerts.show)
    window.bench.open_model(tmp_path / "damaged.seqmodel")
    script.fail(ExportError("damaged.seqmodel is damaged.", hint="Save it again."))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)

    assert status.words.text() == "Ready"
    assert not status.progress.isVisible()


def test_what_is_wrong_is_counted_and_listed(window, status):
    assert not status.notices.isVisible()

    faulty = window.document.experiment.with_layers(LSTM(), GRU())
    faulty = faulty.with_settings("windows", timesteps=1, normalisation="none")
    window.document.change(faulty, "two faults")

    assert status.notices.text() == "⚠ 2"
    assert "Layer 1 (LSTM) returns only the last step" in status.notices.toolTip()
    assert "With a single time step nothing is ever remembered" in status.notices.toolTip()
    assert status.notices.accessibleName() == "Notices: 2"


def test_the_memory_is_shown(status):
    assert status.memory.text().endswith(" MB")
    assert 20 < float(status.memory.text().removesuffix(" MB").replace(",", "")) < 100_000


def test_a_run_with_notices_shows_them_in_its_view(qtbot, window, script):
    from workbench.engine.runs import DataPrepared

    window.actions_by_name["train"].trigger()
    begun = scripted.started(window.bench.run.experiment, window.bench.run.series)
    script.tell(DataPrepared((text("{column} never changes.", column="<b>temp"),)), begun)
    qtbot.waitUntil(lambda: window.bench.run.state == "running")
    settle()

    assert "<b>temp never changes." in words_of(window.right.view("training"))
    script.end()
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)
