"""The configuration of a Keras model, of version 2 or 3: sequential, or functional where one layer follows the other.

Names of classes are looked up in our own lists alone. Nothing that a file names is imported or called.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.core.errors import ExportError
from workbench.core.keras.calls import Call, Found, Left
from workbench.core.keras.compiled import take_compiled
from workbench.core.text import text

_MOST_LAYERS = 1_000
_OF_MASKS = ("NotEqual", "Any")  # Keras writes out how a Masking layer makes its mask
_WRAPPED = ("layer", "backward_layer")


def found_in_config(document: Any, training: Any, name: str) -> Found:
    """Read the model ``document``; ``training`` is what it was compiled with, or None.

    Raises:
        ExportError: it is no stack of layers.
    """
    try:
        return _found(_object(document, name), training, name)
    except RecursionError as error:
        raise _unreadable(name) from error


def _found(document: dict[str, Any], training: Any, name: str) -> Found:
    kind, settings = document.get("class_name"), document.get("config")
    found = Found()
    if kind == "Sequential":
        layers = settings if isinstance(settings, list) else _object(settings, name).get("layers")
    elif kind in ("Functional", "Model"):
        layers = _object(settings, name).get("layers")
    else:
        raise ExportError(
            text("{file} holds {kind}, not a stack of layers.", file=name, kind=repr(kind)),
            hint=text(
                "Sequential models, and functional ones in which one layer follows the other, can be taken over."
            ),
        )
    if not isinstance(layers, list) or len(layers) > _MOST_LAYERS:
        raise _unreadable(name)
    before, batch_shape = "", None
    for entry in layers:
        layer = _object(entry, name)
        call = _call(layer, name)
        shape = _input_shape(call)
        batch_shape = batch_shape if shape is None else shape
        if call.kind == "InputLayer":
            before = before or str(call.settings.get("name"))
            continue
        if call.kind in _OF_MASKS:
            continue
        if kind != "Sequential":
            call = _linked(call, layer, before, found)
        before = _name(layer)
        if _is_operation(layer):
            found.left.append(Left(call.where, call.kind, text("only layers are taken over, no operations")))
        else:
            found.calls.append(call)
    build = _object(settings, name).get("build_input_shape") if isinstance(settings, dict) else None
    shape = batch_shape if batch_shape is not None else build
    if isinstance(shape, list) and shape:
        found.input(shape[1:], text("Input"))
    take_compiled(training, found)
    return found


def _call(layer: dict[str, Any], name: str) -> Call:
    kind, settings = layer.get("class_name"), layer.get("config", {})
    if not isinstance(kind, str) or not isinstance(settings, dict):
        raise _unreadable(name)
    inner = [_call(_object(settings[key], name), name) if settings.get(key) else None for key in _WRAPPED]
    own = {key: value for key, value in settings.items() if key not in _WRAPPED}
    where = text("Layer {name}", name=str(settings.get("name", layer.get("name", kind)))[:80])
    return Call(kind[:80], own, where, *inner)


def _name(layer: dict[str, Any]) -> str:
    return str(layer.get("name") or layer.get("config", {}).get("name"))


def _input_shape(call: Call) -> list[Any] | None:
    for name in ("batch_shape", "batch_input_shape"):
        shape = call.settings.get(name)
        if isinstance(shape, list) and shape:
            return shape
    return None


def _is_operation(layer: dict[str, Any]) -> bool:
    return ".ops." in str(layer.get("module", "")) or layer.get("class_name") in ("TFOpLambda", "SlicingOpLambda")


def _linked(call: Call, layer: dict[str, Any], before: str, found: Found) -> Call:
    """Look whether a layer of a functional model follows the one before it, and name what else it is given."""
    nodes = layer.get("inbound_nodes", [])
    first = nodes[0] if isinstance(nodes, list) and len(nodes) == 1 else None
    given, states = [], []
    if isinstance(first, dict):  # version 3
        given = list(_histories(first.get("args")))
        named = first.get("kwargs")
        states = list(_histories(named.get("initial_state"))) if isinstance(named, dict) else []
    elif isinstance(first, list):  # version 2
        given = [(str(one[0]), one[2]) for one in first if isinstance(one, list) and len(one) >= 3]
    follows = [one for one, at in given] == [before]
    if not follows and not _is_operation(layer):
        names = ", ".join(one for one, _ in given)[:80]
        why = text("it does not follow the layer before it; it was put behind it all the same")
        found.left.append(Left(call.where, f"{call.kind}({names})", why))
    if states:
        return Call(call.kind, {**call.settings, "initial_state": states[0][0]}, call.where, call.inner, call.backward)
    return call


def _histories(value: Any) -> Iterator[tuple[str, Any]]:
    """Give the node and output of each tensor in the arguments of a call."""
    if isinstance(value, list):
        for one in value:
            yield from _histories(one)
    elif isinstance(value, dict) and value.get("class_name") == "__keras_tensor__":
        inside = value.get("config")
        history = inside.get("keras_history") if isinstance(inside, dict) else None
        if isinstance(history, list) and len(history) == 3:
            yield str(history[0]), history[2]


def _object(value: Any, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _unreadable(name)
    return value


def _unreadable(name: str) -> ExportError:
    return ExportError(
        text("{file} is damaged: its layers cannot be read.", file=name), hint=text("Save the model again in Keras.")
    )
