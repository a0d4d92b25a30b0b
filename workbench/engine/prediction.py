"""Forecasts in original units."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.core.errors import DataError
from workbench.core.experiment import Experiment
from workbench.core.prepared import Prepared
from workbench.core.scaling import Scaler
from workbench.core.series import Series, Times, times_after
from workbench.core.splits import Part
from workbench.core.stopping import StopToken
from workbench.core.text import text
from workbench.core.windows import Windows
from workbench.engine.intervals import Calibration, Spread
from workbench.engine.model import Model, network_of
from workbench.engine.network import Network
from workbench.engine.samples import samples_at_once


@dataclass(frozen=True, eq=False)
class Forecast:
    """What comes after the end of a series.

    Attributes:
        targets: names of the K targets.
        values: (H, K) in original units.
        times: (H,) or None where the series has none.
        first_row: the row number, counted from 0, that the first value would have.
        spread: of (H, K), where the network gives one.
    """

    targets: tuple[str, ...]
    values: NDArray[np.float64]
    times: Times | None
    first_row: int
    spread: Spread | None = None


def forecast_windows(
    network: Network, windows: Windows, scaler: Scaler, stop: StopToken | None = None
) -> NDArray[np.float64]:
    """Forecast every sample of ``windows``: (N, H, K) in original units, in bounded working memory.

    Raises:
        Discarded: ``stop`` asked for it.
    """
    return scaler.restore(_outputs(network, windows, stop)[..., network.point_at])


def forecast_part(
    network: Network, prepared: Prepared, part: Part, stop: StopToken | None = None
) -> tuple[NDArray[np.float64], Spread | None]:
    """Forecast one part of the prepared series: (N, H, K) in original units, and its spread if there is one.

    Raises:
        Discarded: ``stop`` asked for it.
    """
    outputs, scaler = _outputs(network, prepared.windows[part], stop), prepared.target_scaler
    return scaler.restore(outputs[..., network.point_at]), _spread(network, outputs, scaler)


def _outputs(network: Network, windows: Windows, stop: StopToken | None) -> NDArray[np.float32]:
    """Give (N, H, K, P) on the scaled targets."""
    device = next(network.parameters()).device
    network.eval()
    values = network.experiment.training.values_per_target
    parts = [np.empty((0, windows.horizon, windows.targets.shape[1], values), dtype=np.float32)]
    network.reset_states()
    x, size = windows.x, samples_at_once(windows.timesteps, in_order=network.is_stateful)
    with torch.inference_mode():
        for start in range(0, len(windows), size):
            if stop is not None:
                stop.end_if_discarded()
            chunk = torch.from_numpy(x[start : start + size].copy()).to(device)
            parts.append(network.forecast(chunk).cpu().numpy())
    return np.concatenate(parts)


def _spread(network: Network, outputs: NDArray[np.float32], scaler: Scaler) -> Spread | None:
    """Give what (..., K, P) outputs say beside the forecast, in original units."""
    if network.gives_quantiles:
        by_level = scaler.restore(np.moveaxis(outputs, -1, 0))  # (P, ..., K)
        return Spread(network.experiment.training.quantiles, np.moveaxis(by_level, 0, -1), None)
    if network.gives_deviation:
        return Spread((), None, scaler.restore_deviations(outputs[..., 1]), "gaussian")
    return None


def forecast_future(
    network: Network, experiment: Experiment, series: Series, *, input_scaler: Scaler, target_scaler: Scaler
) -> Forecast:
    """Forecast what follows the last row of ``series``.

    Raises:
        DataError: the series is shorter than one look-back, a column is missing, or its
            last rows have missing values.
    """
    spec, data = experiment.windows, experiment.data
    if len(series) < spec.timesteps:
        raise DataError(
            text("{series} has {rows} rows; the model looks back {timesteps}.",
                 series=series.name, rows=len(series), timesteps=spec.timesteps),
            hint=text("Give it a file with at least that many rows."),
        )  # fmt: skip
    past = series.select(data.inputs)[-spec.timesteps :]
    if np.isnan(past).any():
        column = data.inputs[int(np.isnan(past).any(axis=0).argmax())]
        raise DataError(
            text("{column} has missing values in the last {timesteps} rows.", column=column, timesteps=spec.timesteps),
            hint=text("Fill them in the file; the model cannot look back over a hole."),
        )
    network.eval()
    network.reset_states()
    pasts = (
        _windows_in_a_row(series.select(data.inputs), spec.timesteps, spec.stride) if network.is_stateful else [past]
    )
    with torch.inference_mode():
        for past in pasts:
            scaled = torch.from_numpy(input_scaler.scale(past))[None].to(next(network.parameters()).device)
            outputs = network.forecast(scaled)[0].cpu().numpy()  # (H, K, P)
    times = None
    if series.times is not None and len(series) > 1:
        times = times_after(series.times, spec.gap + spec.horizon)[spec.gap :]
    values = target_scaler.restore(outputs[..., network.point_at])
    spread = _spread(network, outputs, target_scaler)
    return Forecast(data.targets, values, times, len(series) + spec.gap, spread)


def _windows_in_a_row(values: NDArray[np.float64], timesteps: int, stride: int) -> list[NDArray[np.float64]]:
    """Give the windows as they were trained, each a stride behind the other up to the last row.

    A stateful network reads them all, from the first row or the last hole on, to be in the state in
    which the last one begins.
    """
    holes = np.flatnonzero(np.isnan(values).any(axis=1))
    whole = values[holes[-1] + 1 :] if len(holes) else values
    last = len(whole) - timesteps
    return [whole[start : start + timesteps] for start in range(last % stride, last + 1, stride)]


def predict(model: Model, series: Series) -> Forecast:
    """Forecast what follows ``series`` with a saved model.

    Raises:
        DataError: the series does not have what the model needs.
    """
    forecast = forecast_future(
        network_of(model),
        model.experiment,
        series,
        input_scaler=model.input_scaler,
        target_scaler=model.target_scaler,
    )
    return calibrated(forecast, model.calibration)


def calibrated(forecast: Forecast, calibration: Calibration | None) -> Forecast:
    """Give the forecast with the interval of ``calibration`` where the network itself says nothing of its errors."""
    if forecast.spread is not None or calibration is None:
        return forecast
    return replace(forecast, spread=calibration.around(forecast.values))
