"""What was not saved survives a crash, and nothing else is left behind."""

import json
import os
import subprocess
import sys

import pytest

from tests.app.person import click, seen
from tests.windows import settle
from workbench.app.autosave import left_behind
from workbench.app.widgets.notice import Notice
from workbench.core import places
from workbench.core.experiment import Experiment
from workbench.core.layers import GRU

LOST = Experiment().with_layers(GRU(units=7))


@pytest.fixture(scope="module")
def dead_pid():
    """The number of a process that has ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


@pytest.fixture
def leave(dead_pid):
    """Leave a copy behind as a window that has crashed does."""

    def left(content=None, *, pid=dead_pid, path=None):
        folder = places.autosave_folder()
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / f"{pid}.json"
        whole = {"path": path, "experiment": json.loads(LOST.to_json())}
        file.write_text(json.dumps(whole) if content is None else content)
        return file

    return left


def copies():
    return sorted(places.autosave_folder().glob("*.json")) if places.autosave_folder().exists() else []


def offer_in(window):
    settle()
    return [notice for notice in seen(window.bars, Notice) if "ended before" in notice.words.text()]


def test_a_change_is_written_aside_a_moment_later(qtbot, window):
    window.autosave._timer.setInterval(10)

    window.left.layers.duplicate()
    qtbot.waitUntil(lambda: bool(copies()))

    (copy,) = copies()
    assert copy.name == f"{os.getpid()}.json"
    assert len(json.loads(copy.read_text())["experiment"]["layers"]) == 2


def test_without_a_change_nothing_is_written(window):
    assert window.autosave.write()

    assert copies() == []


def test_saving_removes_the_copy(window, tmp_path):
    window.left.layers.duplicate()
    window.autosave.write()
    assert len(copies()) == 1

    window.document.save(tmp_path / "a.experiment.json")

    assert copies() == []


def test_undoing_everything_removes_the_copy(window):
    window.left.layers.duplicate()
    window.autosave.write()

    window.document.undo_stack.undo()

    assert copies() == []


def test_closing_removes_the_copy(a_window):
    with a_window() as window:
        window.left.layers.duplicate()
        window.autosave.write()
        assert len(copies()) == 1

    assert copies() == []


def test_a_full_disk_is_no_crash_and_is_tried_again(window):
    places.autosave_folder().parent.mkdir(parents=True, exist_ok=True)
    places.autosave_folder().write_bytes(b"a file where the folder should be")
    window.left.layers.duplicate()

    assert not window.autosave.write()

    assert window.autosave._timer.isActive()
    places.autosave_folder().unlink()
    assert window.autosave.write()
    assert len(copies()) == 1


def test_the_copy_of_a_running_window_is_not_offered(leave):
    leave(pid=os.getpid())

    assert left_behind() == []


def test_the_copy_of_a_window_whose_number_another_process_has_by_now_is_offered(leave):
    file = leave(pid=os.getpid())
    os.utime(file, (1, 1))  # this process began later

    assert [found.file for found in left_behind()] == [file]


@pytest.mark.parametrize("content", ["", "{", "[]", "{}", '{"experiment": {"version": 99}}'])
def test_a_copy_that_cannot_be_read_is_not_offered_and_not_removed(leave, content):
    file = leave(content)

    assert left_behind() == []
    assert file.exists()


def test_the_latest_copy_comes_first(leave, dead_pid):
    older = leave(pid=dead_pid)
    newer = leave(pid=10_000_000)
    os.utime(older, (1, 1))
    os.utime(newer, (2, 2))

    assert [found.file for found in left_behind()] == [newer, older]


def test_after_a_crash_the_work_is_offered_by_its_name(a_window, leave):
    leave(path="/somewhere/my work.experiment.json")

    with a_window() as window:
        (offer,) = offer_in(window)

        assert "“my work.experiment.json”" in offer.words.text()
        assert window.document.experiment == Experiment()


def test_the_work_that_is_brought_back_is_unsaved_and_not_lost_again(a_window, leave, tmp_path):
    file = leave(path=str(tmp_path / "mine.experiment.json"))

    with a_window() as window:
        (offer,) = offer_in(window)
        click(offer.button)

        assert window.document.experiment == LOST
        assert window.document.path == tmp_path / "mine.experiment.json"
        assert not window.document.is_saved
        assert window.isWindowModified()
        assert offer_in(window) == []
        assert not file.exists()
        assert [copy.name for copy in copies()] == [f"{os.getpid()}.json"]


def test_the_work_can_be_thrown_away(a_window, leave):
    file = leave()

    with a_window() as window:
        (offer,) = offer_in(window)
        offer.refused.emit()
        settle()

        assert offer_in(window) == []
        assert window.document.experiment == Experiment()
        assert not file.exists()


def test_several_lost_windows_are_offered_one_after_the_other(a_window, leave, dead_pid):
    leave(pid=dead_pid)
    leave(pid=10_000_000)

    with a_window() as window:
        (first,) = offer_in(window)
        first.refused.emit()
        (second,) = offer_in(window)
        second.refused.emit()

        assert offer_in(window) == []


def test_an_offer_stays_when_a_run_begins_and_when_the_language_changes(qtbot, a_window, leave, script):
    leave()

    with a_window() as window:
        window.actions_by_name["train"].trigger()
        assert len(offer_in(window)) == 1
        script.end()
        qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)
        click(window.tool_bar.language)
        settle()

        assert len(seen(window.bars, Notice)) == 1


def test_an_offer_that_was_not_answered_comes_again(a_window, leave):
    file = leave()
    with a_window() as window:
        assert len(offer_in(window)) == 1

    assert file.exists()
    with a_window() as window:
        assert len(offer_in(window)) == 1
