"""Whatever can be asked of a trained model is answered, or refused with a reason, for every kind of model."""

import io
from typing import get_args

import numpy as np
import pytest
from openpyxl import load_workbook

from tests.engine.forecasting.test_fed_back import KINDS, transformed, wavy
from tests.made_series import experiment_on
from workbench.core.catalogue import Words
from workbench.core.judgement.interval_methods import IntervalMethod, why_not
from workbench.core.layers import LSTM, Dropout
from workbench.core.mending.spec import Mending
from workbench.core.stopping import StopToken
from workbench.core.transforms import Difference
from workbench.engine.forecasting.feeding_back import Ahead, forecasts_ahead
from workbench.engine.forecasting.forecast_files import Written, forecast_csv, forecast_workbook
from workbench.engine.judgement.evaluation import look_ahead, prepared_for, with_intervals
from workbench.engine.judgement.importance import ImportanceChoice, measure_importance
from workbench.engine.judgement.spreads import IntervalChoice
from workbench.engine.judgement.walk_forward import FoldDone, WalkFinished, walk_forward
from workbench.engine.model import network_of
from workbench.engine.runs import look_at_test, run


def with_holes():
    series = wavy()
    series.values[[40, 41, 190, 215]] = np.nan
    return series


EVERY = {
    **KINDS,
    "values that are missing": (
        experiment_on(windows={"horizon": 2}).with_settings("data", mending=Mending(missing="leave")),
        with_holes(),
    ),
    "differences of what was filled forward": (
        transformed(Difference(column="value"), windows={"horizon": 2}).with_settings(
            "data", mending=Mending(missing="forward")
        ),
        with_holes(),
    ),
    "dropout": (experiment_on(windows={"horizon": 2}, layers=(LSTM(units=4), Dropout(rate=0.2))), wavy()),
}


@pytest.fixture(scope="module", params=EVERY)
def opened(request):
    """Train for an epoch, and look at the test part."""
    wanted, series = EVERY[request.param]
    wanted = wanted.with_settings("training", epochs=1, device="cpu", batch_size=16)
    finished = list(run(wanted, series, StopToken()))[-1]
    look = look_at_test(finished.model, series, finished.evaluation)
    return look.model, series, look.evaluation


def test_every_interval_that_it_has_is_measured(opened):
    model, series, evaluation = opened
    network, prepared = network_of(model), prepared_for(model, series)
    for method in get_args(IntervalMethod):
        if why_not(method, model.experiment) is None:
            evaluation = with_intervals(network, prepared, evaluation, IntervalChoice(method))
            assert evaluation.test.spread is not None
            assert all(0 <= inside.min() <= inside.max() <= 1 for inside in evaluation.test.coverage.values())
            assert all(one.spread is not None for one in evaluation.futures)


def test_it_goes_on_in_both_ways_with_intervals(opened):
    model, series, evaluation = opened
    network, prepared = network_of(model), prepared_for(model, series)

    after = look_ahead(network, prepared, evaluation, (4, True))

    if model.experiment.data.known:  # nobody says what follows
        assert after.no_future is not None
        return
    assert len(after.futures) == len(after.recursive) == max(1, len(after.members))
    for forecast in (*after.futures, *after.recursive):
        assert np.isfinite(forecast.values).all()
        assert np.isfinite(forecast.spread.quantiles[0]).all() or forecast.spread.deviations is not None
    assert (after.fed_back.counts > 0).all()
    assert after.fed_back.sentence(0, "value").startswith("Up to 4 steps ahead, from ")


@pytest.mark.parametrize("method", ["permutation", "occlusion"])
def test_it_is_told_what_matters(opened, method):
    model, series, _ = opened

    (*_, last) = measure_importance(
        network_of(model), prepared_for(model, series), ImportanceChoice(method=method), StopToken()
    )

    assert last.importance.share == 1
    assert np.isfinite(last.importance.error).all()


@pytest.mark.parametrize("how", [{}, {"reach": "sliding", "refit": False}])
def test_its_settings_are_judged_fold_by_fold(opened, how):
    model, series, _ = opened

    *events, last = walk_forward(model.experiment, series, StopToken(), folds=2, **how)

    assert sum(isinstance(event, FoldDone) for event in events) == 2
    assert isinstance(last, WalkFinished)
    assert last.means["network"]["mae"] > 0


def test_its_forecast_is_written_as_csv_and_as_a_workbook(opened):
    model, series, _ = opened
    if model.experiment.data.known:
        return  # its future is not given; tests/end_to_end has one that is
    steps = [list(forecasts_ahead(model, series, Ahead(way, 3))) for way in ("direct", "recursive")]

    written = Written(steps[0], series, model, steps[1])
    csv = forecast_csv(written)
    sheet = load_workbook(io.BytesIO(forecast_workbook(written, Words()))).worksheets[0]

    assert csv.startswith(b"\xef\xbb\xbf")
    assert sheet.max_row == 1 + 3 * len(steps[0]) == len(csv.decode("utf-8-sig").splitlines())
