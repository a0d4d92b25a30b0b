"""A recurrent layer as a loop over its steps, for activations and masks that ONNX's operators do not have."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

import numpy as np

from workbench.core.layers import GRU, LSTM, RecurrentSpec, SimpleRNN
from workbench.engine.export.onnx.activations import activated
from workbench.engine.export.onnx.base import Direction, Flow, weighed
from workbench.engine.export.onnx.graph import Graph

if TYPE_CHECKING:
    from onnx import GraphProto, ValueInfoProto


def looped(
    spec: RecurrentSpec, flow: Flow, direction: Direction, starts: tuple[str, ...] | None
) -> tuple[str, list[str]]:
    """Add a loop for one direction, and give its output and its last states.

    A step that does not count leaves the states as they are and repeats the output, or gives zero
    (``RecurrentSpec.repeats_output``); before the first step that counts, the output is zero.
    """
    graph, name = flow.graph, direction.name
    wide = len(direction.kernel)
    bias = None if direction.bias is None else direction.bias[:wide]
    projected = weighed(graph, flow.x, direction.kernel, bias, name=name)  # (B, T, G·u)
    first = starts or (_zeros(graph, spec, flow.x, name),) * len(spec.state_names)
    read = [projected] if flow.mask is None else [projected, _unsqueezed(graph, flow.mask, 2, f"{name}/counts")]
    scanned = graph.add_many(
        "Scan",
        *first,
        *read,
        outputs=(*(f"{name}_{state}" for state in spec.state_names), f"{name}/every"),
        node=name,
        body=_body(graph, spec, direction, masked=flow.mask is not None),
        num_scan_inputs=len(read),
        scan_input_axes=[1] * len(read),
        scan_input_directions=[int(direction.backwards)] * len(read),
        scan_output_axes=[1],
        scan_output_directions=[int(direction.backwards)],
    )
    *states, every = scanned
    if flow.mask is not None:
        counts = _begun(graph, flow.mask, direction) if spec.repeats_output else flow.mask
        spoken = _unsqueezed(graph, counts, 2, f"{name}/spoken")
        every = graph.add("Where", spoken, every, graph.constant("zero", np.float32(0)), name=f"{name}/every_masked")
    if spec.return_sequences:
        return every, states
    if flow.mask is None:
        return states[0], states
    at = 0 if direction.backwards else -1
    return graph.add("Gather", every, graph.constant(f"int_{at}_alone".replace("-", "minus_"), np.int64(at)),
                     name=f"{name}/last", axis=1), states  # fmt: skip


def _zeros(graph: Graph, spec: RecurrentSpec, x: str, name: str) -> str:
    from onnx import numpy_helper

    shape = graph.add("Shape", x, name=f"{name}/batch", start=0, end=1)
    sizes = graph.add("Concat", shape, graph.integers(spec.units), name=f"{name}/state_shape", axis=0)
    value = numpy_helper.from_array(np.zeros(1, dtype=np.float32), "zero")
    return graph.add("ConstantOfShape", sizes, name=f"{name}/zeros", value=value)


def _unsqueezed(graph: Graph, x: str, axis: int, name: str) -> str:
    return graph.add("Unsqueeze", x, graph.integers(axis), name=name)


def _begun(graph: Graph, mask: str, direction: Direction) -> str:
    """Give the steps from the first one that counts on, in the order of reading."""
    from onnx import TensorProto

    name = direction.name
    numbers = graph.add("Cast", mask, name=f"{name}/counted", to=TensorProto.FLOAT)
    so_far = graph.add(
        "CumSum", numbers, graph.constant("int_1_alone", np.int64(1)), name=f"{name}/so_far",
        reverse=int(direction.backwards),
    )  # fmt: skip
    return graph.add("Cast", so_far, name=f"{name}/begun", to=TensorProto.BOOL)


def _body(outer: Graph, spec: RecurrentSpec, direction: Direction, *, masked: bool) -> GraphProto:
    """Write one step: states, projected inputs and whether the step counts, to the states and the output."""
    from onnx import TensorProto, helper

    step, name = Graph(outer), f"{direction.name}/step"
    states = tuple(step.free_name(f"{name}/{state}_before") for state in spec.state_names)
    projected, counts = step.free_name(f"{name}/projected"), step.free_name(f"{name}/counts")
    after = step_nodes(spec, step, direction, projected, states)
    if masked:
        after = tuple(
            step.add("Where", counts, new, old, name=f"{name}/kept_{at}")
            for at, (new, old) in enumerate(zip(after, states, strict=True))
        )
    after = tuple(step.add("Identity", one, name=f"{name}/{state}") for one, state in
                  zip(after, spec.state_names, strict=True))  # fmt: skip
    output = step.add("Identity", after[0], name=f"{name}/output")
    wide = len(direction.kernel)

    def state(name: str) -> ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", spec.units])

    given = [*map(state, states), helper.make_tensor_value_info(projected, TensorProto.FLOAT, ["batch", wide])]
    if masked:
        given.append(helper.make_tensor_value_info(counts, TensorProto.BOOL, ["batch", 1]))
    return step.made(f"{direction.name}_step", given, [*map(state, after), state(output)])


@singledispatch
def step_nodes(
    spec: RecurrentSpec, graph: Graph, direction: Direction, projected: str, states: tuple[str, ...]
) -> tuple[str, ...]:
    """Add one step of a kind, as ``Cell.step`` of ``engine/recurrent/cells.py`` computes it."""
    raise NotImplementedError(f"no ONNX step for the layer kind {spec.kind}")


@step_nodes.register
def _(spec: SimpleRNN, graph: Graph, direction: Direction, projected: str, states: tuple[str, ...]) -> tuple[str, ...]:
    name = f"{direction.name}/step"
    seen = weighed(graph, states[0], direction.recurrent_kernel, None, name=f"{name}/state")
    total = graph.add("Add", projected, seen, name=f"{name}/total")
    return (activated(graph, spec.activation, total, name=f"{name}/new"),)


@step_nodes.register
def _(spec: LSTM, graph: Graph, direction: Direction, projected: str, states: tuple[str, ...]) -> tuple[str, ...]:
    name, (h, c) = f"{direction.name}/step", states
    seen = weighed(graph, h, direction.recurrent_kernel, None, name=f"{name}/state")
    total = graph.add("Add", projected, seen, name=f"{name}/total")
    i, f, g, o = graph.add_many("Split", total, outputs=[f"{name}/raw_{gate}" for gate in "ifgo"], axis=-1)
    i, f, o = (graph.add("Sigmoid", raw, name=f"{name}/{gate}") for raw, gate in ((i, "i"), (f, "f"), (o, "o")))
    g = activated(graph, spec.activation, g, name=f"{name}/g")
    kept = graph.add("Mul", f, c, name=f"{name}/remembered")
    new = graph.add("Add", kept, graph.add("Mul", i, g, name=f"{name}/written"), name=f"{name}/new_c")
    shown = activated(graph, spec.activation, new, name=f"{name}/squashed")
    return graph.add("Mul", o, shown, name=f"{name}/new_h"), new


@step_nodes.register
def _(spec: GRU, graph: Graph, direction: Direction, projected: str, states: tuple[str, ...]) -> tuple[str, ...]:
    name, (h,), kernel = f"{direction.name}/step", states, direction.recurrent_kernel
    x_r, x_z, x_n = graph.add_many("Split", projected, outputs=[f"{name}/x_{gate}" for gate in "rzn"], axis=-1)
    to_gates = 2 * spec.units
    bias = direction.bias[3 * spec.units :] if spec.reset_after and direction.bias is not None else None
    seen = weighed(graph, h, kernel[:to_gates], None if bias is None else bias[:to_gates], name=f"{name}/state")
    h_r, h_z = graph.add_many("Split", seen, outputs=(f"{name}/h_r", f"{name}/h_z"), axis=-1)
    r, z = (
        graph.add("Sigmoid", graph.add("Add", x, own, name=f"{name}/raw_{gate}"), name=f"{name}/{gate}")
        for x, own, gate in ((x_r, h_r, "r"), (x_z, h_z, "z"))
    )
    if spec.reset_after:
        own = weighed(graph, h, kernel[to_gates:], None if bias is None else bias[to_gates:], name=f"{name}/state_n")
        own = graph.add("Mul", r, own, name=f"{name}/reset")
    else:
        reset = graph.add("Mul", r, h, name=f"{name}/reset")
        own = weighed(graph, reset, kernel[to_gates:], None, name=f"{name}/state_n")
    n = activated(graph, spec.activation, graph.add("Add", x_n, own, name=f"{name}/raw_n"), name=f"{name}/n")
    kept = graph.add("Mul", z, graph.add("Sub", h, n, name=f"{name}/change"), name=f"{name}/kept")
    return (graph.add("Add", n, kept, name=f"{name}/new"),)
