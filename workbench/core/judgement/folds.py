"""Folds of a walk-forward evaluation: each is judged on rows that come after everything it has learnt from."""

from __future__ import annotations

from itertools import pairwise
from typing import Literal

from workbench.core.errors import SettingsError
from workbench.core.experiment import WindowSpec
from workbench.core.preparing.splits import Split, split_steps
from workbench.core.text import text

Reach = Literal["expanding", "sliding"]

_FIRST = 0.5  # of the open rows that the first fold knows


def folds_of(steps: int, windows: WindowSpec, count: int, reach: Reach) -> tuple[Split, ...]:
    """Cut the rows of the training and validation parts into folds; the test part stays closed.

    The second half of these rows is divided into ``count`` blocks, one after the other. A fold knows the rows before
    its block: all of them, or, where its reach slides, as many as the first fold knows. Of what it knows, the last
    rows decide when to stop, in the same proportion as in the experiment.

    Args:
        steps: rows of the series.
        windows: shares, and sizes of a sample.
        count: of folds.
        reach: whether the training part grows from fold to fold, or moves along.

    Returns:
        One split for each fold; its ``test`` is the block.

    Raises:
        SettingsError: a fold has no room for a sample.

    Source: evaluation on a rolling origin, Tashman 2000, doi:10.1016/S0169-2070(00)00065-0.
    """
    open_rows = split_steps(steps, windows).validation.stop
    first = round(_FIRST * open_rows)
    share = windows.validation_share / (windows.train_share + windows.validation_share)
    edges = [first + round((open_rows - first) * at / count) for at in range(count + 1)]
    found = []
    for start, end in pairwise(edges):
        begin = 0 if reach == "expanding" else start - first
        cut = start - round(share * (start - begin))
        found.append(Split(range(begin, cut), range(cut, start), range(start, end)))
    needed = windows.horizon + (windows.timesteps + windows.gap if windows.context == "strict" else 0)
    learnt = windows.timesteps + windows.gap + windows.horizon
    for fold in found:
        if len(fold.train) < learnt or len(fold.validation) < needed or len(fold.test) < needed:
            raise SettingsError(
                text(
                    "{count} folds leave {train}, {validation} and {block} rows to learn from, to stop by and to judge;"
                    " a sample needs {learnt} to be learnt from, and {needed} to be judged.",
                    count=count, train=len(fold.train), validation=len(fold.validation), block=len(fold.test),
                    learnt=learnt, needed=needed,
                ),
                hint=text("Choose fewer folds, shorter windows, or a file with more rows."),
            )  # fmt: skip
    return tuple(found)
