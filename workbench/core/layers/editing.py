"""Changing the stack: each step yields a new experiment."""

from __future__ import annotations

from workbench.core.errors import SettingsError
from workbench.core.experiment import MOST_LAYERS, Experiment
from workbench.core.layers import LayerSpec
from workbench.core.text import text


def add_layer(experiment: Experiment, spec: LayerSpec, at: int) -> Experiment:
    """Put ``spec`` at place ``at`` of the stack.

    Raises:
        SettingsError: the stack is full.
    """
    stack = experiment.layers
    if len(stack) >= MOST_LAYERS:
        raise SettingsError(
            text("The stack already has {most} layers.", most=MOST_LAYERS), hint=text("Remove a layer first.")
        )
    return experiment.with_layers(*stack[:at], spec, *stack[at:])


def remove_layer(experiment: Experiment, at: int) -> Experiment:
    """Take the layer at place ``at`` out."""
    return experiment.with_layers(*experiment.layers[:at], *experiment.layers[at + 1 :])


def move_layer(experiment: Experiment, source: int, target: int) -> Experiment:
    """Move the layer at place ``source`` so that it ends up at place ``target``."""
    stack = list(experiment.layers)
    stack.insert(target, stack.pop(source))
    return experiment.with_layers(*stack)
