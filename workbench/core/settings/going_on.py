"""Whether a run can go on with other settings than it began with."""

from __future__ import annotations

from workbench.core.experiment import Experiment
from workbench.core.settings.differences import Difference, differences
from workbench.core.text import Text, text

# What may change without making what the optimizer remembers mean something else. Which rows are read
# is judged by the rows themselves, not by the name of their file.
_FREE = (
    "version",
    "data.source.",
    "data.options.",
    "training.learning_rate",
    "training.momentum",
    "training.weight_decay",
    "training.epochs",
    "training.patience",
    "training.clip_norm",
    "training.clip_value",
    "training.device",
)


def changes_in_the_way(began_with: Experiment, goes_on_with: Experiment) -> tuple[Difference, ...]:
    """List the settings that differ and would make another run of it."""
    found = differences(began_with, goes_on_with)
    return tuple(one for one in found if not one.address.startswith(_FREE))


def what_is_in_the_way(began_with: Experiment, goes_on_with: Experiment) -> Text | None:
    """Say why a run cannot go on with these settings, or give None."""
    found = changes_in_the_way(began_with, goes_on_with)
    if not found:
        return None
    return text(
        "The run began with other settings: {settings}.",
        settings="; ".join(f"{one.address} {_word(one.before)} → {_word(one.after)}" for one in found[:3])
        + ("; …" if len(found) > 3 else ""),
    )


def _word(value: object) -> str:
    return "–" if value is None else str(value)
