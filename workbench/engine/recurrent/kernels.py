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
- ``sgemm``: the address of BLAS's matrix product (``blas.py``).

All arrays are the caller's, and their rows lie together: nothing here looks after it. At the start ``h[0]`` and
``c[0]`` hold the first states, and everything else of ``g``, ``h``, ``c`` and what is kept besides is to be filled.

The equations are those of the cells in ``cells.py``; how the gradients follow from them stands in ``compiled.py``.
A step of the way forward adds the product with the state to that with the input where the gates will stand, and
everything after it runs over rows that are still in the processor's cache. The gradients of the weights are sums over
all steps, and so one product each after the loop of the way back.

Inner loops run over whole slices (``i[j]`` with ``i = g[:u]``), never over ``g[u + j]``: the check for a negative
index would keep LLVM from using vector instructions, which is four times slower. They write few arrays each, because
LLVM gives up where too many could overlap.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic
from numpy.typing import NDArray

Array = NDArray[np.float32]
Flags = NDArray[np.bool_]

_llvm: Any = import_module("numba.core.cgutils")  # Any: they are not typed
_arrays: Any = import_module("numba.np.arrayobj")

# Sums may be fused, and divisions approximated to the last bit or two; but a value that is no number stays one,
# so that a diverging training is seen.
FASTMATH = {"contract", "arcp", "afn", "nsz"}  # no "reassoc": it would take ln(2)'s two parts together
_OPTIONS: dict[str, Any] = {"nogil": True, "fastmath": FASTMATH, "error_model": "numpy", "cache": True}

_ZERO, _HALF, _ONE = np.float32(0), np.float32(0.5), np.float32(1)

# Polynomials of our own, fitted for the smallest relative error by Lawson's reweighted least squares:
# tanh(x) = x · p(x²) / q(x²) up to 9.1, where tanh is 1 in 32 bits: 1.4e-9, and 3.5e-7 in 32 bits;
# exp(r) for |r| ≤ ln(2)/2: 1.9e-9.
_TANH_IS_ONE = np.float32(9.1)
_P0, _P1, _P2, _P3, _P4, _P5 = map(
    np.float32,
    (0.999999998557, 0.136761423428, 3.86359988668e-3, 2.79120677898e-5, 3.03558081151e-8, -1.20338124422e-11),
)
_Q0, _Q1, _Q2, _Q3, _Q4 = map(np.float32, (1.0, 0.470094742812, 2.72285366347e-2, 3.93029517079e-4, 1.28070340994e-6))
_E0, _E1, _E2, _E3, _E4, _E5, _E6 = map(
    np.float32,
    (
        1.00000000055,
        1.00000003632,
        0.499999920798,
        0.166664201699,
        0.041668225576,
        8.37481580255e-3,
        1.38368456334e-3,
    ),
)
_LOG2_E = np.float32(1.44269504089)
_LN2, _LN2_REST = np.float32(0.693145751953125), np.float32(1.42860677e-6)  # the first is exact when multiplied
_LEAST, _MOST = np.float32(-87), np.float32(88)  # exp of more, or of less, is no normal number in 32 bits


@njit(inline="always", **_OPTIONS)
def tanh(x: Any) -> Any:
    """Compute tanh in vector instructions, which the C library's is not; exactly 1 where it is in 32 bits."""
    x = max(min(x, _TANH_IS_ONE), -_TANH_IS_ONE)  # in this order a value that is no number stays one
    y = x * x
    above = x * (_P0 + y * (_P1 + y * (_P2 + y * (_P3 + y * (_P4 + y * _P5)))))
    value = above / (_Q0 + y * (_Q1 + y * (_Q2 + y * (_Q3 + y * _Q4))))
    return max(min(value, _ONE), -_ONE)


@intrinsic  # numba itself hands the first argument over
def _two_to(_context: Any, n: Any) -> Any:
    """Give 2 to the power of a whole number in 32 bits, by writing it into the exponent."""

    def written(_code: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        bits = ir.IntType(32)
        exponent = builder.add(builder.fptosi(arguments[0], bits), ir.Constant(bits, 127))
        return builder.bitcast(builder.shl(exponent, ir.Constant(bits, 23)), ir.FloatType())

    return types.float32(types.float32), written


@njit(inline="always", **_OPTIONS)
def sigmoid(x: Any) -> Any:
    """Compute 1 / (1 + exp(-x)), with a small relative error at both ends.

    Half of tanh(x/2) would be simpler, but as far from 0 and from 1 as tanh's last bit. A gate that should stay shut
    would leak at every step, always the same way: by a thousandth after five thousand steps.
    """
    x = max(min(-x, _MOST), _LEAST)
    n = np.floor(x * _LOG2_E + _HALF)  # exp(x) = 2ⁿ exp(r)
    r = (x - n * _LN2) - n * _LN2_REST
    power = _E0 + r * (_E1 + r * (_E2 + r * (_E3 + r * (_E4 + r * (_E5 + r * _E6)))))
    return _ONE / (_ONE + power * _two_to(n))  # type: ignore[call-arg]


@njit(inline="always", **_OPTIONS)
def _open(gates: Array, bias: Array) -> None:
    """Make ``gates`` the sigmoid of their sums with the bias."""
    for j in range(gates.size):
        gates[j] = sigmoid(gates[j] + bias[j])


@njit(inline="always", **_OPTIONS)
def _squash(values: Array, bias: Array) -> None:
    """Make ``values`` the tanh of the same sums."""
    for j in range(values.size):
        values[j] = tanh(values[j] + bias[j])


@njit(inline="always", **_OPTIONS)
def _add(to: Array, row: Array) -> None:
    for j in range(to.size):
        to[j] += row[j]


@njit(inline="always", **_OPTIONS)
def _add_rows(to: Array, rows: Array) -> None:
    for at in range(to.shape[0]):
        _add(to[at], rows[at])


_PLAIN, _TRANSPOSED = ord("N"), ord("T")


@intrinsic
def _call_sgemm(
    _context: Any, sgemm: Any, turn_a: Any, turn_b: Any, m: Any, n: Any, k: Any,
    alpha: Any, a: Any, lda: Any, b: Any, ldb: Any, beta: Any, c: Any, ldc: Any,
) -> Any:  # fmt: skip
    """Call Fortran's SGEMM at the address ``sgemm``: c (m, n) becomes alpha op(a) op(b) + beta c.

    Fortran wants the address of everything. So one call serves a BLAS with integers of 64 bits and one of 32 bits,
    which reads the lower half, and a letter is the lowest byte of a number: numbers begin there on every system that
    torch has wheels for.

    Source: Dongarra et al. 1990, doi:10.1145/77626.79170.
    """

    def written(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        byte = ir.IntType(8).as_pointer()

        def address(kind: Any, value: Any) -> Any:
            is_array = isinstance(kind, types.Array)
            array = _arrays.make_array(kind)(context, builder, value) if is_array else None
            return builder.bitcast(array.data if array else _llvm.alloca_once_value(builder, value), byte)

        given = list(map(address, signature.args[1:], arguments[1:]))
        function = ir.FunctionType(ir.VoidType(), [byte] * len(given)).as_pointer()
        builder.call(builder.inttoptr(arguments[0], function), given)
        return context.get_dummy_value()

    whole, real = types.int64, types.float32
    return types.void(whole, whole, whole, whole, whole, whole, real, a, whole, b, whole, real, c, whole), written


# Rows that lie together are Fortran's columns of the transposed matrix. So the factors change places: (a b)ᵀ = bᵀ aᵀ.


@njit(inline="always", **_OPTIONS)
def _multiply(sgemm: int, a: Array, b: Array, product: Array) -> None:
    """Write a (m, k) times b (k, n) into ``product``."""
    (m, k), n = a.shape, b.shape[1]
    _call_sgemm(sgemm, _PLAIN, _PLAIN, n, m, k, _ONE, b, n, a, k, _ZERO, product, n)  # type: ignore[call-arg]


@njit(inline="always", **_OPTIONS)
def _add_product(sgemm: int, a: Array, b: Array, to: Array) -> None:
    """Add a (m, k) times b (k, n) to what stands in ``to``."""
    (m, k), n = a.shape, b.shape[1]
    _call_sgemm(sgemm, _PLAIN, _PLAIN, n, m, k, _ONE, b, n, a, k, _ONE, to, n)  # type: ignore[call-arg]


@njit(inline="always", **_OPTIONS)
def _multiply_transposed(sgemm: int, a: Array, b: Array, product: Array) -> None:
    """Write a transposed, which is (k, m), times b (k, n) into ``product``."""
    (k, m), n = a.shape, b.shape[1]
    _call_sgemm(sgemm, _PLAIN, _TRANSPOSED, n, m, k, _ONE, b, n, a, m, _ZERO, product, n)  # type: ignore[call-arg]


@njit(inline="always", **_OPTIONS)
def _turned(weights: Array) -> Array:
    """Copy weights (n, k) to (k, n), once for all steps: BLAS would turn them in each product."""
    return np.ascontiguousarray(weights.T)


@njit(inline="always", **_OPTIONS)
def _own_rows(x: Array, lo: int, rows: int) -> Array:
    """Give some rows of every step, lying together."""
    return x if rows == x.shape[1] else np.ascontiguousarray(x[:, lo : lo + rows])


@njit(inline="always", **_OPTIONS)
def _flat(values: Array) -> Array:
    """Put the rows of all steps under each other."""
    return values.reshape(values.shape[0] * values.shape[1], values.shape[2])


@njit(inline="always", **_OPTIONS)
def _room_for(state_mask: Array, rows: int) -> Array:
    """Give room for the masked state of one step, where there is a mask."""
    return np.empty((rows if len(state_mask) else 0, state_mask.shape[1]), np.float32)


@njit(inline="always", **_OPTIONS)
def _seen(h: Array, state_mask: Array, lo: int, room: Array) -> Array:
    """Give the state as the gates see it."""
    if not len(state_mask):
        return h
    for row in range(len(h)):
        _put_product(room[row], h[row], state_mask[lo + row])
    return room


@njit(inline="always", **_OPTIONS)
def _put_product(to: Array, one: Array, other: Array) -> None:
    for j in range(to.size):
        to[j] = one[j] * other[j]


@njit(inline="always", **_OPTIONS)
def _stay(before: Array, after: Array, counts: Flags, t: int, lo: int) -> None:
    """Take back a step that does not count."""
    if len(counts):
        for row in range(len(after)):
            if not counts[t, lo + row]:
                after[row] = before[row]


@njit(inline="always", **_OPTIONS)
def _pass_back(sgemm: int, d: Array, weights: Array, state_mask: Array, lo: int, room: Array, dh: Array) -> None:
    """Add to ``dh`` what comes back through the gates' product with the state."""
    if not len(state_mask):
        _add_product(sgemm, d, weights, dh)
        return
    _multiply(sgemm, d, weights, room)
    for row in range(len(dh)):
        _put_product(room[row], room[row], state_mask[lo + row])
    _add_rows(dh, room)


@njit(inline="always", **_OPTIONS)
def _sum_over_steps(sgemm: int, d: Array, h: Array, state_mask: Array, lo: int, drecurrent: Array) -> None:
    """Make ``drecurrent`` the sum of the products of what went into the gates with the states that they saw."""
    before = h[:-1]
    if len(state_mask):
        for t in range(len(before)):
            _seen(before[t], state_mask, lo, before[t])
    _multiply_transposed(sgemm, _flat(d), _flat(before), drecurrent)


@njit(**_OPTIONS)
def lstm_forward(
    sgemm: int,
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
    """Run an LSTM; gates i, f, g, o. ``tanh_c`` (T, b, u) keeps tanh(c') for the way back."""
    from_input, from_state = _turned(kernel), _turned(recurrent_kernel)
    _, rows, wide = g.shape
    room = _room_for(state_mask, rows)
    u = wide // 4
    for t in range(len(x)):
        at, after, kept = t % len(h), (t + 1) % len(h), t % len(g)
        _multiply(sgemm, x[t, lo : lo + rows], from_input, g[kept])
        _add_product(sgemm, _seen(h[at], state_mask, lo, room), from_state, g[kept])
        for row in range(rows):
            gates = g[kept, row]
            _open(gates[: 2 * u], bias[: 2 * u])
            _squash(gates[2 * u : 3 * u], bias[2 * u : 3 * u])
            _open(gates[3 * u :], bias[3 * u :])
            gi, gf, gz, go = gates[:u], gates[u : 2 * u], gates[2 * u : 3 * u], gates[3 * u :]
            old, new, squashed, shown = c[at, row], c[after, row], tanh_c[kept, row], h[after, row]
            for j in range(u):
                new[j] = gf[j] * old[j] + gi[j] * gz[j]
            for j in range(u):
                squashed[j] = tanh(new[j])
                shown[j] = go[j] * squashed[j]
        _stay(h[at], h[after], counts, t, lo)
        _stay(c[at], c[after], counts, t, lo)
        if len(out):
            out[t, lo : lo + rows] = h[after]


@njit(**_OPTIONS)
def lstm_backward(
    sgemm: int,
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
    dbias[:] = _ZERO
    for t in range(steps - 1, -1, -1):
        if len(dout):
            _add_rows(dh, dout[t, lo : lo + rows])
        for row in range(rows):
            gates = g[t, row]
            if len(counts) and not counts[t, lo + row]:
                gates[:] = _ZERO
                continue
            gi, gf, gz, go = gates[:u], gates[u : 2 * u], gates[2 * u : 3 * u], gates[3 * u :]
            old, squashed, shown, carried = c[t, row], tanh_c[t, row], dh[row], dc[row]
            for j in range(u):
                i, f, z, o, s, e = gi[j], gf[j], gz[j], go[j], squashed[j], shown[j]
                d = carried[j] + e * o * (_ONE - s * s)
                gi[j] = d * z * i * (_ONE - i)
                gf[j] = d * old[j] * f * (_ONE - f)
                gz[j] = d * i * (_ONE - z * z)
                go[j] = e * s * o * (_ONE - o)
                carried[j] = d * f
            shown[:] = _ZERO
            _add(dbias, gates)
        _pass_back(sgemm, g[t], recurrent_kernel, state_mask, lo, room, dh)
        if len(dx):
            _multiply(sgemm, g[t], kernel, dx[t, lo : lo + rows])
    _multiply_transposed(sgemm, _flat(g), _flat(_own_rows(x, lo, rows)), dkernel)
    _sum_over_steps(sgemm, g, h, state_mask, lo, drecurrent)


@njit(**_OPTIONS)
def gru_forward(
    sgemm: int,
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

    ``r`` (T, b, 3u) keeps the recurrent part U h of every gate for the way back; that of n with its bias.
    """
    from_input, from_state = _turned(kernel), _turned(recurrent_kernel)
    _, rows, wide = g.shape
    room = _room_for(state_mask, rows)
    u = wide // 3
    both = bias[: 2 * u] + bias[wide : wide + 2 * u]
    input_bias, state_bias = bias[2 * u : wide], bias[wide + 2 * u :]
    for t in range(len(x)):
        at, after, kept = t % len(h), (t + 1) % len(h), t % len(g)
        _multiply(sgemm, x[t, lo : lo + rows], from_input, g[kept])
        _multiply(sgemm, _seen(h[at], state_mask, lo, room), from_state, r[kept])
        for row in range(rows):
            gates, own = g[kept, row], r[kept, row]
            _add(gates[: 2 * u], own[: 2 * u])
            _open(gates[: 2 * u], both)
            gr, gz, gn, recurrent = gates[:u], gates[u : 2 * u], gates[2 * u :], own[2 * u :]
            old, new = h[at, row], h[after, row]
            for j in range(u):
                recurrent[j] += state_bias[j]
                gn[j] = tanh(gn[j] + input_bias[j] + gr[j] * recurrent[j])
            for j in range(u):
                new[j] = gn[j] + gz[j] * (old[j] - gn[j])
        _stay(h[at], h[after], counts, t, lo)
        if len(out):
            out[t, lo : lo + rows] = h[after]


@njit(**_OPTIONS)
def gru_backward(
    sgemm: int,
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
    dbias[:] = _ZERO
    for t in range(steps - 1, -1, -1):
        if len(dout):
            _add_rows(dh, dout[t, lo : lo + rows])
        for row in range(rows):
            gates, own = g[t, row], r[t, row]
            if len(counts) and not counts[t, lo + row]:
                gates[:] = own[:] = _ZERO
                continue
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
        _pass_back(sgemm, r[t], recurrent_kernel, state_mask, lo, room, dh)
        if len(dx):
            _multiply(sgemm, g[t], kernel, dx[t, lo : lo + rows])
    _multiply_transposed(sgemm, _flat(g), _flat(_own_rows(x, lo, rows)), dkernel)
    _sum_over_steps(sgemm, r, h, state_mask, lo, drecurrent)


@njit(**_OPTIONS)
def simple_rnn_forward(
    sgemm: int,
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
    """Run a SimpleRNN with tanh; ``g`` becomes every output."""
    from_input, from_state = _turned(kernel), _turned(recurrent_kernel)
    _, rows, u = g.shape
    room = _room_for(state_mask, rows)
    for t in range(len(x)):
        at, after, kept = t % len(h), (t + 1) % len(h), t % len(g)
        _multiply(sgemm, x[t, lo : lo + rows], from_input, g[kept])
        _add_product(sgemm, _seen(h[at], state_mask, lo, room), from_state, g[kept])
        for row in range(rows):
            value, new = g[kept, row], h[after, row]
            for j in range(u):
                value[j] = tanh(value[j] + bias[j])
                new[j] = value[j]
        _stay(h[at], h[after], counts, t, lo)
        if len(out):
            out[t, lo : lo + rows] = h[after]


@njit(**_OPTIONS)
def simple_rnn_backward(
    sgemm: int,
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
    dbias[:] = _ZERO
    for t in range(steps - 1, -1, -1):
        if len(dout):
            _add_rows(dh, dout[t, lo : lo + rows])
        for row in range(rows):
            value, shown = g[t, row], dh[row]
            if len(counts) and not counts[t, lo + row]:
                value[:] = _ZERO
                continue
            for j in range(u):
                value[j] = shown[j] * (_ONE - value[j] * value[j])
            shown[:] = _ZERO
            _add(dbias, value)
        _pass_back(sgemm, g[t], recurrent_kernel, state_mask, lo, room, dh)
        if len(dx):
            _multiply(sgemm, g[t], kernel, dx[t, lo : lo + rows])
    _multiply_transposed(sgemm, _flat(g), _flat(_own_rows(x, lo, rows)), dkernel)
    _sum_over_steps(sgemm, g, h, state_mask, lo, drecurrent)
