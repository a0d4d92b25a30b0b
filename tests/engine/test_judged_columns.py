"""Forecasts are judged and the test part is opened with every role of a column, with groups and with holes."""

import numpy as np
import pytest

from tests.made_columns import EVERYTHING, experiment, grouped, sales, shops
from tests.made_series import sine
from workbench.core.baselines import ground_of
from workbench.core.baselines.linear import Linear
from workbench.core.errors import DataError
from workbench.core.experiment import Experiment
from workbench.core.mending.spec import Mending
from workbench.core.preparing.prepared import prepare
from workbench.core.preparing.splits import Split
from workbench.core.series import Series
from workbench.core.stopping import StopToken
from workbench.core.transforms import Difference, Log
from workbench.engine.judgement.evaluation import evaluate, open_test
from workbench.engine.judgement.walk_forward import FoldDone, walk_forward
from workbench.engine.network import Network

FOLD = Split(range(0, 150), range(150, 180), range(180, 220))


def opened(series, settings: Experiment):
    prepared = prepare(series, settings)
    network = Network(prepared.experiment)
    return prepared, open_test(network, prepared, evaluate(network, prepared))


def linear_error(series, settings: Experiment):
    prepared = prepare(series, settings)
    fitted = Linear().fit(ground_of(prepared, None))
    given = fitted.forecast(prepared.windows["test"], range(settings.windows.horizon))
    return float(np.abs(given - prepared.truth("test")).mean())


def test_with_every_role_of_a_column_each_baseline_is_judged():
    prepared, told = opened(sales(empty=3), experiment(**EVERYTHING))

    measured = told.metrics["test"]["baselines"]
    assert set(measured) >= {"last_value", "drift", "mean", "linear"}
    assert all(np.isfinite(one["mae"]) for one in measured.values())
    assert told.future.first_row == len(prepared.series)


def test_the_linear_model_reads_what_is_known_of_the_future():
    without = linear_error(sales(), experiment(inputs=("sales",), windows={"horizon": 1}))
    known = linear_error(sales(), experiment(inputs=("sales",), known=("plan",), windows={"horizon": 1}))

    assert known < 0.5 * without


def test_a_missing_future_is_told_though_the_test_part_is_open():
    _, told = opened(sales(), experiment(known=("plan",)))

    assert (told.future, told.futures) == (None, ())
    assert "plan" in told.no_future
    assert np.isfinite(told.metrics["test"]["mae"])


@pytest.mark.parametrize("transforms", [(Log(column="value"),), (Difference(column="value"),)])
def test_the_linear_model_finds_the_way_back_through_transforms(transforms):
    series = Series("grows", ("value",), np.exp(0.01 * np.arange(300.0))[:, None])
    if isinstance(transforms[0], Difference):
        series = Series("line", ("value",), 5 + 2 * np.arange(300.0)[:, None])
    settings = experiment(targets=("value",), inputs=("value",), transforms=transforms)

    assert linear_error(series, settings) < 1e-3


def test_steps_of_a_linear_model_of_differences_are_those_of_its_whole_forecast():
    settings = experiment(inputs=("sales",), transforms=(Difference(column="sales"),))
    prepared = prepare(sales(), settings)
    fitted = Linear().fit(ground_of(prepared, None))
    windows = prepared.windows["test"]

    whole, last = (fitted.forecast(windows, steps) for steps in (range(3), range(2, 3)))

    np.testing.assert_allclose(last, whole[:, 2:])


def test_every_series_of_a_group_is_judged_and_forecast():
    lengths = (100, 120, 90)

    prepared, told = opened(shops(lengths), grouped())

    judged = told.test.judged
    assert [one.group for one in told.futures] == ["shop 0", "shop 1", "shop 2"]
    assert judged.times is None  # three clocks are none
    assert len(judged.rows) == len(prepared.windows["test"])
    assert told.metrics["test"]["baselines"]["last_value"]["mae"] == pytest.approx(1)
    assert judged.verdicts[0].outcome != "unknown"


def test_of_a_group_the_key_of_the_test_part_is_of_every_series():
    lengths = (100, 120, 90)
    other = shops(lengths)
    other.values[np.flatnonzero(other.labels["shop"].codes == 0)[-1]] += 1

    first, second = (opened(series, grouped())[1].looks for series in (shops(lengths), other))

    assert (first, second) == (1, 1)
    assert opened(shops(lengths), grouped())[1].looks == 2


def test_holes_that_are_left_are_no_part_of_a_verdict():
    series = sine(400)
    series.values[[50, 51, 200, 345, 390], 0] = np.nan
    settings = experiment(targets=("value",), inputs=("value",), mending=Mending(missing="leave"), windows={"gap": 2})

    _, told = opened(series, settings)

    assert told.test.judged.verdicts[0].outcome != "unknown"
    assert all(np.isfinite(one["mae"]) for one in told.metrics["test"]["baselines"].values())
    assert all(np.isfinite(copy.errors).all() for copy in told.test.judged.copycats[0])


def test_folds_measure_transforms_and_scalers_on_their_own_rows():
    settings = experiment(inputs=("sales",), transforms=(Log(column="sales"),)).with_settings(
        "training", epochs=1, device="cpu"
    )

    done = [one for one in walk_forward(settings, sales(), StopToken(), folds=2) if isinstance(one, FoldDone)]

    assert len(done) == 2
    assert all(np.isfinite(one.judged.measures["mae"]) for one in done)
    assert not np.array_equal(*(one.judged.windows.targets for one in done))


def test_a_group_has_no_folds():
    with pytest.raises(DataError, match="Folds are of one series; here shop names many"):
        prepare(shops((100, 120)), grouped(), split=FOLD)


def test_folds_refuse_values_that_are_filled_from_later_ones():
    series = sine(300)
    series.values[40, 0] = np.nan
    settings = experiment(targets=("value",), inputs=("value",), mending=Mending(missing="linear"))

    with pytest.raises(DataError, match="which an earlier fold must not know"):
        prepare(series, settings, split=FOLD)


def test_a_fold_without_a_whole_sample_is_refused():
    series = sine(300)
    series.values[180:220:5, 0] = np.nan
    settings = experiment(targets=("value",), inputs=("value",), mending=Mending(missing="leave"))

    with pytest.raises(DataError, match="A fold has no sample"):
        prepare(series, settings, split=FOLD)
