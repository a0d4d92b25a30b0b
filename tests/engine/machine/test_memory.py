import pytest
import torch

from tests.engine.trained import Training
from tests.made_series import experiment_on, sine
from workbench.core.errors import TrainingError
from workbench.core.stopping import StopToken
from workbench.engine.learning.events import TrainingFinished
from workbench.engine.machine.memory import out_of_memory_as_error
from workbench.engine.network import Network
from workbench.engine.runs import run
from workbench.engine.samples import samples_at_once

SHORTAGES = [
    torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB. GPU 0 has a total capacity of 7.79 GiB"),
    MemoryError(),
    RuntimeError(
        "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory:"
        " you tried to allocate 1099511627776 bytes. Error code 12 (Cannot allocate memory)"
    ),
    RuntimeError(
        "[enforce fail at alloc_cpu.cpp:114] data. DefaultCPUAllocator: not enough memory: you tried to allocate"
    ),
    RuntimeError("MPS backend out of memory (MPS allocated: 17.00 GB, max allowed: 18.13 GB)"),
    RuntimeError("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"),
]
every_shortage = pytest.mark.parametrize(
    "shortage", SHORTAGES, ids=["cuda", "python", "linux", "windows", "apple", "cublas"]
)
TOLD = (
    "The memory is not enough for batches of 16 samples with 8 timesteps.\n"
    "Try a batch size of 4, fewer timesteps or fewer units, or train on the CPU."
)


def fails_with(error, monkeypatch, *, only=lambda network: True):
    """Let every network fail on its next samples."""
    distribution = Network.distribution

    def failing(network, x):
        if only(network):
            raise error
        return distribution(network, x)

    monkeypatch.setattr(Network, "distribution", failing)


@every_shortage
def test_running_out_of_memory_in_a_batch_names_the_settings_to_lower(shortage, monkeypatch):
    fails_with(shortage, monkeypatch)

    with pytest.raises(TrainingError) as caught:
        Training().to_the_end()

    assert str(caught.value) == TOLD
    assert caught.value.__cause__ is shortage


def test_running_out_of_memory_in_the_validation_is_told_too(monkeypatch):
    fails_with(SHORTAGES[0], monkeypatch, only=lambda network: not network.training)

    with pytest.raises(TrainingError) as caught:
        Training().to_the_end()

    assert str(caught.value) == TOLD


def test_running_out_of_memory_in_the_measures_keeps_the_model_and_says_why(monkeypatch):
    events = run(experiment_on(epochs=1), sine(200), StopToken())
    next(event for event in events if isinstance(event, TrainingFinished))

    fails_with(SHORTAGES[0], monkeypatch)
    end = next(events)

    assert end.training.reason == "all epochs done"
    assert end.training.message == ("The model is kept, but it could not be measured: " + TOLD.splitlines()[0])
    assert end.evaluation is None
    assert end.model.metrics == {}
    assert end.model.weights


@pytest.mark.parametrize(
    "place",
    ["runs.prepare", "runs.Network", "learning.session.Session.started", "learning.batches.Batches.one_epoch",
     "learning.session.Session.finished"],
)  # fmt: skip
def test_running_out_of_memory_anywhere_in_a_run_names_the_settings_to_lower(place, monkeypatch):
    def fail(*_arguments, **_names):
        raise MemoryError

    monkeypatch.setattr(f"workbench.engine.{place}", fail)

    with pytest.raises(TrainingError) as caught:
        list(run(experiment_on(epochs=1), sine(200), StopToken()))

    assert str(caught.value) == TOLD


def test_another_runtime_error_is_a_bug_and_stays_what_it_is(monkeypatch):
    error = RuntimeError("mat1 and mat2 shapes cannot be multiplied (2x3 and 4x5)")
    fails_with(error, monkeypatch)

    with pytest.raises(RuntimeError) as caught:
        Training().to_the_end()

    assert caught.value is error


def test_a_batch_of_one_sample_is_not_told_to_become_none():
    with pytest.raises(TrainingError) as caught, out_of_memory_as_error(experiment_on(batch_size=1)):
        raise MemoryError

    assert caught.value.hint.startswith("Try a batch size of 1, ")


@pytest.mark.parametrize(("timesteps", "samples"), [(1, 1_024), (128, 1_024), (1_000, 131), (100_000, 1), (10**7, 1)])
def test_long_samples_go_through_the_network_a_few_at_a_time(timesteps, samples):
    assert samples_at_once(timesteps) == samples
