"""Forecasts as files that a spreadsheet opens: CSV, and workbooks with real dates and how they were made."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import workbench
from workbench.core.catalogue import Words
from workbench.core.csv.writing import harmless
from workbench.core.errors import ExportError
from workbench.core.experiment import FileSource
from workbench.core.judgement.metrics import of_target
from workbench.core.layers.stack import stack_of
from workbench.core.series import Series, shown_time, with_unit
from workbench.core.text import Text, text
from workbench.engine.forecasting.prediction import Forecast
from workbench.engine.judgement.intervals import Method
from workbench.engine.model import Model

if TYPE_CHECKING:
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

WORKBOOK = ".xlsx"
_NO_CSV = (".xls", ".xlsm", ".xlsb", ".ods", ".parquet", ".json")  # nobody expects a CSV file under these names
_MOST_ROWS = 1_048_576 - 1  # of a sheet, below its head
_FIRST_DATE = np.datetime64("1900-03-01")  # before, a spreadsheet counts a day that never was
_FORMATS = {"D": "yyyy-mm-dd", "m": "yyyy-mm-dd hh:mm", "s": "yyyy-mm-dd hh:mm:ss", "ms": "yyyy-mm-dd hh:mm:ss.000"}

METHODS: dict[Method, Text] = {
    "conformal": text("from the errors on the validation part (split conformal)"),
    "quantile": text("quantiles that the network forecasts itself"),
    "gaussian": text("a deviation that the network forecasts itself"),
    "dropout": text("many forecasts with dropout"),
}


@dataclass(frozen=True, eq=False)
class Written:
    """Forecasts and what they came from.

    Attributes:
        forecasts: of each series of a group, or of the only one.
        series: the rows that they go on from.
        model: that made them.
        fed_back: the recursive forecasts beside them, of the same series; () where nobody asked.
    """

    forecasts: Sequence[Forecast]
    series: Series
    model: Model
    fed_back: Sequence[Forecast] = ()

    @property
    def group(self) -> str | None:
        """The column that names the series."""
        return self.model.experiment.data.group


def forecast_file(path: Path, written: Written, words: Words) -> bytes:
    """Give the content of a forecast's file: a workbook under .xlsx, else CSV.

    Raises:
        ExportError: the name promises another kind of file, or a sheet has too few rows.
    """
    suffix = path.suffix.lower()
    if suffix in _NO_CSV:
        raise ExportError(
            text("A forecast is not written as {suffix}.", suffix=suffix),
            hint=text("End the name in .csv or .xlsx."),
        )
    return forecast_workbook(written, words) if suffix == WORKBOOK else forecast_csv(written)


def forecast_csv(written: Written) -> bytes:
    """Write the forecasts with a byte-order mark, by which spreadsheets know UTF-8."""
    table = io.StringIO()
    lines = csv.writer(table, lineterminator="\n")
    lines.writerow([harmless(name) for name in _heads(written)])
    for forecast, when, values in _rows(written):
        first = [] if written.group is None else [harmless(forecast.group)]
        moment = when if isinstance(when, int) else shown_time(when, written.series.step)
        lines.writerow([*first, moment, *map(_cell, values)])
    return table.getvalue().encode("utf-8-sig")


def forecast_workbook(written: Written, words: Words) -> bytes:
    """Write the forecasts as a workbook: dates as dates, numbers in full, and a second sheet that says how.

    Raises:
        ExportError: a sheet has too few rows for them.
    """
    from openpyxl import Workbook

    count = sum(len(forecast.values) for forecast in written.forecasts)
    if count > _MOST_ROWS:
        raise ExportError(
            text("The forecast has {rows} rows; a sheet has room for {most}.",
                 rows=f"{count:,}", most=f"{_MOST_ROWS:,}"),
            hint=text("Write it as .csv."),
        )  # fmt: skip
    origin = origin_of(written)
    book = Workbook(write_only=True)
    _fill_forecast(book.create_sheet(_sheet_name(words(text("forecast")))), written)
    _fill_origin(book.create_sheet(_sheet_name(words(text("how it was made")))), origin, words)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill_forecast(sheet: WriteOnlyWorksheet, written: Written) -> None:
    heads = _heads(written)
    sheet.freeze_panes = "A2"
    for at, name in enumerate(heads):
        sheet.column_dimensions[_letter(at)].width = max(12, min(40, len(name) + 3), 20 if at == 0 else 0)
    sheet.append([_words(sheet, name, bold=True) for name in heads])
    unit = _unit(written)
    for forecast, when, values in _rows(written):
        first = [] if written.group is None else [_words(sheet, forecast.group)]
        sheet.append([*first, _moment(sheet, when, unit), *(None if np.isnan(one) else one for one in values)])


def _fill_origin(sheet: WriteOnlyWorksheet, origin: Sequence[tuple[str, str | int | float]], words: Words) -> None:
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 90
    for name, value in origin:
        cell = _words(sheet, words(value)) if isinstance(value, str) else value
        sheet.append([_words(sheet, words(name), bold=True), cell])


def origin_of(written: Written) -> list[tuple[str, str | int | float]]:
    """Say what the forecasts were made from and by what, and how good the model was where it was measured."""
    model, series = written.model, written.series
    experiment, forecast = model.experiment, written.forecasts[0]
    source = experiment.data.source
    trained = Path(source.path).name if isinstance(source, FileSource) else source.name
    told: list[tuple[str, str | int | float]] = [
        (text("Made by"), f"Sequence Workbench {workbench.__version__}"),
        (text("Made on"), f"{datetime.now():%Y-%m-%d %H:%M}"),
        (text("Goes on from"), series.name),
        (text("Its rows"), len(series)),
        (text("Trained on"), trained),
        (text("Targets"), ", ".join(forecast.targets)),
        (text("Steps ahead"), len(forecast.values)),
        (text("Past steps seen"), experiment.windows.timesteps),
        (text("Layers"), " → ".join(f"{row.spec.title} {row.spec.headline}".strip()
                                    for row in stack_of(experiment).active_rows)),
    ]  # fmt: skip
    if forecast.spread is not None:
        told.append((text("Interval"), METHODS[forecast.spread.method]))
    for target in forecast.targets:
        for part, title in (
            ("validation", text("Mean error of {target} on the validation part", target=target)),
            ("test", text("Mean error of {target} on the test part", target=target)),
        ):
            error = of_target(model.metrics[part], target)["mae"] if part in model.metrics else None
            if error is not None:
                told.append((with_unit(title, model.schema.units.get(target, "")), error))
    return told


def columns_of(forecast: Forecast, way: str = "") -> dict[str, list[float]]:
    """Give the H values of each column: the targets, then the quantiles or deviations of each.

    The names of the columns go on with ``way``, for forecasts that stand beside others.
    """
    names = [f"{target}{way}" for target in forecast.targets]
    columns = dict(zip(names, forecast.values.T.tolist(), strict=True))
    spread = forecast.spread
    for at, target in enumerate(names):
        if spread is not None and spread.quantiles is not None:
            by_level = spread.quantiles[:, at].T.tolist()
            columns |= {f"{target}_{_quantile(q)}": column for q, column in zip(spread.levels, by_level, strict=True)}
        if spread is not None and spread.deviations is not None:
            columns[f"{target}_deviation"] = spread.deviations[:, at].tolist()
    return columns


def _heads(written: Written) -> list[str]:
    first = written.forecasts[0]
    clock = "row" if first.times is None else written.series.time_name
    return [*([] if written.group is None else [written.group]), clock, *_columns_at(written, 0)]


def _columns_at(written: Written, at: int) -> dict[str, list[float]]:
    """Give the columns of one series: the forecast's, then those of the recursive one with its own interval."""
    columns = columns_of(written.forecasts[at])
    if not written.fed_back:
        return columns
    return columns | columns_of(written.fed_back[at], "_recursive")


def _cell(value: float) -> str:
    """Write a number as it is, and nothing where none is known."""
    return "" if np.isnan(value) else repr(value)


def _rows(written: Written) -> Iterator[tuple[Forecast, Any, tuple[float, ...]]]:
    """Give each row: its forecast, its time or else its row number, and its values."""
    for place, forecast in enumerate(written.forecasts):
        for at, values in enumerate(zip(*_columns_at(written, place).values(), strict=True)):
            when = forecast.first_row + 1 + at if forecast.times is None else forecast.times[at]
            yield forecast, when, values


def _quantile(level: float) -> str:
    """Name a quantile by its percentage: q10 for 0.1, q2.5 for 0.025."""
    return f"q{(100 * Decimal(repr(level))).normalize():f}"


def _unit(written: Written) -> str:
    """Give the coarsest unit in which every time of the forecasts is whole, or "" where none is."""
    times = [forecast.times for forecast in written.forecasts if forecast.times is not None]
    whole = np.concatenate(times) if times else np.zeros(0, dtype="datetime64[us]")
    return next((unit for unit in _FORMATS if (whole.astype(f"datetime64[{unit}]") == whole).all()), "")


def _moment(sheet: WriteOnlyWorksheet, when: Any, unit: str) -> Any:
    """Give a cell with a date; what no spreadsheet can hold as one is written in words."""
    if isinstance(when, int):
        return when
    if not unit or when < _FIRST_DATE:
        return _words(sheet, shown_time(when, None))
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=when.astype("datetime64[us]").item())
    cell.number_format = _FORMATS[unit]
    return cell


def _words(sheet: WriteOnlyWorksheet, words: str, *, bold: bool = False) -> Any:
    """Give a cell of words, which are no formula whatever they begin with, and no character that XML forbids."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("�", words))
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell


def _sheet_name(words: str) -> str:
    return words[:31]


def _letter(at: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(at + 1))
