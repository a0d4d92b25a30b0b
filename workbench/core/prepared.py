"""Series and experiment become what a network reads: scaled columns and their samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import DataError, Fault, SettingsError
from workbench.core.experiment import Experiment, WindowSpec
from workbench.core.layers.stack import stack_of
from workbench.core.problems import Problem, Repair
from workbench.core.scaling import Scaler, fit_scaler, flat_columns
from workbench.core.series import Series
from workbench.core.splits import PARTS, Part, Split, split_steps
from workbench.core.text import Text, text
from workbench.core.windows import Windows, cut_windows, runs_of


@dataclass(frozen=True, eq=False)
class Prepared:
    """What training and forecasting read.

    Attributes:
        experiment: the settings it was prepared with.
        series: in original units.
        split: the steps of each part.
        input_scaler: of the input columns.
        target_scaler: of the target columns.
        windows: the samples of each part; views of the scaled series.
        notices: what the user should know.
    """

    experiment: Experiment
    series: Series
    split: Split
    input_scaler: Scaler
    target_scaler: Scaler
    windows: dict[Part, Windows]
    notices: tuple[Text, ...]

    def truth(self, part: Part) -> NDArray[np.float64]:
        """Give the (N, H, K) futures of a part in original units."""
        windows = self.windows[part]
        targets = self.series.select(self.experiment.data.targets)
        index = np.arange(windows.horizon) + np.array(windows.futures)[:, None]
        futures: NDArray[np.float64] = targets[index]
        return futures

    def naive_scale(self) -> NDArray[np.float64]:
        """Give the (K,) mean step of each target in the training part, the divisor of MASE."""
        steps = self.split.train
        targets = self.series.select(self.experiment.data.targets)[steps.start : steps.stop]
        scale: NDArray[np.float64] = np.abs(np.diff(targets, axis=0)).mean(axis=0)
        return scale


def prepare(
    series: Series,
    experiment: Experiment,
    *,
    scalers: tuple[Scaler, Scaler] | None = None,
    split: Split | None = None,
) -> Prepared:
    """Split by time, scale by the training part, and cut the samples.

    A column that is both input and target is scaled alike as both, by the same numbers, so that
    what the network takes from a window it can give back to the forecast.

    Args:
        series: in original units.
        experiment: columns, windows and scaler.
        scalers: of inputs and targets, where a model brings its own.
        split: in the place of the experiment's own, for a fold of a walk-forward evaluation.

    Raises:
        SettingsError: the stack cannot work; every fault at once.
        DataError: the series does not fit the settings; every fault at once.
    """
    _refuse(stack_of(experiment).problems, SettingsError, text("The network cannot be built."))
    _refuse(data_problems(series, experiment), DataError, text("The data does not fit the settings."))
    data, spec = experiment.data, experiment.windows
    split = split or split_steps(len(series), spec)
    known = slice(split.train.start, split.train.stop)
    inputs, targets = series.select(data.inputs), series.select(data.targets)
    input_scaler, target_scaler = scalers or _fitted(series, experiment, known)
    features = input_scaler.scale(inputs)
    futures = target_scaler.scale(targets)
    windows = {part: cut_windows(features, futures, spec, split[part]) for part in PARTS}
    flat = flat_columns(data.inputs, inputs[known])
    notices = [
        text("{column} never changes in the training part; the network can learn nothing from it.", column=name)
        for name in flat
    ]
    notices += _reset_points(experiment, windows["train"])
    return Prepared(experiment, series, split, input_scaler, target_scaler, windows, tuple(notices))


def _reset_points(experiment: Experiment, train: Windows) -> list[Text]:
    """Tell where stateful layers begin without a state, because it limits how far back they can look."""
    if not any(spec.enabled and getattr(spec, "stateful", False) for spec in experiment.layers):
        return []
    runs = runs_of(len(train), experiment.training.batch_size)
    return [
        text(
            "Stateful layers read the {samples} training samples as {runs} runs of up to {length} samples, side by"
            " side. In every epoch their states begin anew at the start of each run, and at the start of the"
            " validation and the test part.",
            samples=f"{len(train):,}",
            runs=len(runs),
            length=len(runs[0]),
        )
    ]


def data_problems(series: Series, experiment: Experiment) -> tuple[Problem, ...]:
    """Say everything that keeps ``series`` from being used as ``experiment`` wants."""
    found = [*_column_problems(series, experiment)]
    return tuple(found or _length_problems(series, experiment))


def sample_counts(steps: int, spec: WindowSpec) -> dict[Part, int]:
    """Count the samples of each part of a series of ``steps`` steps."""
    split = split_steps(steps, spec)
    empty = np.empty((0, 0), dtype=np.float32)
    return {part: len(cut_windows(empty, empty, spec, split[part])) for part in PARTS}


def _fitted(series: Series, experiment: Experiment, known: slice) -> tuple[Scaler, Scaler]:
    """Measure every column once, and give the scalers of the inputs and of the targets."""
    data = experiment.data
    names = tuple(dict.fromkeys([*data.inputs, *data.targets]))
    every = fit_scaler(experiment.windows.scaler, names, series.select(names)[known])
    return every.only(data.inputs), every.only(data.targets)


def _refuse(problems: Sequence[Problem], error: type[DataError] | type[SettingsError], what: Text) -> None:
    faults = [problem for problem in problems if problem.severity == "error"]
    if not faults:
        return
    first = faults[0]
    hint = text("Repair: {label}.", label=first.repair.label) if first.repair else first.hint or ""
    if len(faults) == 1:
        raise error(first.message, hint=hint)
    raise error(what, hint=hint, faults=[Fault(fault.address, fault.message) for fault in faults])


def _column_problems(series: Series, experiment: Experiment) -> list[Problem]:
    data = experiment.data
    found: list[Problem] = []
    if not data.targets:
        found.append(
            Problem(
                "data.targets",
                text("No column is chosen to be forecast."),
                hint=text("Choose at least one target column."),
            )
        )
    if not data.inputs:
        found.append(
            Problem(
                "data.inputs", text("The network has no input column."), hint=text("Choose at least one input column.")
            )
        )
    for name in dict.fromkeys([*data.targets, *data.inputs]):
        where = "data.targets" if name in data.targets else "data.inputs"
        if name not in series.columns:
            found.append(
                Problem(
                    where,
                    text(
                        "{series} has no column of numbers called {column}; it has: {columns}.",
                        series=series.name,
                        column=name,
                        columns=", ".join(series.columns),
                    ),
                    hint=text("Choose columns that this file has."),
                )
            )
            continue
        missing = np.flatnonzero(np.isnan(series.column(name)))
        if len(missing):
            found.append(_missing_values(series, experiment, name, missing))
    return found


def _missing_values(series: Series, experiment: Experiment, name: str, missing: NDArray[np.int64]) -> Problem:
    data = experiment.data
    values = {"column": name, "count": f"{len(missing):,}", "row": f"{missing[0] + 1:,}"}
    if series.times is None:
        message = text("Missing values in {column}: {count}, the first at row {row}.", **values)
    else:
        when = series.when(int(missing[0]))
        message = text("Missing values in {column}: {count}, the first at row {row} ({when}).", when=when, **values)
    fill = text("Fill the missing values in the file, or choose another column.")
    if name in data.targets:
        return Problem("data.targets", message, hint=fill)
    rest = tuple(column for column in data.inputs if column != name)
    if not rest:
        return Problem("data.inputs", message, hint=fill)
    label = text("Leave {column} out", column=name)
    return Problem("data.inputs", message, repair=Repair(label, experiment.with_settings("data", inputs=rest)))


def _length_problems(series: Series, experiment: Experiment) -> list[Problem]:
    spec = experiment.windows
    counts = sample_counts(len(series), spec)
    if all(counts.values()):
        return []
    before = spec.timesteps + spec.gap
    split = split_steps(len(series), spec)
    part = next(part for part in PARTS if not counts[part])
    needed = spec.horizon + (before if part == "train" or spec.context == "strict" else 0)
    words = {"train": text("training"), "validation": text("validation"), "test": text("test")}
    message = text(
        "The {part} part has {steps} of the series' {all} steps; one sample needs {needed}"
        " (timesteps {timesteps}, gap {gap}, horizon {horizon}).",
        part=words[part],
        steps=f"{len(split[part]):,}",
        all=f"{len(series):,}",
        needed=f"{needed:,}",
        timesteps=spec.timesteps,
        gap=spec.gap,
        horizon=spec.horizon,
    )
    longer = text("Choose a shorter horizon or gap, larger shares, or a file with more rows.")
    return [Problem("windows.timesteps", message, repair=_shorter(series, experiment), hint=longer)]


def _shorter(series: Series, experiment: Experiment) -> Repair | None:
    """Offer the longest look-back that leaves half of each part for samples, if there is one."""
    spec = experiment.windows
    split = split_steps(len(series), spec)
    room = min(len(split[part]) for part in PARTS) if spec.context == "strict" else len(split.train)
    timesteps = min(spec.timesteps, (room - spec.gap - spec.horizon) // 2)
    if timesteps < 1 or timesteps <= (spec.season or 0):
        return None
    repaired = experiment.with_settings("windows", timesteps=timesteps)
    if not all(sample_counts(len(series), repaired.windows).values()):
        return None
    return Repair(text("Use {steps} timesteps", steps=timesteps), repaired)
