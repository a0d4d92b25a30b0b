"""A file that is there already is replaced only if the user says so."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QMessageBox, QWidget

from workbench.app.translation import tr


def with_ending(name: str, endings: Sequence[str], chosen: str, window: QWidget) -> Path | None:
    """Give the path that was meant with ``name`` in a dialog; None where a file shall not be replaced.

    Args:
        name: what was typed; where it has none of the ``endings``, that of the ``chosen`` filter is added.
        endings: as ".png", of all filters that were offered.
        chosen: the filter that was set, as "PNG (*.png)".
        window: over which is asked.
    """
    if Path(name).suffix.lower() in endings:
        return Path(name)
    added = next((ending for ending in endings if f"*{ending}" in chosen), endings[0])
    return unless_there(Path(name + added), window)


def unless_there(path: Path, window: QWidget) -> Path | None:
    """Ask before a file is replaced that the dialog did not know of, because its ending was added afterwards."""
    if not path.exists():
        return path
    buttons = QMessageBox.StandardButton
    question = tr("{file} is there already. Replace it?", file=path.name)
    answer = QMessageBox.question(window, "Sequence Workbench", question, buttons.Yes | buttons.No)
    return path if answer == buttons.Yes else None
