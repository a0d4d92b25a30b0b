"""A training's state as a file: one safetensors file with JSON in its header. Nothing in it can run."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import safetensors.numpy
import torch
from numpy.typing import NDArray
from pydantic import ValidationError

from workbench.core import storage
from workbench.core.errors import RunError, SettingsError
from workbench.core.fields import Document
from workbench.core.layers.stack import stack_of
from workbench.core.settings.experiment_file import parse_experiment
from workbench.core.text import Text, text
from workbench.engine.arrays import parse_arrays
from workbench.engine.learning.descent import Descent
from workbench.engine.learning.events import EpochDone
from workbench.engine.learning.state import Arrays, Progress, TrainingState
from workbench.engine.network import Network

FORMAT = 1
MOST_BYTES = 8 * 2**30
_MOST_HEADER_BYTES = 100_000_000  # what safetensors allows: every epoch of the history stands in it

_GROUPS = ("weights", "best_weights", "optimizer", "chance")
_MOST_OF_THE_TIME = 0.05  # that writing may take of a training


class _Epoch(Document):
    """One line of the history: the numbers of ``EpochDone``."""

    epoch: int
    train_loss: float
    validation_loss: float
    learning_rate: float
    gradient_norm: float | None
    seconds: float
    windows_per_second: float
    is_best: bool


class _Head(Document):
    """Everything that is no array."""

    experiment: str
    progress: Progress
    history: tuple[_Epoch, ...]
    device: str
    data: str
    kernels: str
    torch: str


class CheckpointWriter:
    """Keeps the state of a running training in a file, without taking more than a twentieth of its time.

    Where an epoch takes a moment, writing each of them would take longer than the training; what
    a power cut can then cost is that moment's work, never the file.

    Args:
        path: of the file; it is replaced whole.
        clock: gives seconds.
    """

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self.path, self._clock = path, clock
        self._due = -float("inf")
        self._unwritten: TrainingState | None = None

    def take(self, state: TrainingState) -> None:
        """Write ``state`` now if it is time to, or keep it for ``finish``.

        Raises:
            StorageError: it cannot be written; what was there is unchanged.
        """
        self._unwritten = state
        if self._clock() >= self._due:
            self.finish()

    def finish(self) -> None:
        """Write the last state if the file does not have it yet.

        Raises:
            StorageError: it cannot be written; what was there is unchanged.
        """
        if self._unwritten is None:
            return
        began = self._clock()
        try:
            save_checkpoint(self._unwritten, self.path)
            self._unwritten = None
        finally:
            ended = self._clock()
            self._due = ended + (ended - began) * (1 / _MOST_OF_THE_TIME - 1)


def save_checkpoint(state: TrainingState, path: Path) -> None:
    """Write ``state`` to ``path``.

    Raises:
        StorageError: it cannot be written; what was there is unchanged.
    """
    arrays = {f"{group}/{name}": value for group in _GROUPS for name, value in getattr(state, group).items()}
    head = _Head(
        experiment=state.experiment.to_json(),
        progress=state.progress,
        history=tuple(
            _Epoch(**{name: getattr(epoch, name) for name in _Epoch.model_fields}) for epoch in state.history
        ),
        device=state.device,
        data=state.data,
        kernels=state.kernels,
        torch=state.torch,
    ).model_dump_json()
    header = {"format": str(FORMAT), "head": head, "sha256": _digest(head, arrays)}
    storage.write_whole(path, safetensors.numpy.save(arrays, metadata=header))


def load_checkpoint(path: Path) -> TrainingState:
    """Read a state back, and check everything before any of it is used.

    Raises:
        StorageError: the file cannot be read.
        RunError: it is no checkpoint, damaged, or from a newer version.
    """
    content = storage.read_bytes(path, most=MOST_BYTES)
    try:
        arrays, header = parse_arrays(content, most_header=_MOST_HEADER_BYTES)
    except ValueError as error:
        raise _no_checkpoint(path.name) from error
    _check_format(header, path.name)
    if header.get("sha256") != _digest(header.get("head", ""), arrays):
        raise _damaged(path.name, text("it was changed after it was saved"))
    try:
        state = _state(_Head.model_validate_json(header["head"]), arrays)
    except (ValidationError, SettingsError, KeyError, TypeError) as error:
        raise _damaged(path.name, text("its content cannot be read: {why}", why=error)) from error
    _check_arrays(state, path.name)
    return state


def _state(head: _Head, arrays: Arrays) -> TrainingState:
    groups: dict[str, dict[str, NDArray[Any]]] = {group: {} for group in _GROUPS}
    for name, values in arrays.items():
        group, _, own = name.partition("/")
        groups[group][own] = values
    nothing = np.empty((0, 0))
    return TrainingState(
        experiment=parse_experiment(head.experiment.encode()),
        progress=head.progress,
        history=tuple(EpochDone(**epoch.model_dump(), probe_forecast=nothing) for epoch in head.history),
        device=head.device,
        data=head.data,
        kernels=head.kernels,
        torch=head.torch,
        **groups,
    )


def _check_arrays(state: TrainingState, name: str) -> None:
    """Compare every array with what the experiment's network, optimizer and generators have."""
    if any(problem.severity == "error" for problem in stack_of(state.experiment).problems):
        raise _damaged(name, text("its layers do not fit together"))
    network = Network(state.experiment)
    weights = _shapes(network.state_dict())
    chance = {generator: torch.Generator().get_state() for generator in ("order", "cpu")}
    needed = {
        "weights": weights,
        "best_weights": weights,
        "optimizer": _shapes(Descent(network, state.experiment.training).optimizer.memory),
        "chance": _shapes(chance),
    }
    for group, expected in needed.items():
        held = _shapes(getattr(state, group))
        if group == "chance":  # other devices have generators of another size; torch checks them
            held = {generator: held[generator] for generator in expected if generator in held}
        if held != expected:
            raise _damaged(name, text("its arrays “{group}” do not fit the settings", group=group))
    if len(state.history) != state.progress.epoch:
        raise _damaged(name, text("its history has {count} epochs of {epochs}",
                                  count=len(state.history), epochs=state.progress.epoch))  # fmt: skip


def _shapes(arrays: Mapping[str, torch.Tensor] | Arrays) -> dict[str, tuple[tuple[int, ...], str]]:
    """Give shape and type of each array or tensor, by name."""
    return {name: (tuple(value.shape), str(value.dtype).removeprefix("torch.")) for name, value in arrays.items()}


def _check_format(header: Mapping[str, str], name: str) -> None:
    held = header.get("format", "")
    if not held.isdecimal():
        raise _no_checkpoint(name)
    if int(held) > FORMAT:
        raise RunError(
            text("{file} has format {held}; this workbench reads up to {known}.", file=name, held=held, known=FORMAT),
            hint=text("Go on with a newer workbench."),
        )


def _digest(head: str, arrays: Arrays) -> str:
    digest = hashlib.sha256(head.encode())
    for name in sorted(arrays):
        values = arrays[name]
        digest.update(f"{name} {values.dtype} {values.shape}".encode())
        digest.update(np.ascontiguousarray(values).tobytes())
    return digest.hexdigest()


def _no_checkpoint(name: str) -> RunError:
    return RunError(
        text("{file} is not a checkpoint of the workbench.", file=name),
        hint=text("Choose the folder of a run that has finished at least one epoch."),
    )


def _damaged(name: str, why: Text) -> RunError:
    return RunError(
        text("{file} is damaged: {why}.", file=name, why=why),
        hint=text("Copy the run's folder once more, or train anew."),
    )
