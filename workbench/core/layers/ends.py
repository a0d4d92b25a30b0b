"""Both ends of the network: what is done to a window before the first layer, and what follows the last one.

Neither is listed among the layers. Seasonal residual and window normalisation have no weights: the
first nodes take something from the window, and the last nodes give it back to the forecast, in the
reverse order. Between the layers and the last nodes stands the output, a ``Dense`` whose size follows
from the horizon, the targets and the loss.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from workbench.core.experiment import Experiment, Normalisation, WindowSpec
from workbench.core.layers.base import Shape
from workbench.core.preparing.features import feature_count, numbers_seen
from workbench.core.settings.problems import Problem, Repair
from workbench.core.text import Text, text

VARIANCE_EPSILON = 1e-5  # added to a window's variance, as RevIN does, so that a flat window can be divided
DEVIATION_FLOOR = 1e-4  # least deviation that the output gives, so that no error is infinitely unlikely

NodeKind = Literal["seasonal_residual", "window_normalisation"]

TITLES: dict[NodeKind, Text] = {
    "seasonal_residual": text("Seasonal residual"),
    "window_normalisation": text("Window normalisation"),
}
_TAKEN: dict[Normalisation, Text] = {
    "last": text("x − last value"),
    "mean_std": text("(x − mean) / deviation"),
    "last_std": text("(x − last value) / deviation"),
}
_GIVEN_BACK: dict[Normalisation, Text] = {
    "last": text("+ last value"),
    "mean_std": text("× deviation + mean"),
    "last_std": text("× deviation + last value"),
}


@dataclass(frozen=True)
class WindowNode:
    """A first or last node of the network: a calculation without weights.

    Attributes:
        kind: which of the two.
        formula: what it does, for the user.
        output: the shape after it.
    """

    kind: NodeKind
    formula: Text
    output: Shape

    @property
    def title(self) -> Text:
        """What the user calls it."""
        return TITLES[self.kind]


@dataclass(frozen=True)
class Output:
    """The last layer, which no one sets: a ``Dense`` that gives (horizon, targets).

    From one vector it is ``Dense(horizon · targets · values)``. From a sequence that a RepeatVector
    began, with one step for each step of the horizon, it is ``Dense(targets · values)`` at every step
    alike, as in an encoder–decoder.

    Attributes:
        given: the shape before it.
        horizon: H.
        targets: K.
        values: P, numbers for each step and target: 1 for the forecast alone, more where the loss
            describes a distribution.
        each_step: whether it works at every step of a sequence alike.
    """

    given: Shape
    horizon: int
    targets: int
    values: int = 1
    each_step: bool = False

    @property
    def units(self) -> int:
        """Values per window: H · K · P."""
        return self.horizon * self.targets * self.values

    @property
    def dense_units(self) -> int:
        """Values that the ``Dense`` gives at once."""
        return self.targets * self.values if self.each_step else self.units

    @property
    def parameters(self) -> int:
        """Trained numbers: a weight for each channel given and one bias, for each unit of the ``Dense``."""
        return (self.given.channels + 1) * self.dense_units

    @property
    def shape(self) -> Shape:
        """Of the forecast: (horizon, targets)."""
        return Shape(self.horizon, self.targets)

    @property
    def axes(self) -> tuple[int | None, ...]:
        """Of all that it gives, as Keras writes it: the batch first, and open."""
        return (*self.shape.axes, self.values) if self.values > 1 else self.shape.axes

    def __str__(self) -> str:
        return f"(B, {', '.join(f'{size:,}' for size in self.axes[1:])})"


def output_of(experiment: Experiment, given: Shape, *, each_step: bool) -> Output:
    """Give the output for the shape ``given`` before it."""
    return Output(
        given,
        experiment.windows.horizon,
        max(1, len(experiment.data.targets)),
        experiment.training.values_per_target,
        each_step,
    )


def first_nodes(experiment: Experiment) -> tuple[WindowNode, ...]:
    """Give what is done to a window of ``experiment`` before its first layer, in this order.

    A season that leaves no step is left out; ``end_problems`` tells of it.
    """
    windows, nodes = experiment.windows, []
    shape = input_shape(experiment)
    if windows.season is not None and windows.season < windows.timesteps:
        shape = Shape(windows.timesteps - windows.season, shape.channels)
        formula = text("x − x {season} steps before", season=windows.season)
        nodes.append(WindowNode("seasonal_residual", _of_some(experiment, formula), shape))
    if windows.normalisation != "none":
        formula = _of_some(experiment, _TAKEN[windows.normalisation])
        nodes.append(WindowNode("window_normalisation", formula, shape))
    return tuple(nodes)


def _of_some(experiment: Experiment, formula: Text) -> Text:
    """Say of which features the ``formula`` is, where it is not all of them."""
    count = levelled_features(experiment)
    if feature_count(experiment) <= count:
        return formula
    return text("{formula}, of the first {count} features", formula=formula, count=f"{count:,}")


def last_nodes(experiment: Experiment) -> tuple[WindowNode, ...]:
    """Give what is done to the output of ``experiment``: the first nodes undone, the last of them first."""
    windows, shape = experiment.windows, Shape(experiment.windows.horizon, max(1, len(experiment.data.targets)))
    given_back: dict[NodeKind, Text] = {"seasonal_residual": text("+ the same step of the last season")}
    if windows.normalisation != "none":
        given_back["window_normalisation"] = _GIVEN_BACK[windows.normalisation]
    return tuple(WindowNode(node.kind, given_back[node.kind], shape) for node in reversed(first_nodes(experiment)))


def input_shape(experiment: Experiment) -> Shape:
    """Give the shape of a window as it is cut: (timesteps, features)."""
    return Shape(experiment.windows.timesteps, max(1, feature_count(experiment)))


def levelled_features(experiment: Experiment) -> int:
    """Count the features, the first ones, from which the first nodes take something.

    Words, the calendar and what stands ahead have no level of their own window: with their last value taken
    away, nothing would be left of them at the very step that is forecast.
    """
    return len(numbers_seen(experiment.data))


def restored_columns(experiment: Experiment) -> tuple[int, ...]:
    """Give, for each target, its place among the features; every target is one of them where this is asked."""
    names = numbers_seen(experiment.data)
    return tuple(names.index(target) for target in experiment.data.targets)


def same_season(windows: WindowSpec) -> tuple[int, ...]:
    """Give, for each step of the horizon, the step of the window that is the same one of the last season.

    Steps are counted from the window's start. The gap counts; a horizon longer than the season
    repeats the season.

    Returns:
        H numbers from T - m to T - 1.
    """
    assert windows.season is not None  # the caller looked
    first = windows.timesteps - windows.season
    return tuple(first + (windows.gap + ahead) % windows.season for ahead in range(windows.horizon))


def end_problems(experiment: Experiment) -> Iterator[Problem]:
    """Say what keeps the first and last nodes from working."""
    yield from _season_too_long(experiment)
    yield from _targets_not_seen(experiment)


def nothing_left_of_one_step(experiment: Experiment) -> Iterator[Problem]:
    """A window of one step is its own last value and its own mean."""
    nodes = first_nodes(experiment)
    if not nodes or nodes[-1].kind != "window_normalisation" or nodes[-1].output.steps != 1:
        return
    if feature_count(experiment) > levelled_features(experiment):
        return  # the others are let through
    yield Problem(
        "windows.normalisation",
        text("Of a single time step, window normalisation leaves nothing but zeros: the layers see no data."),
        severity="warning",
        repair=Repair(
            text("Switch window normalisation off"), experiment.with_settings("windows", normalisation="none")
        ),
    )


def _season_too_long(experiment: Experiment) -> Iterator[Problem]:
    windows = experiment.windows
    if windows.season is None or windows.season < windows.timesteps:
        return
    longer = 2 * windows.season
    yield Problem(
        "windows.season",
        text(
            "A season of {season} steps leaves nothing of {timesteps} timesteps:"
            " a sample must be longer than a season.",
            season=f"{windows.season:,}",
            timesteps=f"{windows.timesteps:,}",
        ),
        repair=Repair(
            text("Use {steps} timesteps", steps=longer), experiment.with_settings("windows", timesteps=longer)
        ),
    )


def _targets_not_seen(experiment: Experiment) -> Iterator[Problem]:
    """What a target is given back is taken from its own past, which the network must see."""
    data = experiment.data
    unseen = tuple(name for name in data.targets if name not in numbers_seen(data))
    if not unseen or not data.inputs or not experiment.windows.restores_targets:
        return  # that there is no input at all is told by the data's own problems
    node = TITLES["window_normalisation" if experiment.windows.normalisation != "none" else "seasonal_residual"]
    names = ", ".join(unseen)
    yield Problem(
        "data.inputs",
        text(
            "{node} gives every target its own past back, but the inputs do not have: {names}.", node=node, names=names
        ),
        repair=Repair(
            text("Add {names} to the inputs", names=names),
            experiment.with_settings("data", inputs=(*data.inputs, *unseen)),
        ),
    )
