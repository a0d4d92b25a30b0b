"""Says which run a view shows, and in what it differs from the form."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.labels import ElidedLabel, tooltip
from workbench.app.work.bench import Bench
from workbench.core.settings.differences import differences
from workbench.core.text import text

_MOST_LISTED = 12


class RunStrip(QWidget):
    """One quiet line; empty while the form is what the run was made with."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        self.words = ElidedLabel(role="quiet")
        line.addWidget(self.words, 1)
        self.differs = QLabel(tr("differences"))
        self.differs.setObjectName("quiet")
        line.addWidget(self.differs)
        self.take = QPushButton(tr("Take its settings"))
        self.take.clicked.connect(self._take)
        line.addWidget(self.take)
        bench.experiment_changed.connect(self.redraw)
        bench.run_state_changed.connect(self.redraw)
        self.redraw()

    def redraw(self) -> None:
        """Compare the shown run with the form."""
        run = self._bench.run
        self.setVisible(run is not None)
        if run is None:
            return
        found = differences(run.experiment, self._bench.experiment)
        shown = tr("Shown: run {title}", title=run.title)
        if found:
            shown += " · " + tr("settings that differ from the form: {count}", count=len(found))
        self.words.setText(shown)
        self.differs.setVisible(bool(found))
        self.take.setVisible(bool(found))
        lines = [f"{one.address}: {one.before} → {one.after}" for one in found[:_MOST_LISTED]]
        self.differs.setToolTip(tooltip("\n".join(lines)))

    def _take(self) -> None:
        run = self._bench.run
        if run is not None:
            self._bench.document.change(run.experiment, text("take the run's settings"))
