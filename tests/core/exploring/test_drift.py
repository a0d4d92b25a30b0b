"""A part whose level is not the one that was learnt is told, and only then."""

import numpy as np
import pytest

from tests.core.exploring.made import chance, series_of
from workbench.core.experiment import WindowSpec
from workbench.core.exploring.drift import drifts
from workbench.core.exploring.pieces import mean_and_deviation

WINDOWS = WindowSpec(train_share=0.7, validation_share=0.15)


def shifted(by, part):
    """Give 2,000 rows with mean 10 and deviation 2, and one part ``by`` deviations away."""
    rows = {"train": slice(0, 1400), "validation": slice(1400, 1700), "test": slice(1700, 2000)}
    values = np.tile([8.0, 12.0], 1000)
    values[rows[part]] += 2 * by
    return series_of(values)


@pytest.mark.parametrize("part", ["validation", "test"])
@pytest.mark.parametrize("by", [0.51, -0.6, 3.0])
def test_a_mean_more_than_half_a_deviation_away_is_drift(part, by):
    (found,) = drifts(shifted(by, part), "flow", WINDOWS)

    assert (found.column, found.part) == ("flow", part)
    assert found.deviations == pytest.approx(by)
    assert f"its mean is 10 in the training part and {10 + 2 * by:g} in the {part} part" in str(found.message)
    assert f"{abs(by):.1f} training standard deviations away" in str(found.message)


@pytest.mark.parametrize("by", [0.0, 0.49, -0.49])
def test_a_mean_less_than_half_a_deviation_away_is_none(by):
    assert drifts(shifted(by, "test"), "flow", WINDOWS) == ()


def test_both_parts_are_told():
    values = np.concatenate([chance().normal(size=1400), 5 + chance().normal(size=600)])

    assert [one.part for one in drifts(series_of(values), "flow", WINDOWS)] == ["validation", "test"]


def test_a_column_that_never_changed_before_is_told_without_a_number_of_deviations():
    values = np.concatenate([np.full(1700, 3.0), np.full(300, 4.0)])

    (found,) = drifts(series_of(values), "flow", WINDOWS)

    assert found.deviations == np.inf
    assert str(found.message) == "flow drifts: always 3 in the training part, 4 on average in the test part."


def test_missing_and_infinite_values_are_left_out():
    series = shifted(0.0, "test")
    series.values[1800:1900] = np.nan
    series.values[5], series.values[1950] = np.inf, -np.inf

    assert drifts(series, "flow", WINDOWS) == ()


@pytest.mark.parametrize("values", [np.full(100, np.nan), np.full(100, 7.0)])
def test_nothing_known_or_nothing_changed_is_no_drift(values):
    assert drifts(series_of(values), "flow", WINDOWS) == ()


def test_mean_and_deviation_are_the_same_in_pieces_as_at_once(monkeypatch):
    values = 1e6 + chance().normal(size=1000)
    values[::7] = np.nan
    monkeypatch.setattr("workbench.core.exploring.pieces._ROWS", 64)

    mean, deviation = mean_and_deviation(values, range(10, 990))

    assert mean == pytest.approx(np.nanmean(values[10:990]), rel=1e-12)
    assert deviation == pytest.approx(np.nanstd(values[10:990]), rel=1e-9)
