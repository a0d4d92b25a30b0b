"""How long a click would wait while a small network trains: ``python -m tests.benchmarks.window_latency``.

LSTM 32, batch 32, 30 steps: the worst case for the interpreter's lock. The delay is the lateness of a
10 ms timer of the window's event loop, from the end of the first epoch on. The speed is compared with
the same run in a process without Qt. Both are repeated in turn, because machines are shared, and the
speed is given a second time without the moments in which the training had no core.

Two processes may differ by more than the window costs. So the speed is also measured in pairs inside one process:
the window lives for two epochs, then its thread sleeps for two while the training goes on, again and again. What
piled up for the window meanwhile is done in its own epochs.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

REPEATS = 4
SECONDS = 12.0
PAIRS = 60
EPOCHS_OF_HALF_A_PAIR = 2
PERIOD_MS = 10


def main() -> None:
    runs = [(_child("headless"), _child("window")) for _ in range(REPEATS)]
    ratios = [window["windows_per_second"] / headless["windows_per_second"] for headless, window in runs]
    own = [_own_seconds(headless) / _own_seconds(window) for headless, window in runs]
    lock = [window["waiting_for_the_lock"] / _own_seconds(window) for _, window in runs]
    delays = [window["delay_ms"] for _, window in runs]
    paired = _child("paired")
    pairs = sorted(paired["speeds"])
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
                "speed_in_window_ratio_without_waits_for_a_core": {
                    "median": round(statistics.median(own), 3),
                    "runs": [round(ratio, 3) for ratio in own],
                },
                "speed_in_window_ratio_inside_one_process": {
                    "median": round(statistics.median(pairs), 3),
                    "middle_half": [round(pairs[len(pairs) // 4], 3), round(pairs[-1 - len(pairs) // 4], 3)],
                    "computing": round(statistics.median(paired["computing"]), 3),
                    "waiting_for_the_lock": round(statistics.median(paired["waiting_for_the_lock"]), 3),
                    "pairs": len(pairs),
                },
                "share_of_training_that_waits_for_the_lock": round(statistics.median(lock), 3),
                "window_thread_share_of_a_core": round(statistics.median(one["gui_share"] for _, one in runs), 3),
                "windows_per_second_headless": round(statistics.median(one["windows_per_second"] for one, _ in runs)),
            }
        )
    )


def _own_seconds(figures: dict[str, float]) -> float:
    """Give the seconds of an epoch that a machine of its own would need."""
    return figures["computing"] + figures["waiting_for_the_lock"]


def _child(kind: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.window_latency", kind],
            env={**os.environ, "WORKBENCH_HOME": home, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
            timeout=600,
        )
    return json.loads(done.stdout.splitlines()[-1])


def _experiment() -> object:
    from workbench.core.experiment import Experiment

    return Experiment().with_settings("training", epochs=100_000, patience=None)


def _headless() -> None:
    from workbench.core.experiment import Experiment
    from workbench.core.sources.opening import open_series
    from workbench.core.stopping import StopToken
    from workbench.engine.runs import run

    experiment, measured = _experiment(), _Measured()
    assert isinstance(experiment, Experiment)
    for _ in measured.watch(run(experiment, open_series(experiment.data), StopToken())):
        if measured.has_lasted(SECONDS):
            break
    print(json.dumps(measured.figures()))


class _Measured:
    """What the thread that trains does with its time, from the end of the first epoch on.

    On a shared machine most of it may be waiting for a core, which says nothing about the window. So the
    time is told apart: computing, ready but without a core (Linux's schedstat), and the rest, which is
    what the thread waits for somebody: the interpreter's lock.
    """

    def __init__(self) -> None:
        self._marks: list[tuple[float, float, float]] = []  # wall, computing, without a core [s]
        self._speeds: list[float] = []
        self.at_each_epoch: Callable[[int], None] = lambda epoch: None

    def pairs(self) -> dict[str, list[float]]:
        """Compare every first half of a pair, in which the window lives, with its second; the first pair is left out.

        Gives the speed as a share of that without a window, the computing as a multiple of it, and the share of
        the first half that waits for the lock.
        """
        ends = self._marks[2 * EPOCHS_OF_HALF_A_PAIR :: EPOCHS_OF_HALF_A_PAIR]
        halves = [[after - before for before, after in zip(one, two, strict=True)] for one, two in pairwise(ends)]
        pairs = list(zip(halves[0::2], halves[1::2], strict=False))
        return {
            "speeds": [asleep[0] / alive[0] for alive, asleep in pairs],
            "computing": [alive[1] / asleep[1] for alive, asleep in pairs],
            "waiting_for_the_lock": [max(0.0, alive[0] - alive[1] - alive[2]) / alive[0] for alive, _ in pairs],
        }

    def watch(self, events: Iterator[object]) -> Iterator[object]:
        """Hand on a run's events; called on the thread that trains."""
        from workbench.engine.learning.events import EpochDone

        for event in events:
            if isinstance(event, EpochDone):
                self._marks.append((time.monotonic(), time.thread_time(), _without_a_core()))
                self._speeds.append(event.windows_per_second)
                self.at_each_epoch(len(self._marks) - 1)
            yield event

    def has_lasted(self, seconds: float) -> bool:
        """Tell whether that long was measured."""
        return bool(self._marks) and time.monotonic() - self._marks[0][0] > seconds

    def figures(self) -> dict[str, float]:
        """Give the speed, and seconds of an epoch by what they went to."""
        epochs = len(self._marks) - 1
        wall, computing, idle = (last - first for first, last in zip(self._marks[0], self._marks[-1], strict=True))
        return {
            "windows_per_second": statistics.median(self._speeds[1:]),
            "computing": computing / epochs,
            "waiting_for_a_core": idle / epochs,
            "waiting_for_the_lock": max(0.0, wall - computing - idle) / epochs,
        }


def _without_a_core() -> float:
    """Give the seconds that this thread was ready and had no core; 0 where the system does not tell."""
    stat = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
    return int(stat.read_text().split()[1]) / 1e9 if stat.exists() else 0.0


def _open_window() -> tuple[Any, Any, _Measured]:
    """Give an application and its window, which trains as soon as it is shown, and what measures that."""
    from PySide6.QtWidgets import QApplication

    from workbench.app.appearance.theme import Theme, application_font
    from workbench.app.frame.placing import SIZE
    from workbench.app.main_window import MainWindow
    from workbench.app.settings import Settings
    from workbench.app.translation import Language
    from workbench.core.experiment import Experiment
    from workbench.engine import runs

    measured, run_of_the_engine = _Measured(), runs.run
    runs.run = lambda *given, **named: measured.watch(run_of_the_engine(*given, **named))
    app = QApplication([])
    app.setFont(application_font())
    window = MainWindow(settings=Settings(), language=Language(app), theme=Theme("light", app))
    window.resize(SIZE)
    experiment = _experiment()
    assert isinstance(experiment, Experiment)
    window.document.start(experiment)
    window.bench.engine_ready.connect(window.train)
    return app, window, measured


def _window() -> None:
    import numpy as np
    from PySide6.QtCore import Qt, QTimer

    app, window, measured = _open_window()
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
    window.show()
    app.exec()
    delays = {f"p{rank}": float(np.percentile(lateness, rank)) for rank in (50, 95, 99)}
    delays["max"] = max(lateness)
    print(json.dumps({**measured.figures(), "delay_ms": delays, "gui_share": share[0]}), flush=True)


def _paired() -> None:
    from PySide6.QtCore import QObject, Qt, Signal

    class Sleeper(QObject):
        asked = Signal()
        ended = Signal()

    app, window, measured = _open_window()
    sleeper, may_wake = Sleeper(), threading.Event()
    sleeper.asked.connect(may_wake.wait, Qt.ConnectionType.QueuedConnection)  # the window's thread, without the lock

    def end() -> None:
        window.closes_unasked = True
        window.close()

    def take_turns(epoch: int) -> None:
        turn, within = divmod(epoch, EPOCHS_OF_HALF_A_PAIR)
        if within:
            return
        if turn % 2:
            may_wake.clear()
            sleeper.asked.emit()
        else:
            may_wake.set()
        if turn == 2 * PAIRS + 1:
            sleeper.ended.emit()
            may_wake.set()

    sleeper.ended.connect(end, Qt.ConnectionType.QueuedConnection)
    measured.at_each_epoch = take_turns
    window.show()
    app.exec()
    print(json.dumps(measured.pairs()), flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case []:
            main()
        case ["headless"]:
            _headless()
        case ["window"]:
            _window()
        case ["paired"]:
            _paired()
