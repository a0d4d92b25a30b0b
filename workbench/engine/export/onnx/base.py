"""How a layer spec becomes nodes of the graph; each kind registers its writer beside those of its file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import singledispatch
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from workbench.core.layers import LayerSpec
from workbench.core.layers.stack import Row
from workbench.engine.export.onnx.graph import Graph


@dataclass
class Flow:
    """What goes from layer to layer.

    Attributes:
        graph: to which nodes are added.
        weights: of the whole network, by their names in it.
        x: the value that the next layer reads, (B, T, C) or (B, C).
        mask: which steps count, (B, T) of True and False; None where all do.
        states: the last states of each recurrent layer, (B, u) each.
        starts: the states that a stateful layer goes on from, by the layer's name.
    """

    graph: Graph
    weights: Mapping[str, NDArray[np.float32]]
    x: str
    mask: str | None = None
    states: dict[str, tuple[str, ...]] = field(default_factory=dict)
    starts: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def weight(self, row: Row, name: str) -> NDArray[np.float32]:
        """Give a weight of a layer by its name in the layer's module."""
        return self.weights[f"layers.{row.name}.{name}"]


class Direction(NamedTuple):
    """One way of reading a window.

    Attributes:
        name: of its nodes.
        backwards: whether it begins at the last step.
        kernel: (G·u, F).
        recurrent_kernel: (G·u, u).
        bias: (G·u,), of a GRU that resets after (2·G·u,); None without one.
    """

    name: str
    backwards: bool
    kernel: NDArray[np.float32]
    recurrent_kernel: NDArray[np.float32]
    bias: NDArray[np.float32] | None


@singledispatch
def write_layer(spec: LayerSpec, flow: Flow, row: Row) -> str:
    """Add the nodes of a layer, and give the name of its output."""
    raise NotImplementedError(f"no ONNX writer for the layer kind {spec.kind}")


def weighed(graph: Graph, x: str, kernel: NDArray[np.float32], bias: NDArray[np.float32] | None, *, name: str) -> str:
    """Add the weighted sums of the last axis: (..., F) to (..., units) with a (units, F) kernel."""
    product = graph.add("MatMul", x, graph.constant(f"{name}.kernel", kernel.T), name=f"{name}/sums")
    if bias is None:
        return product
    return graph.add("Add", product, graph.constant(f"{name}.bias", bias), name=f"{name}/biased")
