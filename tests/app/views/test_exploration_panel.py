"""Below the curves: pictures of one column, what follows from them, and what was found while reading."""

import dataclasses

import numpy as np
import pytest
from PySide6.QtCore import Qt

from tests.app import scripted
from tests.app.person import click, pick, press, put_cursor, words_of
from tests.app.scripted import made
from tests.app.views.test_training_view import points
from tests.made_series import hourly
from tests.windows import settle
from workbench.core.series import Finding, Series
from workbench.core.text import text

CLOSED = "Drift and histogram leave the test part out until it is opened in the Forecast view."
TITLES = ["Autocorrelation", "Partial", "Periodogram", "Season", "Histogram"]


@pytest.fixture
def panel(qtbot, window):
    found = window.right.view("series").panel
    qtbot.waitUntil(lambda: found.plot is not None)
    settle()
    return found


@pytest.fixture
def show(qtbot, window):
    """Show another series in place of the sample's."""

    def shown(series, **data):
        after = window.document.experiment.with_settings(
            "data", targets=series.columns[:1], inputs=series.columns, **data
        )
        window.bench.series = series
        window.document.change(after, "other columns")
        window.bench.series = series
        window.bench.series_changed.emit()
        panel = window.right.view("series").panel
        explorer = window.bench.explorer
        qtbot.waitUntil(lambda: explorer.exploration(series, panel.column_name, after) is not None)
        settle()
        return panel

    return shown


def turn_to(panel, title):
    panel.picture.setCurrentIndex([panel.picture.tabText(at) for at in range(panel.picture.count())].index(title))
    settle()


@pytest.mark.parametrize("title", TITLES)
def test_each_tab_has_one_picture(panel, title):
    turn_to(panel, title)

    assert panel.plot.isVisible()
    assert all(np.isfinite(points(curve)[1]).all() for curve in panel.plot.curves)
    assert not panel.plot.grab().isNull()


def test_the_autocorrelation_is_that_of_the_training_part(window, panel):
    from workbench.core.exploring.correlation import autocorrelation

    lags, values = points(panel.plot.curves[0])

    train = window.bench.series.column("temp")[:280]
    assert lags[:3] == [0, 1, 2]
    assert values == pytest.approx(autocorrelation(train, len(lags) - 1))


def test_the_histogram_has_a_curve_for_each_part_but_the_closed_test_part(panel):
    turn_to(panel, "Histogram")

    assert [curve.name for curve in panel.plot.curves] == ["training", "validation"]
    assert CLOSED in words_of(panel)


def test_an_opened_test_part_joins_drift_and_histogram_and_another_split_leaves_it_again(qtbot, window, panel, script):
    turn_to(panel, "Histogram")
    scripted.run_to_the_end(qtbot, window, script)
    run = window.bench.run
    run.evaluation = scripted.opened(run.evaluation, run.experiment, run.series)
    window.bench.run_changed.emit()
    window.right.show_view("series")
    qtbot.waitUntil(lambda: panel.plot is not None and len(panel.plot.curves) == 3)

    assert panel.plot.curves[2].name == "test"
    assert CLOSED not in words_of(panel)

    window.document.change(window.document.experiment.with_settings("windows", train_share=0.6), "another split")
    qtbot.waitUntil(lambda: panel.plot is not None and len(panel.plot.curves) == 2)
    settle()

    assert CLOSED in words_of(panel)


def test_season_and_proposals_stand_in_words(panel):
    told = words_of(panel)

    assert any(words.startswith("temp repeats every 24 steps (1 day)") for words in told)
    assert "Timesteps 72: 3 × 24, the whole seasons that a third of the training part holds." in told
    assert "Horizon 24: one season." in told


def test_the_button_takes_the_proposals_over_in_one_step_that_can_be_undone(window, panel):
    before = window.document.experiment

    click(panel.button)

    after = window.document.experiment
    assert (after.windows.timesteps, after.windows.horizon) == (72, 24)
    assert [layer.kind for layer in after.layers] == ["segments", "lstm"]
    assert window.document.undo_stack.count() == 1
    assert window.document.undo_label() == "take over the proposal"
    assert panel.button is None
    assert "The experiment is set like this." in words_of(panel)
    window.document.undo_stack.undo()
    settle()
    assert window.document.experiment == before
    assert panel.button is not None


def test_the_keyboard_alone_reaches_pictures_and_button(window, panel):
    put_cursor(panel.picture)
    press(panel.picture, Qt.Key.Key_Right)
    assert panel.picture.tabText(panel.picture.currentIndex()) == "Partial"

    put_cursor(panel.button)
    press(panel.button, Qt.Key.Key_Space)

    assert window.document.experiment.windows.timesteps == 72


def test_another_column_is_looked_at(show):
    steps = np.arange(600)
    values = np.column_stack([np.sin(steps / 12 * 2 * np.pi), np.random.default_rng(0).normal(0, 1, 600)])
    panel = show(Series("two", ("wave", "chance"), values, hourly(600)))

    pick(panel.columns, "chance")
    settle()

    panel.window().bench.explorer.exploration_ready.connect(settle)
    assert panel.column_name == "chance"


@pytest.mark.parametrize(("levels", "is_told"), [([1.0, 9.0, 1.0], True), ([1.0, 1.0, 9.0], False)])
def test_drift_of_the_validation_part_is_told_and_that_of_the_closed_test_part_is_not(show, levels, is_told):
    values = np.repeat(levels, [280, 60, 60]) + np.random.default_rng(0).normal(0, 0.5, 400)

    panel = show(Series("drifting", ("flow",), values[:, None], hourly(400)))

    assert any(words.startswith("flow drifts: its mean is ") for words in words_of(panel)) == is_told


@pytest.mark.parametrize("title", ["Autocorrelation", "Season"])
def test_a_constant_column_has_its_reason_in_place_of_a_picture(show, title):
    panel = show(Series("flat", ("flow",), np.ones((400, 1)), hourly(400)))

    turn_to(panel, title)

    assert panel.empty.text() == "flow has the same value in every row of the training part."
    assert panel.button is None


def test_twenty_notices_take_one_line_above_the_curves_and_a_list_in_the_panel(window, show):
    findings = tuple(
        Finding("ragged_rows", text("Notice number {number}.", number=at), 3, (at + 1, at + 2)) for at in range(20)
    )
    panel = show(dataclasses.replace(made("many", ("flow",)), findings=findings))
    view = window.right.view("series")
    assert sum("Notice number" in words for words in words_of(view)) == 1

    (notice,) = [view.notice_room.itemAt(at).widget() for at in range(view.notice_room.count())]
    assert notice.button.text() == "All 20 notices"
    click(notice.button)

    assert sum("Notice number" in words for words in words_of(panel.notes)) == 20
    assert "• Notice number 7. (lines 8, 9, …)" in words_of(panel.notes)
    assert panel.picture.tabText(5) == "Reading (20)"


def test_missing_cells_are_counted_among_the_notes(show):
    series = made("holes", ("flow",))
    series.values[3:7] = np.nan

    panel = show(series)
    panel.show_notes()
    settle()

    assert "• flow: 4 cells are missing (1.00%)." in words_of(panel.notes)
