"""How good a trained network is, beside what can be had without one.

The test part stays closed: what a run tells is measured on the validation part. ``open_test`` looks at
the test part, and counts the look.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.baselines import Ground
from workbench.core.errors import DataError
from workbench.core.judging import Judged, judge, judge_file, season_of
from workbench.core.looks import count_look, key_of_test_part
from workbench.core.prepared import Prepared, data_problems, prepare
from workbench.core.series import Series
from workbench.core.splits import Part
from workbench.core.stopping import StopToken
from workbench.core.text import text
from workbench.core.windows import cut_windows
from workbench.engine.intervals import Calibration, Spread, calibrate, coverage
from workbench.engine.model import Model, network_of
from workbench.engine.network import Network
from workbench.engine.prediction import Forecast, calibrated, forecast_future, forecast_part, forecast_windows


@dataclass(frozen=True, eq=False)
class Evaluated:
    """One part: what the network forecasts there, what that is worth, and how far off it may be.

    Attributes:
        judged: truth, forecasts, measures, baselines and verdicts.
        spread: of the (N, H, K) forecasts, the network's own or by conformal prediction; None where the validation
            part was too short for either.
        coverage: by the share of the truth that should lie inside an interval, the (H, K) share that does.
    """

    judged: Judged
    spread: Spread | None
    coverage: dict[float, NDArray[np.float64]]

    def document(self) -> dict[str, Any]:
        """Give the measures for a file."""
        return self.judged.document() | (
            {"coverage": {f"{share:g}": float(reached.mean()) for share, reached in self.coverage.items()}}
            if self.coverage
            else {}
        )


@dataclass(frozen=True, eq=False)
class Evaluation:
    """Everything that is measured after a training.

    Attributes:
        validation: the part by which the best epoch was chosen.
        calibration: how far the forecasts were off there.
        test: the part that judges; None until somebody has looked at it.
        future: what follows the end of the series; it reads the test part, and comes with it.
        looks: how often this test part has been looked at on this machine, as far as is known here.
    """

    validation: Evaluated
    calibration: Calibration
    test: Evaluated | None = None
    future: Forecast | None = None
    looks: int = 0

    @property
    def shown(self) -> Evaluated:
        """The part that judges, as far as it is open."""
        return self.test if self.test is not None else self.validation

    @property
    def metrics(self) -> dict[str, Any]:
        """The measures of each part that is open; with the test part, how often it was looked at."""
        measured: dict[str, Any] = {"validation": self.validation.document()}
        if self.test is not None:
            measured |= {"test": self.test.document() | {"looks": self.looks}}
        return measured


def evaluate(network: Network, prepared: Prepared, stop: StopToken | None = None) -> Evaluation:
    """Measure ``network`` on the validation part. Nothing that it gives depends on the test part.

    Raises:
        Discarded: ``stop`` asked for it; it is looked at between a few samples and the next.
    """
    judged, spread = _judged(network, prepared, "validation", stop)
    calibration = calibrate(judged.truth, judged.forecast)
    evaluated = _evaluated(judged, spread, calibration)
    if stop is not None:
        stop.end_if_discarded()
    return Evaluation(evaluated, calibration)


def open_test(
    network: Network, prepared: Prepared, evaluation: Evaluation, stop: StopToken | None = None
) -> Evaluation:
    """Measure ``network`` on the test part too, forecast past the end of the series, and count the look.

    Raises:
        Discarded: ``stop`` asked for it; then nothing is counted.
        StorageError: the look cannot be counted.
    """
    judged, spread = _judged(network, prepared, "test", stop)
    future = forecast_future(
        network,
        prepared.experiment,
        prepared.series,
        input_scaler=prepared.input_scaler,
        target_scaler=prepared.target_scaler,
    )
    return replace(
        evaluation,
        test=_evaluated(judged, spread, evaluation.calibration),
        future=calibrated(future, evaluation.calibration),
        looks=count_look(key_of_test_part(prepared)),
    )


def open_test_of(model: Model, series: Series, evaluation: Evaluation) -> Evaluation:
    """Look at the test part of a model's own data, as ``open_test`` does.

    Raises:
        DataError: the series does not fit the model any more.
        StorageError: the look cannot be counted.
    """
    prepared = prepare(series, model.experiment, scalers=(model.input_scaler, model.target_scaler))
    return open_test(network_of(model), prepared, evaluation)


def evaluate_model(model: Model, series: Series) -> Evaluated:
    """Measure a saved model on every sample of another series.

    MASE is relative to the steps of this series.

    Raises:
        DataError: the series lacks a column, has holes, or is too short for one sample.
    """
    experiment, spec = model.experiment, model.experiment.windows
    unfit = [problem for problem in data_problems(series, experiment) if problem.address != "windows.timesteps"]
    if unfit:
        raise DataError(unfit[0].message, hint=text("Give it a file with the columns the model was trained on."))
    targets = series.select(experiment.data.targets)
    features = model.input_scaler.scale(series.select(experiment.data.inputs))
    windows = cut_windows(features, model.target_scaler.scale(targets), spec, range(0, len(series)))
    if not len(windows):
        needed = spec.timesteps + spec.gap + spec.horizon
        raise DataError(
            text("{series} has {rows} rows; one sample needs {needed}.",
                 series=series.name, rows=len(series), needed=needed),
            hint=text("Give it a longer file."),
        )  # fmt: skip
    forecast = forecast_windows(network_of(model), windows, model.target_scaler)
    ground = Ground(targets, model.target_scaler, (None,) * targets.shape[1], season_of(experiment))
    judged = judge_file(experiment, ground, windows, forecast, series.times)
    return _evaluated(judged, None, model.calibration)


def _judged(network: Network, prepared: Prepared, part: Part, stop: StopToken | None) -> tuple[Judged, Spread | None]:
    forecast, spread = forecast_part(network, prepared, part, stop)
    between = stop.end_if_discarded if stop is not None else lambda: None
    return judge(prepared, part, forecast, between), spread


def _evaluated(judged: Judged, spread: Spread | None, calibration: Calibration | None) -> Evaluated:
    if spread is None and calibration is not None:
        spread = calibration.around(judged.forecast)
    reached = coverage(judged.truth, judged.forecast, spread) if spread is not None else {}
    return Evaluated(judged, spread, reached)
