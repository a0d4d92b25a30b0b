"""Losses by their definitions, and what the forecast "tomorrow equals today" scores at them."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.trained import Training
from tests.made_series import experiment_on, numbered, sine
from workbench.core.layers import LSTM
from workbench.core.layers.ends import DEVIATION_FLOOR
from workbench.core.series import Series
from workbench.core.settings.training_spec import TrainingSpec
from workbench.engine.learning.losses import gaussian_nll, loss_for, pinball_loss
from workbench.engine.network import Network

LOSSES = ("mse", "mae", "huber", "quantile", "gaussian_nll")
EXTREME = {"loss": "quantile", "quantiles": (0.001, 0.5, 0.999)}


def spread_network(loss, **training):
    """A network with random weights, biases included, so that its quantiles cross."""
    made = Network(experiment_on(("a", "b"), windows={"horizon": 3}, loss=loss, **training))
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.normal_()
    return made.eval()


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"loss": "mse"}, (0.25 + 9) / 2),
        ({"loss": "mae"}, (0.5 + 3) / 2),
        ({"loss": "huber"}, (0.5 * 0.25 + 1 * (3 - 0.5)) / 2),
        ({"loss": "huber", "huber_delta": 2.0}, (0.5 * 0.25 + 2 * (3 - 1)) / 2),
    ],
)
def test_a_loss_is_the_mean_of_its_definition(settings, expected):
    loss = loss_for(TrainingSpec(**settings))

    assert loss(torch.tensor([[0.5], [-3.0]]), torch.zeros(2)).item() == pytest.approx(expected)


def test_the_pinball_loss_weighs_misses_above_and_below_by_the_level():
    quantiles = torch.tensor([[[[1.0, 2.0, 5.0]]]])  # of the levels 0.1, 0.5 and 0.8
    truth = torch.tensor([[[3.0]]])

    loss = pinball_loss((0.1, 0.5, 0.8))(quantiles, truth)

    assert loss.item() == pytest.approx((0.1 * 2 + 0.5 * 1 + 0.2 * 2) / 3)


def test_the_pinball_loss_of_the_median_is_half_the_absolute_error():
    forecast, truth = torch.randn(4, 3, 2), torch.randn(4, 3, 2)

    loss = loss_for(TrainingSpec(loss="quantile", quantiles=(0.5,)))(forecast[..., None], truth)

    torch.testing.assert_close(loss, 0.5 * torch.nn.functional.l1_loss(forecast, truth))


@pytest.mark.parametrize("bits", [torch.bfloat16, torch.float16])
@pytest.mark.parametrize("settings", [*({"loss": loss} for loss in LOSSES[:3]), {"loss": "gaussian_nll"}, EXTREME])
def test_a_loss_is_computed_in_32_bits_whatever_the_network_computes_in(settings, bits):
    loss = loss_for(TrainingSpec(**settings))
    numbers = torch.Generator().manual_seed(1)
    given = torch.rand(64, 3, 2, TrainingSpec(**settings).values_per_target, generator=numbers).add(0.5).to(bits)
    truth = torch.randn(64, 3, 2, generator=numbers)

    in_few_bits, in_32_bits, in_64_bits = (
        loss(given, truth.to(bits)), loss(given.float(), truth), loss(given.double(), truth.double())
    )  # fmt: skip

    assert in_few_bits.dtype == torch.float32
    torch.testing.assert_close(in_few_bits, loss(given.float(), truth.to(bits).float()), rtol=0, atol=0)
    torch.testing.assert_close(loss(given, truth), in_32_bits, rtol=0, atol=0)
    assert in_64_bits.dtype == torch.float64
    assert in_32_bits.item() == pytest.approx(in_64_bits.item(), rel=1e-5)


def test_a_level_close_to_one_is_not_rounded_to_it_where_quantiles_come_in_16_bits():
    quantiles = torch.tensor([[[[-3.0, -3.0, 0.0]]]], dtype=torch.bfloat16)
    truth = torch.full((1, 1, 1), -3.0)

    loss = loss_for(TrainingSpec(**EXTREME))(quantiles, truth)

    assert loss.item() == pytest.approx((1 - 0.999) * 3 / 3, rel=1e-4)  # the last one alone misses, by 3 from above


@given(level=st.floats(0.05, 0.95), size=st.integers(21, 60))
def test_the_pinball_loss_is_smallest_at_the_quantile_of_the_truth(level, size):
    truth = torch.from_numpy(np.random.default_rng(size).normal(size=(size, 1, 1)))
    candidates = truth.flatten()

    losses = [pinball_loss((level,))(value.expand(size, 1, 1, 1), truth).item() for value in candidates]

    best = candidates[int(np.argmin(losses))].item()
    below = (truth < best).double().mean().item()
    assert below <= level + 1e-9
    assert level <= below + 1 / size + 1e-9


def test_the_gaussian_loss_is_the_density_of_the_normal_distribution():
    moments = torch.tensor([[[[1.0, 2.0]]], [[[0.0, 0.5]]]], dtype=torch.float64)
    truth = torch.tensor([[[2.0]], [[0.25]]], dtype=torch.float64)

    loss = gaussian_nll(moments, truth)

    densities = [
        math.exp(-0.5 * 0.25) / (2 * math.sqrt(2 * math.pi)),
        math.exp(-0.125) / (0.5 * math.sqrt(2 * math.pi)),
    ]
    assert loss.item() == pytest.approx(-sum(map(math.log, densities)) / 2)


def test_the_gaussian_loss_is_torchs_own_with_nothing_left_out():
    mean, deviation, truth = torch.randn(5, 3, 2), torch.rand(5, 3, 2) + 0.1, torch.randn(5, 3, 2)

    loss = gaussian_nll(torch.stack([mean, deviation], dim=-1), truth)

    torch.testing.assert_close(loss, torch.nn.functional.gaussian_nll_loss(mean, truth, deviation**2, full=True))


@pytest.mark.parametrize("loss", ["quantile", "gaussian_nll"])
def test_the_gradients_of_a_loss_are_those_of_small_differences(loss):
    given_out = torch.rand(3, 2, 1, 3 if loss == "quantile" else 2, dtype=torch.float64) + 0.5
    truth = torch.randn(3, 2, 1, dtype=torch.float64)

    assert torch.autograd.gradcheck(
        lambda values: loss_for(TrainingSpec(loss=loss))(values, truth), (given_out.requires_grad_(),)
    )


@pytest.mark.parametrize("loss", LOSSES)
def test_a_forecast_without_its_last_axis_is_a_mistake_and_no_number(loss):
    with pytest.raises(ValueError, match="a loss of"):
        loss_for(TrainingSpec(loss=loss))(torch.zeros(4, 3, 1), torch.zeros(4, 3, 1))


# what the network gives


@pytest.mark.parametrize(
    ("loss", "values"), [("mse", 1), ("mae", 1), ("huber", 1), ("quantile", 3), ("gaussian_nll", 2)]
)
def test_the_loss_reads_a_distribution_and_the_forecast_is_its_middle(loss, values):
    network, x = spread_network(loss), torch.randn(6, 8, 2)

    whole, point = network.distribution(x), network(x)

    assert whole.shape == (6, 3, 2, values)
    assert point.shape == (6, 3, 2)
    if loss != "quantile":
        assert torch.equal(point, whole[..., 0])


def test_quantiles_are_handed_out_in_order_and_the_forecast_is_the_median_among_them():
    network, x = spread_network("quantile", quantiles=(0.1, 0.3, 0.5, 0.9)), torch.randn(50, 8, 2)

    crossing, handed_out = network.distribution(x), network.forecast(x)

    assert (crossing.diff(dim=-1) < 0).any()
    assert (handed_out.diff(dim=-1) >= 0).all()
    assert torch.equal(handed_out, crossing.sort(dim=-1).values)
    assert torch.equal(network(x), handed_out[..., 2])


@given(seed=st.integers(0, 1_000))
def test_putting_quantiles_in_order_never_makes_the_loss_larger(seed):
    generator = torch.Generator().manual_seed(seed)
    quantiles = torch.randn(4, 2, 1, 5, generator=generator, dtype=torch.float64)
    truth = torch.randn(4, 2, 1, generator=generator, dtype=torch.float64)
    loss = pinball_loss((0.05, 0.2, 0.5, 0.7, 0.9))

    assert loss(quantiles.sort(dim=-1).values, truth) <= loss(quantiles, truth) + 1e-12


def test_a_deviation_is_a_softplus_and_never_below_its_floor():
    network = spread_network("gaussian_nll")
    x = torch.randn(6, 8, 2)
    with torch.no_grad():
        network.output.kernel.zero_()
        network.output.bias.view(3, 2, 2)[..., 1] = torch.tensor([[0.0, 2.0], [-1_000.0, -3.0], [50.0, 1.0]])

    deviations = network.distribution(x)[0, ..., 1]

    expected = np.log1p(np.exp([[0.0, 2.0], [-1_000.0, -3.0], [50.0, 1.0]])) + DEVIATION_FLOOR
    np.testing.assert_allclose(deviations.detach(), expected, rtol=1e-5)
    assert deviations.min().item() == pytest.approx(1e-4)


# training


@pytest.mark.parametrize("loss", LOSSES)
def test_training_makes_every_loss_smaller_and_beats_the_last_value(loss):
    is_density = loss == "gaussian_nll"  # which falls without end where nothing is random, and wavers on the way
    experiment = experiment_on(
        layers=(LSTM(units=16),), windows={"timesteps": 24}, loss=loss, epochs=6,
        learning_rate=0.004 if is_density else 0.01,
    )  # fmt: skip

    trained = Training(experiment, sine(600)).to_the_end()

    first, *later = trained.losses[1]
    assert min(later) < first - is_density
    assert min(later) < trained.events[0].naive_loss - is_density


def test_about_as_much_of_the_truth_lies_between_two_quantiles_as_their_levels_say():
    noise = np.random.default_rng(5).normal(size=(1_500, 1))
    experiment = experiment_on(
        loss="quantile", quantiles=(0.2, 0.5, 0.8), windows={"normalisation": "none", "horizon": 2},
        epochs=8, batch_size=64, learning_rate=0.01,
    )  # fmt: skip
    trained = Training(experiment, Series("noise", ("value",), noise)).to_the_end()
    windows = trained.prepared.windows["test"]

    with torch.inference_mode():
        low, _, high = trained.network.eval().forecast(torch.from_numpy(windows.x.copy())).unbind(-1)

    inside = (windows.y >= low.numpy()) & (windows.y <= high.numpy())
    assert inside.mean() == pytest.approx(0.6, abs=0.1)


# "tomorrow equals today"


def naive_loss_of(loss, **training):
    """On values that grow by one in each row, at horizon 3 behind a gap of 2: 3, 4 and 5 steps behind."""
    windows = {"horizon": 3, "gap": 2, "scaler": "none", "stride": 2}
    return next(iter(Training(experiment_on(windows=windows, loss=loss, **training), numbered(300)))).naive_loss


@pytest.mark.parametrize(
    ("loss", "training", "expected"),
    [
        ("mse", {}, (9 + 16 + 25) / 3),
        ("mae", {}, 4),
        ("huber", {}, (2.5 + 3.5 + 4.5) / 3),
        ("quantile", {}, 4 * (0.1 + 0.5 + 0.9) / 3),  # every level says the same, and the truth is above it
        ("quantile", {"quantiles": (0.5, 0.7)}, 4 * (0.5 + 0.7) / 2),
        # each step is off by 3, 4 and 5 in the training part too, which is the deviation then
        ("gaussian_nll", {}, 0.5 + (math.log(3) + math.log(4) + math.log(5)) / 3 + 0.5 * math.log(2 * math.pi)),
    ],
)
def test_tomorrow_equals_today_is_judged_by_the_same_loss(loss, training, expected):
    assert naive_loss_of(loss, **training) == pytest.approx(expected, rel=1e-5)


def test_the_naive_deviation_is_that_of_the_training_part_alone():
    calm = numbered(300)
    wild = Series("wild", calm.columns, calm.values.copy())
    wild.values[255:] *= 7  # in the test part

    losses = [
        next(iter(Training(experiment_on(loss="gaussian_nll", windows={"scaler": "none"}), series))).naive_loss
        for series in (calm, wild)
    ]

    assert losses[0] == losses[1]


def test_a_series_that_stands_still_has_a_naive_deviation_of_the_floor():
    still = numbered(300)
    still.values[:] = 5

    naive = next(iter(Training(experiment_on(loss="gaussian_nll"), still))).naive_loss

    assert naive == pytest.approx(math.log(DEVIATION_FLOOR) + 0.5 * math.log(2 * math.pi), rel=1e-5)


def test_the_naive_loss_does_not_depend_on_how_many_samples_are_looked_at_together(monkeypatch):
    told = [naive_loss_of("gaussian_nll")]
    monkeypatch.setattr("workbench.engine.learning.losses.samples_at_once", lambda steps: 7)
    told.append(naive_loss_of("gaussian_nll"))

    assert told[0] == pytest.approx(told[1])
