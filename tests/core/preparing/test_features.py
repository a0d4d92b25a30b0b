"""Columns become features: what stands where, and that nothing of the future enters unasked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_columns import EVERYTHING, experiment, sales
from workbench.core.errors import DataError, SettingsError
from workbench.core.experiment import Categories
from workbench.core.layers.stack import stack_of
from workbench.core.preparing.columns import past_and_future, settled
from workbench.core.preparing.cutting import fitting_counts
from workbench.core.preparing.features import feature_count, features_in, lost_steps
from workbench.core.preparing.future import with_future
from workbench.core.preparing.prepared import data_problems, prepare
from workbench.core.preparing.sample_columns import sample_columns
from workbench.core.preparing.splits import PARTS
from workbench.core.series import Labels, Series
from workbench.core.transforms import BoxCox, Difference, Log, SeasonalDifference


def test_features_stand_in_the_order_that_is_told():
    told = settled(sales(), experiment(**EVERYTHING))

    assert [feature.title for feature in features_in(told)] == [
        "sales", "weather", "plan", "sky = dry", "sky = mild", "sky = wet",
        "plan, 3 ahead", "Hour of the day, sin, 3 ahead", "Hour of the day, cos, 3 ahead",
    ]  # fmt: skip
    assert feature_count(told) == 9
    assert str(stack_of(told).input) == "(B, 8, 9)"


def test_without_roles_the_features_are_the_scaled_inputs_to_the_last_bit():
    series, plain = sales(), experiment()

    prepared = prepare(series, plain)

    expected = prepared.input_scaler.scale(series.select(("sales", "weather")))
    np.testing.assert_array_equal(prepared.windows["train"].features, expected)
    assert prepared.experiment == plain


def test_the_last_steps_of_a_window_hold_what_is_known_of_the_steps_that_are_forecast():
    series = sales()
    prepared = prepare(series, experiment(known=("plan",), windows={"gap": 2}))
    at = prepared.input_scaler.columns.index("plan")

    for part in PARTS:
        windows = prepared.windows[part]
        ahead = windows.x[:, -3:, 3] * prepared.input_scaler.divisor[at] + prepared.input_scaler.shift[at]
        rows = np.asarray(windows.futures)[:, None] + np.arange(3)
        np.testing.assert_allclose(ahead, series.column("plan")[rows], atol=1e-6)


@given(seed=st.integers(0, 50), sample=st.integers(0, 10_000), roles=st.sampled_from([{}, EVERYTHING]))
def test_what_comes_after_a_sample_changes_nothing_of_it_unless_it_is_known(seed, sample, roles):
    series = sales(seed=seed)
    prepared = prepare(series, experiment(**roles))
    windows = prepared.windows["test"]
    sample %= len(windows)
    end = windows.starts[sample] + windows.timesteps
    poisoned = series.values.copy()
    poisoned[end:, [0, 2]] = 1e6
    codes = series.labels["sky"].codes.copy()
    codes[end:] = 0
    other = Series(
        "sales", series.columns, poisoned, series.times, labels={"sky": Labels(codes, ("wet", "dry", "mild"))}
    )

    again = prepare(
        other,
        prepared.experiment,
        scalers=(prepared.input_scaler, prepared.target_scaler),
        transforms=prepared.transforms,
    )

    np.testing.assert_array_equal(windows.x[sample], again.windows["test"].x[sample])
    assert np.isfinite(windows.x).all()


@pytest.mark.parametrize(
    "transform", [BoxCox(column="sales"), Log(column="weather"), SeasonalDifference(column="sales")]
)
def test_everything_that_is_measured_comes_from_the_training_part(transform):
    series, poisoned = sales(), sales()
    for one in (series, poisoned):
        one.values[:, 2] = np.abs(one.values[:, 2]) + 1
    roles = {**EVERYTHING, "transforms": (transform,)}
    poisoned.values[210:, :3] *= 50
    poisoned.labels["sky"].codes[210:] = 1

    clean, other = prepare(series, experiment(**roles)), prepare(poisoned, experiment(**roles))

    assert clean.experiment == other.experiment
    assert clean.transforms == other.transforms
    for scaler in ("input_scaler", "target_scaler"):
        assert getattr(clean, scaler).to_json() == getattr(other, scaler).to_json()


def test_words_are_one_hot_and_those_of_the_training_part():
    series = sales()
    series.labels["sky"].codes[:210] = np.arange(210) % 2  # mild comes later

    prepared = prepare(series, experiment(inputs=("sales", "sky")))

    assert prepared.experiment.data.categories == (Categories(column="sky", words=("dry", "wet")),)
    hot = prepared.windows["train"].features[:, 1:]
    known = series.labels["sky"].codes < 2
    np.testing.assert_array_equal(hot.sum(axis=1), known)
    np.testing.assert_array_equal(hot[:4], [[0, 1], [1, 0], [0, 1], [1, 0]])
    first = int(np.flatnonzero(~known)[0])
    assert any(
        notice.startswith(
            f"sky: {(~known).sum()} rows have no word that the network knows, the first at row {first + 1}"
        )
        for notice in prepared.notices
    )


def test_words_that_are_not_those_of_the_training_part_are_told_with_their_repair():
    other = experiment(inputs=("sales", "sky"), categories=(Categories(column="sky", words=("dry", "foggy")),))

    problem, *_ = data_problems(sales(), other)

    assert problem.message == "The words of sky are others than in the training part: foggy, mild, wet."
    assert problem.severity == "warning"
    assert problem.repair.experiment.data.categories == (Categories(column="sky", words=("dry", "mild", "wet")),)


def test_what_differences_leave_empty_is_in_no_sample():
    chain = (SeasonalDifference(column="sales", season=24), Difference(column="sales"))
    told = experiment(transforms=chain)

    prepared = prepare(sales(), told)

    assert lost_steps(told) == 25
    assert prepared.windows["train"].starts[0] == 25
    assert all(np.isfinite(windows.x).all() and np.isfinite(windows.y).all() for windows in prepared.windows.values())
    counted = {part: left for part, (left, _) in fitting_counts(prepared.series, told).items()}
    assert counted == {part: len(prepared.windows[part]) for part in PARTS}


# What is refused, and what is told


def test_the_log_of_values_that_are_not_above_zero_is_refused_with_the_first_place():
    series = sales()
    series.values[[5, 9], 0] = [0, -1]

    with pytest.raises(DataError) as caught:
        prepare(series, experiment(transforms=(Log(column="sales"),)))

    assert str(caught.value) == (
        "Log of sales needs values above zero; others: 2, the first at row 6 (2024-01-01 05:00): 0.\n"
        "Repair: Leave the transform of sales out."
    )


@pytest.mark.parametrize(
    ("roles", "windows", "loss", "told"),
    [
        ({"known": ("sales",)}, {}, "mse", "sales is a target: its future cannot be known."),
        (
            {"transforms": (Difference(column="sales"),)},
            {"gap": 2},
            "mse",
            "Difference of sales: to add the forecasts up, those of the gap's 2 steps would be needed too.",
        ),
        (
            {"transforms": (Difference(column="sales"),)},
            {},
            "quantile",
            "Difference of sales: the intervals of 3 steps cannot be added up; only a horizon of up to 1 follows on"
            " known values.",
        ),
    ],
)
def test_roles_that_cannot_work_are_refused(roles, windows, loss, told):
    wrong = experiment(windows=windows, **roles).with_settings("training", loss=loss)

    with pytest.raises(SettingsError) as caught:
        prepare(sales(), wrong)

    assert caught.value.what == told
    (problem,) = [one for one in stack_of(wrong).problems if one.severity == "error"]
    assert [one for one in stack_of(problem.repair.experiment).problems if one.severity == "error"] == []


def test_a_calendar_that_the_training_part_has_not_seen_twice_is_a_warning_with_its_figure():
    doubtful = experiment(calendar=("hour_of_day", "day_of_week"))

    (problem,) = data_problems(sales(), doubtful)  # 210 hours of training

    assert problem.severity == "warning"
    assert problem.message.startswith("Day of the week: the training part covers 1.2 weeks.")
    assert problem.repair.experiment.data.calendar == ("hour_of_day",)


def test_a_calendar_without_a_clock_is_refused():
    series = sales()
    unclocked = Series("sales", series.columns, series.values)

    (problem,) = data_problems(unclocked, experiment(calendar=("hour_of_day",)))

    assert problem.severity == "error"
    assert problem.message == "Hour of the day needs a time column; the rows are merely in order."


def test_a_horizon_longer_than_the_window_hides_a_part_of_the_known_future():
    short = experiment(known=("plan",), windows={"timesteps": 4, "horizon": 9})

    (problem,) = stack_of(short).problems

    assert problem.severity == "warning"
    assert problem.repair.experiment.windows.timesteps == 9


# The future that is given


def test_rows_whose_targets_are_empty_at_the_end_give_the_future():
    series = sales(empty=5)

    prepared = prepare(series, experiment(known=("plan",)))

    assert (len(prepared.series), len(prepared.future)) == (295, 5)
    assert past_and_future(series, experiment().data) == (series, None)


def test_only_what_is_known_is_taken_from_the_rows_that_are_to_come():
    series, told = sales(empty=5), settled(sales(), experiment(**EVERYTHING))
    past, future = past_and_future(series, told.data)

    rows = with_future(past, future, told)

    assert len(rows) == 8 + 1 + 3  # timesteps, the difference's step, and the horizon
    np.testing.assert_array_equal(rows.column("plan")[-3:], series.column("plan")[295:298])
    assert np.isnan(rows.select(("sales", "weather"))[-3:]).all()
    assert (rows.labels["sky"].codes[-3:] == -1).all()


def test_a_future_that_is_too_short_is_told_in_numbers():
    series, told = sales(empty=2), experiment(known=("plan",))
    past, future = past_and_future(series, told.data)

    with pytest.raises(DataError) as caught:
        with_future(past, future, told)

    assert str(caught.value) == (
        "The forecast needs plan in the rows after the last sales: needed 3, given 2.\n"
        "Add rows for them after the last one, with the targets left empty."
    )


def test_a_samples_table_shows_the_value_that_stands_ahead():
    told = settled(sales(), experiment(**EVERYTHING))

    columns = sample_columns(told)

    assert [column.title for column in columns] == [
        "sales", "weather", "sky", "plan", "plan, 3 ahead", "Hour of the day, 3 ahead",
    ]  # fmt: skip
    series = sales()
    assert columns[4].words(series, 10, is_past=True) == f"{series.column('plan')[13]:.6g}"
    assert columns[4].words(series, 10, is_past=False) == "·"
    assert columns[5].words(series, 9, is_past=True) == "0.500"
