"""Measures of a network beside those of the baselines, and what they are worth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from workbench.cli import output
from workbench.core.judgement.by_series import SeriesMeasures, mean_over_series, worst_first
from workbench.core.judgement.judging import Judged
from workbench.core.judgement.metrics import of_target

if TYPE_CHECKING:
    from workbench.engine.judgement.evaluation import Evaluation

_MEASURES = {
    "mae": "MAE",
    "rmse": "RMSE",
    "smape": "sMAPE %",
    "mase": "MASE",
    "r2": "R²",
    "bias": "Bias",
    "direction": "Direction %",
}
_SERIES_MEASURES = ("mae", "smape", "mase")
_MOST_SERIES = 20  # of a group that are printed; --json tells all


def show_judged(title: str, judged: Judged, targets: Sequence[str]) -> None:
    """Write the measures, the verdict on each target with its caveats, and whether the forecast copies the past."""
    output.show(measures_table(title, judged, targets))
    for at, target in enumerate(targets if judged.by_series else ()):
        output.show(series_table(judged, target, at))
    for baseline in judged.baselines:
        if baseline.note is not None:
            output.say(f"{baseline.title}: {baseline.note}")
    for at, verdict in enumerate(judged.verdicts):
        output.say(verdict.sentence)
        for caveat in (*verdict.caveats, judged.told_by_copycats(at)):
            if caveat is not None:
                output.say(caveat)


def show_evaluation(evaluation: Evaluation, targets: Sequence[str]) -> None:
    """Write what the part that judges says, as far as it is open, and how the intervals did."""
    shown = evaluation.shown
    words = {"validation": "Validation part, by which the best epoch was chosen", "test": "Test part"}
    show_judged(words[str(shown.judged.part)], shown.judged, targets)
    if evaluation.test is None:
        return
    for share, reached in evaluation.test.coverage.items():
        output.say(f"Intervals of {share:.0%}: {reached.mean():.1%} of the test part lies inside.")
    times = "once" if evaluation.looks == 1 else f"{evaluation.looks:,} times"
    output.say(f"This test part has been looked at {times}; each look makes its word a little less worth.")


def measures_table(title: str, judged: Judged, targets: Sequence[str]) -> Table:
    """Draw the measures of the network and of each baseline: over all targets and, of several, for each."""
    table = Table(title=title, title_justify="left")
    table.add_column("")
    table.add_column("network", justify="right")
    measured = [one for one in judged.baselines if one.measures is not None]
    for one in measured:
        table.add_column(str(one.title), justify="right")
    columns = [judged.measures, *(one.measures for one in measured if one.measures is not None)]
    _add_rows(table, "", columns)
    for name in targets if len(targets) > 1 else ():
        table.add_section()
        _add_rows(table, f"{name}: ", [of_target(measures, name) for measures in columns])
    return table


def series_table(judged: Judged, target: str, at: int) -> Table:
    """Draw what the forecasts of each series of a group are worth, the worst by MASE first, and their mean."""
    found = worst_first(judged.by_series, target)
    left_out = len(found) - _MOST_SERIES
    caption = f"{left_out:,} more series, all with a smaller MASE: --json tells every one." if left_out > 0 else None
    table = Table(title=f"{target}: each series by itself", title_justify="left", caption=caption)
    table.add_column("")
    for words in ("samples", *(_MEASURES[key] for key in _SERIES_MEASURES)):
        table.add_column(words, justify="right")
    told = ("last_value", judged.verdicts[at].baseline)  # and the one that the verdict is about; --json tells all
    measured = [one for one in judged.baselines if one.errors is not None and one.name in told]
    for one in measured:
        table.add_column(f"against {one.title}", justify="right")
    for series in found[:_MOST_SERIES]:
        skills = [series.skill(one.name, target, at) for one in measured]
        _add_series(table, series.name, f"{series.samples:,}", of_target(series.measures, target), skills)
    table.add_section()
    mean = mean_over_series(judged.by_series, target)
    _add_series(table, f"mean of {len(found):,}", "", mean, [None] * len(measured))
    return table


def _add_series(table: Table, name: str, samples: str, measures: Any, skills: Sequence[float | None]) -> None:
    cells = [name, samples, *(output.number(measures[key]) for key in _SERIES_MEASURES)]
    cells += ["–" if skill is None else f"{100 * skill:+.0f}%" for skill in skills]
    table.add_row(*(Text(cell) for cell in cells))


def judged_document(judged: Judged, targets: Sequence[str]) -> dict[str, Any]:
    """Give everything that is measured as a JSON value."""
    return {
        "windows": len(judged.rows),
        "metrics": judged.measures,
        "baselines": {one.name: one.measures for one in judged.baselines if one.measures is not None},
        "by_step": {name: _defined(values.tolist()) for name, values in judged.by_step.items()},
        "verdicts": {
            name: {
                "outcome": verdict.outcome,
                "baseline": verdict.baseline,
                "sentence": verdict.sentence,
                "caveats": verdict.caveats,
                "copycat": judged.told_by_copycats(at),
                "comparisons": {one.baseline: _comparison(one) for one in verdict.comparisons},
            }
            for at, (name, verdict) in enumerate(zip(targets, judged.verdicts, strict=True))
        },
        **_series_document(judged, targets),
    }


def _series_document(judged: Judged, targets: Sequence[str]) -> dict[str, Any]:
    """Give what each series of a group is worth by its name, and the mean over them; nothing where there is one."""
    if not judged.by_series:
        return {}
    return {
        "by_series": {one.name: _one_series(one, targets) for one in judged.by_series},
        "mean_over_series": {target: mean_over_series(judged.by_series, target) for target in targets},
    }


def _one_series(one: SeriesMeasures, targets: Sequence[str]) -> dict[str, Any]:
    maes = {name: dict(zip(targets, _defined(errors.tolist()), strict=True)) for name, errors in one.baselines.items()}
    return {"windows": one.samples, "metrics": one.measures, "baselines_mae": maes}


def _comparison(one: Any) -> dict[str, Any]:
    score = one.score
    said = {"outcome": one.outcome, "mae": one.ours, "baseline_mae": one.theirs}
    if score is not None:
        said |= {"skill": score.skill, "low": score.low, "high": score.high, "block": score.block}
    return said


def _defined(values: Any) -> Any:
    """Put None, which JSON knows, in the place of what is not defined or no finite number."""
    if isinstance(values, list):
        return [_defined(value) for value in values]
    return values if math.isfinite(values) else None


def _add_rows(table: Table, prefix: str, columns: Sequence[Any]) -> None:
    for key, label in _MEASURES.items():
        cells = (f"{prefix}{label}", *(output.number(measures[key]) for measures in columns))
        table.add_row(*(Text(cell) for cell in cells))
