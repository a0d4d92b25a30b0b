"""What comes after the end of the data: how far, in which way, and the values."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.ask_button import AskButton
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.judged_tables import NextValuesTable
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.app.widgets.number_field import NumberField
from workbench.app.work.bench import Bench
from workbench.core.series import Series

_MOST_STEPS = 100_000


class AheadPanel(QWidget):
    """Asks for steps and way, and lists what was forecast."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._evaluation: Any = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.way = Choice()
        self.way.setAccessibleName(tr("Way of the forecast"))
        self.way.addItem(tr("direct"), False)
        self.way.addItem(tr("direct and recursive"), True)
        self.way.setToolTip(
            tooltip(
                tr(
                    "Direct: every step of the horizon from one forecast. Recursive: one step, fed back for the next."
                    " Beyond the horizon the direct forecast is fed back, too, a horizon at a time."
                )
            )
        )
        self.steps = NumberField(whole=True, low=1, high=_MOST_STEPS)
        self.steps.setAccessibleName(tr("Steps past the end"))
        self.steps.edited.connect(self.steps.show_value)
        self.steps.refused.connect(self._say)
        self.button = AskButton(bench.questions, "ahead", tr("Forecast"), self._ask)
        self.words = ElidedLabel(role="quiet")
        self.words.hide()
        for widget in (self.way, self.steps, label(tr("steps"), role="quiet"), self.button):
            line.addWidget(widget)
        line.addStretch()
        column.addLayout(line)
        column.addWidget(self.words)
        self.table = NextValuesTable()
        column.addWidget(self.table, 1)
        bench.questions.changed.connect(self._show_state)

    def choices(self) -> dict[str, Any]:
        """Give the widgets in which something is chosen."""
        return {"way": self.way, "steps": self.steps}

    def show_evaluation(self, evaluation: Any, horizon: int, series: Series) -> None:
        """Show the forecasts past the end of the engine's ``Evaluation``."""
        if evaluation is not self._evaluation:
            self._evaluation = evaluation
            self.steps.show_value(evaluation.steps or horizon)
            if evaluation.recursive:
                self.way.setCurrentIndex(1)
        self._say("" if evaluation.no_recursive is None else tr(evaluation.no_recursive))
        if evaluation.future is not None:
            futures = evaluation.futures or (evaluation.future,)
            self.table.show_futures(futures, series, evaluation.recursive)
        elif evaluation.no_future is not None:
            self.table.say(evaluation.no_future)
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        self.button.show_state()

    def _ask(self) -> None:
        self._bench.questions.ask_ahead(int(self.steps.value), recursively=bool(self.way.currentData()))

    @Slot(str)
    def _say(self, why: str) -> None:
        self.words.setText(why)
        self.words.setVisible(bool(why))
