"""The layers that were found become the stack of an experiment, and the last one its output."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from workbench.core.errors import SettingsError
from workbench.core.experiment import MOST_LAYERS, Experiment
from workbench.core.keras.activations import ACTIVATION_LAYERS, activation_in, written
from workbench.core.keras.calls import Call, Found, Left
from workbench.core.keras.kinds import spec_of
from workbench.core.layers import Conv1D, Dense, LayerSpec, RepeatVector, Segments, Shape
from workbench.core.layers.links import names_of
from workbench.core.preparing.features import feature_count
from workbench.core.text import Text, text


@dataclass
class Stacked:
    """What became of the layers.

    Attributes:
        experiment: with the stack, and the horizon and targets that follow from its end.
        layers: those of the stack and, last, the output; each with the Keras layer that it was, or None.
        left: everything that could not be taken over.
        output_has_bias: whether the last layer has one; ours always does.
    """

    experiment: Experiment
    layers: list[Call | None] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    output_has_bias: bool = True

    @property
    def gives_the_same(self) -> bool:
        """Whether the network gives with Keras' weights what it gives in Keras."""
        return self.layers[-1] is not None and not any(one.changes_forecasts for one in self.left)


def stacked(found: Found, present: Experiment) -> Stacked:
    """Make the stack.

    Args:
        found: in a file or in code.
        present: the experiment whose data, and whatever nothing is said of, is kept.
    """
    builder = _Builder(found, _sized(found, present))
    for call in found.calls:
        builder.add(call)
    return builder.ended()


def _sized(found: Found, present: Experiment) -> Experiment:
    """Give the experiment with the input's size: where the columns do not fit, with columns that are to be chosen."""
    experiment = _tried(present, "windows", {"timesteps": found.steps} if found.steps else {}, found)
    if found.features is None or feature_count(experiment) == found.features:
        return experiment
    names = tuple(f"feature_{at}" for at in range(1, found.features + 1))
    why = text("a network knows none; give the inputs their columns under Data")
    words = text("the names of {count} columns", count=found.features)
    found.left.append(Left(text("Input"), words, why, changes_forecasts=False))
    plain = {"inputs": names, "targets": names[:1], "known": (), "calendar": (), "transforms": (), "categories": ()}
    return experiment.with_settings("data", **plain, group=None)


def _tried(experiment: Experiment, part: Any, values: dict[str, Any], found: Found) -> Experiment:
    """Change settings one by one, and name each that is out of its bounds."""
    for name, value in values.items():
        try:
            experiment = experiment.with_settings(part, **{name: value})
        except SettingsError as error:
            message = error.faults[0].message if error.faults else error.what
            why = message if isinstance(message, Text) else text("{message}", message=message)
            found.left.append(Left(text("The model"), f"{name} = {value!r}"[:80], why, part == "windows"))
    return experiment


class _Builder:
    """Puts one layer behind the other and follows the shape."""

    def __init__(self, found: Found, experiment: Experiment) -> None:
        self.found, self.experiment = found, experiment
        self.specs: list[LayerSpec] = []
        self.calls: list[Call] = []
        self.shape = Shape(experiment.windows.timesteps, max(1, found.features or feature_count(experiment)))
        self.before = self.shape  # the last layer
        self.output_axes: tuple[int, int] | None = None
        self.repeats: int | None = None

    def add(self, call: Call) -> None:
        """Put the layer of ``call`` behind those that are there."""
        if call.kind == "Identity" or (call.kind == "Rescaling" and _does_nothing(call)):
            return
        if self.output_axes is not None:
            self._leave(call, call.kind, text("it stands behind the output"))
        elif call.kind == "Reshape":
            self._reshape(call)
        elif call.kind in ACTIVATION_LAYERS:
            self._activation(call)
        elif call.kind == "Flatten" and self.shape.steps is None:
            return  # a vector is flat
        else:
            spec, left = spec_of(call)
            self.found.left += left
            if spec is not None:
                self._put(self._started(spec, call), call)

    def _put(self, spec: LayerSpec, call: Call) -> None:
        if len(self.specs) > MOST_LAYERS:
            self._leave(call, call.kind, text("a stack has at most {most} layers", most=MOST_LAYERS))
            return
        if isinstance(spec, RepeatVector):
            self.repeats = spec.n
        elif spec.output_shape(self.shape).steps is None:
            self.repeats = None
        self.specs.append(spec)
        self.calls.append(call)
        self.before, self.shape = self.shape, spec.output_shape(self.shape)

    def _started(self, spec: LayerSpec, call: Call) -> LayerSpec:
        """Let a layer start from the states of the layer that Keras calls by name."""
        source = call.settings.get("initial_state")
        if source is None or "initial_state" not in type(spec).model_fields:
            return spec
        keras_names = [str(one.settings.get("name")) for one in self.calls]
        if source not in keras_names:
            self._leave(call, "initial_state", text("only the states of an earlier layer can be"))
            return spec.model_copy(update={"initial_state": None})
        return spec.model_copy(update={"initial_state": names_of(self.specs)[keras_names.index(source)]})

    def _reshape(self, call: Call) -> None:
        sizes = call.settings.get("target_shape")
        sizes = list(sizes) if isinstance(sizes, list | tuple) else []
        whole = len(sizes) == 2 and all(isinstance(one, int) and one > 0 for one in sizes)
        steps, channels = self.shape.steps, self.shape.channels
        if whole and steps is None and sizes[0] * sizes[1] == channels:
            self.output_axes = (sizes[0], sizes[1])
        elif whole and steps and sizes[0] * sizes[1] == steps * channels and steps % sizes[0] == 0:
            self._put(Segments(n=steps // sizes[0]), call)
        elif sizes == [-1] and steps is None:
            return
        else:
            why = text("steps can only be joined to segments, and the output only be laid out as (horizon, targets)")
            self._leave(call, f"Reshape({sizes})", why)

    def _activation(self, call: Call) -> None:
        """Give an activation that is a layer of its own to the layer before it."""
        name, last = activation_in(call), self.specs[-1] if self.specs else None
        if name is None:
            self._leave(call, written(call), text("there is no such activation here"))
        elif name == "linear":
            return
        elif not isinstance(last, Dense | Conv1D) or last.activation != "linear":
            self._leave(call, written(call), text("an activation belongs to the Dense or Conv1D before it"))
        else:
            self.specs[-1] = last.model_copy(update={"activation": name})

    def ended(self) -> Stacked:
        """Take the last ``Dense`` as the output, and settle the horizon and the targets."""
        last = self.specs[-1] if self.specs else None
        if not isinstance(last, Dense):
            why = text("the output here is one more Dense, whose size follows from the horizon and the targets")
            where = self.calls[-1].where if self.calls else text("The model")
            self.found.left.append(Left(where, text("the end without a Dense layer"), why))
            return self._result([*self.calls, None], has_bias=True)
        call, given = self.calls[-1], self.before
        del self.specs[-1]
        if last.activation != "linear":
            self._leave(call, f"Dense: activation = {last.activation!r}", text("the output here is always linear"))
        if given.steps is None:
            self._many_steps_at_once(last.units, call)
        elif self.repeats is not None and self.repeats == given.steps:
            self._sizes(given.steps, last.units, call)
        else:
            why = text("it forecasts at each of the {steps} steps; here one vector or a RepeatVector gives the horizon",
                       steps=given.steps)  # fmt: skip
            self._leave(call, f"Dense({last.units})", why)
        return self._result(self.calls, has_bias=last.use_bias)

    def _many_steps_at_once(self, units: int, call: Call) -> None:
        targets, windows = len(self.experiment.data.targets), self.experiment.windows
        if self.output_axes is not None:
            self._sizes(*self.output_axes, call)
        elif units != windows.horizon * targets:
            self._sizes(units, 1, call)

    def _sizes(self, horizon: int, targets: int, call: Call) -> None:
        self.experiment = _tried(self.experiment, "windows", {"horizon": horizon}, self.found)
        data = self.experiment.data
        if len(data.targets) == targets:
            return
        if targets > len(data.inputs):
            self._leave(call, text("{count} targets", count=targets), text("there are not so many inputs"))
            return
        why = text("the first inputs were chosen; choose them under Data")
        words = text("{count} targets", count=targets)
        self.found.left.append(Left(call.where, words, why, changes_forecasts=False))
        self.experiment = self.experiment.with_settings("data", targets=data.inputs[:targets])

    def _result(self, layers: list[Any], *, has_bias: bool) -> Stacked:
        training = {"loss": "mse", **self.found.training}  # a distribution would need a wider output
        experiment = _tried(self.experiment, "training", training, self.found)
        return Stacked(experiment.with_layers(*self.specs[:MOST_LAYERS]), layers, self.found.left, has_bias)

    def _leave(self, call: Call, what: str | Text, why: Text) -> None:
        self.found.left.append(Left(call.where, what, why))


def _does_nothing(call: Call) -> bool:
    return bool(call.settings.get("scale", 1) == 1 and call.settings.get("offset", 0) == 0)
