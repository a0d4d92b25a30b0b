"""What every view shares: it redraws only while it is seen."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID, Theme
from workbench.app.work.bench import Bench


class View(QWidget):
    """One idea of the right side. Subclasses fill it once and redraw it when asked."""

    follows_run = False  # whether news of the run redraw it

    def __init__(self, bench: Bench, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.theme = bench, theme
        self._stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        self.column.setSpacing(2 * GRID)
        self.fill(self.column)
        bench.experiment_changed.connect(self.refresh)
        bench.series_changed.connect(self.refresh)
        if self.follows_run:
            bench.run_changed.connect(self.refresh)

    def fill(self, column: QVBoxLayout) -> None:
        """Make the view's own widgets."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Show the bench as it is now."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Redraw now if the view is seen, else when it will be."""
        if self.isVisible():
            self._stale = False
            self.redraw()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._stale = False
            self.redraw()
