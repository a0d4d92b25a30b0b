"""``workbench init``: from a CSV file to an experiment's file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.writing import files_of, refuse_to_replace, refuse_to_replace_own_input
from workbench.core.csv.options import CsvOptions
from workbench.core.experiment import DataSpec, Experiment
from workbench.core.experiment_file import save_experiment, with_values
from workbench.core.exploring import propose
from workbench.core.layers.stack import stack_of
from workbench.core.opening import (
    first_experiment,
    normalised_where_seen,
    open_series,
    source_named,
    with_season,
    with_sizes,
)
from workbench.core.prepared import Prepared, prepare
from workbench.core.presets import PRESETS, preset_named
from workbench.core.series import rhythm


def init(
    csv_or_sample: Annotated[
        str, typer.Argument(metavar="CSV_OR_SAMPLE", help="A CSV file, or the name of a sample.", show_default=False)
    ],
    experiment_file: Annotated[
        Path, typer.Option("-o", "--output", metavar="FILE", help="The experiment's file.", show_default=False)
    ],
    target: Annotated[
        list[str] | None, typer.Option(metavar="COLUMN", help="A column to forecast; may be repeated.")
    ] = None,
    input_: Annotated[
        list[str] | None,
        typer.Option("--input", metavar="COLUMN", help="A column whose past is seen; the targets if none is named."),
    ] = None,
    preset: Annotated[
        str, typer.Option(metavar="NAME", help=f"The layers: {', '.join(preset.name for preset in PRESETS)}.")
    ] = PRESETS[0].name,
    timesteps: Annotated[int | None, typer.Option(metavar="T", help="How many past steps are seen.")] = None,
    horizon: Annotated[int | None, typer.Option("--predict", metavar="H", help="How many steps are forecast.")] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="ADDRESS=VALUE", help="Any other setting, as in data.options.day_first=true."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace an experiment that is there.")] = False,
) -> None:
    """Propose an experiment for a CSV file or a sample, as the window would.

    Raises:
        DataError: the file is no series, or does not fit the columns and windows.
        SettingsError: a setting is out of its bounds, or the preset unknown.
        StorageError: a file cannot be read or written, or is already there.
    """
    refuse_to_replace(experiment_file, overwrite=overwrite)
    layers = preset_named(preset)
    source = source_named(csv_or_sample)
    refuse_to_replace_own_input(experiment_file, *files_of(source))
    series = open_series(DataSpec(source=source, options=_reading(assignments or [])))
    experiment = first_experiment(source, series, layers)
    columns = {"targets": target, "inputs": input_ or target}
    experiment = experiment.with_settings("data", **{name: tuple(given) for name, given in columns.items() if given})
    experiment = normalised_where_seen(experiment)
    if target and set(target) <= set(series.columns):
        experiment = with_season(experiment, series, cut=layers is PRESETS[0])
    experiment = with_sizes(experiment, timesteps=timesteps, horizon=horizon)
    experiment = with_values(experiment, assignments or [])
    prepared = prepare(series, experiment)
    save_experiment(experiment, experiment_file)
    _summarise(prepared, csv_or_sample, experiment_file)


def _reading(assignments: list[str]) -> CsvOptions:
    """Give what is said of the file itself, which is needed before there is an experiment."""
    of_the_file = [assignment for assignment in assignments if assignment.strip().startswith("data.options.")]
    return with_values(Experiment(), of_the_file).data.options


def _summarise(prepared: Prepared, data: str, path: Path) -> None:
    experiment, series, stack = prepared.experiment, prepared.series, stack_of(prepared.experiment)
    counts = ", ".join(f"{len(windows):,} {part}" for part, windows in prepared.windows.items())
    windows = experiment.windows
    output.say(str(path))
    lines = [
        ("Data", f"{data}: {len(series):,} rows, {rhythm(series.step)}"),
        ("Targets", ", ".join(experiment.data.targets)),
        ("Inputs", ", ".join(experiment.data.inputs)),
        ("Season", propose(series, experiment.data.targets[0], experiment.windows).season_reason),
        ("Windows", f"{windows.timesteps:,} past steps, {windows.horizon:,} forecast"),
        ("Each window", ", then ".join(node.formula for node in stack.first_nodes) or "as it is"),
        ("Samples", counts),
        ("Layers", _layers(experiment)),
        ("Parameters", f"{stack.parameters:,}"),
        *(("Guessed", f"{guess.option} = {guess.value!r}: {guess.evidence}") for guess in series.guesses),
        *([("Left out", ", ".join(series.left_out))] if series.left_out else []),
        *(("Notice", notice) for notice in (*series.notices, *prepared.notices)),
    ]
    output.say(output.aligned(lines))
    for problem in stack.problems:
        output.tell(f"Warning: {problem.message}")


def _layers(experiment: Experiment) -> str:
    return " → ".join([*(f"{spec.title} {spec.headline}" for spec in experiment.layers), "output"])
