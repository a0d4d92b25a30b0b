import pytest

from workbench.core.csv.writing import harmless


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\0=1"])
def test_a_cell_that_a_spreadsheet_would_compute_gets_a_mark(cell):
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "temp", "a=1", "2024-01-01", "温度", "'=1"])
def test_any_other_cell_stays_as_it_is(cell):
    assert harmless(cell) == cell
