"""LayerNormalization as a node."""

from __future__ import annotations

from workbench.core.layers import LayerNormalization
from workbench.core.layers.stack import Row
from workbench.engine.export.onnx.base import Flow, write_layer


@write_layer.register
def _(spec: LayerNormalization, flow: Flow, row: Row) -> str:
    gamma, beta = (flow.graph.constant(f"{row.name}.{one}", flow.weight(row, one)) for one in ("gamma", "beta"))
    return flow.graph.add("LayerNormalization", flow.x, gamma, beta, name=row.name, axis=-1, epsilon=spec.epsilon)
