"""What can be asked of a trained model on its own data, after its run: the same for the window and the command line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from workbench.core.preparing.prepared import Prepared, prepare
from workbench.core.series import Series
from workbench.core.stopping import Discarded, StopToken
from workbench.engine.judgement.evaluation import Evaluation, look_ahead, with_intervals
from workbench.engine.judgement.importance import ImportanceChoice, ImportanceEvent, measure_importance
from workbench.engine.judgement.spreads import IntervalChoice
from workbench.engine.machine.memory import out_of_memory_as_error
from workbench.engine.model import Model, network_of


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
        model, evaluation, lambda: with_intervals(network_of(model), _prepared(model, series), evaluation, choice, stop)
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
        model, evaluation, lambda: look_ahead(network_of(model), _prepared(model, series), evaluation, ahead, stop)
    )


def _answered(model: Model, evaluation: Evaluation, work_out: Callable[[], Evaluation]) -> Iterator[Answered]:
    with out_of_memory_as_error(model.experiment):
        try:
            after = work_out()
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
        network, prepared = network_of(model), _prepared(model, series)
        try:
            yield from measure_importance(network, prepared, choice, stop)
        except Discarded:
            return


def _prepared(model: Model, series: Series) -> Prepared:
    scalers = (model.input_scaler, model.target_scaler)
    return prepare(series, model.experiment, scalers=scalers, transforms=model.transforms)
