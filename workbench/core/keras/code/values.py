"""Values in Keras source, read without running it: literals, names of constants, simple sums, and named objects."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from workbench.core.keras.calls import Unknown

_SUMS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
}
_MOST = 10**12
_OBJECTS = ("initializers", "regularizers", "constraints", "activations", "optimizers", "losses", "nn")


def value_of(node: ast.expr, known: Mapping[str, Any]) -> Any:
    """Give the value of an expression, or ``Unknown``; an object of Keras is its class and its settings."""
    match node:
        case ast.Constant(value=bool() | int() | float() | str() | None as value):
            return value
        case ast.Name(id=name) if name in known:
            return known[name]
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return [value_of(one, known) for one in parts]
        case ast.UnaryOp(op=ast.USub(), operand=inner):
            value = value_of(inner, known)
            return -value if _is_number(value) else Unknown(ast.unparse(node))
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _SUMS:
            return _sum(node, op, value_of(left, known), value_of(right, known))
        case ast.Attribute(attr=name) if set(path_of(node)) & set(_OBJECTS):
            return name
        case ast.Call() if _is_object(node):
            return object_of(node, known)
    return Unknown(ast.unparse(node))


def object_of(node: ast.Call, known: Mapping[str, Any]) -> dict[str, Any]:
    """Give an object of Keras as a file would hold it; values without a name are called by their place."""
    settings = {str(at): value_of(one, known) for at, one in enumerate(node.args)}
    settings |= {one.arg: value_of(one.value, known) for one in node.keywords if one.arg is not None}
    return {"class_name": path_of(node.func)[-1], "config": settings}


def path_of(node: ast.expr) -> list[str]:
    """Give the names of ``keras.layers.LSTM``, or nothing where it is no such path."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) else [""] * bool(names) + names[::-1]


def _is_object(node: ast.Call) -> bool:
    path = path_of(node.func)
    return bool(path) and (path[-1][:1].isupper() or bool(set(path[:-1]) & set(_OBJECTS)))


def _sum(node: ast.expr, op: ast.operator, left: Any, right: Any) -> Any:
    if _is_number(left) and _is_number(right) and abs(left) < _MOST and abs(right) < _MOST:
        if right == 0 and isinstance(op, ast.Div | ast.FloorDiv):
            return Unknown(ast.unparse(node))
        return _SUMS[type(op)](left, right)
    return Unknown(ast.unparse(node))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
