"""What forecasts that are fed back are worth, step by step; nothing where nobody has asked for it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbench.core.judgement.metrics import title_of
from workbench.core.text import text
from workbench.engine.judgement.measured_ahead import FedBack
from workbench.engine.report.chart import Chart, mark
from workbench.engine.report.document import Block, Facts, Figure, Section, Sentence
from workbench.engine.report.subject import Subject


def fed_back_section(subject: Subject) -> Section | None:
    """Draw the error of both ways by step ahead beside the best baseline, and tell what their intervals hold."""
    told = subject.evaluation.fed_back
    if told is None:
        return None
    blocks: list[Block] = []
    for at, target in enumerate(subject.experiment.data.targets):
        blocks.append(Sentence(told.sentence(at, target)))
        if told.measured_steps:
            blocks.append(_by_step(told, at, target))
        blocks += _held(told, at, target)
    missing = told.why_no_interval()
    if missing is not None:
        blocks.append(Sentence(missing, "quiet"))
    return Section("fed-back", text("Forecasts that are fed back"), tuple(blocks))


def _by_step(told: FedBack, at: int, target: str) -> Figure:
    reach, best = told.measured_steps, told.best_baseline(at)
    steps = np.arange(1, reach + 1)
    marks = (
        mark("dashed", "naive", steps, best.mae[:reach, at], name=best.title),
        mark("line", "forecast", steps, told.mae["direct"][:reach, at], name=text("direct")),
        mark("line", "accent", steps, told.mae["recursive"][:reach, at], name=text("recursive")),
    )
    title = text("{target}: mean absolute error by step ahead, direct and fed back", target=target)
    return Figure(title, Chart(marks, text("steps ahead"), title_of("mae", told.units.get(target, ""))))


def _held(told: FedBack, at: int, target: str) -> Iterator[Block]:
    """Tell the share that intervals of what is fed back hold; on the validation part it could not be otherwise."""
    if told.part != "test":
        return
    rows = []
    for share, inside in told.coverage["recursive"].items():
        known = inside[:, at][np.isfinite(inside[:, at])]
        if len(known):
            name = text("{share} interval of {target}, recursive", share=f"{share:.0%}", target=target)
            rows.append((name, text("holds {inside} of the truths of the test part", inside=f"{known.mean():.1%}")))
    if rows:
        yield Facts(tuple(rows))
