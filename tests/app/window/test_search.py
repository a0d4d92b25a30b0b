"""Ctrl+K: any action or setting is found by a few letters, and Enter goes there."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.app.person import CTRL, press, type_words
from tests.windows import settle
from workbench.app.frame.search import Found, Search, ranked
from workbench.core.csv.options import CsvOptions
from workbench.core.experiment import WindowSpec
from workbench.core.fields import settings_of
from workbench.core.layers import GRU, LSTM, Dense, Dropout, SimpleRNN
from workbench.core.mending.spec import Mending
from workbench.core.settings.training_spec import TrainingSpec


def open_search(window):
    press(window, Qt.Key.Key_K, CTRL)
    (dialog,) = [one for one in window.findChildren(Search) if one.isVisible()]
    return dialog


def look_for(window, words):
    """Open the search, type, and give what it offers."""
    dialog = open_search(window)
    QTest.keyClicks(dialog.line, words)
    settle()
    return dialog, [dialog.matches.item(at).text() for at in range(dialog.matches.count())]


def go_to(window, words):
    dialog, _ = look_for(window, words)
    press(dialog.line, Qt.Key.Key_Return)
    assert not window.findChildren(Search)


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("Timesteps", "Windows · Timesteps"),
        ("predict_steps", "Windows · Horizon"),
        ("learning", "Training · Learning rate"),
        ("global_clipnorm", "Training · Gradient clipping"),
        ("return_seq", "LSTM · Return sequences"),
        ("units lstm", "LSTM · Units"),
        ("dupl", "Duplicate layer"),
        ("view net", "View: Network"),
    ],
)
def test_settings_and_actions_are_found_by_english_and_by_keras_words(window, words, best):
    dialog, found = look_for(window, words)

    assert found[0] == best
    dialog.close()


@pytest.mark.parametrize(
    ("words", "best"),
    [
        ("学习率", "训练 · 学习率"),
        ("learning_rate", "训练 · 学习率"),
        ("Learning rate", "训练 · 学习率"),
        ("units", "LSTM · "),
    ],
)
def test_in_chinese_they_are_found_by_chinese_english_and_keras_words(a_window, words, best):
    with a_window(language="zh_CN") as window:
        dialog = open_search(window)
        dialog.line.setText(words)  # an input method commits words, it presses no keys

        assert dialog.matches.item(0).text().startswith(best)
        dialog.close()


def test_enter_puts_the_cursor_into_the_field(window):
    go_to(window, "horizon")

    assert QApplication.focusWidget() is window.left.windows.form.editor("horizon")


def test_every_setting_of_every_form_is_found_and_reached(qtbot, window, tmp_path):
    layers = (LSTM(return_sequences=True), GRU(return_sequences=True), SimpleRNN(), Dropout(), Dense())
    path = tmp_path / "flow.csv"
    path.write_text("flow\n" + "\n".join(map(str, range(200))))
    window.files.open(path)
    qtbot.waitUntil(lambda: window.bench.series.name == "flow.csv")
    window.document.change(window.document.experiment.with_layers(*layers), "all kinds")
    hidden = {"enabled", "train_share", "validation_share"}
    wanted = {
        (document, setting.name)
        for document in (CsvOptions, Mending, WindowSpec, TrainingSpec, *map(type, layers))
        for setting in settings_of(document)
        if setting.name not in hidden
    }
    window.activateWindow()
    reached = []

    for entry in window.left.settings():
        window.left.setFocus()
        entry.go()
        settle()
        field = QApplication.focusWidget()
        while not field.objectName().startswith("field_"):
            field = field.parentWidget()
        assert field.isVisible()
        reached.append((entry.words, field.objectName()))

    assert len(set(reached)) == len(reached) == len(wanted)
    assert {name.removeprefix("field_") for _, name in reached} == {name for _, name in wanted}


def test_a_kind_of_layer_that_the_stack_does_not_have_is_not_offered(window):
    dialog, found = look_for(window, "GRU")

    assert [words for words in found if words.startswith("GRU · ")] == []
    dialog.close()


def test_going_to_a_setting_opens_its_card_and_the_rare_settings(window):
    window.left.training.fold(True)

    go_to(window, "seed")

    assert not window.left.training.is_folded
    assert window.left.training.form.shows_rare
    assert window.left.training.form.editor("seed").hasFocus()


def test_a_setting_far_down_is_scrolled_into_sight(window):
    window.resize(1024, 700)
    settle()

    go_to(window, "seed")

    field, port = window.left.training.form.editor("seed"), window.left.viewport()
    assert port.rect().contains(field.mapTo(port, field.rect().center()))


def test_enter_runs_an_action(window):
    go_to(window, "duplicate")

    assert len(window.document.experiment.layers) == 2


def test_enter_opens_a_view(window):
    go_to(window, "view: windows")

    assert window.right.current == "windows"


def test_arrows_choose_another_match(window):
    dialog, found = look_for(window, "view:")
    press(dialog.line, Qt.Key.Key_Down)
    press(dialog.line, Qt.Key.Key_Down)
    press(dialog.line, Qt.Key.Key_Up)
    assert dialog.matches.currentItem().text() == found[1]

    press(dialog.line, Qt.Key.Key_Return)

    assert window.right.current == "windows"


def test_a_click_on_a_match_goes_there(window):
    dialog, _ = look_for(window, "view: network")
    row = dialog.matches.visualItemRect(dialog.matches.item(0))

    QTest.mouseClick(dialog.matches.viewport(), Qt.MouseButton.LeftButton, pos=row.center())
    settle()

    assert window.right.current == "network"


def test_escape_closes_the_search_and_changes_nothing(window):
    dialog, _ = look_for(window, "dupl")

    press(dialog.line, Qt.Key.Key_Escape)

    assert not window.findChildren(Search)
    assert len(window.document.experiment.layers) == 1


def test_words_that_match_nothing_leave_nothing_to_choose(window):
    dialog, found = look_for(window, "zzz")
    assert found == []

    press(dialog.line, Qt.Key.Key_Return)

    assert dialog.isVisible()
    dialog.close()


def test_actions_that_cannot_be_done_are_not_offered(window):
    dialog, found = look_for(window, "pause")

    assert found == []
    dialog.close()


def test_what_was_typed_in_a_field_is_taken_before_the_search_opens(window):
    field = window.left.windows.form.editor("timesteps")
    type_words(field, 12, enter=False)

    press(field, Qt.Key.Key_K, CTRL)
    window.findChild(Search).close()
    settle()

    assert window.document.experiment.windows.timesteps == 12


def test_matches_that_begin_with_the_words_come_first_and_hidden_words_last():
    entries = [Found("b learning", "", print), Found("Learning rate", "", print), Found("Rate", "learning", print)]

    assert ranked("learning", entries) == [1, 0, 2]
    assert ranked("rate learning", entries) == [2, 1]
    assert ranked("", entries) == [0, 1, 2]
