"""A graph that is written node by node: names that can be read, constants that stand once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from onnx import GraphProto, NodeProto, TensorProto, ValueInfoProto

WORDS_DOMAIN = "ai.onnx.ml"
TO_THE_END = np.iinfo(np.int64).max
TO_THE_START = np.iinfo(np.int64).min


class Graph:
    """Nodes in the order in which they are computed; a value is known by its name.

    Args:
        outer: the graph that this one is a part of, which keeps its constants.
    """

    def __init__(self, outer: Graph | None = None) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, TensorProto] = {} if outer is None else outer.constants
        self._names: set[str] = set() if outer is None else outer._names
        self._outer = outer

    def add(self, operator: str, *inputs: str, name: str, **attributes: Any) -> str:
        """Add a node with one output, and give the output's name, which is the node's."""
        return self.add_many(operator, *inputs, outputs=(name,), **attributes)[0]

    def add_many(
        self, operator: str, *inputs: str, outputs: Sequence[str], node: str = "", domain: str = "", **attributes: Any
    ) -> tuple[str, ...]:
        """Add a node with several outputs, and give their names; an output that is called "" is not computed."""
        from onnx import helper

        named = tuple(self.free_name(one) if one else "" for one in outputs)
        made = helper.make_node(operator, list(inputs), list(named), node or named[0], domain=domain, **attributes)
        self.nodes.append(made)
        return named

    def constant(self, name: str, values: NDArray[Any] | np.generic) -> str:
        """Give the name of a constant; the same numbers under the same name stand once."""
        from onnx import numpy_helper

        array = np.array(values, order="C")
        while name in self._names:
            held = self.constants.get(name)
            if held is not None and _same(numpy_helper.to_array(held), array):
                return name
            name = _next(name)
        self._names.add(name)
        self.constants[name] = numpy_helper.from_array(array, name)
        return name

    def integers(self, *values: int) -> str:
        """Give the name of a list of whole numbers: axes, places, shapes."""
        written = "_".join(str(value).replace("-", "minus_") for value in values)
        known = {TO_THE_END: "end", TO_THE_START: "start"}
        name = known.get(values[0], written) if len(values) == 1 else written
        return self.constant(f"int_{name}"[:60], np.array(values, dtype=np.int64))

    def cut(self, x: str, *, axis: int, name: str, start: int = 0, stop: int = TO_THE_END) -> str:
        """Take some places of one axis, as a Python slice."""
        bounds = [self.integers(number) for number in (start, stop, axis)]
        return self.add("Slice", x, *bounds, name=name)

    def turned(self, x: str, *, axis: int, name: str) -> str:
        """Turn one axis round."""
        bounds = [self.integers(number) for number in (-1, TO_THE_START, axis, -1)]
        return self.add("Slice", x, *bounds, name=name)

    def free_name(self, name: str) -> str:
        """Give ``name``, or one like it that nothing has yet, and take it."""
        while name in self._names:
            name = _next(name)
        self._names.add(name)
        return name

    def take_names(self, *names: str) -> None:
        """Keep names for the inputs and outputs, which nothing else may have."""
        self._names |= set(names)

    def made(self, name: str, inputs: Sequence[ValueInfoProto], outputs: Sequence[ValueInfoProto]) -> GraphProto:
        """Give the finished graph; that of a part has no constants of its own."""
        from onnx import helper

        constants = list(self.constants.values()) if self._outer is None else []
        return helper.make_graph(self.nodes, name, list(inputs), list(outputs), constants)


def _same(one: NDArray[Any], other: NDArray[Any]) -> bool:
    return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()


def _next(name: str) -> str:
    stem, underscore, number = name.rpartition("__")
    return f"{stem}__{int(number) + 1}" if underscore and number.isdigit() else f"{name}__2"
