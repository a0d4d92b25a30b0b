"""Memory that forecasting and validating a million samples adds: ``python -m tests.benchmarks.forecast_memory``.

LSTM 32 over 30 steps. Two figures: how much a process grew while every sample was forecast, the forecasts
themselves included, and while one epoch of training ended in a validation part of that size. Each is beside
the growth for a tenth of the samples, since what is bounded hardly grows with them. The target is below
100 MB for both. Each is a new process, whose allocator gives memory back at once: what it kept for later
would hide what is taken then.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable

import numpy as np
import psutil

from workbench.core.experiment import DataSpec, Experiment, SampleSource
from workbench.core.preparing.prepared import Prepared, prepare
from workbench.core.series import Series
from workbench.core.stopping import StopToken
from workbench.engine.forecasting.prediction import forecast_part
from workbench.engine.learning.events import EpochDone
from workbench.engine.machine.devices import choose_device
from workbench.engine.network import Network
from workbench.engine.training import train

SAMPLES = 1_000_000
TRAIN_SHARE, VALIDATION_SHARE = 0.05, 0.90
PERIOD_S = 0.005
TARGET_MB = 100
# Read by glibc; other systems' allocators keep what they keep, and the figures there are less exact.
GIVE_BACK = {"MALLOC_MMAP_THRESHOLD_": "65536", "MALLOC_TRIM_THRESHOLD_": "65536"}
MB = 1e6


def main() -> None:
    figures = {f"{name}_{samples}_mb": _child(name, samples) for name in WORKS for samples in (SAMPLES // 10, SAMPLES)}
    passed = max(figures.values()) < TARGET_MB
    print(json.dumps({"benchmark": "forecast_memory", **figures, "target_mb": TARGET_MB, "passed": passed}))


def _child(name: str, samples: int) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.forecast_memory", name, str(samples)]
    environment = {**os.environ, **GIVE_BACK}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=900)
    return float(done.stdout.splitlines()[-1])


def _measure(name: str, samples: int) -> None:
    WORKS[name](_prepared(SAMPLES // 100))  # whatever is loaded once is loaded now
    print(round(_growth(WORKS[name], _prepared(samples)) / MB, 1))


def _prepared(samples: int) -> Prepared:
    """Give a series whose validation part has about as many samples."""
    values = np.random.default_rng(1).normal(0, 1, (round(samples / VALIDATION_SHARE), 1))
    data = DataSpec(source=SampleSource(name="noise"), targets=("value",), inputs=("value",))
    experiment = (
        Experiment(data=data)
        .with_settings("windows", train_share=TRAIN_SHARE, validation_share=VALIDATION_SHARE)
        .with_settings("training", epochs=1, batch_size=256, device="cpu")
    )
    return prepare(Series("noise", ("value",), values), experiment)


def _forecast(prepared: Prepared) -> None:
    forecast_part(Network(prepared.experiment), prepared, "validation")


def _validate(prepared: Prepared) -> None:
    events = train(Network(prepared.experiment), prepared, device=choose_device("cpu"), stop=StopToken())
    assert any(isinstance(event, EpochDone) for event in events)


def _growth(work: Callable[[Prepared], None], prepared: Prepared) -> int:
    """Give the most bytes that the process held beyond those it began with, looked at 200 times a second."""
    process, done = psutil.Process(), threading.Event()
    began = process.memory_info().rss
    most = [began]

    def watch() -> None:
        while not done.wait(PERIOD_S):
            most[0] = max(most[0], process.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        work(prepared)
    finally:
        done.set()
        watcher.join()
    return most[0] - began


WORKS = {"forecast": _forecast, "validation": _validate}

if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            main()
        case [name, samples]:
            _measure(name, int(samples))
