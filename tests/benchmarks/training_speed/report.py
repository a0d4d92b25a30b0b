"""The measurement as Markdown, so that a page can take it as it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.benchmarks.training_speed.figures import Row, verdict
from tests.benchmarks.training_speed.workloads import Workload


@dataclass
class Outcome:
    """What came of one workload.

    Attributes:
        windows: that an epoch goes over; ``timed`` of them were timed, and seconds are scaled.
        bare: seconds of the bare loop beside the engine, a row of its own.
        engine: each way of the engine, the one that a user gets first.
        absent: contenders that could not be measured, with the reason.
        threads: of the bare loop and of each way of the engine.
        besides: seconds of a whole epoch of the engine, and of what is not learning in it.
    """

    workload: Workload
    windows: int
    timed: int
    bare: Row | None = None
    engine: list[Row] = field(default_factory=list)
    peers: list[Row] = field(default_factory=list)
    absent: dict[str, str] = field(default_factory=dict)
    threads: dict[str, int] = field(default_factory=dict)
    besides: dict[str, float] = field(default_factory=dict)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a Markdown table whose columns are in line on a screen too."""
    lines = [list(head), ["---"] * len(head), *map(list, rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    padded = ([cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in padded)


def workload_part(outcome: Outcome) -> str:
    """Give the table of one workload with what must be said beside it."""
    workload = outcome.workload
    head = ("variant", "ratio to bare torch", "seconds", "parameters", "loss", "loss of bare torch", "rounds")
    measured = [row for row in (outcome.bare, *outcome.engine, *outcome.peers) if row is not None]
    rows = [_cells(row) for row in measured]
    rows += [[name, reason, *[""] * (len(head) - 2)] for name, reason in outcome.absent.items()]
    parts = [f"## {workload.name}: {workload.title}", _windows(outcome), table(head, rows)]
    if outcome.threads:
        parts.append("Threads: " + "; ".join(f"{name} {count}" for name, count in outcome.threads.items()) + ".")
    if outcome.besides:
        parts.append(_besides(outcome.besides, outcome.timed))
    return "\n\n".join(parts)


def goals_part(outcomes: Sequence[Outcome]) -> str:
    """Give the table of what was to be reached and what was."""
    head = ("workload", "engine", "to reach", "goal", "fastest peer", "engine is")
    rows = []
    for outcome in outcomes:
        if not outcome.engine:
            rows.append([outcome.workload.name, "not measured", f"{outcome.workload.to_reach:.2f}", "", "", ""])
            continue
        judged = verdict(outcome.workload, outcome.engine[0], outcome.peers)
        peer = judged.fastest_peer
        no_peer = "every round disturbed" if outcome.peers else "none measured"
        rows.append(
            [
                outcome.workload.name,
                f"{outcome.engine[0].ratio.median:.2f}",
                f"{outcome.workload.to_reach:.2f}",
                {None: "every round disturbed", True: "reached", False: "missed"}[judged.reached],
                no_peer if peer is None else f"{peer.name} {peer.ratio.median:.2f}",
                {None: "", True: "faster", False: "slower"}[judged.beats_peers],
            ]
        )
    return "## Goals\n\n" + table(head, rows)


def head_part(machine: str, *, windows: int, repeats: int, left_out: Mapping[str, str]) -> str:
    """Say what was measured, how and where."""
    how = (
        f"Seconds of learning in one epoch over {windows:,} windows. The ratio is to a bare torch loop on the same"
        " windows, whose epochs alternate with the variant's in one process: median (lowest–highest) of the"
        f" {repeats} rounds after a warm-up, each against the bare loop's epoch in the same round. A round in which"
        " other processes took more than a tenth of the machine is counted as disturbed, and left out where there"
        " are quiet ones. Losses are of the last epoch that both trained, while learning. Keras and the engine have"
        " one bias per gate, torch two (both have two in a GRU): counts and losses differ by that."
    )
    parts = ["# Training speed", machine, how]
    if left_out:
        named = ", ".join(f"{name}={value}" for name, value in left_out.items())
        parts.append(f"Left out of the environment, because it is this machine's alone: {named}.")
    return "\n\n".join(parts)


def _cells(row: Row) -> list[str]:
    name = f"{row.name} ({row.trained})" if row.trained else row.name
    disturbed = f", {row.disturbed} disturbed" if row.disturbed else ""
    return [
        name,
        str(row.ratio),
        str(row.seconds),
        f"{row.parameters:,}",
        f"{row.loss:.5f} after {row.epochs}",
        f"{row.bare_loss:.5f}",
        f"{row.rounds}{disturbed}",
    ]


def _windows(outcome: Outcome) -> str:
    if outcome.timed == outcome.windows:
        return f"{outcome.windows:,} windows."
    return (
        f"Timed on {outcome.timed:,} windows; seconds are scaled to {outcome.windows:,}. Losses are of the"
        f" {outcome.timed:,}."
    )


def _besides(seconds: Mapping[str, float], windows: int) -> str:
    whole = seconds["epoch"]
    preparing, gathering, validation = (seconds[name] / whole for name in ("preparing", "gathering", "validation"))
    return (
        f"Besides learning, as shares of a whole epoch of the engine over {windows:,} windows ({whole:.2f} s):"
        f" preparing, once a run, {preparing:.1%}; gathering {gathering:.1%}; validation {validation:.1%}; together"
        f" {preparing + gathering + validation:.1%}."
    )
