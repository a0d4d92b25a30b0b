"""``workbench inspect`` of workbooks and columnar files tells what it tells of text files."""

import pandas as pd
import pytest

from tests.core.formats.made import daily, workbook
from workbench.core.csv.inspection import frame_of
from workbench.core.csv.options import CsvOptions
from workbench.core.formats.inspection import inspect_file


@pytest.fixture
def sheet(tmp_path):
    return workbook(tmp_path / "days.xlsx", Data=daily())


@pytest.fixture
def columnar(tmp_path):
    frame = pd.DataFrame({"day": pd.date_range("2024-01-01", periods=40), "flow": range(40), "site": ["north"] * 40})
    path = tmp_path / "days.parquet"
    frame.to_parquet(path)
    return path


def test_a_workbook_is_told_like_a_text_file(sheet):
    told, table = inspect_file(sheet, CsvOptions())

    assert (told["status"], told["rows"]) == ("ok", 40)
    flow = next(column for column in told["columns"] if column["name"] == "flow")
    assert flow == {"name": "flow", "kind": "number", "missing": 0, "sum": 780.0, "first": 0.0, "last": 39.0}
    assert told["time"]["first"] == "2024-01-01T00:00:00.000000"
    assert list(frame_of(table)) == ["day", "flow", "level"]


def test_a_parquet_file_is_told_with_its_words_and_its_times(columnar):
    told, table = inspect_file(columnar, CsvOptions(time_column="-"))

    kinds = {column["name"]: column["kind"] for column in told["columns"]}
    assert kinds == {"day": "text", "flow": "number", "site": "text"}
    assert told["time"] is None
    assert str(frame_of(table)["day"].iloc[-1]) == "2024-02-09 00:00:00"


def test_several_sheets_are_asked(tmp_path):
    path = workbook(tmp_path / "two.xlsx", One=daily(), Two=daily(50))

    told, table = inspect_file(path, CsvOptions())

    assert (told["status"], told["questions"][0]["code"], table) == ("ask", "several_sheets", None)


def test_a_damaged_workbook_is_an_error_with_a_code(tmp_path, sheet):
    path = tmp_path / "cut.xlsx"
    path.write_bytes(sheet.read_bytes()[:2000])

    told, _ = inspect_file(path, CsvOptions())

    assert (told["status"], told["error"]["code"]) == ("error", "data")


def test_a_workbook_that_is_called_a_text_file_is_named(tmp_path, sheet):
    path = tmp_path / "days.csv"
    path.write_bytes(sheet.read_bytes())

    told, _ = inspect_file(path, CsvOptions())

    assert told["error"]["code"] == "not_csv_spreadsheet"


def test_a_folder_is_refused_by_what_it_is(tmp_path):
    told, table = inspect_file(tmp_path, CsvOptions())

    assert (told["status"], told["error"]["code"], table) == ("error", "folder", None)


def test_the_question_which_sheet_is_meant_has_a_proposal(tmp_path):
    told, _ = inspect_file(workbook(tmp_path / "two.xlsx", Data=daily(), More=daily()[:20]), CsvOptions())

    asked = told["questions"][0]
    assert (asked["code"], asked["option"], asked["options"], asked["chosen"]) == (
        "several_sheets", "sheet", ["Data", "More"], "Data",
    )  # fmt: skip


def test_a_sum_beyond_all_numbers_is_none(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("date,v\n2024-01-01,1e308\n2024-01-02,1e308\n2024-01-03,-1e308\n")

    told, _ = inspect_file(path, CsvOptions())

    assert told["columns"][1]["sum"] is None
