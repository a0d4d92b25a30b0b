"""A file that is there already is replaced only if the user says so."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from workbench.app.translation import tr


def unless_there(path: Path, window: QWidget) -> Path | None:
    """Ask before a file is replaced that the dialog did not know of, because its ending was added afterwards."""
    if not path.exists():
        return path
    buttons = QMessageBox.StandardButton
    question = tr("{file} is there already. Replace it?", file=path.name)
    answer = QMessageBox.question(window, "Sequence Workbench", question, buttons.Yes | buttons.No)
    return path if answer == buttons.Yes else None
