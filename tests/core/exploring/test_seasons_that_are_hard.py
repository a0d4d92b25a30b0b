"""Seasons among others, in much noise, and what only looks like one."""

import numpy as np
import pytest
import scipy.signal

from workbench.core.exploring.season import find_seasons, seasonal_profile
from workbench.core.sources.samples import sample_named


def noise(rows, seed=0):
    return np.random.default_rng(seed).normal(0, 1, rows)


def test_two_peaks_a_day_are_no_season_of_half_a_day():
    hours = np.arange(24 * 60)
    rush = np.exp(2 * np.cos(2 * np.pi * (hours - 8) / 24)) + np.exp(2 * np.cos(2 * np.pi * (hours - 17) / 24))

    assert find_seasons(rush + 0.1 * noise(len(hours))).main.period == 24


def test_the_shorter_rhythm_of_days_counts_although_the_year_is_larger():
    hours = np.arange(8_766 * 4)
    values = 10 * np.sin(2 * np.pi * hours / 8_766) + 3 * np.sin(2 * np.pi * hours / 24) + 0.3 * noise(len(hours))

    found = find_seasons(values, (24, 168, 8_766))

    assert (found.main.period, found.second.period) == (24, 8_766)


def test_a_rhythm_that_wanders_is_found_at_its_usual_length():
    values = sample_named("sunspots-yearly").series().column("SUNACTIVITY")

    assert find_seasons(values).main.period == 11


def test_a_weak_season_is_found_in_much_noise():
    values = noise(60_000) + 0.6 * np.sin(2 * np.pi * np.arange(60_000) / 48)

    found = find_seasons(values, (48,))

    assert found.main.period == 48
    assert 0.1 < found.main.strength < 0.25


WITHOUT = {
    "noise": noise,
    "walk": lambda rows, seed: noise(rows, seed).cumsum(),
    "autoregression": lambda rows, seed: scipy.signal.lfilter([1], [1, -0.8], noise(rows, seed)),
    "trend": lambda rows, seed: np.arange(rows) + noise(rows, seed),
    "curve": lambda rows, seed: np.arange(rows) ** 2 + noise(rows, seed),
}


@pytest.mark.parametrize("make", WITHOUT.values(), ids=WITHOUT)
@pytest.mark.parametrize(("calendar", "most"), [((), 1), ((12,), 2)], ids=["no calendar", "calendar"])
def test_chance_walks_and_trends_of_any_length_have_hardly_ever_a_season(make, calendar, most):
    found = [find_seasons(make(rows, seed), calendar).main for rows in (40, 120, 500, 2_000) for seed in range(15)]

    assert sum(one is not None for one in found) <= most  # of 60


@pytest.mark.parametrize(
    "values",
    [np.full(50, 1e300), np.exp(np.arange(100) / 10), np.zeros(8), np.arange(8.0), np.ones(1), np.empty(0)],
    ids=["huge", "growth", "zeros", "few", "one", "none"],
)
def test_what_only_stands_or_grows_has_no_season(values):
    assert find_seasons(values).main is None


def test_the_profile_is_free_of_a_trend():
    shape = np.sin(2 * np.pi * np.arange(24) / 24)
    hours = np.arange(24 * 30)

    assert seasonal_profile(shape[hours % 24] + 0.01 * hours + 5, 24) == pytest.approx(shape, abs=1e-9)
