"""What our layers compute is what Keras 3 computes: tests/data/golden/README.md."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from tests.engine.keras_weights import layer_state, sine_arrays
from tests.made_series import experiment_on
from workbench.core.layers import GRU, LSTM, Dense, Dropout, Masking, Shape, SimpleRNN
from workbench.engine.machine.chance import Chance
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
    "gru_reset_before": GRU(**EVERY, reset_after=False),
    "rnn_relu_nobias": SimpleRNN(**EVERY, activation="relu", use_bias=False),
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
STARTED = {"rnn_seq_state_init": SimpleRNN(**ALL), "lstm_seq_state_init": LSTM(**ALL), "gru_seq_state_init": GRU(**ALL)}
MASKED = {"lstm_masking": (Masking(), LSTM(**EVERY))}
STATEFUL = {"lstm_stateful_two_calls": LSTM(**EVERY, stateful=True)}

# Bits of the numbers that we compute with, and how far we may be from Keras. Keras' own loop gives
# 32-bit products for 64-bit inputs on this backend, so 1e-6 is its own rounding.
PRECISIONS = {64: (torch.float64, 1e-6), 32: (torch.float32, 1e-5)}
every_precision = pytest.mark.parametrize("bits", PRECISIONS)


def array(case, name):
    return torch.from_numpy(ARRAYS[f"{case}/{name}"])


def numbered(case, prefix):
    """Give the arrays of a case whose names are ``prefix`` and a number, in their order."""
    count = sum(name.startswith(f"{case}/{prefix}") for name in ARRAYS.files)
    return [ARRAYS[f"{case}/{prefix}{at}"] for at in range(count)]


def layer_of(spec, arrays, given=GIVEN, bits=64):
    """Build a layer with Keras' weights, ready to forecast."""
    layer = build(spec, given, Chance(0)).double()
    layer.load_state_dict(layer_state(spec, arrays))
    return layer.to(PRECISIONS[bits][0]).eval()


def numbers(case, name, bits):
    """Give an array of a case as numbers of so many bits."""
    return array(case, name).to(PRECISIONS[bits][0])


def close(ours, theirs, bits=64):
    torch.testing.assert_close(ours.double(), theirs.double(), atol=PRECISIONS[bits][1], rtol=0)


def test_every_golden_case_is_tested():
    tested = [*ONE_LAYER, *STARTED, *MASKED, *STATEFUL, *STACKS, *SEQUENCE_STACKS, *GRADIENTS]

    assert sorted(tested) == sorted(CASES)
    assert len(CASES) == 31


@every_precision
@pytest.mark.parametrize("case", ONE_LAYER)
def test_a_layer_gives_what_keras_gives(case, bits):
    layer = layer_of(ONE_LAYER[case], numbered(case, "w"), bits=bits)

    close(layer(numbers(case, "x", bits)), array(case, "y"), bits)


@every_precision
@pytest.mark.parametrize("case", [case for case, spec in ONE_LAYER.items() if spec.return_state])
def test_a_layer_hands_out_the_states_that_keras_hands_out(case, bits):
    layer = layer_of(ONE_LAYER[case], numbered(case, "w"), bits=bits)

    _, states = layer.run(numbers(case, "x", bits))

    expected = numbered(case, "state")
    assert len(states) == len(expected) > 0
    for ours, theirs in zip(states, expected, strict=True):
        close(ours, torch.from_numpy(theirs), bits)


@every_precision
@pytest.mark.parametrize("case", STARTED)
def test_a_layer_starts_from_given_states_as_keras_does(case, bits):
    layer = layer_of(STARTED[case], numbered(case, "w"), bits=bits)
    starts = tuple(numbers(case, f"init{at}", bits) for at in range(len(numbered(case, "init"))))

    out, states = layer.run(numbers(case, "x", bits), starts)

    close(out, array(case, "y"), bits)
    for ours, theirs in zip(states, numbered(case, "state"), strict=True):
        close(ours, torch.from_numpy(theirs), bits)


@every_precision
@pytest.mark.parametrize("case", MASKED)
def test_masked_steps_are_skipped_as_in_keras(case, bits):
    masking, recurrent = MASKED[case]
    layer = layer_of(recurrent, numbered(case, "w"), bits=bits)

    x, counts = build(masking, GIVEN, Chance(0)).run(numbers(case, "x", bits))
    out, _ = layer.run(x, step_mask=counts)

    close(out, array(case, "y"), bits)


@every_precision
@pytest.mark.parametrize("case", STATEFUL)
def test_a_stateful_layer_goes_on_where_it_was_as_in_keras(case, bits):
    layer, x = layer_of(STATEFUL[case], numbered(case, "w"), bits=bits), numbers(case, "x", bits)

    first, second = layer(x), layer(x)
    layer.reset_states()

    close(first, array(case, "y1"), bits)
    close(second, array(case, "y2"), bits)
    assert torch.equal(layer(x), first)


@every_precision
@pytest.mark.parametrize("case", ["rnn_seq_state", "lstm_seq_state", "gru_seq_state"])
def test_without_sequences_a_layer_gives_keras_last_output(case, bits):
    spec = ONE_LAYER[case].model_copy(update={"return_sequences": False})

    close(layer_of(spec, numbered(case, "w"), bits=bits)(numbers(case, "x", bits)), array(case, "y_last"), bits)


def test_the_last_output_of_both_directions_is_not_the_sequences_last_step():
    every, last = (array(f"bilstm_concat_{which}", "y") for which in ("seq", "last"))

    assert (every[:, -1, 4:] - last[:, 4:]).abs().max() > 0.05  # there, the backward direction saw one step
    close(torch.cat([every[:, -1, :4], every[:, 0, 4:]], dim=-1), last)


@every_precision
@pytest.mark.parametrize("case", STACKS)
def test_a_network_gives_what_the_same_model_gives_in_keras(case, bits):
    x, y = numbers(case, "x", bits), array(case, "y")
    experiment = experiment_on(("a", "b", "c"), layers=STACKS[case], windows={"timesteps": 5, "normalisation": "none"})
    experiment = experiment.with_settings("data", targets=("a",)).with_settings("windows", horizon=y.shape[1])
    network = Network(experiment).double().eval()
    made = [*STACKS[case], Dense(units=y.shape[1], activation="linear")]
    modules = [*network.layers.values(), network.output]

    given = GIVEN
    for at, (spec, module) in enumerate(zip(made, modules, strict=True)):
        module.load_state_dict(layer_state(spec, sine_arrays(spec, given, first=1 + 10 * at)))
        given = spec.output_shape(given)

    close(network.to(x.dtype)(x)[..., 0], y, bits)


@pytest.mark.parametrize("case", [case for case in STACKS if case.startswith("stack")])
def test_the_pattern_is_the_one_that_the_golden_weights_were_filled_with(case):
    given = GIVEN

    for at, spec in enumerate(STACKS[case]):
        for ours, theirs in zip(sine_arrays(spec, given, 1 + 10 * at), numbered(case, f"l{at}_w"), strict=True):
            np.testing.assert_array_equal(ours, theirs)
        given = spec.output_shape(given)


@every_precision
@pytest.mark.parametrize("case", SEQUENCE_STACKS)
def test_a_dense_layer_on_a_sequence_is_keras_time_distributed(case, bits):
    given, x = GIVEN, numbers(case, "x", bits)

    for at, spec in enumerate(SEQUENCE_STACKS[case]):
        x = layer_of(spec, numbered(case, f"l{at}_w"), given, bits)(x)
        given = spec.output_shape(given)

    close(x, array(case, "y"), bits)


@every_precision
@pytest.mark.parametrize("case", GRADIENTS)
def test_gradients_are_those_of_keras(case, bits):
    spec = GRADIENTS[case]
    layer = layer_of(spec, numbered(case, "w"), bits=bits)

    loss = torch.nn.functional.mse_loss(layer(numbers(case, "x", bits)), numbers(case, "target", bits))
    loss.backward()

    assert loss.item() == pytest.approx(float(ARRAYS[f"{case}/loss"]), abs=PRECISIONS[bits][1])
    expected = layer_state(spec, numbered(case, "g"))
    for name, parameter in layer.named_parameters():
        close(parameter.grad, expected[name], bits)
