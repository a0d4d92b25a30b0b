"""Tables of what forecasts are worth: the measures beside the baselines', the worst windows, the next values."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from workbench.app.plots.interval import interval_of
from workbench.app.translation import tr
from workbench.app.widgets.labels import tooltip
from workbench.core.judgement.judging import Judged
from workbench.core.judgement.metrics import of_target, title_of
from workbench.core.series import Series, shown_time, with_unit
from workbench.core.text import Text, text

_MEANINGS = {
    "mae": text("Mean absolute error, in the target's unit."),
    "rmse": text("Root mean squared error, in the target's unit: large errors count more."),
    "mase": text(
        "Mean absolute error divided by the mean step in the training part: below 1 beats repeating the last value."
    ),
    "smape": text("Symmetric mean absolute percentage error: 0 is perfect, 200 the worst."),
    "mape": text("Mean absolute percentage error; not defined where the truth is zero."),
    "r2": text("Share of the target's variance that is explained: 1 is perfect, 0 is the mean."),
    "bias": text("Mean of forecast minus truth: above 0, the forecasts are too high."),
    "direction": text("How often the forecast moves from the last value to the side that the truth does."),
}
_WORST = 12


class MeasuresTable(QTableWidget):
    """One row for the network and one for each baseline; the first column says what the network does to it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, len(_MEANINGS) + 2, parent)
        self.setAccessibleName(tr("Measures of the network and of the baselines"))
        skill = QTableWidgetItem(tr("skill"))
        skill.setToolTip(tr("How much smaller the network's mean error is than the baseline's, with its 95% interval."))
        self.setHorizontalHeaderItem(0, QTableWidgetItem(""))
        self.setHorizontalHeaderItem(1, skill)
        read_only(self)

    def show_judged(self, judged: Judged, target: int, name: str) -> None:
        """Fill the rows for one target."""
        name_measures(self, 2, _MEANINGS, judged.units.get(name, ""))
        compared = {one.baseline: one for one in judged.verdicts[target].comparisons}
        self.setRowCount(1 + len(judged.baselines))
        self._fill(0, tr("network"), of_target(judged.measures, name), "")
        for row, one in enumerate(judged.baselines, start=1):
            skill = _skill(compared.get(one.name)) if one.measures is not None else tr(one.note or "")
            self._fill(row, tr(one.title), of_target(one.measures or {}, name), skill, tr(one.summary))

    def _fill(self, row: int, title: str, measures: Any, skill: str, summary: str = "") -> None:
        cells = [title, skill]
        for measure in _MEANINGS:
            value = measures.get(measure)
            cells.append("–" if value is None else f"{value:.4g}")
        items = fill_row(self, row, cells, words=(0, 1))
        items[0].setToolTip(summary)
        for item in items:
            if item.text() == "–" and measures:
                item.setToolTip(tr("not defined"))


class WorstTable(QTableWidget):
    """The samples with the largest errors; the one that is clicked is shown in the plot."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setAccessibleName(tr("Worst windows"))
        read_only(self)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._samples: list[int] = []
        self.itemSelectionChanged.connect(self._choose)

    def show_judged(self, judged: Judged, target: int, name: str, series: Series) -> None:
        """Fill the rows for the target called ``name``; of a group, ``judged`` is of one of its series."""
        self._samples = []
        error_title = with_unit(tr("mean error"), judged.units.get(name, ""))
        self.setHorizontalHeaderLabels([tr("forecast from"), error_title, tr("times the mean")])
        worst = judged.worst(target, _WORST).tolist()
        self.setRowCount(len(worst))
        mean = float(judged.errors[:, target].mean()) or 1.0
        for row, sample in enumerate(worst):
            error = float(judged.errors[sample, target])
            when = (
                f"{judged.rows[sample] + 1:,}"
                if judged.times is None
                else shown_time(judged.times[judged.rows[sample]], series.step)
            )
            fill_row(self, row, [when, f"{error:.4g}", f"{error / mean:.2f}"])
        self.clearSelection()
        self._samples = worst

    def _choose(self) -> None:
        rows = {index.row() for index in self.selectedIndexes()}
        if len(rows) == 1 and self._samples:
            self.chosen.emit(self._samples[rows.pop()])


class NextValuesTable(QTableWidget):
    """What comes after the end of the data, with its interval."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 2, parent)
        self.setAccessibleName(tr("Forecast past the end of the data"))
        read_only(self)

    def show_futures(self, futures: Sequence[Any], series: Series, recursive: Sequence[Any] = ()) -> None:
        """Fill one row for each step of each series of a group, or of the only one; recursive forecasts beside it."""
        heads, _ = _columns_ahead(futures[0], series)
        if recursive:
            beside, _ = _columns_ahead(recursive[0], series)
            heads += [tr("{target}, recursive", target=name) for name in beside]
        grouped, dated = bool(futures[0].group), futures[0].times is not None
        when = tr("next: {when}", when=tr("time") if dated else tr("row"))
        titles = [*([tr("series")] if grouped else []), when, *heads]
        self.setColumnCount(len(titles))
        self.setHorizontalHeaderLabels(titles)
        self.setRowCount(sum(len(future.values) for future in futures))
        row = 0
        for place, future in enumerate(futures):
            _, columns = _columns_ahead(future, series)
            if recursive:
                columns = np.concatenate([columns, _columns_ahead(recursive[place], series)[1]], axis=1)
            for at, values in enumerate(columns):
                moment = (
                    shown_time(future.times[at], series.step)
                    if future.times is not None
                    else f"{future.first_row + at + 1:,}"
                )
                first = [future.group] if grouped else []
                fill_row(self, row, [*first, moment, *map(_number, values)])
                row += 1

    def say(self, why: Text) -> None:
        """Say in the place of the next values why there are none."""
        self.setColumnCount(1)
        self.setHorizontalHeaderLabels([tr("No forecast past the end of the data")])
        self.setRowCount(1)
        item = QTableWidgetItem(tr(why))
        item.setToolTip(tooltip(tr(why)))
        self.setItem(0, 0, item)
        self.setWordWrap(True)
        self.resizeRowsToContents()


def _number(value: float) -> str:
    """Write a value of what comes; a dash where an edge of its interval is not known."""
    return f"{value:.5g}" if np.isfinite(value) else "–"


def _skill(comparison: Any) -> str:
    if comparison is None:
        return ""
    words = {"beats": tr("beaten"), "ties": tr("not beaten"), "loses": tr("better")}[comparison.outcome]
    score = comparison.score
    if score is None:
        return words
    # adding a positive zero takes the sign from a negative one
    skill, low, high = (np.rint(100 * one) + 0.0 for one in (score.skill, score.low, score.high))
    return f"{words} {skill:+.0f}% ({low:.0f} … {high:.0f})"


def _columns_ahead(future: Any, series: Series) -> tuple[list[str], Any]:
    """Give the heads and the (H, C) values of the table of what comes: each target, then the edges of its interval."""
    interval = interval_of(future.values, future.spread)
    names = [(name, series.with_unit(name)) for name in future.targets]
    if interval is None:
        return [head for _, head in names], future.values
    heads = [head for name, whole in names for head in (whole, *(f"{name} {edge}" for edge in interval.names))]
    values = np.stack([future.values, interval.low, interval.high], axis=-1)  # (H, K, 3)
    return heads, values.reshape(len(values), -1)


def name_measures(table: QTableWidget, first: int, measures: Iterable[str], unit: str) -> None:
    """Name the columns of some measures, from the one at ``first`` on, and say what each means."""
    for column, measure in enumerate(measures, start=first):
        head = QTableWidgetItem(tr(title_of(measure, unit)))
        head.setToolTip(tr(_MEANINGS[measure]))
        table.setHorizontalHeaderItem(column, head)


def read_only(table: QTableWidget) -> None:
    """Let a table be looked at, and no more."""
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(26)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setTabKeyNavigation(False)  # Tab leaves the table; arrows move in it
    table.setShowGrid(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    table.horizontalHeader().setHighlightSections(False)


def fill_row(
    table: QTableWidget, row: int, cells: Sequence[str], *, words: Collection[int] = ()
) -> list[QTableWidgetItem]:
    """Write the cells of one row, numbers at the right; ``words``: columns that stand at the left. Give the items."""
    items = []
    for column, cell in enumerate(cells):
        item = QTableWidgetItem(cell)
        side = Qt.AlignmentFlag.AlignLeft if column in words else Qt.AlignmentFlag.AlignRight
        item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        table.setItem(row, column, item)
        items.append(item)
    return items
