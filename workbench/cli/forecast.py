"""``workbench predict`` and ``workbench evaluate``: a saved model on another file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from workbench.cli import output
from workbench.cli.ahead import IntervalOption, WayChoice, defined, forecasts_asked, tell_widths
from workbench.cli.writing import files_of, refuse_to_replace, refuse_to_replace_own_input
from workbench.core.catalogue import Words
from workbench.core.errors import DataError
from workbench.core.experiment import Experiment
from workbench.core.judgement.folds import Reach
from workbench.core.mending.mended import mended, told_by
from workbench.core.preparing.columns import past_and_future
from workbench.core.series import Series, shown_time
from workbench.core.settings.experiment_file import load_experiment
from workbench.core.sources.opening import open_series, source_named
from workbench.core.storage import write_whole
from workbench.core.text import text

if TYPE_CHECKING:
    from workbench.engine.forecasting.prediction import Forecast

ModelFile = Annotated[Path, typer.Argument(metavar="MODEL", help="A model that was trained.", show_default=False)]
Rows = Annotated[
    str, typer.Argument(metavar="ROWS", help="A file of rows, or the name of a sample.", show_default=False)
]


def predict(
    model_file: ModelFile,
    rows: Rows,
    target: Annotated[
        Path,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="Where to write the forecast: CSV, or a workbook under a name in .xlsx.",
            show_default=False,
        ),
    ],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file that is there.")] = False,
    way: Annotated[
        WayChoice,
        typer.Option(
            "--way",
            help="direct: the whole horizon at once; recursive: one step, fed back for the next; both, side by side.",
        ),
    ] = "direct",
    steps: Annotated[
        int | None,
        typer.Option(
            "--steps",
            metavar="N",
            help="How many steps; beyond the horizon the forecast itself is fed back.",
            show_default="the horizon",
        ),
    ] = None,
    interval: Annotated[
        IntervalOption,
        typer.Option(
            "--interval",
            help="auto: the network's own, or conformal; dropout: between forecasts with dropout on.",
        ),
    ] = "auto",
    passes: Annotated[
        int | None,
        typer.Option("--passes", metavar="N", help="How many forecasts with dropout.", show_default="100"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Also print the forecast as JSON.")] = False,
) -> None:
    """Forecast what follows the last row of a file, in original units.

    Of columns that are known in the future, the file gives the values in further rows, in which the targets
    are empty. Of a group, what follows each of its series is forecast. Steps that are fed back have the interval of
    forecasts that were fed back alike on the validation part of the model's own data, where that can be read.

    Raises:
        DataError: the file lacks what the model needs.
        ExportError: the model is damaged or from a newer version.
        StorageError: a file cannot be read or written, or is already there.
    """
    refuse_to_replace_own_input(target, model_file, *files_of(source_named(rows)))
    refuse_to_replace(target, overwrite=overwrite)

    from workbench.engine.export.bundle import load_bundle
    from workbench.engine.forecasting.forecast_files import Written, forecast_file
    from workbench.engine.forecasting.other_rows import notices_of

    model = load_bundle(model_file)
    series = _series(model.experiment, rows)
    group = model.experiment.data.group
    found, fed_back = forecasts_asked(model, series, way=way, steps=steps, interval=interval, passes=passes)
    for notice in notices_of(model, series):
        output.tell(notice)
    tell_widths(model, [*found, *fed_back])
    write_whole(target, forecast_file(target, Written(found, series, model, fed_back), Words()))
    if as_json:
        document = {"forecast": str(target.resolve()), "targets": model.experiment.data.targets}
        if group is None:
            output.say_json(document | _document(found[0], fed_back[:1], series))
        else:
            each = {one.group: _document(one, fed_back[at : at + 1], series) for at, one in enumerate(found)}
            output.say_json(document | {"group": group, "series": each})
        return
    output.say(str(target.resolve()))


def evaluate(
    model_file: ModelFile,
    rows: Annotated[
        str | None,
        typer.Argument(
            metavar="ROWS",
            help="A file of rows, or the name of a sample; else the model's own data.",
            show_default=False,
        ),
    ] = None,
    test: Annotated[
        bool, typer.Option("--test", help="Open the test part of the model's own data; the look is counted.")
    ] = False,
    folds: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Train anew on N folds, one after the other; MODEL may be an experiment."
        ),
    ] = None,
    seeds: Annotated[int, typer.Option(min=1, metavar="N", help="With --folds: how many seeds.")] = 1,
    sliding: Annotated[
        bool, typer.Option("--sliding", help="With --folds: learn from as many rows in each, not from all before.")
    ] = False,
    no_refit: Annotated[
        bool, typer.Option("--no-refit", help="With --folds: train on the first alone, and judge it on every one.")
    ] = False,
    intervals: Annotated[
        bool, typer.Option("--intervals", help="Measure every kind of interval that the network has.")
    ] = False,
    passes: Annotated[
        int | None,
        typer.Option("--passes", metavar="N", help="With --intervals: forecasts with dropout.", show_default="100"),
    ] = None,
    recursive: Annotated[
        bool, typer.Option("--recursive", help="Measure forecasts that are fed back, step by step, too.")
    ] = False,
    steps: Annotated[
        int | None,
        typer.Option("--steps", metavar="N", help="With --recursive: how far ahead.", show_default="the horizon"),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure a model beside the baselines: on every sample of a file, or on its own data.

    Of its own data it is the validation part, unless the test part is opened; every look at that is counted. With
    --folds the same settings are trained and judged again and again, on rows that come later and later; the test
    part stays closed.

    Raises:
        DataError: the file lacks what the model needs.
        ExportError: the model is damaged or from a newer version.
        StorageError: a file cannot be read, or the look not counted.
    """
    if rows is not None and test:
        raise typer.BadParameter(
            "it is the test part of the model's own data; name no file with it", param_hint="--test"
        )

    if passes is not None and not intervals:
        raise typer.BadParameter("passes are those of --intervals", param_hint="--passes")
    if steps is not None and not recursive:
        raise typer.BadParameter("steps are those of --recursive", param_hint="--steps")
    if recursive and (rows is not None or folds is not None):
        raise typer.BadParameter("forecasts are fed back on the model's own data", param_hint="--recursive")
    if intervals and (rows is not None or folds is not None):
        raise typer.BadParameter("intervals are measured on the model's own data", param_hint="--intervals")
    if folds is not None:
        if rows is not None or test:
            raise typer.BadParameter(
                "folds are cut from the model's own data, without its test part", param_hint="--folds"
            )
        _walk(model_file, folds=folds, seeds=seeds, sliding=sliding, refit=not no_refit, as_json=as_json)
        return

    from workbench.cli.intervals import every_interval, intervals_document, show_intervals
    from workbench.cli.measures import evaluated_document, show_evaluated, show_evaluation
    from workbench.cli.recursive import measured_recursively, recursive_document, show_recursive
    from workbench.engine.export.bundle import load_bundle
    from workbench.engine.forecasting.other_rows import other_units
    from workbench.engine.judgement.evaluation import evaluate_model
    from workbench.engine.runs import look_at_test, open_model

    if rows is not None:
        model = load_bundle(model_file)
        series = _series(model.experiment, rows)
        evaluated = evaluate_model(model, series)
        past, _ = past_and_future(series, model.experiment.data)
        for finding in told_by(mended(past, model.experiment.data), past):
            output.tell(finding.message)
        for sentence in other_units(model, series):
            output.tell(sentence)
        targets = model.experiment.data.targets
        if as_json:
            output.say_json(evaluated_document(evaluated, targets), indent=2)
            return
        show_evaluated(f"{len(evaluated.judged.rows):,} samples", evaluated, targets)
        return
    opened = open_model(model_file)
    targets = opened.model.experiment.data.targets
    if opened.series is None or opened.evaluation is None:
        raise DataError(
            text("The model's own data cannot be used: {why}", why=opened.notice),
            hint=text("Name a CSV file to measure it on."),
        )
    if opened.notice is not None:
        output.tell(opened.notice)
    evaluation = opened.evaluation
    if test:
        evaluation = look_at_test(opened.model, opened.series, evaluation).evaluation
    if intervals:
        evaluation = every_interval(opened.model, opened.series, evaluation, passes)
    if recursive:
        evaluation = measured_recursively(opened.model, opened.series, evaluation, steps)
    if as_json:
        told: dict[str, Any] = {"part": evaluation.shown.judged.part, "looks": evaluation.looks}
        told |= intervals_document(evaluation, targets) if intervals else {}
        told |= recursive_document(evaluation.fed_back, targets) if evaluation.fed_back is not None else {}
        output.say_json(told | evaluated_document(evaluation.shown, targets), indent=2)
        return
    show_evaluation(evaluation, targets)
    if intervals:
        show_intervals(evaluation, opened.model.experiment)
    if evaluation.fed_back is not None:
        show_recursive(evaluation.fed_back, targets)


def _walk(file: Path, *, folds: int, seeds: int, sliding: bool, refit: bool, as_json: bool) -> None:
    """Evaluate the settings of a model or of an experiment fold by fold; Ctrl+C ends it after the fold at hand."""
    from workbench.cli.train import interruptible
    from workbench.cli.walk import walk
    from workbench.engine.export.bundle import SUFFIX, load_bundle

    experiment = load_bundle(file).experiment if file.suffix == SUFFIX else load_experiment(file)
    with interruptible() as stop:
        reach: Reach = "sliding" if sliding else "expanding"
        walk(experiment, stop, folds=folds, seeds=seeds, reach=reach, refit=refit, as_json=as_json)


def _series(experiment: Experiment, rows: str) -> Series:
    """Read a file the way the model's own file was read."""
    return open_series(experiment.data.model_copy(update={"source": source_named(rows)}))


def _document(forecast: Forecast, fed_back: list[Forecast], series: Series) -> dict[str, Any]:
    recursive = {}
    if fed_back:
        beside = {f"recursive_{name}": told for name, told in _spread_document(fed_back[0]).items()}
        recursive = {"recursive": fed_back[0].values.tolist(), **beside}
    return {
        "rows": _row_numbers(forecast),
        "times": times_of(forecast, series),
        "values": forecast.values.tolist(),
        **recursive,
        **_spread_document(forecast),
    }


def _spread_document(forecast: Forecast) -> dict[str, Any]:
    spread = forecast.spread
    if spread is None:
        return {}
    if spread.quantiles is not None:
        return {"levels": spread.levels, "quantiles": defined(spread.quantiles.tolist())}
    assert spread.deviations is not None  # a spread is one or the other
    return {"deviations": defined(spread.deviations.tolist())}


def _row_numbers(forecast: Forecast) -> list[int]:
    return [forecast.first_row + 1 + at for at in range(len(forecast.values))]


def times_of(forecast: Forecast, series: Series) -> list[str] | None:
    """Write the times of a forecast as the rows' own step asks; None where the rows have none."""
    return None if forecast.times is None else [shown_time(time, series.step) for time in forecast.times]
