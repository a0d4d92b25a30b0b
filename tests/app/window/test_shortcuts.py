"""Keys do what the menus say, wherever the cursor is."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.app import scripted
from tests.app.person import CTRL, SHIFT, click, press, put_cursor, seen, type_words
from tests.windows import settle
from workbench.app.frame.search import Search
from workbench.app.views import VIEWS
from workbench.app.widgets.number_field import NumberField
from workbench.core.layers import LSTM


@pytest.fixture
def fields(window, tmp_path, qtbot):
    """A number field and a field of words."""
    path = tmp_path / "flow.csv"
    path.write_text("flow\n" + "\n".join(map(str, range(200))))
    window.files.open(path)
    qtbot.waitUntil(lambda: window.bench.series.name == "flow.csv")
    window.document.change(window.document.experiment.with_layers(LSTM()), "one layer")
    window.left.data.reading.show_rare(True)
    settle()
    words = window.left.data.reading.editor("time_column")
    assert words.isVisible()
    return {"number": window.left.windows.form.editor("timesteps"), "words": words}


BOTH = pytest.mark.parametrize("kind", ["number", "words"])


@BOTH
def test_control_k_opens_the_search_from_a_field(window, fields, kind):
    put_cursor(fields[kind])

    press(fields[kind], Qt.Key.Key_K, CTRL)

    (dialog,) = seen(window, Search)
    dialog.close()


@BOTH
def test_control_d_duplicates_the_layer_from_a_field(window, fields, kind):
    put_cursor(fields[kind])

    press(fields[kind], Qt.Key.Key_D, CTRL)

    assert len(window.document.experiment.layers) == 2


@BOTH
def test_control_e_saves_the_model_from_a_field(qtbot, window, fields, script, monkeypatch, tmp_path, kind):
    saved = tmp_path / "a.seqmodel"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(saved), ""))
    scripted.run_to_the_end(qtbot, window, script)
    put_cursor(fields[kind])

    press(fields[kind], Qt.Key.Key_E, CTRL)

    assert saved.stat().st_size > 0


@BOTH
def test_control_z_undoes_the_last_change_when_nothing_was_typed(window, fields, kind):
    window.left.layers.duplicate()
    put_cursor(fields[kind])

    press(fields[kind], Qt.Key.Key_Z, CTRL)

    assert len(window.document.experiment.layers) == 1


@BOTH
def test_control_z_takes_back_what_was_just_typed_and_not_the_experiment(window, fields, kind):
    window.left.layers.duplicate()
    before = fields[kind].text()
    type_words(fields[kind], "77", enter=False)

    while fields[kind].text() != before:
        shown = fields[kind].text()
        press(fields[kind], Qt.Key.Key_Z, CTRL)
        assert fields[kind].text() != shown, "Undo did nothing"

    assert len(window.document.experiment.layers) == 2


@BOTH
@pytest.mark.parametrize(("key", "modifiers"), [(Qt.Key.Key_Y, CTRL), (Qt.Key.Key_Z, CTRL | SHIFT)])
def test_redo_works_from_a_field(window, fields, kind, key, modifiers):
    window.left.layers.duplicate()
    window.document.undo_stack.undo()
    put_cursor(fields[kind])

    press(fields[kind], key, modifiers)

    assert len(window.document.experiment.layers) == 2


def test_what_was_typed_is_taken_before_a_key_acts_on_the_experiment(window, fields):
    type_words(fields["number"], 12, enter=False)

    press(fields["number"], Qt.Key.Key_D, CTRL)
    put_cursor(fields["words"])

    assert len(window.document.experiment.layers) == 2
    assert window.document.experiment.windows.timesteps == 12


@pytest.mark.parametrize("way", ["key", "click"])
def test_a_run_begins_with_what_was_just_typed(qtbot, window, script, way):
    field = window.left.windows.form.editor("timesteps")
    type_words(field, 12, enter=False)

    press(field, Qt.Key.Key_F5) if way == "key" else click(window.tool_bar.train)
    script.end()
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)

    assert window.bench.run.experiment.windows.timesteps == 12


def test_what_was_just_typed_may_forbid_the_run(window, script):
    field = window.left.windows.form.editor("timesteps")
    type_words(field, 399, enter=False)

    press(field, Qt.Key.Key_F5)

    assert window.bench.run is None
    assert "one sample needs 400" in window.actions_by_name["train"].toolTip()


@pytest.mark.parametrize("at", range(1, len(VIEWS) + 1))
def test_control_and_a_figure_opens_a_view_even_from_a_field(window, at):
    field = window.left.windows.form.editor("timesteps")
    window.right.show_view("series" if at > 1 else "forecast")
    put_cursor(field)

    press(field, getattr(Qt.Key, f"Key_{at}"), CTRL)

    assert window.right.current == VIEWS[at - 1].name
    assert field.text() == "30"


def test_f5_and_its_relatives_drive_a_run(qtbot, window, script):
    series, experiment = window.bench.series, window.document.experiment
    begun = scripted.started(experiment, series)

    press(window, Qt.Key.Key_F5)
    script.tell(begun)
    qtbot.waitUntil(lambda: window.bench.run is not None and window.bench.run.state == "running")
    press(window, Qt.Key.Key_F5)  # a second run is not begun
    assert len(script.began) == 1
    press(window, Qt.Key.Key_F6)
    assert window.bench.trainer.is_paused
    press(window, Qt.Key.Key_F6)
    assert not window.bench.trainer.is_paused
    press(window, Qt.Key.Key_F5, SHIFT)
    script.end(scripted.finished(experiment, series, "stopped"))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)

    assert script.endings == ["keep"]


def test_control_l_adds_an_lstm(window):
    press(window, Qt.Key.Key_L, CTRL)

    assert [spec.kind for spec in window.document.experiment.layers] == ["lstm", "lstm"]


def test_f1_says_what_the_focused_field_means(window, monkeypatch):
    said = []
    monkeypatch.setattr(
        "workbench.app.main_window.QWhatsThis", SimpleNamespace(showText=lambda at, words, widget: said.append(words))
    )
    field = window.left.windows.form.editor("timesteps")
    patience = window.left.training.form.editor("patience").findChild(NumberField)

    put_cursor(field)
    press(field, Qt.Key.Key_F1)
    put_cursor(patience)
    press(patience, Qt.Key.Key_F1)

    assert said[0].startswith("How many past steps the network sees in one sample")
    assert "From 1 to 100,000 steps." in said[0]
    assert said[1].startswith("Stop when the validation loss has not improved")


def test_f1_without_a_field_says_how_it_is_used(window, monkeypatch):
    said = []
    monkeypatch.setattr(
        "workbench.app.main_window.QWhatsThis", SimpleNamespace(showText=lambda at, words, widget: said.append(words))
    )
    window.right.tabs.setFocus()

    press(window, Qt.Key.Key_F1)

    assert said == ["Put the cursor into a field and press F1: it says what the field means."]


def test_the_help_is_a_box_that_the_next_key_takes_away(window):
    field = window.left.windows.form.editor("timesteps")
    put_cursor(field)

    press(field, Qt.Key.Key_F1)
    (box,) = [one for one in QApplication.topLevelWidgets() if one.metaObject().className() == "QWhatsThat"]
    assert box.isVisible()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    settle()

    assert not [one for one in QApplication.topLevelWidgets() if one.metaObject().className() == "QWhatsThat"]


def test_f11_fills_the_screen_and_gives_it_back(window):
    press(window, Qt.Key.Key_F11)
    assert window.isFullScreen()

    press(window, Qt.Key.Key_F11)

    assert not window.isFullScreen()


def test_no_two_actions_have_the_same_keys(window):
    taken = {}
    for action in window.findChildren(QAction):
        for keys in action.shortcuts():
            taken.setdefault(keys.toString(QKeySequence.SequenceFormat.PortableText), set()).add(action.text())

    assert {keys: names for keys, names in taken.items() if len(names) > 1} == {}


def test_tab_reaches_every_part_of_the_window(window):
    window.activateWindow()
    window.left.setFocus()
    reached = set()
    for _ in range(200):
        widget = QApplication.focusWidget() or window
        QTest.keyClick(widget, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())

    for part in (window.tool_bar, window.left.data, window.left.windows, window.left.layers, window.left.training):
        assert any(part.isAncestorOf(widget) for widget in reached if widget is not None), part
    assert window.right.tabs in reached
    assert window.left.layers.stack in reached
    assert window.left.windows.bar in reached
