"""The report of the shown run, and the forecast past the end, as files."""

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QPushButton

from tests.app import scripted
from tests.windows import settle
from workbench.engine.runs import LookTaken


def saves_to(monkeypatch, path, kind=""):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), kind))


def message(window):
    return window.findChild(QMessageBox, "writtenMessage")


@pytest.fixture
def trained(qtbot, window, script):
    scripted.run_to_the_end(qtbot, window, script)
    return window


@pytest.fixture
def opened(qtbot, trained, monkeypatch):
    """Open the test part of the run."""
    told = trained.bench.run

    def look(model, series, evaluation):
        yield LookTaken(evaluation, scripted.opened(evaluation, told.experiment, series), model)

    monkeypatch.setattr("workbench.app.work.bench.open_test_job", look)
    trained.bench.open_test()
    qtbot.waitUntil(lambda: told.evaluation.test is not None and not trained.bench.trainer.is_busy)
    settle()
    return trained


def export(qtbot, window, name):
    """Choose an action of the File menu, and wait until it says where the file lies."""
    action = window.actions_by_name[name]
    assert action.isEnabled(), action.toolTip()
    action.trigger()
    qtbot.waitUntil(lambda: message(window) is not None)
    settle()


def close(window):
    message(window).reject()
    settle()


def test_without_a_model_there_is_nothing_to_report(window):
    for name in ("report", "save_forecast"):
        assert not window.actions_by_name[name].isEnabled()
        assert "There is no trained model yet." in window.actions_by_name[name].toolTip()


def test_the_report_of_the_shown_run_is_written_with_its_curves(qtbot, trained, monkeypatch, tmp_path):
    saves_to(monkeypatch, tmp_path / "told")

    export(qtbot, trained, "report")

    html = (tmp_path / "told.html").read_text("utf-8")
    assert "3; the best was number 3" in html
    assert "The test part is closed; looks at it so far: 0." in html
    assert message(trained).text() == "told.html is written."
    assert message(trained).informativeText() == str(tmp_path / "told.html")
    close(trained)


def test_the_report_speaks_the_language_of_the_window(qtbot, trained, monkeypatch, tmp_path):
    saves_to(monkeypatch, tmp_path / "zh.html")
    trained.language.use("zh_CN")
    settle()

    export(qtbot, trained, "report")

    assert '<html lang="zh-CN">' in (tmp_path / "zh.html").read_text("utf-8")
    close(trained)


def test_the_file_can_be_opened_from_where_it_is_told(qtbot, trained, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: asked.append(url.toLocalFile()))
    saves_to(monkeypatch, tmp_path / "told.html")
    export(qtbot, trained, "report")

    button = next(one for one in message(trained).findChildren(QPushButton) if one.text() == "Open")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settle()

    assert asked == [str(tmp_path / "told.html")]


def test_the_forecast_past_the_end_waits_for_the_test_part(trained):
    action = trained.actions_by_name["save_forecast"]

    assert not action.isEnabled()
    assert "Open the test part first: the forecast past the end comes with it." in action.toolTip()


@pytest.mark.parametrize(
    ("name", "kind", "saved"),
    [
        ("ahead", "Workbooks (*.xlsx)", "ahead.xlsx"),
        ("ahead.csv", "CSV files (*.csv)", "ahead.csv"),
    ],
)
def test_the_forecast_is_written_as_the_kind_that_is_chosen(qtbot, opened, monkeypatch, tmp_path, name, kind, saved):
    saves_to(monkeypatch, tmp_path / name, kind)

    export(qtbot, opened, "save_forecast")

    assert (tmp_path / saved).exists()
    if saved.endswith("xlsx"):
        forecast, _ = openpyxl.load_workbook(tmp_path / saved).worksheets
        assert forecast["B2"].value == 100.0
    close(opened)


def test_a_file_whose_ending_was_added_is_not_replaced_unasked(opened, monkeypatch, tmp_path):
    (tmp_path / "ahead.xlsx").write_text("mine")
    saves_to(monkeypatch, tmp_path / "ahead", "Workbooks (*.xlsx)")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)

    opened.actions_by_name["save_forecast"].trigger()
    settle()

    assert (tmp_path / "ahead.xlsx").read_text() == "mine"
    assert not opened.bench.trainer.is_busy


def test_a_dialog_that_is_left_writes_nothing(trained, monkeypatch, tmp_path):
    saves_to(monkeypatch, "")

    trained.actions_by_name["report"].trigger()
    settle()

    assert not trained.bench.trainer.is_busy
    assert list(tmp_path.glob("*.html")) == []


def test_a_folder_that_cannot_be_written_is_told(qtbot, trained, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    saves_to(monkeypatch, tmp_path / "file" / "told.html")

    with qtbot.waitSignal(trained.bench.failed) as failed:
        trained.actions_by_name["report"].trigger()
    qtbot.waitUntil(lambda: not trained.bench.trainer.is_busy)
    settle()

    assert "told.html" in failed.args[0].what
    trained.findChild(QMessageBox, "errorMessage").close()
    settle()
    assert trained.bench.run.model is not None
