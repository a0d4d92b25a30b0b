"""The steps of a whole window, compiled: one call runs all timesteps without the interpreter's lock.

Layout, time first, so that the rows of one step lie together: T timesteps, B batch, u units, G gates.

- ``h`` (T + 1, B, u): the state before the first step and after every step; step t goes from ``h[t]`` to
  ``h[t + 1]``. The LSTM's ``c`` likewise.
- ``g`` (T, B, G·u): on the way forward the projected inputs W x, without bias, become the gates' values in
  place; on the way back the gates' values become the gradients of what went into them, in place.
- ``dout`` (T, B, u): the gradient of every output, or (0, B, u) where only the last state counts.
- ``dh``, ``dc`` (B, u): at the start the gradients of the last states, at the end those of the first.
- ``dbias``: what this call adds to the bias' gradient, zero at the start.
- ``lo``, ``hi``: the rows of the batch that this call runs; rows never meet, so threads can share a batch.

The equations are those of the cells in ``cells.py``; how the gradients follow from them stands in
``compiled.py``. The recurrent product is one call of BLAS a step, everything after it runs over rows that are
still in the processor's cache.

Inner loops run over whole slices (``i[j]`` with ``i = g[:u]``), never over ``g[u + j]``: the check for a
negative index would keep LLVM from using vector instructions, which is four times slower. They touch few
arrays each, because LLVM gives up where too many arrays could overlap.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[np.float32]

# Sums may be reordered and fused, and divisions approximated to the last bit or two; but a value that is no
# number stays one, so that a diverging training is seen.
_FASTMATH = {"reassoc", "contract", "arcp", "afn", "nsz"}
_OPTIONS: dict[str, Any] = {"nogil": True, "fastmath": _FASTMATH, "error_model": "numpy", "cache": True}

_ONE, _HALF = np.float32(1), np.float32(0.5)
_TANH_IS_ONE = np.float32(7.9)  # from here on, within 3e-7
# tanh(x) = x · p(x²) / q(x²) with polynomials of degree four, fitted for the smallest relative error up to 7.9
# (Lawson's reweighted least squares): 6e-9 exactly, 3.4e-7 in 32 bits.
_P0, _P1, _P2, _P3, _P4 = map(
    np.float32, (0.999999994278, 0.134500130028, 3.57825775286e-3, 2.2010444754e-5, 1.54082152728e-8)
)
_Q0, _Q1, _Q2, _Q3, _Q4 = map(
    np.float32, (1.0, 0.467833409392, 2.61894791644e-2, 3.42242209063e-4, 8.59116563989e-7)
)


@njit(inline="always", **_OPTIONS)
def tanh(x: Any) -> Any:
    """Give tanh(x) in vector instructions, which the C library's is not."""
    x = max(min(x, _TANH_IS_ONE), -_TANH_IS_ONE)  # in this order a value that is no number stays one
    y = x * x
    above = x * (_P0 + y * (_P1 + y * (_P2 + y * (_P3 + y * _P4))))
    return above / (_Q0 + y * (_Q1 + y * (_Q2 + y * (_Q3 + y * _Q4))))


@njit(inline="always", **_OPTIONS)
def sigmoid(x: Any) -> Any:
    """Give 1 / (1 + exp(-x)), which is (1 + tanh(x / 2)) / 2."""
    return _HALF + _HALF * tanh(_HALF * x)


@njit(inline="always", **_OPTIONS)
def _open_gates(gates: Array, recurrent: Array, bias: Array) -> None:
    """Make ``gates`` the sigmoid of its sum with the recurrent part and the bias, in place."""
    for j in range(gates.size):
        gates[j] = sigmoid(gates[j] + recurrent[j] + bias[j])


@njit(inline="always", **_OPTIONS)
def _squash(values: Array, recurrent: Array, bias: Array) -> None:
    """Make ``values`` the tanh of the same sum, in place."""
    for j in range(values.size):
        values[j] = tanh(values[j] + recurrent[j] + bias[j])


@njit(inline="always", **_OPTIONS)
def _add(to: Array, row: Array) -> None:
    for j in range(to.size):
        to[j] += row[j]


@njit(inline="always", **_OPTIONS)
def _add_rows(to: Array, rows: Array) -> None:
    for at in range(to.shape[0]):
        _add(to[at], rows[at])


@njit(**_OPTIONS)
def multiply(a: Array, b: Array, out: Array) -> None:
    """Put the matrix product a·b into ``out``, without the interpreter's lock; a or b may be transposed views."""
    np.dot(a, b, out)


@njit(**_OPTIONS)
def lstm_forward(
    g: Array, bias: Array, weights: Array, h: Array, c: Array, tanh_c: Array, lo: int, hi: int
) -> None:
    """Run an LSTM over the window; ``weights`` is U transposed, (u, 4u).

    Gates i, f, g, o. ``tanh_c`` (T, B, u) keeps tanh(c') for the way back.
    """
    steps, _, wide = g.shape
    u = wide // 4
    product = np.empty((hi - lo, wide), np.float32)
    for t in range(steps):
        np.dot(h[t, lo:hi], weights, product)
        for row in range(lo, hi):
            gates, own = g[t, row], product[row - lo]
            _open_gates(gates[: 2 * u], own[: 2 * u], bias[: 2 * u])
            _squash(gates[2 * u : 3 * u], own[2 * u : 3 * u], bias[2 * u : 3 * u])
            _open_gates(gates[3 * u :], own[3 * u :], bias[3 * u :])
            gi, gf, gz, go = gates[:u], gates[u : 2 * u], gates[2 * u : 3 * u], gates[3 * u :]
            old, new, squashed, shown = c[t, row], c[t + 1, row], tanh_c[t, row], h[t + 1, row]
            for j in range(u):
                new[j] = gf[j] * old[j] + gi[j] * gz[j]
            for j in range(u):
                squashed[j] = tanh(new[j])
            for j in range(u):
                shown[j] = go[j] * squashed[j]


@njit(**_OPTIONS)
def lstm_backward(
    g: Array,
    weights: Array,
    c: Array,
    tanh_c: Array,
    dout: Array,
    dh: Array,
    dc: Array,
    dbias: Array,
    lo: int,
    hi: int,
) -> None:
    """Run the LSTM's gradients back over the window; ``weights`` is U, (4u, u)."""
    steps, _, wide = g.shape
    u = wide // 4
    for t in range(steps - 1, -1, -1):
        if dout.shape[0]:
            _add_rows(dh[lo:hi], dout[t, lo:hi])
        for row in range(lo, hi):
            gates = g[t, row]
            gi, gf, gz, go = gates[:u], gates[u : 2 * u], gates[2 * u : 3 * u], gates[3 * u :]
            old, squashed, shown, kept = c[t, row], tanh_c[t, row], dh[row], dc[row]
            for j in range(u):
                i, f, z, o, s, e = gi[j], gf[j], gz[j], go[j], squashed[j], shown[j]
                d = kept[j] + e * o * (_ONE - s * s)
                gi[j] = d * z * i * (_ONE - i)
                gf[j] = d * old[j] * f * (_ONE - f)
                gz[j] = d * i * (_ONE - z * z)
                go[j] = e * s * o * (_ONE - o)
                kept[j] = d * f
            _add(dbias, gates)
        np.dot(g[t, lo:hi], weights, dh[lo:hi])


@njit(**_OPTIONS)
def gru_forward(g: Array, r: Array, bias: Array, weights: Array, h: Array, lo: int, hi: int) -> None:
    """Run a GRU over the window; ``weights`` is U transposed, (u, 3u), and ``bias`` (6u,).

    Gates r, z, n. ``r`` (T, B, 3u) keeps the recurrent part of every gate for the way back; of n with its bias.
    """
    steps, _, wide = g.shape
    u = wide // 3
    both = bias[: 2 * u] + bias[wide : wide + 2 * u]
    input_bias, state_bias = bias[2 * u : wide], bias[wide + 2 * u :]
    for t in range(steps):
        np.dot(h[t, lo:hi], weights, r[t, lo:hi])
        for row in range(lo, hi):
            gates, own = g[t, row], r[t, row]
            _open_gates(gates[: 2 * u], own[: 2 * u], both)
            gr, gz, gn, recurrent = gates[:u], gates[u : 2 * u], gates[2 * u :], own[2 * u :]
            old, new = h[t, row], h[t + 1, row]
            for j in range(u):
                recurrent[j] += state_bias[j]
            for j in range(u):
                gn[j] = tanh(gn[j] + input_bias[j] + gr[j] * recurrent[j])
            for j in range(u):
                new[j] = gn[j] + gz[j] * (old[j] - gn[j])


@njit(**_OPTIONS)
def gru_backward(
    g: Array, r: Array, weights: Array, h: Array, dout: Array, dh: Array, dbias: Array, lo: int, hi: int
) -> None:
    """Run the GRU's gradients back over the window; ``weights`` is U, (3u, u).

    In place: ``g`` becomes the gradient of W x + b, ``r`` that of U h + b.
    """
    steps, _, wide = g.shape
    u = wide // 3
    product = np.empty((hi - lo, u), np.float32)
    for t in range(steps - 1, -1, -1):
        if dout.shape[0]:
            _add_rows(dh[lo:hi], dout[t, lo:hi])
        for row in range(lo, hi):
            gates, own = g[t, row], r[t, row]
            gr, gz, gn = gates[:u], gates[u : 2 * u], gates[2 * u :]
            pr, pz, pn = own[:u], own[u : 2 * u], own[2 * u :]
            old, shown = h[t, row], dh[row]
            for j in range(u):
                reset, z, n, e = gr[j], gz[j], gn[j], shown[j]
                dn = e * (_ONE - z) * (_ONE - n * n)
                dr = dn * pn[j] * reset * (_ONE - reset)
                dz = e * (old[j] - n) * z * (_ONE - z)
                gr[j], gz[j], gn[j] = dr, dz, dn
                pr[j], pz[j], pn[j] = dr, dz, dn * reset
                shown[j] = e * z
            _add(dbias[:wide], gates)
            _add(dbias[wide:], own)
        np.dot(r[t, lo:hi], weights, product)
        _add_rows(dh[lo:hi], product)


@njit(**_OPTIONS)
def simple_rnn_forward(g: Array, bias: Array, weights: Array, h: Array, lo: int, hi: int) -> None:
    """Run a SimpleRNN with tanh over the window; ``weights`` is U transposed, (u, u)."""
    steps, _, u = g.shape
    product = np.empty((hi - lo, u), np.float32)
    for t in range(steps):
        np.dot(h[t, lo:hi], weights, product)
        for row in range(lo, hi):
            _squash(g[t, row], product[row - lo], bias)
            new, value = h[t + 1, row], g[t, row]
            for j in range(u):
                new[j] = value[j]


@njit(**_OPTIONS)
def simple_rnn_backward(
    g: Array, weights: Array, dout: Array, dh: Array, dbias: Array, lo: int, hi: int
) -> None:
    """Run the SimpleRNN's gradients back over the window; ``weights`` is U, (u, u)."""
    steps = g.shape[0]
    for t in range(steps - 1, -1, -1):
        if dout.shape[0]:
            _add_rows(dh[lo:hi], dout[t, lo:hi])
        for row in range(lo, hi):
            value, shown = g[t, row], dh[row]
            for j in range(value.size):
                value[j] = shown[j] * (_ONE - value[j] * value[j])
            _add(dbias, value)
        np.dot(g[t, lo:hi], weights, dh[lo:hi])
