"""Timesteps, segments and horizon follow from the season, from the training part alone, and are taken over whole."""

import numpy as np
import pytest

from tests.core.exploring.made import DAY, chance, daily_and_weekly, series_of
from workbench.core.experiment import DataSpec, Experiment, FileSource, WindowSpec
from workbench.core.exploring import propose, taken_over
from workbench.core.layers import GRU, LSTM, Dense, Segments
from workbench.core.layers.stack import stack_of


def experiment_of(*layers):
    experiment = Experiment(data=DataSpec(source=FileSource(path="/flow.csv"), inputs=("flow",), targets=("flow",)))
    return experiment.with_layers(*layers) if layers else experiment


def test_hours_propose_two_weeks_by_days():
    found = propose(series_of(daily_and_weekly(120)), "flow")

    assert (found.season, found.timesteps, found.segment, found.horizon) == (24, 14 * 24, 24, 24)
    assert "flow repeats every 24 steps (1 day)" in str(found.season_reason)
    assert "7 days" in str(found.season_reason)
    assert str(found.timesteps_reason) == "Timesteps 336: 14 seasons of 24."
    assert "a recurrent layer then takes 14 steps instead of 336" in str(found.segment_reason)


def test_a_short_training_part_gets_the_whole_seasons_of_a_third():
    found = propose(series_of(daily_and_weekly(20)), "flow")  # 336 training rows

    assert found.timesteps == 4 * 24
    assert str(found.timesteps_reason) == (
        "Timesteps 96: 4 × 24, the whole seasons that a third of the training part holds."
    )


def test_without_a_season_one_step_is_proposed_without_segments():
    found = propose(series_of(chance().normal(size=1000), DAY), "flow")

    assert (found.season, found.timesteps, found.segment, found.horizon) == (None, 30, None, 1)
    assert str(found.season_reason) == "flow shows no season: nothing in it repeats more than chance would."


def test_what_comes_after_the_training_part_does_not_change_the_proposal():
    values = daily_and_weekly()
    after = values.copy()
    after[-400:] = 1e6 * chance().normal(size=400)
    windows = WindowSpec(train_share=0.7, validation_share=0.15)

    before, then = (propose(series_of(one), "flow", windows) for one in (values, after))

    assert before == then


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (np.full(500, 2.5), "flow has the same value in every row of the training part."),
        (np.where(np.arange(500) % 3, np.nan, 1.5), "67% of flow is missing in the training part"),
        (np.full(500, np.nan), "flow has 0 values in the training part; 8 are needed"),
        (np.arange(9.0), "flow has 6 values in the training part; 8 are needed"),
    ],
)
def test_where_nothing_can_be_said_it_is_said_why(values, said):
    found = propose(series_of(values), "flow")

    assert found.season is None
    assert str(found.season_reason).startswith(said)


def test_what_is_proposed_fits_into_every_part_of_the_split():
    for days in (4, 6, 10, 15, 30, 50):
        series = series_of(daily_and_weekly(days))
        found = propose(series, "flow")
        train = int(0.7 * len(series))

        assert found.timesteps + found.horizon <= train
        assert 2 * found.horizon <= 0.15 * len(series) or found.horizon == 1


@pytest.fixture(scope="module")
def proposal():
    return propose(series_of(daily_and_weekly(120)), "flow")


def test_taking_over_sets_windows_and_puts_segments_before_the_recurrent_layer(proposal):
    after = taken_over(experiment_of(GRU(units=8), Dense(units=24)), proposal)

    assert (after.windows.timesteps, after.windows.horizon) == (336, 24)
    assert after.layers == (Segments(n=24), GRU(units=8), Dense(units=24))


def test_taking_over_changes_the_segments_that_are_there(proposal):
    before = experiment_of(Segments(n=7), LSTM(units=8), Dense(units=1))

    after = taken_over(before, proposal)

    assert after.layers[0] == Segments(n=24)
    assert [type(one) for one in after.layers] == [type(one) for one in before.layers]


def test_a_stack_that_begins_with_something_else_keeps_its_layers(proposal):
    before = experiment_of(Dense(units=4), LSTM(units=8), Dense(units=1))

    assert taken_over(before, proposal).layers == before.layers


def test_taking_over_twice_changes_nothing_more(proposal):
    once = taken_over(experiment_of(), proposal)

    assert taken_over(once, proposal) == once


def test_a_stack_that_worked_works_when_the_proposal_is_taken_over(proposal):
    for layers in ((), (LSTM(units=8), Dense(units=1)), (GRU(units=8, return_sequences=True), LSTM(units=4))):
        before = experiment_of(*layers)
        had = len(stack_of(before.with_settings("windows", timesteps=336, horizon=24)).problems)

        assert len(stack_of(taken_over(before, proposal)).problems) <= had
