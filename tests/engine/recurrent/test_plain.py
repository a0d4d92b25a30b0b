"""Any recurrent layer computes what its equations say, and what torch's own computes where they mean the same."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import TAME, filled
from tests.engine.keras_weights import keras_arrays, keras_shapes, layer_state
from tests.engine.plain_recurrent import ACTIVATIONS, run_layer
from workbench.core.layers import GRU, LSTM, Shape, SimpleRNN
from workbench.core.layers.activations import Activation
from workbench.engine.machine.chance import Chance
from workbench.engine.network import build

KINDS = (LSTM, GRU, SimpleRNN)
SIZES = st.integers(1, 4)
NO_DROPOUT = {"dropout": st.just(0.0), "recurrent_dropout": st.just(0.0)}


def any_layer(kind):
    """Draw a layer of ``kind`` with every flag, of a size that plain equations can bear."""
    return filled(kind, units=SIZES, activation=TAME, **NO_DROPOUT)


def chance_numbers(seed, *shape):
    return np.random.default_rng(seed).normal(size=shape)


def built(spec, inputs, seed):
    """Build a layer in 64 bits with random weights: the module, and Keras' arrays of the same weights."""
    layer = build(spec, Shape(None, inputs), Chance(0)).double()
    shapes = keras_shapes(spec, Shape(None, inputs)).values()
    arrays = [0.7 * chance_numbers((seed, at), *shape) for at, shape in enumerate(shapes)]
    layer.load_state_dict(layer_state(spec, arrays))
    return layer, arrays


def close(ours, theirs):
    np.testing.assert_allclose(ours.detach().numpy(), theirs, atol=1e-10, rtol=1e-10)


def test_the_equations_know_every_activation():
    assert set(ACTIVATIONS) == set(Activation.__args__)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data(), batch=SIZES, timesteps=SIZES, inputs=SIZES, seed=st.integers(0, 1_000))
def test_a_layer_computes_its_equations_with_every_flag(kind, data, batch, timesteps, inputs, seed):
    spec = data.draw(any_layer(kind))
    layer, arrays = built(spec, inputs, seed)
    x = chance_numbers(seed, batch, timesteps, inputs)
    count = len(spec.state_names) * spec.directions
    starts = (
        [chance_numbers((seed, at), batch, spec.units) for at in range(count)] if data.draw(st.booleans()) else None
    )
    counts = np.random.default_rng(seed).random((batch, timesteps)) < 0.6 if data.draw(st.booleans()) else None

    out, states = layer.eval().run(
        torch.from_numpy(x),
        None if starts is None else tuple(torch.from_numpy(start) for start in starts),
        None if counts is None else torch.from_numpy(counts),
    )

    plain, plain_states = run_layer(spec, arrays, x, starts=starts, counts=counts)
    close(out, plain)
    for ours, theirs in zip(states, plain_states, strict=True):
        close(ours, theirs)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_exponential_computes_its_equations_as_long_as_its_numbers_are_small(kind):
    spec = kind(units=3, activation="exponential", return_sequences=True)
    layer, arrays = built(spec, 2, seed=1)
    x = 0.1 * chance_numbers(1, 4, 2, 2)

    out, _ = layer.eval().run(torch.from_numpy(x))

    close(out, run_layer(spec, arrays, x)[0])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(
    batch=SIZES, timesteps=SIZES, inputs=SIZES, units=SIZES, seed=st.integers(0, 1_000),
    bidirectional=st.booleans(), use_bias=st.booleans(), started=st.booleans(),
)  # fmt: skip
def test_a_layer_computes_what_torchs_own_computes(
    kind, batch, timesteps, inputs, units, seed, bidirectional, use_bias, started
):
    spec = kind(units=units, return_sequences=True, bidirectional=bidirectional, use_bias=use_bias)
    layer, _ = built(spec, inputs, seed)
    theirs = {"lstm": torch.nn.LSTM, "gru": torch.nn.GRU, "simple_rnn": torch.nn.RNN}[spec.kind](
        inputs, units, batch_first=True, bidirectional=bidirectional, bias=use_bias
    ).double()
    theirs.load_state_dict(torch_state(spec, layer.state_dict()))
    x = torch.from_numpy(chance_numbers(seed, batch, timesteps, inputs))
    count = len(spec.state_names)
    starts = tuple(
        torch.from_numpy(chance_numbers((seed, at), batch, units)) * started for at in range(count * spec.directions)
    )

    out, states = layer.run(x, starts)
    grouped = [torch.stack(starts[at::count]) for at in range(count)]
    their_out, their_states = theirs(x, tuple(grouped) if count == 2 else grouped[0])

    torch.testing.assert_close(out, their_out, atol=1e-10, rtol=0)
    their_states = their_states if count == 2 else (their_states,)
    for at in range(count):
        torch.testing.assert_close(torch.stack(states[at::count]), their_states[at], atol=1e-10, rtol=0)


def torch_state(spec, state):
    """Give our weights by torch's names; torch has a second bias where Keras has one."""
    made = {}
    for direction, suffix in (("forward_cell", ""), ("backward_cell", "_reverse"))[: spec.directions]:
        made[f"weight_ih_l0{suffix}"] = state[f"{direction}.kernel"]
        made[f"weight_hh_l0{suffix}"] = state[f"{direction}.recurrent_kernel"]
        if spec.use_bias:
            bias = state[f"{direction}.bias"]
            both = bias.chunk(2) if isinstance(spec, GRU) else (bias, torch.zeros_like(bias))
            made[f"bias_ih_l0{suffix}"], made[f"bias_hh_l0{suffix}"] = both
    return made


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data(), inputs=SIZES, seed=st.integers(0, 1_000))
def test_weights_go_to_keras_and_come_back(kind, data, inputs, seed):
    spec = data.draw(any_layer(kind))
    layer, arrays = built(spec, inputs, seed)

    back = keras_arrays(spec, layer.state_dict(), Shape(None, inputs))

    for ours, theirs in zip(back, arrays, strict=True):
        np.testing.assert_array_equal(ours, theirs)
