"""Layers by name, and layers that start from another one's final state (encoder and decoder)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from workbench.core.experiment import Experiment
from workbench.core.layers.base import LayerSpec
from workbench.core.layers.recurrent import RecurrentSpec
from workbench.core.settings.problems import Problem, Repair
from workbench.core.text import Text, text

if TYPE_CHECKING:
    from workbench.core.layers.stack import Row, Stack


def names_of(layers: Sequence[LayerSpec]) -> tuple[str, ...]:
    """Name each layer by its kind and number, as in ``lstm_2``; layers that are switched off count too."""
    seen: dict[str, int] = {}
    names = []
    for spec in layers:
        seen[spec.kind] = seen.get(spec.kind, 0) + 1
        names.append(f"{spec.kind}_{seen[spec.kind]}")
    return tuple(names)


def sources_for(layers: Sequence[LayerSpec], at: int) -> dict[str, int]:
    """Give the layers whose final state the layer at place ``at`` could start from: name to place.

    They come before it, are switched on and have the same states. What else must agree (units,
    directions, handing out the state) is a problem with a repair once one of them is chosen.
    """
    spec = layers[at]
    if not isinstance(spec, RecurrentSpec):
        return {}
    names = names_of(layers)
    return {
        names[place]: place for place, source in enumerate(layers[:at]) if source.enabled and _same_states(source, spec)
    }


def link_problems(experiment: Experiment, stack: Stack) -> Iterator[Problem]:
    """Every layer that cannot start from the layer it names."""
    rows = {row.name: row for row in stack.rows}
    for row in stack.active_rows:
        spec = row.spec
        if not isinstance(spec, RecurrentSpec) or spec.initial_state is None:
            continue
        source = rows.get(spec.initial_state)
        if (broken := _broken(row, spec, source)) is not None:
            yield Problem(f"layers[{row.index}].initial_state", broken, repair=_from_zeros(experiment, row))
        elif source is not None and isinstance(source.spec, RecurrentSpec):
            yield from _misfits(experiment, row, spec, source, source.spec)


def _broken(row: Row, spec: RecurrentSpec, source: Row | None) -> Text | None:
    """Say why nothing but another choice can mend the link, if that is so."""
    here = {"number": row.index + 1, "kind": spec.title}
    if source is None:
        return text(
            "Layer {number} ({kind}) starts from the state of {name}, but there is no such layer.",
            name=spec.initial_state,
            **here,
        )
    there = {"earlier": source.index + 1, "earlier_kind": source.spec.title}
    if source.index >= row.index:
        return text(
            "Layer {number} ({kind}) starts from the state of layer {earlier} ({earlier_kind}),"
            " which does not come before it.",
            **here,
            **there,
        )
    if not source.spec.enabled:
        return text(
            "Layer {number} ({kind}) starts from the state of layer {earlier} ({earlier_kind}), which is switched off.",
            **here,
            **there,
        )
    if not _same_states(source.spec, spec):
        return text(
            "Layer {number} ({kind}) cannot start from layer {earlier} ({earlier_kind}), which has other states.",
            **here,
            **there,
        )
    return None


def _misfits(
    experiment: Experiment, row: Row, spec: RecurrentSpec, source: Row, other: RecurrentSpec
) -> Iterator[Problem]:
    """What must agree between two layers that are linked; each can be mended by itself."""
    numbers = {
        "number": row.index + 1, "kind": spec.title, "earlier": source.index + 1, "earlier_kind": other.title,
    }  # fmt: skip
    if not other.return_state:
        yield Problem(
            f"layers[{source.index}].return_state",
            text("Layer {number} ({kind}) needs the final state of layer {earlier} ({earlier_kind}).", **numbers),
            repair=Repair(text("Return the state"), experiment.with_layer(source.index, return_state=True)),
        )
    if other.units != spec.units:
        message = text(
            "Layer {number} ({kind}) has {units} units, but starts from the {earlier_units} of layer {earlier}"
            " ({earlier_kind}).",
            units=spec.units,
            earlier_units=other.units,
            **numbers,
        )
        repair = Repair(
            text("Use {units} units", units=other.units), experiment.with_layer(row.index, units=other.units)
        )
        yield Problem(f"layers[{row.index}].units", message, repair=repair)
    if other.bidirectional != spec.bidirectional:
        yield _other_directions(experiment, row, other, numbers)
    if spec.stateful:
        yield Problem(
            f"layers[{row.index}].stateful",
            text(
                "Layer {number} ({kind}) cannot start both from its own last window and from layer {earlier}"
                " ({earlier_kind}).",
                **numbers,
            ),
            repair=Repair(text("Forget the last window"), experiment.with_layer(row.index, stateful=False)),
        )


def _other_directions(experiment: Experiment, row: Row, other: RecurrentSpec, numbers: Mapping[str, object]) -> Problem:
    message = (
        text(
            "Layer {number} ({kind}) reads the window one way, but starts from layer {earlier} ({earlier_kind}),"
            " which reads it both ways.",
            **numbers,
        )
        if other.bidirectional
        else text(
            "Layer {number} ({kind}) reads the window both ways, but starts from layer {earlier} ({earlier_kind}),"
            " which reads it one way.",
            **numbers,
        )
    )
    label = text("Read it both ways") if other.bidirectional else text("Read it one way")
    repaired = experiment.with_layer(row.index, bidirectional=other.bidirectional)
    return Problem(f"layers[{row.index}].bidirectional", message, repair=Repair(label, repaired))


def _from_zeros(experiment: Experiment, row: Row) -> Repair:
    return Repair(text("Start from zeros"), experiment.with_layer(row.index, initial_state=None))


def _same_states(one: LayerSpec, other: RecurrentSpec) -> bool:
    return isinstance(one, RecurrentSpec) and one.state_names == other.state_names
