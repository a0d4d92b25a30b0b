"""Dense and Dropout: the layers without memory."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbench.core.fields import setting
from workbench.core.layers.activations import Activation
from workbench.core.layers.base import LayerSpec, Shape


class Dense(LayerSpec):
    """Weighted sums of the input's channels; on a sequence, the same at every step."""

    title: ClassVar[str] = "Dense"
    summary: ClassVar[str] = "Weighted sums of all channels, at every step alike."

    kind: Literal["dense"] = "dense"
    units: int = setting("Units", default=32, low=1, high=4096, help="How many values the layer gives for each step.")
    activation: Activation = setting(
        "Activation", default="relu", help="Function applied to every value the layer gives."
    )

    @property
    def headline(self) -> str:
        return f"{self.units} · {self.activation}"

    def output_shape(self, given: Shape) -> Shape:
        return Shape(given.steps, self.units)

    def parameters(self, given: Shape) -> int:
        return self.units * (given.channels + 1)


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
