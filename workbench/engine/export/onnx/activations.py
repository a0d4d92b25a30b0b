"""Activation functions as nodes of the graph, with Keras' defaults: one operator, or a few where ONNX has none.

Operators of the opset alone that ``model.py`` names are used: gelu came with 20, mish with 18.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from workbench.core.layers.activations import Activation
from workbench.engine.export.onnx.graph import Graph

_OPERATORS: dict[Activation, tuple[str, dict[str, float]]] = {
    "tanh": ("Tanh", {}),
    "sigmoid": ("Sigmoid", {}),
    "relu": ("Relu", {}),
    "leaky_relu": ("LeakyRelu", {"alpha": 0.2}),
    "elu": ("Elu", {"alpha": 1.0}),
    "celu": ("Celu", {"alpha": 1.0}),
    "selu": ("Selu", {}),
    "softplus": ("Softplus", {}),
    "softsign": ("Softsign", {}),
    "hard_sigmoid": ("HardSigmoid", {"alpha": 1 / 6, "beta": 0.5}),
    "hard_silu": ("HardSwish", {}),
    "hard_shrink": ("Shrink", {"lambd": 0.5}),
    "soft_shrink": ("Shrink", {"lambd": 0.5, "bias": 0.5}),
    "exponential": ("Exp", {}),
    "linear": ("Identity", {}),
}

# What LSTM, GRU and RNN can be told; of those above without a line here they know nothing.
_IN_RECURRENT: dict[Activation, tuple[str, dict[str, float]]] = {
    **{name: _OPERATORS[name] for name in ("tanh", "sigmoid", "relu", "leaky_relu", "elu", "softplus", "softsign")},
    "hard_sigmoid": _OPERATORS["hard_sigmoid"],
    "linear": ("Affine", {"alpha": 1.0, "beta": 0.0}),
}


def activated(graph: Graph, activation: Activation, x: str, *, name: str) -> str:
    """Add an activation function, and give the name of its output."""
    if activation in _OPERATORS:
        operator, attributes = _OPERATORS[activation]
        return graph.add(operator, x, name=name, **attributes)
    match activation:
        case "silu":
            return graph.add("Mul", x, graph.add("Sigmoid", x, name=f"{name}_gate"), name=name)
        case "mish":  # x · tanh(softplus(x))
            raised = graph.add("Softplus", x, name=f"{name}_raised")
            return graph.add("Mul", x, graph.add("Tanh", raised, name=f"{name}_gate"), name=name)
        case "gelu":
            return _gelu(graph, x, name)
        case "relu6":
            return _clipped(graph, x, 0, 6, name)
        case "hard_tanh":
            return _clipped(graph, x, -1, 1, name)
        case "tanh_shrink":
            return graph.add("Sub", x, graph.add("Tanh", x, name=f"{name}_tanh"), name=name)
        case "log_sigmoid":  # -softplus(-x)
            turned = graph.add("Neg", x, name=f"{name}_turned")
            return graph.add("Neg", graph.add("Softplus", turned, name=f"{name}_raised"), name=name)
    raise NotImplementedError(f"no ONNX nodes for the activation {activation}")


def is_in_recurrent(activation: Activation) -> bool:
    """Whether ONNX's own recurrent operators can compute it."""
    return activation in _IN_RECURRENT


def recurrent_attributes(activation: Activation, *, gates: int, times: int) -> dict[str, Any]:
    """Name the functions of a recurrent operator: a sigmoid for the gates, then ``activation``, so many times each."""
    operator, settings = _IN_RECURRENT[activation]
    functions = ["Sigmoid"] * gates + [operator] * times
    # Some runtimes count every function, some those that take a number: the same number everywhere suits both.
    numbers = {f"activation_{letter}": [value] * len(functions) for letter, value in settings.items()}
    return {"activations": functions, **numbers}


def _gelu(graph: Graph, x: str, name: str) -> str:
    """Add x · (1 + erf(x / √2)) / 2."""
    root, one, half = (
        graph.constant(called, np.float32(value))
        for called, value in (("root_of_2", np.sqrt(2)), ("one", 1), ("half", 0.5))
    )
    below = graph.add("Div", x, root, name=f"{name}_scaled")
    raised = graph.add("Add", graph.add("Erf", below, name=f"{name}_erf"), one, name=f"{name}_raised")
    return graph.add("Mul", graph.add("Mul", x, raised, name=f"{name}_twice"), half, name=name)


def _clipped(graph: Graph, x: str, low: int, high: int, name: str) -> str:
    bounds = [graph.constant(f"number_{bound}".replace("-", "minus_"), np.float32(bound)) for bound in (low, high)]
    return graph.add("Clip", x, *bounds, name=name)
