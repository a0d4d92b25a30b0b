"""A run: one execution of an experiment, from its series to a model with its measures."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from workbench.core.errors import DataError, ExportError, RunError, SettingsError, StorageError, WorkbenchError
from workbench.core.experiment import Experiment
from workbench.core.judgement.looks import key_of_test_part, looks_at
from workbench.core.learning_rate import RateToken
from workbench.core.places import RUN_EXPERIMENT
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series, rhythm
from workbench.core.settings.experiment_file import save_experiment
from workbench.core.settings.problems import refuse
from workbench.core.settings.training_problems import training_problems
from workbench.core.sources.opening import open_series
from workbench.core.stopping import Discarded, StopToken
from workbench.core.storage import write_whole
from workbench.core.text import Text, joined, text
from workbench.engine.export.bundle import SUFFIX, load_bundle, save_bundle
from workbench.engine.export.keras import SUFFIX as KERAS_SUFFIX
from workbench.engine.export.keras import load_keras
from workbench.engine.forecasting.other_rows import other_units
from workbench.engine.judgement.evaluation import Evaluation, evaluate, measure_test_of, open_test_of
from workbench.engine.learning.checkpoints import load_checkpoint
from workbench.engine.learning.events import Compiling, EpochDone, TrainingEvent, TrainingFinished
from workbench.engine.learning.state import TrainingState, going_on_notices
from workbench.engine.machine.devices import choose_device
from workbench.engine.machine.memory import out_of_memory_as_error
from workbench.engine.model import Model, Schema, network_of, schema_of, weights_of
from workbench.engine.network import Network
from workbench.engine.recurrent.paths import kinds_to_compile
from workbench.engine.training import train


@dataclass(frozen=True)
class DataPrepared:
    """The first event of a run: what the user should know of the data."""

    notices: tuple[Text, ...]


@dataclass(frozen=True, eq=False)
class RunFinished:
    """The last event of a run.

    Attributes:
        training: how the training ended; its message says why where nothing could be measured.
        model: the trained network; None when the run was discarded.
        evaluation: its measures and forecasts; None when the run was discarded or could not be
            measured, and then the model's ``metrics`` are empty.
    """

    training: TrainingFinished
    model: Model | None
    evaluation: Evaluation | None


RunEvent = DataPrepared | TrainingEvent | RunFinished


def run(
    experiment: Experiment,
    series: Series,
    stop: StopToken,
    *,
    rates: RateToken | None = None,
    state: TrainingState | None = None,
) -> Iterator[RunEvent]:
    """Prepare, train and evaluate; the same for the window and the command line.

    A run may be discarded until its last event; a model that was trained is kept though its
    measuring fails. With a ``state`` it goes on where that was taken.

    Raises:
        SettingsError: the stack or the training cannot work.
        DataError: the series does not fit the settings.
        DeviceError: the device that was asked for cannot be used, or not in this precision.
        RunError: ``state`` is that of another run, or of one that has done its epochs.
        TrainingError: the loss stopped being a number before any epoch was finished, or memory
            ran out.
    """
    if state is None:  # one that goes on has begun with such settings
        refuse(tuple(training_problems(experiment)), SettingsError, text("The network cannot be trained."))
    with out_of_memory_as_error(experiment):
        prepared = prepare(series, experiment)
    experiment = prepared.experiment
    going_on = going_on_notices(state, experiment) if state is not None else []
    yield DataPrepared((*prepared.notices, *going_on))
    device = choose_device(experiment.training.device)
    with out_of_memory_as_error(experiment):
        network = Network(experiment)
    finished: TrainingFinished | None = None
    for event in train(network, prepared, device=device, stop=stop, rates=rates, state=state):
        yield event
        if isinstance(event, TrainingFinished):
            finished = event
    assert finished is not None  # train() ends with it or raises
    if finished.reason == "discarded":
        yield RunFinished(finished, None, None)
        return
    with out_of_memory_as_error(experiment):
        network = network.cpu()
        weights = weights_of(network)
    if device.torch.type != "cpu" and (kinds := kinds_to_compile(network)):  # the CPU measures, for the first time
        yield Compiling(kinds)
    evaluation: Evaluation | None = None
    try:
        with out_of_memory_as_error(experiment):
            evaluation = replace(evaluate(network, prepared, stop), looks=looks_at(key_of_test_part(prepared)))
    except Discarded:
        yield RunFinished(replace(finished, reason="discarded"), None, None)
        return
    except WorkbenchError as error:
        why = text("The model is kept, but it could not be measured: {why}", why=error.what)
        finished = replace(finished, message=joined(finished.message or "", why))
    model = Model(
        experiment=experiment,
        weights=weights,
        input_scaler=prepared.input_scaler,
        target_scaler=prepared.target_scaler,
        schema=schema_of(series),
        metrics=evaluation.metrics if evaluation is not None else {},
        transforms=prepared.transforms,
        calibration=evaluation.calibration if evaluation is not None else None,
    )
    yield RunFinished(finished, model, evaluation)


@dataclass(frozen=True)
class RunFolder:
    """Where a run's files lie: the experiment, the history of its epochs and the model."""

    path: Path

    @property
    def model(self) -> Path:
        """The model bundle."""
        return self.path / f"model{SUFFIX}"

    @property
    def history(self) -> Path:
        """The numbers of every epoch, as CSV."""
        return self.path / "history.csv"

    @property
    def checkpoint(self) -> Path:
        """The state of its training after the last finished epoch."""
        return self.path / "checkpoint.safetensors"

    def load_state(self) -> TrainingState:
        """Read where the training stood.

        Raises:
            StorageError: the folder cannot be read.
            RunError: it holds no checkpoint, or one that cannot be used.
        """
        if self.path.is_dir() and not self.checkpoint.exists():
            raise RunError(
                text("{folder} holds no checkpoint to go on from.", folder=self.path),
                hint=text("Choose the folder of a run that has finished at least one epoch."),
            )
        return load_checkpoint(self.checkpoint)

    def save_experiment(self, experiment: Experiment) -> None:
        """Keep what was set, so that the run can be repeated.

        Raises:
            StorageError: the folder cannot be written.
        """
        save_experiment(experiment, self.path / RUN_EXPERIMENT)

    def save_history(self, epochs: Sequence[EpochDone]) -> None:
        """Keep the numbers of every epoch as a CSV file.

        Raises:
            StorageError: the folder cannot be written.
        """
        names = ("epoch", "train_loss", "validation_loss", "learning_rate", "gradient_norm", "seconds")
        rows = ([getattr(epoch, name) for name in names] for epoch in epochs)
        lines = [",".join(names), *(",".join("" if value is None else str(value) for value in row) for row in rows)]
        write_whole(self.history, ("\n".join(lines) + "\n").encode())

    def save_model(self, model: Model) -> None:
        """Keep the model.

        Raises:
            StorageError: the folder cannot be written.
        """
        save_bundle(model, self.model)


@dataclass(frozen=True, eq=False)
class LookTaken:
    """Somebody has looked at the test part of a model's data.

    Attributes:
        before: what was known until then.
        evaluation: with the test part and what follows the end of the series.
        model: with the measures of the test part.
    """

    before: Evaluation
    evaluation: Evaluation
    model: Model


def look_at_test(model: Model, series: Series, evaluation: Evaluation) -> LookTaken:
    """Measure ``model`` on the test part of its data, and count the look.

    Raises:
        DataError: the series does not fit the model any more.
        StorageError: the look cannot be counted.
        TrainingError: memory ran out.
    """
    with out_of_memory_as_error(model.experiment):
        opened = open_test_of(model, series, evaluation)
    return LookTaken(evaluation, opened, replace(model, metrics=opened.metrics))


def reopened(model: Model, series: Series, evaluation: Evaluation) -> Evaluation:
    """Show the test part of a model that was saved after somebody had opened it; no further look is counted.

    Nothing new is seen then: the measures lie in the model already. Where its data gives other measures now, it is
    another test part, and stays closed.

    Raises:
        DataError: the series does not fit the model any more.
        TrainingError: memory ran out.
    """
    known = model.metrics.get("test")
    if known is None:
        return evaluation
    with out_of_memory_as_error(model.experiment):
        opened = measure_test_of(model, series, evaluation)
    assert opened.test is not None  # it was measured
    now = opened.test.judged.measures["mae"]
    is_same = now is not None and known["mae"] is not None and math.isclose(now, known["mae"], rel_tol=1e-4)
    return replace(opened, looks=max(evaluation.looks, known.get("looks", 1))) if is_same else evaluation


@dataclass(frozen=True, eq=False)
class ModelOpened:
    """A saved model with its data and what it forecasts there.

    Attributes:
        model: as it was saved.
        series: its data as it is now; None where it cannot be used any more.
        evaluation: measures and forecasts on its validation part; None where there is no data.
        notice: why there is no data, or how it differs from what the model was trained on.
    """

    model: Model
    series: Series | None
    evaluation: Evaluation | None
    notice: Text | None = None


def open_model(path: Path) -> ModelOpened:
    """Read a model back and measure it on the data that its experiment names.

    A model whose data is gone, or does not fit any more, is opened without it and says so.

    Raises:
        StorageError: the model's file cannot be read.
        ExportError: the model's file is damaged or from a newer version.
        TrainingError: memory ran out.
    """
    return with_own_data(_model_in(path))


def with_own_data(model: Model) -> ModelOpened:
    """Measure ``model`` on the data that its experiment names; where that is gone, or does not fit, say so.

    Raises:
        TrainingError: memory ran out.
    """
    with out_of_memory_as_error(model.experiment):
        try:
            series = open_series(model.experiment.data)
            scalers = (model.input_scaler, model.target_scaler)
            prepared = prepare(series, model.experiment, scalers=scalers, transforms=model.transforms)
        except (StorageError, DataError) as error:
            return ModelOpened(model, None, None, error.in_one_line)
        evaluation = replace(evaluate(network_of(model), prepared), looks=looks_at(key_of_test_part(prepared)))
        return ModelOpened(model, series, evaluation, change_since(model, series))


def measured_again(opened: ModelOpened, *, test: bool = False) -> tuple[Series, Evaluation]:
    """Give the data of a saved model, and its measures there: of the test part where somebody has opened it.

    Args:
        opened: the model.
        test: open the test part; the look is counted.

    Raises:
        DataError: the model's own data cannot be used.
        StorageError: the look cannot be counted.
        TrainingError: memory ran out.
    """
    if opened.series is None or opened.evaluation is None:
        raise DataError(
            text("The model's own data cannot be used: {why}", why=opened.notice),
            hint=text("Lay the data where it was when the model was trained."),
        )
    if test:
        return opened.series, look_at_test(opened.model, opened.series, opened.evaluation).evaluation
    return opened.series, reopened(opened.model, opened.series, opened.evaluation)


def _model_in(path: Path) -> Model:
    """Read a bundle, or the Keras file of a model of ours."""
    if path.suffix.lower() != KERAS_SUFFIX:
        return load_bundle(path)
    model = load_keras(path)
    if model is None:
        raise ExportError(
            text("{file} is no model that the workbench wrote as it is.", file=path.name),
            hint=text("Take it over with its layers: workbench import FILE -o model.seqmodel."),
        )
    return model


def change_since(model: Model, series: Series) -> Text | None:
    """Say how ``series`` differs from what the model was trained on, or give None."""
    then, now = model.schema, schema_of(series)
    if now.rows != then.rows:
        return text(
            "The data has changed since the training: {now} rows instead of {then}; parts of it may have been learnt"
            " from.",
            now=f"{now.rows:,}",
            then=f"{then.rows:,}",
        )
    if now.step_microseconds != then.step_microseconds:
        return text(
            "The data has changed since the training: {now} instead of {then}; parts of it may have been learnt from.",
            now=rhythm(series.step),
            then=rhythm(_step(then)),
        )
    return next(iter(other_units(model, series)), None)


def _step(schema: Schema) -> np.timedelta64 | None:
    return None if schema.step_microseconds is None else np.timedelta64(schema.step_microseconds, "us")
