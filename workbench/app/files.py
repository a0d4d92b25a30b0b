"""Opening and saving: dialogs, dropped files, recent files."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from workbench.app.appearance.theme import Theme
from workbench.app.dialogs.replacing import unless_there
from workbench.app.settings import Settings
from workbench.app.translation import tr
from workbench.app.work.bench import Bench
from workbench.app.work.exporter import Exportable, Exporter
from workbench.app.work.run_record import RunRecord
from workbench.core.csv.options import CsvOptions
from workbench.core.errors import ExportError, RunError, StorageError, WorkbenchError
from workbench.core.experiment import Experiment
from workbench.core.settings.experiment_file import SUFFIX
from workbench.core.sources.pasted import keep_pasted
from workbench.core.text import text

if TYPE_CHECKING:
    from workbench.app.work.keras_files import KerasFiles

MODEL_SUFFIX = ".seqmodel"
_PICKLED = (".pt", ".pth", ".pkl", ".pickle", ".joblib")


class Files(QObject):
    """What the File menu does."""

    opened = Signal()  # a file was opened or saved: the recent files have changed

    def __init__(
        self, bench: Bench, settings: Settings, window: QWidget, options_for: Callable[[Path], CsvOptions | None]
    ) -> None:
        super().__init__(window)
        self._options_for = options_for  # kept for files like one
        self._bench, self._settings, self._window = bench, settings, window

    @cached_property
    def keras(self) -> KerasFiles:
        """What comes from Keras; few ever open it."""
        from workbench.app.work.keras_files import KerasFiles

        return KerasFiles(self._bench, self._settings, self._window)

    def paste_keras(self) -> None:
        """Let the user paste code of Keras, and see what it becomes."""
        self.keras.paste()

    def ask_open(self) -> None:
        """Let the user choose a file of any kind that can be opened."""
        from workbench.core.formats import FORMATS, SUFFIXES  # every reader: not before something is opened

        tables = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        keras = " ".join(f"*{suffix}" for suffix in self.keras.suffixes)
        kinds = ";;".join(
            [
                tr("All that can be opened") + f" ({tables} *{SUFFIX} *{MODEL_SUFFIX} {keras})",
                tr("Tables") + f" ({tables})",
                *(f"{tr(one.title)} ({' '.join(f'*{suffix}' for suffix in one.suffixes)})" for one in FORMATS),
                tr("Experiments") + f" (*{SUFFIX})",
                tr("Models") + f" (*{MODEL_SUFFIX})",
                tr("Keras models") + f" ({keras})",
                tr("All files") + " (*)",
            ]
        )
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open"), self._settings.last_folder, kinds)
        if name:
            self.open(Path(name))

    def ask_open_folder(self) -> None:
        """Let the user choose a folder of tables that belong together."""
        name = QFileDialog.getExistingDirectory(self._window, tr("Open folder"), self._settings.last_folder)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open ``path`` by its ending; what cannot be opened is said, and everything stays as it is."""
        try:
            is_opened = self._open(path)
        except WorkbenchError as error:
            self._bench.failed.emit(error)
            return
        if is_opened:
            self._remember(path)

    def paste(self) -> None:
        """Open what the clipboard holds: the file that was copied, or a table, which is kept as a file first."""
        copied = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in copied.urls() if url.isLocalFile()]
        try:
            path = paths[0] if paths else keep_pasted(copied.text())
        except WorkbenchError as error:
            self._bench.failed.emit(error)
            return
        self.open(path)

    def new(self) -> None:
        """Begin with the first sample and a small network."""
        if self.may_leave():
            self._bench.document.start(Experiment())

    def save(self) -> bool:
        """Save the experiment under its name, or ask for one; say whether it is saved."""
        path = self._bench.document.path
        return self._save_to(path) if path is not None else self.ask_save()

    def ask_save(self) -> bool:
        """Ask for a name and save the experiment there; say whether it is saved."""
        path = self._bench.document.path
        proposed = path or Path(self._settings.last_folder) / f"{self._name()}{SUFFIX}"
        kinds = tr("Experiments") + f" (*{SUFFIX})"
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save experiment"), str(proposed), kinds)
        if not name:
            return False
        chosen = self._with_suffix(name, ".json", SUFFIX)
        return chosen is not None and self._save_to(chosen)

    def ask_save_model(self) -> None:
        """Ask for a name and save the shown run's model there."""
        proposed = Path(self._settings.last_folder) / f"{self._name()}{MODEL_SUFFIX}"
        kinds = tr("Models") + f" (*{MODEL_SUFFIX})"
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save model"), str(proposed), kinds)
        chosen = self._with_suffix(name, MODEL_SUFFIX, MODEL_SUFFIX) if name else None
        if chosen is not None:
            self.save_model(chosen)

    def save_model(self, path: Path) -> None:
        """Save the shown run's model to ``path``."""
        from workbench.engine.export.bundle import save_bundle  # torch is loaded once there is a model

        run = self._bench.run
        try:
            if run is None or run.model is None:
                raise RunError(text("There is no trained model yet."), hint=text("Train first."))
            save_bundle(run.model, path)
            run.is_saved = True
        except WorkbenchError as error:
            self._bench.failed.emit(error)
            return
        self._remember(path)

    def ask_export(self, exporter: Exporter, theme: Theme, language: str) -> None:
        """Open the dialog that writes the shown run's model for other programs."""
        run = self._bench.run
        if run is None or run.model is None:
            self._bench.failed.emit(RunError(text("There is no trained model yet."), hint=text("Train first.")))
            return
        from workbench.app.dialogs.export_dialog import ExportDialog

        proposed = Path(self._settings.last_folder) / self._name()
        measured = None if run.evaluation is None or run.series is None else (run.series, run.evaluation)
        what = Exportable(run.model, language, measured, tuple(run.epochs), tuple(run.notices))
        dialog = ExportDialog(what, proposed, exporter, theme, self._window)
        dialog.written.connect(lambda name, path: self._on_exported(run, name, path))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _on_exported(self, run: RunRecord, name: str, path: Path) -> None:
        if name == "bundle":
            run.is_saved = True
            self._remember(path)

    def may_leave(self) -> bool:
        """Ask what to do with unsaved changes; say whether the experiment may be replaced."""
        if self._bench.document.is_saved:
            return True
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setObjectName("unsavedQuestion")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Sequence Workbench")
        box.setText(tr("The experiment has changes that are not saved."))
        box.setInformativeText(tr("Save them?"))
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        answer = box.exec()
        box.deleteLater()
        if answer == buttons.Save:
            return self.save()
        return bool(answer == buttons.Discard)

    def _open(self, path: Path) -> bool:
        if not path.exists():
            raise StorageError(text("{path} does not exist.", path=path), hint=text("Check the name and the folder."))
        name = path.name.lower()
        if name.endswith(".json"):
            if not self.may_leave():
                return False
            self._bench.document.open(path)
        elif name.endswith(MODEL_SUFFIX):
            if self._bench.is_training:
                raise RunError(
                    text("A run is in progress; its forecasts would be replaced by those of {file}.", file=path.name),
                    hint=text("Stop the run first, then open the model."),
                )
            self._bench.open_model(path)
        elif name.endswith(self.keras.suffixes):
            self.keras.open(path)
        elif name.endswith(_PICKLED):
            raise ExportError(
                text("{file} is not opened: such files can run code of whoever made them.", file=path.name),
                hint=text("Open a model that the workbench saved (.seqmodel)."),
            )
        else:
            from workbench.core.formats import refuse_by_name
            from workbench.core.sources.opening import source_named

            refuse_by_name(path)
            self._bench.open_data(source_named(str(path)), self._options_for(path))
        return True

    def _save_to(self, path: Path) -> bool:
        try:
            self._bench.document.save(path)
        except WorkbenchError as error:
            self._bench.failed.emit(error)
            return False
        self._remember(path)
        return True

    def may_end(self) -> bool:
        """Ask before a run or a model is lost with the window; say whether it may be closed."""
        if not (self._bench.is_training or self._bench.has_unsaved_model):
            return True
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setObjectName("endQuestion")
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle("Sequence Workbench")
        if self._bench.is_training:
            box.setText(tr("A run is in progress. Closing the window ends it, and nothing of it is kept."))
            box.setInformativeText(tr("Close all the same?"))
            box.setStandardButtons(buttons.Close | buttons.Cancel)
        else:
            box.setText(tr("The trained model is not saved."))
            box.setInformativeText(tr("Save it?"))
            box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        answer = box.exec()
        box.deleteLater()
        if answer == buttons.Save:
            self.ask_save_model()
            return not self._bench.has_unsaved_model
        return bool(answer in (buttons.Discard, buttons.Close))

    def _with_suffix(self, name: str, accepted: str, added: str) -> Path | None:
        """Give the path with its suffix; where adding it names another file, ask before that one is replaced."""
        if name.endswith(accepted):
            return Path(name)
        return unless_there(Path(name + added), self._window)

    def _remember(self, path: Path) -> None:
        self._settings.remember(path)
        self._settings.last_folder = path.resolve().parent
        self.opened.emit()

    def _name(self) -> str:
        series = self._bench.series
        return Path(series.name).stem if series is not None else "experiment"
