"""Samples are left out where they would touch a missing value, see their future, or be judged by a filled value."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.mending.made import NAN, mending_experiment
from tests.made_series import numbered, sine
from workbench.core.baselines import ground_of
from workbench.core.baselines.last_value import LastValue
from workbench.core.errors import DataError
from workbench.core.mending.mended import mended
from workbench.core.mending.spec import FILLINGS
from workbench.core.preparing.cutting import fitting_counts
from workbench.core.preparing.prepared import data_problems, prepare
from workbench.core.preparing.splits import PARTS
from workbench.core.series import Series

SMALL = {"timesteps": 3, "horizon": 2}


@st.composite
def two_columns(draw):
    """A hundred rows of two columns with a few holes."""
    values = numbered(100, ("a", "b")).values + np.random.default_rng(draw(st.integers(0, 99))).normal(size=(100, 2))
    for _ in range(draw(st.integers(0, 6))):
        first, length = draw(st.integers(0, 99)), draw(st.integers(1, 8))
        values[first : first + length, draw(st.integers(0, 1))] = np.nan
    return Series("made", ("a", "b"), values)


def last_values(prepared, part):
    """Forecast "tomorrow equals today", which reads the end of each sample's past."""
    return LastValue().fit(ground_of(prepared, None)).forecast(prepared.windows[part], range(1))


def with_holes(*rows, count=100):
    values = numbered(count).values
    values[list(rows)] = np.nan
    return Series("made", ("value",), values)


@given(two_columns(), st.sampled_from(["leave", *FILLINGS]), st.integers(1, 5), st.integers(1, 3), st.integers(0, 2))
def test_no_sample_touches_a_missing_value(series, how, timesteps, horizon, gap):
    windows = {"timesteps": timesteps, "horizon": horizon, "gap": gap, "stride": 2}
    experiment = mending_experiment(("a", "b"), windows=windows, missing=how, season=7)
    if data_problems(series, experiment):
        return

    prepared = prepare(series, experiment)

    for part in PARTS:
        assert np.isfinite(prepared.windows[part].x).all()
        assert np.isfinite(prepared.windows[part].y).all()
        assert np.isfinite(prepared.truth(part)).all()
        assert np.isfinite(last_values(prepared, part)).all()
    assert np.isfinite(prepared.naive_scale()).all()


@given(two_columns(), st.sampled_from(FILLINGS))
def test_no_forecast_is_judged_by_a_filled_value(series, how):
    experiment = mending_experiment(("a", "b"), windows=SMALL, missing=how, season=7)
    if data_problems(series, experiment):
        return

    prepared = prepare(series, experiment)

    if prepared.series.repaired is not None:
        for part in ("validation", "test"):
            rows = np.asarray(prepared.windows[part].futures)[:, None] + np.arange(2)
            assert not prepared.series.repaired[rows].any()


@given(two_columns(), st.sampled_from(FILLINGS), st.data())
def test_no_past_of_a_sample_knows_what_comes_after_it(series, how, data):
    """Whatever stands after a sample's past, what the network sees of the past is the same."""
    experiment = mending_experiment(("a", "b"), windows=SMALL, missing=how, season=7)
    if data_problems(series, experiment):
        return
    prepared = prepare(series, experiment)
    starts = np.concatenate([np.asarray(prepared.windows[part].starts) for part in PARTS])
    end = int(data.draw(st.sampled_from(starts.tolist()))) + 3
    other = series.values.copy()
    other[end:] = -1e6

    again = mended(Series("other", series.columns, other), experiment.data, experiment.windows)

    np.testing.assert_array_equal(again.values[end - 3 : end], prepared.series.values[end - 3 : end])


def test_left_out_samples_are_counted_and_told():
    prepared = prepare(with_holes(20, 95), mending_experiment(windows=SMALL, missing="leave"))

    assert prepared.notices == ("Samples that are left out because they touch a missing value: 10.",)
    assert len(prepared.windows["train"]) == 66 - 5


def test_what_was_filled_and_what_follows_from_it_is_told():
    prepared = prepare(with_holes(20, 80), mending_experiment(windows=SMALL, missing="linear"))

    assert prepared.notices == (
        "Values that were filled in value: 2 (2.00%), each with a straight line to the next value.",
        "Samples that are left out because their past ends where a value was filled from later ones: 2.",
        "Validation and test samples that are left out because a value they would be judged by was filled: 2.",
        "Training samples that learn to forecast a filled value: 2.",
    )


def test_a_hole_at_the_end_lets_the_forecast_begin_before_it():
    prepared = prepare(with_holes(98, 99), mending_experiment(windows=SMALL, missing="leave"))

    assert prepared.notices[-1] == (
        "Missing values among the last 3 rows: what follows is forecast from row 98 (98) on."
    )


def test_a_target_that_is_no_input_must_be_known_at_the_end_of_the_past_too():
    series = Series("made", ("a", "b"), numbered(100, ("a", "b")).values)
    series.values[30, 1] = NAN
    experiment = mending_experiment(("b",), windows={**SMALL, "normalisation": "none"}, missing="leave")
    experiment = experiment.with_settings("data", inputs=("a",))

    prepared = prepare(series, experiment)

    assert np.isfinite(last_values(prepared, "train")).all()
    assert len(prepared.windows["train"]) == 66 - 5


def test_scalers_and_the_naive_scale_are_measured_by_what_was_read():
    whole, holed = sine(200), sine(200)
    holed.values[50] = NAN
    known = np.delete(whole.values[:140, 0], 50)

    prepared = prepare(holed, mending_experiment(missing="leave"))

    assert prepared.target_scaler.shift[0] == pytest.approx(known.mean())
    steps = np.abs(np.diff(holed.values[:140, 0]))
    assert prepared.naive_scale()[0] == pytest.approx(np.nanmean(steps))


def test_a_part_without_a_sample_is_told_with_the_reasons():
    series = with_holes(*range(70, 100, 2))

    with pytest.raises(DataError) as caught:
        prepare(series, mending_experiment(windows={"timesteps": 4}, missing="leave"))

    assert caught.value.what == (
        "No sample of the validation part is left: 15 touch a missing value, 0 would see a value that was filled from"
        " later ones, 0 would be judged by a filled value."
    )


@given(two_columns(), st.sampled_from(["leave", *FILLINGS]))
def test_samples_are_counted_as_they_are_cut(series, how):
    experiment = mending_experiment(("a", "b"), windows=SMALL, missing=how, season=7)
    if data_problems(series, experiment):
        return

    prepared = prepare(series, experiment)

    counts = fitting_counts(prepared.series, experiment)
    assert {part: left for part, (left, _) in counts.items()} == {part: len(prepared.windows[part]) for part in PARTS}


def test_a_million_rows_with_holes_are_prepared_without_a_copy_of_windows():
    values = np.random.default_rng(1).normal(size=(1_000_000, 1)).cumsum(axis=0)
    values[::997] = NAN
    series = Series("walk", ("value",), values)

    prepared = prepare(series, mending_experiment(windows={"timesteps": 100}, missing="forward"))

    assert prepared.windows["train"].features.shape == (1_000_000, 1)
    assert len(prepared.windows["train"]) == 699_899
