"""What was not saved survives a crash: a copy aside, offered again at the next start."""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, QTimer, Slot

from workbench.app.document import Document
from workbench.core import places
from workbench.core.errors import WorkbenchError
from workbench.core.experiment import Experiment
from workbench.core.settings.experiment_file import MOST_BYTES, parse_experiment
from workbench.core.storage import read_bytes, write_whole

_DELAY_MS = 1_500


@dataclass(frozen=True)
class Recovered:
    """Work that a window left behind without saving it."""

    file: Path
    experiment: Experiment
    path: Path | None


class Autosave(QObject):
    """Writes the document aside a moment after each change; removes the copy when it is saved."""

    def __init__(self, document: Document, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._file = places.autosave_folder() / f"{os.getpid()}.json"
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DELAY_MS)
        self._timer.timeout.connect(self.write)
        document.changed.connect(self._timer.start)
        document.state_changed.connect(self._on_state_changed)

    @Slot()
    def write(self) -> bool:
        """Write the copy now; say whether nothing would be lost. A full disk must not stop the work."""
        self._timer.stop()
        if self._document.is_saved:
            return True
        path = self._document.path
        content = {
            "path": str(path) if path is not None else None,
            "experiment": json.loads(self._document.experiment.to_json()),
        }
        try:
            write_whole(self._file, json.dumps(content).encode())
        except WorkbenchError:
            self._timer.start(20 * _DELAY_MS)  # perhaps there is room again later
            return False
        return True

    def forget(self) -> None:
        """Remove the copy: the work is saved, or was given up on purpose."""
        self._timer.stop()
        remove_copy(self._file)

    @Slot()
    def _on_state_changed(self) -> None:
        if self._document.is_saved:
            self.forget()


def remove_copy(file: Path) -> None:
    """Remove a copy that is no longer needed; where that is not allowed it is offered once more."""
    with contextlib.suppress(OSError):
        file.unlink(missing_ok=True)


def left_behind() -> list[Recovered]:
    """Find what windows that are no longer running have left, the latest first."""
    ages: dict[Path, float] = {}
    for file in places.autosave_folder().glob("*.json"):
        with contextlib.suppress(OSError):  # another window may have taken it meanwhile
            ages[file] = file.stat().st_mtime
    files = sorted(ages, key=lambda file: ages[file], reverse=True)
    found = [_recovered(file) for file in files if not _is_running(file, ages[file])]
    return [one for one in found if one is not None]


def _is_running(file: Path, written: float) -> bool:
    """Whether the window that wrote ``file`` still lives; a process that began later is another one."""
    try:
        return psutil.Process(int(file.stem)).create_time() <= written
    except (psutil.Error, ValueError):
        return False


def _recovered(file: Path) -> Recovered | None:
    try:
        content = json.loads(read_bytes(file, most=MOST_BYTES))
        experiment = parse_experiment(json.dumps(content["experiment"]))
    except (WorkbenchError, ValueError, KeyError, TypeError):
        return None  # left where it is: unreadable here, perhaps not for a newer workbench
    path = content.get("path")
    return Recovered(file, experiment, Path(path) if path else None)
