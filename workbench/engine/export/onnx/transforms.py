"""Transforms as nodes, in 64 bits; a kind registers its two writers here, and one without them is refused by name."""

from __future__ import annotations

from functools import singledispatch

import numpy as np

from workbench.core.errors import ExportError
from workbench.core.text import text
from workbench.core.transforms import BoxCox, Difference, Log, SeasonalDifference, Transform
from workbench.engine.export.onnx.graph import Graph

_CLOSE = 1e-7  # a lambda below it is the logarithm, as in core/transforms/powers.py


@singledispatch
def write_forward(transform: Transform, graph: Graph, x: str, name: str) -> str:
    """Add the nodes that change (B, S) values of one column; the first ``lag`` steps fall away.

    Raises:
        ExportError: the transform has no writer.
    """
    raise _refused(transform)


@singledispatch
def write_back(transform: Transform, graph: Graph, changed: str, before: str, *, name: str, horizon: int) -> str:
    """Add the nodes that undo a transform on (B, H, P) forecasts.

    Args:
        transform: what is undone.
        graph: to which nodes are added.
        changed: (B, H, P).
        before: (B, min(lag, H), 1), the values a lag before the first steps; "" where there is no lag.
        name: of the nodes.
        horizon: H.

    Raises:
        ExportError: the transform has no writer.
    """
    raise _refused(transform)


def _refused(transform: Transform) -> ExportError:
    return ExportError(
        text("The transform {transform} of {column} cannot be written as ONNX.",
             transform=transform.words, column=transform.column),
        hint=text("Save the model as a bundle, or train it without that transform."),
    )  # fmt: skip


@write_forward.register
def _(transform: Log, graph: Graph, x: str, name: str) -> str:
    return graph.add("Log", x, name=f"{name}/log")


@write_back.register
def _(transform: Log, graph: Graph, changed: str, before: str, *, name: str, horizon: int) -> str:
    return graph.add("Exp", changed, name=f"{name}/exp")


@write_forward.register
def _(transform: BoxCox, graph: Graph, x: str, name: str) -> str:
    logs = graph.add("Log", x, name=f"{name}/log")
    lmbda = transform.lmbda
    assert lmbda is not None  # a model's transforms are fitted
    if lmbda < _CLOSE:
        return logs
    power = graph.constant(f"{name}.lambda", np.float64(lmbda))
    raised = graph.add("Exp", graph.add("Mul", logs, power, name=f"{name}/grown"), name=f"{name}/raised")
    less = graph.add("Sub", raised, graph.constant("one_64", np.float64(1)), name=f"{name}/less")
    return graph.add("Div", less, power, name=f"{name}/box_cox")


@write_back.register
def _(transform: BoxCox, graph: Graph, changed: str, before: str, *, name: str, horizon: int) -> str:
    """(λy + 1)^(1/λ); below zero it goes on by the sign."""
    lmbda = transform.lmbda
    assert lmbda is not None  # a model's transforms are fitted
    if lmbda < _CLOSE:
        return graph.add("Exp", changed, name=f"{name}/exp")
    power, one = graph.constant(f"{name}.lambda", np.float64(lmbda)), graph.constant("one_64", np.float64(1))
    grown = graph.add("Add", graph.add("Mul", changed, power, name=f"{name}/grown"), one, name=f"{name}/base")
    inverse = graph.constant(f"{name}.inverse", np.float64(1 / lmbda))
    size = graph.add("Pow", graph.add("Abs", grown, name=f"{name}/size"), inverse, name=f"{name}/raised")
    return graph.add("Mul", graph.add("Sign", grown, name=f"{name}/sign"), size, name=f"{name}/box_cox_back")


@write_forward.register(Difference)
@write_forward.register(SeasonalDifference)
def _(transform: Transform, graph: Graph, x: str, name: str) -> str:
    later = graph.cut(x, axis=1, start=transform.lag, name=f"{name}/later")
    earlier = graph.cut(x, axis=1, stop=-transform.lag, name=f"{name}/earlier")
    return graph.add("Sub", later, earlier, name=f"{name}/difference")


@write_back.register(Difference)
@write_back.register(SeasonalDifference)
def _(transform: Transform, graph: Graph, changed: str, before: str, *, name: str, horizon: int) -> str:
    """Add up: every ``lag``-th value follows on the one a ``lag`` before."""
    if horizon <= transform.lag:
        return graph.add("Add", changed, before, name=f"{name}/sum")
    width, rounds = transform.lag, -(-horizon // transform.lag)
    if rest := rounds * width - horizon:
        changed = graph.add("Pad", changed, graph.integers(0, 0, 0, 0, rest, 0), name=f"{name}/filled")
    by_round = graph.add("Reshape", changed, graph.integers(0, rounds, width, -1), name=f"{name}/by_round")
    added = graph.add("CumSum", by_round, graph.constant("int_1_alone", np.int64(1)), name=f"{name}/added_up")
    level = graph.add("Unsqueeze", before, graph.integers(1), name=f"{name}/level")
    raised = graph.add("Add", added, level, name=f"{name}/raised")
    in_a_row = graph.add("Reshape", raised, graph.integers(0, rounds * width, -1), name=f"{name}/in_a_row")
    return graph.cut(in_a_row, axis=1, stop=horizon, name=f"{name}/sum")
