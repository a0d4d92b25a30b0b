"""Made-up samples of the size of the training data, and what the model itself forecasts for them.

The forecasts come by the program's own way: features, network, units. Nothing of an exporter is used for them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.core.experiment import Categories
from workbench.core.layers import Masking
from workbench.core.layers.stack import stack_of
from workbench.core.preparing.features import features_of, lost_steps
from workbench.core.preparing.units import TargetUnits
from workbench.core.reads import Reads, reads_of, starts_of, states_of, transforms_of
from workbench.core.series import Labels, Series
from workbench.engine.forecasting.prediction import spread_of
from workbench.engine.model import Model, network_of
from workbench.engine.network import Network

BATCHES = (1, 7, 64)
FORECASTS = ("forecast", "quantiles", "deviation")  # outputs beside the states
_FIRST_TIME = np.datetime64("2023-12-30T18:30", "us")  # so that samples cross a year's end and a leap day
_HOUR = 3_600_000_000
_LONGEST_SPAN = 400 * 366 * 24 * _HOUR  # from the first to the last row: years have four digits
_MASKED = 0.3  # of the steps, where there is a mask


@dataclass(frozen=True, eq=False)
class Probe:
    """Samples as an exported model reads them.

    Attributes:
        inputs: by the name of the input; the first axis is the samples'.
        series: each sample as rows: the past, then those ahead.
    """

    inputs: dict[str, NDArray[Any]]
    series: tuple[Series, ...]


@dataclass(frozen=True, eq=False)
class Expected:
    """What the model itself gives.

    Attributes:
        outputs: by the name of the output.
        scales: by the name of the output, what its differences are measured by: of each target, or of each value.
    """

    outputs: Mapping[str, NDArray[np.float64]]
    scales: Mapping[str, NDArray[np.float64]]


def probe_of(model: Model, batch: int) -> Probe:
    """Make ``batch`` samples: random walks of the training part's size, any words, times one step apart."""
    chance, reads = np.random.default_rng(batch), reads_of(model.experiment)
    rows = reads.rows + reads.lead
    columns = [_column(model, name, chance, (batch, rows)) for name in reads.past]
    numbers = np.stack(columns, axis=2) if columns else np.empty((batch, rows, 0))
    _mask_some(model, reads, numbers, chance)
    codes = {one.column: chance.integers(-1, len(one.words), (batch, rows)) for one in reads.words}
    step = min(abs(model.schema.step_microseconds or _HOUR), _LONGEST_SPAN // rows)
    starts = _FIRST_TIME + np.arange(batch) * np.timedelta64(61 * 24 * _HOUR + 7, "us")
    times = starts[:, None] + np.arange(rows) * np.timedelta64(step, "us")
    known = [reads.past.index(name) for name in reads.ahead]
    inputs: dict[str, NDArray[Any]] = {"past": numbers[:, : reads.rows]}
    inputs["ahead"] = numbers[:, reads.rows :, known]
    inputs["words"] = _written(reads.words, codes, slice(None, reads.rows))
    inputs["words_ahead"] = _written(reads.words_ahead, codes, slice(reads.rows, None))
    wanted = {name: np.ascontiguousarray(one) for name, one in inputs.items() if one.shape[-1]}
    if reads.has_times:
        wanted["times"] = times.astype(np.int64)
    wanted |= _first_states(model, batch)
    numbers = numbers.copy()
    numbers[:, reads.rows :, [at for at in range(len(reads.past)) if at not in known]] = np.nan
    series = tuple(
        Series("probe", reads.past, numbers[at], times[at], labels=_labels(reads.words, codes, at))
        for at in range(batch)
    )
    return Probe(wanted, series)


def expected(model: Model, probe: Probe) -> Expected:
    """Forecast the samples of ``probe`` with the model itself, and give the states that its layers return, too."""
    network, x = network_of(model), _windows(model, probe.series)
    forecast = _forecast(model, network, probe.series, x)
    with torch.inference_mode():
        network.reset_states()
        _, states = network.run_with_states(x)
    given, scales = dict(forecast.outputs), dict(forecast.scales)
    for name, state in _named(network, states).items():
        given[name], scales[name] = state.numpy().astype(np.float64), np.ones(1)
    return Expected(given, scales)


def forecast_of(model: Model, network: Network, series: Sequence[Series]) -> Expected:
    """Forecast samples with the ``network`` of ``model``: as ``expected`` does, without the states."""
    return _forecast(model, network, series, _windows(model, series))


def _windows(model: Model, series: Sequence[Series]) -> torch.Tensor:
    experiment = model.experiment
    lost, timesteps = lost_steps(experiment), experiment.windows.timesteps
    # a probe is one series, whatever group the rows of the training data belong to
    single = experiment.with_settings("data", group=None)
    windows = [features_of(one, single, model.input_scaler, model.transforms)[lost : lost + timesteps]
               for one in series]  # fmt: skip
    return torch.from_numpy(np.stack(windows))


def _forecast(model: Model, network: Network, series: Sequence[Series], x: torch.Tensor) -> Expected:
    reads = reads_of(model.experiment)
    with torch.inference_mode():
        outputs = network.forecast(x).numpy()
    units = _units(model, reads, series)
    futures = np.arange(len(series)) * reads.rows + reads.rows + model.experiment.windows.gap
    values = units.restore(outputs[..., network.point_at], futures)
    given = {"forecast": values}
    spread = spread_of(network, outputs, units, futures)
    if spread is None and model.calibration is not None:
        spread = model.calibration.around(values)
    if spread is not None and spread.quantiles is not None:
        given["quantiles"] = spread.quantiles
    elif spread is not None and spread.deviations is not None:
        given["deviation"] = spread.deviations
    return Expected(given, {name: scale_of(model, found) for name, found in given.items()})


def _column(model: Model, name: str, chance: np.random.Generator, shape: tuple[int, int]) -> NDArray[np.float64]:
    """Make (B, rows) values of the training part's size.

    What is differenced last is a walk whose steps have the differences' size; added up from such differences, it
    would leave every bound. Otherwise it is a walk around the training part's middle, each transform undone.
    """
    known = model.input_scaler if name in model.input_scaler.columns else model.target_scaler
    scaler, own = known.only((name,)), transforms_of(model.transforms, name)
    walk = np.cumsum(chance.normal(0, 0.3, shape), axis=1) + chance.normal(0, 0.5, (shape[0], 1))
    walk = np.clip(walk, -3, 3)
    powers = [transform for transform in own if not transform.lag]
    if own != tuple(powers) and own[: len(powers)] == tuple(powers):
        values, own = walk * scaler.divisor, tuple(powers)
    else:
        values = scaler.restore(walk[..., None])[..., 0]
    for transform in reversed(own):
        values = transform.back(values, np.zeros((shape[0], min(transform.lag, shape[1]))))
        refused = transform.refused(values)
        if refused.any():  # a walk below what the transform can give; the data had nothing there
            values[refused] = values[~refused].min(initial=np.inf) if not refused.all() else 1.0
    return values


def _mask_some(model: Model, reads: Reads, numbers: NDArray[np.float64], chance: np.random.Generator) -> None:
    """Put the masked value of a ``Masking`` into some of the steps, the first ones of some samples among them."""
    scaler = model.input_scaler
    for row in stack_of(model.experiment).active_rows:
        if isinstance(row.spec, Masking) and not model.transforms:
            masked = chance.random(numbers.shape[:2]) < _MASKED
            places = [reads.past.index(name) for name in scaler.columns]
            skipped = scaler.restore(np.full(len(places), row.spec.mask_value))
            for place, value in zip(places, skipped, strict=True):
                numbers[..., place][masked] = value


def _written(columns: Sequence[Categories], codes: Mapping[str, NDArray[np.int64]], rows: slice) -> NDArray[np.object_]:
    """Give (B, S, W) words; no word is an empty cell."""
    if not columns:
        return np.empty((0, 0, 0), dtype=object)
    named = [np.array([*one.words, ""], dtype=object)[codes[one.column][:, rows]] for one in columns]
    return np.stack(named, axis=2)


def _labels(columns: Sequence[Categories], codes: Mapping[str, NDArray[np.int64]], at: int) -> dict[str, Labels]:
    return {one.column: Labels(codes[one.column][at].astype(np.int32), one.words) for one in columns}


def _units(model: Model, reads: Reads, series: Sequence[Series]) -> TargetUnits:
    """Give the way back to original units, with the past of every sample as what a difference is taken from.

    The samples' pasts stand one behind the other: R rows each.
    """
    targets = model.experiment.data.targets
    levels = np.full((len(series) * reads.rows, len(targets)), np.nan)
    for at, target in enumerate(targets):
        if target in reads.past:
            levels[:, at] = np.concatenate([one.column(target)[: reads.rows] for one in series])
    return TargetUnits(model.target_scaler, model.transforms, levels)


def scale_of(model: Model, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Give what one scaled unit is in original units, for (B, H, K) values or (B, H, K, P).

    Of a target under a logarithm or a power, it grows with the value itself.
    """
    scaler = model.target_scaler
    units = np.array([-0.5, 0.5])[:, None] * scaler.divisor + scaler.shift  # (2, K)
    sizes = np.empty(values.shape)
    for at, target in enumerate(scaler.columns):
        powers = [one for one in transforms_of(model.transforms, target) if not one.lag]
        around = units[:, at : at + 1]
        for transform in reversed(powers):
            around = transform.back(around, np.empty((2, 0)))
        size = abs(float(around[1, 0] - around[0, 0]))
        sizes[:, :, at] = np.fmax(size, np.abs(values[:, :, at])) if powers else size
    return sizes


def _first_states(model: Model, batch: int) -> dict[str, NDArray[np.float32]]:
    """Give the zeros that a stateful layer starts from."""
    needed = {name: units for row in stack_of(model.experiment).active_rows for name, units in starts_of(row).items()}
    return {name: np.zeros((batch, units), dtype=np.float32) for name, units in needed.items()}


def _named(network: Network, states: Mapping[str, Sequence[torch.Tensor]]) -> dict[str, torch.Tensor]:
    rows = {row.name: row for row in network.rows}
    return {
        name: state for layer, held in states.items() for name, state in zip(states_of(rows[layer]), held, strict=True)
    }
