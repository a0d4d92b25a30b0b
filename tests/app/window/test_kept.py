"""What was chosen, moved or scrolled is still so in another language or look, as long as it shows the same."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QAbstractSlider, QApplication, QListWidget

from tests.app import scripted
from tests.app.person import click, pick, press, type_words
from tests.windows import settle
from workbench.app.frame.search import Search
from workbench.app.widgets.kept import keep, put_back
from workbench.core.layers import LSTM


@pytest.fixture
def trained(qtbot, window, script):
    """A window whose run has ended, with two steps to forecast."""
    window.document.change(window.document.experiment.with_settings("windows", horizon=2), "two steps")
    scripted.run_to_the_end(qtbot, window, script)
    return window


def show(window, name):
    window.right.show_view(name, by_user=True)
    settle()
    while window.bench.reader.is_busy:  # the pictures of a series are reckoned there
        settle()
    return window.right.view(name)


def switch_and_show(window, name):
    """Change the language and the look, once while the view is seen and once while it is not."""
    click(window.tool_bar.language)
    window.right.show_view("network" if name != "network" else "training")
    click(window.tool_bar.look)
    return show(window, name)


def zoom(plot, low, high):
    """Zoom as a person does: both axes stay where they were put."""
    plot.setXRange(low, high, padding=0)
    plot.setYRange(-3, 7, padding=0)


def shares(split):
    """Give each part's share of the room; in another language there may be more or less of it."""
    return [pytest.approx(size, abs=0.01) for size in of_room(split)]


def of_room(split):
    return [size / sum(split.sizes()) for size in split.sizes()]


def seen(plot):
    return [pytest.approx(axis) for axis in plot.viewRange()]


def test_the_forecast_view_shows_the_same_answers_and_pieces(trained):
    view = show(trained, "forecast")
    pick(view.step, "2")
    pick(view.baseline, view.baseline.itemText(1))
    view.more.setCurrentWidget(view.residuals)
    settle()
    pick(view.residuals.kind, "histogram")
    view.by_step.steps.show_value(33)
    view.folds.refit.setChecked(False)
    view.split.setSizes([200, 300])
    view.plot.handle.setPos(view.plot.x[5])
    zoom(view.plot, view.plot.x[3], view.plot.x[20])
    settle()
    sizes, origin, piece = shares(view.split), view.plot._sample, view.plot.viewRange()
    name = view.baseline.currentData()

    after = switch_and_show(trained, "forecast")

    assert after is not view
    assert after.more.currentWidget() is after.residuals
    assert (after.step.currentText(), after.plot.step, after.baseline.currentData()) == ("2", 1, name)
    assert after.residuals.kind.currentIndex() == 1
    assert after.by_step.steps.value == 33
    assert not after.folds.refit.isChecked()
    assert of_room(after.split) == sizes
    assert after.plot._sample == origin
    assert piece == seen(after.plot)


def test_a_picture_that_takes_room_gives_it_back_in_the_other_look(trained):
    view = show(trained, "forecast")
    view.split.setSizes([300, 200])
    settle()
    sizes = shares(view.split)
    view.more.setCurrentWidget(view.importance)
    settle()
    assert of_room(view.split) != sizes

    after = switch_and_show(trained, "forecast")
    after.more.setCurrentWidget(after.residuals)
    settle()

    assert of_room(after.split) == sizes


def test_the_worst_window_that_was_chosen_stays_chosen(trained):
    view = show(trained, "forecast")
    view.more.setCurrentWidget(view.worst)
    view.worst.selectRow(3)
    origin, piece = view.plot._sample, view.plot.viewRange()

    after = switch_and_show(trained, "forecast")

    assert {index.row() for index in after.worst.selectedIndexes()} == {3}
    assert after.plot._sample == origin
    assert piece == seen(after.plot)


def test_the_series_view_shows_the_same_picture_and_piece(window):
    view = show(window, "series")
    view.panel.picture.setCurrentIndex(4)
    zoom(view.plots[0], *[view.plots[0].curves[0].item.pyramid.places.one(at) for at in (50, 90)])
    view.panel.split.setSizes([300, 500])
    settle()
    piece, sizes = view.plots[0].viewRange(), shares(view.panel.split)

    after = switch_and_show(window, "series")

    assert after is not view
    assert after.panel.picture.currentIndex() == 4
    assert piece == seen(after.plots[0])
    assert of_room(after.panel.split) == sizes


def test_what_shows_everything_goes_on_to_show_everything(window):
    show(window, "series")

    after = switch_and_show(window, "series")

    assert all(after.plots[0].getViewBox().autoRangeEnabled())


def test_the_windows_view_shows_the_same_sample_rows_and_piece(window):
    view = show(window, "windows")
    pick(view.part, "validation")
    type_words(view.number, "7")
    view.table.selectRow(2)
    view.plot.setXRange(*[view._places.one(at) for at in (300, 320)], padding=0)
    piece = view.plot.viewRange()

    after = switch_and_show(window, "windows")

    assert (after.part.currentData(), after._number, after.slider.value()) == ("validation", 7, 7)
    assert [index.row() for index in after.table.selectionModel().selectedRows()] == [2]
    assert after.chosen.isVisible()
    assert piece == seen(after.plot)


def test_the_network_view_shows_the_same_code_and_line(window):
    experiment = window.document.experiment
    window.document.change(experiment.with_layers(*[LSTM(return_sequences=True)] * 30, LSTM()), "a long stack")
    view = show(window, "network")
    view.form.setCurrentIndex(1)
    pick(view.language, "PyTorch")
    view.code.verticalScrollBar().setValue(6)
    assert view.code.verticalScrollBar().value() == 6

    after = switch_and_show(window, "network")

    assert after.form.currentData() is True
    assert after.language.currentText() == "PyTorch"
    assert "torch" in after.code.toPlainText()
    assert after.code.verticalScrollBar().value() == 6


def test_the_training_view_shows_the_same_axis_and_piece(trained):
    view = show(trained, "training")
    view.log.setChecked(False)
    view.smoothing.setValue(40)
    view.split.setSizes([150, 350, 100])
    zoom(view.losses, 0.5, 1.5)
    settle()
    sizes, piece = shares(view.split), view.losses.viewRange()

    after = switch_and_show(trained, "training")

    assert not after.log.isChecked()
    assert after.smoothing.value() == 40
    assert of_room(after.split) == sizes
    assert piece == seen(after.losses)


def test_a_piece_of_one_run_is_not_looked_for_in_another(qtbot, trained, script):
    view = show(trained, "training")
    zoom(view.losses, 0.5, 1.5)
    show(trained, "series")
    click(trained.tool_bar.language)

    scripted.run_to_the_end(qtbot, trained, script)
    after = show(trained, "training")

    assert all(after.losses.getViewBox().autoRangeEnabled())


def test_a_view_that_was_chosen_during_the_run_is_not_left_when_it_ends(qtbot, window, script):
    window.actions_by_name["train"].trigger()
    begun = scripted.started(window.bench.run.experiment, window.bench.run.series)
    script.tell(begun, scripted.batch(1, 10), scripted.epoch(1, probe=begun.probe))
    qtbot.waitUntil(lambda: len(window.bench.run.epochs) == 1)
    show(window, "network")

    click(window.tool_bar.look)
    script.end(scripted.finished(window.bench.run.experiment, window.bench.run.series))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)

    assert window.right.current == "network"


def test_the_left_side_is_as_open_and_as_far_down_as_before(window):
    left = window.left
    left.windows.form._more.setChecked(True)
    left.layers.form._more.setChecked(True)
    left.data.more.more.setChecked(True)
    left.data.mending.head.setChecked(True)
    left.data.columns.setCurrentCell(0, 0)
    settle()
    left.verticalScrollBar().setValue(400)
    assert left.verticalScrollBar().value() == 400

    click(window.tool_bar.look)
    settle()

    assert window.left is not left
    assert window.left.windows.form.shows_rare
    assert window.left.layers.form.shows_rare
    assert not window.left.training.form.shows_rare
    assert window.left.data.more.inside.isVisible()
    assert window.left.data.mending.body.isVisible()
    assert window.left.data.columns.chosen == left_column(window)
    assert window.left.verticalScrollBar().value() == 400


def left_column(window):
    return next(iter(window.bench.series.columns))


def test_what_is_being_typed_is_taken(window):
    field = window.left.windows.form.editor("timesteps")
    type_words(field, "37", enter=False)

    window.theme.use("dark")
    settle()

    assert window.document.experiment.windows.timesteps == 37
    assert window.left.windows.form.editor("timesteps").value == 37


@pytest.mark.parametrize("name", ["language", "look"])
def test_the_button_that_was_pressed_by_a_key_can_be_pressed_again(window, name):
    before = getattr(window.tool_bar, name)
    before.setFocus()

    press(before, Qt.Key.Key_Space)
    settle()

    assert getattr(window.tool_bar, name) is not before
    assert getattr(window.tool_bar, name).hasFocus()


def test_no_field_gets_the_focus_by_itself(window):
    click(window.tool_bar.look)
    settle()

    assert QApplication.focusWidget() is window.left


def test_the_search_does_not_lead_to_what_is_gone(window):
    window.actions_by_name["search"].trigger()
    assert len(window.findChildren(Search)) == 1

    window.theme.use("dark")
    settle()

    assert window.findChildren(Search) == []


@pytest.fixture
def long_list(qtbot):
    """A list that is not laid out yet, and so cannot be scrolled."""
    made = QListWidget()
    qtbot.addWidget(made)
    made.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
    made.resize(100, 100)
    return made


def test_a_list_is_scrolled_once_it_is_long_enough(long_list):
    put_back(long_list, ([], (0, 300)))
    assert long_list.verticalScrollBar().value() == 0

    long_list.addItems([str(number) for number in range(100)])
    long_list.show()
    settle()

    assert keep(long_list) == ([], (0, 300))


def test_whoever_scrolls_before_that_is_let_alone(long_list):
    long_list.addItems([str(number) for number in range(10)])
    long_list.show()
    settle()
    put_back(long_list, ([], (0, 3000)))

    long_list.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    settle()
    long_list.addItems([str(number) for number in range(1000)])
    settle()

    assert long_list.verticalScrollBar().value() == 0


def test_a_list_that_has_become_shorter_stays_at_its_end_and_does_not_jump_later(qtbot, long_list):
    long_list.addItems([str(number) for number in range(10)])
    long_list.show()
    settle()
    put_back(long_list, ([], (0, 3000)))
    end = long_list.verticalScrollBar().maximum()
    assert long_list.verticalScrollBar().value() == end

    qtbot.waitUntil(lambda: long_list.verticalScrollBar().findChildren(QObject) == [])
    long_list.addItems([str(number) for number in range(1000)])
    settle()

    assert long_list.verticalScrollBar().value() == end


def test_a_widget_that_cannot_be_kept_is_an_error_of_the_program():
    with pytest.raises(TypeError, match="object"):
        keep(object())
