"""What can be done with the shown run: another learning rate while it is on, more epochs when it has ended."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.app.widgets.number_field import NumberField
from workbench.app.work.bench import Bench
from workbench.core.errors import SettingsError, WorkbenchError
from workbench.core.fields import Setting, settings_of
from workbench.core.settings.training_spec import TrainingSpec


class RunControls(QWidget):
    """One line; empty while there is no run that anything could be done with."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        self.rate = _field("learning_rate", by_factor=True)
        self.rate.setToolTip(
            tooltip(tr("Takes the place of the setting from the next step on; the schedule goes on relative to it."))
        )
        self.rate_label = label(tr("Learning rate"))
        self.rate_label.setBuddy(self.rate)
        self.more = _field("epochs")
        self.more.setAccessibleName(tr("More epochs"))
        self.train_more = QPushButton()
        self.words = ElidedLabel(role="quiet")
        self.fault = label("", role="error")
        for widget in (self.rate_label, self.rate, self.more, self.train_more, self.fault):
            line.addWidget(widget)
        line.addWidget(self.words, 1)
        self.rate.edited.connect(self._ask_rate)
        self.rate.refused.connect(self._complain)
        self.more.edited.connect(self._choose_more)
        self.more.refused.connect(self._complain)
        self.train_more.clicked.connect(self._train_more)
        bench.run_began.connect(self._take_back)
        bench.run_changed.connect(self.redraw)
        bench.run_state_changed.connect(self.redraw)
        bench.experiment_changed.connect(self.redraw)
        bench.series_changed.connect(self.redraw)
        self.redraw()

    def redraw(self) -> None:
        """Show what can be done now."""
        run, bench = self._bench.run, self._bench
        self.setVisible(run is not None and run.is_training)
        if run is None or not run.is_training:
            return
        self.rate_label.setVisible(run.is_active)
        self.rate.setVisible(run.is_active)
        self.more.setVisible(not run.is_active)
        self.train_more.setVisible(not run.is_active)
        if run.is_active:
            self.rate.show_value(bench.rates.wanted or run.learning_rate)
        self.more.show_value(bench.more_epochs)
        self.train_more.setText(tr("Train {count} more epochs", count=bench.more_epochs))
        why_not = bench.why_no_more
        self.train_more.setEnabled(why_not is None)
        self.train_more.setToolTip(tooltip(tr(why_not or "Go on with the shown run, from its last finished epoch.")))
        self._show_changes(why_not)

    def _show_changes(self, why_not: str | None) -> None:
        """Say what holds now, and why the run cannot go on if it cannot."""
        run = self._bench.run
        assert run is not None  # the caller looked
        if why_not is not None and not run.is_active:
            self.words.setText(tr(why_not))
            return
        told = [
            tr("learning rate {rate:g} since epoch {epoch}", rate=one.learning_rate, epoch=one.epoch)
            for one in run.rate_changes
        ]
        last = run.epochs[-1] if run.epochs and run.is_active else None
        is_of_this_rate = last is not None and (not run.rate_changes or last.epoch > run.rate_changes[-1].epoch)
        if last is not None and is_of_this_rate and last.learning_rate != run.learning_rate:
            told.append(tr("with the schedule {rate:.3g}", rate=last.learning_rate))
        latest_first = told[::-1]
        self.words.setText(" · ".join(latest_first[:2]))
        self.words.setToolTip(tooltip("\n".join(latest_first)) if len(told) > 2 else "")

    def _ask_rate(self, rate: float) -> None:
        self._try(partial(self._bench.ask_rate, rate))

    def _choose_more(self, count: int) -> None:
        self._try(partial(self._bench.choose_more_epochs, count))

    def _try(self, change: Callable[[], None]) -> None:
        try:
            change()
        except SettingsError as error:
            self._complain(tr(error.faults[0].message))
        else:
            self._complain("")

    def _take_back(self) -> None:
        """Complain no more; Qt lets go of a method, but not of a partial, when the widget goes."""
        self._complain("")

    def _complain(self, sentence: str) -> None:
        self.fault.setText(sentence)
        self.fault.setVisible(bool(sentence))

    def _train_more(self) -> None:
        try:
            self._bench.train_more()
        except WorkbenchError as error:
            self._bench.failed.emit(error)


def _setting(name: str) -> Setting:
    return next(one for one in settings_of(TrainingSpec) if one.name == name)


def _field(name: str, *, by_factor: bool = False) -> NumberField:
    """Make a field for the values that the setting ``name`` allows."""
    setting = _setting(name)
    field = NumberField(
        whole=setting.kind == "integer", low=setting.low or 0, high=setting.high or 0, by_factor=by_factor
    )
    field.setAccessibleName(tr(setting.label))
    return field
