"""The network and its training as Keras 3 source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.core.experiment import Experiment, TrainingSpec
from workbench.core.fields import settings_of
from workbench.core.layers import LayerSpec, RecurrentSpec
from workbench.core.layers.stack import Stack, stack_of

_OURS = {"enabled", "bidirectional", "merge_mode"}  # said in another way in Keras
_KERAS_DEFAULTS = {("dense", "activation"): "linear"}  # where ours differ


def keras_code(experiment: Experiment) -> str:
    """Write ``experiment`` as a Keras 3 script; X and y stand for the windows of each part.

    A stack with ``return_state`` becomes a functional model, because a Sequential one cannot
    hand out states.
    """
    stack = stack_of(experiment)
    returns_states = any(getattr(row.spec, "return_state", False) for row in stack.active_rows)
    body = _functional(stack) if returns_states else _sequential(stack)
    seed = f"keras.utils.set_random_seed({experiment.training.seed})  # before the model: it draws the first weights"
    lines = ["import keras", "from keras import layers", "", seed, "", *body, "", *_training(experiment.training)]
    return "\n".join(lines) + "\n"


def _sequential(stack: Stack) -> Iterator[str]:
    yield "model = keras.Sequential(["
    yield f"    keras.Input(({stack.input.steps}, {stack.input.channels})),  # timesteps, features"
    for row in stack.active_rows:
        yield f"    {_layer(row.spec)},"
    yield f"    layers.Dense({stack.output.units}),"
    yield f"    layers.Reshape(({stack.output.horizon}, {stack.output.targets})),  # horizon, targets"
    yield "])"


def _functional(stack: Stack) -> Iterator[str]:
    yield f"inputs = x = keras.Input(({stack.input.steps}, {stack.input.channels}))  # timesteps, features"
    states: list[str] = []
    for row in stack.active_rows:
        names = [f"{row.name}_{name.replace(' ', '_')}" for name in row.spec.state_shapes(row.given)]
        states += names
        yield f"{', '.join(['x', *names])} = {_layer(row.spec)}(x)"
    yield f"x = layers.Dense({stack.output.units})(x)"
    yield f"outputs = layers.Reshape(({stack.output.horizon}, {stack.output.targets}))(x)  # horizon, targets"
    yield "model = keras.Model(inputs, outputs)"
    yield f"with_states = keras.Model(inputs, [outputs, {', '.join(states)}])"


def _layer(spec: LayerSpec) -> str:
    arguments = []
    for at, setting in enumerate(one for one in settings_of(type(spec)) if one.name not in _OURS):
        value = getattr(spec, setting.name)
        if at == 0:
            arguments.append(_literal(value))
        elif value != _KERAS_DEFAULTS.get((spec.kind, setting.name), setting.default):
            arguments.append(f"{setting.name}={_literal(value)}")
    inner = f"layers.{spec.title}({', '.join(arguments)})"
    if isinstance(spec, RecurrentSpec) and spec.bidirectional:
        merge = "" if spec.merge_mode == "concat" else f', merge_mode="{spec.merge_mode}"'
        return f"layers.Bidirectional({inner}{merge})"
    return inner


def _training(spec: TrainingSpec) -> Iterator[str]:
    names = {"adam": "Adam", "adamw": "AdamW", "rmsprop": "RMSprop", "sgd": "SGD"}
    settings = [f"{spec.learning_rate:g}"]
    if spec.optimizer == "sgd" and spec.momentum:
        settings.append(f"momentum={spec.momentum:g}")
    if spec.optimizer == "adamw" or spec.weight_decay:
        settings.append(f"weight_decay={spec.weight_decay:g}")
    if spec.clip_norm is not None:
        settings.append(f"global_clipnorm={spec.clip_norm:g}")
    elif spec.clip_value is not None:
        settings.append(f"clipvalue={spec.clip_value:g}")
    if spec.accumulate > 1:
        settings.append(f"gradient_accumulation_steps={spec.accumulate}")
    yield from _unsaid(spec)
    losses = {"mse": '"mse"', "mae": '"mae"', "huber": f"keras.losses.Huber({spec.huber_delta:g})"}
    yield f"optimizer = keras.optimizers.{names[spec.optimizer]}({', '.join(settings)})"
    yield f"model.compile(optimizer, loss={losses[spec.loss]})"
    yield "model.fit("
    yield "    X_train, y_train, validation_data=(X_validation, y_validation),"
    yield f"    epochs={spec.epochs}, batch_size={spec.batch_size},"
    if spec.patience is not None:
        stopping = f"keras.callbacks.EarlyStopping(patience={spec.patience}, restore_best_weights=True)"
        yield f"    callbacks=[{stopping}],"
    yield ")"


def _unsaid(spec: TrainingSpec) -> Iterator[str]:
    """Name the settings that have no place in a call of Keras, so that nobody misses them."""
    names = ["schedule", "warmup", "bptt_steps", "precision"]
    names += ["clip_value"] if spec.clip_norm is not None else []  # Keras clips in one way only
    others = [f"{one.name}={_literal(getattr(spec, one.name))}" for one in settings_of(TrainingSpec)
              if one.name in names and getattr(spec, one.name) != one.default]  # fmt: skip
    if others:
        yield f"# not in this script: {', '.join(others)}"


def _literal(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else repr(value)
