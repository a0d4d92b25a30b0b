"""The data card: which file, which columns, and how a file is read."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox

from tests.app.person import choose, click, click_through, pick, press, put_cursor, seen, type_words
from tests.made_series import numbered
from tests.windows import settle
from workbench.app.widgets.notice import Notice
from workbench.core.experiment import Categories, DataSpec, FileSource
from workbench.core.series import Labels
from workbench.core.transforms import Log, SeasonalDifference

TARGET, INPUT = 1, 2
ON = Qt.CheckState.Checked


@pytest.fixture
def card(window):
    return window.left.data


@pytest.fixture
def weather(qtbot, window, card):
    """The card with four columns: temp_max is target and input, the others are inputs."""
    open_sample(qtbot, window, "seattle-weather")
    return card


def open_sample(qtbot, window, name):
    window.open_sample(name)
    wait_for(qtbot, window, name)


def open_file(qtbot, window, path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    window.files.open(path)
    wait_for(qtbot, window, path.name)


def wait_for(qtbot, window, name):
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.name == name)
    settle()


def cell(card, name, role):
    table = card.columns
    at = next(at for at in range(table.rowCount()) if table.item(at, 0).text() == name)
    return table.item(at, role)


def tick(card, name, role):
    """Click into the box of a column's role."""
    box = card.columns.visualItemRect(cell(card, name, role))
    click_through(card.columns.viewport(), QPoint(box.left() + 11, box.center().y()))


def roles(window):
    data = window.document.experiment.data
    return data.targets, data.inputs


def test_the_card_names_the_sample_its_rows_and_its_rhythm(window, card):
    assert card.file.text() == "Seattle temperatures, hourly"
    assert card.facts.text() == "400 rows · time: date, hourly · 2024-01-01 00:00 – 2024-01-17 15:00"


def test_every_column_stands_with_its_roles(weather):
    shown = [
        [weather.columns.item(at, 0).text(), *(weather.columns.item(at, role).checkState() == ON for role in (1, 2))]
        for at in range(weather.columns.rowCount())
    ]

    assert shown == [
        ["temp_max", True, True],
        ["temp_min", False, True],
        ["precipitation", False, True],
        ["wind", False, True],
    ]


def test_a_click_makes_a_column_an_input_or_takes_it_out(window, weather):
    tick(weather, "wind", INPUT)
    assert roles(window) == (("temp_max",), ("temp_max", "temp_min", "precipitation"))
    assert window.document.undo_label() == "change the role of wind"

    tick(weather, "wind", INPUT)

    assert roles(window)[1] == ("temp_max", "temp_min", "precipitation", "wind")


def test_a_column_that_becomes_a_target_becomes_an_input_too(window, weather):
    tick(weather, "wind", INPUT)
    before = window.document.undo_stack.count()

    tick(weather, "wind", TARGET)

    assert roles(window) == (("temp_max", "wind"), ("temp_max", "temp_min", "precipitation", "wind"))
    assert cell(weather, "wind", INPUT).checkState() == ON
    assert window.document.undo_stack.count() == before + 1


def test_a_target_may_be_no_input(window, weather):
    tick(weather, "temp_max", INPUT)

    assert roles(window) == (("temp_max",), ("temp_min", "precipitation", "wind"))


def test_a_target_that_is_no_input_is_told_with_its_repair_as_long_as_its_past_is_given_back(window, weather):
    tick(weather, "temp_max", INPUT)

    (notice,) = seen(weather, Notice)
    assert notice.words.text() == (
        "Window normalisation gives every target its own past back, but the inputs do not have: temp_max."
    )
    assert not window.actions_by_name["train"].isEnabled()
    click(notice.button)
    assert roles(window) == (("temp_max",), ("temp_min", "precipitation", "wind", "temp_max"))
    assert seen(weather, Notice) == []
    window.document.undo_stack.undo()
    window.document.change(window.document.experiment.with_settings("windows", normalisation="none"), "none")
    settle()
    assert seen(weather, Notice) == []


def test_roles_are_changed_by_keys_too(window, weather):
    put_cursor(weather.columns)
    weather.columns.setCurrentItem(cell(weather, "temp_min", TARGET))

    press(weather.columns, Qt.Key.Key_Space)

    assert roles(window)[0] == ("temp_max", "temp_min")


def test_the_shapes_follow_the_roles(window, weather):
    tick(weather, "wind", TARGET)

    assert ", 72, 4]" in window.left.windows.shapes.text()  # three of the made rows' seasons of 24
    assert ", 24, 2]" in window.left.windows.shapes.text()
    assert window.bench.stack.output.targets == 2


def test_without_a_target_the_card_says_so_and_nothing_can_be_trained(window, card):
    tick(card, "temp", TARGET)

    (notice,) = seen(card, Notice)
    assert notice.words.text() == "No column is chosen to be forecast."
    assert not window.actions_by_name["train"].isEnabled()
    assert "No column is chosen to be forecast." in window.actions_by_name["train"].toolTip()


def test_undo_puts_the_tick_back(window, weather):
    tick(weather, "wind", INPUT)

    window.document.undo_stack.undo()
    settle()

    assert cell(weather, "wind", INPUT).checkState() == ON


def test_the_buttons_open_a_file_and_a_sample(qtbot, window, card, tmp_path, monkeypatch):
    path = tmp_path / "flow.csv"
    path.write_text("flow\n" + "\n".join(map(str, range(100))))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))

    click(card.open_button)
    wait_for(qtbot, window, "flow.csv")
    assert card.file.text() == "flow.csv"
    assert str(path) in card.file.toolTip()

    click(card.samples_button)
    (menu,) = [menu for menu in window.findChildren(QMenu) if menu.isVisible()]
    choose(menu, "River Nile")
    wait_for(qtbot, window, "nile")
    assert card.file.text() == "River Nile, yearly"


def test_only_a_file_has_options_of_reading(qtbot, window, card, tmp_path):
    assert not card.reading.isVisible()

    open_file(qtbot, window, tmp_path / "flow.csv", "flow\n1\n2\n3\n")

    assert card.reading.isVisible()


def test_another_decimal_mark_reads_the_file_again(qtbot, window, card, tmp_path):
    lines = "\n".join(f"2024-01-{1 + row // 24:02} {row % 24:02}:00;{row},5" for row in range(200))
    open_file(qtbot, window, tmp_path / "comma.csv", f"when;flow\n{lines}\n")
    assert window.bench.series.column("flow")[1] == 1.5
    click(card.reading._more)

    pick(card.reading.editor("decimal"), "Point .")
    qtbot.waitUntil(lambda: not window.bench.reader.is_busy)
    settle()

    error = window.bench.series_error
    assert error is not None
    assert "has no column of numbers" in error.what
    assert card.facts.text() == error.what
    window.findChild(QMessageBox, "errorMessage").close()
    settle()
    pick(card.reading.editor("decimal"), "Comma ,")
    wait_for(qtbot, window, "comma.csv")
    assert window.bench.series.column("flow")[1] == 1.5
    assert window.document.undo_label() == "set Decimal mark"


def test_another_separator_reads_the_file_again(qtbot, window, card, tmp_path):
    lines = "\n".join(f"{row};{row}|{row}" for row in range(100))
    open_file(qtbot, window, tmp_path / "both.csv", f"a;b|c\n{lines}\n")
    click(card.reading._more)
    before = window.bench.series.columns

    pick(card.reading.editor("separator"), "Bar |")
    wait_for(qtbot, window, "both.csv")

    assert window.bench.series.columns == ("c",)
    assert window.bench.series.left_out == ("a;b",)
    assert before != ("c",)
    window.document.undo_stack.undo()
    wait_for(qtbot, window, "both.csv")
    assert window.bench.series.columns == before


def test_a_dash_for_the_time_column_leaves_the_rows_in_order(qtbot, window, card, tmp_path):
    lines = "\n".join(f"2024-01-{1 + row // 24:02} {row % 24:02}:00,{row}" for row in range(200))
    open_file(qtbot, window, tmp_path / "dated.csv", f"when,flow\n{lines}\n")
    assert "time: when, hourly" in card.facts.text()
    click(card.reading._more)

    type_words(card.reading.editor("time_column"), "-")
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.times is None)
    settle()

    assert "rows in order" in card.facts.text()


def test_columns_of_words_are_named_as_left_out(qtbot, window, card, tmp_path):
    lines = "\n".join(f"{row},fine" for row in range(100))

    open_file(qtbot, window, tmp_path / "words.csv", f"flow,weather\n{lines}\n")

    assert "left out, no numbers: weather" in card.facts.text()


def test_many_columns_scroll_and_few_take_no_more_room_than_they_need(qtbot, window, card, tmp_path):
    few = card.columns.height()
    names = [f"c{at}" for at in range(20)]
    lines = "\n".join(",".join(str(row + at) for at in range(20)) for row in range(100))

    open_file(qtbot, window, tmp_path / "wide.csv", f"{','.join(names)}\n{lines}\n")

    assert card.columns.rowCount() == 20
    assert few < card.columns.height() < 300
    assert card.columns.verticalScrollBar().maximum() > 0
    assert window.document.experiment.data.source == FileSource(path=str(tmp_path / "wide.csv"))


def test_the_folded_card_says_what_is_forecast(window, card):
    card.fold(True)

    assert card._summary.text() == "Seattle temperatures, hourly → temp"
    assert not card.body.isVisible()


# Roles beside target and input


FUTURE = 3


def test_a_column_is_known_in_the_future_by_a_click_and_the_features_are_counted(window, weather):
    tick(weather, "wind", FUTURE)

    assert window.document.experiment.data.known == ("wind",)
    timesteps = window.document.experiment.windows.timesteps
    assert f", {timesteps}, 5]" in window.left.windows.shapes.text()
    assert window.bench.stack.input.channels == 5
    window.document.undo_stack.undo()
    settle()
    assert cell(weather, "wind", FUTURE).checkState() == Qt.CheckState.Unchecked


def test_a_target_that_is_known_in_the_future_is_told_with_its_repair(window, weather):
    tick(weather, "temp_max", FUTURE)

    (notice,) = seen(weather, Notice)
    assert notice.words.text() == "temp_max is a target: its future cannot be known."
    click(notice.button)
    assert window.document.experiment.data.known == ()


def test_the_chosen_column_is_transformed_and_marked(window, weather):
    click(weather.more.more)
    weather.columns.setCurrentItem(cell(weather, "wind", 0))
    assert weather.more.of_column.text() == "of wind"

    pick(weather.more.transform, "Seasonal difference")

    assert window.document.experiment.data.transforms == (SeasonalDifference(column="wind", season=24),)
    assert window.document.undo_label() == "transform wind"
    assert cell(weather, "wind", 4).text() == "ƒ"
    assert weather.more.season.isVisible()
    pick(weather.more.transform, "None")
    assert window.document.experiment.data.transforms == ()
    assert weather.columns.isColumnHidden(4)
    assert not weather.more.season.isVisible()


def test_a_transform_that_the_values_do_not_allow_is_told_in_the_card(window, weather):
    click(weather.more.more)
    weather.columns.setCurrentItem(cell(weather, "precipitation", 0))
    window.bench.series.values[3, 2] = 0

    pick(weather.more.transform, "Log")
    settle()

    assert window.document.experiment.data.transforms == (Log(column="precipitation"),)
    (notice,) = seen(weather, Notice)
    assert notice.words.text().startswith("Log of precipitation needs values above zero; others: 1, the first at row 4")
    click(notice.button)
    assert window.document.experiment.data.transforms == ()


def test_a_box_of_the_calendar_tells_the_network_of_the_clock_and_warns_where_it_was_seen_once(window, card):
    click(card.more.more)

    click(card.more.calendar["day_of_month"])
    click(card.more.calendar["hour_of_day"])

    assert window.document.experiment.data.calendar == ("hour_of_day", "day_of_month")
    (notice,) = seen(card, Notice)
    assert notice.words.text().startswith("Day of the month: the training part covers 0.38 months.")
    assert window.actions_by_name["train"].isEnabled()


def test_a_group_is_chosen_by_its_column_and_the_rows_are_read_again(qtbot, window, card, tmp_path):
    lines = "\n".join(f"{row % 2},{row}" for row in range(200))
    open_file(qtbot, window, tmp_path / "shops.csv", f"shop,sold\n{lines}\n")
    click(card.more.more)

    pick(card.more.group, "shop")
    qtbot.waitUntil(lambda: window.bench.series is not None and window.bench.series.column("sold")[1] == 2)
    settle()

    assert window.document.experiment.data.group == "shop"
    assert window.bench.problems[-1].message.startswith("The series of a group may differ in size")


def test_a_table_of_two_thousand_columns_is_made_once(weather):
    series = numbered(50, tuple(f"c{at}" for at in range(2_000)))
    data = DataSpec(targets=("c1",), inputs=("c1",))
    weather.columns.show_roles(series, data)
    boxes = [weather.columns.item(row, TARGET) for row in (0, 1, 1_999)]

    weather.columns.show_roles(series, DataSpec(targets=("c1999",), inputs=("c1",)))

    assert [weather.columns.item(row, TARGET) for row in (0, 1, 1_999)] == boxes
    assert [box.checkState() == ON for box in boxes] == [False, False, True]


def test_a_column_of_words_can_be_an_input_and_brings_its_words(window, weather):
    series = window.bench.series
    window.bench.series = replace(series, labels={"sky": Labels(np.arange(len(series)).astype(np.int32) % 3, SKIES)})
    window.bench.series_changed.emit()
    settle()
    assert not cell(weather, "sky", TARGET).flags() & Qt.ItemFlag.ItemIsUserCheckable

    tick_by_key(weather, "sky", INPUT)

    assert window.document.experiment.data.categories == (Categories(column="sky", words=("dry", "mild", "wet")),)
    assert window.bench.stack.input.channels == 4 + 3


SKIES = ("wet", "dry", "mild")


def tick_by_key(card, name, role):
    put_cursor(card.columns)
    card.columns.setCurrentItem(cell(card, name, role))
    press(card.columns, Qt.Key.Key_Space)
