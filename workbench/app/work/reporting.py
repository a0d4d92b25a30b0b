"""What the shown run is taken away as: its report, and the forecast past the end of its data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from workbench.app.dialogs.replacing import with_ending
from workbench.app.settings import Settings
from workbench.app.translation import Language, tr
from workbench.app.work.bench import Bench
from workbench.app.work.jobs import FileWritten, forecast_job, report_job
from workbench.app.worker import Job
from workbench.core.text import Text, text

REPORT, TABLE, WORKBOOK = ".html", ".csv", ".xlsx"


class Reporting(QObject):
    """Asks for a name, has the file written on the training thread, and says where it lies."""

    changed = Signal()  # what can be written now is something else

    def __init__(self, bench: Bench, settings: Settings, language: Language, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._settings, self._language, self._window = bench, settings, language, window
        self._told: object = None  # what can be written depends on it
        bench.trainer.progressed.connect(self._on_progressed)
        bench.run_changed.connect(self._on_run_changed)

    @Slot()
    def ask_report(self) -> None:
        """Ask for a name and write the report of the shown run there, in the language of the window."""
        path = self._ask(tr("Save report"), [(tr("Reports"), REPORT)])
        if path is not None:
            self.write_report(path)

    @Slot()
    def ask_forecast(self) -> None:
        """Ask for a name and write the forecast past the end there, as CSV or a workbook."""
        kinds = [(tr("Workbooks"), WORKBOOK), (tr("CSV files"), TABLE)]
        path = self._ask(tr("Save forecast"), kinds)
        if path is not None:
            self.write_forecast(path)

    def write_report(self, path: Path) -> None:
        """Write the report of the shown run to ``path``."""
        run = self._bench.run
        if run is not None and why_no_report(self._bench) is None:
            epochs, notices = tuple(run.epochs), tuple(run.notices)
            model, series, evaluation, code = run.model, run.series, run.evaluation, self._language.code
            assert model is not None  # else there would be a reason
            assert evaluation is not None
            told = (model, series, evaluation)
            self._start(lambda _stop: report_job(path, code, told, epochs, notices))

    def write_forecast(self, path: Path) -> None:
        """Write the forecast past the end of the shown run's data to ``path``."""
        run = self._bench.run
        if run is not None and why_no_forecast(self._bench) is None:
            model, series, evaluation, code = run.model, run.series, run.evaluation, self._language.code
            assert model is not None  # else there would be a reason
            assert evaluation is not None
            self._start(lambda _stop: forecast_job(path, code, (model, series, evaluation)))

    def _start(self, job: Job) -> None:
        self._bench.trainer.start(job)
        self._bench.run_changed.emit()  # what cannot be done meanwhile says so

    def _ask(self, title: str, kinds: list[tuple[str, str]]) -> Path | None:
        series = self._bench.run.series if self._bench.run is not None else None
        stem = Path(series.name).stem if series is not None else "report"
        proposed = Path(self._settings.last_folder) / f"{stem}{kinds[0][1]}"
        filters = ";;".join(f"{words} (*{suffix})" for words, suffix in kinds)
        name, chosen = QFileDialog.getSaveFileName(self._window, title, str(proposed), filters)
        if not name:
            return None
        return with_ending(name, [suffix for _, suffix in kinds], chosen, self._window)

    @Slot()
    def _on_run_changed(self) -> None:
        run = self._bench.run
        state = (run, run.evaluation, self._bench.trainer.is_busy) if run is not None else None
        if state != self._told:
            self._told = state
            self.changed.emit()

    @Slot(list)
    def _on_progressed(self, events: list[object]) -> None:
        for event in events:
            if isinstance(event, FileWritten):
                self._tell(event.path)

    def _tell(self, path: Path) -> None:
        """Say where the file lies, and offer to open it."""
        self._settings.last_folder = path.resolve().parent
        box = QMessageBox(self._window)
        box.setObjectName("writtenMessage")
        box.setIcon(QMessageBox.Icon.Information)
        box.setWindowTitle("Sequence Workbench")
        box.setText(tr("{file} is written.", file=path.name))
        box.setInformativeText(str(path.resolve()))
        opening = box.addButton(tr("Open"), QMessageBox.ButtonRole.AcceptRole)
        opening.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.resolve()))))
        box.addButton(QMessageBox.StandardButton.Close)
        box.open()
        box.finished.connect(box.deleteLater)


def why_no_report(bench: Bench) -> Text | None:
    """Say what keeps the report of the shown run from being written now, or None."""
    run = bench.run
    if run is None or run.model is None:
        return text("There is no trained model yet.")
    if run.evaluation is None:
        return text("The model could not be measured on its data; a report would have nothing to tell.")
    return text("Something else is being computed; wait for it.") if bench.trainer.is_busy else None


def why_no_forecast(bench: Bench) -> Text | None:
    """Say what keeps the forecast past the end from being written now, or None."""
    why_not = why_no_report(bench)
    if why_not is not None or bench.run is None or bench.run.evaluation is None:
        return why_not
    evaluation = bench.run.evaluation
    if evaluation.test is None:
        return text("Open the test part first: the forecast past the end comes with it.")
    return None if evaluation.future is not None else evaluation.no_future
