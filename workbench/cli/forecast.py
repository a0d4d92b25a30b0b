"""``workbench predict`` and ``workbench evaluate``: a saved model on another file."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import output
from workbench.cli.measures import measures_table
from workbench.cli.writing import files_of, refuse_to_replace, refuse_to_replace_own_input
from workbench.core.columns import past_and_future
from workbench.core.csv.writing import harmless
from workbench.core.experiment import Experiment
from workbench.core.mending.mended import mended, told_by
from workbench.core.opening import open_series, source_named
from workbench.core.series import Series, shown_time
from workbench.core.storage import write_whole
from workbench.core.verdict import verdict

if TYPE_CHECKING:
    from workbench.engine.prediction import Forecast

ModelFile = Annotated[Path, typer.Argument(metavar="MODEL", help="A model that was trained.", show_default=False)]
Rows = Annotated[
    str, typer.Argument(metavar="ROWS", help="A file of rows, or the name of a sample.", show_default=False)
]


def predict(
    model_file: ModelFile,
    rows: Rows,
    csv_file: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="Where to write the forecast.", show_default=False)
    ],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file that is there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Also print the forecast as JSON.")] = False,
) -> None:
    """Forecast what follows the last row of a file, in original units.

    Of columns that are known in the future, the file gives the values in further rows, in which the targets
    are empty. Of a group, what follows each of its series is forecast.

    Raises:
        DataError: the file lacks what the model needs.
        ExportError: the model is damaged or from a newer version.
        StorageError: a file cannot be read or written, or is already there.
    """
    refuse_to_replace_own_input(csv_file, model_file, *files_of(source_named(rows)))
    refuse_to_replace(csv_file, overwrite=overwrite)

    from workbench.engine.export.bundle import load_bundle
    from workbench.engine.prediction import forecasts

    model = load_bundle(model_file)
    series = _series(model.experiment, rows)
    group = model.experiment.data.group
    found = list(forecasts(model, series))
    past, _ = past_and_future(series, model.experiment.data)
    for finding in told_by(mended(past, model.experiment.data), past):
        output.tell(finding.message)
    write_whole(csv_file, _forecast_csv(found, series, group))
    if as_json:
        document = {"forecast": str(csv_file.resolve()), "targets": model.experiment.data.targets}
        if group is None:
            output.say_json(document | _document(found[0], series))
        else:
            each = {forecast.group: _document(forecast, series) for forecast in found}
            output.say_json(document | {"group": group, "series": each})
        return
    output.say(str(csv_file.resolve()))


def evaluate(
    model_file: ModelFile,
    rows: Rows,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure a model on every sample of a file, beside "tomorrow equals today".

    Raises:
        DataError: the file lacks what the model needs.
        ExportError: the model is damaged or from a newer version.
        StorageError: a file cannot be read.
    """
    from workbench.engine.evaluation import LAST_VALUE, evaluate_model
    from workbench.engine.export.bundle import load_bundle

    model = load_bundle(model_file)
    series = _series(model.experiment, rows)
    measured = evaluate_model(model, series)
    for finding in told_by(mended(series, model.experiment.data), series):
        output.tell(finding.message)
    if as_json:
        output.say_json(measured, indent=2)
        return
    network, last_value = measured["metrics"], measured[LAST_VALUE]
    output.show(measures_table(f"{measured['windows']:,} samples", network, last_value))
    for target in model.experiment.data.targets:
        output.say(verdict(network, last_value, target))


def _series(experiment: Experiment, rows: str) -> Series:
    """Read a file the way the model's own file was read."""
    return open_series(experiment.data.model_copy(update={"source": source_named(rows)}))


def _document(forecast: Forecast, series: Series) -> dict[str, Any]:
    return {
        "rows": _row_numbers(forecast),
        "times": _times(forecast, series),
        "values": forecast.values.tolist(),
        **_spread_document(forecast),
    }


def _forecast_csv(forecasts: list[Forecast], series: Series, group: str | None) -> bytes:
    """Write the forecasts with a byte-order mark, by which spreadsheets know UTF-8."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    for at, forecast in enumerate(forecasts):
        times = _times(forecast, series)
        clock_name, clock = ("row", _row_numbers(forecast)) if times is None else (series.time_name, times)
        columns = _columns(forecast)
        if at == 0:
            named = [] if group is None else [group]
            table.writerow([harmless(name) for name in (*named, clock_name, *columns)])
        first = [] if group is None else [harmless(forecast.group)]
        rows = zip(*columns.values(), strict=True)
        table.writerows([*first, when, *map(repr, values)] for when, values in zip(clock, rows, strict=True))
    return written.getvalue().encode("utf-8-sig")


def _columns(forecast: Forecast) -> dict[str, list[float]]:
    """Give the H values of each column: the targets, then the quantiles or deviations of each."""
    columns = dict(zip(forecast.targets, forecast.values.T.tolist(), strict=True))
    spread = forecast.spread
    for at, target in enumerate(forecast.targets):
        if spread is not None and spread.quantiles is not None:
            by_level = spread.quantiles[:, at].T.tolist()
            columns |= {f"{target}_{_quantile(q)}": column for q, column in zip(spread.levels, by_level, strict=True)}
        if spread is not None and spread.deviations is not None:
            columns[f"{target}_deviation"] = spread.deviations[:, at].tolist()
    return columns


def _quantile(level: float) -> str:
    """Name a quantile by its percentage: q10 for 0.1, q2.5 for 0.025."""
    return f"q{(100 * Decimal(repr(level))).normalize():f}"


def _spread_document(forecast: Forecast) -> dict[str, Any]:
    spread = forecast.spread
    if spread is None:
        return {}
    if spread.quantiles is not None:
        return {"levels": spread.levels, "quantiles": spread.quantiles.tolist()}
    assert spread.deviations is not None  # a spread is one or the other
    return {"deviations": spread.deviations.tolist()}


def _row_numbers(forecast: Forecast) -> list[int]:
    return [forecast.first_row + 1 + at for at in range(len(forecast.values))]


def _times(forecast: Forecast, series: Series) -> list[str] | None:
    return None if forecast.times is None else [shown_time(time, series.step) for time in forecast.times]
