r"""The compiled path: a whole window at once, with back-propagation through time written by hand.

Torch's autograd would remember a dozen small operations for every step and call each of them from Python.
Here a layer is one node of the graph. Its two passes are loops over the steps, compiled, and what is a sum over all
steps is left to one large matrix product in the end.

**Forward.** With x_t the input, W the kernel, U the recurrent kernel and b the bias (as in ``cells.py``),
the pre-activations are a_t = W x_t + U h_{t-1} + b. W x_t could be taken out of the loop, but is faster in it: the
gates are computed where both products have just been added (``kernels.py``).

**Backward.** Write δv for the gradient of the loss by v. From the last step to the first, with δh_t the sum of
what comes from the output at t and from step t + 1:

LSTM, c_t = f c_{t-1} + i z, h_t = o tanh(c_t), with z for what ``cells.py`` calls g, and s = tanh(c_t)::

    δc_t  = δc_{t+1} f_{t+1} + δh_t o (1 - s²)
    δa_i  = δc_t z i (1 - i)          δa_f = δc_t c_{t-1} f (1 - f)
    δa_z  = δc_t i (1 - z²)           δa_o = δh_t s o (1 - o)
    δh_{t-1} = Uᵀ δa                  (plus what comes from the output at t - 1)

GRU, q = U_n h_{t-1} + b_n, n = tanh(a_n + r q), h_t = n + z (h_{t-1} - n)::

    δa_n  = δh_t (1 - z) (1 - n²)     δq   = δa_n r
    δa_r  = δa_n q r (1 - r)          δa_z = δh_t (h_{t-1} - n) z (1 - z)
    δh_{t-1} = δh_t z + Uᵀ (δa_r, δa_z, δq)

SimpleRNN, h_t = tanh(a_t)::

    δa = δh_t (1 - h_t²)              δh_{t-1} = Uᵀ δa

That is for tanh. Another activation has another slope in the place of 1 - z², 1 - s², 1 - n² and 1 - h²: a sigmoid
y (1 - y), relu 1 above zero and 0 elsewhere, linear 1 (``slope`` in ``arithmetic.py``).

The weights' gradients are sums over all steps, and so one product each after the loop: δW = Σ_t δa_t x_tᵀ and
δU = Σ_t δa_t h_{t-1}ᵀ. Step by step come δb = Σ_t δa_t and δx_t = Wᵀ δa_t. For the GRU's δU and the second half of its
δb, δq stands in the place of δa_n.

**Masks.** Recurrent dropout m multiplies the state where it enters the gates: U (m h_{t-1}) on the way forward, so
m Uᵀ δa on the way back, and m h_{t-1} in δU. A step that does not count changes no state: there δa = 0, and δh and δc
go on to the step before as they are.

Nothing is allocated inside the loop. A large batch is shared among threads by rows; each thread runs its rows as if
they were the batch, and its part of the weights' gradients is added in a fixed order.

Without a way back only the last state is kept, so that a forecast needs the memory of one step.

Source: back-propagation through time as in Werbos 1990, doi:10.1109/5.58337, and Greff et al. 2017,
doi:10.1109/TNNLS.2016.2582924, appendix; one product for the sums over all steps as in Appleyard et al. 2016,
arXiv:1604.01946.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import torch
from numpy.typing import NDArray
from torch.autograd.function import once_differentiable

from workbench.engine.activations import KNOWN_BY_VALUE
from workbench.engine.recurrent import aot, blas
from workbench.engine.recurrent.cells import Cell, GRUCell, LSTMCell, SimpleRNNCell, States
from workbench.engine.recurrent.team import Team, team_of
from workbench.engine.recurrent.workspace import Workspace

Array = NDArray[np.float32]
Flags = NDArray[np.bool_]

_KERNELS = aot.kernels()
MATRIX_PRODUCT = blas.find()
_SGEMM = MATRIX_PRODUCT.address
ARE_COMPILED_AHEAD = not hasattr(_KERNELS.lstm_forward, "signatures")  # those of numba list what they are compiled for

_WORKSPACES: WeakKeyDictionary[Cell, Workspace] = WeakKeyDictionary()


def run(
    cell: Cell,
    x: torch.Tensor,
    states: States,
    threads: int,
    *,
    state_mask: torch.Tensor | None = None,
    step_mask: torch.Tensor | None = None,
    wants_outputs: bool = True,
) -> tuple[torch.Tensor, States]:
    """Run a window: (B, T, F) to the outputs (B, T, u) and the last states, (B, u) each.

    The outputs are a view of memory that stands time first, as the next layer wants them. Where they
    are not wanted, they are (B, 0, u), and time is saved. The masks are those of ``reference.run_steps``.
    """
    loops = _LOOPS[type(cell)]
    bias = cell.bias if cell.bias is not None else torch.zeros(loops.biases * cell.gates * cell.units)
    tensors = (x.transpose(0, 1), cell.kernel, cell.recurrent_kernel, bias, *states)
    workspace = _WORKSPACES.setdefault(cell, Workspace())
    masks = _masks(state_mask, step_mask, batch=len(x), units=cell.units)
    first = _SGEMM, KNOWN_BY_VALUE.index(cell.activation_name)
    call = _Call(loops, first, team_of(threads), workspace, masks, wants_outputs, keeps=torch.is_grad_enabled())
    out, *last = _Window.apply(call, *tensors)  # type: ignore[no-untyped-call]
    return out.transpose(0, 1), tuple(last)


def forget(cell: Cell) -> None:
    """Give back the memory that was kept for the cell's next batch."""
    _WORKSPACES.pop(cell, None)


def _masks(
    state_mask: torch.Tensor | None, step_mask: torch.Tensor | None, *, batch: int, units: int
) -> tuple[Array, Flags]:
    """Give both masks as the kernels want them, (B, u) and (T, B); where there is none, its first axis is 0."""
    return (
        np.empty((0, units), np.float32) if state_mask is None else state_mask.contiguous().numpy(),
        np.empty((0, batch), np.bool_) if step_mask is None else step_mask.T.contiguous().numpy(),
    )


def warm_up(kind: str) -> None:
    """Compile the kernels of one kind, or load them from the cache: ``lstm``, ``gru`` or ``simple_rnn``."""
    for name, arguments in _examples(kind).items():
        getattr(_KERNELS, name)(*arguments)


def example_calls() -> dict[str, tuple[Any, ...]]:
    """Give, for the name of every kernel, arguments as it is called with: two of everything, and zeros."""
    return {name: arguments for kind in _CELLS for name, arguments in _examples(kind).items()}


def _examples(kind: str) -> dict[str, tuple[Any, ...]]:
    cell = _CELLS[kind]
    loops, gates, two = _LOOPS[cell], cell.gates, (2, 2, 2)
    x, kernel, bias = np.zeros(two, np.float32), np.zeros((2 * gates, 2), np.float32), 2 * gates * loops.biases
    states = [np.zeros((3, 2, 2), np.float32) for _ in range(cell.state_count)]
    further = [np.zeros((2, 2, 2 * gates if size == "g" else 2), np.float32) for size in loops.kept]
    kept = (np.zeros((2, 2, 2 * gates), np.float32), *states, *further)
    ends = [np.zeros((2, 2), np.float32) for _ in states]
    weights = kernel.copy(), kernel.copy(), np.zeros(bias, np.float32)
    dout, dx = np.zeros(two, np.float32), np.zeros(two, np.float32)
    masks = np.zeros((2, 2), np.float32), np.ones((2, 2), np.bool_)
    given, out = (_SGEMM, 0, x, kernel, kernel.copy()), np.zeros(two, np.float32)
    forward = (*given, np.zeros(bias, np.float32), *masks, *kept, out, 0)
    backward = (*given, *masks, *kept, dout, 0, *ends, dx, *weights)
    return {f"{kind}_forward": forward, f"{kind}_backward": backward}


def is_ready(kind: str) -> bool:
    """Whether the kernels of one kind need no compiler any more: compiled ahead, loaded, or in the cache."""
    loops = _LOOPS[_CELLS[kind]]
    return all(map(_is_known, (loops.forward, loops.backward)))


def _is_known(kernel: Any) -> bool:
    if ARE_COMPILED_AHEAD or kernel.signatures:
        return True
    folder = kernel.stats.cache_path
    return folder is not None and any(Path(folder).glob(f"*.{kernel.__name__}-*.nbi"))


@dataclass(frozen=True)
class _Loops:
    """The kernels of one kind of cell."""

    forward: Callable[..., None]
    backward: Callable[..., None]
    kept: str  # how wide each further array is that the way back needs: as a state (u) or as all gates (g)
    biases: int = 1


_CELLS: dict[str, type[Cell]] = {"lstm": LSTMCell, "gru": GRUCell, "simple_rnn": SimpleRNNCell}
_LOOPS: dict[type[Cell], _Loops] = {
    LSTMCell: _Loops(_KERNELS.lstm_forward, _KERNELS.lstm_backward, kept="u"),
    GRUCell: _Loops(_KERNELS.gru_forward, _KERNELS.gru_backward, kept="g", biases=2),
    SimpleRNNCell: _Loops(_KERNELS.simple_rnn_forward, _KERNELS.simple_rnn_backward, kept=""),
}


@dataclass(frozen=True)
class _Call:
    """How one window is run."""

    loops: _Loops
    first: tuple[int, int]  # what every kernel is given first: the matrix product, and the activation's place
    team: Team
    workspace: Workspace
    masks: tuple[Array, Flags]
    wants_outputs: bool
    keeps: bool  # whether there may be a way back


@dataclass
class _Part:
    """Some rows: the first of them, and what the way back needs of the way forward."""

    lo: int
    kept: tuple[Array, ...]  # g, the states and what else the kernels keep


class _Window(torch.autograd.Function):
    """One layer, one direction, one batch: x (T, B, F), the weights and the first states."""

    @staticmethod
    def forward(ctx: Any, call: _Call, *given: torch.Tensor) -> tuple[Any, ...]:
        ctx.set_materialize_grads(False)
        # the kernels take rows that lie together for granted
        x, kernel, recurrent_kernel, bias, *states = [tensor.detach().contiguous().numpy() for tensor in given]
        steps, batch, _ = x.shape
        units, wide = recurrent_kernel.shape[1], len(kernel)
        out = np.empty((steps if call.wants_outputs else 0, batch, units), np.float32)
        room, take = steps if call.keeps else 1, call.workspace.take

        def prepare(lo: int, hi: int) -> Callable[[], _Part]:
            every = [take(room + 1, hi - lo, units) for _ in states]
            further = [take(room, hi - lo, wide if size == "g" else units) for size in call.loops.kept]
            for run, first in zip(every, states, strict=True):
                run[0] = first[lo:hi]
            part = _Part(lo, (take(room, hi - lo, wide), *every, *further))

            def run_rows() -> _Part:
                call.loops.forward(*call.first, x, kernel, recurrent_kernel, bias, *call.masks, *part.kept, out, lo)
                return part

            return run_rows

        parts = call.team.each(batch, prepare)
        ends = [part.kept[1 : 1 + len(states)] for part in parts]
        last = [np.concatenate([run[steps % (room + 1)] for run in runs]) for runs in zip(*ends, strict=True)]
        if call.keeps:
            ctx.saved = (call, x, kernel, recurrent_kernel, len(bias), parts)
        else:
            for part in parts:
                _release(part, call.workspace)
        return torch.from_numpy(out), *map(torch.from_numpy, last)

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, dout: torch.Tensor | None, *dlast: torch.Tensor | None) -> tuple[Any, ...]:
        if ctx.saved is None:
            raise RuntimeError("the gradients of this window were taken before, and what they need is used up")
        call, x, kernel, recurrent_kernel, biases, parts = ctx.saved
        ctx.saved = None  # the way back overwrites it
        steps, batch, _ = x.shape
        states = [_gradient(one, (batch, recurrent_kernel.shape[1])) for one in dlast]
        every = np.empty((0, *states[0].shape), np.float32) if dout is None else dout.contiguous().numpy()
        dx = np.empty((steps if ctx.needs_input_grad[1] else 0, batch, kernel.shape[1]), np.float32)
        part_at = {part.lo: part for part in parts}

        def prepare(lo: int, hi: int) -> Callable[[], tuple[Array, Array, Array]]:
            kept, own = part_at[lo].kept, [state[lo:hi] for state in states]
            weights = np.empty_like(kernel), np.empty_like(recurrent_kernel), np.empty(biases, np.float32)

            def run_rows() -> tuple[Array, Array, Array]:
                call.loops.backward(
                    *call.first, x, kernel, recurrent_kernel, *call.masks, *kept, every, lo, *own, dx, *weights
                )
                return weights

            return run_rows

        weights = [_total(one) for one in zip(*call.team.each(batch, prepare), strict=True)]
        for part in parts:
            _release(part, call.workspace)
        return None, torch.from_numpy(dx) if len(dx) else None, *weights, *map(torch.from_numpy, states)


def _release(part: _Part, workspace: Workspace) -> None:
    for array in part.kept:
        workspace.give_back(array)


def _gradient(given: torch.Tensor | None, shape: tuple[int, int]) -> Array:
    """Copy the gradient of a last state, for the way back overwrites it; none is zero."""
    return np.zeros(shape, np.float32) if given is None else given.numpy().copy()


def _total(parts: Sequence[Array]) -> torch.Tensor:
    """Add the threads' parts of a gradient, always in the same order."""
    total = parts[0]
    for part in parts[1:]:
        total += part
    return torch.from_numpy(total)
