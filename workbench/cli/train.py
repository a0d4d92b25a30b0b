"""``workbench train``: an experiment becomes a model."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli.exit_codes import INTERRUPTED
from workbench.cli.writing import refuse_to_replace
from workbench.core import places
from workbench.core.errors import StorageError, storage_error
from workbench.core.experiment import Experiment, SampleSource
from workbench.core.layers.stack import stack_of
from workbench.core.preparing.prepared import Prepared, prepare
from workbench.core.series import Series
from workbench.core.settings.experiment_file import load_experiment, with_values
from workbench.core.sources.opening import open_series
from workbench.core.stopping import StopToken

if TYPE_CHECKING:
    from workbench.cli.run_report import Report
    from workbench.engine.learning.checkpoints import CheckpointWriter
    from workbench.engine.learning.events import EpochDone, TrainingFinished
    from workbench.engine.learning.state import TrainingState
    from workbench.engine.runs import RunFolder


def train(
    experiment_file: Annotated[
        Path | None,
        typer.Argument(
            metavar="EXPERIMENT", help="The experiment's file; with --resume the run's own.", show_default=False
        ),
    ] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Option(
            "--set", metavar="ADDRESS=VALUE", help="Change a setting, as in training.epochs=3; may be repeated."
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Where the run is kept; a new folder of its own if none is named."),
    ] = None,
    device: Annotated[str | None, typer.Option(metavar="DEVICE", help="auto, cpu, cuda, cuda:1 or mps.")] = None,
    resume: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Go on with the run in this folder, from its last finished epoch."),
    ] = None,
    more: Annotated[
        int | None,
        typer.Option(metavar="EPOCHS", min=1, help="With --resume: how many epochs more; else those that were set."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace the model of an earlier run.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """Train the network of an experiment, measure it, and save the model.

    Ctrl+C ends it early and keeps what was finished; a second one ends at once.

    Raises:
        WorkbenchError: whatever the user can mend, in the file, its data or the machine.
    """
    experiment = _experiment(experiment_file, resume, more, assignments or [])
    if device is not None:
        experiment = experiment.with_settings("training", device=device)
    series = open_series(experiment.data)
    prepared = prepare(series, experiment)
    experiment, notices = prepared.experiment, _notices(prepared)

    from workbench.cli.run_report import JsonReport, ScreenReport  # after the checks: torch takes seconds to load
    from workbench.engine.learning.state import going_on_notices
    from workbench.engine.runs import RunFolder

    state = None
    if resume is not None:
        state = RunFolder(resume).load_state()
        if more is not None:
            experiment = experiment.with_settings("training", epochs=state.progress.epoch + more)
        notices += going_on_notices(state, experiment)
    if out is not None and out != resume:
        refuse_to_replace(RunFolder(out).model, overwrite=overwrite)
        _refuse_to_lose(RunFolder(out), overwrite=overwrite)
    report = (JsonReport if as_json else ScreenReport)(experiment.data.targets)
    for notice in notices:
        report.notice(notice)
    with interruptible() as stop:
        finished = _run_and_keep(experiment, series, report, stop, out=out or resume, state=state)
    if finished.reason == "stopped":
        raise typer.Exit(INTERRUPTED)


def _refuse_to_lose(folder: RunFolder, *, overwrite: bool) -> None:
    """Keep the state of a run that was interrupted, unless it may be replaced.

    It is replaced by the first state of the new run. Until then it cannot go on under other settings: they are
    compared.
    """
    if folder.checkpoint.exists() and not overwrite:
        raise StorageError(
            f"{folder.path} holds a run that can go on.",
            hint=f"Go on with --resume {folder.path}, choose another folder, or replace it with --overwrite.",
        )


def _experiment(file: Path | None, resume: Path | None, more: int | None, assignments: list[str]) -> Experiment:
    """Read the settings that were named, or those of the run that goes on.

    Raises:
        WorkbenchError: a file cannot be read, or a setting is wrong.
    """
    if resume is None and more is not None:
        raise typer.BadParameter("it says how a run goes on; name the run's folder with --resume", param_hint="--more")
    if file is None and resume is None:
        raise typer.BadParameter("name an experiment's file, or with --resume a run's folder", param_hint="EXPERIMENT")
    if file is None:
        assert resume is not None  # one of them was named
        file = resume / places.RUN_EXPERIMENT
    return with_values(load_experiment(file), assignments)


def _notices(prepared: Prepared) -> list[str]:
    """Say what the user should know of the data and the stack."""
    series = prepared.series
    guesses = [f"{guess.option} = {guess.value!r}: {guess.evidence}" for guess in series.guesses]
    warnings = [problem.message for problem in stack_of(prepared.experiment).problems]
    return [*guesses, *series.notices, *prepared.notices, *warnings]


@contextmanager
def interruptible() -> Iterator[StopToken]:
    """Give a token that the first Ctrl+C sets; from then on Ctrl+C ends the program as it always did."""
    stop = StopToken()

    def end_early(number: int, frame: FrameType | None) -> None:
        stop.stop("keep")
        signal.signal(signal.SIGINT, signal.default_int_handler)

    before = signal.signal(signal.SIGINT, end_early)
    try:
        yield stop
    finally:
        signal.signal(signal.SIGINT, before)


def _run_and_keep(
    experiment: Experiment,
    series: Series,
    report: Report,
    stop: StopToken,
    *,
    out: Path | None,
    state: TrainingState | None,
) -> TrainingFinished:
    """Run to the end, or to where ``stop`` ends it, and keep what came of it under ``out``.

    Raises:
        WorkbenchError: the run or the saving failed in a way the user can mend.
    """
    from workbench.engine.learning.checkpoints import CheckpointWriter
    from workbench.engine.learning.events import EpochDone, StateTaken, TrainingStarted
    from workbench.engine.runs import DataPrepared, RunFinished, RunFolder, run

    epochs: list[EpochDone] = [] if state is None else list(state.history)
    keeper: _Keeper | None = None
    try:
        for event in run(experiment, series, stop, state=state):
            match event:
                case DataPrepared():
                    continue
                case RunFinished():
                    last = event
                    continue
                case TrainingStarted():  # a folder that cannot be written is found before hours of training
                    folder = RunFolder(out if out is not None else _new_folder(experiment))
                    folder.save_experiment(experiment)
                    keeper = _Keeper(CheckpointWriter(folder.checkpoint), report)
                case EpochDone():
                    epochs.append(event)
                case StateTaken() if keeper is not None:
                    keeper.take(event.state)
                    continue
            try:
                report.show(event)
            except BrokenPipeError:  # nobody listens any more; what was finished is kept, as after Ctrl+C
                stop.stop("keep")
    finally:
        if keeper is not None:
            keeper.finish()
        report.close()
    assert last.model is not None  # only the window discards a run
    folder.save_model(last.model)
    folder.save_history(epochs)
    report.finished(last.training, last.evaluation, folder.model)
    return last.training


class _Keeper:
    """Writes a run's checkpoints; where the disk fails, the training goes on and the user is told once."""

    def __init__(self, writer: CheckpointWriter, report: Report) -> None:
        self._writer, self._report, self._has_told = writer, report, False

    def take(self, state: TrainingState) -> None:
        """Write ``state`` when it is time to."""
        try:
            self._writer.take(state)
        except StorageError as error:
            self._tell(error)

    def finish(self) -> None:
        """Write the last state."""
        try:
            self._writer.finish()
        except StorageError as error:
            self._tell(error)

    def _tell(self, error: StorageError) -> None:
        if not self._has_told:
            self._has_told = True
            with suppress(BrokenPipeError):  # nobody listens any more
                self._report.notice(f"The run goes on without a checkpoint to resume from: {error.what}")


def _new_folder(experiment: Experiment) -> Path:
    """Make a folder named by the date, the time and the data, which no other run has.

    Raises:
        StorageError: it cannot be made.
    """
    source = experiment.data.source
    data = source.name if isinstance(source, SampleSource) else Path(source.path).stem
    plain = re.sub(r"[^\w.-]+", "-", data)[:60]
    name = f"{datetime.now():%Y-%m-%d_%H-%M-%S}_{plain}"
    folder, count = places.runs_folder() / name, 1
    while True:
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            count += 1
            folder = folder.with_name(f"{name}_{count}")
        except OSError as error:
            raise storage_error(folder, error, saving=True) from error
        else:
            return folder
