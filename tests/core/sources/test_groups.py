"""Many series in one file: no sample reaches from one into another."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.made_columns import grouped, shops
from workbench.core.preparing.prepared import data_problems, prepare
from workbench.core.preparing.splits import PARTS
from workbench.core.series import Series
from workbench.core.sources.groups import sorted_by_group, spans_of


@given(
    lengths=st.lists(st.integers(1, 80), min_size=1, max_size=5),
    horizon=st.integers(1, 4),
    gap=st.integers(0, 2),
    stride=st.integers(1, 4),
    context=st.sampled_from(["overlap", "strict"]),
)
def test_every_sample_is_of_one_series_and_its_future_of_one_part(lengths, horizon, gap, stride, context):
    told = grouped(horizon=horizon, gap=gap, stride=stride, context=context)
    series = shops(lengths)
    if any(problem.severity == "error" for problem in data_problems(series, told)):
        return

    prepared = prepare(series, told)

    values = prepared.series.column("value")
    for part in PARTS:
        windows = prepared.windows[part]
        spans = np.asarray(windows.starts)[:, None] + np.arange(5 + gap + horizon)
        rows = values[spans]
        assert (np.diff(rows, axis=1) == 1).all()
        shop, place = np.divmod(rows[:, 5 + gap :], 1000)
        for number, rows_of_shop in enumerate(lengths):
            own = place[shop[:, 0] == number]
            train, validation = round(rows_of_shop * 0.7), round(rows_of_shop * 0.85)
            low, high = {"train": (0, train), "validation": (train, validation), "test": (validation, rows_of_shop)}[
                part
            ]
            assert ((own >= low) & (own < high)).all()
        np.testing.assert_array_equal(prepared.truth(part)[..., 0], rows[:, 5 + gap :])


def test_with_a_stride_of_one_no_sample_is_missing():
    prepared = prepare(shops([40, 60]), grouped())

    assert len(prepared.windows["train"]) == (28 - 5) + (42 - 5)


def test_scalers_and_the_divisor_of_mase_are_of_every_training_part():
    prepared = prepare(shops([40, 60]), grouped())

    learnt = np.concatenate([np.arange(28), 1000 + np.arange(42)])
    assert prepared.input_scaler.shift == pytest.approx(learnt.mean())
    assert prepared.naive_scale() == [1.0]


def test_rows_are_sorted_by_group_and_keep_their_order_in_it():
    series = sorted_by_group(shops([3, 2]), "shop")

    assert series.column("value").tolist() == [0, 1, 2, 1000, 1001]
    assert spans_of(series, "shop") == (range(3), range(3, 5))
    assert sorted_by_group(series, "shop") is series
    assert not series.is_one_clock


def test_a_column_of_numbers_can_be_the_group():
    series = Series("made", ("id", "value"), np.array([[7, 1], [3, 2], [7, 3], [3, 4]], dtype=np.float64))

    again = sorted_by_group(series, "id")

    assert again.values.tolist() == [[7, 1], [7, 3], [3, 2], [3, 4]]


def test_a_group_that_is_not_there_is_told_with_its_repair():
    (problem,) = data_problems(shops([60], interleaved=False), grouped().with_settings("data", group="city"))

    assert problem.message == "shops has no column 'city'."
    assert problem.repair.experiment.data.group is None


def test_series_that_are_too_short_are_counted():
    (problem,) = data_problems(shops([60, 4, 70]), grouped())

    assert problem.severity == "warning"
    assert problem.message == (
        "Series of shop whose training part is too short for one sample of 6 steps: 1 of 3;"
        " nothing is learnt from them."
    )
