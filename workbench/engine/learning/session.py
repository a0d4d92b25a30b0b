"""One training: everything that it moves from batch to batch and from epoch to epoch."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

import numpy as np
import torch

from workbench.core.errors import TrainingError
from workbench.core.learning_rate import RateToken
from workbench.core.preparing.prepared import Prepared
from workbench.core.text import Text, text
from workbench.engine.learning import divergence
from workbench.engine.learning.batches import Batch, Batches
from workbench.engine.learning.descent import Descent, Measured
from workbench.engine.learning.events import (
    BatchDone,
    EpochDone,
    RateChanged,
    Reason,
    StateTaken,
    TrainingFinished,
    TrainingStarted,
)
from workbench.engine.learning.losses import loss_for, naive_loss
from workbench.engine.learning.schedules import Plateau, rate_share
from workbench.engine.learning.state import (
    Arrays,
    Progress,
    TrainingState,
    arrays_of,
    check_fits,
    identity_of,
    tensors_of,
)
from workbench.engine.learning.validation import Validation
from workbench.engine.machine.devices import Device, computed_by, threads_at_most
from workbench.engine.machine.precision import Bits, LossScale, autocast, reads_at_once
from workbench.engine.network import Network
from workbench.engine.samples import DeviceWindows, series_on

_MOST_UNREAD = 16  # batches whose numbers stay on a device that is dear to wait for

Unread = tuple[Batch, Measured, Measured | None]  # loss, and the norm where a step was taken
Read = tuple[Batch, float, float | None]


class Session:
    """One training: the network, which lies on ``device``, its samples, and the best weights so far."""

    def __init__(self, network: Network, prepared: Prepared, device: Device, bits: Bits, rates: RateToken) -> None:
        self.network, self.prepared, self.device, self.bits = network, prepared, device, bits
        self.spec = network.experiment.training
        self.loss = loss_for(self.spec)
        self.autocast = autocast(bits, device.torch)
        self.reads_at_once = reads_at_once(bits, device.torch)
        scale = LossScale() if bits == "float16" else None
        self.descent = Descent(self.network, self.spec, measures_at_once=self.reads_at_once, scale=scale)
        train = prepared.windows["train"]
        features, targets = series_on(device.torch, train.features, train.targets)
        self.targets = targets
        samples = [
            DeviceWindows(features, targets, prepared.windows[part], device.torch) for part in ("train", "validation")
        ]
        self.batches = Batches(samples[0], self.spec, in_order=self.network.is_stateful)
        self.validation = Validation(prepared, samples[1], self.loss)
        self.data = identity_of(prepared)
        self.rates, self.rate = rates, self.spec.learning_rate
        self.heard: float | None = None
        self.rate_changes: tuple[RateChanged, ...] = ()
        self.plateau, self.schedule_epochs = Plateau(), self.spec.epochs
        self.began = self.epoch_began = time.perf_counter()
        self.seconds_before = 0.0
        self.epoch = self.finished_epochs = self.step = self.best_epoch = self.waits_from = 0
        self.best_loss = math.inf
        self.best_weights: Arrays | None = None
        self.history: tuple[EpochDone, ...] = ()
        self.state: TrainingState | None = None
        self.losses: list[tuple[float, int]] = []
        self.norms: list[float] = []
        self.unread: list[Unread] = []

    def go_on_from(self, state: TrainingState) -> RateChanged | None:
        """Put everything to where it stood when ``state`` was taken.

        Returns:
            The learning rate, where the settings have another one now.

        Raises:
            RunError: it does not fit the settings, the data or the device.
        """
        check_fits(state, self.network.experiment, data=self.data, device=self.device.name)
        self.state, progress = state, state.progress
        self.network.load_state_dict(tensors_of(state.weights))
        self.descent.restore(tensors_of(state.optimizer), progress.loss_scale)
        chance = tensors_of(state.chance)
        self.batches.order.set_state(chance.pop("order"))
        self.network.chance.restore(chance)
        self.epoch = self.finished_epochs = progress.epoch
        self.step, self.plateau, self.schedule_epochs = progress.step, progress.plateau, progress.schedule_epochs
        self.best_epoch, self.best_loss, self.best_weights = progress.best_epoch, progress.best_loss, state.best_weights
        self.history, self.seconds_before = state.history, sum(epoch.seconds for epoch in state.history)
        self.rate_changes, self.rate = progress.rate_changes, progress.learning_rate
        self.waits_from = progress.waits_from
        if self.spec.patience is not None and self.epochs_waited >= self.spec.patience:
            self.waits_from = self.epoch  # it was stopped early, and is wanted to go on all the same
        if self.spec.learning_rate == state.experiment.training.learning_rate:
            return None  # a rate that was set while the training ran still holds
        return self._change_rate(self.spec.learning_rate, epoch=self.epoch + 1, batch=1)

    def started(self) -> TrainingStarted:
        """Tell that everything is in place."""
        return TrainingStarted(
            device=self.device.name,
            device_reason=self.device.reason,
            threads=threads_at_most(self.network),
            epochs=self.spec.epochs,
            batches=self.batches.count,
            naive_loss=naive_loss(self.spec, self.prepared, self.targets),
            parameters=self.network.parameter_count,
            probe=self.validation.probe,
            epochs_before=self.finished_epochs,
            bits=self.bits,
        )

    def begin_epoch(self, epoch: int) -> None:
        """Forget the numbers of the last epoch, and what layers have kept from window to window."""
        self.network.train()
        self.network.reset_states()
        self.epoch, self.losses, self.norms = epoch, [], []
        self.epoch_began = time.perf_counter()

    @property
    def epochs_waited(self) -> int:
        """Epochs since the best one, as early stopping counts them."""
        return self.epoch - max(self.best_epoch, self.waits_from)

    def rate_at(self, step: int) -> float:
        """Give the size of a step of the optimizer, counted from 0, as the schedule wants it now."""
        steps, epochs = self.batches.steps, self.schedule_epochs
        return self.rate * rate_share(self.spec, step, steps, epochs=epochs, plateau=self.plateau)

    def changed_rate(self) -> RateChanged | None:
        """Take another learning rate if one was asked for."""
        wanted = self.rates.wanted
        if wanted is None or wanted == self.heard:
            return None
        self.heard = wanted
        if wanted == self.rate:
            return None
        return self._change_rate(wanted, epoch=self.epoch, batch=len(self.losses) + len(self.unread) + 1)

    def _change_rate(self, rate: float, *, epoch: int, batch: int) -> RateChanged:
        self.rate = rate
        changed = RateChanged(epoch, batch, rate)
        self.rate_changes = (*self.rate_changes, changed)
        return changed

    def learn(self, batch: Batch) -> None:
        """Take the optimizer's step after ``batch``, or gather for it; not where the loss is read and no number."""
        if batch.begins_step:
            self.descent.begin()
        if batch.begins_anew:
            self.network.reset_states()
        with self.autocast:
            distribution = self.network.distribution(batch.x)
        loss = self.loss(distribution, batch.y)  # in 32 bits, whatever the network computes in
        measured: Measured = loss.item() if self.reads_at_once else loss.detach()
        norm: Measured | None = None
        if isinstance(measured, torch.Tensor) or math.isfinite(measured):
            self.descent.gather(loss, batch.share)
            if batch.ends_step:
                norm = self.descent.step(self.rate_at(self.step))
                self.step += 1
        self.unread.append((batch, measured, norm))

    @property
    def may_wait(self) -> bool:
        """Whether the numbers of the last batches may stay on the device for now."""
        if self.reads_at_once or len(self.unread) == _MOST_UNREAD:
            return False
        return len(self.losses) + len(self.unread) < self.batches.count

    def read(self) -> Iterator[tuple[BatchDone, Batch]]:
        """Give the numbers of the batches that were learnt from since the last time."""
        unread, self.unread = self.unread, []
        for batch, loss, norm in cast("list[Read]", unread) if self.reads_at_once else _fetched(unread):
            self.losses.append((loss, len(batch.x)))
            if norm is not None:
                self.norms.append(norm)
            yield BatchDone(self.epoch, len(self.losses), loss, norm), batch

    def end_epoch(self) -> EpochDone:
        """Measure the validation part, and keep the weights if they are the best so far."""
        learnt_in = time.perf_counter() - self.epoch_began
        rate = self.rate_at(self.step - 1)
        validation_loss, forecast = self.validation.measure(self.network)
        is_best = validation_loss < self.best_loss
        if is_best:
            self.best_loss, self.best_epoch = validation_loss, self.epoch
            self.best_weights = arrays_of(self.network.state_dict())
        self.finished_epochs = self.epoch
        self.plateau = self.plateau.after_epoch(self.spec, validation_loss)
        count = sum(size for _, size in self.losses)
        return EpochDone(
            epoch=self.epoch,
            train_loss=sum(loss * size for loss, size in self.losses) / count,
            validation_loss=validation_loss,
            learning_rate=rate,
            gradient_norm=sum(self.norms) / len(self.norms) if self.norms else None,
            seconds=time.perf_counter() - self.epoch_began,
            windows_per_second=count / learnt_in,
            is_best=is_best,
            probe_forecast=forecast,
        )

    def take_state(self, done: EpochDone) -> StateTaken:
        """Copy everything after an epoch that is done."""
        assert self.best_weights is not None  # a first epoch is the best so far
        self.history = (*self.history, replace(done, probe_forecast=np.empty((0, done.probe_forecast.shape[1]))))
        progress = Progress(
            epoch=self.epoch,
            step=self.step,
            best_epoch=self.best_epoch,
            best_loss=self.best_loss,
            waits_from=self.waits_from,
            learning_rate=self.rate,
            schedule_epochs=self.schedule_epochs,
            plateau=self.plateau,
            rate_changes=self.rate_changes,
            loss_scale=self.descent.loss_scale,
        )
        self.state = TrainingState(
            experiment=self.network.experiment,
            progress=progress,
            history=self.history,
            weights=self.best_weights if done.is_best else arrays_of(self.network.state_dict()),
            best_weights=self.best_weights,
            optimizer=arrays_of(self.descent.optimizer.memory),
            chance=arrays_of({"order": self.batches.order.get_state(), **self.network.chance.states()}),
            device=self.device.name,
            data=self.data,
            kernels=computed_by(self.network),
        )
        return StateTaken(self.state)

    def state_with_changed_rate(self) -> Iterator[StateTaken]:
        """Keep a rate that was asked for since the last finished epoch: it will hold from the next one's beginning on.

        So will one that no batch was learnt from with, because the training ends: it was asked for in a pause, say.
        """
        self.changed_rate()
        if self.state is None or self.state.progress.learning_rate == self.rate:
            return
        progress = self.state.progress
        changed = RateChanged(progress.epoch + 1, 1, self.rate)
        update = {"learning_rate": self.rate, "rate_changes": (*progress.rate_changes, changed)}
        kept = progress.model_copy(update=update)
        yield StateTaken(replace(self.state, experiment=self.network.experiment, progress=kept))

    def leave_out(self, seconds: float) -> None:
        """Take a pause out of every clock."""
        self.began += seconds
        self.epoch_began += seconds

    def finished(self, reason: Reason, message: Text | None = None) -> TrainingFinished:
        """End with the best weights; with the present ones where no epoch was finished."""
        if self.best_weights is not None:
            self.network.load_state_dict(tensors_of(self.best_weights))
        elif reason == "stopped":
            self.best_loss, _ = self.validation.measure(self.network)
            message = text("The first epoch was not finished; the weights are those of the last batch.")
        seconds = self.seconds_before + time.perf_counter() - self.began
        return TrainingFinished(reason, message, self.finished_epochs, self.best_epoch, self.best_loss, seconds)

    def diverged(self, batch: Batch | None) -> TrainingFinished:
        """End because the loss is no number any more, and say where and why.

        Raises:
            TrainingError: no epoch was finished, so that there is nothing to keep.
        """
        what = divergence.place(self.epoch, len(self.losses), self.batches.count, in_validation=batch is None)
        read = self.validation.samples.chunks() if batch is None else [(batch.x, batch.y)]
        cause = divergence.cause(read, [loss for loss, _ in self.losses], self.norms, self.network.experiment)
        if self.best_weights is None:
            raise TrainingError(what, hint=cause)
        kept = text(
            "{what} {cause} The weights of epoch {epoch} are kept.", what=what, cause=cause, epoch=self.best_epoch
        )
        return self.finished("diverged", kept)


def _fetched(unread: Sequence[Unread]) -> Iterator[Read]:
    """Bring what was measured from the device, which is waited for once."""
    measured = [value for _, loss, norm in unread for value in (loss, norm) if isinstance(value, torch.Tensor)]
    values = iter(torch.stack(measured).tolist())
    for batch, _, norm in unread:
        yield batch, next(values), None if norm is None else next(values)
