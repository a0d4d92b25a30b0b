"""When a loss stops being a number: where it happened, and the likely cause."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import torch

from workbench.core.experiment import Experiment
from workbench.core.layers import RecurrentSpec
from workbench.core.layers.activations import FORMULAS
from workbench.core.text import Text, text


def place(epoch: int, batch: int, batches: int, *, in_validation: bool) -> Text:
    """Name the first bad batch."""
    if in_validation:
        return text("The validation loss stopped being a number in epoch {epoch}.", epoch=epoch)
    return text(
        "The training loss stopped being a number in epoch {epoch}, batch {batch} of {batches}.",
        epoch=epoch,
        batch=batch,
        batches=batches,
    )


def cause(
    samples: Iterable[tuple[torch.Tensor, torch.Tensor]],
    losses: Sequence[float],
    norms: Sequence[float],
    experiment: Experiment,
) -> Text:
    """Say the likeliest cause and what to do.

    Args:
        samples: x (B, T, F) and y (B, H, K) of the bad batch, or of the whole validation part.
        losses: of the epoch's batches, the bad one last.
        norms: gradient norms before clipping, likewise.
        experiment: the settings.
    """
    training = experiment.training
    if not all(torch.isfinite(values).all() for sample in samples for values in sample):
        return text("The samples hold values that are no numbers: look at the columns and the scaler.")
    unbounded = [
        spec
        for spec in experiment.layers
        if spec.enabled and isinstance(spec, RecurrentSpec) and not FORMULAS[spec.activation].bounded
    ]
    if unbounded:
        return text(
            "Likely cause: {kind} with the activation {activation} grows without bound from step to step."
            " Use tanh, or lower the learning rate ({rate:g}).",
            kind=unbounded[0].title,
            activation=unbounded[0].activation,
            rate=training.learning_rate,
        )
    grew = len(losses) > 2 and losses[-2] > 10 * losses[0]
    if training.clip_norm is None and (grew or (len(norms) > 1 and norms[-2] > 100)):
        return text("Likely cause: the gradients exploded. Switch gradient clipping on; 1 is a good start.")
    if experiment.windows.scaler == "none":
        return text("Likely cause: the columns are not scaled. Choose the standard scaler.")
    return text(
        "Likely cause: the learning rate {rate:g} is too high. Try {lower:g}.",
        rate=training.learning_rate,
        lower=training.learning_rate / 10,
    )
