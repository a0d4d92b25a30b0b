"""Measures of a network beside those of the baselines, and what they are worth."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table
from rich.text import Text

from workbench.cli import output
from workbench.core.judgement.by_series import SeriesMeasures, mean_over_series, worst_first
from workbench.core.judgement.judging import Judged
from workbench.core.judgement.metrics import of_target, title_of
from workbench.core.series import shared_unit

if TYPE_CHECKING:
    from workbench.engine.judgement.evaluation import Evaluated, Evaluation
    from workbench.engine.judgement.intervals import SeriesHeld

_MEASURES = ("mae", "rmse", "smape", "mase", "r2", "bias", "direction")
_SERIES_MEASURES = ("mae", "smape", "mase")
_WIDTHS = {None: "", "own": "its own errors", "scaled": "all, by its mean step", "shared": "all alike"}
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


def show_evaluated(title: str, evaluated: Evaluated, targets: Sequence[str]) -> None:
    """Write the same of a part or a file, and what the intervals of each series of a group hold."""
    show_judged(title, evaluated.judged, targets)
    if not evaluated.held or evaluated.judged.part == "validation":
        return
    for at, target in enumerate(targets):
        output.show(_held_table(evaluated, target, at))


def _held_table(evaluated: Evaluated, target: str, at: int) -> Table:
    """Draw what the intervals of each series hold, the series that is furthest from the promise first."""
    held = sorted(evaluated.held, key=lambda one: -_furthest(one, at))
    left_out = len(held) - _MOST_SERIES
    caption = f"{left_out:,} more series are nearer: --json tells every one." if left_out > 0 else None
    title = escape(f"{target}: what the intervals of each series hold")
    table = Table(title=title, title_justify="left", caption=caption)
    for head in ("", "samples", *(f"{share:.0%} holds" for share in evaluated.coverage), "width from"):
        table.add_column(head, justify="left" if head in ("", "width from") else "right")
    for one in held[:_MOST_SERIES]:
        shares = [f"{inside[:, at].mean():.1%}" for inside in one.coverage.values()]
        table.add_row(Text(one.name), f"{one.samples:,}", *shares, _WIDTHS[one.width])
    return table


def _furthest(one: SeriesHeld, at: int) -> float:
    return max((abs(float(inside[:, at].mean()) - share) for share, inside in one.coverage.items()), default=0.0)


def show_evaluation(evaluation: Evaluation, targets: Sequence[str]) -> None:
    """Write what the part that judges says, as far as it is open, and how the intervals did."""
    shown = evaluation.shown
    words = {"validation": "Validation part, by which the best epoch was chosen", "test": "Test part"}
    show_evaluated(words[str(shown.judged.part)], shown, targets)
    if evaluation.widths_told is not None:
        output.say(evaluation.widths_told)
    if evaluation.test is None:
        return
    for share, reached in evaluation.test.coverage.items():
        output.say(f"Intervals of {share:.0%}: {reached.mean():.1%} of the test part lies inside.")
    times = "once" if evaluation.looks == 1 else f"{evaluation.looks:,} times"
    output.say(f"This test part has been looked at {times}; each look makes its word a little less worth.")


def measures_table(title: str, judged: Judged, targets: Sequence[str]) -> Table:
    """Draw the measures of the network and of each baseline: over all targets and, of several, for each."""
    table = Table(title=title, title_justify="left", collapse_padding=True, pad_edge=False)  # 80 columns cut no number
    table.add_column("")
    table.add_column("network", justify="right")
    measured = [one for one in judged.baselines if one.measures is not None]
    for one in measured:
        table.add_column(str(one.title), justify="right")
    columns = [judged.measures, *(one.measures for one in measured if one.measures is not None)]
    _add_rows(table, ("", shared_unit(judged.units, targets)), columns)
    for name in targets if len(targets) > 1 else ():
        table.add_section()
        _add_rows(table, (f"{name}: ", judged.units.get(name, "")), [of_target(measures, name) for measures in columns])
    return table


def series_table(judged: Judged, target: str, at: int) -> Table:
    """Draw what the forecasts of each series of a group are worth, the worst by MASE first, and their mean."""
    found = worst_first(judged.by_series, target)
    left_out = len(found) - _MOST_SERIES
    caption = f"{left_out:,} more series, all with a smaller MASE: --json tells every one." if left_out > 0 else None
    table = Table(title=escape(f"{target}: each series by itself"), title_justify="left", caption=caption)
    table.add_column("")
    for words in ("samples", *(title_of(key, judged.units.get(target, "")) for key in _SERIES_MEASURES)):
        table.add_column(escape(words), justify="right")
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


def evaluated_document(evaluated: Evaluated, targets: Sequence[str]) -> dict[str, Any]:
    """Give everything that is measured of a part or a file as a JSON value, with what intervals hold of each series."""
    told = judged_document(evaluated.judged, targets)
    for one in evaluated.held:
        told["by_series"][one.name]["inside"] = {
            f"{share:g}": dict(zip(targets, inside.mean(axis=0).tolist(), strict=True))
            for share, inside in one.coverage.items()
        }
        told["by_series"][one.name]["width"] = one.width
    return told


def judged_document(judged: Judged, targets: Sequence[str]) -> dict[str, Any]:
    """Give everything that is measured as a JSON value."""
    return {
        "windows": len(judged.rows),
        "units": judged.units,
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


def _add_rows(table: Table, of: tuple[str, str], columns: Sequence[Any]) -> None:
    """Add a row for each measure; ``of`` is what stands before its name, and the unit."""
    prefix, unit = of
    for key in _MEASURES:
        cells = (f"{prefix}{title_of(key, unit)}", *(output.number(measures[key]) for measures in columns))
        table.add_row(*(Text(cell) for cell in cells))
