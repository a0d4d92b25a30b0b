"""Running out of memory is the user's to mend, on every device."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch

from workbench.core.errors import TrainingError
from workbench.core.experiment import Experiment
from workbench.core.text import text

# what torch's other allocators say: the CPU's on Linux and Windows, Apple's, and CUDA's libraries
_ALLOCATORS = ("can't allocate memory", "not enough memory", "out of memory", "ALLOC_FAILED")


@contextmanager
def out_of_memory_as_error(experiment: Experiment) -> Iterator[None]:
    """Turn an allocator's failure into a TrainingError that names the settings to lower.

    Raises:
        TrainingError: memory ran out inside the block.
    """
    try:
        yield
    except (torch.OutOfMemoryError, MemoryError) as error:
        raise _too_large(experiment) from error
    except RuntimeError as error:
        if not any(words in str(error) for words in _ALLOCATORS):
            raise
        raise _too_large(experiment) from error


def _too_large(experiment: Experiment) -> TrainingError:
    batch, timesteps = experiment.training.batch_size, experiment.windows.timesteps
    return TrainingError(
        text(
            "The memory is not enough for batches of {batch} samples with {timesteps} timesteps.",
            batch=batch,
            timesteps=timesteps,
        ),
        hint=text(
            "Try a batch size of {smaller}, fewer timesteps or fewer units, or train on the CPU.",
            smaller=max(1, batch // 4),
        ),
    )
