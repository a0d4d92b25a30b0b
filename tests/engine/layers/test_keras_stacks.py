"""Stacks of every layer kind give what the same layers give in Keras 3: tests/data/golden/README.md."""

from pathlib import Path

import numpy as np
import pytest
import torch

from tests.engine.keras_weights import keras_shapes, layer_state
from tests.made_series import experiment_on
from workbench.core.layers import (
    GRU,
    LAYER_KINDS,
    LSTM,
    Conv1D,
    Dense,
    Dropout,
    LayerNormalization,
    Masking,
    RepeatVector,
    Segments,
    SimpleRNN,
)
from workbench.core.layers.stack import stack_of
from workbench.engine.network import Network

ARRAYS = np.load(Path(__file__).parents[2] / "data" / "golden" / "keras_layer_kinds.npz")
EVERY = {"return_sequences": True}
STATE = {"return_state": True}
PLAIN = {"activation": "linear"}
MASK = Masking(mask_value=0.5)
OUTPUT = Dense(units=2, activation="linear")
STACKS = {
    "conv_valid": (Conv1D(filters=4, kernel_size=3, activation="tanh"), LSTM(units=3)),
    "conv_same_even": (Conv1D(filters=4, kernel_size=2, padding="same", activation="relu"), LSTM(units=3)),
    "conv_same_strided": (
        Conv1D(filters=4, kernel_size=3, strides=2, padding="same", use_bias=False, **PLAIN),
        GRU(units=3),
    ),
    "conv_same_strided_even": (Conv1D(filters=2, kernel_size=4, strides=3, padding="same", **PLAIN), GRU(units=3)),
    "conv_causal": (Conv1D(filters=4, kernel_size=3, padding="causal", **PLAIN), SimpleRNN(units=3)),
    "conv_causal_strided": (
        Conv1D(filters=4, kernel_size=4, strides=2, padding="causal", **PLAIN),
        SimpleRNN(units=3),
    ),
    "conv_valid_strided": (Conv1D(filters=4, kernel_size=2, strides=3, **PLAIN), SimpleRNN(units=3)),
    "layer_normalization": (LayerNormalization(), LSTM(units=4), LayerNormalization(epsilon=0.1)),
    "segments": (Segments(n=2), LSTM(units=3)),
    "repeat_vector": (GRU(units=3), RepeatVector(n=4), LSTM(units=2)),
    "dense_without_bias": (LSTM(units=3), Dense(units=4, activation="tanh", use_bias=False)),
    "lstm_without_bias": (LSTM(units=3, use_bias=False),),
    "gru_without_bias": (GRU(units=3, use_bias=False),),
    "gru_reset_before_without_bias": (GRU(units=3, reset_after=False, use_bias=False, activation="relu"),),
    "mask_through_many": (
        MASK,
        Dense(units=4, activation="tanh"),
        Dropout(rate=0.3),
        LayerNormalization(),
        GRU(units=3, **EVERY),
        LSTM(units=2, bidirectional=True),
    ),
    "mask_both_ways": (MASK, GRU(units=3, bidirectional=True, **EVERY), SimpleRNN(units=3)),
    "mask_backwards": (MASK, LSTM(units=3, go_backwards=True, **EVERY), LSTM(units=2)),
    "mask_lost_in_segments": (MASK, Segments(n=2), LSTM(units=3)),
    "mask_lost_in_convolution": (MASK, Conv1D(filters=3, kernel_size=2, **PLAIN), LSTM(units=3)),
    "mask_reset_before": (MASK, GRU(units=3, reset_after=False)),
    "decoder_lstm": (LSTM(units=3, **STATE), RepeatVector(n=4), LSTM(units=3, initial_state="lstm_1")),
    "decoder_gru_from_rnn": (
        SimpleRNN(units=3, **STATE),
        RepeatVector(n=4),
        GRU(units=3, initial_state="simple_rnn_1"),
    ),
    "decoder_both_ways": (
        LSTM(units=2, bidirectional=True, **STATE),
        RepeatVector(n=4),
        LSTM(units=2, bidirectional=True, initial_state="lstm_1"),
    ),
    "decoder_masked": (
        MASK,
        LSTM(units=3, **STATE, **EVERY),
        LSTM(units=3, initial_state="lstm_1", **EVERY),
        Conv1D(filters=2, kernel_size=1, **PLAIN),
        SimpleRNN(units=2),
    ),
}


def experiment_of(case):
    experiment = experiment_on(
        ("a", "b", "c"), layers=STACKS[case], windows={"timesteps": 6, "horizon": 2, "normalisation": "none"}
    )
    return experiment.with_settings("data", targets=("a",))


def network_of(case):
    """Build the network of a case in 64 bits with Keras' weights."""
    network = Network(experiment_of(case)).double()
    rows = stack_of(experiment_of(case)).active_rows
    places = [
        *((row.spec, row.given, network.layers[row.name]) for row in rows),
        (OUTPUT, rows[-1].output, network.output),
    ]
    used = 0
    for spec, given, module in places:
        count = len(keras_shapes(spec, given))
        arrays = [ARRAYS[f"{case}/w{used + at}"].astype(np.float64) for at in range(count)]
        module.load_state_dict(layer_state(spec, arrays))
        used += count
    assert used == sum(name.startswith(f"{case}/w") for name in ARRAYS.files)
    return network.eval()


def test_every_case_and_every_layer_kind_is_tested():
    assert {name.split("/")[0] for name in ARRAYS.files} == set(STACKS)
    assert {type(spec) for stack in STACKS.values() for spec in stack} == set(LAYER_KINDS)


@pytest.mark.parametrize(("dtype", "atol"), [(torch.float64, 1e-6), (torch.float32, 1e-5)], ids=["64", "32"])
@pytest.mark.parametrize("case", STACKS)
def test_a_stack_gives_what_it_gives_in_keras(case, dtype, atol):
    network = network_of(case).to(dtype)

    out = network(torch.from_numpy(ARRAYS[f"{case}/x"]).to(dtype))[..., 0]

    expected = torch.from_numpy(ARRAYS[f"{case}/y"])
    torch.testing.assert_close(out.double(), expected.double(), atol=atol, rtol=0)


@pytest.mark.parametrize("case", [case for case in STACKS if not case.startswith("mask_lost")])
def test_a_stack_that_keras_can_build_has_no_problem_here(case):
    assert stack_of(experiment_of(case)).problems == ()


@pytest.mark.parametrize("case", ["mask_lost_in_segments", "mask_lost_in_convolution"])
def test_a_mask_that_keras_loses_is_told(case):
    (problem,) = stack_of(experiment_of(case)).problems

    assert problem.message == "No recurrent layer learns which steps layer 1 (Masking) marks."
