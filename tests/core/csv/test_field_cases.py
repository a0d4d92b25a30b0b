import numpy as np
import pytest

from tests.core.csv.export_cases import CASES as EXPORTS
from tests.core.csv.field_cases import CASES
from tests.core.csv.hostile_cases import CASES as HOSTILE
from workbench.core.csv.inspection import told_of
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.table import read_table
from workbench.core.errors import DataError


@pytest.mark.parametrize("case", [*CASES, *HOSTILE, *EXPORTS], ids=lambda case: case.name)
def test_a_file_of_the_field_is_read_as_a_careful_person_reads_it(case):
    if case.error:
        with pytest.raises(DataError) as caught:
            read_table(case.content, "rows.csv", CsvOptions())
        assert caught.value.code == case.error
        return

    table = read_table(case.content, "rows.csv", CsvOptions())
    told = told_of(table)

    asked = {question["code"] for question in told["questions"]}
    assert asked == ({case.asks} if case.asks else set())
    assert set(case.codes) <= {warning["code"] for warning in told["warnings"]}
    if case.rows:
        assert len(table) == case.rows
    by_name = {column.name: column for column in table.columns}
    order = slice(None) if table.clock.order is None else table.clock.order
    for name, values in (case.columns or {}).items():
        assert by_name[name].values is not None, f"{name} stayed words"
        np.testing.assert_allclose(by_name[name].values[order], values, rtol=1e-12)
    for name, first in (case.texts or {}).items():
        assert by_name[name].values is None
        assert by_name[name].words.iloc[0] == first
    if case.first is None:
        assert table.clock.times is None
    elif case.first:
        assert table.clock.times is not None
        assert table.clock.times[order][0] == np.datetime64(case.first)
        if case.last:
            assert table.clock.times[order][-1] == np.datetime64(case.last)
