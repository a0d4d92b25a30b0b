"""The part that both stand-alone programs share: a CSV file becomes what the model reads, and a forecast a table."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.code.saved import Saved
from workbench.core.layers import RecurrentSpec

_LONGEST_STEP = 27 * 86_400_000_000  # months have no one length: longer steps are counted, not dated

IMPORTS = (
    "import argparse",
    "import csv",
    "import sys",
    "from datetime import datetime, timedelta",
    "from pathlib import Path",
)


def constants(saved: Saved) -> Iterator[str]:
    """Write what the program knows of the model's columns and windows."""
    data, windows, reads = saved.experiment.data, saved.experiment.windows, saved.reads
    options = data.options
    encoding = options.encoding if options.encoding not in (None, "utf-8") else "utf-8-sig"
    yield f"ENCODING, DECIMAL = {encoding!r}, {options.decimal or '.'!r}  # of the CSV file"
    yield f"SEPARATOR = {options.separator!r}  # of the CSV file; None takes what the header has most of"
    yield f"TIME = {saved.time_name!r}  # the column of times; '' where the rows are merely in order"
    yield "TIME_FORMAT = None  # as in '%d.%m.%Y %H:%M', where the times are not written as 2024-01-31 14:00"
    step = saved.step_microseconds
    dated = saved.time_name and step is not None and step < _LONGEST_STEP
    yield f"STEP = {f'timedelta(microseconds={step})' if dated else None}  # from one row to the next"
    yield f"GROUP = {data.group!r}  # the column that names the series of a row, if there are several"
    yield f"TARGETS = {list(data.targets)!r}"
    yield f"PAST = {list(reads.past)!r}  # columns of numbers that are read"
    yield f"WORDS = {[one.column for one in reads.words]!r}  # columns of words"
    yield f"AHEAD = {list(reads.ahead)!r}  # columns of numbers that are known in the future"
    yield f"WORDS_AHEAD = {[one.column for one in reads.words_ahead]!r}"
    yield f"ROWS, HORIZON, GAP = {reads.rows}, {windows.horizon}, {windows.gap}  # read, forecast, between them"
    yield f"LEVELS = {list(saved.levels)!r}  # of the quantiles"
    if _is_stateful(saved):
        yield f"STRIDE = {windows.stride}  # from window to window: the network goes on from the state of the last one"


def reading(saved: Saved) -> str:
    """Write the functions that read a CSV file and make samples of it."""
    knows_future = bool(saved.reads.ahead or saved.reads.words_ahead)
    end = _FUTURE_END if knows_future else "    end = len(rows)\n"
    starts = _ALL_STARTS if _is_stateful(saved) else _LAST_START
    needs = _NEEDS_FUTURE if knows_future else ""
    times = _TIMES if saved.reads.has_times else ""
    return _READING.format(end=end, starts=starts, needs=needs, times=times)


WRITING = '''\
def table_of(found, moments):
    """Give the lines of the forecast: its time or step, then every target with what is known of its errors."""
    header = [TIME if moments else "step", *TARGETS]
    columns = [[row[k] for row in found["forecast"]] for k in range(len(TARGETS))]
    for k, target in enumerate(TARGETS):
        for p, level in enumerate(LEVELS):
            header.append(f"{target}_q{100 * level:g}")
            columns.append([row[k][p] for row in found["quantiles"]])
        if "deviation" in found:
            header.append(f"{target}_deviation")
            columns.append([row[k] for row in found["deviation"]])
    first = moments or [GAP + step + 1 for step in range(HORIZON)]
    return header, [list(line) for line in zip(first, *columns)]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("rows", help="a CSV file with a header line")
    arguments.add_argument("-o", "--output", help="where to write the forecast; else it is printed")
    given = arguments.parse_args()
    model, lines, header = load(), [], []
    for name, rows in series_of(read_rows(given.rows)).items():
        reset(model)
        for sample in samples_of(rows):  # the last one is what follows the rows
            found = forecast(model, sample)
        header, table = table_of({one: values[0].tolist() for one, values in found.items()}, moments_of(rows))
        lines += [[name, *line] if GROUP else line for line in table]
    file = open(given.output, "w", encoding="utf-8-sig", newline="") if given.output else sys.stdout
    csv.writer(file, lineterminator="\\n").writerows([[GROUP, *header] if GROUP else header, *lines])
    if given.output:
        file.close()


if __name__ == "__main__":
    main()
'''

_READING = '''\
def read_rows(path):
    """Give the rows of a CSV file as dictionaries."""
    with open(path, encoding=ENCODING, newline="") as file:
        header = file.readline()
        file.seek(0)
        rows = list(csv.DictReader(file, delimiter=SEPARATOR or max(",;\t|", key=header.count)))
    needed = [*PAST, *WORDS, *([GROUP] if GROUP else []), *([TIME] if TIME else [])]
    lacking = [name for name in needed if not rows or name not in rows[0]]
    if lacking:
        sys.exit(f"{{path}} has no rows, or no column {{', '.join(lacking)}}.")
    return rows


def series_of(rows):
    """Give the rows of each series by its name; one series where there is no group."""
    found = {{}}
    for row in rows:
        found.setdefault(row[GROUP] if GROUP else "", []).append(row)
    return found


def number(row, name):
    try:
        return float(row[name].replace(DECIMAL, "."))
    except (AttributeError, ValueError):
        sys.exit(f"{{name}}: {{row[name]!r}} is no number, in a row that the model reads (see DECIMAL).")


def time_of(row):
    written = row[TIME].strip()
    return datetime.strptime(written, TIME_FORMAT) if TIME_FORMAT else datetime.fromisoformat(written.replace("/", "-"))


def end_of(rows):
    """Give how many rows are the past."""
{end}    if end < ROWS:
        sys.exit(f"{{end}} rows are not enough: the model reads the last {{ROWS}}.")
    return end


def samples_of(rows):
    """Give what the model reads, each with one sample: ROWS rows of the past, and what is known of those after."""
    end = end_of(rows)
{starts}        past, ahead = rows[start : start + ROWS], rows[start + ROWS : start + ROWS + GAP + HORIZON]
{needs}        sample = {{
            "past": [[[number(row, name) for name in PAST] for row in past]],
            "words": [[[row[name] for name in WORDS] for row in past]],
            "ahead": [[[number(row, name) for name in AHEAD] for row in ahead]],
            "words_ahead": [[[row[name] for name in WORDS_AHEAD] for row in ahead]],
        }}
        used = {{"past": PAST, "words": WORDS, "ahead": AHEAD, "words_ahead": WORDS_AHEAD}}
        sample = {{name: values for name, values in sample.items() if used[name]}}
{times}        yield sample


def moments_of(rows):
    """Give the times of the forecast as text, or nothing where the rows have none or no even step."""
    if not TIME or STEP is None:
        return []
    last = time_of(rows[end_of(rows) - 1])
    return [(last + (GAP + step + 1) * STEP).isoformat(" ") for step in range(HORIZON)]
'''

_FUTURE_END = """\
    end = len(rows)  # rows at the end that have no target yet are the future
    while end and not any(rows[end - 1][name].strip() for name in TARGETS if name in rows[0]):
        end -= 1
"""
_LAST_START = "    for start in [end - ROWS]:\n"
_ALL_STARTS = "    for start in range((end - ROWS) % STRIDE, end - ROWS + 1, STRIDE):\n"
_NEEDS_FUTURE = """\
        if len(ahead) < GAP + HORIZON:
            sys.exit(f"Give {GAP + HORIZON} rows after the past, with {', '.join([*AHEAD, *WORDS_AHEAD])} filled in.")
"""
_TIMES = """\
        moments = [time_of(row) for row in [*past, *ahead]]
        while len(moments) < ROWS + GAP + HORIZON:
            if STEP is None:
                sys.exit(f"Give the times of {GAP + HORIZON} rows after the past.")
            moments.append(moments[-1] + STEP)
        sample["times"] = [[(moment - datetime(1970, 1, 1)) // timedelta(microseconds=1) for moment in moments]]
"""


def _is_stateful(saved: Saved) -> bool:
    return any(isinstance(spec, RecurrentSpec) and spec.enabled and spec.stateful for spec in saved.experiment.layers)
