"""How good a trained network is, beside "tomorrow equals today"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.baselines import last_values
from workbench.core.errors import DataError
from workbench.core.large.scaled import scaled_columns
from workbench.core.mending.measured import mean_step
from workbench.core.mending.mended import mended
from workbench.core.mending.samples import fitting, marks_of, up_to_last_whole
from workbench.core.metrics import error_by_step, metrics
from workbench.core.prepared import Prepared, data_problems
from workbench.core.series import Series, Times
from workbench.core.stopping import StopToken
from workbench.core.text import text
from workbench.core.windows import cut_windows
from workbench.engine.model import Model, network_of
from workbench.engine.network import Network
from workbench.engine.prediction import (
    Forecast,
    Spread,
    forecast_future,
    forecast_part,
    forecast_windows,
)

LAST_VALUE = "last_value"


@dataclass(frozen=True, eq=False)
class TestForecasts:
    """The test part, sample by sample, in original units.

    Attributes:
        rows: (N,) row of the first forecast value of each sample.
        times: (S,) of the whole series, or None.
        truth: (N, H, K).
        forecast: (N, H, K).
        last_value: (N, H, K), the forecast "tomorrow equals today".
        error_by_step: (H, K) mean absolute error of the network.
        last_value_error_by_step: (H, K) of "tomorrow equals today".
        spread: of (N, H, K), where the network gives one.
    """

    rows: NDArray[np.int64]
    times: Times | None
    truth: NDArray[np.float64]
    forecast: NDArray[np.float64]
    last_value: NDArray[np.float64]
    error_by_step: NDArray[np.float64]
    last_value_error_by_step: NDArray[np.float64]
    spread: Spread | None = None


@dataclass(frozen=True, eq=False)
class Evaluation:
    """Everything that is measured after a training.

    Attributes:
        metrics: ``validation`` and ``test``, each with the network's measures and, under
            ``last_value``, those of "tomorrow equals today".
        test: for the Forecast view.
        future: what follows the end of the series.
    """

    metrics: dict[str, Any]
    test: TestForecasts
    future: Forecast


def evaluate(network: Network, prepared: Prepared, stop: StopToken | None = None) -> Evaluation:
    """Measure ``network`` on the validation and test parts, and forecast past the end.

    Raises:
        Discarded: ``stop`` asked for it; it is looked at between a few samples and the next.
    """
    names, scale = prepared.experiment.data.targets, prepared.naive_scale()
    measured: dict[str, Any] = {}
    for part in ("validation", "test"):
        truth, naive = prepared.truth(part), prepared.last_values(part)
        forecast, spread = forecast_part(network, prepared, part, stop)
        measured[part] = metrics(truth, forecast, naive_scale=scale, targets=names) | {
            LAST_VALUE: metrics(truth, naive, naive_scale=scale, targets=names)
        }
    test = TestForecasts(
        np.asarray(prepared.windows["test"].futures),
        prepared.series.times,
        truth,
        forecast,
        naive,
        error_by_step(truth, forecast),
        error_by_step(truth, naive),
        spread,
    )
    future = forecast_future(
        network,
        prepared.experiment,
        up_to_last_whole(prepared.series, prepared.experiment.data.inputs, prepared.experiment.windows.timesteps),
        input_scaler=prepared.input_scaler,
        target_scaler=prepared.target_scaler,
    )
    if stop is not None:
        stop.end_if_discarded()
    return Evaluation(measured, test, future)


def evaluate_model(model: Model, series: Series) -> dict[str, Any]:
    """Measure a saved model on every sample of another series.

    Returns:
        ``windows``, ``metrics`` of the model and ``last_value`` of "tomorrow equals today"; MASE is
        relative to the steps of this series.

    Raises:
        DataError: the series lacks a column, has holes, or is too short for one sample.
    """
    experiment, spec = model.experiment, model.experiment.windows
    unfit = [problem for problem in data_problems(series, experiment) if problem.address != "windows.timesteps"]
    if unfit:
        raise DataError(unfit[0].message, hint=text("Give it a file with the columns the model was trained on."))
    series = mended(series, experiment.data)
    targets = series.select(experiment.data.targets)
    features = scaled_columns(series, experiment.data.inputs, model.input_scaler)
    futures_scaled = scaled_columns(series, experiment.data.targets, model.target_scaler)
    windows = cut_windows(features, futures_scaled, spec, range(0, len(series)))
    windows, _ = fitting(windows, marks_of(series, experiment.data), judges=True)
    if not len(windows):
        needed = spec.timesteps + spec.gap + spec.horizon
        raise DataError(
            text("{series} has {rows} rows; one sample needs {needed}.",
                 series=series.name, rows=len(series), needed=needed),
            hint=text("Give it a longer file."),
        )  # fmt: skip
    futures = np.asarray(windows.futures)
    truth = targets[futures[:, None] + np.arange(spec.horizon)]
    naive = last_values(targets, windows)
    forecast = forecast_windows(network_of(model), windows, model.target_scaler)
    names = experiment.data.targets
    scale = mean_step(series, names, range(len(series)))
    return {
        "windows": len(windows),
        "metrics": metrics(truth, forecast, naive_scale=scale, targets=names),
        LAST_VALUE: metrics(truth, naive, naive_scale=scale, targets=names),
    }
