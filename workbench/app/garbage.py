"""Python's cyclic garbage is collected on the GUI thread only.

A collection on the training thread could delete a Qt object from there, which crashes.

Source: https://tschoenfelder.de/blog/pyqt_gc.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_INTERVAL_MS = 1_000


class GuiGarbage(QObject):
    """Collects by a timer, as Python's own thresholds would ask for it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def leave_out_the_present(self) -> None:
        """Keep what exists now out of later collections; called once torch's many objects are there."""
        gc.collect()
        gc.freeze()

    def close(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect(self) -> None:
        counts = gc.get_count()
        for generation in (2, 1, 0):
            if counts[generation] > self._thresholds[generation]:
                gc.collect(generation)
                return
