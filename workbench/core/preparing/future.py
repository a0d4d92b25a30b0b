"""The rows that a forecast past the end needs beside the past: their times, and what is known of them.

A forecast is fed back by writing it into these rows as if it had been measured.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from workbench.core.errors import DataError
from workbench.core.experiment import Experiment
from workbench.core.mending import clock
from workbench.core.preparing.columns import refused_values
from workbench.core.preparing.features import lead_of, lost_steps, numbers_among, numbers_seen, seen
from workbench.core.series import Labels, Series, Times
from workbench.core.text import Text, text


def with_future(series: Series, future: Series | None, experiment: Experiment, *, whole: bool = False) -> Series:
    """Give the last rows of ``series``, as many as a forecast needs, and the rows that are forecast after them.

    Of the rows that are forecast, the columns that are known in the future have the values that ``future``
    gives; every other column is empty there, so that nothing else of the future can be read.

    Args:
        series: rows of one clock, up to the last one whose targets are known.
        future: the rows after it; None where there are none.
        experiment: with the words of each column of words.
        whole: give all rows of ``series``.

    Raises:
        DataError: the past is too short or has holes, or the future of a column is not given.
    """
    data, spec = experiment.data, experiment.windows
    needed = spec.timesteps + lost_steps(experiment)
    if len(series) < needed:
        raise DataError(
            text("{series} has {rows} rows; the model looks back {timesteps}.",
                 series=series.name, rows=len(series), timesteps=needed),
            hint=text("Give it a file with at least that many rows."),
        )  # fmt: skip
    if (missing := what_future_lacks(future, experiment)) is not None:
        raise DataError(missing, hint=text("Add rows for them after the last one, with the targets left empty."))
    past = series if whole else series.take(slice(len(series) - needed, len(series)))
    _check_past(past.take(slice(len(past) - needed, len(past))), experiment, needed)
    if not (data.known or data.calendar):
        _check_values(past, experiment, len(series) - len(past))
        return past
    times = times_ahead(series, future, experiment)
    if times is None and data.calendar:
        raise DataError(
            text("{series} has no time column, which the model's calendar inputs need.", series=series.name),
            hint=text("Name the time column in the settings of the file."),
        )
    extended = with_rows_ahead(past, future, experiment, times, lead_of(experiment))
    _check_values(extended, experiment, len(series) - len(past))
    return extended


def what_future_lacks(future: Series | None, experiment: Experiment, rows: int | None = None) -> Text | None:
    """Say which values of the columns that are known in the future are not given, or give None.

    ``rows`` after the last one are needed; left out, they are those up to the last forecast.
    """
    data, lead = experiment.data, lead_of(experiment) if rows is None else rows
    for name in data.known:
        given = 0 if future is None else _given(future, name, lead)
        if given < lead:
            return text(
                "The forecast needs {column} in the rows after the last {target}: needed {steps}, given {given}.",
                column=name,
                steps=f"{lead:,}",
                target=data.targets[0],
                given=f"{given:,}",
            )
    return None


def times_ahead(series: Series, future: Series | None, experiment: Experiment, rows: int | None = None) -> Times | None:
    """Give the times of the rows up to the last forecast: those of ``future`` if it has so many, else the clock's.

    They are ``rows`` where that is given.
    """
    count = lead_of(experiment) if rows is None else rows
    if series.times is None or len(series) < 2:
        return None
    if future is not None and future.times is not None and len(future) >= count:
        return future.times[:count]
    return clock.times_ahead(series, experiment.data.mending, count)


def _given(future: Series, name: str, most: int) -> int:
    """Count the first rows, up to ``most``, in which a column has a value."""
    if name in future.labels and name not in future.columns:
        empty = future.labels[name].codes[:most] < 0
    else:
        empty = np.isnan(future.column(name)[:most])
    return int(empty.argmax()) if empty.any() else len(empty)


def _check_past(past: Series, experiment: Experiment, needed: int) -> None:
    """Refuse rows that the model cannot look back over."""
    names = numbers_seen(experiment.data)
    holes = np.isnan(past.select(names)).any(axis=0)
    if holes.any():
        raise DataError(
            text("{column} has missing values in the last {timesteps} rows.",
                 column=names[int(holes.argmax())], timesteps=needed),
            hint=text(
                "Fill them in the file, or train with another choice for missing values; the model cannot look back"
                " over a hole."
            ),
        )  # fmt: skip
    for name in seen(experiment.data):
        if name not in names and name not in past.labels:
            raise DataError(
                text("{series} has no column of words called {column}.", series=past.name, column=name),
                hint=text("Give it a file with the columns the model was trained on."),
            )


def _check_values(rows: Series, experiment: Experiment, first_row: int) -> None:
    for problem in refused_values(rows, experiment, first_row=first_row):
        raise DataError(problem.message, hint=text("Give it values that the model's transforms can be made of."))


def why_not_fed_back(experiment: Experiment) -> Text | None:
    """Say why a forecast of this network cannot become its input, or give None.

    The window of the next forecast holds the steps that were forecast. So everything that is seen there has to be
    forecast itself or known in the future, and no step may be left out between the past and the forecast.
    """
    data, gap = experiment.data, experiment.windows.gap
    if gap:
        return text(
            "The network leaves {gap} steps out before its forecast; what stands there cannot be fed back.", gap=gap
        )
    unknown = [name for name in data.inputs if name not in data.targets and name not in data.known]
    if unknown:
        return text(
            "The network sees {names}, which it does not forecast and nobody knows in the future; so its forecast"
            " cannot be fed back.",
            names=", ".join(unknown),
        )
    return None


def with_rows_ahead(
    past: Series, future: Series | None, experiment: Experiment, times: Times | None, lead: int
) -> Series:
    """Give ``past`` and ``lead`` rows after it, in which what is known has its values and everything else is empty.

    Args:
        past: rows of one series.
        future: gives what is known; the caller looked that it has so many rows.
        experiment: names what is known.
        times: (lead,) of the rows ahead.
        lead: how many they are.
    """
    data = experiment.data
    ahead = np.full((lead, len(past.columns)), np.nan)
    for name in numbers_among(data, data.known):
        assert future is not None  # what it lacks was told
        ahead[:, past.columns.index(name)] = future.column(name)[:lead]
    if data.group in past.columns:
        at = past.columns.index(data.group)
        ahead[:, at] = past.values[-1, at]  # the rows belong to the same series
    labels = {}
    for name, words in past.labels.items():
        codes = np.full(lead, words.codes[-1] if name == data.group else -1, dtype=words.codes.dtype)
        if name in data.known and future is not None:
            codes[:] = future.labels[name].codes[:lead]
        labels[name] = Labels(np.concatenate([words.codes, codes]), words.words)
    joined_times = None if times is None or past.times is None else np.concatenate([past.times, times])
    return replace(
        past,
        values=np.concatenate([past.values, ahead]),
        times=joined_times,
        labels=labels,
        lines=None,
        repaired=None,
    )
