"""Each layer kind as one call of Keras 3. A kind registers its writer here."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import singledispatch
from typing import Any

from workbench.core.layers import (
    GRU,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    LayerNormalization,
    LayerSpec,
    Masking,
    RecurrentSpec,
    RepeatVector,
    Segments,
    Shape,
    SimpleRNN,
)


@singledispatch
def keras_layer(spec: LayerSpec, given: Shape) -> str:
    """Write the layer of ``spec``, on the shape ``given`` before it."""
    raise NotImplementedError(f"no Keras writer for the layer kind {spec.kind}")


@keras_layer.register
def _(spec: Dense, given: Shape) -> str:
    first = _initializer("kernel", spec.kernel_initializer, given.channels)
    return _call("Dense", spec.units, **_activation(spec), **_changed(spec, "use_bias"), **first)


@keras_layer.register
def _(spec: Dropout, given: Shape) -> str:
    return _call("Dropout", spec.rate)


@keras_layer.register
def _(spec: LayerNormalization, given: Shape) -> str:
    return _call("LayerNormalization", **_changed(spec, "epsilon"))


@keras_layer.register
def _(spec: Conv1D, given: Shape) -> str:
    first = _initializer("kernel", spec.kernel_initializer, spec.kernel_size * given.channels)
    others = _changed(spec, "strides", "padding")
    return _call(
        "Conv1D", spec.filters, spec.kernel_size, **others, **_activation(spec), **_changed(spec, "use_bias"), **first
    )


@keras_layer.register
def _(spec: Masking, given: Shape) -> str:
    return _call("Masking", spec.mask_value)


@keras_layer.register
def _(spec: RepeatVector, given: Shape) -> str:
    return _call("RepeatVector", spec.n)


@keras_layer.register
def _(spec: Segments, given: Shape) -> str:
    segments = spec.output_shape(given)
    return _call("Reshape", (segments.steps, segments.channels))


@keras_layer.register
def _(spec: SimpleRNN, given: Shape) -> str:
    return _recurrent(spec)


@keras_layer.register
def _(spec: GRU, given: Shape) -> str:
    bias = {}
    if spec.use_bias and spec.expected_memory is not None:
        bias["bias_initializer"] = _Source(f"ChronoGRU({spec.expected_memory})")
    return _recurrent(spec, **_changed(spec, "reset_after"), **bias)


@keras_layer.register
def _(spec: LSTM, given: Shape) -> str:
    bias: dict[str, Any] = {}
    if spec.use_bias and spec.expected_memory is not None:
        bias = {"unit_forget_bias": False, "bias_initializer": _Source(f"ChronoLSTM({spec.expected_memory})")}
    elif spec.use_bias and spec.forget_bias == 0:
        bias = {"unit_forget_bias": False}
    elif spec.use_bias and spec.forget_bias != 1:
        bias = {"unit_forget_bias": False, "bias_initializer": _Source(f"ForgetBias({spec.forget_bias!r})")}
    return _recurrent(spec, **bias)


def definitions_for(lines: Iterable[str]) -> list[str]:
    """Give the source of what ``lines`` name and Keras does not have."""
    whole = "\n".join(lines)
    return [line for name, source in _DEFINITIONS.items() if f"{name}(" in whole for line in (*source.splitlines(), "")]


class _Source(str):
    """Words that stand in the source as they are."""


def _recurrent(spec: RecurrentSpec, **own: Any) -> str:
    """Write a recurrent layer: its settings have Keras' names, meanings and defaults."""
    names = (
        "activation", "use_bias", "dropout", "recurrent_dropout",
        "return_sequences", "return_state", "go_backwards", "stateful",
    )  # fmt: skip
    first = {
        **_initializer("kernel", spec.kernel_initializer, spec.units),
        **_initializer("recurrent", spec.recurrent_initializer, spec.units),
    }
    settings = {**_changed(spec, *names), **first, **own}
    inner = _Source(_call(spec.title, spec.units, **settings))
    if not spec.bidirectional:
        return inner
    others = _changed(spec, "merge_mode")
    if settings.pop("go_backwards", False):  # Keras does not turn the second direction round by itself
        others["backward_layer"] = _Source(_call(spec.title, spec.units, **settings))
    return _call("Bidirectional", inner, **others)


def _activation(spec: Dense | Conv1D) -> dict[str, Any]:
    """Keras' own default is linear there, ours is not."""
    return {} if spec.activation == "linear" else {"activation": spec.activation}


def _initializer(which: str, name: str, torch_fan: int) -> dict[str, Any]:
    default = {"kernel": "glorot_uniform", "recurrent": "orthogonal"}[which]
    if name == default:
        return {}
    limit = f"{1 / math.sqrt(torch_fan):.6g}"
    value = _Source(f"keras.initializers.RandomUniform(-{limit}, {limit})") if name == "torch_default" else name
    return {f"{which}_initializer": value}


def _changed(spec: LayerSpec, *names: str) -> dict[str, Any]:
    """Give the settings that are not at their default, which is Keras' default too."""
    fields = type(spec).model_fields
    return {name: value for name in names if (value := getattr(spec, name)) != fields[name].default}


def _call(name: str, *positional: Any, **named: Any) -> str:
    arguments = [_written(value) for value in positional]
    arguments += [f"{key}={_written(value)}" for key, value in named.items()]
    return f"layers.{name}({', '.join(arguments)})"


def _written(value: Any) -> str:
    if isinstance(value, _Source):
        return value
    return f'"{value}"' if isinstance(value, str) else repr(value)


_DEFINITIONS = {
    "ForgetBias": '''\
@keras.saving.register_keras_serializable()
class ForgetBias(keras.initializers.Initializer):
    """First biases of an LSTM (gates i, f, c, o): a number for the forget gate, else zero."""

    def __init__(self, value):
        self.value = value

    def __call__(self, shape, dtype=None):
        units = shape[0] // 4
        zeros = keras.ops.zeros((units,), dtype)
        return keras.ops.concatenate([zeros, zeros + self.value, zeros, zeros])

    def get_config(self):
        return {"value": self.value}
''',
    "ChronoLSTM": '''\
@keras.saving.register_keras_serializable()
class ChronoLSTM(keras.initializers.Initializer):
    """First biases of an LSTM (gates i, f, c, o) that remembers up to so many steps (Tallec & Ollivier 2018)."""

    def __init__(self, steps):
        self.steps = steps

    def __call__(self, shape, dtype=None):
        units = shape[0] // 4
        forget = keras.ops.log(keras.random.uniform((units,), 1, self.steps - 1, dtype))
        zeros = keras.ops.zeros((units,), dtype)
        return keras.ops.concatenate([-forget, forget, zeros, zeros])

    def get_config(self):
        return {"steps": self.steps}
''',
    "ChronoGRU": '''\
@keras.saving.register_keras_serializable()
class ChronoGRU(keras.initializers.Initializer):
    """First biases of a GRU (gates z, r, h) that remembers up to so many steps (Tallec & Ollivier 2018)."""

    def __init__(self, steps):
        self.steps = steps

    def __call__(self, shape, dtype=None):
        units = shape[-1] // 3
        update = keras.ops.log(keras.random.uniform((units,), 1, self.steps - 1, dtype))
        bias = keras.ops.concatenate([update, keras.ops.zeros((2 * units,), dtype)])
        return bias if len(shape) == 1 else keras.ops.stack([bias, keras.ops.zeros_like(bias)])

    def get_config(self):
        return {"steps": self.steps}
''',
}
