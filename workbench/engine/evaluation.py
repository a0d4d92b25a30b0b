"""How good a trained network is, beside "tomorrow equals today"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.baselines import last_values
from workbench.core.columns import past_and_future
from workbench.core.errors import DataError
from workbench.core.features import lost_steps, numbers_seen
from workbench.core.groups import spans_of
from workbench.core.mending.measured import mean_step
from workbench.core.mending.mended import mended
from workbench.core.mending.samples import fitting, marks_of, up_to_last_whole
from workbench.core.metrics import error_by_step, metrics
from workbench.core.prepared import Prepared, data_problems, scaled_of
from workbench.core.series import Series, Times
from workbench.core.stopping import StopToken
from workbench.core.text import Text, text
from workbench.core.units import TargetUnits
from workbench.core.windows import cut_groups
from workbench.engine.model import Model, network_of
from workbench.engine.network import Network
from workbench.engine.prediction import (
    Forecast,
    Spread,
    forecast_each,
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
        future: what follows the end of the series; None where nobody says what is known of it.
        no_future: why there is none.
        futures: of each series of a group; of the only series where there is no group.
    """

    metrics: dict[str, Any]
    test: TestForecasts
    future: Forecast | None
    no_future: Text | None = None
    futures: tuple[Forecast, ...] = ()


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
    futures, no_future = _futures(network, prepared)
    if stop is not None:
        stop.end_if_discarded()
    return Evaluation(measured, test, futures[0] if futures else None, no_future, futures)


def _futures(network: Network, prepared: Prepared) -> tuple[tuple[Forecast, ...], Text | None]:
    """Forecast past the end of each series, or say why it cannot be done: it is no fault of the training."""
    try:
        found = forecast_each(
            network,
            prepared.experiment,
            _up_to_last_whole(prepared),
            input_scaler=prepared.input_scaler,
            target_scaler=prepared.target_scaler,
            transforms=prepared.transforms,
            future=prepared.future,
        )
        return tuple(found), None
    except DataError as error:
        return (), error.in_one_line


def _up_to_last_whole(prepared: Prepared) -> Series:
    """Give the rows that a forecast past the end goes on from; of a group, and with a given future, every row."""
    data = prepared.experiment.data
    if data.group is not None or data.known:
        return prepared.series
    return up_to_last_whole(prepared.series, numbers_seen(data), prepared.experiment.windows.timesteps)


def evaluate_model(model: Model, series: Series) -> dict[str, Any]:
    """Measure a saved model on every sample of another series.

    Returns:
        ``windows``, ``metrics`` of the model and ``last_value`` of "tomorrow equals today"; MASE is
        relative to the steps of this series.

    Raises:
        DataError: the series lacks a column, has holes, or is too short for one sample.
    """
    experiment, spec = model.experiment, model.experiment.windows
    unfit = [
        problem
        for problem in data_problems(series, experiment)
        if problem.severity == "error" and problem.address != "windows.timesteps"
    ]
    if unfit:
        raise DataError(unfit[0].message, hint=text("Give it a file with the columns the model was trained on."))
    series, _ = past_and_future(series, experiment.data)
    series = mended(series, experiment.data)
    targets, head = series.select(experiment.data.targets), lost_steps(experiment)
    scalers = (model.input_scaler, model.target_scaler)
    features, learnt = scaled_of(series, experiment, scalers, model.transforms)
    spans = spans_of(series, experiment.data.group)
    windows = cut_groups(features, learnt, spec, [(span, span) for span in spans], head=head)
    windows, _ = fitting(windows, marks_of(series, experiment.data), judges=True)
    if not len(windows):
        needed = head + spec.timesteps + spec.gap + spec.horizon
        raise DataError(
            text("{series} has {rows} rows; one sample needs {needed}.",
                 series=series.name, rows=len(series), needed=needed),
            hint=text("Give it a longer file."),
        )  # fmt: skip
    futures = np.asarray(windows.futures)
    truth = targets[futures[:, None] + np.arange(spec.horizon)]
    naive = last_values(targets, windows)
    units = TargetUnits(model.target_scaler, model.transforms, targets)
    forecast = forecast_windows(network_of(model), windows, units)
    names = experiment.data.targets
    scale = mean_step(series, names, *spans)
    return {
        "windows": len(windows),
        "metrics": metrics(truth, forecast, naive_scale=scale, targets=names),
        LAST_VALUE: metrics(truth, naive, naive_scale=scale, targets=names),
    }
