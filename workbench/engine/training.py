"""Training is a generator of frozen events: the window, the command line and the tests read the same."""

from __future__ import annotations

import math
import time
from collections.abc import Generator, Iterator

import torch

from workbench.core.learning_rate import RateToken
from workbench.core.preparing.prepared import Prepared
from workbench.core.stopping import StopToken
from workbench.engine.learning.events import (
    BatchDone,
    Compiling,
    TrainingEvent,
    TrainingFinished,
    TrainingPaused,
    TrainingResumed,
)
from workbench.engine.learning.session import Session
from workbench.engine.learning.state import TrainingState
from workbench.engine.machine.devices import Device, threads_for
from workbench.engine.machine.memory import out_of_memory_as_error
from workbench.engine.machine.precision import choose_bits, repeatable
from workbench.engine.network import Network
from workbench.engine.recurrent.paths import give_memory_back, kinds_to_compile


def train(
    network: Network,
    prepared: Prepared,
    *,
    device: Device,
    stop: StopToken,
    rates: RateToken | None = None,
    state: TrainingState | None = None,
) -> Iterator[TrainingEvent]:
    """Train ``network`` in place, and leave the best weights in it.

    The tokens are looked at after every batch. Memory grows with batch and timesteps, never with
    the number of samples. From a ``state`` the training goes on after the epoch at which it was
    taken, and on the same machine comes to the same bits as if it had never ended.

    Raises:
        DeviceError: the device cannot compute in the precision that was asked for.
        RunError: ``state`` is that of another training, or of one that has done its epochs.
        TrainingError: the loss stopped being a number before any epoch was finished, or
            memory ran out.
    """
    bits = choose_bits(network, device.torch)
    with out_of_memory_as_error(network.experiment):
        network.to(device.torch)  # before it is asked what is to be compiled and how many threads that takes
    if kinds := kinds_to_compile(network):
        yield Compiling(kinds)
    threads = torch.get_num_threads()
    torch.set_num_threads(threads_for(network))
    try:
        with out_of_memory_as_error(network.experiment), repeatable(bits, device.torch):
            session = Session(network, prepared, device, bits, rates or RateToken())
            try:
                changed = session.go_on_from(state) if state is not None else None
                yield session.started()
                if changed is not None:
                    yield changed
                yield from _epochs(session, stop)
            finally:
                session.descent.release()
                give_memory_back(network)
    finally:
        torch.set_num_threads(threads)


def _epochs(session: Session, stop: StopToken) -> Iterator[TrainingEvent]:
    spec = session.spec
    for epoch in range(session.finished_epochs + 1, spec.epochs + 1):
        session.begin_epoch(epoch)
        ended = yield from _batches(session, stop)
        if ended is not None:
            yield ended
            return
        done = session.end_epoch()
        if not math.isfinite(done.validation_loss):
            yield session.diverged(None)
            return
        yield session.take_state(done)  # an epoch is told when it can no longer be lost
        yield done
        if spec.patience is not None and session.epochs_waited >= spec.patience:
            yield from session.state_with_changed_rate()
            yield session.finished("early stopping")
            return
    yield from session.state_with_changed_rate()
    yield session.finished("all epochs done")


def _batches(session: Session, stop: StopToken) -> Generator[TrainingEvent, None, TrainingFinished | None]:
    """Learn from the batches of one epoch; give the training's last event if it ended there."""
    for batch in session.batches.one_epoch():
        if (changed := session.changed_rate()) is not None:
            yield changed
        session.learn(batch)
        if session.may_wait and stop.ending is None and not stop.is_paused:
            continue
        for done, learnt in session.read():
            yield done
            if not _is_number(done):
                return session.diverged(learnt)
        if stop.is_paused:
            yield from _pause(session, stop, done)
        if stop.ending is not None:
            yield from session.state_with_changed_rate()
            return session.finished("discarded" if stop.ending == "discard" else "stopped")
    return None


def _is_number(done: BatchDone) -> bool:
    return math.isfinite(done.loss) and (done.gradient_norm is None or math.isfinite(done.gradient_norm))


def _pause(session: Session, stop: StopToken, at: BatchDone) -> Iterator[TrainingEvent]:
    paused = time.perf_counter()
    yield TrainingPaused(at.epoch, at.batch)
    stop.wait_while_paused()
    session.leave_out(time.perf_counter() - paused)
    if stop.ending is None:
        yield TrainingResumed(at.epoch, at.batch)
