"""The data: where it came from, what was found in it, its columns, and which rows serve for what."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from workbench.core.mending.report import reports_of
from workbench.core.preparing.calendar_features import CYCLES
from workbench.core.preparing.splits import PART_WORDS, PARTS
from workbench.core.series import rhythm
from workbench.core.text import Text, text
from workbench.engine.report.chart import Chart, Mark, mark
from workbench.engine.report.document import Block, Facts, Figure, Section, Sentence, Table, number
from workbench.engine.report.subject import Subject, seconds_of

_MOST_COLUMNS = 60


def data_section(subject: Subject) -> Section:
    """Tell of the data, and draw it as far as it is open."""
    blocks: list[Block] = [_facts(subject)]
    blocks += [Sentence(words, "warning") for words in _found(subject)]
    blocks += [_columns(subject), _split(subject)]
    if subject.evaluation.test is None:
        closed = text("The test part is closed: nothing of its values is drawn, measured or counted here.")
        blocks.append(Sentence(closed, "quiet"))
    blocks += list(_pictures(subject))
    return Section("data", text("Data"), tuple(blocks))


def _facts(subject: Subject) -> Facts:
    series, data = subject.series, subject.experiment.data
    rows = [(text("Source"), subject.data_name), (text("Rows"), f"{len(series):,}")]
    if series.times is not None and len(series):
        rows += [(text("Step"), rhythm(series.step)), (text("Time column"), series.time_name)]
        first, last = (series.when(int(at)) for at in (series.times.argmin(), series.times.argmax()))
        rows.append((text("From"), text("{first} to {last}", first=first, last=last)))
    if data.group is not None:
        rows.append((text("Series"), text("{count}, named by {column}", count=f"{len(subject.prepared.splits):,}",
                                          column=data.group)))  # fmt: skip
    if data.calendar:
        rows.append((text("Calendar"), ", ".join(CYCLES[kind].title for kind in data.calendar)))
    for one in subject.prepared.transforms:
        rows.append((text("Transform"), f"{one.column}: {one.words}"))
    for guess in series.guesses:
        rows.append((text("Guessed"), text("{option} = {value}: {evidence}", option=guess.option,
                                           value=repr(guess.value), evidence=guess.evidence)))  # fmt: skip
    return Facts(tuple(rows))


def _found(subject: Subject) -> list[str]:
    """Give every finding of the reader, of the clock and of the preparation once."""
    series, data = subject.series, subject.experiment.data
    names = dict.fromkeys(name for name in (*data.targets, *data.inputs) if name in series.columns)
    clock = [one.finding for one in reports_of(series, tuple(names))]
    codes = {one.code for one in clock}  # told with places there
    read = [one.message for one in series.findings if one.code not in codes]
    return list(dict.fromkeys([*subject.notices, *read, *(one.message for one in clock), *subject.prepared.notices]))


def _columns(subject: Subject) -> Table:
    """Measure the columns that are used, as they are after mending, on the parts that are open."""
    series, data = subject.prepared.series, subject.experiment.data
    names = list(dict.fromkeys([*data.targets, *data.inputs, *data.known]))
    rows = _open_rows(subject)
    table = []
    for name in names[:_MOST_COLUMNS]:
        if name not in series.columns:
            words = len(series.labels[name].words) if name in series.labels else 0
            table.append((name, _role(subject, name), text("{count} words", count=words), *["–"] * 5))
            continue
        values = series.column(name)[rows]
        known = values[~np.isnan(values)]
        filled = 0 if series.repaired is None else int(series.repaired[rows, series.columns.index(name)].sum())
        told = (known.min(), known.mean(), known.max(), known.std()) if len(known) else (None,) * 4
        counts = (f"{len(values) - len(known):,}", f"{filled:,}")
        table.append((series.with_unit(name), _role(subject, name), *counts, *(number(one) for one in told)))
    left_out = len(names) - _MOST_COLUMNS
    note = text("{count} further columns are used too.", count=left_out) if left_out > 0 else ""
    heads = (text("column"), text("role"), text("missing"), text("filled in"), text("lowest"), text("mean"),
             text("highest"), text("deviation"))  # fmt: skip
    return Table(heads, tuple(table), text("Columns"), words=2, note=note)


def _open_rows(subject: Subject) -> NDArray[np.int64]:
    """Give the rows of every part that is open."""
    parts = [split[part] for _, split in subject.prepared.splits for part in subject.open_parts]
    return np.concatenate([np.arange(part.start, part.stop) for part in parts])


def _role(subject: Subject, name: str) -> Text:
    data = subject.experiment.data
    if name in data.known:
        return text("known in future")
    if name in data.targets:
        return text("target and input") if name in data.inputs else text("target")
    return text("input")


def _split(subject: Subject) -> Table:
    prepared = subject.prepared
    series, grouped = prepared.series, len(prepared.splits) > 1
    rows = []
    for part in PARTS:
        ranges = [split[part] for _, split in prepared.splits if len(split[part])]
        count = sum(len(one) for one in ranges)
        edges = ("–", "–")
        if ranges and series.times is not None:
            firsts, lasts = [one.start for one in ranges], [one.stop - 1 for one in ranges]
            first, last = series.times[firsts].argmin(), series.times[lasts].argmax()
            edges = (series.when(firsts[first]), series.when(lasts[last]))
        elif ranges and not grouped:
            edges = (f"{ranges[0].start + 1:,}", f"{ranges[0].stop:,}")
        rows.append((PART_WORDS[part], *edges, f"{count:,}", f"{len(prepared.windows[part]):,}"))
    heads = (text("part"), text("from"), text("to"), text("rows"), text("sample count"))
    note = (
        text("Each series is split by time for itself; the dates span all of them.")
        if grouped and series.times is not None
        else ""
    )
    return Table(heads, tuple(rows), text("Split, oldest first"), words=3, note=note)


def _pictures(subject: Subject) -> Iterator[Figure]:
    """Draw each target over its parts; of a group, the first series alone."""
    prepared, targets = subject.prepared, subject.experiment.data.targets
    series, (span, split) = prepared.series, prepared.splits[0]
    end = split[subject.open_parts[-1]].stop
    rows = np.arange(span.start, end)
    dates = series.times is not None
    x = seconds_of(series.times[rows]) if series.times is not None else rows + 1.0
    for name in targets[:6]:
        values = series.column(name)[rows]
        if not len(rows):
            continue
        marks: list[Mark] = []
        for part in subject.open_parts:
            inside = split[part]
            if len(inside):
                edge = min(inside.stop, end - 1) - span.start
                ground = x[[inside.start - span.start, max(edge, inside.start - span.start)]]
                marks.append(mark("ground", part, ground, np.zeros(2), name=PART_WORDS[part]))
        marks.append(mark("line", "truth", x, values, name=name))
        chart = Chart(tuple(marks), "" if dates else text("row"), name, dates=dates)
        yield Figure(text("{column} over its parts", column=name), chart)
