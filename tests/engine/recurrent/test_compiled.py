"""The compiled path computes what the reference computes, forwards and backwards, with the same bits each time."""

import gc
import weakref
from functools import partial

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from numba import njit

from workbench.core.layers import GRU, LSTM, Shape, SimpleRNN
from workbench.engine.activations import KNOWN_BY_VALUE
from workbench.engine.machine.chance import Chance
from workbench.engine.network import build
from workbench.engine.recurrent import arithmetic, compiled
from workbench.engine.recurrent.reference import run_steps

KINDS = pytest.mark.parametrize("kind", [LSTM, GRU, SimpleRNN], ids=lambda kind: kind.__name__)
SIZES = st.integers(1, 9)
MASKS = ((), ("state_mask",), ("step_mask",), ("state_mask", "step_mask"))


def cell_of(kind, inputs, units, **settings):
    cell = build(kind(units=units, **settings), Shape(None, inputs), Chance(1)).forward_cell
    with torch.no_grad():
        for weights in cell.parameters():
            weights.normal_(0.0, 1.2 / (1 + weights.shape[-1]) ** 0.5)
    return cell


def given_to(cell, batch, steps, seed=0):
    """Draw a window and first states, all of which take gradients."""
    torch.manual_seed(seed)
    x = torch.randn(batch, steps, cell.kernel.shape[1], requires_grad=True)
    return x, tuple(torch.randn(batch, cell.units, requires_grad=True) for _ in range(cell.state_count))


def values_and_gradients(run, cell, x, states, uses_outputs=True):
    """Run a window, and give outputs, last states and every gradient of a sum of all with uneven weights."""
    taken = [*cell.parameters(), x, *states]
    for one in taken:
        one.grad = None
    out, last = run(cell, x, states)
    results = [out, *last] if uses_outputs else list(last)
    generator = torch.Generator().manual_seed(5)
    sum((one * torch.randn(one.shape, generator=generator)).sum() for one in results).backward()
    return [one.detach().clone() for one in results], [one.grad.clone() for one in taken]


def masks_for(cell, batch, steps, names, seed=0):
    """Draw the masks that are named: half of each state dropped, and two of three steps that count."""
    torch.manual_seed(seed)
    every = {
        "state_mask": 2.0 * (torch.rand(batch, cell.units) < 0.5),
        "step_mask": torch.rand(batch, steps) < 2 / 3,
    }
    return {name: every[name] for name in names}


def in_64_bits(cell, x, states, uses_outputs=True, **masks):
    """What the reference gives, exactly enough to be the truth."""
    exact = build(cell.spec, Shape(None, x.shape[2]), Chance(1)).forward_cell.double()
    exact.load_state_dict(cell.state_dict())
    wide = [one.detach().double().requires_grad_() for one in (x, *states)]
    run = partial(run_steps, **masks)
    return values_and_gradients(run, exact, wide[0], tuple(wide[1:]), uses_outputs)


def close(ours, theirs):
    for values, exact in zip(ours, theirs, strict=True):
        for one, other in zip(values, exact, strict=True):
            torch.testing.assert_close(one.double(), other, rtol=1e-5, atol=1e-5 * max(1.0, other.abs().max().item()))


@KINDS
@given(batch=SIZES, steps=SIZES, inputs=SIZES, units=SIZES, threads=st.integers(1, 3), use_bias=st.booleans())
def test_values_and_gradients_are_the_references(kind, batch, steps, inputs, units, threads, use_bias):
    cell = cell_of(kind, inputs, units, use_bias=use_bias)
    x, states = given_to(cell, batch, steps)

    ours = values_and_gradients(lambda *window: compiled.run(*window, min(threads, batch)), cell, x, states)

    close(ours, in_64_bits(cell, x, states))


@KINDS
@pytest.mark.parametrize("names", MASKS[1:], ids=" and ".join)
@given(batch=SIZES, steps=SIZES, units=SIZES, threads=st.integers(1, 3), seed=st.integers(0, 99))
def test_with_masks_they_are_the_references_too(kind, names, batch, steps, units, threads, seed):
    cell = cell_of(kind, 2, units)
    x, states = given_to(cell, batch, steps, seed)
    masks = masks_for(cell, batch, steps, names, seed)

    run = partial(compiled.run, threads=min(threads, batch), **masks)
    ours = values_and_gradients(run, cell, x, states)

    close(ours, in_64_bits(cell, x, states, **masks))


@KINDS
@pytest.mark.parametrize("activation", KNOWN_BY_VALUE)
@given(batch=SIZES, steps=SIZES, units=SIZES, seed=st.integers(0, 99))
def test_they_are_with_every_activation_whose_slope_follows_from_its_value(kind, activation, batch, steps, units, seed):
    cell = cell_of(kind, 2, units, activation=activation)
    x, states = given_to(cell, batch, steps, seed)

    ours = values_and_gradients(lambda *window: compiled.run(*window, 1), cell, x, states)

    close(ours, in_64_bits(cell, x, states))


@KINDS
def test_where_no_step_counts_the_states_and_their_gradients_pass_through(kind):
    cell = cell_of(kind, 2, 5)
    x, states = given_to(cell, 3, 4)
    never = torch.zeros(3, 4, dtype=torch.bool)

    _, last = compiled.run(cell, x, states, 1, step_mask=never, wants_outputs=False)
    sum(state.sum() for state in last).backward()

    assert all(torch.equal(after, before) for after, before in zip(last, states, strict=True))
    assert all((state.grad == 1).all() for state in states)
    assert all((weights.grad == 0).all() for weights in cell.parameters())
    assert (x.grad == 0).all()


@KINDS
def test_they_are_where_vector_instructions_end_and_rows_remain(kind):
    cell = cell_of(kind, 5, 67)
    x, states = given_to(cell, 33, 7)

    ours = values_and_gradients(lambda *window: compiled.run(*window, 2), cell, x, states)

    close(ours, in_64_bits(cell, x, states))


@KINDS
def test_last_states_alone_are_the_same_without_the_outputs(kind):
    cell = cell_of(kind, 2, 5)
    x, states = given_to(cell, 4, 6)

    def run(*window):
        return compiled.run(*window, 1, wants_outputs=False)

    assert run(cell, x, states)[0].shape == (4, 0, 5)
    close(values_and_gradients(run, cell, x, states, uses_outputs=False), in_64_bits(cell, x, states, False))


@KINDS
@pytest.mark.parametrize("threads", [1, 2, 3])
def test_the_same_threads_give_the_same_bits(kind, threads):
    cell = cell_of(kind, 3, 16)
    x, states = given_to(cell, 50, 8)

    def run(*window):
        return compiled.run(*window, threads)

    first, again = (values_and_gradients(run, cell, x, states) for _ in range(2))

    assert all(torch.equal(*both) for one in zip(first, again, strict=True) for both in zip(*one, strict=True))


@KINDS
@pytest.mark.parametrize("names", MASKS, ids=" and ".join)
@pytest.mark.parametrize("steps", [1, 2, 3, 4_001])
def test_without_gradients_a_window_keeps_one_step_and_gives_the_same_bits(kind, steps, names):
    cell = cell_of(kind, 1, 3)
    x, states = given_to(cell, 9, steps)
    run = partial(compiled.run, cell, x, states, 2, **masks_for(cell, 9, steps, names))
    out, last = run()

    with torch.inference_mode():
        same_out, same_last = run()

    assert all(torch.equal(one, same) for one, same in zip((out, *last), (same_out, *same_last), strict=True))
    assert not same_out.requires_grad


@KINDS
def test_a_forecast_needs_the_memory_of_one_step_however_long_the_window_is(kind):
    cell, kept = cell_of(kind, 1, 3), []
    for steps in (2, 200):
        compiled.forget(cell)
        with torch.inference_mode():
            compiled.run(cell, *given_to(cell, 9, steps), 1)
        kept.append(compiled._WORKSPACES[cell].nbytes)

    assert kept[0] == kept[1] > 0


def test_an_input_that_needs_no_gradient_gets_none():
    cell = cell_of(LSTM, 2, 3)
    x, states = given_to(cell, 4, 5)

    _, (h, _) = compiled.run(cell, x.detach(), tuple(one.detach() for one in states), 1)
    h.sum().backward()

    assert cell.kernel.grad is not None
    assert x.grad is None


def test_gradients_of_one_window_can_be_taken_once():
    cell = cell_of(GRU, 2, 3)
    out, _ = compiled.run(cell, *given_to(cell, 4, 5), 1)
    loss = out.sum()
    loss.backward(retain_graph=True)

    with pytest.raises(RuntimeError, match="were taken before"):
        loss.backward()


def test_two_windows_can_wait_for_their_gradients_at_once():
    cell = cell_of(LSTM, 2, 4)
    (x, states), (y, others) = given_to(cell, 3, 5, seed=1), given_to(cell, 3, 5, seed=2)
    first, second = compiled.run(cell, x, states, 1)[0], compiled.run(cell, y, others, 1)[0]

    (first.sum() + second.sum()).backward()

    exact = build(cell.spec, Shape(None, 2), Chance(1)).forward_cell.double()
    exact.load_state_dict(cell.state_dict())
    run_steps(exact, x.detach().double(), tuple(one.detach().double() for one in states))[0].sum().backward()
    run_steps(exact, y.detach().double(), tuple(one.detach().double() for one in others))[0].sum().backward()
    torch.testing.assert_close(cell.kernel.grad.double(), exact.kernel.grad, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
@KINDS
def test_a_value_that_is_no_number_does_not_become_one(kind, bad):
    cell = cell_of(kind, 1, 4)
    x = torch.zeros(2, 3, 1)
    with torch.no_grad():
        cell.recurrent_kernel[0, 0] = float("nan")
        x[0, 0, 0] = bad

    out, _ = compiled.run(cell, x, cell.initial_states(x), 1)

    assert out[0].isnan().any()


def test_what_a_cell_keeps_for_its_next_batch_goes_with_the_cell():
    cell = cell_of(LSTM, 1, 4)
    compiled.run(cell, *given_to(cell, 2, 3), 1)
    kept = weakref.ref(compiled._WORKSPACES[cell])

    del cell
    gc.collect()

    assert kept() is None


@njit
def tanh_of(x):
    """In 32 bits, which a call from Python is not."""
    values = np.empty_like(x)
    for at in range(x.size):
        values[at] = arithmetic.tanh(x[at])
    return values


def test_tanh_is_right_within_a_few_units_in_the_last_place():
    x = np.linspace(-12, 12, 200_001).astype(np.float32)

    ours = tanh_of(x)

    exact = np.tanh(x.astype(np.float64))
    assert np.abs(ours - exact).max() < 4.5e-7
    assert np.abs(ours / np.where(x == 0, 1, exact) - 1)[x != 0].max() < 4.5e-7
    assert np.abs(ours).max() <= 1


@pytest.mark.parametrize(("x", "value"), [(np.inf, 1.0), (-np.inf, -1.0), (0.0, 0.0)])
def test_tanh_at_its_ends(x, value):
    assert tanh_of(np.float32([x])) == pytest.approx(value, abs=4.5e-7)


def test_tanh_of_no_number_is_none():
    assert np.isnan(tanh_of(np.float32(["nan"])))


@pytest.mark.parametrize(("kind", "gate"), [(GRU, 1), (LSTM, 1)], ids=["GRU's z", "LSTM's forget gate"])
def test_a_gate_that_is_open_keeps_a_state_over_thousands_of_steps(kind, gate):
    cell = cell_of(kind, 1, 3)
    with torch.no_grad():
        for weights in cell.parameters():
            weights.zero_()
        cell.bias[3 * gate : 3 * gate + 3] = 20.0
        if kind is LSTM:
            cell.bias[:3] = -20.0
    ones = torch.ones(2, 3)

    _, last = compiled.run(cell, torch.zeros(2, 5_000, 1), (ones,) * cell.state_count, 1, wants_outputs=False)

    torch.testing.assert_close(last[-1], ones, rtol=0, atol=1e-5)


def test_a_sigmoid_is_right_at_both_ends():
    x = np.linspace(-80, 80, 200_001).astype(np.float32)

    ours, exact = sigmoid_of(x), 1 / (1 + np.exp(-x.astype(np.float64)))

    assert np.abs(ours / exact - 1).max() < 3e-7
    assert np.isnan(sigmoid_of(np.float32(["nan"])))
    assert sigmoid_of(np.float32([np.inf, -np.inf])).tolist() == pytest.approx([1.0, 0.0], abs=1e-37)


@njit
def sigmoid_of(x):
    values = np.empty_like(x)
    for at in range(x.size):
        values[at] = arithmetic.sigmoid(x[at])
    return values
