"""A plot: what is read from it, and what can be taken away."""

import csv
import os

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from tests.app.person import choose
from tests.windows import settle
from workbench.app.appearance.theme import Theme
from workbench.app.plots.legend import Legend
from workbench.app.plots.plot import Plot, seconds, times_of
from workbench.app.plots.taken_pictures import ask_picture, copy_picture, save_picture
from workbench.core.errors import StorageError
from workbench.core.series import Series

RIGHT, NO_BUTTON = Qt.MouseButton.RightButton, Qt.MouseButton.NoButton
START = 1_704_067_200.0  # 2024-01-01 00:00 UTC


@pytest.fixture
def plot_of(qtbot):
    """Put a plot with one curve on the screen."""
    theme, shown = Theme("light"), []

    def show(x, y, name="flow", **choices):
        plot = Plot(theme, **choices)
        qtbot.addWidget(plot)
        plot.resize(500, 300)
        plot.add_curve(name, "#0072b2").item.setData(np.asarray(x, dtype=float), np.asarray(y, dtype=float))
        plot.show()
        plot.show_all()
        settle()
        shown.append(plot)
        return plot

    yield show
    theme.deleteLater()


def read_numbers(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def test_the_picture_is_written_as_png(plot_of, tmp_path):
    plot = plot_of([1, 2, 3], [4, 5, 6])

    save_picture(plot, tmp_path / "a.png")

    picture = QImage(str(tmp_path / "a.png"))
    assert (picture.width(), picture.height()) == (500, 300)
    assert len({picture.pixel(x, 150) for x in range(500)}) > 1


def test_the_picture_is_written_as_svg(plot_of, tmp_path):
    from xml.etree import ElementTree as ET

    plot = plot_of([1, 2, 3], [4, 5, 6], x_label="row", y_label="a < b & c")

    save_picture(plot, tmp_path / "a.svg")

    words = "".join(ET.parse(tmp_path / "a.svg").getroot().itertext())
    assert "a < b & c" in words


def test_the_numbers_can_be_read_with_any_csv_reader(plot_of, tmp_path):
    plot = plot_of([1, 2, 3], [0.1, np.nan, 1 / 3], name='a "quoted", name', x_label="row")
    plot.add_curve("empty", "#000000")

    plot.save_numbers(tmp_path / "a.csv")

    head, *rows = read_numbers(tmp_path / "a.csv")
    assert head == ["curve", "x", "y"]
    assert [row[0] for row in rows] == ['a "quoted", name'] * 3
    assert [float(row[1]) for row in rows] == [1, 2, 3]
    assert [float(row[2]) for row in rows] == [pytest.approx(0.1), pytest.approx(np.nan, nan_ok=True),
                                               pytest.approx(1 / 3)]  # fmt: skip


def test_row_numbers_beyond_a_million_are_written_whole(plot_of, tmp_path):
    plot = plot_of([1_234_567, 1_234_568], [1, 2], x_label="row")

    plot.save_numbers(tmp_path / "a.csv")

    assert [row[1] for row in read_numbers(tmp_path / "a.csv")[1:]] == ["1234567", "1234568"]


@pytest.mark.parametrize(
    ("step", "written"),
    [(3600, ["2024-01-01 00:00", "2024-01-01 01:00"]), (1, ["2024-01-01 00:00:00", "2024-01-01 00:00:01"])],
)
def test_times_are_written_as_finely_as_they_are(plot_of, tmp_path, step, written):
    plot = plot_of(START + step * np.arange(2), [1, 2], dates=True)

    plot.save_numbers(tmp_path / "a.csv")

    times = [row[1] for row in read_numbers(tmp_path / "a.csv")[1:]]
    assert [np.datetime64(time) for time in times] == [np.datetime64(time) for time in written]


def test_a_log_axis_does_not_change_the_numbers(plot_of, tmp_path):
    plot = plot_of([1, 2], [10, 100])
    plot.setLogMode(y=True)

    plot.save_numbers(tmp_path / "a.csv")

    assert [float(row[2]) for row in read_numbers(tmp_path / "a.csv")[1:]] == [10, 100]


@pytest.mark.parametrize("kind", ["png", "svg", "csv"])
def test_a_full_disk_is_told_and_the_old_file_stays(plot_of, tmp_path, monkeypatch, kind):
    plot, told = plot_of([1, 2, 3], [4, 5, 6]), []
    plot.failed.connect(told.append)
    path = tmp_path / f"a.{kind}"
    path.write_bytes(b"old")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    plot._ask_numbers() if kind == "csv" else ask_picture(plot, plot.failed.emit)

    (error,) = told
    assert isinstance(error, StorageError)
    assert "No space left on device" in error.what
    assert path.read_bytes() == b"old"


def test_a_dialog_that_is_cancelled_writes_nothing(plot_of, monkeypatch):
    plot, told = plot_of([1], [1]), []
    plot.failed.connect(told.append)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))

    ask_picture(plot, told.append)
    plot._ask_numbers()

    assert told == []


def test_every_plot_of_the_window_tells_failures_where_errors_are_shown(qtbot, window, script, tmp_path):
    from tests.app import scripted

    told = []
    window.bench.failed.disconnect(window.alerts.show)
    window.bench.failed.connect(told.append)
    window.document.change(window.document.experiment.with_settings("windows", horizon=2), "two steps")
    scripted.run_to_the_end(qtbot, window, script)
    for name in ("series", "windows", "training", "forecast"):
        window.right.show_view(name)
        settle()
    plots = window.findChildren(Plot)
    blocker = tmp_path / "a file"
    blocker.write_bytes(b"")

    for plot in plots:
        plot.save_numbers_or_tell(blocker / "a.csv")

    assert len(plots) >= 7
    assert len(told) == len(plots)


def right_click(plot):
    place = QPoint(50, 50)
    click = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, plot.mapToGlobal(place))
    QApplication.sendEvent(plot.viewport(), click)
    return QApplication.activePopupWidget()


def test_a_right_click_offers_to_copy_and_to_save(plot_of):
    menu = right_click(plot_of([1, 2], [3, 4]))

    offered = [action.text() for action in menu.actions() if action.text()]
    menu.close()

    assert offered == ["Show all (double click)", "Copy picture", "Save picture…", "Save numbers…"]


def test_the_menu_saves_the_numbers(plot_of, tmp_path, monkeypatch):
    path = tmp_path / "a.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))

    choose(right_click(plot_of([1, 2], [3, 4])), "Save numbers")

    assert len(read_numbers(path)) == 3


def test_the_picture_can_be_copied(plot_of):
    plot = plot_of([1, 2], [3, 4])

    copy_picture(plot)

    assert QGuiApplication.clipboard().pixmap().width() == 500


def hover(plot, x, y):
    place = plot.mapFromScene(plot.getViewBox().mapViewToScene(QPointF(x, y)))
    QTest.mouseMove(plot.viewport(), place)
    return place


def test_the_cursor_reads_the_nearest_values_with_their_time(qtbot, plot_of):
    plot = plot_of(START + 3600 * np.arange(10), np.arange(10), name="<b>flow</b>", dates=True)

    hover(plot, START + 3600 * 3.2, 3)
    qtbot.waitUntil(plot.reading.isVisible)

    assert plot.reading.text() == "2024-01-01 03:00\n<b>flow</b>: 3"
    assert plot.reading.textFormat() == Qt.TextFormat.PlainText
    assert plot.cursor.value() == START + 3600 * 3
    QApplication.sendEvent(plot, QEvent(QEvent.Type.Leave))
    assert not plot.reading.isVisible()


def test_a_missing_value_is_not_read(qtbot, plot_of):
    plot = plot_of([1, 2, 3], [1, np.nan, 3], x_label="row")
    plot.add_curve("level", "#000000").item.setData([1.0, 2.0, 3.0], [5.0, 6.0, 7.0])
    plot.show_all()
    settle()

    hover(plot, 2.0, 4.0)
    qtbot.waitUntil(plot.reading.isVisible)

    assert plot.reading.text() == "2\nlevel: 6"


def test_a_double_click_shows_all_again(plot_of):
    plot = plot_of(np.arange(100), np.arange(100))
    before = plot.viewRange()
    plot.setXRange(10, 20)
    assert plot.viewRange() != before

    QTest.mouseDClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=plot.rect().center())
    settle()

    assert plot.viewRange()[0] == pytest.approx(before[0], abs=2)


def test_a_name_with_markup_is_shown_as_it_is(plot_of):
    plot = plot_of([1], [1], y_label="<img src=x>&amp;")

    label = plot.getAxis("left").label

    assert label.toPlainText().strip() == "<img src=x>&amp;"


def test_a_legend_shows_names_as_they_are(qtbot):
    from tests.app.person import words_of

    legend = Legend([("<b>truth</b>", "#000000", False), ("last value", "#888888", True)])
    qtbot.addWidget(legend)
    legend.show()

    assert words_of(legend) == ["<b>truth</b>", "last value"]
    assert not legend.grab().isNull()


def test_x_is_seconds_where_there_are_times_and_rows_where_there_are_none():
    values = np.zeros((2, 1))
    times = np.array(["2024-01-01T00:00:00.5", "2024-01-01T00:00:01"], "datetime64[us]")

    assert times_of(Series("a", ("c",), values, times)).tolist() == [START + 0.5, START + 1]
    assert times_of(Series("a", ("c",), values)).tolist() == [1, 2]
    assert seconds(times[:1]).tolist() == [START + 0.5]


@pytest.mark.parametrize(
    ("name", "kind", "written"),
    [
        ("a", "PNG (*.png)", "a.png"),
        ("a", "SVG (*.svg)", "a.svg"),
        ("a.svg", "PNG (*.png)", "a.svg"),
        ("my.plot", "SVG (*.svg)", "my.plot.svg"),
    ],
)
def test_a_picture_is_of_the_kind_that_was_chosen(plot_of, tmp_path, monkeypatch, name, kind, written):
    plot, told = plot_of([1, 2, 3], [4, 5, 6]), []
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / name), kind))

    ask_picture(plot, told.append)

    assert told == []
    assert [path.name for path in tmp_path.iterdir()] == [written]
    begin = (tmp_path / written).read_bytes()[:60]
    assert (b"<?xml" in begin) == written.endswith(".svg")


@pytest.mark.parametrize("place", [(250, 150), (20, 150), (250, 290)], ids=["curves", "left axis", "lower axis"])
def test_a_right_click_opens_no_menu_of_pyqtgraph(plot_of, place):
    plot = plot_of([1, 2], [3, 4])
    before = {menu for menu in QApplication.topLevelWidgets() if isinstance(menu, QMenu) and menu.isVisible()}

    for kind, held in ((QEvent.Type.MouseButtonPress, RIGHT), (QEvent.Type.MouseButtonRelease, NO_BUTTON)):
        at = QPointF(*place)
        event = QMouseEvent(kind, at, plot.viewport().mapToGlobal(at), RIGHT, held, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(plot.viewport(), event)
    settle()

    assert {menu for menu in QApplication.topLevelWidgets() if isinstance(menu, QMenu) and menu.isVisible()} == before


def test_a_right_click_on_the_network_copies_and_saves_its_picture(window, tmp_path, monkeypatch):
    window.right.show_view("network")
    settle()
    drawing = window.right.view("network").drawing
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a"), "SVG (*.svg)"))
    click = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(9, 9), drawing.mapToGlobal(QPoint(9, 9)))

    QApplication.sendEvent(drawing, click)
    menu = QApplication.activePopupWidget()
    offered = [action.text() for action in menu.actions()]
    choose(menu, "Save picture")

    assert offered == ["Copy picture", "Save picture…"]
    assert "LSTM 32" in (tmp_path / "a.svg").read_text(encoding="utf-8")
