"""What the forecasts are worth: verdict, baselines, measures of every part, of every step and of every series."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from workbench.core.judgement.by_series import SeriesMeasures, mean_over_series, worst_first
from workbench.core.judgement.judging import Judged, JudgedBaseline
from workbench.core.judgement.metrics import of_target, title_of
from workbench.core.judgement.verdict import Comparison
from workbench.core.preparing.splits import PART_WORDS
from workbench.core.text import Text, text
from workbench.engine.judgement.evaluation import Evaluated
from workbench.engine.report.chart import Chart, Colour, mark
from workbench.engine.report.document import Block, Figure, Section, Sentence, Table, number
from workbench.engine.report.subject import Subject

_SHOWN = ("mae", "rmse", "mase", "smape", "mape", "r2", "bias", "direction")
_MEANING = text(
    "MAE, RMSE and bias are in the target's unit. MASE is the mean absolute error divided by the mean step in the"
    " training part. R² is 1 for a perfect forecast, 0 for the mean. Direction is how often the forecast moves to the"
    " side that the truth does."
)
_MOST_STEPS, _MOST_SERIES = 12, 50  # of a table


def verdict_section(subject: Subject) -> Section:
    """Tell in a sentence what the forecasts are worth, and which part says so."""
    shown, blocks = subject.evaluation.shown.judged, list[Block]()
    for at, verdict in enumerate(shown.verdicts):
        blocks.append(Sentence(verdict.sentence, "headline"))
        told = (*verdict.caveats, shown.told_by_copycats(at))
        blocks += [Sentence(words, "warning") for words in told if words is not None]
    blocks.append(Sentence(_part(subject), "quiet"))
    return Section("verdict", text("Verdict"), tuple(blocks))


def _part(subject: Subject) -> Text:
    evaluation = subject.evaluation
    if evaluation.test is None:
        return text(
            "It judges the validation part, by which the best epoch was chosen. The test part is closed; looks at it"
            " so far: {count}.",
            count=evaluation.looks,
        )
    return text(
        "It judges the test part, which nothing was learnt or chosen from; looks at it so far: {count}.",
        count=evaluation.looks,
    )


def measures_section(subject: Subject) -> Section:
    """Tell the measures of the network beside the baselines', part by part, step by step and series by series."""
    evaluation, blocks = subject.evaluation, list[Block]()
    parts = [evaluation.validation] if evaluation.test is None else [evaluation.test, evaluation.validation]
    for part in parts:
        for at, target in enumerate(subject.experiment.data.targets):
            blocks.append(_beside_baselines(part, target, at))
    blocks += _notes(parts[0].judged)
    blocks.append(Sentence(_MEANING, "quiet"))
    for at, target in enumerate(subject.experiment.data.targets):
        blocks += _by_step(parts[0].judged, target, at)
        if parts[0].judged.by_series:
            blocks.append(_by_series(parts[0], target, at))
    return Section("measures", text("Measures beside the baselines"), tuple(blocks))


def _beside_baselines(evaluated: Evaluated, target: str, at: int) -> Table:
    judged = evaluated.judged
    compared = {one.baseline: one for one in judged.verdicts[at].comparisons}
    rows = [_row(text("network"), "", of_target(judged.measures, target))]
    for one in judged.baselines:
        if one.measures is not None:
            rows.append(_row(one.title, _skill(compared.get(one.name)), of_target(one.measures, target)))
    assert judged.part is not None  # a model's own data has parts
    title = text("{target} on the {part}, {count} samples", target=target, part=PART_WORDS[judged.part],
                 count=f"{len(judged.rows):,}")  # fmt: skip
    heads = ("", text("skill of the network against it"), *_titles(judged, target, _SHOWN))
    return Table(heads, tuple(rows), title, words=2)


def _titles(judged: Judged, target: str, measures: Sequence[str]) -> Iterator[str]:
    return (title_of(one, judged.units.get(target, "")) for one in measures)


def _row(title: str, skill: str, measures: Mapping[str, Any]) -> tuple[str, ...]:
    return (title, skill, *(number(measures[name]) for name in _SHOWN))


def _skill(one: Comparison | None) -> str:
    if one is None:
        return ""
    outcome = {"beats": text("beaten"), "ties": text("not beaten"), "loses": text("better")}[one.outcome]
    if one.score is None:
        return outcome
    score = one.score
    return text("{outcome}: {skill}% ({low} to {high})", outcome=outcome, skill=f"{100 * score.skill:+.1f}",
                low=f"{100 * score.low:.1f}", high=f"{100 * score.high:.1f}")  # fmt: skip


def _notes(judged: Judged) -> list[Block]:
    return [
        Sentence(text("{baseline}: {note}", baseline=one.title, note=one.note), "quiet")
        for one in judged.baselines
        if one.note is not None
    ]


def _by_step(judged: Judged, target: str, at: int) -> Iterator[Block]:
    """Draw the error of each step of the horizon, and tell some."""
    horizon = judged.truth.shape[1]
    if horizon == 1:
        return
    steps = np.arange(1, horizon + 1)
    colours: tuple[Colour, ...] = ("naive", "seasonal", "validation", "test", "linear")
    marks = []
    for one, colour in zip(judged.baselines, colours, strict=False):
        if one.by_step is not None:
            marks.append(mark("dashed", colour, steps, one.by_step["mae"][:, at], name=one.title))
    marks.append(mark("line", "forecast", steps, judged.by_step["mae"][:, at], name=text("network")))
    chart = Chart(tuple(marks), text("steps ahead"), title_of("mae", judged.units.get(target, "")))
    yield Figure(text("{target}: mean absolute error by step ahead", target=target), chart)
    told = np.unique(np.linspace(0, horizon - 1, min(horizon, _MOST_STEPS)).round().astype(int))
    rows = tuple(
        (str(step + 1), *(number(float(judged.by_step[name][step, at])) for name in _SHOWN)) for step in told.tolist()
    )
    note = text("{count} of {horizon} steps.", count=len(told), horizon=horizon) if len(told) < horizon else ""
    title = text("{target}: the network by step ahead", target=target)
    yield Table((text("steps ahead"), *_titles(judged, target, _SHOWN)), rows, title, words=0, note=note)


def _by_series(evaluated: Evaluated, target: str, at: int) -> Table:
    """Tell what the forecasts of each series of a group are worth, the worst first, and the mean.

    Of the test part also what their intervals hold.
    """
    judged = evaluated.judged
    held = {one.name: one for one in evaluated.held} if judged.part == "test" else {}
    shares = list(evaluated.coverage) if held else []
    found = worst_first(judged.by_series, target)
    baselines = [one for one in judged.baselines if one.errors is not None]
    rows = [
        (
            *_of_series(one, target, at, baselines),
            *(f"{held[one.name].coverage[share][:, at].mean():.1%}" for share in shares),
        )
        for one in found[:_MOST_SERIES]
    ]
    mean = mean_over_series(judged.by_series, target)
    rows.append((text("mean of {count} series", count=f"{len(found):,}"), "", *(number(mean[name]) for name in _BY),
                 *[""] * (len(baselines) + len(shares))))  # fmt: skip
    left_out = len(found) - _MOST_SERIES
    note = text("{count} more series have a smaller MASE.", count=f"{left_out:,}") if left_out > 0 else ""
    skills = [text("skill against the {baseline}, %", baseline=one.title) for one in baselines]
    inside = [text("{share} interval holds", share=f"{share:.0%}") for share in shares]
    heads = (text("series"), text("sample count"), *_titles(judged, target, _BY), *skills, *inside)
    title = text("{target}: each series by itself, the worst first; MASE by its own steps", target=target)
    return Table(heads, tuple(rows), title, note=note)


_BY = ("mae", "rmse", "mase", "smape")


def _of_series(one: SeriesMeasures, target: str, at: int, baselines: list[JudgedBaseline]) -> tuple[str, ...]:
    measures = of_target(one.measures, target)
    skills = [one.skill(baseline.name, target, at) for baseline in baselines]
    told = ["–" if skill is None else f"{100 * skill:+.0f}" for skill in skills]
    return (one.name, f"{one.samples:,}", *(number(measures[name]) for name in _BY), *told)
