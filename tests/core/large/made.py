"""Files that are larger than a memory of a few megabytes."""

import numpy as np
import pyarrow as pa
from pyarrow import csv

MINUTE = np.timedelta64(60, "s")


def minutes(rows, *, start="2020-01-01T00:00:00"):
    return np.datetime64(start) + np.arange(rows) * MINUTE


def table(path, rows=40_000, columns=("a", "b"), *, time=True):
    """Write rows of one minute each, with numbers of four digits behind the point; give the path."""
    chance = np.random.default_rng(1)
    made = {"time": pa.array(np.datetime_as_string(minutes(rows), unit="s"))} if time else {}
    made |= {name: chance.normal(size=rows).round(4) for name in columns}
    csv.write_csv(pa.table(made), path)
    return path
