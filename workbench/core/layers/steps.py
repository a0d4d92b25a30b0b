"""Masking, Segments and RepeatVector: which steps count, and how they are laid out. None of them learns."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbench.core.fields import setting
from workbench.core.layers.base import LayerSpec, Shape


class Masking(LayerSpec):
    """Marks the steps whose features all equal one value; recurrent layers skip them.

    A skipped step leaves the state as it is and repeats the last output; a layer of two directions that
    gives sequences gives zero there. The mark goes on from layer to layer until one gives no sequence, or
    lays out the steps anew.

    Source: the behaviour of ``keras.layers.Masking`` 3.
    """

    title: ClassVar[str] = "Masking"
    summary: ClassVar[str] = "Lets recurrent layers skip the steps that hold one agreed value."
    reads_sequences: ClassVar[bool] = True

    kind: Literal["masking"] = "masking"
    mask_value: float = setting(
        "Masked value",
        default=0.0,
        low=-1e9,
        high=1e9,
        help="A step is skipped where every scaled feature has exactly this value.",
    )

    @property
    def headline(self) -> str:
        return f"{self.mask_value:g}"

    def output_shape(self, given: Shape) -> Shape:
        return given

    def parameters(self, given: Shape) -> int:
        return 0


class Segments(LayerSpec):
    """Gives n steps as one: (B, T, F) becomes (B, T/n, n·F).

    A recurrent layer then takes n times fewer steps, each of them a stretch of the series: a day
    of hours, say.

    Source: Lin et al. 2023, "SegRNN", arXiv:2308.11200; a ``Reshape`` in Keras.
    """

    title: ClassVar[str] = "Segments"
    summary: ClassVar[str] = "Gives several steps as one wide step, such as the 24 hours of a day."
    reads_sequences: ClassVar[bool] = True

    kind: Literal["segments"] = "segments"
    n: int = setting(
        "Segment length",
        default=2,
        low=1,
        high=10_000,
        unit="steps",
        help="How many steps become one; the number of steps must be a multiple of it.",
    )

    @property
    def passes_mask(self) -> bool:
        return False

    @property
    def headline(self) -> str:
        return f"{self.n}"

    def output_shape(self, given: Shape) -> Shape:
        steps = None if given.steps is None else max(1, given.steps // self.n)  # a rest is told by the stack
        return Shape(steps, self.n * given.channels)

    def parameters(self, given: Shape) -> int:
        return 0


class RepeatVector(LayerSpec):
    """Gives one vector as n equal steps: what a decoder reads, step by step.

    Source: the behaviour of ``keras.layers.RepeatVector`` 3; as decoder input in Cho et al. 2014,
    doi:10.3115/v1/D14-1179.
    """

    title: ClassVar[str] = "RepeatVector"
    summary: ClassVar[str] = "Gives one vector as several steps: the start of a decoder."
    reads_vectors: ClassVar[bool] = True

    kind: Literal["repeat_vector"] = "repeat_vector"
    n: int = setting(
        "Repeats",
        default=2,
        low=1,
        high=10_000,
        unit="steps",
        help="How many equal steps the vector becomes; for a decoder, the horizon.",
    )

    @property
    def passes_mask(self) -> bool:
        return False

    @property
    def headline(self) -> str:
        return f"{self.n}"

    def output_shape(self, given: Shape) -> Shape:
        return Shape(self.n, given.channels)

    def parameters(self, given: Shape) -> int:
        return 0
