"""The forecast view: the verdict, the measures, the errors by step and the next values."""

from dataclasses import replace

import numpy as np
import pytest

from tests.app import scripted
from tests.app.person import pick, words_of
from tests.app.views.test_training_view import points
from tests.windows import settle
from workbench.engine.prediction import Spread


@pytest.fixture
def shown(qtbot, window, script):
    """Run with some settings to the end, and give the view that opens by itself."""

    def run(sample=None, **windows):
        if sample is not None:
            window.open_sample(sample)
            qtbot.waitUntil(lambda: window.bench.series.name == sample)
        if windows:
            window.document.change(window.document.experiment.with_settings("windows", **windows), "windows")
        scripted.run_to_the_end(qtbot, window, script)
        qtbot.waitUntil(lambda: window.right.current == "forecast")
        settle()
        return window.right.view("forecast")

    return run


def table(widget):
    return [
        [widget.item(row, column).text() for column in range(widget.columnCount())] for row in range(widget.rowCount())
    ]


def test_before_a_run_it_says_what_will_be_there(window):
    window.right.show_view("forecast")
    settle()

    assert words_of(window.right.view("forecast")) == [
        "When a run has ended, its forecasts of the test part are shown here."
    ]


def test_it_opens_by_itself_at_the_end_of_a_run(window, shown):
    shown()

    assert window.right.current == "forecast"


def test_it_does_not_open_over_a_view_that_the_user_has_chosen_since(qtbot, window, script):
    window.actions_by_name["train"].trigger()
    window.right.show_view("network", by_user=True)
    script.end(scripted.finished(window.bench.run.experiment, window.bench.run.series))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)
    settle()

    assert window.right.current == "network"


def test_the_verdict_compares_with_tomorrow_equals_today(window, shown):
    view = shown()

    measured = window.bench.run.evaluation.metrics["test"]
    naive = measured["last_value"]["mae"]
    assert view.verdict.text() == (
        f"The network beats “tomorrow equals today” by {1 - 0.5 / naive:.0%}: "
        f"mean error 0.5 against {naive:.4g} for temp."
    )


def test_the_table_has_the_measures_of_the_network_and_of_the_last_value(window, shown):
    view = shown()

    measured = window.bench.run.evaluation.metrics["test"]
    rows = {row[0]: row[1:] for row in table(view.table)}
    assert list(rows) == ["MAE", "RMSE", "sMAPE, %", "MASE", "R²", "Bias"]
    assert rows["MAE"] == ["0.5", f"{measured['last_value']['mae']:.4g}"]
    assert rows["Bias"][0] == "0.5"
    assert all(view.table.item(row, 0).toolTip() for row in range(view.table.rowCount()))


def test_a_measure_that_is_not_defined_says_so(qtbot, window, script):
    window.actions_by_name["train"].trigger()
    end = scripted.finished(window.bench.run.experiment, window.bench.run.series)
    end.evaluation.metrics["test"]["r2"] = None
    script.end(end)
    qtbot.waitUntil(lambda: window.right.current == "forecast")
    settle()

    rows = {row[0]: row[1:] for row in table(window.right.view("forecast").table)}
    assert rows["R²"][0] == "not defined"


def test_the_curves_hold_the_test_part_in_original_units(window, shown):
    view, evaluation = shown(), window.bench.run.evaluation
    curves = {curve.name: points(curve) for curve in view.plot.curves}

    assert curves["truth"][1] == pytest.approx(evaluation.test.truth[:, 0, 0])
    assert curves["forecast"][1] == pytest.approx(evaluation.test.truth[:, 0, 0] + scripted.FINITE_ERROR)
    assert curves["last value"][1] == pytest.approx(evaluation.test.last_value[:, 0, 0])
    assert curves["forecast past the end"][1] == [100]
    assert curves["truth"][0] == curves["forecast"][0]


def test_what_follows_the_end_is_listed_with_its_times(shown):
    view = shown(horizon=3)

    assert table(view.future) == [["2024-01-17 16:00", "100"], ["2024-01-17 17:00", "101"], ["2024-01-17 18:00", "102"]]
    assert view.future.horizontalHeaderItem(0).text() == "next: time"
    assert view.future.horizontalHeaderItem(1).text() == "temp"


def test_a_longer_horizon_has_errors_by_step_and_a_choice_of_the_step(window, shown):
    view, evaluation = shown(horizon=3), window.bench.run.evaluation
    assert view.more.isTabVisible(0)
    assert points(view.step_curve) == ([1, 2, 3], pytest.approx([0.5] * 3))
    assert points(view.naive_step_curve)[1] == pytest.approx(evaluation.test.last_value_error_by_step[:, 0])

    pick(view.step, "3")

    curves = {curve.name: points(curve) for curve in view.plot.curves}
    assert curves["forecast"][1] == pytest.approx(evaluation.test.forecast[:, 2, 0])
    first_row = evaluation.test.rows[0] + 2
    assert curves["forecast"][0][0] == evaluation.test.times[first_row].astype("datetime64[s]").astype(float)


def test_one_step_has_neither(shown):
    view = shown()

    assert not view.more.isTabVisible(0)
    assert not view.step.isVisible()


def test_several_targets_can_be_looked_at_one_by_one(qtbot, window, script):
    window.open_sample("seattle-weather")
    qtbot.waitUntil(lambda: window.bench.series.name == "seattle-weather")
    window.document.change(
        window.document.experiment.with_settings("data", targets=("temp_max", "wind")), "two targets"
    )
    scripted.run_to_the_end(qtbot, window, script)
    settle()
    view = window.right.view("forecast")
    assert "for temp_max." in view.verdict.text()

    pick(view.target, "wind")

    assert "for wind." in view.verdict.text()
    curves = {curve.name: points(curve) for curve in view.plot.curves}
    assert curves["truth"][1] == pytest.approx(window.bench.run.evaluation.test.truth[:, 0, 1])
    assert view.future.columnCount() == 3


def test_rows_without_times_are_counted(qtbot, window, script, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("flow\n" + "\n".join(str(row % 17) for row in range(300)))
    window.files.open(path)
    qtbot.waitUntil(lambda: window.bench.series.name == "rows.csv")
    scripted.run_to_the_end(qtbot, window, script)
    settle()
    view = window.right.view("forecast")

    assert view.future.horizontalHeaderItem(0).text() == "next: row"
    assert table(view.future) == [["301", "100"]]
    curves = {curve.name: points(curve) for curve in view.plot.curves}
    assert curves["forecast"][0][0] == window.bench.run.evaluation.test.rows[0] + 1  # rows are counted from 1


@pytest.fixture
def with_spread(monkeypatch):
    """Let every measured network say how far off the truth may be; the spread's arrays come from ``make``."""

    def measure_with(make):
        measure = scripted.evaluation

        def spread(experiment, series):
            told = measure(experiment, series)
            test = replace(told.test, spread=make(told.test.forecast))
            return replace(told, test=test, future=replace(told.future, spread=make(told.future.values)))

        monkeypatch.setattr(scripted, "evaluation", spread)

    return measure_with


def quantiles(*levels):
    return lambda values: Spread(levels, np.stack([values + level for level in levels], axis=-1), None)


def deviations(values):
    return Spread((), None, np.full_like(values, 2.0))


@pytest.mark.parametrize(
    ("make", "words", "edges"),
    [
        (quantiles(0.025, 0.5, 0.975), "95% interval", {"2.5%": 0.025, "97.5%": 0.975}),
        (quantiles(0.1, 0.5), "40% interval", {"10%": 0.1, "50%": 0.5}),
        (deviations, "80% interval", {"10%": -2.563, "90%": 2.563}),
    ],
)
def test_the_interval_that_the_network_forecasts_is_shown(window, shown, with_spread, make, words, edges):
    with_spread(make)

    view = shown(horizon=2)

    evaluation = window.bench.run.evaluation
    assert words in words_of(view.legend)
    for name, distance in edges.items():
        test, ahead = (points(curve)[1] for curve in view.plot.curves if curve.name == name)
        assert test == pytest.approx(evaluation.test.forecast[:, 0, 0] + distance, abs=1e-3)
        assert ahead == pytest.approx(evaluation.future.values[:, 0] + distance, abs=1e-3)
    heads = [view.future.horizontalHeaderItem(at).text() for at in range(view.future.columnCount())]
    assert heads == ["next: time", "temp", *(f"temp {name}" for name in edges)]
    assert table(view.future)[1][1:] == ["101", *(f"{101 + distance:.5g}" for distance in edges.values())]


@pytest.mark.parametrize("make", [quantiles(0.5), lambda _: None])
def test_a_network_that_forecasts_single_values_has_no_interval(shown, with_spread, make):
    with_spread(make)

    view = shown()

    assert not any("interval" in words for words in words_of(view.legend))
    assert view.future.columnCount() == 2


def test_a_second_run_replaces_the_first(qtbot, window, script, shown):
    shown(horizon=3)
    window.document.change(window.document.experiment.with_settings("windows", horizon=1), "one step")

    scripted.run_to_the_end(qtbot, window, script)
    settle()

    assert window.right.view("forecast").future.rowCount() == 1
