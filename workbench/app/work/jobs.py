"""What runs off the GUI thread: generators that touch no Qt and give plain values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from workbench.core.errors import DataError, WorkbenchError
from workbench.core.experiment import DataSpec, Experiment, FileSource
from workbench.core.judgement.interval_methods import IntervalMethod
from workbench.core.learning_rate import RateToken
from workbench.core.stopping import Discarded, StopToken
from workbench.core.storage import write_whole
from workbench.core.text import Text, text

if TYPE_CHECKING:
    from workbench.core.series import Series
    from workbench.engine.judgement.evaluation import Evaluation
    from workbench.engine.judgement.importance import Importance
    from workbench.engine.judgement.walk_forward import FoldStarted, WalkFinished
    from workbench.engine.learning.events import EpochDone
    from workbench.engine.learning.state import TrainingState
    from workbench.engine.model import Model


@dataclass(frozen=True)
class Loaded:
    """A library is in memory."""

    what: Literal["plots", "engine"]


@dataclass(frozen=True)
class DeviceChoice:
    """One device that could train, and why it can or cannot."""

    name: str
    usable: bool
    reason: Text


@dataclass(frozen=True)
class DevicesFound:
    """Every device that could be asked for; ``auto`` is the one that would be taken."""

    devices: tuple[DeviceChoice, ...]
    auto: DeviceChoice


@dataclass(frozen=True, eq=False)
class SeriesRead:
    """The rows that ``data`` names."""

    data: DataSpec
    series: Series


@dataclass(frozen=True, eq=False)
class SeriesUnread:
    """Why the rows that ``data`` names cannot be had."""

    data: DataSpec
    error: WorkbenchError


@dataclass(frozen=True, eq=False)
class SeriesUnwanted:
    """The reading of the rows that ``data`` names was cancelled, as ``error`` says."""

    data: DataSpec
    error: DataError


class Reading:
    """How far the reading of one file is: told by the reader, looked at by the window, ended by either.

    A generator cannot yield while one call reads a file, so the share is a number that both threads see.
    """

    def __init__(self, data: DataSpec) -> None:
        self.data = data
        self.share = 0.0
        self._stop = StopToken()

    @property
    def name(self) -> str:
        """The name of the file or sample."""
        source = self.data.source
        return Path(source.path).name if isinstance(source, FileSource) else source.name

    def cancel(self) -> None:
        """Ask for the end; the reader ends when it next tells how far it is."""
        self._stop.stop("discard")

    def tell(self, share: float) -> None:
        """Take how much is read, from 0 to 1.

        Raises:
            Discarded: nobody wants the rows any more.
        """
        self._stop.end_if_discarded()
        self.share = share


def load_libraries(stop: StopToken) -> Iterator[object]:
    """Import what takes long, in the order in which the window needs it.

    What makes CUDA repeat itself imports torch._dynamo, for about two seconds; left to the first
    Train it would freeze the window for a moment. On the CPU nothing needs it.
    """
    import pandas
    import pyqtgraph

    del pandas, pyqtgraph
    yield Loaded("plots")
    if stop.ending is not None:
        return
    import torch

    if stop.ending is not None:
        return
    from workbench.engine import runs
    from workbench.engine.machine.devices import choose_device, devices
    from workbench.engine.recurrent import carrier

    found = [DeviceChoice(one.name, one.usable, one.reason) for one in devices()]
    auto = choose_device("auto")
    if any(one.usable and one.name.startswith("cuda") for one in found):
        import torch._dynamo
    del torch, runs
    yield DevicesFound(tuple(found), DeviceChoice(auto.name, auto.usable, auto.reason))
    yield Loaded("engine")
    if stop.ending is None:
        carrier.obstacle()  # imports the compiled kernels, which would delay the first Train


def read_series(data: DataSpec, reading: Reading) -> Iterator[object]:
    """Read the rows that ``data`` names, and tell ``reading`` how far it is."""
    from workbench.core.sources.opening import open_series  # loads every reader: only here, on the reading thread

    try:
        yield SeriesRead(data, open_series(data, reading.tell))
    except Discarded:
        yield SeriesUnwanted(data, cancelled(reading))
    except WorkbenchError as error:
        yield SeriesUnread(data, error)


def cancelled(reading: Reading) -> DataError:
    """Say that the rows are not there because nobody waited for them."""
    return DataError(
        text("The reading of {file} was cancelled.", file=reading.name),
        hint=text("Open the file or the experiment again to read it."),
    )


def train_job(
    experiment: Experiment, series: Series, stop: StopToken, rates: RateToken, state: TrainingState | None
) -> Iterator[object]:
    """Run ``experiment`` on ``series``, from its beginning or from where an earlier run stands."""
    from workbench.engine.runs import run  # loads torch: only here, on the training thread

    yield from run(experiment, series, stop, rates=rates, state=state)


def open_test_job(model: Model, series: Series, evaluation: Evaluation) -> Iterator[object]:
    """Measure a model on the test part of its data."""
    from workbench.engine.runs import look_at_test  # loads torch: only here, on the training thread

    yield look_at_test(model, series, evaluation)


@dataclass(frozen=True, eq=False)
class ImportanceTold:
    """What a model looks at, as far as it is known.

    Attributes:
        model: whose.
        importance: the engine's.
    """

    model: Model
    importance: Importance


def interval_job(
    model: Model, series: Series, evaluation: Evaluation, choice: tuple[IntervalMethod, int], stop: StopToken
) -> Iterator[object]:
    """Put intervals of one kind around a model's forecasts; ``choice`` is the kind, and how many passes."""
    from workbench.engine.judgement.dropout import Passes  # loads torch: only here, on the training thread
    from workbench.engine.judgement.questions import choose_interval
    from workbench.engine.judgement.spreads import IntervalChoice

    method, passes = choice
    wanted = IntervalChoice(method, Passes(passes)) if method == "dropout" else IntervalChoice(method)
    yield from choose_interval(model, series, evaluation, wanted, stop)


def ahead_job(
    model: Model, series: Series, evaluation: Evaluation, ahead: tuple[int, bool], stop: StopToken
) -> Iterator[object]:
    """Forecast past the end once more; ``ahead`` is how many steps, and whether recursively, too."""
    from workbench.engine.judgement.questions import ask_ahead  # loads torch: only here, on the training thread

    yield from ask_ahead(model, series, evaluation, ahead, stop)


def fed_back_job(model: Model, series: Series, evaluation: Evaluation, steps: int, stop: StopToken) -> Iterator[object]:
    """Measure forecasts that are fed back, so many steps ahead."""
    from workbench.engine.judgement.questions import ask_fed_back  # loads torch: only here, on the training thread

    yield from ask_fed_back(model, series, evaluation, steps, stop)


def importance_job(model: Model, series: Series, choice: dict[str, Any], stop: StopToken) -> Iterator[object]:
    """Measure what a model looks at."""
    from workbench.engine.judgement.importance import ImportanceChoice  # loads torch: only here, on the training thread
    from workbench.engine.judgement.questions import ask_importance

    for event in ask_importance(model, series, ImportanceChoice(**choice), stop):
        yield ImportanceTold(model, event.importance)


@dataclass(frozen=True, eq=False)
class FoldTold:
    """What is kept of one fold: its arrays are not shown.

    Attributes:
        fold: counted from 1.
        seed: of its chance.
        measures: of the network, over all targets.
        sentences: the verdict on each target.
    """

    fold: int
    seed: int
    measures: dict[str, Any]
    sentences: tuple[Text, ...]


@dataclass(frozen=True, eq=False)
class WalkTold:
    """How far a walk-forward evaluation is.

    Attributes:
        model: the one beside which it is shown; its settings are trained.
        folds: that were judged.
        started: the engine's word on the fold that is being trained; None at first.
        finished: the engine's summary; None until the end.
    """

    model: Model
    folds: tuple[FoldTold, ...] = ()
    started: FoldStarted | None = None
    finished: WalkFinished | None = None


def folds_job(model: Model, series: Series, choice: dict[str, Any], stop: StopToken) -> Iterator[object]:
    """Train and judge the settings of a model fold by fold; ``choice`` as the engine's ``walk_forward``."""
    from workbench.engine.judgement.walk_forward import FoldDone, FoldStarted, walk_forward  # loads torch

    told = WalkTold(model)
    for event in walk_forward(model.experiment, series, stop, **choice):
        if isinstance(event, FoldStarted):
            told = replace(told, started=event)
        elif isinstance(event, FoldDone):
            sentences = tuple(verdict.sentence for verdict in event.judged.verdicts)
            fold = FoldTold(event.fold, event.seed, event.judged.measures, sentences)
            told = replace(told, folds=(*told.folds, fold))
        else:
            told = replace(told, finished=event)
        yield told


def open_model_job(path: Path) -> Iterator[object]:
    """Read a saved model and measure it on its data."""
    from workbench.engine.runs import open_model  # loads torch: only here, on the training thread

    yield open_model(path)


@dataclass(frozen=True)
class FileWritten:
    """A file that somebody asked for lies at ``path``."""

    path: Path


def report_job(
    path: Path,
    language: str,
    told: tuple[Model, Series, Evaluation],
    epochs: Sequence[EpochDone],
    notices: Sequence[Text],
) -> Iterator[object]:
    """Write the report of a model, with its data and measures, to ``path``."""
    from workbench.core.catalogue import words_in
    from workbench.engine.report.page import page, report_of  # loads torch: only here, on the training thread
    from workbench.engine.report.subject import Subject, told_of

    subject = Subject(*told, told_of(epochs), notices)
    write_whole(path, page(report_of(subject, datetime.now()), words_in(language)))
    yield FileWritten(path)


def forecast_job(path: Path, language: str, told: tuple[Model, Series, Evaluation]) -> Iterator[object]:
    """Write what a model forecasts past the end of its data to ``path``."""
    from workbench.core.catalogue import words_in
    from workbench.engine.forecasting.forecast_files import Written, forecast_file  # loads torch

    model, series, evaluation = told
    first = () if evaluation.future is None else (evaluation.future,)
    written = Written(evaluation.futures or first, series, model)
    write_whole(path, forecast_file(path, written, words_in(language)))
    yield FileWritten(path)
