"""The single-time-step alarm: the numbers that it names are those that torch never moves."""

import pytest
import torch

from tests.made_series import experiment_on
from workbench.core.layers import GRU, LSTM, Dense, Dropout, RepeatVector, SimpleRNN
from workbench.core.layers.stack import stack_of
from workbench.engine.network import Network

EVERY = {"return_sequences": True}
STACKS = {
    "LSTM": (LSTM(units=5),),
    "GRU": (GRU(units=5),),
    "SimpleRNN": (SimpleRNN(units=5),),
    "bidirectional LSTM": (LSTM(units=5, bidirectional=True),),
    "bidirectional GRU": (GRU(units=5, bidirectional=True, merge_mode="sum"),),
    "backwards LSTM": (LSTM(units=5, go_backwards=True),),
    "two LSTMs": (LSTM(units=5, **EVERY), LSTM(units=4)),
    "all kinds": (GRU(units=3, bidirectional=True, **EVERY), Dense(units=4, activation="tanh"), SimpleRNN(units=2)),
    "LSTM without bias": (LSTM(units=5, use_bias=False),),
    "GRU without bias": (GRU(units=5, use_bias=False),),
    "GRU that resets before": (GRU(units=5, reset_after=False),),
    "GRU that resets before, without bias": (GRU(units=5, reset_after=False, use_bias=False),),
    "encoder and decoder": (
        LSTM(units=5, return_state=True),
        RepeatVector(n=1),
        LSTM(units=5, initial_state="lstm_1"),
    ),
    "the note's, small": (LSTM(units=6, **EVERY), Dropout(rate=0.5), LSTM(units=6, **EVERY), LSTM(units=3)),
}


def gradient_of(experiment):
    """Give the gradient of every parameter after one backward pass on random samples.

    The weights are random as well: at the initial ones more gradients are zero, because a bias is.
    """
    network = Network(experiment).double().eval()
    windows, data = experiment.windows, experiment.data
    with torch.no_grad():
        for parameter in network.parameters():
            parameter.normal_()
    x = torch.randn(16, windows.timesteps, len(data.inputs), dtype=torch.float64)
    y = torch.randn(16, windows.horizon, len(data.targets), dtype=torch.float64)
    torch.nn.functional.mse_loss(network(x), y).backward()
    return torch.cat([parameter.grad.flatten() for parameter in network.parameters()])


@pytest.mark.parametrize("stack", STACKS)
def test_at_one_time_step_exactly_the_named_number_of_gradients_is_zero(stack):
    experiment = experiment_on(("a", "b", "c"), layers=STACKS[stack], windows={"timesteps": 1, "normalisation": "none"})

    zeros = int((gradient_of(experiment) == 0).sum())

    assert zeros == stack_of(experiment).idle_parameters > 0


@pytest.mark.parametrize("stack", STACKS)
def test_at_two_time_steps_every_parameter_learns(stack):
    experiment = experiment_on(("a", "b", "c"), layers=STACKS[stack], windows={"timesteps": 2, "normalisation": "none"})

    zeros = int((gradient_of(experiment) == 0).sum())

    assert zeros == stack_of(experiment).idle_parameters == 0
