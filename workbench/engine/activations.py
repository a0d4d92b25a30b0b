"""How torch computes Keras' activation functions."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch.nn import functional

from workbench.core.layers.activations import Activation

ACTIVATIONS: dict[Activation, Callable[[torch.Tensor], torch.Tensor]] = {
    "tanh": torch.tanh,
    "sigmoid": torch.sigmoid,
    "relu": torch.relu,
    "elu": functional.elu,
    "selu": torch.selu,
    "gelu": functional.gelu,
    "silu": functional.silu,
    "softplus": functional.softplus,
    "softsign": functional.softsign,
    "linear": lambda values: values,
}

# Activations whose derivative follows from their value. The compiled kernels have these, and know them by their place.
KNOWN_BY_VALUE: tuple[Activation, ...] = ("tanh", "relu", "sigmoid", "linear")
