"""Time to the window's first paint, and whether torch was kept out of it: ``python -m tests.benchmarks.start``.

Each run is a new process; seconds count from the creation of the process, the interpreter's start
included. The first run, in which Python may have to compile the modules, does not count. Beside other work
the seconds of the processor until the first paint say more. Linux only, because of how the creation time is read.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile

RUNS = 5

_CHILD = """
import json, os, sys, time

def since_exec():
    ticks = int(open("/proc/self/stat").read().rsplit(")", 1)[1].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")

from workbench.app import plain_import
marks = {}

def painted(self):
    marks["first_paint_s"] = since_exec()
    marks["first_paint_processor_s"] = time.process_time()
    marks["torch_at_first_paint"] = "torch" in sys.modules
    self.bench.plots_ready.connect(lambda: marks.update(plots_s=since_exec()))
    self.bench.engine_ready.connect(lambda: (marks.update(engine_s=since_exec()), QTimer.singleShot(50, self.close)))
    usual(self)

def watch():  # the window, once Qt is there as the program itself loads it
    global usual, QTimer
    use_plain_import()
    from PySide6.QtCore import QTimer
    from workbench.app import main_window
    usual = main_window.MainWindow._on_painted
    main_window.MainWindow._on_painted = painted

use_plain_import, plain_import.use_plain_import = plain_import.use_plain_import, watch
from workbench.__main__ import main
main(["--offscreen"])
print(json.dumps(marks))
"""


def main() -> None:
    _run()
    results = [_run() for _ in range(RUNS)]
    figures = {
        name: {"median": round(statistics.median(one[name] for one in results), 3),
               "worst": round(max(one[name] for one in results), 3)}
        for name in ("first_paint_s", "first_paint_processor_s", "plots_s", "engine_s")
    }  # fmt: skip
    torch_waited = not any(one["torch_at_first_paint"] for one in results)
    print(json.dumps({"benchmark": "start", "runs": RUNS, "torch_after_first_paint": torch_waited, **figures}))


def _run() -> dict[str, float]:
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD],
            env={**usual, "WORKBENCH_HOME": home},
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
    return json.loads(done.stdout.splitlines()[-1])


if __name__ == "__main__":
    main()
