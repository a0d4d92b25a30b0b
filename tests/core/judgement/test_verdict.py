"""The one sentence about a forecast: what it beats, and what it cannot know."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from workbench.core.judgement.verdict import Facts, compare, verdict
from workbench.core.text import text

LAST, LINEAR = text("last value"), text("linear model")
WALK = np.random.default_rng(0).normal(size=1_000).cumsum()
FACTS = Facts("flow", 0.5, WALK - WALK.mean(), range(0, 700), range(850, 1_000), window=30, overlap=1)
FACTS = replace(FACTS, truth=np.random.default_rng(0).normal(size=1_000))


def errors(mean, seed=1, count=150):
    """Give absolute errors that vary by a tenth around their mean."""
    return mean * np.random.default_rng(seed).uniform(0.9, 1.1, count)


def told(ours, last, linear=None, facts=FACTS):
    others = {"last_value": (LAST, last)}
    if linear is not None:
        others["linear"] = (LINEAR, linear)
    return verdict(ours, others, facts)


def test_what_beats_every_baseline_is_measured_by_the_best_of_them():
    given = told(errors(1.0), errors(4.0, 2), errors(2.0, 3))

    assert (given.outcome, given.baseline) == ("beats", "linear")
    assert given.sentence.startswith(
        "The network beats every baseline; the best of them, the linear model, by 49.9% (95%"
    )
    assert given.sentence.endswith(" for flow, MASE 0.5.")
    assert [one.outcome for one in given.comparisons] == ["beats", "beats"]


def test_what_is_as_good_as_the_last_value_does_not_beat_it():
    given = told(errors(1.0), errors(1.0, 2), errors(0.9, 3))

    assert (given.outcome, given.baseline) == ("ties", "last_value")
    assert given.sentence.startswith("The network does not beat the last value: mean error ")


def test_what_is_worse_than_the_linear_model_says_so_though_it_beats_the_last_value():
    given = told(errors(1.0), errors(2.0, 2), errors(0.5, 3))

    assert (given.outcome, given.baseline) == ("loses", "linear")
    assert given.sentence.startswith("The network is worse than the linear model: mean error ")
    assert given.sentence.endswith(", MASE 0.5. It beats the last value by 49.9%.")


def test_a_difference_below_two_percent_is_a_tie_however_sure_it_is():
    given = told(errors(0.99), errors(1.0))

    assert given.comparisons[0].score.low > 0
    assert given.outcome == "ties"


def test_a_large_difference_that_chance_can_make_is_a_tie():
    theirs = np.ones(20)
    theirs[7] = 10  # one bad day of the baseline

    given = told(np.ones(20), theirs)

    assert given.comparisons[0].score.skill > 0.3
    assert given.outcome == "ties"


def test_a_baseline_that_is_never_wrong_is_told_without_a_score():
    given = told(np.full(150, 0.25), np.zeros(150))

    assert given.comparisons[0].score is None
    assert given.sentence == "The last value is never wrong for flow; the network is, by 0.25 on average."


@pytest.mark.parametrize(
    ("facts", "count", "words"),
    [
        (replace(FACTS, truth=np.append(FACTS.truth[:850], np.full(150, 3.0))), 150, "does not change in the rows"),
        (replace(FACTS, truth=np.append(np.full(700, 3.0), FACTS.truth[700:])), 150, "never changes in the training"),
        (replace(FACTS, window=501), 150, "flow has 1,000 rows, and two windows that share none need 1,002."),
        (replace(FACTS, overlap=40), 150, "room for 4 forecasts of flow that do not overlap"),
        (FACTS, 4, "room for 4 forecasts of flow that do not overlap"),
    ],
)
def test_what_cannot_be_known_is_said(facts, count, words):
    given = told(errors(1.0, count=count), errors(5.0, 2, count), facts=facts)

    assert given.outcome == "unknown"
    assert given.sentence.startswith("Whether the network is any good cannot be known: ")
    assert words in given.sentence
    assert given.comparisons == ()


def test_another_level_than_in_the_training_part_is_a_caveat():
    shifted = FACTS.truth.copy()
    shifted[850:] += 3 * shifted[:700].std()

    given = told(errors(1.0), errors(2.0, 2), facts=replace(FACTS, truth=shifted))

    assert given.outcome == "beats"
    assert len(given.caveats) == 1
    assert given.caveats[0].startswith("The mean of flow lies +")
    assert told(errors(1.0), errors(2.0, 2)).caveats == ()


@pytest.mark.parametrize("broken", [np.nan, np.inf])
def test_without_a_mean_error_there_is_no_verdict(broken):
    ours = errors(1.0)
    ours[7] = broken

    for given in (told(ours, errors(2.0)), told(errors(1.0), ours)):
        assert given.sentence == "No mean error can be given: values or forecasts of flow are no finite numbers."


def test_a_baseline_without_a_mean_error_is_left_out():
    given = told(errors(1.0), errors(2.0, 2), np.full(150, np.nan))

    assert [one.baseline for one in given.comparisons] == ["last_value"]


def test_a_comparison_knows_both_mean_errors():
    one = compare(np.array([1.0, 3.0] * 20), np.array([2.0, 6.0] * 20), 1, baseline="last_value", title=LAST)

    assert (one.ours, one.theirs) == (2, 4)
    assert one.score.skill == pytest.approx(0.5)


def test_mean_errors_say_their_unit_where_it_is_known():
    told_of = [told(errors(1.0), last, facts=replace(FACTS, unit="m³/s")) for last in (errors(4.0, 2), np.zeros(150))]

    assert ": mean error 1.002 m³/s against 3.995 m³/s for flow" in told_of[0].sentence
    assert told_of[1].sentence == "The last value is never wrong for flow; the network is, by 1.002 m³/s on average."
