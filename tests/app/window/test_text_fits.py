"""No word is cut off, in either language, at the smallest size that is promised."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPushButton, QToolButton, QWidget

from tests.app import scripted
from tests.app.person import seen
from tests.windows import settle
from workbench.app.appearance.theme import application_font
from workbench.app.views import VIEWS
from workbench.app.widgets.labels import ElidedLabel
from workbench.core.layers import GRU, LSTM, Dense, Dropout

PROMISED = (1024, 700)
ARROW = 20 + 2  # of a list in our style sheet, and its frame


@pytest.fixture(params=["en", "zh_CN"])
def small(request, qtbot, a_window, script, crashes):
    """A window of the smallest promised size that shows everything, in the font that the program sets."""
    app = QApplication.instance()
    before = app.font()
    app.setFont(application_font())
    with a_window(language=request.param) as window:
        window.settings.hint_seen = True
        window.bars.show_bars([])
        window.resize(*PROMISED)
        for form in (window.left.windows.form, window.left.training.form, window.left.layers.form):
            form.show_rare(True)
        settle()
        yield window
    app.setFont(before)
    assert crashes == []


def words_do_not_fit(widget):
    """Say whether a widget is narrower, or lower, than its words."""
    match widget:
        case QLabel() if widget.wordWrap():
            return widget.heightForWidth(widget.width()) > widget.height() + 1
        case QLabel() | QPushButton() | QCheckBox():
            return widget.minimumSizeHint().width() > widget.width() or too_low(widget)
        case QToolButton():
            return bool(widget.text()) and widget.sizeHint().width() > widget.width() + 1
        case QComboBox():
            room = widget.width() - ARROW
            longest = max(widget.fontMetrics().horizontalAdvance(widget.itemText(at)) for at in range(widget.count()))
            return longest > room
    return False


def too_low(widget):
    return widget.fontMetrics().height() > widget.height() + 1


def cut_off(part):
    kinds = (QLabel, QPushButton, QToolButton, QCheckBox, QComboBox)
    return [
        f"{type(widget).__name__} {getattr(widget, 'text', getattr(widget, 'currentText', str))()!r}"
        f" {widget.width()}x{widget.height()} for {widget.sizeHint().width()}x{widget.sizeHint().height()}"
        for kind in kinds
        for widget in seen(part, kind)
        if words_do_not_fit(widget)
    ]


def all_inside(part):
    """Name what sticks out of ``part`` to the right."""
    return [
        repr(widget)
        for widget in seen(part, QWidget)
        if widget.mapTo(part, widget.rect().topRight()).x() > part.width()
    ]


def test_the_window_is_no_larger_than_was_asked(small):
    assert (small.width(), small.height()) == PROMISED


@pytest.mark.parametrize("kind", [LSTM, GRU, Dense, Dropout])
def test_nothing_on_the_left_side_is_cut_off(small, kind):
    small.document.change(small.document.experiment.with_layers(kind(), LSTM()), "another layer")
    small.left.layers.current = 0
    small.left.layers.refresh()
    settle()

    assert cut_off(small.left) == []


def test_nothing_is_cut_off_when_everything_is_wrong(small):
    faulty = small.document.experiment.with_layers(LSTM(), GRU(), Dense()).with_settings("windows", timesteps=1)
    small.document.change(faulty, "faults")
    small.left.layers.form.show_fault("units", "must be from 1 to 4,096, not 5000")
    settle()

    assert cut_off(small.left) == []
    assert all_inside(small.left.viewport()) == []


def test_the_left_side_never_needs_to_be_moved_sideways(small):
    faulty = small.document.experiment.with_layers(LSTM(), GRU(), Dense()).with_settings("windows", timesteps=1)
    for experiment in (small.document.experiment, faulty):
        small.document.change(experiment, "faults")
        settle()

        assert small.left.horizontalScrollBar().maximum() == 0
        assert small.left.widget().minimumSizeHint().width() <= small.left.viewport().width()


def test_the_left_side_cannot_be_made_too_narrow(small):
    small.split.setSizes([10, 1000])
    settle()

    assert cut_off(small.left) == []
    assert small.left.widget().width() <= small.left.viewport().width()


def test_the_tool_bar_shows_every_button_whole(small):
    extension = small.tool_bar.findChild(QToolButton, "qt_toolbar_ext_button")

    assert not extension.isVisible()
    assert cut_off(small.tool_bar) == []
    for name in ("open", "save", "undo", "redo", "train", "pause", "stop", "discard", "search"):
        assert small.tool_bar.widgetForAction(small.actions_by_name[name]).isVisible()
    assert small.tool_bar.language.isVisible()
    assert small.tool_bar.look.isVisible()


@pytest.mark.parametrize("view", [entry.name for entry in VIEWS])
def test_nothing_of_a_view_is_cut_off(qtbot, small, script, view):
    small.document.change(small.document.experiment.with_settings("windows", horizon=3), "three steps")
    scripted.run_to_the_end(qtbot, small, script)
    small.document.change(small.document.experiment.with_settings("windows", horizon=2), "two steps")
    small.right.show_view(view)
    settle()

    assert cut_off(small.right) == []
    assert all_inside(small.right) == []


def test_every_tab_is_shown_whole(small):
    tabs = small.right.tabs

    assert tabs.tabRect(tabs.count() - 1).right() <= tabs.width()
    assert tabs.elideMode() == Qt.TextElideMode.ElideNone or all(
        tabs.fontMetrics().horizontalAdvance(tabs.tabText(at)) < tabs.tabRect(at).width() for at in range(tabs.count())
    )


def test_words_that_give_way_stand_whole_in_the_tooltip(small):
    small.left.windows.fold(True)
    settle()
    small.grab()
    shortened = [
        one
        for one in seen(small, ElidedLabel)
        if one.fontMetrics().horizontalAdvance(one.text()) > one.width() and not one.visibleRegion().isEmpty()
    ]

    for one in shortened:
        assert one.text()[:10] in one.toolTip()


def test_the_status_bar_shows_its_words_whole(qtbot, small, script):
    scripted.run_to_the_end(qtbot, small, script, reason="early stopping")

    words = small.statusBar().words
    assert words.fontMetrics().horizontalAdvance(words.text()) <= words.width()
    assert cut_off(small.statusBar()) == []
