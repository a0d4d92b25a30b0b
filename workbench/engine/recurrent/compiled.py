r"""The compiled path: a whole window at once, with back-propagation through time written by hand.

Torch's autograd would remember a dozen small operations for every step and call each of them from Python.
Here a layer is one node of the graph. Its forward and backward passes do the same sums in another order:
what does not depend on the step before is taken out of the loop and becomes one large matrix product.

**Forward.** With x_t the input, W the kernel, U the recurrent kernel and b the bias (as in ``cells.py``),
the pre-activations are a_t = W x_t + U h_{t-1} + b. W x_t of all steps is one product before the loop; in the
loop remain U h_{t-1} and the gates (``kernels.py``).

**Backward.** Write δv for the gradient of the loss by v. From the last step to the first, with δh_t the sum of
what comes from the output at t and from step t + 1:

LSTM, c_t = f c_{t-1} + i z, h_t = o tanh(c_t), and s = tanh(c_t)::

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

The weights' gradients are sums over all steps, and so one product each after the loop:
δW = Σ_t δa_t x_tᵀ, δU = Σ_t δa_t h_{t-1}ᵀ (for the GRU with δq in place of δa_n), δb = Σ_t δa_t, and
δx_t = Wᵀ δa_t.

Nothing is allocated inside the loop. Everything is time first, (T, B, ·), so that a step's rows lie together
and the products over all steps need no copy. A large batch is shared among threads: products by steps, the
loops by rows; each thread's part of a gradient is added in a fixed order.

Source: back-propagation through time as in Werbos 1990, doi:10.1109/5.58337, and Greff et al. 2017,
doi:10.1109/TNNLS.2016.2582924, appendix; taking the input products out of the loop as in Appleyard et al.
2016, arXiv:1604.01946.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch.autograd.function import once_differentiable

from workbench.engine.recurrent import kernels
from workbench.engine.recurrent.cells import Cell, GRUCell, LSTMCell, SimpleRNNCell, States
from workbench.engine.recurrent.team import Team

Array = NDArray[np.float32]


def run(cell: Cell, x: torch.Tensor, states: States, team: Team) -> tuple[torch.Tensor, States]:
    """Run a window: (B, T, F) to the outputs (B, T, u) and the last states, (B, u) each.

    The outputs are a view of memory that stands time first; the next layer's transposition costs nothing.
    """
    window = x.transpose(0, 1).contiguous()
    bias = cell.bias if cell.bias is not None else x.new_zeros(cell.biases * cell.gates * cell.units)
    out, *last = _FUNCTIONS[type(cell)].apply(window, cell.kernel, cell.recurrent_kernel, bias, team, *states)
    return out.transpose(0, 1), tuple(last)


@dataclass
class _Saved:
    """What the way back needs of the way forward; numpy arrays share the tensors' memory."""

    x: Array
    kernel: Array
    recurrent_kernel: Array
    g: Array
    h: Array
    team: Team
    c: Array | None = None
    tanh_c: Array | None = None
    r: Array | None = None


class _Window(torch.autograd.Function):
    """What the three kinds share; each has its own loops."""

    @staticmethod
    def setup(
        ctx: Any, x: torch.Tensor, kernel: torch.Tensor, recurrent_kernel: torch.Tensor, h0: torch.Tensor, team: Team
    ) -> tuple[_Saved, torch.Tensor, Array]:
        """Give the buffers with W x in ``g``, the states' tensor (T + 1, B, u), and U transposed."""
        ctx.set_materialize_grads(False)
        steps, batch, _ = x.shape
        g = np.empty((steps, batch, len(kernel)), np.float32)
        h = _with_first(h0, steps)
        saved = _Saved(_array(x), _array(kernel), _array(recurrent_kernel), g, _array(h), team)
        weights = saved.kernel.T

        def project(lo: int, hi: int) -> None:
            kernels.multiply(_flat(saved.x[lo:hi]), weights, _flat(g[lo:hi]))

        team.each(steps, project)
        return saved, h, np.ascontiguousarray(saved.recurrent_kernel.T)

    @staticmethod
    def products(ctx: Any, saved: _Saved, to_gates: Array, to_states: Array) -> tuple[torch.Tensor | None, ...]:
        """Give δx, δW and δU from the gradients of W x (T, B, G·u) and of U h, likewise."""
        wants_x = ctx.needs_input_grad[0]
        dx = np.empty_like(saved.x) if wants_x else None

        def part(lo: int, hi: int) -> tuple[Array, Array]:
            gates, states = _flat(to_gates[lo:hi]), _flat(to_states[lo:hi])
            dkernel, drecurrent = np.empty_like(saved.kernel), np.empty_like(saved.recurrent_kernel)
            kernels.multiply(gates.T, _flat(saved.x[lo:hi]), dkernel)
            kernels.multiply(states.T, _flat(saved.h[lo:hi]), drecurrent)
            if dx is not None:
                kernels.multiply(gates, saved.kernel, _flat(dx[lo:hi]))
            return dkernel, drecurrent

        parts = saved.team.each(len(saved.x), part)
        dkernel, drecurrent = (_total([one[at] for one in parts]) for at in (0, 1))
        return None if dx is None else torch.from_numpy(dx), dkernel, drecurrent


class _LSTMWindow(_Window):
    @staticmethod
    def forward(ctx: Any, *given: Any) -> tuple[torch.Tensor, ...]:
        x, kernel, recurrent_kernel, bias, team, h0, c0 = given
        saved, h, weights = _Window.setup(ctx, x, kernel, recurrent_kernel, h0, team)
        c = _with_first(c0, len(x))
        c_array, tanh_c, bias_array = _array(c), np.empty_like(saved.h[1:]), _array(bias)

        def loop(lo: int, hi: int) -> None:
            kernels.lstm_forward(saved.g, bias_array, weights, saved.h, c_array, tanh_c, lo, hi)

        team.each(x.shape[1], loop)
        saved.c, saved.tanh_c = c_array, tanh_c
        ctx.saved = saved
        return h[1:], h[-1], c[-1]

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, *gradients: torch.Tensor | None) -> tuple[torch.Tensor | None, ...]:
        saved = _taken(ctx)
        dout, dh, dc = _every_step(gradients[0], saved), _last(gradients[1], saved), _last(gradients[2], saved)

        def loop(lo: int, hi: int) -> Array:
            dbias = np.zeros(saved.g.shape[2], np.float32)
            kernels.lstm_backward(
                saved.g, saved.recurrent_kernel, saved.c, saved.tanh_c, dout, dh, dc, dbias, lo, hi
            )
            return dbias

        dbias = _total(saved.team.each(len(dh), loop))
        products = _Window.products(ctx, saved, saved.g, saved.g)
        return *products, dbias, None, torch.from_numpy(dh), torch.from_numpy(dc)


class _GRUWindow(_Window):
    @staticmethod
    def forward(ctx: Any, *given: Any) -> tuple[torch.Tensor, ...]:
        x, kernel, recurrent_kernel, bias, team, h0 = given
        saved, h, weights = _Window.setup(ctx, x, kernel, recurrent_kernel, h0, team)
        r, bias_array = np.empty_like(saved.g), _array(bias)

        def loop(lo: int, hi: int) -> None:
            kernels.gru_forward(saved.g, r, bias_array, weights, saved.h, lo, hi)

        team.each(x.shape[1], loop)
        saved.r = r
        ctx.saved = saved
        return h[1:], h[-1]

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, *gradients: torch.Tensor | None) -> tuple[torch.Tensor | None, ...]:
        saved = _taken(ctx)
        assert saved.r is not None
        r, dout, dh = saved.r, _every_step(gradients[0], saved), _last(gradients[1], saved)

        def loop(lo: int, hi: int) -> Array:
            dbias = np.zeros(2 * saved.g.shape[2], np.float32)
            kernels.gru_backward(saved.g, r, saved.recurrent_kernel, saved.h, dout, dh, dbias, lo, hi)
            return dbias

        dbias = _total(saved.team.each(len(dh), loop))
        return *_Window.products(ctx, saved, saved.g, r), dbias, None, torch.from_numpy(dh)


class _SimpleRNNWindow(_Window):
    @staticmethod
    def forward(ctx: Any, *given: Any) -> tuple[torch.Tensor, ...]:
        x, kernel, recurrent_kernel, bias, team, h0 = given
        saved, h, weights = _Window.setup(ctx, x, kernel, recurrent_kernel, h0, team)
        bias_array = _array(bias)

        def loop(lo: int, hi: int) -> None:
            kernels.simple_rnn_forward(saved.g, bias_array, weights, saved.h, lo, hi)

        team.each(x.shape[1], loop)
        ctx.saved = saved
        return h[1:], h[-1]

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, *gradients: torch.Tensor | None) -> tuple[torch.Tensor | None, ...]:
        saved = _taken(ctx)
        dout, dh = _every_step(gradients[0], saved), _last(gradients[1], saved)

        def loop(lo: int, hi: int) -> Array:
            dbias = np.zeros(saved.g.shape[2], np.float32)
            kernels.simple_rnn_backward(saved.g, saved.recurrent_kernel, dout, dh, dbias, lo, hi)
            return dbias

        dbias = _total(saved.team.each(len(dh), loop))
        return *_Window.products(ctx, saved, saved.g, saved.g), dbias, None, torch.from_numpy(dh)


_FUNCTIONS: dict[type[Cell], Any] = {LSTMCell: _LSTMWindow, GRUCell: _GRUWindow, SimpleRNNCell: _SimpleRNNWindow}


def _with_first(state: torch.Tensor, steps: int) -> torch.Tensor:
    """Make room for a state before and after every step, (T + 1, B, u), and fill in the first."""
    every = state.new_empty(steps + 1, *state.shape)
    every[0] = state
    return every


def _taken(ctx: Any) -> _Saved:
    """Give what was saved, once: the way back overwrites it."""
    saved: _Saved | None = ctx.saved
    if saved is None:
        raise RuntimeError("this window's gradients were taken before, and what they need is used up")
    ctx.saved = None
    return saved


def _every_step(gradient: torch.Tensor | None, saved: _Saved) -> Array:
    if gradient is None:
        return np.empty((0, *saved.h.shape[1:]), np.float32)
    return _array(gradient.contiguous())


def _last(gradient: torch.Tensor | None, saved: _Saved) -> Array:
    """A copy, because the loop overwrites it."""
    return np.zeros(saved.h.shape[1:], np.float32) if gradient is None else _array(gradient).copy()


def _total(parts: list[Array]) -> torch.Tensor:
    total = parts[0]
    for part in parts[1:]:
        total += part
    return torch.from_numpy(total)


def _array(tensor: torch.Tensor) -> Array:
    array: Array = tensor.detach().numpy()
    return array


def _flat(array: Array) -> Array:
    """All rows of all steps under each other."""
    return array.reshape(-1, array.shape[-1])
