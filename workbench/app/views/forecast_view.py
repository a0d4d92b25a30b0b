"""Forecast: what the network is worth beside what can be had without one, and what comes next."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.app.appearance.theme import GRID
from workbench.app.plots.axis import StepAxis
from workbench.app.plots.interval import interval_of
from workbench.app.plots.judged_plot import JudgedPlot, faint
from workbench.app.plots.legend import Legend, dashes
from workbench.app.plots.plot import Plot
from workbench.app.plots.residuals import Residuals
from workbench.app.translation import tr
from workbench.app.views.view import Sight, View
from workbench.app.widgets.ahead_panel import AheadPanel
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.folds_panel import FoldsPanel
from workbench.app.widgets.giving_split import GivingSplit
from workbench.app.widgets.importance_panel import ImportancePanel
from workbench.app.widgets.intervals_panel import IntervalsPanel
from workbench.app.widgets.judged_tables import MeasuresTable, WorstTable
from workbench.app.widgets.labels import label
from workbench.app.widgets.layouts import empty
from workbench.app.widgets.notice import Notice
from workbench.app.widgets.run_strip import RunStrip
from workbench.app.widgets.series_table import SeriesTable
from workbench.app.widgets.steps_panel import StepsPanel
from workbench.app.widgets.two_sides import TwoSides
from workbench.app.work.run_record import RunRecord
from workbench.core.judgement.judging import Judged
from workbench.core.judgement.members import judged_of, samples_of
from workbench.core.series import shared_unit, with_unit
from workbench.core.text import Text

_ROOM, _ROOM_FOR_ROWS = 270, 330  # pixels: for a sentence and a picture below the curves; for one with a row an input
_ROOM_FOR_CURVES = 120  # what they keep


class ForecastView(View):
    """What the network is worth, in original units."""

    follows_run = True

    def fill(self, column: QVBoxLayout) -> None:
        self.strip = RunStrip(self.bench)
        column.addWidget(self.strip)
        self.notices = QVBoxLayout()
        column.addLayout(self.notices)
        self.verdict = label(role="headline", wraps=True)
        self.verdict.setObjectName("headline")
        column.addWidget(self.verdict)
        self.caveats = label(role="quiet", wraps=True)
        column.addWidget(self.caveats)
        column.addLayout(self._make_lock())
        self.empty = label(tr("When a run has ended, its forecasts are shown here."), role="quiet", wraps=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty, 1)
        self.room = QWidget()
        inner = QVBoxLayout(self.room)
        inner.setContentsMargins(0, 0, 0, 0)
        self.legend = Legend()
        inner.addWidget(TwoSides(self.legend, self._make_choices()))
        self.split = split = GivingSplit(_ROOM_FOR_CURVES)
        self.plot_room = QWidget()
        self.plot_column = QVBoxLayout(self.plot_room)
        self.plot_column.setContentsMargins(0, 0, 0, 0)
        split.addWidget(self.plot_room)
        split.addWidget(self._make_more())
        split.setSizes([330, 260])
        inner.addWidget(split, 1)
        column.addWidget(self.room, 1)
        self.plot: JudgedPlot | None = None
        self._shown: Any = None
        self._told: list[Text] = []

    def redraw(self) -> None:
        run = self.bench.run
        evaluation = run.evaluation if run is not None else None
        self._show_notices(run)
        self.empty.setVisible(evaluation is None)
        for widget in (self.room, self.verdict, self.part):
            widget.setVisible(evaluation is not None)
        self.open.setVisible(evaluation is not None and evaluation.test is None)
        if run is None or evaluation is None:
            self.caveats.hide()
            return
        why_not = self.bench.why_test_stays_closed
        self.open.setEnabled(why_not is None)
        self.open.setToolTip(
            tr(
                "It judges the network. Whoever looks, changes something and looks again, chooses by it; so every look"
                " is counted."
            )
            if why_not is None
            else tr(why_not)
        )
        targets = run.experiment.data.targets
        if evaluation is not self._shown:
            self._shown = evaluation
            self._fill_choices(run.experiment, evaluation)
            self._draw()
        target = max(0, self.target.currentIndex())
        self.importance.show_importance(run.importance, target, run.series.units.get(targets[target], ""))
        self.folds.show_walk(run.walk, shared_unit(run.series.units, targets))

    def redraw_chosen(self) -> None:
        self._draw()

    @property
    def has_content(self) -> bool:
        return self.bench.run is not None and self.bench.run.evaluation is not None

    def choices(self) -> dict[str, Any]:
        chosen = {"member": self.member, "baseline": self.baseline, "target": self.target, "step": self.step}
        panels: dict[str, Any] = {"steps": self.by_step, "intervals": self.intervals, "importance": self.importance,
                  "ahead": self.ahead, "folds": self.folds}  # fmt: skip
        inside = {f"{name} {one}": part for name, panel in panels.items() for one, part in panel.choices().items()}
        return {**chosen, "errors": self.residuals.kind, **inside, "more": self.more, "split": self.split}

    def sights(self) -> dict[str, Sight]:
        """Give the worst windows before the curves: choosing one of them moves those."""
        of = self._shown
        tables = {"measures": self.table, "series": self.series, "intervals": self.intervals.table,
                  "ahead": self.ahead.table, "folds": self.folds.table, "worst": self.worst}  # fmt: skip
        plots = {"copycat": self.copycat, "by step": self.by_step.plot, "errors": self.residuals.plot,
                 "curves": self.plot}  # fmt: skip
        return {name: Sight(part, of) for name, part in {**tables, **plots}.items() if part is not None}

    def _show_notices(self, run: RunRecord | None) -> None:
        """Say what a run has to tell that ended without forecasts, or with words about them."""
        sentences = [] if run is None or run.is_active else list(run.notices)
        if run is not None and run.finished is not None and run.finished.message is not None:
            sentences.append(run.finished.message)
        if sentences != self._told:
            self._told = sentences
            empty(self.notices)
            for sentence in sentences:
                self.notices.addWidget(Notice(self.theme, tr(sentence), "warning"))

    def _make_lock(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.part = label(role="quiet", wraps=True)
        line.addWidget(self.part, 1)
        self.open = QPushButton(tr("Open the test part"))
        self.open.clicked.connect(self.bench.open_test)
        line.addWidget(self.open)
        return line

    def _make_choices(self) -> QWidget:
        choices = QWidget()
        line = QHBoxLayout(choices)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        self.baseline = Choice()
        self.baseline.setAccessibleName(tr("Baseline in the plot"))
        self.baseline.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.target = Choice()
        self.target.setAccessibleName(tr("Target"))
        self.member = Choice()
        self.member.setAccessibleName(tr("Series of the group"))
        self.member.setToolTip(
            tr("The series whose curves, errors and worst windows are shown. Measures and verdict are of all series.")
        )
        self.member.setMaximumWidth(170)
        self.step_words = label(tr("steps ahead"), role="quiet")
        self.step = Choice()
        self.step.setAccessibleName(tr("steps ahead"))
        for box in (self.member, self.baseline, self.target, self.step):
            box.activated.connect(self._draw)
        for widget in (self.member, self.baseline, self.target, self.step_words, self.step):
            line.addWidget(widget)
        line.addStretch()
        return choices

    def _make_more(self) -> QWidget:
        self.more = QTabWidget()
        self.more.tabBar().setObjectName("more")  # its tabs stand close: all of them are seen in the smallest window
        self.table = MeasuresTable()
        self.more.addTab(self.table, tr("Measures"))
        self.by_step = StepsPanel(self.bench, self.theme)
        self.more.addTab(self.by_step, tr("By step"))
        self.residuals = Residuals(self.theme, self.bench)
        self.more.addTab(self.residuals, tr("Errors"))
        self.copycat = Plot(self.theme, x_label=tr("steps back"), y_label=tr("difference"), bottom=StepAxis("bottom"))
        self.copycat.failed.connect(self.bench.failed)
        self.copycat_curve = self.copycat.add_curve(
            tr("difference to the truth so many steps back"), self.theme.colours.forecast
        )
        self.more.addTab(self.copycat, tr("Copycat"))
        self.worst = WorstTable()
        self.worst.chosen.connect(self._show_sample)
        self.more.addTab(self.worst, tr("Worst"))
        self.series = SeriesTable()
        self.more.addTab(self.series, tr("By series"))
        self.intervals = IntervalsPanel(self.bench)
        self.more.addTab(self.intervals, tr("Intervals"))
        self.importance = ImportancePanel(self.bench, self.theme)
        self.more.addTab(self.importance, tr("What matters"))
        self.ahead = AheadPanel(self.bench)
        self.future = self.ahead.table
        self.more.addTab(self.ahead, tr("Future"))
        self.folds = FoldsPanel(self.bench)
        self.more.addTab(self.folds, tr("Folds"))
        self.more.currentChanged.connect(self._give_room)
        return self.more

    def _give_room(self) -> None:
        """Give a picture below the curves more room while it is shown."""
        room: dict[QWidget, int] = {self.importance: _ROOM_FOR_ROWS, self.by_step: _ROOM}
        self.split.give(room.get(self.more.currentWidget()))

    def _fill_choices(self, experiment: Any, evaluation: Any) -> None:
        judged: Judged = evaluation.shown.judged
        self._fill_members(evaluation)
        kept = max(0, self.baseline.currentIndex())
        self.baseline.clear()
        for one in judged.baselines:
            if one.forecaster is not None:
                self.baseline.addItem(dashes(self.theme.colours.naive), tr(one.title), one.name)
        self.baseline.setCurrentIndex(min(kept, self.baseline.count() - 1))
        _refill(self.target, list(experiment.data.targets))
        self.target.setVisible(self.target.count() > 1)
        _refill(self.step, [str(step) for step in range(1, experiment.windows.horizon + 1)])
        several = experiment.windows.horizon > 1
        for widget in (self.step, self.step_words):
            widget.setVisible(several)

    def _fill_members(self, evaluation: Any) -> None:
        """Offer each series of a group that has samples in the part that is shown."""
        kept = self.member.currentText()
        self.member.clear()
        for at, member in enumerate(evaluation.members):
            if len(samples_of(evaluation.shown.judged, member)):
                self.member.addItem(member.name, at)
        self.member.setCurrentIndex(max(0, self.member.findText(kept)))
        self.member.setVisible(self.member.count() > 0)

    def _of_member(self, evaluation: Any) -> tuple[Judged, Any, Any, Any]:
        """Give what is judged, its spread and both futures: of the series that is chosen, or of the only one."""
        shown = evaluation.shown
        recursive = evaluation.recursive[0] if evaluation.recursive else None
        if self.member.currentData() is None:
            return shown.judged, shown.spread, evaluation.future, recursive
        member = evaluation.members[self.member.currentData()]
        spread = None if shown.spread is None else shown.spread.of_samples(samples_of(shown.judged, member))
        futures, others = evaluation.futures, evaluation.recursive
        future = next((one for one in futures if one.group == member.name), None)
        recursive = next((one for one in others if one.group == member.name), None)
        return judged_of(shown.judged, member), spread, future, recursive

    def _fed_back_from(self, evaluation: Any) -> tuple[Any, Any]:
        """Give the rows from which recursive forecasts were measured, as the plot counts them, and the forecasts."""
        told, rows = evaluation.fed_back, evaluation.shown.judged.rows[evaluation.fed_back.origins]
        if self.member.currentData() is None:
            return rows, told.forecasts
        span = evaluation.members[self.member.currentData()].rows
        here = (rows >= span.start) & (rows < span.stop)
        return rows[here] - span.start, told.forecasts[here]

    def _draw(self) -> None:
        run = self.bench.run
        if run is None or run.evaluation is None:
            return
        evaluation, target = run.evaluation, max(0, self.target.currentIndex())
        whole, name = evaluation.shown.judged, run.experiment.data.targets[target]
        self._say(evaluation, target)
        judged, spread, future, recursive = self._of_member(evaluation)
        self._draw_curves(judged, (spread, future, recursive), target, run.series.with_unit(name))
        if self.plot is not None and evaluation.fed_back is not None:
            self.plot.show_fed_back(*self._fed_back_from(evaluation))
        self.table.show_judged(whole, target, name)
        self.more.setTabVisible(self.more.indexOf(self.series), bool(whole.by_series))
        self.series.show_evaluated(evaluation.shown, target, name)
        self.by_step.show_evaluation(evaluation, run.experiment, (whole, self.baseline.currentData(), target, name))
        self.residuals.show_judged(judged, target, name, self._step)
        nearest = min(judged.copycats[target], key=lambda one: abs(one.step - 1 - self._step))
        self.copycat_curve.item.setData(nearest.shifts, nearest.errors, symbol="o", symbolSize=4, symbolPen=None,
                                        symbolBrush=self.theme.colours.forecast)  # fmt: skip
        self.copycat.name_axis("left", with_unit(tr("difference"), judged.units.get(name, "")))
        self.worst.show_judged(judged, target, name, run.series)
        self.intervals.show_evaluation(evaluation, run.experiment, target)
        self.importance.show_importance(run.importance, target, run.series.units.get(name, ""))
        self.more.setTabVisible(self.more.indexOf(self.ahead), evaluation.test is not None)
        self.ahead.show_evaluation(evaluation, run.experiment.windows.horizon, run.series)

    @property
    def _is_fed_back(self) -> bool:
        run = self.bench.run
        return run is not None and run.evaluation is not None and run.evaluation.fed_back is not None

    @property
    def _step(self) -> int:
        return max(0, self.step.currentIndex())

    def _say(self, evaluation: Any, target: int) -> None:
        """Write the verdict, what it cannot know, and which part it is about."""
        judged = evaluation.shown.judged
        verdict = judged.verdicts[target]
        self.verdict.setText(tr(verdict.sentence))
        more = [*verdict.caveats, judged.told_by_copycats(target)]
        self.caveats.setText(" ".join(tr(sentence) for sentence in more if sentence is not None))
        self.caveats.setVisible(bool(self.caveats.text()))
        if evaluation.test is None:
            self.part.setText(
                tr(
                    "Shown: the validation part, by which the best epoch was chosen. The test part is closed, and the"
                    " forecast past the end with it; looks at it so far: {count}.",
                    count=evaluation.looks,
                )
            )
            return
        words = [tr("Shown: the test part; looks at it so far: {count}.", count=evaluation.looks)]
        for share, inside in evaluation.test.coverage.items():
            words.append(
                tr(
                    "Of the {share:.0%} intervals {inside:.1%} hold the truth.",
                    share=share,
                    inside=float(inside[:, target].mean()),
                )
            )
        self.part.setText(" ".join(words))

    def _draw_curves(self, judged: Judged, beside: tuple[Any, Any, Any], target: int, name: str) -> None:
        """Truth, forecast and baseline, one value for each sample; then the future, beside it the recursive one."""
        spread, future, recursive = beside
        if self.plot is not None:
            self.plot.hide()
            self.plot.deleteLater()
        baseline = judged.baseline(self.baseline.currentData())
        self.plot = JudgedPlot(self.theme, judged, target=target, step=self._step, name=name)
        self.plot.failed.connect(self.bench.failed)
        colours = self.theme.colours
        entries = [(tr("truth"), colours.truth, False), (tr("forecast"), colours.forecast, False)]
        interval = interval_of(judged.forecast, spread)
        if interval is not None:
            entries.append((tr("{share} interval", share=interval.share), faint(colours.forecast), False))
        if recursive is not None or self._is_fed_back:
            entries.append((tr("recursive"), colours.recursive, False))
        self.legend.show_entries(entries)
        self.plot_column.addWidget(self.plot)
        self.plot.draw(spread, baseline, future, recursive)

    def _show_sample(self, sample: int) -> None:
        if self.plot is not None:
            self.plot.show_origin(sample)


def _refill(box: QComboBox, words: list[str]) -> None:
    """Offer other words; the place that was chosen stays chosen where it is still there."""
    kept = box.currentIndex() if [box.itemText(at) for at in range(box.count())] == words else 0
    box.clear()
    box.addItems(words)
    box.setCurrentIndex(max(0, kept))
