"""What forecasts that are fed back are worth: their errors step by step, and how far off the truth may be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from workbench.core.baselines import Forecaster
from workbench.core.judgement.by_series import Owners, owners_of, scales_of
from workbench.core.judgement.judging import Judged
from workbench.core.preparing.prepared import Prepared
from workbench.core.preparing.splits import PART_WORDS, Part
from workbench.core.preparing.windows import Windows
from workbench.core.series import number_with_unit
from workbench.core.stopping import StopToken
from workbench.core.text import Text, text
from workbench.engine.forecasting.fed_back import Origins, forecasts_from, origins_of, truth_from
from workbench.engine.forecasting.feeding_back import Ahead, Way
from workbench.engine.judgement.intervals import Calibration, calibrate, edges_of
from workbench.engine.network import Network

Array = NDArray[np.float64]
WAYS: tuple[Way, ...] = get_args(Way)


@dataclass(frozen=True, eq=False)
class _Rehearsed:
    """Forecasts of some ways from the same origins.

    Attributes:
        origins: N of them.
        truth: (N, steps, K).
        counted: (N, steps) whether the truth is known and every way may be judged by it.
        forecasts: of each way, (N, steps, K).
        owners: which series of a group each origin is of.
    """

    origins: Origins
    truth: Array
    counted: NDArray[np.bool_]
    forecasts: Mapping[Way, Array]
    owners: Owners | None

    def mean_error(self, forecast: Array) -> Array:
        """Give the (steps, K) mean absolute error; NaN where nothing is counted."""
        return _mean(np.abs(forecast - self.truth), self.counted)

    def calibrations(self) -> dict[Way, Calibration]:
        """Give how far each way was off."""
        return {
            way: calibrate(self.truth, forecast, owners=self.owners, counted=self.counted)
            for way, forecast in self.forecasts.items()
        }


@dataclass(frozen=True, eq=False)
class StepErrors:
    """The (steps, K) mean absolute error of one baseline on the same origins; NaN beyond what it can forecast."""

    name: str
    title: Text
    mae: Array


@dataclass(frozen=True, eq=False)
class FedBack:
    """What forecasts that are fed back are worth on one part, beside the direct one and the baselines.

    Attributes:
        part: where it was measured.
        samples: how many origins the part has.
        origins: (N,) numbers of the samples from whose origins it was measured.
        counts: (steps,) from how many of them the truth so far ahead is known.
        mae: of each way, (steps, K); beyond its horizon the direct way feeds whole horizons back.
        baselines: on the same origins.
        forecasts: (N, steps, K), each step fed back for the next.
        calibrations: of each way, how far it was off on the validation part.
        coverage: of each way, by the share of the truth that should lie inside, the (steps, K) share that does; NaN
            where there is no interval.
        units: of measure, of the targets, where they are known.
    """

    part: Part
    samples: int
    origins: NDArray[np.int64]
    counts: NDArray[np.int64]
    mae: Mapping[Way, Array]
    baselines: tuple[StepErrors, ...]
    forecasts: Array
    calibrations: Mapping[Way, Calibration]
    coverage: Mapping[Way, Mapping[float, Array]]
    units: Mapping[str, str] = field(default_factory=dict)

    @property
    def steps(self) -> int:
        """How far ahead it was measured."""
        return len(self.counts)

    @property
    def measured_steps(self) -> int:
        """Up to which step a truth is known."""
        return int((self.counts > 0).sum())

    def over(self, mae: Array, target: int) -> float:
        """Give the mean of a (steps, K) mean error over every origin and step that is measured."""
        reach = self.measured_steps
        return float(np.average(mae[:reach, target], weights=self.counts[:reach]))

    def best_baseline(self, target: int) -> StepErrors:
        """Give the baseline with the smallest mean error, of those that forecast so far."""
        whole = [one for one in self.baselines if np.isfinite(one.mae[: self.measured_steps, target]).all()]
        return min(whole, key=lambda one: self.over(one.mae, target))

    def sentence(self, target: int, name: str) -> Text:
        """Say what the recursive forecast of one target is worth, from the direct one and the best baseline."""
        reach = self.measured_steps
        if not reach:
            return text(
                "The {part} has no row as far ahead as a forecast would have to be judged.",
                part=PART_WORDS[self.part],
            )

        best, unit = self.best_baseline(target), self.units.get(name, "")
        recursive, direct, theirs = (
            number_with_unit(f"{self.over(mae, target):.4g}", unit)
            for mae in (self.mae["recursive"], self.mae["direct"], best.mae)
        )
        return text(
            "Up to {steps} steps ahead, from {origins} of {samples} origins of the {part}: mean error of {target}"
            " {recursive} recursively, {direct} directly, {theirs} of the {baseline}.",
            steps=f"{reach:,}", origins=f"{len(self.origins):,}", samples=f"{self.samples:,}",
            part=PART_WORDS[self.part], target=name, recursive=recursive, direct=direct, theirs=theirs,
            baseline=best.title,
        )  # fmt: skip

    def why_no_interval(self, way: Way = "recursive") -> Text | None:
        """Say from which step on there is no interval; None where every step has one."""
        calibration = self.calibrations[way]
        return why_no_interval(calibration, self.steps)


def why_no_interval(calibration: Calibration, steps: int) -> Text | None:
    """Say from which step on a way that is fed back has no interval, because too few forecasts tell of it."""
    known = _steps_known(calibration)
    if known >= steps:
        return None
    return text(
        "From {step} steps ahead on there is no interval: too few forecasts from the validation part reach so far.",
        step=f"{known + 1:,}",
    )


def _steps_known(calibration: Calibration) -> int:
    """Give up to which step the widest interval that there is at the first step is known."""
    if not calibration.shares:
        return 0
    known = np.isfinite(calibration.radii[0]).all(axis=-1)
    return len(known) if known.all() else int(known.argmin())


def measure_fed_back(
    network: Network, prepared: Prepared, judged: Judged, steps: int, stop: StopToken | None = None
) -> FedBack:
    """Measure both ways up to ``steps`` ahead on the part that is ``judged``; the intervals are from validation.

    Raises:
        SettingsError: there is no such number of steps.
        DataError: the forecast cannot be fed back, or not be measured in bearable time.
        Discarded: ``stop`` asked for it.
    """
    told = _rehearsed(network, prepared, "validation", steps, stop=stop)
    calibrations = told.calibrations()
    part = judged.part or "validation"
    if part != "validation":
        told = _rehearsed(network, prepared, part, steps, stop=stop)
    samples = told.origins.samples
    chosen = np.zeros(len(judged.rows), dtype=bool)
    chosen[samples] = True
    windows = judged.windows.only(chosen)
    baselines = tuple(
        StepErrors(one.name, one.title, told.mean_error(_of_baseline(one.forecaster, windows, steps)))
        for one in judged.baselines
        if one.forecaster is not None
    )
    return FedBack(
        part,
        len(judged.rows),
        samples,
        told.counted.sum(axis=0),
        {way: told.mean_error(forecast) for way, forecast in told.forecasts.items()},
        baselines,
        told.forecasts["recursive"],
        calibrations,
        {way: _held(told, way, calibrations[way]) for way in told.forecasts},
        judged.units,
    )


def calibrate_fed_back(
    network: Network, prepared: Prepared, ahead: Ahead, stop: StopToken | None = None
) -> Calibration:
    """Measure on the validation part how far off forecasts are that are fed back in one way.

    Raises:
        DataError: the forecast cannot be fed back, or not be measured in bearable time.
        Discarded: ``stop`` asked for it.
    """
    steps = ahead.steps_of(prepared.experiment.windows.horizon)
    told = _rehearsed(network, prepared, "validation", steps, ways=(ahead.way,), stop=stop)
    return told.calibrations()[ahead.way]


def _rehearsed(
    network: Network,
    prepared: Prepared,
    part: Part,
    steps: int,
    *,
    ways: tuple[Way, ...] = WAYS,
    stop: StopToken | None = None,
) -> _Rehearsed:
    horizon = prepared.experiment.windows.horizon
    origins = origins_of(network, prepared, part, steps)
    truth, counted = truth_from(prepared, origins, steps, 1)
    for way in ways:
        counted &= truth_from(prepared, origins, steps, Ahead(way, steps).at_once(horizon))[1]
    forecasts = {way: forecasts_from(network, prepared, origins, Ahead(way, steps), stop) for way in ways}
    return _Rehearsed(origins, truth, counted, forecasts, _owners(prepared, origins))


def _owners(prepared: Prepared, origins: Origins) -> Owners | None:
    data = prepared.experiment.data
    spans, learnt = tuple(span for span, _ in prepared.splits), [split.train for _, split in prepared.splits]
    return owners_of(scales_of(prepared.series, data.group, spans, learnt, data.targets), origins.rows)


def _of_baseline(forecaster: Forecaster, windows: Windows, steps: int) -> Array:
    """Let a baseline forecast as far as it can."""
    reach = steps if forecaster.reach is None else min(steps, forecaster.reach)
    found = forecaster.forecast(windows, range(reach))
    return np.pad(found, ((0, 0), (0, steps - reach), (0, 0)), constant_values=np.nan)


def _held(told: _Rehearsed, way: Way, calibration: Calibration) -> dict[float, Array]:
    """Give the share of the truth that lies inside each interval of one way."""
    forecast = told.forecasts[way]
    spread = calibration.around(forecast, told.owners)
    if spread is None:
        return {}
    found = {}
    for share, (low, high) in edges_of(forecast, spread).items():
        inside = (low <= told.truth) & (told.truth <= high)
        found[share] = _mean(inside.astype(np.float64), told.counted & np.isfinite(high).all(axis=-1))
    return found


def _mean(values: Array, counted: NDArray[np.bool_]) -> Array:
    """Give the (steps, K) mean of (N, steps, K) values where they are counted; NaN where none is."""
    counts = counted.sum(axis=0)[:, None]
    total = np.where(counted[..., None], values, 0.0).sum(axis=0)
    return np.where(counts > 0, total / np.maximum(counts, 1), np.nan)
