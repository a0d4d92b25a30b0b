"""Epochs of several variants in turn, each with the share of the machine that others took meanwhile."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import psutil

BARE, ENGINE = "bare torch", "engine"  # the variants that every measurement knows by name

FOREIGN_SHARE = 0.10  # of all cores; above it a sample is taken again
TICK_S = 0.02  # what the system's counters of CPU time may be off by


@dataclass(frozen=True)
class Epoch:
    """One pass over the windows.

    Attributes:
        seconds: of learning alone, as the variant measured it.
        loss: mean over the windows as they were learnt from.
    """

    seconds: float
    loss: float


@dataclass(frozen=True)
class Variant:
    """One way to train a workload.

    Attributes:
        parameters: trained numbers, as the variant counts them.
        epoch: trains for one more epoch.
    """

    name: str
    parameters: int
    epoch: Callable[[], Epoch]


@dataclass(frozen=True)
class Sample:
    """One timed epoch.

    Attributes:
        foreign: share of the machine's cores that other processes took meanwhile.
        disturbed: whether that was too much, at the second attempt too.
    """

    seconds: float
    foreign: float
    disturbed: bool


@dataclass
class Measured:
    """What came of one variant.

    Attributes:
        samples: one for each round, in their order.
        losses: of every epoch that was trained, the warm-up and the repeated ones included.
    """

    parameters: int
    samples: list[Sample] = field(default_factory=list)
    losses: list[float] = field(default_factory=list)


class Load:
    """What other processes take of this machine, from the system's counters and this process's own."""

    def __init__(self) -> None:
        self.began, self.machine, self.own = time.perf_counter(), _busy_seconds(), time.process_time()

    def foreign(self) -> tuple[float, bool]:
        """Give the share of all cores that others took since this was made, and whether it was too much."""
        seconds = time.perf_counter() - self.began
        others = _busy_seconds() - self.machine - (time.process_time() - self.own)
        share = max(0.0, others / ((psutil.cpu_count() or 1) * seconds))
        return share, share > FOREIGN_SHARE + TICK_S / seconds


def interleave(variants: tuple[Variant, ...], repeats: int, load: Callable[[], Load] = Load) -> Mapping[str, Measured]:
    """Train each variant for one epoch untimed, then all of them in turn, ``repeats`` times.

    An epoch during which other processes took over a tenth of the machine is followed by another one,
    and of the two the less disturbed one counts.
    """
    measured = {variant.name: Measured(variant.parameters) for variant in variants}
    for variant in variants:
        measured[variant.name].losses.append(variant.epoch().loss)
    for _ in range(repeats):
        for variant in variants:
            of_variant = measured[variant.name]
            sample = _timed(variant, of_variant, load())
            if sample.disturbed:
                sample = min(sample, _timed(variant, of_variant, load()), key=lambda one: one.foreign)
            of_variant.samples.append(sample)
    return measured


def _timed(variant: Variant, measured: Measured, load: Load) -> Sample:
    epoch = variant.epoch()
    measured.losses.append(epoch.loss)
    return Sample(epoch.seconds, *load.foreign())


def _busy_seconds() -> float:
    """CPU seconds that all processes used since the machine started; other virtual machines' share is among them."""
    times = psutil.cpu_times()
    names = ("user", "nice", "system", "irq", "softirq", "steal")  # guests are part of user
    return sum(getattr(times, name, 0.0) for name in names)
