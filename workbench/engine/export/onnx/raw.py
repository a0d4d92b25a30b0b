"""From what stands in the rows to the features that the network reads: transforms, scaling, words, calendar.

All of it is done in 64 bits, as the program itself does, and rounded to 32 at the end; a level of a billion with
small changes keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from workbench.core.experiment import Categories
from workbench.core.preparing.features import lost_steps, numbers_seen
from workbench.core.reads import Reads, transforms_of
from workbench.engine.export.onnx.calendar import write_waves
from workbench.engine.export.onnx.graph import WORDS_DOMAIN, Graph
from workbench.engine.export.onnx.transforms import write_forward

if TYPE_CHECKING:
    from onnx import ValueInfoProto

    from workbench.engine.model import Model


def input_infos(reads: Reads) -> list[ValueInfoProto]:
    """Declare the inputs: only those that the model needs."""
    from onnx import TensorProto, helper

    rows = "rows" if reads.has_free_steps else reads.rows
    both = "rows_and_ahead" if reads.has_free_steps else reads.rows + reads.lead
    words, words_ahead = ([one.column for one in some] for some in (reads.words, reads.words_ahead))
    made = [("past", TensorProto.DOUBLE, [rows, len(reads.past)], f"in original units: {', '.join(reads.past)}")]
    made += [("words", TensorProto.STRING, [rows, len(words)], f"as written: {', '.join(words)}")] * bool(words)
    if reads.ahead:
        told = f"of the rows after the past, in original units: {', '.join(reads.ahead)}"
        made.append(("ahead", TensorProto.DOUBLE, [reads.lead, len(reads.ahead)], told))
    if words_ahead:
        told = f"of the rows after the past, as written: {', '.join(words_ahead)}"
        made.append(("words_ahead", TensorProto.STRING, [reads.lead, len(words_ahead)], told))
    if reads.has_times:
        told = "microseconds since 1970-01-01 of every row of the past, then of those after it"
        made.append(("times", TensorProto.INT64, [both], told))
    return [
        helper.make_tensor_value_info(name, kind, ["batch", *axes], doc_string=told)
        for name, kind, axes, told in made
        if axes[-1] != 0
    ]


def write_features(graph: Graph, model: Model, reads: Reads) -> str:
    """Add everything up to the features (B, T, F) in 32 bits, and give their name."""
    from onnx import TensorProto

    lost = lost_steps(model.experiment)
    later = lost + reads.lead
    blocks = [_scaled(graph, model, reads, numbers_seen(model.experiment.data), later=False)]
    for at, one in enumerate(reads.words):
        own = _column(graph, "words", at, one.column)
        blocks.append(_hot(graph, graph.cut(own, axis=1, start=lost, name=f"{one.column}/window"), one, one.column))
    if reads.ahead:
        blocks.append(_scaled(graph, model, reads, reads.ahead, later=True))
    past_words = [one.column for one in reads.words]
    for at, one in enumerate(reads.words_ahead):
        own = _column(graph, "words", past_words.index(one.column), one.column)
        ahead = _column(graph, "words_ahead", at, f"{one.column}/ahead")
        whole = graph.add("Concat", own, ahead, name=f"{one.column}/with_ahead", axis=1)
        cut = graph.cut(whole, axis=1, start=later, name=f"{one.column}/ahead_of_window")
        blocks.append(_hot(graph, cut, one, f"{one.column}/ahead"))
    if reads.has_times:
        times = graph.cut("times", axis=1, start=later, name="times_ahead")
        waves = [wave for kind in model.experiment.data.calendar for wave in write_waves(graph, times, kind)]
        stacked = _stacked(graph, waves, "calendar")
        blocks.append(graph.add("Cast", stacked, name="calendar/features", to=TensorProto.FLOAT))
    held = [block for block in blocks if block]
    return held[0] if len(held) == 1 else graph.add("Concat", *held, name="features", axis=-1)


def _column(graph: Graph, source: str, at: int, name: str) -> str:
    """Take one column of (B, S, C): (B, S)."""
    place = graph.constant(f"place_{at}", np.int64(at))
    return graph.add("Gather", source, place, name=f"{name}/column", axis=2)


def _stacked(graph: Graph, columns: Sequence[str], name: str) -> str:
    """Lay (B, S) columns side by side: (B, S, C)."""
    axis = graph.integers(2)
    wide = [graph.add("Unsqueeze", one, axis, name=f"{name}/wide") for one in columns]
    return wide[0] if len(wide) == 1 else graph.add("Concat", *wide, name=f"{name}/columns", axis=2)


def _scaled(graph: Graph, model: Model, reads: Reads, names: Sequence[str], *, later: bool) -> str:
    """Transform and scale columns of numbers, as they stand in the window or ``later`` by what is known ahead."""
    from onnx import TensorProto

    if not names:
        return ""
    scaler = model.input_scaler.only(names)
    label = "scaled_ahead" if later else "scaled"
    changed = _changed(graph, model, reads, names, later=later)
    shift = graph.constant(f"{label}.shift", scaler.shift)
    divisor = graph.constant(f"{label}.divisor", scaler.divisor)
    freed = graph.add("Sub", changed, shift, name=f"{label}/shifted")
    divided = graph.add("Div", freed, divisor, name=f"{label}/divided")
    return graph.add("Cast", divided, name=label, to=TensorProto.FLOAT)


def _changed(graph: Graph, model: Model, reads: Reads, names: Sequence[str], *, later: bool) -> str:
    is_plain = not later and not any(transforms_of(model.transforms, name) for name in names)
    if is_plain:
        lost = lost_steps(model.experiment)
        own = "past" if tuple(names) == reads.past else _gathered(graph, [reads.past.index(name) for name in names])
        return graph.cut(own, axis=1, start=lost, name="past/window") if lost else own
    columns = [_changed_column(graph, model, reads, name, later=later) for name in names]
    return _stacked(graph, columns, "ahead" if later else "past")


def _gathered(graph: Graph, places: list[int]) -> str:
    return graph.add("Gather", "past", graph.constant("seen_columns", np.array(places)), name="past/seen", axis=2)


def _changed_column(graph: Graph, model: Model, reads: Reads, name: str, *, later: bool) -> str:
    """Give one transformed column at the steps of the window: (B, T)."""
    own = _column(graph, "past", reads.past.index(name), name)
    if later:
        ahead = _column(graph, "ahead", reads.ahead.index(name), f"{name}/ahead")
        own = graph.add("Concat", own, ahead, name=f"{name}/with_ahead", axis=1)
    transforms = transforms_of(model.transforms, name)
    for transform in transforms:
        own = write_forward(transform, graph, own, name)
    start = lost_steps(model.experiment) - sum(one.lag for one in transforms) + (reads.lead if later else 0)
    return graph.cut(own, axis=1, start=start, name=f"{name}/window") if start else own


def _hot(graph: Graph, words: str, categories: Categories, name: str) -> str:
    """Give (B, T, words) in 32 bits: 1 where a row has the word; another word has zeros alone."""
    hot = graph.add_many(
        "OneHotEncoder", words, outputs=(f"{name}/words",), domain=WORDS_DOMAIN,
        cats_strings=list(categories.words), zeros=1,
    )  # fmt: skip
    return hot[0]
