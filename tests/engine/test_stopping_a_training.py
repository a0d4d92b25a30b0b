import itertools
import threading

import pytest

from tests.engine.trained import Training, same
from tests.made_series import experiment_on
from workbench.core.stopping import StopToken
from workbench.engine.learning.events import BatchDone, EpochDone, TrainingFinished, TrainingPaused, TrainingResumed


def stopped_at(training, kind, ending, *, count=1):
    """Train until the ``count``-th event of ``kind``, ask for the end there, and go on to the last event."""
    for event in training:
        if len(training.of(kind)) == count and isinstance(event, kind):
            training.stop.stop(ending)
    return training


def test_a_stop_is_obeyed_after_the_batch_at_hand():
    training = stopped_at(Training(), BatchDone, "keep")

    assert len(training.of(BatchDone)) == 1
    assert training.events[-1].reason == "stopped"


def test_a_stop_before_the_first_epoch_keeps_the_weights_of_the_last_batch():
    training = stopped_at(Training(), BatchDone, "keep", count=3)

    end = training.events[-1]
    assert (end.epochs, end.best_epoch) == (0, 0)
    assert end.message == "The first epoch was not finished; the weights are those of the last batch."
    assert end.validation_loss == pytest.approx(training.loss_on("validation"), rel=1e-5)
    assert not same(training.weights, Training().weights)


def test_a_stop_later_keeps_the_best_epoch():
    training = Training(experiment_on(epochs=5))
    after_epoch = []
    for event in training:
        if isinstance(event, EpochDone):
            after_epoch.append(training.weights)
        if isinstance(event, BatchDone) and event.epoch == 2 and event.batch == 3:
            training.stop.stop("keep")

    end = training.events[-1]
    assert (end.reason, end.epochs, end.best_epoch, end.message) == ("stopped", 1, 1, None)
    assert same(training.weights, after_epoch[0])


def test_discarding_says_so():
    training = stopped_at(Training(), BatchDone, "discard")

    assert (training.events[-1].reason, training.events[-1].message) == ("discarded", None)


def test_a_stop_asked_for_before_the_start_ends_after_the_first_batch():
    training = Training()
    training.stop.stop()

    training.to_the_end()

    assert len(training.of(BatchDone)) == 1


class WatchedToken(StopToken):
    """Tells when a run begins to wait."""

    def __init__(self):
        super().__init__()
        self.waits = threading.Event()

    def wait_while_paused(self):
        self.waits.set()
        super().wait_while_paused()


def paused_at(training, batch, then):
    """Train, pause at one batch, and call ``then`` from another thread once the run waits."""
    training.stop = WatchedToken()

    def wake():
        training.stop.waits.wait()
        then(training.stop)

    other = threading.Thread(target=wake)
    other.start()
    for event in training:
        if isinstance(event, BatchDone) and (event.epoch, event.batch) == (1, batch):
            training.stop.pause()
    other.join()
    return training


def test_a_pause_holds_the_run_until_another_thread_resumes_it():
    training = paused_at(Training(), 3, StopToken.resume)

    at = [type(event) for event in training.events].index(TrainingPaused)
    assert training.events[at - 1].batch == 3
    assert training.events[at] == TrainingPaused(1, 3)
    assert training.events[at + 1] == TrainingResumed(1, 3)
    assert training.events[-1].reason == "all epochs done"


def test_a_paused_run_ends_as_an_unpaused_one_to_the_last_bit():
    paused, straight = paused_at(Training(), 3, StopToken.resume), Training().to_the_end()

    assert paused.losses == straight.losses
    assert same(paused.weights, straight.weights)


@pytest.mark.parametrize(("ending", "reason"), [("keep", "stopped"), ("discard", "discarded")])
def test_a_paused_run_can_be_ended(ending, reason):
    training = paused_at(Training(), 3, lambda stop: stop.stop(ending))

    assert training.of(TrainingResumed) == []
    assert len(training.of(BatchDone)) == 3
    assert isinstance(training.events[-1], TrainingFinished)
    assert training.events[-1].reason == reason


def test_a_pause_is_left_out_of_every_clock(monkeypatch):
    seconds = itertools.count()
    monkeypatch.setattr("workbench.engine.training.time.perf_counter", lambda: next(seconds))

    def wait_an_hour(stop):
        for _ in range(3_600):
            next(seconds)
        stop.resume()

    training = paused_at(Training(experiment_on(epochs=1)), 3, wait_an_hour)

    assert 0 < training.of(EpochDone)[0].seconds < 60
    assert 0 < training.events[-1].seconds < 60
