"""Keras' weights in our layers' order, and how many of which shape Keras has.

Keras stores (inputs, G·u) and (u, G·u), torch and our layers the transposes. The LSTM's gates stand in
the same order (i, f, c, o); the GRU's are z, r, h in Keras and r, z, n here; its bias is (2, 3u) in
Keras and (6u,) here, or (3u,) in both without ``reset_after``. A convolution's kernel is (k, F, filters)
in Keras and (filters, F, k) here.
"""

import numpy as np
import torch

from workbench.core.layers import GRU, Conv1D, Dense, LayerNormalization, RecurrentSpec, Shape

ANY = Shape(None, 1)  # where only the names of the weights matter
GATES = {"simple_rnn": 1, "lstm": 4, "gru": 3}


def keras_shapes(spec, given):
    """Give the shapes of ``get_weights()`` of the same layer in Keras, by their names here."""
    match spec:
        case Dense():
            shapes = {"kernel": (given.channels, spec.units), "bias": (spec.units,)}
        case Conv1D():
            shapes = {"kernel": (spec.kernel_size, given.channels, spec.filters), "bias": (spec.filters,)}
        case LayerNormalization():
            return {"gamma": (given.channels,), "beta": (given.channels,)}
        case RecurrentSpec():
            wide = GATES[spec.kind] * spec.units
            bias = (2, wide) if isinstance(spec, GRU) and spec.reset_after else (wide,)
            shapes = {"kernel": (given.channels, wide), "recurrent_kernel": (spec.units, wide), "bias": bias}
        case _:
            return {}
    if not spec.use_bias:
        del shapes["bias"]
    if isinstance(spec, RecurrentSpec):
        directions = ["forward_cell", "backward_cell"][: spec.directions]
        return {f"{direction}.{name}": shape for direction in directions for name, shape in shapes.items()}
    return shapes


def keras_count(spec, given):
    """Give the number of trained numbers that Keras shows for the layer."""
    return sum(int(np.prod(shape)) for shape in keras_shapes(spec, given).values())


def layer_state(spec, arrays):
    """Give a layer's state dict for the arrays of ``get_weights()``, of weights or of their gradients."""
    names = keras_shapes(spec, ANY)
    return {name: torch.from_numpy(_as_ours(spec, name, array)) for name, array in zip(names, arrays, strict=True)}


def keras_arrays(spec, state, given):
    """Give the arrays that Keras' ``set_weights()`` takes, for a state dict of ours."""
    shapes = keras_shapes(spec, given)
    return [_as_keras(spec, state[name].detach().numpy(), shape) for name, shape in shapes.items()]


def _as_ours(spec, name, array):
    if isinstance(spec, GRU):
        array = array[..., _swapped(spec.units)]
    return np.ascontiguousarray(array.ravel() if name.endswith("bias") else array.T)


def _as_keras(spec, array, shape):
    array = array.T.reshape(shape)
    return np.ascontiguousarray(array[..., _swapped(spec.units)] if isinstance(spec, GRU) else array)


def _swapped(units):
    """Give the order that turns z, r, h into r, z, n, and back."""
    return np.r_[units : 2 * units, 0:units, 2 * units : 3 * units]


def sine_pattern(shape, k):
    """Give the k-th weight of a golden case, as the script that made them filled it."""
    n = int(np.prod(shape))
    return (0.4 * np.sin(0.7 * np.arange(n) + 1.3 * k + 0.1)).reshape(shape).astype(np.float32).astype(np.float64)


def sine_arrays(spec, given, first):
    """Give Keras' arrays of a layer in the order of ``get_weights()``, filled with the pattern."""
    return [sine_pattern(shape, first + at) for at, shape in enumerate(keras_shapes(spec, given).values())]
