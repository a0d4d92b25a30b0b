"""Steps against the gradient: several batches as one, clipping, and one row of memory."""

import math

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.trained import Training, same
from tests.made_series import experiment_on, numbered
from workbench.core.layers import GRU, LSTM, Dense
from workbench.core.preparing.prepared import prepare
from workbench.core.settings.training_spec import TrainingSpec
from workbench.engine.learning.batches import Batches
from workbench.engine.learning.descent import Descent
from workbench.engine.learning.events import BatchDone, EpochDone
from workbench.engine.machine.precision import LossScale
from workbench.engine.network import Network
from workbench.engine.samples import DeviceWindows

PLAIN = {"optimizer": "sgd", "momentum": 0.0, "learning_rate": 1.0, "clip_norm": None}


class Slope(torch.nn.Module):
    """A weight of a few numbers whose loss has the gradient that a test wants."""

    def __init__(self, *begin):
        super().__init__()
        self.weight = torch.nn.Parameter(torch.tensor(begin))

    def loss(self, *gradient):
        return (self.weight * torch.tensor(gradient)).sum()


def step_of(gradient, **settings):
    """Give the step that is taken against ``gradient``, and the norm that is told."""
    slope = Slope(*(0.0 for _ in gradient))
    descent = Descent(slope, TrainingSpec(**{**PLAIN, **settings}))
    descent.begin()
    descent.gather(slope.loss(*gradient), 1.0)
    norm = descent.step(1.0)
    return (-slope.weight.detach()).tolist(), norm


# One row of memory


def test_the_parameters_keep_their_values_names_and_shapes():
    network = Network(experiment_on(layers=(LSTM(units=5, return_sequences=True), GRU(units=3), Dense(units=2))))
    before = {name: value.clone() for name, value in network.state_dict().items()}

    descent = Descent(network, TrainingSpec())

    assert same(network.state_dict(), before)
    assert all(parameter.data_ptr() % 64 == 0 for parameter in network.parameters())
    base = descent.weights.data_ptr()
    inside = range(base, base + 4 * descent.weights.numel())
    assert all(parameter.data_ptr() in inside for parameter in network.parameters())


def test_a_parameter_that_is_not_trained_stays_out_of_it():
    network = Network(experiment_on())
    network.output.bias.requires_grad_(False)

    descent = Descent(network, TrainingSpec(learning_rate=1.0))
    descent.begin()
    descent.gather(network(torch.randn(4, 8, 1)).square().sum(), 1.0)
    descent.step(1.0)

    assert network.output.bias.tolist() == [0.0]
    assert network.output.bias.grad is None


def test_afterwards_the_gradients_memory_is_given_back():
    training = Training().to_the_end()

    assert [parameter.grad for parameter in training.network.parameters()] == [None] * 5


# Clipping


@pytest.mark.parametrize(
    ("settings", "step"),
    [
        ({}, [3.0, -4.0]),
        ({"clip_norm": 2.5}, [1.5, -2.0]),
        ({"clip_norm": 50.0}, [3.0, -4.0]),
        ({"clip_value": 3.5}, [3.0, -3.5]),
        ({"clip_value": 1.0}, [1.0, -1.0]),
        ({"clip_value": 1.0, "clip_norm": 1.0}, [0.5**0.5, -(0.5**0.5)]),
    ],
    ids=str,
)
def test_clipping_cuts_by_value_and_then_shortens_and_tells_the_gradient_before_it(settings, step):
    taken, norm = step_of((3.0, -4.0), **settings)

    assert taken == pytest.approx(step, rel=1e-5)
    assert norm == pytest.approx(5.0)


@given(
    st.lists(st.floats(-1e6, 1e6, width=32), min_size=1, max_size=5),
    st.floats(1e-3, 1e3),
    st.floats(1e-3, 1e3),
)
def test_after_clipping_both_limits_hold(gradient, norm, value):
    taken, _ = step_of(gradient, clip_norm=norm, clip_value=value)

    assert max(map(abs, taken)) <= value * (1 + 1e-5)
    assert math.hypot(*taken) <= norm * (1 + 1e-5)


@pytest.mark.parametrize(
    "settings", [{}, {"clip_norm": 2.5}, {"clip_norm": 50.0}, {"clip_norm": 1.0, "clip_value": 1.0}]
)
def test_a_norm_that_stays_on_the_device_clips_alike(settings):
    slopes = Slope(0.0, 0.0), Slope(0.0, 0.0)
    for slope, at_once in zip(slopes, (True, False), strict=True):
        descent = Descent(slope, TrainingSpec(**{**PLAIN, **settings}), measures_at_once=at_once)
        descent.begin()
        descent.gather(slope.loss(3.0, -4.0), 1.0)
        norm = descent.step(1.0)
        assert isinstance(norm, float if at_once else torch.Tensor)
        assert float(norm) == pytest.approx(5.0)

    torch.testing.assert_close(slopes[0].weight, slopes[1].weight)


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_no_step_is_taken_against_a_gradient_that_is_no_number(bad):
    taken, norm = step_of((1.0, bad))

    assert taken == [0.0, 0.0]
    assert not math.isfinite(norm)


# The scale of the loss, for 16 bits


def test_a_scaled_loss_takes_the_same_steps_to_the_last_bit():
    plain, scaled = Slope(1.0, 2.0), Slope(1.0, 2.0)
    for slope, scale in ((plain, None), (scaled, LossScale())):
        descent = Descent(slope, TrainingSpec(), scale=scale)
        for gradient in ((0.3, -0.1), (0.2, 0.7)):
            descent.begin()
            descent.gather(slope.loss(*gradient), 1.0)
            descent.step(0.1)

    assert torch.equal(plain.weight, scaled.weight)


def test_a_scale_that_was_too_large_costs_a_step_and_is_halved():
    slope, scale = Slope(1.0), LossScale(2.0**127)
    descent = Descent(slope, TrainingSpec(**PLAIN), scale=scale)

    told = []
    for _ in range(3):
        descent.begin()
        descent.gather(slope.loss(4.0), 1.0)
        told.append(descent.step(0.25))

    assert told == [None, None, 4.0]  # 2^129 and 2^128 are more than 32 bits hold
    assert (scale.value, scale.good_steps) == (2.0**125, 1)
    assert slope.weight.item() == 0.0


def test_a_gradient_that_is_no_number_at_any_scale_is_told():
    scale = LossScale(4.0)
    descent = Descent(slope := Slope(1.0), TrainingSpec(), scale=scale)
    told = []
    for _ in range(3):
        descent.begin()
        descent.gather(slope.loss(math.inf), 1.0)
        told.append(descent.step(0.1))

    assert told == [None, None, math.inf]


def test_after_two_thousand_good_steps_the_scale_is_doubled():
    scale = LossScale(8.0)

    for _ in range(2_000):
        scale.count_good_step()

    assert (scale.value, scale.good_steps) == (16.0, 0)


# Several batches as one


def batches_of(count, **training):
    """Cut ``count`` training samples into batches."""
    spec = TrainingSpec(**training)
    experiment = experiment_on()
    windows = prepare(numbered(400), experiment).windows["train"]
    few = type(windows)(windows.features, windows.targets, windows.starts[:count], 8, 0, 1)
    samples = DeviceWindows(torch.from_numpy(few.features), torch.from_numpy(few.targets), few)
    return Batches(samples, spec)


@given(st.integers(1, 200), st.integers(1, 50), st.integers(1, 9))
def test_every_sample_weighs_the_same_in_its_step_whatever_its_batch(count, size, accumulate):
    made = batches_of(count, batch_size=size, accumulate=accumulate)
    batches = list(made.one_epoch())

    assert sum(len(batch.x) for batch in batches) == count
    assert len(batches) == made.count
    assert sum(batch.ends_step for batch in batches) == made.steps == sum(batch.begins_step for batch in batches)
    step = []
    for batch in batches:
        assert batch.begins_step == (not step)
        step.append(batch)
        if batch.ends_step:
            of_step = sum(len(one.x) for one in step)
            assert [one.share for one in step] == pytest.approx([len(one.x) / of_step for one in step])
            assert len(step) == accumulate or batch is batches[-1]
            step = []
    assert step == []


@given(st.integers(1, 200), st.integers(1, 50))
def test_batches_that_are_gathered_together_are_those_of_the_order(count, size):
    made, other = batches_of(count, batch_size=size), batches_of(count, batch_size=size)
    made._ahead = 3

    order = torch.randperm(count, generator=other.order)
    for batch, index in zip(made.one_epoch(), order.split(size), strict=True):
        assert torch.equal(batch.x, other.samples.x[index])
        assert torch.equal(batch.y, other.samples.y[index])


@pytest.mark.parametrize(("size", "accumulate"), [(16, 2), (8, 4), (10, 3), (40, 2), (1, 32)])
def test_accumulated_batches_equal_one_large_batch_the_last_smaller_step_included(size, accumulate):
    settings = {"learning_rate": 0.01, "clip_norm": 0.1, "epochs": 2}
    large = Training(experiment_on(batch_size=size * accumulate, **settings)).to_the_end()
    many = Training(experiment_on(batch_size=size, accumulate=accumulate, **settings)).to_the_end()

    for name, weight in large.weights.items():
        torch.testing.assert_close(many.weights[name], weight, rtol=1e-4, atol=1e-5)
    assert many.of(EpochDone)[-1].gradient_norm == pytest.approx(large.of(EpochDone)[-1].gradient_norm, rel=1e-4)
    assert len(many.of(BatchDone)) == 2 * math.ceil(132 / size)


def test_only_a_batch_that_is_followed_by_a_step_tells_a_norm():
    batches = Training(experiment_on(epochs=1, accumulate=4)).to_the_end().of(BatchDone)

    assert [batch.gradient_norm is None for batch in batches] == [True, True, True, False] * 2 + [False]
