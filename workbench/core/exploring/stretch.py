"""The rows that are looked at: of the training part only, the latest where they are too many."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.experiment import WindowSpec
from workbench.core.preparing.splits import split_steps
from workbench.core.series import Series
from workbench.core.text import Text, text

MOST_ROWS = 250_000  # the pictures of more take seconds and show no more
FEWEST_ROWS = 8
_MOST_MISSING = 0.5


@dataclass(frozen=True, eq=False)
class Stretch:
    """One column's values, as far as they are looked at.

    Attributes:
        values: (n,) with NaN where a value is missing or infinite; the training part or its latest rows.
        first: the row of the series at which they begin.
        notices: what was left out, in words.
        obstacle: why nothing can be said of them, or None.
    """

    values: NDArray[np.float64]
    first: int
    notices: tuple[Text, ...] = ()
    obstacle: Text | None = None

    @property
    def missing(self) -> int:
        """How many values are missing."""
        return int(np.isnan(self.values).sum())

    def filled(self) -> NDArray[np.float64]:
        """Give (n,) values with a straight line through every gap; only to look at, never to train on."""
        known = np.flatnonzero(~np.isnan(self.values))
        if len(known) == len(self.values):
            return self.values
        return np.interp(np.arange(len(self.values)), known, self.values[known])


def stretch_of(series: Series, column: str, windows: WindowSpec) -> Stretch:
    """Take the training part of ``column``, so that nothing is chosen by what the network is judged on.

    Raises:
        DataError: there is no such column.
    """
    train = split_steps(len(series), windows).train
    first = max(train.start, train.stop - MOST_ROWS)
    values = series.column(column)[first : train.stop].astype(np.float64)  # a copy: the series stays as it is
    values[np.isinf(values)] = np.nan
    notices = []
    if first > train.start:
        notices.append(
            text("Looked at: the last {rows} of the {all} training rows.", rows=f"{MOST_ROWS:,}", all=f"{len(train):,}")
        )
    missing = int(np.isnan(values).sum())
    if missing:
        notices.append(
            text(
                "{count} missing values ({share:.1%}) are left out; where every row counts, a straight line stands in.",
                count=f"{missing:,}",
                share=missing / len(values),
            )
        )
    return Stretch(values, first, tuple(notices), _obstacle(values, column))


def _obstacle(values: NDArray[np.float64], column: str) -> Text | None:
    known = values[~np.isnan(values)]
    if len(known) < FEWEST_ROWS:
        return text(
            "{column} has {count} values in the training part; {needed} are needed to say anything of it.",
            column=column,
            count=len(known),
            needed=FEWEST_ROWS,
        )
    if len(known) < _MOST_MISSING * len(values):
        return text(
            "{share:.0%} of {column} is missing in the training part, too much to say anything of it.",
            column=column,
            share=1 - len(known) / len(values),
        )
    if float(known.min()) == float(known.max()):
        return text("{column} has the same value in every row of the training part.", column=column)
    return None
