import math

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from workbench.core.layers import GRU, LSTM, Shape, SimpleRNN
from workbench.core.settings.training_spec import TrainingSpec
from workbench.engine.learning.descent import Descent
from workbench.engine.machine.chance import Chance
from workbench.engine.network import build
from workbench.engine.recurrent import GRUCell, LSTMCell, SimpleRNNCell
from workbench.engine.recurrent.cells import in_one_chunk
from workbench.engine.recurrent.reference import run_steps

CELLS = [
    (LSTMCell, LSTM, "tanh"),
    (GRUCell, GRU, "tanh"),
    (SimpleRNNCell, SimpleRNN, "tanh"),
    (SimpleRNNCell, SimpleRNN, "relu"),
]
every_cell = pytest.mark.parametrize(("cell_class", "spec_class", "activation"), CELLS)
BASIC = [(LSTMCell, LSTM, 4), (GRUCell, GRU, 3), (SimpleRNNCell, SimpleRNN, 1)]
every_kind = pytest.mark.parametrize(("cell_class", "spec_class", "gates"), BASIC)
SIZES = st.integers(1, 6)


def random_layer(spec, inputs):
    """A layer in 64 bits, of which no weight and no bias is what it would be at the start."""
    layer = build(spec, Shape(None, inputs), Chance(3)).double()
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.normal_(std=0.7)
    return layer


@every_cell
@given(batch=SIZES, timesteps=SIZES, inputs=SIZES, units=SIZES)
@settings(max_examples=30)
def test_the_reference_and_torchs_kernel_agree_in_values_and_gradients(
    cell_class, spec_class, activation, batch, timesteps, inputs, units
):
    layer = random_layer(spec_class(units=units, activation=activation), inputs)
    cell = layer.forward_cell
    x = torch.randn(batch, timesteps, inputs, dtype=torch.float64, requires_grad=True)
    started = tuple(torch.randn(batch, units, dtype=torch.float64) for _ in range(cell.state_count))
    wanted = [x, *cell.parameters()]

    reference, native = run_steps(cell, x, started), cell.run_native(x, started)
    gradients = [torch.autograd.grad((out.sin().sum() + last[-1].sum()), wanted) for out, last in (reference, native)]

    assert isinstance(cell, cell_class)
    assert cell.native_obstacle() == ""
    torch.testing.assert_close(reference, native, atol=1e-10, rtol=0)
    torch.testing.assert_close(*gradients, atol=1e-10, rtol=1e-10)


@every_cell
@pytest.mark.parametrize("use_bias", [True, False])
def test_for_cudnn_the_weights_of_a_cell_lie_in_one_chunk_of_their_own(cell_class, spec_class, activation, use_bias):
    """Else cuDNN takes what follows two matrices for their biases: in a training, the next layer's weights."""
    layer = random_layer(spec_class(units=4, activation=activation, use_bias=use_bias), 4)
    cell = layer.forward_cell
    Descent(layer, TrainingSpec())
    wide = len(cell.kernel)

    weights = cell.weights_on(torch.device("cuda:0"))

    chunk = torch.empty(0, dtype=torch.float64).set_(weights[0].untyped_storage())
    biases = cell.native_weights()[2:] or [torch.zeros(wide, dtype=torch.float64)] * 2
    expected = torch.cat([one.flatten() for one in (cell.kernel, cell.recurrent_kernel, *biases)])
    assert [one.shape for one in weights] == [(wide, 4), (wide, 4), (wide,), (wide,)]
    assert [one.storage_offset() for one in weights] == [0, 4 * wide, 8 * wide, 9 * wide]
    assert torch.equal(chunk, expected)


@every_cell
@pytest.mark.parametrize("use_bias", [True, False])
def test_in_one_chunk_the_weights_compute_the_same_and_learn_the_same(
    monkeypatch, cell_class, spec_class, activation, use_bias
):
    cell = random_layer(spec_class(units=4, activation=activation, use_bias=use_bias), 3).forward_cell
    x = torch.randn(5, 6, 3, dtype=torch.float64)
    started = tuple(torch.randn(5, 4, dtype=torch.float64) for _ in range(cell.state_count))

    apart = cell.run_native(x, started)
    monkeypatch.setattr(cell, "weights_on", lambda device: in_one_chunk(cell.native_weights()))
    together = cell.run_native(x, started)

    gradients = [torch.autograd.grad(out.sin().sum() + last[-1].sum(), list(cell.parameters()))
                 for out, last in (apart, together)]  # fmt: skip
    torch.testing.assert_close(together, apart, atol=1e-12, rtol=0)
    torch.testing.assert_close(*gradients, atol=1e-12, rtol=1e-12)


@every_kind
def test_another_activation_shapes_the_state(cell_class, spec_class, gates):
    x = torch.randn(2, 5, 3, dtype=torch.float64)
    made = {}
    for activation in ("tanh", "softsign"):
        torch.manual_seed(0)
        made[activation] = random_layer(spec_class(units=4, activation=activation), 3)(x)

    assert made["softsign"].shape == made["tanh"].shape
    assert (made["softsign"] - made["tanh"]).abs().max() > 0.01


@every_kind
def test_the_kernel_starts_uniform_within_glorots_limit(cell_class, spec_class, gates):
    inputs, units = 20, 50

    kernel = cell_class(inputs, spec_class(units=units), Chance(1)).kernel.detach()

    limit = math.sqrt(6 / (inputs + gates * units))  # Keras sees all gates as one matrix
    assert kernel.shape == (gates * units, inputs)
    assert 0.98 * limit < kernel.abs().max() <= limit
    assert kernel.std() == pytest.approx(limit / math.sqrt(3), rel=0.05)


@every_kind
def test_the_recurrent_kernel_starts_orthogonal_as_one_matrix(cell_class, spec_class, gates):
    units = 8

    recurrent_kernel = cell_class(3, spec_class(units=units), Chance(1)).recurrent_kernel

    assert recurrent_kernel.shape == (gates * units, units)
    torch.testing.assert_close(recurrent_kernel.T @ recurrent_kernel, torch.eye(units), atol=1e-5, rtol=0)


@every_kind
def test_biases_start_at_zero_but_for_the_forget_gates_one(cell_class, spec_class, gates):
    units = 8

    bias = cell_class(3, spec_class(units=units), Chance(1)).bias

    expected = torch.zeros(6 * units if cell_class is GRUCell else gates * units)
    if cell_class is LSTMCell:
        expected[units : 2 * units] = 1  # the gates stand in the order i, f, g, o
    assert torch.equal(bias, expected)


def test_the_two_directions_of_a_layer_start_differently():
    layer = build(LSTM(units=4, bidirectional=True), Shape(None, 3), Chance(1))

    assert not torch.equal(layer.forward_cell.kernel, layer.backward_cell.kernel)
    assert not torch.equal(layer.forward_cell.recurrent_kernel, layer.backward_cell.recurrent_kernel)
