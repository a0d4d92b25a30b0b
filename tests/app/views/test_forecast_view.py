"""The forecast view: verdict, baselines, lock of the test part, errors, worst windows, origin and next values."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from tests.app import scripted
from tests.app.person import pick, words_of
from tests.app.views.test_training_view import points
from tests.made_series import experiment_on, hourly
from tests.windows import settle
from workbench.app.plots.judged_plot import JudgedPlot
from workbench.core.judgement.by_series import SeriesMeasures
from workbench.core.judgement.judging import judge
from workbench.core.preparing.prepared import prepare
from workbench.engine.forecasting.prediction import Forecast
from workbench.engine.judgement.intervals import Spread
from workbench.engine.runs import LookTaken


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

    assert words_of(window.right.view("forecast")) == ["When a run has ended, its forecasts are shown here."]


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


@pytest.fixture
def opened(qtbot, window, shown, monkeypatch):
    """Run to the end, open the test part, and give the view."""

    def run(looks=1, **how):
        view = shown(**how)
        told = window.bench.run.evaluation

        def look(model, series, evaluation):
            assert evaluation is told
            after = scripted.opened(evaluation, window.bench.run.experiment, series, looks=looks)
            yield LookTaken(evaluation, after, model)

        monkeypatch.setattr("workbench.app.work.bench.open_test_job", look)
        qtbot.mouseClick(view.open, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: window.bench.run.evaluation.test is not None and not window.bench.trainer.is_busy)
        settle()
        return view

    return run


def test_the_verdict_is_about_the_best_baseline(window, shown):
    view = shown()

    verdict = window.bench.run.evaluation.validation.judged.verdicts[0]
    assert view.verdict.text() == verdict.sentence
    assert verdict.sentence == (
        "The seasonal naive is never wrong for temp; the network is, by 0.5 on average. It beats the last value by"
        " 40.0%."
    )


def test_what_the_verdict_cannot_know_stands_below_it(qtbot, window, script):
    window.actions_by_name["train"].trigger()
    series = window.bench.run.series
    series.values[280:340] += 100  # the validation part
    script.end(scripted.finished(window.bench.run.experiment, series))
    qtbot.waitUntil(lambda: window.right.current == "forecast")
    settle()

    assert window.right.view("forecast").caveats.text().startswith("The mean of temp lies +")


def test_the_table_has_the_measures_of_the_network_and_of_every_baseline(window, shown):
    view = shown()

    judged = window.bench.run.evaluation.validation.judged
    rows = {row[0]: row[1:] for row in table(view.table)}
    assert list(rows) == ["network", "last value", "seasonal naive", "drift", "window mean", "linear model"]
    heads = [view.table.horizontalHeaderItem(at).text() for at in range(2, view.table.columnCount())]
    assert heads == ["MAE", "RMSE", "MASE", "sMAPE, %", "MAPE, %", "R²", "Bias", "Direction, %"]
    assert rows["network"][1] == "0.5"
    assert rows["last value"][1] == f"{judged.baseline('last_value').measures['mae']:.4g}"
    assert rows["linear model"][0].startswith("better ")
    assert all(view.table.item(row, 0).toolTip() for row in range(1, view.table.rowCount()))


def heads_of(widget):
    return [widget.horizontalHeaderItem(at).text() for at in range(widget.columnCount())]


def test_tables_and_axes_of_errors_say_the_unit_of_the_target(window, shown):
    window.bench.series = replace(window.bench.series, units={"temp": "°C"})

    view = shown(horizon=2)

    assert heads_of(view.table)[2:] == [
        "MAE [°C]", "RMSE [°C]", "MASE", "sMAPE, %", "MAPE, %", "R²", "Bias [°C]", "Direction, %",
    ]  # fmt: skip
    assert all(view.table.horizontalHeaderItem(at).toolTip() for at in range(1, 10))
    assert heads_of(view.worst) == ["forecast from", "mean error [°C]", "times the mean"]
    assert heads_of(view.intervals.table)[-1] == "mean width [°C]"
    assert heads_of(view.folds.table)[1:6] == ["MAE [°C]", "RMSE [°C]", "MASE", "sMAPE, %", "R²"]
    assert view.by_step.plot.getAxis("left").labelText == "MAE [°C]"
    assert view.copycat.getAxis("left").labelText == "difference [°C]"
    axes = []
    for kind in range(4):
        view.residuals.kind.setCurrentIndex(kind)
        view.residuals.kind.activated.emit(kind)
        axes.append([view.residuals.plot.getAxis(side).labelText for side in ("bottom", "left")])
    assert axes == [
        ["", "error [°C]"], ["error [°C]", "samples"], ["samples before", "correlation"],
        ["forecast [°C]", "error [°C]"],
    ]  # fmt: skip


def test_a_measure_that_is_not_defined_is_a_dash_that_says_so(window, shown):
    view = shown()

    column = [view.table.horizontalHeaderItem(at).text() for at in range(view.table.columnCount())].index(
        "Direction, %"
    )
    item = view.table.item(1, column)  # the last value moves nowhere
    assert (item.text(), item.toolTip()) == ("–", "not defined")


def test_the_test_part_is_closed_until_its_button_is_pressed(window, shown):
    view = shown()

    assert view.open.isVisible()
    assert view.open.isEnabled()
    assert view.part.text().startswith("Shown: the validation part, by which the best epoch was chosen.")
    assert not view.more.isTabVisible(view.more.indexOf(view.ahead))


def test_an_opened_test_part_is_shown_with_the_count_of_looks(window, opened):
    view = opened(looks=3)

    assert not view.open.isVisible()
    assert view.part.text() == "Shown: the test part; looks at it so far: 3."
    truth = next(points(curve)[1] for curve in view.plot.curves if curve.name == "truth")
    assert truth == pytest.approx(window.bench.run.evaluation.test.judged.truth[:, 0, 0])
    assert view.more.isTabVisible(view.more.indexOf(view.ahead))


def test_while_a_run_is_on_the_test_part_cannot_be_opened_and_the_button_says_why(qtbot, window, script, shown):
    view = shown()
    window.actions_by_name["train"].trigger()
    record = window.bench.run
    record.evaluation = scripted.evaluation(record.experiment, record.series)
    window.bench.run_changed.emit()
    view.redraw()

    assert not view.open.isEnabled()
    assert view.open.toolTip() == "A run is in progress; stop it first."
    script.end(scripted.finished(record.experiment, record.series, "discarded"))
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)


def test_another_baseline_can_be_drawn(window, shown):
    view = shown()

    pick(view.baseline, "linear model")

    judged = window.bench.run.evaluation.validation.judged
    expected = judged.baseline("linear").forecaster.forecast(judged.windows, range(1))[:, 0, 0]
    drawn = next(points(curve)[1] for curve in view.plot.curves if curve.name == "linear model")
    assert drawn == pytest.approx(expected)


def test_the_worst_windows_are_listed_and_the_one_that_is_clicked_is_shown(window, shown):
    view = shown(horizon=3)
    judged = window.bench.run.evaluation.validation.judged

    view.worst.selectRow(1)

    sample = judged.worst(0, 2)[1]
    assert view.worst.item(1, 0).text() == window.bench.run.series.when(judged.rows[sample])
    drawn = next(points(curve)[1] for curve in view.plot.curves if curve.name == "forecast from the origin")
    assert drawn == pytest.approx(judged.forecast[sample, :, 0])


def test_the_origin_can_be_dragged_along_the_series(qtbot, window, shown):
    view = shown(horizon=3)
    judged = window.bench.run.evaluation.validation.judged

    with qtbot.waitSignal(view.plot.origin_moved) as moved:
        view.plot.handle.setPos(view.plot.x[7])

    assert moved.args == [7]
    drawn = next(points(curve)[1] for curve in view.plot.curves if curve.name == "forecast from the origin")
    assert drawn == pytest.approx(judged.forecast[7, :, 0])


@pytest.mark.parametrize("kind", range(4))
def test_the_errors_have_four_pictures(window, shown, kind):
    view = shown()

    pick(view.residuals.kind, view.residuals.kind.itemText(kind))

    y = np.asarray(points(view.residuals.plot.curves[0])[1])
    samples = len(window.bench.run.evaluation.validation.judged.rows)
    if kind in (0, 3):
        assert y == pytest.approx(np.full(samples, scripted.FINITE_ERROR))
    elif kind == 1:
        assert y[::2].sum() == samples


def test_the_copycat_curve_shows_how_well_earlier_truths_fit(window, shown):
    view = shown(horizon=3)

    pick(view.step, "3")

    x, y = points(view.copycat_curve)
    assert x == [0, 1, 2, 3]
    assert y[0] == pytest.approx(scripted.FINITE_ERROR)


def test_the_curves_hold_the_part_in_original_units(window, opened):
    view, evaluation = opened(), window.bench.run.evaluation
    judged = evaluation.test.judged
    curves = {curve.name: points(curve) for curve in view.plot.curves}

    assert curves["truth"][1] == pytest.approx(judged.truth[:, 0, 0])
    assert curves["forecast"][1] == pytest.approx(judged.truth[:, 0, 0] + scripted.FINITE_ERROR)
    last = judged.baseline("last_value").forecaster.forecast(judged.windows, range(1))
    assert curves["last value"][1] == pytest.approx(last[:, 0, 0])
    assert curves["forecast past the end"][1] == [100]
    assert curves["truth"][0] == curves["forecast"][0]


def test_what_follows_the_end_is_listed_with_its_times(opened):
    view = opened(horizon=3)

    assert table(view.future) == [["2024-01-17 16:00", "100"], ["2024-01-17 17:00", "101"], ["2024-01-17 18:00", "102"]]
    assert view.future.horizontalHeaderItem(0).text() == "next: time"
    assert view.future.horizontalHeaderItem(1).text() == "temp"


def test_where_the_latest_samples_alone_are_in_sight_so_is_all_that_follows_the_end(window, qtbot):
    prepared = prepare(scripted.made("long", ("value",), rows=4_000), experiment_on())
    judged = judge(prepared, "test", prepared.truth("test"))
    far = Spread((0.1, 0.9), np.array([[[-500.0, 500.0]], [[np.nan, np.nan]]]), None, "conformal")
    future = Forecast(("value",), np.full((2, 1), 90.0), hourly(4_002)[4_000:], 4_000)
    plot = JudgedPlot(window.right.view("forecast").theme, judged, target=0, step=0, name="value")
    qtbot.addWidget(plot)

    plot.draw(None, None, future, replace(future, spread=far))

    (left, right), (low, high) = plot.getViewBox().viewRange()
    assert left > plot.x[0]
    assert right > plot.x[-1]
    assert low <= -500 < 500 <= high


def test_a_longer_horizon_has_errors_by_step_and_a_choice_of_the_step(window, shown):
    view, evaluation = shown(horizon=3), window.bench.run.evaluation
    assert view.more.isTabVisible(view.more.indexOf(view.by_step))
    judged = evaluation.validation.judged
    assert points(view.by_step.curve) == ([1, 2, 3], pytest.approx([0.5] * 3))
    assert points(view.by_step.baseline_curve)[1] == pytest.approx(judged.baseline("last_value").by_step["mae"][:, 0])

    pick(view.step, "3")

    curves = {curve.name: points(curve) for curve in view.plot.curves}
    assert curves["forecast"][1] == pytest.approx(judged.forecast[:, 2, 0])
    first_row = judged.rows[0] + 2
    assert curves["forecast"][0][0] == judged.times[first_row].astype("datetime64[s]").astype(float)


def test_one_step_needs_no_choice_of_the_step_and_can_still_be_fed_back(shown):
    view = shown()

    assert not view.step.isVisible()
    assert len(points(view.by_step.curve)[0]) == 1
    assert view.by_step.button.isEnabled()


def test_several_targets_can_be_looked_at_one_by_one(qtbot, window, script):
    window.open_sample("seattle-weather")
    qtbot.waitUntil(lambda: window.bench.series.name == "seattle-weather")
    window.document.change(
        window.document.experiment.with_settings("data", targets=("temp_max", "wind")).with_settings(
            "windows", horizon=1
        ),
        "two targets",
    )
    scripted.run_to_the_end(qtbot, window, script)
    settle()
    view = window.right.view("forecast")
    assert "for temp_max" in view.verdict.text()

    pick(view.target, "wind")

    assert "for wind" in view.verdict.text()
    curves = {curve.name: points(curve) for curve in view.plot.curves}
    assert curves["truth"][1] == pytest.approx(window.bench.run.evaluation.validation.judged.truth[:, 0, 1])


def test_rows_without_times_are_counted(qtbot, window, script, tmp_path):
    path = tmp_path / "rows.csv"
    path.write_text("flow\n" + "\n".join(str(row % 17) for row in range(300)))
    window.files.open(path)
    qtbot.waitUntil(lambda: window.bench.series.name == "rows.csv")
    scripted.run_to_the_end(qtbot, window, script)
    settle()
    view = window.right.view("forecast")

    curves = {curve.name: points(curve) for curve in view.plot.curves}
    assert curves["forecast"][0][0] == window.bench.run.evaluation.validation.judged.rows[0] + 1  # counted from 1


@pytest.fixture
def with_spread(monkeypatch):
    """Let every measured network say how far off the truth may be; the spread's arrays come from ``make``."""

    def measure_with(make):
        measure = scripted.evaluation

        def spread(experiment, series):
            told = measure(experiment, series)
            return replace(told, validation=replace(told.validation, spread=make(told.validation.judged.forecast)))

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
        drawn = next(points(curve)[1] for curve in view.plot.curves if curve.name == name)
        assert drawn == pytest.approx(evaluation.validation.judged.forecast[:, 0, 0] + distance, abs=1e-3)


def test_the_next_values_have_the_edges_of_their_interval(window, opened, monkeypatch):
    bare = scripted.opened

    def with_interval(*told, **how):
        after = bare(*told, **how)
        return replace(after, future=replace(after.future, spread=quantiles(0.1, 0.5, 0.9)(after.future.values)))

    monkeypatch.setattr(scripted, "opened", with_interval)

    view = opened(horizon=2)

    heads = [view.future.horizontalHeaderItem(at).text() for at in range(view.future.columnCount())]
    assert heads == ["next: time", "temp", "temp 10%", "temp 90%"]
    assert table(view.future)[1][1:] == ["101", "101.1", "101.9"]


@pytest.mark.parametrize("make", [quantiles(0.5), lambda _: None])
def test_a_network_that_forecasts_single_values_has_no_interval(shown, with_spread, make):
    with_spread(make)

    view = shown()

    assert not any("interval" in words for words in words_of(view.legend))


def test_a_second_run_replaces_the_first(qtbot, window, script, shown):
    shown(horizon=3)
    window.document.change(window.document.experiment.with_settings("windows", horizon=1), "one step")

    scripted.run_to_the_end(qtbot, window, script)
    settle()

    assert window.bench.run.evaluation.validation.judged.truth.shape[1] == 1
    assert len(points(window.right.view("forecast").by_step.curve)[0]) == 1


def test_each_series_of_a_group_has_a_row_and_a_single_series_no_tab(window, shown):
    view = shown()
    assert not view.more.isTabVisible(view.more.indexOf(view.series))
    told = window.bench.run.evaluation
    judged = told.validation.judged
    baselines = {one.name: np.ones(1) for one in judged.baselines if one.errors is not None}
    each = tuple(SeriesMeasures(name, 5, judged.measures, baselines) for name in ("north", "south"))

    several = replace(told.validation, judged=replace(judged, by_series=each))
    window.bench.run.evaluation = replace(told, validation=several)
    window.bench.run_changed.emit()
    settle()

    assert view.more.isTabVisible(view.more.indexOf(view.series))
    assert [row[0] for row in table(view.series)] == ["mean of the series", "north", "south"]
