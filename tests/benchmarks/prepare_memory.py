"""Memory that ``prepare`` adds on a million rows: ``python -m tests.benchmarks.prepare_memory``.

Samples are views of the scaled series, so a look-back of 100 steps must not cost a hundred times
the series. Two figures: the most that Python's allocators held at once while it worked, and how much
the process grew. The target is below 100 MB for both.
"""

from __future__ import annotations

import json
import tracemalloc

import numpy as np
import psutil

from workbench.core.experiment import DataSpec, Experiment, SampleSource, WindowSpec
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series

ROWS, TIMESTEPS = 1_000_000, 100
MB = 1e6


def main() -> None:
    data = DataSpec(source=SampleSource(name="random-walk"), targets=("value",), inputs=("value",))
    experiment = Experiment(data=data, windows=WindowSpec(timesteps=TIMESTEPS))
    series = Series("walk", ("value",), np.random.default_rng(1).normal(0, 1, (ROWS, 1)).cumsum(axis=0))
    prepare(Series("warm", ("value",), series.values[:1_000]), experiment)  # whatever is loaded once is loaded now

    process = psutil.Process()
    before = process.memory_info().rss
    prepared = prepare(series, experiment)
    samples = sum(len(windows.x) for windows in prepared.windows.values())
    grown = process.memory_info().rss - before
    del prepared

    tracemalloc.start()
    prepared = prepare(series, experiment)
    samples = sum(len(windows.x) for windows in prepared.windows.values())
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    print(
        json.dumps(
            {
                "benchmark": "prepare_memory",
                "rows": ROWS,
                "timesteps": TIMESTEPS,
                "samples": samples,
                "peak_mb": round(peak / MB, 1),
                "kept_mb": round(kept / MB, 1),
                "resident_mb": round(grown / MB, 1),
                "target_mb": 100,
                "passed": max(peak, grown) < 100 * MB,
            }
        )
    )


if __name__ == "__main__":
    main()
