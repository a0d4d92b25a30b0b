"""Each series of a group is measured by itself, by its own scale."""

import numpy as np
import pytest

from tests.made_columns import grouped, shops
from tests.made_series import experiment_on, numbered
from workbench.core.judgement.by_series import mean_over_series, worst_first
from workbench.core.judgement.judging import judge
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series
from workbench.core.sources.groups import group_name, sorted_by_group

LENGTHS = (80, 120, 60)


def two_sizes():
    """Give shops whose values grow by 1 and by 100 in each row."""
    series = sorted_by_group(shops((100, 100)), "shop")
    values = np.concatenate([np.arange(100.0), 100 * np.arange(100.0)])
    return Series(series.name, series.columns, values[:, None], series.times, labels=series.labels)


def judged(series, error=1.0, **windows):
    """Judge forecasts that are ``error`` too high everywhere."""
    prepared = prepare(series, grouped(**windows))
    return judge(prepared, "validation", prepared.truth("validation") + error), prepared


def test_every_sample_belongs_to_one_series():
    told, prepared = judged(sorted_by_group(shops(LENGTHS), "shop"), horizon=2)

    assert [one.name for one in told.by_series] == ["shop 0", "shop 1", "shop 2"]
    assert sum(one.samples for one in told.by_series) == len(prepared.windows["validation"])
    for one in told.by_series:
        here = [group_name(prepared.series, "shop", row) == one.name for row in told.rows]
        assert one.samples == sum(here)
        assert one.baselines["last_value"] == pytest.approx(told.baseline("last_value").errors[here].mean(axis=0))


def test_mase_is_relative_to_the_series_own_steps():
    told, _ = judged(two_sizes(), error=10.0)

    small, large = told.by_series
    assert small.measures["mae"] == pytest.approx(10)
    assert small.measures["mase"] == pytest.approx(10)
    assert large.measures["mase"] == pytest.approx(0.1)


def test_the_skill_is_the_share_of_the_baselines_error_that_is_saved():
    told, _ = judged(two_sizes(), error=10.0)

    small, large = told.by_series
    assert small.skill("last_value", "value", 0) == pytest.approx(1 - 10 / 1)
    assert large.skill("last_value", "value", 0) == pytest.approx(1 - 10 / 100)


def test_the_mean_over_the_series_counts_each_alike():
    told, _ = judged(two_sizes(), error=10.0)

    mean = mean_over_series(told.by_series, "value")

    assert mean["mase"] == pytest.approx((10 + 0.1) / 2)
    assert mean["mae"] == pytest.approx(10)


def test_the_worst_series_comes_first():
    told, _ = judged(two_sizes(), error=10.0)

    assert [one.name for one in worst_first(told.by_series[::-1], "value")] == ["shop 0", "shop 1"]


def test_one_series_is_not_measured_twice():
    series = numbered(100)
    prepared = prepare(series, experiment_on())

    assert judge(prepared, "validation", prepared.truth("validation")).by_series == ()


def test_series_whose_numbers_differ_in_the_last_digit_have_two_names():
    series = Series("plants", ("plant",), np.array([[1234567.0], [1234568.0]]))

    assert [group_name(series, "plant", row) for row in (0, 1)] == ["1234567", "1234568"]
