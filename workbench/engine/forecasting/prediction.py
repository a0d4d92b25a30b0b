"""Forecasts in original units."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from statistics import NormalDist
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.core.experiment import Experiment
from workbench.core.mending.mended import mended
from workbench.core.preparing.columns import past_and_future
from workbench.core.preparing.features import features_of, lead_of
from workbench.core.preparing.future import times_ahead, with_future
from workbench.core.preparing.prepared import Prepared
from workbench.core.preparing.scaling import Scaler
from workbench.core.preparing.splits import Part
from workbench.core.preparing.units import TargetUnits
from workbench.core.preparing.windows import Windows
from workbench.core.series import Series, Times
from workbench.core.sources.groups import series_of
from workbench.core.stopping import StopToken
from workbench.core.transforms import Transform
from workbench.engine.judgement.dropout import Passes, spread_of_passes, with_dropout
from workbench.engine.judgement.intervals import Calibration, Spread
from workbench.engine.model import Model, network_of
from workbench.engine.network import Network
from workbench.engine.samples import samples_at_once

_Float = TypeVar("_Float", np.float32, np.float64)
_LEVELS_OF_A_NORMAL = (0.1, 0.5, 0.9)  # as the quantile loss has by default

Seen = Callable[[NDArray[np.float32], slice], NDArray[np.float32]]
"""What (n, T, F) the network is shown in the place of some samples' past."""


@dataclass(frozen=True, eq=False)
class Forecast:
    """What comes after the end of a series.

    Attributes:
        targets: names of the K targets.
        values: (H, K) in original units.
        times: (H,) or None where the series has none.
        first_row: the row number, counted from 0, that the first value would have.
        spread: of (H, K), where the network gives one.
        group: which series of a group it is; "" where there is one series.
    """

    targets: tuple[str, ...]
    values: NDArray[np.float64]
    times: Times | None
    first_row: int
    spread: Spread | None = None
    group: str = ""


def forecast_windows(
    network: Network, windows: Windows, units: TargetUnits, stop: StopToken | None = None, *, seen: Seen | None = None
) -> NDArray[np.float64]:
    """Forecast every sample of ``windows``: (N, H, K) in original units, in bounded working memory.

    Args:
        network: trained.
        windows: the samples.
        units: of the targets.
        stop: ends it between a few samples and the next.
        seen: shows the network something else than its past.

    Raises:
        Discarded: ``stop`` asked for it.
    """
    outputs = _outputs(network, windows, stop, seen)
    return units.restore(outputs[..., network.point_at], np.array(windows.futures, dtype=np.int64))


def forecast_part(
    network: Network, prepared: Prepared, part: Part, stop: StopToken | None = None
) -> tuple[NDArray[np.float64], Spread | None]:
    """Forecast one part of the prepared series: (N, H, K) in original units, and its spread if there is one.

    Raises:
        Discarded: ``stop`` asked for it.
    """
    return forecast_with_spread(network, prepared.windows[part], prepared.target_units, stop)


def forecast_with_spread(
    network: Network, windows: Windows, units: TargetUnits, stop: StopToken | None = None
) -> tuple[NDArray[np.float64], Spread | None]:
    """Forecast every sample of ``windows``: (N, H, K) in original units, and the network's own spread if it has one.

    Raises:
        Discarded: ``stop`` asked for it.
    """
    outputs, futures = _outputs(network, windows, stop), np.array(windows.futures, dtype=np.int64)
    return units.restore(outputs[..., network.point_at], futures), spread_of(network, outputs, units, futures)


def forecast_with_dropout(
    network: Network, windows: Windows, units: TargetUnits, passes: Passes, stop: StopToken | None = None
) -> Spread:
    """Forecast every sample again and again with dropout, and give what the (N, H, K) forecasts lie between.

    Raises:
        SettingsError: the network has no dropout.
        Discarded: ``stop`` asked for it.
    """
    quantiles = _room_for(windows, len(passes.levels), np.float64)
    with with_dropout(network, passes):
        for rows, past in _pasts(network, windows, stop, repeats=passes.count):
            scaled = output_of(network, np.repeat(past, passes.count, axis=0))[..., network.point_at]
            futures = np.array(windows.futures[rows], dtype=np.int64).repeat(passes.count)
            values = units.restore(scaled, futures)
            values = values.reshape(len(past), passes.count, *values.shape[1:])
            quantiles[rows] = spread_of_passes(values, axis=1)
    return Spread(passes.levels, quantiles, None, "dropout")


def _outputs(
    network: Network, windows: Windows, stop: StopToken | None, seen: Seen | None = None
) -> NDArray[np.float32]:
    """Give (N, H, K, P) on the scaled targets."""
    network.eval()
    outputs = _room_for(windows, network.experiment.training.values_per_target, np.float32)
    for rows, past in _pasts(network, windows, stop):
        outputs[rows] = output_of(network, past.copy() if seen is None else seen(past, rows))
    return outputs


def _room_for(windows: Windows, count: int, kind: type[_Float]) -> NDArray[_Float]:
    """Give an (N, H, K, count) array that is filled a few samples at a time.

    It is one array: many small ones that stay would lie between the batches' memory, which then could not be used
    again, and a long series would take the memory of all its batches at once.
    """
    return np.empty((len(windows), windows.horizon, windows.targets.shape[1], count), dtype=kind)


def _pasts(
    network: Network, windows: Windows, stop: StopToken | None, *, repeats: int = 1
) -> Iterator[tuple[slice, NDArray[np.float32]]]:
    """Give what (n, T, F) of a few samples is seen, and which they are, in order; each is read ``repeats`` times.

    A stateful network begins anew before the first sample, and where one does not follow on the one before it.
    """
    network.reset_states()
    size = max(1, samples_at_once(windows.timesteps, in_order=network.is_stateful) // repeats)
    anew = windows.starts.begin_anew() if network.is_stateful else frozenset()
    for start in range(0, len(windows), size):
        if stop is not None:
            stop.end_if_discarded()
        if start in anew:
            network.reset_states()
        rows = slice(start, min(start + size, len(windows)))
        yield rows, windows.past(rows)


def output_of(network: Network, past: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give what (n, H, K, P) the network says of (n, T, F)."""
    with torch.inference_mode():
        outputs = network.forecast(torch.from_numpy(past).to(next(network.parameters()).device))
        found: NDArray[np.float32] = outputs.cpu().numpy()
    return found


def spread_of(
    network: Network, outputs: NDArray[np.float32], units: TargetUnits, futures: NDArray[np.int64]
) -> Spread | None:
    """Give what (N, H, K, P) outputs say beside the forecast, in original units.

    A transform of what is normal is no longer normal, but each quantile stays the same quantile: then
    quantiles are given, no deviation.
    """
    if network.gives_quantiles:
        return _quantiles(network.experiment.training.quantiles, np.moveaxis(outputs, -1, 0), units, futures)
    if not network.gives_deviation:
        return None
    if units.shifts_alone:
        return Spread((), None, units.scaler.restore_deviations(outputs[..., 1]), "gaussian")
    mean, deviation = outputs[..., 0], outputs[..., 1]
    reach = [np.float32(NormalDist().inv_cdf(level)) for level in _LEVELS_OF_A_NORMAL]
    by_level = np.stack([mean + far * deviation for far in reach])
    return replace(_quantiles(_LEVELS_OF_A_NORMAL, by_level, units, futures), method="gaussian")


def _quantiles(
    levels: tuple[float, ...], by_level: NDArray[np.float32], units: TargetUnits, futures: NDArray[np.int64]
) -> Spread:
    """Bring (P, N, H, K) quantiles back to original units; every transform keeps their order."""
    return Spread(levels, np.stack([units.restore(values, futures) for values in by_level], axis=-1), None)


def forecast_future(
    network: Network,
    experiment: Experiment,
    series: Series,
    *,
    input_scaler: Scaler,
    target_scaler: Scaler,
    transforms: tuple[Transform, ...] = (),
    future: Series | None = None,
    passes: Passes | None = None,
) -> Forecast:
    """Forecast what follows the last row of ``series``.

    Args:
        network: trained.
        experiment: its settings.
        series: in original units, of one clock.
        input_scaler: of the columns of numbers that are seen.
        target_scaler: of the targets.
        transforms: fitted.
        future: the rows after the last, which give what is known in the future; None without such columns.
        passes: with dropout, from which the spread is taken; None for what the network itself says of it.

    Raises:
        DataError: the series is shorter than one look-back, a column is missing, its last rows have
            missing values, or the future of a column is not given.
        SettingsError: there are to be passes, and the network has no dropout.
    """
    spec, data, lead = experiment.windows, experiment.data, lead_of(experiment)
    rows = with_future(series, future, experiment, whole=network.is_stateful)
    features = features_of(rows, experiment, input_scaler, transforms)
    looks_ahead = bool(data.known or data.calendar)
    past = features[: len(features) - lead] if looks_ahead else features
    pasts = _windows_in_a_row(past, spec.timesteps, spec.stride) if network.is_stateful else [past[-spec.timesteps :]]
    network.eval()
    outputs = _last_output(network, pasts)  # (1, H, K, P)
    units = TargetUnits(target_scaler, transforms, series.select(data.targets))
    first = len(series) + spec.gap
    values = units.restore(outputs[..., network.point_at], np.array([first]))[0]
    times = times_ahead(series, future, experiment)
    if passes is not None:
        with with_dropout(network, passes):
            drawn = _last_output(network, pasts, repeats=passes.count)[..., network.point_at]
        edges = spread_of_passes(units.restore(drawn, np.full(passes.count, first)), axis=0)
        spread: Spread | None = Spread(passes.levels, edges, None, "dropout")
    else:
        own = spread_of(network, outputs, units, np.array([first]))
        spread = None if own is None else _first(own)
    return Forecast(data.targets, values, None if times is None else times[spec.gap :], first, spread)


def _last_output(network: Network, pasts: list[NDArray[np.float32]], *, repeats: int = 1) -> NDArray[np.float32]:
    """Give what (repeats, H, K, P) the network says of the last of (T, F) windows after it has read the others."""
    network.reset_states()
    for window in pasts:
        outputs = output_of(network, np.repeat(window[None], repeats, axis=0))
    return outputs


def _first(spread: Spread) -> Spread:
    """Give the spread of the only sample."""
    quantiles, deviations = spread.quantiles, spread.deviations
    return replace(
        spread,
        quantiles=None if quantiles is None else quantiles[0],
        deviations=None if deviations is None else deviations[0],
    )


def _windows_in_a_row(features: NDArray[np.float32], timesteps: int, stride: int) -> list[NDArray[np.float32]]:
    """Give the windows as they were trained, each a stride behind the other up to the last row.

    A stateful network reads them all, from the first row or the last hole on, to be in the state in
    which the last one begins.
    """
    holes = np.flatnonzero(np.isnan(features).any(axis=1))
    whole = features[holes[-1] + 1 :] if len(holes) else features
    last = len(whole) - timesteps
    return [whole[start : start + timesteps] for start in range(last % stride, last + 1, stride)]


def predict(model: Model, series: Series) -> Forecast:
    """Forecast what follows ``series`` with a saved model; of a group, what follows its first series.

    Where columns are known in the future, the rows after the last target give their values.

    Raises:
        DataError: the series does not have what the model needs.
    """
    return next(forecasts(model, series))


def forecasts(model: Model, series: Series) -> Iterator[Forecast]:
    """Forecast what follows each series of the group of ``model``, or the only series there is.

    Raises:
        DataError: a series does not have what the model needs.
    """
    past, future = past_and_future(series, model.experiment.data)
    found = forecast_each(
        network_of(model),
        model.experiment,
        mended(past, model.experiment.data),
        input_scaler=model.input_scaler,
        target_scaler=model.target_scaler,
        transforms=model.transforms,
        future=future,
    )
    for forecast in found:
        yield calibrated(forecast, model.calibration)


def forecast_each(
    network: Network, experiment: Experiment, series: Series, *, future: Series | None, **scaling: Any
) -> Iterator[Forecast]:
    """Forecast what follows each series of a group, or the only one; ``scaling`` as in ``forecast_future``.

    Raises:
        DataError: as ``forecast_future``.
    """
    group = experiment.data.group
    if group is None:
        yield forecast_future(network, experiment, series, future=future, **scaling)
        return
    for name, past, ahead in series_of(series, future, group):
        yield replace(forecast_future(network, experiment, past, future=ahead, **scaling), group=name)


def calibrated(forecast: Forecast, calibration: Calibration | None) -> Forecast:
    """Give the forecast with the interval of ``calibration`` where the network itself says nothing of its errors."""
    if forecast.spread is not None or calibration is None:
        return forecast
    return replace(forecast, spread=calibration.of(forecast.group).around(forecast.values))
