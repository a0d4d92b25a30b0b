"""Training: the losses fall, and the forecasts of fixed validation samples move to the truth."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSlider, QSplitter, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.plots.axis import StepAxis
from workbench.app.plots.legend import Legend
from workbench.app.plots.plot import Plot, seconds
from workbench.app.translation import tr
from workbench.app.views.view import Sight, View
from workbench.app.widgets.labels import label
from workbench.app.widgets.layouts import empty
from workbench.app.widgets.notice import Notice
from workbench.app.widgets.run_controls import RunControls
from workbench.app.widgets.run_strip import RunStrip
from workbench.app.work.run_record import RunRecord

_TURN_MS = 30  # at the least, between the drawing of one plot and of the next
_REST = 60  # times as long as a plot took to draw, nothing is drawn: painting holds the interpreter's lock


class TrainingView(View):
    """News of the run, at most ten times a second."""

    follows_run = True

    def fill(self, column: QVBoxLayout) -> None:
        self.strip = RunStrip(self.bench)
        column.addWidget(self.strip)
        self.controls = RunControls(self.bench)
        column.addWidget(self.controls)
        self._invitation = tr("Press Train (F5): the losses and the forecasts appear here while the network learns.")
        self.empty = label(self._invitation, role="quiet", wraps=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty, 1)
        self.notices = QVBoxLayout()
        column.addLayout(self.notices)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self._make_losses())
        self.forecast_room = QWidget()
        self.forecast_column = QVBoxLayout(self.forecast_room)
        self.forecast_column.setContentsMargins(0, 0, 0, 0)
        self.split.addWidget(self.forecast_room)
        self.split.addWidget(self._make_small_plots())
        self.split.setSizes([300, 220, 130])
        column.addWidget(self.split, 1)
        self.forecast_plot: Plot | None = None
        self._shown: RunRecord | None = None
        self._drawn_epochs = -1
        self._waiting: list[Callable[[RunRecord], list[Plot]]] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._draw_next)
        self._told: tuple[object, ...] = ()

    def _words_before(self, run: RunRecord | None) -> str:
        if run is None or not run.is_active or not run.is_training:
            return self._invitation
        if run.is_compiling:
            return tr("Compiling the layers' kernels for this processor: some seconds, once on this machine…")
        return tr("Loading torch and preparing the samples…")

    def redraw(self) -> None:
        run = self.bench.run
        has_news = run is not None and run.started is not None
        self.empty.setVisible(not has_news)
        self.split.setVisible(has_news)
        if run is None or run.started is None:
            self.empty.setText(self._words_before(run))
            return
        if run is not self._shown:
            self._begin(run)
        if self.losses.box.grows and not run.is_active:  # the end: everything is drawn now, with no room left over
            self._drawn_epochs = -1
        for plot in (self.losses, self.forecast_plot, self.norms, self.rates):
            if plot is not None:
                plot.box.grows = run.is_active
        if len(run.epochs) != self._drawn_epochs or not run.epochs:  # the curves move with the epochs
            self._drawn_epochs = len(run.epochs)
            plots = [self._draw_losses, self._draw_forecast, self._draw_small]
            if not run.is_active:
                self._waiting = []
                for draw in plots:
                    draw(run)
            else:  # what is already drawn, but without this epoch, waits for another turn
                self._waiting += [draw for draw in plots if draw not in self._waiting]
                if not self._turn.isActive():
                    self._turn.start(_TURN_MS)
        self._show_notices(run)

    @property
    def has_content(self) -> bool:
        return self._shown is not None

    def choices(self) -> dict[str, Any]:
        return {"log": self.log, "smoothing": self.smoothing, "split": self.split}

    def sights(self) -> dict[str, Sight]:
        plots = {"losses": self.losses, "forecast": self.forecast_plot, "norms": self.norms, "rates": self.rates}
        return {name: Sight(plot, self._shown) for name, plot in plots.items() if plot is not None}

    def _draw_next(self) -> None:
        """Draw one plot and leave the others for later turns: no click waits for them all, and the training not much.

        Networks that need less than a second for an epoch would else lose a third of their speed to the curves.
        """
        run = self.bench.run
        if run is None or run is not self._shown or not self._waiting:
            self._waiting = []
            return
        began = time.thread_time()
        for plot in self._waiting.pop(0)(run):
            plot.paint_now()
        spent_ms = 1e3 * (time.thread_time() - began)
        self._turn.start(max(_TURN_MS, round(_REST * spent_ms)))

    def _make_losses(self) -> QWidget:
        colours = self.theme.colours
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.setSpacing(2 * GRID)
        entries = [
            (tr("training"), colours.train, False),
            (tr("validation"), colours.validation, False),
            (tr("last value"), colours.naive, True),
        ]
        head.addWidget(Legend(entries), 1)
        self._wants_log = True
        self.log = QCheckBox(tr("log axis"))
        self.log.setChecked(True)
        self.log.toggled.connect(self._on_log)
        head.addWidget(self.log)
        head.addWidget(label(tr("smoothing"), role="quiet"))
        self.smoothing = QSlider(Qt.Orientation.Horizontal)
        self.smoothing.setAccessibleName(tr("smoothing"))
        self.smoothing.setRange(0, 95)
        self.smoothing.setFixedWidth(90)
        self.smoothing.valueChanged.connect(self._on_smoothing)
        head.addWidget(self.smoothing)
        column.addLayout(head)
        self.losses = Plot(self.theme, x_label=tr("epoch"), y_label=tr("loss (scaled)"), bottom=StepAxis("bottom"))
        self.losses.failed.connect(self.bench.failed)
        self.train_curve = self.losses.add_curve(tr("training"), colours.train, width=2)
        self.validation_curve = self.losses.add_curve(tr("validation"), colours.validation, width=2)
        self.naive_curve = self.losses.add_curve(tr("last value"), colours.naive, dashed=True)
        self.losses.setLogMode(y=True)
        column.addWidget(self.losses, 1)
        return side

    def _make_small_plots(self) -> QWidget:
        colours = self.theme.colours
        side = QWidget()
        line = QHBoxLayout(side)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        self.norms = Plot(self.theme)  # over epochs, as the losses' plot says: a name here takes half of the height
        self.norm_curve = self.norms.add_curve(tr("gradient norm"), colours.train)
        self.rates = Plot(self.theme)
        self.rate_curve = self.rates.add_curve(tr("learning rate"), colours.test)
        for plot, words in ((self.norms, tr("gradient norm")), (self.rates, tr("learning rate"))):
            plot.failed.connect(self.bench.failed)
            plot.setLimits(yMin=0)
            plot.getViewBox().setLimits(minYRange=1e-9)
            column = QVBoxLayout()
            column.setSpacing(0)
            column.addWidget(label(words, role="quiet"))
            column.addWidget(plot, 1)
            line.addLayout(column, 1)
        return side

    def _begin(self, run: RunRecord) -> None:
        """Make the forecast plot of a new run; it may have dates where the last one had none."""
        assert run.started is not None  # the caller looked
        if self.forecast_plot is not None:
            self.forecast_plot.hide()
            self.forecast_plot.deleteLater()
        empty(self.forecast_column)
        colours, probe = self.theme.colours, run.started.probe
        target = run.experiment.data.targets[0]
        entries = [(tr("truth (validation)"), colours.truth, False), (tr("forecast"), colours.forecast, False)]
        self.forecast_column.addWidget(Legend(entries))
        self.forecast_plot = Plot(
            self.theme,
            x_label="" if probe.times is not None else tr("row"),
            y_label=run.series.with_unit(target),
            dates=probe.times is not None,
        )
        self.forecast_plot.box.goes_on = False  # the same samples are forecast after every epoch
        self.forecast_plot.failed.connect(self.bench.failed)
        self.truth_curve = self.forecast_plot.add_curve(tr("truth (validation)"), colours.truth)
        self.probe_curve = self.forecast_plot.add_curve(tr("forecast"), colours.forecast, width=2)
        self._probe_x = probe.rows + 1.0 if probe.times is None else seconds(probe.times)
        self.truth_curve.item.setData(self._probe_x, probe.truth[:, 0])
        self.forecast_column.addWidget(self.forecast_plot, 1)
        for curve in (self.train_curve, self.validation_curve, self.naive_curve, self.norm_curve, self.rate_curve):
            curve.item.setData([], [])
        self._allow_log(run.experiment.training.loss != "gaussian_nll")
        for plot in (self.losses, self.norms, self.rates):
            plot.getViewBox().enableAutoRange()
        self._shown, self._drawn_epochs = run, -1

    def _draw_losses(self, run: RunRecord) -> list[Plot]:
        assert run.started is not None  # the caller looked
        epochs = np.array([epoch.epoch for epoch in run.epochs], dtype=float)
        if len(epochs):
            smooth = self.smoothing.value() / 100
            self.train_curve.item.setData(epochs, _smoothed([one.train_loss for one in run.epochs], smooth))
            self.validation_curve.item.setData(epochs, _smoothed([one.validation_loss for one in run.epochs], smooth))
            self.naive_curve.item.setData([1, max(2.0, epochs[-1])], [run.started.naive_loss] * 2)
        elif run.batch_losses:
            part = np.arange(1, len(run.batch_losses) + 1) / run.started.batches
            self.train_curve.item.setData(part, np.array(run.batch_losses))
        return [self.losses]

    def _draw_forecast(self, run: RunRecord) -> list[Plot]:
        if not run.epochs or self.forecast_plot is None:
            return []
        self.probe_curve.item.setData(self._probe_x, run.epochs[-1].probe_forecast[:, 0])
        return [self.forecast_plot]

    def _draw_small(self, run: RunRecord) -> list[Plot]:
        epochs = [epoch.epoch for epoch in run.epochs]
        norms = [epoch.gradient_norm if epoch.gradient_norm is not None else np.nan for epoch in run.epochs]
        self.norm_curve.item.setData(epochs, norms)
        rates = [epoch.learning_rate for epoch in run.epochs]
        self.rate_curve.item.setData(epochs, rates)
        if rates:
            self.rates.setYRange(0, 1.2 * max(rates), padding=0)
        return [self.norms, self.rates]

    def _show_notices(self, run: RunRecord) -> None:
        sentences = list(run.notices)
        if run.finished is not None and run.finished.message is not None:
            sentences.append(run.finished.message)
        if tuple(sentences) == self._told:
            return
        self._told = tuple(sentences)
        empty(self.notices)
        for sentence in sentences:
            self.notices.addWidget(Notice(self.theme, tr(sentence), "warning"))

    def _on_smoothing(self) -> None:
        self._drawn_epochs = -1
        self.refresh()

    def _on_log(self, on: bool) -> None:
        self._wants_log = on
        self.losses.setLogMode(y=on)

    def _allow_log(self, allowed: bool) -> None:
        """Keep losses that may fall below zero from an axis that has no place for them, as long as they are shown."""
        logarithmic = allowed and self._wants_log
        self.log.blockSignals(True)
        self.log.setChecked(logarithmic)
        self.log.blockSignals(False)
        self.log.setEnabled(allowed)
        self.log.setToolTip("" if allowed else tr("This loss can be below zero, where there is no logarithm."))
        self.losses.setLogMode(y=logarithmic)


def _smoothed(values: list[float], weight: float) -> np.ndarray:
    """Give the running mean in which the past weighs ``weight``, without a bias at the start."""
    if weight == 0:
        return np.array(values)
    smooth, mean, seen = [], 0.0, 0.0
    for value in values:
        mean, seen = weight * mean + (1 - weight) * value, weight * seen + (1 - weight)
        smooth.append(mean / seen)
    return np.array(smooth)
