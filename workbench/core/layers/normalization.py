"""LayerNormalization."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbench.core.fields import setting
from workbench.core.layers.base import LayerSpec, Shape

_LEAST_EPSILON = 1e-12  # far smaller ones are zero in 32 bits, and a step of equal channels makes gradients explode


class LayerNormalization(LayerSpec):
    """Brings the channels of each step to mean 0 and deviation 1, then scales and shifts them by learnt numbers.

    Source: Ba, Kiros & Hinton 2016, arXiv:1607.06450.
    """

    title: ClassVar[str] = "LayerNorm"
    summary: ClassVar[str] = "Brings the channels of each step to one size; steadies deep stacks."

    kind: Literal["layer_normalization"] = "layer_normalization"
    epsilon: float = setting(
        "Epsilon",
        default=1e-3,
        low=_LEAST_EPSILON,
        high=1.0,
        help="Small number added to the variance, so that equal channels are not divided by zero.",
        rare=True,
    )

    @property
    def headline(self) -> str:
        return f"ε {self.epsilon:g}"

    def output_shape(self, given: Shape) -> Shape:
        return given

    def parameters(self, given: Shape) -> int:
        return 2 * given.channels
