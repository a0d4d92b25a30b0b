"""What of a series is used: its past and its given future, its words, and everything that does not fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from workbench.core.experiment import MOST_WORDS, Categories, DataSpec, Experiment
from workbench.core.preparing.calendar_features import CYCLES, covered_periods, turns
from workbench.core.preparing.features import categories_of, numbers_among, seen, words_of
from workbench.core.preparing.splits import split_spans
from workbench.core.series import Series
from workbench.core.settings.problems import Problem, Repair
from workbench.core.settings.roles import without_transform
from workbench.core.sources.groups import sorted_by_group, spans_of
from workbench.core.text import Text, text
from workbench.core.transforms import Transform

_FEWEST_PERIODS = 2  # of the calendar in the training part: with fewer it harmed (26 % larger error)


def past_and_future(series: Series, data: DataSpec) -> tuple[Series, Series | None]:
    """Part the rows whose targets are still to come from the others, where columns are known in the future.

    They are the last rows of each series, in which every target is empty. The rows of a group are sorted by it.

    Returns:
        The rows before, and those rows, or None where there are none.
    """
    targets = [name for name in data.targets if name in series.columns]
    if not _has_group(series, data):
        return series, None
    series = sorted_by_group(series, data.group)
    if not data.known or not targets:
        return series, None
    empty = np.asarray(np.isnan(series.select(targets)).all(axis=1))
    ahead = np.zeros(len(series), dtype=bool)
    for span in spans_of(series, data.group):
        filled = np.flatnonzero(~empty[span.start : span.stop])
        if len(filled):
            ahead[span.start + int(filled[-1]) + 1 : span.stop] = True
    if not ahead.any():
        return series, None
    return series.take(np.flatnonzero(~ahead)), series.take(np.flatnonzero(ahead))


def training_rows(series: Series, experiment: Experiment) -> tuple[range, ...]:
    """Give the steps of the training part, those of each series of a group."""
    spans = spans_of(series, experiment.data.group)
    return tuple(split.train for _, split in split_spans(spans, experiment.windows))


def settled(series: Series, experiment: Experiment) -> Experiment:
    """Give ``experiment`` with the words of every column of words whose words were left open."""
    data = experiment.data
    named = {one.column for one in data.categories}
    new = [name for name in seen(data) if name in series.labels and name not in named and name not in series.columns]
    if not new or not _has_group(series, data):
        return experiment
    rows = training_rows(series, experiment)
    found = {name: words_of(series.labels[name], rows) for name in new}
    fitting = [Categories(column=name, words=words) for name, words in found.items() if len(words) <= MOST_WORDS]
    return experiment.with_settings("data", categories=(*data.categories, *fitting))


def column_problems(series: Series, experiment: Experiment) -> list[Problem]:
    """Say everything about the columns that keeps ``series`` from being used, or that the user should know."""
    data = experiment.data
    if not _has_group(series, data):
        return [_no_group(series, experiment)]
    found = [*_no_roles(experiment)]
    for name in dict.fromkeys([*data.targets, *seen(data)]):
        found += _column(series, experiment, name)
    if any(problem.severity == "error" for problem in found):
        return found
    found += _calendar(series, experiment)
    found += refused_values(series, experiment)
    return found


def _has_group(series: Series, data: DataSpec) -> bool:
    return data.group is None or data.group in series.labels or data.group in series.columns


def _no_group(series: Series, experiment: Experiment) -> Problem:
    return Problem(
        "data.group",
        text("{series} has no column {column}.", series=series.name, column=repr(experiment.data.group)),
        repair=Repair(text("Take all rows as one series"), experiment.with_settings("data", group=None)),
    )


def _no_roles(experiment: Experiment) -> Iterator[Problem]:
    data = experiment.data
    if not data.targets:
        message = text("No column is chosen to be forecast.")
        yield Problem("data.targets", message, hint=text("Choose at least one target column."))
    if not seen(data):
        message = text("The network has no input column.")
        yield Problem("data.inputs", message, hint=text("Choose at least one input column."))


def _role(data: DataSpec, name: str) -> str:
    if name in data.targets:
        return "data.targets"
    return "data.known" if name in data.known else "data.inputs"


def _column(series: Series, experiment: Experiment, name: str) -> Iterator[Problem]:
    data = experiment.data
    if name in series.labels and name not in series.columns and name not in data.targets:
        yield from _words(series, experiment, name)
    elif name not in series.columns:
        yield Problem(
            _role(data, name),
            text(
                "{series} has no column of numbers called {column}; it has: {columns}.",
                series=series.name,
                column=name,
                columns=", ".join(series.columns),
            ),
            hint=text("Choose columns that this file has."),
        )


def without_column(experiment: Experiment, name: str) -> Repair | None:
    """Offer to leave a column out, if it is no target and something is left to see."""
    data = experiment.data
    inputs, known = (tuple(one for one in names if one != name) for names in (data.inputs, data.known))
    if name in data.targets or not (inputs or known):
        return None
    label = text("Leave {column} out", column=name)
    return Repair(label, experiment.with_settings("data", inputs=inputs, known=known))


def _words(series: Series, experiment: Experiment, name: str) -> Iterator[Problem]:
    """Words of the training part that the experiment does not know, and words that come later."""
    data, labels = experiment.data, series.labels[name]
    where, values = _role(data, name), {"column": name}
    learnt = words_of(labels, training_rows(series, experiment))
    if len(learnt) > MOST_WORDS:
        message = text(
            "{column} has {count} different words; at most {most} can be told apart.",
            count=f"{len(learnt):,}",
            most=f"{MOST_WORDS:,}",
            **values,
        )
        yield Problem(where, message, repair=without_column(experiment, name), hint=text("Choose another column."))
        return
    known = next((one.words for one in categories_of(data, [name])), learnt)
    if unlearnt := sorted({*learnt} ^ {*known}):
        others = tuple(one for one in data.categories if one.column != name)
        yield Problem(
            where,
            text("The words of {column} are others than in the training part: {words}.",
                 words=_few(unlearnt), **values),
            severity="warning",
            repair=Repair(
                text("Take the words of the training part"),
                experiment.with_settings("data", categories=(*others, Categories(column=name, words=learnt))),
            ),
        )  # fmt: skip
    lookup = np.array([word not in known for word in labels.words] + [True])  # the last for a row without a word
    unknown = np.flatnonzero(lookup[labels.codes])
    if len(unknown):
        first = labels.codes[unknown[0]]
        yield Problem(
            where,
            text(
                "{column}: {count} rows have no word that the network knows, the first at row {row} ({word});"
                " every word's input is zero there.",
                count=f"{len(unknown):,}",
                row=f"{unknown[0] + 1:,}",
                word=labels.words[first] if first >= 0 else text("empty"),
                **values,
            ),
            severity="warning",
        )


def _few(words: Sequence[str]) -> str:
    return ", ".join(words[:5]) + (", …" if len(words) > 5 else "")


def _calendar(series: Series, experiment: Experiment) -> Iterator[Problem]:
    data = experiment.data
    rows = training_rows(series, experiment)
    for kind in data.calendar:
        cycle = CYCLES[kind]
        left = tuple(one for one in data.calendar if one != kind)
        leave = Repair(text("Leave “{title}” out", title=cycle.title), experiment.with_settings("data", calendar=left))
        if series.times is None:
            message = text("{title} needs a time column; the rows are merely in order.", title=cycle.title)
            yield Problem("data.calendar", message, repair=leave)
            continue
        times = [series.times[part.start : part.stop] for part in rows if len(part)]
        covered = max((covered_periods(kind, part) for part in times), default=0.0)
        if all(np.ptp(turns(kind, part)) == 0 for part in times):
            message = text("{title} is the same in every row of the training part.", title=cycle.title)
            yield Problem("data.calendar", message, severity="warning", repair=leave)
        elif covered < _FEWEST_PERIODS:
            yield Problem(
                "data.calendar",
                text(
                    "{title}: the training part covers {covered:.2g} {period}. What happens once cannot be told from"
                    " chance; with fewer than two it usually makes forecasts worse.",
                    title=cycle.title,
                    covered=covered,
                    period=cycle.period,
                ),
                severity="warning",
                repair=leave,
            )


def refused_values(series: Series, experiment: Experiment, *, first_row: int = 0) -> Iterator[Problem]:
    """Name the values that a transform cannot be made of, each on what the transforms before it have made.

    Args:
        series: in original units.
        experiment: its transforms are measured on the training part where they leave something open.
        first_row: the place of the first of these rows in its file.
    """
    data = experiment.data
    used = numbers_among(data, tuple(dict.fromkeys([*data.targets, *seen(data)])))
    values = {one.column: series.column(one.column) for one in data.transforms if one.column in used}
    for at, transform in enumerate(data.transforms):
        name = transform.column
        if name not in values:
            continue
        refused = np.flatnonzero(transform.refused(values[name]))
        if len(refused):
            row = int(refused[0])
            when = None if series.times is None else series.when(row)
            told = _refused(transform, len(refused), first_row + row, when, values.pop(name)[row])
            yield Problem(f"data.transforms[{at}]", told, repair=without_transform(experiment, at))
        elif any(later.column == name for later in data.transforms[at + 1 :]):
            learnt = [values[name][part.start : part.stop] for part in training_rows(series, experiment)]
            fitted = transform.fitted(np.concatenate(learnt))
            spans = spans_of(series, data.group)
            values[name] = np.concatenate([fitted.forward(values[name][span.start : span.stop]) for span in spans])


def _refused(transform: Transform, count: int, row: int, when: str | None, value: float) -> Text:
    told: dict[str, Text | str] = {
        "transform": transform.words,
        "column": transform.column,
        "needs": transform.needs,
        "count": f"{count:,}",
        "row": f"{row + 1:,}",
        "value": f"{value:.6g}",
    }
    if when is None:
        return text("{transform} of {column} needs {needs}; others: {count}, the first at row {row}: {value}.", **told)
    return text(
        "{transform} of {column} needs {needs}; others: {count}, the first at row {row} ({when}): {value}.",
        when=when,
        **told,
    )
