"""What a CUDA device changes, as far as it can be seen without one; then, marked, what needs one."""

import os

import numpy as np
import pytest
import torch

from tests.engine.trained import CPU, Training, same
from tests.made_series import experiment_on, sine
from workbench.core.errors import DeviceError
from workbench.core.layers import GRU, LSTM, Dense, SimpleRNN
from workbench.core.preparing.prepared import prepare
from workbench.core.stopping import StopToken
from workbench.engine.learning.checkpoints import load_checkpoint, save_checkpoint
from workbench.engine.learning.divergence import place
from workbench.engine.learning.events import BatchDone, EpochDone, StateTaken, TrainingPaused
from workbench.engine.machine.devices import choose_device
from workbench.engine.machine.precision import choose_bits, reads_at_once, repeatable
from workbench.engine.network import Network
from workbench.engine.samples import DeviceWindows, home_of
from workbench.engine.training import train

CUDA = torch.device("cuda:0")
RECURRENT = (LSTM(units=4), GRU(units=4), SimpleRNN(units=4), SimpleRNN(units=4, activation="relu"))
OTHERS = (Dense(units=4), GRU(units=4, activation="elu"), GRU(units=4, reset_after=False))


def mixed(*layers):
    return Network(experiment_on(layers=layers, precision="mixed"))


# In how many bits


@pytest.mark.parametrize("device", ["cpu", "mps", "cuda:0"])
def test_every_device_computes_in_32_bits_when_asked_to(device):
    assert choose_bits(Network(experiment_on()), torch.device(device)) == "float32"


@pytest.mark.parametrize("device", ["cpu", "mps"])
def test_without_cuda_mixed_precision_is_refused(device):
    with pytest.raises(DeviceError) as caught:
        choose_bits(mixed(LSTM(units=4)), torch.device(device))

    assert str(caught.value) == (
        f"Mixed precision needs a CUDA device; this run would be on {device}.\n"
        "Set the precision to 32 bits, or choose a CUDA device."
    )


def test_a_training_on_the_cpu_refuses_it_before_any_batch():
    training = Training(experiment_on(precision="mixed"))

    with pytest.raises(DeviceError):
        training.to_the_end()

    assert training.events == []


def capabilities(monkeypatch, *of_each):
    """Let there be CUDA devices of these compute capabilities, the first of them the current one."""
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(torch.cuda, "current_device", lambda: 0)
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda device=None: of_each[torch.device(device).index])


@pytest.mark.parametrize("layer", OTHERS, ids=["dense", "another activation", "another reset"])
@pytest.mark.parametrize(("capability", "bits"), [((7, 5), "float16"), ((8, 0), "bfloat16"), ((12, 0), "bfloat16")])
def test_cuda_takes_bfloat16_where_it_has_it(monkeypatch, capability, bits, layer):
    capabilities(monkeypatch, capability)

    assert choose_bits(mixed(layer), CUDA) == bits


@pytest.mark.parametrize("layer", RECURRENT, ids=["lstm", "gru", "tanh", "relu"])
def test_what_runs_in_cudnns_recurrent_kernels_is_trained_in_float16(monkeypatch, layer):
    capabilities(monkeypatch, (9, 0))

    assert choose_bits(mixed(Dense(units=3), layer), CUDA) == "float16"


@pytest.mark.parametrize(("device", "bits"), [("cuda:0", "float16"), ("cuda:1", "bfloat16")])
def test_the_device_that_trains_is_asked_not_the_current_one(monkeypatch, device, bits):
    capabilities(monkeypatch, (7, 5), (8, 6))

    assert choose_bits(mixed(Dense(units=4)), torch.device(device)) == bits


def test_only_cuda_leaves_numbers_on_the_device_and_not_where_the_loss_is_scaled():
    assert reads_at_once("float32", torch.device("cpu"))
    assert not reads_at_once("float32", CUDA)
    assert not reads_at_once("bfloat16", CUDA)
    assert reads_at_once("float16", CUDA)


def flags():
    return (
        torch.are_deterministic_algorithms_enabled(),
        torch.backends.cudnn.benchmark,
        torch.backends.cudnn.allow_tf32,
        torch.backends.cuda.matmul.allow_tf32,
        torch.utils.deterministic.fill_uninitialized_memory,
    )


@pytest.mark.parametrize(("bits", "rounds"), [("float32", False), ("bfloat16", True)])
def test_cuda_repeats_itself_and_rounds_only_where_fewer_bits_were_asked_for(monkeypatch, bits, rounds):
    monkeypatch.delenv("CUBLAS_WORKSPACE_CONFIG", raising=False)
    before = flags()

    with repeatable(bits, CUDA):
        during, workspace = flags(), os.environ["CUBLAS_WORKSPACE_CONFIG"]

    assert during == (True, False, rounds, rounds, False)
    assert workspace == ":4096:8"
    assert flags() == before


def test_the_flags_come_back_after_a_failure():
    before = flags()

    with pytest.raises(ZeroDivisionError), repeatable("float32", CUDA):
        raise ZeroDivisionError

    assert flags() == before


def test_on_the_cpu_no_flag_is_touched():
    before = flags()

    with repeatable("float32", torch.device("cpu")):
        assert flags() == before


# Where the series lies


@pytest.mark.parametrize(("values", "home"), [(100, "cuda:0"), (125, "cuda:0"), (126, "cpu")])
def test_a_series_lies_on_the_device_if_it_takes_at_most_half_of_what_is_free(monkeypatch, values, home):
    monkeypatch.setattr(torch.cuda, "mem_get_info", lambda device: (1_000, 8_000))

    assert home_of(values, CUDA) == torch.device(home)


def test_elsewhere_it_lies_where_the_network_is():
    assert home_of(10**12, torch.device("cpu")) == torch.device("cpu")


def test_samples_that_lie_elsewhere_are_sent_from_pinned_memory_without_waiting(monkeypatch):
    sent = []

    def to(values, device, *, non_blocking):
        sent.append((values.is_pinned_here, str(device), non_blocking))
        return values

    def pin(values):
        values.is_pinned_here = True
        return values

    monkeypatch.setattr(torch.Tensor, "pin_memory", pin)
    windows = prepare(sine(200), experiment_on()).windows["train"]
    features, targets = torch.from_numpy(windows.features), torch.from_numpy(windows.targets)
    samples = DeviceWindows(features, targets, windows, CUDA)
    monkeypatch.setattr(torch.Tensor, "to", to)

    x, y = samples.take(torch.tensor([3, 1]))

    assert sent == [(True, "cuda:0", True)] * 2
    assert torch.equal(x, samples.x[[3, 1]])
    assert torch.equal(y, samples.y[[3, 1]])


# Numbers that are read later


@pytest.fixture
def reads_later(monkeypatch):
    """A CPU that is as dear to wait for as a CUDA device."""
    monkeypatch.setattr("workbench.engine.learning.session.reads_at_once", lambda bits, device: False)


def test_numbers_that_are_read_later_are_the_same_and_each_batch_is_told(monkeypatch, reads_later):
    later = Training(experiment_on(batch_size=4, clip_norm=0.5)).to_the_end()
    monkeypatch.undo()
    at_once = Training(experiment_on(batch_size=4, clip_norm=0.5)).to_the_end()

    told, wanted = later.of(BatchDone), at_once.of(BatchDone)
    assert [(one.epoch, one.batch) for one in told] == [(one.epoch, one.batch) for one in wanted]
    np.testing.assert_allclose([one.loss for one in told], [one.loss for one in wanted], rtol=1e-5)
    np.testing.assert_allclose([one.gradient_norm for one in told], [one.gradient_norm for one in wanted], rtol=1e-4)
    for name, weight in at_once.weights.items():
        torch.testing.assert_close(later.weights[name], weight, rtol=1e-4, atol=1e-6)


def test_with_accumulated_batches_norms_are_told_where_steps_were_taken(reads_later):
    batches = Training(experiment_on(epochs=1, accumulate=4)).to_the_end().of(BatchDone)

    assert [batch.gradient_norm is None for batch in batches] == [True, True, True, False] * 2 + [False]


def test_a_stop_is_obeyed_after_the_batch_at_hand_all_the_same(reads_later, monkeypatch):
    training, learnt = Training(experiment_on(batch_size=4)), []
    learn = "workbench.engine.learning.session.Session.learn"
    from workbench.engine.learning.session import Session

    usual = Session.learn

    def counted(session, batch):
        learnt.append(batch)
        usual(session, batch)
        if len(learnt) == 3:
            training.stop.stop()

    monkeypatch.setattr(learn, counted)
    training.to_the_end()

    assert len(learnt) == len(training.of(BatchDone)) == 3
    assert training.events[-1].reason == "stopped"


def test_a_pause_is_obeyed_too(reads_later, monkeypatch):
    training = Training(experiment_on(batch_size=4, epochs=1))
    training.stop.pause()
    monkeypatch.setattr(StopToken, "wait_while_paused", StopToken.resume)

    training.to_the_end()

    assert training.of(TrainingPaused) == [TrainingPaused(1, 1)]


def test_the_first_bad_batch_is_named_though_later_ones_were_learnt_from(reads_later):
    series = sine(200)
    series.values[100] = 1e300  # more than 32 bits can hold

    with pytest.raises(Exception, match="stopped being a number") as caught:
        Training(experiment_on(windows={"scaler": "none"}, batch_size=4), series).to_the_end()

    usual = Training(experiment_on(windows={"scaler": "none"}, batch_size=4), series)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workbench.engine.learning.session.reads_at_once", lambda bits, device: True)
        with pytest.raises(Exception, match="stopped being a number") as expected:
            usual.to_the_end()
    assert str(caught.value) == str(expected.value)
    assert str(caught.value).startswith(str(place(1, len(usual.of(BatchDone)), 33, in_validation=False)))


# Mixed precision, as the CPU can imitate it


@pytest.mark.parametrize("bits", ["bfloat16", "float16"])
def test_mixed_precision_keeps_the_weights_in_32_bits_and_comes_close_to_their_losses(monkeypatch, bits):
    experiment = experiment_on(layers=(GRU(units=8, activation="elu"),))
    usual = Training(experiment).to_the_end()
    monkeypatch.setattr("workbench.engine.training.choose_bits", lambda network, device: bits)
    mixed = Training(experiment).to_the_end()

    assert mixed.events[0].bits == bits
    assert {weight.dtype for weight in mixed.weights.values()} == {torch.float32}
    assert mixed.losses[1] == pytest.approx(usual.losses[1], rel=1e-3)
    assert mixed.losses != usual.losses


def test_the_scale_of_the_loss_survives_going_on(monkeypatch, tmp_path):
    monkeypatch.setattr("workbench.engine.training.choose_bits", lambda network, device: "float16")
    experiment = experiment_on(layers=(GRU(units=8, activation="elu"),), epochs=4)
    straight = Training(experiment).to_the_end()
    states = [event.state for event in straight.of(StateTaken)]
    save_checkpoint(states[1], tmp_path / "checkpoint.safetensors")

    resumed = Training(experiment, state=load_checkpoint(tmp_path / "checkpoint.safetensors")).to_the_end()

    assert states[1].progress.loss_scale == (2.0**16, 18)
    assert resumed.of(StateTaken)[-1].state.progress == states[-1].progress
    assert same(resumed.weights, straight.weights)


# With a CUDA device


@pytest.fixture
def cuda():
    if not torch.cuda.is_available():
        pytest.skip("there is no CUDA device here")
    return choose_device("cuda")


def trained_on(device, **settings):
    experiment = experiment_on(layers=(LSTM(units=16, return_sequences=True), GRU(units=8)), **settings)
    network = Network(experiment)
    events = list(train(network, prepare(sine(400), experiment), device=device, stop=StopToken()))
    return [event for event in events if isinstance(event, EpochDone)], network


@pytest.mark.cuda
@pytest.mark.parametrize(("settings", "rtol"), [({}, 1e-3), ({"precision": "mixed"}, 5e-2)], ids=["32 bits", "mixed"])
def test_cuda_gives_the_cpus_losses_within_a_thousandth_or_mixed_within_a_twentieth(cuda, settings, rtol):
    on_cpu, _ = trained_on(CPU, epochs=3)
    on_cuda, _ = trained_on(cuda, epochs=3, **settings)

    for one, other in zip(on_cuda, on_cpu, strict=True):
        assert one.train_loss == pytest.approx(other.train_loss, rel=rtol)
        assert one.validation_loss == pytest.approx(other.validation_loss, rel=rtol)


@pytest.mark.cuda
def test_cuda_repeats_itself_to_the_last_bit(cuda):
    (one, network), (other, again) = (trained_on(cuda, epochs=2) for _ in range(2))

    assert [epoch.validation_loss for epoch in one] == [epoch.validation_loss for epoch in other]
    assert all(torch.equal(*pair) for pair in zip(network.parameters(), again.parameters(), strict=True))
