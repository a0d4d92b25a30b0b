"""What the sources of both ends of the network have in common, whatever they are written in."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from workbench.core.experiment import Experiment
from workbench.core.layers.ends import WindowNode, first_nodes, levelled_features
from workbench.core.layers.stack import Stack
from workbench.core.preparing.features import feature_count


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


def given_back_lines(experiment: Experiment, stack: Stack, of_targets: Callable[[str], str]) -> Iterator[str]:
    """Write how the output ``x``, and its ``deviation`` if there is one, get back what was taken from the window.

    Args:
        experiment: the settings.
        stack: its last nodes.
        of_targets: writes ``last_season``, ``shift`` or ``scale`` as the targets get it.
    """
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
