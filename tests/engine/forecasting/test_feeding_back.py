"""A forecast that is fed back is treated as a measured row: a law that was learnt exactly goes on exactly."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from tests.engine.made_models import model_of
from tests.made_columns import experiment, grouped, sales, shops
from tests.made_series import experiment_on, hourly, numbered, sine
from workbench.core.errors import DataError, SettingsError
from workbench.core.layers import LSTM, Segments, SimpleRNN
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series
from workbench.core.stopping import Discarded, StopToken
from workbench.core.transforms import Difference, Log, SeasonalDifference
from workbench.engine.forecasting.feeding_back import Ahead, forecasts_ahead
from workbench.engine.forecasting.prediction import predict
from workbench.engine.judgement.evaluation import evaluate, look_ahead, open_test
from workbench.engine.judgement.intervals import Calibration
from workbench.engine.model import Model, schema_of, weights_of
from workbench.engine.network import Network

T = 6


def exact_model(law, *, rows=120, transforms=(), **windows):
    """A linear network whose weights are solved so that it forecasts ``law`` of the step without an error."""
    series = Series("law", ("value",), law(np.arange(rows, dtype=np.float64))[:, None], hourly(rows))
    spec = {"timesteps": T, "normalisation": "none", **windows}
    steps = T - (spec.get("season") or 0)
    wanted = experiment_on(windows=spec, layers=(Segments(n=steps), SimpleRNN(units=steps, activation="linear")))
    wanted = wanted.with_settings("data", transforms=transforms)
    prepared = prepare(series, wanted)
    network = Network(wanted).double()
    weights = dict(network.named_parameters())
    seen = []
    network.output.register_forward_pre_hook(lambda _, given: seen.append(given[0]))
    samples = prepared.windows["train"]
    with torch.no_grad():
        weights["layers.simple_rnn_1.forward_cell.kernel"].copy_(torch.eye(steps))
        weights["output.kernel"].zero_()
        weights["output.bias"].zero_()
        x = torch.from_numpy(samples.x.astype(np.float64))
        taken = network(x)
        weights["output.bias"].fill_(1.0)
        scale = (network(x) - taken).numpy()  # by which a window's node multiplies the output
        hidden = torch.cat([seen[-1], torch.ones(len(samples), 1)], dim=1).numpy()
        wanted_outputs = ((samples.y.astype(np.float64) - taken.numpy()) / scale).reshape(len(samples), -1)
        solved = np.linalg.lstsq(hidden, wanted_outputs, rcond=1e-6)[0].T
        weights["output.kernel"].copy_(torch.from_numpy(solved[:, :-1]))
        weights["output.bias"].copy_(torch.from_numpy(solved[:, -1]))
    made = Model(wanted, weights_of(network.float()), prepared.input_scaler, prepared.target_scaler, schema_of(series),
                 {}, prepared.transforms)  # fmt: skip
    return made, series


def ahead(model, series, way="recursive", steps=None, **how):
    (found,) = forecasts_ahead(model, series, Ahead(way, steps), **how)
    return found


LAWS = {
    "a sine, scaled": (lambda t: 10 + 5 * np.sin(t / 3), {}),
    "a line, less its last value": (lambda t: 3 * t + 7, {"normalisation": "last"}),
    "a line, by its mean and deviation": (lambda t: 3 * t + 7, {"normalisation": "mean_std"}),
    "a season that grows": (lambda t: t + 4 * (t % 3), {"season": 3}),
    "a square, differenced": (lambda t: t**2 + 5, {"transforms": (Difference(column="value"),)}),
    "growth, by its logarithm": (
        lambda t: 1.02**t,
        {"transforms": (Log(column="value"),), "normalisation": "last"},
    ),
    "a season of differences": (
        lambda t: t**2 / 9 + 4 * (t % 3),
        {"transforms": (SeasonalDifference(column="value", season=3), Difference(column="value"))},
    ),
}


@pytest.mark.parametrize(("law", "how"), LAWS.values(), ids=LAWS.keys())
@pytest.mark.parametrize("way", ["direct", "recursive"])
@pytest.mark.parametrize("horizon", [1, 3])
def test_a_law_that_was_learnt_exactly_is_continued_exactly_beyond_the_horizon(law, how, way, horizon):
    model, series = exact_model(law, horizon=horizon, **how)

    found = ahead(model, series, way, steps=10)

    expected = law(np.arange(120.0, 130.0))
    np.testing.assert_allclose(found.values[:, 0], expected, rtol=0.002)
    assert found.times.tolist() == hourly(130)[120:].tolist()
    assert found.first_row == 120


@pytest.mark.parametrize("steps", [1, 2, 7])
def test_where_the_horizon_is_one_step_both_ways_are_the_same(steps):
    model = model_of(series=sine(200))

    direct, recursive = (ahead(model, sine(200), way, steps) for way in ("direct", "recursive"))

    np.testing.assert_array_equal(direct.values, recursive.values)


def test_up_to_the_horizon_the_direct_way_is_the_plain_forecast():
    model = model_of(experiment_on(windows={"horizon": 4}), sine(200))
    plain = predict(model, sine(200))

    np.testing.assert_array_equal(ahead(model, sine(200), "direct").values, plain.values)
    shorter = ahead(model, sine(200), "direct", steps=3)
    np.testing.assert_array_equal(shorter.values, plain.values[:3])
    assert shorter.times.tolist() == plain.times[:3].tolist()


@pytest.mark.parametrize("stateful", [False, True])
def test_a_step_that_is_fed_back_is_read_as_one_that_was_measured(stateful):
    layers = (LSTM(units=4, stateful=stateful),)
    model = model_of(experiment_on(windows={"horizon": 2, "stride": 8}, layers=layers), sine(200))

    found = ahead(model, sine(200), steps=3)

    measured = sine(200)
    for at in range(3):
        step = predict(model, measured).values[:1]
        assert found.values[at] == pytest.approx(step[0], rel=1e-6)
        measured = Series("longer", ("value",), np.concatenate([measured.values, step]), hourly(201 + at))


def test_an_input_that_nobody_forecasts_is_a_reason_to_refuse():
    wanted = experiment()

    with pytest.raises(DataError) as caught:
        ahead(model_of_sales(wanted), sales())

    assert str(caught.value) == (
        "The network sees weather, which it does not forecast and nobody knows in the future; so its forecast cannot be"
        " fed back.\nForecast the horizon directly, or train with inputs that are forecast or known in the future."
    )


def model_of_sales(wanted):
    series = sales()
    prepared = prepare(series, wanted)
    network = Network(prepared.experiment)
    return Model(prepared.experiment, weights_of(network), prepared.input_scaler, prepared.target_scaler,
                 schema_of(series), {}, prepared.transforms)  # fmt: skip


def test_such_a_network_still_forecasts_its_horizon_directly():
    assert len(ahead(model_of_sales(experiment()), sales(), "direct").values) == 3


def test_a_gap_is_a_reason_to_refuse():
    with pytest.raises(DataError, match="leaves 2 steps out before its forecast"):
        ahead(model_of(experiment_on(windows={"gap": 2})), numbered(50), steps=2)


def test_what_is_known_in_the_future_is_read_row_by_row_and_its_lack_is_told():
    wanted = experiment(inputs=("sales",), known=("plan",), calendar=("hour_of_day",))
    model = model_of_sales(wanted)

    found = ahead(model, sales(empty=6), steps=4)  # the last forecast of 3 steps begins 3 rows after the first

    assert found.values.shape == (4, 1)
    other = sales(empty=6)
    other.values[-3, 1] = 1 - other.values[-3, 1]  # the plan of the fourth row ahead
    changed = ahead(model, other, steps=4)
    assert changed.values[0] == pytest.approx(found.values[0])
    assert changed.values[3] != pytest.approx(found.values[3])
    with pytest.raises(DataError, match="needs plan in the rows after the last sales: needed 6, given 5"):
        ahead(model, sales(empty=5), steps=4)


def test_each_series_of_a_group_is_continued_by_its_own_forecasts():
    series = shops([40, 60, 50])
    prepared = prepare(series, grouped(horizon=2))
    model = Model(prepared.experiment, weights_of(Network(prepared.experiment)), prepared.input_scaler,
                  prepared.target_scaler, schema_of(series), {}, prepared.transforms)  # fmt: skip

    found = list(forecasts_ahead(model, series, Ahead("recursive", 5)))

    assert [(one.group, one.first_row) for one in found] == [("shop 0", 40), ("shop 1", 60), ("shop 2", 50)]
    alone = Series("one", ("value",), series.values[series.labels["shop"].codes == 1], hourly(60))
    single = replace(model, experiment=model.experiment.with_settings("data", group=None))
    np.testing.assert_allclose(found[1].values, ahead(single, alone, steps=5).values, rtol=1e-6)


def test_only_steps_from_measured_rows_have_an_interval():
    model = model_of(experiment_on(windows={"horizon": 2}), sine(200))
    model = replace(model, calibration=Calibration((0.8,), np.ones((1, 2, 1)), 50))

    spreads = {way: ahead(model, sine(200), way, steps=5).spread for way in ("direct", "recursive")}

    known = {way: np.isfinite(spread.quantiles[:, 0]).all(axis=-1).tolist() for way, spread in spreads.items()}
    assert known == {"direct": [True, True, False, False, False], "recursive": [True, False, False, False, False]}


def test_a_stop_ends_it_between_two_forecasts():
    stop = StopToken()
    stop.stop("discard")

    with pytest.raises(Discarded):
        ahead(model_of(series=sine(200)), sine(200), steps=50, stop=stop)


@pytest.mark.parametrize("steps", [0, -1, 100_001])
def test_a_number_of_steps_that_makes_no_sense_is_refused(steps):
    with pytest.raises(SettingsError, match="from 1 to 100,000 steps"):
        Ahead("direct", steps)


def test_a_refusal_leaves_the_forecast_of_the_horizon_and_says_why():
    prepared = prepare(sales(), experiment())
    network = Network(prepared.experiment)
    opened = open_test(network, prepared, evaluate(network, prepared))

    further = look_ahead(network, prepared, opened, (10, True))
    recursive = look_ahead(network, prepared, opened, (3, True))

    assert further.futures == opened.futures
    assert recursive.recursive == ()
    assert str(further.no_recursive) == str(recursive.no_recursive)
    assert str(further.no_recursive).startswith("The network sees weather, which it does not forecast")


def test_both_ways_are_known_of_every_series_once_the_test_part_is_open():
    prepared = prepare(shops([60, 80]), grouped(horizon=2))
    network = Network(prepared.experiment)
    opened = open_test(network, prepared, evaluate(network, prepared))

    told = look_ahead(network, prepared, opened, (5, True))

    assert [(one.group, len(one.values)) for one in told.futures] == [("shop 0", 5), ("shop 1", 5)]
    assert [(one.group, len(one.values)) for one in told.recursive] == [("shop 0", 5), ("shop 1", 5)]
    assert told.looks == opened.looks
