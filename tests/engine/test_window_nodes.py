"""What the first nodes take from a window, the last ones give back: by hand, as properties, and to the gradients."""

import numpy as np
import pytest
import torch
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.engine.made_models import model_of
from tests.made_series import SMALL, experiment_on, numbered
from workbench.core.layers import GRU, LSTM, Dense, RepeatVector
from workbench.core.preparing.scaling import Scaler
from workbench.core.series import Series
from workbench.engine.forecasting.prediction import predict
from workbench.engine.model import Model
from workbench.engine.network import Network
from workbench.engine.window_nodes import WindowNodes

KINDS = ("none", "last", "mean_std", "last_std")
HAND = torch.tensor([[[1.0, 10.0], [3.0, 10.0], [2.0, 40.0], [6.0, 20.0]]], dtype=torch.float64)  # (1, 4, 2)


def nodes_of(columns=("a", "b"), inputs=("a", "b"), **windows):
    return WindowNodes(experiment_on(columns, inputs=inputs, windows={"timesteps": 4, **windows}))


def network_of(columns=("a",), *, inputs=None, layers=SMALL, training=None, **windows):
    """A network in 64 bits with random weights, biases included."""
    made = Network(experiment_on(columns, inputs=inputs, layers=layers, windows=windows, **(training or {})))
    with torch.no_grad():
        for parameter in made.parameters():
            parameter.normal_(std=0.5)
    return made.double().eval()


def silenced(network):
    """Let the output give zeros, whatever it is given."""
    with torch.no_grad():
        network.output.kernel.zero_()
        network.output.bias.zero_()
    return network


# by hand


def test_the_last_value_is_taken_from_every_column():
    x, taken = nodes_of(normalisation="last")(HAND)

    assert x.tolist() == [[[-5, -10], [-3, -10], [-4, 20], [0, 0]]]
    assert taken.shift.tolist() == [[[6, 20]]]
    assert taken.scale is None


def test_mean_and_deviation_are_those_of_the_window_with_the_divisor_t():
    x, taken = nodes_of(normalisation="mean_std")(HAND)

    deviations = np.sqrt([3.5 + 1e-5, 150 + 1e-5])  # variances of 1, 3, 2, 6 and of 10, 10, 40, 20
    assert taken.shift.tolist() == [[[3, 20]]]
    np.testing.assert_allclose(taken.scale, [[deviations]], rtol=1e-12)
    np.testing.assert_allclose(x[0, :, 0], np.array([-2, 0, -1, 3]) / deviations[0], rtol=1e-12)


def test_the_last_value_may_be_taken_and_the_rest_divided_by_the_deviation():
    x, taken = nodes_of(normalisation="last_std")(HAND)

    deviations = np.sqrt([3.5 + 1e-5, 150 + 1e-5])
    assert taken.shift.tolist() == [[[6, 20]]]
    np.testing.assert_allclose(taken.scale, [[deviations]], rtol=1e-12)
    np.testing.assert_allclose(x[0, :, 1], np.array([-10, -10, 20, 0]) / deviations[1], rtol=1e-12)


def test_a_residual_is_the_difference_to_one_season_before_and_gives_the_season_back():
    x, taken = nodes_of(normalisation="none", season=2, horizon=3, gap=1)(HAND)

    assert x.tolist() == [[[1, 30], [3, 10]]]
    assert taken.shift.tolist() == [[[6, 20], [2, 40], [6, 20]]]  # the second step of the last season, and so on
    assert taken.scale is None


def test_the_residual_is_normalised_by_its_own_window():
    x, taken = nodes_of(normalisation="last", season=2, horizon=2)(HAND)

    assert x.tolist() == [[[-2, 20], [0, 0]]]  # of the residuals 1, 3 and 30, 10
    assert taken.shift.tolist() == [[[2 + 3, 40 + 10], [6 + 3, 20 + 10]]]


def test_without_nodes_nothing_is_taken():
    x, taken = nodes_of(normalisation="none")(HAND)
    values = torch.randn(1, 1, 2, 3)

    assert x is HAND
    assert taken.give_back(values) is values


def test_a_target_gets_back_what_was_taken_from_its_own_column():
    _, taken = nodes_of(("b",), normalisation="last_std", season=1 + 1, horizon=1)(HAND)

    assert taken.shift.tolist() == [[[40 + 10]]]
    np.testing.assert_allclose(taken.scale, [[[np.sqrt(100 + 1e-5)]]], rtol=1e-12)


def test_a_flat_window_is_divided_by_a_small_number_not_by_zero():
    x, taken = nodes_of(normalisation="mean_std")(torch.full((1, 4, 2), 7.0))

    assert (x == 0).all()
    assert taken.scale.tolist() == [[pytest.approx([1e-5**0.5] * 2)]]


def test_locations_are_moved_and_deviations_only_stretched():
    _, taken = nodes_of(("a",), normalisation="last_std")(HAND)
    deviation = taken.scale.item()

    given_back = taken.give_back(torch.tensor([[[[0.5, 2.0]]]], dtype=torch.float64), deviations=1)

    assert given_back[0, 0, 0].tolist() == pytest.approx([6 + 0.5 * deviation, 2 * deviation])


# properties of whole networks


@given(timesteps=st.integers(2, 9), horizon=st.integers(1, 4), gap=st.integers(0, 3), seed=st.integers(0, 100))
def test_a_network_that_gives_zeros_forecasts_the_last_value(timesteps, horizon, gap, seed):
    network = silenced(network_of(normalisation="last", timesteps=timesteps, horizon=horizon, gap=gap))
    x = torch.randn(3, timesteps, 1, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))

    assert torch.equal(network(x), x[:, -1:].expand(-1, horizon, -1))


@given(
    season=st.integers(2, 6), seasons=st.integers(1, 3), horizon=st.integers(1, 15), gap=st.integers(0, 8),
    seed=st.integers(0, 100),
)  # fmt: skip
def test_a_network_that_gives_zeros_forecasts_the_last_season(season, seasons, horizon, gap, seed):
    timesteps = season * seasons + 1
    network = silenced(network_of(normalisation="none", season=season, timesteps=timesteps, horizon=horizon, gap=gap))
    pattern = np.random.default_rng(seed).normal(size=season)
    series = np.tile(pattern, timesteps + gap + horizon)

    forecast = network(torch.from_numpy(series[None, :timesteps, None]))

    np.testing.assert_array_equal(forecast[0, :, 0].detach(), series[timesteps + gap :][:horizon])


@pytest.mark.parametrize("kind", ["last", "mean_std", "last_std"])
@pytest.mark.parametrize("season", [None, 3])
@given(shift=st.floats(-1e3, 1e3), seed=st.integers(0, 50))
def test_a_series_moved_by_a_constant_has_its_forecast_moved_by_the_same(kind, season, shift, seed):
    network = network_of(("a", "b"), inputs=("b", "c", "a"), normalisation=kind, season=season, horizon=4)
    x = torch.randn(5, 8, 3, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))

    torch.testing.assert_close(network(x + shift), network(x) + shift, rtol=0, atol=1e-9)


@pytest.mark.parametrize("kind", ["mean_std", "last_std"])
@given(factor=st.floats(0.5, 100), seed=st.integers(0, 50))
def test_a_series_of_another_size_has_a_forecast_of_that_size(kind, factor, seed):
    network = network_of(normalisation=kind, horizon=4)
    x = 100 * torch.randn(5, 8, 1, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))
    assume(x.std(dim=1).min() > 1)

    # not exactly, because what is added to the variance does not grow with it
    torch.testing.assert_close(network(factor * x), factor * network(x), rtol=1e-4, atol=1e-4)


def test_without_normalisation_a_moved_series_is_another_one():
    network = network_of(normalisation="none")
    x = torch.randn(5, 8, 1, dtype=torch.float64)

    assert (network(x + 3) - network(x) - 3).abs().max() > 0.1


@given(shift=st.floats(-100, 100))
def test_a_seasonal_series_moved_by_a_constant_keeps_its_residual(shift):
    network = network_of(normalisation="none", season=3, horizon=4)
    x = torch.randn(5, 8, 1, dtype=torch.float64)

    torch.testing.assert_close(network(x + shift), network(x) + shift, rtol=0, atol=1e-9)


@given(shift=st.floats(-1e4, 1e4))
def test_a_models_forecast_moves_with_its_series_in_original_units(shift):
    model = model_of(experiment_on(("value",), windows={"horizon": 3}), numbered(200))
    series = numbered(50)
    moved = Series("moved", series.columns, series.values + shift)

    there, here = predict(model, moved).values, predict(model, series).values

    np.testing.assert_allclose(there, here + shift, atol=1e-2)  # in 32 bits


# gradients


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("season", [None, 2])
@pytest.mark.parametrize("loss", ["mse", "quantile", "gaussian_nll"])
def test_the_gradients_with_respect_to_the_window_are_those_of_small_differences(kind, season, loss):
    network = network_of(
        ("b", "a"), inputs=("a", "b", "c"), layers=(Dense(units=3, activation="tanh"), LSTM(units=2)),
        normalisation=kind, season=season, horizon=3, gap=1, timesteps=5, training={"loss": loss},
    )  # fmt: skip
    x = torch.randn(2, 5, 3, dtype=torch.float64, requires_grad=True)

    assert torch.autograd.gradcheck(network.distribution, (x,), atol=1e-7)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("season", [None, 2])
def test_every_weight_gets_a_gradient_through_the_nodes(kind, season):
    network = network_of(("a",), inputs=("a", "b"), normalisation=kind, season=season, horizon=3)

    network(torch.randn(16, 8, 2, dtype=torch.float64)).square().mean().backward()

    assert all((parameter.grad != 0).all() for parameter in network.parameters())


# what the network is otherwise


def test_nodes_have_no_weights_and_leave_the_names_of_the_others_alone():
    plain, full = Network(experiment_on()), Network(experiment_on(windows={"normalisation": "last_std", "season": 3}))

    assert list(full.state_dict()) == list(plain.state_dict())
    assert full.parameter_count == plain.parameter_count


def test_running_with_states_goes_through_both_ends():
    network = network_of(
        layers=(LSTM(units=3, return_state=True),), normalisation="mean_std", season=3, training={"loss": "quantile"}
    )
    x = torch.randn(4, 8, 1, dtype=torch.float64)

    assert torch.equal(network.run_with_states(x)[0], network(x))


def test_an_encoder_and_decoder_give_every_step_through_the_same_weights():
    stack = (LSTM(units=4), RepeatVector(n=5), GRU(units=3, return_sequences=True))
    network = network_of(("a", "b"), layers=stack, horizon=5, normalisation="none", training={"loss": "quantile"})
    x = torch.randn(2, 8, 2, dtype=torch.float64)

    given_back = network.distribution(x)

    decoded = network.layers["gru_1"](network.layers["repeat_vector_1"](network.layers["lstm_1"](x)))
    by_step = [decoded[:, step] @ network.output.kernel.T + network.output.bias for step in range(5)]
    assert network.output.kernel.shape == (2 * 3, 3)
    torch.testing.assert_close(given_back, torch.stack(by_step, dim=1).reshape(2, 5, 2, 3))


def test_a_model_whose_scalers_differ_in_a_column_that_is_given_back_is_refused():
    from workbench.core.errors import ExportError

    model = model_of()
    other = Scaler(("value",), model.target_scaler.shift + 1, model.target_scaler.divisor)

    with pytest.raises(ExportError) as caught:
        Model(**{**vars(model), "target_scaler": other})

    assert str(caught.value) == (
        "The model scales value differently as input and as target.\n"
        "The file is damaged; save the model again from its run."
    )


def test_a_model_that_gives_nothing_back_may_scale_as_it_likes():
    model = model_of(experiment_on(windows={"normalisation": "none"}))
    other = Scaler(("value",), model.target_scaler.shift + 1, model.target_scaler.divisor)

    assert Model(**{**vars(model), "target_scaler": other}).target_scaler is other
