"""``workbench network``: the stack's shapes, counts and problems, before any weight exists."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from workbench.cli import output
from workbench.core.layers import RecurrentSpec
from workbench.core.layers.ends import WindowNode
from workbench.core.layers.stack import Row, Stack, stack_of
from workbench.core.settings.experiment_file import load_experiment
from workbench.core.settings.problems import Problem


def network(
    experiment_file: Annotated[
        Path, typer.Argument(metavar="EXPERIMENT", help="The experiment's file.", show_default=False)
    ],
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Show the layers of an experiment with their shapes, parameters and problems.

    Raises:
        SettingsError: the file is no experiment, or has settings out of order.
        StorageError: the file cannot be read.
    """
    stack = stack_of(load_experiment(experiment_file))
    if as_json:
        output.say_json(_document(stack), indent=2)
        return
    output.show(_table(stack))
    output.say(f"Parameters: {stack.parameters:,}")
    for problem in stack.problems:
        repair = f" Repair: {problem.repair.label}." if problem.repair else ""
        output.say(f"{problem.severity.capitalize()} at {problem.address}: {problem.message}{repair}")


def _document(stack: Stack) -> dict[str, Any]:
    last = {
        "name": "output",
        "kind": "dense",
        "output_shape": stack.output.axes,
        "parameters": stack.output.parameters,
        "enabled": True,
        "states": {},
        "initial_state": None,
    }
    return {
        "parameters": stack.parameters,
        "input_shape": stack.input.axes,
        "first_nodes": [_node(node) for node in stack.first_nodes],
        "layers": [*(_layer(row) for row in stack.rows), last],
        "last_nodes": [_node(node) for node in stack.last_nodes],
        "problems": [_problem(problem) for problem in stack.problems],
    }


def _node(node: WindowNode) -> dict[str, Any]:
    return {"kind": node.kind, "formula": node.formula, "output_shape": node.output.axes}


def _layer(row: Row) -> dict[str, Any]:
    return {
        "name": row.name,
        "kind": row.spec.kind,
        "output_shape": row.output.axes,
        "parameters": row.parameters,
        "enabled": row.spec.enabled,
        "states": {name: shape.axes for name, shape in row.spec.state_shapes(row.given).items()},
        "initial_state": _source(row),
    }


def _source(row: Row) -> str | None:
    """Name the layer whose final state this one starts from."""
    return row.spec.initial_state if isinstance(row.spec, RecurrentSpec) else None


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "address": problem.address,
        "severity": problem.severity,
        "message": problem.message,
        "repair": problem.repair.label if problem.repair else None,
    }


def _table(stack: Stack) -> Table:
    table = Table("Layer", "Kind", "Output shape")
    table.add_column("Parameters", justify="right")
    table.add_row("input", "", Text(str(stack.input)), "0")
    for node in stack.first_nodes:
        table.add_row(*_node_cells(node))
    for row in stack.rows:
        states = [f"{name} {shape}" for name, shape in row.spec.state_shapes(row.given).items()]
        source = _source(row)
        kind = f"{row.spec.title} from {source}" if source else row.spec.title
        shown = [row.name, kind, "\n".join([str(row.output), *states]), f"{row.parameters:,}"]
        if not row.spec.enabled:
            shown = [row.name, f"{row.spec.title} (off)", "", "0"]
        table.add_row(*(Text(cell) for cell in shown), style=None if row.spec.enabled else "dim")
    last = stack.output
    table.add_row("output", "Dense", Text(str(last)), f"{last.parameters:,}")
    for node in stack.last_nodes:
        table.add_row(*_node_cells(node))
    return table


def _node_cells(node: WindowNode) -> list[Text]:
    """A node has a formula where a layer has a name of its own, and no parameters."""
    return [Text(cell) for cell in (node.formula, node.title, str(node.output), "0")]
