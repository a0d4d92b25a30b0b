"""The worker: the only place that leaves the GUI thread."""

import sys
import threading
from itertools import count
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QCoreApplication, QThread

from workbench.app import worker as module
from workbench.app.worker import Worker

WAIT_S = 20


@pytest.fixture
def worker(qtbot):
    made = Worker("test")
    yield made
    made.close()


@pytest.fixture
def heard(worker):
    """What the worker has told, in the order in which the window hears it."""
    lines = []
    worker.progressed.connect(lambda events: lines.append(("progressed", events)))
    worker.failed.connect(lambda error: lines.append(("failed", error)))
    worker.ended.connect(lambda: lines.append(("ended", None)))
    return lines


def events_of(heard):
    return [event for kind, events in heard if kind == "progressed" for event in events]


def endless(begun):
    """Give a job that goes on until it is stopped, and looks once for each event."""

    def job(stop):
        begun.set()
        for number in count():
            yield number
            if stop.ending is not None:
                return

    return job


def test_every_event_arrives_once_and_in_order(qtbot, worker, heard):
    with qtbot.waitSignal(worker.ended):
        worker.start(lambda stop: iter(range(10_000)))

    assert events_of(heard) == list(range(10_000))
    assert heard[-1] == ("ended", None)


def test_a_job_without_events_ends_all_the_same(qtbot, worker, heard):
    with qtbot.waitSignal(worker.ended):
        worker.start(lambda stop: iter(()))

    assert heard == [("ended", None)]
    assert not worker.is_busy


def test_a_failure_comes_after_the_events_before_it_and_the_end_comes_last(qtbot, worker, heard):
    def job(stop):
        yield from range(5)
        raise ValueError("the sixth")

    with qtbot.waitSignal(worker.ended):
        worker.start(job)

    *progress, failed, ended = heard
    assert events_of(progress) == [0, 1, 2, 3, 4]
    assert (failed[0], str(failed[1])) == ("failed", "the sixth")
    assert ended == ("ended", None)


def test_a_job_that_cannot_even_begin_is_a_failure_too(qtbot, worker, heard):
    def refuse(stop):
        raise ValueError("no generator at all")

    with qtbot.waitSignal(worker.ended):
        worker.start(refuse)

    assert [kind for kind, _ in heard if kind != "progressed"] == ["failed", "ended"]


def test_after_a_failure_the_next_job_runs(qtbot, worker, heard):
    def job(stop):
        yield 1
        raise ValueError("a bug")

    worker.start(job)
    worker.start(lambda stop: iter([2]))
    qtbot.waitUntil(lambda: not worker.is_busy)

    assert events_of(heard) == [1, 2]


def test_a_stop_is_seen_within_one_event(qtbot, worker):
    made, go_on = [], threading.Semaphore(0)

    def job(stop):
        for number in count():
            made.append(number)
            yield number
            if stop.ending is not None:
                return
            go_on.acquire(timeout=WAIT_S)

    worker.start(job)
    qtbot.waitUntil(lambda: len(made) == 1)
    worker.stop()
    with qtbot.waitSignal(worker.ended):
        go_on.release()

    assert len(made) <= 2


@pytest.mark.parametrize("ending", ["keep", "discard"])
def test_the_job_learns_how_it_is_to_end(qtbot, worker, heard, ending):
    def job(stop):
        while stop.ending is None:
            yield "going on"
        yield stop.ending

    worker.start(job)
    qtbot.waitUntil(lambda: bool(heard))
    with qtbot.waitSignal(worker.ended):
        worker.stop(ending)

    assert events_of(heard)[-1] == ending


def test_a_second_job_waits_for_the_first(qtbot, worker, heard):
    gate, begun = threading.Event(), []

    def first(stop):
        begun.append("first")
        yield "first begins"
        gate.wait(WAIT_S)
        yield "first ends"

    def second(stop):
        begun.append("second")
        yield "second"

    worker.start(first)
    worker.start(second)
    qtbot.waitUntil(lambda: bool(events_of(heard)))
    assert begun == ["first"]
    gate.set()
    qtbot.waitUntil(lambda: not worker.is_busy)

    assert events_of(heard) == ["first begins", "first ends", "second"]
    assert [kind for kind, _ in heard].count("ended") == 2


def test_what_was_gathered_is_told_before_a_pause(qtbot, worker, heard, monkeypatch):
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: 0.0))  # it is never time to report
    made, go_on = threading.Event(), threading.Event()

    def job(stop):
        yield "one"
        yield "two"
        made.set()
        go_on.wait(WAIT_S)
        yield "paused"
        stop.wait_while_paused()

    worker.start(job)
    qtbot.waitUntil(made.is_set)
    assert heard == []
    worker.pause()
    assert worker.is_paused
    go_on.set()
    qtbot.waitUntil(lambda: bool(heard))

    assert heard == [("progressed", ["one", "two", "paused"])]
    with qtbot.waitSignal(worker.ended):
        worker.resume()
    assert not worker.is_paused


def test_an_event_before_a_silence_is_told_at_once(qtbot, worker, heard, monkeypatch):
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: 0.0))  # it is never time to report
    go_on, silence = threading.Event(), SimpleNamespace(precedes_silence=True)

    def job(stop):
        yield "one"
        yield silence
        go_on.wait(WAIT_S)

    worker.start(job)
    qtbot.waitUntil(lambda: bool(heard))
    go_on.set()
    qtbot.waitUntil(lambda: not worker.is_busy)

    assert heard[0] == ("progressed", ["one", silence])


def test_a_paused_job_can_be_stopped(qtbot, worker, heard):
    def job(stop):
        yield "paused"
        stop.wait_while_paused()
        yield stop.ending

    gate = threading.Event()
    worker.start(lambda stop: (gate.wait(WAIT_S), job(stop))[1])
    worker.pause()
    gate.set()
    qtbot.waitUntil(lambda: bool(heard))
    with qtbot.waitSignal(worker.ended):
        worker.stop("discard")

    assert events_of(heard) == ["paused", "discard"]


def test_closing_ends_a_running_job(qtbot):
    worker, begun = Worker("test"), threading.Event()
    worker.start(endless(begun))
    assert begun.wait(WAIT_S)

    worker.close()

    assert not worker._thread.isRunning()


def test_closing_ends_the_running_job_although_another_waits(qtbot):
    worker, begun = Worker("test"), threading.Event()
    second_begun = []
    first = endless(begun)
    guard = threading.Timer(WAIT_S, lambda: second_begun.append("too late"))
    guard.start()

    def patient(stop):
        for event in first(stop):
            yield event
            if second_begun:
                return  # else a fault here would never end

    worker.start(patient)
    worker.start(lambda stop: iter(second_begun.append(1) or ()))
    assert begun.wait(WAIT_S)
    worker.close()
    guard.cancel()

    assert second_begun == []


def test_a_thousand_events_in_a_second_are_gathered_into_ten_reports(qtbot, worker, heard, monkeypatch):
    clock = count()
    monkeypatch.setattr(module, "time", SimpleNamespace(monotonic=lambda: next(clock) / 1000))

    with qtbot.waitSignal(worker.ended):
        worker.start(lambda stop: iter(range(1_000)))

    assert events_of(heard) == list(range(1_000))
    assert 8 <= len([kind for kind, _ in heard if kind == "progressed"]) <= 11


@pytest.mark.parametrize("fails", [False, True])
def test_the_interpreters_switch_interval_is_short_only_while_a_job_runs(qtbot, worker, fails):
    usual, meanwhile = sys.getswitchinterval(), []

    def job(stop):
        meanwhile.append(sys.getswitchinterval())
        yield 1
        if fails:
            raise ValueError("a bug")

    with qtbot.waitSignal(worker.ended):
        worker.start(job)

    assert meanwhile == [pytest.approx(0.001)]
    assert sys.getswitchinterval() == usual


def test_a_job_runs_on_its_own_thread_and_is_heard_on_the_windows(qtbot, worker):
    threads = {}
    worker.progressed.connect(lambda events: threads.update(heard=QThread.currentThread()))

    def job(stop):
        threads["ran"] = QThread.currentThread()
        yield 1

    with qtbot.waitSignal(worker.ended):
        worker.start(job)

    assert threads["heard"] is QCoreApplication.instance().thread()
    assert threads["ran"] is not threads["heard"]
