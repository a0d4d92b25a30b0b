import math
from typing import get_args

import pytest
import torch

from workbench.core.layers import GRU, LSTM, Conv1D, Dense, Shape, SimpleRNN
from workbench.core.layers.initializers import KernelInitializer, RecurrentInitializer
from workbench.engine.initializers import TRUNCATED_DEVIATION, chrono_bias, first_weights
from workbench.engine.layers import build
from workbench.engine.machine.chance import Chance

INPUTS, OUTPUTS = 120, 300
# variances by their definition in Keras: scale / fan
VARIANCES = {
    "glorot": 1 / ((INPUTS + OUTPUTS) / 2),
    "he": 2 / INPUTS,
    "lecun": 1 / INPUTS,
}


def cell_of(spec, inputs=20):
    return build(spec, Shape(None, inputs), Chance(1)).forward_cell


@pytest.mark.parametrize("rule", VARIANCES)
def test_a_uniform_rule_has_its_variance_and_its_limit(rule):
    weights = first_weights(f"{rule}_uniform", INPUTS, OUTPUTS, Chance(1))

    limit = math.sqrt(3 * VARIANCES[rule])
    assert weights.shape == (OUTPUTS, INPUTS)
    assert 0.99 * limit < weights.abs().max() <= limit
    assert weights.var().item() == pytest.approx(VARIANCES[rule], rel=0.02)
    assert weights.mean().item() == pytest.approx(0, abs=0.01 * limit)


@pytest.mark.parametrize("rule", VARIANCES)
def test_a_normal_rule_has_its_variance_although_it_ends_at_two_deviations(rule):
    weights = first_weights(f"{rule}_normal", INPUTS, OUTPUTS, Chance(1))

    edge = 2 * math.sqrt(VARIANCES[rule]) / TRUNCATED_DEVIATION
    assert 0.98 * edge < weights.abs().max() <= edge * (1 + 1e-6)
    assert weights.var().item() == pytest.approx(VARIANCES[rule], rel=0.02)


def test_the_truncated_deviation_is_that_of_a_normal_distribution_cut_at_two():
    density, share = math.exp(-2) / math.sqrt(2 * math.pi), math.erf(math.sqrt(2))

    assert pytest.approx(math.sqrt(1 - 4 * density / share), abs=1e-9) == TRUNCATED_DEVIATION


@pytest.mark.parametrize(("inputs", "outputs"), [(6, 9), (9, 6), (5, 5)])
def test_orthogonal_weights_have_orthonormal_rows_or_columns(inputs, outputs):
    weights = first_weights("orthogonal", inputs, outputs, Chance(1))

    product = weights.T @ weights if inputs < outputs else weights @ weights.T
    torch.testing.assert_close(product, torch.eye(min(inputs, outputs)), atol=1e-5, rtol=0)


def test_the_identity_of_a_gated_layer_stands_at_its_first_gate_as_in_keras():
    recurrent_kernel = cell_of(LSTM(units=3, recurrent_initializer="identity")).recurrent_kernel

    expected = torch.zeros(12, 3)
    expected[:3] = torch.eye(3)
    assert torch.equal(recurrent_kernel, expected)


@pytest.mark.parametrize("name", get_args(KernelInitializer))
def test_a_rule_is_used_for_the_kernel_of_every_kind_that_has_one(name):
    made = [
        cell_of(GRU(units=4, kernel_initializer=name)).kernel,
        build(Dense(units=4, kernel_initializer=name), Shape(None, 20), Chance(1)).kernel,
        build(Conv1D(filters=4, kernel_initializer=name), Shape(5, 20), Chance(1)).kernel,
    ]
    others = [
        cell_of(GRU(units=4)).kernel,
        build(Dense(units=4), Shape(None, 20), Chance(1)).kernel,
        build(Conv1D(filters=4), Shape(5, 20), Chance(1)).kernel,
    ]

    same = [torch.equal(one, other) for one, other in zip(made, others, strict=True)]

    assert same == [name == "glorot_uniform"] * 3


@pytest.mark.parametrize("name", get_args(RecurrentInitializer))
def test_a_rule_is_used_for_the_recurrent_kernel(name):
    chosen = cell_of(SimpleRNN(units=8, recurrent_initializer=name))

    assert torch.equal(chosen.recurrent_kernel, cell_of(SimpleRNN(units=8)).recurrent_kernel) == (name == "orthogonal")
    assert torch.equal(chosen.kernel, cell_of(SimpleRNN(units=8)).kernel)


def test_torchs_limit_is_that_of_the_units_or_of_the_inputs():
    chosen = {"kernel_initializer": "torch_default"}
    cell = cell_of(LSTM(units=50, recurrent_initializer="torch_default", **chosen))
    dense = build(Dense(units=60, **chosen), Shape(None, 40), Chance(1))
    convolution = build(Conv1D(filters=60, kernel_size=3, **chosen), Shape(9, 10), Chance(1))

    made = [cell.kernel, cell.recurrent_kernel, dense.kernel, convolution.kernel]
    assert [weights.abs().max().item() ** -2 for weights in made] == pytest.approx([50, 50, 40, 30], rel=0.01)


@pytest.mark.parametrize(
    ("name", "variance"),
    [("glorot_uniform", 1 / ((3 * 20 + 3 * 50) / 2)), ("he_normal", 2 / (3 * 20)), ("lecun_uniform", 1 / (3 * 20))],
)
def test_a_convolution_reaches_as_many_values_as_its_kernel_is_long(name, variance):
    spec = Conv1D(filters=50, kernel_size=3, kernel_initializer=name)

    kernel = build(spec, Shape(9, 20), Chance(1)).kernel

    assert kernel.shape == (50, 20, 3)
    assert kernel.var().item() == pytest.approx(variance, rel=0.05)


def test_the_first_weights_of_the_defaults_stay_what_they_were():
    generator = torch.Generator().manual_seed(7)
    limit = math.sqrt(6 / (3 + 16))
    kernel = torch.empty(16, 3).uniform_(-limit, limit, generator=generator)
    square = torch.nn.init.orthogonal_(torch.empty(4, 16), generator=generator)

    cell = build(LSTM(units=4), Shape(None, 3), Chance(7)).forward_cell

    assert torch.equal(cell.kernel, kernel)
    assert torch.equal(cell.recurrent_kernel, square.T)


@pytest.mark.parametrize("bias", [0.0, 1.0, 4.0, -2.5])
def test_the_forget_bias_starts_where_it_was_set(bias):
    expected = torch.zeros(12)
    expected[3:6] = bias  # the gates stand in the order i, f, g, o

    assert torch.equal(cell_of(LSTM(units=3, forget_bias=bias)).bias, expected)


def test_the_expected_memory_of_an_lstm_opens_the_forget_gate_as_far_as_it_closes_the_input_gate():
    bias = cell_of(LSTM(units=400, expected_memory=50)).bias

    input_gate, forget_gate, rest = bias.split([400, 400, 800])
    assert torch.equal(input_gate, -forget_gate)
    assert (rest == 0).all()
    spans = forget_gate.exp()
    assert 1 <= spans.min() < 2
    assert 48 < spans.max() <= 49 + 1e-4
    assert spans.mean().item() == pytest.approx(25, rel=0.1)  # uniform from 1 to 49


@pytest.mark.parametrize("reset_after", [True, False])
def test_the_expected_memory_of_a_gru_opens_the_gate_that_keeps_the_state(reset_after):
    cell = cell_of(GRU(units=5, expected_memory=50, reset_after=reset_after))

    kept = cell.bias[5:10]  # the gates stand in the order r, z, n, and h' = z·h + (1 - z)·n
    assert (kept > 0).all()
    assert cell.bias.count_nonzero() == 5
    assert torch.equal(torch.sort(kept).values, torch.sort(cell.bias[cell.bias != 0]).values)


@pytest.mark.parametrize(
    "spec", [LSTM(units=64), LSTM(units=64, expected_memory=200), GRU(units=64, expected_memory=200)]
)
def test_a_long_expected_memory_lets_gradients_through_a_long_window(spec):
    layer = build(spec, Shape(200, 1), Chance(1))
    x = torch.randn(8, 200, 1, requires_grad=True)

    (gradient,) = torch.autograd.grad(layer(x).sum(), x)
    ratio = gradient[:, 0].abs().mean() / gradient[:, -1].abs().mean()

    if spec.expected_memory is None:
        assert ratio < 1e-6
    else:
        assert ratio > 1e-3


def test_a_cell_without_a_bias_draws_none():
    chance = Chance(1)

    cell = build(LSTM(units=3, use_bias=False, expected_memory=50), Shape(None, 2), chance).forward_cell

    assert cell.bias is None
    assert torch.equal(chrono_bias(2, 9, chance), chrono_bias(2, 9, _after_weights()))


def _after_weights():
    """Give the chance as it is after the weights of an LSTM of 3 units on 2 inputs."""
    chance = Chance(1)
    build(LSTM(units=3), Shape(None, 2), chance)
    return chance


@pytest.mark.parametrize("kind", [LSTM, GRU], ids=lambda kind: kind.__name__)
def test_first_weights_do_not_depend_on_the_threads(kind):
    def recurrent_kernel(threads):
        torch.set_num_threads(threads)
        return build(kind(units=48), Shape(None, 3), Chance(7)).forward_cell.recurrent_kernel

    one, two = recurrent_kernel(1), recurrent_kernel(2)

    assert torch.get_num_threads() == 2
    assert torch.equal(one, two)
