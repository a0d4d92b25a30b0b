import json

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays

from workbench.core.errors import ExportError
from workbench.core.preparing.scaling import Scaler, fit_scaler, flat_columns, scaler_from_json

KINDS = ("standard", "minmax", "robust", "none")
TABLES = arrays(
    np.float64,
    array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=6),
    elements=st.floats(-1e9, 1e9).map(lambda value: round(value, 6)),
)


def fitted(kind, values):
    return fit_scaler(kind, [f"c{at}" for at in range(values.shape[1])], values)


@pytest.mark.parametrize(
    ("kind", "shift", "divisor"),
    [
        ("standard", 3.0, np.sqrt(2.0)),  # mean and population deviation of 1, 2, 3, 4, 5
        ("minmax", 1.0, 4.0),
        ("robust", 3.0, 2.0),  # median, and the quartiles 2 and 4
        ("none", 0.0, 1.0),
    ],
)
def test_each_scaler_measures_what_its_name_says(kind, shift, divisor):
    scaler = fitted(kind, np.array([[1.0], [2.0], [3.0], [4.0], [5.0]]))

    np.testing.assert_allclose([scaler.shift, scaler.divisor], [[shift], [divisor]])


def test_each_column_is_measured_by_itself():
    scaler = fitted("minmax", np.array([[0.0, 100.0], [10.0, 300.0]]))

    np.testing.assert_array_equal(scaler.scale(np.array([[5.0, 200.0]])), [[0.5, 0.5]])


@pytest.mark.parametrize("kind", KINDS)
@given(values=TABLES)
def test_restoring_what_was_scaled_gives_the_values_back(kind, values):
    scaler = fitted(kind, values)

    restored = scaler.restore(scaler.scale(values))

    size = np.abs(values).max(axis=0) + np.abs(scaler.shift)
    assert (np.abs(restored - values) <= 1e-6 * size).all()  # 24 bits of a 32-bit number


@pytest.mark.parametrize("kind", KINDS)
@given(values=TABLES)
def test_scaled_values_are_finite_32_bit_numbers(kind, values):
    scaled = fitted(kind, values).scale(values)

    assert scaled.dtype == np.float32
    assert np.isfinite(scaled).all()


@given(values=TABLES)
def test_min_max_brings_the_measured_values_between_zero_and_one(values):
    scaled = fitted("minmax", values).scale(values)

    assert ((scaled >= 0) & (scaled <= 1)).all()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", [0.0, 0.1, -7.3e9, 1e-300])
def test_a_column_that_never_changes_is_shifted_and_left_undivided(kind, level):
    values = np.full((1_000, 1), level)

    scaler = fitted(kind, values)

    assert scaler.divisor == [1.0]
    np.testing.assert_allclose(scaler.restore(scaler.scale(values)), values, rtol=1e-6, atol=1e-30)
    assert flat_columns(["c0"], values) == ("c0",)


def test_only_columns_that_never_change_are_flat():
    values = np.array([[1.0, 5.0, 0.0], [2.0, 5.0, 1e-30]])

    assert flat_columns(["moves", "stays", "hardly"], values) == ("stays",)


def test_a_value_too_large_for_32_bits_becomes_infinite_without_a_word():
    scaled = fitted("none", np.ones((2, 1))).scale(np.array([[1e300]]))

    assert scaled == np.inf


def test_a_scaler_of_some_columns_keeps_their_order():
    scaler = Scaler(("a", "b", "c"), np.array([1.0, 2.0, 3.0]), np.array([10.0, 20.0, 30.0]))

    some = scaler.only(["c", "a"])

    assert some.columns == ("c", "a")
    np.testing.assert_array_equal([some.shift, some.divisor], [[3, 1], [30, 10]])


def test_restoring_works_on_any_number_of_leading_axes():
    scaler = Scaler(("a", "b"), np.array([1.0, 2.0]), np.array([10.0, 20.0]))

    restored = scaler.restore(np.ones((4, 3, 2), dtype=np.float32))

    np.testing.assert_array_equal(restored[0, 0], [11, 22])
    assert (restored.shape, restored.dtype) == ((4, 3, 2), np.float64)


@pytest.mark.parametrize("kind", KINDS)
@given(values=TABLES)
def test_a_scaler_comes_back_from_json_to_the_last_bit(kind, values):
    scaler = fitted(kind, values)

    again = scaler_from_json(json.loads(json.dumps(scaler.to_json())))

    assert again.columns == scaler.columns
    np.testing.assert_array_equal([again.shift, again.divisor], [scaler.shift, scaler.divisor])


@pytest.mark.parametrize(
    "document",
    [
        {},
        {"columns": ["a"], "shift": [0.0]},
        {"columns": ["a"], "shift": [0.0], "divisor": [0.0]},
        {"columns": ["a"], "shift": [0.0], "divisor": [-1.0]},
        {"columns": ["a"], "shift": [None], "divisor": [1.0]},
        {"columns": ["a"], "shift": ["x"], "divisor": [1.0]},
        {"columns": ["a"], "shift": [float("nan")], "divisor": [1.0]},
        {"columns": ["a"], "shift": [0.0], "divisor": [float("inf")]},
        {"columns": ["a", "b"], "shift": [0.0], "divisor": [1.0]},
        {"columns": 3, "shift": [0.0], "divisor": [1.0]},
        {"columns": ["a"], "shift": 0.0, "divisor": 1.0},
        [],
    ],
)
def test_damaged_scalers_are_refused(document):
    with pytest.raises(ExportError) as caught:
        scaler_from_json(document)

    assert str(caught.value) == "The model's scalers are damaged.\nSave the model again from its run."


def test_a_deviation_is_stretched_back_and_not_moved():
    scaler = Scaler(("a", "b"), np.array([100.0, -5.0]), np.array([2.0, 0.5]))

    restored = scaler.restore_deviations(np.array([[1.0, 4.0], [0.0, 2.0]], dtype=np.float32))

    np.testing.assert_array_equal(restored, [[2.0, 2.0], [0.0, 1.0]])


def test_two_scalers_differ_in_the_columns_that_both_have_and_scale_differently():
    ours = Scaler(("a", "b", "c"), np.array([0.0, 1.0, 2.0]), np.ones(3))
    theirs = Scaler(("c", "b", "d"), np.array([2.0, 1.5, 7.0]), np.ones(3))

    assert ours.differs_from(theirs) == ("b",)
    assert ours.differs_from(ours) == ()
    assert theirs.differs_from(Scaler(("c",), np.array([2.0]), np.array([3.0]))) == ("c",)
