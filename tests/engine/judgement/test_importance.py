"""What matters: a driver and a lag that are known come first, and the closed test part is never read."""

import numpy as np
import pytest
import torch

from tests.made_columns import experiment as sales_experiment
from tests.made_columns import grouped, sales, shops
from tests.made_series import experiment_on, sine
from workbench.core.errors import DataError, SettingsError
from workbench.core.layers import LSTM, Dense, Segments, SimpleRNN
from workbench.core.preparing.channels import channels_of
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series
from workbench.core.stopping import Discarded, StopToken
from workbench.engine.judgement.importance import (
    ImportanceChoice,
    ImportanceMeasured,
    ImportanceSoFar,
    measure_importance,
)
from workbench.engine.network import Network

LAG, T = 3, 6


def driven(rows=400, seed=0):
    """The value is what the driver was three steps before; chance and an idle column say nothing of it."""
    chance = np.random.default_rng(seed)
    driver, noise, idle = chance.normal(size=(3, rows))
    value = np.concatenate([np.zeros(LAG), driver[:-LAG]])
    return Series("driven", ("value", "driver", "noise", "idle"), np.column_stack([value, driver, noise, idle]))


def exact(series=None):
    """A network that reads the driver at its lag and nothing else: its error is zero."""
    inputs = ("value", "driver", "noise", "idle")
    layers = (Segments(n=T), SimpleRNN(units=4, activation="linear"), Dense(units=1, activation="linear"))
    windows = {"timesteps": T, "normalisation": "none", "scaler": "none"}
    wanted = experiment_on(("value",), inputs=inputs, windows=windows, layers=layers)
    prepared = prepare(driven() if series is None else series, wanted)
    network = Network(wanted)
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.zero_()
        weights = dict(network.named_parameters())
        feature = (T - LAG) * len(inputs) + inputs.index("driver")
        weights["layers.simple_rnn_1.forward_cell.kernel"][0, feature] = 1.0
        weights["layers.dense_1.kernel"][0, 0] = 1.0
        weights["output.kernel"][0, 0] = 1.0
    return network, prepared


def measured(network, prepared, stop=None, **choice):
    *_, last = measure_importance(network, prepared, ImportanceChoice(**choice), stop or StopToken())
    assert isinstance(last, ImportanceMeasured)
    return last.importance


@pytest.mark.parametrize("method", ["permutation", "occlusion"])
@pytest.mark.parametrize("part", ["validation", "train"])
def test_a_known_driver_and_its_known_lag_come_first_and_nothing_else_matters(method, part):
    network, prepared = exact()

    found = measured(network, prepared, method=method, part=part)

    names = [channel.name for channel in found.channels]
    assert names == ["value", "driver", "noise", "idle"]
    assert found.error == pytest.approx([0], abs=1e-6)
    assert names[found.ranked(0)[0]] == "driver"
    by_column, by_lag = found.by_column.mean(axis=1)[:, 0], found.by_lag.mean(axis=2)[..., 0]
    assert by_column[1] > 0.5
    assert by_column[[0, 2, 3]] == pytest.approx([0, 0, 0], abs=1e-6)
    assert [list(lags) for lags in found.lags] == [[lag] for lag in range(1, T + 1)]
    at = np.unravel_index(by_lag.argmax(), by_lag.shape)
    assert (names[at[0]], found.lags[at[1]]) == ("driver", range(LAG, LAG + 1))
    others = by_lag.copy()
    others[at] = 0
    assert np.abs(others).max() < 1e-6


def test_a_network_that_has_learnt_finds_them_too():
    from tests.engine.trained import Training

    wanted = experiment_on(
        ("value",),
        inputs=("value", "driver", "noise", "idle"),
        layers=(LSTM(units=12),),
        windows={"timesteps": T, "normalisation": "none"},
        epochs=25,
        learning_rate=0.02,
    )
    training = Training(wanted, driven()).to_the_end()

    found = measured(training.network, training.prepared)

    assert found.channels[found.ranked(0)[0]].name == "driver"
    by_lag = found.by_lag.mean(axis=2)[..., 0]
    assert np.unravel_index(by_lag.argmax(), by_lag.shape) == (1, LAG - 1)


def test_the_repeats_are_different_draws_and_the_seed_repeats_them():
    network, prepared = exact()

    one, again, other = (measured(network, prepared, seed=seed).by_column[1, :, 0] for seed in (1, 1, 2))

    assert len(set(one.tolist())) == 5
    assert one.std() > 0
    np.testing.assert_array_equal(one, again)
    assert (one != other).any()


def test_a_permuted_input_is_the_whole_past_of_another_sample():
    network, prepared = exact()
    shown = []
    forecast = network.forecast
    network.forecast = lambda x: (shown.append(x.numpy().copy()), forecast(x))[1]

    measured(network, prepared, repeats=1)

    x = prepared.windows["validation"].x
    first = shown[1]  # after the undisturbed: the first column is permuted
    whole = {values.tobytes() for values in np.ascontiguousarray(x[..., 0])}
    assert all(np.ascontiguousarray(sample[:, 0]).tobytes() in whole for sample in first)
    np.testing.assert_array_equal(first[..., 1:], x[..., 1:])
    assert (first[..., 0] != x[..., 0]).any()


def test_an_occluded_input_is_the_mean_of_its_own_window():
    network, prepared = exact()
    shown = []
    forecast = network.forecast
    network.forecast = lambda x: (shown.append(x.numpy().copy()), forecast(x))[1]

    measured(network, prepared, method="occlusion")

    x = prepared.windows["validation"].x
    np.testing.assert_allclose(shown[1][..., 0], np.repeat(x[..., 0].mean(axis=1, keepdims=True), T, axis=1), rtol=1e-5)


def test_many_lags_are_told_apart_in_stretches_of_one_length():
    prepared = prepare(sine(200), experiment_on(windows={"timesteps": 10}))

    found = measured(Network(prepared.experiment), prepared, blocks=4, repeats=1)

    assert found.lags == (range(1, 4), range(4, 7), range(7, 10), range(10, 11))


def test_words_are_one_input_and_what_is_known_ahead_is_another_than_its_past():
    wanted = sales_experiment(inputs=("sales", "sky"), known=("plan",), calendar=("hour_of_day",))
    prepared = prepare(sales(), wanted)

    channels = channels_of(prepared.experiment)

    assert [(one.name, str(one.title), len(one.features)) for one in channels] == [
        ("sales", "sales", 1),
        ("plan", "plan", 1),
        ("sky", "sky", 3),
        ("plan:ahead", "plan, known ahead", 1),
        ("calendar:hour_of_day", "Hour of the day", 2),
    ]
    found = measured(Network(prepared.experiment), prepared, repeats=2, samples=20)
    assert found.by_column.shape == (5, 2, 1)
    assert np.isfinite(found.by_lag).all()


@pytest.mark.parametrize("method", ["permutation", "occlusion"])
def test_nothing_of_the_test_part_is_read(method):
    told = []
    for poison in (0.0, 1e6):
        series = driven()
        series.values[340:] += poison  # the test part begins there
        found = measured(*exact(series), method=method)
        told.append((found.error.tobytes(), found.by_column.tobytes(), found.by_lag.tobytes()))

    assert told[0] == told[1]


def test_a_stateful_network_reads_its_samples_in_order():
    wanted = experiment_on(layers=(LSTM(units=4, stateful=True),), windows={"stride": 8})
    prepared = prepare(sine(800), wanted)

    found = measured(Network(wanted), prepared, samples=5, repeats=1)

    assert found.samples == 5
    assert np.isfinite(found.by_lag).all()


def test_the_samples_of_a_group_are_measured_together():
    prepared = prepare(shops([60, 60]), grouped())

    assert np.isfinite(measured(Network(prepared.experiment), prepared, repeats=1).by_lag).all()


def test_after_each_input_it_tells_how_far_it_is_and_what_was_told_stays():
    network, prepared = exact()

    events = list(measure_importance(network, prepared, ImportanceChoice(repeats=1), StopToken()))

    shares = [event.importance.share for event in events]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0, 1)
    assert all(isinstance(event, ImportanceSoFar) for event in events[:-1])
    assert len(events) == 1 + 4 + 4 * T + 1


def test_a_stop_keeps_what_was_measured():
    network, prepared = exact()
    stop, events = StopToken(), []

    for event in measure_importance(network, prepared, ImportanceChoice(repeats=2), stop):
        events.append(event)
        if len(events) == 3:
            stop.stop("keep")

    last = events[-1]
    assert not last.is_whole
    assert np.isfinite(last.importance.by_column[:2]).all()
    assert np.isnan(last.importance.by_column[2:]).all()
    assert last.importance.ranked(0) == [1, 0]


def test_a_discarded_measurement_ends_at_once():
    network, prepared = exact()
    stop = StopToken()
    stop.stop("discard")

    with pytest.raises(Discarded):
        list(measure_importance(network, prepared, ImportanceChoice(), stop))


@pytest.mark.parametrize("choice", [{"repeats": 0}, {"samples": 1}, {"blocks": 0}, {"repeats": 1_001}])
def test_numbers_that_make_no_sense_are_refused(choice):
    with pytest.raises(SettingsError, match="Importance needs from"):
        ImportanceChoice(**choice)


def test_a_part_without_two_samples_is_refused():
    prepared = prepare(sine(60), experiment_on(windows={"validation_share": 0.02, "horizon": 1}))

    with pytest.raises(DataError, match="needs at least 2 samples; the part has 1"):
        measured(Network(prepared.experiment), prepared)
