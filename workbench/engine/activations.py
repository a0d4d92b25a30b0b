"""How torch computes Keras' activation functions."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter

import torch

from workbench.core.layers.activations import FORMULAS, Activation, Formula


def _computed(formula: Formula) -> Callable[[torch.Tensor], torch.Tensor]:
    """Give the function of torch that generated code would call."""
    if not formula.function:
        return _unchanged
    function: Callable[..., torch.Tensor] = attrgetter(formula.function.removeprefix("torch."))(torch)
    return partial(function, **formula.settings) if formula.settings else function


def _unchanged(values: torch.Tensor) -> torch.Tensor:
    return values


ACTIVATIONS: dict[Activation, Callable[[torch.Tensor], torch.Tensor]] = {
    name: _computed(formula) for name, formula in FORMULAS.items()
}

# Activations whose derivative follows from their value. The compiled kernels have these, and know them by their place.
KNOWN_BY_VALUE: tuple[Activation, ...] = ("tanh", "relu", "sigmoid", "linear")
