"""Settings of the training that cannot work together. A model that was trained with them is none the worse for it."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.experiment import Experiment
from workbench.core.settings.problems import Problem, Repair
from workbench.core.text import text


def training_problems(experiment: Experiment) -> Iterator[Problem]:
    """Say what keeps a training from beginning, whatever the network and the data are."""
    training = experiment.training
    if training.warmup < training.epochs:
        return
    yield Problem(
        "training.warmup",
        text(
            "The warm-up must be shorter than the training: {warmup} against {epochs} epochs leave nothing for the"
            " full learning rate.",
            warmup=f"{training.warmup:,}",
            epochs=f"{training.epochs:,}",
        ),
        repair=Repair(text("Switch the warm-up off"), experiment.with_settings("training", warmup=0)),
    )
