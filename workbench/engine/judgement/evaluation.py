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
from workbench.core.judgement.by_series import scales_of
from workbench.core.judgement.judging import Judged, judge, judge_file, season_of
from workbench.core.judgement.looks import count_look, key_of_test_part
from workbench.core.judgement.members import Member, members_of
from workbench.core.mending.measured import mean_step
from workbench.core.mending.mended import mended
from workbench.core.mending.samples import fitting, marks_of, up_to_last_whole
from workbench.core.preparing.columns import past_and_future
from workbench.core.preparing.features import lost_steps, numbers_seen
from workbench.core.preparing.prepared import Prepared, data_problems, prepare, scaled_of
from workbench.core.preparing.splits import Part
from workbench.core.preparing.units import TargetUnits
from workbench.core.preparing.windows import cut_groups
from workbench.core.series import Series
from workbench.core.sources.groups import spans_of
from workbench.core.stopping import StopToken
from workbench.core.text import Text, text
from workbench.engine.forecasting.feeding_back import Ahead, Way, each_ahead
from workbench.engine.forecasting.prediction import Forecast, calibrated, forecast_part, forecast_windows
from workbench.engine.judgement.intervals import (
    Calibration,
    SeriesHeld,
    Spread,
    calibrate,
    coverage,
    held_by_series,
    widths_told,
)
from workbench.engine.judgement.measured_ahead import FedBack, measure_fed_back
from workbench.engine.judgement.spreads import IntervalChoice, Measured, Samples, measured, spread_of
from workbench.engine.model import Model, network_of
from workbench.engine.network import Network


@dataclass(frozen=True, eq=False)
class Evaluated:
    """One part: what the network forecasts there, what that is worth, and how far off it may be.

    Attributes:
        judged: truth, forecasts, measures, baselines and verdicts.
        spread: of the (N, H, K) forecasts, the network's own or by conformal prediction; None where the validation
            part was too short for either.
        coverage: by the share of the truth that should lie inside an interval, the (H, K) share that does.
        held: the same for each series of a group; () where there is one series.
    """

    judged: Judged
    spread: Spread | None
    coverage: dict[float, NDArray[np.float64]]
    held: tuple[SeriesHeld, ...] = ()

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
        future: what follows the end of the series; it reads the test part, and comes with it. None, too, where nobody
            says what is known of it.
        no_future: why there is none though the test part is open.
        futures: of each series of a group; of the only series where there is no group.
        looks: how often this test part has been looked at on this machine, as far as is known here.
        choice: the interval that somebody has chosen; None for the network's own or, without one, the conformal one.
        intervals: what was measured of every kind of interval that was chosen, on the part that is shown.
        steps: how many steps past the end are forecast; None for the horizon.
        recursive: of each series as in ``futures``, with each step fed back for the next; () where nobody asked.
        no_recursive: why there is none, or no further step, though somebody asked.
        members: the series of a group, in the order of ``futures``; () where there is one series.
        fed_back: what forecasts that are fed back are worth on the part that is shown; None where nobody asked.
    """

    validation: Evaluated
    calibration: Calibration
    test: Evaluated | None = None
    future: Forecast | None = None
    no_future: Text | None = None
    futures: tuple[Forecast, ...] = ()
    looks: int = 0
    choice: IntervalChoice | None = None
    intervals: tuple[Measured, ...] = ()
    steps: int | None = None
    recursive: tuple[Forecast, ...] = ()
    no_recursive: Text | None = None
    members: tuple[Member, ...] = ()
    fed_back: FedBack | None = None

    def with_futures(self, futures: tuple[Forecast, ...], no_future: Text | None) -> Evaluation:
        """Give the evaluation with other forecasts past the end, or with why there are none."""
        first = futures[0] if futures else None
        return replace(self, future=first, futures=futures, no_future=no_future)

    @property
    def shown(self) -> Evaluated:
        """The part that judges, as far as it is open."""
        return self.test if self.test is not None else self.validation

    @property
    def widths_told(self) -> Text | None:
        """Say how wide the conformal intervals of the series of a group are; None where there are none."""
        spread = self.shown.spread
        if spread is None or spread.method != "conformal":
            return None
        return widths_told(self.calibration, [one.name for one in self.shown.judged.by_series])

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
    calibration = calibrate(judged.truth, judged.forecast, owners=judged.owners)
    evaluated = _evaluated(judged, spread, calibration)
    if stop is not None:
        stop.end_if_discarded()
    return Evaluation(evaluated, calibration, members=members_of(prepared), intervals=_usual(evaluated))


def open_test(
    network: Network, prepared: Prepared, evaluation: Evaluation, stop: StopToken | None = None
) -> Evaluation:
    """Measure ``network`` on the test part too, forecast past the end of the series, and count the look.

    Raises:
        Discarded: ``stop`` asked for it; then nothing is counted.
        StorageError: the look cannot be counted.
    """
    opened = _with_test(network, prepared, evaluation, stop)
    return replace(opened, looks=count_look(key_of_test_part(prepared)))


def _with_test(
    network: Network, prepared: Prepared, evaluation: Evaluation, stop: StopToken | None = None
) -> Evaluation:
    judged, spread = _judged(network, prepared, "test", stop)
    test = _evaluated(judged, spread, evaluation.calibration)
    opened = replace(evaluation, test=test, intervals=_usual(test), fed_back=None)
    if evaluation.choice is not None:
        return with_intervals(network, prepared, opened, evaluation.choice, stop)
    return opened.with_futures(*_futures(network, prepared, opened, stop))


def with_intervals(
    network: Network, prepared: Prepared, evaluation: Evaluation, choice: IntervalChoice, stop: StopToken | None = None
) -> Evaluation:
    """Put the intervals that are wanted around every forecast that is open, and measure them where they can be.

    Raises:
        SettingsError: the network has no interval of this kind.
        Discarded: ``stop`` asked for it.
    """
    calibration, kept = evaluation.calibration, [one for one in evaluation.intervals if one.choice != choice]

    def again(evaluated: Evaluated, part: Part) -> tuple[Evaluated, list[Measured]]:
        judged = evaluated.judged
        windows, units = prepared.windows[part], prepared.target_units
        samples = Samples(windows, units, judged.forecast, judged.owners)
        spread = spread_of(choice, network, samples, calibration, stop)
        after = _evaluated(judged, spread, calibration if spread is not None else None)
        if spread is None:
            return after, []
        return after, [measured(choice, part, judged.truth, judged.forecast, spread)]

    if evaluation.test is None:
        validation, told = again(evaluation.validation, "validation")
        return replace(evaluation, validation=validation, choice=choice, intervals=(*kept, *told))
    test, told = again(evaluation.test, "test")
    after = replace(evaluation, test=test, choice=choice, intervals=(*kept, *told))
    return after.with_futures(*_futures(network, prepared, after, stop))


def look_ahead(
    network: Network, prepared: Prepared, evaluation: Evaluation, ahead: tuple[int, bool], stop: StopToken | None = None
) -> Evaluation:
    """Forecast past the end of each series once more: so many steps, and recursively, too, if that is wanted.

    The test part has to be open: the forecast reads it.

    Raises:
        SettingsError: there is no such number of steps.
        Discarded: ``stop`` asked for it.
    """
    steps, recursively = ahead
    Ahead("direct", steps)
    after = replace(evaluation, steps=steps, recursive=(), no_recursive=None)
    if _needs_fed_back(after, recursively=recursively, horizon=prepared.experiment.windows.horizon):
        try:
            after = measure_ahead(network, prepared, after, steps, stop)
        except DataError as error:
            after = replace(after, no_recursive=error.in_one_line)
    direct, refused = _futures(network, prepared, after, stop)
    if refused is not None and evaluation.futures:  # the horizon is still forecast
        return replace(evaluation, recursive=(), no_recursive=refused)
    after = after.with_futures(direct, refused)
    if not recursively:
        return after
    found, why_not = _futures(network, prepared, after, stop, way="recursive")
    return replace(after, recursive=found, no_recursive=why_not or after.no_recursive)


def measure_ahead(
    network: Network, prepared: Prepared, evaluation: Evaluation, steps: int, stop: StopToken | None = None
) -> Evaluation:
    """Measure forecasts that are fed back up to ``steps`` ahead on the part that is shown.

    Raises:
        SettingsError: there is no such number of steps.
        DataError: the forecast cannot be fed back, or not be measured in bearable time.
        Discarded: ``stop`` asked for it.
    """
    Ahead("recursive", steps)
    return replace(evaluation, fed_back=measure_fed_back(network, prepared, evaluation.shown.judged, steps, stop))


def _needs_fed_back(evaluation: Evaluation, *, recursively: bool, horizon: int) -> bool:
    """Say whether the intervals of what is asked for have still to be measured."""
    assert evaluation.steps is not None  # somebody asks
    feeds = evaluation.steps > horizon or (recursively and evaluation.steps > 1)
    conformal = evaluation.choice is None or evaluation.choice.method == "conformal"
    known = evaluation.fed_back is not None and evaluation.fed_back.steps >= evaluation.steps
    return feeds and conformal and not known


def _futures(
    network: Network,
    prepared: Prepared,
    evaluation: Evaluation,
    stop: StopToken | None = None,
    *,
    way: Way = "direct",
) -> tuple[tuple[Forecast, ...], Text | None]:
    """Forecast past the end of each series, or say why it cannot be done: it is no fault of the training."""
    choice, calibration, told = evaluation.choice, evaluation.calibration, evaluation.fed_back
    conformal = choice is None or choice.method == "conformal"

    def spreading(forecast: Forecast) -> Forecast:
        return calibrated(forecast, calibration) if choice is None else choice.around(forecast, calibration)

    try:
        found = each_ahead(
            network,
            prepared.experiment,
            _up_to_last_whole(prepared),
            Ahead(way, evaluation.steps),
            spreading=spreading,
            fed_back=told.calibrations[way] if told is not None and conformal else None,
            stop=stop,
            input_scaler=prepared.input_scaler,
            target_scaler=prepared.target_scaler,
            transforms=prepared.transforms,
            future=prepared.future,
            **({} if choice is None else choice.of_future),
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


def open_test_of(model: Model, series: Series, evaluation: Evaluation) -> Evaluation:
    """Look at the test part of a model's own data, as ``open_test`` does.

    Raises:
        DataError: the series does not fit the model any more.
        StorageError: the look cannot be counted.
    """
    return open_test(network_of(model), prepared_for(model, series), evaluation)


def measure_test_of(model: Model, series: Series, evaluation: Evaluation) -> Evaluation:
    """Measure a model on a test part that was looked at already; the caller knows that, and no look is counted.

    Raises:
        DataError: the series does not fit the model any more.
    """
    return _with_test(network_of(model), prepared_for(model, series), evaluation)


def prepared_for(model: Model, series: Series) -> Prepared:
    """Prepare a model's own data with its scalers and transforms.

    Raises:
        DataError: the series does not fit the model any more.
    """
    scalers = (model.input_scaler, model.target_scaler)
    return prepare(series, model.experiment, scalers=scalers, transforms=model.transforms)


def evaluate_model(model: Model, series: Series) -> Evaluated:
    """Measure a saved model on every sample of another series.

    MASE is relative to the steps of this series.

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
    units = TargetUnits(model.target_scaler, model.transforms, targets)
    forecast = forecast_windows(network_of(model), windows, units)
    ground = Ground(targets, units, (None,) * targets.shape[1], season_of(experiment))
    scale = mean_step(series, experiment.data.targets, *spans)
    times = None if experiment.data.group is not None else series.times
    members = scales_of(series, experiment.data.group, spans, spans, experiment.data.targets)
    named = {**model.schema.units, **series.units}
    judged = judge_file(
        experiment, ground, windows, forecast, times=times, naive_scale=scale, members=members, units=named
    )
    return _evaluated(judged, None, model.calibration)


def _usual(evaluated: Evaluated) -> tuple[Measured, ...]:
    """Measure the interval that nobody has chosen."""
    judged, spread = evaluated.judged, evaluated.spread
    if spread is None:
        return ()
    choice = IntervalChoice("conformal" if spread.method == "conformal" else "own")
    return (measured(choice, str(judged.part), judged.truth, judged.forecast, spread),)


def _judged(network: Network, prepared: Prepared, part: Part, stop: StopToken | None) -> tuple[Judged, Spread | None]:
    forecast, spread = forecast_part(network, prepared, part, stop)
    between = stop.end_if_discarded if stop is not None else lambda: None
    return judge(prepared, part, forecast, between), spread


def _evaluated(judged: Judged, spread: Spread | None, calibration: Calibration | None) -> Evaluated:
    if spread is None and calibration is not None:
        spread = calibration.around(judged.forecast, judged.owners)
    if spread is None:
        return Evaluated(judged, None, {})
    given = (judged.truth, judged.forecast, spread)
    return Evaluated(judged, spread, coverage(*given), held_by_series(*given, judged.owners, calibration))
