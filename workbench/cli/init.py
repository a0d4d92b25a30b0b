"""``workbench init``: from a file of rows to an experiment's file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.writing import files_of, refuse_to_replace, refuse_to_replace_own_input
from workbench.core.csv.options import CsvOptions
from workbench.core.experiment import DataSpec, Experiment
from workbench.core.exploring import propose
from workbench.core.layers.stack import stack_of
from workbench.core.mending.report import Report, reports_of
from workbench.core.preparing.calendar_features import CALENDAR_KINDS, CYCLES
from workbench.core.preparing.features import numbers_seen
from workbench.core.preparing.prepared import Prepared, prepare
from workbench.core.series import rhythm
from workbench.core.settings.experiment_file import save_experiment, with_values
from workbench.core.settings.presets import PRESETS, preset_named
from workbench.core.sources.groups import longest_series, not_used
from workbench.core.sources.opening import (
    first_experiment,
    normalised_for_many,
    normalised_where_seen,
    open_series,
    source_named,
    with_season,
    with_sizes,
)
from workbench.core.transforms import transform_written


def init(
    file_or_sample: Annotated[
        str,
        typer.Argument(
            metavar="FILE_OR_SAMPLE",
            help="A CSV or Parquet file, a workbook, a folder of such files, or the name of a sample.",
            show_default=False,
        ),
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
    known: Annotated[
        list[str] | None,
        typer.Option(metavar="COLUMN", help="A column whose future values will be given; may be repeated."),
    ] = None,
    group: Annotated[
        str | None, typer.Option(metavar="COLUMN", help="The column that names the series a row belongs to.")
    ] = None,
    calendar: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help=f"Tell the network of the clock: {', '.join(CALENDAR_KINDS)}."),
    ] = None,
    transform: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COLUMN=NAME",
            help="Change a column before it is scaled: log, box_cox, difference or seasonal_difference:24;"
            " may be repeated.",
        ),
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
    """Propose an experiment for a file or a sample, as the window would.

    Raises:
        DataError: the file is no series, or does not fit the columns and windows.
        SettingsError: a setting is out of its bounds, or the preset unknown.
        StorageError: a file cannot be read or written, or is already there.
    """
    refuse_to_replace(experiment_file, overwrite=overwrite)
    layers = preset_named(preset)
    source = source_named(file_or_sample)
    refuse_to_replace_own_input(experiment_file, *files_of(source))
    series = open_series(DataSpec(source=source, options=_reading(assignments or [])))
    experiment = first_experiment(source, series, layers)
    columns = {"targets": target, "inputs": input_ or target, "known": known, "calendar": calendar}
    experiment = experiment.with_settings("data", **{name: tuple(given) for name, given in columns.items() if given})
    group = group or experiment.data.group
    if group is not None or transform:
        transforms = tuple(transform_written(one) for one in transform or [])
        experiment = experiment.with_settings("data", group=group, transforms=transforms)
    experiment = normalised_where_seen(experiment)
    if (target or group is not None) and set(experiment.data.targets) <= set(series.columns):
        experiment = with_season(experiment, series, cut=layers is PRESETS[0])
    experiment = with_sizes(experiment, timesteps=timesteps, horizon=horizon)
    why_divided = None
    if set(experiment.data.targets) <= set(series.columns):
        experiment, why_divided = normalised_for_many(experiment, series)
    experiment = with_values(experiment, assignments or [])
    prepared = prepare(series, experiment)
    save_experiment(prepared.experiment, experiment_file)
    names = dict.fromkeys([*experiment.data.targets, *numbers_seen(prepared.experiment.data)])
    told = reports_of(series, tuple(names), experiment.data.group)
    _summarise(prepared, told, file_or_sample, experiment_file, why_divided)


def _reading(assignments: list[str]) -> CsvOptions:
    """Give what is said of the file itself, which is needed before there is an experiment."""
    of_the_file = [assignment for assignment in assignments if assignment.strip().startswith("data.options.")]
    return with_values(Experiment(), of_the_file).data.options


def _chosen(prepared: Prepared, report: Report) -> str:
    """Give what is done about what was found."""
    mending = prepared.experiment.data.mending
    return mending.of(report.column) if report.column else str(getattr(mending, report.setting))


def _summarise(prepared: Prepared, found: tuple[Report, ...], data: str, path: Path, why_divided: str | None) -> None:
    experiment, series, stack = prepared.experiment, prepared.series, stack_of(prepared.experiment)
    counts = ", ".join(f"{len(windows):,} {part}" for part, windows in prepared.windows.items())
    windows, longest = experiment.windows, longest_series(series, experiment.data.group)
    calendar = ", ".join(CYCLES[kind].title for kind in experiment.data.calendar)
    in_the_clock = {one.finding.code for one in found}  # told with the setting that decides about it
    told = [finding.message for finding in series.findings if finding.code not in in_the_clock]
    output.say(str(path))
    lines = [
        ("Data", f"{data}: {len(series):,} rows, {rhythm(series.step)}"),
        ("Targets", ", ".join(experiment.data.targets)),
        ("Inputs", ", ".join(experiment.data.inputs)),
        *([("Known in future", ", ".join(experiment.data.known))] if experiment.data.known else []),
        *([("Calendar", calendar)] if calendar else []),
        *(("Transform", f"{one.column}: {one.words}") for one in prepared.transforms),
        *([("Group", f"{experiment.data.group}: {len(prepared.splits):,} series")] if experiment.data.group else []),
        ("Season", propose(longest, experiment.data.targets[0], experiment.windows).season_reason),
        ("Windows", f"{windows.timesteps:,} past steps, {windows.horizon:,} forecast"),
        ("Features", f"{stack.input.channels:,}"),
        ("Each window", ", then ".join(node.formula for node in stack.first_nodes) or "as it is"),
        *([("Divided", why_divided)] if why_divided and windows.normalisation == "last_std" else []),
        ("Samples", counts),
        ("Layers", _layers(experiment)),
        ("Parameters", f"{stack.parameters:,}"),
        *(("Guessed", f"{guess.option} = {guess.value!r}: {guess.evidence}") for guess in series.guesses),
        *([("Left out", ", ".join(left_out))] if (left_out := not_used(series, experiment.data.group)) else []),
        *(("Clock", f"{one.finding.message} (data.mending.{one.setting} = {_chosen(prepared, one)})") for one in found),
        *(("Notice", notice) for notice in dict.fromkeys((*told, *prepared.notices))),
    ]
    output.say(output.aligned(lines))
    for problem in stack.problems:
        output.tell(f"Warning: {problem.message}")


def _layers(experiment: Experiment) -> str:
    return " → ".join([*(f"{spec.title} {spec.headline}" for spec in experiment.layers), "output"])
