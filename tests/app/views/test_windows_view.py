"""The windows view: one sample on the curve and as the rows that fed it."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QSignalBlocker, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.app.person import pick, press, put_cursor, type_words, words_of
from tests.windows import settle
from workbench.core.preparing.splits import split_steps
from workbench.core.preparing.windows import cut_windows


@pytest.fixture
def view(qtbot, window, tmp_path):
    """Of a file with two columns: level is an input, flow is input and target; 5 steps are seen, 2 forecast."""
    path = tmp_path / "flow.csv"
    days = np.datetime64("2020-01-01") + np.arange(100)
    rows = "\n".join(f"{day},{1000 + row},{row}" for row, day in enumerate(days))
    path.write_text(f"day,level,flow\n{rows}\n")
    window.files.open(path)
    qtbot.waitUntil(lambda: window.bench.series.name == "flow.csv")
    after = window.document.experiment.with_settings("windows", timesteps=5, horizon=2)
    window.document.change(after.with_settings("data", inputs=("level", "flow")), "small windows")
    window.right.show_view("windows")
    settle()
    return window.right.view("windows")


def rows_of(view):
    model = view.table.model()
    return [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def sample_of(window, part, number):
    """Give what the engine would cut: X and y of one sample in original units."""
    series, experiment = window.bench.series, window.document.experiment
    data, spec = experiment.data, experiment.windows
    windows = cut_windows(
        series.select(data.inputs), series.select(data.targets), spec, split_steps(len(series), spec)[part]
    )
    return windows.x[number - 1], windows.y[number - 1], len(windows)


def test_the_headline_has_the_real_shape(view):
    assert view.headline.text() == "X [64, 5, 2]    y [64, 2, 1]"  # 70 steps of training, 7 for each sample


def test_the_table_shows_the_rows_of_the_file_that_fed_the_sample(view):
    heads = [view.table.model().headerData(at, Qt.Orientation.Horizontal) for at in range(5)]

    assert heads == ["row", "time", "", "level", "flow"]
    assert [row[:5] for row in rows_of(view)] == [
        ["1", "2020-01-01", "X[0]", "1000", "0"],
        ["2", "2020-01-02", "X[1]", "1001", "1"],
        ["3", "2020-01-03", "X[2]", "1002", "2"],
        ["4", "2020-01-04", "X[3]", "1003", "3"],
        ["5", "2020-01-05", "X[4]", "1004", "4"],
        ["6", "2020-01-06", "y[0]", "·", "5"],
        ["7", "2020-01-07", "y[1]", "·", "6"],
    ]


@pytest.mark.parametrize(("part", "words"), [("train", "training"), ("validation", "validation"), ("test", "test")])
@pytest.mark.parametrize("which", ["first", "last"])
def test_the_numbers_are_those_that_the_network_gets(window, view, part, words, which):
    pick(view.part, words)
    count = sample_of(window, part, 1)[2]
    number = 1 if which == "first" else count
    type_words(view.number, number)

    x, y, _ = sample_of(window, part, number)
    shown = rows_of(view)
    assert [[float(row[3]), float(row[4])] for row in shown[:5]] == x.tolist()
    assert [[float(row[4])] for row in shown[5:]] == y.tolist()
    assert f"of {count} · rows" in view.where.text()


def test_a_gap_is_left_out_between_past_and_future(window, view):
    window.document.change(window.document.experiment.with_settings("windows", gap=3), "a gap")
    settle()

    assert [row[0] for row in rows_of(view)] == ["1", "2", "3", "4", "5", "9", "10"]


def test_a_stride_counts_samples_further_apart(window, view):
    window.document.change(window.document.experiment.with_settings("windows", stride=4), "a stride")
    settle()
    type_words(view.number, 2)

    assert rows_of(view)[0][0] == "5"


def test_the_slider_and_the_number_go_together(view):
    view.slider.setFocus()
    press(view.slider, Qt.Key.Key_Right)
    press(view.slider, Qt.Key.Key_Right)
    assert view.number.text() == "3"
    assert rows_of(view)[0][0] == "3"

    type_words(view.number, 10)
    assert view.slider.value() == 10
    put_cursor(view.number)
    press(view.number, Qt.Key.Key_Up)
    assert view.slider.value() == 11
    press(view.slider, Qt.Key.Key_End)
    assert view.number.text() == "64"


@pytest.mark.parametrize("number", [0, 65, -3])
def test_a_sample_that_does_not_exist_is_told_and_the_shown_one_stays(view, number):
    type_words(view.number, 7)

    type_words(view.number, number)

    assert view.where.text() == "There are samples 1 to 64."
    assert rows_of(view)[0][0] == "7"
    press(view.number, Qt.Key.Key_Escape)
    assert view.number.text() == "7"


def test_words_instead_of_a_number_are_told_in_place(view):
    type_words(view.number, "ten")

    assert view.where.text() == "must be a whole number, not 'ten'"
    press(view.number, Qt.Key.Key_Escape)
    assert view.where.text().startswith("of 64 · rows")


def test_a_click_on_the_curve_chooses_the_sample_that_begins_there(qtbot, window, view):
    type_words(view.number, 20)
    settle()
    series, box = window.bench.series, view.plot.getViewBox()
    x = series.times[32].astype("datetime64[s]").astype(float)
    place = view.plot.mapFromScene(box.mapViewToScene(QPointF(x - 3600, float(series.column("flow")[32]))))

    QTest.mouseMove(view.plot.viewport(), place)
    QTest.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    qtbot.waitUntil(lambda: view.number.text() == "33")

    assert rows_of(view)[0][0] == "33"


def test_the_bands_cover_past_and_future_on_the_curve(window, view):
    type_words(view.number, 11)

    half = 43_200
    seconds = window.bench.series.times.astype("datetime64[s]").astype(float)
    assert view.past.getRegion() == (seconds[10] - half, seconds[14] + half)
    assert view.future.getRegion() == (seconds[15] - half, seconds[16] + half)


def test_fewer_samples_than_the_shown_one_shows_the_last(window, view):
    type_words(view.number, 64)

    window.document.change(window.document.experiment.with_settings("windows", timesteps=20), "longer")
    settle()

    assert view.number.text() == "49"


def test_what_keeps_samples_from_being_cut_is_said_instead(window, view):
    window.document.change(window.document.experiment.with_settings("windows", timesteps=90), "too long")
    settle()

    assert any("one sample needs 92" in words for words in words_of(view))
    assert not view.split.isVisible()
    window.document.undo_stack.undo()
    settle()
    assert view.split.isVisible()


def test_another_target_is_drawn(window, view):
    window.document.change(window.document.experiment.with_settings("data", targets=("level",)), "level")
    settle()

    assert view.plot.curves[0].name == "level"


def heads_of(view):
    model = view.table.model()
    return [model.headerData(at, Qt.Orientation.Horizontal) for at in range(model.columnCount())]


def place_of(view, x, y):
    """Give where a point of the curve is in the plot's widget."""
    return view.plot.mapFromScene(view.plot.getViewBox().mapViewToScene(QPointF(x, y)))


def seconds_of(window, row):
    return float(window.bench.series.times[row].astype("datetime64[s]").astype(float))


def test_the_lines_of_the_file_stand_beside_the_rows(qtbot, window, view):
    assert heads_of(view)[-2:] == ["line", "in the file"]
    qtbot.waitUntil(lambda: rows_of(view)[0][-1] != "")

    type_words(view.number, 10)

    assert [row[-2:] for row in rows_of(view)][:2] == [["11", "2020-01-10,1009,9"], ["12", "2020-01-11,1010,10"]]
    assert rows_of(view)[6][-2:] == ["17", "2020-01-16,1015,15"]


def test_a_file_that_has_changed_since_is_told_in_place_of_its_lines(qtbot, window, view, tmp_path):
    qtbot.waitUntil(
        lambda: window.bench.explorer.lines(window.bench.series, window.document.experiment.data) is not None
    )
    (tmp_path / "flow.csv").write_text("something else\n")

    view.table.model()._lines._read.clear()

    assert rows_of(view)[0][-1] == "(flow.csv has changed since it was read.)"


def test_a_series_without_a_file_has_no_columns_of_lines(qtbot, window):
    window.right.show_view("windows")
    settle()

    assert heads_of(window.right.view("windows"))[0:2] == ["row", "time"]
    assert "in the file" not in heads_of(window.right.view("windows"))


def test_rows_that_are_chosen_in_the_table_are_marked_on_the_curve(window, view):
    type_words(view.number, 11)
    assert not view.chosen.isVisible()

    view.table.selectRow(2)
    settle()

    half = 43_200
    assert view.chosen.isVisible()
    assert view.chosen.getRegion() == (seconds_of(window, 12) - half, seconds_of(window, 12) + half)
    type_words(view.number, 12)
    assert not view.chosen.isVisible()


def test_a_click_in_the_sample_finds_its_row_in_the_table(qtbot, window, view):
    type_words(view.number, 20)
    settle()
    place = place_of(view, seconds_of(window, 22), 22.0)

    QTest.mouseMove(view.plot.viewport(), place)
    QTest.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    qtbot.waitUntil(lambda: bool(view.table.selectionModel().selectedRows()))

    assert [index.row() for index in view.table.selectionModel().selectedRows()] == [3]
    assert view.number.text() == "20"


def test_the_sample_follows_the_mouse_and_the_curve_waits_until_it_is_let_go(window, view):
    type_words(view.number, 20)
    seen = view.plot.viewRange()[0]
    day, half = 86_400, 43_200
    low = seconds_of(window, 19) - half + 3.2 * day
    with QSignalBlocker(view.past):
        view.past.setRegion((low, low + 5 * day))

    view.past.sigRegionChanged.emit(view.past)
    settle()

    assert view.number.text() == "23"
    assert rows_of(view)[0][0] == "23"
    assert view.future.getRegion() == (seconds_of(window, 27) - half, seconds_of(window, 28) + half)
    assert view.plot.viewRange()[0] == seen
    view.past.sigRegionChangeFinished.emit(view.past)
    settle()
    assert view.past.getRegion() == (seconds_of(window, 22) - half, seconds_of(window, 26) + half)
    assert view.plot.viewRange()[0] != seen


def hold(widget, place):
    """Move the mouse with its button pressed."""
    moved = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(place), QPointF(widget.mapToGlobal(place)), Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, moved)
    settle()


def test_a_sample_is_dragged_with_the_mouse(window, view):
    type_words(view.number, 20)
    settle()
    start, end = (place_of(view, seconds_of(window, row), 22.0) for row in (21, 26))

    QTest.mouseMove(view.plot.viewport(), start)
    QTest.mousePress(view.plot.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
    for share in (0.3, 0.7, 1.0):
        hold(view.plot.viewport(), start + (end - start) * share)
    QTest.mouseRelease(view.plot.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)
    settle()

    assert int(view.number.text()) == pytest.approx(25, abs=1)
    assert rows_of(view)[0][0] == view.number.text()


def test_a_sample_dragged_past_the_ends_stays_the_first_or_the_last(window, view):
    for days, number in ((-90, "1"), (90, "64")):
        type_words(view.number, 20)
        low, high = view.past.getRegion()
        view.past.setRegion((low + days * 86_400, high + days * 86_400))
        settle()

        assert view.number.text() == number
