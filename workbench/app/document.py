"""Document: the experiment in the window, its file, and every change undone and redone."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

from workbench.app.translation import tr
from workbench.core.experiment import Experiment
from workbench.core.settings.experiment_file import load_experiment, save_experiment


class _Replace(QUndoCommand):
    """The only command there is: one whole experiment for another."""

    def __init__(self, document: Document, after: Experiment, label: str) -> None:
        super().__init__(label)
        self.label = label
        self._document, self._before, self._after = document, document.experiment, after

    def redo(self) -> None:
        self._document._show(self._after)

    def undo(self) -> None:
        self._document._show(self._before)


class Document(QObject):
    """Holds one experiment; every change goes through ``change`` and can be undone."""

    changed = Signal()  # another experiment
    state_changed = Signal()  # another file, or saved
    started = Signal()  # a new beginning: what was asked for before no longer counts

    def __init__(self, experiment: Experiment, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._experiment = experiment
        self._path: Path | None = None
        self.undo_stack = QUndoStack(self)
        self.undo_stack.cleanChanged.connect(self.state_changed)

    @property
    def experiment(self) -> Experiment:
        """What is set now."""
        return self._experiment

    @property
    def path(self) -> Path | None:
        """The experiment's file, or None before it is saved."""
        return self._path

    @property
    def is_saved(self) -> bool:
        """Whether nothing would be lost by closing."""
        return self.undo_stack.isClean()

    def change(self, after: Experiment, label: str) -> None:
        """Replace the experiment; ``label`` names the step in the Undo menu, in English."""
        if after != self._experiment:
            self.undo_stack.push(_Replace(self, after, label))

    def undo_label(self) -> str:
        """Name what Undo would take back, in the user's language of the moment; "" when there is nothing."""
        return self._label(self.undo_stack.index() - 1)

    def redo_label(self) -> str:
        """Name what Redo would do again; "" when there is nothing."""
        return self._label(self.undo_stack.index())

    def start(self, experiment: Experiment, path: Path | None = None) -> None:
        """Begin anew with ``experiment``; what could be undone before is gone."""
        self._path = path
        self.undo_stack.clear()
        self.started.emit()
        self._show(experiment)
        self.state_changed.emit()

    def recover(self, experiment: Experiment, path: Path | None) -> None:
        """Begin anew with work that was never saved: it is not in ``path`` yet."""
        self.start(experiment, path)
        self.undo_stack.resetClean()
        self.state_changed.emit()

    def forget_path(self) -> None:
        """Let the next saving ask for a name."""
        self._path = None
        self.state_changed.emit()

    def open(self, path: Path) -> None:
        """Begin anew with the experiment in ``path``.

        Raises:
            StorageError: the file cannot be read.
            SettingsError: it is no experiment; the present one stays.
        """
        self.start(load_experiment(path), path)

    def save(self, path: Path) -> None:
        """Write the experiment to ``path``.

        Raises:
            StorageError: it cannot be written; the file that was there is unchanged.
        """
        save_experiment(self._experiment, path)
        self._path = path
        self.undo_stack.setClean()
        self.state_changed.emit()

    def _label(self, at: int) -> str:
        command = self.undo_stack.command(at) if 0 <= at < self.undo_stack.count() else None
        return tr(command.label) if isinstance(command, _Replace) else ""

    def _show(self, experiment: Experiment) -> None:
        self._experiment = experiment
        self.changed.emit()
