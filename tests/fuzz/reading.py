"""Feeds the reader bytes of every kind: python -m tests.fuzz.reading 100000 [seed]

Whatever the bytes, the outcome is a table, a question or a WorkbenchError; anything else is printed and kept.
"""

from __future__ import annotations

import random
import sys
import time
import traceback
from pathlib import Path

import numpy as np

from tests.core.csv.field_cases import CASES
from workbench.core.csv.inspection import frame_of, told_of
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.reader import series_of
from workbench.core.csv.table import read_table
from workbench.core.errors import WorkbenchError

CORPUS = Path(__file__).parents[1] / "data" / "csv_corpus"
PIECES = (
    *(
        b",",
        b";",
        b"\t",
        b"|",
        b'"',
        b"'",
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b" ",
        b"#",
        b"\\",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
    ),
    *(
        b"1",
        b"-2.5",
        b"1,5",
        b"1e400",
        b"nan",
        b"inf",
        b"True",
        b"0007",
        b"9007199254740993",
        b"-9999",
        b"(3)",
        b"$4",
        b"5%",
    ),
    *(b"2024-01-01", b"01/02/2024", b"13.01.24", b"10:30", b"2024Q1", b"24:00", b"2024-W53", b"1704067200", b"45292.5"),
    *(
        b"2024-02-30",
        b"99999999999999999999",
        b"0000-00-00",
        b"2024-01-01T00:00:00+99:99",
        b"date",
        b"time",
        b"year",
        b"day",
    ),
    *(
        "时间,°C".encode("gbk"),
        "日付".encode("shift_jis"),
        "é".encode("cp1252"),
        b"\xff",
        b"sep=;\n",
        b"\x1a",
        b"\x1f\x8b",
        b"PK\x03\x04",
    ),
    *(
        "\u2028".encode(),
        "١٢".encode(),
        "１２".encode(),
        "²".encode(),
        b"month",
        b"hour",
        b"-",
        b"",
        b"12 AM",
        b"\xe2\x88\x92",
    ),
)


def made(chance: random.Random, seeds: list[bytes]) -> bytes:
    """Make one file: of pieces, of bytes, or out of a good one with a few changes."""
    kind = chance.random()
    if kind < 0.25:
        return b"".join(chance.choices(PIECES, k=chance.randint(0, 60)))
    if kind < 0.35:
        return chance.randbytes(chance.randint(0, 300))
    if kind < 0.55:
        separator, width = chance.choice([b",", b";", b"\t", b"|", b" "]), chance.randint(1, 5)
        rows = [separator.join(chance.choices(PIECES, k=width)) for _ in range(chance.randint(1, 25))]
        return chance.choice([b"\n", b"\r\n", b"\r"]).join(rows)
    content = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 6)):
        at, length = chance.randrange(len(content) + 1), chance.choice([0, 1, 1, 2, 5, 40])
        content[at : at + length] = chance.choice(
            [b"", chance.choice(PIECES), chance.randbytes(1), content[at : at + 30]]
        )
    return bytes(content[: chance.randint(0, len(content))] if chance.random() < 0.2 else content)


def check(content: bytes) -> None:
    """Read ``content`` and look whether the parts of the outcome fit together."""
    try:
        table = read_table(content, "fuzz.csv", CsvOptions())
        told_of(table)
        frame_of(table)
        series = series_of(table)
    except WorkbenchError as error:
        if not (error.what and error.hint):
            raise AssertionError(f"{error!r} says too little") from error
        return
    assert series.values.shape == (len(series), len(series.columns))
    assert len(set(series.columns)) == len(series.columns) > 0
    assert not np.isinf(series.values).any()
    assert series.times is None or (len(series.times) == len(series) and not np.isnat(series.times).any())
    assert series.lines is not None
    assert len(series.lines) == len(series)
    assert all(len(labels.codes) == len(series) for labels in series.labels.values())


def seeds_of() -> list[bytes]:
    """Give the small files that are known to be good or bad."""
    files = [path.read_bytes() for path in sorted(CORPUS.iterdir()) if path.stat().st_size < 8_000]
    return [content for content in (*files, *(case.content for case in CASES)) if 0 < len(content) < 8_000]


def main(count: int, seed: int = 0) -> int:
    """Run ``count`` cases and give how many ended in anything but a table, a question or an error of ours."""
    chance, seeds = random.Random(seed), seeds_of()
    failures, slowest, begun = 0, 0.0, time.monotonic()
    for at in range(count):
        content = made(chance, seeds)
        started = time.monotonic()
        try:
            check(content)
        except Exception:  # noqa: BLE001 - the very thing that is looked for
            failures += 1
            print(f"case {at} of seed {seed}: {content[:400]!r}", traceback.format_exc(limit=-3), sep="\n", flush=True)
        slowest = max(slowest, time.monotonic() - started)
    took = time.monotonic() - begun
    print(f"{count:,} cases, seed {seed}: {failures} failures, slowest {slowest:.2f} s, {took:.0f} s in all")
    return failures


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0) > 0)
