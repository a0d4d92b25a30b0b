"""Everything that can be clicked can be reached by the Tab key, in the order in which it stands."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)

from tests.app import scripted
from tests.app.person import put_cursor
from tests.windows import settle
from workbench.app.views import VIEWS

_CONTROLS = (QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QComboBox, QLineEdit)
_MOST_STEPS = 400
_SAME_LINE = 12  # pixels between the tops of controls that stand beside each other


def reached_by_tab(window):
    """Press Tab until the focus has gone all the way round; give everything that had it, in order."""
    put_cursor(window.left.windows.form.editor("timesteps"))
    seen = []
    for _ in range(_MOST_STEPS):
        widget = QApplication.focusWidget()
        if widget in seen:
            assert widget is seen[0], f"Tab does not leave {widget!r} ({widget.accessibleName()})"
            return seen
        seen.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    raise AssertionError("the focus never comes back to where it began")


def controls_of(window):
    """Give what can be clicked now; parts of a control, such as the arrows of a tab bar, are its own affair."""
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, _CONTROLS) or isinstance(widget, QScrollBar | QHeaderView):
            continue
        if isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QAbstractItemView | QTabBar):
            continue
        if widget.isVisible() and widget.isEnabled():
            yield widget


@pytest.mark.parametrize("view", range(len(VIEWS)))
def test_tab_reaches_every_control_beside_each_view(qtbot, window, script, view):
    scripted.run_to_the_end(qtbot, window, script)
    window.right.tabs.setCurrentIndex(view)
    settle()

    reached = reached_by_tab(window)

    missed = [(widget, widget.accessibleName()) for widget in controls_of(window) if widget not in reached]
    assert missed == []


def test_tab_goes_down_the_experiment(qtbot, window, script, tmp_path):
    path = tmp_path / "gap.csv"
    path.write_text("day,flow\n" + "".join(f"2024-01-{day:02},{day}\n" for day in range(1, 29) if day != 14))
    window.files.open(path)
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.name == "gap.csv")
    settle()

    inside = window.left.widget()
    tops = [widget.mapTo(inside, QPoint()).y() for widget in reached_by_tab(window) if inside.isAncestorOf(widget)]
    first = tops.index(min(tops))

    steps_up = [
        (before, after) for before, after in pairwise(tops[first:] + tops[:first]) if after < before - _SAME_LINE
    ]
    assert steps_up == []
