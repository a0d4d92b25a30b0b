"""Keras' weights in our layers' order.

Keras stores (inputs, G·u) and (u, G·u), torch and our layers the transposes. The LSTM's gates stand in
the same order (i, f, c, o); the GRU's are z, r, h in Keras and r, z, n here; its bias is (2, 3u) in
Keras and (6u,) here.
"""

import numpy as np
import torch

from workbench.core.layers import GRU, Dense, RecurrentSpec


def cell_state(spec, kernel, recurrent_kernel, bias):
    """Give one direction's state dict for Keras' three arrays, of weights or of their gradients."""
    arrays = {"kernel": kernel.T, "recurrent_kernel": recurrent_kernel.T, "bias": bias}
    if isinstance(spec, GRU):
        u = spec.units
        order = np.r_[u : 2 * u, 0:u, 2 * u : 3 * u]
        arrays = {
            "kernel": kernel.T[order],
            "recurrent_kernel": recurrent_kernel.T[order],
            "bias": bias[:, order].ravel(),
        }
    return {name: torch.from_numpy(np.ascontiguousarray(array)) for name, array in arrays.items()}


def layer_state(spec, arrays):
    """Give a layer's state dict for the arrays of ``get_weights()`` of the same layer in Keras."""
    if isinstance(spec, Dense):
        kernel, bias = arrays
        return {"kernel": torch.from_numpy(kernel.T.copy()), "bias": torch.from_numpy(bias)}
    if not isinstance(spec, RecurrentSpec):
        return {}
    directions = {"forward_cell": arrays[:3]} | ({"backward_cell": arrays[3:]} if spec.bidirectional else {})
    return {
        f"{direction}.{name}": value
        for direction, three in directions.items()
        for name, value in cell_state(spec, *three).items()
    }


def sine_pattern(shape, k):
    """Give the k-th weight of a golden case, as the script that made them filled it."""
    n = int(np.prod(shape))
    return (0.4 * np.sin(0.7 * np.arange(n) + 1.3 * k + 0.1)).reshape(shape).astype(np.float32).astype(np.float64)


def sine_arrays(spec, given, first):
    """Give Keras' arrays of a layer in the order of ``get_weights()``, filled with the pattern."""
    if isinstance(spec, Dense):
        shapes = [(given.channels, spec.units), (spec.units,)]
    elif isinstance(spec, RecurrentSpec):
        u, gates = spec.units, {"simple_rnn": 1, "lstm": 4, "gru": 3}[spec.kind]
        bias = (2, gates * u) if isinstance(spec, GRU) else (gates * u,)
        shapes = [(given.channels, gates * u), (u, gates * u), bias] * spec.directions
    else:
        shapes = []
    return [sine_pattern(shape, first + at) for at, shape in enumerate(shapes)]
