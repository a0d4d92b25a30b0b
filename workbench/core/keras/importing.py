"""A Keras file or pasted Keras source becomes an experiment, and says what was understood and what was not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.core.experiment import Experiment
from workbench.core.keras.activations import as_before_3
from workbench.core.keras.archive import KerasFile, read_weights
from workbench.core.keras.calls import Call, Found, Left
from workbench.core.keras.code.source import found_in_source
from workbench.core.keras.configs import found_in_config
from workbench.core.keras.stacking import Stacked, stacked
from workbench.core.keras.weights import Place, places_of_stack
from workbench.core.keras.writing import groups_of
from workbench.core.layers.stack import stack_of
from workbench.core.preparing.features import feature_count
from workbench.core.text import Text, text


@dataclass(frozen=True, eq=False)
class Imported:
    """What came in.

    Attributes:
        experiment: with the layers and all that could be taken over; the rest is as it was.
        left: what could not be taken over.
        weights: by their names in our network, where the file has them and the network gives the same with them.
        said: settings of the training that the file or the code named.
        is_plain: whether scaler and window normalisation were switched off, because Keras has none.
    """

    experiment: Experiment
    left: tuple[Left, ...]
    weights: dict[str, NDArray[np.float32]] | None = None
    said: tuple[str, ...] = ()
    is_plain: bool = False

    @property
    def understood(self) -> tuple[Text, ...]:
        """Tell what was understood, a line each."""
        experiment, stack = self.experiment, stack_of(self.experiment)
        lines = [
            text("Input: timesteps {steps}, features {features}", steps=experiment.windows.timesteps,
                 features=feature_count(experiment)),
            *(text("{kind}: {headline}, gives {shape}", kind=row.spec.title, headline=row.spec.headline,
                   shape=str(row.output)) for row in stack.active_rows),
            text("Output: horizon {horizon}, targets {targets}", horizon=experiment.windows.horizon,
                 targets=len(experiment.data.targets)),
        ]  # fmt: skip
        training = experiment.training.model_dump()
        lines += [text("Training: {name} = {value}", name=name, value=str(training[name])) for name in self.said]
        if self.is_plain:
            lines.append(text("Scaler, normalisation and seasonal residual: none, as in the file"))
        if self.weights is not None:
            count = sum(array.size for array in self.weights.values())
            lines.append(text("{count} trained weights", count=f"{count:,}"))
        return tuple(lines)


def import_source(words: str, present: Experiment) -> Imported:
    """Read pasted Keras source; what it says nothing of stays as it is in ``present``.

    Raises:
        SettingsError: it is no Python, or holds no model.
    """
    found = found_in_source(words)
    made = stacked(found, present)
    in_order = sorted(made.left, key=lambda one: _line(one.where))
    return Imported(made.experiment, tuple(in_order), said=tuple(found.training))


def imported_from(file: KerasFile, present: Experiment) -> Imported:
    """Read a ``.keras`` or ``.h5`` file that was opened.

    The network then reads and gives the numbers that it reads and gives in Keras: there is no scaler, no window
    normalisation and no seasonal residual.

    Raises:
        ExportError: it is no stack of layers, or its weights do not fit them.
    """
    plain = present.with_settings("windows", normalisation="none", season=None, scaler="none", gap=0)
    found = found_in_config(file.config, file.training, file.name)
    if file.version.startswith(("1.", "2.")):
        found.calls = [as_before_3(call) for call in found.calls]
    found.left += [
        Left(text("The file"), member, text("there is no place for it here"), changes_forecasts=False)
        for member in file.passed_over
    ]
    made = stacked(found, plain)
    weights = None
    broken = any(problem.severity == "error" for problem in stack_of(made.experiment).problems)
    if made.gives_the_same and not broken:
        weights = _weights(file, found, made)
    else:
        why = text("with what was left out, the network would give other numbers with them; train it anew")
        made.left.append(Left(text("The file"), text("its weights"), why))
    return Imported(made.experiment, tuple(made.left), weights, tuple(found.training), is_plain=True)


def _weights(file: KerasFile, found: Found, made: Stacked) -> dict[str, NDArray[np.float32]]:
    places = places_of_stack(stack_of(made.experiment))
    if not made.output_has_bias:
        places[-1] = places[-1][:1]
    names = [str(call.settings.get("name")) for call in found.calls]
    groups = names if file.is_whole else groups_of([call.kind for call in found.calls])
    where = [groups[_place(found.calls, call)] for call in made.layers]
    if not file.is_whole:
        places = [_inside(call, layer) for call, layer in zip(made.layers, places, strict=True)]
    weights = read_weights(file, where, places)
    if not made.output_has_bias:
        weights["output.bias"] = np.zeros(len(weights["output.kernel"]), dtype=np.float32)
    return weights


def _line(where: Text) -> int:
    numbers = re.findall(r"\d+", where)
    return int(numbers[0]) if numbers else 0


def _place(calls: list[Call], wanted: Call | None) -> int:
    return next(at for at, call in enumerate(calls) if call is wanted)


def _inside(call: Call | None, layer: tuple[Place, ...]) -> tuple[Place, ...]:
    """Give the places of a layer that Keras has wrapped, so that it works at every step."""
    if call is None or call.kind != "TimeDistributed":
        return layer
    return tuple(replace(place, inside=f"layer/{place.inside}") for place in layer)


__all__ = ["Imported", "import_source", "imported_from"]
