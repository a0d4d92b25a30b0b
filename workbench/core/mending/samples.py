"""Samples that are left out, because of what is missing or was filled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from workbench.core.mending.clock import taken
from workbench.core.mending.filling import looks_ahead
from workbench.core.mending.spec import FILLINGS, Mending
from workbench.core.preparing.features import seen
from workbench.core.preparing.splits import Part
from workbench.core.preparing.windows import Windows
from workbench.core.series import Series
from workbench.core.text import Text, text

if TYPE_CHECKING:
    from workbench.core.experiment import DataSpec

Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class LeftOut:
    """How many samples of a part are left out, each counted once, for the first of these reasons.

    Attributes:
        missing: a value of their past or future is missing.
        looks_ahead: their past ends where a filled value was made from later ones.
        judged: a value that they would be judged by was filled, not read.
        learnt: not left out: samples of the training part that learn to forecast a filled value.
    """

    missing: int = 0
    looks_ahead: int = 0
    judged: int = 0
    learnt: int = 0

    @property
    def count(self) -> int:
        """All that are left out."""
        return self.missing + self.looks_ahead + self.judged


@dataclass(frozen=True, eq=False)
class Marks:
    """What (S,) steps hold that samples must not touch; None where no step does.

    Attributes:
        missing: a chosen column has no value.
        target_missing: a target, or a column that is known in the future, has none.
        looks_ahead: a value up to here was filled from later ones.
        target_filled: a target was filled.
    """

    missing: Flags | None
    target_missing: Flags | None
    looks_ahead: Flags | None
    target_filled: Flags | None

    @property
    def nothing(self) -> bool:
        """Whether every sample may be used."""
        return self.missing is None and self.looks_ahead is None and self.target_filled is None


def marks_of(series: Series, data: DataSpec) -> Marks:
    """Look at every chosen column of the mended ``series`` once."""
    names = tuple(dict.fromkeys(name for name in (*seen(data), *data.targets) if name in series.columns))
    ahead = tuple(name for name in (*data.targets, *data.known) if name in series.columns)
    targets = tuple(name for name in data.targets if name in series.columns)
    return _marks(series, names, (ahead, targets), data.mending.model_dump_json())


@lru_cache(maxsize=2)
def _marks(
    series: Series, names: tuple[str, ...], later: tuple[tuple[str, ...], tuple[str, ...]], choices: str
) -> Marks:
    """Look at the columns ``names``; ``later``: those that a sample needs in its future, and the targets among them."""
    mending, (ahead_names, targets) = Mending.model_validate_json(choices), later
    missing = _any([np.isnan(series.column(name)) for name in names], len(series))
    target_missing = (
        None if missing is None else _any([np.isnan(series.column(name)) for name in ahead_names], len(series))
    )
    if series.repaired is None:
        return Marks(missing, target_missing, None, None)
    at = {name: series.repaired[:, series.columns.index(name)] for name in names}
    ahead = []
    for name, filled in at.items():
        how = mending.of(name)
        if how in FILLINGS and filled.any():
            ahead.append(looks_ahead(filled, ~filled & ~np.isnan(series.column(name)), how))
    filled_targets = _any([at[name] for name in targets], len(series))
    return Marks(missing, target_missing, _any(ahead, len(series)), filled_targets)


def _any(flags: list[Flags], steps: int) -> Flags | None:
    found = np.zeros(steps, dtype=bool)
    for one in flags:
        found |= one
    return found if found.any() else None


def fitting(windows: Windows, marks: Marks, *, judges: bool) -> tuple[Windows, LeftOut]:
    """Leave out the samples that touch what they must not.

    Args:
        windows: of one part.
        marks: of the series.
        judges: whether the part judges forecasts, which filled values must not do.
    """
    if marks.nothing:
        return windows, LeftOut()
    starts, futures = np.asarray(windows.starts), np.asarray(windows.futures)
    wanted = np.ones(len(windows), dtype=bool)

    def leave_out(found: Flags | None) -> int:
        if found is None:
            return 0
        before = int(wanted.sum())
        np.logical_and(wanted, ~found, out=wanted)
        return before - int(wanted.sum())

    missing = leave_out(_touch(marks.missing, starts, windows.timesteps))
    missing += leave_out(_touch(marks.target_missing, futures, windows.horizon))
    ahead = leave_out(None if marks.looks_ahead is None else marks.looks_ahead[starts + windows.timesteps - 1])
    on_filled = _touch(marks.target_filled, futures, windows.horizon)
    if judges:
        judged = leave_out(on_filled)
        return windows.only(wanted), LeftOut(missing, ahead, judged)
    learnt = 0 if on_filled is None else int((on_filled & wanted).sum())
    return windows.only(wanted), LeftOut(missing, ahead, learnt=learnt)


def _touch(flags: Flags | None, first: NDArray[np.int64], length: int) -> Flags | None:
    """Say of each sample whether any of its ``length`` steps from ``first`` on is flagged."""
    if flags is None or not len(first):
        return None
    count = np.append(0, np.cumsum(flags, dtype=np.int64))
    return np.asarray(count[first + length] > count[first])


def up_to_last_whole(series: Series, names: Sequence[str], timesteps: int) -> Series:
    """Give the mended ``series`` up to the last step whose past has every value: what follows is forecast from there.

    Where there is none it is the whole series.
    """
    values = series.select(names)
    if not np.isnan(values[-timesteps:]).any():
        return series
    holes = np.append(0, np.cumsum(np.isnan(values).any(axis=1), dtype=np.int64))
    whole = np.flatnonzero(holes[timesteps:] == holes[:-timesteps])
    return taken(series, np.arange(whole[-1] + timesteps)) if len(whole) else series


def notices_of(left_out: dict[Part, LeftOut]) -> list[Text]:
    """Say in words which samples are left out, and which learn from filled values."""
    parts = list(left_out.values())
    missing, ahead, judged, learnt = (
        sum(getattr(one, name) for one in parts) for name in ("missing", "looks_ahead", "judged", "learnt")
    )
    found = []
    if missing:
        found.append(text("Samples that are left out because they touch a missing value: {count}.",
                          count=f"{missing:,}"))  # fmt: skip
    if ahead:
        found.append(
            text(
                "Samples that are left out because their past ends where a value was filled from later ones: {count}.",
                count=f"{ahead:,}",
            )
        )
    if judged:
        found.append(
            text(
                "Validation and test samples that are left out because a value they would be judged by was filled:"
                " {count}.",
                count=f"{judged:,}",
            )
        )
    if learnt:
        found.append(text("Training samples that learn to forecast a filled value: {count}.", count=f"{learnt:,}"))
    return found
