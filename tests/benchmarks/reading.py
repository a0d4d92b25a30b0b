"""Reading, beside other libraries: ``python -m tests.benchmarks.reading [--rounds N] [--peers] [--huge | --quick]``.

Four files are made: 200,000 rows of a time and six numbers, as they are and with every cell in quotation marks;
two million rows of a time and a number; 200 rows of 10,000 columns; with ``--huge``, ten million rows of a time
and a number instead. Each contender reads them in a process of its own, in turns, so that what else the
machine does meets all of them: the workbench's reader, with all that it looks at; pandas' C engine and
``to_datetime``, which is the measure; with ``--peers`` the workbench by blocks, as where the memory is too
small, and pyarrow, duckdb and polars where the extra ``bench`` has installed them. Those three settle no
encoding, no notation of dates and no order of days and months: they are a floor, not a substitute. The peak is
of the process, without what its imports take; on a busy machine the seconds of all cores are steadier than those of
the clock. Besides, how long the workbench takes to see what kind of file it
is, and to show its head a second time, as after a change on the Import page.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

FILES = {
    "200,000 x 7": (200_000, 6, False),
    "200,000 x 7, all quoted": (200_000, 6, True),
    "2,000,000 x 2": (2_000_000, 1, False),
    "200 x 10,000": (200, 9_999, False),
}
HUGE = {"10,000,000 x 2": (10_000_000, 1, False)}
QUICK = {"20,000 x 7": (20_000, 6, False)}
GOALS = {"seconds": 3.0, "cpu_seconds": 3.0, "peak_mb": 1.5}  # times the measure
MEASURE = "pandas C engine + to_datetime"

_READ = {
    "workbench": ("workbench.core.formats, workbench.core.csv.reader, pandas", "from pathlib import Path\n"
                  "s = workbench.core.formats.read_file(Path(path)); rows = len(s); assert s.times is not None"),
    "workbench, by blocks": ("workbench.core.formats, pandas", "from pathlib import Path\n"
                             "s = workbench.core.formats.read_file(Path(path)); rows = len(s); assert s.is_mapped"),
    MEASURE: ("pandas", "f = pandas.read_csv(path); f['time'] = pandas.to_datetime(f['time']); rows = len(f)"),
    "pyarrow": ("pyarrow.csv", "t = pyarrow.csv.read_csv(path); rows = len(t); assert 'time' in str(t.schema[0].type)"),
    "polars": ("polars", "t = polars.read_csv(path, try_parse_dates=True); rows = len(t)"),
    "duckdb": ("duckdb", "t = duckdb.read_csv(path).fetchnumpy(); rows = len(t['time'])"),
}  # fmt: skip
_SIGHT = """
import json, statistics, sys, time
from pathlib import Path
import pandas, pyarrow.compute
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.preview import preview
from workbench.core.csv.table import look
content = Path(sys.argv[1]).read_bytes()
def seconds(what):
    began = time.perf_counter(); what(); return time.perf_counter() - began
detection = seconds(lambda: look(content, "rows.csv", CsvOptions()))
preview(content, CsvOptions(), name="rows.csv")
shown = [seconds(lambda: preview(content, CsvOptions(), name="rows.csv")) for _ in range(5)]
print(json.dumps({"detection_ms": 1000 * detection, "preview_ms": 1000 * statistics.median(shown)}))
"""
_CHILD = """
import json, sys, time
import {imports}
path = sys.argv[1]
def taken():
    status = open("/proc/self/status").read()  # Linux; the usage that resource tells begins with the parent's
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])
before, began, worked = taken(), time.perf_counter(), time.process_time()
{read}
spent = {{"seconds": time.perf_counter() - began, "cpu_seconds": time.process_time() - worked}}
print(json.dumps({{**spent, "peak_mb": (taken() - before) / 1e6, "rows": rows}}))
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", action="store_true", help="beside all libraries that are installed")
    parser.add_argument("--huge", action="store_true", help="ten million rows")
    parser.add_argument("--quick", action="store_true", help="a small file, to see whether it works")
    chosen = parser.parse_args()
    contenders = [name for name in _READ if importlib.util.find_spec(_READ[name][0].split(".")[0].split(",")[0])]
    if not chosen.peers:
        contenders = ["workbench", MEASURE]
    with tempfile.TemporaryDirectory() as folder:
        for title, (rows, columns, quoted) in (HUGE if chosen.huge else QUICK if chosen.quick else FILES).items():
            path = Path(folder) / "rows.csv"
            write(path, rows, columns, quoted=quoted)
            measured: dict[str, list[dict[str, float]]] = {name: [] for name in contenders}
            for _ in range(chosen.rounds):
                for name in contenders:
                    measured[name].append(read(name, path, rows))
            print(json.dumps({"benchmark": "reading", "file": title, "file_mb": round(path.stat().st_size / 1e6),
                              "rounds": chosen.rounds, "goals": GOALS, "results": summary(measured),
                              **sight(path)}, indent=1), flush=True)  # fmt: skip


def write(path: Path, rows: int, columns: int, *, quoted: bool) -> None:
    """Write a row each second, with numbers of four digits behind the point."""
    import pyarrow as pa
    from pyarrow import csv

    chance, piece = np.random.default_rng(1), max(1, 4_000_000 // (columns + 1))
    marks = "all_valid" if quoted else "none"
    with open(path, "wb") as file:
        for start in range(0, rows, piece):
            count = min(piece, rows - start)
            times = np.datetime64("2000-01-01T00:00:00") + np.arange(start, start + count) * np.timedelta64(1, "s")
            made = {"time": pa.array(np.char.replace(np.datetime_as_string(times, unit="s"), "T", " "))}
            numbers = {f"x{at}": pa.array(chance.normal(10, 3, count).round(4)) for at in range(columns)}
            made |= {name: cells.cast(pa.string()) if quoted else cells for name, cells in numbers.items()}
            csv.write_csv(pa.table(made), file, csv.WriteOptions(include_header=start == 0, quoting_style=marks))


def sight(path: Path) -> dict[str, float]:
    """Give the milliseconds of detection and of showing the head again."""
    done = subprocess.run([sys.executable, "-c", _SIGHT, str(path)], capture_output=True, text=True, check=True)
    return {name: round(taken) for name, taken in json.loads(done.stdout).items()}


def read(name: str, path: Path, rows: int) -> dict[str, float]:
    imports, command = _READ[name]
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "WORKBENCH_HOME": home}
        if name.endswith("by blocks"):
            environment["WORKBENCH_MEMORY"] = str(path.stat().st_size)  # five times as much would be needed
        done = subprocess.run(
            [sys.executable, "-c", _CHILD.format(imports=imports, read=command), str(path)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise SystemExit(f"{name} has failed:\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])  # duckdb draws its progress above
    assert found["rows"] == rows, f"{name} gave {found['rows']} of {rows} rows"
    return found


def summary(measured: dict[str, list[dict[str, float]]]) -> dict[str, dict[str, Any]]:
    """Give medians, and of the ratios to the measure in the same round the median, the lowest and the highest."""
    told: dict[str, dict[str, Any]] = {}
    for name, found in measured.items():
        told[name] = {
            "seconds": round(statistics.median(one["seconds"] for one in found), 2),
            "cpu_seconds": round(statistics.median(one["cpu_seconds"] for one in found), 2),
            "peak_mb": round(statistics.median(one["peak_mb"] for one in found)),
        }
        for what in GOALS:
            ratios = [one[what] / measure[what] for one, measure in zip(found, measured[MEASURE], strict=True)]
            told[name][f"{what}_ratio"] = [round(of(ratios), 2) for of in (statistics.median, min, max)]
    return told


if __name__ == "__main__":
    main()
