"""File > Export: the dialog is driven by scripted exports; what a real one writes is tested in the engine."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QMessageBox

from tests.app import scripted
from tests.app.person import CTRL, SHIFT, click, press, seen, type_words
from tests.windows import settle
from workbench.app.export_dialog import ExportDialog
from workbench.app.exporter import ExportDone, ExportRefused
from workbench.core.errors import ExportError
from workbench.core.export_formats import EXPORT_FORMATS
from workbench.engine.export.check import Check
from workbench.engine.export.export import Exported


class Exports:
    """What the next exports tell; knows what was asked for."""

    def __init__(self):
        self.asked, self.answers = [], []

    def job(self, model, name, path):
        self.asked.append((name, path))
        answer = self.answers.pop(0)
        if isinstance(answer, ExportError):
            yield ExportRefused(answer)
        elif isinstance(answer, Exception):
            raise answer
        else:
            yield ExportDone(answer)


@pytest.fixture
def exports(monkeypatch):
    made = Exports()
    monkeypatch.setattr("workbench.app.exporter.export_job", made.job)
    return made


@pytest.fixture
def dialog(qtbot, window, script, tmp_path):
    """The dialog over a window with a trained model, whose last folder is the test's."""
    scripted.run_to_the_end(qtbot, window, script)
    window.settings.last_folder = tmp_path
    press(window, Qt.Key.Key_E, CTRL | SHIFT)
    opened = window.findChild(ExportDialog)
    yield opened
    window.exporter.is_busy = False
    opened.close()
    settle()


def says(dialog, words):
    return any(words in one.text() for one in seen(dialog, QLabel))


def done(path, largest=2e-7, example="use it\n"):
    return Exported(Path(path), Check((1, 7, 64), largest, "forecast"), example)


def export(qtbot, window, dialog):
    click(dialog.export_button)
    qtbot.waitUntil(lambda: not window.exporter.is_busy and dialog.export_button.isEnabled())
    settle()


def test_without_a_model_the_reason_is_given(window):
    action = window.actions_by_name["export"]

    assert not action.isEnabled()
    assert "There is no trained model yet." in action.toolTip()


def test_every_format_says_what_it_is_for(dialog):
    for one in EXPORT_FORMATS:
        assert says(dialog, one.purpose)


def test_the_proposed_name_follows_the_format(dialog, tmp_path):
    for one in EXPORT_FORMATS:
        click(dialog.choices[one.name])

        assert dialog.path == tmp_path / f"seattle-temps{one.suffix}"


def test_a_name_that_was_typed_keeps_its_stem(dialog, tmp_path):
    type_words(dialog.path_field, tmp_path / "mine.seqmodel", enter=False)

    click(dialog.choices["onnx"])

    assert dialog.path == tmp_path / "mine.onnx"


def test_an_export_tells_its_check_and_how_it_is_used(qtbot, window, dialog, exports, tmp_path):
    click(dialog.choices["onnx"])
    exports.answers.append(done(tmp_path / "seattle-temps.onnx", example="import onnxruntime\n"))

    export(qtbot, window, dialog)

    assert exports.asked == [("onnx", tmp_path / "seattle-temps.onnx")]
    assert says(dialog, "the largest difference is 2.0e-07 of the target's scale")
    assert dialog.example.toPlainText() == "import onnxruntime\n"
    click(dialog.copy_button)
    assert QGuiApplication.clipboard().text() == "import onnxruntime\n"


def test_the_folder_of_what_was_written_is_opened(qtbot, window, dialog, exports, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "workbench.app.export_dialog.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    exports.answers.append(done(tmp_path / "seattle-temps.seqmodel"))
    export(qtbot, window, dialog)

    click(dialog.folder_button)

    assert [Path(one) for one in opened] == [tmp_path]


def test_a_refused_export_says_why_in_its_place(qtbot, window, dialog, exports):
    exports.answers.append(ExportError("It cannot be written.", hint="Choose another."))

    export(qtbot, window, dialog)

    assert says(dialog, "It cannot be written.\nChoose another.")
    assert not dialog.example.isVisible()


def test_a_bug_frees_the_dialog(qtbot, window, dialog, exports, crashes):
    exports.answers.append(ZeroDivisionError("made up"))
    window.bench.failed.disconnect(window.alerts.show)

    export(qtbot, window, dialog)

    assert dialog.export_button.isEnabled()


def test_a_bundle_saves_the_model(qtbot, window, dialog, exports, tmp_path):
    assert window.bench.has_unsaved_model
    exports.answers.append(done(tmp_path / "seattle-temps.seqmodel"))

    export(qtbot, window, dialog)

    assert not window.bench.has_unsaved_model


@pytest.mark.parametrize(("answer", "asked"), [(QMessageBox.StandardButton.No, 0), (QMessageBox.StandardButton.Yes, 1)])
def test_a_file_that_is_there_is_replaced_only_when_the_user_says_so(
    qtbot, window, dialog, exports, tmp_path, monkeypatch, answer, asked
):
    (tmp_path / "seattle-temps.seqmodel").write_text("mine")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answer)
    exports.answers.append(done(tmp_path / "seattle-temps.seqmodel"))

    export(qtbot, window, dialog)

    assert len(exports.asked) == asked


def test_a_second_export_waits_for_the_first(window, dialog, exports):
    window.exporter.is_busy = True

    click(dialog.export_button)

    assert exports.asked == []
    assert says(dialog, "Another export is still being written; wait until it is done.")
