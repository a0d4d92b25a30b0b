"""Memory that forecasting and validating a million samples adds: ``python -m tests.benchmarks.forecast_memory``.

LSTM 32 over 30 steps. Two figures: how much the process grew while every sample was forecast, the forecasts
themselves included, and while one epoch of training ended in a validation part of that size. Each is beside
the growth for a tenth of the samples, since what is bounded does not grow with them. The target is below
100 MB for both.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable

import numpy as np
import psutil

from workbench.core.experiment import DataSpec, Experiment, SampleSource
from workbench.core.prepared import Prepared, prepare
from workbench.core.series import Series
from workbench.core.stopping import StopToken
from workbench.engine.devices import choose_device
from workbench.engine.events import EpochDone
from workbench.engine.network import Network
from workbench.engine.prediction import forecast_part
from workbench.engine.training import train

SAMPLES = 1_000_000
TRAIN_SHARE, VALIDATION_SHARE = 0.05, 0.90
PERIOD_S = 0.005
MB = 1e6


def main() -> None:
    _forecast(_prepared(SAMPLES // 100))  # whatever is loaded once is loaded now
    _validate(_prepared(SAMPLES // 100))
    figures = {}
    for samples in (SAMPLES // 10, SAMPLES):
        prepared = _prepared(samples)
        for name, work in (("forecast", _forecast), ("validation", _validate)):
            figures[f"{name}_{samples}_mb"] = round(_growth(work, prepared) / MB, 1)
    worst = max(figures.values())
    print(json.dumps({"benchmark": "forecast_memory", **figures, "target_mb": 100, "passed": worst < 100}))


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


if __name__ == "__main__":
    main()
