"""What the sources of both ends of the network have in common, whatever they are written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from workbench.core.experiment import Experiment
from workbench.core.layers.ends import WindowNode, first_nodes, levelled_features, restored_columns
from workbench.core.layers.stack import Stack
from workbench.core.preparing.features import feature_count


@dataclass(frozen=True)
class Library:
    """How one library writes what is done to values of (batch, steps, features).

    Attributes:
        steps: some steps of values, whose places are written in the source.
        columns: some features of values.
        one_more_axis: values with another axis behind.
        joined: two values side by side on the last axis.
        mean: of the steps of the window ``x``.
        deviation: of the same, never zero.
    """

    steps: Callable[[str, str], str]
    columns: Callable[[str, Sequence[int]], str]
    one_more_axis: Callable[[str], str]
    joined: Callable[[str, str], str]
    mean: str
    deviation: str


def season_steps(experiment: Experiment, residual: WindowNode) -> str:
    """Write the list of the steps whose values come back a season later, one for each step of the horizon."""
    windows = experiment.windows
    first = residual.output.steps
    return f"[{first} + ({windows.gap} + ahead) % {windows.season} for ahead in range({windows.horizon})]"


def levelled(experiment: Experiment) -> int | None:
    """Give how many features the first nodes take something from, or None where it is all of them."""
    count = levelled_features(experiment)
    return count if first_nodes(experiment) and feature_count(experiment) > count else None


def season_of(experiment: Experiment) -> int:
    """Give how many steps the seasonal residual takes from the start of a window."""
    return experiment.windows.timesteps - (first_nodes(experiment)[0].output.steps or 0)


def taken_lines(experiment: Experiment, library: Library) -> Iterator[str]:
    """Write what is done to the window ``x``; ``last_season``, ``shift`` and ``scale`` are kept for the end."""
    count = levelled(experiment)
    if count is not None:
        first = season_of(experiment) or ""
        yield "# words, and what is known in the future, are let through"
        yield f"x, through = x[:, :, :{count}], x[:, {first}:, {count}:]"
    for node in first_nodes(experiment):
        if node.kind == "seasonal_residual":
            m, steps = experiment.windows.season, season_steps(experiment, node)
            yield f"last_season = {library.steps('x', steps)}"
            yield f"x = x[:, {m}:] - x[:, :-{m}]  # seasonal residual"
        else:
            yield from _normalisation(experiment, library)
    if count is not None:
        yield f"x = {library.joined('x', 'through')}"


def _normalisation(experiment: Experiment, library: Library) -> Iterator[str]:
    kind = experiment.windows.normalisation
    yield f"shift = {library.mean}" if kind == "mean_std" else "shift = x[:, -1:]"
    if kind == "last":
        yield "x = x - shift  # window normalisation"
        return
    yield f"scale = {library.deviation}"
    yield "x = (x - shift) / scale  # window normalisation"


def given_back_lines(experiment: Experiment, stack: Stack, library: Library) -> Iterator[str]:
    """Write how the output ``x``, and its ``deviation`` if there is one, get back what was taken from the window."""

    def of_targets(taken: str) -> str:
        columns = restored_columns(experiment)
        if columns != tuple(range(levelled(experiment) or stack.input.channels)):
            taken = library.columns(taken, columns)
        return library.one_more_axis(taken) if stack.output.values > 1 else taken

    gives_deviation = experiment.training.loss == "gaussian_nll"
    for node in stack.last_nodes:
        if node.kind == "seasonal_residual":
            yield f"x = x + {of_targets('last_season')}"
            continue
        if experiment.windows.normalisation != "last":
            scale = of_targets("scale")
            yield f"x = x * {scale}"
            if gives_deviation:
                yield f"deviation = deviation * {scale}"
        yield f"x = x + {of_targets('shift')}"
