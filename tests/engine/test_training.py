import dataclasses
import math

import numpy as np
import pytest
import torch

from tests.engine.trained import CPU, Training, same
from tests.made_series import experiment_on, numbered, sine
from workbench.core.layers import GRU, LSTM, Dense, Dropout, SimpleRNN
from workbench.engine import training
from workbench.engine.learning.events import (
    BatchDone,
    Compiling,
    EpochDone,
    StateTaken,
    TrainingFinished,
    TrainingStarted,
)
from workbench.engine.machine.devices import Device
from workbench.engine.network import Network
from workbench.engine.recurrent import Recurrent, carrier
from workbench.engine.samples import DeviceWindows
from workbench.engine.training import train


def finished(trained):
    return trained.events[-1]


@pytest.mark.parametrize(
    "layers", [(LSTM(units=16),), (GRU(units=16),), (SimpleRNN(units=16),)], ids=lambda layers: layers[0].kind
)
def test_a_few_epochs_forecast_a_sine_far_better_than_its_last_value(layers):
    experiment = experiment_on(layers=layers, windows={"timesteps": 24}, epochs=6, learning_rate=0.01)

    trained = Training(experiment, sine(600)).to_the_end()

    started = trained.events[0]
    assert finished(trained).validation_loss < 0.2 * started.naive_loss


def test_the_events_tell_the_whole_story_in_order():
    trained = Training(experiment_on(epochs=2)).to_the_end()

    samples = len(trained.prepared.windows["train"])
    batches = math.ceil(samples / 16)
    assert [type(event) for event in trained.events] == [
        TrainingStarted,
        *([BatchDone] * batches + [StateTaken, EpochDone]) * 2,
        TrainingFinished,
    ]
    assert [(batch.epoch, batch.batch) for batch in trained.of(BatchDone)] == [
        (epoch, batch) for epoch in (1, 2) for batch in range(1, batches + 1)
    ]


def test_the_first_event_says_what_will_be_done():
    experiment = experiment_on(layers=(LSTM(units=4), Dropout()), epochs=3)

    started = next(iter(Training(experiment)))

    assert (started.device, started.device_reason, started.threads) == ("cpu", "always there", 1)
    assert (started.epochs, started.batches) == (3, math.ceil(132 / 16))
    assert started.parameters == 4 * 4 * (1 + 4 + 1) + 5


def test_the_naive_loss_is_that_of_the_last_value_on_the_validation_part():
    experiment = experiment_on(windows={"horizon": 3, "gap": 2, "scaler": "none", "stride": 2})

    trained = Training(experiment, numbered(300))

    # "today" is 3, 4 and 5 steps behind the three forecast values
    assert next(iter(trained)).naive_loss == pytest.approx((9 + 16 + 25) / 3)


def test_the_probe_holds_validation_samples_end_to_end():
    trained = Training(experiment_on(windows={"horizon": 4}, epochs=1), sine(400)).to_the_end()

    probe, epoch = trained.events[0].probe, trained.of(EpochDone)[0]
    validation = trained.prepared.splits[0][1].validation
    assert (np.diff(probe.rows) == 1).all()
    assert set(probe.rows) <= set(validation)
    assert len(probe.rows) > 0.9 * len(validation)
    np.testing.assert_array_equal(probe.truth, trained.prepared.series.values[probe.rows])
    np.testing.assert_array_equal(probe.times, trained.prepared.series.times[probe.rows])
    assert epoch.probe_forecast.shape == probe.truth.shape


@pytest.mark.parametrize(("horizon", "stride"), [(1, 1), (4, 1), (4, 2), (4, 3), (2, 5)])
def test_no_step_is_probed_twice_whatever_the_stride(horizon, stride):
    trained = Training(experiment_on(windows={"horizon": horizon, "stride": stride}), sine(600))

    probe = next(iter(trained)).probe

    assert (np.diff(probe.rows) >= 1).all()
    assert len(probe.rows) >= 0.5 * len(trained.prepared.splits[0][1].validation) * min(1, horizon / stride)


@pytest.mark.parametrize(("horizon", "values"), [(1, 480), (7, 476), (600, 600)])
def test_the_probe_holds_no_more_than_a_plot_can_show_and_one_sample_at_least(horizon, values):
    trained = Training(experiment_on(windows={"horizon": horizon}), sine(5_000))

    assert len(next(iter(trained)).probe.rows) == values


def test_the_probe_forecast_is_in_original_units():
    experiment = experiment_on(layers=(LSTM(units=16),), windows={"timesteps": 24}, epochs=8, learning_rate=0.01)

    trained = Training(experiment, sine(600)).to_the_end()

    truth, forecast = trained.events[0].probe.truth, trained.of(EpochDone)[-1].probe_forecast
    assert np.abs(forecast - truth).mean() < 1  # of a wave between 5 and 15


def test_an_epochs_numbers_are_those_of_its_batches():
    trained = Training(experiment_on(epochs=1)).to_the_end()

    batches, epoch = trained.of(BatchDone), trained.of(EpochDone)[0]
    sizes = [16] * (len(batches) - 1) + [132 - 16 * (len(batches) - 1)]
    assert epoch.train_loss == pytest.approx(np.average([batch.loss for batch in batches], weights=sizes))
    assert epoch.gradient_norm == pytest.approx(np.mean([batch.gradient_norm for batch in batches]))
    assert epoch.learning_rate == 0.001


def test_the_speed_is_that_of_learning_without_the_validation(monkeypatch):
    seconds = iter([0, 0, 10, 14, 20])  # start, epoch begins, learnt, validated, finished
    monkeypatch.setattr(training.time, "perf_counter", lambda: next(seconds))

    trained = Training(experiment_on(epochs=1)).to_the_end()

    epoch = trained.of(EpochDone)[0]
    assert (epoch.windows_per_second, epoch.seconds, finished(trained).seconds) == (132 / 10, 14, 20)


def test_the_validation_loss_is_that_of_the_weights_at_the_end_of_the_epoch_without_dropout():
    trained = Training(experiment_on(layers=(LSTM(units=4, dropout=0.5), Dropout(rate=0.5)), epochs=1)).to_the_end()

    assert trained.of(EpochDone)[0].validation_loss == pytest.approx(trained.loss_on("validation"), rel=1e-5)


def test_every_sample_is_learnt_from_once_in_each_epoch(monkeypatch):
    taken = []
    take = DeviceWindows.take

    def watched(samples, index):
        taken.extend(index.tolist())
        return take(samples, index)

    monkeypatch.setattr(DeviceWindows, "take", watched)
    run = iter(Training(experiment_on(epochs=2)))
    orders = []
    for event in run:
        if isinstance(event, BatchDone) and event.batch == 9:
            orders.append(taken[:132])
        if isinstance(event, EpochDone):
            taken.clear()

    assert [sorted(order) for order in orders] == [list(range(132))] * 2
    assert orders[0] != orders[1] != list(range(132))


def test_events_cannot_be_changed():
    event = next(iter(Training()))

    with pytest.raises(dataclasses.FrozenInstanceError):
        event.epochs = 7


STOCHASTIC = (LSTM(units=4, return_sequences=True, dropout=0.2, recurrent_dropout=0.2), Dropout(rate=0.3), GRU(units=3))


def test_the_same_seed_repeats_a_training_to_the_last_bit():
    one, other = (Training(experiment_on(layers=STOCHASTIC, seed=7)).to_the_end() for _ in range(2))

    assert one.losses == other.losses
    assert same(one.weights, other.weights)


def test_another_seed_makes_another_training():
    one, other = (Training(experiment_on(layers=STOCHASTIC, seed=seed)).to_the_end() for seed in (7, 8))

    assert one.losses != other.losses


def test_a_training_does_not_depend_on_torchs_own_chance():
    one = Training(experiment_on(layers=STOCHASTIC))
    torch.manual_seed(99)
    other = Training(experiment_on(layers=STOCHASTIC))

    assert one.to_the_end().losses == other.to_the_end().losses


def test_the_best_weights_are_left_in_the_network():
    trained = Training(experiment_on(epochs=3))
    after_epoch = []

    for event in trained:
        if isinstance(event, EpochDone):
            after_epoch.append(trained.weights)
        if isinstance(event, BatchDone) and (event.epoch, event.batch) == (3, 9):
            with torch.no_grad():
                trained.network.output.bias.add_(5)  # the last epoch ends far worse than the one before

    losses = trained.losses[1]
    assert losses[2] > 10 * losses[1]
    assert same(trained.weights, after_epoch[1])
    assert (finished(trained).best_epoch, finished(trained).validation_loss) == (2, losses[1])
    assert trained.loss_on("validation") == pytest.approx(losses[1], rel=1e-5)


def test_only_a_lower_validation_loss_is_told_as_the_best():
    trained = Training(experiment_on(epochs=8, learning_rate=0.3, patience=None)).to_the_end()

    losses = trained.losses[1]
    assert [epoch.is_best for epoch in trained.of(EpochDone)] == [
        loss < min(losses[:at], default=math.inf) for at, loss in enumerate(losses)
    ]


def test_early_stopping_ends_after_so_many_epochs_without_a_better_one():
    trained = Training(experiment_on(epochs=100, learning_rate=0.3, patience=2)).to_the_end()

    end = finished(trained)
    assert end.reason == "early stopping"
    assert end.epochs == end.best_epoch + 2 == len(trained.of(EpochDone)) < 100
    assert trained.loss_on("validation") == pytest.approx(end.validation_loss, rel=1e-5)


def test_without_patience_every_epoch_is_done():
    trained = Training(experiment_on(epochs=6, learning_rate=0.3, patience=None)).to_the_end()

    assert (finished(trained).reason, finished(trained).epochs, finished(trained).message) == (
        "all epochs done",
        6,
        None,
    )


class BegunError(Exception):
    """What the training needs is in place."""


@pytest.fixture
def begun_with(monkeypatch):
    """Nothing is compiled yet, and a training goes no further than to its session; then it has told these threads."""
    threads = []

    def begin(network, *_others):
        threads.append(torch.get_num_threads())
        raise BegunError

    monkeypatch.setattr(carrier, "compiles", lambda kind: True)
    monkeypatch.setattr(training, "Session", begin)
    return threads


def test_a_training_on_another_device_waits_for_no_kernels_of_the_cpu_and_wakes_none_of_its_threads(
    monkeypatch, begun_with
):
    monkeypatch.setattr("workbench.engine.machine.devices._MANY_THREADS_FROM", 1)
    monkeypatch.setattr("workbench.engine.machine.devices.most_threads", lambda: 2)
    trained = Training(experiment_on(layers=(LSTM(units=4), Dense(units=4))))
    elsewhere = Device("meta", True, "a device without a processor")

    with pytest.raises(BegunError):
        list(train(trained.network, trained.prepared, device=elsewhere, stop=trained.stop))

    assert begun_with == [1]
    assert {weights.device.type for weights in trained.network.parameters()} == {"meta"}


def test_a_training_on_the_cpu_tells_that_its_kernels_are_compiled_first(begun_with):
    trained = Training(experiment_on(layers=(LSTM(units=4),)))

    assert next(iter(train(trained.network, trained.prepared, device=CPU, stop=trained.stop))) == Compiling(("lstm",))


@pytest.mark.parametrize("ended", ["to the end", "closed early", "failed"])
def test_the_number_of_torchs_threads_is_restored(monkeypatch, ended):
    monkeypatch.setattr(training, "threads_for", lambda network: 2)
    trained = Training(experiment_on(epochs=1))
    during = []

    run = train(trained.network, trained.prepared, device=CPU, stop=trained.stop)
    during.append((next(run).threads, torch.get_num_threads()))
    if ended == "to the end":
        list(run)
    elif ended == "closed early":
        next(run)
        run.close()
    else:
        with pytest.raises(ZeroDivisionError):
            run.throw(ZeroDivisionError)

    assert during == [(2, 2)]
    assert torch.get_num_threads() == 1


def test_training_works_on_several_columns_and_steps():
    experiment = experiment_on(
        ("a", "b"), inputs=("b", "a", "c"), windows={"horizon": 5, "gap": 1, "stride": 2}, epochs=1
    )

    trained = Training(experiment, numbered(300, ("a", "b", "c"))).to_the_end()

    assert trained.events[0].probe.truth.shape[1] == 2
    assert math.isfinite(finished(trained).validation_loss)


def test_the_truncation_reaches_every_layer_that_knows_it(monkeypatch):
    monkeypatch.setattr(Recurrent, "bptt_steps", None, raising=False)
    layers = (LSTM(units=3, return_sequences=True), GRU(units=2))

    cut, whole = (Network(experiment_on(layers=layers, bptt_steps=steps)) for steps in (5, None))

    assert [layer.bptt_steps for layer in cut.layers.values()] == [5, 5]
    assert [layer.bptt_steps for layer in whole.layers.values()] == [None, None]


def test_layers_that_keep_their_states_begin_anew_with_every_epoch_and_every_validation(monkeypatch):
    told = []
    monkeypatch.setattr(Recurrent, "reset_states", lambda layer: told.append(layer.training), raising=False)

    Training(experiment_on(epochs=2)).to_the_end()

    assert told == [True, False] * 2
