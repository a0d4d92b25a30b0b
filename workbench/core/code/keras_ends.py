"""Both ends of the network as Keras 3 source: what is taken from a window and given back, and the losses.

Everything is written with ``keras.ops`` in a functional model, so that it is saved with the model and
runs on every backend.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from workbench.core.code.ends import given_back_lines, levelled, season_of, season_steps
from workbench.core.experiment import Experiment
from workbench.core.layers.ends import DEVIATION_FLOOR, VARIANCE_EPSILON, Output, first_nodes, restored_columns
from workbench.core.layers.stack import Stack
from workbench.core.settings.training_spec import TrainingSpec

_BUILT_IN = {"mse": '"mse"', "mae": '"mae"', "quantile": "pinball", "gaussian_nll": "gaussian_nll"}


def is_sequential(experiment: Experiment) -> bool:
    """Whether the ends are nothing but layers in a row."""
    return not first_nodes(experiment) and experiment.training.loss != "gaussian_nll"


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
            yield f"last_season = keras.ops.take(x, {steps}, axis=1)"
            yield f"x = x[:, {m}:] - x[:, :-{m}]  # seasonal residual"
        else:
            yield from _normalisation(experiment)
    if count is not None:
        yield "x = keras.ops.concatenate([x, through], axis=-1)"


def _normalisation(experiment: Experiment) -> Iterator[str]:
    kind = experiment.windows.normalisation
    yield "shift = keras.ops.mean(x, axis=1, keepdims=True)" if kind == "mean_std" else "shift = x[:, -1:]"
    if kind == "last":
        yield "x = x - shift  # window normalisation"
        return
    yield f"scale = keras.ops.sqrt(keras.ops.var(x, axis=1, keepdims=True) + {VARIANCE_EPSILON:g})"
    yield "x = (x - shift) / scale  # window normalisation"


def output_layers(output: Output) -> Iterator[str]:
    """Write the output as layers."""
    yield f"layers.Dense({output.dense_units})"
    if not output.each_step or output.values > 1:
        yield f"layers.Reshape({output.axes[1:]})"


def axes_words(output: Output) -> str:
    """Name the axes of the output after the batch."""
    return "horizon, targets" + (", values" if output.values > 1 else "")


def last_lines(experiment: Experiment, stack: Stack) -> Iterator[str]:
    """Write what is done to the output ``x`` until it is ``outputs``."""
    yield from (f"x = {layer}(x)" for layer in output_layers(stack.output))
    gives_deviation = experiment.training.loss == "gaussian_nll"
    if gives_deviation:
        yield f"x, deviation = x[..., :1], keras.ops.softplus(x[..., 1:]) + {DEVIATION_FLOOR:g}"
    yield from given_back_lines(experiment, stack, partial(_of_targets, experiment=experiment, stack=stack))
    if gives_deviation:
        yield "x = keras.ops.concatenate([x, deviation], axis=-1)"
    yield f"outputs = x  # {axes_words(stack.output)}"


def _of_targets(taken: str, experiment: Experiment, stack: Stack) -> str:
    """Write what was taken from the inputs, (batch, steps, F), as what the targets get back."""
    columns = restored_columns(experiment)
    if columns != tuple(range(levelled(experiment) or stack.input.channels)):
        taken = f"keras.ops.take({taken}, {list(columns)}, axis=2)"
    return f"keras.ops.expand_dims({taken}, -1)" if stack.output.values > 1 else taken


def loss_lines(spec: TrainingSpec, output: Output) -> Iterator[str]:
    """Write the loss where Keras has none of that name."""
    if spec.loss in ("quantile", "gaussian_nll"):
        yield ""
    axes = ", ".join(str(size) for size in output.axes[1:])
    if spec.loss == "quantile":
        levels = ", ".join(repr(level) for level in spec.quantiles)
        yield f"def pinball(y_true, y_pred):  # (batch, {output.horizon}, {output.targets}), (batch, {axes})"
        yield f"    level = keras.ops.convert_to_tensor([{levels}])"
        quantiles = f"keras.ops.reshape(y_pred, (-1, {output.horizon}, {output.targets}, {output.values}))"
        yield f"    error = keras.ops.expand_dims(y_true, -1) - {quantiles}"
        yield "    return keras.ops.mean(keras.ops.maximum(level * error, (level - 1) * error), axis=-1)"
    elif spec.loss == "gaussian_nll":
        yield f"def gaussian_nll(y_true, y_pred):  # (batch, {output.horizon}, {output.targets}), (batch, {axes})"
        yield "    mean, deviation = y_pred[..., 0], y_pred[..., 1]"
        yield "    error = (y_true - mean) / deviation"
        yield "    return 0.5 * error**2 + keras.ops.log(deviation) + 0.5 * math.log(2 * math.pi)"
    else:
        return
    yield from ("", "")


def loss_name(spec: TrainingSpec) -> str:
    """Name the loss as ``compile`` takes it."""
    return f"keras.losses.Huber({spec.huber_delta:g})" if spec.loss == "huber" else _BUILT_IN[spec.loss]
