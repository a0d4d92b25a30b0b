"""Weights between our order and Keras': which arrays a layer has, where they stand in the file, and their shapes.

Keras stores (inputs, G·u) and (u, G·u), torch and we the transposes. The LSTM's gates stand in one order; the
GRU's are z, r, h in Keras and r, z, n here, and its bias is (2, 3u) there and (6u,) here with ``reset_after``. A
convolution's kernel is (k, F, filters) there and (filters, F, k) here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.layers import GRU, LSTM, Conv1D, Dense, LayerNormalization, LayerSpec, RecurrentSpec, Shape
from workbench.core.layers.stack import Stack

Weights = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True)
class Place:
    """One array of a layer.

    Attributes:
        name: in our network, as in ``layers.lstm_1.forward_cell.kernel``.
        inside: its group and number below the layer's own group in the file.
        shape: in Keras.
        shape_here: in our network.
        swaps: units of a GRU, whose gates stand in another order; 0 for any other layer.
    """

    name: str
    inside: str
    shape: tuple[int, ...]
    shape_here: tuple[int, ...]
    swaps: int = 0

    @property
    def size(self) -> int:
        """How many numbers it has."""
        return int(np.prod(self.shape))

    def to_keras(self, ours: NDArray[Any]) -> NDArray[np.float32]:
        """Bring an array of ours into Keras' order."""
        turned = ours.T.reshape(self.shape)
        turned = turned[..., _swapped(self.swaps)] if self.swaps else turned
        return np.ascontiguousarray(turned, dtype=np.float32)

    def to_ours(self, theirs: NDArray[Any]) -> NDArray[np.float32]:
        """Bring an array of Keras' into our order."""
        turned = theirs[..., _swapped(self.swaps)] if self.swaps else theirs
        turned = turned.ravel() if len(self.shape_here) == 1 else turned.T
        return np.ascontiguousarray(turned, dtype=np.float32)


def places_of_stack(stack: Stack) -> list[tuple[Place, ...]]:
    """Give the arrays of each layer that is switched on, and of the output, in the order of the network."""
    found = [places_of(row.spec, row.given, f"layers.{row.name}.") for row in stack.active_rows]
    return [*found, _numbered("output.", _dense(stack.output.given.channels, stack.output.dense_units))]


def places_of(spec: LayerSpec, given: Shape, start: str) -> tuple[Place, ...]:
    """Give the arrays of one layer in the order in which Keras keeps them."""
    match spec:
        case Dense():
            return _numbered(start, _dense(given.channels, spec.units, has_bias=spec.use_bias))
        case Conv1D():
            k, count = spec.kernel_size, spec.filters
            kernel: _Array = ("kernel", (k, given.channels, count), (count, given.channels, k))
            return _numbered(start, [kernel, *_bias(count, has_bias=spec.use_bias)])
        case LayerNormalization():
            return _numbered(start, [(name, (given.channels,), (given.channels,)) for name in ("gamma", "beta")])
        case RecurrentSpec():
            return tuple(_recurrent_places(spec, given, start))
        case _:
            return ()


_Array = tuple[str, tuple[int, ...], tuple[int, ...]]  # name, shape in Keras, shape here


def _dense(inputs: int, units: int, *, has_bias: bool = True) -> list[_Array]:
    return [("kernel", (inputs, units), (units, inputs)), *_bias(units, has_bias=has_bias)]


def _bias(units: int, *, has_bias: bool) -> list[_Array]:
    return [("bias", (units,), (units,))] if has_bias else []


def _numbered(start: str, arrays: Sequence[_Array]) -> tuple[Place, ...]:
    return tuple(Place(f"{start}{name}", f"vars/{at}", shape, here) for at, (name, shape, here) in enumerate(arrays))


def _recurrent_places(spec: RecurrentSpec, given: Shape, start: str) -> Iterator[Place]:
    gates = 4 if isinstance(spec, LSTM) else 3 if isinstance(spec, GRU) else 1
    wide, swaps = gates * spec.units, spec.units if isinstance(spec, GRU) else 0
    arrays = _dense(given.channels, wide, has_bias=False)
    arrays.append(("recurrent_kernel", (spec.units, wide), (wide, spec.units)))
    if isinstance(spec, GRU) and spec.biases == 2:
        arrays.append(("bias", (2, wide), (2 * wide,)))
    else:
        arrays += _bias(wide, has_bias=spec.use_bias)
    both = (("forward", "forward_layer/"), ("backward", "backward_layer/"))
    for way, group in both if spec.bidirectional else (("forward", ""),):
        for at, (name, shape, here) in enumerate(arrays):
            yield Place(f"{start}{way}_cell.{name}", f"{group}cell/vars/{at}", shape, here, swaps)


def _swapped(units: int) -> NDArray[np.int64]:
    """Give the order that turns z, r, h into r, z, n, and back."""
    blocks = np.arange(3 * units).reshape(3, units)
    return blocks[[1, 0, 2]].ravel()
