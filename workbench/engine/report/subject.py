"""What a report is about: a model with its data, its measures and what is known of its training."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workbench.core import storage
from workbench.core.errors import RunError
from workbench.core.experiment import Experiment, FileSource
from workbench.core.preparing.prepared import Prepared, prepare
from workbench.core.preparing.splits import Part
from workbench.core.series import Series, Times
from workbench.core.text import Text, text
from workbench.engine.judgement.evaluation import Evaluation
from workbench.engine.learning.events import EpochDone
from workbench.engine.model import Model

_MOST_BYTES = 2**26


@dataclass(frozen=True)
class EpochTold:
    """What is kept of an epoch; the losses are on the scaled targets."""

    epoch: int
    train_loss: float
    validation_loss: float
    learning_rate: float
    seconds: float


@dataclass(frozen=True, eq=False)
class Subject:
    """A model and everything that is said of it.

    Attributes:
        model: trained.
        series: its data, as it was read.
        evaluation: its measures; with the test part only where somebody has opened it.
        epochs: of its training; () where they are not known.
        notices: what else the reader should know.
        file: the model's file, for the commands; "model.seqmodel" where it has none yet.
    """

    model: Model
    series: Series
    evaluation: Evaluation
    epochs: Sequence[EpochTold] = ()
    notices: Sequence[Text] = field(default=())
    file: str = "model.seqmodel"

    @property
    def experiment(self) -> Experiment:
        """What was set."""
        return self.model.experiment

    @property
    def open_parts(self) -> tuple[Part, ...]:
        """The parts that may be looked at."""
        return ("train", "validation", "test") if self.evaluation.test is not None else ("train", "validation")

    @cached_property
    def prepared(self) -> Prepared:
        """The data as the network reads it."""
        model = self.model
        scalers = (model.input_scaler, model.target_scaler)
        return prepare(self.series, model.experiment, scalers=scalers, transforms=model.transforms)

    @property
    def data_name(self) -> str:
        """The sample's name, or the file's without its folder, which is nobody's business."""
        source = self.experiment.data.source
        return Path(source.path).name if isinstance(source, FileSource) else source.name

    @property
    def portable(self) -> Experiment:
        """The experiment with its file beside it, as another person has it."""
        if not isinstance(self.experiment.data.source, FileSource):
            return self.experiment
        return self.experiment.with_settings("data", source=FileSource(path=self.data_name))


def told_of(epochs: Sequence[EpochDone]) -> tuple[EpochTold, ...]:
    """Keep of each epoch what a report tells."""
    return tuple(
        EpochTold(one.epoch, one.train_loss, one.validation_loss, one.learning_rate, one.seconds) for one in epochs
    )


def load_history(path: Path) -> tuple[EpochTold, ...]:
    """Read the epochs that a run's folder keeps.

    Raises:
        StorageError: the file cannot be read.
        RunError: it does not hold what a run writes there.
    """
    rows = csv.DictReader(io.StringIO(storage.read_bytes(path, most=_MOST_BYTES).decode("utf-8", "replace")))
    try:
        found = tuple(EpochTold(int(row["epoch"]), *(float(row[name]) for name in _COLUMNS)) for row in rows)
    except (KeyError, ValueError, TypeError, csv.Error) as error:
        raise RunError(
            text("{file} does not hold the epochs of a run.", file=path),
            hint=text("Delete it to make a report without learning curves, or train again."),
        ) from error
    return found


_COLUMNS = ("train_loss", "validation_loss", "learning_rate", "seconds")


def seconds_of(times: Times) -> NDArray[np.float64]:
    """Give times as seconds since 1970."""
    return times.astype("datetime64[us]").astype(np.int64) / 1e6


def finite(values: Sequence[float]) -> bool:
    """Whether all values are finite numbers."""
    return all(math.isfinite(value) for value in values)
