"""Truncated back-propagation through time: other gradients, the same values."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import TAME, filled
from workbench.core.layers import GRU, LSTM, Shape, SimpleRNN
from workbench.engine.machine.chance import Chance
from workbench.engine.network import build

KINDS = (LSTM, GRU, SimpleRNN)
NO_DROPOUT = {"dropout": st.just(0.0), "recurrent_dropout": st.just(0.0)}
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


def layer_of(spec, steps=None):
    layer = build(spec, Shape(None, 2), Chance(5)).double().train()
    layer.bptt_steps = steps
    return layer


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
@given(data=st.data(), steps=st.integers(1, 9), masked=st.booleans())
def test_the_values_are_those_of_the_whole_window(kind, data, steps, masked):
    spec = data.draw(filled(kind, units=st.just(3), activation=TAME, **NO_DROPOUT))
    x = torch.randn(4, 7, 2, dtype=torch.float64)
    counts = torch.rand(4, 7) < 0.5 if masked else None

    out, states = layer_of(spec, steps).run(x, step_mask=counts)

    expected, expected_states = layer_of(spec).run(x, step_mask=counts)
    torch.testing.assert_close(out, expected, atol=1e-12, rtol=0)
    torch.testing.assert_close(states, expected_states, atol=1e-12, rtol=0)


def steps_that_learn(layer, timesteps=7, chosen=slice(None)):
    """Give for each step of the window whether the output depends on it by a gradient."""
    x = torch.randn(4, timesteps, 2, dtype=torch.float64, requires_grad=True)
    (gradient,) = torch.autograd.grad(layer(x)[..., chosen].sum(), x)
    return (gradient.abs().amax(dim=(0, 2)) > 0).tolist()


@every_kind
@pytest.mark.parametrize(("steps", "learning"), [(1, 1), (3, 3), (6, 6), (7, 7), (50, 7)])
def test_gradients_reach_so_many_steps_from_the_end(kind, steps, learning):
    reached = steps_that_learn(layer_of(kind(units=3), steps))

    assert reached == [False] * (7 - learning) + [True] * learning


def test_each_direction_counts_from_the_end_of_its_own_reading():
    layer = layer_of(LSTM(units=3, bidirectional=True), 2)

    forwards = steps_that_learn(layer, chosen=slice(0, 3))
    backwards = steps_that_learn(layer, chosen=slice(3, 6))

    assert forwards == [False] * 5 + [True] * 2
    assert backwards == [True] * 2 + [False] * 5


def test_of_a_sequence_every_piece_learns_from_its_own_steps_and_the_first_one_may_be_shorter():
    layer = layer_of(GRU(units=3, return_sequences=True), 3)
    x = torch.randn(4, 7, 2, dtype=torch.float64, requires_grad=True)

    out = layer(x)
    reach = [
        (torch.autograd.grad(out[:, at].sum(), x, retain_graph=True)[0].abs().amax(dim=(0, 2)) > 0).nonzero().flatten()
        for at in range(7)
    ]

    assert [steps.tolist() for steps in reach] == [[0], [1], [1, 2], [1, 2, 3], [4], [4, 5], [4, 5, 6]]


def test_gradients_are_those_of_a_window_that_starts_with_a_given_state():
    cut, whole = layer_of(LSTM(units=3), 3), layer_of(LSTM(units=3))
    x = torch.randn(4, 7, 2, dtype=torch.float64)
    with torch.no_grad():
        _, states = whole.run(x[:, :4])

    gradients = [
        torch.autograd.grad(out.sum(), list(layer.parameters()))
        for layer, out in ((cut, cut(x)), (whole, whole.run(x[:, 4:], states)[0]))
    ]

    torch.testing.assert_close(*gradients)


def test_one_recurrent_mask_holds_for_all_pieces(monkeypatch):
    layer = layer_of(LSTM(units=3, recurrent_dropout=0.5), 3)
    seen, step = [], layer.forward_cell.step

    def watched(projected, states, state_mask):
        seen.append(state_mask)
        return step(projected, states, state_mask)

    monkeypatch.setattr(layer.forward_cell, "step", watched)
    layer(torch.randn(4, 7, 2, dtype=torch.float64))

    assert len(seen) == 7
    assert all(mask is seen[0] for mask in seen)


def test_a_forecast_is_not_cut():
    layer = layer_of(LSTM(units=3), 2).eval()

    assert all(steps_that_learn(layer))
