"""``workbench evaluate --folds``: an experiment trained and judged fold by fold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from workbench.cli import output
from workbench.core.baselines import BASELINES
from workbench.core.experiment import Experiment
from workbench.core.judgement.folds import Reach
from workbench.core.judgement.metrics import title_of
from workbench.core.series import shared_unit
from workbench.core.sources.opening import open_series
from workbench.core.stopping import StopToken

if TYPE_CHECKING:
    from workbench.engine.judgement.walk_forward import FoldDone, WalkFinished

_MEASURES = ("mae", "rmse", "mase", "smape", "r2")


def walk(
    experiment: Experiment, stop: StopToken, *, folds: int, seeds: int, reach: Reach, refit: bool, as_json: bool
) -> None:
    """Train and judge ``experiment`` on every fold with every seed, and tell mean and spread.

    Raises:
        WorkbenchError: the data does not fit, or the folds leave no room.
    """
    from workbench.engine.judgement.walk_forward import FoldDone, FoldStarted, WalkFinished, walk_forward

    series = open_series(experiment.data)
    how: dict[str, Any] = {"folds": folds, "seeds": seeds, "reach": reach, "refit": refit}
    for event in walk_forward(experiment, series, stop, **how):
        match event:
            case FoldStarted():
                output.tell(f"Fold {event.fold} of {event.folds}, seed {event.seed}: learning from {event.rows:,} rows")
            case FoldDone() if as_json:
                output.say_json(_fold(event))
            case FoldDone():
                output.say(f"fold {event.fold}, seed {event.seed}: {event.judged.verdicts[0].sentence}")
            case WalkFinished() if as_json:
                told = {"event": "finished", "runs": event.runs}
                output.say_json(told | {"means": event.means, "deviations": event.deviations})
            case WalkFinished():
                output.show(_table(event, shared_unit(series.units, experiment.data.targets)))


def _fold(event: FoldDone) -> dict[str, Any]:
    judged = event.judged
    return {
        "event": "fold",
        "fold": event.fold,
        "seed": event.seed,
        "first_row": int(judged.rows[0]) + 1,
        "windows": len(judged.rows),
        "metrics": judged.measures,
        "baselines": {one.name: one.measures for one in judged.baselines if one.measures is not None},
        "verdicts": [verdict.sentence for verdict in judged.verdicts],
    }


def _table(event: WalkFinished, unit: str) -> Table:
    table = Table(title=f"{event.runs} runs: mean ± deviation", title_justify="left")
    table.add_column("")
    titles = {"network": "network"} | {one.name: str(one.title) for one in BASELINES}
    for name in event.means:
        table.add_column(titles[name], justify="right")
    for measure in _MEASURES:
        cells = []
        for name in event.means:
            mean, deviation = event.means[name][measure], event.deviations[name][measure]
            cells.append(output.number(mean) + ("" if deviation is None else f" ± {deviation:.2g}"))
        table.add_row(Text(title_of(measure, unit)), *cells)
    return table
