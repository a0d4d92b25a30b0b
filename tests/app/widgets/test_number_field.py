"""A field for one number: what does not fit is refused with words, never bent into shape."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tests.app.person import press, put_cursor, type_words
from workbench.app.widgets.number_field import NumberField


class Heard(NumberField):
    """A number field that remembers what it told."""

    def __init__(self, **limits):
        super().__init__(**limits)
        self.told, self.refusals = [], []
        self.edited.connect(self.told.append)
        self.refused.connect(self.refusals.append)


@pytest.fixture
def shown(qtbot):
    """Put a field on the screen, with another one to go to."""

    def show(value, **limits):
        room = QWidget()
        qtbot.addWidget(room)
        column = QVBoxLayout(room)
        field, other = Heard(**limits), NumberField(whole=True, low=0, high=1)
        column.addWidget(field)
        column.addWidget(other)
        field.show_value(value)
        room.show()
        put_cursor(other)
        field.room, field.other = room, other
        return field

    return show


@pytest.fixture
def count(shown):
    return shown(30, whole=True, low=1, high=100_000)


@pytest.fixture
def rate(shown):
    return shown(0.001, whole=False, low=0.0, high=10.0, by_factor=True)


@pytest.fixture
def share(shown):
    return shown(0.2, whole=False, low=0.0, high=0.95)


def turn_wheel(field, notches=1):
    at = QPointF(field.rect().center())
    turned = QWheelEvent(at, field.mapToGlobal(at), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
                         Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(field, turned)
    return turned


def test_showing_a_value_tells_no_one(count):
    count.show_value(31)

    assert count.text() == "31"
    assert (count.told, count.refusals) == ([], [])


def test_what_is_being_typed_stays_when_another_value_is_shown(count):
    type_words(count, "2", enter=False)

    count.show_value(31)
    assert count.text() == "2"
    press(count, Qt.Key.Key_Return)

    assert count.told == [2]


def test_escape_while_typing_brings_the_value_that_is_shown_by_now(count):
    type_words(count, "2", enter=False)
    count.show_value(31)

    press(count, Qt.Key.Key_Escape)

    assert (count.text(), count.told) == ("31", [])


def test_a_typed_number_is_told_once(count):
    type_words(count, "24")
    put_cursor(count.other)

    assert count.told == [24]
    assert isinstance(count.told[0], int)


def test_a_typed_number_is_told_when_the_field_is_left(count):
    type_words(count, "24", enter=False)
    assert count.told == []

    put_cursor(count.other)

    assert count.told == [24]


def test_leaving_the_field_as_it_was_tells_nothing(count):
    put_cursor(count)
    put_cursor(count.other)

    assert (count.told, count.refusals) == ([], [])


@pytest.mark.parametrize("words", ["abc", "", "3.5", "1e3", "--4", "12 apples"])
def test_words_that_are_no_whole_number_are_refused_by_name(count, words):
    type_words(count, words) if words else (put_cursor(count), press(count, Qt.Key.Key_Delete),
                                            press(count, Qt.Key.Key_Return))  # fmt: skip

    assert count.told == []
    assert count.refusals == [f"must be a whole number, not {words!r}"]


@pytest.mark.parametrize("words", ["abc", "1,5", "0,001", "1,00", "1..2"])
def test_words_that_are_no_number_are_refused_by_name(rate, words):
    type_words(rate, words)

    assert rate.told == []
    assert rate.refusals == [f"must be a number, not {words!r}"]


@pytest.mark.parametrize("words", ["inf", "-inf", "nan", "1e999"])
def test_a_number_that_is_not_finite_is_refused(rate, words):
    type_words(rate, words)

    assert rate.told == []
    assert rate.refusals == ["must be a finite number"]


@pytest.mark.parametrize(
    ("words", "number"), [("1,000", 1000), ("12 345", 12_345), ("1,234,567", 1_234_567), (" 7 ", 7)]
)
def test_figures_in_groups_of_three_are_a_number(count, words, number):
    type_words(count, words)

    assert count.told == [number]


def test_a_number_out_of_bounds_is_told_as_it_was_typed(count):
    type_words(count, "0")  # whoever owns the bounds says what is wrong

    assert count.told == [0]
    assert count.text() == "0"


def test_a_number_of_four_hundred_figures_is_a_number(count):
    type_words(count, "9" * 400)
    press(count, Qt.Key.Key_Up)

    assert count.told == [int("9" * 400), 100_000]


def test_escape_brings_the_value_back_and_takes_the_refusal_back(count):
    type_words(count, "abc")

    press(count, Qt.Key.Key_Escape)

    assert count.text() == "30"
    assert count.refusals[-1] == ""
    assert count.told == []


def test_escape_brings_back_what_was_shown_not_what_was_refused(count):
    type_words(count, "0")  # told, but nobody shows it: it was out of bounds

    press(count, Qt.Key.Key_Escape)

    assert count.text() == "30"


def test_the_good_number_that_was_there_is_told_after_a_bad_one(count):
    type_words(count, "abc")
    type_words(count, "30")

    assert count.told == [30]


def test_arrows_step_by_one_and_stop_at_the_bounds(shown):
    field = shown(2, whole=True, low=1, high=3)
    put_cursor(field)

    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        press(field, key)

    assert field.told == [3, 2, 1]


@pytest.mark.parametrize(
    ("start", "up", "down"),
    [(0.001, 0.002, 0.0005), (0.002, 0.005, 0.001), (0.005, 0.01, 0.002), (0.003, 0.005, 0.002), (1, 2, 0.5)],
)
def test_arrows_of_a_rate_go_one_two_five(rate, start, up, down):
    put_cursor(rate)
    rate.show_value(start)
    press(rate, Qt.Key.Key_Up)
    rate.show_value(start)
    press(rate, Qt.Key.Key_Down)

    assert rate.told == [up, down]


def test_the_ladder_of_a_rate_ends_at_its_bound(rate):
    put_cursor(rate)
    rate.show_value(5.0)
    press(rate, Qt.Key.Key_Up)
    press(rate, Qt.Key.Key_Up)

    assert rate.told == [10.0]


def test_arrows_of_a_share_step_by_a_twentieth(share):
    put_cursor(share)
    press(share, Qt.Key.Key_Up)
    press(share, Qt.Key.Key_Down)

    assert share.told == [0.25, 0.2]


def test_arrows_go_on_from_what_was_just_typed(count):
    type_words(count, "50", enter=False)

    press(count, Qt.Key.Key_Up)

    assert count.told == [51]


def test_a_step_back_to_the_value_replaces_what_was_typed(count):
    type_words(count, "31", enter=False)

    press(count, Qt.Key.Key_Down)

    assert count.text() == "30"
    assert count.told == []


@pytest.mark.parametrize("words", ["abc", "0", "-3"])
def test_arrows_of_a_rate_start_from_the_value_when_what_was_typed_has_no_place_on_the_ladder(rate, words):
    type_words(rate, words, enter=False)

    press(rate, Qt.Key.Key_Up)

    assert rate.told == [0.002]


def test_the_wheel_over_a_field_without_the_cursor_scrolls_the_form_instead(count):
    turned = turn_wheel(count)

    assert not turned.isAccepted()
    assert count.told == []


def test_the_wheel_over_the_field_with_the_cursor_steps(count):
    put_cursor(count)

    turn_wheel(count, notches=2)

    assert count.told[-1] == 32


def test_a_click_on_an_arrow_steps(count):
    inside = QPoint(count.width() - 9, count.height() // 4)

    QTest.mouseClick(count, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, inside)

    assert count.told == [31]
