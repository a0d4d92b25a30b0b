"""The windows card: timesteps and horizon, the split as a bar, and the shapes that follow."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.app.person import LEFT, NONE, click, drag, press, put_cursor, seen, type_words
from tests.windows import settle
from workbench.app.widgets.notice import Notice
from workbench.app.widgets.number_field import NumberField


@pytest.fixture
def card(window):
    return window.left.windows


def border(card, share):
    return QPoint(round(share * card.bar.width()), card.bar.height() // 2)


def shares(window):
    windows = window.document.experiment.windows
    return windows.train_share, windows.validation_share


def test_the_shapes_are_those_of_the_training_part(window, card):
    assert card.shapes.text() == "X [250, 30, 1]   y [250, 1, 1]\n[samples, timesteps, features]"  # 0.7 · 400 - 30


def test_the_shapes_follow_what_is_typed(window, card):
    type_words(card.form.editor("timesteps"), 12)
    type_words(card.form.editor("horizon"), 3)

    assert card.shapes.text().startswith("X [266, 12, 1]   y [266, 3, 1]")
    assert [window.document.undo_stack.text(at) for at in range(2)] == ["set Timesteps", "set Horizon"]


def test_the_counts_of_every_part_stand_in_the_tooltip(card):
    assert card.share_words.toolTip() == "Samples: training 250, validation 60, test 60"


def test_a_border_of_the_split_is_dragged_in_one_step(window, card):
    drag(card.bar, border(card, 0.7), border(card, 0.5))

    assert shares(window) == (pytest.approx(0.5, abs=0.01), pytest.approx(0.35, abs=0.01))
    assert card.share_words.text() == "50/35/15"
    assert window.document.undo_stack.count() == 1
    assert window.document.undo_label() == "move the split"


def test_the_other_border_moves_the_end_of_the_validation_part(window, card):
    drag(card.bar, border(card, 0.85), border(card, 0.9))

    assert shares(window) == (0.7, pytest.approx(0.2, abs=0.01))


def test_the_shares_are_shown_while_a_border_is_dragged(window, card):
    QTest.mousePress(card.bar, LEFT, NONE, border(card, 0.7))
    QTest.mouseMove(card.bar, border(card, 0.6))
    settle()

    assert card.share_words.text() == "60/25/15"
    assert window.document.undo_stack.count() == 0
    QTest.mouseRelease(card.bar, LEFT, NONE, border(card, 0.6))
    assert window.document.undo_stack.count() == 1


def test_a_click_beside_the_borders_changes_nothing(window, card):
    drag(card.bar, border(card, 0.3), border(card, 0.5))

    assert window.document.undo_stack.count() == 0


def test_a_border_that_is_taken_and_let_go_changes_nothing(window, card):
    click(card.bar, border(card, 0.7))

    assert window.document.undo_stack.count() == 0


def test_borders_move_by_keys(window, card):
    put_cursor(card.bar)

    press(card.bar, Qt.Key.Key_Left)
    press(card.bar, Qt.Key.Key_Left)
    assert shares(window) == (0.68, 0.17)
    press(card.bar, Qt.Key.Key_Down)
    press(card.bar, Qt.Key.Key_Right)

    assert shares(window) == (0.68, 0.18)
    assert window.document.undo_stack.count() == 3


def test_the_borders_never_leave_a_part_empty_however_far_they_are_dragged(window, card):
    drag(card.bar, border(card, 0.7), border(card, -0.5))
    drag(card.bar, border(card, 0.85), border(card, 1.5))

    train, validation = shares(window)
    assert train == 0.05
    assert 0.85 <= validation <= 0.9
    assert train + validation <= 0.98 + 1e-9


def test_the_borders_never_pass_each_other(window, card):
    drag(card.bar, border(card, 0.7), border(card, 1.2))

    assert shares(window) == (0.83, 0.02)


def test_borders_at_their_limits_can_still_be_moved_back(window, card):
    drag(card.bar, border(card, 0.7), border(card, -0.5))
    drag(card.bar, border(card, 0.85), border(card, 1.5))
    put_cursor(card.bar)

    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left):
        press(card.bar, key)

    train, validation = shares(window)
    assert 0.05 <= train <= 0.07
    assert validation <= 0.9


def test_a_split_of_a_file_that_the_bar_would_not_make_moves_only_where_it_is_pushed(window, card):
    window.document.start(window.document.experiment.with_settings("windows", train_share=0.98, validation_share=0.01))
    put_cursor(card.bar)

    press(card.bar, Qt.Key.Key_Right)
    assert shares(window) == (0.98, 0.01)
    press(card.bar, Qt.Key.Key_Left)

    assert shares(window) == (0.97, 0.02)


def test_the_bar_tells_how_it_is_used_and_what_it_is(card):
    assert "arrow keys" in card.bar.toolTip()
    assert card.bar.accessibleName() == "Split into training, validation and test"


def test_timesteps_that_are_too_long_are_told_with_their_repair(window, card):
    type_words(card.form.editor("timesteps"), 300)

    (notice,) = seen(card, Notice)
    assert "The training part has 280 of the series' 400 steps; one sample needs 301" in notice.words.text()
    assert not window.actions_by_name["train"].isEnabled()
    steps = window.document.undo_stack.count()
    click(notice.button)

    assert window.document.experiment.windows.timesteps == 139
    assert window.document.undo_stack.count() == steps + 1
    assert seen(card, Notice) == []
    assert window.actions_by_name["train"].isEnabled()


@pytest.mark.parametrize(
    ("name", "words", "fault"),
    [
        ("timesteps", "0", "must be from 1 to 100,000 steps, not 0"),
        ("timesteps", "100001", "must be from 1 to 100,000 steps, not 100001"),
        ("horizon", "-1", "must be from 1 to 10,000 steps, not -1"),
        ("horizon", "many", "must be a whole number, not 'many'"),
    ],
)
def test_what_is_out_of_bounds_is_told_below_its_field_and_changes_nothing(window, card, name, words, fault):
    before = window.document.experiment

    type_words(card.form.editor(name), words)

    (told,) = [one for one in seen(card, QLabel) if one.objectName() == "error"]
    assert told.text() == fault
    assert window.document.experiment is before
    assert card.form.editor(name).text() == words  # what was typed stays to be mended
    type_words(card.form.editor(name), 5)
    assert not told.isVisible()
    assert getattr(window.document.experiment.windows, name) == 5


def test_escape_in_a_faulty_field_brings_its_value_back_and_ends_the_fault(window, card):
    field = card.form.editor("timesteps")
    type_words(field, "0")

    press(field, Qt.Key.Key_Escape)

    assert field.text() == "30"
    assert not [one for one in seen(card, QLabel) if one.objectName() == "error"]


def test_the_folded_card_says_steps_and_split(card):
    card.fold(True)

    assert card._summary.text() == "30 steps → 1, 70/15/15"


@pytest.mark.parametrize("bound", ["learning_rate", "huber_delta", "clip_norm"])
def test_a_setting_that_must_be_above_zero_says_so(window, bound):
    card = window.left.training
    card.form.show_rare(True)
    editor = card.form.editor(bound)

    type_words(editor.findChild(NumberField) or editor, 0)

    (told,) = [one for one in seen(card, QLabel) if one.objectName() == "error"]
    assert told.text().startswith("must be above 0 and at most ")


def test_the_training_card_folded_says_optimizer_rate_and_epochs(window):
    window.left.training.fold(True)

    assert window.left.training._summary.text() == "Adam 0.001, 50 epochs"
