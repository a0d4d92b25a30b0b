"""Roles, calendar and transforms that cannot work together, whatever the data is."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.experiment import Experiment
from workbench.core.preparing.features import numbers_seen, seen
from workbench.core.settings.problems import Problem, Repair
from workbench.core.text import Text, text
from workbench.core.transforms import Transform


def role_problems(experiment: Experiment) -> Iterator[Problem]:
    """Say what keeps the roles of the columns from working."""
    yield from _targets_known(experiment)
    yield from _future_not_seen(experiment)
    yield from _unused_transforms(experiment)
    yield from _sizes_of_a_group(experiment)
    for at, transform in enumerate(experiment.data.transforms):
        if transform.column in experiment.data.targets and transform.lag:
            yield from _sums(experiment, at, transform)


def without_transform(experiment: Experiment, at: int) -> Repair:
    """Offer to leave the transform at place ``at`` out."""
    transforms = experiment.data.transforms
    left = (*transforms[:at], *transforms[at + 1 :])
    label = text("Leave the transform of {column} out", column=transforms[at].column)
    return Repair(label, experiment.with_settings("data", transforms=left))


def _targets_known(experiment: Experiment) -> Iterator[Problem]:
    """A target's future is what is forecast."""
    data = experiment.data
    for name in data.targets:
        if name not in data.known:
            continue
        rest = tuple(column for column in data.known if column != name)
        yield Problem(
            "data.known",
            text("{column} is a target: its future cannot be known.", column=name),
            repair=Repair(
                text("Show the past of {column} alone", column=name),
                experiment.with_settings("data", known=rest, inputs=tuple(dict.fromkeys([*data.inputs, name]))),
            ),
        )


def _future_not_seen(experiment: Experiment) -> Iterator[Problem]:
    """What stands ahead reaches from the window's end as far back as the window does."""
    data, windows = experiment.data, experiment.windows
    season = windows.season or 0
    steps = windows.timesteps - season
    if not (data.known or data.calendar) or steps >= windows.horizon or steps < 1:
        return
    longer = windows.horizon + season
    yield Problem(
        "windows.timesteps",
        text(
            "The layers read {steps} steps, the horizon has {horizon}: of what is known in the future they see"
            " the last {steps} steps alone.",
            steps=f"{steps:,}",
            horizon=f"{windows.horizon:,}",
        ),
        severity="warning",
        repair=Repair(
            text("Use {steps} timesteps", steps=longer), experiment.with_settings("windows", timesteps=longer)
        ),
    )


def _sizes_of_a_group(experiment: Experiment) -> Iterator[Problem]:
    """Series of a group differ in size; scaled all alike, only the large ones are learnt."""
    if experiment.data.group is None or experiment.windows.normalisation in ("mean_std", "last_std"):
        return
    yield Problem(
        "windows.normalisation",
        text("The series of a group may differ in size; then each sample should be divided by its own deviation."),
        severity="warning",
        repair=Repair(
            text("Take last value and deviation from every sample"),
            experiment.with_settings("windows", normalisation="last_std"),
        ),
    )


def _unused_transforms(experiment: Experiment) -> Iterator[Problem]:
    data = experiment.data
    words = {name for name in seen(data) if name not in numbers_seen(data)}
    for at, transform in enumerate(data.transforms):
        if transform.column in words:
            yield Problem(
                f"data.transforms[{at}]",
                text("{column} is a column of words; it cannot be transformed.", column=transform.column),
                repair=without_transform(experiment, at),
            )
        elif transform.column not in (*data.targets, *seen(data)):
            yield Problem(
                f"data.transforms[{at}]",
                text("The transform of {column} does nothing: the column is not used.", column=transform.column),
                severity="warning",
                repair=without_transform(experiment, at),
            )


def _sums(experiment: Experiment, at: int, transform: Transform) -> Iterator[Problem]:
    """Differences that follow on forecasts must be added up, which needs all of them, and each as one number."""
    windows, training = experiment.windows, experiment.training
    if windows.gap + windows.horizon <= transform.lag:
        return  # every one of them follows on a value that is known
    what: dict[str, Text | str] = {"column": transform.column, "transform": transform.words}
    if windows.gap:
        yield Problem(
            f"data.transforms[{at}]",
            text(
                "{transform} of {column}: to add the forecasts up, those of the gap's {gap} steps would be needed too.",
                gap=windows.gap,
                **what,
            ),
            repair=Repair(text("Leave no gap"), experiment.with_settings("windows", gap=0)),
        )
    if training.loss in ("quantile", "gaussian_nll"):
        yield Problem(
            f"data.transforms[{at}]",
            text(
                "{transform} of {column}: the intervals of {horizon} steps cannot be added up; only a horizon of up to"
                " {most} follows on known values.",
                horizon=windows.horizon,
                most=transform.lag,
                **what,
            ),
            repair=without_transform(experiment, at),
        )
