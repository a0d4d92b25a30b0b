"""What every layer kind declares: its settings, and the shapes and counts that follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from workbench.core.fields import Document, setting


@dataclass(frozen=True)
class Shape:
    """What flows between two layers, for each window of a batch B.

    Attributes:
        steps: T, or None once only one vector is left.
        channels: C, values per step.
    """

    steps: int | None
    channels: int

    @property
    def axes(self) -> tuple[int | None, ...]:
        """The shape as Keras writes it: the batch first, and open."""
        return (None, self.channels) if self.steps is None else (None, self.steps, self.channels)

    def __str__(self) -> str:
        inner = f"{self.channels:,}" if self.steps is None else f"{self.steps:,}, {self.channels:,}"
        return f"(B, {inner})"


class LayerSpec(Document):
    """One layer of the stack, as the user set it.

    A kind is one subclass with a literal ``kind``, listed in ``LAYER_KINDS``; one builder
    registered in ``engine/layers``; and one writer in each module of ``core/code``.
    """

    title: ClassVar[str]
    summary: ClassVar[str]  # one line for the Add menu
    reads_sequences: ClassVar[bool] = False  # needs (B, T, C), not (B, C)
    reads_vectors: ClassVar[bool] = False  # needs (B, C), not (B, T, C)

    kind: Any
    enabled: bool = setting(
        "Enabled", default=True, help="Switch the layer off to see the network without it.", rare=True
    )

    def output_shape(self, given: Shape) -> Shape:
        """Give the shape after the layer, for the shape ``given`` before it."""
        raise NotImplementedError

    def parameters(self, given: Shape) -> int:
        """Count the trained numbers as Keras counts them."""
        raise NotImplementedError

    def state_shapes(self, given: Shape) -> dict[str, Shape]:
        """Give the shapes of the states that the layer hands out besides its output."""
        return {}

    def idle_parameters(self, given: Shape) -> int:
        """Count the trained numbers that can never receive a gradient at this shape."""
        return 0

    @property
    def passes_mask(self) -> bool:
        """Whether the next layer learns from this one which steps are masked, as in Keras."""
        return True

    @property
    def headline(self) -> str:
        """The setting that matters most, for the row in the stack."""
        return ""
