"""Keras files and pasted Keras code in the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from workbench.app.dialogs.keras_dialog import KerasDialog
from workbench.app.settings import Settings
from workbench.app.translation import tr
from workbench.app.work.bench import Bench
from workbench.core.errors import RunError, WorkbenchError
from workbench.core.keras.archive import SUFFIXES, open_keras
from workbench.core.keras.importing import imported_from
from workbench.core.keras.own import own_settings
from workbench.core.text import text

_MODEL_SUFFIX = ".seqmodel"


class KerasFiles:
    """Opens what comes from Keras, after showing what becomes of it."""

    suffixes = SUFFIXES

    def __init__(self, bench: Bench, settings: Settings, window: QWidget) -> None:
        self._bench, self._settings, self._window = bench, settings, window

    def paste(self) -> None:
        """Let the user paste code, and see what it becomes."""
        dialog = KerasDialog(self._bench.experiment, self._window)
        dialog.layers_wanted.connect(self._use)
        dialog.open()

    def open(self, path: Path) -> None:
        """Open a file: a model that the workbench wrote as a model, any other one after a look.

        Raises:
            WorkbenchError: it cannot be read, or a run is in progress.
        """
        file = open_keras(path)
        if own_settings(file) is not None:
            self._open_model(path)
            return
        imported = imported_from(file, self._bench.experiment)
        dialog = KerasDialog(self._bench.experiment, self._window, imported=imported)
        dialog.layers_wanted.connect(self._use)
        dialog.model_wanted.connect(lambda: self._ask_model(path))
        dialog.open()

    def _use(self, experiment: object) -> None:
        self._bench.document.change(experiment, "Take over from Keras")  # type: ignore[arg-type]  # a signal's object

    def _ask_model(self, path: Path) -> None:
        proposed = Path(self._settings.last_folder) / f"{path.stem}{_MODEL_SUFFIX}"
        kinds = tr("Models") + f" (*{_MODEL_SUFFIX})"
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save model"), str(proposed), kinds)
        if name:
            self.save_as_model(path, Path(name if name.endswith(_MODEL_SUFFIX) else name + _MODEL_SUFFIX))

    def save_as_model(self, path: Path, chosen: Path) -> None:
        """Write the file at ``path`` with its weights as a model of the workbench, and open that."""
        from workbench.engine.export.bundle import save_bundle  # loads torch
        from workbench.engine.export.keras import import_keras

        try:
            _, model = import_keras(path, self._bench.experiment)
            if model is None:
                raise RunError(
                    text("{file} has changed since it was opened.", file=path.name), hint=text("Open it once more.")
                )
            save_bundle(model, chosen)
            self._open_model(chosen)
        except WorkbenchError as error:
            self._bench.failed.emit(error)

    def _open_model(self, path: Path) -> None:
        if self._bench.is_training:
            raise RunError(
                text("A run is in progress; its forecasts would be replaced by those of {file}.", file=path.name),
                hint=text("Stop the run first, then open the model."),
            )
        self._bench.open_model(path)
