"""What keeps a series from being mended as it is wanted, or from being used without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.core.mending.clock import rows_to_add, wanted_grid
from workbench.core.mending.grid import weekend_rows
from workbench.core.mending.mended import season_of
from workbench.core.preparing.features import seen
from workbench.core.preparing.splits import PART_NAMES
from workbench.core.series import Series, shown_time
from workbench.core.settings.problems import Problem, Repair
from workbench.core.text import Text, text

if TYPE_CHECKING:
    from workbench.core.experiment import Experiment
    from workbench.core.mending.samples import LeftOut
    from workbench.core.preparing.splits import Part

_MOST_ADDED = 20  # rows for each one that was read: more is a wrong time, not a gap
_ALWAYS_ALLOWED = 100_000


def with_mending(experiment: Experiment, **values: Any) -> Experiment:
    """Give the experiment with some choices about the clock or missing values changed."""
    mending = experiment.data.mending.model_copy(update=values)
    return experiment.with_settings("data", mending=mending)


def clock_problems(series: Series, experiment: Experiment) -> list[Problem]:
    """Say why rows cannot be added to ``series``, which has not been mended yet."""
    mending = experiment.data.mending
    if mending.gaps == "keep":
        return []
    keep = _repair(experiment, text("Keep gaps as steps"), gaps="keep")
    where = "data.mending.gaps"
    if series.times is None or len(series) < 2:
        return [Problem(where, text("Rows can be added only where every row has a time."), repair=keep)]
    if mending.order == "keep" and (back := np.diff(series.times) < np.timedelta64(0)).any():
        told = text("The time goes back at row {row}; rows can be added only where they are in its order.",
                    row=f"{int(back.argmax()) + 2:,}")  # fmt: skip
        return [Problem("data.mending.order", told, repair=_repair(experiment, text("Sort by time"), order="sort"))]
    in_order = np.sort(series.times, kind="stable")
    if mending.gaps == "business" and (problem := _not_on_business_days(series, experiment)) is not None:
        return [problem]
    grid = wanted_grid(in_order, mending)
    if grid is None:
        return [Problem(where, text("There is no step: every row has the same time."), repair=keep)]
    slots = grid.slots(in_order)
    if mending.duplicates == "keep" and (twice := np.diff(slots) == 0).any():
        told = text("Two rows belong to one step at {when}; rows can be added only where each step has one.",
                    when=shown_time(in_order[int(twice.argmax())], series.step))  # fmt: skip
        repair = _repair(experiment, text("Take their mean"), duplicates="mean")
        return [Problem("data.mending.duplicates", told, repair=repair)]
    added = int(np.maximum(rows_to_add(slots, mending), 0).sum())
    if added > max(_ALWAYS_ALLOWED, _MOST_ADDED * len(series)):
        told = text(
            "{added} rows would be added to the {rows} there are; the longest gap is after {when}.",
            added=f"{added:,}",
            rows=f"{len(series):,}",
            when=shown_time(in_order[int(np.diff(slots).argmax())], series.step),
        )
        return [Problem(where, told, repair=keep)]
    return []


def missing_problems(mended: Series, experiment: Experiment) -> list[Problem]:
    """Say which chosen columns of the mended series have missing values that nobody has decided about."""
    data, found = experiment.data, []
    for name in dict.fromkeys([*data.targets, *seen(data)]):
        if name not in mended.columns:
            continue
        how = data.mending.of(name)
        if how == "seasonal" and season_of(mended, data.mending) is None:
            told = text("There is no season to fill {column} from: the clock does not give one.", column=name)
            found.append(Problem("data.mending.season", told, repair=_forward(experiment, name)))
        if how != "refuse":
            continue
        missing = np.flatnonzero(np.isnan(mended.column(name)))
        if len(missing):
            told = _missing(mended, name, missing)
            hint = text("data.mending.missing may be leave, drop, forward, linear, spline or seasonal.")
            found.append(Problem("data.mending.missing", told, repair=_forward(experiment, name), hint=hint))
    return found


def left_out_problems(counts: dict[Part, tuple[int, LeftOut]], experiment: Experiment) -> list[Problem]:
    """Say which part has no sample left."""
    for part, (left, out) in counts.items():
        if left or not out.count:
            continue
        told = text(
            "No sample of the {part} part is left: {missing} touch a missing value, {ahead} would see a value that"
            " was filled from later ones, {judged} would be judged by a filled value.",
            part=PART_NAMES[part],
            missing=f"{out.missing:,}",
            ahead=f"{out.looks_ahead:,}",
            judged=f"{out.judged:,}",
        )
        hint = text("Choose fewer timesteps, a shorter horizon, or another way to treat missing values.")
        repair = None
        if out.missing > out.judged and experiment.data.mending.longest is None:
            repair = _repair(experiment, text("Fill forward"), missing="forward", by_column={})
            if repair.experiment == experiment:
                repair = None
        return [Problem("windows.timesteps", told, repair=repair, hint=hint)]
    return []


def _not_on_business_days(series: Series, experiment: Experiment) -> Problem | None:
    assert series.times is not None  # clock_problems() has looked
    step = _repair(experiment, text("Add rows at every step"), gaps="step")
    weekend = weekend_rows(series.times)
    if len(weekend):
        told = text(
            "Rows on a Saturday or Sunday: {count}, the first at row {row} ({when}); business days have none.",
            count=f"{len(weekend):,}",
            row=f"{weekend[0] + 1:,}",
            when=series.when(int(weekend[0])),
        )
        return Problem("data.mending.gaps", told, repair=step)
    days = np.unique(series.times.astype("datetime64[D]"))
    if len(days) < 2 or np.median(np.busday_count(days[:-1], days[1:])) != 1 or len(days) < len(series) / 2:
        told = text("Business days need one row a day; these rows do not come daily.")
        return Problem("data.mending.gaps", told, repair=step)
    return None


def _missing(series: Series, name: str, missing: Any) -> Text:
    values = {"column": name, "count": f"{len(missing):,}", "row": f"{missing[0] + 1:,}"}
    if series.times is None:
        return text("Missing values in {column}: {count}, the first at row {row}.", **values)
    when = series.when(int(missing[0]))
    return text("Missing values in {column}: {count}, the first at row {row} ({when}).", when=when, **values)


def _forward(experiment: Experiment, name: str) -> Repair:
    """Fill one column forward; as the choice for all columns where this column has none of its own."""
    if name in experiment.data.mending.by_column:
        by_column = experiment.data.mending.by_column | {name: "forward"}
        return _repair(experiment, text("Fill {column} forward", column=name), by_column=by_column)
    return _repair(experiment, text("Fill forward"), missing="forward")


def _repair(experiment: Experiment, label: Text, **values: Any) -> Repair:
    return Repair(label, with_mending(experiment, **values))
