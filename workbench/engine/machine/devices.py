"""Which device trains, and why, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import torch

from workbench.core.errors import DeviceError
from workbench.core.layers.stack import behind_a_mask
from workbench.core.text import Text, text
from workbench.engine.machine.processors import most_threads
from workbench.engine.network import Network
from workbench.engine.recurrent import Cell, Recurrent, carrier, paths

CudaState = Literal["available", "built without CUDA", "no driver", "driver too old", "no device", "broken"]

# Below this much of torch's own work in one batch, a second thread costs more in waking than it computes:
# docs/decisions/0006-threads.md. The compiled recurrent layers share their work by themselves.
_MANY_THREADS_FROM = 5_000_000


@dataclass(frozen=True)
class Cuda:
    """What torch says of CUDA here.

    Attributes:
        state: one word for the situation.
        names: of the devices, in torch's order.
        detail: torch's own sentence, where something is wrong.
        capabilities: the compute capability of each device, major and minor.
        built_for: what this torch has kernels for, as it names it: ``sm_90``, ``compute_90``.
    """

    state: CudaState
    names: tuple[str, ...] = ()
    detail: str = ""
    capabilities: tuple[tuple[int, int], ...] = ()
    built_for: tuple[str, ...] = ()

    def has_kernels(self, at: int) -> bool:
        """Whether this torch can compute on a device; so where it does not say what it was built for."""
        return not self.built_for or any(_serves(kernels, self.capabilities[at]) for kernels in self.built_for)


@dataclass(frozen=True)
class Device:
    """A device and the reason it was, or cannot be, chosen."""

    name: str
    usable: bool
    reason: Text

    @property
    def torch(self) -> torch.device:
        """The device as torch names it."""
        return torch.device(self.name)


def probe_cuda() -> Cuda:
    """Ask torch for its CUDA devices, and for the reason when there are none."""
    if not torch.backends.cuda.is_built():
        return Cuda("built without CUDA")
    try:
        torch.cuda.init()
    except (RuntimeError, AssertionError) as error:
        detail = str(error).splitlines()[0]
        if "too old" in detail:
            return Cuda("driver too old", detail=detail)
        if "no NVIDIA driver" in detail:
            return Cuda("no driver", detail=detail)
        if "No CUDA GPUs" in detail:
            return Cuda("no device", detail=detail)
        return Cuda("broken", detail=detail)
    every = range(torch.cuda.device_count())
    return Cuda(
        "available" if every else "no device",
        tuple(torch.cuda.get_device_name(at) for at in every),
        capabilities=tuple(torch.cuda.get_device_capability(at) for at in every),
        built_for=tuple(torch.cuda.get_arch_list()),
    )


def choose_device(wanted: str, cuda: Cuda | None = None) -> Device:
    """Give the device called ``wanted``; ``auto`` takes the first CUDA device, then Apple's, then the CPU.

    Raises:
        DeviceError: a device was asked for by name and cannot be used.
    """
    cuda = cuda or probe_cuda()
    every = {device.name: device for device in devices(cuda)}
    if wanted == "auto":
        usable = [device for name, device in every.items() if device.usable and name != "cpu"]
        if usable:
            return usable[0]
        return Device("cpu", True, text("the CPU, because {why}", why=every["cuda:0"].reason))
    name = "cuda:0" if wanted == "cuda" else wanted
    if name in every and every[name].usable:
        return every[name]
    if name in every:
        why: Text = every[name].reason
    elif cuda.state == "available":
        why = text("there are only these: {names}", names=", ".join(one for one in every if every[one].usable))
    else:
        why = _why_not(cuda)
    raise DeviceError(
        text("The device {name} cannot be used: {why}.", name=wanted, why=why),
        hint=text("Choose auto or cpu, or run “workbench doctor” to see every device."),
    )


def devices(cuda: Cuda | None = None) -> Iterator[Device]:
    """Give every device that could be asked for, usable or not, each with the reason."""
    cuda = cuda or probe_cuda()
    for at, name in enumerate(cuda.names):
        if cuda.has_kernels(at):
            reason = text("{name}, through CUDA {version}", name=name, version=torch.version.cuda)
        else:
            capability = ".".join(map(str, cuda.capabilities[at]))
            reason = text(
                "this torch has no kernels for {name} (compute capability {capability})",
                name=name,
                capability=capability,
            )
        yield Device(f"cuda:{at}", cuda.has_kernels(at), reason)
    if not cuda.names:
        yield Device("cuda:0", False, _why_not(cuda))
    if torch.backends.mps.is_available():
        yield Device("mps", True, text("Apple's GPU"))
    else:
        built = torch.backends.mps.is_built()
        reason = text("this macOS has no usable Metal GPU") if built else text("torch was built without Metal (MPS)")
        yield Device("mps", False, reason)
    yield Device("cpu", True, text("always there"))


def threads_for(network: Network) -> int:
    """Say with how many threads torch trains ``network`` fastest.

    What runs in the compiled kernels is not torch's, and its threads are not woken for the little that remains. Nor
    are they where the network lies on another device, which the CPU only tells what to do.
    """
    if next(network.parameters()).device.type != "cpu":
        return 1
    compiled = sum(weights.numel() for cell in compiled_cells(network) for weights in cell.parameters())
    work = (network.parameter_count - compiled) * network.experiment.training.batch_size
    return most_threads() if work >= _MANY_THREADS_FROM else 1


def threads_at_most(network: Network) -> int:
    """Say how many threads work at once while ``network`` is trained on the CPU: torch's, or the compiled layers'."""
    return max(torch.get_num_threads(), _threads_of_compiled(network))


def computed_by(network: Network) -> str:
    """Name what trains ``network`` on the CPU, as far as it decides the last bits: kernels, instructions, threads."""
    kernels = f"compiled kernels for {carrier.architecture()}" if compiled_cells(network) else "torch's kernels"
    return f"{kernels}, threads: {max(threads_for(network), _threads_of_compiled(network))}"


def _threads_of_compiled(network: Network) -> int:
    """Give the threads of the compiled layer that has the most; 0 where none is compiled."""
    batch = network.experiment.training.batch_size
    return max((paths.threads_for(cell, batch, steps) for cell, steps in _compiled(network)), default=0)


def compiled_cells(network: Network) -> list[Cell]:
    """Give the cells that run in the compiled kernels while ``network`` is trained on the CPU."""
    return [cell for cell, _ in _compiled(network)]


def _compiled(network: Network) -> Iterator[tuple[Cell, int]]:
    """Give each of these cells with the steps that it runs; behind a mask, as a batch with masked steps is run."""
    batch, masked = network.experiment.training.batch_size, behind_a_mask(network.rows)
    for row in network.rows:
        layer = network.layers[row.name]
        if not isinstance(layer, Recurrent):
            continue
        is_masked = row.name in masked or layer.spec.recurrent_dropout > 0
        for cell in (layer.forward_cell, layer.backward_cell):
            if cell is None:
                continue
            x = cell.kernel.new_empty(batch, 1, cell.kernel.shape[1])
            if paths.path_for(cell, x, is_masked=is_masked) == "compiled":
                yield cell, row.given.steps or network.experiment.windows.timesteps


def _serves(kernels: str, capability: tuple[int, int]) -> bool:
    """Whether ``kernels``, as torch names what it was built for, run on a device of this compute capability.

    Machine code (``sm_86``) runs on the same major capability from its own minor one on; what the driver compiles
    itself (``compute_86``) on every newer one too. With an ``a`` behind it either runs on that very capability alone,
    with an ``f`` in its family. What is named otherwise is not NVIDIA's, and has no compute capability to compare.

    Source: CUDA C++ Programming Guide, sections "Binary Compatibility" and "PTX Compatibility".
    """
    named = re.fullmatch(r"(sm|compute)_(\d+)(\d)([af]?)", kernels)
    if named is None:
        return True
    kind, limits, built_for = named[1], named[4], (int(named[2]), int(named[3]))
    if limits == "a":
        return capability == built_for
    if kind == "compute" and not limits:
        return capability >= built_for
    return capability[0] == built_for[0] and capability >= built_for


def _why_not(cuda: Cuda) -> Text:
    match cuda.state:
        case "built without CUDA":
            return text("torch was built without CUDA")
        case "no driver":
            return text("no NVIDIA driver was found")
        case "driver too old":
            return text("the NVIDIA driver is too old for CUDA {version}", version=torch.version.cuda)
        case "no device":
            return text("no CUDA device was found")
        case _:
            return text("CUDA does not start: {detail}", detail=cuda.detail)
