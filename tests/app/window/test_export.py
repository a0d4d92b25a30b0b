"""File > Export: the dialog is driven by scripted exports; what a real one writes is tested in the engine."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from tests.app import scripted
from tests.app.person import CTRL, SHIFT, click, press, seen, type_words
from tests.windows import settle
from workbench.app.appearance.theme import Theme
from workbench.app.dialogs.export_dialog import ExportDialog
from workbench.app.work.exporter import ExportDone, Exporter, ExportRefused
from workbench.app.worker import Worker
from workbench.core.errors import ExportError
from workbench.core.export_formats import EXPORT_FORMATS
from workbench.engine.export.check import Check
from workbench.engine.export.export import Exported


class Exports:
    """What the next exports tell; knows what was asked for."""

    def __init__(self):
        self.asked, self.answers = [], []

    def job(self, what, name, path):
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
    monkeypatch.setattr("workbench.app.work.exporter.export_job", made.job)
    return made


@pytest.fixture
def dialog(qtbot, exports, tmp_path):
    """The dialog by itself, with a worker of its own; the model is never looked at."""
    worker, parent = Worker("exports"), QWidget()
    qtbot.addWidget(parent)
    opened = ExportDialog(
        object(), tmp_path / "seattle-temps", Exporter(worker), Theme("light", QApplication.instance()), parent
    )
    opened.open()
    settle()
    yield opened
    opened.close()
    worker.close()


def says(dialog, words):
    return any(words in one.text() for one in seen(dialog, QLabel))


def done(path, largest=2e-7, example="use it\n"):
    return Exported(Path(path), Check((1, 7, 64), largest, "forecast"), example)


def export(qtbot, dialog):
    click(dialog.export_button)
    qtbot.waitUntil(dialog.export_button.isEnabled)
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


def test_an_export_tells_its_check_and_how_it_is_used(qtbot, dialog, exports, tmp_path):
    click(dialog.choices["onnx"])
    exports.answers.append(done(tmp_path / "seattle-temps.onnx", example="import onnxruntime\n"))

    export(qtbot, dialog)

    assert exports.asked == [("onnx", tmp_path / "seattle-temps.onnx")]
    assert says(dialog, "the largest difference is 2.0e-07 of the target's scale")
    assert dialog.example.toPlainText() == "import onnxruntime\n"
    click(dialog.copy_button)
    assert QGuiApplication.clipboard().text() == "import onnxruntime\n"


def test_the_folder_of_what_was_written_is_opened(qtbot, dialog, exports, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "workbench.app.dialogs.export_dialog.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    exports.answers.append(done(tmp_path / "seattle-temps.seqmodel"))
    export(qtbot, dialog)

    click(dialog.folder_button)

    assert [Path(one) for one in opened] == [tmp_path]


def test_a_report_is_opened_where_it_was_written(qtbot, dialog, exports, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(
        "workbench.app.dialogs.export_dialog.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    click(dialog.choices["report"])
    exports.answers.append(Exported(tmp_path / "seattle-temps.html", None, "show it\n"))
    export(qtbot, dialog)

    click(dialog.open_button)

    assert [Path(one) for one in opened] == [tmp_path / "seattle-temps.html"]
    assert says(dialog, "It is a page to read; nothing forecasts with it.")


def test_what_is_no_page_is_not_opened(qtbot, dialog, exports, tmp_path):
    exports.answers.append(done(tmp_path / "seattle-temps.seqmodel"))

    export(qtbot, dialog)

    assert not dialog.open_button.isVisible()


@pytest.mark.parametrize("lines", [1, 7, 14])
def test_an_example_is_shown_whole(qtbot, dialog, exports, tmp_path, lines):
    exports.answers.append(done(tmp_path / "seattle-temps.seqmodel", example="use it\n" * (lines - 1) + "use it"))

    export(qtbot, dialog)

    assert not dialog.example.verticalScrollBar().isVisible()
    assert dialog.height() == dialog.layout().totalHeightForWidth(dialog.width())


@pytest.mark.parametrize("width", [600, 880, 1200])
def test_no_sentence_is_cut_in_any_width(qtbot, dialog, exports, tmp_path, width):
    exports.answers.append(done(tmp_path / "seattle-temps.seqmodel"))
    export(qtbot, dialog)

    dialog.resize(width, dialog.height())
    settle()

    for one in seen(dialog, QLabel):
        needed = one.heightForWidth(one.width()) if one.wordWrap() else one.sizeHint().height()
        assert one.height() >= needed, one.text()


def test_a_refused_export_says_why_in_its_place(qtbot, dialog, exports):
    exports.answers.append(ExportError("It cannot be written.", hint="Choose another."))

    export(qtbot, dialog)

    assert says(dialog, "It cannot be written.\nChoose another.")
    assert not dialog.example.isVisible()


def test_a_bug_frees_the_dialog(qtbot, dialog, exports):
    exports.answers.append(ZeroDivisionError("made up"))

    export(qtbot, dialog)

    assert not dialog.example.isVisible()


def test_a_bundle_of_the_shown_run_saves_its_model(qtbot, window, script, exports, tmp_path):
    scripted.run_to_the_end(qtbot, window, script)
    window.settings.last_folder = tmp_path
    assert window.bench.has_unsaved_model
    exports.answers.append(done(tmp_path / "seattle-temps.seqmodel"))
    press(window, Qt.Key.Key_E, CTRL | SHIFT)
    opened = window.findChild(ExportDialog)

    export(qtbot, opened)

    assert not window.bench.has_unsaved_model
    opened.close()


@pytest.mark.parametrize(("answer", "asked"), [(QMessageBox.StandardButton.No, 0), (QMessageBox.StandardButton.Yes, 1)])
def test_a_file_that_is_there_is_replaced_only_when_the_user_says_so(
    qtbot, dialog, exports, tmp_path, monkeypatch, answer, asked
):
    (tmp_path / "seattle-temps.seqmodel").write_text("mine")
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answer)
    exports.answers.append(done(tmp_path / "seattle-temps.seqmodel"))

    export(qtbot, dialog)

    assert len(exports.asked) == asked


def test_a_second_export_waits_for_the_first(dialog, exports, monkeypatch):
    monkeypatch.setattr(dialog._exporter, "is_busy", True)

    click(dialog.export_button)

    assert exports.asked == []
    assert says(dialog, "Another export is still being written; wait until it is done.")
