"""The season: after how many steps a column repeats itself, if it does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.exploring.correlation import autocorrelation
from workbench.core.exploring.spectrum import periodogram, product, prominence, without_trend

Values = NDArray[np.float64]

_MOST_CANDIDATES = 12
_MOST_LAGS = 20_000  # of the autocorrelation that periods are looked for in
_MOST_STEPS = 60  # at which a wide range of periods is first looked at
_SHORTEST_AVERAGE = 8  # steps: what is left of chance by a shorter one would look like a season itself
_WEAKEST = 0.2  # a correlation that is worth the name of a season
_WEAKEST_KNOWN = 0.1
_FEWEST_CYCLES = 3.0
_FEWEST_CALENDAR_CYCLES = 2.5


@dataclass(frozen=True)
class Season:
    """One rhythm of a column.

    Attributes:
        period: in steps.
        strength: correlation of the column, without its trend, with itself one period before; up to 1.
        cycles: how many periods were seen.
    """

    period: int
    strength: float
    cycles: float


@dataclass(frozen=True)
class Seasons:
    """The season that counts, and another one beside it; None where there is none."""

    main: Season | None = None
    second: Season | None = None


@dataclass(frozen=True)
class _Candidate:
    season: Season
    variance: float  # that the season explains
    is_known: bool  # whether the calendar has it


def find_seasons(values: Values, calendar: Sequence[int] = ()) -> Seasons:
    """Find the rhythms of ``values``.

    Periods that stand out of the spectrum around them, and those of the calendar, are each put to
    the same test: the column less its moving average over one period must resemble itself one
    period before more than chance, a trend or a random walk ever would. Of those that pass, the
    shortest that explains a fair share counts; the second is looked for in what it leaves.

    Args:
        values: (n,) without gaps.
        calendar: periods in steps that people live by, as 24 and 168 for hours; they need less evidence.

    Source: candidates by spectrum and proof by autocorrelation as in Vlachos, Yu & Castelli 2005,
    doi:10.1137/1.9781611972757.40; strength after Wang, Smith & Hyndman 2006, doi:10.1007/s10618-005-0039-x.
    """
    largest = float(np.abs(values).max(initial=0.0))
    values = values / largest if largest > 0 else values  # squares of large numbers stay finite
    if len(values) < 2 or float(values.std()) <= 1e-12:
        return Seasons()
    to_try = _ranges_to_try(values, calendar)
    main = _shortest_that_counts(_tested_all(values, to_try, calendar))
    if main is None:
        return Seasons()
    rest = values - _profile_at(values, main.period)
    others = [one for one in _tested_all(rest, to_try, calendar) if _is_another(one.season, main, rest)]
    return Seasons(main, _shortest_that_counts(others, share=0.5))


def calendar_periods(step: np.timedelta64 | None) -> tuple[int, ...]:
    """Give the periods, in steps, of the hour, day, week and year for rows that are ``step`` apart."""
    if step is None or step <= np.timedelta64(0, "us"):
        return ()
    seconds = float(step / np.timedelta64(1, "us")) / 1e6
    whole = [length / seconds for length in (3_600, 86_400, 7 * 86_400, 365.25 * 86_400)]
    return tuple(dict.fromkeys(round(steps) for steps in whole if steps >= 1.99 and _is_near_whole(steps)))


def _is_near_whole(steps: float) -> bool:
    return abs(steps - round(steps)) <= 0.05 * steps


def seasonal_profile(values: Values, period: int, *, first: int = 0) -> Values:
    """Give the mean of each place in the season, less the mean level around it.

    Args:
        values: (n,) without gaps, n ≥ 2 periods.
        period: in steps.
        first: the place in the season of the first value.

    Returns:
        (period,), centred on 0.
    """
    rest, lost = _less_average(values, period)
    places = (first + lost + np.arange(len(rest))) % period
    sums = np.bincount(places, weights=rest, minlength=period)
    means = sums / np.maximum(1, np.bincount(places, minlength=period))
    profile: Values = means - means.mean()
    return profile


def _ranges_to_try(values: Values, calendar: Sequence[int]) -> tuple[range, ...]:
    """Give the calendar's periods, and those that stand out of the spectrum or the autocorrelation.

    The spectrum tells a period only within a range, which is wide where few periods were seen.
    """
    count = len(values)
    most = int(count / _FEWEST_CALENDAR_CYCLES)
    spectrum = periodogram(values, tapered=True)
    peaks = _peaks(spectrum.power)
    best = peaks[np.argsort(-prominence(spectrum)[peaks])][:_MOST_CANDIDATES] + 1
    ranges = [(math.ceil(count / (waves + 0.6)), math.floor(count / (waves - 0.6))) for waves in best.tolist()]
    correlations = autocorrelation(without_trend(values), min(most, _MOST_LAGS))
    hills = _peaks(correlations)
    highest = hills[np.argsort(-correlations[hills])][: _MOST_CANDIDATES // 2]
    ranges = [*((one, one) for one in (*calendar, *highest.tolist())), *ranges]
    fitting = (range(max(2, low), min(high, most) + 1) for low, high in ranges)
    return tuple(dict.fromkeys(one for one in fitting if one))


def _peaks(values: Values) -> NDArray[np.int64]:
    """Give the places that are higher than both neighbours; neither end is one."""
    inner = (values[1:-1] >= values[:-2]) & (values[1:-1] > values[2:])
    return np.flatnonzero(inner) + 1


def _tested_all(values: Values, to_try: Sequence[range], calendar: Sequence[int]) -> list[_Candidate]:
    tested = (_tested(values, periods, calendar) for periods in to_try)
    return [one for one in tested if one is not None]


def _tested(values: Values, periods: range, calendar: Sequence[int]) -> _Candidate | None:
    """Give the season among ``periods`` if there is one."""
    count = len(values)
    period = _likeliest(values, periods)
    known = next((one for one in calendar if abs(one - period) <= 0.02 * one), None)
    period = known or period
    cycles = count / period
    if cycles < (_FEWEST_CALENDAR_CYCLES if known else _FEWEST_CYCLES):
        return None
    rest, _ = _without_level(values, period)
    aside = max(1, round(period / 4))
    if len(rest) <= period + aside or rest.std() <= 1e-9 * values.std():
        return None
    strength = _correlation(rest, period)
    needed = max(
        _WEAKEST_KNOWN if known else _WEAKEST,
        (1.15 if known else 1.7) / math.sqrt(cycles),  # what a walk reaches by chance
        (3.5 if known else 4.0) / math.sqrt(len(rest) - period),  # what noise reaches
        _correlation(rest, period - aside),  # what is merely smooth
        _correlation(rest, period + aside),
    )
    if strength <= needed:
        return None
    return _Candidate(Season(period, min(1.0, strength), cycles), strength * float(rest.var()), known is not None)


def _likeliest(values: Values, periods: range) -> int:
    """Give the one of ``periods`` at which the autocorrelation is highest."""
    middle = periods[len(periods) // 2]
    rest, _ = _without_level(values, middle)
    if len(periods) == 1 or len(rest) <= periods[-1] + 1:
        return middle
    coarse = periods[:: max(1, len(periods) // _MOST_STEPS)]
    best = max(coarse, key=lambda lag: _correlation(rest, lag))
    fine = [one for one in range(best - coarse.step + 1, best + coarse.step) if one in periods]
    return max(fine, key=lambda lag: _correlation(rest, lag))


def _correlation(values: Values, lag: int) -> float:
    """Give the correlation of ``values``, whose level is taken out, with themselves ``lag`` steps before."""
    earlier, later = values[:-lag], values[lag:]
    size = math.sqrt(product(earlier, earlier) * product(later, later))
    return product(earlier, later) / size if size > 0 else 0.0


def _without_level(values: Values, period: int) -> tuple[Values, int]:
    """Give ``values`` less their moving average and less the trend left, and what each end loses."""
    rest, lost = _less_average(values, period)
    if len(rest) < _FEWEST_CYCLES * period:
        return rest - rest.mean(), lost  # a line through so little would take some of the season with it
    return without_trend(rest), lost


def _less_average(values: Values, period: int) -> tuple[Values, int]:
    """Give ``values`` less their moving average over whole periods, and how many are lost at each end."""
    length = period * max(1, math.ceil(_SHORTEST_AVERAGE / period))
    if length >= len(values) // 2:
        length = period
    centred = values - values.mean()
    sums = np.cumsum(np.concatenate([[0.0], centred]))
    means = (sums[length:] - sums[:-length]) / length
    if length % 2 == 0:
        means = (means[1:] + means[:-1]) / 2
    lost = length // 2
    rest: Values = centred[lost : len(values) - lost] - means
    return rest, lost


def _profile_at(values: Values, period: int) -> Values:
    """Give (n,) the seasonal profile at every row."""
    profile = seasonal_profile(values, period)
    return profile[np.arange(len(values)) % period]


def _shortest_that_counts(found: list[_Candidate], share: float = 0.1) -> Season | None:
    """Take the shortest that explains a fair share and is no mere part of a stronger one."""
    if not found:
        return None
    most = max(one.variance for one in found)
    fair = [one for one in found if one.variance >= (0.1 * share if one.is_known else share) * most]
    whole = [one for one in fair if not _is_part(one, found)]
    shortest = min(one.season.period for one in whole or fair)
    alike = [one for one in whole or fair if one.season.period <= 1.25 * shortest]
    return max(alike, key=lambda one: one.variance).season


def _is_part(one: _Candidate, found: list[_Candidate]) -> bool:
    """Whether a season of 2 to 6 times the period repeats itself clearly better: its half is no season."""
    for other in found:
        times = other.season.period / one.season.period
        if 1.5 < times < 6.5 and other.season.strength > 1.15 * one.season.strength:
            return True
    return False


def _is_another(season: Season, main: Season, rest: Values) -> bool:
    """Whether ``season`` is more than the main one again, whose size changes slowly in ``rest``."""
    if main.period / 1.5 < season.period < main.period * 1.5:
        return False
    if main.period % season.period == 0:
        return False
    if season.period % main.period:
        return True
    left, _ = _without_level(rest, season.period)
    return _correlation(left, main.period) < 0.8 * season.strength
