"""The graph of a functional Keras model, as its ``config.json`` holds it: one node after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

_OPERATIONS = {"Softplus": "keras.src.ops.nn"}
_OPERATIONS_ELSE = "keras.src.ops.numpy"  # where Keras itself says that its operations are, since version 3.0


@dataclass(frozen=True)
class Node:
    """What one node gives.

    Attributes:
        name: of the node.
        shape: without the batch.
        dtype: as Keras calls it.
        at: which of the node's outputs it is.
    """

    name: str
    shape: tuple[int, ...]
    dtype: str = "float32"
    at: int = 0

    @property
    def place(self) -> list[Any]:
        """Where it is, as inputs and outputs of the model are named."""
        return [self.name, 0, self.at]

    @property
    def document(self) -> dict[str, Any]:
        """It as an argument of another node."""
        inside = {"shape": [None, *self.shape], "dtype": self.dtype, "keras_history": self.place}
        return {"class_name": "__keras_tensor__", "config": inside}


@dataclass
class Graph:
    """Nodes in the order in which they are computed."""

    nodes: list[dict[str, Any]] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def input(self, name: str, shape: tuple[int, ...], dtype: str, batch: int | None = None) -> Node:
        """Add the input."""
        settings = {"batch_shape": [batch, *shape], "dtype": dtype, "name": name}
        self._add("keras.layers", "InputLayer", settings, [], {})
        return Node(name, shape, dtype)

    def layer(
        self,
        kind: str,
        settings: dict[str, Any],
        x: Node,
        shape: tuple[int, ...],
        *,
        name: str = "",
        dtype: str = "float32",
        **given: Any,
    ) -> Node:
        """Add a layer on ``x`` that gives ``shape``."""
        named = {"name": name or self._name(kind), **settings, "dtype": dtype}
        self._add("keras.layers", kind, named, [x], given)
        return Node(named["name"], shape, dtype)

    def operation(self, kind: str, *arguments: Any, shape: tuple[int, ...], name: str = "", **settings: Any) -> Node:
        """Add an operation of ``keras.ops`` that gives ``shape``."""
        name = name or self._name(kind)
        self._add(_OPERATIONS.get(kind, _OPERATIONS_ELSE), kind, {"name": name, **settings}, list(arguments), {})
        dtype = "bool" if kind in ("NotEqual", "Any") else _first(arguments).dtype
        return Node(name, shape, dtype)

    def part(self, x: Node, *axes: slice | int | None, shape: tuple[int, ...]) -> Node:
        """Take a part of ``x``; ``None`` stands for all axes that are not named."""
        written: list[Any] = []
        for axis in axes:
            if axis is None:
                written.append({"class_name": "__ellipsis__", "config": {}})
            elif isinstance(axis, int):
                written.append(axis)
            else:
                inside = {"start": axis.start, "stop": axis.stop, "step": axis.step}
                written.append({"class_name": "__slice__", "config": inside})
        return self.operation("GetItem", x, written, shape=shape)

    def outputs_of(self, x: Node, sizes: Sequence[int]) -> list[Node]:
        """Give the further outputs of the layer ``x``: vectors of these sizes."""
        return [replace(x, shape=(size,), at=at) for at, size in enumerate(sizes, start=1)]

    def _add(self, module: str, kind: str, settings: dict[str, Any], arguments: list[Any], given: Any) -> None:
        name, is_layer = settings["name"], module == "keras.layers"
        own = settings if is_layer else {key: value for key, value in settings.items() if key != "name"}
        node = {"module": module, "class_name": kind, "config": own, "registered_name": None if is_layer else kind}
        call = [{"args": _documents(arguments), "kwargs": _documents(given)}] if arguments else []
        self.nodes.append(
            {**node, "name": name, "inbound_nodes": call}
        )  # older versions of Keras give operations no name of their own

    def _name(self, kind: str) -> str:
        """Name a node by its kind and number; a layer of the stack has a name of its own that is none of these."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return f"{kind}_{self._counts[kind]}"


def _first(arguments: Sequence[Any]) -> Node:
    found = arguments[0][0] if isinstance(arguments[0], list) else arguments[0]
    assert isinstance(found, Node)
    return found


def _documents(given: Any) -> Any:
    if isinstance(given, Node):
        return given.document
    if isinstance(given, list):
        return [_documents(one) for one in given]
    if isinstance(given, dict) and "class_name" not in given:
        return {name: _documents(one) for name, one in given.items()}
    return given
