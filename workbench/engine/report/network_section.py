"""The network and its training: layers with shapes and counts, settings, learning curves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from workbench.core.fields import Setting, settings_of
from workbench.core.layers.ends import WindowNode
from workbench.core.layers.stack import Row, stack_of
from workbench.core.text import Text, text
from workbench.engine.report.chart import Chart, mark
from workbench.engine.report.document import Block, Facts, Figure, Section, Sentence, Table, number
from workbench.engine.report.subject import EpochTold, Subject, finite


def network_section(subject: Subject) -> Section:
    """Tell of the layers, with shapes and counts, and of what is set in each."""
    stack = stack_of(subject.experiment)
    rows: list[tuple[str, ...]] = [("", text("input"), "", text("timesteps, features"), str(stack.input), "")]
    rows += [_node(node) for node in stack.first_nodes]
    rows += [_layer(row) for row in stack.rows]
    out = stack.output
    rows.append(("", "Dense", text("output"), text("horizon, targets"), str(out), f"{out.parameters:,}"))
    rows += [_node(node) for node in stack.last_nodes]
    numbered = tuple((str(at), *row[1:]) for at, row in enumerate(rows, start=1))
    heads = ("", text("layer"), text("name"), text("what is set"), text("output shape"), text("parameters"))
    legend = text(
        "Shapes as in Keras: B is the batch, then timesteps and channels, or channels alone. Parameters are counted"
        " as Keras does."
    )
    note = text("{count} trained numbers in all.", count=f"{stack.parameters:,}")
    table = Table(heads, numbered, words=5, note=note)
    return Section("network", text("Network"), (table, Sentence(legend, "quiet")))


def settings_section(subject: Subject) -> Section:
    """Tell every setting of the windows and of the training."""
    experiment = subject.experiment
    blocks: list[Block] = []
    for title, document in ((text("Windows"), experiment.windows), (text("Training"), experiment.training)):
        rows = tuple((Text(one.label, {}), one.term, _value(one, getattr(document, one.name)))
                     for one in settings_of(type(document)))  # fmt: skip
        blocks.append(Table((text("setting"), text("name"), text("value")), rows, title, words=3))
    return Section("settings", text("Settings"), tuple(blocks))


def training_section(subject: Subject) -> Section:
    """Tell of the epochs and draw the learning curves, where they are known."""
    epochs = subject.epochs
    if not epochs:
        why = text("The learning curves are not kept in a model's file; a report on the folder of the run has them.")
        return Section("training", text("Training"), (Sentence(why, "quiet"),))
    best = min(epochs, key=lambda one: one.validation_loss)
    rows = (
        (text("Epochs"), text("{count}; the best was number {best}", count=len(epochs), best=best.epoch)),
        (text("Loss of the best epoch"), text("training {train}, validation {validation}, on the scaled targets",
                                              train=number(best.train_loss), validation=number(best.validation_loss))),
        (text("Time"), text("{seconds} s, {each} s for each epoch", seconds=number(sum(one.seconds for one in epochs)),
                            each=number(sum(one.seconds for one in epochs) / len(epochs)))),
    )  # fmt: skip
    return Section("training", text("Training"), (Facts(rows), *_curves(epochs)))


def _curves(epochs: Any) -> Iterator[Figure]:
    numbers = [one.epoch for one in epochs]
    losses = [[one.train_loss for one in epochs], [one.validation_loss for one in epochs]]
    positive = all(finite(values) and min(values) > 0 for values in losses)
    highest, lowest = max(map(max, losses)), min(map(min, losses))
    marks = [mark("line", "train", numbers, losses[0], name=text("training")),
             mark("line", "validation", numbers, losses[1], name=text("validation"))]  # fmt: skip
    best: EpochTold = min(epochs, key=lambda one: one.validation_loss)
    marks.append(mark("dots", "validation", [best.epoch], [best.validation_loss], name=text("the best epoch")))
    chart = Chart(tuple(marks), text("epoch"), text("loss"), logarithmic=positive and highest > 10 * lowest)
    yield Figure(text("Learning curves"), chart)
    rates = [one.learning_rate for one in epochs]
    if len(set(rates)) > 1:
        line = mark("line", "accent", numbers, rates, name=text("learning rate"))
        yield Figure(text("Learning rate"), Chart((line,), text("epoch"), text("learning rate")))


def _node(node: WindowNode) -> tuple[str, ...]:
    return ("", node.title, "", node.formula, str(node.output), "0")


def _layer(row: Row) -> tuple[str, ...]:
    spec = row.spec
    told = [_told(one, getattr(spec, one.name)) for one in settings_of(type(spec))
            if getattr(spec, one.name) != one.default or one.name in ("units", "n", "rate", "filters")]  # fmt: skip
    words: Text | str = told[0] if told else ""
    for other in told[1:]:
        words = text("{first}, {second}", first=words, second=other)
    if not spec.enabled:
        words = text("switched off")
    return ("", Text(spec.title, {}), row.name, words, str(row.output), f"{row.parameters:,}")


def _told(one: Setting, value: Any) -> Text:
    return text("{setting} {value}", setting=Text(one.label, {}), value=_value(one, value))


def _value(one: Setting, value: Any) -> str:
    """Write the value of a setting as the form shows it."""
    if value is None:
        return text("off")
    if isinstance(value, bool):
        return text("yes") if value else text("no")
    if one.choices:
        return Text(one.choices[value], {})
    if isinstance(value, tuple):
        return ", ".join(f"{each:g}" for each in value)
    if isinstance(value, BaseModel):
        return value.model_dump_json()
    written = f"{value:,}" if isinstance(value, int) else f"{value:g}" if isinstance(value, float) else str(value)
    return text("{number} {unit}", number=written, unit=Text(one.unit, {})) if one.unit else written
