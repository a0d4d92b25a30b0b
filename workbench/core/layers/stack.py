"""The stack read as a whole: shapes, parameter counts, problems and their repairs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.core.experiment import MOST_LAYERS, Experiment
from workbench.core.layers import LSTM, LayerSpec, Shape
from workbench.core.layers.fitting import fitting_problems, sequence_maker
from workbench.core.layers.links import link_problems, names_of
from workbench.core.problems import Problem, Repair
from workbench.core.text import Text, text

PROPOSED_TIMESTEPS = 30


@dataclass(frozen=True)
class Row:
    """One layer in its place.

    Attributes:
        index: place in ``experiment.layers``.
        name: unique in the network, as in ``lstm_2``.
        spec: the layer.
        given: the shape before it.
        output: the shape after it; ``given`` when the layer is switched off.
        parameters: trained numbers, counted as Keras does.
    """

    index: int
    name: str
    spec: LayerSpec
    given: Shape
    output: Shape
    parameters: int


@dataclass(frozen=True)
class Output:
    """The last layer, which no one sets: ``Dense(horizon · targets)``, shown as (horizon, targets)."""

    given: Shape
    horizon: int
    targets: int

    @property
    def units(self) -> int:
        """Values per window."""
        return self.horizon * self.targets

    @property
    def parameters(self) -> int:
        """Trained numbers: a weight for each value given and one bias, for each value made."""
        return (self.given.channels + 1) * self.units

    @property
    def shape(self) -> Shape:
        """(horizon, targets)."""
        return Shape(self.horizon, self.targets)


@dataclass(frozen=True)
class Stack:
    """The network as the settings describe it, before any weight exists.

    Attributes:
        input: (timesteps, features).
        rows: one for each layer of the experiment, switched off or not.
        output: the last layer.
        problems: all at once, in the order of the layers.
    """

    input: Shape
    rows: tuple[Row, ...]
    output: Output
    problems: tuple[Problem, ...]

    @property
    def parameters(self) -> int:
        """All trained numbers, counted as Keras does."""
        return sum(row.parameters for row in self.rows) + self.output.parameters

    @property
    def active_rows(self) -> tuple[Row, ...]:
        """The rows that are switched on."""
        return tuple(row for row in self.rows if row.spec.enabled)

    @property
    def idle_parameters(self) -> int:
        """Trained numbers that can never receive a gradient."""
        return sum(row.spec.idle_parameters(row.given) for row in self.active_rows)


def stack_of(experiment: Experiment) -> Stack:
    """Read the stack of ``experiment`` from its input to its output."""
    data, windows = experiment.data, experiment.windows
    shape = given = Shape(windows.timesteps, max(1, len(data.inputs)))
    rows: list[Row] = []
    for index, (name, spec) in enumerate(zip(names_of(experiment.layers), experiment.layers, strict=True)):
        after = spec.output_shape(shape) if spec.enabled else shape
        count = spec.parameters(shape) if spec.enabled else 0
        rows.append(Row(index, name, spec, shape, after, count))
        shape = after
    output = Output(shape, windows.horizon, max(1, len(data.targets)))
    stack = Stack(given, tuple(rows), output, ())
    return Stack(given, tuple(rows), output, tuple(_problems(experiment, stack)))


def layer_title(row: Row) -> Text:
    """Name a layer in a sentence: ``layer 2 (LSTM)``."""
    return text("layer {number} ({kind})", number=row.index + 1, kind=row.spec.title)


def _problems(experiment: Experiment, stack: Stack) -> Iterator[Problem]:
    yield from _starved_layers(experiment, stack)
    yield from fitting_problems(experiment, stack)
    yield from link_problems(experiment, stack)
    yield from _sequence_at_the_end(experiment, stack)
    yield from _single_time_step(experiment, stack)


def _starved_layers(experiment: Experiment, stack: Stack) -> Iterator[Problem]:
    """A layer that needs every step, behind one that gave only the last."""
    told: set[int] = set()
    for place, row in enumerate(stack.active_rows):
        if not row.spec.reads_sequences or row.given.steps is not None:
            continue
        earlier = reversed(stack.active_rows[:place])
        culprit = next(before for before in earlier if before.given.steps is not None)
        if culprit.index in told:
            continue
        told.add(culprit.index)
        yield Problem(
            f"layers[{culprit.index}].return_sequences",
            text(
                "Layer {number} ({kind}) returns only the last step,"
                " but layer {later} ({later_kind}) needs every step.",
                number=culprit.index + 1,
                kind=culprit.spec.title,
                later=row.index + 1,
                later_kind=row.spec.title,
            ),
            repair=Repair(
                text("Return every step"),
                experiment.with_layer(culprit.index, return_sequences=True),
            ),
        )


def _sequence_at_the_end(experiment: Experiment, stack: Stack) -> Iterator[Problem]:
    """The output forecasts from one vector; a whole sequence must not reach it."""
    if stack.output.given.steps is None:
        return
    last = sequence_maker(stack.active_rows)
    if last is None:
        yield Problem(
            "layers",
            text(
                "No recurrent layer turns the {steps} steps into the one vector that the output needs.",
                steps=stack.output.given.steps,
            ),
            repair=Repair(text("Add an LSTM layer"), experiment.with_layers(*experiment.layers, LSTM()))
            if len(experiment.layers) < MOST_LAYERS
            else None,
            hint=text("Replace a layer by a recurrent one."),
        )
        return
    yield Problem(
        f"layers[{last.index}].return_sequences",
        text(
            "Layer {number} ({kind}) returns every step, but the output needs only the last one.",
            number=last.index + 1,
            kind=last.spec.title,
        ),
        repair=Repair(
            text("Return only the last step"),
            experiment.with_layer(last.index, return_sequences=False),
        ),
    )


def _single_time_step(experiment: Experiment, stack: Stack) -> Iterator[Problem]:
    """With one step there is no recurrence: samples shaped (N, 1, F) train a costly Dense layer."""
    if experiment.windows.timesteps > 1 or not stack.idle_parameters:
        return
    has_lstm = any(isinstance(row.spec, LSTM) for row in stack.active_rows)
    count, total = f"{stack.idle_parameters:,}", f"{stack.parameters:,}"
    share = stack.idle_parameters / stack.parameters
    message = (
        text(
            "With a single time step nothing is ever remembered: the recurrent weights and the forget gate,"
            " {count} of {total} parameters ({share:.0%}), can never learn.",
            count=count,
            total=total,
            share=share,
        )
        if has_lstm
        else text(
            "With a single time step nothing is ever remembered: the recurrent weights,"
            " {count} of {total} parameters ({share:.0%}), can never learn.",
            count=count,
            total=total,
            share=share,
        )
    )
    yield Problem(
        "windows.timesteps",
        message,
        severity="warning",
        repair=Repair(
            text("Use {steps} timesteps", steps=PROPOSED_TIMESTEPS),
            experiment.with_settings("windows", timesteps=PROPOSED_TIMESTEPS),
        ),
    )
