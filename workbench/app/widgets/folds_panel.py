"""The same settings trained and judged again and again, on rows that come later and later."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.ask_button import AskButton
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.judged_tables import fill_row, name_measures, read_only
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.app.widgets.number_field import NumberField
from workbench.app.work.bench import Bench
from workbench.core.baselines import BASELINES

_SHOWN = ("mae", "rmse", "mase", "smape", "r2")
_MOST = 100  # folds, and seeds
_NARROW = 62  # pixels: two digits and the arrows


class FoldsPanel(QWidget):
    """How many folds and seeds, a button, and a table: mean and deviation over all, then each fold by itself."""

    def __init__(self, bench: Bench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._walk: Any = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self._make_line())
        self.words = ElidedLabel(role="quiet")
        column.addWidget(self.words)
        self.table = QTableWidget(0, len(_SHOWN) + 2)
        self.table.setAccessibleName(tr("Measures of every fold"))
        self.table.setHorizontalHeaderLabels(["", *_SHOWN, tr("verdict")])
        name_measures(self.table, 1, _SHOWN, "")
        read_only(self.table)
        column.addWidget(self.table, 1)
        bench.questions.changed.connect(self._show_state)

    def _make_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.folds, self.seeds = (NumberField(whole=True, low=1, high=_MOST) for _ in range(2))
        for field, name, count in ((self.folds, tr("Folds"), 3), (self.seeds, tr("Seeds"), 1)):
            field.setAccessibleName(name)
            field.show_value(count)
            field.setMaximumWidth(_NARROW)
            field.edited.connect(field.show_value)
            field.refused.connect(self._say)
        self.reach = Choice()
        self.reach.setAccessibleName(tr("Rows that a fold learns from"))
        self.reach.addItem(tr("all rows before"), "expanding")
        self.reach.addItem(tr("as many as the first"), "sliding")
        self.refit = QCheckBox(tr("train anew"))
        self.refit.setChecked(True)
        self.refit.setToolTip(
            tooltip(tr("Without it the network of the first fold, with its scalers, is judged on every fold."))
        )
        self.button = AskButton(self._bench.questions, "folds", tr("Measure"), self._ask)
        line.addWidget(self.folds)
        line.addWidget(label(tr("folds"), role="quiet"))
        line.addWidget(self.seeds)
        line.addWidget(label(tr("seeds"), role="quiet"))
        for widget in (self.reach, self.refit, self.button):
            line.addWidget(widget)
        line.addStretch()
        return line

    def show_walk(self, walk: Any, unit: str) -> None:
        """Show what the job has told of its folds, or that there are none yet; ``unit``: of every target."""
        name_measures(self.table, 1, _SHOWN, unit)
        if walk is not self._walk or walk is None:
            self._walk = walk
            rows = [] if walk is None else [*_means(walk.finished), *map(_fold, walk.folds)]
            self.table.setRowCount(len(rows))
            for row, cells in enumerate(rows):
                fill_row(self.table, row, cells, words=(0, len(cells) - 1))
        self._show_state()

    @Slot()
    def _show_state(self) -> None:
        self.button.show_state()
        self._say(self._told(self.button.asks))

    def _told(self, asks: bool) -> str:
        walk = self._walk
        if walk is None:
            return tr(
                "Each fold learns from rows of the training and validation parts and is judged on those that follow."
                " The test part stays closed."
            )
        if asks and walk.started is not None:
            return tr(
                "Fold {fold} of {folds}, seed {seed}: learning from {rows} rows",
                fold=walk.started.fold,
                folds=walk.started.folds,
                seed=walk.started.seed,
                rows=f"{walk.started.rows:,}",
            )
        if walk.finished is None:
            return ""
        return tr("Judged: {count}. Mean ± deviation over folds and seeds.", count=f"{walk.finished.runs:,}")

    def choices(self) -> dict[str, Any]:
        """Give the widgets in which something is chosen."""
        return {"folds": self.folds, "seeds": self.seeds, "reach": self.reach, "refit": self.refit}

    def _ask(self) -> None:
        self._bench.questions.ask_folds(
            folds=int(self.folds.value),
            seeds=int(self.seeds.value),
            reach=self.reach.currentData(),
            refit=self.refit.isChecked(),
        )

    @Slot(str)
    def _say(self, words: str) -> None:
        self.words.setText(words)


def _means(finished: Any) -> list[list[str]]:
    """Give a row for the network and each baseline: mean ± deviation; none while folds are still trained."""
    if finished is None or not finished.runs:
        return []
    titles = {"network": tr("network")} | {one.name: tr(one.title) for one in BASELINES}
    rows = []
    for name, means in finished.means.items():
        each = [(means[key], finished.deviations[name][key]) for key in _SHOWN]
        cells = ["–" if mean is None else f"{mean:.4g} ± {deviation:.2g}" for mean, deviation in each]
        rows.append([titles[name], *cells, ""])
    return rows


def _fold(fold: Any) -> list[str]:
    cells = ["–" if fold.measures[key] is None else f"{fold.measures[key]:.4g}" for key in _SHOWN]
    told = " ".join(tr(sentence) for sentence in fold.sentences)
    return [tr("fold {fold}, seed {seed}", fold=fold.fold, seed=fold.seed), *cells, told]
