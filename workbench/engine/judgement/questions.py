"""What can be asked of a trained model on its own data, after its run: the same for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.core.errors import DataError, StorageError
from workbench.core.preparing.prepared import Prepared
from workbench.core.series import Series
from workbench.core.sources.opening import open_series
from workbench.core.stopping import Discarded, StopToken
from workbench.core.text import Text
from workbench.engine.forecasting.feeding_back import Ahead
from workbench.engine.judgement.evaluation import Evaluation, look_ahead, measure_ahead, prepared_for, with_intervals
from workbench.engine.judgement.importance import ImportanceChoice, ImportanceEvent, measure_importance
from workbench.engine.judgement.intervals import Calibration
from workbench.engine.judgement.measured_ahead import calibrate_fed_back
from workbench.engine.judgement.spreads import IntervalChoice
from workbench.engine.machine.memory import out_of_memory_as_error
from workbench.engine.model import Model, network_of
from workbench.engine.network import Network
from workbench.engine.runs import change_since


@dataclass(frozen=True, eq=False)
class Answered:
    """More is known of a model than before.

    Attributes:
        before: what was known until then.
        evaluation: what is known now.
    """

    before: Evaluation
    evaluation: Evaluation


def choose_interval(
    model: Model, series: Series, evaluation: Evaluation, choice: IntervalChoice, stop: StopToken
) -> Iterator[Answered]:
    """Put other intervals around the forecasts, and measure them; a stop ends it with nothing changed.

    Raises:
        SettingsError: the network has no interval of this kind.
        DataError: the series does not fit the model any more.
        TrainingError: memory ran out.
    """
    yield from _answered(
        model, series, evaluation, lambda network, prepared: with_intervals(network, prepared, evaluation, choice, stop)
    )


def ask_ahead(
    model: Model, series: Series, evaluation: Evaluation, ahead: tuple[int, bool], stop: StopToken
) -> Iterator[Answered]:
    """Forecast so many steps past the end, and recursively, too, if that is wanted; a stop ends it unchanged.

    Raises:
        SettingsError: there is no such number of steps.
        DataError: the series does not fit the model any more.
        TrainingError: memory ran out.
    """
    yield from _answered(
        model, series, evaluation, lambda network, prepared: look_ahead(network, prepared, evaluation, ahead, stop)
    )


def ask_fed_back(
    model: Model, series: Series, evaluation: Evaluation, steps: int, stop: StopToken
) -> Iterator[Answered]:
    """Measure forecasts that are fed back up to ``steps`` ahead on the part that is shown; a stop ends it unchanged.

    Raises:
        SettingsError: there is no such number of steps.
        DataError: the series does not fit the model any more, or its forecast cannot be fed back.
        TrainingError: memory ran out.
    """
    yield from _answered(
        model, series, evaluation, lambda network, prepared: measure_ahead(network, prepared, evaluation, steps, stop)
    )


def fed_back_on_own_data(model: Model, ahead: Ahead, stop: StopToken) -> Calibration | Text:
    """Measure how far off forecasts are that are fed back in one way, on the validation part of the model's own data.

    Gives why that cannot be known where the data is gone, has changed, or the forecast cannot be fed back.

    Raises:
        Discarded: ``stop`` asked for it.
        TrainingError: memory ran out.
    """
    with out_of_memory_as_error(model.experiment):
        try:
            series = open_series(model.experiment.data)
            changed = change_since(model, series)
            if changed is not None:
                return changed
            return calibrate_fed_back(network_of(model), prepared_for(model, series), ahead, stop)
        except (StorageError, DataError) as error:
            return error.in_one_line


def _answered(
    model: Model, series: Series, evaluation: Evaluation, work_out: Callable[[Network, Prepared], Evaluation]
) -> Iterator[Answered]:
    with out_of_memory_as_error(model.experiment):
        try:
            after = work_out(network_of(model), prepared_for(model, series))
        except Discarded:
            return
    yield Answered(evaluation, after)


def ask_importance(
    model: Model, series: Series, choice: ImportanceChoice, stop: StopToken
) -> Iterator[ImportanceEvent]:
    """Measure what the model looks at, as ``measure_importance`` does.

    Raises:
        DataError: the series does not fit the model any more, or its part has too few samples.
        TrainingError: memory ran out.
    """
    with out_of_memory_as_error(model.experiment):
        network, prepared = network_of(model), prepared_for(model, series)
        try:
            yield from measure_importance(network, prepared, choice, stop)
        except Discarded:
            return
