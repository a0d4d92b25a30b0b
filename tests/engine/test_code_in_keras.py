"""The Keras code builds and computes the same network."""

from typing import get_args

import numpy as np
import pytest
import torch
from hypothesis import assume, given, settings

from tests.core.strategies import layer_stacks, small
from tests.engine.keras_weights import keras_arrays
from tests.engine.test_code import DIFFERENT, EVERY, EXACT, STATE, experiment_of
from workbench.core.code import keras_code
from workbench.core.code.keras_layers import keras_layer
from workbench.core.layers import GRU, LSTM, Conv1D, Dense, LayerNormalization, Masking, RecurrentSpec, Shape
from workbench.core.layers.activations import Activation
from workbench.core.layers.stack import stack_of
from workbench.engine.activations import ACTIVATIONS
from workbench.engine.network import Network

keras = pytest.importorskip("keras", reason="Keras is not installed (extra: test)")

BOTH = {"bidirectional": True}
KERAS = {
    **EXACT,
    **{name: (spec,) for name, (spec, _) in DIFFERENT.items() if isinstance(spec, RecurrentSpec)},
    "LSTM chrono": (LSTM(units=3, expected_memory=50, **BOTH),),
    "LSTM forget bias both ways": (LSTM(units=3, forget_bias=4.0, **BOTH),),
    "GRU chrono, one bias": (GRU(units=3, expected_memory=50, reset_after=False),),
    "torch's first weights": (
        Conv1D(filters=3, kernel_initializer="torch_default"),
        LSTM(units=3, kernel_initializer="torch_default", recurrent_initializer="torch_default"),
        Dense(units=3, kernel_initializer="torch_default"),
    ),
    "masking": (Masking(mask_value=0.5), GRU(units=3, **EVERY), LayerNormalization(), LSTM(units=3)),
    "masked decoder": (
        Masking(mask_value=0.5),
        LSTM(units=3, **STATE, **EVERY),
        LSTM(units=3, initial_state="lstm_1", go_backwards=True),
    ),
}


def built(experiment):
    """Run the Keras code of an experiment: our network with random weights, and Keras' model with the same."""
    code, scope = keras_code(experiment), {}
    exec(code[: code.index("optimizer =")], scope)
    network, model = Network(experiment).eval(), scope["model"]
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.normal_(std=0.3)
    rows = stack_of(experiment).active_rows
    output = Dense(units=experiment.windows.horizon * len(experiment.data.targets))
    ours = [keras_arrays(row.spec, network.layers[row.name].state_dict(), row.given) for row in rows]
    ours.append(keras_arrays(output, network.output.state_dict(), rows[-1].output))
    theirs = [layer.trainable_variables for layer in model.layers]
    for variables, arrays in zip(filter(None, theirs), filter(None, ours), strict=True):
        for variable, array in zip(variables, arrays, strict=True):
            variable.assign(array)
    return network, model


def assert_same(network, model, x):
    theirs = keras.ops.convert_to_numpy(model(x.numpy(), training=False))
    torch.testing.assert_close(network(x).detach(), torch.from_numpy(theirs.copy()), atol=2e-5, rtol=2e-4)


@pytest.mark.parametrize("case", KERAS)
@pytest.mark.filterwarnings("default")  # Keras' own
def test_the_keras_code_computes_what_the_network_computes(case):
    network, model = built(experiment_of(KERAS[case]).with_settings("training", batch_size=5))
    x = torch.randn(5, 6, 3)
    x[0, :2] = x[1, 3] = x[2, 4:] = 0.5

    assert_same(network, model, x)


@pytest.mark.parametrize("name", get_args(Activation))
@pytest.mark.filterwarnings("default")  # Keras' own
def test_every_activation_is_the_one_that_keras_calls_so_in_64_bits(name):
    x = np.linspace(-40, 40, 16001)
    layer = eval(keras_layer(Dense(units=1, activation=name), Shape(None, 1)), {"layers": keras.layers})

    theirs = keras.ops.convert_to_numpy(layer.activation(keras.ops.convert_to_tensor(x, "float64")))

    ours = ACTIVATIONS[name](torch.from_numpy(x)).numpy()
    assert theirs.dtype == np.float64
    np.testing.assert_allclose(ours, theirs, atol=1e-12, rtol=1e-12)


@given(layers=layer_stacks(most=5, **small(4)))
@settings(max_examples=60)
@pytest.mark.filterwarnings("ignore")  # Keras' own: a mask that goes no further
def test_the_keras_code_of_any_stack_that_can_be_trained_computes_what_the_network_computes(layers):
    experiment = experiment_of((*layers, LSTM(units=2))).with_settings("training", batch_size=5)
    while problems := stack_of(experiment).problems:
        experiment = problems[0].repair.experiment
    assume(not any(fails_in_keras(spec) for spec in experiment.layers))
    network, model = built(experiment)
    x = torch.randn(5, experiment.windows.timesteps, 3)
    for spec in experiment.layers:
        if isinstance(spec, Masking) and abs(spec.mask_value) < 100:
            x[0, :2] = x[1, -1] = x[2] = spec.mask_value

    assert_same(network, model, x)
    assert_same(network, model, x)  # a stateful layer goes on


def fails_in_keras(spec):
    """Keras 3.15 multiplies a generator there, and ends in a TypeError."""
    return isinstance(spec, RecurrentSpec) and spec.stateful and spec.bidirectional and spec.return_state
