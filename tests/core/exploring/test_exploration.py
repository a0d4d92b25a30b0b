"""Everything that is shown of a column, reckoned in one go."""

import numpy as np
import pytest

from tests.core.exploring.made import DAY, chance, daily_and_weekly, series_of
from workbench.core.errors import DataError
from workbench.core.experiment import WindowSpec
from workbench.core.exploring.durations import length_in_words, steps_in_words
from workbench.core.exploring.exploration import explore
from workbench.core.exploring.histogram import histogram
from workbench.core.preparing.splits import PARTS, split_steps
from workbench.core.series import Labels, Series

WINDOWS = WindowSpec()


def test_a_column_with_a_season_has_every_picture():
    found = explore(series_of(daily_and_weekly()), "flow", WINDOWS)

    assert found.proposal.season == 24
    assert len(found.correlations.whole) >= 3 * 24
    assert found.correlations.bound == pytest.approx(1.96 / np.sqrt(found.rows))
    assert len(found.profile.means) == 24
    assert (found.profile.low <= found.profile.means).all()
    assert (found.profile.high >= found.profile.means).all()
    strongest = found.spectrum.periods[found.spectrum.power.argmax()]
    assert strongest == pytest.approx(24, rel=0.05)


def test_a_constant_column_has_no_pictures_and_says_why():
    found = explore(series_of(np.full(300, 1.0)), "flow", WINDOWS)

    assert (found.correlations, found.spectrum, found.profile, found.histogram) == (None, None, None, None)
    assert "the same value in every row" in str(found.proposal.season_reason)


def test_missing_cells_are_counted_in_words():
    values = daily_and_weekly()
    values[10:30] = np.nan

    found = explore(series_of(values), "flow", WINDOWS)

    assert [str(one) for one in found.cells] == ["flow: 20 cells are missing (1.39%)."]
    assert "20 missing values" in str(found.notices[0])


def test_of_many_series_the_longest_is_looked_at():
    values = np.concatenate([chance().normal(size=100), daily_and_weekly(20)])
    codes = np.repeat([0, 1], [100, 480]).astype(np.int32)
    labels = {"shop": Labels(codes, ("north", "south"))}
    series = Series("made", ("flow",), values[:, None], None, labels=labels)

    found = explore(series, "flow", WINDOWS, group="shop")

    assert str(found.notices[0]) == "Looked at: south, the longest of 2 series."
    assert found.rows == len(split_steps(480, WINDOWS).train)


def test_a_column_that_is_not_there_is_told():
    with pytest.raises(DataError, match="no column 'height'"):
        explore(series_of(np.arange(50.0)), "height", WINDOWS)


def test_a_long_spectrum_is_thinned_out_and_keeps_its_peaks():
    steps = np.arange(40_000)
    values = np.sin(2 * np.pi * steps / 97) + 0.1 * chance().normal(size=len(steps))

    found = explore(series_of(values, None), "flow", WINDOWS)

    assert len(found.spectrum.power) <= 4_000
    assert found.spectrum.periods[found.spectrum.power.argmax()] == pytest.approx(97, rel=0.01)


def test_the_histogram_counts_every_known_value_of_every_part_once():
    values = chance().normal(size=1000)
    values[::9] = np.nan
    series = series_of(values)

    found = histogram(series, "flow", WINDOWS)

    split = split_steps(1000, WINDOWS)
    for part in PARTS:
        of_part = values[split[part].start : split[part].stop]
        expected, _ = np.histogram(of_part[~np.isnan(of_part)], found.edges)
        assert found.shares[part] == pytest.approx(expected / expected.sum())
        assert found.shares[part].sum() == pytest.approx(1)


@pytest.mark.parametrize("test_is_open", [False, True])
def test_drift_and_histogram_read_the_test_part_only_once_it_is_open(test_is_open):
    told = []
    for poison in (0.0, 1e6):
        values = chance().normal(size=1000)
        values[split_steps(1000, WINDOWS).test.start :] += poison
        found = explore(series_of(values), "flow", WINDOWS, test_is_open=test_is_open)
        shares = {part: share.tolist() for part, share in found.histogram.shares.items()}
        told.append((found.parts, found.histogram.edges.tolist(), shares, [str(one.message) for one in found.drift]))

    assert (told[0] != told[1]) == test_is_open
    assert ("test" in told[0][0]) == test_is_open


def test_the_bins_are_those_of_freedman_and_diaconis():
    values = chance().normal(size=2000)

    found = histogram(series_of(values), "flow", WindowSpec(train_share=0.7, validation_share=0.15))

    width = 2 * np.subtract(*np.percentile(values[:1400], [75, 25])) / 1400 ** (1 / 3)
    assert len(found.edges) - 1 == int(np.ceil((values.max() - values.min()) / width))


@pytest.mark.parametrize(
    ("steps", "step", "said"),
    [
        (24, np.timedelta64(1, "h"), "24 steps (1 day)"),
        (168, np.timedelta64(1, "h"), "168 steps (7 days)"),
        (365, DAY, "365 steps (1 year)"),
        (12, np.timedelta64(31, "D"), "12 steps (1 year)"),
        (6, np.timedelta64(31, "D"), "6 steps (6 months)"),
        (90, np.timedelta64(1, "m"), "90 steps (1.5 hours)"),
        (3, np.timedelta64(250, "ms"), "3 steps (0.75 s)"),
        (1_500, None, "1,500 steps"),
    ],
)
def test_steps_are_said_with_their_length(steps, step, said):
    assert str(steps_in_words(steps, step)) == said


def test_without_times_there_is_no_length():
    assert length_in_words(5, None) is None
