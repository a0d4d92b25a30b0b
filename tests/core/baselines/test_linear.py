"""The closed-form linear model: against scikit-learn's ridge, and what it may not see."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from tests.made_series import experiment_on, numbered
from workbench.core.baselines import ground_of
from workbench.core.baselines import linear as linear_room
from workbench.core.baselines.linear import Linear
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series


def waves(rows=400, columns=("a", "b")):
    chance = np.random.default_rng(4)
    steps = np.arange(rows)[:, None]
    values = np.sin(2 * np.pi * steps / (12 + 5 * np.arange(len(columns)))) + chance.normal(
        0, 0.3, (rows, len(columns))
    )
    return Series("waves", tuple(columns), 10 + values)


def prepared_on(series, *, targets=None, **windows):
    return prepare(series, experiment_on(targets or series.columns, inputs=series.columns, windows=windows))


def rows_of(prepared, part):
    """Give x and y of a part as the linear model reads them, by other means."""
    windows, places = (
        prepared.windows[part],
        [prepared.experiment.data.inputs.index(t) for t in prepared.experiment.data.targets],
    )
    x, y = windows.x.astype(np.float64), windows.y.astype(np.float64)
    last = x[:, -1:]
    return (x - last).reshape(len(x), -1), (y - last[..., places]).reshape(len(y), -1), last[:, 0][:, places]


@pytest.mark.parametrize("targets", [("a", "b"), ("b",)])
@pytest.mark.parametrize("strength", [1e-4, 1.0])
def test_it_is_the_ridge_of_scikit_learn(targets, strength):
    prepared = prepared_on(waves(), targets=targets, horizon=3, gap=1)
    x, y, _ = rows_of(prepared, "train")
    unit = np.linalg.eigvalsh((x - x.mean(axis=0)).T @ (x - x.mean(axis=0))).mean()
    theirs = Ridge(alpha=strength * unit, solver="cholesky").fit(x, y)

    ours = Linear((strength,)).fit(ground_of(prepared, None)).forecast(prepared.windows["test"], range(3))

    x_test, _, last = rows_of(prepared, "test")
    expected = theirs.predict(x_test).reshape(len(x_test), 3, len(targets)) + last[:, None]
    np.testing.assert_allclose(ours, prepared.target_scaler.restore(expected), rtol=1e-9)


def test_of_several_strengths_it_takes_the_best_on_the_validation_part():
    prepared = prepared_on(waves(150, ("a",)), timesteps=40, horizon=2)
    truth = prepared.truth("validation")

    def error(strengths):
        fitted = Linear(strengths).fit(ground_of(prepared, None))
        return ((fitted.forecast(prepared.windows["validation"], range(2)) - truth) ** 2).mean()

    each = [error((strength,)) for strength in linear_room.STRENGTHS]
    assert error(linear_room.STRENGTHS) == pytest.approx(min(each))
    assert min(each) < max(each)


def test_nothing_of_the_test_part_moves_its_weights():
    clean, poisoned = waves(), waves()
    poisoned.values[prepared_on(poisoned).splits[0][1].test.start :] = 1e9
    given = []
    for series in (clean, poisoned):
        prepared = prepared_on(series, horizon=2)
        fitted = Linear().fit(ground_of(prepared, None))
        given.append(fitted.forecast(prepared.windows["validation"], range(2)))

    np.testing.assert_array_equal(*given)


def test_a_series_that_goes_on_in_a_line_is_forecast_without_error():
    prepared = prepared_on(numbered(200), horizon=4)

    given = Linear().fit(ground_of(prepared, None)).forecast(prepared.windows["test"], range(4))

    np.testing.assert_allclose(given, prepared.truth("test"), rtol=1e-6)


def test_a_target_that_is_not_seen_is_forecast_from_the_windows_as_they_are():
    chance = np.random.default_rng(5)
    cause = chance.normal(size=500)
    series = Series("lagged", ("cause", "effect"), np.column_stack([cause, 3 + 2 * np.roll(cause, 2)]))
    prepared = prepare(series, experiment_on(("effect",), inputs=("cause",), windows={"normalisation": "none"}))

    given = Linear().fit(ground_of(prepared, None)).forecast(prepared.windows["test"], range(1))

    np.testing.assert_allclose(given, prepared.truth("test"), atol=1e-4)


def test_a_file_without_a_training_part_has_no_linear_model():
    ground = ground_of(prepared_on(waves()), None)
    ground.windows.clear()

    assert Linear().fit(ground) == "no training part"


def test_of_a_very_long_window_it_reads_the_last_steps_and_says_so(monkeypatch):
    monkeypatch.setattr(linear_room, "MOST_WEIGHTS", 8)
    prepared = prepared_on(waves(), timesteps=20)
    fitted = Linear().fit(ground_of(prepared, None))
    windows = prepared.windows["test"]
    before = fitted.forecast(windows, range(1))
    windows.features[windows.starts[0] : windows.starts[0] + 16] = 50.0  # all but the last four steps of two columns

    assert fitted.note == "The linear model reads the last 4 steps of the window."
    np.testing.assert_array_equal(fitted.forecast(windows, range(1))[0], before[0])


def test_of_very_many_samples_it_learns_from_evenly_chosen_ones(monkeypatch):
    prepared = prepared_on(waves(2_000, ("a",)), horizon=1)
    whole = Linear().fit(ground_of(prepared, None)).forecast(prepared.windows["test"], range(1))
    monkeypatch.setattr(linear_room, "_MOST_PRODUCTS", 8 * 9 * 300)

    some = Linear().fit(ground_of(prepared, None)).forecast(prepared.windows["test"], range(1))

    assert not np.array_equal(some, whole)
    assert np.abs(some - whole).mean() < 0.1  # the noise has a deviation of 0.3


def test_values_beyond_32_bits_leave_no_linear_model():
    series = waves()
    series.values[10:20] = 1e300
    prepared = prepare(series, experiment_on(series.columns, windows={"scaler": "none"}))

    assert Linear().fit(ground_of(prepared, None)) == "values too large for 32 bits"
