"""Changing the stack: each step yields a new experiment.

A layer is named by its kind and its number among that kind, so moving one renames others. Layers
that start from another one's state keep their source: its new name is put in. A layer whose source
is removed starts from zeros.
"""

from __future__ import annotations

from collections.abc import Sequence

from workbench.core.errors import SettingsError
from workbench.core.experiment import MOST_LAYERS, Experiment
from workbench.core.layers import LayerSpec, RecurrentSpec
from workbench.core.layers.links import names_of
from workbench.core.text import text


def add_layer(experiment: Experiment, spec: LayerSpec, at: int) -> Experiment:
    """Put ``spec`` at place ``at`` of the stack; a layer that it starts from is named as before the step.

    Raises:
        SettingsError: the stack is full.
    """
    places = range(len(experiment.layers))
    if len(places) >= MOST_LAYERS:
        raise SettingsError(
            text("The stack already has {most} layers.", most=MOST_LAYERS), hint=text("Remove a layer first.")
        )
    return _arranged(experiment, [*places[:at], spec, *places[at:]])


def remove_layer(experiment: Experiment, at: int) -> Experiment:
    """Take the layer at place ``at`` out."""
    places = range(len(experiment.layers))
    return _arranged(experiment, [*places[:at], *places[at + 1 :]])


def move_layer(experiment: Experiment, source: int, target: int) -> Experiment:
    """Move the layer at place ``source`` so that it ends up at place ``target``."""
    places = list(range(len(experiment.layers)))
    places.insert(target, places.pop(source))
    return _arranged(experiment, places)


def _arranged(experiment: Experiment, order: Sequence[int | LayerSpec]) -> Experiment:
    """Give the stack in a new order: places in the old stack, and layers that are new."""
    old = experiment.layers
    layers = [old[one] if isinstance(one, int) else one for one in order]
    new_names = names_of(layers)
    known = set(names_of(old))
    renamed = {
        name: new_names[order.index(place)] for place, name in enumerate(names_of(old)) if place in order
    }  # fmt: skip
    return experiment.with_layers(*(_relinked(spec, known, renamed) for spec in layers))


def _relinked(spec: LayerSpec, known: set[str], renamed: dict[str, str]) -> LayerSpec:
    if not isinstance(spec, RecurrentSpec) or spec.initial_state not in known:
        return spec  # it starts from zeros, or from a layer that never was: the stack tells
    return spec.model_copy(update={"initial_state": renamed.get(spec.initial_state)})
