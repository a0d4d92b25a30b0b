"""Where the window opens: whole on a screen that is there, whatever the screens were when it was closed."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QMainWindow

from workbench.app.frame.placing import SMALLEST, inside, place, room_on

ROOM = QRect(0, 20, 1366, 700)


def ground(window):
    """Give what of the screen a window may cover."""
    return room_on(window, window.screen().availableGeometry())


@pytest.fixture
def fresh(qtbot):
    """A window that has never been anywhere."""
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def closed_at(qtbot, *where):
    """Give what a window remembers that was closed at x, y with a width and a height."""
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setGeometry(*where)
    return made.saveGeometry()


def test_the_first_window_is_no_larger_than_its_screen(fresh):
    place(fresh, None)

    assert ground(fresh).contains(fresh.geometry())
    assert fresh.size() == ground(fresh).size()  # the screen of the tests is smaller than the window would like


@pytest.mark.parametrize(
    "where",
    [(3000, 2000, 1500, 1100), (-2000, -2000, 700, 600), (300, 700, 700, 600), (0, 0, 5000, 300), (790, 790, 100, 100)],
    ids=["on another screen", "left and above", "below the edge", "too wide", "in the corner"],
)
def test_a_remembered_window_comes_back_to_the_screen_that_is_there(qtbot, fresh, where):
    place(fresh, closed_at(qtbot, *where))

    assert ground(fresh).contains(fresh.geometry())


def test_a_remembered_window_that_fits_comes_back_where_it_was(qtbot, fresh):
    where = QRect(ground(fresh).left(), 60, ground(fresh).width(), 640)  # the screen is narrower than SMALLEST

    place(fresh, closed_at(qtbot, *where.getRect()))

    assert fresh.geometry() == where


def test_a_window_that_was_maximised_is_maximised_again(qtbot, fresh):
    before = QMainWindow()
    qtbot.addWidget(before)
    before.showMaximized()

    place(fresh, before.saveGeometry())

    assert fresh.isMaximized()


@pytest.mark.parametrize("wanted", [QRect(10, 30, 1280, 680), QRect(86, 40, 1280, 680)])
def test_what_lies_inside_stays(wanted):
    assert inside(wanted, ROOM) == wanted


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (QRect(200, 30, 1280, 680), QRect(86, 30, 1280, 680)),
        (QRect(10, 300, 1280, 600), QRect(10, 120, 1280, 600)),
        (QRect(10, 30, 1920, 1080), QRect(0, 20, 1366, 700)),
        (QRect(10, 30, 100, 100), QRect(QPoint(10, 30), SMALLEST)),
    ],
    ids=["over the right edge", "over the lower edge", "larger than the screen", "smaller than it can be used"],
)
def test_what_does_not_is_moved_and_made_smaller_only_as_far_as_needed(wanted, found):
    assert inside(wanted, ROOM) == found


def test_on_a_screen_that_is_smaller_than_the_smallest_window_it_takes_all_of_it():
    small = QRect(0, 0, 800, 480)

    assert inside(QRect(0, 0, 1280, 800), small) == small


def test_the_window_opens_whole_on_its_screen(a_window):
    with a_window(size=None) as window:
        assert ground(window).contains(window.geometry())
        assert window.minimumSize() == SMALLEST.boundedTo(ground(window).size())
        assert window.size() != QSize(1280, 800)
