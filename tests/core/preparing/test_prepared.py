import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_series import experiment_on, hourly, numbered
from workbench.core.errors import DataError, SettingsError
from workbench.core.layers import GRU, LSTM
from workbench.core.preparing.prepared import data_problems, prepare, sample_counts
from workbench.core.preparing.scaling import Scaler
from workbench.core.preparing.splits import PARTS
from workbench.core.series import Series

SCALERS = ("standard", "minmax", "robust", "none")


def with_hole(rows, at, columns=("value",), column=0):
    """Numbered columns, of which one value is missing."""
    series = numbered(rows, columns, times=hourly(rows))
    series.values[at, column] = np.nan
    return series


@pytest.mark.parametrize("kind", SCALERS)
def test_scalers_are_measured_on_the_training_part_alone(kind):
    experiment = experiment_on(windows={"scaler": kind})
    series = numbered(200)
    poisoned = numbered(200)
    poisoned.values[140:] = 1e30  # validation and test

    clean, other = prepare(series, experiment), prepare(poisoned, experiment)

    for scaler in ("input_scaler", "target_scaler"):
        assert getattr(clean, scaler).to_json() == getattr(other, scaler).to_json()


def test_a_value_of_the_training_part_does_move_the_scaler():
    changed = numbered(200)
    changed.values[139] = 1e30

    scalers = [prepare(series, experiment_on()).input_scaler for series in (numbered(200), changed)]

    assert scalers[0].divisor < scalers[1].divisor


def test_a_value_that_32_bits_cannot_hold_is_no_warning():
    series = numbered(200)
    series.values[180:] = 1e300

    prepared = prepare(series, experiment_on())

    assert np.isinf(prepared.windows["test"].y).any()


@given(rows=st.integers(60, 300), horizon=st.integers(1, 5), gap=st.integers(0, 3))
def test_the_truth_is_that_of_the_series(rows, horizon, gap):
    prepared = prepare(numbered(rows), experiment_on(windows={"timesteps": 3, "horizon": horizon, "gap": gap}))

    for part in PARTS:
        truth = prepared.truth(part)
        assert truth.shape == (len(prepared.windows[part]), horizon, 1)
        assert (truth[:, 0, 0] == np.array(prepared.windows[part].futures)).all()
        assert (truth == truth[:, :1] + np.arange(horizon)[:, None]).all()


@pytest.mark.parametrize("kind", SCALERS)
def test_restoring_the_targets_gives_the_truth(kind):
    prepared = prepare(numbered(200, ("a", "b")), experiment_on(("a", "b"), windows={"scaler": kind, "horizon": 4}))

    for part in PARTS:
        restored = prepared.target_scaler.restore(prepared.windows[part].y)
        np.testing.assert_allclose(restored, prepared.truth(part), rtol=1e-5, atol=1e-3)


def test_inputs_and_targets_are_scaled_each_in_their_own_order():
    series = numbered(200, ("a", "b", "c"))

    prepared = prepare(series, experiment_on(("c",), inputs=("b", "a"), windows={"normalisation": "none"}))

    assert prepared.input_scaler.columns == ("b", "a")
    assert prepared.target_scaler.columns == ("c",)
    assert prepared.windows["train"].x.shape[2] == 2


@pytest.mark.parametrize("kind", SCALERS)
@given(seed=st.integers(0, 20), columns=st.integers(1, 5))
def test_a_column_is_scaled_alike_as_input_and_as_target_to_the_last_bit(kind, seed, columns):
    names = tuple("abcde"[:columns])
    series = Series("random", names, np.random.default_rng(seed).normal(1e3, 1, (211, columns)))
    experiment = experiment_on((names[-1],), inputs=names, windows={"scaler": kind})

    prepared = prepare(series, experiment)

    assert prepared.target_scaler.differs_from(prepared.input_scaler) == ()
    windows = prepared.windows["train"]
    np.testing.assert_array_equal(windows.features[:, [-1]], windows.targets)


def test_a_shorter_look_back_is_not_offered_where_it_would_leave_nothing_of_the_season():
    experiment = experiment_on(windows={"timesteps": 190, "season": 70})

    (problem,) = data_problems(numbered(200), experiment)

    assert problem.address == "windows.timesteps"
    assert problem.repair is None


def test_a_models_own_scalers_are_taken_instead():
    own = Scaler(("value",), np.array([1.0]), np.array([2.0]))

    prepared = prepare(numbered(200), experiment_on(), scalers=(own, own))

    assert prepared.input_scaler is own
    np.testing.assert_array_equal(prepared.windows["train"].x[0, :3, 0], [-0.5, 0, 0.5])


def test_samples_are_views_of_one_scaled_series():
    prepared = prepare(numbered(1_000), experiment_on(windows={"timesteps": 50, "stride": 3}))

    series = prepared.windows["train"].features
    for windows in prepared.windows.values():
        assert windows.features is series
        assert np.shares_memory(windows.x, series)
        assert np.shares_memory(windows.y, windows.targets)


def test_the_naive_scale_is_the_mean_step_of_the_training_part():
    series = numbered(100)
    series.values[70:] *= 1_000

    scale = prepare(series, experiment_on()).naive_scale()

    assert scale == [1.0]


def test_a_column_that_never_changes_in_the_training_part_is_noticed():
    series = numbered(200, ("value", "valve"))
    series.values[:140, 1] = 7

    prepared = prepare(series, experiment_on(("value",), inputs=("value", "valve")))

    assert prepared.notices == ("valve never changes in the training part; the network can learn nothing from it.",)
    assert np.isfinite(prepared.windows["test"].features).all()


@given(steps=st.integers(0, 200), timesteps=st.integers(1, 30))
def test_samples_are_counted_before_they_are_cut(steps, timesteps):
    experiment = experiment_on(windows={"timesteps": timesteps, "horizon": 2})

    counts = sample_counts(steps, experiment.windows)

    if all(counts.values()):
        prepared = prepare(numbered(steps), experiment)
        assert counts == {part: len(prepared.windows[part]) for part in PARTS}
    else:
        assert data_problems(numbered(steps), experiment)


def test_a_stack_with_a_fault_is_refused_with_its_repair():
    with pytest.raises(SettingsError) as caught:
        prepare(numbered(200), experiment_on(layers=(LSTM(), GRU())))

    assert str(caught.value) == (
        "Layer 1 (LSTM) returns only the last step, but layer 2 (GRU) needs every step.\nRepair: Return every step."
    )


def test_a_warning_is_no_reason_to_refuse():
    prepared = prepare(numbered(200), experiment_on(windows={"timesteps": 1}))

    assert len(prepared.windows["train"]) > 0


def test_several_faults_of_the_data_are_told_at_once():
    experiment = experiment_on(("load",), inputs=("load", "value", "wind"))

    with pytest.raises(DataError) as caught:
        prepare(with_hole(200, 5), experiment)

    assert caught.value.what == "The data does not fit the settings."
    assert [(fault.address, fault.message) for fault in caught.value.faults] == [
        ("data.targets", "numbered has no column of numbers called load; it has: value."),
        ("data.inputs", "numbered has no column of numbers called wind; it has: value."),
        ("data.mending.missing", "Missing values in value: 1, the first at row 6 (2024-01-01 05:00)."),
    ]


@pytest.mark.parametrize(
    ("columns", "inputs", "address", "told"),
    [
        ((), ("value",), "data.targets", "No column is chosen to be forecast."),
        (("value",), (), "data.inputs", "The network has no input column."),
    ],
)
def test_no_column_at_all_is_told(columns, inputs, address, told):
    experiment = experiment_on(("value",)).with_settings("data", targets=columns, inputs=inputs)

    problems = data_problems(numbered(200), experiment)

    assert [(problem.address, problem.message) for problem in problems] == [(address, told)]


def test_a_target_with_missing_values_is_told_with_the_first_place():
    series = with_hole(200, 30)

    with pytest.raises(DataError) as caught:
        prepare(series, experiment_on())

    assert caught.value.what == "Missing values in value: 1, the first at row 31 (2024-01-02 06:00)."


@pytest.mark.parametrize("column", [0, 1])
def test_a_column_with_missing_values_can_be_filled_forward(column):
    series = with_hole(200, 30, ("value", "wind"), column=column)
    experiment = experiment_on(("value",), inputs=("value", "wind"))

    problem = data_problems(series, experiment)[0]

    assert problem.repair.label == "Fill forward"
    assert problem.repair.experiment.data.mending.missing == "forward"
    assert data_problems(series, problem.repair.experiment) == ()


def test_a_series_too_short_for_one_sample_is_told_with_the_numbers():
    with pytest.raises(DataError) as caught:
        prepare(numbered(20), experiment_on(windows={"timesteps": 30}))

    assert str(caught.value) == (
        "The training part has 14 of the series' 20 steps; one sample needs 31 (timesteps 30, gap 0, horizon 1).\n"
        "Repair: Use 6 timesteps."
    )


def test_a_shorter_look_back_repairs_a_short_series():
    series, experiment = numbered(20), experiment_on(windows={"timesteps": 30})

    repaired = data_problems(series, experiment)[0].repair.experiment

    assert repaired.windows.timesteps == 6
    assert data_problems(series, repaired) == ()


def test_the_shorter_look_back_leaves_room_for_gap_and_horizon():
    experiment = experiment_on(windows={"timesteps": 30, "gap": 4, "horizon": 2})

    problem = data_problems(numbered(20), experiment)[0]

    assert problem.repair.experiment.windows.timesteps == (14 - 4 - 2) // 2


def test_the_shortest_look_back_is_one_step():
    problem = data_problems(numbered(20), experiment_on(windows={"timesteps": 30, "gap": 9, "horizon": 3}))[0]

    assert problem.repair.label == "Use 1 timesteps"


def test_a_test_part_shorter_than_the_horizon_is_told_with_the_context():
    overlap, strict = (experiment_on(windows={"horizon": 40, "context": context}) for context in ("overlap", "strict"))

    messages = [data_problems(numbered(200), experiment)[0].message for experiment in (overlap, strict)]

    assert messages == [
        "The validation part has 30 of the series' 200 steps; one sample needs 40 (timesteps 8, gap 0, horizon 40).",
        "The validation part has 30 of the series' 200 steps; one sample needs 48 (timesteps 8, gap 0, horizon 40).",
    ]


def test_a_series_that_no_look_back_can_save_has_no_repair():
    problem = data_problems(numbered(3), experiment_on(windows={"horizon": 40}))[0]

    assert problem.repair is None


@given(rows=st.integers(0, 120), timesteps=st.integers(1, 200), horizon=st.integers(1, 20), context=st.booleans())
def test_every_repair_of_a_length_makes_the_series_fit(rows, timesteps, horizon, context):
    experiment = experiment_on(
        windows={"timesteps": timesteps, "horizon": horizon, "context": "strict" if context else "overlap"}
    )

    for problem in data_problems(numbered(rows), experiment):
        if problem.repair is not None:
            assert data_problems(numbered(rows), problem.repair.experiment) == ()


def test_a_series_without_columns_is_told():
    empty = Series("empty", (), np.empty((10, 0)))

    with pytest.raises(DataError) as caught:
        prepare(empty, experiment_on())

    assert caught.value.what == "empty has no column of numbers called value; it has: ."


@pytest.mark.parametrize(
    ("experiment", "hint"),
    [
        (experiment_on((), inputs=("value",)), "Choose at least one target column."),
        (experiment_on().with_settings("data", inputs=()), "Choose at least one input column."),
        (experiment_on(("load",)), "Choose columns that this file has."),
        (
            experiment_on(windows={"horizon": 5_000}),
            "Choose a shorter horizon or gap, larger shares, or a file with more rows.",
        ),
    ],
    ids=["no targets", "no inputs", "an unknown column", "too short"],
)
def test_data_that_does_not_fit_is_told_with_what_to_do(experiment, hint):
    with pytest.raises(DataError) as caught:
        prepare(numbered(200), experiment)

    assert caught.value.hint == hint


def test_missing_values_are_told_with_what_to_do():
    series = numbered(200)
    series.values[7] = np.nan

    with pytest.raises(DataError) as caught:
        prepare(series, experiment_on())

    assert caught.value.hint == (
        "Repair: Fill forward. data.mending.missing may be leave, drop, forward, linear, spline or seasonal."
    )
