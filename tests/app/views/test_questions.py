"""What is asked of a trained network in the Forecast view: intervals, further steps, importance, one series of many."""

import time
from dataclasses import replace

import numpy as np
import pytest

from tests.app import scripted
from tests.app.person import click, pick, words_of
from tests.app.views.test_forecast_view import table
from tests.app.views.test_training_view import points
from tests.made_columns import shops
from tests.windows import settle
from workbench.app.work.jobs import ImportanceTold
from workbench.core.judgement.members import judged_of, members_of
from workbench.core.layers import LSTM
from workbench.core.preparing.channels import Channel
from workbench.core.preparing.prepared import prepare
from workbench.core.text import text
from workbench.engine.judgement.dropout import Passes
from workbench.engine.judgement.importance import Importance, ImportanceChoice
from workbench.engine.judgement.intervals import Spread
from workbench.engine.judgement.questions import Answered
from workbench.engine.judgement.spreads import IntervalChoice, measured


@pytest.fixture
def view(qtbot, window, script):
    """Run to the end with a horizon of 3 and some dropout; the view that opens by itself."""
    after = window.document.experiment.with_settings("windows", horizon=3).with_layers(LSTM(units=4, dropout=0.2))
    window.document.change(after, "set up")
    scripted.run_to_the_end(qtbot, window, script)
    qtbot.waitUntil(lambda: window.right.current == "forecast")
    settle()
    return window.right.view("forecast")


@pytest.fixture
def asked(monkeypatch):
    """Every question with what it was asked with; the job answers with what ``answer`` makes of it."""

    def watch(name, answer):
        questions = []

        def job(model, series, *rest):
            questions.append(rest[:-1])
            yield from answer(model, *rest[:-1])

        monkeypatch.setattr(f"workbench.app.work.questions.{name}", job)
        return questions

    return watch


def wait(qtbot, window):
    qtbot.waitUntil(lambda: not window.bench.trainer.is_busy)
    settle()


def show_tab(view, panel):
    view.more.setCurrentWidget(panel)
    settle()


def with_dropout(model, evaluation, choice):
    judged = evaluation.validation.judged
    wanted = IntervalChoice("dropout", Passes(choice[1]))
    spread = Spread((0.1, 0.9), np.stack([judged.forecast - 1, judged.forecast + 2], axis=-1), None, "dropout")
    told = measured(wanted, "validation", judged.truth, judged.forecast, spread)
    validation = replace(evaluation.validation, spread=spread, coverage=told.coverage)
    yield Answered(evaluation, replace(evaluation, validation=validation, choice=wanted, intervals=(told,)))


def test_a_chosen_interval_is_drawn_and_measured_beside_what_it_should_hold(qtbot, window, view, asked):
    questions = asked("interval_job", with_dropout)
    show_tab(view, view.intervals)

    pick(view.intervals.method, "dropout")
    click(view.intervals.button)
    wait(qtbot, window)

    assert questions[0][1] == ("dropout", 100)
    assert table(view.intervals.table) == [["dropout, 100 passes", "80%", "100.0%", "3"]]
    assert "80% interval" in words_of(view.legend)
    upper = next(points(curve)[1] for curve in view.plot.curves if curve.name == "90%")
    assert upper == pytest.approx(window.bench.run.evaluation.validation.judged.forecast[:, 0, 0] + 2)


def test_an_interval_that_the_network_does_not_have_cannot_be_asked_for_and_says_why(window, view):
    show_tab(view, view.intervals)

    pick(view.intervals.method, "the network's own")

    assert not view.intervals.button.isEnabled()
    assert view.intervals.words.text().startswith("The network gives single values")
    assert not view.intervals.passes.isVisible()


def open_test(window, view):
    run = window.bench.run
    run.evaluation = scripted.opened(run.evaluation, run.experiment, run.series)
    window.bench.run_changed.emit()
    settle()
    show_tab(view, view.ahead)


def both_ways(model, evaluation, ahead):
    future = evaluation.future
    longer = replace(future, values=np.repeat(future.values, 2, axis=0)[: ahead[0]], times=None)
    yield Answered(
        evaluation, replace(evaluation, future=longer, steps=ahead[0],
                            recursive=(replace(longer, values=longer.values + 7),))
    )  # fmt: skip


def test_direct_and_recursive_forecasts_stand_beside_each_other(qtbot, window, view, asked):
    open_test(window, view)
    questions = asked("ahead_job", both_ways)
    assert view.ahead.steps.value == 3

    pick(view.ahead.way, "direct and recursive")
    view.ahead.steps.stepBy(2)
    click(view.ahead.button)
    wait(qtbot, window)

    assert questions[0][1] == (5, True)
    curves = {curve.name: curve for curve in view.plot.curves}
    direct, recursive = (
        points(curves[name])[1] for name in ("forecast past the end", "recursive forecast past the end")
    )
    assert recursive == pytest.approx(np.array(direct) + 7)
    assert curves["recursive forecast past the end"].colour != curves["forecast past the end"].colour
    assert "recursive" in words_of(view.legend)
    assert table(view.future)[0][1:] == ["100", "107"]
    assert view.future.horizontalHeaderItem(2).text() == "temp, recursive"


def test_why_nothing_can_be_fed_back_stands_beside_the_button(qtbot, window, view, asked):
    open_test(window, view)

    def refused(model, evaluation, ahead):
        yield Answered(evaluation, replace(evaluation, no_recursive=text("It cannot be fed back.")))

    asked("ahead_job", refused)
    click(view.ahead.button)
    wait(qtbot, window)

    assert view.ahead.words.text() == "It cannot be fed back."
    assert view.ahead.words.isVisible()


def importance_of(share=1.0, names=("driver", "temp")):
    by_column = np.array([[[3.0], [3.2]], [[1.0], [1.2]]])
    by_lag = np.zeros((2, 4, 2, 1))
    by_lag[0, 2] = 5.0
    if share < 1:
        by_lag[1] = np.nan
    channels = tuple(Channel(name, text("{column}", column=name), (at,)) for at, name in enumerate(names))
    lags = tuple(range(first, first + 2) for first in (1, 3, 5, 7))
    return Importance(ImportanceChoice(repeats=2), channels, lags, np.array([0.5]), by_column, by_lag, 60)


def test_what_matters_is_drawn_by_input_and_by_lag(qtbot, window, view, asked, tmp_path):
    questions = asked("importance_job", lambda model, choice: iter([ImportanceTold(model, importance_of())]))
    show_tab(view, view.importance)
    panel = view.importance
    assert panel.empty.isVisible()

    pick(panel.method, "occlusion")
    click(panel.button)
    wait(qtbot, window)

    assert questions == [({"method": "occlusion", "part": "validation"},)]
    assert panel.pictures.isVisible()
    assert panel.words.text() == "MAE 0.5 on 60 samples with nothing taken away."
    assert panel.by_column._told(0, 0) == "driver: +3.1 ± 0.1"
    assert panel.by_lag._told(-5.8, 0) == "driver, 5–6 steps back: +5 ± 0"
    assert panel.by_lag._told(-12, 0) == ""
    picture = next(item for item in panel.by_lag._drawn if hasattr(item, "image")).image
    assert np.unravel_index(picture[..., 2].argmin(), picture.shape[:2]) == (1, 1)  # 5–6 back, upper row
    panel.by_lag.save_numbers(tmp_path / "numbers.csv")
    lines = (tmp_path / "numbers.csv").read_text("utf-8-sig").splitlines()
    assert lines[:2] == ["input,first_lag,last_lag,rise,deviation", "driver,1,8,3.1,0.1"]
    assert "driver,5,6,5,0" in lines


def test_while_it_is_measured_the_button_stops_it_and_what_is_there_stays(qtbot, window, view, monkeypatch):
    endings = []

    def slow(model, series, choice, stop):
        yield ImportanceTold(model, importance_of(share=0.5))
        while stop.ending is None:
            time.sleep(0.2)  # as a step of the real one takes; news without a pause would leave the window no turn
            yield ImportanceTold(model, importance_of(share=0.5))
        endings.append(stop.ending)

    monkeypatch.setattr("workbench.app.work.questions.importance_job", slow)
    monkeypatch.setattr("workbench.app.worker.REPORT_EVERY_S", 0.05)
    show_tab(view, view.importance)
    click(view.importance.button)
    qtbot.waitUntil(lambda: window.bench.run.importance is not None)

    assert view.importance.button.text() == "Stop"
    assert not view.intervals.button.isEnabled()
    assert not view.open.isEnabled()
    click(view.importance.button)
    wait(qtbot, window)

    assert endings == ["keep"]
    assert view.importance.button.text() == "Measure"
    assert "Stopped at 60%." in view.importance.words.text()


def test_an_answer_about_another_network_is_left_out(window, view):
    other = scripted.model(window.bench.run.experiment, window.bench.run.series, window.bench.run.evaluation)

    window.bench.run.take([ImportanceTold(other, importance_of())])

    assert window.bench.run.importance is None


@pytest.fixture
def grouped_view(window, view):
    """The view of a run on three shops whose levels lie a thousand apart."""
    series, run = shops([100, 140, 120]), window.bench.run
    experiment = run.experiment.with_settings("data", targets=("value",), inputs=("value",), group="shop")
    run.experiment, run.series = experiment.with_settings("windows", timesteps=5, horizon=2), series
    told = scripted.evaluation(run.experiment, series)
    run.evaluation = replace(told, members=members_of(prepare(series, run.experiment)))
    window.bench.run_changed.emit()
    settle()
    return view


@pytest.mark.parametrize("at", range(3))
def test_of_a_group_one_series_at_a_time_is_drawn_and_nothing_across_its_borders(window, grouped_view, at):
    view = grouped_view
    assert [view.member.itemText(place) for place in range(3)] == ["shop 0", "shop 1", "shop 2"]

    pick(view.member, f"shop {at}")

    evaluation = window.bench.run.evaluation
    alone = judged_of(evaluation.validation.judged, evaluation.members[at])
    drawn = {curve.name: points(curve) for curve in view.plot.curves}
    level = 1000 * at
    for name in ("truth", "forecast", "last value"):
        assert all(level <= value < level + 200 for value in drawn[name][1])
    assert drawn["forecast"][1] == pytest.approx(alone.forecast[:, 0, 0])
    expected = alone.times[alone.rows].astype("datetime64[s]").astype(float)
    assert drawn["forecast"][0] == pytest.approx(expected)
    assert view.plot.has_dates
    assert view.worst.item(0, 0).text().startswith("2024-01-0")


def test_the_measures_stay_those_of_all_series(window, grouped_view):
    before = table(grouped_view.table)

    pick(grouped_view.member, "shop 2")

    assert table(grouped_view.table) == before


def test_without_a_group_there_is_no_choice_of_a_series(view):
    assert not view.member.isVisible()
