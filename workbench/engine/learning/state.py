"""Everything that a training needs to go on as if it had never ended."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from workbench.core.errors import RunError
from workbench.core.experiment import Experiment
from workbench.core.fields import Document
from workbench.core.preparing.prepared import Prepared
from workbench.core.settings.going_on import what_is_in_the_way
from workbench.core.text import Text, text
from workbench.engine.learning.events import EpochDone, RateChanged
from workbench.engine.learning.schedules import Plateau
from workbench.engine.machine.devices import computed_by
from workbench.engine.network import Network

Arrays = Mapping[str, NDArray[Any]]


class Progress(Document):
    """How far a training has come: numbers that JSON keeps exactly.

    Attributes:
        epoch: the last finished one.
        step: of the optimizer, counted over all epochs.
        best_epoch: the one with the lowest validation loss.
        best_loss: that loss.
        waits_from: the epoch from which early stopping counts, where it is later than the best.
        learning_rate: the setting, or what took its place while the training ran.
        schedule_epochs: for how many epochs the schedule was laid out.
        plateau: what the schedule "on a plateau" remembers.
        rate_changes: every other learning rate that was set, the oldest first.
        loss_scale: in float16, and how many good steps were taken with it; None in other precisions.
    """

    epoch: int
    step: int
    best_epoch: int
    best_loss: float
    waits_from: int
    learning_rate: float
    schedule_epochs: int
    plateau: Plateau
    rate_changes: tuple[RateChanged, ...]
    loss_scale: tuple[float, int] | None


@dataclass(frozen=True, eq=False)
class TrainingState:
    """A training after its last finished epoch: plain values and copies, which nothing changes any more.

    It holds finished epochs only. A training that ends in the middle of one goes on from its
    beginning, learns from the same batches again, and so comes to the same bits.

    Attributes:
        experiment: the settings.
        progress: the counters.
        history: every epoch so far, without its forecasts.
        weights: the network's, by name.
        best_weights: those of the best epoch.
        optimizer: what the optimizer remembers.
        chance: states of the generators, by device, and of the "order" of samples.
        device: where the training ran.
        data: what identifies the numbers that were learnt from.
        torch: the version.
        kernels: what computed the recurrent layers, as ``computed_by`` names it.
    """

    experiment: Experiment
    progress: Progress
    history: tuple[EpochDone, ...]
    weights: Arrays
    best_weights: Arrays
    optimizer: Arrays
    chance: Arrays
    device: str
    data: str
    kernels: str
    torch: str = torch.__version__


def arrays_of(tensors: Mapping[str, torch.Tensor]) -> dict[str, NDArray[Any]]:
    """Copy tensors, wherever they are."""
    return {name: value.detach().cpu().numpy().copy() for name, value in tensors.items()}


def tensors_of(arrays: Arrays) -> dict[str, torch.Tensor]:
    """Copy arrays into tensors of the CPU."""
    return {name: torch.from_numpy(value.copy()) for name, value in arrays.items()}


def identity_of(prepared: Prepared) -> str:
    """Give a digest of the numbers that a network learns from."""
    windows = prepared.windows["train"]
    digest = hashlib.sha256()
    for values in (windows.features, windows.targets):
        digest.update(repr(values.shape).encode())
        digest.update(np.ascontiguousarray(values).data)
    if windows.starts.kept is not None:
        digest.update(windows.starts.kept.data)
    return digest.hexdigest()


def check_fits(state: TrainingState, experiment: Experiment, *, data: str, device: str) -> None:
    """Look whether a training may go on from ``state`` with these settings, this data and this device.

    Raises:
        RunError: it would be another training, or nothing is left to do.
    """
    found = what_is_in_the_way(state.experiment, experiment)
    if found is not None:
        raise RunError(found, hint=text("Take the run's settings to go on with it, or train anew with these."))
    if state.data != data:
        raise RunError(
            text("The data is not what the run has learnt from."),
            hint=text("Bring the same rows back to go on with it, or train anew with these."),
        )
    if state.device != device:
        raise RunError(
            text("The run was on {before} and cannot go on on {now}.", before=state.device, now=device),
            hint=text("Choose the device {before} to go on with it, or train anew.", before=state.device),
        )
    if experiment.training.epochs <= state.progress.epoch:
        raise RunError(
            text("The run has done its {epochs} epochs.", epochs=state.progress.epoch),
            hint=text("Say how many more it should do."),
        )


def going_on_notices(state: TrainingState, experiment: Experiment) -> list[Text]:
    """Say what the user should know before a training goes on from ``state``."""
    notices, spec = [], experiment.training
    if state.torch != torch.__version__:
        notices.append(
            text(
                "The run began with torch {before}; with torch {now} it goes on, but not to the same last bit.",
                before=state.torch,
                now=torch.__version__,
            )
        )
    if state.device == "cpu" and state.kernels != (now := computed_by(Network(experiment))):
        notices.append(
            text(
                "The run began with {before}; with {now} it goes on, but not to the same last bit.",
                before=state.kernels,
                now=now,
            )
        )
    if spec.schedule in ("cosine", "one_cycle") and spec.epochs > state.progress.schedule_epochs:
        notices.append(
            text(
                "The schedule was laid out for {epochs} epochs; after them the learning rate stays at {share:.3g} of"
                " its full size.",
                epochs=state.progress.schedule_epochs,
                share=spec.final_share,
            )
        )
    return notices
