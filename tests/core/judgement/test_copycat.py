import numpy as np
import pytest

from workbench.core.judgement.copycat import copycats

ROWS = np.arange(40, 490)
WALK = np.random.default_rng(6).normal(size=500).cumsum()


def futures(values, horizon):
    return values[ROWS[:, None] + np.arange(horizon)]


@pytest.mark.parametrize("gap", [0, 2])
def test_a_forecast_that_repeats_the_last_value_is_caught_at_every_step(gap):
    forecast = np.repeat(WALK[ROWS - gap - 1][:, None], 3, axis=1)

    told = copycats(WALK, forecast, ROWS, gap)

    assert [(one.step, one.shift) for one in told] == [(1, 1 + gap), (2, 2 + gap), (3, 3 + gap)]
    assert told[0].errors[-1] == 0
    assert told[0].sentence.startswith(f"Copycat: the forecast for step 1 fits the truth at lag {1 + gap} better")


def test_a_forecast_that_follows_the_truth_with_some_noise_is_no_copy():
    forecast = futures(WALK, 3) + np.random.default_rng(7).normal(0, 0.3, (len(ROWS), 3))

    told = copycats(WALK, forecast, ROWS, 0)

    assert [one.shift for one in told] == [0, 0, 0]
    assert [one.sentence for one in told] == [None, None, None]


def test_no_shift_reaches_behind_the_last_value_that_was_seen():
    told = copycats(WALK, futures(WALK, 5), ROWS, 1)

    assert [one.shifts.tolist() for one in told] == [list(range(step + 2)) for step in range(1, 6)]


def test_of_a_long_horizon_some_steps_are_looked_at_the_first_and_the_last_among_them():
    rows = ROWS[:300]
    told = copycats(WALK, WALK[rows[:, None] + np.arange(100)], rows, 0)

    assert len(told) == 8
    assert (told[0].step, told[-1].step) == (1, 100)


def test_a_forecast_of_no_numbers_is_no_copy():
    assert [one.sentence for one in copycats(WALK, np.full((len(ROWS), 1), np.nan), ROWS, 0)] == [None]
