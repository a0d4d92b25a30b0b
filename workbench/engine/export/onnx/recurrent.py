"""LSTM, GRU and SimpleRNN as nodes: ONNX's own operators, and a loop over steps for what they cannot do.

The operators know some activations alone (of gelu and others nothing), and no mask but padding at the end. A loop
(``Scan``) computes one step after the other as ``engine/recurrent/reference.py`` does.

Shapes: B batch, T timesteps, u units. ONNX reads (T, B, F) and orders gates i, o, f, c and z, r, h.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.layers import GRU, RecurrentSpec
from workbench.core.layers.stack import Row
from workbench.engine.export.onnx.activations import is_in_recurrent, recurrent_attributes
from workbench.engine.export.onnx.base import Direction, Flow, write_layer
from workbench.engine.export.onnx.graph import Graph
from workbench.engine.export.onnx.loop import looped

_OPERATORS = {"lstm": "LSTM", "gru": "GRU", "simple_rnn": "RNN"}
_GATES = {"lstm": (0, 3, 1, 2), "gru": (1, 0, 2), "simple_rnn": (0,)}  # ours are i, f, g, o and r, z, n
_FUNCTIONS = {"lstm": (1, 2), "gru": (1, 1), "simple_rnn": (0, 1)}  # of the gates, and of the values


@write_layer.register
def _(spec: RecurrentSpec, flow: Flow, row: Row) -> str:
    """Both directions in the order of time, joined, and turned round where the layer goes backwards."""
    graph, count = flow.graph, len(spec.state_names)
    starts = flow.starts.get(row.name)
    if spec.initial_state is not None:
        starts = flow.states[spec.initial_state]
    outputs, states = [], []
    for at, direction in enumerate(_directions(spec, flow, row)):
        own = None if starts is None else starts[at * count : (at + 1) * count]
        out, last = (_native if _is_native(spec, flow) else looped)(spec, flow, direction, own)
        outputs.append(out)
        states += last
    flow.states[row.name] = tuple(states)
    joined = _merged(graph, spec, outputs, row.name)
    if spec.return_sequences and spec.go_backwards:
        return graph.turned(joined, axis=1, name=f"{row.name}/turned")
    return joined


def _directions(spec: RecurrentSpec, flow: Flow, row: Row) -> list[Direction]:
    cells = ("forward", "backward") if spec.bidirectional else ("forward",)
    return [
        Direction(
            f"{row.name}/{cell}" if spec.bidirectional else row.name,
            spec.go_backwards != (cell == "backward"),
            flow.weight(row, f"{cell}_cell.kernel"),
            flow.weight(row, f"{cell}_cell.recurrent_kernel"),
            flow.weight(row, f"{cell}_cell.bias") if spec.use_bias else None,
        )
        for cell in cells
    ]


def _is_native(spec: RecurrentSpec, flow: Flow) -> bool:
    return flow.mask is None and is_in_recurrent(spec.activation)


def _native(
    spec: RecurrentSpec, flow: Flow, direction: Direction, starts: tuple[str, ...] | None
) -> tuple[str, list[str]]:
    """Add ONNX's own operator for one direction, and give its output and its last states."""
    graph, name = flow.graph, direction.name
    by_step = graph.add("Transpose", flow.x, name=f"{name}/by_step", perm=[1, 0, 2])
    axis = graph.integers(0)
    given = [by_step, *_weights(graph, spec, direction)]
    if starts is not None:
        given += [""] * (5 - len(given))  # a bias that is not there, and the lengths, which are all T
        given += [graph.add("Unsqueeze", one, axis, name=f"{name}/start_{at}") for at, one in enumerate(starts)]
    ends = [f"{name}/last_{state}" for state in spec.state_names]
    every, *last = graph.add_many(
        _OPERATORS[spec.kind],
        *given,
        outputs=(f"{name}/every" if spec.return_sequences else "", *ends),
        node=name,
        hidden_size=spec.units,
        direction="reverse" if direction.backwards else "forward",
        **_attributes(spec),
    )
    states = [
        graph.add("Squeeze", end, axis, name=f"{name}_{state}")
        for end, state in zip(last, spec.state_names, strict=True)
    ]
    if not spec.return_sequences:
        return states[0], states
    steps = graph.add("Squeeze", every, graph.integers(1), name=f"{name}/steps")  # (T, B, u)
    return graph.add("Transpose", steps, name=f"{name}/by_window", perm=[1, 0, 2]), states


def _weights(graph: Graph, spec: RecurrentSpec, direction: Direction) -> list[str]:
    """Give the constants W, R and B in ONNX's order of the gates, (1, G·u, ...) each."""
    order, name = _GATES[spec.kind], direction.name
    kernel, recurrent = _ordered(direction.kernel, order), _ordered(direction.recurrent_kernel, order)
    drawn = {"kernel": kernel, "recurrent_kernel": recurrent}
    named = [graph.constant(f"{name}.{which}", weights[None]) for which, weights in drawn.items()]
    if direction.bias is None:
        return named
    wide = len(kernel)
    of_inputs = _ordered(direction.bias[:wide], order)
    of_state = _ordered(direction.bias[wide:], order) if len(direction.bias) > wide else np.zeros_like(of_inputs)
    return [*named, graph.constant(f"{name}.bias", np.concatenate([of_inputs, of_state])[None])]


def _ordered(weights: NDArray[np.float32], order: tuple[int, ...]) -> NDArray[np.float32]:
    gates = np.split(weights, len(order))
    return np.concatenate([gates[gate] for gate in order])


def _attributes(spec: RecurrentSpec) -> dict[str, Any]:
    """Name the functions of the gates and of the state, and say how a GRU resets."""
    gates, times = _FUNCTIONS[spec.kind]
    attributes = recurrent_attributes(spec.activation, gates=gates, times=times)
    if isinstance(spec, GRU):
        attributes["linear_before_reset"] = int(spec.reset_after)
    return attributes


def _merged(graph: Graph, spec: RecurrentSpec, outputs: list[str], name: str) -> str:
    if len(outputs) == 1:
        return outputs[0]
    match spec.merge_mode:
        case "concat":
            return graph.add("Concat", *outputs, name=f"{name}/merged", axis=-1)
        case "mul":
            return graph.add("Mul", *outputs, name=f"{name}/merged")
        case "sum":
            return graph.add("Add", *outputs, name=f"{name}/merged")
        case "ave":
            added = graph.add("Add", *outputs, name=f"{name}/added")
            return graph.add("Mul", added, graph.constant("half", np.float32(0.5)), name=f"{name}/merged")
