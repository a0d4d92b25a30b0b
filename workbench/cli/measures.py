"""Measures of a network beside those of "tomorrow equals today"."""

from __future__ import annotations

from typing import Any

from rich.table import Table
from rich.text import Text

from workbench.cli import output

_MEASURES = {"mae": "MAE", "rmse": "RMSE", "smape": "sMAPE %", "mase": "MASE", "r2": "R²"}

Measures = dict[str, Any]


def measures_table(title: str, network: Measures, last_value: Measures) -> Table:
    """Draw the measures of both, over all targets and, where there are several, for each."""
    table = Table(title=title, title_justify="left")
    table.add_column("")
    table.add_column("Network", justify="right")
    table.add_column("Tomorrow = today", justify="right")
    _add_rows(table, "", network, last_value)
    for name in network.get("by_target", {}):
        table.add_section()
        _add_rows(table, f"{name}: ", network["by_target"][name], last_value["by_target"][name])
    return table


def _add_rows(table: Table, prefix: str, network: Measures, last_value: Measures) -> None:
    for key, label in _MEASURES.items():
        cells = (f"{prefix}{label}", output.number(network[key]), output.number(last_value[key]))
        table.add_row(*(Text(cell) for cell in cells))
