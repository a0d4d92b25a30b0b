"""Judges the reader on the hostile corpus: python -m tests.core.csv.corpus

Verdicts: pass; quiet (right, but a warning or question lacks); untyped (a column was left as words); loud (refused
though it can be read); silent (wrong without a word). Each file has five seconds and 600 MiB, held by the system.
"""

from __future__ import annotations

import json
import math
import resource
import signal
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from workbench.core.csv.inspection import frame_of, inspect_file
from workbench.core.csv.options import CsvOptions

FOLDER = Path(__file__).parents[2] / "data" / "csv_corpus"
SECONDS, MEMORY = 5, 600 * 2**20
Problem = tuple[str, str]


def cases() -> list[dict[str, Any]]:
    """Give what the manifest says of each file."""
    return json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))["cases"]


def judged(case: dict[str, Any]) -> Problem:
    """Read the file of ``case`` and give the verdict, and why."""
    told, table = inspect_file(FOLDER / case["file"], CsvOptions())
    if told["status"] == "error":
        code = told["error"]["code"]
        if case["outcome"] != "reject":
            return "loud", told["error"]["message"]
        return ("pass", "") if code in case["errors"] else ("quiet", f"code {code}")
    if case["outcome"] == "reject":
        return "silent", "it was to be refused"
    asked = {question["code"] for question in told["questions"]}
    wanted = set(case.get("ask") or ())
    if table is None:
        return ("pass", "") if asked & wanted else ("loud", f"asks {sorted(asked)}")
    problems = _problems(frame_of(table), told, case.get("expect") or {})
    for severity in ("silent", "untyped"):
        if found := [words for kind, words in problems if kind == severity]:
            return severity, found[0]
    if case["outcome"] == "ask" and not asked & wanted:
        return "silent", f"it did not ask {wanted}"
    codes = {warning["code"] for warning in told["warnings"]}
    lacking = [group for group in case.get("warnings") or () if not codes & set(group)]
    return ("quiet", f"no warning {lacking}") if lacking else ("pass", "")


def _problems(frame: pd.DataFrame, told: dict[str, Any], wanted: dict[str, Any]) -> list[Problem]:
    rows = wanted.get("rows_any") or [wanted.get("rows", len(frame))]
    problems: list[Problem] = []
    if len(frame) not in rows:
        problems.append(("silent", f"{len(frame)} rows, not {rows}"))
    if frame.shape[1] != wanted.get("ncols", frame.shape[1]):
        problems.append(("silent", f"{frame.shape[1]} columns"))
    for name, column in wanted.get("columns", {}).items():
        if name not in frame:
            problems.append(("silent", f"no column {name}"))
        else:
            problems += _of_column(frame[name], column)
    for place, column in wanted.get("columns_by_position", {}).items():
        problems += _of_column(frame.iloc[:, int(place)], column)
    if "time" in wanted and wanted["time"] is not None:
        problems += _of_time(told["time"], wanted["time"])
    return problems


def _of_column(cells: pd.Series[Any], wanted: dict[str, Any]) -> list[Problem]:
    if wanted["kind"] != "number":
        ends = (str(cells.iloc[0]), str(cells.iloc[-1]))
        return [] if ends == (wanted["first"], wanted["last"]) else [("silent", f"{cells.name}: {ends}")]
    if not pd.api.types.is_numeric_dtype(cells):
        return [("untyped", f"{cells.name} stayed words")]
    values = cells.to_numpy(float)
    good = values[~np.isnan(values)]
    problems = []
    if np.isinf(values).any() or len(values) - len(good) != wanted["missing"]:
        problems.append(("silent", f"{cells.name}: {len(values) - len(good)} missing"))
    scales = wanted.get("scale_any", [1])
    if not any(_near(math.fsum(good), wanted["sum"] * scale) for scale in scales):
        problems.append(("silent", f"{cells.name}: sum {math.fsum(good)}"))
    ordered = scales == [1] and not wanted.get("order_any") and len(good) > 0
    if ordered and not (_near(good[0], wanted["first"]) and _near(good[-1], wanted["last"])):
        problems.append(("silent", f"{cells.name}: first or last"))
    return problems


def _near(given: float, wanted: float) -> bool:
    return abs(given - wanted) <= 1e-11 * max(1.0, abs(wanted))


def _of_time(found: dict[str, Any] | None, wanted: dict[str, Any]) -> list[Problem]:
    if found is None:
        return [("untyped", "no time")]
    problems = []
    if wanted["tz"] == "naive" and found["tz"] != "naive":
        problems.append(("silent", "a zone was invented"))
    ends = [np.datetime64(found[end]) for end in ("first", "last")]
    aims = [np.datetime64(wanted[end]) for end in ("first", "last")]
    if wanted.get("order_any"):
        ends, aims = sorted(ends), sorted(aims)
    if ends != aims:
        problems.append(("silent", f"times {ends}"))
    if (found["duplicates"], found["missing"]) != (wanted["duplicates"], wanted["missing"]):
        problems.append(("silent", f"{found['duplicates']} times again, {found['missing']} missing"))
    return problems


def _hold_limits() -> None:
    """Let the system end a reading that takes too long or too much."""
    signal.signal(signal.SIGALRM, _too_long)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, resource.RLIM_INFINITY))


def _too_long(*_: object) -> None:
    raise TimeoutError("five seconds are over")


def main() -> int:
    """Judge every file in this process, each within its limits; print the verdicts as JSON."""
    judged(cases()[0])  # loads the libraries
    _hold_limits()
    verdicts = {}
    for case in cases():
        signal.alarm(SECONDS)
        try:
            verdicts[case["file"]] = judged(case)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is the verdict
            verdicts[case["file"]] = ("crash", repr(error))
        signal.alarm(0)
    sys.stdout.write(json.dumps({"verdicts": verdicts, "counts": Counter(kind for kind, _ in verdicts.values())}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
