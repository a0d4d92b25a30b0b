"""Errors: a message for what the user can mend, the crash dialog for a bug, from whichever thread it comes."""

import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox, QPlainTextEdit, QPushButton, QWidget

from tests.app.person import click, words_of
from tests.windows import settle
from workbench.app.dialogs.alerts import CrashDialog
from workbench.core import places
from workbench.core.errors import DataError, Fault, SettingsError
from workbench.core.text import text


def message_in(window):
    settle()
    (box,) = window.findChildren(QMessageBox, "errorMessage")
    return box


def close(box):
    box.close()
    settle()


def crash_dialogs(window):
    return [one for one in window.findChildren(CrashDialog) if one.isVisible()]


def reports():
    return sorted(places.crash_folder().glob("crash-*.txt")) if places.crash_folder().exists() else []


def raise_in_a_slot(error):
    def boom():
        raise error

    QTimer.singleShot(0, boom)
    settle()


@pytest.fixture
def expecting(window, crashes):
    """The window of a test that means to crash it; the dialogs are closed afterwards."""
    yield window
    for dialog in crash_dialogs(window):
        dialog.close()
    settle()
    crashes.clear()


# what the user can mend


def test_a_message_says_what_happened_where_and_what_to_do(window):
    faults = [Fault("layers[1].units", "must be from 1 to 4096, not 0"), Fault("windows.horizon", "is missing")]
    window.bench.failed.emit(SettingsError("2 settings are not valid.", hint="Correct them.", faults=faults))

    box = message_in(window)
    assert box.text() == "2 settings are not valid."
    assert box.informativeText().splitlines() == [
        "• layers[1].units: must be from 1 to 4096, not 0",
        "• windows.horizon: is missing",
        "Correct them.",
    ]
    close(box)


def test_markup_in_a_name_stays_as_it_is(window):
    window.bench.failed.emit(
        DataError(text("{file} is empty.", file="<b>bold</b>.csv"), hint="Open <i>another</i> file.", faults=[])
    )

    box = message_in(window)
    shown = {one.text(): one.textFormat() for one in box.findChildren(QLabel) if one.text()}
    assert shown == {
        "<b>bold</b>.csv is empty.": Qt.TextFormat.PlainText,
        "Open <i>another</i> file.": Qt.TextFormat.PlainText,
    }
    close(box)


def test_a_message_keeps_the_reason_of_the_system_folded_away(window):
    error = DataError("The file cannot be read.", hint="Look at it.")
    error.__cause__ = OSError(13, "Permission denied")
    window.bench.failed.emit(error)

    box = message_in(window)
    assert "Permission denied" in box.detailedText()
    close(box)


def test_a_message_does_not_stop_the_window(window):
    window.bench.failed.emit(DataError("A fault.", hint="Mend it."))

    box = message_in(window)
    window.left.layers.duplicate()
    assert len(window.document.experiment.layers) == 2
    close(box)


def test_a_message_that_was_read_is_gone_for_good(window):
    window.bench.failed.emit(DataError("A fault.", hint="Mend it."))

    close(message_in(window))

    assert window.findChildren(QMessageBox, "errorMessage") == []


def test_messages_speak_the_language_of_the_window(a_window):
    with a_window(language="zh_CN") as window:
        window.bench.failed.emit(DataError(text("{file} is empty.", file="flow.csv"), hint="Train first."))

        box = message_in(window)
        assert "flow.csv" in box.text()
        assert "is empty" not in box.text()
        close(box)


def test_what_the_user_can_mend_is_no_crash_even_where_nobody_looked_for_it(window):
    raise_in_a_slot(DataError("A fault.", hint="Mend it."))

    box = message_in(window)
    assert crash_dialogs(window) == []
    close(box)


# a bug


def test_a_bug_in_a_slot_opens_the_crash_dialog_with_everything_a_report_needs(expecting):
    raise_in_a_slot(ZeroDivisionError("a bug of ours"))

    (dialog,) = crash_dialogs(expecting)
    report = dialog.findChild(QPlainTextEdit).toPlainText()
    assert "ZeroDivisionError: a bug of ours" in report
    assert "in boom" in report
    for name in ("Sequence Workbench", "Python", "PySide6", "torch"):
        assert name in report


def test_the_report_is_written_into_its_folder(expecting):
    raise_in_a_slot(ZeroDivisionError("a bug of ours"))

    (path,) = reports()
    assert "ZeroDivisionError: a bug of ours" in path.read_text()
    (dialog,) = crash_dialogs(expecting)
    assert any(str(path) in words for words in words_of(dialog))


def test_the_report_can_be_copied(expecting):
    raise_in_a_slot(ZeroDivisionError("a bug of ours"))
    (dialog,) = crash_dialogs(expecting)

    click(next(one for one in dialog.findChildren(QPushButton) if one.text() == "Copy report"))

    assert "ZeroDivisionError: a bug of ours" in QGuiApplication.clipboard().text()


def test_a_full_disk_does_not_keep_the_dialog_from_showing_the_report(expecting, monkeypatch):
    places.crash_folder().parent.mkdir(parents=True, exist_ok=True)
    places.crash_folder().write_bytes(b"a file where the folder should be")

    raise_in_a_slot(ZeroDivisionError("a bug of ours"))

    (dialog,) = crash_dialogs(expecting)
    assert "a bug of ours" in dialog.findChild(QPlainTextEdit).toPlainText()
    assert not any("The report lies in" in words for words in words_of(dialog))


def test_the_work_is_saved_aside_before_the_dialog_opens(expecting):
    expecting.left.layers.duplicate()

    raise_in_a_slot(ZeroDivisionError("a bug of ours"))

    (copy,) = places.autosave_folder().glob("*.json")
    assert copy.read_text().count('"kind": "lstm"') == 2
    (dialog,) = crash_dialogs(expecting)
    assert any("Your experiment is safe" in words for words in words_of(dialog))


def test_where_the_work_cannot_be_saved_aside_the_dialog_says_so(expecting):
    places.autosave_folder().parent.mkdir(parents=True, exist_ok=True)
    places.autosave_folder().write_bytes(b"a file where the folder should be")
    expecting.left.layers.duplicate()

    raise_in_a_slot(ZeroDivisionError("a bug of ours"))

    (dialog,) = crash_dialogs(expecting)
    assert any("could not be saved aside" in words for words in words_of(dialog))


def test_many_bugs_open_one_dialog(expecting):
    for number in range(5):
        raise_in_a_slot(ZeroDivisionError(f"bug {number}"))

    assert len(crash_dialogs(expecting)) == 1
    crash_dialogs(expecting)[0].close()
    settle()
    raise_in_a_slot(ZeroDivisionError("one more"))
    assert len(crash_dialogs(expecting)) == 1


def test_after_a_bug_one_can_go_on(expecting):
    raise_in_a_slot(ZeroDivisionError("a bug of ours"))
    crash_dialogs(expecting)[0].close()

    expecting.left.layers.duplicate()

    assert len(expecting.document.experiment.layers) == 2


def test_a_bug_in_the_training_thread_is_a_crash_and_the_run_is_over(qtbot, expecting, script):
    expecting.actions_by_name["train"].trigger()
    script.fail(ZeroDivisionError("deep in the training"))
    qtbot.waitUntil(lambda: bool(crash_dialogs(expecting)))

    assert "deep in the training" in crash_dialogs(expecting)[0].findChild(QPlainTextEdit).toPlainText()
    assert not expecting.bench.is_training
    assert expecting.actions_by_name["train"].isEnabled()


def test_a_bug_in_the_reading_thread_is_a_crash_and_the_series_stays(qtbot, expecting, monkeypatch, tmp_path):
    series = expecting.bench.series

    def broken(data, reading):
        raise ZeroDivisionError("deep in the reader")
        yield

    monkeypatch.setattr("workbench.app.work.readings.read_series", broken)
    expecting.open_sample("nile")
    qtbot.waitUntil(lambda: bool(crash_dialogs(expecting)))

    assert "deep in the reader" in crash_dialogs(expecting)[0].findChild(QPlainTextEdit).toPlainText()
    assert expecting.bench.series is series
    assert expecting.bench.reading is None


def test_a_bug_in_any_other_thread_is_a_crash_too(qtbot, expecting):
    def boom():
        raise ZeroDivisionError("in a thread of a library")

    thread = threading.Thread(target=boom)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(crash_dialogs(expecting)))

    assert "in a thread of a library" in crash_dialogs(expecting)[0].findChild(QPlainTextEdit).toPlainText()


class Broken(QWidget):
    def paintEvent(self, event):
        raise ZeroDivisionError("while painting")


def test_a_bug_while_painting_is_a_crash_and_not_an_endless_one(qtbot, expecting):
    broken = Broken(expecting)
    broken.resize(50, 50)
    broken.show()
    for _ in range(5):
        broken.update()
        settle()

    assert len(crash_dialogs(expecting)) == 1
    assert "while painting" in crash_dialogs(expecting)[0].findChild(QPlainTextEdit).toPlainText()
    broken.hide()


def test_a_closed_window_gives_the_hooks_back(a_window):
    import sys

    before = sys.excepthook, threading.excepthook

    with a_window() as window:
        assert sys.excepthook == window.alerts._on_exception

    assert (sys.excepthook, threading.excepthook) == before
