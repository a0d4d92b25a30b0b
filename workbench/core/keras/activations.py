"""What Keras calls an activation, by our name: a function's name, an alias, or a layer whose numbers are ours."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, get_args

from workbench.core.keras.calls import Call
from workbench.core.layers.activations import Activation

_OTHER_NAMES: dict[Any, str] = {None: "linear", "swish": "silu", "hard_swish": "hard_silu"}
_NAMES: dict[Any, str] = {name: name for name in get_args(Activation)} | _OTHER_NAMES
# What the numbers of Keras' layers are where nothing is said, in the order of their arguments.
_DEFAULTS: dict[str, dict[str, float | None]] = {
    "ReLU": {"max_value": None, "negative_slope": 0.0, "threshold": 0.0},
    "LeakyReLU": {"negative_slope": 0.3},
    "ELU": {"alpha": 1.0},
    "Softplus": {},
}
# What they must be else, for the function to be one of ours.
_LAYERS: tuple[tuple[str, str, dict[str, float]], ...] = (
    ("ReLU", "relu", {}),
    ("ReLU", "relu6", {"max_value": 6.0}),
    ("LeakyReLU", "leaky_relu", {"negative_slope": 0.2}),
    ("ELU", "elu", {}),
    ("Softplus", "softplus", {}),
)
_IDLE = ("name", "dtype", "trainable")
_BEFORE_3 = "hard_sigmoid of Keras 2"  # max(0, min(1, 0.2 x + 0.5)); since version 3 it is relu6(x + 3) / 6

ACTIVATION_LAYERS = ("Activation", *_DEFAULTS)


def activation_of(given: Any) -> str | None:
    """Give the name of an activation, or None where there is none of its kind here."""
    if isinstance(given, dict):
        kind, settings = given.get("class_name"), given.get("config")
        if kind in _DEFAULTS:
            return _of_layer(kind, settings if isinstance(settings, dict) else {})
        given = settings if isinstance(settings, str) else kind
    return _NAMES.get(given) if given is None or isinstance(given, str) else None


def activation_in(call: Call) -> str | None:
    """Name the function of an activation that is a layer of its own, or give None where it is none of ours."""
    if call.kind in _DEFAULTS:
        return _of_layer(call.kind, call.settings)
    return None if set(_said(call)) - {"activation"} else activation_of(call.settings.get("activation", "linear"))


def written(call: Call) -> str:
    """Write such a layer as a line of code would."""
    said = _said(call)
    if call.kind == "Activation" and isinstance(name := said.pop("activation", None), str):
        said = {"": name, **said}
    parts = [f"{name}={value!r}" if name else repr(value) for name, value in said.items() if value is not None]
    return f"{call.kind}({', '.join(parts)})"[:80]


def as_before_3(call: Call) -> Call:
    """Give a layer of an older file, whose hard_sigmoid is another function, under a name that says so."""
    settings = dict(call.settings)
    if activation_of(settings.get("activation")) == "hard_sigmoid":
        settings["activation"] = _BEFORE_3
    inner, backward = (None if one is None else as_before_3(one) for one in (call.inner, call.backward))
    return replace(call, settings=settings, inner=inner, backward=backward)


def _said(call: Call) -> dict[str, Any]:
    return {name: value for name, value in call.settings.items() if name not in _IDLE}


def _of_layer(kind: str, settings: Mapping[str, Any]) -> str | None:
    defaults = _DEFAULTS[kind]
    named = dict(zip(map(str, range(len(defaults))), defaults, strict=True))  # code names them by their place
    if kind == "LeakyReLU":
        named["alpha"] = "negative_slope"  # so it was called in Keras 2
    found = {**defaults, **{named.get(name, name): value for name, value in settings.items() if name not in _IDLE}}
    for layer, activation, numbers in _LAYERS:
        wanted = {**defaults, **numbers}
        if layer == kind and found.keys() == wanted.keys() and all(_same(found[key], wanted[key]) for key in wanted):
            return activation
    return None


def _same(given: Any, wanted: float | None) -> bool:
    """Whether a number is meant: older files hold them rounded to 32 bits."""
    if wanted is None or not isinstance(given, int | float) or isinstance(given, bool):
        return given is wanted
    return math.isclose(given, wanted, rel_tol=1e-6, abs_tol=1e-9)
