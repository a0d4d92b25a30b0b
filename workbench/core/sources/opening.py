"""From a name or a path to a series, and from a series to the experiment one would start with."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np

from workbench.core.errors import DataError
from workbench.core.experiment import DataSpec, Experiment, FileSource, SampleSource, Source, WindowSpec
from workbench.core.exploring import propose, taken_over
from workbench.core.formats import read_file
from workbench.core.formats.folder import GROUPS as FILES
from workbench.core.layers import Segments
from workbench.core.layers.stack import PROPOSED_TIMESTEPS
from workbench.core.preparing.cutting import sample_counts
from workbench.core.preparing.splits import split_spans
from workbench.core.series import Series
from workbench.core.settings.presets import PRESETS, Preset
from workbench.core.sources.groups import longest_series, sorted_by_group, spans_of, told_group
from workbench.core.sources.samples import SAMPLES, sample_named
from workbench.core.stopping import Progress, untold
from workbench.core.text import Text, text

_SHORT, _VERY_SHORT = 1_000, 300  # training samples
# How to learn from many samples, from few, and from very few, of which an epoch has so few batches that neither fifty
# epochs nor five without a gain say anything: docs/decisions/0021
_LONG_TRAINING: dict[str, object] = {"batch_size": 128, "patience": 5}
_SHORT_TRAINING: dict[str, object] = {"batch_size": 64, "patience": 5}
_VERY_SHORT_TRAINING: dict[str, object] = {"batch_size": 16, "patience": 15, "epochs": 300}
_TRAININGS = (_LONG_TRAINING, _SHORT_TRAINING, _VERY_SHORT_TRAINING)


def open_series(data: DataSpec, progress: Progress = untold) -> Series:
    """Read the rows that ``data`` names; those of a group are sorted by it.

    Args:
        data: the sample or the file, and how it is read.
        progress: told how much is read, from 0 to 1; may raise to end the reading.

    Raises:
        DataError: the sample does not exist, or the file is no series.
        StorageError: the file cannot be read.
    """
    series = _rows(data, progress)
    has_group = data.group in series.columns or data.group in series.labels  # else it is told as a problem
    return sorted_by_group(series, data.group) if has_group else series


def _rows(data: DataSpec, progress: Progress) -> Series:
    match data.source:
        case SampleSource(name=name):
            return sample_named(name).series()
        case FileSource(path=path):
            return read_file(Path(path), data.options, progress)


def source_named(name: str) -> Source:
    """Give the sample called ``name``, or else the file at that path.

    Raises:
        DataError: no experiment's file could hold that path.
    """
    if any(sample.name == name for sample in SAMPLES):
        return SampleSource(name=name)
    try:
        return FileSource(path=str(Path(name).resolve()))
    except ValueError as error:
        raise DataError(
            text("{name} holds bytes that are no characters.", name=ascii(name)),
            hint=text("Give the file or its folder another name."),
        ) from error


def first_experiment(source: Source, series: Series, preset: Preset = PRESETS[0]) -> Experiment:
    """Propose the experiment that one should begin with when ``series`` has just been opened.

    A sample brings the columns and windows that suit it; of a file the last complete column of
    numbers is the target and the only input; where no column is complete, it is the one that misses fewest values.
    Look-back, horizon and segments follow from the season that the training part shows. Targets whose own past is not
    seen cannot be given it back: then there is no window normalisation.
    """
    windows = WindowSpec()
    if isinstance(source, SampleSource):
        sample = sample_named(source.name)
        targets, inputs = sample.targets, sample.inputs or sample.targets
        windows = windows.model_copy(update=dict(sample.windows))
    else:
        sample = None
        targets = inputs = (_proposed_target(series, but=group_of(source, series)),)
    data = DataSpec(source=source, targets=targets, inputs=inputs, group=group_of(source, series))
    experiment = normalised_where_seen(Experiment(data=data, windows=windows)).with_layers(*preset.layers)
    if sample is None or "timesteps" not in sample.windows:
        experiment = with_season(experiment, series, cut=preset is PRESETS[0])
    elif windows.timesteps > (room := max(1, round(len(series) * windows.train_share) // 3)):
        experiment = experiment.with_settings("windows", timesteps=room)
    return _trained_well(experiment, len(series))


def group_of(source: Source, series: Series) -> str | None:
    """Give the column that tells the files of a folder apart, or the series of one file, where there are several."""
    if isinstance(source, SampleSource) or series.is_mapped:  # sorting by it would read all rows into the memory
        return None
    if not Path(source.path).is_dir():
        return told_group(series)
    group = next(one for one in FILES if one in series.labels)
    return group if len(series.labels[group].words) > 1 else None


def adopted(present: Experiment, proposed: Experiment) -> Experiment:
    """Give what a window shows when other data is opened: its proposal, with what a person has set by hand.

    Layers that are nobody's work, the first ones or those of a proposal, give way to the proposed ones, and so does
    the training where it is still the first or a proposal's. Segments of other stacks go where they do not fit.
    """
    first = Experiment()
    plain = tuple(spec for spec in present.layers if not isinstance(spec, Segments))
    changes: dict[str, object] = {"data": proposed.data, "windows": proposed.windows}
    if plain in (first.layers, *(preset.layers for preset in PRESETS[:1])):
        changes["layers"] = proposed.layers
    proposals = [first.with_settings("training", **one).training for one in _TRAININGS]
    if present.training in (first.training, *proposals):
        changes["training"] = proposed.training
    return with_sizes(present.model_copy(update=changes))


def with_season(experiment: Experiment, series: Series, *, cut: bool = True) -> Experiment:
    """Give the experiment with the look-back, the horizon and the segments that suit its first target.

    Layers that somebody has chosen are not ``cut`` into segments: then the look-back is 30 steps or what a short
    series allows, because to go through many seasons step by step takes long.

    Raises:
        DataError: there is no such column.
    """
    series = longest_series(series, experiment.data.group)  # seasons are not those of many series in turn
    proposal = propose(series, experiment.data.targets[0], experiment.windows)
    if cut:
        return taken_over(experiment, proposal)
    timesteps = min(proposal.timesteps, PROPOSED_TIMESTEPS)
    return experiment.with_settings("windows", timesteps=timesteps, horizon=proposal.horizon)


def with_sizes(experiment: Experiment, *, timesteps: int | None = None, horizon: int | None = None) -> Experiment:
    """Give the proposed ``experiment`` with sizes that a person has named; segments go where they do not fit any more.

    Raises:
        SettingsError: a size is out of its bounds.
    """
    sizes = {"timesteps": timesteps, "horizon": horizon}
    given = experiment.with_settings("windows", **{name: size for name, size in sizes.items() if size is not None})
    steps = given.windows.timesteps
    fitting = [one for one in given.layers if not isinstance(one, Segments) or (steps % one.n == 0 and steps > one.n)]
    return given.with_layers(*fitting)


def _trained_well(experiment: Experiment, rows: int) -> Experiment:
    """Give how to learn that forecast best by measurement: docs/decisions/0019 and 0021."""
    samples = sample_counts(rows, experiment.windows)["train"]
    if samples >= _SHORT:
        return experiment.with_settings("training", **_LONG_TRAINING)
    few = _SHORT_TRAINING if samples >= _VERY_SHORT else _VERY_SHORT_TRAINING
    return experiment.with_settings("training", **few)


def normalised_for_many(experiment: Experiment, series: Series) -> tuple[Experiment, Text | None]:
    """Give the proposed ``experiment`` with samples that are divided by their own deviation, and why.

    So one network can learn series of every size. Without a group, or where nothing is taken from the samples,
    nothing changes.

    Source: of 414 series, hourly, a network on such samples made half the error of one on values that were scaled
    all alike (sMAPE 13.6 against 27.4), as with RevIN, Kim et al. 2022, openreview.net/forum?id=cGDAkQo1C0p.
    """
    group, windows = experiment.data.group, experiment.windows
    if group is None or windows.normalisation != "last":
        return experiment, None
    proposed = experiment.with_settings("windows", normalisation="last_std")
    series = sorted_by_group(series, group)
    target = series.column(experiment.data.targets[0])
    learnt = [split.train for _, split in split_spans(spans_of(series, group), windows)]
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):  # of parts without a value
        deviations = np.array([np.nanstd(target[rows.start : rows.stop]) for rows in learnt if len(rows)])
    deviations = deviations[np.isfinite(deviations) & (deviations > 0)]
    if len(deviations) < 2:
        return proposed, text("each sample by its own deviation, for many series")
    low, high = float(deviations.min()), float(deviations.max())
    return proposed, text(
        "each sample by its own deviation: in their training parts the series deviate by {low} to {high}, a factor of"
        " {factor}",
        low=f"{low:.3g}", high=f"{high:.3g}", factor=f"{high / low:.3g}",
    )  # fmt: skip


def normalised_where_seen(experiment: Experiment) -> Experiment:
    """Give the proposed ``experiment`` without window normalisation where a target is not among the inputs."""
    if set(experiment.data.targets) <= set(experiment.data.inputs):
        return experiment
    return experiment.with_settings("windows", normalisation="none")


def _proposed_target(series: Series, but: str | None = None) -> str:
    names = [name for name in series.columns if name != but] or series.columns
    complete = [name for name in names if not _has_gaps(series, name)]
    if complete:
        return complete[-1]
    return min(names, key=lambda name: _missing(series, name))


def _has_gaps(series: Series, name: str) -> bool:
    return _missing(series, name) > 0


def _missing(series: Series, name: str) -> int:
    return series.missing(name)[0]
