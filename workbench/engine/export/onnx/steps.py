"""Masking, Segments and RepeatVector as nodes."""

from __future__ import annotations

import numpy as np

from workbench.core.layers import Masking, RepeatVector, Segments
from workbench.core.layers.stack import Row
from workbench.engine.export.onnx.base import Flow, write_layer


@write_layer.register
def _(spec: Masking, flow: Flow, row: Row) -> str:
    """A step counts unless all of its features equal the value; one that does not becomes zeros, as in Keras."""
    graph, name = flow.graph, row.name
    value = graph.constant(f"{name}.mask_value", np.float32(spec.mask_value))
    equal = graph.add("Equal", flow.x, value, name=f"{name}/equal")
    numbers = graph.add("Cast", equal, name=f"{name}/equal_as_numbers", to=_float())
    all_equal = graph.add("ReduceMin", numbers, name=f"{name}/all_equal", axes=[-1], keepdims=1)
    skipped = graph.add("Cast", all_equal, name=f"{name}/skipped", to=_bool())  # (B, T, 1)
    masked = graph.add("Where", skipped, graph.constant("zero", np.float32(0)), flow.x, name=name)
    every = graph.add("Not", skipped, name=f"{name}/counts_of_steps")
    flow.mask = graph.add("Squeeze", every, graph.integers(-1), name=f"{name}/counts")
    return masked


@write_layer.register
def _(spec: Segments, flow: Flow, row: Row) -> str:
    shape = flow.graph.integers(0, -1, row.output.channels)
    return flow.graph.add("Reshape", flow.x, shape, name=row.name)


@write_layer.register
def _(spec: RepeatVector, flow: Flow, row: Row) -> str:
    graph = flow.graph
    one_step = graph.add("Unsqueeze", flow.x, graph.integers(1), name=f"{row.name}/one_step")
    return graph.add("Expand", one_step, graph.integers(1, spec.n, 1), name=row.name)


def _float() -> int:
    from onnx import TensorProto

    return int(TensorProto.FLOAT)


def _bool() -> int:
    from onnx import TensorProto

    return int(TensorProto.BOOL)
