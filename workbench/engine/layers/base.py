"""How a layer spec becomes a torch module; each kind registers its builder beside its module."""

from __future__ import annotations

from functools import singledispatch

from torch import nn

from workbench.core.layers import LayerSpec, Shape
from workbench.engine.machine.chance import Chance


@singledispatch
def build(spec: LayerSpec, given: Shape, chance: Chance) -> nn.Module:
    """Make the module of a layer spec, for the shape ``given`` before it."""
    raise NotImplementedError(f"no builder for the layer kind {spec.kind}")
