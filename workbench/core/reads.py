"""What an exported model is given and what it gives: one description for the graph, its check and the scripts.

Everything is in original units and words, as it stands in the rows of a file: R rows of the past, one behind the
other on the model's clock, and, where something is known in the future, the L rows after them.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.experiment import Categories, Experiment
from workbench.core.layers import Conv1D, RecurrentSpec, Segments
from workbench.core.layers.stack import Row, stack_of
from workbench.core.preparing.features import categories_of, lead_of, lost_steps, numbers_among, numbers_seen, seen
from workbench.core.transforms import Transform


@dataclass(frozen=True)
class Reads:
    """What a model reads.

    Attributes:
        rows: R, the timesteps and, before them, what differences are taken from.
        lead: L, gap and horizon.
        past: columns of numbers, (B, R, N).
        words: columns of words, (B, R, W).
        ahead: columns of numbers that are known in the future, (B, L, M); some of ``past``.
        words_ahead: columns of words that are known in the future, (B, L, V); some of ``words``.
        has_times: whether the times of all R + L rows are read.
        has_free_steps: whether the layers take other numbers of timesteps, too.
    """

    rows: int
    lead: int
    past: tuple[str, ...]
    words: tuple[Categories, ...]
    ahead: tuple[str, ...]
    words_ahead: tuple[Categories, ...]
    has_times: bool
    has_free_steps: bool


def reads_of(experiment: Experiment) -> Reads:
    """Describe what the network of ``experiment`` must be given for one forecast."""
    data = experiment.data
    summed = {one.column for one in data.transforms if one.lag}  # a forecast of them follows on a known value
    past = (*numbers_seen(data), *(name for name in data.targets if name in summed))
    return Reads(
        rows=experiment.windows.timesteps + lost_steps(experiment),
        lead=lead_of(experiment),
        past=tuple(dict.fromkeys(past)),
        words=categories_of(data, seen(data)),
        ahead=numbers_among(data, data.known),
        words_ahead=categories_of(data, data.known),
        has_times=bool(data.calendar),
        has_free_steps=_has_free_steps(experiment),
    )


def transforms_of(transforms: tuple[Transform, ...], column: str) -> tuple[Transform, ...]:
    """Give the transforms of one column, in the order in which they are made."""
    return tuple(one for one in transforms if one.column == column)


def states_of(row: Row) -> dict[str, int]:
    """Give the states that a layer hands out, as in ``lstm_1_h``, and the size of each.

    They are those that were asked for, and those that the next window of a stateful layer starts from.
    """
    spec = row.spec
    if not isinstance(spec, RecurrentSpec) or not (spec.stateful or spec.return_state):
        return {}
    ways = ("forward_", "backward_") if spec.bidirectional else ("",)
    return {f"{row.name}_{way}{name}": spec.units for way in ways for name in spec.state_names}


def starts_of(row: Row) -> dict[str, int]:
    """Give the states that a layer must be given, as in ``lstm_1_h_before``, and the size of each."""
    is_stateful = isinstance(row.spec, RecurrentSpec) and row.spec.stateful
    return {f"{name}_before": units for name, units in states_of(row).items()} if is_stateful else {}


def _has_free_steps(experiment: Experiment) -> bool:
    """Segments cut one number of steps; a strided convolution with ``same`` pads for one."""
    for row in stack_of(experiment).active_rows:
        spec = row.spec
        if isinstance(spec, Segments):
            return False
        if isinstance(spec, Conv1D) and spec.padding == "same" and spec.strides > 1:
            return False
    return True
