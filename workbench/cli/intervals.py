"""How much of the truth each kind of interval holds, beside what it should hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from rich.table import Table
from rich.text import Text as Plain

from workbench.cli import output
from workbench.core.experiment import Experiment
from workbench.core.judgement.interval_methods import TITLES, IntervalMethod, why_not
from workbench.core.series import Series, number_with_unit
from workbench.core.stopping import StopToken

if TYPE_CHECKING:
    from workbench.engine.judgement.evaluation import Evaluation
    from workbench.engine.judgement.spreads import Measured
    from workbench.engine.model import Model


def every_interval(model: Model, series: Series, evaluation: Evaluation, passes: int | None) -> Evaluation:
    """Measure each kind of interval that the network has on the part that is shown.

    Raises:
        SettingsError: the number of passes is out of its bounds.
    """
    from workbench.engine.judgement.dropout import Passes
    from workbench.engine.judgement.questions import choose_interval
    from workbench.engine.judgement.spreads import IntervalChoice

    with_passes, measured = {} if passes is None else {"passes": Passes(passes)}, evaluation
    for method in get_args(IntervalMethod):
        if why_not(method, model.experiment) is None:
            choice = IntervalChoice(method, **(with_passes if method == "dropout" else {}))
            for answer in choose_interval(model, series, measured, choice, StopToken()):
                measured = answer.evaluation
    return measured


def intervals_document(evaluation: Evaluation, targets: Sequence[str]) -> dict[str, Any]:
    """Give what was measured of each kind of interval as a JSON value."""
    return {
        "intervals": {
            one.choice.method: {
                f"{share:g}": {
                    name: {"inside": float(inside[:, at].mean()), "width": float(one.widths[share][:, at].mean())}
                    for at, name in enumerate(targets)
                }
                for share, inside in one.coverage.items()
            }
            for one in evaluation.intervals
        }
    }


def show_intervals(evaluation: Evaluation, experiment: Experiment) -> None:
    """Write a table of the intervals, and why others are missing."""
    table = Table(title="Intervals: the share that should lie inside, and the share that does", title_justify="left")
    for head in ("interval", "target", "nominal", "inside", "mean width"):
        table.add_column(head, justify="left" if head in ("interval", "target") else "right")
    for one in evaluation.intervals:
        _add_rows(table, one, experiment.data.targets, evaluation.shown.judged.units)
    output.show(table)
    if any(one.is_by_construction for one in evaluation.intervals):
        output.say(
            "Conformal intervals are made of these very errors: on the validation part they hold by construction."
        )
    for method in get_args(IntervalMethod):
        reason = why_not(method, experiment)
        if reason is not None:
            output.say(f"{TITLES[method]}: {reason}")


def _add_rows(table: Table, one: Measured, targets: Sequence[str], units: Mapping[str, str]) -> None:
    title = str(TITLES[one.choice.method])
    if one.choice.method == "dropout":
        title = f"{title}, {one.choice.passes.count} passes"
    for share, inside in one.coverage.items():
        for at, name in enumerate(targets):
            cells = (title, name, f"{share:.0%}", f"{inside[:, at].mean():.1%}")
            width = number_with_unit(output.number(float(one.widths[share][:, at].mean())), units.get(name, ""))
            table.add_row(*map(Plain, (*cells, width)))
