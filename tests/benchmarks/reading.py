"""Reading, beside other libraries: ``python -m tests.benchmarks.reading [--rounds N] [--quick]``.

Two files are made: ten million rows of a time and two numbers, and one million of a time and eight. Each
contender reads them in a process of its own, in turns, so that what else the machine does meets all of them:
the workbench's reader, with all that it looks at; the workbench by blocks, as where the memory is too small;
pandas' C engine and ``to_datetime``, which is the measure; pyarrow, duckdb and polars where the extra
``bench`` has installed them. Those three settle no encoding, no notation of dates and no order of days and
months: they are a floor, not a substitute. The peak is of the process, without what its imports take.
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

import numpy as np

FILES = {"10,000,000 x 2": (10_000_000, 2), "1,000,000 x 8": (1_000_000, 8)}
QUICK = {"100,000 x 2": (100_000, 2)}
MEASURE = "pandas C engine + to_datetime"

_READ = {
    "workbench": ("workbench.core.formats, pandas", "from pathlib import Path\n"
                  "s = workbench.core.formats.read_file(Path(path)); rows = len(s); assert s.times is not None"),
    "workbench, by blocks": ("workbench.core.formats, pandas", "from pathlib import Path\n"
                             "s = workbench.core.formats.read_file(Path(path)); rows = len(s); assert s.is_mapped"),
    MEASURE: ("pandas", "f = pandas.read_csv(path); f['time'] = pandas.to_datetime(f['time']); rows = len(f)"),
    "pyarrow": ("pyarrow.csv", "t = pyarrow.csv.read_csv(path); rows = len(t); assert 'time' in str(t.schema[0].type)"),
    "polars": ("polars", "t = polars.read_csv(path, try_parse_dates=True); rows = len(t)"),
    "duckdb": ("duckdb", "t = duckdb.read_csv(path).fetchnumpy(); rows = len(t['time'])"),
}  # fmt: skip
_CHILD = """
import json, sys, time
import {imports}
path = sys.argv[1]
def taken():
    status = open("/proc/self/status").read()  # Linux; the usage that resource tells begins with the parent's
    return 1024 * int(status.partition("VmHWM:")[2].split()[0])
before, began = taken(), time.perf_counter()
{read}
print(json.dumps({{"seconds": time.perf_counter() - began, "peak_mb": (taken() - before) / 1e6, "rows": rows}}))
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--quick", action="store_true", help="small files, to see whether it works")
    chosen = parser.parse_args()
    contenders = [name for name in _READ if importlib.util.find_spec(_READ[name][0].split(".")[0].split(",")[0])]
    with tempfile.TemporaryDirectory() as folder:
        for title, (rows, columns) in (QUICK if chosen.quick else FILES).items():
            path = Path(folder) / "rows.csv"
            write(path, rows, columns)
            measured: dict[str, list[dict[str, float]]] = {name: [] for name in contenders}
            for _ in range(chosen.rounds):
                for name in contenders:
                    measured[name].append(read(name, path, rows))
            print(json.dumps({"benchmark": "reading", "file": title, "file_mb": round(path.stat().st_size / 1e6),
                              "rounds": chosen.rounds, "results": summary(measured)}, indent=1))  # fmt: skip


def write(path: Path, rows: int, columns: int) -> None:
    """Write a row each second, with numbers of four digits behind the point."""
    import pyarrow as pa
    from pyarrow import csv

    chance, piece = np.random.default_rng(1), 500_000
    with open(path, "wb") as file:
        for start in range(0, rows, piece):
            count = min(piece, rows - start)
            times = np.datetime64("2000-01-01T00:00:00") + np.arange(start, start + count) * np.timedelta64(1, "s")
            made = {"time": pa.array(np.char.replace(np.datetime_as_string(times, unit="s"), "T", " "))}
            made |= {f"x{at}": chance.normal(10, 3, count).round(4) for at in range(columns)}
            csv.write_csv(pa.table(made), file, csv.WriteOptions(include_header=start == 0))


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


def summary(measured: dict[str, list[dict[str, float]]]) -> dict[str, dict[str, float]]:
    """Give medians, and the median of the ratios to the measure in the same round."""
    return {
        name: {
            "seconds": round(statistics.median(one["seconds"] for one in found), 2),
            "peak_mb": round(statistics.median(one["peak_mb"] for one in found)),
            **{
                f"{what}_ratio": round(
                    statistics.median(
                        one[what] / measure[what] for one, measure in zip(found, measured[MEASURE], strict=True)
                    ),
                    2,
                )
                for what in ("seconds", "peak_mb")
            },
        }
        for name, found in measured.items()
    }


if __name__ == "__main__":
    main()
