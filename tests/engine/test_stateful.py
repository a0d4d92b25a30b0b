"""Stateful layers: each window goes on where the one before it ended, in training and in forecasts."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.trained import Training, same
from tests.made_series import experiment_on, numbered, sine
from workbench.core.layers import GRU, LSTM
from workbench.core.preparing.prepared import prepare
from workbench.core.preparing.scaling import fit_scaler
from workbench.core.preparing.units import TargetUnits
from workbench.core.preparing.windows import cut_windows, runs_of
from workbench.core.series import Series
from workbench.engine.forecasting.prediction import forecast_future, forecast_windows
from workbench.engine.learning.batches import Batches
from workbench.engine.learning.events import BatchDone
from workbench.engine.network import Network
from workbench.engine.samples import DeviceWindows

APART = {"timesteps": 5, "stride": 5, "normalisation": "none"}
STATEFUL = (LSTM(units=3, return_sequences=True, stateful=True), GRU(units=4, stateful=True))


def stateful(**changed):
    return experiment_on(layers=STATEFUL, windows=APART, **changed)


@given(samples=st.integers(0, 300), size=st.integers(1, 64))
def test_runs_are_all_samples_in_order_the_longer_runs_first(samples, size):
    runs = runs_of(samples, size)

    assert [sample for run in runs for sample in run] == list(range(samples))
    lengths = [len(run) for run in runs]
    assert len(runs) == min(samples, size)
    assert lengths == sorted(lengths, reverse=True)
    assert not lengths or max(lengths) - min(lengths) <= 1


@given(count=st.integers(1, 60), size=st.integers(1, 20))
def test_each_row_of_a_batch_goes_on_where_the_row_above_it_ended(count, size):
    experiment = stateful(batch_size=size)
    values = np.arange(5 * count + 1, dtype=np.float32)[:, None]  # each value is its own step
    windows = cut_windows(values, values, experiment.windows, range(len(values)))
    samples = DeviceWindows(torch.from_numpy(values), torch.from_numpy(values), windows)

    batches = list(Batches(samples, experiment.training, in_order=True).one_epoch())

    assert sum(len(batch.x) for batch in batches) == len(windows) == count
    for before, batch in pairwise(batches):
        assert len(batch.x) <= len(before.x)
        assert torch.equal(batch.x[:, 0], before.x[: len(batch.x), -1] + 1)


def test_forecasts_of_a_part_are_those_of_one_long_window():
    torch.manual_seed(3)
    values = np.random.default_rng(1).normal(size=(41, 1)).astype(np.float32)
    experiment = stateful()
    network, windows = Network(experiment), cut_windows(values, values, experiment.windows, range(len(values)))

    ours = forecast_windows(network, windows, TargetUnits(fit_scaler("none", ("value",), values.astype(np.float64))))

    first, second = network.layers.values()
    network.reset_states()
    with torch.inference_mode():
        every, _ = first.run(torch.from_numpy(values[:40])[None])
        hidden = torch.stack([second.run(every[:, at : at + 5])[0][0] for at in range(0, 40, 5)])
        expected = network.output(hidden)[..., 0]
    np.testing.assert_allclose(ours, expected.numpy(), atol=1e-6)
    assert len(ours) == 8


def test_a_second_forecast_begins_anew():
    values = np.random.default_rng(1).normal(size=(41, 1)).astype(np.float32)
    experiment = stateful()
    network, windows = Network(experiment), cut_windows(values, values, experiment.windows, range(len(values)))
    scaler = fit_scaler("none", ("value",), values.astype(np.float64))

    assert np.array_equal(
        forecast_windows(network, windows, TargetUnits(scaler)), forecast_windows(network, windows, TargetUnits(scaler))
    )


def future(network, values):
    scaler = fit_scaler("none", ("value",), np.zeros((2, 1)))
    series = Series("made", ("value",), values, None)
    scalers = {"input_scaler": scaler, "target_scaler": scaler}
    return forecast_future(network, network.experiment, series, **scalers).values


def test_the_future_follows_from_every_whole_window_up_to_the_last_row():
    values = np.random.default_rng(2).normal(size=(23, 1))
    network = Network(stateful())

    whole, shorter = future(network, values), future(network, values[3:])  # 4 windows of 5 and 3 rows before them
    short = future(network, values[-5:])

    np.testing.assert_array_equal(whole, shorter)
    assert not np.allclose(whole, short)


def test_a_hole_is_where_a_state_begins_anew():
    values = np.random.default_rng(2).normal(size=(23, 1))
    network = Network(stateful())
    broken = values.copy()
    broken[10] = np.nan

    np.testing.assert_array_equal(future(network, broken), future(network, values[11:]))


def test_a_training_goes_through_the_runs_and_repeats_itself():
    one, other = (Training(stateful(batch_size=4, epochs=2), sine(400)).to_the_end() for _ in range(2))

    assert same(one.weights, other.weights)
    assert len(one.of(BatchDone)) == 2 * one.events[0].batches
    assert one.losses == other.losses


def test_the_reset_points_are_told():
    (notice,) = prepare(numbered(200), stateful(batch_size=8)).notices

    assert notice == (
        "Stateful layers read the 27 training samples as 8 runs of up to 4 samples, side by side. In every epoch"
        " their states begin anew at the start of each run, and at the start of the validation and the test part."
    )


@pytest.mark.parametrize("layers", [(LSTM(units=3),), (LSTM(units=3, stateful=True, enabled=False), LSTM(units=2))])
def test_without_stateful_layers_nothing_is_told_and_nothing_is_in_order(layers):
    experiment = experiment_on(layers=layers)

    assert prepare(numbered(200), experiment).notices == ()
    assert not Network(experiment).is_stateful


@pytest.mark.parametrize("season", [None, 3])
def test_the_future_of_a_series_is_the_forecast_of_its_last_window(season):
    windows = {"timesteps": 8, "stride": 8 - (season or 0), "normalisation": "none", "season": season}
    network = Network(experiment_on(layers=STATEFUL, windows=windows))
    values = np.random.default_rng(4).normal(size=(49, 1))
    scaler = fit_scaler("none", ("value",), values)
    scaled = values.astype(np.float32)

    every = forecast_windows(
        network, cut_windows(scaled, scaled, network.experiment.windows, range(49)), TargetUnits(scaler)
    )

    last = 8 + (len(every) - 1) * windows["stride"]  # rows up to the end of the last window
    np.testing.assert_allclose(future(network, values[:last]), every[-1], atol=1e-6)


# Where samples are left out

HOLES = np.array([True] * 3 + [False] + [True] * 9 + [False] * 2 + [True] * 6 + [False, True])


@pytest.mark.parametrize("size", [1, 2, 3, 8])
def test_a_row_goes_on_from_the_row_above_or_all_begin_anew(size):
    experiment = stateful(batch_size=size)
    values = np.arange(116, dtype=np.float32)[:, None]
    windows = cut_windows(values, values, experiment.windows, range(116)).only(HOLES)
    samples = DeviceWindows(torch.from_numpy(values), torch.from_numpy(values), windows)

    made = Batches(samples, experiment.training, in_order=True)
    batches = list(made.one_epoch())

    assert sorted(int(one) for batch in batches for one in batch.x[:, 0, 0]) == [5 * at for at in np.flatnonzero(HOLES)]
    assert (len(batches), not batches[0].begins_anew) == (made.count, True)
    for before, batch in pairwise(batches):
        follows = len(batch.x) <= len(before.x) and torch.equal(batch.x[:, 0], before.x[: len(batch.x), -1] + 1)
        assert follows != batch.begins_anew


def test_a_forecast_begins_anew_after_samples_that_are_left_out():
    torch.manual_seed(3)
    values = np.random.default_rng(1).normal(size=(116, 1)).astype(np.float32)
    experiment = stateful()
    network, windows = Network(experiment), cut_windows(values, values, experiment.windows, range(116))
    scaler = fit_scaler("none", ("value",), values.astype(np.float64))

    ours = forecast_windows(network, windows.only(HOLES), TargetUnits(scaler))

    alone = [
        forecast_windows(network, windows.only(np.isin(np.arange(23), stretch)), TargetUnits(scaler))
        for stretch in (range(3), range(4, 13), range(15, 21))
    ]
    np.testing.assert_array_equal(ours[:18], np.concatenate(alone))


def test_a_training_learns_from_the_samples_that_are_there():
    training = Training(stateful(batch_size=4, epochs=2), sine(400))
    windows = training.prepared.windows
    for part in ("train", "validation"):
        windows[part] = windows[part].only(np.arange(len(windows[part])) % 7 != 3)

    training.to_the_end()

    assert len(training.of(BatchDone)) == 2 * training.events[0].batches
    assert training.events[0].batches > len(windows["train"]) / 4
    assert np.isfinite(training.losses[1]).all()
