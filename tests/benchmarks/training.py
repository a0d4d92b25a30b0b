"""Speed of training against a bare torch loop and other libraries: ``python -m tests.benchmarks.training``.

Each contender runs in a process of its own, beside a bare torch loop whose epochs alternate with its own.
Peers are those of the extra ``bench``; one that is not installed is named and passed over. Prints Markdown.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.training_speed import machine, report
from tests.benchmarks.training_speed.figures import Row, measured_from, row_of
from tests.benchmarks.training_speed.peers import PEERS
from tests.benchmarks.training_speed.report import Outcome
from tests.benchmarks.training_speed.sampling import BARE, ENGINE
from tests.benchmarks.training_speed.workloads import WORKLOADS, Workload

LONGEST_S = 3600.0  # of one process; Keras on torch needs minutes for the largest network
FEWEST_WINDOWS = 1_000  # five batches of the largest
# They choose OpenBLAS' kernels for one machine; who installs the program has none of them.
MACHINE_VARIABLES = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _asked(arguments)
    left_out = {name: os.environ[name] for name in MACHINE_VARIABLES if name in os.environ}
    described = machine.describe()
    print(
        report.head_part(machine.in_a_line(described), windows=asked.windows, repeats=asked.repeats, left_out=left_out),
        flush=True,
    )
    outcomes, documents = [], {}
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.workloads:
            outcome, documents[name] = _workload(WORKLOADS[name], asked, Path(folder))
            outcomes.append(outcome)
            print("\n" + report.workload_part(outcome), flush=True)
    print("\n" + report.goals_part(outcomes))
    if asked.json is not None:
        asked_for = {"windows": asked.windows, "repeats": asked.repeats}
        whole = {"machine": described, "left_out": left_out, **asked_for, "workloads": documents}
        asked.json.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    return 0 if all(outcome.engine for outcome in outcomes) else 1


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.training", description=__doc__)
    parser.add_argument("workloads", nargs="*", metavar="WORKLOAD", help=f"of {', '.join(WORKLOADS)}; else all")
    parser.add_argument("--repeats", type=int, default=5, help="rounds after the warm-up (5)")
    parser.add_argument("--windows", type=int, default=10_000, help="windows in an epoch (10,000)")
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS), help="else all")
    parser.add_argument("--no-peers", dest="peers", action="store_const", const=[], help="the engine alone")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every sample into FILE")
    asked = parser.parse_args(arguments)
    if unknown := [name for name in asked.workloads if name not in WORKLOADS]:
        parser.error(f"there is no workload {unknown[0]}; there are {', '.join(WORKLOADS)}")
    if asked.repeats < 1:
        parser.error(f"--repeats must be at least 1, not {asked.repeats}")
    if asked.windows < FEWEST_WINDOWS:
        parser.error(f"--windows must be at least {FEWEST_WINDOWS:,}, not {asked.windows:,}")
    asked.workloads = asked.workloads or list(WORKLOADS)
    return asked


def _workload(workload: Workload, asked: argparse.Namespace, folder: Path) -> tuple[Outcome, dict[str, Any]]:
    timed = workload.timed(asked.windows)
    outcome = Outcome(workload, asked.windows, timed)
    documents: dict[str, Any] = {"timed": timed}
    for contender in (ENGINE, *asked.peers):
        title = PEERS[contender].name if contender in PEERS else contender
        document = _why_not(contender, workload) or _run(contender, workload, timed, asked.repeats, folder)
        documents[contender] = document
        if isinstance(document, str):
            outcome.absent[title] = document
            continue
        rows = _rows(document, workload, scale=asked.windows / timed)
        if contender == ENGINE:
            outcome.bare, *outcome.engine = rows
            outcome.threads, outcome.besides = document["threads"], document["besides_learning"]
        else:
            outcome.peers += rows[1:]
    return outcome, documents


def _why_not(contender: str, workload: Workload) -> str:
    """Say why a peer is not asked, or give ""."""
    if contender not in PEERS:
        return ""
    peer = PEERS[contender]
    if missing := peer.missing():
        return f"not installed: {', '.join(missing)}"
    return "" if peer.adapt(workload) else "cannot express this network"


def _run(contender: str, workload: Workload, windows: int, repeats: int, folder: Path) -> dict[str, Any] | str:
    """Measure in a fresh process; a contender that fails gives its last line, and others go on."""
    print(f"{workload.name}: {contender}", file=sys.stderr, flush=True)
    answer = folder / f"{workload.name}-{contender}.json"
    kept = {name: value for name, value in os.environ.items() if name not in MACHINE_VARIABLES}
    special = PEERS[contender].environment if contender in PEERS else {}
    home = {"WORKBENCH_HOME": str(folder / "home"), "CUDA_VISIBLE_DEVICES": ""}
    command = [sys.executable, "-m", "tests.benchmarks.training_speed.process", contender, workload.name]
    try:
        done = subprocess.run(
            [*command, str(windows), str(repeats), str(answer)],
            env={**kept, **home, **special},
            capture_output=True,
            text=True,
            timeout=LONGEST_S,
        )
    except subprocess.TimeoutExpired:
        return f"not done after {LONGEST_S / 60:.0f} minutes"
    if done.returncode or not answer.exists():
        print(done.stderr, file=sys.stderr)
        last = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
        return f"failed: {last}"
    document: dict[str, Any] = json.loads(answer.read_text(encoding="utf-8"))
    return document


def _rows(document: dict[str, Any], workload: Workload, *, scale: float) -> list[Row]:
    trained = document["trained"] if document["trained"] != workload.layers else ""
    every = {name: measured_from(one) for name, one in document["variants"].items()}
    return [row_of(name, one, every[BARE], scale=scale, trained=trained) for name, one in every.items()]


if __name__ == "__main__":
    sys.exit(main())
