"""What is otherwise in the rows that a forecast goes on from than in those that the model learnt from."""

from __future__ import annotations

import numpy as np

from workbench.core.mending.mended import mended, told_by
from workbench.core.preparing.columns import past_and_future
from workbench.core.reads import reads_of
from workbench.core.series import Series, rhythm
from workbench.core.text import Text, text
from workbench.engine.model import Model, columns_of

_SAME_STEP = (0.7, 1.4)  # months differ in length


def notices_of(model: Model, series: Series) -> list[Text]:
    """Say what was mended in the rows, and whether units or the clock are not those of the training."""
    data = model.experiment.data
    past, _ = past_and_future(series, data)
    told = [finding.message for finding in told_by(mended(past, data), past)]
    told += other_units(model, series)
    learnt = model.schema.step_microseconds
    if learnt is None or learnt <= 0 or past.times is None or data.group is not None:
        return told
    rows = reads_of(model.experiment).rows
    ratios = np.diff(past.times[-rows:]) / np.timedelta64(learnt, "us")
    other = int(((ratios < _SAME_STEP[0]) | (ratios > _SAME_STEP[1])).sum())
    if other:
        told.append(
            text("The model learnt from another clock ({rhythm}): {count} of the {steps} steps between the newest rows"
                 " are shorter or longer, and count as one step each.",
                 rhythm=rhythm(np.timedelta64(learnt, "us")), count=other, steps=len(ratios))
        )  # fmt: skip
    return told


def other_units(model: Model, series: Series) -> list[Text]:
    """Say of every column that the model uses where ``series`` names another unit than the data that it learnt from."""
    learnt = model.schema.units
    return [
        text("{column} is in {now} here, and was in {then} where the model learnt; the numbers were taken as they are.",
             column=column, now=series.units[column], then=learnt[column])
        for column in columns_of(model)
        if column in series.units and series.units[column] != learnt.get(column, series.units[column])
    ]  # fmt: skip
