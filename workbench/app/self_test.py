"""``workbench --selftest``: the window opens, trains, saves, reads back and exports a small model, and says so.

Meant for the packaged program, in which a missing file shows only when it is needed. Everything lies in a
folder that is thrown away.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import psutil
from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from workbench.core.experiment import Experiment
from workbench.core.export_formats import EXPORT_FORMATS
from workbench.core.places import HOME_VARIABLE, shipped

if TYPE_CHECKING:
    from workbench.app.main_window import MainWindow
    from workbench.core.series import Series
    from workbench.engine.model import Model

_PATIENCE_MS = 300_000
_EPOCHS = 2


class SelfTest(QObject):
    """Uses the window as a person would, and ends the program with 0 if all of it worked."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._folder = Path(os.environ[HOME_VARIABLE])
        window.bench.failed.disconnect(window.alerts.show)
        window.bench.failed.connect(self._on_failed)
        window.alerts.crashed.connect(lambda: self._end("a bug; its report is above"))
        window.painted.connect(self._on_painted)
        window.bench.engine_ready.connect(self._on_engine)
        window.bench.series_changed.connect(self._train_once_read)
        window.bench.run_ended.connect(self._on_trained)
        self._is_ready = self._has_begun = self._has_ended = False
        patience = QTimer(self)
        patience.setSingleShot(True)
        patience.timeout.connect(lambda: self._end("nothing happened for five minutes"))
        patience.start(_PATIENCE_MS)

    @Slot()
    def _on_painted(self) -> None:
        age, worked = _age(), time.process_time()
        _tell(
            f"first paint {age:.2f} s after the process began, {worked:.2f} s of the processor,"
            f" on Qt's platform {QApplication.platformName()}"
        )
        data = Experiment().data
        small = Experiment(data=data).with_settings("training", epochs=_EPOCHS)
        self._window.document.start(small)

    @Slot()
    def _on_engine(self) -> None:
        self._is_ready = True
        self._train_once_read()

    @Slot()
    def _train_once_read(self) -> None:
        if not self._is_ready or self._has_begun or self._window.bench.series is None:
            return
        self._has_begun = True
        self._window.train()

    @Slot()
    def _on_trained(self) -> None:
        run = self._window.bench.run
        if run is None or run.model is None or len(run.epochs) != _EPOCHS:
            self._end("the training ended without a model")
            return
        _tell(f"trained {len(run.epochs)} epochs, validation loss {run.epochs[-1].validation_loss:.4f}")
        try:
            self._save_and_read(run.model, run.series)
            self._export(run.model)
            self._prove(run.experiment, run.series)
            self._draw()
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the answer of the test
            self._end(f"{type(error).__name__}: {error}")
            return
        self._end("")

    def _save_and_read(self, model: Model, series: Series) -> None:
        from workbench.engine.export.bundle import load_bundle
        from workbench.engine.forecasting.prediction import predict

        path = self._folder / "selftest.seqmodel"
        self._window.files.save_model(path)
        before, after = (predict(one, series) for one in (model, load_bundle(path)))
        if not np.array_equal(before.values, after.values):
            raise ValueError("the saved model forecasts other numbers than the trained one")
        _tell(f"saved and read back, {path.stat().st_size} bytes, the same forecast")

    def _export(self, model: Model) -> None:
        from workbench.engine.export.export import export

        for one in EXPORT_FORMATS:
            exported = export(model, one.name, self._folder / f"export-{one.name}{one.suffix}")
            _tell(f"exported as {one.name}" + ("" if exported.check is None else f": {exported.check.words}"))

    def _prove(self, experiment: Experiment, series: Series) -> None:
        from workbench.app.proofs import prove_keras, prove_kernels, prove_reading, prove_sorting, prove_training

        _tell(f"read {prove_reading(self._folder)}")
        _tell(f"read a Keras file with its weights, layers: {prove_keras(self._folder / 'export-keras.keras')}")
        _tell(f"kernels {prove_kernels()}")
        _tell(f"sorted {prove_sorting()}")
        _tell(f"trained with {prove_training(experiment, series)}")

    def _draw(self) -> None:
        """Draw both languages; an icon or a translation that was not packed is missing here."""
        for name in ("icons/workbench.svg", "translations/workbench_zh_CN.qm"):
            if not (shipped("resources") / name).is_file():
                raise FileNotFoundError(name)
        for language in ("zh_CN", "en"):
            self._window.language.use(language)
            if not self._window.grab().save(str(self._folder / f"{language}.png")):
                raise OSError("the window could not be drawn")
        _tell("drawn in both languages")

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._end(str(error))

    def _end(self, fault: str) -> None:
        if self._has_ended:  # what is raised on the way out must not begin the end anew
            return
        self._has_ended = True
        QApplication.setQuitOnLastWindowClosed(False)  # it would end with 0
        self._window.closes_unasked = True
        self._window.close()
        QApplication.exit(1 if fault else 0)
        _tell(f"FAILED: {fault}" if fault else "passed")


def throwaway_home() -> tempfile.TemporaryDirectory[str]:
    """Give a folder that holds, until it is closed, all that the program keeps for its user."""
    folder = tempfile.TemporaryDirectory(prefix="sequence-workbench-", ignore_cleanup_errors=True)
    os.environ[HOME_VARIABLE] = folder.name
    return folder


def _age() -> float:
    """Give the seconds since the process began.

    On Linux psutil knows the start of the machine in whole seconds only, and so tells up to a second too much.
    """
    if sys.platform != "linux":
        return time.time() - psutil.Process().create_time()
    began = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
    return time.clock_gettime(time.CLOCK_BOOTTIME) - began


def _tell(words: str) -> None:
    sys.stdout.write(f"selftest: {words}\n")
    sys.stdout.flush()
