"""What our layers compute is what Keras 3 computes: tests/data/golden/README.md."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.engine.keras_weights import layer_state, sine_arrays
from tests.made_series import experiment_on
from workbench.core.layers import GRU, LSTM, Dense, Dropout, Shape, SimpleRNN
from workbench.engine.chance import Chance
from workbench.engine.network import Network, build

FOLDER = Path(__file__).parents[1] / "data" / "golden"
ARRAYS = np.load(FOLDER / "keras_rnn_golden.npz")
CASES = json.loads((FOLDER / "keras_rnn_golden.json").read_text())["cases"]

GIVEN = Shape(steps=5, channels=3)
EVERY = {"units": 4, "return_sequences": True}
ALL = {**EVERY, "return_state": True}
BOTH = {"units": 4, "bidirectional": True}

ONE_LAYER = {
    "rnn_seq_state": SimpleRNN(**ALL),
    "lstm_seq_state": LSTM(**ALL),
    "gru_seq_state": GRU(**ALL),
    "lstm_go_backwards": LSTM(**EVERY, go_backwards=True),
    **{
        f"bilstm_{mode}_seq": LSTM(**BOTH, return_sequences=True, merge_mode=mode)
        for mode in ("concat", "sum", "mul", "ave")
    },
    **{f"bilstm_{mode}_last": LSTM(**BOTH, merge_mode=mode) for mode in ("concat", "sum", "mul", "ave")},
    "birnn_concat_seq": SimpleRNN(**BOTH, return_sequences=True),
    "bigru_concat_seq": GRU(**BOTH, return_sequences=True),
    "bilstm_state": LSTM(**BOTH, return_sequences=True, return_state=True),
}
STACKS = {
    "stack_lstm_lstm_dense": (LSTM(**EVERY), LSTM(units=3)),
    "stack_gru_dropout_rnn_dense": (GRU(**EVERY), Dropout(rate=0.3), SimpleRNN(units=3)),
    "stack_bilstm_gru_dense": (LSTM(units=3, bidirectional=True, return_sequences=True), GRU(units=4)),
    "saved_lstm_lstm_dense": (LSTM(**EVERY), LSTM(units=3)),
    "saved_bigru_dropout_rnn_dense": (
        GRU(units=3, bidirectional=True, return_sequences=True),
        Dropout(rate=0.2),
        SimpleRNN(units=4),
    ),
}
SEQUENCE_STACKS = {"stack_lstm_timedist": (LSTM(**EVERY), Dense(units=2, activation="linear"))}
GRADIENTS = {"rnn_grad": SimpleRNN(units=4), "lstm_grad": LSTM(units=4), "gru_grad": GRU(units=4)}
NOT_YET = {
    "rnn_seq_state_init": "a layer takes no initial state from outside",
    "lstm_seq_state_init": "a layer takes no initial state from outside",
    "gru_seq_state_init": "a layer takes no initial state from outside",
    "gru_reset_before": "our GRU resets after the recurrent product, as Keras' default and torch do",
    "rnn_relu_nobias": "our layers always have a bias; with a bias of zero the case is tested below",
    "lstm_masking": "there is no masking",
    "lstm_stateful_two_calls": "no state is carried from one call to the next",
}


def array(case, name):
    return torch.from_numpy(ARRAYS[f"{case}/{name}"])


def numbered(case, prefix):
    """Give the arrays of a case whose names are ``prefix`` and a number, in their order."""
    count = sum(name.startswith(f"{case}/{prefix}") for name in ARRAYS.files)
    return [ARRAYS[f"{case}/{prefix}{at}"] for at in range(count)]


def layer_of(spec, arrays, given=GIVEN):
    """Build a layer in 64 bits with Keras' weights, ready to forecast."""
    layer = build(spec, given, Chance(0)).double().eval()
    layer.load_state_dict(layer_state(spec, arrays))
    return layer


def close(ours, theirs, atol=1e-6):
    torch.testing.assert_close(ours, theirs.to(ours.dtype), atol=atol, rtol=0)


def test_every_golden_case_is_tested_or_named_as_not_yet_possible():
    tested = [*ONE_LAYER, *STACKS, *SEQUENCE_STACKS, *GRADIENTS]

    assert sorted([*tested, *NOT_YET]) == sorted(CASES)
    assert len(CASES) == 31


@pytest.mark.parametrize("case", ONE_LAYER)
def test_a_layer_gives_what_keras_gives(case):
    layer = layer_of(ONE_LAYER[case], numbered(case, "w"))

    close(layer(array(case, "x")), array(case, "y"))


@pytest.mark.parametrize("case", [case for case, spec in ONE_LAYER.items() if spec.return_state])
def test_a_layer_hands_out_the_states_that_keras_hands_out(case):
    layer = layer_of(ONE_LAYER[case], numbered(case, "w"))

    _, states = layer.run(array(case, "x"))

    expected = numbered(case, "state")
    assert len(states) == len(expected) > 0
    for ours, theirs in zip(states, expected, strict=True):
        close(ours, torch.from_numpy(theirs))


@pytest.mark.parametrize("case", ["rnn_seq_state", "lstm_seq_state", "gru_seq_state"])
def test_without_sequences_a_layer_gives_keras_last_output(case):
    spec = ONE_LAYER[case].model_copy(update={"return_sequences": False})

    close(layer_of(spec, numbered(case, "w"))(array(case, "x")), array(case, "y_last"))


def test_the_last_output_of_both_directions_is_not_the_sequences_last_step():
    every, last = (array(f"bilstm_concat_{which}", "y") for which in ("seq", "last"))

    assert (every[:, -1, 4:] - last[:, 4:]).abs().max() > 0.05  # there, the backward direction saw one step
    close(torch.cat([every[:, -1, :4], every[:, 0, 4:]], dim=-1), last)


def test_a_relu_rnn_with_a_bias_of_zero_gives_what_keras_gives_without_one():
    case = "rnn_relu_nobias"
    kernel, recurrent_kernel = numbered(case, "w")

    layer = layer_of(SimpleRNN(**EVERY, activation="relu"), [kernel, recurrent_kernel, np.zeros(4)])

    close(layer(array(case, "x")), array(case, "y"))


@pytest.mark.parametrize("case", STACKS)
def test_a_network_gives_what_the_same_model_gives_in_keras(case):
    x, y = array(case, "x").double(), array(case, "y")
    experiment = experiment_on(("a", "b", "c"), layers=STACKS[case], windows={"timesteps": 5, "normalisation": "none"})
    experiment = experiment.with_settings("data", targets=("a",)).with_settings("windows", horizon=y.shape[1])
    network = Network(experiment).double().eval()
    made = [*STACKS[case], Dense(units=y.shape[1], activation="linear")]
    modules = [*network.layers.values(), network.output]

    given = GIVEN
    for at, (spec, module) in enumerate(zip(made, modules, strict=True)):
        module.load_state_dict(layer_state(spec, sine_arrays(spec, given, first=1 + 10 * at)))
        given = spec.output_shape(given)

    close(network(x)[..., 0], y, atol=1e-5 if case.startswith("saved") else 1e-6)


@pytest.mark.parametrize("case", [case for case in STACKS if case.startswith("stack")])
def test_the_pattern_is_the_one_that_the_golden_weights_were_filled_with(case):
    given = GIVEN

    for at, spec in enumerate(STACKS[case]):
        for ours, theirs in zip(sine_arrays(spec, given, 1 + 10 * at), numbered(case, f"l{at}_w"), strict=True):
            np.testing.assert_array_equal(ours, theirs)
        given = spec.output_shape(given)


@pytest.mark.parametrize("case", SEQUENCE_STACKS)
def test_a_dense_layer_on_a_sequence_is_keras_time_distributed(case):
    given, x = GIVEN, array(case, "x")

    for at, spec in enumerate(SEQUENCE_STACKS[case]):
        x = layer_of(spec, numbered(case, f"l{at}_w"), given)(x)
        given = spec.output_shape(given)

    close(x, array(case, "y"))


@pytest.mark.parametrize("case", GRADIENTS)
def test_gradients_are_those_of_keras(case):
    spec = GRADIENTS[case]
    layer = layer_of(spec, numbered(case, "w"))

    loss = torch.nn.functional.mse_loss(layer(array(case, "x")), array(case, "target"))
    loss.backward()

    assert loss.item() == pytest.approx(float(ARRAYS[f"{case}/loss"]), abs=1e-6)
    expected = layer_state(spec, numbered(case, "g"))
    for name, parameter in layer.named_parameters():
        close(parameter.grad, expected[name])
