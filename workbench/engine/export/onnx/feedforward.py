"""Dense and Dropout as nodes."""

from __future__ import annotations

from workbench.core.layers import Dense, Dropout
from workbench.core.layers.stack import Row
from workbench.engine.export.onnx.activations import activated
from workbench.engine.export.onnx.base import Flow, weighed, write_layer


@write_layer.register
def _(spec: Dense, flow: Flow, row: Row) -> str:
    bias = flow.weight(row, "bias") if spec.use_bias else None
    sums = weighed(flow.graph, flow.x, flow.weight(row, "kernel"), bias, name=row.name)
    return activated(flow.graph, spec.activation, sums, name=row.name)


@write_layer.register
def _(spec: Dropout, flow: Flow, row: Row) -> str:
    return flow.graph.add("Identity", flow.x, name=row.name)  # it blanks values while training alone
