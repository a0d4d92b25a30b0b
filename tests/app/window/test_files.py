"""Files: opened by the menu, by a drop or from the recent ones, saved whole, and asked about before work is lost."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QMessageBox, QPlainTextEdit

from tests.app import scripted
from tests.app.person import CTRL, SHIFT, choose, drop_files, press, seen
from tests.windows import settle
from workbench.app.plots.plot import Plot
from workbench.core.errors import DataError, ExportError, RunError, StorageError
from workbench.core.experiment import Experiment, SampleSource
from workbench.core.layers import GRU
from workbench.core.settings.experiment_file import load_experiment, save_experiment

Button = QMessageBox.StandardButton
MINE = Experiment().with_layers(GRU(units=7)).with_settings("training", epochs=9)


class Questions:
    """Answers the window's questions with what the test wants; knows which were asked."""

    def __init__(self):
        self.answers, self.asked = [], []

    def exec(self, box):
        self.asked.append(box.objectName())
        return self.answers.pop(0)


@pytest.fixture
def questions(monkeypatch):
    made = Questions()
    monkeypatch.setattr(QMessageBox, "exec", lambda box: made.exec(box))
    return made


@pytest.fixture
def told(window):
    """Errors that would be shown, instead of being shown."""
    errors = []
    window.bench.failed.disconnect(window.alerts.show)
    window.bench.failed.connect(errors.append)
    return errors


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "flow.csv"
    path.write_text("level,flow\n" + "\n".join(f"{row},{row % 7}" for row in range(200)))
    return path


@pytest.fixture
def mine(tmp_path):
    path = tmp_path / "mine.experiment.json"
    save_experiment(MINE, path)
    return path


def wait_for(qtbot, window, name):
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.name == name)
    settle()


def change_something(window):
    window.document.change(window.document.experiment.with_settings("training", epochs=3), "fewer epochs")


def saves_to(monkeypatch, path):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))


# a drop opens what it is


def test_a_table_dropped_on_the_window_is_opened(qtbot, window, table):
    assert drop_files(window, table)

    wait_for(qtbot, window, "flow.csv")
    assert window.document.experiment.data.targets == ("flow",)


def test_an_experiment_dropped_on_the_window_is_opened(window, mine):
    assert drop_files(window, mine)

    assert window.document.experiment == MINE
    assert window.document.path == mine
    assert window.windowTitle().startswith("mine.experiment.json")


def test_a_model_dropped_on_the_window_is_opened(qtbot, window, tmp_path):
    from workbench.engine.export.bundle import save_bundle

    series, experiment = window.bench.series, window.document.experiment.with_settings("windows", timesteps=12)
    saved = scripted.model(experiment, series, scripted.evaluation(experiment, series))
    save_bundle(saved, tmp_path / "a.seqmodel")

    assert drop_files(window, tmp_path / "a.seqmodel")
    qtbot.waitUntil(lambda: window.bench.run is not None and window.bench.run.model is not None)
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)
    settle()

    assert window.document.experiment.windows.timesteps == 12
    assert window.right.current == "forecast"


@pytest.mark.parametrize("name", ["a.pt", "a.PTH", "a.pkl", "a.pickle", "a.joblib"])
def test_files_that_could_run_code_are_refused_with_the_reason(window, told, tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"\x80\x04K\x01.")

    drop_files(window, path)

    (error,) = told
    assert isinstance(error, ExportError)
    assert error.what == f"{name} is not opened: such files can run code of whoever made them."
    assert ".seqmodel" in error.hint


def test_a_file_of_an_unknown_kind_is_refused_with_what_can_be_opened(window, told, tmp_path):
    path = tmp_path / "holiday.jpg"
    path.write_bytes(b"")

    drop_files(window, path)

    (error,) = told
    assert isinstance(error, DataError)
    assert "holiday.jpg is of a kind that the workbench does not open." in error.what
    assert ".csv" in error.hint


def test_a_file_that_is_gone_is_told_and_not_remembered(window, told, tmp_path):
    drop_files(window, tmp_path / "gone.csv")

    (error,) = told
    assert isinstance(error, StorageError)
    assert window.settings.recent == []


def test_words_that_are_no_file_are_not_taken(window):
    assert not drop_files(window, words="hello")


@pytest.mark.parametrize("where", ["a number", "words", "a plot", "the code", "the layers"])
def test_a_file_is_opened_wherever_on_the_window_it_is_dropped(qtbot, window, table, where):
    # a file manager also gives the path as words, which a field would take for typing
    window.files.open(table)
    wait_for(qtbot, window, "flow.csv")
    window.left.data.reading.show_rare(True)
    window.right.show_view("network" if where == "the code" else "series")
    settle()
    number = window.left.windows.form.editor("timesteps")
    targets = {
        "a number": lambda: number.findChild(QLineEdit),
        "words": lambda: window.left.data.reading.editor("time_column"),
        "a plot": lambda: seen(window, Plot)[0].viewport(),
        "the code": lambda: seen(window, QPlainTextEdit)[0].viewport(),
        "the layers": lambda: window.left.layers.stack.viewport(),
    }
    other = table.with_name("other.csv")
    other.write_bytes(table.read_bytes())

    assert drop_files(targets[where](), other, words=str(other))

    wait_for(qtbot, window, "other.csv")
    assert number.text() == str(window.document.experiment.windows.timesteps)


def test_of_several_files_the_first_is_opened(qtbot, window, table, mine):
    drop_files(window, table, mine)

    wait_for(qtbot, window, "flow.csv")


def test_a_name_that_holds_bytes_that_are_no_characters_is_told(window, told, tmp_path):
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.csv"))
    path.write_text("flow\n1\n2\n")

    window.files.open(path)

    (error,) = told
    assert isinstance(error, DataError)
    assert "no characters" in error.what


def test_a_model_is_not_opened_over_a_run_that_is_on(qtbot, window, told, script, tmp_path):
    path = tmp_path / "a.seqmodel"
    path.write_bytes(b"")
    window.actions_by_name["train"].trigger()
    run = window.bench.run

    window.files.open(path)

    assert [type(error) for error in told] == [RunError]
    assert "A run is in progress" in told[0].what
    assert window.bench.run is run
    script.end()
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)


# saving


def test_control_s_asks_for_a_name_once(window, monkeypatch, tmp_path):
    path, asked = tmp_path / "a.experiment.json", []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *given: (asked.append(given), (str(path), ""))[1])
    change_something(window)
    assert window.isWindowModified()

    press(window, Qt.Key.Key_S, CTRL)
    assert not window.isWindowModified()
    change_something(window)
    window.document.change(window.document.experiment.with_layers(GRU()), "another layer")
    press(window, Qt.Key.Key_S, CTRL)

    assert len(asked) == 1
    assert load_experiment(path) == window.document.experiment
    assert window.document.is_saved


def test_save_as_asks_again_and_goes_on_under_the_new_name(window, monkeypatch, tmp_path):
    window.document.save(tmp_path / "a.experiment.json")
    saves_to(monkeypatch, tmp_path / "b.experiment.json")

    press(window, Qt.Key.Key_S, CTRL | SHIFT)

    assert window.document.path == tmp_path / "b.experiment.json"
    assert (tmp_path / "a.experiment.json").exists()


def test_a_name_without_its_suffix_gets_it(window, monkeypatch, tmp_path):
    saves_to(monkeypatch, tmp_path / "mine")

    assert window.files.ask_save()

    assert (tmp_path / "mine.experiment.json").exists()


def test_a_name_that_gets_its_suffix_replaces_no_other_file_unasked(window, monkeypatch, tmp_path, mine):
    before = mine.read_bytes()
    saves_to(monkeypatch, tmp_path / "mine")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: Button.No)

    assert not window.files.ask_save()

    assert mine.read_bytes() == before


def test_a_cancelled_dialog_saves_nothing(window, monkeypatch):
    saves_to(monkeypatch, "")
    change_something(window)

    assert not window.files.save()

    assert not window.document.is_saved
    assert window.document.path is None


def test_what_cannot_be_saved_is_told_and_stays_unsaved(window, told, monkeypatch, tmp_path):
    blocker = tmp_path / "a file"
    blocker.write_bytes(b"")
    saves_to(monkeypatch, blocker / "a.experiment.json")
    change_something(window)

    press(window, Qt.Key.Key_S, CTRL)

    assert [type(error) for error in told] == [StorageError]
    assert window.isWindowModified()
    assert window.settings.recent == []


# recent files


def recent_entries(window):
    return [action.text().replace("&&", "&") for action in window.menus.recent.actions()]


def test_recent_files_are_offered_the_latest_first_and_opened(qtbot, window, table, mine):
    assert not window.menus.recent.isEnabled()
    window.files.open(table)
    wait_for(qtbot, window, "flow.csv")
    window.document.undo_stack.setClean()
    window.files.open(mine)
    settle()
    assert recent_entries(window) == ["mine.experiment.json", "flow.csv"]

    choose(window.menus.recent, "flow.csv")

    wait_for(qtbot, window, "flow.csv")
    assert recent_entries(window) == ["flow.csv", "mine.experiment.json"]


def test_a_recent_file_is_named_whole(qtbot, window, table):
    other = table.with_name("R&D.csv")
    other.write_bytes(table.read_bytes())

    window.files.open(other)
    wait_for(qtbot, window, "R&D.csv")

    assert window.menus.recent.actions()[0].text() == "R&&D.csv"  # one & would be a key
    assert window.actions_by_name["undo"].text() == "Undo: open R&&D.csv"


def test_at_most_ten_are_remembered(window, tmp_path):
    for number in range(14):
        window.settings.remember(tmp_path / f"{number}.csv")

    assert [path.name for path in window.settings.recent] == [f"{number}.csv" for number in range(13, 3, -1)]


# what is asked before work is lost


@pytest.mark.parametrize("way", ["new", "open"])
@pytest.mark.parametrize("answer", ["Save", "Discard", "Cancel"])
def test_unsaved_changes_are_asked_about(window, questions, monkeypatch, tmp_path, mine, way, answer):
    saves_to(monkeypatch, tmp_path / "kept.experiment.json")
    change_something(window)
    changed = window.document.experiment
    questions.answers = [getattr(Button, answer)]

    window.files.new() if way == "new" else window.files.open(mine)

    assert questions.asked == ["unsavedQuestion"]
    after = {"new": Experiment(), "open": MINE}[way]
    assert window.document.experiment == (changed if answer == "Cancel" else after)
    assert (tmp_path / "kept.experiment.json").exists() == (answer == "Save")


def test_a_file_that_was_not_opened_after_all_is_not_remembered(window, questions, mine):
    change_something(window)
    questions.answers = [Button.Cancel]

    window.files.open(mine)

    assert window.settings.recent == []


def test_without_changes_nothing_is_asked(window, questions, mine):
    window.files.open(mine)
    window.files.new()

    assert questions.asked == []


@pytest.mark.parametrize("answer", ["Save", "Discard", "Cancel"])
def test_closing_with_unsaved_changes_asks(window, questions, monkeypatch, tmp_path, answer):
    saves_to(monkeypatch, tmp_path / "kept.experiment.json")
    change_something(window)
    questions.answers = [getattr(Button, answer)]

    window.close()

    assert window.isVisible() == (answer == "Cancel")
    assert (tmp_path / "kept.experiment.json").exists() == (answer == "Save")


def test_the_columns_of_a_file_that_was_opened_are_in_sight(qtbot, window, table):
    bar = window.left.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0

    window.files.open(table)
    qtbot.waitUntil(lambda: window.bench.series.name == table.name)

    assert bar.value() == 0


def test_a_saving_that_is_cancelled_keeps_the_window_open(window, questions, monkeypatch):
    saves_to(monkeypatch, "")
    change_something(window)
    questions.answers = [Button.Save]

    window.close()

    assert window.isVisible()


def test_a_saving_that_fails_keeps_the_window_open(window, questions, told, monkeypatch, tmp_path):
    blocker = tmp_path / "a file"
    blocker.write_bytes(b"")
    saves_to(monkeypatch, blocker / "a.experiment.json")
    change_something(window)
    questions.answers = [Button.Save]

    window.close()

    assert window.isVisible()
    assert [type(error) for error in told] == [StorageError]


def test_closing_while_a_run_is_on_asks_and_ends_it(qtbot, window, questions, script):
    window.actions_by_name["train"].trigger()
    questions.answers = [Button.Cancel, Button.Close]

    window.close()
    assert window.isVisible()
    script.tell(scripted.started(window.bench.run.experiment, window.bench.run.series))
    script.end()
    window.close()

    assert not window.isVisible()
    assert questions.asked == ["endQuestion", "endQuestion"]


@pytest.mark.parametrize("answer", ["Save", "Discard", "Cancel"])
def test_closing_with_a_model_that_is_not_saved_asks(qtbot, window, questions, script, monkeypatch, tmp_path, answer):
    saves_to(monkeypatch, tmp_path / "a.seqmodel")
    scripted.run_to_the_end(qtbot, window, script)
    questions.answers = [getattr(Button, answer)]

    window.close()

    assert questions.asked == ["endQuestion"]
    assert window.isVisible() == (answer == "Cancel")
    assert (tmp_path / "a.seqmodel").exists() == (answer == "Save")


def test_a_model_that_was_saved_is_not_asked_about(qtbot, window, questions, script, tmp_path):
    scripted.run_to_the_end(qtbot, window, script)
    window.files.save_model(tmp_path / "a.seqmodel")

    window.close()

    assert questions.asked == []
    assert not window.isVisible()


def test_new_begins_with_the_sample_again(qtbot, window, table):
    window.files.open(table)
    wait_for(qtbot, window, "flow.csv")
    window.document.undo_stack.setClean()

    press(window, Qt.Key.Key_N, CTRL)
    wait_for(qtbot, window, "seattle-temps")

    assert window.document.experiment.data.source == SampleSource(name="seattle-temps")
    assert not window.actions_by_name["undo"].isEnabled()


def test_a_workbook_of_several_sheets_asks_for_one_in_a_box(qtbot, window, monkeypatch, tmp_path):
    from workbench.core.errors import UnsettledError
    from workbench.core.experiment import DataSpec, FileSource

    asked, opened = [], []
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"PK")
    data = DataSpec(source=FileSource(path=str(path)))
    question = UnsettledError("Which sheet?", hint="Set data.options.sheet.", option="sheet", options=("a", "b"))
    monkeypatch.setattr("workbench.app.importing.importing.ask_how_to_read", lambda *_: asked.append("box") or "b")
    monkeypatch.setattr("workbench.app.importing.importing.is_text_file", lambda _: False)
    monkeypatch.setattr(window.bench, "open_data", lambda source, options: opened.append(options.sheet))

    window.bench.unsettled.emit(data, question)

    assert asked == ["box"]
    assert opened == ["b"]
    assert window.importing.page is None


def test_a_folder_of_tables_opens_as_one_experiment_of_many_series(qtbot, window, told, tmp_path, monkeypatch):
    folder = tmp_path / "wells"
    folder.mkdir()
    for name in ("north", "south"):
        (folder / f"{name}.csv").write_text("level,flow\n" + "\n".join(f"{row},{row % 7}" for row in range(200)))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))

    press(window, Qt.Key.Key_O, CTRL | SHIFT)

    qtbot.waitUntil(lambda: window.document.experiment.data.group == "file")
    qtbot.waitUntil(lambda: window.bench.series is not None and len(window.bench.series) == 400)
    assert window.bench.series.labels["file"].words == ("north.csv", "south.csv")
    assert window.document.experiment.windows.normalisation == "last_std"  # series of any size
    assert told == []


def test_no_chosen_folder_changes_nothing(window, monkeypatch):
    before = window.document.experiment
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")

    window.actions_by_name["open_folder"].trigger()

    assert window.document.experiment is before
