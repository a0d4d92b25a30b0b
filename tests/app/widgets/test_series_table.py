"""The table of a group: one row for each series, the worst first."""

from dataclasses import replace

import numpy as np
import pytest

from tests.core.judgement.test_by_series import judged, two_sizes
from tests.made_series import experiment_on, numbered
from workbench.app.widgets.series_table import SeriesTable
from workbench.core.judgement.judging import judge
from workbench.core.preparing.prepared import prepare
from workbench.engine.judgement.evaluation import Evaluated
from workbench.engine.judgement.intervals import SeriesHeld


@pytest.fixture
def table(qtbot):
    made = SeriesTable()
    qtbot.addWidget(made)
    return made


def rows(table):
    return [
        [table.item(row, column).text() for column in range(table.columnCount())] for row in range(table.rowCount())
    ]


def test_the_mean_stands_above_the_series_and_the_worst_comes_first(table):
    told, _ = judged(two_sizes(), error=10.0)

    table.show_evaluated(Evaluated(told, None, {}), 0, "value")

    heads = [table.horizontalHeaderItem(column).text() for column in range(table.columnCount())]
    assert heads[:5] == ["series", "sample count", "MAE", "RMSE", "MASE"]
    shown = rows(table)
    assert [row[0] for row in shown] == ["mean of the series", "shop 0", "shop 1"]
    assert [row[4] for row in shown] == ["5.05", "10", "0.1"]
    last = heads.index("skill against last value")
    assert [row[last] for row in shown] == ["", "-900%", "+90%"]


def test_of_one_series_there_is_no_row(table):
    prepared = prepare(numbered(100), experiment_on())

    judged_alone = judge(prepared, "validation", prepared.truth("validation"))
    table.show_evaluated(Evaluated(judged_alone, None, {}), 0, "value")

    assert table.rowCount() == 0


def test_what_intervals_hold_of_each_series_stands_there_once_the_test_part_is_open(table):
    told, _ = judged(two_sizes(), error=10.0)
    held = tuple(SeriesHeld(f"shop {at}", 5, "own", {0.8: np.full((1, 1), 0.7 + at / 10)}) for at in range(2))
    evaluated = Evaluated(told, None, {0.8: np.ones((1, 1))}, held)

    table.show_evaluated(evaluated, 0, "value")
    closed = [table.horizontalHeaderItem(column).text() for column in range(table.columnCount())]
    table.show_evaluated(replace(evaluated, judged=replace(told, part="test")), 0, "value")

    heads = [table.horizontalHeaderItem(column).text() for column in range(table.columnCount())]
    assert not any("interval" in head for head in closed)
    assert [row[heads.index("80% interval holds")] for row in rows(table)] == ["", "70.0%", "80.0%"]
