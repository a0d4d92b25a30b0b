"""``model.compile(…)`` and ``model.fit(…)`` in Keras source become settings of the training."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from workbench.core.keras.calls import Found, Left, Unknown
from workbench.core.keras.code.values import value_of
from workbench.core.keras.compiled import take_loss, take_optimizer
from workbench.core.text import Text, text

_COMPILE = ("optimizer", "loss", "metrics")
_FIT = ("x", "y", "batch_size", "epochs")
_SILENT = {"metrics", "x", "y", "verbose", "validation_data", "shuffle", "steps_per_epoch", "validation_steps"}
_FITTED = {"epochs": "epochs", "nb_epoch": "epochs", "batch_size": "batch_size"}


def take_compile(call: ast.Call, known: Mapping[str, Any], where: Text, found: Found) -> None:
    """Take what ``compile`` was called with."""
    for name, value in _arguments(call, _COMPILE, known).items():
        if name == "optimizer":
            kind, settings = _object(value)
            settings = {("learning_rate" if key == "0" else key): one for key, one in settings.items()}
            take_optimizer(kind, settings, where, found)
        elif name == "loss":
            kind, settings = _object(value)
            settings = {("delta" if key == "0" else key): one for key, one in settings.items()}
            take_loss(value if isinstance(value, Unknown) else kind, settings, where, found)
        elif name not in _SILENT:
            _leave(found, where, name, value)


def take_fit(call: ast.Call, known: Mapping[str, Any], where: Text, found: Found) -> None:
    """Take what ``fit`` was called with."""
    for name, value in _arguments(call, _FIT, known).items():
        if name in _FITTED and isinstance(value, int):
            found.training[_FITTED[name]] = value
        elif name == "callbacks":
            for one in value if isinstance(value, list) else [value]:
                _callback(one, where, found)
        elif name == "validation_split":
            why = text("the parts are shares of the whole series; set them under Windows")
            found.left.append(Left(where, f"{name} = {value!r}", why, changes_forecasts=False))
        elif name not in _SILENT or (name == "shuffle" and value is False):
            _leave(found, where, name, value)


def _callback(value: Any, where: Text, found: Found) -> None:
    kind, settings = _object(value)
    patience = settings.get("patience", 0)
    if kind == "EarlyStopping" and isinstance(patience, int):
        found.training["patience"] = max(1, patience)
        if settings.get("monitor", settings.get("0", "val_loss")) != "val_loss":
            _leave(found, where, "EarlyStopping: monitor", settings.get("monitor", settings.get("0")))
    else:
        shown = value.source if isinstance(value, Unknown) else kind
        why = text("there is no such callback here")
        found.left.append(Left(where, f"callback {shown}"[:80], why, changes_forecasts=False))


def _arguments(call: ast.Call, names: tuple[str, ...], known: Mapping[str, Any]) -> dict[str, Any]:
    given = {names[at] if at < len(names) else f"argument {at + 1}": one for at, one in enumerate(call.args)}
    given |= {one.arg or "**": one.value for one in call.keywords}
    return {name: value_of(one, known) for name, one in given.items()}


def _object(value: Any) -> tuple[str, dict[str, Any]]:
    if isinstance(value, dict):
        return str(value["class_name"]), value["config"]
    return (value.source if isinstance(value, Unknown) else str(value)), {}


def _leave(found: Found, where: Text, name: str, value: Any) -> None:
    shown = value.source if isinstance(value, Unknown) else repr(value)
    why = text("there is no such setting here")
    found.left.append(Left(where, f"{name} = {shown}"[:80], why, changes_forecasts=False))
