"""Roles, calendar, transforms and groups, from the training to the forecast past the end."""

import json
from dataclasses import replace

import numpy as np
import pytest
import torch

from tests.engine.export.packed import members_of, resealed, with_json
from tests.engine.test_pytorch_code import both_of
from tests.made_columns import EVERYTHING, experiment, grouped, sales, shops
from workbench.core.errors import DataError, ExportError
from workbench.core.layers import LSTM
from workbench.core.preparing.columns import settled
from workbench.core.preparing.prepared import prepare
from workbench.core.stopping import StopToken
from workbench.core.transforms import BoxCox, Difference, Log, SeasonalDifference
from workbench.engine.export.bundle import load_bundle, save_bundle
from workbench.engine.forecasting.prediction import forecast_part, forecasts, predict
from workbench.engine.judgement.evaluation import evaluate_model
from workbench.engine.learning.losses import naive_loss
from workbench.engine.model import Model, schema_of, weights_of
from workbench.engine.network import Network
from workbench.engine.runs import look_at_test, run

SMALL = (LSTM(units=4),)


def told(*, loss="mse", epochs=1, **roles):
    return experiment(**roles).with_settings("training", epochs=epochs, batch_size=32, device="cpu", loss=loss)


def trained(wanted, series):
    """Train, and look at the test part."""
    *_, finished = run(wanted, series, StopToken())
    return replace(finished, evaluation=look_at_test(finished.model, series, finished.evaluation).evaluation)


def model_of(wanted, series):
    """A model with the first weights of its network."""
    prepared = prepare(series, wanted)
    return Model(
        experiment=prepared.experiment,
        weights=weights_of(Network(prepared.experiment)),
        input_scaler=prepared.input_scaler,
        target_scaler=prepared.target_scaler,
        schema=schema_of(series),
        metrics={},
        transforms=prepared.transforms,
    )


def test_everything_at_once_trains_measures_and_forecasts_alike_wherever_it_is_done(tmp_path):
    series = sales(empty=3)

    finished = trained(told(**EVERYTHING), series)

    evaluation = finished.evaluation
    assert np.isfinite(finished.training.validation_loss)
    assert evaluation.metrics["test"]["mae"] > 0
    assert evaluation.no_future is None
    path = tmp_path / "model.seqmodel"
    save_bundle(finished.model, path)
    again = load_bundle(path)
    assert again.transforms == finished.model.transforms
    assert again.experiment.data.categories[0].words == ("dry", "mild", "wet")
    np.testing.assert_array_equal(predict(again, series).values, evaluation.future.values)
    np.testing.assert_array_equal(evaluation.future.times, series.times[-3:])
    assert len(evaluate_model(again, series).judged.rows) > 0


def test_a_plan_that_decides_the_target_is_learnt_from_its_future_alone():
    series = sales(600)
    known = told(inputs=("sales",), known=("plan",), windows={"horizon": 1}, layers=SMALL, epochs=12)
    past = told(inputs=("sales", "plan"), windows={"horizon": 1}, layers=SMALL, epochs=12)

    with_future, without = (
        trained(one.with_settings("training", learning_rate=0.02), series).evaluation.metrics["test"]["mae"]
        for one in (known, past)
    )

    assert with_future < 0.6 * without


def test_poison_in_the_future_of_a_column_that_only_the_past_is_seen_of_changes_no_forecast():
    series = sales(empty=3)
    model = model_of(told(**EVERYTHING), series)
    poisoned, planned = sales(empty=3), sales(empty=3)
    poisoned.values[-3:, 2] = 1e9  # the weather
    poisoned.labels["sky"].codes[-3:] = 0
    planned.values[-3:, 1] = 1 - planned.values[-3:, 1]

    clean, poison, other_plan = (predict(model, rows).values for rows in (series, poisoned, planned))

    np.testing.assert_array_equal(clean, poison)
    assert (clean != other_plan).any()


def test_a_training_without_a_given_future_is_measured_and_says_why_there_is_no_forecast():
    evaluation = trained(told(known=("plan",)), sales()).evaluation

    assert evaluation.future is None
    assert evaluation.no_future.startswith(
        "The forecast needs plan in the rows after the last sales: needed 3, given 0."
    )


def test_a_calendar_alone_needs_nothing_from_the_file():
    evaluation = trained(told(calendar=("hour_of_day",)), sales()).evaluation

    assert np.isfinite(evaluation.future.values).all()


@pytest.mark.parametrize(
    "chain",
    [
        (Log(column="sales"),),
        (BoxCox(column="sales"),),
        (Difference(column="sales"),),
        (Log(column="sales"), SeasonalDifference(column="sales", season=5)),
        (SeasonalDifference(column="sales", season=2), Difference(column="sales")),
    ],
)
def test_a_network_that_knew_the_answer_would_forecast_the_truth_in_original_units(chain, monkeypatch):
    prepared = prepare(sales(), told(transforms=chain))
    windows = prepared.windows["test"]
    network = Network(prepared.experiment)
    answers = torch.from_numpy(windows.y.copy())[..., None]
    monkeypatch.setattr(network, "forecast", lambda x: answers[: len(x)])

    values, spread = forecast_part(network, prepared, "test")

    assert spread is None
    np.testing.assert_allclose(values, prepared.truth("test"), rtol=1e-4)


@pytest.mark.parametrize("chain", [(Difference(column="sales"),), (Log(column="sales"), Difference(column="sales"))])
def test_tomorrow_equals_today_is_judged_before_the_differences(chain):
    prepared = prepare(sales(), told(transforms=chain))
    windows = prepared.windows["validation"]

    loss = naive_loss(prepared.experiment.training, prepared, torch.from_numpy(windows.targets))

    zero = prepared.target_scaler.scale(np.zeros((1, 1)))  # no change at any step
    assert loss == pytest.approx(float(((windows.y - zero) ** 2).mean()), rel=1e-5)


def test_quantiles_of_a_log_are_quantiles_and_a_deviation_becomes_them():
    for loss, levels in (("quantile", (0.1, 0.5, 0.9)), ("gaussian_nll", (0.1, 0.5, 0.9))):
        model = model_of(told(transforms=(Log(column="sales"),), loss=loss), sales())

        forecast = predict(model, sales())

        assert forecast.spread.levels == levels
        assert forecast.spread.deviations is None
        assert (np.diff(forecast.spread.quantiles, axis=-1) >= 0).all()
        assert (forecast.spread.quantiles > 0).all()
        np.testing.assert_allclose(forecast.spread.quantiles[..., 1], forecast.values, rtol=1e-6)


def test_a_deviation_of_a_difference_stays_one():
    wanted = told(transforms=(SeasonalDifference(column="sales", season=24),), loss="gaussian_nll")

    forecast = predict(model_of(wanted, sales()), sales())

    assert (forecast.spread.deviations > 0).all()


def test_each_series_of_a_group_is_forecast_past_its_own_end():
    series = shops([60, 80])
    model = model_of(grouped(horizon=2), series)

    first, second = forecasts(model, series)

    assert (first.group, second.group) == ("shop 0", "shop 1")
    assert first.values.max() < 500 < 900 < second.values.min()
    assert first.times[0] < second.times[0]


def test_a_forecast_of_a_group_is_that_of_its_series_alone():
    series = shops([60, 80])
    model = model_of(grouped(horizon=2), series)
    codes = series.labels["shop"].codes

    both = list(forecasts(model, series))
    alone = [predict(model, series.take(np.flatnonzero(codes == shop))) for shop in (0, 1)]

    for one, other in zip(both, alone, strict=True):
        np.testing.assert_array_equal(one.values, other.values)


def test_values_that_a_transform_cannot_be_made_of_are_refused_in_a_forecast_too():
    model = model_of(told(transforms=(Log(column="sales"),)), sales())
    broken = sales()
    broken.values[-2, 0] = -1

    with pytest.raises(DataError) as caught:
        predict(model, broken)

    assert caught.value.what == (
        "Log of sales needs values above zero; others: 1, the first at row 299 (2024-01-13 10:00): -1."
    )


# Files


def test_a_bundle_from_before_roles_forecasts_as_it_did(tmp_path):
    series = sales()
    model = model_of(told(), series)
    path = tmp_path / "old.seqmodel"
    save_bundle(model, path)

    def age(document):
        document["version"] = 2
        for name in ("known", "group", "calendar", "transforms", "categories"):
            del document["data"][name]

    members = with_json(members_of(path.read_bytes()), "experiment.json", age)
    members = with_json(members, "scalers.json", lambda document: document.pop("transforms"))
    path.write_bytes(resealed(members, format=1))

    again = load_bundle(path)

    assert again.experiment == model.experiment
    np.testing.assert_array_equal(predict(again, series).values, predict(model, series).values)


@pytest.mark.parametrize(
    "transforms",
    [[], [{"kind": "log", "column": "weather"}], [{"kind": "box_cox", "column": "sales"}], [{"kind": "root"}], 3],
)
def test_transforms_that_are_not_the_experiments_are_refused(tmp_path, transforms):
    path = tmp_path / "model.seqmodel"
    save_bundle(model_of(told(transforms=(BoxCox(column="sales"),)), sales()), path)
    members = members_of(path.read_bytes())
    assert json.loads(members["scalers.json"])["transforms"][0]["lmbda"] is not None

    path.write_bytes(resealed(with_json(members, "scalers.json", lambda held: held.update(transforms=transforms))))

    with pytest.raises(ExportError):
        load_bundle(path)


# The network's ends


@pytest.mark.parametrize("normalisation", ["none", "last", "mean_std", "last_std"])
@pytest.mark.parametrize("season", [None, 3])
def test_the_pytorch_source_lets_through_what_our_network_lets_through(normalisation, season):
    wanted = settled(
        sales(), experiment(**EVERYTHING, windows={"normalisation": normalisation, "season": season}, layers=SMALL)
    )
    ours, theirs, _ = both_of(wanted)
    x = torch.randn(5, 8, 9)

    with torch.no_grad():
        torch.testing.assert_close(theirs(x)[..., None], ours.distribution(x), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("season", [None, 3])
def test_words_and_what_stands_ahead_reach_the_layers_as_they_are(season):
    wanted = settled(sales(), experiment(**EVERYTHING, windows={"season": season}))
    x = torch.randn(5, 8, 9)

    given, _ = Network(wanted).window_nodes(x)

    torch.testing.assert_close(given[..., 3:], x[:, season or 0 :, 3:])
    assert (given[:, -1, :3] == 0).all()
