import numpy as np
import pytest
import torch

from tests.engine.made_models import constant_model, model_of
from tests.made_series import experiment_on, hourly, numbered, sine
from workbench.core.errors import DataError, ExportError
from workbench.core.layers import LSTM, Dropout
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series
from workbench.engine.forecasting import prediction
from workbench.engine.forecasting.prediction import forecast_part, predict
from workbench.engine.model import network_of
from workbench.engine.network import Network


def every(unit, first, rows):
    return (np.datetime64(first, unit) + np.arange(rows)).astype("datetime64[us]")


def test_a_forecast_is_in_original_units():
    model = constant_model([0.0, 1.0, -2.0])

    forecast = predict(model, numbered(50))

    mean, deviation = model.target_scaler.shift[0], model.target_scaler.divisor[0]
    assert mean == pytest.approx(69.5)  # of the training part, 0 to 139
    np.testing.assert_allclose(forecast.values, [[mean], [mean + deviation], [mean - 2 * deviation]], rtol=1e-6)
    assert forecast.targets == ("value",)


def test_a_forecast_is_what_the_network_says_of_the_last_look_back():
    model, series = model_of(), numbered(50)

    forecast = predict(model, series)

    past = torch.from_numpy(model.input_scaler.scale(series.values[-8:]))
    with torch.inference_mode():
        scaled = network_of(model)(past[None])[0].numpy()
    np.testing.assert_array_equal(forecast.values, model.target_scaler.restore(scaled))


@pytest.mark.parametrize("rows", [8, 9, 500])
def test_only_the_last_look_back_counts(rows):
    whole = sine(500)
    end = Series("end", ("value",), whole.values[-rows:])

    assert predict(model_of(), end).values == pytest.approx(predict(model_of(), whole).values, rel=1e-6)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (hourly(50), ["2024-01-03T02", "2024-01-03T03"]),
        (every("D", "2024-01-10", 50), ["2024-02-29", "2024-03-01"]),
        (every("M", "2020-01", 50), ["2024-03-01", "2024-04-01"]),
        (every("Y", "1900", 50), ["1950-01-01", "1951-01-01"]),
    ],
    ids=["hours", "days", "months", "years"],
)
def test_a_forecasts_times_continue_the_calendar(times, expected):
    forecast = predict(constant_model([0.0, 0.0]), numbered(50, times=times))

    assert forecast.times.tolist() == np.array(expected, "datetime64[us]").tolist()


def test_a_gap_is_left_out_of_the_forecasts_times():
    forecast = predict(constant_model([0.0, 0.0], gap=3), numbered(50, times=hourly(50)))

    assert forecast.times.tolist() == np.array(["2024-01-03T05", "2024-01-03T06"], "datetime64[us]").tolist()
    assert forecast.first_row == 53


def test_without_times_a_forecast_has_a_first_row_only():
    forecast = predict(model_of(), numbered(50))

    assert (forecast.times, forecast.first_row) == (None, 50)


def test_one_row_has_no_rhythm_that_could_be_continued():
    model = constant_model([0.0], timesteps=1)

    forecasts = [predict(model, numbered(rows, times=hourly(rows))) for rows in (1, 2)]

    assert forecasts[0].times is None
    assert forecasts[1].times.tolist() == np.array(["2024-01-01T02"], "datetime64[us]").tolist()


def test_dropout_is_off_in_a_forecast():
    model = model_of(experiment_on(layers=(LSTM(units=4, dropout=0.5, recurrent_dropout=0.5), Dropout(rate=0.9))))

    forecasts = [predict(model, numbered(50)).values for _ in range(2)]

    np.testing.assert_array_equal(*forecasts)


def test_a_series_shorter_than_the_look_back_is_refused():
    with pytest.raises(DataError) as caught:
        predict(model_of(), numbered(7))

    assert str(caught.value) == (
        "numbered has 7 rows; the model looks back 8.\nGive it a file with at least that many rows."
    )


def test_a_hole_in_the_look_back_is_refused_with_its_column():
    series = numbered(50, ("value", "wind"))
    series.values[45, 1] = np.nan

    with pytest.raises(DataError) as caught:
        predict(model_of(experiment_on(("value",), inputs=("value", "wind")), numbered(200, ("value", "wind"))), series)

    assert str(caught.value) == (
        "wind has missing values in the last 8 rows.\nFill them in the file, or train with another"
        " choice for missing values; the model cannot look back over a hole."
    )


def test_a_hole_before_the_look_back_does_not_matter():
    series = numbered(50)
    series.values[41] = np.nan

    assert np.isfinite(predict(model_of(), series).values).all()


def test_a_series_without_the_models_column_is_refused():
    with pytest.raises(DataError) as caught:
        predict(model_of(), numbered(50, ("load",)))

    assert str(caught.value) == "numbered has no column 'value'.\nIts columns are: load."


@pytest.mark.parametrize("at_once", [1, 7, 1_000])
def test_a_part_forecast_in_chunks_is_the_part_forecast_one_by_one(monkeypatch, at_once):
    prepared = prepare(sine(300), experiment_on(windows={"horizon": 3, "stride": 2}))
    network = Network(prepared.experiment)
    windows = prepared.windows["test"]
    monkeypatch.setattr(prediction, "samples_at_once", lambda timesteps, **_how: at_once)

    together, _ = forecast_part(network, prepared, "test")

    with torch.inference_mode():
        alone = np.concatenate([network(torch.from_numpy(windows.x[[at]])).numpy() for at in range(len(windows))])
    assert together.shape == (len(windows), 3, 1)
    np.testing.assert_allclose(together, prepared.target_scaler.restore(alone), rtol=1e-6)


def test_weights_that_do_not_fit_the_layers_are_refused_by_name():
    model = model_of()
    weights = dict(model.weights)
    weights["output.bias"] = np.zeros(3, dtype=np.float32)
    weights["more"] = weights.pop("output.kernel")
    damaged = type(model)(**{**vars(model), "weights": weights})

    with pytest.raises(ExportError) as caught:
        network_of(damaged)

    assert caught.value.what == "The model's weights do not fit its layers: more, output.bias, output.kernel."


def test_a_models_network_does_not_share_its_weights():
    model = model_of()

    with torch.no_grad():
        network_of(model).output.bias.fill_(7)

    assert (model.weights["output.bias"] == 0).all()


def constant_spread_model(values, **training):
    """A model that gives the same scaled ``values`` (H, K, P), whatever it sees, on two columns."""
    windows = {"horizon": len(values), "normalisation": "none"}
    model = model_of(experiment_on(("a", "b"), windows=windows, **training), numbered(200, ("a", "b")))
    model.weights["output.kernel"][:] = 0
    model.weights["output.bias"][:] = np.ravel(values)
    return model


def test_a_forecast_without_a_distribution_has_no_spread():
    assert predict(model_of(), numbered(50)).spread is None


def test_quantiles_are_in_original_units_and_in_order():
    crossing = [[[1.0, 0.0, -1.0], [0.0, 1.0, 2.0]], [[0.5, 0.5, 0.5], [2.0, 3.0, 1.0]]]

    forecast = predict(constant_spread_model(crossing, loss="quantile"), numbered(50, ("a", "b")))

    deviation = np.arange(140).std()
    mean = np.array([69.5, 1069.5])[:, None]
    expected = mean + deviation * np.sort(crossing, axis=-1)
    np.testing.assert_allclose(forecast.spread.quantiles, expected, rtol=1e-6)
    np.testing.assert_array_equal(forecast.values, forecast.spread.quantiles[..., 1])
    assert (forecast.spread.levels, forecast.spread.deviations) == ((0.1, 0.5, 0.9), None)


def test_a_deviation_is_in_the_targets_units_and_not_moved():
    moments = [[[1.0, 0.0], [-1.0, 2.0]]]

    forecast = predict(constant_spread_model(moments, loss="gaussian_nll"), numbered(50, ("a", "b")))

    deviation = np.arange(140).std()
    softplus = np.log1p(np.exp([[0.0, 2.0]])) + 1e-4
    np.testing.assert_allclose(forecast.values, [[69.5 + deviation, 1069.5 - deviation]], rtol=1e-6)
    np.testing.assert_allclose(forecast.spread.deviations, deviation * softplus, rtol=1e-6)
    assert (forecast.spread.levels, forecast.spread.quantiles) == ((), None)


@pytest.mark.parametrize("loss", ["quantile", "gaussian_nll"])
def test_the_spread_of_a_part_is_that_of_its_forecasts(loss):
    prepared = prepare(sine(300), experiment_on(windows={"horizon": 3}, loss=loss))
    network = Network(prepared.experiment)

    values, spread = forecast_part(network, prepared, "test")

    assert values.shape == (len(prepared.windows["test"]), 3, 1)
    if loss == "quantile":
        assert spread.quantiles.shape == (*values.shape, 3)
        np.testing.assert_array_equal(spread.quantiles[..., 1], values)
    else:
        assert spread.deviations.shape == values.shape
        assert (spread.deviations > 0).all()
