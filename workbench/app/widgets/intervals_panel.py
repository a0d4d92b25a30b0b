"""Which interval is drawn around the forecasts, and how much of the truth each kind holds."""

from __future__ import annotations

from typing import Any, get_args

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QTableWidget, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.ask_button import AskButton
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.judged_tables import fill_row, read_only
from workbench.app.widgets.labels import ElidedLabel, label
from workbench.app.widgets.number_field import NumberField
from workbench.app.work.bench import Bench
from workbench.core.experiment import Experiment
from workbench.core.judgement.interval_methods import (
    FEWEST_PASSES,
    MOST_PASSES,
    SUMMARIES,
    TITLES,
    IntervalMethod,
    why_not,
)
from workbench.core.series import with_unit

_PASSES = 100


class IntervalsPanel(QWidget):
    """A choice of the interval, and a table of what was measured of each on the part that is shown."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._experiment: Experiment | None = None
        self._shown: Any = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.method = Choice()
        self.method.setAccessibleName(tr("Kind of interval"))
        for method in get_args(IntervalMethod):
            self.method.addItem(tr(TITLES[method]), method)
        self.method.currentIndexChanged.connect(self._show_state)
        self.passes = NumberField(whole=True, low=FEWEST_PASSES, high=MOST_PASSES, by_factor=True)
        self.passes.setAccessibleName(tr("Forecasts with dropout"))
        self.passes.show_value(_PASSES)
        self.passes.edited.connect(self.passes.show_value)
        self.passes_words = label(tr("passes"), role="quiet")
        self.button = AskButton(bench.questions, "interval", tr("Measure and draw"), self._ask)
        self.words = ElidedLabel(role="quiet")
        for widget in (self.method, self.passes, self.passes_words, self.button):
            line.addWidget(widget)
        line.addWidget(self.words, 1)
        column.addLayout(line)
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(tr("Intervals and the truth"))
        read_only(self.table)
        column.addWidget(self.table, 1)
        self.widths = label(role="quiet", wraps=True)
        column.addWidget(self.widths)
        self.passes.refused.connect(self.words.setText)
        bench.questions.changed.connect(self._show_state)

    def choices(self) -> dict[str, Any]:
        """Give the widgets in which something is chosen."""
        return {"method": self.method, "passes": self.passes}

    def show_evaluation(self, evaluation: Any, experiment: Experiment, target: int) -> None:
        """Show what the engine's ``Evaluation`` knows of its intervals."""
        unit = evaluation.shown.judged.units.get(experiment.data.targets[target], "")
        heads = [tr("interval"), tr("should hold"), tr("holds"), with_unit(tr("mean width"), unit)]
        self.table.setHorizontalHeaderLabels(heads)
        if evaluation is not self._shown:
            self._shown = evaluation
            if evaluation.choice is not None:
                self.method.setCurrentIndex(self.method.findData(evaluation.choice.method))
            elif evaluation.intervals:
                self.method.setCurrentIndex(self.method.findData(evaluation.intervals[0].choice.method))
        self._experiment = experiment
        rows = [(one, share) for one in evaluation.intervals for share in one.coverage]
        self.table.setRowCount(len(rows))
        for row, (one, share) in enumerate(rows):
            holds = f"{float(one.coverage[share][:, target].mean()):.1%}"
            width = f"{float(one.widths[share][:, target].mean()):.4g}"
            if one.is_by_construction:
                holds = tr("{share}, by construction", share=holds)
            fill_row(self.table, row, [_title(one.choice), f"{share:.0%}", holds, width], words=(0,))
        widths = evaluation.widths_told
        self.widths.setText("" if widths is None else tr(widths))
        self.widths.setVisible(widths is not None)
        self._show_state()

    @property
    def _chosen(self) -> IntervalMethod:
        method: IntervalMethod = self.method.currentData()
        return method

    @Slot()
    def _show_state(self) -> None:
        if self._experiment is None:
            return
        method = self._chosen
        missing = why_not(method, self._experiment)
        for widget in (self.passes, self.passes_words):
            widget.setVisible(method == "dropout" and missing is None)
        self.words.setText(tr(SUMMARIES[method] if missing is None else missing))
        self.button.show_state(missing)

    def _ask(self) -> None:
        self._bench.questions.choose_interval(self._chosen, int(self.passes.value))


def _title(choice: Any) -> str:
    title = tr(TITLES[choice.method])
    if choice.method != "dropout":
        return title
    return tr("{title}, {count} passes", title=title, count=f"{choice.passes.count:,}")
