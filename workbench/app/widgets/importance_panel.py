"""What the network looks at: measured on demand, by input and by lag."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID, Theme
from workbench.app.plots.importance_plots import ByColumn, ByLag
from workbench.app.translation import tr
from workbench.app.widgets.ask_button import AskButton
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.app.work.bench import Bench
from workbench.core.series import number_with_unit, with_unit
from workbench.core.text import Text, text

_METHODS: tuple[tuple[str, Text, Text], ...] = (
    (
        "permutation",
        text("permutation"),
        text("The network is shown the past of another sample in the place of the input's own: several draws."),
    ),
    ("occlusion", text("occlusion"), text("The network is shown the mean of the window in the place of the input.")),
)


class ImportancePanel(QWidget):
    """A choice of the method, a button, and two pictures."""

    def __init__(self, bench: Bench, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.method = Choice()
        self.method.setAccessibleName(tr("How importance is measured"))
        for at, (name, title, summary) in enumerate(_METHODS):
            self.method.addItem(tr(title), name)
            self.method.setItemData(at, tooltip(tr(summary)), Qt.ItemDataRole.ToolTipRole)
        self.part = Choice()
        self.part.setAccessibleName(tr("Part"))
        self.part.addItem(tr("validation"), "validation")
        self.part.addItem(tr("training"), "train")
        self.button = AskButton(bench.questions, "importance", tr("Measure"), self._ask)
        self.words = ElidedLabel(role="quiet")
        for widget in (self.method, self.part, self.button):
            line.addWidget(widget)
        line.addWidget(self.words, 1)
        column.addLayout(line)
        self.pictures = QSplitter(Qt.Orientation.Horizontal)
        self.pictures.setChildrenCollapsible(False)
        self.by_column, self.by_lag = ByColumn(theme), ByLag(theme)
        for plot in (self.by_column, self.by_lag):
            plot.failed.connect(bench.failed)
            self.pictures.addWidget(plot)
        self.pictures.setSizes([460, 400])
        column.addWidget(self.pictures, 1)
        self.empty = label(
            tr(
                "How much worse the network forecasts when an input, or some lags of it, say nothing. Of two inputs"
                " that say the same, either may matter little."
            ),
            role="quiet",
            wraps=True,
        )
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty, 1)
        self._shown: Any = ()
        self._unit = ""
        bench.questions.changed.connect(self._show_state)

    def show_importance(self, importance: Any, target: int, unit: str) -> None:
        """Show the engine's ``Importance`` for one target, in its ``unit``, or that nothing is measured yet."""
        self.empty.setVisible(importance is None)
        self.pictures.setVisible(importance is not None)
        if importance is not None and (importance, target) != self._shown:
            self.by_column.name_axis("bottom", with_unit(tr("rise of the MAE"), unit))
            for plot in (self.by_column, self.by_lag):
                plot.show_importance(importance, target)
        self._shown, self._unit = (importance, target), unit
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        self.button.show_state()
        self.words.setText(self._told(self.button.asks))

    def _told(self, asks: bool) -> str:
        importance = self._shown[0] if self._shown else None
        if importance is None:
            return ""
        if asks:
            return tr("{share:.0%} measured", share=importance.share)
        words = tr(
            "MAE {error} on {samples} samples with nothing taken away.",
            error=number_with_unit(f"{importance.error[self._shown[1]]:.4g}", self._unit),
            samples=f"{importance.samples:,}",
        )
        if importance.share < 1:
            words += " " + tr("Stopped at {share:.0%}.", share=importance.share)
        return words

    def choices(self) -> dict[str, Any]:
        """Give the widgets in which something is chosen."""
        return {"method": self.method, "part": self.part, "pictures": self.pictures}

    def _ask(self) -> None:
        self._bench.questions.ask_importance(method=self.method.currentData(), part=self.part.currentData())
