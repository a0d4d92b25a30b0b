"""Columns become the features of a window: the one way for training, measuring and forecasting.

A column among the inputs gives one feature, its scaled value at each step; a column of words gives one
for each word, which is 1 in its rows. What is known in the future gives the same once more, *ahead*: at
step t stands the value of step t + gap + horizon. So the last ``horizon`` steps of a window hold exactly
the values of the steps that are forecast, and nothing else of the future can enter. The calendar is known
in the future by itself and enters ahead only: on a steady clock its past says nothing more.

The features stand in this order: numbers, words, numbers ahead, words ahead, calendar. Only the first
kind has a level, which the window's nodes may take away; the others are let through as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.experiment import Categories, DataSpec, Experiment
from workbench.core.preparing.calendar_features import CYCLES, WAVES, CalendarKind, waves
from workbench.core.preparing.scaling import Scaler
from workbench.core.series import Labels, Series
from workbench.core.sources.groups import Spans, spans_of
from workbench.core.text import Text, text
from workbench.core.transforms import Transform


@dataclass(frozen=True)
class Feature:
    """One channel of a window.

    Attributes:
        column: whose it is; None for the calendar.
        word: that it stands for, where the column is one of words.
        cycle: of the calendar, and ``sin`` or ``cos``; None for a column.
        ahead: how many steps later than its own step its value is.
    """

    column: str | None
    word: str | None = None
    cycle: tuple[CalendarKind, str] | None = None
    ahead: int = 0

    @property
    def title(self) -> Text:
        """What the user calls it."""
        if self.cycle is not None:
            kind, wave = self.cycle
            name: str = text("{cycle}, {wave}", cycle=CYCLES[kind].title, wave=wave)
        else:
            name = self.column or "" if self.word is None else f"{self.column} = {self.word}"
        if not self.ahead:
            return text("{column}", column=name)
        return text("{column}, {steps} ahead", column=name, steps=f"{self.ahead:,}")


def lead_of(experiment: Experiment) -> int:
    """Give how many steps after a window's last one the last forecast is."""
    return experiment.windows.gap + experiment.windows.horizon


def seen(data: DataSpec) -> tuple[str, ...]:
    """Name the columns whose past is seen: the inputs, then what is known in the future."""
    return data.inputs if not data.known else tuple(dict.fromkeys([*data.inputs, *data.known]))


def categories_of(data: DataSpec, names: Sequence[str]) -> tuple[Categories, ...]:
    """Give the words of those of ``names`` that are columns of words."""
    if not data.categories:
        return ()
    known = {one.column: one for one in data.categories}
    return tuple(known[name] for name in names if name in known)


def numbers_among(data: DataSpec, names: Sequence[str]) -> tuple[str, ...]:
    """Give those of ``names`` that are columns of numbers."""
    words = {one.column for one in data.categories}
    return tuple(name for name in names if name not in words)


def numbers_seen(data: DataSpec) -> tuple[str, ...]:
    """Name the columns of numbers whose past is seen; they are the first features of a window, in this order."""
    return numbers_among(data, seen(data))


def feature_count(experiment: Experiment) -> int:
    """Count the features of a window: F."""
    data = experiment.data
    past, ahead = seen(data), data.known
    words = sum(len(one.words) for names in (past, ahead) for one in categories_of(data, names))
    numbers = sum(len(numbers_among(data, names)) for names in (past, ahead))
    return numbers + words + len(WAVES) * len(data.calendar)


def is_plain(data: DataSpec) -> bool:
    """Whether the features are the inputs' own values, of one series, and nothing else."""
    return not (data.known or data.calendar or data.transforms or data.categories or data.group)


def features_in(experiment: Experiment) -> tuple[Feature, ...]:
    """List the features of a window in their order."""
    data, lead = experiment.data, lead_of(experiment)
    found: list[Feature] = []
    for names, ahead in ((seen(data), 0), (data.known, lead)):
        found += [Feature(name, ahead=ahead) for name in numbers_among(data, names)]
        found += [Feature(one.column, word, ahead=ahead) for one in categories_of(data, names) for word in one.words]
    found += [Feature(None, cycle=(kind, wave), ahead=lead) for kind in data.calendar for wave in WAVES]
    return tuple(found)


def features_of(
    series: Series, experiment: Experiment, scaler: Scaler, transforms: Sequence[Transform]
) -> NDArray[np.float32]:
    """Give every feature at every step of ``series``.

    Args:
        series: in original units, sorted by its group if the experiment has one.
        experiment: with the words of each column of words.
        scaler: of the columns of numbers that are seen.
        transforms: fitted.

    Returns:
        (S, F); NaN where a feature looks ahead past the end, or back before the beginning, of its series.
    """
    data, spans = experiment.data, spans_of(series, experiment.data.group)
    names = numbers_seen(data)
    numbers = scaler.scale(changed(series, names, transforms, spans))
    if feature_count(experiment) == len(names):
        return numbers
    features = np.full((len(series), feature_count(experiment)), np.nan, dtype=np.float32)
    features[:, : len(names)] = numbers
    place = len(names)
    place = _put(features, place, [_one_hot(series, one) for one in categories_of(data, seen(data))])
    ahead: list[NDArray[np.float32]] = []
    if known := numbers_among(data, data.known):
        ahead.append(numbers[:, [names.index(name) for name in known]])
    ahead += [_one_hot(series, one) for one in categories_of(data, data.known)]
    if data.calendar:
        assert series.times is not None  # it is a problem that was told
        ahead += [waves(kind, series.times) for kind in data.calendar]
    lead = lead_of(experiment)
    for span in spans:
        earlier, later = slice(span.start, max(span.start, span.stop - lead)), slice(span.start + lead, span.stop)
        _put(features[earlier], place, [values[later] for values in ahead])
    return features


def changed(
    series: Series, names: Sequence[str], transforms: Sequence[Transform], spans: Spans | None = None
) -> NDArray[np.float64]:
    """Give the (S, len(names)) values of some columns after their transforms, each series of a group by itself."""
    values = series.select(names)
    for transform in transforms:
        if transform.column in names:
            at = list(names).index(transform.column)
            for span in spans or (range(len(series)),):
                values[span.start : span.stop, at] = transform.forward(values[span.start : span.stop, at])
    return values


def lost_steps(experiment: Experiment) -> int:
    """Count the steps at the start of each series that differences leave without a value."""
    data = experiment.data
    used = {*data.targets, *seen(data)}
    lags: dict[str, int] = {}
    for transform in data.transforms:
        if transform.column in used:
            lags[transform.column] = lags.get(transform.column, 0) + transform.lag
    return max(lags.values(), default=0)


def words_of(labels: Labels, rows: Sequence[range]) -> tuple[str, ...]:
    """Give the words that stand in some rows, in the order of the alphabet, so that no later row can change it."""
    codes = np.concatenate([labels.codes[part.start : part.stop] for part in rows])
    return tuple(sorted({labels.words[code] for code in np.unique(codes) if code >= 0}))


def _put(features: NDArray[np.float32], place: int, blocks: list[NDArray[np.float32]]) -> int:
    for block in blocks:
        features[:, place : place + block.shape[1]] = block
        place += block.shape[1]
    return place


def _one_hot(series: Series, categories: Categories) -> NDArray[np.float32]:
    """Give (S, words): 1 where a row has the word; a row whose word is none of them has zeros alone."""
    labels = series.labels[categories.column]
    own = {word: at for at, word in enumerate(labels.words)}
    hot = np.zeros((len(series), len(categories.words)), dtype=np.float32)
    for at, word in enumerate(categories.words):
        if word in own:
            hot[:, at] = labels.codes == own[word]
    return hot
