"""The forecasts of one part beside the truth and the baselines: everything that is shown of them."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.baselines import BASELINES, Forecaster, Ground, ground_of
from workbench.core.experiment import Experiment, WindowSpec
from workbench.core.exploring import propose
from workbench.core.judgement.by_series import Owners, SeriesMeasures, SeriesScale, by_member, owners_of, scales_of
from workbench.core.judgement.copycat import Copycat, copycats
from workbench.core.judgement.metrics import measures_by_step, metrics, of_target
from workbench.core.judgement.verdict import Facts, Verdict, verdict
from workbench.core.layers import Segments
from workbench.core.preparing.prepared import Prepared
from workbench.core.preparing.splits import Part, Split
from workbench.core.preparing.windows import Windows
from workbench.core.series import Series, Times
from workbench.core.text import Text

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class JudgedBaseline:
    """A baseline on the samples of one part.

    Attributes:
        name: in files.
        title: for the user.
        summary: what it forecasts.
        measures: as ``core.metrics.metrics`` gives them; None where it cannot forecast.
        by_step: each measure as (H, K).
        errors: (N, K) mean absolute error of each sample over the horizon.
        forecaster: forecasts again, for a picture; None where it cannot.
        note: why it cannot forecast, or what the user should know.
    """

    name: str
    title: Text
    summary: Text
    measures: dict[str, Any] | None = None
    by_step: dict[str, Array] | None = None
    errors: Array | None = None
    forecaster: Forecaster | None = None
    note: Text | None = None


@dataclass(frozen=True, eq=False)
class Judged:
    """The forecasts of one part, sample by sample, in original units, and what they are worth.

    Attributes:
        part: which; None for every sample of a file.
        windows: the N samples.
        rows: (N,) row of the first forecast value of each sample.
        times: (S,) of the whole series; None where there are none, or where many series stand one behind the other.
        truth: (N, H, K).
        forecast: (N, H, K).
        measures: of the network, as ``core.metrics.metrics`` gives them.
        by_step: each measure as (H, K).
        errors: (N, K) mean absolute error of each sample over the horizon.
        baselines: on the same samples, the simplest first.
        verdicts: one for each target.
        copycats: for each target, some steps of the horizon.
        by_series: each series of a group by itself; () where there is one series.
        owners: which series of a group each sample is of; None where there is one series.
        units: of measure, of the targets and so of their errors, where they are known.
    """

    part: Part | None
    windows: Windows
    rows: NDArray[np.int64]
    times: Times | None
    truth: Array
    forecast: Array
    measures: dict[str, Any]
    by_step: dict[str, Array]
    errors: Array
    baselines: tuple[JudgedBaseline, ...]
    verdicts: tuple[Verdict, ...]
    copycats: tuple[tuple[Copycat, ...], ...]
    by_series: tuple[SeriesMeasures, ...] = ()
    owners: Owners | None = None
    units: Mapping[str, str] = field(default_factory=dict)

    def baseline(self, name: str) -> JudgedBaseline:
        """Give the baseline called ``name``; the caller knows that there is one."""
        return next(one for one in self.baselines if one.name == name)

    def told_by_copycats(self, target: int) -> Text | None:
        """Say where the forecast of a target is the past in disguise, at the first such step of the horizon."""
        return next((one.sentence for one in self.copycats[target] if one.sentence is not None), None)

    def worst(self, target: int, count: int) -> NDArray[np.int64]:
        """Give the numbers of the samples with the largest errors, whose futures do not overlap, the worst first."""
        order = np.argsort(-self.errors[:, target], kind="stable")
        horizon, found = self.truth.shape[1], list[int]()
        for sample in order.tolist():
            if all(abs(self.rows[sample] - self.rows[other]) >= horizon for other in found):
                found.append(sample)
            if len(found) == count:
                break
        return np.array(found, dtype=np.int64)

    def document(self) -> dict[str, Any]:
        """Give for a file the network's measures, those of each of the ``baselines``, and a verdict on each target."""
        others = {one.name: one.measures for one in self.baselines if one.measures is not None}
        return {**self.measures, "baselines": others, "verdicts": [one.document() for one in self.verdicts]}


def judge(prepared: Prepared, part: Part, forecast: Array, between: Callable[[], None] = lambda: None) -> Judged:
    """Judge the (N, H, K) ``forecast`` of a part beside the truth and every baseline.

    ``between`` is called where this may be ended by an exception.
    """
    experiment = prepared.experiment
    ground = ground_of(prepared, season_of(experiment) or _found_season(prepared))
    targets, group = ground.targets, experiment.data.group
    spans, learnt = tuple(span for span, _ in prepared.splits), [split.train for _, split in prepared.splits]
    members = scales_of(prepared.series, group, spans, learnt, experiment.data.targets)
    measuring = _Measuring(
        experiment, targets, prepared.windows[part], prepared.truth(part), forecast, prepared.naive_scale(), members,
        between, prepared.series.units,
    )  # fmt: skip
    times = None if group is not None else prepared.series.times
    return measuring.judged(part, times, ground, _rows_of(prepared.splits, part))


def judge_file(
    experiment: Experiment,
    ground: Ground,
    windows: Windows,
    forecast: Array,
    *,
    times: Times | None,
    naive_scale: Array,
    members: Sequence[SeriesScale] = (),
    units: Mapping[str, str],
) -> Judged:
    """Judge the (N, H, K) ``forecast`` of every sample of a file that nothing was learnt from.

    Args:
        experiment: its settings.
        ground: of the file.
        windows: its samples.
        forecast: of them.
        times: of its rows; None where there are none, or several series.
        naive_scale: (K,) mean step of this file, to which MASE is relative.
        members: the series of a group.
        units: of measure, by column.
    """
    targets = ground.targets
    truth = targets[np.asarray(windows.futures, dtype=np.int64)[:, None] + np.arange(windows.horizon)]
    every = range(len(targets))
    measuring = _Measuring(experiment, targets, windows, truth, forecast, naive_scale, members, lambda: None, units)
    return measuring.judged(None, times, ground, _Rows(np.arange(len(targets)), every, every))


def season_of(experiment: Experiment) -> int | None:
    """Give the season that the window of an experiment holds: the seasonal residual's, or that of its segments."""
    windows = experiment.windows
    segments = next((spec.n for spec in experiment.layers if isinstance(spec, Segments) and spec.enabled), None)
    season = windows.season if windows.season is not None else segments
    return season if season is not None and 1 < season <= windows.timesteps else None


def _found_season(prepared: Prepared) -> int | None:
    """Give the season of the first target in the (longest) training part, if the window holds it."""
    experiment = prepared.experiment
    train = max((split.train for _, split in prepared.splits), key=len)
    series, column = prepared.series, experiment.data.targets[0]
    times = None if series.times is None else series.times[train.start : train.stop]
    known = Series(series.name, (column,), series.column(column)[train.start : train.stop, None], times)
    season = propose(known, column, WindowSpec(train_share=0.98, validation_share=0.01)).season
    return season if season is not None and season <= experiment.windows.timesteps else None


@dataclass(frozen=True, eq=False)
class _Rows:
    """The rows that a verdict looks at, without those after the part that is judged.

    Attributes:
        order: (R,) of the series: those that were learnt from, those between, and those that are judged.
        train: places in ``order``.
        part: places in ``order``.
    """

    order: NDArray[np.int64]
    train: range
    part: range


def _rows_of(splits: Sequence[tuple[range, Split]], part: Part) -> _Rows:
    """Give the rows of one series, or those of every series of a group, part by part."""
    if len(splits) == 1:
        ((_, split),) = splits
        return _Rows(np.arange(split[part].stop), split.train, split[part])
    train = np.concatenate([np.arange(split.train.start, split.train.stop) for _, split in splits])
    between = np.concatenate([np.arange(split.train.stop, split[part].start) for _, split in splits])
    judged = np.concatenate([np.arange(split[part].start, split[part].stop) for _, split in splits])
    order = np.concatenate([train, between, judged])
    return _Rows(order, range(len(train)), range(len(order) - len(judged), len(order)))


@dataclass(frozen=True, eq=False)
class _Measuring:
    """What is measured alike for the network and for each baseline."""

    experiment: Experiment
    targets: Array
    windows: Windows
    truth: Array
    forecast: Array
    naive_scale: Array
    members: Sequence[SeriesScale]
    between: Callable[[], None]
    units: Mapping[str, str]

    @property
    def last(self) -> Array:
        """(N, K) last value of each sample's past."""
        ends = np.asarray(self.windows.starts, dtype=np.int64) + self.windows.timesteps - 1
        values: Array = self.targets[ends]
        return values

    def measures(self, forecast: Array) -> tuple[dict[str, Any], dict[str, Array], Array]:
        """Give the measures of a forecast, those by step, and the error of each sample."""
        given = {"last": self.last, "naive_scale": self.naive_scale}
        whole = metrics(self.truth, forecast, **given, targets=self.experiment.data.targets)
        by_step = measures_by_step(self.truth, forecast, **given)
        return whole, by_step, np.abs(forecast - self.truth).mean(axis=1)

    def baselines(self, ground: Ground) -> list[JudgedBaseline]:
        """Let every baseline forecast the same samples; only one forecast is held at a time."""
        found = []
        for one in BASELINES:
            self.between()
            fitted, known = one.fit(ground), JudgedBaseline(one.name, one.title, one.summary)
            if isinstance(fitted, Text):
                found.append(replace(known, note=fitted))
                continue
            whole, by_step, errors = self.measures(fitted.forecast(self.windows, range(self.windows.horizon)))
            found.append(
                replace(known, measures=whole, by_step=by_step, errors=errors, forecaster=fitted, note=fitted.note)
            )
        return found

    def judged(self, part: Part | None, times: Times | None, ground: Ground, looked_at: _Rows) -> Judged:
        """Measure everything, and say what it is worth."""
        whole, by_step, errors = self.measures(self.forecast)
        baselines = self.baselines(ground)
        self.between()
        names, windows = self.experiment.data.targets, self.windows
        rows = np.asarray(windows.futures, dtype=np.int64)
        stride = self.experiment.windows.stride
        verdicts, copies = [], []
        for at, name in enumerate(names):
            unit = self.units.get(name, "")
            facts = Facts(
                target=name,
                mase=of_target(whole, name)["mase"],
                truth=self.targets[looked_at.order, at],
                train=looked_at.train,
                part=looked_at.part,
                window=windows.timesteps + windows.gap + windows.horizon,
                overlap=math.ceil(windows.horizon / stride),
                unit=unit,
            )
            others = {one.name: (one.title, one.errors[:, at]) for one in baselines if one.errors is not None}
            verdicts.append(verdict(errors[:, at], others, facts))
            copies.append(copycats(self.targets[:, at], self.forecast[..., at], rows, windows.gap, unit))
        owners = owners_of(self.members, rows)
        by_series = by_member(
            self.members, owners, (self.truth, self.forecast, self.last), targets=names,
            baselines={one.name: one.errors for one in baselines if one.errors is not None},
        )  # fmt: skip
        return Judged(
            part, windows, rows, times, self.truth, self.forecast, whole, by_step, errors, tuple(baselines),
            tuple(verdicts), tuple(copies), by_series, owners,
            {name: self.units[name] for name in names if name in self.units},
        )  # fmt: skip
