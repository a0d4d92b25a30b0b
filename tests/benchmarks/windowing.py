"""Ten million rows made ready and gathered once: ``python -m tests.benchmarks.windowing``.

``prepare`` and the gather of every batch of one epoch, in shuffled order, of a series in memory and of one
that is mapped from a file; beside a copy of the same bytes, which no gather can be faster than.
"""

from __future__ import annotations

import json
import os
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from workbench.core.experiment import DataSpec, Experiment, FileSource, WindowSpec
from workbench.core.preparing.prepared import prepare
from workbench.core.series import Series
from workbench.engine.samples import DeviceWindows

ROWS, TIMESTEPS, BATCH = 10_000_000, 30, 512
ROUNDS = 3
NAMES = ("a", "b")


def main() -> None:
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKBENCH_HOME"] = folder
        values = np.random.default_rng(1).normal(size=(ROWS, len(NAMES)))
        path = Path(folder) / "values"
        values.tofile(path)
        kinds = {"in memory": values, "mapped": np.memmap(path, np.float64, "r", shape=values.shape)}
        rounds = [{name: measured(array) for name, array in kinds.items()} for _ in range(ROUNDS + 1)][1:]
    results = {
        name: {what: statistics.median(one[name][what] for one in rounds) for what in rounds[0][name]} for name in kinds
    }
    print(
        json.dumps(
            {"benchmark": "windowing", "rows": ROWS, "timesteps": TIMESTEPS, "batch": BATCH, **results}, indent=1
        )
    )


def own_memory() -> int:
    """Give the bytes that lie in memory and in no file; Linux."""
    status = Path("/proc/self/status").read_text()
    return 1024 * int(status.partition("RssAnon:")[2].split()[0])


def measured(values: np.ndarray) -> dict[str, Any]:
    data = DataSpec(source=FileSource(path="/rows.csv"), targets=("b",), inputs=NAMES)
    experiment = Experiment(data=data, windows=WindowSpec(timesteps=TIMESTEPS))
    own = own_memory()
    began = time.perf_counter()
    prepared = prepare(Series("rows", NAMES, values), experiment)
    ready = time.perf_counter() - began
    windows = prepared.windows["train"]
    samples = DeviceWindows(torch.from_numpy(windows.features), torch.from_numpy(windows.targets), windows)
    order = torch.randperm(len(samples), generator=torch.Generator().manual_seed(1))
    began, taken = time.perf_counter(), 0
    for index in order.split(BATCH):
        x, y = samples.take(index)
        taken += x.numel() + y.numel()
    gathered = time.perf_counter() - began
    source, target = torch.ones(taken // 100), torch.empty(taken // 100)
    began = time.perf_counter()
    for _ in range(100):
        target.copy_(source)
    copied = time.perf_counter() - began
    return {
        "prepare_s": round(ready, 2),
        "gather_s": round(gathered, 2),
        "gather_us_per_batch": round(1e6 * gathered / -(-len(samples) // BATCH), 1),
        "copy_of_the_same_bytes_s": round(copied, 2),
        "own_memory_mb": round((own_memory() - own) / 1e6),
    }


if __name__ == "__main__":
    main()
