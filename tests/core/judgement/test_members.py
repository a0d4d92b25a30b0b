"""The series of a group are looked at one by one, each by its own rows and times."""

import numpy as np
import pytest

from tests.made_columns import grouped, shops
from tests.made_series import experiment_on, hourly, sine
from workbench.core.judgement.judging import judge
from workbench.core.judgement.members import judged_of, members_of, samples_of
from workbench.core.preparing.prepared import prepare


@pytest.fixture
def prepared():
    return prepare(shops([100, 140, 80]), grouped(horizon=2))


@pytest.fixture
def judged(prepared):
    return judge(prepared, "validation", prepared.truth("validation") + 1)


def test_every_series_has_its_name_its_rows_and_its_times(prepared):
    members = members_of(prepared)

    assert [(one.name, one.rows) for one in members] == [
        ("shop 0", range(100)), ("shop 1", range(100, 240)), ("shop 2", range(240, 320)),
    ]  # fmt: skip
    assert members[1].times.tolist() == hourly(140).tolist()


def test_without_a_group_there_are_none():
    assert members_of(prepare(sine(200), experiment_on())) == ()


def test_every_sample_belongs_to_one_series(prepared, judged):
    every = np.concatenate([samples_of(judged, member) for member in members_of(prepared)])

    assert every.tolist() == list(range(len(judged.rows)))


@pytest.mark.parametrize("at", range(3))
def test_the_samples_of_one_series_hold_its_values_at_its_own_rows(prepared, judged, at):
    alone = judged_of(judged, members_of(prepared)[at])

    assert (alone.truth[:, 0, 0] == 1000 * at + alone.rows).all()  # the value is the shop and its row
    assert len(alone.windows) == len(alone.rows) == len(alone.errors) > 5
    last = alone.baseline("last_value").forecaster.forecast(alone.windows, range(1))
    np.testing.assert_allclose(last, alone.truth[:, :1] - 1)
    assert alone.times[alone.rows[0]] == hourly(140)[alone.rows[0]]
    assert len(alone.worst(0, 3)) == 3
