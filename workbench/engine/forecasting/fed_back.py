"""Forecasts that are fed back, from many origins inside the series at once.

It computes what ``feeding_back.forecast_ahead`` computes from each origin, a batch of origins at a time: the rows of
each are cut out, what is forecast is written behind them in original units, and their features are made anew for
every step. Nothing that is not known at the origin is among them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.core.errors import DataError
from workbench.core.experiment import Experiment
from workbench.core.mending.samples import marks_of
from workbench.core.preparing.features import features_of, lost_steps
from workbench.core.preparing.future import why_not_fed_back
from workbench.core.preparing.prepared import Prepared
from workbench.core.preparing.splits import Part
from workbench.core.preparing.units import TargetUnits
from workbench.core.series import Labels, Series
from workbench.core.stopping import StopToken
from workbench.core.text import text
from workbench.engine.forecasting.feeding_back import Ahead, forecast_ahead
from workbench.engine.forecasting.prediction import output_of
from workbench.engine.network import Network
from workbench.engine.samples import samples_at_once

Array = NDArray[np.float64]
Rows = NDArray[np.int64]

MOST_ORIGINS = 1_024
_MOST_FORECASTS = 2**17  # origins times steps
_MOST_WINDOWS_READ = 2**16  # one at a time, by a stateful network


@dataclass(frozen=True, eq=False)
class Origins:
    """Rows from which forecasts are made, and as far as the truth of what follows is known and may be read.

    Attributes:
        samples: (N,) numbers of the part's samples whose futures begin there.
        rows: (N,) row of the first step that is forecast.
        begins: (N,) first row of the series of each.
        ends: (N,) row after the last of the part of each.
    """

    samples: Rows
    rows: Rows
    begins: Rows
    ends: Rows

    def __len__(self) -> int:
        return len(self.rows)

    def blocks(self, size: int) -> Iterator[tuple[slice, Origins]]:
        """Give a bounded number of them at a time."""
        for start in range(0, len(self), size):
            at = slice(start, start + size)
            yield at, Origins(self.samples[at], self.rows[at], self.begins[at], self.ends[at])


def origins_of(network: Network, prepared: Prepared, part: Part, steps: int) -> Origins:
    """Choose the origins of a part, evenly spread where there are more than can be afforded.

    Raises:
        DataError: the forecast cannot be fed back, or not be measured in bearable time.
    """
    if (why_not := why_not_fed_back(prepared.experiment)) is not None:
        raise DataError(why_not, hint=text("The direct forecast of the horizon is measured all the same."))
    rows = np.asarray(prepared.windows[part].futures, dtype=np.int64)
    most = max(1, min(MOST_ORIGINS, _MOST_FORECASTS // steps))
    if network.is_stateful:
        read = 2 * steps * len(prepared.series) // prepared.experiment.windows.stride  # in both ways
        most = min(most, _MOST_WINDOWS_READ // read)
        if most < 1:
            raise DataError(
                text("A stateful network reads the whole series for every step that is fed back; {steps} steps would"
                     " take too long to measure.", steps=f"{steps:,}"),
                hint=text("Ask for fewer steps."),
            )  # fmt: skip
    samples = np.unique(np.linspace(0, len(rows) - 1, min(most, len(rows))).round().astype(np.int64))
    starts = np.array([span.start for span, _ in prepared.splits])
    ends = np.array([split[part].stop for _, split in prepared.splits])
    owner = np.searchsorted(starts, rows[samples], side="right") - 1
    return Origins(samples, rows[samples], starts[owner], ends[owner])


def truth_from(prepared: Prepared, origins: Origins, steps: int, at_once: int) -> tuple[Array, NDArray[np.bool_]]:
    """Give the (N, steps, K) truth, and (N, steps) whether it is known and may be judged by.

    What is filled judges nothing. Where columns are known in the future, a forecast that would need them beyond the
    part is not counted either.
    """
    data, horizon = prepared.experiment.data, prepared.experiment.windows.horizon
    ahead = np.arange(steps)
    rows = origins.rows[:, None] + ahead
    counted = rows < origins.ends[:, None]
    if data.known or data.calendar:
        counted &= origins.rows[:, None] + ahead // at_once * at_once + horizon <= origins.ends[:, None]
    rows = np.minimum(rows, len(prepared.series) - 1)
    marks = marks_of(prepared.series, data)
    for flags in (marks.target_missing, marks.target_filled):
        if flags is not None:
            counted &= ~flags[rows]
    truth = prepared.series.select(data.targets)[rows]
    return truth, counted & np.isfinite(truth).all(axis=-1)


def forecasts_from(
    network: Network, prepared: Prepared, origins: Origins, ahead: Ahead, stop: StopToken | None = None
) -> Array:
    """Forecast from every origin: (N, steps, K) in original units; NaN where what is known ahead ends before.

    Raises:
        Discarded: ``stop`` asked for it.
    """
    experiment, steps = prepared.experiment, ahead.steps_of(prepared.experiment.windows.horizon)
    found = np.full((len(origins), steps, len(experiment.data.targets)), np.nan)
    size = 1 if network.is_stateful else samples_at_once(experiment.windows.timesteps + lost_steps(experiment) + steps)
    network.eval()
    for at, some in origins.blocks(size):
        if stop is not None:
            stop.end_if_discarded()
        if network.is_stateful:
            _one_by_one(network, prepared, some, ahead, found[at][0])
        else:
            _side_by_side(network, prepared, some, (ahead, stop), found[at])
    return found


def _one_by_one(network: Network, prepared: Prepared, origin: Origins, ahead: Ahead, found: Array) -> None:
    """Forecast from one origin as past the end of the series; a stateful network reads all rows before."""
    experiment = _of_one_series(prepared.experiment)
    horizon = experiment.windows.horizon
    (row,), (begin,), (end,) = origin.rows.tolist(), origin.begins.tolist(), origin.ends.tolist()
    steps, at_once = len(found), ahead.at_once(horizon)
    if experiment.data.known or experiment.data.calendar:
        steps = min(steps, max(0, (end - row - horizon) // at_once + 1) * at_once)
    if steps:
        forecast = forecast_ahead(
            network,
            experiment,
            prepared.series.take(slice(begin, row)),
            Ahead(ahead.way, steps),
            future=prepared.series.take(slice(row, end)),
            input_scaler=prepared.input_scaler,
            target_scaler=prepared.target_scaler,
            transforms=prepared.transforms,
        )
        found[:steps] = forecast.values


def _side_by_side(
    network: Network, prepared: Prepared, origins: Origins, how: tuple[Ahead, StopToken | None], found: Array
) -> None:
    """Forecast from some origins together into (B, steps, K) ``found``."""
    experiment, (ahead, stop) = _of_one_series(prepared.experiment), how
    data, horizon = experiment.data, experiment.windows.horizon
    steps, at_once, lost = found.shape[1], ahead.at_once(horizon), lost_steps(experiment)
    before = experiment.windows.timesteps + lost
    lead = horizon if data.known or data.calendar else 0
    pieces = _Pieces.cut(prepared.series, experiment, origins, before, (steps - 1) // at_once * at_once + horizon)
    targets = [prepared.series.columns.index(name) for name in data.targets]
    for done in range(0, steps, at_once):
        if stop is not None:
            stop.end_if_discarded()
        rows = pieces.rows(slice(done, done + before + lead))
        with np.errstate(all="ignore"):  # of forecasts that are no numbers, which the measures tell
            features = features_of(rows, experiment, prepared.input_scaler, prepared.transforms)
            past = features.reshape(len(origins), before + lead, -1)[:, lost:before]
            outputs = output_of(network, np.ascontiguousarray(past))[..., network.point_at]
            units = TargetUnits(prepared.target_scaler, prepared.transforms, rows.select(data.targets))
            futures = np.arange(len(origins)) * (before + lead) + before
            values = units.restore(outputs, futures)[:, : min(at_once, steps - done)]
        found[:, done : done + at_once] = values
        here = before + done
        pieces.values[:, here : here + values.shape[1], targets] = values


@dataclass(frozen=True, eq=False)
class _Pieces:
    """The rows around each of B origins, of which those after it hold nothing but what is known ahead.

    Attributes:
        series: names the columns.
        at: (B, L) rows of the series.
        values: (B, L, C).
    """

    series: Series
    at: Rows
    values: Array

    @classmethod
    def cut(cls, series: Series, experiment: Experiment, origins: Origins, before: int, after: int) -> _Pieces:
        data = experiment.data
        at = origins.rows[:, None] + np.arange(-before, after)
        inside = at < origins.ends[:, None]
        at = np.minimum(at, origins.ends[:, None] - 1)
        values = np.array(series.values[at], dtype=np.float64)
        values[~inside] = np.nan
        values[:, before:, [place for place, name in enumerate(series.columns) if name not in data.known]] = np.nan
        return cls(series, at, values)

    def rows(self, some: slice) -> Series:
        """Give some rows of every piece, one piece behind the other."""
        at = self.at[:, some].ravel()
        times, labels = self.series.times, self.series.labels
        return replace(
            self.series,
            values=self.values[:, some].reshape(len(at), -1),
            times=None if times is None else times[at],
            labels={name: Labels(one.codes[at], one.words) for name, one in labels.items()},
            lines=None,
            repaired=None,
        )


def _of_one_series(experiment: Experiment) -> Experiment:
    """Give settings under which each piece is read as one series, whatever group it is of."""
    if experiment.data.group is None:
        return experiment
    return experiment.with_settings("data", group=None)
