"""What is made of the times: ratios with their spread, and what they say of the goals."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.training_speed.sampling import Measured, Sample
from tests.benchmarks.training_speed.workloads import Workload


@dataclass(frozen=True)
class Spread:
    """Median, lowest and highest of several figures."""

    median: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f}–{self.high:.2f})"


@dataclass(frozen=True)
class Row:
    """What was measured of one variant of one workload.

    Attributes:
        trained: the network, where it is not quite the workload's; else "".
        ratio: seconds over those of the bare torch loop in the same process.
        seconds: of an epoch over all windows.
        loss: of the last epoch that both variant and bare loop trained, the ``epochs``-th.
        bare_loss: of the bare loop in that epoch.
        disturbed: rounds in which other processes took too much of the machine.
    """

    name: str
    trained: str
    ratio: Spread
    seconds: Spread
    parameters: int
    epochs: int
    loss: float
    bare_loss: float
    rounds: int
    disturbed: int

    @property
    def is_quiet(self) -> bool:
        """Whether any round was; figures of disturbed rounds are shown, but nothing is concluded from them."""
        return self.disturbed < self.rounds


@dataclass(frozen=True)
class Verdict:
    """Whether the engine reached its goals on a workload.

    Attributes:
        reached: at most the ratio that was to be reached; None where every round was disturbed.
        fastest_peer: with the lowest ratio to the bare loop of its own network, of those with a quiet round.
        beats_peers: below that ratio; None where either is missing.
    """

    reached: bool | None
    fastest_peer: Row | None
    beats_peers: bool | None


def spread(figures: Iterable[float]) -> Spread:
    """Sum up one figure or more."""
    every = list(figures)
    return Spread(statistics.median(every), min(every), max(every))


def ratios(samples: Sequence[Sample], bare: Sequence[Sample]) -> Spread:
    """Compare round by round, since a machine that grows slower slows both; in quiet rounds where there are any."""
    pairs = list(zip(samples, bare, strict=True))
    quiet = [pair for pair in pairs if not any(sample.disturbed for sample in pair)]
    return spread(one.seconds / other.seconds for one, other in quiet or pairs)


def row_of(name: str, measured: Measured, bare: Measured, *, scale: float, trained: str = "") -> Row:
    """Sum up one variant against the bare loop of its process.

    Args:
        scale: all windows over those that an epoch was timed on.
        trained: the network, where it is not quite the workload's.
    """
    quiet = [sample for sample in measured.samples if not sample.disturbed] or measured.samples
    pairs = zip(measured.samples, bare.samples, strict=True)
    epochs = min(len(measured.losses), len(bare.losses))
    return Row(
        name=name,
        trained=trained,
        ratio=ratios(measured.samples, bare.samples),
        seconds=spread(sample.seconds * scale for sample in quiet),
        parameters=measured.parameters,
        epochs=epochs,
        loss=measured.losses[epochs - 1],
        bare_loss=bare.losses[epochs - 1],
        rounds=len(measured.samples),
        disturbed=sum(one.disturbed or other.disturbed for one, other in pairs),
    )


def verdict(workload: Workload, engine: Row, peers: Iterable[Row]) -> Verdict:
    """Judge the engine by the ratio to reach and by the peers."""
    fastest = min((row for row in peers if row.is_quiet), key=lambda row: row.ratio.median, default=None)
    if not engine.is_quiet:
        return Verdict(None, fastest, None)
    ratio = engine.ratio.median
    beats = None if fastest is None else ratio < fastest.ratio.median
    return Verdict(ratio <= workload.to_reach, fastest, beats)


def measured_from(document: dict[str, Any]) -> Measured:
    """Read what a process of the benchmark wrote of one variant."""
    samples = [Sample(**sample) for sample in document["samples"]]
    return Measured(document["parameters"], samples, document["losses"])
