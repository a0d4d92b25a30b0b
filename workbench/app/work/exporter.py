"""Exporter: writes the shown run's model in another format, off the GUI thread."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from workbench.app.worker import Worker
from workbench.core.catalogue import words_in
from workbench.core.errors import WorkbenchError

if TYPE_CHECKING:
    from workbench.core.series import Series
    from workbench.core.text import Text
    from workbench.engine.export.export import Exported
    from workbench.engine.judgement.evaluation import Evaluation
    from workbench.engine.learning.events import EpochDone
    from workbench.engine.model import Model


@dataclass(frozen=True, eq=False)
class ExportDone:
    """A model was written."""

    exported: Exported


@dataclass(frozen=True, eq=False)
class ExportRefused:
    """Why a model was not written."""

    error: WorkbenchError


@dataclass(frozen=True, eq=False)
class Exportable:
    """A trained model, and what a report says of it beside.

    Attributes:
        model: the model.
        language: of the report.
        measured: its data and measures; None where it could not be measured.
        epochs: of its training.
        notices: what else the reader should know.
    """

    model: Model
    language: str = "en"
    measured: tuple[Series, Evaluation] | None = None
    epochs: tuple[EpochDone, ...] = ()
    notices: tuple[Text, ...] = ()


def export_job(what: Exportable, name: str, path: Path) -> Iterator[object]:
    """Write a model in the format called ``name``, and say how far its numbers are from the model's own."""
    from workbench.engine.export.export import export  # loads torch and onnxruntime: only here, on the other thread
    from workbench.engine.export.report import Telling
    from workbench.engine.report.subject import told_of

    telling = Telling(words_in(what.language), told_of(what.epochs), what.notices, what.measured)
    try:
        yield ExportDone(export(what.model, name, path, telling))
    except WorkbenchError as error:
        yield ExportRefused(error)


class Exporter(QObject):
    """Begins exports and tells how they ended, one at a time."""

    done = Signal(object)  # Exported
    refused = Signal(object)  # WorkbenchError
    ended = Signal()  # always, and last; after a bug it is all there is

    def __init__(self, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker = worker
        self.is_busy = False
        worker.progressed.connect(self._on_progressed)
        worker.ended.connect(self._on_ended)

    def begin(self, what: Exportable, name: str, path: Path) -> None:
        """Write a model; the caller begins no other export while one is on."""
        self.is_busy = True
        self._worker.start(lambda stop: export_job(what, name, path))

    @Slot(list)
    def _on_progressed(self, events: list[object]) -> None:
        for event in events:
            match event:
                case ExportDone(exported):
                    self.is_busy = False
                    self.done.emit(exported)
                case ExportRefused(error):
                    self.is_busy = False
                    self.refused.emit(error)

    @Slot()
    def _on_ended(self) -> None:
        if not self._worker.is_busy:
            self.is_busy = False
            self.ended.emit()
