"""RepeatVector: one vector becomes a sequence. It is not in LAYER_KINDS: no form offers it yet."""

from __future__ import annotations

from typing import ClassVar, Literal

from workbench.core.fields import setting
from workbench.core.layers.base import LayerSpec, Shape


class RepeatVector(LayerSpec):
    """Gives the same vector at each of ``n`` steps: where an encoder ends and a decoder begins."""

    title: ClassVar[str] = "RepeatVector"
    summary: ClassVar[str] = "Gives one vector at every step of a new sequence, for a decoder to read."

    kind: Literal["repeat_vector"] = "repeat_vector"
    n: int = setting(
        "Repeats", default=1, low=1, high=10_000, unit="steps", help="How many steps the new sequence has."
    )

    @property
    def headline(self) -> str:
        return f"{self.n}"

    def output_shape(self, given: Shape) -> Shape:
        return Shape(self.n, given.channels)

    def parameters(self, given: Shape) -> int:
        return 0
