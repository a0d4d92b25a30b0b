"""What the kernels are made of: activations in vector instructions, sums of rows, and products of matrices.

Everything here becomes part of the kernels that call it, when they are compiled.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.extending import intrinsic
from numpy.typing import NDArray

from workbench.engine.activations import KNOWN_BY_VALUE

Array = NDArray[np.float32]
Flags = NDArray[np.bool_]

_llvm: Any = import_module("numba.core.cgutils")  # Any: they are not typed
_arrays: Any = import_module("numba.np.arrayobj")

# Sums may be fused, and divisions approximated to the last bit or two; but a value that is no number stays one,
# so that a diverging training is seen.
FASTMATH = {"contract", "arcp", "afn", "nsz"}  # no "reassoc": it would take ln(2)'s two parts together
OPTIONS: dict[str, Any] = {"nogil": True, "fastmath": FASTMATH, "error_model": "numpy", "cache": True}

ZERO, _HALF, ONE = np.float32(0), np.float32(0.5), np.float32(1)

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


@njit(inline="always", **OPTIONS)
def tanh(x: Any) -> Any:
    """Compute tanh in vector instructions, which the C library's is not; exactly 1 where it is in 32 bits."""
    x = max(min(x, _TANH_IS_ONE), -_TANH_IS_ONE)  # in this order a value that is no number stays one
    y = x * x
    above = x * (_P0 + y * (_P1 + y * (_P2 + y * (_P3 + y * (_P4 + y * _P5)))))
    value = above / (_Q0 + y * (_Q1 + y * (_Q2 + y * (_Q3 + y * _Q4))))
    return max(min(value, ONE), -ONE)


@intrinsic  # numba itself hands the first argument over
def _two_to(_context: Any, n: Any) -> Any:
    """Give 2 to the power of a whole number in 32 bits, by writing it into the exponent."""

    def written(_code: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        bits = ir.IntType(32)
        exponent = builder.add(builder.fptosi(arguments[0], bits), ir.Constant(bits, 127))
        return builder.bitcast(builder.shl(exponent, ir.Constant(bits, 23)), ir.FloatType())

    return types.float32(types.float32), written


@njit(inline="always", **OPTIONS)
def sigmoid(x: Any) -> Any:
    """Compute 1 / (1 + exp(-x)), with a small relative error at both ends.

    Half of tanh(x/2) would be simpler, but as far from 0 and from 1 as tanh's last bit. A gate that should stay shut
    would leak at every step, always the same way: by a thousandth after five thousand steps.
    """
    x = max(min(-x, _MOST), _LEAST)
    n = np.floor(x * _LOG2_E + _HALF)  # exp(x) = 2ⁿ exp(r)
    r = (x - n * _LN2) - n * _LN2_REST
    power = _E0 + r * (_E1 + r * (_E2 + r * (_E3 + r * (_E4 + r * (_E5 + r * _E6)))))
    return ONE / (ONE + power * _two_to(n))  # type: ignore[call-arg]


_RELU, _SIGMOID, _LINEAR = map(KNOWN_BY_VALUE.index, ("relu", "sigmoid", "linear"))


@njit(inline="always", **OPTIONS)
def activated(x: Any, activation: int) -> Any:
    """Compute the activation at this place in ``KNOWN_BY_VALUE``; LLVM takes the question out of the loops."""
    if activation == _RELU:
        return max(x, ZERO)  # in this order a value that is no number stays one
    if activation == _SIGMOID:
        return sigmoid(x)
    if activation == _LINEAR:
        return x
    return tanh(x)


@njit(inline="always", **OPTIONS)
def slope(value: Any, activation: int) -> Any:
    """Give an activation's derivative where its value is ``value``."""
    if activation == _RELU:
        return ONE if value > ZERO else ZERO
    if activation == _SIGMOID:
        return value * (ONE - value)
    if activation == _LINEAR:
        return ONE
    return ONE - value * value


@njit(inline="always", **OPTIONS)
def open_gates(gates: Array, bias: Array) -> None:
    """Make ``gates`` the sigmoid of their sums with the bias."""
    for j in range(gates.size):
        gates[j] = sigmoid(gates[j] + bias[j])


@njit(inline="always", **OPTIONS)
def activate(values: Array, bias: Array, activation: int) -> None:
    """Make ``values`` the activation of the same sums."""
    for j in range(values.size):
        values[j] = activated(values[j] + bias[j], activation)


@njit(inline="always", **OPTIONS)
def add(to: Array, row: Array) -> None:
    """Add a row to another."""
    for j in range(to.size):
        to[j] += row[j]


@njit(inline="always", **OPTIONS)
def add_rows(to: Array, rows: Array) -> None:
    """Add each row to its own."""
    for at in range(to.shape[0]):
        add(to[at], rows[at])


@njit(inline="always", **OPTIONS)
def put_product(to: Array, one: Array, other: Array) -> None:
    """Write the product of two rows, number by number."""
    for j in range(to.size):
        to[j] = one[j] * other[j]


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


@njit(inline="always", **OPTIONS)
def multiply(sgemm: int, a: Array, b: Array, product: Array) -> None:
    """Write a (m, k) times b (k, n) into ``product``."""
    (m, k), n = a.shape, b.shape[1]
    _call_sgemm(sgemm, _PLAIN, _PLAIN, n, m, k, ONE, b, n, a, k, ZERO, product, n)  # type: ignore[call-arg]


@njit(inline="always", **OPTIONS)
def add_product(sgemm: int, a: Array, b: Array, to: Array) -> None:
    """Add a (m, k) times b (k, n) to what stands in ``to``."""
    (m, k), n = a.shape, b.shape[1]
    _call_sgemm(sgemm, _PLAIN, _PLAIN, n, m, k, ONE, b, n, a, k, ONE, to, n)  # type: ignore[call-arg]


@njit(inline="always", **OPTIONS)
def multiply_transposed(sgemm: int, a: Array, b: Array, product: Array) -> None:
    """Write a transposed, which is (k, m), times b (k, n) into ``product``."""
    (k, m), n = a.shape, b.shape[1]
    _call_sgemm(sgemm, _PLAIN, _TRANSPOSED, n, m, k, ONE, b, n, a, m, ZERO, product, n)  # type: ignore[call-arg]
