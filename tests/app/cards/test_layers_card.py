"""The layers card: the stack is changed by mouse and keys, and says at once what follows."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from tests.app.person import (
    ALT,
    CTRL,
    LEFT,
    NONE,
    choose,
    click,
    click_through,
    pick,
    press,
    put_cursor,
    seen,
    type_words,
)
from tests.windows import settle
from workbench.app.widgets.labels import ElidedLabel
from workbench.app.widgets.notice import Notice
from workbench.core.layers import GRU, LAYER_KINDS, LSTM, Dense, Dropout, RepeatVector
from workbench.core.settings.presets import PRESETS


@pytest.fixture
def card(window):
    return window.left.layers


def start_with(window, *layers, **windows):
    experiment = window.document.experiment.with_layers(*layers)
    if windows:
        experiment = experiment.with_settings("windows", **windows)
    window.document.start(experiment)
    settle()


def kinds(window):
    return [spec.kind for spec in window.document.experiment.layers]


def row(card, at):
    """Give the words of a row: title, the layer's number, shape, count."""
    widget = card.stack.itemWidget(card.stack.item(at))
    title = widget.findChild(ElidedLabel).text()
    return [title, *(one.text() for one in widget.findChildren(QLabel) if one.text() and one.isVisible())]


def switch_of(card, at):
    return card.stack.itemWidget(card.stack.item(at)).findChild(QCheckBox)


def notices(card):
    return seen(card, Notice)


def cursor_on_row(card, at):
    click_through(card.stack.viewport(), card.stack.visualItemRect(card.stack.item(at)).center())
    put_cursor(card.stack)


def steps(window):
    return window.document.undo_stack.count()


def test_each_row_says_kind_shape_and_parameters(window, card):
    start_with(window, LSTM(units=8, return_sequences=True), Dropout(rate=0.25), GRU(units=4, bidirectional=True))

    assert row(card, 0) == ["LSTM 8 seq", "1", "(B, 30, 8)", "320"]
    assert row(card, 1) == ["Dropout 0.25", "2", "(B, 30, 8)", "–"]
    assert row(card, 2) == ["GRU 4 last ↔", "3", "(B, 8)", "336"]
    assert row(card, 3) == ["Output 1×1", "(B, 1, 1)", "9"]


@pytest.mark.parametrize("kind", LAYER_KINDS, ids=lambda kind: kind.title)
def test_every_kind_is_added_by_its_menu_below_the_chosen_layer(window, card, kind):
    start_with(window, LSTM(), Dense())
    cursor_on_row(card, 0)

    choose(card.add_button.menu(), kind.title + "\t")

    assert kinds(window) == ["lstm", kind().kind, "dense"]
    assert steps(window) == 1
    assert window.document.undo_label() == f"add {kind.title}"
    assert card.current == 1


def test_every_entry_of_the_menu_says_what_the_kind_does(card):
    entries = [action.text() for action in card.add_button.menu().actions()]

    assert entries == [f"{kind.title}\t{kind.summary}" for kind in LAYER_KINDS]


def test_control_d_duplicates_the_chosen_layer(window, card):
    start_with(window, LSTM(units=8), Dense(units=3))
    cursor_on_row(card, 1)

    press(window, Qt.Key.Key_D, CTRL)

    assert window.document.experiment.layers == (LSTM(units=8), Dense(units=3), Dense(units=3))
    assert window.document.undo_label() == "duplicate Dense"
    assert card.current == 2


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_del_removes_the_chosen_layer_and_undo_brings_it_back(window, card, key):
    start_with(window, LSTM(units=8), Dense(units=3))
    cursor_on_row(card, 0)

    press(card.stack, key)

    assert kinds(window) == ["dense"]
    assert window.document.undo_label() == "remove LSTM"
    press(window, Qt.Key.Key_Z, CTRL)
    assert kinds(window) == ["lstm", "dense"]


def test_the_last_layer_can_be_removed_and_the_stack_says_what_it_lacks(window, card):
    start_with(window, LSTM())
    click(card.remove_button)

    assert kinds(window) == []
    assert not card.remove_button.isEnabled()
    assert "no layer" in card.remove_button.toolTip()
    (notice,) = notices(card)
    assert "No recurrent layer turns the 30 steps" in notice.words.text()
    click(notice.button)
    assert kinds(window) == ["lstm"]


def test_alt_and_arrows_move_the_chosen_layer_as_often_as_they_are_pressed(window, card):
    start_with(window, Dense(units=1), Dense(units=2), LSTM(units=3))
    cursor_on_row(card, 2)

    press(card.stack, Qt.Key.Key_Up, ALT)
    press(card.stack, Qt.Key.Key_Up, ALT)
    assert [spec.units for spec in window.document.experiment.layers] == [3, 1, 2]
    press(card.stack, Qt.Key.Key_Up, ALT)  # it is the first: nothing happens
    press(card.stack, Qt.Key.Key_Down, ALT)
    assert [spec.units for spec in window.document.experiment.layers] == [1, 3, 2]

    assert steps(window) == 3
    assert window.document.undo_label() == "move LSTM"
    assert card.current == 1
    assert card.stack.hasFocus()


def test_the_buttons_move_the_chosen_layer_and_say_why_they_cannot(window, card):
    start_with(window, Dense(units=1), LSTM(units=2))
    cursor_on_row(card, 0)
    assert not card.up_button.isEnabled()
    assert "first layer" in card.up_button.toolTip()

    click(card.down_button)

    assert [spec.units for spec in window.document.experiment.layers] == [2, 1]
    assert not card.down_button.isEnabled()
    assert "last layer" in card.down_button.toolTip()


@pytest.mark.parametrize(("source", "target", "order"), [(0, 2, [2, 3, 1]), (2, 0, [3, 1, 2]), (0, 3, [2, 3, 1])])
def test_a_layer_dropped_on_a_row_moves_there_and_below_the_output_it_becomes_the_last(
    window, card, source, target, order
):
    start_with(window, Dense(units=1), Dense(units=2), LSTM(units=3))
    cursor_on_row(card, source)
    at = QPointF(card.stack.visualItemRect(card.stack.item(target)).center())
    drop = QDropEvent(at, Qt.DropAction.MoveAction, QMimeData(), LEFT, NONE)

    card.stack.dropEvent(drop)
    settle()

    assert [spec.units for spec in window.document.experiment.layers] == order
    assert steps(window) == 1
    assert drop.dropAction() == Qt.DropAction.IgnoreAction  # else Qt would take the row out once more
    assert card.stack.count() == 4


def test_a_layer_dropped_on_itself_changes_nothing(window, card):
    start_with(window, LSTM(), Dense())
    cursor_on_row(card, 0)
    at = QPointF(card.stack.visualItemRect(card.stack.item(0)).center())

    card.stack.dropEvent(QDropEvent(at, Qt.DropAction.MoveAction, QMimeData(), LEFT, NONE))

    assert steps(window) == 0


def test_switching_a_layer_off_changes_shapes_and_counts(window, card):
    start_with(window, LSTM(units=8), Dense(units=3))
    before = window.bench.stack.parameters

    click(switch_of(card, 1))

    assert not window.document.experiment.layers[1].enabled
    assert row(card, 1)[1:] == ["2", "(B, 8)", "–"]
    assert window.bench.stack.parameters == before - 27 - (4 - 9)
    assert window.document.undo_label() == "switch Dense off"
    click(switch_of(card, 1))
    assert window.bench.stack.parameters == before
    assert window.document.undo_label() == "switch Dense on"


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_preset_replaces_the_whole_stack_in_one_step(window, card, preset):
    start_with(window, Dense(), Dense())

    choose(card.preset_button.menu(), preset.title)

    assert window.document.experiment.layers == preset.layers
    assert steps(window) == 1
    assert window.document.undo_label() == f"use the preset {preset.title}"
    assert notices(card) == []


def test_the_notes_stack_has_the_parameters_that_the_note_counts(window, card):
    choose(card.preset_button.menu(), "Note's stack")

    card.fold(True)

    assert "247,617 parameters" in [one.text() for one in seen(card, ElidedLabel)]
    window.right.show_view("network")
    settle()
    assert window.right.view("network").headline.text() == "247,617 parameters"


def test_a_faulty_row_says_what_is_wrong_and_its_button_repairs_it_in_one_step(window, card):
    start_with(window, LSTM(), GRU())
    (notice,) = notices(card)

    assert "Layer 1 (LSTM) returns only the last step, but layer 2 (GRU) needs every step." in notice.words.text()
    assert card.stack.itemWidget(card.stack.item(0)).isAncestorOf(notice)
    assert notice.button.text() == "Return every step"
    click(notice.button)

    assert window.document.experiment.layers[0].return_sequences
    assert notices(card) == []
    assert steps(window) == 1
    assert window.document.undo_label() == "Return every step"


def test_a_row_with_a_fault_is_high_enough_for_its_words(window, card):
    start_with(window, LSTM(), GRU())
    (notice,) = notices(card)

    room = card.stack.visualItemRect(card.stack.item(0))

    assert notice.height() >= notice.minimumSizeHint().height()
    assert room.height() >= notice.geometry().bottom()
    assert card.stack.verticalScrollBar().maximum() == 0


def test_one_timestep_is_told_as_an_alarm_with_its_count_and_its_repair(window, card):
    start_with(window, LSTM(units=32), timesteps=1)
    alarm, zeros = notices(window.left.windows)

    assert "leaves nothing but zeros" in zeros.words.text()
    assert "With a single time step nothing is ever remembered" in alarm.words.text()
    assert "4,160 of 4,385 parameters (95%)" in alarm.words.text()
    assert window.actions_by_name["train"].isEnabled()  # it is a warning
    click(alarm.button)

    assert window.document.experiment.windows.timesteps == 30
    assert steps(window) == 1
    assert notices(window.left.windows) == []


DECODER = (
    LSTM(units=8, return_state=True), RepeatVector(n=4), Dense(units=3), LSTM(units=8, initial_state="lstm_1"),
)  # fmt: skip


def test_a_layer_is_started_from_an_earlier_one_by_its_form(window, card):
    start_with(window, LSTM(units=8), RepeatVector(n=4), GRU(units=8, return_sequences=True), LSTM(units=8))
    cursor_on_row(card, 3)
    click(card.form._more)

    pick(card.form.editor("initial_state"), "lstm_1 (layer 1)")

    assert [card.form.editor("initial_state").itemText(at) for at in range(2)] == ["zeros", "lstm_1 (layer 1)"]
    assert card.form.editor("initial_state").count() == 2  # a GRU has other states
    assert window.document.experiment.layers[3].initial_state == "lstm_1"
    assert row(card, 3)[0] == "LSTM 8 last ← lstm_1"
    (notice,) = notices(card)
    assert notice.words.text() == "Layer 4 (LSTM) needs the final state of layer 1 (LSTM)."
    click(notice.button)
    assert window.document.experiment.layers[0].return_state
    assert notices(card) == []


def test_a_link_follows_its_layer_when_another_one_is_added_before_it(window, card):
    start_with(window, *DECODER)
    card.duplicate()  # of the first layer: now the second LSTM
    cursor_on_row(card, 0)

    press(card.stack, Qt.Key.Key_Down, ALT)

    assert window.document.experiment.layers[4].initial_state == "lstm_2"
    assert row(card, 4)[0] == "LSTM 8 last ← lstm_2"
    cursor_on_row(card, 4)
    assert card.form.editor("initial_state").currentText() == "lstm_2 (layer 2)"


def test_a_layer_without_memory_has_no_layer_to_start_from(window, card):
    start_with(window, *DECODER)

    cursor_on_row(card, 2)

    assert not card.form.has("initial_state")


def nodes(rows):
    """The words of each row of nodes: title with formula, shape, count."""
    return [
        [row.findChild(ElidedLabel).text(), *(one.text() for one in row.findChildren(QLabel))]
        for row in (rows.layout().itemAt(at).widget() for at in range(rows.layout().count()))
    ]


def test_the_first_and_last_nodes_stand_around_the_layers(window, card):
    start_with(window, LSTM(units=8), timesteps=48, horizon=6, season=24, normalisation="mean_std")

    assert nodes(card.first_nodes) == [
        ["Seasonal residual", "(B, 24, 1)", "–"],
        ["Window normalisation", "(B, 24, 1)", "–"],
    ]
    assert nodes(card.last_nodes) == [
        ["Window normalisation, undone", "(B, 6, 1)", "–"],
        ["Seasonal residual, undone", "(B, 6, 1)", "–"],
    ]
    first = card.first_nodes.layout().itemAt(1).widget()
    assert first.accessibleName() == "Window normalisation: (x − mean) / deviation, output (B, 24, 1)"
    assert "(x − mean) / deviation" in first.findChild(ElidedLabel).toolTip()
    tops = [part.mapTo(card, part.rect().topLeft()).y() for part in (card.first_nodes, card.stack, card.last_nodes)]
    assert tops == sorted(tops)


def test_without_nodes_their_rows_take_no_room(window, card):
    start_with(window, LSTM(units=8), normalisation="none")

    assert not card.first_nodes.isVisible()
    assert not card.last_nodes.isVisible()


def test_the_output_row_tells_of_the_values_that_the_loss_reads(window, card):
    experiment = window.document.experiment.with_layers(LSTM(units=8)).with_settings("training", loss="quantile")
    window.document.start(experiment)
    settle()

    assert row(card, 1) == ["Output 1×1×3", "(B, 1, 1, 3)", "27"]


def test_a_click_on_a_row_shows_its_form(window, card):
    start_with(window, LSTM(units=8), Dense(units=3))

    cursor_on_row(card, 1)

    assert card.form_head.text() == "Layer 2 · Dense"
    assert card.form.editor("units").text() == "3"
    assert not card.form.has("enabled")  # it is the switch of the row


def test_what_is_typed_in_the_form_changes_the_chosen_layer_and_its_row(window, card):
    start_with(window, LSTM(units=8), Dense(units=3))
    cursor_on_row(card, 1)

    type_words(card.form.editor("units"), 5)

    assert window.document.experiment.layers == (LSTM(units=8), Dense(units=5))
    assert row(card, 1)[0] == "Dense 5 · relu"
    assert window.document.undo_label() == "set Units of Dense"


@pytest.mark.parametrize("name", ["return_sequences", "return_state", "bidirectional"])
def test_a_switch_of_the_form_changes_the_layer(window, card, name):
    box = card.form.editor(name)

    box.setFocus()
    press(box, Qt.Key.Key_Space)

    assert getattr(window.document.experiment.layers[0], name)
    assert card.form.editor(name).isChecked()
    assert steps(window) == 1


def test_a_value_out_of_bounds_is_refused_below_its_field_and_the_layer_stays(window, card):
    type_words(card.form.editor("units"), 5_000)

    (fault,) = [one for one in seen(card, QLabel) if one.objectName() == "error"]
    assert fault.text() == "must be from 1 to 4,096, not 5000"
    assert window.document.experiment.layers[0].units == 32
    assert steps(window) == 0
    type_words(card.form.editor("units"), 32)
    assert not fault.isVisible()


def test_opening_the_rare_settings_holds_for_the_next_layer_of_another_kind(window, card):
    start_with(window, LSTM(), GRU())
    click(card.form._more)

    cursor_on_row(card, 1)

    assert card.form.shows_rare


def test_a_full_stack_says_so_and_stays(window, card):
    told = []
    window.bench.failed.disconnect(window.alerts.show)
    window.bench.failed.connect(told.append)
    start_with(window, *[Dense(units=1)] * 63, LSTM())

    choose(card.add_button.menu(), "GRU\t")

    assert [error.what for error in told] == ["The stack already has 64 layers."]
    assert len(window.document.experiment.layers) == 64


def test_every_row_and_button_has_a_name_for_those_who_cannot_see(window, card):
    start_with(window, LSTM(), Dense())

    for at in range(card.stack.count()):
        assert "parameters" in card.stack.item(at).data(Qt.ItemDataRole.AccessibleTextRole)
    for button in (card.remove_button, card.duplicate_button, card.up_button, card.down_button):
        assert button.accessibleName()
    assert all(button.text() for button in seen(card, QPushButton))
