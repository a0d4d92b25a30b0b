"""The one place where it is chosen how a window is run, and why.

There are three paths, and all compute the same:

- **compiled** (``compiled.py``): the fastest on a CPU for what people mostly train;
- **torch** (``Cell.run_native``): torch's own kernels, on every device and in 32 or 64 bits;
- **reference** (``reference.py``): one readable step at a time; computes everything, slowly.

The first one of them that has no obstacle is taken, except that torch's kernels go before the compiled ones where
they are faster: for many units on few rows. It depends on the layer, the batch, the device and the installation,
never on a stopwatch, so that the same run takes the same path each time.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

import torch

from workbench.engine.activations import KNOWN_BY_VALUE
from workbench.engine.machine.processors import most_threads
from workbench.engine.recurrent import carrier
from workbench.engine.recurrent.cells import Cell, GRUCell, LSTMCell, SimpleRNNCell, States
from workbench.engine.recurrent.reference import run_steps

Path = Literal["compiled", "torch", "reference"]
PATHS: tuple[Path, ...] = ("compiled", "torch", "reference")

# Multiplications in one window's loop from which a second thread saves more than its waking costs, and for each of the
# threads after it: docs/decisions/0011-compiled-path.md.
_WORK_OF_TWO_THREADS, _WORK_OF_A_THREAD = 20_000_000, 30_000_000
_ROWS_OF_A_THREAD = 16

# With so many units, and so many of them for each row of a batch, torch's kernels are faster than the compiled ones,
# which read all weights at each step for too few rows: docs/decisions/0011-compiled-path.md.
_UNITS_FOR_TORCH: dict[type[Cell], int] = {LSTMCell: 64, GRUCell: 256, SimpleRNNCell: 256}
_UNITS_A_ROW_FOR_TORCH = 8

_MOST_THREADS = most_threads()

_allowed: ContextVar[tuple[Path, ...]] = ContextVar("allowed", default=PATHS)


@contextmanager
def only(*paths: Path) -> Iterator[None]:
    """Allow some paths alone inside the block: for measurements and tests. The reference is always there."""
    token = _allowed.set(paths)
    try:
        yield
    finally:
        _allowed.reset(token)


def run_window(
    cell: Cell,
    x: torch.Tensor,
    states: States,
    *,
    state_mask: torch.Tensor | None = None,
    step_mask: torch.Tensor | None = None,
    wants_outputs: bool = True,
) -> tuple[torch.Tensor, States]:
    """Run one direction over a window on the fastest path that computes it.

    Args, values and gradients are those of ``reference.run_steps``. Without ``wants_outputs`` only the
    last states count, and there may be no outputs.
    """
    is_masked = state_mask is not None or step_mask is not None
    match path_for(cell, x, is_masked=is_masked):
        case "compiled":
            threads = threads_for(cell, x.shape[0], x.shape[1])
            masks = {"state_mask": state_mask, "step_mask": step_mask}
            out, last = carrier.compiled().run(cell, x, states, threads, **masks, wants_outputs=wants_outputs)
            return out, last
        case "torch":
            return cell.run_native(x, states)
        case _:
            return run_steps(cell, x, states, state_mask=state_mask, step_mask=step_mask)


def path_for(cell: Cell, x: torch.Tensor, *, is_masked: bool = False) -> Path:
    """Name the path that runs ``x`` (B, T, F)."""
    allowed = _allowed.get()
    may_compiled = "compiled" in allowed and not compiled_obstacle(cell, x)
    may_torch = "torch" in allowed and not native_obstacle(cell, is_masked=is_masked)
    if may_compiled and not (may_torch and torch_is_faster(cell, len(x))):
        return "compiled"
    return "torch" if may_torch else "reference"


def torch_is_faster(cell: Cell, rows: int) -> bool:
    """Whether torch's kernels run so few rows faster than the compiled ones, by what was measured on several shapes."""
    return cell.units >= max(_UNITS_FOR_TORCH[type(cell)], _UNITS_A_ROW_FOR_TORCH * rows)


def kinds_to_compile(network: torch.nn.Module) -> tuple[str, ...]:
    """Name the kinds of layers in ``network`` whose kernels must be compiled first, which takes some seconds, once."""
    if "compiled" not in _allowed.get():
        return ()
    cells = [one for one in network.modules() if isinstance(one, Cell) and not _obstacle_of(one, one.kernel)]
    return tuple(kind for kind in dict.fromkeys(cell.spec.kind for cell in cells) if carrier.compiles(kind))


def give_memory_back(network: torch.nn.Module) -> None:
    """Let the compiled layers of ``network`` keep nothing for their next batch, because there is none."""
    if "compiled" not in _allowed.get():
        return
    for cell in network.modules():
        if isinstance(cell, Cell) and not compiled_obstacle(cell, cell.kernel):
            carrier.compiled().forget(cell)


def compiled_obstacle(cell: Cell, x: torch.Tensor) -> str:
    """Say why the compiled kernels cannot run ``x``; empty where they can."""
    if not len(x):
        return "there is nothing to run"
    return _obstacle_of(cell, x) or carrier.obstacle(cell.spec.kind)


def _obstacle_of(cell: Cell, x: torch.Tensor) -> str:
    if x.device.type != "cpu":
        return "the kernels are compiled for the CPU"
    if x.dtype != torch.float32 or cell.kernel.dtype != torch.float32:
        return "the kernels compute in 32 bits"
    if cell.activation_name not in KNOWN_BY_VALUE:
        return f"the kernels have no activation {cell.activation_name}"
    if isinstance(cell, GRUCell) and not cell.spec.reset_after:
        return "the kernels' GRU resets after the recurrent product alone"
    return ""


def native_obstacle(cell: Cell, *, is_masked: bool) -> str:
    """Say why torch's kernels cannot run this window, so that the reference must; empty where they can.

    Torch's kernels take no mask on the state between two steps. Of masked steps they know only
    those at the end of a window (packed sequences), while a mask may fall anywhere.
    """
    if is_masked:
        return "torch's kernels have no dropout between two steps, and skip steps only at the end of a window"
    return cell.native_obstacle()


def threads_for(cell: Cell, batch: int, steps: int) -> int:
    """Say how many threads share a batch of windows on the compiled path.

    It depends on nothing that changes from run to run, because sums are added in another order with
    another number of threads.
    """
    work = batch * steps * cell.recurrent_kernel.numel()
    wanted = max(1 + (work >= _WORK_OF_TWO_THREADS), work // _WORK_OF_A_THREAD)
    return max(1, min(_MOST_THREADS, wanted, batch // _ROWS_OF_A_THREAD))
