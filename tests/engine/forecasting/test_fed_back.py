"""Forecasts that are fed back, from origins inside the series: the same as past the end, and measured as they are."""

import numpy as np
import pytest

from tests.made_columns import experiment, grouped, sales, shops
from tests.made_series import experiment_on, hourly, numbered, sine
from workbench.core.errors import DataError, SettingsError
from workbench.core.layers import LSTM, RepeatVector
from workbench.core.mending.spec import Mending
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series
from workbench.core.stopping import Discarded, StopToken
from workbench.core.transforms import BoxCox, Difference, Log, SeasonalDifference
from workbench.engine.forecasting.fed_back import MOST_ORIGINS, forecasts_from, origins_of, truth_from
from workbench.engine.forecasting.feeding_back import Ahead, forecast_ahead
from workbench.engine.judgement.evaluation import evaluate, look_ahead, measure_ahead, open_test, with_intervals
from workbench.engine.judgement.measured_ahead import calibrate_fed_back
from workbench.engine.judgement.spreads import IntervalChoice
from workbench.engine.network import Network


def wavy(rows=240, seed=0):
    series = sine(rows)
    series.values[:] += np.random.default_rng(seed).normal(0, 0.3, series.values.shape)
    return series


def transformed(*transforms, **how):
    return experiment_on(**how).with_settings("data", transforms=transforms)


KINDS = {
    "one step": (experiment_on(), wavy()),
    "three steps": (experiment_on(windows={"horizon": 3}), wavy()),
    "a stride": (experiment_on(windows={"horizon": 2, "stride": 3}), wavy()),
    "without a window norm": (experiment_on(windows={"horizon": 2, "normalisation": "none"}), wavy()),
    "a logarithm and a difference": (
        transformed(Log(column="value"), Difference(column="value"), windows={"horizon": 2}),
        wavy(),
    ),
    "a seasonal difference of a power": (
        transformed(BoxCox(column="value"), SeasonalDifference(column="value", season=4), windows={"horizon": 3}),
        wavy(),
    ),
    "a season of the window": (experiment_on(windows={"horizon": 2, "season": 4}), wavy()),
    "quantiles": (experiment_on(windows={"horizon": 2}, loss="quantile"), wavy()),
    "a deviation": (experiment_on(windows={"horizon": 2}, loss="gaussian_nll"), wavy()),
    "two targets": (experiment_on(("a", "b"), windows={"horizon": 2}), numbered(200, ("a", "b"))),
    "a plan, the sky and the hour": (
        experiment(inputs=("sales",), known=("plan", "sky"), calendar=("hour_of_day",)),
        sales(200),
    ),
    "a group": (grouped(horizon=2), shops([90, 120])),
    "a stateful layer": (
        experiment_on(windows={"horizon": 2, "stride": 8}, layers=(LSTM(units=4, stateful=True),)),
        wavy(),
    ),
    "a network that works at each step": (
        experiment_on(
            windows={"horizon": 3},
            layers=(LSTM(units=4), RepeatVector(n=3), LSTM(units=4, return_sequences=True)),
        ),
        wavy(),
    ),
}


def made(kind):
    wanted, series = KINDS[kind]
    prepared = prepare(series, wanted)
    return Network(prepared.experiment).eval(), prepared


@pytest.mark.parametrize("way", ["direct", "recursive"])
@pytest.mark.parametrize("kind", KINDS)
def test_from_an_origin_inside_the_series_it_is_what_would_follow_a_series_that_ended_there(kind, way):
    network, prepared = made(kind)
    origins, ahead = origins_of(network, prepared, "validation", 7), Ahead(way, 7)

    found = forecasts_from(network, prepared, origins, ahead)

    known = truth_from(prepared, origins, 7, ahead.at_once(prepared.experiment.windows.horizon))[1]
    assert known[0].all()
    alone = prepared.experiment.with_settings("data", group=None)
    for at in np.flatnonzero(known.all(axis=1))[::5]:
        begin, row, end = (int(rows[at]) for rows in (origins.begins, origins.rows, origins.ends))
        expected = forecast_ahead(
            network,
            alone,
            prepared.series.take(slice(begin, row)),
            ahead,
            future=prepared.series.take(slice(row, end)),
            input_scaler=prepared.input_scaler,
            target_scaler=prepared.target_scaler,
            transforms=prepared.transforms,
        )
        np.testing.assert_allclose(found[at], expected.values, rtol=1e-5)


def test_the_truth_ends_with_the_part_and_what_is_filled_judges_nothing():
    series = wavy()
    series.values[190:192] = np.nan
    filled = experiment_on(windows={"horizon": 2}).with_settings("data", mending=Mending(missing="linear"))
    prepared = prepare(series, filled)
    network = Network(prepared.experiment)
    origins = origins_of(network, prepared, "validation", 6)

    truth, counted = truth_from(prepared, origins, 6, 1)

    rows = origins.rows[:, None] + np.arange(6)
    assert counted.tolist() == ((rows < origins.ends[0]) & ~np.isin(rows, (190, 191))).tolist()
    assert np.array_equal(truth[counted], series.values[rows[counted]])


def test_nothing_behind_the_part_is_read():
    told = []
    for poison in (0.0, 1e6):
        series = sales(200)
        series.values[171:] += poison  # the test part begins at row 170, which is known at no origin before
        prepared = prepare(series, experiment(inputs=("sales",), known=("plan",)))
        network = Network(prepared.experiment)
        told.append(measure_ahead(network, prepared, evaluate(network, prepared), 5).fed_back)

    for one, other in zip(told[0].mae.values(), told[1].mae.values(), strict=True):
        np.testing.assert_array_equal(one, other)
    np.testing.assert_array_equal(told[0].counts, told[1].counts)


@pytest.fixture(scope="module")
def noisy():
    """A trained network would be no better: forecasts around a level that never changes, and noise."""
    values = 10 + np.random.default_rng(2).normal(0, 1, (900, 1))
    prepared = prepare(Series("noise", ("value",), values, hourly(900)), experiment_on(windows={"horizon": 3}))
    network = Network(prepared.experiment).eval()
    return network, prepared, evaluate(network, prepared)


def test_the_errors_stand_beside_those_of_the_direct_way_and_of_the_baselines_on_the_same_origins(noisy):
    network, prepared, evaluation = noisy

    told = measure_ahead(network, prepared, evaluation, 5).fed_back

    judged = evaluation.validation.judged
    assert told.counts.tolist() == [len(told.origins) - max(0, step - 2) for step in range(5)]
    np.testing.assert_allclose(told.mae["direct"][:3], judged.by_step["mae"], rtol=1e-6)
    np.testing.assert_allclose(told.mae["recursive"][0], judged.by_step["mae"][0], rtol=1e-6)
    assert not np.allclose(told.mae["recursive"][1:3], told.mae["direct"][1:3])
    by_name = {one.name: one.mae for one in told.baselines}
    np.testing.assert_allclose(by_name["last_value"][:3], judged.baseline("last_value").by_step["mae"])
    assert np.isfinite(by_name["last_value"]).all()
    assert np.isnan(by_name["linear"]).ravel().tolist() == [False, False, False, True, True]


def test_a_sentence_says_what_the_recursive_way_is_worth(noisy):
    network, prepared, evaluation = noisy

    told = measure_ahead(network, prepared, evaluation, 5).fed_back

    count = len(evaluation.validation.judged.rows)
    assert told.sentence(0, "value").startswith(
        f"Up to 5 steps ahead, from {count} of {count} origins of the validation part: mean error of value "
    )
    assert "of the window mean." in told.sentence(0, "value")


def test_the_share_inside_is_measured_on_the_test_part_and_lies_near_the_nominal_one():
    values = 10 + np.random.default_rng(2).normal(0, 1, (9_000, 1))
    wanted = experiment_on(windows={"horizon": 2, "train_share": 0.2, "validation_share": 0.4})
    prepared = prepare(Series("noise", ("value",), values, hourly(9_000)), wanted)
    network = Network(prepared.experiment).eval()

    told = measure_ahead(network, prepared, opened(network, prepared), 4).fed_back

    assert told.part == "test"
    for way in ("direct", "recursive"):
        for share, inside in told.coverage[way].items():
            np.testing.assert_allclose(inside.mean(), share, atol=0.02)


def opened(network, prepared):
    return open_test(network, prepared, evaluate(network, prepared))


@pytest.mark.parametrize("way", ["direct", "recursive"])
def test_a_forecast_past_the_end_that_is_fed_back_has_the_interval_of_forecasts_that_were_made_alike(noisy, way):
    network, prepared, evaluation = noisy
    after = look_ahead(network, prepared, open_test(network, prepared, evaluation), (6, True))

    forecast = {"direct": after.future, "recursive": after.recursive[0]}[way]

    radii = after.fed_back.calibrations[way].radii[1]  # of 95 %
    assert radii.tolist() == calibrate_fed_back(network, prepared, Ahead(way, 6)).radii[1].tolist()
    np.testing.assert_allclose(forecast.spread.quantiles[..., -1] - forecast.values, radii)
    assert forecast.spread.method == "conformal"


def test_steps_of_which_too_few_forecasts_tell_have_no_interval_and_that_is_said():
    prepared = prepare(wavy(), experiment_on(windows={"horizon": 2}))  # the validation part has 36 rows
    network = Network(prepared.experiment)

    after = look_ahead(network, prepared, opened(network, prepared), (40, True))

    edges = after.recursive[0].spread.quantiles[:, 0]
    narrow = np.isfinite(edges[:, 1]).tolist()  # of 80 %, for which four forecasts are enough
    assert narrow == [True] * 33 + [False] * 7
    wide = np.isfinite(edges[:, 0]).tolist()  # of 95 %, for which nineteen are needed
    assert wide == [True] * 18 + [False] * 22
    assert after.fed_back.why_no_interval() == (
        "From 34 steps ahead on there is no interval: too few forecasts from the validation part reach so far."
    )


def test_a_network_with_an_interval_of_its_own_keeps_it_where_it_was_chosen():
    prepared = prepare(wavy(), experiment_on(windows={"horizon": 2}, loss="quantile"))
    network = Network(prepared.experiment)
    usual = look_ahead(network, prepared, opened(network, prepared), (4, True))
    chosen = with_intervals(network, prepared, opened(network, prepared), IntervalChoice("own"))

    own = look_ahead(network, prepared, chosen, (4, True))

    assert usual.recursive[0].spread.method == "conformal"
    assert own.fed_back is None
    assert own.recursive[0].spread.method == "quantile"
    assert np.isfinite(own.recursive[0].spread.quantiles).all(axis=(1, 2)).tolist() == [True, False, False, False]


def test_each_series_of_a_group_has_the_widths_of_its_own_errors():
    chance, lengths = np.random.default_rng(3), [600, 600]
    series = shops(lengths, interleaved=False)
    series.values[:, 0] = chance.normal(0, np.repeat([1.0, 20.0], lengths))
    prepared = prepare(series, grouped(horizon=2))
    network = Network(prepared.experiment)

    after = look_ahead(network, prepared, opened(network, prepared), (4, True))

    small, large = (one.spread.quantiles[..., -1] - one.values for one in after.recursive)
    assert (large > 10 * small).all()


def test_of_very_many_origins_some_are_taken_all_over_the_part():
    prepared = prepare(wavy(12_000), experiment_on())

    origins = origins_of(Network(prepared.experiment), prepared, "validation", 3)

    windows = prepared.windows["validation"]
    assert len(origins) == MOST_ORIGINS
    assert (origins.samples[0], origins.samples[-1]) == (0, len(windows) - 1)
    assert np.ptp(np.diff(origins.samples)) <= 1


def test_what_cannot_be_fed_back_is_refused():
    prepared = prepare(sales(), experiment())
    network = Network(prepared.experiment)

    with pytest.raises(DataError, match="sees weather, which it does not forecast"):
        measure_ahead(network, prepared, evaluate(network, prepared), 3)


def test_a_stateful_network_that_would_read_the_series_too_often_is_not_measured_and_still_forecasts(monkeypatch):
    layers = (LSTM(units=4, stateful=True),)
    prepared = prepare(wavy(), experiment_on(windows={"stride": 8}, layers=layers))
    network = Network(prepared.experiment)
    told = opened(network, prepared)

    with pytest.raises(DataError, match="reads the whole series for every step"):
        measure_ahead(network, prepared, told, 2_000)
    monkeypatch.setattr("workbench.engine.forecasting.fed_back._MOST_WINDOWS_READ", 100)
    after = look_ahead(network, prepared, told, (5, True))

    assert "reads the whole series for every step" in after.no_recursive
    assert len(after.recursive[0].values) == 5
    assert np.isfinite(after.recursive[0].spread.quantiles[0]).all()
    assert np.isnan(after.recursive[0].spread.quantiles[1:]).all()


def test_a_stop_ends_the_measuring(noisy):
    network, prepared, evaluation = noisy
    stop = StopToken()
    stop.stop("discard")

    with pytest.raises(Discarded):
        measure_ahead(network, prepared, evaluation, 3, stop)


@pytest.mark.parametrize("steps", [0, 100_001])
def test_a_number_of_steps_that_makes_no_sense_is_refused(noisy, steps):
    network, prepared, evaluation = noisy

    with pytest.raises(SettingsError):
        measure_ahead(network, prepared, evaluation, steps)


def test_an_opened_test_part_is_measured_anew(noisy):
    network, prepared, evaluation = noisy
    told = measure_ahead(network, prepared, evaluation, 3)

    after = open_test(network, prepared, told)

    assert told.fed_back.part == "validation"
    assert after.fed_back is None
