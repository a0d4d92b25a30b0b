"""Drift: parts of the split whose level is not the one the network has learnt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.core.experiment import WindowSpec
from workbench.core.exploring.pieces import mean_and_deviation
from workbench.core.preparing.splits import PART_NAMES, PARTS, Part, split_steps
from workbench.core.series import Series
from workbench.core.text import Text, text

NOTICED = 0.5  # training standard deviations between two means


@dataclass(frozen=True)
class Drift:
    """One part whose mean lies away from that of the training part.

    Attributes:
        column: whose mean.
        part: validation or test.
        deviations: how far, in training standard deviations, up or down; infinite where the column
            never changes in the training part.
        message: the sentence for the user.
    """

    column: str
    part: Part
    deviations: float
    message: Text


def drifts(series: Series, column: str, windows: WindowSpec, parts: Sequence[Part] = PARTS) -> tuple[Drift, ...]:
    """Find those of ``parts`` whose mean differs by more than half a training standard deviation.

    Missing and infinite values are left out. Of other parts no value is read.

    Raises:
        DataError: there is no such column.
    """
    split = split_steps(len(series), windows)
    values = series.column(column)
    train = mean_and_deviation(values, split.train)
    if train is None:
        return ()
    level, deviation = train
    found = []
    for part in [one for one in parts if one != "train"]:
        later = mean_and_deviation(values, split[part])
        if later is None:
            continue
        away = _away(later[0] - level, deviation, level)
        if abs(away) > NOTICED:
            found.append(Drift(column, part, away, _message(column, part, (level, later[0]), away)))
    return tuple(found)


def _away(difference: float, deviation: float, level: float) -> float:
    if deviation > 1e-12 * abs(level):
        return difference / deviation
    return 0.0 if abs(difference) <= 1e-12 * abs(level) else float(np.copysign(np.inf, difference))


def _message(column: str, part: Part, means: tuple[float, float], away: float) -> Text:
    values = {"column": column, "part": PART_NAMES[part], "train": means[0], "mean": means[1]}
    if np.isinf(away):
        return text(
            "{column} drifts: always {train:.5g} in the training part, {mean:.5g} on average in the {part} part.",
            **values,
        )
    return text(
        "{column} drifts: its mean is {train:.5g} in the training part and {mean:.5g} in the {part} part,"
        " {deviations:.1f} training standard deviations away.",
        deviations=abs(away),
        **values,
    )
