"""Everything that is shown of one column, reckoned in one go."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.experiment import WindowSpec
from workbench.core.exploring.cells import cells_in_words
from workbench.core.exploring.correlation import autocorrelation, noise_bound, partial_autocorrelation
from workbench.core.exploring.drift import Drift, drifts
from workbench.core.exploring.histogram import Histogram, histogram
from workbench.core.exploring.proposal import Proposal, proposal_for
from workbench.core.exploring.season import seasonal_profile
from workbench.core.exploring.spectrum import Spectrum, periodogram
from workbench.core.exploring.stretch import Stretch, stretch_of
from workbench.core.preparing.splits import PARTS, Part
from workbench.core.series import Series
from workbench.core.sources.groups import group_name, spans_of
from workbench.core.text import Text, text

Values = NDArray[np.float64]

_FEWEST_LAGS = 40
_MOST_LAGS = 5_000
_MOST_PARTIAL_LAGS = 100
_MOST_POINTS = 4_000  # of a periodogram: more than a screen has columns


@dataclass(frozen=True, eq=False)
class Correlations:
    """How much a value tells of those after it.

    Attributes:
        whole: (L + 1,) autocorrelation at lags 0 … L.
        partial: (P + 1,) partial autocorrelation at lags 0 … P.
        bound: what pure chance stays below, 95 times in 100.
    """

    whole: Values
    partial: Values
    bound: float


@dataclass(frozen=True, eq=False)
class Profile:
    """The season's shape.

    Attributes:
        means: (period,) mean deviation from the level at each place of the season.
        low, high: (period,) between which half of the seasons lie.
    """

    means: Values
    low: Values
    high: Values


@dataclass(frozen=True, eq=False)
class Exploration:
    """What one column shows.

    Attributes:
        column: its name.
        rows: how many rows were looked at.
        notices: what was left out, in words.
        cells: how many cells are missing or filled in, in words.
        proposal: season, timesteps, segment and horizon.
        parts: those that were looked at for drift and histogram; the test part only once it has been opened.
        drift: parts whose level is another one.
        histogram: by part; None where there is only one value.
        correlations: None where nothing can be said, as the proposal's season then tells why.
        spectrum: of the training part; thinned out so that every peak stays. None as above.
        profile: None without a season.
    """

    column: str
    rows: int
    notices: tuple[Text, ...]
    cells: tuple[Text, ...]
    proposal: Proposal
    parts: tuple[Part, ...]
    drift: tuple[Drift, ...]
    histogram: Histogram | None
    correlations: Correlations | None
    spectrum: Spectrum | None
    profile: Profile | None


def explore(
    series: Series, column: str, windows: WindowSpec, *, group: str | None = None, test_is_open: bool = False
) -> Exploration:
    """Reckon every picture of ``column``; all but the histogram and the drift from the training part alone.

    These two look at the validation part too, and at the test part only once it has been opened: a level or a shape
    that is known of it is a look.

    Args:
        series: in original units.
        column: what is looked at.
        windows: the split.
        group: the column that tells many series apart; the longest of them is looked at.
        test_is_open: somebody has opened the test part of this split.

    Raises:
        DataError: there is no such column.
    """
    of_group: list[Text] = []
    if group is not None:
        spans = spans_of(series, group)
        longest = max(spans, key=len)
        name, count = group_name(series, group, longest.start), len(spans)
        of_group.append(text("Looked at: {name}, the longest of {count} series.", name=name, count=f"{count:,}"))
        series = series.take(slice(longest.start, longest.stop))
    parts = PARTS if test_is_open else tuple(part for part in PARTS if part != "test")
    stretch = stretch_of(series, column, windows)
    proposal = proposal_for(series, column, windows, stretch)
    correlations = spectrum = profile = None
    if stretch.obstacle is None:
        filled = stretch.filled()
        correlations = _correlations(stretch, proposal)
        spectrum = _thinned(periodogram(filled))
        profile = _profile(filled, proposal.season, stretch.first) if proposal.season is not None else None
    return Exploration(
        column,
        len(stretch.values),
        (*of_group, *stretch.notices),
        cells_in_words(series, column),
        proposal,
        parts,
        drifts(series, column, windows, parts),
        histogram(series, column, windows, parts),
        correlations,
        spectrum,
        profile,
    )


def _correlations(stretch: Stretch, proposal: Proposal) -> Correlations:
    """Show half as much again as the look-back, and three seasons, where there is room."""
    count = len(stretch.values)
    wanted = max(_FEWEST_LAGS, 3 * proposal.timesteps // 2, 3 * (proposal.season or 0))
    lags = min(wanted, _MOST_LAGS, count - 1)
    whole = autocorrelation(stretch.values, lags)
    partial = partial_autocorrelation(whole[: min(lags, _MOST_PARTIAL_LAGS, count // 2) + 1])
    return Correlations(whole, partial, noise_bound(count - stretch.missing))


def _profile(filled: Values, period: int, first: int) -> Profile | None:
    """Give the mean and the quartiles of the seasons, each less its own level."""
    seasons = len(filled) // period
    if seasons < 2:
        return None
    offset = len(filled) - seasons * period
    table = filled[offset:].reshape(seasons, period)
    turned = np.roll(table - table.mean(axis=1, keepdims=True), (first + offset) % period, axis=1)
    low, high = np.percentile(turned, [25, 75], axis=0)
    means = seasonal_profile(filled, period, first=first)
    return Profile(means, np.minimum(low, means), np.maximum(high, means))


def _thinned(spectrum: Spectrum) -> Spectrum:
    """Keep the strongest frequency of each stretch on the scale of ratios, where there are more than can be seen."""
    count = len(spectrum.power)
    if count <= _MOST_POINTS:
        return spectrum
    places = np.floor(np.log(np.arange(1, count + 1)) / np.log(count + 1) * _MOST_POINTS).astype(int)
    starts = np.flatnonzero(np.diff(places, prepend=-1))
    ends = np.append(starts[1:], count)
    kept = np.array(
        [low + int(spectrum.power[low:high].argmax()) for low, high in zip(starts, ends, strict=True)], dtype=np.int64
    )
    return Spectrum(spectrum.frequencies[kept], spectrum.power[kept])
