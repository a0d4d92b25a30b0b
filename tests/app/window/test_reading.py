"""While a file is read: the bar, the end by mouse and by Esc, another file meanwhile, and questions of the file."""

import threading

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QMessageBox

from tests.app import scripted
from tests.app.person import CTRL, SHIFT, click, press, put_cursor
from tests.core.formats.made import daily, workbook
from tests.windows import settle
from workbench.app.work import jobs
from workbench.core import places
from workbench.core.experiment import FileSource

WAIT_S = 20
TABLE = "day\tflow\n" + "\n".join(f"2024-01-{day:02}\t{day}.5" for day in range(1, 30)) + "\n"


class Reader:
    """A reader of files that tells its share step by step, when the test wants it."""

    def __init__(self):
        self.ended = []
        self._gates = {}
        self._shares = {}

    def read(self, data, reading):
        if not isinstance(data.source, FileSource):
            yield from scripted.read_series(data, reading)
            return
        name = reading.name
        try:
            reading.tell(self._shares.get(name, 0.0))
            while not self.gate(name).wait(0.01):
                reading.tell(self._shares.get(name, 0.0))
            yield jobs.SeriesRead(data, scripted.made(name, ("level", "flow")))
            self.ended.append((name, "read"))
        except jobs.Discarded:
            self.ended.append((name, "cancelled"))
            yield jobs.SeriesUnwanted(data, jobs.cancelled(reading))

    def gate(self, name):
        return self._gates.setdefault(name, threading.Event())

    def share(self, name, share):
        self._shares[name] = share

    def close(self):
        for gate in self._gates.values():
            gate.set()


@pytest.fixture
def reader(monkeypatch):
    made = Reader()
    monkeypatch.setattr("workbench.app.work.readings.read_series", made.read)
    yield made
    made.close()


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr("workbench.app.frame.status._SHOWN_AFTER_MS", 0)


@pytest.fixture
def files(tmp_path):
    """Files that the scripted reader does not look into."""
    for name in ("one.csv", "two.csv"):
        (tmp_path / name).write_text("a\n1\n")
    return tmp_path


def ended(qtbot, window):
    qtbot.waitUntil(lambda: not window.bench.reader.is_busy and window.bench.reading is None)
    settle()


def test_a_reading_of_a_moment_shows_no_bar_and_a_longer_one_shows_its_share(qtbot, window, reader, files, monkeypatch):
    status = window.statusBar()
    monkeypatch.setattr("workbench.app.frame.status._SHOWN_AFTER_MS", 10**6)
    window.files.open(files / "one.csv")
    qtbot.waitUntil(lambda: status.words.text() == "Reading one.csv…")
    status._show_reading()
    assert not status.reading.isVisible()

    monkeypatch.setattr("workbench.app.frame.status._SHOWN_AFTER_MS", 0)
    qtbot.waitUntil(status.reading.isVisible)
    assert status.reading.maximum() == 0  # busy: nothing is known yet
    reader.share("one.csv", 0.25)

    qtbot.waitUntil(lambda: status.reading.value() == 2_500)
    assert status.cancel.isVisible()
    reader.gate("one.csv").set()
    ended(qtbot, window)
    assert not status.reading.isVisible()
    assert not status.cancel.isVisible()
    assert not status._looking.isActive()
    assert window.bench.series.name == "one.csv"


@pytest.mark.parametrize("way", ["mouse", "Esc", "menu"])
def test_cancel_leaves_everything_as_it_was(qtbot, window, reader, at_once, files, way):
    before, series = window.document.experiment, window.bench.series
    window.files.open(files / "one.csv")
    qtbot.waitUntil(window.statusBar().cancel.isVisible)

    match way:
        case "mouse":
            click(window.statusBar().cancel)
        case "Esc":
            press(window, Qt.Key.Key_Escape)
        case "menu":
            window.actions_by_name["cancel_reading"].trigger()
    ended(qtbot, window)

    assert reader.ended == [("one.csv", "cancelled")]
    assert window.document.experiment is before
    assert window.bench.series is series
    assert window.document.undo_stack.count() == 0
    assert window.statusBar().words.text() == "Ready"


def test_a_second_file_ends_the_reading_of_the_first(qtbot, window, reader, files):
    window.files.open(files / "one.csv")
    window.files.open(files / "two.csv")
    reader.gate("two.csv").set()
    ended(qtbot, window)

    assert reader.ended == [("one.csv", "cancelled"), ("two.csv", "read")]
    assert window.bench.series.name == "two.csv"
    assert window.document.undo_stack.count() == 1


def test_the_experiments_own_file_can_be_cancelled_and_says_how_to_read_it(qtbot, window, reader, at_once, files):
    errors = []
    window.bench.failed.connect(errors.append)
    data = window.document.experiment.data.model_copy(update={"source": FileSource(path=str(files / "one.csv"))})
    window.document.start(window.document.experiment.model_copy(update={"data": data}))
    qtbot.waitUntil(window.statusBar().cancel.isVisible)

    click(window.statusBar().cancel)
    ended(qtbot, window)

    assert window.bench.series is None
    assert str(window.bench.series_error) == (
        "The reading of one.csv was cancelled.\nOpen the file or the experiment again to read it."
    )
    assert errors == []


def test_closing_the_window_ends_a_reading_at_once(a_window, qtbot, reader, files):
    with a_window() as window:
        window.files.open(files / "one.csv")
        qtbot.waitUntil(lambda: window.bench.reading is not None)

    assert reader.ended == [("one.csv", "cancelled")]


def test_without_a_reading_there_is_nothing_to_cancel(window):
    assert not window.actions_by_name["cancel_reading"].isEnabled()
    assert "No file is being read." in window.actions_by_name["cancel_reading"].toolTip()


# the clipboard


def copied(words):
    QGuiApplication.clipboard().setText(words)


@pytest.mark.parametrize("modifiers", [CTRL, CTRL | SHIFT])
def test_a_table_from_the_clipboard_is_opened_and_kept(qtbot, window, modifiers):
    copied(TABLE)
    window.right.setFocus()

    press(window, Qt.Key.Key_V, modifiers)
    qtbot.waitUntil(lambda: window.bench.series.name.startswith("pasted "))
    settle()

    assert window.bench.experiment.data.targets == ("flow",)
    assert window.bench.experiment.data.source.path.startswith(str(places.pasted_folder()))
    assert len(window.bench.series) == 29


def test_control_v_in_a_field_pastes_into_the_field(window):
    field = window.left.windows.form.editor("timesteps")
    copied("17")
    put_cursor(field)

    press(field, Qt.Key.Key_V, CTRL)
    press(field, Qt.Key.Key_Return)

    assert window.document.experiment.windows.timesteps == 17
    assert not places.pasted_folder().exists()


def test_a_file_that_was_copied_is_opened_itself(qtbot, window, tmp_path):
    book = workbook(tmp_path / "book.xlsx", Data=daily())
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(book))])
    QGuiApplication.clipboard().setMimeData(mime)

    window.actions_by_name["paste"].trigger()
    qtbot.waitUntil(lambda: window.bench.series.name == "book.xlsx")

    assert not places.pasted_folder().exists()


def test_a_clipboard_without_a_table_is_told(window):
    errors = []
    window.bench.failed.disconnect(window.alerts.show)
    window.bench.failed.connect(errors.append)
    copied("hello")

    window.actions_by_name["paste"].trigger()

    assert [error.what for error in errors] == ["The clipboard holds no table."]


# questions


def test_of_several_sheets_the_user_chooses_one(qtbot, window, tmp_path, monkeypatch):
    book = workbook(tmp_path / "book.xlsx", Notes=[["a"], [1], [2]], Data=daily())
    asked = []

    def answer(box):
        asked.append(box.text())
        next(button for button in box.buttons() if button.text() == "Data").click()

    monkeypatch.setattr(QMessageBox, "exec", answer)

    window.files.open(book)
    qtbot.waitUntil(lambda: window.bench.series.name == "book.xlsx")

    assert asked == ["book.xlsx has several sheets with rows: Notes, Data."]
    assert window.bench.experiment.data.options.sheet == "Data"
    assert window.bench.series.columns == ("flow", "level")


def test_of_more_sheets_than_buttons_have_room_for_one_is_chosen_from_a_list(qtbot, window, tmp_path, monkeypatch):
    sheets = {f"Week {week}": daily(30 + week) for week in range(1, 13)}
    book = workbook(tmp_path / "book.xlsx", **sheets)
    asked = []

    def answer(box):
        choice = box.findChild(QComboBox, "readingChoice")
        asked.append(([choice.itemText(at) for at in range(choice.count())], choice.currentText()))
        choice.setCurrentText("Week 3")
        return QMessageBox.StandardButton.Ok

    monkeypatch.setattr(QMessageBox, "exec", answer)

    window.files.open(book)
    qtbot.waitUntil(lambda: window.bench.series.name == "book.xlsx")

    assert asked == [(list(sheets), "Week 12")]
    assert window.bench.experiment.data.options.sheet == "Week 3"


def test_a_question_that_is_not_answered_leaves_everything_as_it_was(qtbot, window, tmp_path, monkeypatch):
    book = workbook(tmp_path / "book.xlsx", Notes=[["a"], [1], [2]], Data=daily())
    before, asked = window.document.experiment, []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box) or QMessageBox.StandardButton.Cancel)

    window.files.open(book)
    qtbot.waitUntil(lambda: bool(asked))
    ended(qtbot, window)

    assert window.document.experiment is before
