"""Everything that can be clicked can be reached by the Tab key, in the order in which it stands."""

import pytest
from PySide6.QtCore import Qt
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
