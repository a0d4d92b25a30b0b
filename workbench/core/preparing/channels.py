"""What a person calls one input of the network, where it may be several features: the words of a column, two waves."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.experiment import Experiment
from workbench.core.preparing.calendar_features import CYCLES
from workbench.core.preparing.features import Feature, features_in
from workbench.core.text import Text, text


@dataclass(frozen=True)
class Channel:
    """One input.

    Attributes:
        name: in files: the column, ``column:ahead`` for what is known of its future, or ``calendar:`` and the kind.
        title: for the user.
        features: places of its features in a window.
    """

    name: str
    title: Text
    features: tuple[int, ...]


def channels_of(experiment: Experiment) -> tuple[Channel, ...]:
    """Give the inputs of a network in the order of their features; a known column is one by its past, one ahead."""
    titles: dict[str, Text] = {}
    places: dict[str, list[int]] = {}
    for at, feature in enumerate(features_in(experiment)):
        name, title = _called(feature)
        titles[name] = title
        places.setdefault(name, []).append(at)
    return tuple(Channel(name, titles[name], tuple(features)) for name, features in places.items())


def _called(feature: Feature) -> tuple[str, Text]:
    """Give the name and the title of the input that a feature belongs to."""
    if feature.cycle is not None:
        return f"calendar:{feature.cycle[0]}", CYCLES[feature.cycle[0]].title
    assert feature.column is not None  # it is of the calendar or of a column
    if feature.ahead:
        return f"{feature.column}:ahead", text("{column}, known ahead", column=feature.column)
    return feature.column, text("{column}", column=feature.column)
