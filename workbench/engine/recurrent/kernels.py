"""The steps of a whole window, compiled: one call runs all timesteps without the interpreter's lock.

Shapes: T timesteps, B batch, b rows of it that one call runs, F inputs, u units, G gates. Time comes first, so that
the rows of one step lie together. Rows never meet, so threads can share a batch, each with arrays of its own.

- ``x`` (T, B, F): the inputs; rows ``lo`` to ``lo + b`` of them are run.
- ``h`` (T + 1, b, u): the state before the first step and after every step; step t goes from ``h[t]`` to
  ``h[t + 1]``. The LSTM's ``c`` likewise.
- ``g`` (T, b, G·u): on the way forward the gates' values; on the way back these become the gradients of what went
  into the gates, in place.
- Where there is no way back, ``h`` and ``c`` have room for 2 states, which take turns, ``g`` and what else is kept for
  1 step. Every place is counted modulo the room there is.
- ``out`` (T, B, u): where every output is put; or (0, B, u) where only the last states are wanted.
- ``dout`` likewise: the gradient of every output, or (0, B, u) where there is none. ``dx`` (T, B, F) or (0, B, F).
- ``dh``, ``dc`` (b, u): at the start the gradients of the last states, at the end those of the first.
- ``dkernel``, ``drecurrent``, ``dbias``: where the gradients of the weights are put.
- ``state_mask`` (B, u): what h is multiplied with where it enters the gates, the same at every step; or (0, u). Where
  there is one, the way back multiplies ``h`` itself with it in the end.
- ``counts`` (T, B): whether a step counts; one that does not leaves the states as they are. Or (0, B).
- ``sgemm``: the address of BLAS's matrix product (``blas.py``). ``activation``: its place in ``KNOWN_BY_VALUE``.

All arrays are the caller's, but for small copies of weights and of one step, and their rows lie together: nothing here
looks after it. At the start ``h[0]`` and
``c[0]`` hold the first states, and everything else of ``g``, ``h``, ``c`` and what is kept besides is to be filled.

The equations are those of the cells in ``cells.py``; how the gradients follow from them stands in ``compiled.py``.
A step of the way forward adds the product with the state to that with the input where the gates will stand, and
everything after it runs over rows that are still in the processor's cache. The gradients of the weights are sums over
all steps, and so one product each after the loop of the way back.

Inner loops run over whole slices (``i[j]`` with ``i = g[:u]``), never over ``g[u + j]``: the check for a negative
index would keep LLVM from using vector instructions, which is four times slower. They write few arrays each, because
LLVM gives up where too many could overlap. What they are made of stands in ``arithmetic.py``.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from workbench.engine.recurrent.arithmetic import (
    ONE,
    OPTIONS,
    ZERO,
    Array,
    Flags,
    activate,
    activated,
    add,
    add_product,
    add_rows,
    multiply,
    multiply_transposed,
    open_gates,
    put_product,
    slope,
)


@njit(inline="always", **OPTIONS)
def _turned(weights: Array) -> Array:
    """Copy weights (n, k) to (k, n), once for all steps: BLAS would turn them in each product."""
    return np.ascontiguousarray(weights.T)


@njit(inline="always", **OPTIONS)
def _own_rows(x: Array, lo: int, rows: int) -> Array:
    """Give some rows of every step, lying together."""
    return x if rows == x.shape[1] else np.ascontiguousarray(x[:, lo : lo + rows])


@njit(inline="always", **OPTIONS)
def _flat(values: Array) -> Array:
    """Put the rows of all steps under each other."""
    return values.reshape(values.shape[0] * values.shape[1], values.shape[2])


@njit(inline="always", **OPTIONS)
def _room_for(state_mask: Array, rows: int) -> Array:
    """Give room for the masked state of one step, where there is a mask."""
    return np.empty((rows if len(state_mask) else 0, state_mask.shape[1]), np.float32)


@njit(inline="always", **OPTIONS)
def _seen(h: Array, state_mask: Array, lo: int, room: Array) -> Array:
    """Give the state as the gates see it."""
    if not len(state_mask):
        return h
    for row in range(len(h)):
        put_product(room[row], h[row], state_mask[lo + row])
    return room


@njit(inline="always", **OPTIONS)
def _stay(before: Array, after: Array, counts: Flags, t: int, lo: int) -> None:
    """Take back a step that does not count."""
    if len(counts):
        for row in range(len(after)):
            if not counts[t, lo + row]:
                after[row] = before[row]


@njit(inline="always", **OPTIONS)
def _pass_back(sgemm: int, d: Array, weights: Array, state_mask: Array, lo: int, room: Array, dh: Array) -> None:
    """Add to ``dh`` what comes back through the gates' product with the state."""
    if not len(state_mask):
        add_product(sgemm, d, weights, dh)
        return
    multiply(sgemm, d, weights, room)
    for row in range(len(dh)):
        put_product(room[row], room[row], state_mask[lo + row])
    add_rows(dh, room)


@njit(inline="always", **OPTIONS)
def _sum_over_steps(sgemm: int, d: Array, h: Array, state_mask: Array, lo: int, drecurrent: Array) -> None:
    """Make ``drecurrent`` the sum of the products of what went into the gates with the states that they saw."""
    before = h[:-1]
    if len(state_mask):
        for t in range(len(before)):
            _seen(before[t], state_mask, lo, before[t])
    multiply_transposed(sgemm, _flat(d), _flat(before), drecurrent)


@njit(**OPTIONS)
def lstm_forward(
    sgemm: int,
    activation: int,
    x: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    state_mask: Array,
    counts: Flags,
    g: Array,
    h: Array,
    c: Array,
    tanh_c: Array,
    out: Array,
    lo: int,
) -> None:
    """Run an LSTM; gates i, f, g, o. ``tanh_c`` (T, b, u) keeps what of c' is shown, tanh(c'), for the way back."""
    from_input, from_state = _turned(kernel), _turned(recurrent_kernel)
    _, rows, wide = g.shape
    room = _room_for(state_mask, rows)
    u = wide // 4
    for t in range(len(x)):
        at, after, kept = t % len(h), (t + 1) % len(h), t % len(g)
        multiply(sgemm, x[t, lo : lo + rows], from_input, g[kept])
        add_product(sgemm, _seen(h[at], state_mask, lo, room), from_state, g[kept])
        for row in range(rows):
            gates = g[kept, row]
            open_gates(gates[: 2 * u], bias[: 2 * u])
            activate(gates[2 * u : 3 * u], bias[2 * u : 3 * u], activation)
            open_gates(gates[3 * u :], bias[3 * u :])
            gi, gf, gz, go = gates[:u], gates[u : 2 * u], gates[2 * u : 3 * u], gates[3 * u :]
            old, new, squashed, shown = c[at, row], c[after, row], tanh_c[kept, row], h[after, row]
            for j in range(u):
                new[j] = gf[j] * old[j] + gi[j] * gz[j]
            for j in range(u):
                squashed[j] = activated(new[j], activation)
                shown[j] = go[j] * squashed[j]
        _stay(h[at], h[after], counts, t, lo)
        _stay(c[at], c[after], counts, t, lo)
        if len(out):
            out[t, lo : lo + rows] = h[after]


@njit(**OPTIONS)
def lstm_backward(
    sgemm: int,
    activation: int,
    x: Array,
    kernel: Array,
    recurrent_kernel: Array,
    state_mask: Array,
    counts: Flags,
    g: Array,
    h: Array,
    c: Array,
    tanh_c: Array,
    dout: Array,
    lo: int,
    dh: Array,
    dc: Array,
    dx: Array,
    dkernel: Array,
    drecurrent: Array,
    dbias: Array,
) -> None:
    """Run the LSTM's gradients back."""
    steps, rows, wide = g.shape
    u = wide // 4
    room = _room_for(state_mask, rows)
    dbias[:] = ZERO
    for t in range(steps - 1, -1, -1):
        if len(dout):
            add_rows(dh, dout[t, lo : lo + rows])
        for row in range(rows):
            gates = g[t, row]
            if len(counts) and not counts[t, lo + row]:
                gates[:] = ZERO
                continue
            gi, gf, gz, go = gates[:u], gates[u : 2 * u], gates[2 * u : 3 * u], gates[3 * u :]
            old, squashed, shown, carried = c[t, row], tanh_c[t, row], dh[row], dc[row]
            for j in range(u):
                i, f, z, o, s, e = gi[j], gf[j], gz[j], go[j], squashed[j], shown[j]
                d = carried[j] + e * o * slope(s, activation)
                gi[j] = d * z * i * (ONE - i)
                gf[j] = d * old[j] * f * (ONE - f)
                gz[j] = d * i * slope(z, activation)
                go[j] = e * s * o * (ONE - o)
                carried[j] = d * f
            shown[:] = ZERO
            add(dbias, gates)
        _pass_back(sgemm, g[t], recurrent_kernel, state_mask, lo, room, dh)
        if len(dx):
            multiply(sgemm, g[t], kernel, dx[t, lo : lo + rows])
    multiply_transposed(sgemm, _flat(g), _flat(_own_rows(x, lo, rows)), dkernel)
    _sum_over_steps(sgemm, g, h, state_mask, lo, drecurrent)


@njit(**OPTIONS)
def gru_forward(
    sgemm: int,
    activation: int,
    x: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    state_mask: Array,
    counts: Flags,
    g: Array,
    h: Array,
    r: Array,
    out: Array,
    lo: int,
) -> None:
    """Run a GRU that resets after the recurrent product; gates r, z, n; ``bias`` (6u,).

    ``r`` (T, b, 3u) has the recurrent part U h of every gate; that of n, which the way back needs, with its bias.
    """
    from_input, from_state = _turned(kernel), _turned(recurrent_kernel)
    _, rows, wide = g.shape
    room = _room_for(state_mask, rows)
    u = wide // 3
    both = bias[: 2 * u] + bias[wide : wide + 2 * u]
    input_bias, state_bias = bias[2 * u : wide], bias[wide + 2 * u :]
    for t in range(len(x)):
        at, after, kept = t % len(h), (t + 1) % len(h), t % len(g)
        multiply(sgemm, x[t, lo : lo + rows], from_input, g[kept])
        multiply(sgemm, _seen(h[at], state_mask, lo, room), from_state, r[kept])
        for row in range(rows):
            gates, own = g[kept, row], r[kept, row]
            add(gates[: 2 * u], own[: 2 * u])
            open_gates(gates[: 2 * u], both)
            gr, gz, gn, recurrent = gates[:u], gates[u : 2 * u], gates[2 * u :], own[2 * u :]
            old, new = h[at, row], h[after, row]
            for j in range(u):
                recurrent[j] += state_bias[j]
                gn[j] = activated(gn[j] + input_bias[j] + gr[j] * recurrent[j], activation)
            for j in range(u):
                new[j] = gn[j] + gz[j] * (old[j] - gn[j])
        _stay(h[at], h[after], counts, t, lo)
        if len(out):
            out[t, lo : lo + rows] = h[after]


@njit(**OPTIONS)
def gru_backward(
    sgemm: int,
    activation: int,
    x: Array,
    kernel: Array,
    recurrent_kernel: Array,
    state_mask: Array,
    counts: Flags,
    g: Array,
    h: Array,
    r: Array,
    dout: Array,
    lo: int,
    dh: Array,
    dx: Array,
    dkernel: Array,
    drecurrent: Array,
    dbias: Array,
) -> None:
    """Run the GRU's gradients back. In place, ``g`` becomes the gradient of W x + b, ``r`` that of U h + b."""
    steps, rows, wide = g.shape
    u = wide // 3
    room = _room_for(state_mask, rows)
    dbias[:] = ZERO
    for t in range(steps - 1, -1, -1):
        if len(dout):
            add_rows(dh, dout[t, lo : lo + rows])
        for row in range(rows):
            gates, own = g[t, row], r[t, row]
            if len(counts) and not counts[t, lo + row]:
                gates[:] = own[:] = ZERO
                continue
            gr, gz, gn = gates[:u], gates[u : 2 * u], gates[2 * u :]
            pr, pz, pn = own[:u], own[u : 2 * u], own[2 * u :]
            old, shown = h[t, row], dh[row]
            for j in range(u):
                reset, z, n, e = gr[j], gz[j], gn[j], shown[j]
                dn = e * (ONE - z) * slope(n, activation)
                dr = dn * pn[j] * reset * (ONE - reset)
                dz = e * (old[j] - n) * z * (ONE - z)
                gr[j], gz[j], gn[j] = dr, dz, dn
                pr[j], pz[j], pn[j] = dr, dz, dn * reset
                shown[j] = e * z
            add(dbias[:wide], gates)
            add(dbias[wide:], own)
        _pass_back(sgemm, r[t], recurrent_kernel, state_mask, lo, room, dh)
        if len(dx):
            multiply(sgemm, g[t], kernel, dx[t, lo : lo + rows])
    multiply_transposed(sgemm, _flat(g), _flat(_own_rows(x, lo, rows)), dkernel)
    _sum_over_steps(sgemm, r, h, state_mask, lo, drecurrent)


@njit(**OPTIONS)
def simple_rnn_forward(
    sgemm: int,
    activation: int,
    x: Array,
    kernel: Array,
    recurrent_kernel: Array,
    bias: Array,
    state_mask: Array,
    counts: Flags,
    g: Array,
    h: Array,
    out: Array,
    lo: int,
) -> None:
    """Run a SimpleRNN; ``g`` becomes every output."""
    from_input, from_state = _turned(kernel), _turned(recurrent_kernel)
    _, rows, u = g.shape
    room = _room_for(state_mask, rows)
    for t in range(len(x)):
        at, after, kept = t % len(h), (t + 1) % len(h), t % len(g)
        multiply(sgemm, x[t, lo : lo + rows], from_input, g[kept])
        add_product(sgemm, _seen(h[at], state_mask, lo, room), from_state, g[kept])
        for row in range(rows):
            value, new = g[kept, row], h[after, row]
            for j in range(u):
                value[j] = activated(value[j] + bias[j], activation)
                new[j] = value[j]
        _stay(h[at], h[after], counts, t, lo)
        if len(out):
            out[t, lo : lo + rows] = h[after]


@njit(**OPTIONS)
def simple_rnn_backward(
    sgemm: int,
    activation: int,
    x: Array,
    kernel: Array,
    recurrent_kernel: Array,
    state_mask: Array,
    counts: Flags,
    g: Array,
    h: Array,
    dout: Array,
    lo: int,
    dh: Array,
    dx: Array,
    dkernel: Array,
    drecurrent: Array,
    dbias: Array,
) -> None:
    """Run the SimpleRNN's gradients back."""
    steps, rows, u = g.shape
    room = _room_for(state_mask, rows)
    dbias[:] = ZERO
    for t in range(steps - 1, -1, -1):
        if len(dout):
            add_rows(dh, dout[t, lo : lo + rows])
        for row in range(rows):
            value, shown = g[t, row], dh[row]
            if len(counts) and not counts[t, lo + row]:
                value[:] = ZERO
                continue
            for j in range(u):
                value[j] = shown[j] * slope(value[j], activation)
            shown[:] = ZERO
            add(dbias, value)
        _pass_back(sgemm, g[t], recurrent_kernel, state_mask, lo, room, dh)
        if len(dx):
            multiply(sgemm, g[t], kernel, dx[t, lo : lo + rows])
    multiply_transposed(sgemm, _flat(g), _flat(_own_rows(x, lo, rows)), dkernel)
    _sum_over_steps(sgemm, g, h, state_mask, lo, drecurrent)
