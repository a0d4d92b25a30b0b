"""Ratios, spreads and verdicts."""

import json
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.benchmarks.training_speed.figures import Row, Spread, Verdict, measured_from, ratios, row_of, spread, verdict
from tests.benchmarks.training_speed.sampling import Measured, Sample
from tests.benchmarks.training_speed.workloads import WORKLOADS

LSTM32 = WORKLOADS["lstm32"]  # at most 0.60 of the bare loop
SECONDS = st.floats(1e-3, 1e3)


def quiet(*seconds):
    return [Sample(one, 0.0, False) for one in seconds]


def disturbed(*seconds):
    return [Sample(one, 0.5, True) for one in seconds]


def row(name="engine", ratio=0.5, *, rounds=3, disturbed=0):
    figure = Spread(ratio, ratio, ratio)
    return Row(name, "", figure, figure, 7, 4, 0.1, 0.1, rounds, disturbed)


def test_a_spread_is_median_lowest_and_highest():
    assert spread([3.0, 1.0, 2.0]) == Spread(2.0, 1.0, 3.0)
    assert str(Spread(0.5, 0.456, 1.234)) == "0.50 (0.46–1.23)"


def test_ratios_are_taken_within_a_round():
    assert ratios(quiet(1.0, 3.0, 2.0), quiet(2.0, 4.0, 1.0)) == Spread(0.75, 0.5, 2.0)


@given(pairs=st.lists(st.tuples(SECONDS, SECONDS), min_size=1, max_size=9), slower=st.floats(0.5, 4.0))
def test_a_machine_that_slows_both_down_changes_no_ratio(pairs, slower):
    samples, bare = zip(*pairs, strict=True)

    usual = ratios(quiet(*samples), quiet(*bare))
    slowed = ratios(quiet(*(slower * one for one in samples)), quiet(*(slower * one for one in bare)))

    assert asdict(slowed) == pytest.approx(asdict(usual))


def test_rounds_in_which_either_was_disturbed_are_left_out():
    samples = [*quiet(1.0), *disturbed(9.0), *quiet(1.0, 1.2)]
    bare = [*quiet(2.0, 2.0), *disturbed(9.0), *quiet(2.0)]

    assert ratios(samples, bare) == Spread(0.55, 0.5, 0.6)


def test_where_every_round_was_disturbed_all_are_shown():
    assert ratios(disturbed(1.0, 3.0), quiet(2.0, 2.0)) == Spread(1.0, 0.5, 1.5)


def test_a_row_scales_seconds_and_compares_losses_of_the_same_epoch():
    bare = Measured(10, quiet(2.0, 2.0), [0.9, 0.5, 0.4])
    engine = Measured(8, [*quiet(1.0), *disturbed(5.0)], [0.8, 0.6, 0.3, 0.2])

    made = row_of("engine", engine, bare, scale=5.0, trained="LSTM 3")

    assert made == Row(
        name="engine",
        trained="LSTM 3",
        ratio=Spread(0.5, 0.5, 0.5),
        seconds=Spread(5.0, 5.0, 5.0),
        parameters=8,
        epochs=3,
        loss=0.3,
        bare_loss=0.4,
        rounds=2,
        disturbed=1,
    )


@pytest.mark.parametrize(
    ("ratio", "peers", "expected"),
    [
        (0.60, [], Verdict(True, None, None)),
        (0.61, [], Verdict(False, None, None)),
        (0.55, [row("slow", 2.0), row("fast", 0.56)], Verdict(True, row("fast", 0.56), True)),
        (0.55, [row("fast", 0.55)], Verdict(True, row("fast", 0.55), False)),
        (0.55, [row("noisy", 0.1, disturbed=3)], Verdict(True, None, None)),
    ],
)
def test_the_engine_is_judged_by_its_goal_and_by_the_fastest_peer(ratio, peers, expected):
    assert verdict(LSTM32, row(ratio=ratio), peers) == expected


def test_nothing_is_concluded_from_disturbed_rounds_alone():
    noisy, peer = row(ratio=0.01, disturbed=3), row("fast", 0.5)

    assert verdict(LSTM32, noisy, [peer]) == Verdict(None, peer, None)
    assert verdict(LSTM32, replace(noisy, disturbed=2), [peer]) == Verdict(True, peer, True)


def test_what_a_process_wrote_is_read_back():
    measured = Measured(7, [*quiet(1.0), *disturbed(2.0)], [0.5, 0.4])

    assert measured_from(json.loads(json.dumps(asdict(measured)))) == measured
