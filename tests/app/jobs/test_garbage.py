"""Python's cyclic garbage is collected on the GUI thread alone, and only while a window is open."""

import gc
import threading
import weakref

import pytest

from workbench.app import garbage
from workbench.app.garbage import GuiGarbage


class Cycle:
    """Garbage that only the collector finds."""

    def __init__(self):
        self.itself = self


@pytest.fixture(autouse=True)
def _collecting_by_itself():
    """Python as it is outside of these tests."""
    gc.enable()
    yield
    gc.disable()


def test_while_a_window_lives_python_does_not_collect_by_itself(a_window):
    with a_window():
        assert not gc.isenabled()

    assert gc.isenabled()


def test_the_timer_collects_what_python_would_have_collected(qtbot, monkeypatch):
    monkeypatch.setattr(garbage, "_INTERVAL_MS", 10)
    collector = GuiGarbage()
    lost = weakref.ref(Cycle())
    keep = [[] for _ in range(gc.get_threshold()[0] + 1)]

    qtbot.waitUntil(lambda: lost() is None)

    collector.close()
    assert len(keep) > 0


def test_it_collects_on_the_thread_of_the_window(qtbot, monkeypatch):
    monkeypatch.setattr(garbage, "_INTERVAL_MS", 10)
    collector, threads = GuiGarbage(), set()

    def heard(phase, info):
        threads.add(threading.get_ident())

    gc.callbacks.append(heard)
    try:
        keep = [[] for _ in range(gc.get_threshold()[0] + 1)]
        qtbot.waitUntil(lambda: bool(threads))
    finally:
        gc.callbacks.remove(heard)
    collector.close()

    assert threads == {threading.get_ident()}
    assert keep


def test_little_garbage_is_left_for_later(qtbot, monkeypatch):
    collector, collected = GuiGarbage(), []
    gc.collect()
    monkeypatch.setattr(gc, "collect", lambda *_: collected.append(1))

    collector._collect()

    collector.close()
    assert collected == []


def test_what_exists_when_the_engine_is_loaded_is_left_out_and_comes_back_at_the_end(qtbot):
    collector = GuiGarbage()

    collector.leave_out_the_present()
    assert gc.get_freeze_count() > 0
    collector.close()

    assert gc.get_freeze_count() == 0
