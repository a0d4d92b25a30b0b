"""What a training tells while it runs: frozen values, numbers and arrays only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import Times
from workbench.core.text import Text

if TYPE_CHECKING:
    from workbench.engine.learning.state import TrainingState

Reason = Literal["all epochs done", "early stopping", "stopped", "discarded", "diverged"]


@dataclass(frozen=True, eq=False)
class Probe:
    """Validation samples that are forecast anew after each epoch, end to end.

    Attributes:
        rows: (P,) the series' row of each value.
        times: (P,) or None, as in the series.
        truth: (P, K) in original units.
    """

    rows: NDArray[np.int64]
    times: Times | None
    truth: NDArray[np.float64]


@dataclass(frozen=True)
class Compiling:
    """Some seconds without news come next, once on this machine: the layers' kernels are compiled for its processor.

    Attributes:
        kinds: of recurrent layers.
        precedes_silence: whoever gathers events must not wait for the next one.
    """

    precedes_silence: ClassVar[bool] = True
    kinds: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class TrainingStarted:
    """Everything is in place; the first batch comes next.

    Attributes:
        device: as torch names it.
        device_reason: why this one.
        threads: CPU threads in use.
        epochs: at most.
        batches: in each epoch.
        naive_loss: validation loss of the forecast "tomorrow equals today".
        parameters: trained numbers.
        epochs_before: that an earlier training has done, and this one goes on from.
        bits: in which most products are computed.
    """

    device: str
    device_reason: Text
    threads: int
    epochs: int
    batches: int
    naive_loss: float
    parameters: int
    probe: Probe
    epochs_before: int = 0
    bits: str = "float32"


@dataclass(frozen=True)
class BatchDone:
    """One batch was learnt from.

    Attributes:
        epoch: counted from 1.
        batch: of this epoch, counted from 1.
        loss: its mean.
        gradient_norm: of the optimizer's step that followed, before clipping; None where none did.
    """

    epoch: int
    batch: int
    loss: float
    gradient_norm: float | None


@dataclass(frozen=True)
class RateChanged:
    """The learning rate was set anew.

    Attributes:
        epoch: counted from 1.
        batch: the first that is learnt from with it, counted from 1.
        learning_rate: what takes the place of the setting; the schedule goes on relative to it.
    """

    epoch: int
    batch: int
    learning_rate: float


@dataclass(frozen=True, eq=False)
class EpochDone:
    """One pass over the training part.

    Attributes:
        train_loss: mean over the samples, as they were when they were learnt from.
        validation_loss: with the weights at the end of the epoch, dropout off.
        learning_rate: of the epoch's last step.
        gradient_norm: mean over the optimizer's steps, before clipping; None where none was taken.
        seconds: of the whole epoch, pauses left out.
        windows_per_second: learnt from, validation left out.
        is_best: lowest validation loss so far.
        probe_forecast: (P, K) in original units.
    """

    epoch: int
    train_loss: float
    validation_loss: float
    learning_rate: float
    gradient_norm: float | None
    seconds: float
    windows_per_second: float
    is_best: bool
    probe_forecast: NDArray[np.float64] = field(repr=False)


@dataclass(frozen=True, eq=False)
class StateTaken:
    """From here the training could go on as if it had never ended.

    It comes before each ``EpochDone``, so that an epoch that is told can already have been kept, and
    once more at a stop where the learning rate was changed in the epoch that was not finished.
    """

    state: TrainingState


@dataclass(frozen=True)
class TrainingPaused:
    """The training waits until it is told to go on or to end."""

    epoch: int
    batch: int


@dataclass(frozen=True)
class TrainingResumed:
    """The training goes on after a pause."""

    epoch: int
    batch: int


@dataclass(frozen=True)
class TrainingFinished:
    """The last event of ``train``; the network holds the best weights.

    Attributes:
        reason: why it ended.
        message: more words where the end needs them.
        epochs: that were finished.
        best_epoch: whose weights are kept; 0 when none was finished.
        validation_loss: of the kept weights.
        seconds: since the start, pauses left out.
    """

    reason: Reason
    message: Text | None
    epochs: int
    best_epoch: int
    validation_loss: float
    seconds: float


TrainingEvent = (
    Compiling
    | TrainingStarted
    | BatchDone
    | RateChanged
    | EpochDone
    | StateTaken
    | TrainingPaused
    | TrainingResumed
    | TrainingFinished
)
