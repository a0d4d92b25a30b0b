import pytest
import torch

from tests.made_series import experiment_on
from workbench.core.errors import DeviceError
from workbench.core.layers import GRU, LSTM, Masking, Segments
from workbench.engine.machine import devices
from workbench.engine.machine.devices import (
    Cuda,
    choose_device,
    compiled_cells,
    probe_cuda,
    threads_at_most,
    threads_for,
)
from workbench.engine.network import Network
from workbench.engine.recurrent import paths
from workbench.engine.recurrent.paths import only

# What torch itself says, word for word.
NO_DRIVER = (
    "Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from"
    " http://www.nvidia.com/Download/index.aspx"
)
TOO_OLD = (
    "The NVIDIA driver on your system is too old (found version 11040). Please update your GPU driver by downloading"
    " and installing a new version from the URL: http://www.nvidia.com/Download/index.aspx Alternatively, go to:"
    " https://pytorch.org to install a PyTorch version that has been compiled with your version of the CUDA driver."
)
NO_DEVICE = "No CUDA GPUs are available"
UNKNOWN = "Unexpected error from cudaGetDeviceCount(). Did you run some cuda functions before calling NumCudaDevices()?"
BUILT_FOR = ("sm_70", "sm_75", "sm_80", "sm_86", "sm_90")
TWO = Cuda("available", ("NVIDIA GeForce RTX 4090", "NVIDIA T4"), capabilities=((8, 9), (7, 5)), built_for=BUILT_FOR)
OLD = Cuda("available", ("NVIDIA GeForce GTX 960",), capabilities=((5, 2),), built_for=BUILT_FOR)


def torch_with_cuda(monkeypatch, *, failing_with=None, names=(), capabilities=(), built_for=()):
    """Let torch be a build with CUDA that finds these devices, or fails to start."""

    def start():
        if failing_with is not None:
            raise RuntimeError(failing_with)

    monkeypatch.setattr(torch.backends.cuda, "is_built", lambda: True)
    monkeypatch.setattr(torch.cuda, "init", start)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: len(names))
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda at: names[at])
    monkeypatch.setattr(torch.cuda, "get_device_capability", lambda at: capabilities[at])
    monkeypatch.setattr(torch.cuda, "get_arch_list", lambda: list(built_for))
    monkeypatch.setattr(torch.version, "cuda", "12.6")


@pytest.fixture(autouse=True)
def _no_apple(monkeypatch):
    metal(monkeypatch, built=False, available=False)


def metal(monkeypatch, *, built, available):
    monkeypatch.setattr(torch.backends.mps, "is_built", lambda: built)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: available)


def refusal(wanted, cuda=None):
    with pytest.raises(DeviceError) as caught:
        choose_device(wanted, cuda)
    return str(caught.value)


def test_a_torch_without_cuda_is_told_without_starting_anything(monkeypatch):
    monkeypatch.setattr(torch.backends.cuda, "is_built", lambda: False)
    monkeypatch.setattr(torch.cuda, "init", lambda: pytest.fail("it was started"))

    assert probe_cuda() == Cuda("built without CUDA")


@pytest.mark.parametrize(
    ("said", "state"),
    [(NO_DRIVER, "no driver"), (TOO_OLD, "driver too old"), (NO_DEVICE, "no device"), (UNKNOWN, "broken")],
)
def test_torchs_own_words_tell_why_there_is_no_cuda(monkeypatch, said, state):
    torch_with_cuda(monkeypatch, failing_with=f"{said}\nand more lines")

    assert probe_cuda() == Cuda(state, detail=said)


def test_the_devices_that_torch_finds_are_told_by_name(monkeypatch):
    torch_with_cuda(monkeypatch, names=TWO.names, capabilities=TWO.capabilities, built_for=TWO.built_for)

    assert probe_cuda() == TWO


def test_a_cuda_without_devices_is_told(monkeypatch):
    torch_with_cuda(monkeypatch)

    assert probe_cuda() == Cuda("no device")


@pytest.mark.parametrize(
    ("cuda", "why"),
    [
        (Cuda("built without CUDA"), "torch was built without CUDA"),
        (Cuda("no driver", detail=NO_DRIVER), "no NVIDIA driver was found"),
        (Cuda("driver too old", detail=TOO_OLD), "the NVIDIA driver is too old for CUDA 12.6"),
        (Cuda("no device", detail=NO_DEVICE), "no CUDA device was found"),
        (Cuda("broken", detail="it burns"), "CUDA does not start: it burns"),
    ],
    ids=lambda value: getattr(value, "state", None),
)
def test_without_cuda_the_cpu_is_taken_and_cuda_refused_for_the_same_reason(monkeypatch, cuda, why):
    monkeypatch.setattr(torch.version, "cuda", "12.6")

    chosen = choose_device("auto", cuda)

    assert (chosen.name, chosen.usable, chosen.reason) == ("cpu", True, f"the CPU, because {why}")
    assert refusal("cuda", cuda) == (
        f"The device cuda cannot be used: {why}.\nChoose auto or cpu, or run “workbench doctor” to see every device."
    )


@pytest.mark.parametrize(
    ("wanted", "name", "reason"),
    [
        ("auto", "cuda:0", "NVIDIA GeForce RTX 4090, through CUDA 12.6"),
        ("cuda", "cuda:0", "NVIDIA GeForce RTX 4090, through CUDA 12.6"),
        ("cuda:1", "cuda:1", "NVIDIA T4, through CUDA 12.6"),
        ("cpu", "cpu", "always there"),
    ],
)
def test_with_cuda_the_named_device_is_taken_and_auto_takes_the_first(monkeypatch, wanted, name, reason):
    monkeypatch.setattr(torch.version, "cuda", "12.6")

    chosen = choose_device(wanted, TWO)

    assert (chosen.name, chosen.usable, chosen.reason) == (name, True, reason)
    assert chosen.torch == torch.device(name)


def test_a_device_number_that_does_not_exist_is_told_with_those_that_do():
    assert refusal("cuda:2", TWO).startswith(
        "The device cuda:2 cannot be used: there are only these: cuda:0, cuda:1, cpu."
    )


def test_a_gpu_that_this_torch_has_no_kernels_for_is_told_and_the_cpu_taken():
    why = "this torch has no kernels for NVIDIA GeForce GTX 960 (compute capability 5.2)"

    listed, chosen = next(devices.devices(OLD)), choose_device("auto", OLD)

    assert (listed.name, listed.usable, listed.reason) == ("cuda:0", False, why)
    assert (chosen.name, chosen.reason) == ("cpu", f"the CPU, because {why}")
    assert refusal("cuda", OLD).startswith(f"The device cuda cannot be used: {why}.")
    assert refusal("cuda:0", OLD).startswith(f"The device cuda:0 cannot be used: {why}.")
    assert refusal("cuda:1", OLD).startswith("The device cuda:1 cannot be used: there are only these: cpu.")


def test_auto_takes_the_first_gpu_that_this_torch_has_kernels_for():
    both = Cuda("available", OLD.names + TWO.names, capabilities=OLD.capabilities + TWO.capabilities,
                built_for=BUILT_FOR)  # fmt: skip

    assert choose_device("auto", both).name == "cuda:1"


@pytest.mark.parametrize(
    ("built_for", "capability", "usable"),
    [
        (["sm_86"], (8, 6), True),
        (["sm_86"], (8, 9), True),
        (["sm_86"], (8, 0), False),
        (["sm_86"], (9, 0), False),
        (["sm_50", "sm_90"], (6, 1), False),
        (["sm_100", "sm_120"], (12, 0), True),
        (["sm_90", "compute_90"], (12, 0), True),
        (["sm_90", "compute_90"], (8, 9), False),
        (["sm_90a"], (9, 0), True),
        (["sm_90a", "compute_90a"], (10, 0), False),
        (["sm_100f", "compute_100f"], (10, 3), True),
        (["sm_100f", "compute_100f"], (12, 0), False),
        (["gfx90a", "gfx1100"], (9, 0), True),
        ([], (3, 5), True),
    ],
)
def test_machine_code_serves_its_major_capability_and_code_for_the_driver_every_newer_one(
    built_for, capability, usable
):
    cuda = Cuda("available", ("NVIDIA",), capabilities=(capability,), built_for=tuple(built_for))

    assert next(devices.devices(cuda)).usable == usable


def test_apples_gpu_is_taken_where_there_is_one(monkeypatch):
    metal(monkeypatch, built=True, available=True)

    chosen = [choose_device(wanted, Cuda("built without CUDA")) for wanted in ("auto", "mps")]

    assert [(device.name, device.reason) for device in chosen] == [("mps", "Apple's GPU")] * 2


@pytest.mark.parametrize(
    ("built", "why"), [(False, "torch was built without Metal (MPS)"), (True, "this macOS has no usable Metal GPU")]
)
def test_without_apples_gpu_it_is_refused_with_the_reason(monkeypatch, built, why):
    metal(monkeypatch, built=built, available=False)

    assert refusal("mps", Cuda("built without CUDA")).startswith(f"The device mps cannot be used: {why}.")


def test_every_device_is_listed_with_its_reason():
    listed = list(devices.devices(Cuda("no driver")))

    assert [(device.name, device.usable, device.reason) for device in listed] == [
        ("cuda:0", False, "no NVIDIA driver was found"),
        ("mps", False, "torch was built without Metal (MPS)"),
        ("cpu", True, "always there"),
    ]


def test_the_real_torch_here_can_be_asked():
    assert choose_device("cpu").name == "cpu"
    assert choose_device("auto").usable


@pytest.mark.parametrize(("units", "batch_size", "threads"), [(8, 32, 1), (128, 32, 1), (128, 128, 5), (512, 32, 5)])
def test_large_batches_of_work_get_all_cores_but_one(monkeypatch, units, batch_size, threads):
    monkeypatch.setattr("workbench.engine.machine.processors.processors", lambda: 6)
    network = Network(experiment_on(layers=(LSTM(units=units),), batch_size=batch_size))

    with only("torch"):
        assert threads_for(network) == threads


def test_what_runs_compiled_needs_no_threads_of_torch_but_brings_its_own(monkeypatch):
    monkeypatch.setattr("workbench.engine.machine.processors.processors", lambda: 6)
    monkeypatch.setattr(paths, "_MOST_THREADS", 5)
    stack = (LSTM(units=256, return_sequences=True), GRU(units=256, activation="elu"))
    network = Network(experiment_on(layers=(*stack[:1], LSTM(units=8)), batch_size=64))
    mixed = Network(experiment_on(layers=stack, batch_size=64))

    assert (threads_for(network), threads_at_most(network)) == (1, 4)  # 64 rows are 16 for each of four threads
    assert threads_for(mixed) == 5
    assert [cell.units for cell in compiled_cells(network)] == [256, 8]
    assert [cell.units for cell in compiled_cells(mixed)] == [256]


def test_a_layer_behind_a_mask_runs_compiled_where_torch_alone_would_be_faster():
    network = Network(experiment_on(layers=(Masking(), LSTM(units=64)), batch_size=8))

    assert [cell.units for cell in compiled_cells(network)] == [64]


def test_threads_are_counted_by_the_steps_that_a_layer_runs(monkeypatch):
    monkeypatch.setattr(paths, "_MOST_THREADS", 8)
    layers = (Segments(n=8), LSTM(units=32))
    network = Network(experiment_on(layers=layers, batch_size=400, windows={"timesteps": 64}))
    whole = Network(experiment_on(layers=layers[1:], batch_size=400, windows={"timesteps": 64}))

    assert (threads_at_most(network), threads_at_most(whole)) == (torch.get_num_threads(), 3)


def test_a_layer_with_recurrent_dropout_runs_compiled_where_torch_alone_would_be_faster():
    few_rows = {"batch_size": 8}
    usual = Network(experiment_on(layers=(LSTM(units=64),), **few_rows))
    masked = Network(experiment_on(layers=(LSTM(units=64, recurrent_dropout=0.5),), **few_rows))

    assert compiled_cells(usual) == []
    assert [cell.units for cell in compiled_cells(masked)] == [64]
