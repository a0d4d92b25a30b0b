"""Both ends of the network as PyTorch source: what is taken from a window and given back, and the loss."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.code.ends import Library, given_back_lines, taken_lines
from workbench.core.experiment import Experiment
from workbench.core.layers.ends import DEVIATION_FLOOR, VARIANCE_EPSILON
from workbench.core.layers.stack import Stack
from workbench.core.settings.training_spec import TrainingSpec

_TORCH = Library(
    steps=lambda values, places: f"{values}[:, {places}]",
    columns=lambda values, columns: f"{values}[:, :, {list(columns)}]",
    one_more_axis=lambda values: f"{values}[..., None]",
    joined=lambda first, second: f"torch.cat([{first}, {second}], dim=-1)",
    mean="x.mean(dim=1, keepdim=True)",
    deviation=f"(x.var(dim=1, keepdim=True, correction=0) + {VARIANCE_EPSILON:g}).sqrt()",
)


def first_lines(experiment: Experiment) -> Iterator[str]:
    """Write what is done to the window ``x``; ``last_season``, ``shift`` and ``scale`` are kept for the end."""
    return taken_lines(experiment, _TORCH)


def last_lines(experiment: Experiment, stack: Stack) -> Iterator[str]:
    """Write what is done to ``x`` after the last layer until it is returned."""
    output = stack.output
    axes = ", ".join(str(size) for size in output.axes[1:])
    yield f"x = self.output(x).reshape(-1, {axes})"
    gives_deviation = experiment.training.loss == "gaussian_nll"
    if gives_deviation:
        yield f"x, deviation = x[..., :1], nn.functional.softplus(x[..., 1:]) + {DEVIATION_FLOOR:g}"
    yield from given_back_lines(experiment, stack, _TORCH)
    yield f"return {_TORCH.joined('x', 'deviation')}" if gives_deviation else "return x"


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
