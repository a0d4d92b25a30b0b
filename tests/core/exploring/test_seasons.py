"""A season is found where one was put in, and nowhere else."""

import numpy as np
import pytest

from tests.core.exploring.made import DAY, HOUR, chance, daily_and_weekly, monthly, series_of
from workbench.core.experiment import WindowSpec
from workbench.core.exploring.season import calendar_periods, find_seasons
from workbench.core.exploring.stretch import stretch_of

HOURS = calendar_periods(HOUR)


@pytest.mark.parametrize("seed", range(5))
def test_hours_with_a_day_and_a_week_have_both(seed):
    found = find_seasons(daily_and_weekly(seed=seed), HOURS)

    assert (found.main.period, found.second.period) == (24, 168)
    assert found.main.cycles == 60


@pytest.mark.parametrize("seed", range(5))
def test_months_with_a_trend_repeat_every_year(seed):
    found = find_seasons(monthly(seed=seed), calendar_periods(np.timedelta64(30, "D")))

    assert found.main.period == 12
    assert found.second is None


@pytest.mark.parametrize("period", [5, 7, 24, 37, 50, 200])
def test_a_period_that_no_calendar_has_is_found_to_the_step(period):
    steps = np.arange(20 * period)
    shape = chance(period).normal(size=period)
    values = shape[steps % period] + 0.2 * chance(1).normal(size=len(steps))

    assert find_seasons(values).main.period == period


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("calendar", [(), HOURS])
def test_noise_has_no_season(seed, calendar):
    assert find_seasons(chance(seed).normal(size=1500), calendar).main is None


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("calendar", [(), HOURS])
def test_a_random_walk_has_no_season(seed, calendar):
    assert find_seasons(chance(seed).normal(size=1500).cumsum(), calendar).main is None


@pytest.mark.parametrize("bend", [1, 2, 3])
def test_a_trend_has_no_season(bend):
    values = np.linspace(0, 10, 800) ** bend + 0.01 * chance().normal(size=800)

    assert find_seasons(values, HOURS).main is None


def test_a_constant_has_no_season():
    assert find_seasons(np.full(500, 3.25), HOURS).main is None


def test_a_season_on_a_steep_trend_is_found():
    hours = np.arange(24 * 30)

    found = find_seasons(0.5 * hours + np.sin(2 * np.pi * hours / 24) + 0.1 * chance().normal(size=720), HOURS)

    assert found.main.period == 24


def test_missing_values_do_not_hide_the_season():
    values = daily_and_weekly()
    values[chance(2).random(len(values)) < 0.2] = np.nan
    values[300:310] = np.nan

    stretch = stretch_of(series_of(values), "flow", WindowSpec())

    assert stretch.missing > 100
    assert find_seasons(stretch.filled(), HOURS).main.period == 24


@pytest.mark.parametrize("scale", [1e-9, 1.0, 1e9])
def test_the_unit_of_a_column_does_not_matter(scale):
    found = find_seasons(scale * daily_and_weekly(), HOURS)

    assert (found.main.period, found.second.period) == (24, 168)


@pytest.mark.parametrize("count", [2, 3, 5, 8, 13])
def test_very_few_rows_have_no_season_and_no_fault(count):
    assert find_seasons(chance().normal(size=count), (2, 24)).main is None


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (HOUR, (24, 168, 8766)),
        (DAY, (7, 365)),
        (np.timedelta64(1, "m"), (60, 1440, 10080, 525960)),
        (np.timedelta64(30, "D"), (12,)),
        (np.timedelta64(7, "D"), (52,)),
        (np.timedelta64(0, "s"), ()),
        (None, ()),
    ],
)
def test_the_calendar_gives_the_periods_that_people_live_by(step, expected):
    assert calendar_periods(step) == expected
