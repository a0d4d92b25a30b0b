"""Activation functions that Keras and torch both have, with Keras' own defaults.

Of the functions of ``keras.activations`` those are left out that are not applied to one number at a time (softmax,
log_softmax, sparsemax and glu: what a unit gives would depend on its neighbours), threshold, which has no defaults,
and sparse_plus, sparse_sigmoid and squareplus, which torch does not have.

To add one: its name and its line here, and its line in ``engine/export/onnx/activations.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Activation = Literal[
    "tanh", "sigmoid", "relu", "relu6", "leaky_relu", "elu", "celu", "selu", "gelu", "silu", "mish", "softplus",
    "softsign", "hard_sigmoid", "hard_silu", "hard_tanh", "hard_shrink", "soft_shrink", "tanh_shrink", "log_sigmoid",
    "exponential", "linear",
]  # fmt: skip


@dataclass(frozen=True)
class Formula:
    """How torch computes an activation.

    Attributes:
        function: of torch, as code that has imported torch and torch.nn names it; "" for the linear one.
        settings: what it must be told because torch's default is not Keras'.
        bounded: whether there is a number that it never exceeds in size.
    """

    function: str
    settings: Mapping[str, float] = field(default_factory=dict)
    bounded: bool = False

    def of(self, x: str) -> str:
        """Write its value for the expression ``x``."""
        named = "".join(f", {name}={value!r}" for name, value in self.settings.items())
        return f"{self.function}({x}{named})" if self.function else x

    @property
    def as_function(self) -> str:
        """Write it as something that can be called."""
        if self.settings:
            return f"lambda x: {self.of('x')}"
        return self.function or "nn.Identity()"


FORMULAS: dict[Activation, Formula] = {
    "tanh": Formula("torch.tanh", bounded=True),
    "sigmoid": Formula("torch.sigmoid", bounded=True),
    "relu": Formula("torch.relu"),
    "relu6": Formula("nn.functional.relu6", bounded=True),
    "leaky_relu": Formula("nn.functional.leaky_relu", {"negative_slope": 0.2}),
    "elu": Formula("nn.functional.elu"),
    "celu": Formula("nn.functional.celu"),
    "selu": Formula("torch.selu"),
    "gelu": Formula("nn.functional.gelu"),
    "silu": Formula("nn.functional.silu"),
    "mish": Formula("nn.functional.mish"),
    "softplus": Formula("nn.functional.softplus"),
    "softsign": Formula("nn.functional.softsign", bounded=True),
    "hard_sigmoid": Formula("nn.functional.hardsigmoid", bounded=True),
    "hard_silu": Formula("nn.functional.hardswish"),
    "hard_tanh": Formula("nn.functional.hardtanh", bounded=True),
    "hard_shrink": Formula("nn.functional.hardshrink"),
    "soft_shrink": Formula("nn.functional.softshrink"),
    "tanh_shrink": Formula("nn.functional.tanhshrink"),
    "log_sigmoid": Formula("nn.functional.logsigmoid"),
    "exponential": Formula("torch.exp"),
    "linear": Formula(""),
}
