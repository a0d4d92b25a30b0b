"""Measures of a network beside those of "tomorrow equals today"."""

from __future__ import annotations

from typing import Any

from rich.table import Table
from rich.text import Text

from workbench.cli import output

_MEASURES = {"mae": "MAE", "rmse": "RMSE", "smape": "sMAPE %", "mase": "MASE", "r2": "R²"}
_TIE = 0.01  # a difference below one percent is not told from chance
_RIVAL = "“tomorrow equals today”"

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


def verdict(network: Measures, last_value: Measures) -> str:
    """Say in a sentence which of the two is better.

    One target is judged by MAE and RMSE; several, which may have different units, by MASE.
    """
    judges = ("mase",) if "by_target" in network else ("mae", "rmse")
    if any(network[key] is None or not last_value[key] for key in judges):
        return f"The network cannot be compared with {_RIVAL}: the series hardly changes."
    ratios = {key: network[key] / last_value[key] for key in judges}
    differences = " and its ".join(_difference(_MEASURES[key], ratio) for key, ratio in ratios.items())
    if all(ratio < 1 - _TIE for ratio in ratios.values()):
        return f"The network is better than {_RIVAL}: its {differences}."
    if all(ratio > 1 + _TIE for ratio in ratios.values()):
        return f"The network is worse than {_RIVAL}: its {differences}."
    return f"The network is not clearly better or worse than {_RIVAL}: its {differences}."


def _difference(measure: str, ratio: float) -> str:
    return f"{measure} is {abs(1 - ratio):.1%} {'lower' if ratio < 1 else 'higher'}"


def _add_rows(table: Table, prefix: str, network: Measures, last_value: Measures) -> None:
    for key, label in _MEASURES.items():
        cells = (f"{prefix}{label}", output.number(network[key]), output.number(last_value[key]))
        table.add_row(*(Text(cell) for cell in cells))
