"""The order of epochs, and what happens to those that other processes disturbed."""

from types import SimpleNamespace

import pytest

from tests.benchmarks.training_speed import sampling
from tests.benchmarks.training_speed.sampling import Epoch, Load, Sample, Variant, interleave


class Script:
    """Variants whose epochs are written down, on a machine whose load is written down too."""

    def __init__(self, *foreign):
        self.order = []
        self.foreign = iter(foreign)

    def variant(self, name, *seconds):
        left = iter(seconds)

        def epoch():
            self.order.append(name)
            return Epoch(next(left), float(len(self.order)))

        return Variant(name, 7, epoch)

    def load(self):
        share = next(self.foreign)
        return SimpleNamespace(foreign=lambda: (share, share > 0.1))


def test_epochs_alternate_after_one_warm_up_each():
    script = Script(0.0, 0.01, 0.02, 0.03)
    variants = (script.variant("bare", 9.0, 1.0, 2.0), script.variant("engine", 9.0, 0.5, 0.6))

    measured = interleave(variants, 2, script.load)

    assert script.order == ["bare", "engine"] * 3
    assert measured["bare"].samples == [Sample(1.0, 0.0, False), Sample(2.0, 0.02, False)]
    assert measured["engine"].samples == [Sample(0.5, 0.01, False), Sample(0.6, 0.03, False)]
    assert measured["engine"].losses == [2.0, 4.0, 6.0]
    assert measured["engine"].parameters == 7


def test_a_disturbed_epoch_is_followed_by_another_one_that_counts():
    script = Script(0.5, 0.05)

    measured = interleave((script.variant("bare", 9.0, 3.0, 1.0),), 1, script.load)

    assert measured["bare"].samples == [Sample(1.0, 0.05, False)]
    assert measured["bare"].losses == [1.0, 2.0, 3.0]


@pytest.mark.parametrize(("foreign", "seconds"), [((0.5, 0.3), 1.0), ((0.3, 0.5), 3.0)])
def test_of_two_disturbed_epochs_the_less_disturbed_one_counts_and_says_so(foreign, seconds):
    script = Script(*foreign)

    measured = interleave((script.variant("bare", 9.0, 3.0, 1.0),), 1, script.load)

    assert measured["bare"].samples == [Sample(seconds, 0.3, True)]


@pytest.mark.parametrize(
    ("busy", "own", "share", "disturbed"),
    [
        (4.0, 4.0, 0.0, False),
        (2.0, 1.5, 0.125, True),
        (1.9, 1.5, 0.10, False),
        (1.0, 1.5, 0.0, False),  # the two counters tick apart
    ],
)
def test_the_foreign_share_is_what_the_machine_was_busy_with_beyond_this_process(
    monkeypatch, busy, own, share, disturbed
):
    clock = iter([10.0, 12.0])
    used = iter([3.0, 3.0 + own])
    machine = iter([100.0, 100.0 + busy])
    monkeypatch.setattr(
        sampling, "time", SimpleNamespace(perf_counter=lambda: next(clock), process_time=lambda: next(used))
    )
    monkeypatch.setattr(sampling.psutil, "cpu_count", lambda: 2)
    monkeypatch.setattr(sampling.psutil, "cpu_times", lambda: SimpleNamespace(user=next(machine), idle=1e6, guest=5.0))

    foreign, is_disturbed = Load().foreign()

    assert foreign == pytest.approx(share)
    assert is_disturbed is disturbed
