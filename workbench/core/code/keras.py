"""The network and its training as Keras 3 source."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workbench.core.code import keras_ends
from workbench.core.code.keras_layers import definitions_for, keras_layer
from workbench.core.experiment import Experiment
from workbench.core.fields import settings_of
from workbench.core.layers import Masking, RecurrentSpec
from workbench.core.layers.stack import Row, Stack, stack_of
from workbench.core.settings.training_spec import TrainingSpec


def keras_code(experiment: Experiment) -> str:
    """Write ``experiment`` as a Keras 3 script; X and y stand for the windows of each part.

    A stack with ``return_state``, window normalisation or seasonal residual becomes a functional
    model, because a Sequential one can neither hand out states nor go around its layers.
    """
    stack = stack_of(experiment)
    returns_states = any(getattr(row.spec, "return_state", False) for row in stack.active_rows)
    batch = experiment.training.batch_size
    in_a_row = keras_ends.is_sequential(experiment) and not returns_states
    body = [*(_sequential(stack, batch) if in_a_row else _functional(experiment, stack))]
    seed = f"keras.utils.set_random_seed({experiment.training.seed})  # before the model: it draws the first weights"
    imports = ["import math", ""] if experiment.training.loss == "gaussian_nll" else []
    imports += ["import keras", "from keras import layers", "", *definitions_for(body)]
    loss = keras_ends.loss_lines(experiment.training, stack.output)
    lines = [*imports, seed, "", *body, "", *loss, *_training(experiment.training)]
    return "\n".join(lines) + "\n"


def _sequential(stack: Stack, batch: int) -> Iterator[str]:
    yield from _stateful_note(stack)
    yield "model = keras.Sequential(["
    yield f"    {_input(stack, batch)},  # timesteps, features"
    for row in stack.active_rows:
        yield f"    {keras_layer(row.spec, row.given)},"
    *most, last = keras_ends.output_layers(stack.output)
    yield from (f"    {layer}," for layer in most)
    yield f"    {last},  # {keras_ends.axes_words(stack.output)}"
    yield "])"


def _functional(experiment: Experiment, stack: Stack) -> Iterator[str]:
    yield from _stateful_note(stack)
    yield f"inputs = x = {_input(stack, experiment.training.batch_size)}  # timesteps, features"
    yield from keras_ends.first_lines(experiment)
    masked_by = masks_by_hand(stack)
    states = {row.name: _state_names(row) for row in stack.active_rows}
    for row in stack.active_rows:
        given = ["x"]
        if isinstance(row.spec, RecurrentSpec) and row.spec.initial_state is not None:
            given.append(f"initial_state=[{', '.join(states[row.spec.initial_state])}]")
        if row.name in masked_by:
            given.append("mask=mask")
        if row.name in masked_by.values() and isinstance(row.spec, Masking):
            yield "# Keras hands no mask on to a layer that starts from states: it is passed by hand"
            yield f"mask = keras.ops.any(keras.ops.not_equal(x, {row.spec.mask_value!r}), axis=-1)"
        yield f"{', '.join(['x', *states[row.name]])} = {keras_layer(row.spec, row.given)}({', '.join(given)})"
    yield from keras_ends.last_lines(experiment, stack)
    yield "model = keras.Model(inputs, outputs)"
    handed_out = ", ".join(name for names in states.values() for name in names)
    if handed_out:
        yield f"with_states = keras.Model(inputs, [outputs, {handed_out}])"


def _input(stack: Stack, batch: int) -> str:
    size = f", batch_size={batch}" if _is_stateful(stack) else ""
    return f"keras.Input(({stack.input.steps}, {stack.input.channels}){size})"


def _stateful_note(stack: Stack) -> Iterator[str]:
    if _is_stateful(stack):
        yield "# stateful: every batch must be full and go on where the one before it ended (shuffle=False);"
        yield "# reset_states() of a layer lets it start anew"


def _is_stateful(stack: Stack) -> bool:
    return any(isinstance(row.spec, RecurrentSpec) and row.spec.stateful for row in stack.active_rows)


def _state_names(row: Row) -> list[str]:
    return [f"{row.name}_{name.replace(' ', '_')}" for name in row.spec.state_shapes(row.given)]


def masks_by_hand(stack: Stack) -> dict[str, str]:
    """Give the layers that start from states behind a mask, and the layer that makes the mask."""
    found: dict[str, str] = {}
    maker = ""
    for row in stack.active_rows:
        if isinstance(row.spec, Masking):
            maker = row.name
        elif maker and isinstance(row.spec, RecurrentSpec) and row.spec.initial_state is not None:
            found[row.name] = maker
        if not row.spec.passes_mask:
            maker = ""
    return found


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
    yield f"optimizer = keras.optimizers.{names[spec.optimizer]}({', '.join(settings)})"
    yield f"model.compile(optimizer, loss={keras_ends.loss_name(spec)})"
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
