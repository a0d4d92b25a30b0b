"""Conv1D as nodes."""

from __future__ import annotations

from workbench.core.layers import Conv1D
from workbench.core.layers.stack import Row
from workbench.engine.export.onnx.activations import activated
from workbench.engine.export.onnx.base import Flow, write_layer


@write_layer.register
def _(spec: Conv1D, flow: Flow, row: Row) -> str:
    """ONNX convolves (B, F, T), as torch does."""
    graph = flow.graph
    weights = [graph.constant(f"{row.name}.kernel", flow.weight(row, "kernel"))]
    if spec.use_bias:
        weights.append(graph.constant(f"{row.name}.bias", flow.weight(row, "bias")))
    channels_first = graph.add("Transpose", flow.x, name=f"{row.name}/channels_first", perm=[0, 2, 1])
    convolved = graph.add(
        "Conv",
        channels_first,
        *weights,
        name=f"{row.name}/filtered",
        kernel_shape=[spec.kernel_size],
        strides=[spec.strides],
        pads=[*spec.padded(row.given.steps or 0)],
    )
    steps_first = graph.add("Transpose", convolved, name=f"{row.name}/steps_first", perm=[0, 2, 1])
    return activated(graph, spec.activation, steps_first, name=row.name)
