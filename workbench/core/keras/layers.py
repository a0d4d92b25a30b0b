"""Each layer kind as Keras' class and configuration. A kind registers its writer here."""

from __future__ import annotations

import math
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
)

Layer = tuple[str, dict[str, Any]]  # Keras' class, and its configuration without name and dtype

_RECURRENT = (
    "units", "activation", "use_bias", "dropout", "recurrent_dropout",
    "return_sequences", "return_state", "go_backwards", "stateful",
)  # fmt: skip


@singledispatch
def keras_config(spec: LayerSpec, given: Shape) -> Layer:
    """Write the layer of ``spec``, on the shape ``given`` before it."""
    raise NotImplementedError(f"no Keras configuration for the layer kind {spec.kind}")


@keras_config.register
def _(spec: Dense, given: Shape) -> Layer:
    first = _initializer(spec.kernel_initializer, given.channels)
    return "Dense", {**_same(spec, "units", "activation", "use_bias"), "kernel_initializer": first}


@keras_config.register
def _(spec: Dropout, given: Shape) -> Layer:
    return "Dropout", _same(spec, "rate")


@keras_config.register
def _(spec: LayerNormalization, given: Shape) -> Layer:
    return "LayerNormalization", _same(spec, "epsilon")


@keras_config.register
def _(spec: Conv1D, given: Shape) -> Layer:
    first = _initializer(spec.kernel_initializer, spec.kernel_size * given.channels)
    names = ("filters", "kernel_size", "strides", "padding", "activation", "use_bias")
    return "Conv1D", {**_same(spec, *names), "kernel_initializer": first}


@keras_config.register
def _(spec: Masking, given: Shape) -> Layer:
    return "Masking", _same(spec, "mask_value")


@keras_config.register
def _(spec: RepeatVector, given: Shape) -> Layer:
    return "RepeatVector", _same(spec, "n")


@keras_config.register
def _(spec: Segments, given: Shape) -> Layer:
    segments = spec.output_shape(given)
    return "Reshape", {"target_shape": [segments.steps, segments.channels]}


@keras_config.register
def _(spec: RecurrentSpec, given: Shape) -> Layer:
    settings = {
        **_same(spec, *_RECURRENT),
        "kernel_initializer": _initializer(spec.kernel_initializer, spec.units),
        "recurrent_initializer": _initializer(spec.recurrent_initializer, spec.units),
        **_own(spec),
    }
    kind = spec.title
    if not spec.bidirectional:
        return kind, settings
    ways = {"layer": settings, "backward_layer": {**settings, "go_backwards": not spec.go_backwards}}
    names = {"layer": f"forward_{spec.kind}", "backward_layer": f"backward_{spec.kind}"}
    inner = {way: nested(kind, {"name": names[way], **one}) for way, one in ways.items()}
    return "Bidirectional", {"merge_mode": spec.merge_mode, **inner}


def nested(kind: str, settings: dict[str, Any], module: str = "keras.layers") -> dict[str, Any]:
    """Write an object of Keras inside another one."""
    return {"module": module, "class_name": kind, "config": settings, "registered_name": None}


def _own(spec: RecurrentSpec) -> dict[str, Any]:
    """Write what one kind alone has. First biases that Keras has no name for are the training's, not the model's."""
    if isinstance(spec, LSTM):
        return {"unit_forget_bias": spec.forget_bias == 1 and spec.expected_memory is None}
    return {"reset_after": spec.reset_after} if isinstance(spec, GRU) else {}


def _initializer(name: str, torch_fan: int) -> dict[str, Any]:
    if name == "torch_default":
        limit = 1 / math.sqrt(torch_fan)
        return nested("RandomUniform", {"minval": -limit, "maxval": limit}, "keras.initializers")
    known = "".join(word.capitalize() for word in name.split("_"))
    return nested(known, {}, "keras.initializers")


def _same(spec: LayerSpec, *names: str) -> dict[str, Any]:
    """Give the settings that are called in Keras as here."""
    return {name: getattr(spec, name) for name in names}
