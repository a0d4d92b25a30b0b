"""The layer kinds. To add one: a spec class here, a builder in ``engine/layers``, and its writers in ``core/code``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias, Union

from pydantic import Field

from workbench.core.layers.base import LayerSpec, Shape
from workbench.core.layers.convolution import Conv1D
from workbench.core.layers.feedforward import Dense, Dropout
from workbench.core.layers.normalization import LayerNormalization
from workbench.core.layers.recurrent import GRU, LSTM, GatedSpec, RecurrentSpec, SimpleRNN
from workbench.core.layers.steps import Masking, RepeatVector, Segments

# The order is the Add menu's; a tuple, so that the executable finds every kind.
LAYER_KINDS: tuple[type[LayerSpec], ...] = (
    LSTM,
    GRU,
    SimpleRNN,
    Dense,
    Dropout,
    LayerNormalization,
    Conv1D,
    Segments,
    RepeatVector,
    Masking,
)

if TYPE_CHECKING:
    AnyLayer: TypeAlias = LayerSpec  # a type checker cannot follow the tuple
else:
    AnyLayer = Annotated[Union[LAYER_KINDS], Field(discriminator="kind")]  # noqa: UP007 - a tuple has no |


def kind_named(name: str) -> type[LayerSpec]:
    """Give the layer kind called ``name``; the caller knows that there is one."""
    return next(kind for kind in LAYER_KINDS if kind.model_fields["kind"].default == name)


__all__ = [
    "GRU",
    "LAYER_KINDS",
    "LSTM",
    "AnyLayer",
    "Conv1D",
    "Dense",
    "Dropout",
    "GatedSpec",
    "LayerNormalization",
    "LayerSpec",
    "Masking",
    "RecurrentSpec",
    "RepeatVector",
    "Segments",
    "Shape",
    "SimpleRNN",
    "kind_named",
]
