"""How forecasts that are fed back do, step by step, beside the direct ones and the baselines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.markup import escape
from rich.table import Table

from workbench.cli import output
from workbench.cli.ahead import defined
from workbench.core.series import Series, with_unit
from workbench.core.stopping import StopToken

if TYPE_CHECKING:
    from workbench.engine.judgement.evaluation import Evaluation
    from workbench.engine.judgement.measured_ahead import FedBack
    from workbench.engine.model import Model

_MOST_STEPS = 16  # of the table; --json tells all


def measured_recursively(model: Model, series: Series, evaluation: Evaluation, steps: int | None) -> Evaluation:
    """Measure forecasts that are fed back, up to ``steps`` ahead or up to the horizon.

    Raises:
        SettingsError: there is no such number of steps.
        DataError: the forecast cannot be fed back.
    """
    from workbench.engine.judgement.questions import ask_fed_back

    wanted = model.experiment.windows.horizon if steps is None else steps
    for answer in ask_fed_back(model, series, evaluation, wanted, StopToken()):
        evaluation = answer.evaluation
    return evaluation


def recursive_document(told: FedBack, targets: Sequence[str]) -> dict[str, Any]:
    """Give what was measured as a JSON value; every list goes from the first step ahead to the last."""

    def by_target(values: Any) -> dict[str, Any]:
        return {name: defined(values[:, at].tolist()) for at, name in enumerate(targets)}

    return {
        "recursive": {
            "part": told.part,
            "origins": len(told.origins),
            "windows": told.samples,
            "counts": told.counts.tolist(),
            "mae": {way: by_target(mae) for way, mae in told.mae.items()},
            "baselines_mae": {one.name: by_target(one.mae) for one in told.baselines},
            "inside": {
                way: {f"{share:g}": by_target(inside) for share, inside in shares.items()}
                for way, shares in told.coverage.items()
            },
            "sentences": {name: told.sentence(at, name) for at, name in enumerate(targets)},
            "no_interval": told.why_no_interval(),
        }
    }


def show_recursive(told: FedBack, targets: Sequence[str]) -> None:
    """Write a table of some steps for each target, and in a sentence what it says."""
    for at, name in enumerate(targets):
        output.show(_table(told, name, at))
        output.say(told.sentence(at, name))
    if told.part == "validation" and any(told.coverage.values()):
        output.say(
            "The intervals of what is fed back are made of these very errors: on the validation part they hold by"
            " construction."
        )
    missing = told.why_no_interval()
    if missing is not None:
        output.say(missing)


def _table(told: FedBack, name: str, at: int) -> Table:
    title = with_unit("mean error by step ahead", told.units.get(name, ""))
    table = Table(title=escape(f"{name}: {title}"), title_justify="left")
    shares = told.coverage["recursive"] if told.part == "test" else {}
    best = told.best_baseline(at).name if told.measured_steps else ""
    shown = [one for one in told.baselines if one.name in ("last_value", best)]  # --json tells all
    heads = ["steps ahead", "origins", "recursive", "direct", *(str(one.title) for one in shown)]
    for head in (*heads, *(f"{share:.0%} holds" for share in shares)):
        table.add_column(head, justify="right")
    steps = np.unique(np.linspace(0, told.steps - 1, min(told.steps, _MOST_STEPS)).round().astype(int))
    for step in steps.tolist():
        maes = [told.mae["recursive"], told.mae["direct"], *(one.mae for one in shown)]
        cells = [_number(mae[step, at]) for mae in maes]
        cells += ["–" if np.isnan(one[step, at]) else f"{one[step, at]:.1%}" for one in shares.values()]
        table.add_row(f"{step + 1:,}", f"{told.counts[step]:,}", *cells)
    return table


def _number(value: float) -> str:
    return output.number(None if np.isnan(value) else float(value))
