"""Series and experiment become what a network reads: scaled columns and their samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import DataError, SettingsError
from workbench.core.experiment import Experiment
from workbench.core.large.scaled import fitted_scaler, scaled_columns
from workbench.core.layers.stack import stack_of
from workbench.core.mending.measured import mean_step
from workbench.core.mending.mended import mended, told_by
from workbench.core.mending.problems import clock_problems, left_out_problems, missing_problems
from workbench.core.mending.samples import Marks, fitting, marks_of, notices_of, up_to_last_whole
from workbench.core.mending.spec import LOOKS_AHEAD
from workbench.core.preparing.columns import column_problems, past_and_future, settled
from workbench.core.preparing.cutting import cut_parts, fitting_counts, sample_counts
from workbench.core.preparing.features import (
    changed,
    features_in,
    features_of,
    is_plain,
    lost_steps,
    numbers_seen,
    seen,
)
from workbench.core.preparing.scaling import Scaler, fit_scaler
from workbench.core.preparing.splits import PART_NAMES, PARTS, Part, Splits, split_spans, split_steps
from workbench.core.preparing.units import TargetUnits
from workbench.core.preparing.windows import Windows, rounds_of
from workbench.core.series import Series
from workbench.core.settings.problems import Problem, Repair, refuse
from workbench.core.sources.groups import spans_of
from workbench.core.text import Text, text
from workbench.core.transforms import Transform

_ROWS = 2**18  # that are looked at together


@dataclass(frozen=True, eq=False)
class Prepared:
    """What training and forecasting read.

    Attributes:
        experiment: the settings it was prepared with, and the words that were left open in them.
        series: in original units, mended.
        splits: the steps of each series, and those of each of its parts; there is one, but for a group.
        input_scaler: of the columns of numbers that are seen.
        target_scaler: of the target columns.
        windows: the samples of each part; views of the scaled series.
        notices: what the user should know.
        transforms: with what was measured on the training part.
        future: rows after the series whose targets are still to come, in original units; None without them.
    """

    experiment: Experiment
    series: Series
    splits: Splits
    input_scaler: Scaler
    target_scaler: Scaler
    windows: dict[Part, Windows]
    notices: tuple[Text, ...]
    transforms: tuple[Transform, ...] = ()
    future: Series | None = None

    @property
    def target_units(self) -> TargetUnits:
        """The way of the targets from scaled values back to original units."""
        targets = self.series.select(self.experiment.data.targets)
        return TargetUnits(self.target_scaler, self.transforms, targets)

    def truth(self, part: Part) -> NDArray[np.float64]:
        """Give the (N, H, K) futures of a part in original units."""
        windows = self.windows[part]
        targets = self.series.select(self.experiment.data.targets)
        index = np.arange(windows.horizon) + np.asarray(windows.futures)[:, None]
        futures: NDArray[np.float64] = targets[index]
        return futures

    def naive_scale(self) -> NDArray[np.float64]:
        """Give the (K,) mean step of each target in the training part, the divisor of MASE."""
        names = self.experiment.data.targets
        return mean_step(self.series, names, *(split.train for _, split in self.splits))


def prepare(
    series: Series,
    experiment: Experiment,
    *,
    scalers: tuple[Scaler, Scaler] | None = None,
    transforms: tuple[Transform, ...] | None = None,
    splits: Splits | None = None,
) -> Prepared:
    """Mend the series, split it by time, transform and scale it by the training part, and cut the samples.

    A column that is both input and target is scaled alike as both, by the same numbers, so that
    what the network takes from a window it can give back to the forecast.

    Args:
        series: as it was read, in original units.
        experiment: columns, windows and scaler.
        scalers: of inputs and targets, where a model brings its own.
        transforms: fitted, where a model brings its own.
        splits: of each series, in the place of the experiment's own, for a fold of a walk-forward evaluation.

    Raises:
        SettingsError: the stack cannot work; every fault at once.
        DataError: the series does not fit the settings; every fault at once.
    """
    refuse(stack_of(experiment).problems, SettingsError, text("The network cannot be built."))
    problems = data_problems(series, experiment)
    refuse(problems, DataError, text("The data does not fit the settings."))
    if splits is not None:
        _refuse_folds(experiment)
    series, future = past_and_future(series, experiment.data)
    experiment = settled(series, experiment)
    refuse(stack_of(experiment).problems, SettingsError, text("The network cannot be built."))
    data, spec = experiment.data, experiment.windows
    read, series = series, mended(series, data, spec)
    spans = spans_of(series, data.group)
    is_fold, splits = splits is not None, splits or split_spans(spans, spec)
    learnt = tuple(of_series.train for _, of_series in splits)
    fitted = _fitted_transforms(series, experiment, learnt) if transforms is None else transforms
    input_scaler, target_scaler = scalers or _fitted(series, experiment, fitted, learnt)
    features, futures = scaled_of(series, experiment, (input_scaler, target_scaler), fitted)
    windows = cut_parts(features, futures, experiment, splits)
    windows, not_used = _fitting(windows, marks_of(series, data))
    if is_fold:
        _refuse_empty(windows)
    notices = [problem.message for problem in problems]  # warnings; an error would have been raised
    notices += [finding.message for finding in told_by(series, read)] + not_used
    notices += _flat_features(experiment, features, learnt)
    notices += [*_shorter_end(series, experiment), *_reset_points(experiment, windows["train"])]
    return Prepared(experiment, series, splits, input_scaler, target_scaler, windows, tuple(notices), fitted, future)


def scaled_of(
    series: Series, experiment: Experiment, scalers: tuple[Scaler, Scaler], transforms: Sequence[Transform]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give the features (S, F) and the targets (S, K) of a mended series, transformed and scaled.

    Of a mapped series without transforms and other features than its columns, they are mapped, too.
    """
    data, (inputs, targets) = experiment.data, scalers
    if is_plain(data):
        return scaled_columns(series, data.inputs, inputs), scaled_columns(series, data.targets, targets)
    spans = spans_of(series, data.group)
    features = features_of(series, experiment, inputs, transforms)
    futures = targets.scale(changed(series, data.targets, transforms, spans))
    return np.ascontiguousarray(features), np.ascontiguousarray(futures)  # windows are gathered row by row


def _flat_features(experiment: Experiment, features: NDArray[np.float32], learnt: Sequence[range]) -> list[Text]:
    """Name the features of (S, F) steps that never change in training; what stands ahead is named by its past."""
    past = [one for one in features_in(experiment) if not one.ahead]
    lows, highs = np.full(len(past), np.nan, np.float32), np.full(len(past), np.nan, np.float32)
    for part in learnt:
        for start in range(part.start, part.stop, _ROWS):
            rows = features[start : min(start + _ROWS, part.stop), : len(past)]
            lows, highs = np.fmin(lows, np.fmin.reduce(rows, axis=0)), np.fmax(highs, np.fmax.reduce(rows, axis=0))
    return [
        text("{column} never changes in the training part; the network can learn nothing from it.", column=one.title)
        for one, low, high in zip(past, lows, highs, strict=True)
        if not high > low
    ]


def _fitting(windows: dict[Part, Windows], marks: Marks) -> tuple[dict[Part, Windows], list[Text]]:
    """Leave out the samples that touch what is missing or must not be seen, and say how many they are."""
    found = {part: fitting(cut, marks, judges=part != "train") for part, cut in windows.items()}
    left_out = {part: out for part, (_, out) in found.items()}
    return {part: left for part, (left, _) in found.items()}, notices_of(left_out)


def _refuse_folds(experiment: Experiment) -> None:
    """Refuse what would carry rows of a later fold into an earlier one."""
    data = experiment.data
    ahead = [name for name in dict.fromkeys([*data.targets, *seen(data)]) if data.mending.of(name) in LOOKS_AHEAD]
    if ahead:
        raise DataError(
            text(
                "Missing values of {names} are filled from later ones, which an earlier fold must not know.",
                names=", ".join(ahead),
            ),
            hint=text("Fill them forward or with the last season, or leave them missing."),
        )


def _refuse_empty(windows: dict[Part, Windows]) -> None:
    if all(len(cut) for cut in windows.values()):
        return
    raise DataError(
        text("A fold has no sample without missing or filled values in each of its parts."),
        hint=text("Choose fewer folds, shorter windows, or fill the missing values."),
    )


def _shorter_end(series: Series, experiment: Experiment) -> list[Text]:
    """Tell where the forecast past the end cannot begin at the last row."""
    data, timesteps = experiment.data, experiment.windows.timesteps
    if data.group is not None or data.known:
        return []  # a series that cannot be forecast is named where its forecast would be
    rows = len(up_to_last_whole(series, numbers_seen(data), timesteps))
    if rows == len(series):
        return []
    return [
        text(
            "Missing values among the last {timesteps} rows: what follows is forecast from row {row} ({when}) on.",
            timesteps=timesteps,
            row=f"{rows:,}",
            when=series.when(rows - 1),
        )
    ]


def _reset_points(experiment: Experiment, train: Windows) -> list[Text]:
    """Tell where stateful layers begin without a state, because it limits how far back they can look."""
    if not any(spec.enabled and getattr(spec, "stateful", False) for spec in experiment.layers):
        return []
    rounds = rounds_of(train.starts.stretches(), experiment.training.batch_size)
    runs = [run for runs in rounds for run in runs]
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
    """Say everything that keeps ``series`` from being used as ``experiment`` wants, and what is doubtful about it."""
    series, _ = past_and_future(series, experiment.data)
    experiment = settled(series, experiment)
    found = column_problems(series, experiment)
    if any(problem.address == "data.group" and problem.severity == "error" for problem in found):
        return tuple(found)
    if of_clock := clock_problems(series, experiment):
        return (*found, *of_clock)
    series = mended(series, experiment.data, experiment.windows)
    found += missing_problems(series, experiment)
    if any(problem.severity == "error" for problem in found):
        return tuple(found)
    counts = fitting_counts(series, experiment)
    found += _length_problems(series, experiment, {part: left + out.count for part, (left, out) in counts.items()})
    if any(problem.severity == "error" for problem in found):
        return tuple(found)
    return (*found, *left_out_problems(counts, experiment))


def _fitted_transforms(series: Series, experiment: Experiment, rows: Sequence[range]) -> tuple[Transform, ...]:
    """Measure what the transforms leave open, each on what those before it made of the training part."""
    learnt: dict[str, list[NDArray[np.float64]]] = {}
    fitted: list[Transform] = []
    for transform in experiment.data.transforms:
        name = transform.column
        if name not in series.columns:
            fitted.append(transform)  # it is of no use, which was told
            continue
        parts = learnt.get(name) or [series.column(name)[part.start : part.stop] for part in rows]
        fitted.append(transform.fitted(np.concatenate(parts)))
        learnt[name] = [fitted[-1].forward(part) for part in parts]
    return tuple(fitted)


def _fitted(
    series: Series, experiment: Experiment, transforms: Sequence[Transform], rows: Sequence[range]
) -> tuple[Scaler, Scaler]:
    """Measure every column once, and give the scalers of what is seen and of the targets."""
    data, lost = experiment.data, lost_steps(experiment)
    seen = numbers_seen(data)
    names = tuple(dict.fromkeys([*seen, *data.targets]))
    if is_plain(data):
        every = fitted_scaler(experiment.windows.scaler, series, names, rows[0])
    else:
        values = changed(series, names, transforms, spans_of(series, data.group))
        known = [values[part.start + lost : part.stop] for part in rows]
        every = fit_scaler(experiment.windows.scaler, names, known[0] if len(known) == 1 else np.concatenate(known))
    return every.only(seen), every.only(data.targets)


def _length_problems(series: Series, experiment: Experiment, counts: dict[Part, int]) -> list[Problem]:
    """Say which part is too short for any of its samples, ``counts`` of each with those that are left out."""
    spec = experiment.windows
    head = lost_steps(experiment)
    if all(counts.values()):
        return _short_series(series, experiment)
    before = spec.timesteps + spec.gap + head
    longest = max((len(span) for span in spans_of(series, experiment.data.group)), default=0)
    split = split_steps(longest, spec)
    part = next(part for part in PARTS if not counts[part])
    needed = spec.horizon + (before if part == "train" or spec.context == "strict" else 0)
    message = text(
        "The {part} part has {steps} of the series' {all} steps; one sample needs {needed}"
        " (timesteps {timesteps}, gap {gap}, horizon {horizon}).",
        part=PART_NAMES[part],
        steps=f"{len(split[part]):,}",
        all=f"{longest:,}",
        needed=f"{needed:,}",
        timesteps=spec.timesteps,
        gap=spec.gap,
        horizon=spec.horizon,
    )
    longer = text("Choose a shorter horizon or gap, larger shares, or a file with more rows.")
    return [Problem("windows.timesteps", message, repair=_shorter(longest, experiment), hint=longer)]


def _short_series(series: Series, experiment: Experiment) -> list[Problem]:
    """Tell of the series of a group that have no sample to learn from."""
    spec, spans = experiment.windows, spans_of(series, experiment.data.group)
    needed = lost_steps(experiment) + spec.timesteps + spec.gap + spec.horizon
    short = sum(len(split.train) < needed for _, split in split_spans(spans, spec))
    if not short or len(spans) == 1:
        return []
    message = text(
        "Series of {group} whose training part is too short for one sample of {needed} steps: {count} of {all};"
        " nothing is learnt from them.",
        group=experiment.data.group,
        needed=f"{needed:,}",
        count=f"{short:,}",
        all=f"{len(spans):,}",
    )
    return [Problem("data.group", message, severity="warning")]


def _shorter(steps: int, experiment: Experiment) -> Repair | None:
    """Offer the longest look-back that leaves half of each part of a series for samples, if there is one."""
    spec, head = experiment.windows, lost_steps(experiment)
    split = split_steps(steps, spec)
    room = min(len(split[part]) for part in PARTS) if spec.context == "strict" else len(split.train)
    timesteps = min(spec.timesteps, (room - head - spec.gap - spec.horizon) // 2)
    if timesteps < 1 or timesteps <= (spec.season or 0):
        return None
    repaired = experiment.with_settings("windows", timesteps=timesteps)
    if not all(sample_counts(steps, repaired.windows, head).values()):
        return None
    return Repair(text("Use {steps} timesteps", steps=timesteps), repaired)
