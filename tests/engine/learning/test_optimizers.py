from functools import partial

import pytest
import torch

from tests.engine.trained import Training
from tests.made_series import experiment_on, sine
from workbench.core.layers import LSTM
from workbench.core.settings.training_spec import TrainingSpec
from workbench.engine.learning.events import BatchDone
from workbench.engine.learning.optimizers import optimizer_for

OPTIMIZERS = ("adam", "adamw", "rmsprop", "sgd")
RATES = {"adam": 0.01, "adamw": 0.01, "rmsprop": 0.005, "sgd": 0.1}


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("loss", ["mse", "mae", "huber"])
def test_every_optimizer_makes_every_loss_smaller(optimizer, loss):
    experiment = experiment_on(
        layers=(LSTM(units=8),), optimizer=optimizer, loss=loss, learning_rate=RATES[optimizer], epochs=3
    )

    training = Training(experiment, sine(300))
    before = training.loss_on("validation")
    training.to_the_end()

    assert training.events[-1].validation_loss < 0.7 * before


TORCHS = {
    "adam": partial(torch.optim.AdamW, betas=(0.9, 0.999), eps=1e-7),
    "adamw": partial(torch.optim.AdamW, betas=(0.9, 0.999), eps=1e-7),
    "rmsprop": partial(torch.optim.RMSprop, alpha=0.9, eps=1e-7),
    "sgd": partial(torch.optim.SGD, momentum=0.5),
}


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_an_optimizer_steps_as_torchs_own_with_keras_constants_whatever_the_rate(name):
    chance = torch.Generator().manual_seed(3)
    weights, gradients = torch.randn(50, generator=chance), torch.randn(6, 50, generator=chance)
    torchs_weights = torch.nn.Parameter(weights.clone())
    torchs = TORCHS[name]([torchs_weights], lr=1.0, weight_decay=0.0)
    ours = optimizer_for(weights, TrainingSpec(optimizer=name, momentum=0.5))

    for rate, gradient in zip((0.1, 0.1, 0.02, 0.3, 0.001, 0.1), gradients, strict=True):
        torchs.param_groups[0]["lr"] = rate
        torchs_weights.grad = gradient.clone()
        torchs.step()
        ours.step(weights, gradient, rate)

    torch.testing.assert_close(weights, torchs_weights.detach(), rtol=1e-6, atol=1e-7)


def test_fused_adam_takes_torchs_fused_steps_to_the_last_bit():
    chance = torch.Generator().manual_seed(3)
    weights, gradients = torch.randn(50, generator=chance), torch.randn(6, 50, generator=chance)
    torchs_weights = torch.nn.Parameter(weights.clone())
    torchs = torch.optim.AdamW([torchs_weights], lr=0.1, eps=1e-7, weight_decay=0.3, fused=True)
    ours = optimizer_for(weights, TrainingSpec(weight_decay=0.3))

    for gradient in gradients:
        torchs_weights.grad = gradient.clone()
        torchs.step()
        ours.step(weights, gradient, 0.1)

    assert torch.equal(weights, torchs_weights.detach())


def first_step(**settings):
    """Take one step of plain gradient descent: its length, and what was told of it."""
    experiment = experiment_on(optimizer="sgd", momentum=0.0, learning_rate=0.5, windows={"scaler": "none"}, **settings)
    training = Training(experiment)
    before = torch.cat([value.flatten() for value in training.weights.values()])
    for event in training:
        if isinstance(event, BatchDone):
            break
    after = torch.cat([value.flatten() for value in training.weights.values()])
    return (after - before).norm().item(), event


def test_clipping_bounds_the_step_and_tells_the_gradient_before_it():
    step, batch = first_step(clip_norm=0.01)

    assert batch.gradient_norm > 1
    assert step == pytest.approx(0.5 * 0.01, rel=1e-3)


def test_without_clipping_the_step_is_the_whole_gradient():
    step, batch = first_step(clip_norm=None)

    assert step == pytest.approx(0.5 * batch.gradient_norm, rel=1e-3)


def test_a_gradient_shorter_than_the_limit_is_left_alone():
    step, batch = first_step(clip_norm=1e6)

    assert step == pytest.approx(0.5 * batch.gradient_norm, rel=1e-3)


def two_steps(**settings):
    """Give one weight that was 2 after two steps against the gradient 3."""
    weight = torch.tensor([2.0])
    optimizer = optimizer_for(weight, TrainingSpec(learning_rate=0.1, **settings))
    for _ in range(2):
        optimizer.step(weight, torch.tensor([3.0]), 0.1)
    return weight.item()


@pytest.mark.parametrize(
    ("settings", "steps"),
    [
        ({"optimizer": "adam"}, (0.1, 0.1)),  # Adam's steps against an even gradient are the rate
        ({"optimizer": "adamw"}, (0.1, 0.1)),
        ({"optimizer": "sgd", "momentum": 0.5}, (0.1 * 3, 0.1 * 4.5)),
        ({"optimizer": "rmsprop"}, (0.1 / 0.1**0.5, 0.1 / 0.19**0.5)),  # 0.1 = 1 - 0.9, 0.19 = 1 - 0.9²
    ],
    ids=["adam", "adamw", "sgd", "rmsprop"],
)
@pytest.mark.parametrize("decay", [0.0, 0.2])
def test_weight_decay_shrinks_the_weight_before_each_step_and_leaves_the_gradient_alone(settings, steps, decay):
    expected = 2.0
    for step in steps:
        expected = expected * (1 - 0.1 * decay) - step

    assert two_steps(weight_decay=decay, **settings) == pytest.approx(expected, rel=1e-5)
