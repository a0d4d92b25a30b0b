"""What a Keras model was compiled with becomes settings of the training."""

from __future__ import annotations

from typing import Any

from workbench.core.keras.calls import Found, Left, Unknown
from workbench.core.text import Text, text

LOSSES = {
    "mse": "mse", "mean_squared_error": "mse", "MeanSquaredError": "mse", "MSE": "mse",
    "mae": "mae", "mean_absolute_error": "mae", "MeanAbsoluteError": "mae", "MAE": "mae",
    "huber": "huber", "huber_loss": "huber", "Huber": "huber",
}  # fmt: skip
OPTIMIZERS = {"adam": "adam", "adamw": "adamw", "rmsprop": "rmsprop", "sgd": "sgd"}
_RENAMED = {
    "learning_rate": "learning_rate", "lr": "learning_rate", "momentum": "momentum", "weight_decay": "weight_decay",
    "clipvalue": "clip_value", "global_clipnorm": "clip_norm", "gradient_accumulation_steps": "accumulate",
}  # fmt: skip
# What the optimizers here do, under Keras' names; anything else is named.
_OURS: dict[str, tuple[Any, ...]] = {
    "beta_1": (0.9,), "beta_2": (0.999,), "epsilon": (1e-7, 1e-8), "rho": (0.9,), "amsgrad": (False,),
    "use_ema": (False,), "nesterov": (False,), "centered": (False,), "decay": (0.0, 0), "jit_compile": (True, False),
}  # fmt: skip
_IDLE = ("name", "ema_momentum", "ema_overwrite_frequency", "is_legacy_optimizer")
_IDLE_COMPILED = {
    "metrics",
    "weighted_metrics",
    "run_eagerly",
    "steps_per_execution",
    "jit_compile",
    "sample_weight_mode",
}


def take_compiled(document: Any, found: Found) -> None:
    """Take loss and optimizer from the ``compile_config`` of a file."""
    if not isinstance(document, dict):
        return
    where = text("compile")
    optimizer = document.get("optimizer", document.get("optimizer_config"))
    if isinstance(optimizer, str):
        take_optimizer(optimizer, {}, where, found)
    elif isinstance(optimizer, dict):
        settings = optimizer.get("config")
        take_optimizer(str(optimizer.get("class_name")), settings if isinstance(settings, dict) else {}, where, found)
    loss = document.get("loss")
    if isinstance(loss, dict) and isinstance(loss.get("class_name"), str):
        settings = loss.get("config")
        take_loss(loss["class_name"], settings if isinstance(settings, dict) else {}, where, found)
    elif loss is not None:
        take_loss(loss, {}, where, found)
    for name in sorted(set(document) - _IDLE_COMPILED - {"optimizer", "optimizer_config", "loss", "loss_weights"}):
        found.left.append(Left(where, name, text("there is no such setting here"), changes_forecasts=False))


def take_optimizer(kind: str, settings: dict[str, Any], where: Text, found: Found) -> None:
    """Take an optimizer by its class or short name, and its settings by Keras' names."""
    known = OPTIMIZERS.get(kind.lower().rpartition(">")[2])
    if known is None:
        _leave(found, where, kind, text("there is no such optimizer here"))
        return
    found.training["optimizer"] = known
    if known == "sgd":
        found.training["momentum"] = 0.0  # Keras' default
    if known == "adamw":
        found.training["weight_decay"] = 0.004  # Keras' default
    if known == "rmsprop" and settings.get("momentum"):
        _leave(found, where, f"RMSprop: momentum = {settings['momentum']!r}", text("there is no such setting here"))
        settings = {key: value for key, value in settings.items() if key != "momentum"}
    for name, value in settings.items():
        if isinstance(value, Unknown):
            _leave(found, where, f"{kind}: {name} = {value.source}", text("it is computed in the code; set it by hand"))
        elif name in _IDLE or value is None or value in _OURS.get(name, ()):
            continue
        elif name in _RENAMED and isinstance(value, int | float) and not isinstance(value, bool):
            found.training[_RENAMED[name]] = value if _RENAMED[name] == "accumulate" else _rounded(value)
        else:
            shown = value.get("class_name", "…") if isinstance(value, dict) else value
            _leave(found, where, f"{kind}: {name} = {str(shown)[:60]}", text("there is no such setting here"))


def take_loss(kind: Any, settings: dict[str, Any], where: Text, found: Found) -> None:
    """Take a loss by its class or short name."""
    known = LOSSES.get(kind) if isinstance(kind, str) else None
    if known is None:
        shown = kind.source if isinstance(kind, Unknown) else repr(kind)[:60]
        _leave(found, where, f"loss {shown}", text("there is no such loss here"))
        return
    found.training["loss"] = known
    if known == "huber" and isinstance(settings.get("delta"), int | float):
        found.training["huber_delta"] = float(settings["delta"])


def _rounded(value: float) -> float:
    """Undo what 32 bits did to a learning rate: 0.0010000000474974513 was 0.001."""
    return float(f"{value:.7g}")


def _leave(found: Found, where: Text, what: str, why: Text) -> None:
    found.left.append(Left(where, what, why, changes_forecasts=False))
