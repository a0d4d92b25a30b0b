"""A training that ends and goes on comes to the same bits as one that never ended."""

import subprocess
import sys
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.trained import Training, same
from tests.made_series import experiment_on, sine
from workbench.core.errors import RunError
from workbench.core.layers import GRU, LSTM, Dropout, Masking
from workbench.core.learning_rate import RateToken
from workbench.engine.learning.checkpoints import load_checkpoint, save_checkpoint
from workbench.engine.learning.events import (
    BatchDone,
    EpochDone,
    RateChanged,
    StateTaken,
    TrainingPaused,
    TrainingStarted,
)
from workbench.engine.recurrent import paths

EPOCHS = 6
MASKABLE = {"normalisation": "none", "scaler": "none"}
CALM = (LSTM(units=4),)
STOCHASTIC = (LSTM(units=4, return_sequences=True, dropout=0.2, recurrent_dropout=0.2), Dropout(rate=0.3), GRU(units=3))


def experiment(**changed):
    return experiment_on(**{"epochs": EPOCHS, "batch_size": 32, "learning_rate": 0.01, "patience": None, **changed})


def through_a_file(state, folder):
    """Write a state and read it back."""
    save_checkpoint(state, folder / "checkpoint.safetensors")
    return load_checkpoint(folder / "checkpoint.safetensors")


def stopped_after(epochs, made, *, batches=0, series=None):
    """Train for so many epochs and batches of the next one; give the training."""
    training = Training(made, series)
    for event in training:
        done = len(training.of(EpochDone))
        if (isinstance(event, EpochDone) and done == epochs and not batches) or (
            isinstance(event, BatchDone) and done == epochs and event.batch == batches
        ):
            training.stop.stop()
    return training


def numbers(epoch):
    """Everything of an epoch but its clocks and its picture."""
    return replace(epoch, seconds=0, windows_per_second=0, probe_forecast=None).__dict__


def assert_equal_to_the_last_bit(resumed, straight, before):
    """Compare what came of both: weights, each loss, and the history."""
    assert same(resumed.weights, straight.weights)
    learnt = [batch for batch in straight.of(BatchDone) if batch.epoch > before]
    assert resumed.of(BatchDone) == learnt
    last, expected = resumed.of(StateTaken)[-1].state, straight.of(StateTaken)[-1].state
    assert [numbers(epoch) for epoch in last.history] == [numbers(epoch) for epoch in expected.history]
    assert last.progress == expected.progress
    for group in ("weights", "best_weights", "optimizer", "chance"):
        held, wanted = getattr(last, group), getattr(expected, group)
        assert held.keys() == wanted.keys()
        assert all(np.array_equal(held[name], wanted[name]) for name in wanted)
    np.testing.assert_array_equal(resumed.of(EpochDone)[-1].probe_forecast, straight.of(EpochDone)[-1].probe_forecast)
    end, wanted = resumed.events[-1], straight.events[-1]
    assert replace(end, seconds=0) == replace(wanted, seconds=0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("checkpoints")


@settings(max_examples=25)
@given(
    layers=st.sampled_from([CALM, STOCHASTIC]),
    optimizer=st.sampled_from(["adam", "adamw", "rmsprop", "sgd"]),
    schedule=st.sampled_from(["constant", "step", "cosine", "one_cycle", "plateau"]),
    warmup=st.sampled_from([0, 2]),
    accumulate=st.sampled_from([1, 3]),
    patience=st.sampled_from([None, 2]),
    clip_value=st.sampled_from([None, 0.01]),
    weight_decay=st.sampled_from([0.0, 0.1]),
    after=st.integers(1, EPOCHS - 1),
    batches=st.integers(0, 4),
)
def test_a_training_that_goes_on_equals_one_that_never_ended(folder, layers, after, batches, **training):
    made = experiment(layers=layers, plateau_patience=1, step_epochs=2, **training)
    straight = Training(made).to_the_end()
    after = min(after, len(straight.of(EpochDone)) - 1)

    first = stopped_after(after, made, batches=batches)
    state = through_a_file(first.of(StateTaken)[-1].state, folder)
    resumed = Training(made, state=state).to_the_end()

    assert_equal_to_the_last_bit(resumed, straight, before=after)


FURTHER = {
    "quantiles": {"loss": "quantile", "quantiles": (0.1, 0.5, 0.9)},
    "normal distribution": {"loss": "gaussian_nll"},
    "truncated": {"bptt_steps": 3, "layers": STOCHASTIC},
    "stateful and truncated": {"bptt_steps": 3, "layers": (LSTM(units=4, stateful=True),), "windows": {"stride": 8}},
    "season and deviation": {"windows": {"season": 4, "normalisation": "last_std"}},
    "masked": {"layers": (Masking(mask_value=0.0), GRU(units=4, recurrent_dropout=0.2)), "windows": MASKABLE},
    "both ways": {"layers": (LSTM(units=4, bidirectional=True, activation="relu", dropout=0.1),)},
}


@pytest.mark.parametrize("name", FURTHER)
def test_it_does_so_with_every_loss_both_ends_masks_and_truncation(folder, name):
    made, series = experiment(**FURTHER[name]), sine(200)
    if name == "masked":
        series = replace(series, values=np.where(np.arange(200)[:, None] % 3 == 0, 0.0, series.values))

    straight = Training(made, series).to_the_end()
    first = stopped_after(2, made, batches=1, series=series)
    state = through_a_file(first.of(StateTaken)[-1].state, folder)
    resumed = Training(made, series, state=state).to_the_end()

    assert_equal_to_the_last_bit(resumed, straight, before=2)


@pytest.mark.parametrize("path", ["two threads", "torch", "reference"])
def test_it_does_so_on_every_path_and_the_same_seed_gives_the_same_bits(folder, monkeypatch, path):
    monkeypatch.setattr(paths, "_MOST_THREADS", 2)
    monkeypatch.setattr(paths, "_WORK_OF_TWO_THREADS", 1)
    made = experiment(layers=STOCHASTIC)
    allowed = paths.PATHS if path == "two threads" else (path, "reference")

    with paths.only(*allowed):
        straight, again = (Training(made).to_the_end() for _ in range(2))
        first = stopped_after(2, made)
        resumed = Training(made, state=through_a_file(first.of(StateTaken)[-1].state, folder)).to_the_end()

    assert straight.of(TrainingStarted)[0].threads == (2 if path == "two threads" else 1)
    assert_equal_to_the_last_bit(again, straight, before=0)
    assert_equal_to_the_last_bit(resumed, straight, before=2)


@pytest.mark.parametrize("schedule", ["constant", "step", "cosine", "one_cycle", "plateau"])
@pytest.mark.parametrize("optimizer", ["adam", "rmsprop", "sgd"])
@pytest.mark.parametrize("after", [1, 2, 3, 4, 5])
def test_it_does_so_after_any_epoch_of_a_restless_training(folder, straight_ones, schedule, optimizer, after):
    made = restless(schedule, optimizer)

    first = stopped_after(after, made)
    resumed = Training(made, state=through_a_file(first.of(StateTaken)[-1].state, folder)).to_the_end()

    assert_equal_to_the_last_bit(resumed, straight_ones(schedule, optimizer), before=after)


def restless(schedule, optimizer):
    """Give a training whose loss jumps: the best epoch is not the last, and plateaus are cut."""
    rate = {"adam": 0.3, "rmsprop": 0.1, "sgd": 2.0}[optimizer]
    return experiment(schedule=schedule, optimizer=optimizer, learning_rate=rate, plateau_patience=2, step_epochs=2)


@pytest.fixture(scope="module")
def straight_ones():
    """The same trainings, never ended; each is trained once."""
    return cache(lambda schedule, optimizer: Training(restless(schedule, optimizer)).to_the_end())


def test_a_restless_training_is_restless(straight_ones):
    ends = [straight_ones("plateau", optimizer) for optimizer in ("adam", "rmsprop", "sgd")]

    progresses = [end.of(StateTaken)[-1].state.progress for end in ends]
    assert any(progress.plateau.cuts for progress in progresses)
    assert any(0 < progress.best_epoch < EPOCHS - 1 for progress in progresses)


def test_it_does_so_in_another_process(folder):
    made = experiment(layers=STOCHASTIC, schedule="cosine", accumulate=2)
    straight = Training(made).to_the_end()
    save_checkpoint(stopped_after(2, made).of(StateTaken)[-1].state, folder / "from.safetensors")
    script = (
        "import torch; torch.set_num_threads(1)\n"
        "from pathlib import Path\n"
        "from tests.engine.trained import Training\n"
        "from workbench.engine.learning.checkpoints import load_checkpoint, save_checkpoint\n"
        "from workbench.engine.learning.events import StateTaken\n"
        f"folder = Path({str(folder)!r})\n"
        "state = load_checkpoint(folder / 'from.safetensors')\n"
        "resumed = Training(state.experiment, state=state).to_the_end()\n"
        "save_checkpoint(resumed.of(StateTaken)[-1].state, folder / 'to.safetensors')\n"
        "import sys; assert 'torch._dynamo' not in sys.modules, 'its import takes two seconds'\n"
    )

    subprocess.run([sys.executable, "-c", script], check=True, timeout=600)

    ended, wanted = load_checkpoint(folder / "to.safetensors"), straight.of(StateTaken)[-1].state
    assert [numbers(epoch) for epoch in ended.history] == [numbers(epoch) for epoch in wanted.history]
    assert ended.progress == wanted.progress
    assert all(np.array_equal(ended.weights[name], wanted.weights[name]) for name in wanted.weights)


def test_a_chain_of_short_trainings_equals_a_long_one():
    made = experiment(layers=STOCHASTIC, schedule="plateau", plateau_patience=1, optimizer="rmsprop")
    straight, state = Training(made).to_the_end(), None

    for _ in range(EPOCHS):
        training = Training(made, state=state)
        for event in training:
            if isinstance(event, StateTaken):
                training.stop.stop()
        state = training.of(StateTaken)[-1].state

    assert_equal_to_the_last_bit(training, straight, before=EPOCHS - 1)


@pytest.mark.parametrize("schedule", ["constant", "step", "plateau"])
def test_more_epochs_than_were_planned_equal_a_longer_plan(schedule):
    made = experiment(schedule=schedule, epochs=3)
    longer = experiment(schedule=schedule, epochs=5)

    first = Training(made).to_the_end()
    more = Training(longer, state=first.of(StateTaken)[-1].state).to_the_end()

    straight = Training(longer).to_the_end()
    assert same(more.weights, straight.weights)
    assert [epoch.epoch for epoch in more.of(EpochDone)] == [4, 5]
    assert more.events[-1].epochs == 5


@pytest.mark.parametrize("schedule", ["cosine", "one_cycle"])
def test_beyond_its_plan_a_schedule_stays_at_its_end(schedule):
    made = experiment(schedule=schedule, epochs=3, final_share=0.1)
    first = Training(made).to_the_end()

    more = Training(made.with_settings("training", epochs=5), state=first.of(StateTaken)[-1].state).to_the_end()

    assert [epoch.learning_rate for epoch in more.of(EpochDone)] == pytest.approx([0.001, 0.001])


def test_the_first_event_says_what_was_done_before():
    first = stopped_after(2, experiment())

    started = next(iter(Training(experiment(), state=first.of(StateTaken)[-1].state)))

    assert isinstance(started, TrainingStarted)
    assert (started.epochs_before, started.epochs) == (2, EPOCHS)


def test_a_stop_before_the_first_new_epoch_leaves_the_best_weights_there_were():
    first = stopped_after(2, experiment())
    state = first.of(StateTaken)[-1].state
    training = Training(experiment(), state=state)

    for event in training:
        if isinstance(event, BatchDone):
            training.stop.stop()

    end = training.events[-1]
    assert (end.reason, end.epochs, end.best_epoch) == ("stopped", 2, state.progress.best_epoch)
    assert same(training.weights, {name: torch.from_numpy(value) for name, value in state.best_weights.items()})
    assert training.of(StateTaken) == []


def test_a_training_that_was_stopped_early_waits_anew_when_it_is_wanted_to_go_on():
    made = experiment(learning_rate=0.3, patience=2, epochs=100)
    first = Training(made).to_the_end()
    assert first.events[-1].reason == "early stopping"

    more = Training(made, state=first.of(StateTaken)[-1].state).to_the_end()

    assert len(more.of(EpochDone)) >= 2


def test_a_state_is_a_copy_that_further_training_leaves_alone():
    training = Training(experiment(layers=STOCHASTIC))
    states, copies = [], []
    for event in training:
        if isinstance(event, StateTaken):
            states.append(event.state)
            copies.append(
                {name: value.copy() for name, value in {**event.state.weights, **event.state.optimizer}.items()}
            )

    for state, copy in zip(states, copies, strict=True):
        assert all(np.array_equal({**state.weights, **state.optimizer}[name], copy[name]) for name in copy)


def refusal(state, made, series=None):
    with pytest.raises(RunError) as caught:
        next(iter(Training(made, series, state=state)))
    return str(caught.value)


@pytest.fixture(scope="module")
def state():
    return stopped_after(2, experiment()).of(StateTaken)[-1].state


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"layers": (LSTM(units=5),)}, "layers[0].units 4 → 5"),
        ({"optimizer": "sgd"}, "training.optimizer adam → sgd"),
        ({"batch_size": 16, "seed": 1}, "training.batch_size 32 → 16; training.seed 42 → 1"),
        ({"windows": {"timesteps": 9}}, "windows.timesteps 8 → 9"),
        ({"schedule": "cosine"}, "training.schedule constant → cosine"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else None,
)
def test_settings_that_make_another_training_are_refused_by_name(state, changed, told):
    assert refusal(state, experiment(**changed)) == (
        f"The run began with other settings: {told}.\n"
        "Take the run's settings to go on with it, or train anew with these."
    )


def test_many_changed_settings_are_not_all_listed(state):
    told = refusal(state, experiment(optimizer="sgd", batch_size=8, seed=1, accumulate=2))

    assert told.startswith("The run began with other settings: ")
    assert told.splitlines()[0].endswith("; ….")


def test_other_data_is_refused(state):
    assert refusal(state, experiment(), sine(200, period=25)) == (
        "The data is not what the run has learnt from.\n"
        "Bring the same rows back to go on with it, or train anew with these."
    )


def test_another_device_is_refused(state):
    assert refusal(replace(state, device="cuda:0"), experiment()) == (
        "The run was on cuda:0 and cannot go on on cpu.\nChoose the device cuda:0 to go on with it, or train anew."
    )


def test_a_training_that_has_done_its_epochs_is_told_so(state):
    assert refusal(state, experiment(epochs=2)) == ("The run has done its 2 epochs.\nSay how many more it should do.")


def test_a_setting_that_only_steers_may_change(state):
    steered = experiment(patience=3, clip_norm=0.5, clip_value=0.1, weight_decay=0.01, learning_rate=0.02)

    training = Training(steered, state=state).to_the_end()

    assert training.events[-1].reason == "all epochs done"
    assert training.of(EpochDone)[0].learning_rate == 0.02
    assert training.of(RateChanged) == [RateChanged(3, 1, 0.02)]
    assert training.of(StateTaken)[-1].state.progress.rate_changes == (RateChanged(3, 1, 0.02),)


# The learning rate, changed while the training runs


def with_rate_changed_at(epoch, batch, rate, **changed):
    """Train to the end, and ask for another rate after one batch."""
    training = Training(experiment(**changed))
    training.rates = RateToken()
    for event in training:
        if isinstance(event, BatchDone) and (event.epoch, event.batch) == (epoch, batch):
            training.rates.ask(rate)
    return training


def test_another_rate_is_taken_at_the_next_step_told_and_recorded():
    training = with_rate_changed_at(2, 3, 0.002)

    (changed,) = training.of(RateChanged)
    at = training.events.index(changed)
    assert changed == RateChanged(2, 4, 0.002)
    assert (training.events[at - 1].batch, training.events[at + 1].batch) == (3, 4)
    assert [epoch.learning_rate for epoch in training.of(EpochDone)] == [0.01] + [0.002] * 5
    assert training.of(StateTaken)[-1].state.progress.rate_changes == (changed,)


def test_a_rate_that_was_asked_for_before_the_first_batch_is_taken_there():
    training = Training(experiment(epochs=1))
    training.rates = RateToken()
    training.rates.ask(0.002)

    training.to_the_end()

    assert training.of(RateChanged) == [RateChanged(1, 1, 0.002)]
    assert training.of(EpochDone)[0].learning_rate == 0.002


def test_the_step_after_it_is_as_long_as_the_new_rate_wants():
    quiet, stirred = (Training(experiment(optimizer="sgd", momentum=0.0, clip_norm=None, epochs=1)) for _ in range(2))
    stirred.rates = RateToken()
    lengths = []
    for training in (quiet, stirred):
        for event in training:
            if isinstance(event, BatchDone) and event.batch == 2:
                before = torch.cat([value.flatten() for value in training.weights.values()])
                if training.rates is not None:
                    training.rates.ask(0.04)
            if isinstance(event, BatchDone) and event.batch == 3:
                after = torch.cat([value.flatten() for value in training.weights.values()])
                lengths.append((after - before).norm().item())

    assert lengths[1] == pytest.approx(4 * lengths[0], rel=1e-4)


def test_the_schedule_goes_on_relative_to_the_new_rate():
    training = with_rate_changed_at(3, 1, 0.1, schedule="cosine")
    quiet = Training(experiment(schedule="cosine")).to_the_end()

    rates = [epoch.learning_rate for epoch in training.of(EpochDone)]
    usual = [epoch.learning_rate for epoch in quiet.of(EpochDone)]
    assert rates == pytest.approx([*usual[:2], *(10 * rate for rate in usual[2:])])


def test_the_same_rate_again_is_no_change():
    training = with_rate_changed_at(2, 3, 0.01)

    assert training.of(RateChanged) == []


def test_a_changed_rate_survives_going_on(folder):
    straight = with_rate_changed_at(2, 3, 0.002, schedule="step", step_epochs=1)
    state = next(one.state for one in straight.of(StateTaken) if one.state.progress.epoch == 3)

    resumed = Training(straight.experiment, state=through_a_file(state, folder)).to_the_end()

    assert_equal_to_the_last_bit(resumed, straight, before=3)


def test_a_rate_that_was_changed_in_an_unfinished_epoch_holds_from_its_beginning():
    training = Training(experiment())
    training.rates = RateToken()
    for event in training:
        if isinstance(event, BatchDone) and (event.epoch, event.batch) == (3, 2):
            training.rates.ask(0.5)
        if isinstance(event, BatchDone) and (event.epoch, event.batch) == (3, 3):
            training.stop.stop()

    state = training.of(StateTaken)[-1].state
    resumed = Training(experiment(), state=state).to_the_end()

    assert (state.progress.epoch, state.progress.learning_rate) == (2, 0.5)
    assert state.progress.rate_changes == (RateChanged(3, 1, 0.5),)
    assert resumed.of(EpochDone)[0].learning_rate == 0.5
    assert resumed.of(RateChanged) == []


def test_stateful_layers_go_on_to_the_same_bits(folder):
    windows = {"timesteps": 8, "stride": 8}
    made = experiment(layers=(LSTM(units=4, stateful=True),), windows=windows, batch_size=4)
    straight = Training(made, sine(400)).to_the_end()

    first = Training(made, sine(400))
    for event in first:
        if isinstance(event, EpochDone) and event.epoch == 3:
            first.stop.stop()
    state = through_a_file(first.of(StateTaken)[-1].state, folder)
    resumed = Training(made, sine(400), state=state).to_the_end()

    assert_equal_to_the_last_bit(resumed, straight, before=3)


def asking(rate, training, *, at, then=lambda stop: None):
    """Train to the end; ask for ``rate`` at the first event for which ``at`` says yes, and do ``then`` there."""
    training.rates = RateToken()
    for event in training:
        if training.rates.wanted is None and at(event):
            training.rates.ask(rate)
            then(training.stop)
    return training


def batch_of(epoch, batch):
    return lambda event: isinstance(event, BatchDone) and (event.epoch, event.batch) == (epoch, batch)


def test_a_rate_that_was_asked_for_at_the_batch_after_which_the_training_is_stopped_is_kept():
    training = asking(0.5, Training(experiment()), at=batch_of(3, 2), then=lambda stop: stop.stop())

    progress = training.of(StateTaken)[-1].state.progress
    assert (progress.epoch, progress.learning_rate, progress.rate_changes) == (2, 0.5, (RateChanged(3, 1, 0.5),))
    assert training.of(RateChanged) == []  # no batch was learnt from with it


def test_a_rate_that_was_asked_for_in_a_pause_in_which_the_training_is_stopped_is_kept():
    training = Training(experiment())
    training.rates = RateToken()
    for event in training:
        if isinstance(event, BatchDone) and (event.epoch, event.batch) == (3, 2):
            training.stop.pause()
        if isinstance(event, TrainingPaused):
            training.rates.ask(0.5)
            training.stop.stop()

    resumed = Training(experiment(), state=training.of(StateTaken)[-1].state).to_the_end()

    assert training.of(StateTaken)[-1].state.progress.learning_rate == 0.5
    assert resumed.of(EpochDone)[0].learning_rate == 0.5


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"epochs": 2}, "all epochs done"), ({"patience": 1, "learning_rate": 1e-20}, "early stopping")],
)
def test_a_rate_that_was_asked_for_after_the_last_batch_holds_if_the_training_goes_on(changed, reason):
    made = experiment(**changed)
    training = asking(0.5, Training(made), at=lambda event: isinstance(event, EpochDone) and event.epoch == 2)
    more = made.with_settings("training", epochs=3)

    resumed = Training(more, state=training.of(StateTaken)[-1].state).to_the_end()

    assert (training.events[-1].reason, training.events[-1].epochs) == (reason, 2)
    assert resumed.of(EpochDone)[0].learning_rate == 0.5


def test_a_rate_that_was_asked_for_before_any_epoch_is_finished_leaves_no_state():
    training = asking(0.5, Training(experiment()), at=batch_of(1, 2), then=lambda stop: stop.stop())

    assert training.of(StateTaken) == []
