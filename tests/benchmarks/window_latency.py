"""How long a click would wait while a small network trains: ``python -m tests.benchmarks.window_latency``.

LSTM 32, batch 32, 30 steps: the worst case for the interpreter's lock. The delay is the lateness of a
10 ms timer of the window's event loop, from the end of the first epoch on; the speed is compared with
the same run in a process without Qt. Both are repeated in turn, because machines are shared.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

REPEATS = 3
SECONDS = 12.0
PERIOD_MS = 10


def main() -> None:
    runs = [(_child("headless"), _child("window")) for _ in range(REPEATS)]
    ratios = [window["windows_per_second"] / headless["windows_per_second"] for headless, window in runs]
    delays = [window["delay_ms"] for _, window in runs]
    print(
        json.dumps(
            {
                "benchmark": "window_latency",
                "repeats": REPEATS,
                "delay_ms_median": {
                    name: round(statistics.median(delay[name] for delay in delays), 1) for name in delays[0]
                },
                "delay_ms_worst_run": {name: round(max(delay[name] for delay in delays), 1) for name in delays[0]},
                "speed_in_window_ratio": {
                    "median": round(statistics.median(ratios), 3),
                    "runs": [round(ratio, 3) for ratio in ratios],
                },
                "window_thread_share_of_a_core": round(statistics.median(one["gui_share"] for _, one in runs), 3),
                "windows_per_second_headless": round(statistics.median(one["windows_per_second"] for one, _ in runs)),
            }
        )
    )


def _child(kind: str) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.window_latency", kind],
            env={**os.environ, "WORKBENCH_HOME": home, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
            timeout=180,
        )
    return json.loads(done.stdout.splitlines()[-1])


def _experiment() -> object:
    from workbench.core.experiment import Experiment

    return Experiment().with_settings("training", epochs=100_000, patience=None)


def _headless() -> None:
    from workbench.core.experiment import Experiment
    from workbench.core.opening import open_series
    from workbench.core.stopping import StopToken
    from workbench.engine.events import EpochDone
    from workbench.engine.runs import run

    experiment = _experiment()
    assert isinstance(experiment, Experiment)
    began, speeds = 0.0, []
    for event in run(experiment, open_series(experiment.data), StopToken()):
        if not isinstance(event, EpochDone):
            continue
        if not began:  # the first epoch waits for the compiled kernels
            began = time.monotonic()
            continue
        speeds.append(event.windows_per_second)
        if time.monotonic() - began > SECONDS:
            break
    print(json.dumps({"windows_per_second": statistics.median(speeds)}))


def _window() -> None:
    import numpy as np
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from workbench.app.main_window import MainWindow
    from workbench.app.settings import Settings
    from workbench.app.theme import Theme, application_font
    from workbench.app.translation import Language
    from workbench.core.experiment import Experiment

    app = QApplication([])
    app.setFont(application_font())
    window = MainWindow(settings=Settings(), language=Language(app), theme=Theme("light", app))
    experiment = _experiment()
    assert isinstance(experiment, Experiment)
    window.document.start(experiment)
    lateness: list[float] = []
    last = [0.0]
    began = [0.0, 0.0]
    share = [0.0]
    timer = QTimer(window)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.setInterval(PERIOD_MS)

    def tick() -> None:
        now = time.perf_counter()
        lateness.append(max(0.0, (now - last[0]) * 1e3 - PERIOD_MS))
        last[0] = now

    def begin_when_trained() -> None:
        run = window.bench.run
        if run is not None and run.epochs and not timer.isActive():
            last[0] = time.perf_counter()
            began[:] = time.perf_counter(), time.thread_time()
            timer.start()
            QTimer.singleShot(int(SECONDS * 1000), end)

    def end() -> None:
        timer.stop()
        share[0] = (time.thread_time() - began[1]) / (time.perf_counter() - began[0])
        window.closes_unasked = True
        window.close()

    timer.timeout.connect(tick)
    window.bench.run_changed.connect(begin_when_trained)
    window.bench.engine_ready.connect(window.train)
    window.show()
    app.exec()
    run = window.bench.run
    assert run is not None
    delays = {f"p{rank}": float(np.percentile(lateness, rank)) for rank in (50, 95, 99)}
    delays["max"] = max(lateness)
    speed = statistics.median(epoch.windows_per_second for epoch in run.epochs[1:])
    print(json.dumps({"windows_per_second": speed, "delay_ms": delays, "gui_share": share[0]}), flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            main()
        case ["headless"]:
            _headless()
        case ["window"]:
            _window()
