"""What the forecasts of each series of a group are worth, in a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTableWidget, QWidget

from workbench.app.translation import tr
from workbench.app.widgets.judged_tables import fill_row, name_measures, read_only
from workbench.core.judgement.by_series import mean_over_series, worst_first
from workbench.core.judgement.judging import Judged
from workbench.core.judgement.metrics import of_target

_SHOWN = ("mae", "rmse", "mase", "smape", "r2", "bias")


class SeriesTable(QTableWidget):
    """The mean over all series first, then each by itself, that with the largest MASE first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 0, parent)
        self.setAccessibleName(tr("Measures of each series"))
        read_only(self)

    def show_evaluated(self, evaluated: Any, target: int, name: str) -> None:
        """Fill the rows for one target; of the test part also with what the intervals of each series hold."""
        judged: Judged = evaluated.judged
        held = {one.name: one for one in evaluated.held} if judged.part != "validation" else {}
        shares = list(evaluated.coverage) if held else []
        found = worst_first(judged.by_series, name)
        baselines = [one for one in judged.baselines if one.errors is not None]
        skills = [tr("skill against {baseline}", baseline=one.title) for one in baselines]
        inside = [tr("{share} interval holds", share=f"{share:.0%}") for share in shares]
        heads = [tr("series"), tr("sample count"), *_SHOWN, *inside, *skills]
        self.setColumnCount(len(heads))
        self.setHorizontalHeaderLabels(heads)
        name_measures(self, 2, _SHOWN, judged.units.get(name, ""))
        self.setRowCount(1 + len(found) if found else 0)
        mean = mean_over_series(found, name)
        total = sum(one.samples for one in found)
        self._fill(0, [tr("mean of the series"), f"{total:,}", *(_number(mean[key]) for key in _SHOWN)])
        for row, one in enumerate(found, start=1):
            measures = of_target(one.measures, name)
            told = [one.skill(baseline.name, name, target) for baseline in baselines]
            cells = [one.name, f"{one.samples:,}", *(_number(measures[key]) for key in _SHOWN)]
            cells += [f"{float(held[one.name].coverage[share][:, target].mean()):.1%}" for share in shares]
            self._fill(row, [*cells, *("–" if skill is None else f"{100 * skill:+.0f}%" for skill in told)])

    def _fill(self, row: int, cells: list[str]) -> None:
        empty = [""] * (self.columnCount() - len(cells))
        fill_row(self, row, [*cells, *empty], words=(0,))


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.4g}"
