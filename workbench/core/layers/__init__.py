"""The layer kinds. To add one: a spec class here, and a builder in ``engine/network.py``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from workbench.core.layers.base import LayerSpec, Shape
from workbench.core.layers.feedforward import Dense, Dropout
from workbench.core.layers.recurrent import GRU, LSTM, RecurrentSpec, SimpleRNN
from workbench.core.layers.repeat import RepeatVector

# The order is the Add menu's; a tuple, so that the executable finds every kind.
LAYER_KINDS: tuple[type[LayerSpec], ...] = (LSTM, GRU, SimpleRNN, Dense, Dropout)

AnyLayer = Annotated[LSTM | GRU | SimpleRNN | Dense | Dropout, Field(discriminator="kind")]


def kind_named(name: str) -> type[LayerSpec]:
    """Give the layer kind called ``name``; the caller knows that there is one."""
    return next(kind for kind in LAYER_KINDS if kind.model_fields["kind"].default == name)


__all__ = [
    "GRU",
    "LAYER_KINDS",
    "LSTM",
    "AnyLayer",
    "Dense",
    "Dropout",
    "LayerSpec",
    "RecurrentSpec",
    "RepeatVector",
    "Shape",
    "SimpleRNN",
    "kind_named",
]
