"""Both ends of the network as Keras 3 source: what is taken from a window and given back, and the losses.

Everything is written with ``keras.ops`` in a functional model, so that it is saved with the model and
runs on every backend.
"""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.code.ends import Library, given_back_lines, taken_lines
from workbench.core.experiment import Experiment
from workbench.core.layers.ends import DEVIATION_FLOOR, VARIANCE_EPSILON, Output, first_nodes
from workbench.core.layers.stack import Stack
from workbench.core.settings.training_spec import TrainingSpec

_BUILT_IN = {"mse": '"mse"', "mae": '"mae"', "quantile": "pinball", "gaussian_nll": "gaussian_nll"}
_KERAS = Library(
    steps=lambda values, places: f"keras.ops.take({values}, {places}, axis=1)",
    columns=lambda values, columns: f"keras.ops.take({values}, {list(columns)}, axis=2)",
    one_more_axis=lambda values: f"keras.ops.expand_dims({values}, -1)",
    joined=lambda first, second: f"keras.ops.concatenate([{first}, {second}], axis=-1)",
    mean="keras.ops.mean(x, axis=1, keepdims=True)",
    deviation=f"keras.ops.sqrt(keras.ops.var(x, axis=1, keepdims=True) + {VARIANCE_EPSILON:g})",
)


def is_sequential(experiment: Experiment) -> bool:
    """Whether the ends are nothing but layers in a row."""
    return not first_nodes(experiment) and experiment.training.loss != "gaussian_nll"


def first_lines(experiment: Experiment) -> Iterator[str]:
    """Write what is done to the window ``x``; ``last_season``, ``shift`` and ``scale`` are kept for the end."""
    return taken_lines(experiment, _KERAS)


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
    yield from given_back_lines(experiment, stack, _KERAS)
    if gives_deviation:
        yield f"x = {_KERAS.joined('x', 'deviation')}"
    yield f"outputs = x  # {axes_words(stack.output)}"


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
