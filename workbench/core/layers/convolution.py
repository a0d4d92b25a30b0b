"""Conv1D: weighted sums over a few neighbouring steps."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbench.core.fields import setting
from workbench.core.layers.activations import Activation
from workbench.core.layers.base import LayerSpec, Shape
from workbench.core.layers.initializers import KernelInitializer

Padding = Literal["valid", "same", "causal"]


class Conv1D(LayerSpec):
    """Slides filters along the steps; the settings mean what they mean in Keras 3.

    Source: LeCun et al. 1989, doi:10.1162/neco.1989.1.4.541; over time as in Waibel et al. 1989,
    doi:10.1109/29.21701.
    """

    title: ClassVar[str] = "Conv1D"
    summary: ClassVar[str] = "Finds short patterns: filters that slide along the steps."
    reads_sequences: ClassVar[bool] = True

    kind: Literal["conv1d"] = "conv1d"
    filters: int = setting(
        "Filters", default=32, low=1, high=4096, help="How many patterns are looked for; the channels of the output."
    )
    kernel_size: int = setting(
        "Kernel size",
        default=3,
        low=1,
        high=1000,
        unit="steps",
        help="How many neighbouring steps a filter sees at once.",
    )
    strides: int = setting(
        "Strides",
        default=1,
        low=1,
        high=1000,
        unit="steps",
        help="Steps from one place of a filter to the next; 2 halves the length of the sequence.",
        rare=True,
    )
    padding: Padding = setting(
        "Padding",
        default="valid",
        help="What a filter sees beyond the ends: nothing (the sequence gets shorter), zeros at both ends,"
        " or zeros before the start alone, so that no step sees a later one.",
        choices={"valid": "None (valid)", "same": "Both ends (same)", "causal": "Start alone (causal)"},
    )
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
    def passes_mask(self) -> bool:
        return False  # a step of the output stands for several steps; Keras drops the mask too

    @property
    def headline(self) -> str:
        return f"{self.filters} × {self.kernel_size} · {self.activation}"

    def padded(self, steps: int) -> tuple[int, int]:
        """Give how many zeros stand before and after a sequence of ``steps``.

        ``same`` pads so that ceil(steps / strides) places fit, one more after than before where
        the number is odd.

        Source: the behaviour of ``keras.layers.Conv1D`` 3.
        """
        if self.padding == "causal":
            return self.kernel_size - 1, 0
        if self.padding == "valid":
            return 0, 0
        places = -(-steps // self.strides)
        zeros = max(0, (places - 1) * self.strides + self.kernel_size - steps)
        return zeros // 2, zeros - zeros // 2

    def output_shape(self, given: Shape) -> Shape:
        if given.steps is None:
            return Shape(None, self.filters)
        room = given.steps + sum(self.padded(given.steps)) - self.kernel_size
        return Shape(max(1, room // self.strides + 1), self.filters)  # a kernel that is too long is told by the stack

    def parameters(self, given: Shape) -> int:
        return self.filters * (self.kernel_size * given.channels + self.use_bias)
