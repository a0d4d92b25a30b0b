"""Both ends of the network as PyTorch source: what is taken from a window and given back, and the loss."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from workbench.core.code.ends import given_back_lines, levelled, season_of, season_steps
from workbench.core.experiment import Experiment
from workbench.core.layers.ends import DEVIATION_FLOOR, VARIANCE_EPSILON, first_nodes, restored_columns
from workbench.core.layers.stack import Stack
from workbench.core.settings.training_spec import TrainingSpec


def first_lines(experiment: Experiment) -> Iterator[str]:
    """Write what is done to the window ``x``; ``last_season``, ``shift`` and ``scale`` are kept for the end."""
    count = levelled(experiment)
    if count is not None:
        first = season_of(experiment) or ""
        yield "# words, and what is known in the future, are let through"
        yield f"x, through = x[:, :, :{count}], x[:, {first}:, {count}:]"
    for node in first_nodes(experiment):
        if node.kind == "seasonal_residual":
            m, steps = experiment.windows.season, season_steps(experiment, node)
            yield f"last_season = x[:, {steps}]"
            yield f"x = x[:, {m}:] - x[:, :-{m}]  # seasonal residual"
        else:
            yield from _normalisation(experiment)
    if count is not None:
        yield "x = torch.cat([x, through], dim=-1)"


def _normalisation(experiment: Experiment) -> Iterator[str]:
    kind = experiment.windows.normalisation
    yield "shift = x.mean(dim=1, keepdim=True)" if kind == "mean_std" else "shift = x[:, -1:]"
    if kind == "last":
        yield "x = x - shift  # window normalisation"
        return
    yield f"scale = (x.var(dim=1, keepdim=True, correction=0) + {VARIANCE_EPSILON:g}).sqrt()"
    yield "x = (x - shift) / scale  # window normalisation"


def last_lines(experiment: Experiment, stack: Stack) -> Iterator[str]:
    """Write what is done to ``x`` after the last layer until it is returned."""
    output = stack.output
    axes = ", ".join(str(size) for size in output.axes[1:])
    yield f"x = self.output(x).reshape(-1, {axes})"
    gives_deviation = experiment.training.loss == "gaussian_nll"
    if gives_deviation:
        yield f"x, deviation = x[..., :1], nn.functional.softplus(x[..., 1:]) + {DEVIATION_FLOOR:g}"
    yield from given_back_lines(experiment, stack, partial(_of_targets, experiment=experiment, stack=stack))
    yield "return torch.cat([x, deviation], dim=-1)" if gives_deviation else "return x"


def _of_targets(taken: str, experiment: Experiment, stack: Stack) -> str:
    """Write what was taken from the inputs, (batch, steps, F), as what the targets get back."""
    columns = restored_columns(experiment)
    if columns != tuple(range(levelled(experiment) or stack.input.channels)):
        taken = f"{taken}[:, :, {list(columns)}]"
    return f"{taken}[..., None]" if stack.output.values > 1 else taken


def loss_lines(spec: TrainingSpec) -> Iterator[str]:
    """Write ``loss_function`` of what the network gives and the truth, (batch, horizon, targets)."""
    match spec.loss:
        case "mse":
            yield "loss_function = nn.MSELoss()"
        case "mae":
            yield "loss_function = nn.L1Loss()"
        case "huber":
            yield f"loss_function = nn.HuberLoss(delta={spec.huber_delta:g})"
        case "quantile":
            levels = ", ".join(repr(level) for level in spec.quantiles)
            truth = "truth[..., None]" if len(spec.quantiles) > 1 else "truth"
            yield "def loss_function(quantiles, truth):  # they may cross: sort the last axis of a forecast"
            yield f"    level = quantiles.new_tensor([{levels}])"
            yield f"    error = {truth} - quantiles"
            yield "    return torch.maximum(level * error, (level - 1) * error).mean()"
        case "gaussian_nll":
            yield "def loss_function(moments, truth):  # the last axis: mean, deviation"
            yield "    mean, deviation = moments.unbind(-1)"
            yield "    return nn.functional.gaussian_nll_loss(mean, truth, deviation**2, full=True, eps=0)"
