"""The error of every step ahead: direct, fed back, and of a baseline."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID, Theme
from workbench.app.plots.axis import StepAxis
from workbench.app.plots.legend import Legend
from workbench.app.plots.plot import Plot
from workbench.app.translation import tr
from workbench.app.widgets.ask_button import AskButton
from workbench.app.widgets.labels import label
from workbench.app.widgets.number_field import NumberField
from workbench.app.work.bench import Bench
from workbench.core.experiment import Experiment
from workbench.core.judgement.judging import Judged, JudgedBaseline
from workbench.core.judgement.metrics import title_of
from workbench.core.preparing.future import why_not_fed_back

_MOST_STEPS = 100_000
_OF_ONE_STEP = 12  # steps that are proposed for a network that forecasts a single one


class StepsPanel(QWidget):
    """A curve of the error by step, and a question: what if each forecast were fed back for the next?"""

    def __init__(self, bench: Bench, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._experiment: Experiment | None = None
        self._shown: Any = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self._make_line())
        self.words = label(role="quiet", wraps=True)
        self.words.hide()
        column.addWidget(self.words)
        self.plot = Plot(theme, x_label=tr("steps ahead"), y_label="MAE", bottom=StepAxis("bottom"))
        self.plot.failed.connect(bench.failed)
        colours = theme.colours
        self.baseline_curve = self.plot.add_curve(tr("baseline"), colours.naive, dashed=True)
        self.curve = self.plot.add_curve(tr("network"), colours.forecast, width=2)
        self.recursive_curve = self.plot.add_curve(tr("recursive"), colours.recursive, width=2)
        column.addWidget(self.plot, 1)
        bench.questions.changed.connect(self._show_state)

    def _make_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.steps = NumberField(whole=True, low=1, high=_MOST_STEPS)
        self.steps.setAccessibleName(tr("Steps that are fed back"))
        self.steps.edited.connect(self.steps.show_value)
        self.steps.refused.connect(self._say)
        summary = tr(
            "Each forecast becomes the input of the next one. Its errors on the part that is shown stand beside"
            " those of the direct forecast and of the baselines, from the same origins."
        )
        questions, words = self._bench.questions, tr("Feed back and measure")
        self.button = AskButton(questions, "fed_back", words, self._ask, summary=summary)
        for widget in (self.steps, label(tr("steps"), role="quiet"), self.button):
            line.addWidget(widget)
        self.legend = Legend()
        line.addWidget(self.legend, 1)
        return line

    def choices(self) -> dict[str, Any]:
        """Give the widgets in which something is chosen."""
        return {"steps": self.steps}

    def show_evaluation(self, evaluation: Any, experiment: Experiment, drawn: tuple[Judged, str, int, str]) -> None:
        """Show the errors of one target; ``drawn``: what is judged, the baseline's name, the target, and its name."""
        judged, baseline, target, name = drawn
        fed_back, horizon = evaluation.fed_back, experiment.windows.horizon
        if evaluation is not self._shown:
            self._shown, self._experiment = evaluation, experiment
            proposed = horizon if horizon > 1 else _OF_ONE_STEP
            self.steps.show_value(proposed if fed_back is None else fed_back.steps)
        self.plot.name_axis("left", title_of("mae", judged.units.get(name, "")))
        self._draw(judged, judged.baseline(baseline), fed_back, target)
        self._say(_words(fed_back, target, name) if fed_back is not None else "")
        self._show_state()

    def _draw(self, judged: Judged, baseline: JudgedBaseline, fed_back: Any, target: int) -> None:
        """Draw all curves from the same origins: those of the part, or those from which it was fed back."""
        assert baseline.by_step is not None  # only those that forecast can be chosen
        direct, theirs, recursive = judged.by_step["mae"], baseline.by_step["mae"], None
        if fed_back is not None:
            direct, recursive = fed_back.mae["direct"], fed_back.mae["recursive"]
            theirs = next(one.mae for one in fed_back.baselines if one.name == baseline.name)
        steps = np.arange(1, len(direct) + 1)
        alone = {"symbol": "o", "symbolSize": 5, "symbolPen": None} if len(steps) == 1 else {"symbol": None}
        for curve, mae in ((self.curve, direct), (self.baseline_curve, theirs)):
            curve.item.setData(steps, mae[:, target], symbolBrush=curve.colour, **alone)
        self.baseline_curve.name = tr(baseline.title)
        self.curve.name = tr("network") if fed_back is None else tr("direct")
        self.recursive_curve.item.setData(*(([], []) if recursive is None else (steps, recursive[:, target])))
        entries = [(curve.name, curve.colour, curve is self.baseline_curve) for curve in self.plot.curves]
        self.legend.show_entries(entries if recursive is not None else entries[:-1])
        self.plot.show_all()

    @Slot()
    def _show_state(self) -> None:
        if self._experiment is None:
            return
        self.button.show_state(why_not_fed_back(self._experiment))

    def _ask(self) -> None:
        self._bench.questions.ask_fed_back(int(self.steps.value))

    @Slot(str)
    def _say(self, words: str) -> None:
        self.words.setText(words)
        self.words.setVisible(bool(words))


def _words(fed_back: Any, target: int, name: str) -> str:
    """Say what the recursive forecast is worth and, of the test part, what its intervals hold."""
    told = [tr(fed_back.sentence(target, name))]
    if fed_back.part == "test":
        for share, inside in fed_back.coverage["recursive"].items():
            known = inside[:, target][np.isfinite(inside[:, target])]
            if len(known):
                told.append(
                    tr("{share} interval holds {inside}.", share=f"{share:.0%}", inside=f"{float(known.mean()):.1%}")
                )
    missing = fed_back.why_no_interval()
    return " ".join([*told, *([] if missing is None else [tr(missing)])])
