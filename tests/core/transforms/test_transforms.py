"""Every kind of transform: it can be undone, looks at the past alone, and says what it cannot be made of."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from workbench.core.errors import SettingsError
from workbench.core.preparing.scaling import fit_scaler
from workbench.core.preparing.units import TargetUnits
from workbench.core.transforms import (
    TRANSFORM_KINDS,
    BoxCox,
    Difference,
    Log,
    SeasonalDifference,
    transform_named,
    transform_written,
)


def made(kind, lmbda=None):
    document = {"column": "value"}
    if kind is SeasonalDifference:
        document["season"] = 5
    if kind is BoxCox:
        document["lmbda"] = lmbda
    return kind.model_validate(document)


@pytest.mark.parametrize("kind", TRANSFORM_KINDS, ids=lambda kind: kind.model_fields["kind"].default)
@given(seed=st.integers(0, 1_000), steps=st.integers(1, 30), lmbda=st.none() | st.floats(0, 2))
def test_what_is_changed_can_be_changed_back(kind, seed, steps, lmbda):
    values = np.random.default_rng(seed).uniform(0.5, 50, 60)
    transform = made(kind, lmbda).fitted(values[:20])
    assert transform.is_fitted

    future = 25
    width = min(transform.lag, steps)
    before = values[future - transform.lag :][:width][None]
    changed = transform.forward_ahead(values[None, future : future + steps], before)

    np.testing.assert_allclose(changed[0], transform.forward(values)[future : future + steps], rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(transform.back(changed, before)[0], values[future : future + steps], rtol=1e-9)


@pytest.mark.parametrize("kind", TRANSFORM_KINDS, ids=lambda kind: kind.model_fields["kind"].default)
def test_a_kind_declares_what_forms_and_files_need(kind):
    transform = made(kind).fitted(np.arange(1.0, 30))

    assert kind.title
    assert kind.summary.endswith(".")
    assert transform_named(transform.kind) is kind
    assert kind.model_validate_json(transform.model_dump_json()) == transform
    changed = transform.forward(np.arange(1.0, 30))
    assert np.isnan(changed[: transform.lag]).all()
    assert np.isfinite(changed[transform.lag :]).all()
    if transform.refused(np.array([-1.0])).any():
        assert transform.needs == "values above zero"


@pytest.mark.parametrize("kind", TRANSFORM_KINDS, ids=lambda kind: kind.model_fields["kind"].default)
def test_later_values_change_nothing_that_comes_before_them(kind):
    values = np.random.default_rng(3).uniform(1, 9, 40)
    later = values.copy()
    later[30:] *= 7
    transform = made(kind).fitted(values[:20])

    np.testing.assert_array_equal(transform.forward(values)[:30], transform.forward(later)[:30])


@given(seed=st.integers(0, 200), shape=st.floats(0.3, 1.5))
def test_lambda_is_as_likely_as_that_of_scipy(seed, shape):
    values = np.random.default_rng(seed).gamma(4, size=120) ** (1 / shape)
    assume(0 <= stats.boxcox_normmax(values, method="mle") <= 2)

    ours = BoxCox(column="value").fitted(values).lmbda

    theirs = stats.boxcox_normmax(values, method="mle")
    assert stats.boxcox_llf(ours, values) >= stats.boxcox_llf(theirs, values) - 1e-6


def test_a_given_lambda_is_kept_and_a_flat_column_changes_nothing_but_its_place():
    assert BoxCox(column="value", lmbda=0.5).fitted(np.arange(1.0, 9)).lmbda == 0.5
    assert BoxCox(column="value").fitted(np.full(9, 3.0)).lmbda == 1.0


def test_a_forecast_below_what_box_cox_can_give_keeps_its_order():
    transform = BoxCox(column="value", lmbda=0.5)

    restored = transform.back(np.array([[-3.0, -2.5, -2.0, -1.0, 0.0]]), np.empty((1, 0)))[0]

    np.testing.assert_allclose(restored, [-0.25, -0.0625, 0.0, 0.25, 1.0])


@given(seed=st.integers(0, 100), gap=st.just(0), horizon=st.integers(1, 12))
def test_a_chain_is_undone_from_its_end_in_original_units(seed, gap, horizon):
    values = np.random.default_rng(seed).uniform(1, 20, 60)
    chain = (Log(column="value"), SeasonalDifference(column="value", season=4), Difference(column="value"))
    scaler = fit_scaler("standard", ("value",), np.linspace(-1, 1, 9)[:, None])
    units = TargetUnits(scaler, chain, values[:, None])
    futures = np.array([20, 33])
    truth = values[futures[:, None] + gap + np.arange(horizon)][..., None]

    scaled = units.scaled(truth, futures)

    assert scaled.dtype == np.float32
    np.testing.assert_allclose(units.restore(scaled, futures), truth, rtol=2e-5)  # 32 bits in between
    assert units.looks_back
    assert not units.shifts_alone


def test_nothing_after_the_last_known_step_is_read_on_the_way_back():
    values = np.random.default_rng(1).uniform(1, 20, 40)
    poisoned = values.copy()
    poisoned[25:] = np.nan
    scaler = fit_scaler("none", ("value",), values[:, None])
    chain = (Log(column="value"), SeasonalDifference(column="value", season=4), Difference(column="value"))
    forecast = np.random.default_rng(2).normal(0, 0.1, (1, 9, 1)).astype(np.float32)

    clean, other = (
        TargetUnits(scaler, chain, levels[:, None]).restore(forecast, np.array([25])) for levels in (values, poisoned)
    )

    np.testing.assert_array_equal(clean, other)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sales=log", Log(column="sales")),
        ("a=b=box_cox", BoxCox(column="a=b")),
        ("sales=box_cox:0.5", BoxCox(column="sales", lmbda=0.5)),
        ("sales=seasonal_difference:7", SeasonalDifference(column="sales", season=7)),
    ],
)
def test_the_command_line_writes_a_transform_with_an_equals_sign(written, meant):
    assert transform_written(written) == meant


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("log", "log names no column and transform."),
        ("=log", "=log names no column and transform."),
        ("sales=root", "There is no transform called root."),
        ("sales=log:3", "The transform log takes no number."),
        (
            "sales=seasonal_difference:1",
            "data.transforms.season: must be from 2 to 50,000 steps, not 1",
        ),
        ("sales=seasonal_difference:x", "data.transforms.season: must be a whole number, not 'x'"),
    ],
)
def test_a_transform_that_cannot_be_read_is_told(written, told):
    with pytest.raises(SettingsError) as caught:
        transform_written(written)

    assert caught.value.what == told
