"""What the benchmark trains: the networks' sizes, the series, and the experiment that the engine is given."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.training_speed.workloads import (
    HORIZON,
    WORKLOADS,
    arrays,
    experiment_of,
    noisy_sine,
    series_of,
    training_values,
)
from workbench.core.layers import LSTM, Dropout
from workbench.core.layers.stack import stack_of
from workbench.core.preparing.prepared import prepare

KERAS_COUNTS = {
    "lstm32": 4 * 32 * (1 + 32 + 1) + 10 * 33,
    "rnn64": 64 * (1 + 64 + 1) + 10 * 65,
    "gru64": 3 * 64 * (1 + 64 + 2) + 10 * 65,
    "bilstm64": 2 * 4 * 64 * (1 + 64 + 1) + 10 * 129,
    "ref30": 4 * 128 * (1 + 128 + 1) + 4 * 128 * (128 + 128 + 1) + 4 * 64 * (128 + 64 + 1) + 10 * 65,
    "ref100": 4 * 128 * (1 + 128 + 1) + 4 * 128 * (128 + 128 + 1) + 4 * 64 * (128 + 64 + 1) + 10 * 65,
}
SECOND_BIASES = {"lstm32": 128, "rnn64": 64, "gru64": 0, "bilstm64": 512, "ref30": 1280, "ref100": 1280}


@pytest.mark.parametrize("workload", WORKLOADS.values(), ids=str)
def test_parameters_are_counted_as_keras_and_as_torch_count_them(workload):
    keras, torch = workload.parameters("Keras"), workload.parameters("torch")

    assert keras == KERAS_COUNTS[workload.name]
    assert torch == keras + SECOND_BIASES[workload.name]


@pytest.mark.parametrize("workload", WORKLOADS.values(), ids=str)
def test_the_experiments_stack_has_the_workloads_parameters(workload):
    stack = stack_of(experiment_of(workload))

    assert stack.parameters == workload.parameters("Keras")
    assert not stack.problems


def test_a_dense_layer_for_every_step_is_counted_once():
    per_step = replace(WORKLOADS["lstm32"], head_per_step=True)

    assert per_step.parameters("torch") == 4 * 32 * (1 + 32 + 2) + 33


def test_a_title_names_every_layer():
    assert WORKLOADS["bilstm64"].title == "Bidirectional LSTM 64, Dense 10; 30 timesteps, batch 200"
    assert WORKLOADS["ref100"].title == ("LSTM 128, Dropout 0.5, LSTM 128, LSTM 64, Dense 10; 100 timesteps, batch 200")
    assert replace(WORKLOADS["rnn64"], head_per_step=True).layers == (
        "SimpleRNN 64, Dense 1 at each of the last 10 steps"
    )


@pytest.mark.parametrize(
    ("name", "windows", "timed"),
    [
        ("lstm32", 10_000, 10_000),
        ("lstm32", 1_234, 1_234),
        ("ref30", 10_000, 4_000),
        ("ref100", 10_000, 2_000),
        ("ref100", 1_500, 400),
        ("ref100", 250, 200),
        ("ref100", 150, 150),
    ],
)
def test_large_networks_are_timed_on_a_share_of_the_windows_in_whole_batches(name, windows, timed):
    assert WORKLOADS[name].timed(windows) == timed


@given(short=st.integers(1, 300), more=st.integers(0, 300))
def test_a_longer_series_begins_like_a_shorter_one(short, more):
    assert (noisy_sine(short + more)[:short] == noisy_sine(short)).all()


@given(windows=st.integers(1, 3_000), workload=st.sampled_from(list(WORKLOADS.values())))
def test_the_training_part_holds_exactly_the_windows_that_were_asked_for(windows, workload):
    steps = experiment_of(workload).windows
    train = round(len(series_of(workload, windows)) * steps.train_share)

    assert train - steps.timesteps - steps.horizon + 1 == windows


def test_the_engine_learns_from_the_same_windows_as_everybody():
    workload = WORKLOADS["lstm32"]
    x, y = arrays(workload, 500)

    train = prepare(series_of(workload, 500), experiment_of(workload)).windows["train"]

    assert x.shape == (500, 30, 1)
    assert y.shape == (500, HORIZON)
    np.testing.assert_array_equal(train.x, x)
    np.testing.assert_array_equal(train.y[..., 0], y)


def test_the_windows_use_every_training_value():
    workload = WORKLOADS["lstm32"]

    x, y = arrays(workload, 500)

    values = training_values(workload, 500)
    assert x[0, 0, 0] == values[0]
    assert y[-1, -1] == values[-1]


def test_the_experiment_asks_for_nothing_that_a_bare_loop_does_not_do():
    experiment = experiment_of(WORKLOADS["ref30"])

    training, windows = experiment.training, experiment.windows
    assert (training.optimizer, training.learning_rate, training.batch_size) == ("adam", 0.001, 200)
    assert (training.clip_norm, training.patience, training.weight_decay, training.loss) == (None, None, 0.0, "mse")
    assert (windows.scaler, windows.stride, windows.gap) == ("none", 1, 0)
    assert [type(layer) for layer in experiment.layers] == [LSTM, Dropout, LSTM, LSTM]
    assert [layer.units for layer in experiment.layers if isinstance(layer, LSTM)] == [128, 128, 64]
    assert [layer.return_sequences for layer in experiment.layers if isinstance(layer, LSTM)] == [True, True, False]
