"""Forecasts as CSV and as workbooks, read back by somebody else's library."""

import csv
import io
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import openpyxl
import pytest

from tests.engine.made_models import model_of
from tests.made_series import experiment_on, hourly, numbered
from workbench.core.catalogue import Words
from workbench.core.errors import ExportError
from workbench.engine.forecasting.forecast_files import Written, forecast_csv, forecast_file, forecast_workbook
from workbench.engine.forecasting.prediction import Forecast, predict
from workbench.engine.judgement.intervals import Spread

VALUES = np.array([[1.5, -2.0], [1 / 3, 1e-7]])


def made(*, times=None, names=("flow", "level"), group="", grouped=None, **more):
    experiment = experiment_on(names)
    if grouped is not None:
        experiment = experiment.with_settings("data", group=grouped)
    series = replace(numbered(50, names), times=times and hourly(50), time_name="when" if times else "")
    ahead = None if times is None else np.array(times, dtype="datetime64[us]")
    model = model_of(experiment_on(names))
    forecast = Forecast(names, VALUES, ahead, 50, group=group, **more)
    return Written((forecast,), series, replace(model, experiment=experiment, metrics={}))


def sheets(written, words=None):
    book = openpyxl.load_workbook(io.BytesIO(forecast_workbook(written, words or Words())))
    return [[list(row) for row in sheet.values] for sheet in book], book


def test_a_workbook_has_dates_as_dates_and_numbers_in_full():
    (rows, _), book = sheets(made(times=["2024-02-29T23", "2024-03-01T00"]))

    assert rows == [
        ["when", "flow", "level"],
        [datetime(2024, 2, 29, 23), 1.5, -2.0],
        [datetime(2024, 3, 1), 1 / 3, 1e-7],
    ]
    assert book.worksheets[0]["A2"].number_format == "yyyy-mm-dd hh:mm"


def test_days_have_no_time_of_day():
    _, book = sheets(made(times=["2024-02-29", "2024-03-01"]))

    assert book.worksheets[0]["A2"].number_format == "yyyy-mm-dd"


def test_dates_that_no_spreadsheet_knows_are_words():
    (rows, _), _ = sheets(made(times=["1850-01-01", "1851-01-01"]))

    assert [row[0] for row in rows[1:]] == ["1850-01-01 00:00", "1851-01-01 00:00"]


def test_rows_without_times_are_numbered():
    (rows, _), _ = sheets(made())

    assert [row[0] for row in rows] == ["row", 51, 52]


def test_the_second_sheet_says_how_it_was_made():
    (_, origin), book = sheets(made())

    told = {row[0]: row[1] for row in origin}
    assert book.sheetnames == ["forecast", "how it was made"]
    assert told["Goes on from"] == "numbered"
    assert told["Targets"] == "flow, level"
    assert told["Layers"] == "LSTM 4"
    assert told["Steps ahead"] == 2


def test_measures_are_told_of_the_parts_that_were_measured():
    written = made()
    measured = {"validation": {"mae": 1.0, "by_target": {"flow": {"mae": 0.5}, "level": {"mae": None}}}}
    schema = written.model.schema.model_copy(update={"units": {"flow": "m³/s"}})
    (_, origin), _ = sheets(replace(written, model=replace(written.model, metrics=measured, schema=schema)))

    told = {row[0]: row[1] for row in origin}
    assert told["Mean error of flow on the validation part [m³/s]"] == 0.5
    assert not [name for name in told if "test part" in name or "of level" in name]


def test_words_are_never_a_formula_and_never_break_the_file():
    (rows, _), book = sheets(made(names=("=1+1", "a\x01b"), grouped="shop", group="=cmd()"))

    assert rows[0] == ["shop", "row", "=1+1", "a�b"]
    assert book.worksheets[0]["A2"].data_type == "s"
    assert book.worksheets[0]["C1"].data_type == "s"


def test_quantiles_have_their_columns_and_their_method():
    edges = np.stack([VALUES - 1, VALUES + 1], axis=-1)
    (rows, origin), _ = sheets(made(spread=Spread((0.1, 0.9), edges, None, "conformal")))

    assert rows[0] == ["row", "flow", "level", "flow_q10", "flow_q90", "level_q10", "level_q90"]
    assert rows[1][3:5] == [0.5, 2.5]
    assert ["Interval", "from the errors on the validation part (split conformal)"] in origin


def test_both_kinds_of_file_say_the_same():
    written = made(times=["2024-02-29T23", "2024-03-01T00"])

    table = list(csv.reader(io.StringIO(forecast_csv(written).decode("utf-8-sig"))))
    (rows, _), _ = sheets(written)

    assert table[0] == rows[0]
    assert [[float(cell) for cell in row[1:]] for row in table[1:]] == [row[1:] for row in rows[1:]]


def test_the_name_decides_and_a_name_of_another_kind_is_refused():
    written = made()

    assert forecast_file(Path("a.XLSX"), written, Words()).startswith(b"PK")
    assert forecast_file(Path("a.csv"), written, Words()).startswith(b"\xef\xbb\xbf")
    with pytest.raises(ExportError, match="not written as") as refused:
        forecast_file(Path("a.ods"), written, Words())
    assert refused.value.hint == "End the name in .csv or .xlsx."


def test_more_rows_than_a_sheet_has_are_refused(monkeypatch):
    monkeypatch.setattr("workbench.engine.forecasting.forecast_files._MOST_ROWS", 1)

    with pytest.raises(ExportError, match="The forecast has 2 rows; a sheet has room for 1"):
        forecast_workbook(made(), Words())


def test_the_forecast_of_a_model_becomes_a_workbook():
    model, series = model_of(), numbered(60, times=hourly(60))
    (rows, _), _ = sheets(Written([predict(model, series)], series, model))

    assert len(rows) == 2
