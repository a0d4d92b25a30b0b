"""In how many bits a device computes, and what keeps its numbers repeatable."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Literal

import torch

from workbench.core.errors import DeviceError
from workbench.core.text import text
from workbench.engine.network import Network
from workbench.engine.recurrent import Cell

Bits = Literal["float32", "bfloat16", "float16"]

_FIRST_SCALE = 2.0**16
_GROW_AFTER = 2_000
_FIRST_WITH_BFLOAT16 = (8, 0)  # compute capability: Ampere
_DETERMINISTIC_CUBLAS = ":4096:8"


class LossScale:
    """Keeps small gradients alive in float16: the loss is made larger, and the gradient smaller again.

    A scale that was too large shows in a gradient that is no number; that step is left out and
    the scale halved. After two thousand good steps it is doubled.

    Source: Micikevicius et al. 2018, arXiv:1710.03740; the numbers are those of ``torch.amp.GradScaler``.
    """

    def __init__(self, value: float = _FIRST_SCALE, good_steps: int = 0) -> None:
        self.value, self.good_steps = value, good_steps

    def shrink(self) -> bool:
        """Halve the scale; say no where even the loss itself is too large, so that something else is wrong."""
        if self.value <= 1.0:
            return False
        self.value, self.good_steps = self.value / 2, 0
        return True

    def count_good_step(self) -> None:
        """Remember a step that was taken."""
        self.good_steps += 1
        if self.good_steps == _GROW_AFTER:
            self.value, self.good_steps = self.value * 2, 0


def choose_bits(network: Network, device: torch.device) -> Bits:
    """Say in how many bits the products of a training of ``network`` are computed on ``device``.

    Mixed precision takes bfloat16 where the device has it and no layer could run in cuDNN's recurrent kernels, because
    it needs no scaled loss. Those kernels torch's autocast gives float16, whatever type it was told; so the loss is
    scaled there, and everything else is float16 too. To hand them bfloat16 past autocast is no way out: before cuDNN
    9.13 they do not have it, and torch then takes one step after the other.

    Source: ``_cudnn_rnn_cast_reflatten`` in torch's ``aten/src/ATen/cudnn/AutocastRNN.cpp``; bfloat16 in cuDNN,
    https://github.com/pytorch/pytorch/pull/164411.

    Raises:
        DeviceError: mixed precision was asked for, and the device has none.
    """
    if network.experiment.training.precision == "float32":
        return "float32"
    if device.type != "cuda":
        raise DeviceError(
            text("Mixed precision needs a CUDA device; this run would be on {device}.", device=device),
            hint=text("Set the precision to 32 bits, or choose a CUDA device."),
        )
    in_cudnn = any(not cell.native_obstacle() for cell in network.modules() if isinstance(cell, Cell))
    if in_cudnn or torch.cuda.get_device_capability(device) < _FIRST_WITH_BFLOAT16:
        return "float16"
    return "bfloat16"


def reads_at_once(bits: Bits, device: torch.device) -> bool:
    """Say whether each batch's numbers are read as soon as there are some.

    To read a number of a CUDA device is to wait until it has done all it was told; so the numbers of
    several batches are read together. A scaled loss must be looked at before each step.
    """
    return device.type != "cuda" or bits == "float16"


def autocast(bits: Bits, device: torch.device) -> AbstractContextManager[object]:
    """Compute what may be computed in 16 bits so, inside the block."""
    if bits == "float32":
        return nullcontext()
    return torch.autocast(device.type, torch.bfloat16 if bits == "bfloat16" else torch.float16)


@contextmanager
def repeatable(bits: Bits, device: torch.device) -> Iterator[None]:
    """Let CUDA choose kernels that give the same numbers each time, inside the block.

    TensorFloat-32 rounds products to ten bits; it is allowed only where fewer bits were asked for. An
    operation that has no repeatable kernel is used as it is. The CPU needs nothing: its kernels repeat
    themselves as long as the number of threads is the same.

    Source: https://docs.pytorch.org/docs/stable/notes/randomness.html
    """
    if device.type != "cuda":
        yield
        return
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", _DETERMINISTIC_CUBLAS)  # read when cuBLAS starts
    cudnn, matmul, filling = torch.backends.cudnn, torch.backends.cuda.matmul, torch.utils.deterministic
    before = (
        torch.are_deterministic_algorithms_enabled(), torch.is_deterministic_algorithms_warn_only_enabled(),
        cudnn.benchmark, cudnn.allow_tf32, matmul.allow_tf32,
    )  # fmt: skip
    filled = filling.fill_uninitialized_memory  # type: ignore[attr-defined]
    try:
        torch.use_deterministic_algorithms(True, warn_only=True)
        filling.fill_uninitialized_memory = False  # type: ignore[attr-defined]  # for finding mistakes; it takes time
        cudnn.benchmark = False
        cudnn.allow_tf32 = matmul.allow_tf32 = bits != "float32"
        yield
    finally:
        torch.use_deterministic_algorithms(before[0], warn_only=before[1])
        cudnn.benchmark, cudnn.allow_tf32, matmul.allow_tf32 = before[2:]
        filling.fill_uninitialized_memory = filled  # type: ignore[attr-defined]
