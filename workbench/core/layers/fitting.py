"""What fits on what: sequences and vectors, numbers of steps, and settings that need each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from workbench.core.experiment import MOST_LAYERS, Experiment, WindowSpec
from workbench.core.fields import settings_of
from workbench.core.layers.convolution import Conv1D
from workbench.core.layers.editing import add_layer
from workbench.core.layers.feedforward import Dropout
from workbench.core.layers.recurrent import LSTM, GatedSpec, RecurrentSpec
from workbench.core.layers.steps import Masking, Segments
from workbench.core.settings.problems import Problem, Repair
from workbench.core.text import text

if TYPE_CHECKING:
    from workbench.core.layers.stack import Row, Stack

MOST_TIMESTEPS = int(next(one.high or 0 for one in settings_of(WindowSpec) if one.name == "timesteps"))


def fitting_problems(experiment: Experiment, stack: Stack) -> Iterator[Problem]:
    """Every layer that cannot work on what it is given, and every setting that can have no effect."""
    rows = stack.active_rows
    for place, row in enumerate(rows):
        spec = row.spec
        if spec.reads_vectors and row.given.steps is not None:
            yield _whole_sequence(experiment, rows, place)
        elif isinstance(spec, Segments) and row.given.steps is not None:
            yield from _segments(experiment, rows, place, spec)
        elif isinstance(spec, Conv1D) and row.given.steps is not None:
            yield from _kernel(experiment, row, spec)
        elif isinstance(spec, Masking):
            yield from _changed_before_the_mask(experiment, rows, place)
            yield from _unseen_mask(experiment, rows, place)
        elif isinstance(spec, GatedSpec):
            yield from _memory_without_bias(experiment, row, spec)
    yield from _stateful(experiment, stack)


def sequence_maker(rows: tuple[Row, ...]) -> Row | None:
    """Give the recurrent layer that could return its last step alone to whatever follows ``rows``.

    None where no layer could: there is none, or a later one needs the whole sequence, or makes a
    new one.
    """
    for row in reversed(rows):
        if isinstance(row.spec, RecurrentSpec):
            return row
        if row.spec.reads_sequences or row.spec.reads_vectors:
            return None
    return None


def _whole_sequence(experiment: Experiment, rows: tuple[Row, ...], place: int) -> Problem:
    row, maker = rows[place], sequence_maker(rows[:place])
    if maker is not None:
        return Problem(
            f"layers[{maker.index}].return_sequences",
            text(
                "Layer {number} ({kind}) returns every step, but layer {later} ({later_kind}) takes one vector.",
                number=maker.index + 1,
                kind=maker.spec.title,
                later=row.index + 1,
                later_kind=row.spec.title,
            ),
            repair=Repair(
                text("Return only the last step"), experiment.with_layer(maker.index, return_sequences=False)
            ),
        )
    is_full = len(experiment.layers) >= MOST_LAYERS
    return Problem(
        f"layers[{row.index}]",
        text(
            "Layer {number} ({kind}) takes one vector, but no recurrent layer turns the {steps} steps into one.",
            number=row.index + 1,
            kind=row.spec.title,
            steps=row.given.steps,
        ),
        repair=None
        if is_full
        else Repair(text("Add an LSTM layer before it"), add_layer(experiment, LSTM(), row.index)),
        hint=text("Replace a layer by a recurrent one."),
    )


def _segments(experiment: Experiment, rows: tuple[Row, ...], place: int, spec: Segments) -> Iterator[Problem]:
    row, steps = rows[place], rows[place].given.steps or 0
    if steps % spec.n:
        yield Problem(
            f"layers[{row.index}].n",
            text(
                "Layer {number} ({kind}) makes segments of {length} steps, but {steps} steps are no multiple of that.",
                number=row.index + 1,
                kind=spec.title,
                length=spec.n,
                steps=steps,
            ),
            repair=_other_segments(experiment, rows, place, at_least=-(-steps // spec.n)),
        )
    elif steps == spec.n > 1 and any(later.spec.idle_parameters(later.given) for later in rows[place + 1 :]):
        yield Problem(
            f"layers[{row.index}].n",
            text(
                "Layer {number} ({kind}) makes all {steps} steps into one, and with a single step nothing is ever"
                " remembered.",
                number=row.index + 1,
                kind=spec.title,
                steps=steps,
            ),
            severity="warning",
            repair=_other_segments(experiment, rows, place, at_least=2),
        )


def _other_segments(experiment: Experiment, rows: tuple[Row, ...], place: int, *, at_least: int) -> Repair:
    """Offer ``at_least`` whole segments by another window, or shorter segments where the window cannot help."""
    row, first = rows[place], rows[0].given.steps or 0
    spec, steps = row.spec, row.given.steps or 0
    assert isinstance(spec, Segments)  # the caller looked
    if all(before.output.steps == first for before in rows[:place]):
        taken = experiment.windows.timesteps - first  # steps of the window that never reach the layers
        fitting = min(at_least, (MOST_TIMESTEPS - taken) // spec.n) * spec.n + taken
        return Repair(
            text("Use {steps} timesteps", steps=fitting), experiment.with_settings("windows", timesteps=fitting)
        )
    length = next(n for n in range(min(spec.n, steps // min(2, steps)), 0, -1) if steps % n == 0)
    return Repair(text("Use segments of {steps} steps", steps=length), experiment.with_layer(row.index, n=length))


def _kernel(experiment: Experiment, row: Row, spec: Conv1D) -> Iterator[Problem]:
    steps = row.given.steps or 0
    if spec.padding != "valid" or spec.kernel_size <= steps:
        return
    yield Problem(
        f"layers[{row.index}].kernel_size",
        text(
            "Layer {number} ({kind}) has a kernel of {length} steps, but is given only {steps}.",
            number=row.index + 1,
            kind=spec.title,
            length=spec.kernel_size,
            steps=steps,
        ),
        repair=Repair(text("Pad the start with zeros (causal)"), experiment.with_layer(row.index, padding="causal")),
    )


def _changed_before_the_mask(experiment: Experiment, rows: tuple[Row, ...], place: int) -> Iterator[Problem]:
    """The value that marks a missing step is one of the window as it is cut; a first node makes another one of it."""
    is_of_the_window = all(isinstance(row.spec, Dropout | Masking | Segments) for row in rows[:place])
    if not is_of_the_window or not experiment.windows.restores_targets:
        return
    at = rows[place].index
    yield Problem(
        f"layers[{at}].mask_value",
        text(
            "Layer {number} (Masking) looks for a value that window normalisation or seasonal residual have changed"
            " before it.",
            number=at + 1,
        ),
        repair=Repair(text("Switch both off"), experiment.with_settings("windows", normalisation="none", season=None)),
    )


def _unseen_mask(experiment: Experiment, rows: tuple[Row, ...], place: int) -> Iterator[Problem]:
    """A mask that no recurrent layer sees only sets the steps to zero."""
    for row in rows[place + 1 :]:
        if isinstance(row.spec, RecurrentSpec):
            return
        if isinstance(row.spec, Masking) or not row.spec.passes_mask:
            break
    at = rows[place].index
    yield Problem(
        f"layers[{at}].mask_value",
        text("No recurrent layer learns which steps layer {number} (Masking) marks.", number=at + 1),
        severity="warning",
        repair=Repair(text("Switch it off"), experiment.with_layer(at, enabled=False)),
    )


def _memory_without_bias(experiment: Experiment, row: Row, spec: GatedSpec) -> Iterator[Problem]:
    if spec.expected_memory is None or spec.use_bias:
        return
    yield Problem(
        f"layers[{row.index}].expected_memory",
        text(
            "Layer {number} ({kind}) has no bias, which is what the expected memory would set.",
            number=row.index + 1,
            kind=spec.title,
        ),
        severity="warning",
        repair=Repair(text("Use a bias"), experiment.with_layer(row.index, use_bias=True)),
    )


def _stateful(experiment: Experiment, stack: Stack) -> Iterator[Problem]:
    """A layer that goes on from the window before needs windows that follow on each other."""
    stride, steps = experiment.windows.stride, stack.given.steps  # those that the layers see
    rows = stack.active_rows
    row = next((row for row in rows if isinstance(row.spec, RecurrentSpec) and row.spec.stateful), None)
    if row is None or stride == steps:
        return
    yield Problem(
        "windows.stride",
        text(
            "Layer {number} ({kind}) is stateful: each window must begin where the one before it ended,"
            " but with a stride of {stride} and {timesteps} timesteps it does not.",
            number=row.index + 1,
            kind=row.spec.title,
            stride=stride,
            timesteps=steps,
        ),
        repair=Repair(
            text("Use a stride of {steps} steps", steps=steps), experiment.with_settings("windows", stride=steps)
        ),
    )
