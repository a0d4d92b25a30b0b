"""The table of a group: one row for each series, the worst first."""

import pytest

from tests.core.judgement.test_by_series import judged, two_sizes
from tests.made_series import experiment_on, numbered
from workbench.app.widgets.series_table import SeriesTable
from workbench.core.judgement.judging import judge
from workbench.core.preparing.prepared import prepare


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

    table.show_judged(told, 0, "value")

    heads = [table.horizontalHeaderItem(column).text() for column in range(table.columnCount())]
    assert heads[:5] == ["series", "sample count", "MAE", "RMSE", "MASE"]
    shown = rows(table)
    assert [row[0] for row in shown] == ["mean of the series", "shop 0", "shop 1"]
    assert [row[4] for row in shown] == ["5.05", "10", "0.1"]
    last = heads.index("skill against last value")
    assert [row[last] for row in shown] == ["", "-900%", "+90%"]


def test_of_one_series_there_is_no_row(table):
    prepared = prepare(numbered(100), experiment_on())

    table.show_judged(judge(prepared, "validation", prepared.truth("validation")), 0, "value")

    assert table.rowCount() == 0
