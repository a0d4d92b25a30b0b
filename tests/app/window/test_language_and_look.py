"""Another language or look while the window is open: every word changes, and nothing of the user's is lost."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QTableWidget,
    QWidget,
)

from tests import translations
from tests.app import scripted
from tests.app.person import CTRL, click, click_through, press
from tests.windows import settle
from workbench.app.views import VIEWS
from workbench.app.widgets.labels import ElidedLabel
from workbench.core.experiment import WindowSpec
from workbench.core.fields import settings_of
from workbench.core.layers import GRU, LAYER_KINDS, LSTM, Dense
from workbench.core.settings.training_spec import TrainingSpec

# Keras' own words stay as they are beside the Chinese label
TERMS = {setting.term for document in (WindowSpec, TrainingSpec, *LAYER_KINDS) for setting in settings_of(document)}


@pytest.fixture(scope="module")
def chinese():
    return translations.read(translations.FOLDER / "workbench_zh_CN.ts")


def shown_words(window):
    """Give every word on the screen or one click away: labels, buttons, lists, tabs, menus, tooltips."""
    words = set()
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() and not isinstance(widget, QMenu):
            continue
        words |= {widget.toolTip(), widget.whatsThis(), widget.accessibleName(), widget.accessibleDescription()}
        match widget:
            case QLabel() | ElidedLabel() | QAbstractButton():
                words.add(widget.text())
            case QComboBox():
                words |= {widget.itemText(at) for at in range(widget.count())}
            case QTabBar():
                words |= {widget.tabText(at) for at in range(widget.count())}
            case QLineEdit():
                words.add(widget.placeholderText())
            case QTableWidget():
                heads = [widget.horizontalHeaderItem(at) for at in range(widget.columnCount())]
                words |= {head.text() for head in heads if head is not None}
                words |= {head.toolTip() for head in heads if head is not None}
            case QMenu():
                words.add(widget.title())
    for action in window.findChildren(QAction):
        words |= {action.text(), action.toolTip()}
    return {plain(one) for one in words if plain(one)}


def plain(words):
    """Give tooltips without their markup, and entries of menus without their second column."""
    return re.sub(r"<br>", "\n", re.sub(r"</?p>", "", words)).strip()


def parts(words):
    """Give the sentences of what is shown: lines, columns of a menu, pieces between dots, words without keys."""
    pieces = re.split(r"\n|\t| · |<|>", words)
    return {re.sub(r" \((F\d+|Shift\+F\d+|Ctrl\+[^)]*|Del|Alt\+[^)]*)\)$| ▾$", "", piece).strip() for piece in pieces}


@pytest.fixture
def full(qtbot, a_window, script, crashes):
    """A window with everything in it: a file, faults, notices and a run that has ended."""
    with a_window() as window:
        window.resize(1400, 1000)
        window.document.change(window.document.experiment.with_settings("windows", horizon=2), "two steps")
        scripted.run_to_the_end(qtbot, window, script)
        for name in ("series", "windows", "network", "training", "forecast"):
            window.right.show_view(name)
            settle()
        yield window
    assert crashes == []


def see_everything(window):
    """Give every word of every view, with the rare settings open, of a good and of a faulty stack."""
    words = set()
    for form in (window.left.windows.form, window.left.training.form, window.left.layers.form):
        form.show_rare(True)
    for entry in VIEWS:
        window.right.show_view(entry.name)
        settle()
        while window.bench.reader.is_busy:  # the pictures of a series are reckoned there
            settle()
        words |= shown_words(window)
    window.document.change(window.document.experiment.with_layers(LSTM(), GRU(), Dense()), "a fault")
    window.document.change(window.document.experiment.with_settings("windows", timesteps=1), "one step")
    settle()
    words |= shown_words(window)
    window.document.undo_stack.undo()
    window.document.undo_stack.undo()
    settle()
    return words


def test_every_word_that_has_a_translation_changes_and_none_is_left_in_english(full, chinese):
    english = {part for words in see_everything(full) for part in parts(words)}
    translated = {sentence for sentence in english if chinese.get(sentence, sentence) != sentence}
    assert len(translated) > 150, "the window did not show its words"

    click(full.tool_bar.language)
    now = {part for words in see_everything(full) for part in parts(words)}

    assert now & translated - TERMS == set()
    assert {chinese[sentence] for sentence in translated - TERMS} - now == set()


def test_no_sentence_of_english_words_is_left_in_chinese(full):
    click(full.tool_bar.language)
    now = {part for words in see_everything(full) for part in parts(words)}

    left = {words for words in now if re.search(r"[a-z]{2,} [a-z]{2,} [a-z]{2,}", words)}

    assert left == set()


def test_filled_in_sentences_change_too(full):
    full.document.change(full.document.experiment.with_layers(LSTM(), GRU()), "a fault")
    settle()
    before = full.left.layers.stack.itemWidget(full.left.layers.stack.item(0)).findChildren(QLabel)
    assert any("returns only the last step" in one.text() for one in before)

    click(full.tool_bar.language)

    after = full.left.layers.stack.itemWidget(full.left.layers.stack.item(0)).findChildren(QLabel)
    assert not any("returns only" in one.text() for one in after)
    assert any("LSTM" in one.text() and "GRU" in one.text() for one in after)


def test_the_names_of_undo_steps_change_with_the_language(window):
    window.left.layers.duplicate()
    english = window.actions_by_name["undo"].text()

    click(window.tool_bar.language)

    assert window.actions_by_name["undo"].text() != english
    assert "duplicate" not in window.actions_by_name["undo"].text()
    assert "LSTM" in window.actions_by_name["undo"].text()


def test_back_in_english_everything_is_as_before(full):
    see_everything(full)  # it makes a change and takes it back: what can be redone is part of the words
    before = {words for words in see_everything(full) if not words.endswith(" MB")}

    click(full.tool_bar.language)
    click(full.tool_bar.language)

    assert {words for words in see_everything(full) if not words.endswith(" MB")} == before


def switch_language(window):
    click(window.tool_bar.language)


def switch_look(window):
    click(window.tool_bar.look)


BOTH = pytest.mark.parametrize("switch", [switch_language, switch_look])


@BOTH
def test_view_cards_layer_and_run_survive(qtbot, full, switch):
    window = full
    window.document.change(window.document.experiment.with_layers(LSTM(return_sequences=True), GRU()), "two layers")
    settle()
    stack = window.left.layers.stack
    click_through(stack.viewport(), stack.visualItemRect(stack.item(1)).center())
    window.left.windows.fold(True)
    window.right.show_view("network", by_user=True)
    experiment, series, run = window.document.experiment, window.bench.series, window.bench.run
    steps = window.document.undo_stack.count()

    switch(window)

    assert window.right.current == "network"
    assert [name for name, card in window.left.cards.items() if card.is_folded] == ["windows"]
    assert window.left.layers.current == 1
    assert window.left.layers.form_head.text().endswith("· GRU")
    assert window.document.experiment is experiment
    assert window.bench.series is series
    assert window.bench.run is run
    assert window.document.undo_stack.count() == steps
    assert window.actions_by_name["save_model"].isEnabled()
    window.right.show_view("forecast")
    settle()
    assert window.right.view("forecast").table.rowCount() > 0


@BOTH
def test_a_run_that_is_on_goes_on(qtbot, window, script, switch):
    window.actions_by_name["train"].trigger()
    begun = scripted.started(window.bench.run.experiment, window.bench.run.series)
    script.tell(begun, scripted.batch(1, 10), scripted.epoch(1, probe=begun.probe))
    qtbot.waitUntil(lambda: len(window.bench.run.epochs) == 1)

    switch(window)
    assert window.actions_by_name["stop"].isEnabled()
    script.tell(scripted.batch(2, 10), scripted.epoch(2, probe=begun.probe))
    qtbot.waitUntil(lambda: len(window.bench.run.epochs) == 2)
    view = window.right.view("training")
    qtbot.waitUntil(lambda: len(view.train_curve.item.getOriginalDataset()[0]) == 2)
    script.end(scripted.finished(window.bench.run.experiment, window.bench.run.series))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)

    assert window.right.current == "forecast"


@BOTH
def test_the_size_of_the_left_side_survives(window, switch):
    window.split.setSizes([480, 800])
    settle()
    before = window.split.sizes()

    switch(window)

    assert window.split.sizes() == before


@BOTH
def test_keys_and_menus_work_after_it(window, switch):
    switch(window)

    press(window, Qt.Key.Key_3, CTRL)
    assert window.right.current == "network"
    press(window, Qt.Key.Key_D, CTRL)
    assert len(window.document.experiment.layers) == 2
    press(window, Qt.Key.Key_Z, CTRL)
    assert len(window.document.experiment.layers) == 1


@BOTH
def test_switching_again_and_again_leaves_nothing_behind(window, switch):
    counts = []

    for _ in range(6):
        switch(window)
        counts.append(len(window.findChildren(QWidget)) + len(window.findChildren(QAction)))

    assert counts[-1] == counts[-3] == counts[-5]
    assert counts[-2] == counts[-4]


def test_the_dark_look_is_dark_and_the_light_one_is_light(window):
    light = window.grab().toImage().pixelColor(5, 400).lightness()

    switch_look(window)
    dark = window.grab().toImage().pixelColor(5, 400).lightness()

    assert light > 200
    assert dark < 60
    assert window.theme.is_dark
    switch_look(window)
    assert not window.theme.is_dark


def test_curves_keep_their_meaning_in_both_looks(full):
    names = {}
    for look in ("light", "dark"):
        full.theme.use(look)
        full.right.show_view("forecast")
        settle()
        colours = full.theme.colours
        view = full.right.view("forecast")
        names[look] = [(curve.name, curve.colour) for curve in view.plot.curves]
        assert dict(names[look])["forecast"] == colours.forecast

    assert [name for name, _ in names["light"]] == [name for name, _ in names["dark"]]


def test_the_language_is_chosen_for_every_window_that_is_open(a_window):
    with a_window(language="zh_CN") as window:
        assert window.menuBar().actions()[0].text() != "&File"
        assert QApplication.instance().font().families()
