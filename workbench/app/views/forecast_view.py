"""Forecast: truth and forecast on the test part, beside "tomorrow equals today", and what comes next."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.app.plots.interval import Interval, interval_of
from workbench.app.plots.legend import Legend
from workbench.app.plots.plot import Plot, seconds
from workbench.app.run_record import RunRecord
from workbench.app.theme import GRID
from workbench.app.translation import tr
from workbench.app.views.view import View
from workbench.app.widgets.labels import label, tooltip
from workbench.app.widgets.layouts import empty
from workbench.app.widgets.notice import Notice
from workbench.app.widgets.run_strip import RunStrip
from workbench.core.text import Text
from workbench.core.verdict import verdict

_MEASURES = {  # short name and what it means
    "mae": ("MAE", "Mean absolute error, in the target's unit."),
    "rmse": ("RMSE", "Root mean squared error, in the target's unit: large errors count more."),
    "smape": ("sMAPE, %", "Symmetric mean absolute percentage error: 0 is perfect, 200 the worst."),
    "mase": (
        "MASE",
        "Mean absolute error divided by the mean step in the training part: below 1 beats repeating the last value.",
    ),
    "r2": ("R²", "Share of the target's variance that is explained: 1 is perfect, 0 is the mean."),
    "bias": ("Bias", "Mean of forecast minus truth: above 0, the forecasts are too high."),
}


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
        self.empty = label(tr("When a run has ended, its forecasts of the test part are shown here."),
                           role="quiet", wraps=True)  # fmt: skip
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self.empty, 1)
        self.room = QWidget()
        inner = QVBoxLayout(self.room)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addLayout(self._make_choices())
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        self.plot_room = QWidget()
        self.plot_column = QVBoxLayout(self.plot_room)
        self.plot_column.setContentsMargins(0, 0, 0, 0)
        split.addWidget(self.plot_room)
        split.addWidget(self._make_below())
        split.setSizes([380, 230])
        inner.addWidget(split, 1)
        column.addWidget(self.room, 1)
        self.plot: Plot | None = None
        self._shown: Any = None
        self._told: list[Text] = []

    def redraw(self) -> None:
        run = self.bench.run
        evaluation = run.evaluation if run is not None else None
        self._show_notices(run)
        self.empty.setVisible(evaluation is None)
        self.room.setVisible(evaluation is not None)
        self.verdict.setVisible(evaluation is not None)
        if run is None or evaluation is None:
            return
        if evaluation is not self._shown:
            self._shown = evaluation
            self._fill_choices(run.experiment)
            self._draw()

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

    def _make_choices(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        colours = self.theme.colours
        self.entries = [
            (tr("truth"), colours.truth, False),
            (tr("forecast"), colours.forecast, False),
            (tr("last value"), colours.naive, True),
        ]
        self.legend = Legend(self.entries)
        line.addWidget(self.legend, 1)
        self.target = QComboBox()
        self.target.setAccessibleName(tr("Target"))
        self.target.activated.connect(self._draw)
        line.addWidget(self.target)
        self.step_words = label(tr("steps ahead"), role="quiet")
        line.addWidget(self.step_words)
        self.step = QComboBox()
        self.step.setAccessibleName(tr("steps ahead"))
        self.step.activated.connect(self._draw)
        line.addWidget(self.step)
        return line

    def _make_below(self) -> QWidget:
        below = QWidget()
        line = QHBoxLayout(below)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(3 * GRID)
        self.table = QTableWidget(len(_MEASURES), 3)
        self.table.setAccessibleName(tr("Measures on the test part"))
        self.table.setHorizontalHeaderLabels([tr("test part"), tr("network")])
        naive = QTableWidgetItem(tr("last value"))
        naive.setToolTip(tr("“tomorrow equals today”"))
        self.table.setHorizontalHeaderItem(2, naive)
        self.table.verticalHeader().hide()
        for row, (short, words) in enumerate(_MEASURES.values()):
            item = QTableWidgetItem(tr(short))
            item.setToolTip(tr(words))
            self.table.setItem(row, 0, item)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.table.setShowGrid(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().setDefaultSectionSize(26)
        self.table.setMinimumWidth(270)
        line.addWidget(self.table, 2)
        self.more = QTabWidget()
        line.addWidget(self.more, 3)
        self.by_step = Plot(self.theme, x_label=tr("steps ahead"), y_label="MAE")
        self.by_step.failed.connect(self.bench.failed)
        colours = self.theme.colours
        self.step_curve = self.by_step.add_curve(tr("network"), colours.forecast, width=2)
        self.naive_step_curve = self.by_step.add_curve(tr("last value"), colours.naive, dashed=True)
        self.more.addTab(self.by_step, tr("Error by step"))
        self.future = QTableWidget(0, 2)
        self.future.setAccessibleName(tr("Forecast past the end of the data"))
        self.future.verticalHeader().hide()
        self.future.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.future.setShowGrid(False)
        self.future.verticalHeader().setDefaultSectionSize(26)
        self.future.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.future.horizontalHeader().setStretchLastSection(True)
        self.more.addTab(self.future, tr("Next values"))
        return below

    def _fill_choices(self, experiment: Any) -> None:
        self.target.clear()
        self.target.addItems(list(experiment.data.targets))
        self.target.setVisible(self.target.count() > 1)
        self.step.clear()
        self.step.addItems([str(step) for step in range(1, experiment.windows.horizon + 1)])
        several = experiment.windows.horizon > 1
        for widget in (self.step, self.step_words):
            widget.setVisible(several)
        self.more.setTabVisible(0, several)

    def _draw(self) -> None:
        run = self.bench.run
        if run is None or run.evaluation is None:
            return
        evaluation, target = run.evaluation, max(0, self.target.currentIndex())
        name = run.experiment.data.targets[target]
        measured = evaluation.metrics["test"]
        self.verdict.setText(tr(verdict(measured, measured["last_value"], name)))
        self._draw_curves(evaluation, target, run.experiment)
        self._fill_table(measured, name)
        steps = np.arange(1, len(evaluation.test.error_by_step) + 1)
        self.step_curve.item.setData(steps, evaluation.test.error_by_step[:, target])
        self.naive_step_curve.item.setData(steps, evaluation.test.last_value_error_by_step[:, target])
        if evaluation.future is None:
            self._say_no_future(evaluation.no_future)
        else:
            self._fill_future(evaluation.futures or (evaluation.future,), run.series)

    def _draw_interval(self, x: Any, interval: Interval | None, at: Any) -> None:
        """Colour what lies between the edges of ``interval``, at its values ``at``; the edges can be read as curves."""
        if interval is None:
            return
        assert self.plot is not None  # it is being filled
        faint = _faint(self.theme.colours.forecast)
        edges = [self.plot.add_curve(name, faint) for name in interval.names]
        for curve, values in zip(edges, (interval.low, interval.high), strict=True):
            curve.item.setData(x, values[at])
        self.plot.add_between(edges[0], edges[1], self.theme.colours.forecast)

    def _draw_curves(self, evaluation: Any, target: int, experiment: Any) -> None:
        """Truth, forecast and naive line of the test part, one value for each sample; then the future."""
        test, step = evaluation.test, max(0, self.step.currentIndex())
        name = experiment.data.targets[target]
        dates = test.times is not None and experiment.data.group is None
        if self.plot is not None:
            self.plot.hide()
            self.plot.deleteLater()
        colours = self.theme.colours
        self.plot = Plot(self.theme, x_label="" if dates else tr("row"), y_label=name, dates=dates)
        self.plot.failed.connect(self.bench.failed)
        rows = test.rows + step
        x = seconds(test.times[rows]) if dates else rows + 1.0
        interval = interval_of(test.forecast, test.spread)
        self._show_legend(interval)
        self._draw_interval(x, interval, np.s_[:, step, target])
        naive = self.plot.add_curve(tr("last value"), colours.naive, dashed=True)
        truth = self.plot.add_curve(tr("truth"), colours.truth)
        forecast = self.plot.add_curve(tr("forecast"), colours.forecast, width=2)
        naive.item.setData(x, test.last_value[:, step, target])
        whole = np.concatenate([test.truth[:, 0, target], test.truth[-1, 1:, target]])
        last = test.rows[-1] + np.arange(1, test.truth.shape[1])
        whole_rows = np.concatenate([test.rows, last])
        truth.item.setData(seconds(test.times[whole_rows]) if dates else whole_rows + 1.0, whole)
        forecast.item.setData(x, test.forecast[:, step, target])
        last = x[-1]
        if evaluation.future is not None and not evaluation.future.group:
            last = self._draw_future(evaluation.future, target)
        self.plot_column.addWidget(self.plot)
        self.plot.show_all()
        if len(x) > 400:
            self.plot.setXRange(x[-300], last, padding=0.01)
            seen = [test.truth, test.forecast, *((interval.low, interval.high) if interval is not None else ())]
            latest = np.concatenate([values[-300:, step, target] for values in seen])
            self.plot.setYRange(float(latest.min()), float(latest.max()))

    def _draw_future(self, future: Any, target: int) -> float:
        """Draw what comes past the end of the data, and give the x of its end."""
        assert self.plot is not None  # it is being filled
        colours = self.theme.colours
        ahead = (
            seconds(future.times)
            if future.times is not None
            else future.first_row + 1.0 + np.arange(len(future.values))
        )
        self._draw_interval(ahead, interval_of(future.values, future.spread), np.s_[:, target])
        coming = self.plot.add_curve(tr("forecast past the end"), colours.forecast, width=2)
        coming.item.setData(ahead, future.values[:, target], symbol="o", symbolSize=5,
                            symbolBrush=colours.forecast, symbolPen=None)  # fmt: skip
        self.plot.add_band(ahead[0] - (ahead[1] - ahead[0] if len(ahead) > 1 else 0), ahead[-1], colours.forecast, 20)
        return float(ahead[-1])

    def _show_legend(self, interval: Interval | None) -> None:
        entries = list(self.entries)
        if interval is not None:
            faint = _faint(self.theme.colours.forecast)
            entries.insert(2, (tr("{share} interval", share=interval.share), faint, False))
        self.legend.show_entries(entries)

    def _fill_table(self, measured: dict[str, Any], name: str) -> None:
        for column, source in enumerate((measured, measured["last_value"])):
            values = source.get("by_target", {}).get(name, source)
            for row, measure in enumerate(_MEASURES):
                value = values[measure]
                item = QTableWidgetItem(f"{value:.4g}" if value is not None else tr("not defined"))
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column + 1, item)

    def _say_no_future(self, why: Any) -> None:
        """Say in the place of the next values why there are none."""
        self.future.setColumnCount(1)
        self.future.setHorizontalHeaderLabels([tr("No forecast past the end of the data")])
        self.future.setRowCount(1)
        item = QTableWidgetItem(tr(why))
        item.setToolTip(tooltip(tr(why)))
        self.future.setItem(0, 0, item)
        self.future.setWordWrap(True)
        self.future.resizeRowsToContents()

    def _fill_future(self, futures: Any, series: Any) -> None:
        from workbench.core.series import shown_time

        heads, _ = _columns_ahead(futures[0])
        named = [tr("series")] if futures[0].group else []
        self.future.setColumnCount(len(named) + 1 + len(heads))
        when = tr("time") if futures[0].times is not None else tr("row")
        self.future.setHorizontalHeaderLabels([*named, tr("next: {when}", when=when), *heads])
        rows = [
            [*([future.group] if named else []), moment, *(f"{value:.5g}" for value in values)]
            for future in futures
            for moment, values in zip(
                [shown_time(time, series.step) for time in future.times]
                if future.times is not None
                else [f"{future.first_row + row + 1:,}" for row in range(len(future.values))],
                _columns_ahead(future)[1],
                strict=True,
            )
        ]
        self.future.setRowCount(len(rows))
        for row, cells in enumerate(rows):
            for column, words in enumerate(cells):
                item = QTableWidgetItem(words)
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.future.setItem(row, column, item)


def _columns_ahead(future: Any) -> tuple[list[str], Any]:
    """Give the heads and the (H, C) values of the table of what comes: each target, then the edges of its interval."""
    interval = interval_of(future.values, future.spread)
    if interval is None:
        return list(future.targets), future.values
    heads = [head for name in future.targets for head in (name, *(f"{name} {edge}" for edge in interval.names))]
    values = np.stack([future.values, interval.low, interval.high], axis=-1)  # (H, K, 3)
    return heads, values.reshape(len(values), -1)


def _faint(colour: str) -> str:
    """Give ``colour`` as it looks where little of it is laid on the ground."""
    tint = QColor(colour)
    tint.setAlpha(110)
    return tint.name(QColor.NameFormat.HexArgb)
