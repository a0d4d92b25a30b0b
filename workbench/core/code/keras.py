"""The network and its training as Keras 3 source."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.code.keras_layers import definitions_for, keras_layer
from workbench.core.experiment import Experiment, TrainingSpec
from workbench.core.layers import Masking, RecurrentSpec
from workbench.core.layers.stack import Row, Stack, stack_of


def keras_code(experiment: Experiment) -> str:
    """Write ``experiment`` as a Keras 3 script; X and y stand for the windows of each part.

    A stack with ``return_state`` becomes a functional model, because a Sequential one cannot
    hand out states.
    """
    stack = stack_of(experiment)
    returns_states = any(getattr(row.spec, "return_state", False) for row in stack.active_rows)
    batch = experiment.training.batch_size
    body = [*(_functional(stack, batch) if returns_states else _sequential(stack, batch))]
    seed = f"keras.utils.set_random_seed({experiment.training.seed})  # before the model: it draws the first weights"
    imports = ["import keras", "from keras import layers", "", *definitions_for(body)]
    lines = [*imports, seed, "", *body, "", *_training(experiment.training)]
    return "\n".join(lines) + "\n"


def _sequential(stack: Stack, batch: int) -> Iterator[str]:
    yield from _stateful_note(stack)
    yield "model = keras.Sequential(["
    yield f"    {_input(stack, batch)},  # timesteps, features"
    for row in stack.active_rows:
        yield f"    {keras_layer(row.spec, row.given)},"
    yield f"    layers.Dense({stack.output.units}),"
    yield f"    layers.Reshape(({stack.output.horizon}, {stack.output.targets})),  # horizon, targets"
    yield "])"


def _functional(stack: Stack, batch: int) -> Iterator[str]:
    yield from _stateful_note(stack)
    yield f"inputs = x = {_input(stack, batch)}  # timesteps, features"
    masked_by = _masks_by_hand(stack)
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
    yield f"x = layers.Dense({stack.output.units})(x)"
    yield f"outputs = layers.Reshape(({stack.output.horizon}, {stack.output.targets}))(x)  # horizon, targets"
    yield "model = keras.Model(inputs, outputs)"
    handed_out = ", ".join(name for names in states.values() for name in names)
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


def _masks_by_hand(stack: Stack) -> dict[str, str]:
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
