import numpy as np
import pytest

from workbench.core.judgement.bootstrap import block_length, skill_score


def correlated(count, share, seed):
    """Give errors each of which keeps ``share`` of the one before."""
    chance = np.random.default_rng(seed)
    noise, made = chance.normal(size=count), np.empty(count)
    made[0] = noise[0]
    for at in range(1, count):
        made[at] = share * made[at - 1] + noise[at] * np.sqrt(1 - share**2)
    return np.abs(made)


def test_the_score_is_one_minus_the_ratio_of_the_mean_errors():
    ours, theirs = np.arange(1.0, 101), 2 * np.arange(1.0, 101)

    score = skill_score(ours, theirs, overlap=1)

    assert score.skill == pytest.approx(0.5)
    assert (score.low, score.high) == pytest.approx((0.5, 0.5))


def test_the_same_errors_have_the_same_interval():
    ours, theirs = correlated(300, 0.5, 1), correlated(300, 0.5, 2)

    assert skill_score(ours, theirs, overlap=3) == skill_score(ours, theirs, overlap=3)


def test_a_block_is_at_least_as_long_as_futures_overlap():
    ours, theirs = correlated(300, 0.0, 1), correlated(300, 0.0, 2)

    assert skill_score(ours, theirs, overlap=24).block == 24
    assert skill_score(ours, theirs, overlap=1).block < 24


def test_neighbouring_errors_that_resemble_each_other_make_blocks_longer():
    assert block_length(correlated(2_000, 0.0, 3)) < block_length(correlated(2_000, 0.9, 3)) <= 200


@pytest.mark.parametrize("count", [1, 2, 5, 19])
def test_few_errors_have_blocks_of_one(count):
    assert block_length(np.arange(float(count))) == 1


def test_the_interval_holds_the_true_score_about_as_often_as_it_says():
    inside = 0
    for seed in range(100):
        ours, theirs = correlated(400, 0.6, seed), 2 * correlated(400, 0.6, 1_000 + seed)
        score = skill_score(ours, theirs, overlap=1)
        inside += score.low <= 0.5 <= score.high
    assert 85 <= inside <= 100
