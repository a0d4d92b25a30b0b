"""Dense and Dropout: the layers without memory."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbench.core.fields import setting
from workbench.core.layers.activations import Activation
from workbench.core.layers.base import LayerSpec, Shape
from workbench.core.layers.initializers import KernelInitializer


class Dense(LayerSpec):
    """Weighted sums of the input's channels; on a sequence, the same at every step."""

    title: ClassVar[str] = "Dense"
    summary: ClassVar[str] = "Weighted sums of all channels, at every step alike."

    kind: Literal["dense"] = "dense"
    units: int = setting("Units", default=32, low=1, high=4096, help="How many values the layer gives for each step.")
    activation: Activation = setting(
        "Activation",
        default="relu",
        help="Function applied to every value the layer gives, with Keras' defaults (leaky_relu: slope 0.2).",
    )
    use_bias: bool = setting(
        "Use bias", default=True, help="Add a learnt number to each value the layer gives.", rare=True
    )
    kernel_initializer: KernelInitializer = setting(
        "First weights", default="glorot_uniform", help="How the weights are drawn before the training.",
        rare=True,
    )  # fmt: skip

    @property
    def headline(self) -> str:
        return f"{self.units} · {self.activation}"

    def output_shape(self, given: Shape) -> Shape:
        return Shape(given.steps, self.units)

    def parameters(self, given: Shape) -> int:
        return self.units * (given.channels + self.use_bias)


class Dropout(LayerSpec):
    """Sets a share of the values to zero while training, and scales up the rest.

    Source: Srivastava et al. 2014, https://jmlr.org/papers/v15/srivastava14a.html.
    """

    title: ClassVar[str] = "Dropout"
    summary: ClassVar[str] = "Blanks a share of the values while training, against overfitting."

    kind: Literal["dropout"] = "dropout"
    rate: float = setting(
        "Rate",
        default=0.2,
        low=0.0,
        high=0.95,
        help="Share of the values that is set to zero in each training batch.",
    )

    @property
    def headline(self) -> str:
        return f"{self.rate:g}"

    def output_shape(self, given: Shape) -> Shape:
        return given

    def parameters(self, given: Shape) -> int:
        return 0
