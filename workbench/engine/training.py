"""Training is a generator of frozen events: the window, the command line and the tests read the same."""

from __future__ import annotations

import copy
import math
import time
from collections.abc import Iterator

import numpy as np
import torch
from torch import nn

from workbench.core.errors import TrainingError
from workbench.core.prepared import Prepared
from workbench.core.splits import Part
from workbench.core.stopping import StopToken
from workbench.core.text import Text, text
from workbench.engine import divergence
from workbench.engine.devices import Device, threads_for
from workbench.engine.events import (
    BatchDone,
    EpochDone,
    Probe,
    Reason,
    TrainingEvent,
    TrainingFinished,
    TrainingPaused,
    TrainingResumed,
    TrainingStarted,
)
from workbench.engine.losses import loss_for, naive_loss
from workbench.engine.memory import out_of_memory_as_error
from workbench.engine.network import Network
from workbench.engine.optimizers import optimizer_for
from workbench.engine.samples import DeviceWindows, samples_at_once

_PROBE_STEPS = 480  # values forecast anew after each epoch; what a plot can show


def train(network: Network, prepared: Prepared, *, device: Device, stop: StopToken) -> Iterator[TrainingEvent]:
    """Train ``network`` in place, and leave the best weights in it.

    The token is looked at after every batch. Memory grows with batch and timesteps, never with
    the number of samples.

    Raises:
        TrainingError: the loss stopped being a number before any epoch was finished, or
            memory ran out.
    """
    threads = torch.get_num_threads()
    torch.set_num_threads(threads_for(network))
    try:
        with out_of_memory_as_error(network.experiment):
            session = _Session(network, prepared, device)
            yield session.started()
            yield from _epochs(session, stop)
    finally:
        torch.set_num_threads(threads)


def _epochs(session: _Session, stop: StopToken) -> Iterator[TrainingEvent]:
    spec = session.spec
    for epoch in range(1, spec.epochs + 1):
        session.begin_epoch(epoch)
        for index in session.shuffled_batches():
            batch = session.learn(index)
            yield batch
            if not (math.isfinite(batch.loss) and math.isfinite(batch.gradient_norm)):
                yield session.diverged(index)
                return
            if stop.is_paused:
                yield from _pause(session, stop, batch)
            if stop.ending is not None:
                yield session.finished("discarded" if stop.ending == "discard" else "stopped")
                return
        done = session.end_epoch()
        if not math.isfinite(done.validation_loss):
            yield session.diverged(None)
            return
        yield done
        if spec.patience is not None and epoch - session.best_epoch >= spec.patience:
            yield session.finished("early stopping")
            return
    yield session.finished("all epochs done")


def _pause(session: _Session, stop: StopToken, at: BatchDone) -> Iterator[TrainingEvent]:
    paused = time.perf_counter()
    yield TrainingPaused(at.epoch, at.batch)
    stop.wait_while_paused()
    session.leave_out(time.perf_counter() - paused)
    if stop.ending is None:
        yield TrainingResumed(at.epoch, at.batch)


class _Session:
    """One training: the network on its device, its samples, and the best weights so far."""

    def __init__(self, network: Network, prepared: Prepared, device: Device) -> None:
        self.network = network.to(device.torch)
        self.prepared = prepared
        self.device = device
        self.spec = network.experiment.training
        self.optimizer = optimizer_for(self.network.parameters(), self.spec)
        self.loss = loss_for(self.spec)
        train = prepared.windows["train"]
        features = torch.from_numpy(train.features).to(device.torch)
        self.targets = torch.from_numpy(train.targets).to(device.torch)
        self.samples: dict[Part, DeviceWindows] = {
            part: DeviceWindows(features, self.targets, windows) for part, windows in prepared.windows.items()
        }
        self.order = torch.Generator().manual_seed(self.spec.seed)
        self.probe_index, self.probe = _probe(prepared)
        self.began = time.perf_counter()
        self.epoch = self.finished_epochs = self.best_epoch = 0
        self.best_loss = math.inf
        self.best_weights: dict[str, torch.Tensor] | None = None
        self.losses: list[tuple[float, int]] = []
        self.norms: list[float] = []
        self.epoch_began = self.began

    def started(self) -> TrainingStarted:
        return TrainingStarted(
            device=self.device.name,
            device_reason=self.device.reason,
            threads=torch.get_num_threads(),
            epochs=self.spec.epochs,
            batches=math.ceil(len(self.samples["train"]) / self.spec.batch_size),
            naive_loss=naive_loss(self.spec, self.prepared, self.targets),
            parameters=self.network.parameter_count,
            probe=self.probe,
        )

    def begin_epoch(self, epoch: int) -> None:
        self.network.train()
        self.epoch, self.losses, self.norms = epoch, [], []
        self.epoch_began = time.perf_counter()

    def shuffled_batches(self) -> Iterator[torch.Tensor]:
        """Give the training samples' numbers in a new order, a batch at a time."""
        order = torch.randperm(len(self.samples["train"]), generator=self.order)
        yield from order.to(self.device.torch).split(self.spec.batch_size)

    def learn(self, index: torch.Tensor) -> BatchDone:
        """Take one step of the optimizer on the samples at ``index`` (B,); not where the loss is no number."""
        x, y = self.samples["train"].take(index)
        self.optimizer.zero_grad(set_to_none=True)
        loss = self.loss(self.network.distribution(x), y)
        loss.backward()
        limit = self.spec.clip_norm if self.spec.clip_norm is not None else math.inf
        norm = nn.utils.clip_grad_norm_(self.network.parameters(), limit)
        done = BatchDone(self.epoch, len(self.losses) + 1, loss.item(), norm.item())
        if math.isfinite(done.loss) and math.isfinite(done.gradient_norm):
            self.optimizer.step()
        self.losses.append((done.loss, len(index)))
        self.norms.append(done.gradient_norm)
        return done

    def end_epoch(self) -> EpochDone:
        learnt_in = time.perf_counter() - self.epoch_began
        validation_loss = self.evaluate("validation")
        is_best = validation_loss < self.best_loss
        if is_best:
            self.best_loss, self.best_epoch = validation_loss, self.epoch
            self.best_weights = copy.deepcopy(self.network.state_dict())
        self.finished_epochs = self.epoch
        count = sum(size for _, size in self.losses)
        forecast = self._probe_forecast()
        return EpochDone(
            epoch=self.epoch,
            train_loss=sum(loss * size for loss, size in self.losses) / count,
            validation_loss=validation_loss,
            learning_rate=self.optimizer.param_groups[0]["lr"],
            gradient_norm=sum(self.norms) / len(self.norms),
            seconds=time.perf_counter() - self.epoch_began,
            windows_per_second=count / learnt_in,
            is_best=is_best,
            probe_forecast=forecast,
        )

    def leave_out(self, seconds: float) -> None:
        """Take a pause out of every clock."""
        self.began += seconds
        self.epoch_began += seconds

    def finished(self, reason: Reason, message: Text | None = None) -> TrainingFinished:
        """End with the best weights; with the present ones where no epoch was finished."""
        if self.best_weights is not None:
            self.network.load_state_dict(self.best_weights)
        elif reason == "stopped":
            self.best_loss = self.evaluate("validation")
            message = text("The first epoch was not finished; the weights are those of the last batch.")
        seconds = time.perf_counter() - self.began
        return TrainingFinished(reason, message, self.finished_epochs, self.best_epoch, self.best_loss, seconds)

    def diverged(self, index: torch.Tensor | None) -> TrainingFinished:
        """End because the loss is no number any more, and say where and why.

        Raises:
            TrainingError: no epoch was finished, so that there is nothing to keep.
        """
        batches = math.ceil(len(self.samples["train"]) / self.spec.batch_size)
        what = divergence.place(self.epoch, len(self.losses), batches, in_validation=index is None)
        read = self.samples["validation"].chunks() if index is None else [self.samples["train"].take(index)]
        cause = divergence.cause(read, [loss for loss, _ in self.losses], self.norms, self.network.experiment)
        if self.best_weights is None:
            raise TrainingError(what, hint=cause)
        kept = text(
            "{what} {cause} The weights of epoch {epoch} are kept.", what=what, cause=cause, epoch=self.best_epoch
        )
        return self.finished("diverged", kept)

    def evaluate(self, part: Part) -> float:
        """Give the mean loss over a part, with dropout off."""
        self.network.eval()
        total, count = 0.0, 0
        with torch.inference_mode():
            for x, y in self.samples[part].chunks():
                total += self.loss(self.network.distribution(x), y).item() * len(x)
                count += len(x)
        return total / count

    def _probe_forecast(self) -> np.ndarray:
        samples = self.samples["validation"]
        chunks = self.probe_index.to(self.device.torch).split(samples_at_once(samples.x.shape[1]))
        with torch.inference_mode():
            forecast = torch.cat([self.network(samples.take(index)[0]) for index in chunks])
        return self.prepared.target_scaler.restore(forecast.flatten(0, 1).cpu().numpy())


def _probe(prepared: Prepared) -> tuple[torch.Tensor, Probe]:
    """Choose validation samples whose futures follow on each other, as many as a plot can show."""
    windows = prepared.windows["validation"]
    apart = math.ceil(windows.horizon / windows.starts.step)
    count = min(math.ceil(len(windows) / apart), max(1, _PROBE_STEPS // windows.horizon))
    index = np.arange(count) * apart
    rows = (np.array(windows.futures)[index][:, None] + np.arange(windows.horizon)).ravel()
    series = prepared.series
    times = None if series.times is None else series.times[rows]
    truth = series.select(prepared.experiment.data.targets)[rows]
    return torch.from_numpy(index), Probe(rows, times, truth)
