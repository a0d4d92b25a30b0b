"""Windows whose slow work is scripted, and a watch over what a test leaves behind."""

from __future__ import annotations

import weakref
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from tests.app import scripted
from tests.windows import open_window, settle
from workbench.app.document import Document
from workbench.app.garbage import GuiGarbage
from workbench.app.work.bench import Bench
from workbench.core.experiment import Experiment


@pytest.fixture(autouse=True)
def _nothing_is_left_behind():
    """A thread, a running timer or a widget on the screen that outlives its test fails it."""
    made = weakref.WeakSet()
    with pytest.MonkeyPatch.context() as patch:
        for kind in (QThread, QTimer):
            patch.setattr(kind, "__init__", _recording(kind.__init__, made))
        yield
    app = QApplication.instance()
    if app is None:
        return
    settle()
    left = [thing for thing in made if isValid(thing) and _still_runs(thing)]
    left += [widget for widget in app.topLevelWidgets() if widget.isVisible()]
    for widget in app.topLevelWidgets():
        widget.hide()  # the next test does not suffer for this one
    assert left == [], "left behind by this test"


def _recording(begin, made):
    def begin_and_record(self, *given, **named):
        begin(self, *given, **named)
        made.add(self)

    return begin_and_record


def _still_runs(thing):
    return thing.isRunning() if isinstance(thing, QThread) else thing.isActive()


@pytest.fixture
def script(monkeypatch):
    """The job that the next Train begins, and each event of it reaches the window at once."""
    told = scripted.Script()
    monkeypatch.setattr("workbench.app.work.bench.train_job", told.train_job)
    monkeypatch.setattr("workbench.app.work.bench.open_model_job", told.open_model_job)
    monkeypatch.setattr("workbench.app.worker.REPORT_EVERY_S", 0.0)
    return told


@pytest.fixture
def scripted_jobs(monkeypatch):
    """Libraries are there at once, and samples are made."""
    monkeypatch.setattr("workbench.app.work.bench.load_libraries", scripted.libraries)
    monkeypatch.setattr("workbench.app.work.readings.read_series", scripted.read_series)
    # the whole process of the tests would be searched and frozen each time
    monkeypatch.setattr(GuiGarbage, "leave_out_the_present", lambda _: None)


@pytest.fixture
def crashes():
    """Every bug that the window has met; a test that means to have one clears the list."""
    return []


@pytest.fixture
def a_window(qtbot, scripted_jobs, crashes):
    """Open a window and wait for its series, as in ``with a_window() as window``."""

    @contextmanager
    def opened(**choices):
        with open_window(**choices) as window:
            window.alerts.crashed.connect(lambda: crashes.append("the window met a bug: see stderr"))
            qtbot.waitUntil(lambda: window.bench.series is not None and "engine" in window.bench.loaded)
            settle()
            yield window
            window.language.blockSignals(True)  # the helper puts English back: nothing is to be built for it

    return opened


@pytest.fixture
def window(a_window, crashes):
    """A window in English, with made temperatures."""
    with a_window() as opened:
        opened.resize(1280, 800)
        yield opened
    assert crashes == []


@pytest.fixture
def bench(qtbot, scripted_jobs):
    """A bench without a window; nothing is read before the test wants it."""
    made = Bench(Document(Experiment()))
    yield made
    made.close()


@pytest.fixture
def told(bench):
    """Every error that the bench has told, or handed on to whoever lets the user choose."""
    errors = []
    bench.failed.connect(errors.append)
    bench.unsettled.connect(lambda data, error: errors.append(error))
    return errors
