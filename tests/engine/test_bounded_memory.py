"""A million samples go through a network in the memory of a few, and leave nothing for gradients."""

import numpy as np
import psutil
import pytest
import torch

from tests.made_series import experiment_on
from workbench.core.layers import SimpleRNN
from workbench.core.learning_rate import RateToken
from workbench.core.preparing.prepared import prepare
from workbench.core.preparing.scaling import fit_scaler
from workbench.core.preparing.units import TargetUnits
from workbench.core.preparing.windows import cut_windows
from workbench.core.series import Series
from workbench.engine.forecasting.prediction import forecast_windows
from workbench.engine.learning.session import Session
from workbench.engine.machine.devices import Device
from workbench.engine.network import Network

SAMPLES, TIMESTEPS = 1_000_000, 64
ALL_AT_ONCE = 4 * SAMPLES * TIMESTEPS  # bytes that the pasts alone would take
ANSWERS = 3 * 8 * SAMPLES  # the forecasts themselves, in 32 and 64 bits, and what joins them
CPU = Device("cpu", True, "always there")


@pytest.fixture
def experiment():
    windows = {"timesteps": TIMESTEPS, "train_share": 0.05, "validation_share": 0.9}
    return experiment_on(layers=(SimpleRNN(units=1),), windows=windows)


@pytest.fixture
def watched(monkeypatch):
    """What the process grew by and what the network gave, seen whenever samples go through it."""
    process, distribution = psutil.Process(), Network.distribution
    seen = {"most": 0, "begin": 0, "samples": 0, "largest": 0, "for gradients": 0}

    def watching(network, x):
        out = distribution(network, x)
        seen["samples"] += len(x)
        seen["largest"] = max(seen["largest"], len(x))
        seen["for gradients"] += out.requires_grad
        seen["most"] = max(seen["most"], process.memory_info().rss)
        return out

    monkeypatch.setattr(Network, "distribution", watching)
    with torch.inference_mode():
        Network(experiment_on(layers=(SimpleRNN(units=1),)))(torch.zeros(1024, TIMESTEPS, 1))  # kernels are loaded
    seen.update(begin=process.memory_info().rss, most=0, samples=0, largest=0)
    return seen


def rows(count):
    return np.sin(np.arange(count, dtype=np.float64) / 10)[:, None]


def test_a_million_forecasts_take_the_memory_of_their_answers(experiment, watched):
    values = rows(SAMPLES + TIMESTEPS)
    scaled = values.astype(np.float32)
    windows = cut_windows(scaled, scaled, experiment.windows, range(len(values)))
    watched["begin"] = psutil.Process().memory_info().rss

    forecast = forecast_windows(Network(experiment), windows, TargetUnits(fit_scaler("none", ("value",), values)))

    assert forecast.shape == (SAMPLES, 1, 1)
    assert (watched["samples"], watched["for gradients"]) == (SAMPLES, 0)
    assert watched["largest"] <= 1024
    assert watched["most"] - watched["begin"] < ANSWERS + ALL_AT_ONCE / 2


def test_a_validation_of_nearly_a_million_samples_takes_the_memory_of_a_few(experiment, watched):
    prepared = prepare(Series("sine", ("value",), rows(SAMPLES), None), experiment)
    session = Session(Network(experiment), prepared, CPU, "float32", RateToken())
    watched["begin"] = psutil.Process().memory_info().rss

    loss, shown = session.validation.measure(session.network)

    assert np.isfinite(loss)
    assert len(shown) == 480
    assert watched["samples"] == len(prepared.windows["validation"]) > 0.89 * SAMPLES
    assert (watched["for gradients"], watched["largest"] <= 1024) == (0, True)
    assert watched["most"] - watched["begin"] < ALL_AT_ONCE / 2
