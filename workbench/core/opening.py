"""From a name or a path to a series, and from a series to the experiment one would start with."""

from __future__ import annotations

from pathlib import Path

from workbench.core.errors import DataError
from workbench.core.experiment import DataSpec, Experiment, FileSource, SampleSource, Source, WindowSpec
from workbench.core.formats import read_file
from workbench.core.groups import sorted_by_group
from workbench.core.layers.stack import PROPOSED_TIMESTEPS
from workbench.core.presets import PRESETS, Preset
from workbench.core.samples import SAMPLES, sample_named
from workbench.core.series import Series
from workbench.core.stopping import Progress, untold
from workbench.core.text import text


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
    """Propose the experiment that the window shows when ``series`` has just been opened.

    A sample brings the columns and windows that suit it; of a file the last complete column of
    numbers is the target and the only input, and the look-back is 30 steps or what a short
    series allows; where no column is complete, it is the one that misses fewest values. Targets whose own
    past is not seen cannot be given it back: then there is no window normalisation.
    """
    if isinstance(source, SampleSource):
        sample = sample_named(source.name)
        targets, inputs = sample.targets, sample.inputs or sample.targets
        timesteps = sample.windows.get("timesteps", PROPOSED_TIMESTEPS)
        windows = WindowSpec(timesteps=timesteps, stride=sample.windows.get("stride", 1))
    else:
        targets = inputs = (_proposed_target(series),)
        windows = WindowSpec()
    room = max(1, round(len(series) * windows.train_share) // 3)
    if windows.timesteps > room:
        windows = WindowSpec(timesteps=room, stride=windows.stride)
    data = DataSpec(source=source, targets=targets, inputs=inputs)
    return normalised_where_seen(Experiment(data=data, windows=windows)).with_layers(*preset.layers)


def normalised_where_seen(experiment: Experiment) -> Experiment:
    """Give the proposed ``experiment`` without window normalisation where a target is not among the inputs."""
    if set(experiment.data.targets) <= set(experiment.data.inputs):
        return experiment
    return experiment.with_settings("windows", normalisation="none")


def _proposed_target(series: Series) -> str:
    complete = [name for name in series.columns if not _has_gaps(series, name)]
    if complete:
        return complete[-1]
    return min(series.columns, key=lambda name: _missing(series, name))


def _has_gaps(series: Series, name: str) -> bool:
    return _missing(series, name) > 0


def _missing(series: Series, name: str) -> int:
    return series.missing(name)[0]
