"""Monte-Carlo dropout: passes that repeat, a spread by hand, and a network that is as before."""

import numpy as np
import pytest
import torch

from tests.engine.made_models import model_of
from tests.made_series import experiment_on, sine
from workbench.core.errors import SettingsError
from workbench.core.layers import GRU, LSTM, Conv1D, Dropout
from workbench.core.preparing.prepared import prepare
from workbench.core.transforms import Difference
from workbench.engine.forecasting import prediction
from workbench.engine.forecasting.feeding_back import Ahead, forecasts_ahead
from workbench.engine.forecasting.prediction import forecast_part, forecast_with_dropout, predict
from workbench.engine.judgement.dropout import Passes, spread_of_passes, with_dropout
from workbench.engine.judgement.evaluation import evaluate, open_test, with_intervals
from workbench.engine.judgement.spreads import IntervalChoice
from workbench.engine.model import network_of
from workbench.engine.network import Network

DROPPING = {
    "a dropout layer": (LSTM(units=4), Dropout(rate=0.5)),
    "on the input": (LSTM(units=4, return_sequences=True), LSTM(units=4, dropout=0.5)),
    "on the state": (GRU(units=4, recurrent_dropout=0.5),),
    "of a stateful layer": (LSTM(units=4, dropout=0.3, stateful=True),),
}
FEW = Passes(20, seed=3)


def prepared_with(layers, **windows):
    stride = 8 if any(getattr(spec, "stateful", False) for spec in layers) else 1
    return prepare(sine(300), experiment_on(layers=layers, windows={"horizon": 2, "stride": stride, **windows}))


def spread_on(prepared, network, passes=FEW):
    return forecast_with_dropout(network, prepared.windows["validation"], prepared.target_units, passes)


@pytest.mark.parametrize("layers", DROPPING.values(), ids=DROPPING.keys())
def test_the_same_passes_give_the_same_interval_and_leave_the_network_as_it_was(layers):
    prepared = prepared_with(layers)
    network = Network(prepared.experiment)
    before, _ = forecast_part(network, prepared, "validation")
    chance = network.chance.states()

    one, other = (spread_on(prepared, network) for _ in range(2))

    np.testing.assert_array_equal(one.quantiles, other.quantiles)
    assert one.method == "dropout"
    assert one.levels == (0.1, 0.9)  # 20 passes hold no edge of 95 %
    assert (one.quantiles[..., 1] > one.quantiles[..., 0]).all()
    np.testing.assert_array_equal(forecast_part(network, prepared, "validation")[0], before)
    assert all(torch.equal(state, network.chance.states()[name]) for name, state in chance.items())
    assert (spread_on(prepared, network, Passes(20, seed=4)).quantiles != one.quantiles).any()


def test_the_interval_lies_between_the_forecasts_of_every_pass():
    """Many passes, and as many forecasts that are drawn one by one: the same quantiles but for chance."""
    prepared = prepared_with(DROPPING["a dropout layer"])
    network = Network(prepared.experiment)

    spread = spread_on(prepared, network, Passes(2_000))

    drawn = []
    with with_dropout(network, Passes(10, seed=9)), torch.inference_mode():
        x = torch.from_numpy(prepared.windows["validation"].x[:1].copy())
        drawn = np.stack([network(x)[0].numpy() for _ in range(2_000)])
    expected = np.quantile(prepared.target_scaler.restore(drawn), spread.levels, axis=0)
    size = np.ptp(expected, axis=0)
    assert (np.abs(np.moveaxis(spread.quantiles[0], -1, 0) - expected) < 0.1 * size).all()


def test_of_differences_each_pass_is_added_up_before_the_quantiles_are_taken():
    wanted = experiment_on(layers=(LSTM(units=4), Dropout(rate=0.5)), windows={"horizon": 3})
    wanted = wanted.with_settings("data", transforms=(Difference(column="value"),))
    prepared = prepare(sine(300), wanted)
    network = Network(wanted)

    spread = spread_on(prepared, network, Passes(400))

    width = (spread.quantiles[..., -1] - spread.quantiles[..., 0])[:, :, 0].mean(axis=0)
    assert width[2] < 3 * width[0]  # one edge of every step added up would be the sum of all three
    assert width[2] > width[0]


def test_the_forecast_past_the_end_has_the_interval_and_its_middle_is_without_dropout():
    model = model_of(experiment_on(layers=DROPPING["a dropout layer"], windows={"horizon": 2}), sine(200))

    (found,) = forecasts_ahead(model, sine(200), Ahead(), passes=FEW)
    (again,) = forecasts_ahead(model, sine(200), Ahead(), passes=FEW)

    np.testing.assert_array_equal(found.values, predict(model, sine(200)).values)
    np.testing.assert_array_equal(found.spread.quantiles, again.spread.quantiles)
    assert found.spread.quantiles.shape == (2, 1, 2)


@pytest.mark.parametrize("layers", [(LSTM(units=4),), (LSTM(units=4), Dropout(rate=0.0)), (Conv1D(), LSTM(units=4))])
def test_a_network_without_dropout_is_refused_with_the_reason(layers):
    prepared = prepared_with(layers)

    with pytest.raises(SettingsError) as caught:
        spread_on(prepared, Network(prepared.experiment))

    assert str(caught.value) == (
        "The network has no dropout, so every forecast is the same.\n"
        "Add a Dropout layer or give a recurrent layer dropout, and train anew."
    )


def test_dropout_that_is_switched_off_is_no_dropout():
    prepared = prepared_with((LSTM(units=4), Dropout(rate=0.5, enabled=False)))

    with pytest.raises(SettingsError, match="has no dropout"):
        spread_on(prepared, Network(prepared.experiment))


@pytest.mark.parametrize("count", [0, 9, 10_001])
def test_a_number_of_passes_that_gives_no_interval_is_refused(count):
    with pytest.raises(SettingsError, match="from 10 to 10,000 forecasts with dropout"):
        Passes(count)


@pytest.mark.parametrize(("count", "levels"), [(10, (0.1, 0.9)), (39, (0.1, 0.9)), (40, (0.025, 0.1, 0.9, 0.975))])
def test_an_edge_has_at_least_one_pass_outside_of_it(count, levels):
    assert Passes(count).levels == levels
    assert spread_of_passes(np.arange(float(count))[:, None], axis=0).shape == (1, len(levels))


def test_the_memory_of_the_passes_is_bounded(monkeypatch):
    prepared = prepared_with(DROPPING["a dropout layer"])
    network = network_of(model_of(prepared.experiment, sine(300)))
    seen = []
    output = prediction._output
    monkeypatch.setattr(prediction, "samples_at_once", lambda timesteps, **_how: 60)
    monkeypatch.setattr(prediction, "_output", lambda *given: (seen.append(len(given[1])), output(*given))[1])

    spread = spread_on(prepared, network)

    assert max(seen) == 60
    assert len(spread.quantiles) == len(prepared.windows["validation"])


def test_every_kind_of_interval_is_measured_and_a_chosen_one_goes_on_to_the_test_part():
    prepared = prepared_with(DROPPING["a dropout layer"])
    network = Network(prepared.experiment)
    told = evaluate(network, prepared)
    assert [one.choice.method for one in told.intervals] == ["conformal"]
    assert told.intervals[0].is_by_construction

    chosen = with_intervals(network, prepared, told, IntervalChoice("dropout", Passes(20)))
    opened = open_test(network, prepared, chosen)

    assert [one.choice.method for one in chosen.intervals] == ["conformal", "dropout"]
    assert chosen.validation.spread.method == "dropout"
    assert [(one.choice.method, one.part) for one in opened.intervals] == [("conformal", "test"), ("dropout", "test")]
    assert opened.future.spread.method == "dropout"
    widths, spread = opened.intervals[1].widths[0.8], opened.test.spread
    np.testing.assert_allclose(widths, (spread.quantiles[..., 1] - spread.quantiles[..., 0]).mean(axis=0))
    back = with_intervals(network, prepared, opened, IntervalChoice("conformal"))
    assert (back.test.spread.method, back.future.spread.method) == ("conformal", "conformal")
    assert len(back.intervals) == 2


def test_an_interval_of_its_own_needs_a_network_that_gives_one():
    prepared = prepared_with(DROPPING["a dropout layer"])
    network = Network(prepared.experiment)

    with pytest.raises(SettingsError, match="gives single values"):
        with_intervals(network, prepared, evaluate(network, prepared), IntervalChoice("own"))
