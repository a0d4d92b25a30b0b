"""One process of the training benchmark: a workload in the bare torch loop and in one other contender.

``python -m tests.benchmarks.training_speed.process CONTENDER WORKLOAD WINDOWS REPEATS ANSWER``, where ANSWER
is the file that the measurement is written into. Contenders share no process: their backends exclude each
other, and their threads would compete.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.training_speed.bare import BareTraining
from tests.benchmarks.training_speed.peers import PEERS, Peer
from tests.benchmarks.training_speed.sampling import BARE, ENGINE, Measured, Variant, interleave
from tests.benchmarks.training_speed.workloads import WORKLOADS, Convention, Workload


class CountError(Exception):
    """A variant trains another network than the workload's."""


def measure(contender: str, workload: Workload, windows: int, repeats: int) -> dict[str, Any]:
    """Time the bare loop and ``contender`` on ``windows`` windows, an epoch each in turn.

    Returns:
        The workload that was trained in fact, the threads, and each variant's parameters, samples and
        losses; for the engine also what an epoch needs besides learning.

    Raises:
        CountError: the networks are not the same.
    """
    if contender == ENGINE:
        return _measure_engine(workload, windows, repeats)
    return _measure_peer(PEERS[contender], workload, windows, repeats)


def _measure_engine(workload: Workload, windows: int, repeats: int) -> dict[str, Any]:
    # Imported here, so that nothing of the engine is loaded beside a peer.
    from tests.benchmarks.training_speed.engine import EngineTraining, kernels, start_alike

    EngineTraining(workload, windows).close()  # whatever is loaded once is loaded now
    bare = BareTraining(workload, windows)
    runs = [EngineTraining(workload, windows, name=name, within=within) for name, within in kernels().items()]
    start_alike(bare.network, runs[0].network)
    _check(bare.variant, workload, "torch")
    for run in runs:
        _check(run.variant, workload, "Keras")
    measured = interleave((bare.variant, *(run.variant for run in runs)), repeats)
    besides = runs[0].besides_learning()
    threads = {BARE: bare.threads, **{run.name: run.threads for run in runs}}
    for run in runs:
        run.close()
    return _answer(workload, threads, measured) | {"besides_learning": besides}


def _measure_peer(peer: Peer, workload: Workload, windows: int, repeats: int) -> dict[str, Any]:
    bare = BareTraining(workload, windows)
    variant = peer.start(workload, windows)
    _check(bare.variant, workload, "torch")
    _check(variant, workload, peer.counts)
    measured = interleave((bare.variant, variant), repeats)
    return _answer(workload, {BARE: bare.threads}, measured)


def _check(variant: Variant, workload: Workload, convention: Convention) -> None:
    expected = workload.parameters(convention)
    if variant.parameters != expected:
        raise CountError(
            f"{variant.name} trains {variant.parameters:,} parameters; {workload.title} has {expected:,}, as"
            f" {convention} counts them."
        )


def _answer(workload: Workload, threads: dict[str, int], measured: Mapping[str, Measured]) -> dict[str, Any]:
    return {
        "trained": workload.layers,
        "threads": threads,
        "variants": {name: asdict(one) for name, one in measured.items()},
    }


def main(contender: str, name: str, windows: str, repeats: str, answer: str) -> None:
    workload = WORKLOADS[name]
    if contender in PEERS:
        adapted = PEERS[contender].adapt(workload)
        assert adapted is not None, f"{contender} cannot express {name}; it is not asked"
        workload = adapted
    document = measure(contender, workload, int(windows), int(repeats))
    Path(answer).write_text(json.dumps(document), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
