"""What is cut at once is what is cut row by row."""

import numpy as np
import pytest

from workbench.core.csv import table as tables
from workbench.core.csv.inspection import told_of
from workbench.core.csv.options import CsvOptions

MOMENTS = [str(np.datetime64("2024-01-01T00:00") + 15 * at).replace("T", " ") for at in range(400)]


def content(cells, separator=",", end="\n", header="time,a,b"):
    rows = [separator.join([moment, *cells(at)]) for at, moment in enumerate(MOMENTS)]
    return (end.join([header.replace(",", separator), *rows]) + end).encode()


FILES = {
    "plain": content(lambda at: [f"{at}.25", str(at)]),
    "decimal comma": content(lambda at: [f"{at},25", str(at)], ";"),
    "quoted": content(lambda at: [f'"{at}.25"', f'"x, {at}"']),
    "quoted line ends": content(lambda at: [f"{at}.25", f'"x\ny{at}"']),
    "missing words": content(lambda at: ["NA" if at % 7 == 0 else f"{at}.5", "---" if at % 9 == 0 else str(at)]),
    "one word late": content(lambda at: [f"{at}.25", "broken" if at == 390 else str(at)]),
    "leading zeros late": content(lambda at: [f"{at}.25", "0007" if at > 350 else f"{1000 + at}"]),
    "long identifiers late": content(lambda at: [f"{at}.25", str(9007199254740993 + at if at > 380 else at)]),
    "infinite": content(lambda at: ["1e999" if at == 377 else f"{at}.5", str(at)]),
    "blank line": content(lambda at: [f"{at}.25", str(at) + ("\n" if at == 300 else "")]),
    "footer": content(lambda at: [f"{at}.25", str(at)]) + b"\nTotal,12,3\nEnd of report\n",
    "footer without a line end": content(lambda at: [f"{at}.25", str(at)]) + b"Total,12,3",
    "row without a line end": content(lambda at: [f"{at}.25", str(at)]).rstrip(),
    "empty time in the last row but one": content(lambda at: [f"{at}.25", str(at)]) + b",1.5,7\n2024-01-07 00:00,2.5,8",
    "ragged": content(lambda at: [f"{at}.25"] if at == 350 else [f"{at}.25", str(at)]),
    "repeated header": content(lambda at: [f"{at}.25", f"{at}" + ("\ntime,a,b" if at == 350 else "")]),
    "switches": content(lambda at: [f"{at}.25", "True" if at % 2 else "False"]),
    "currency": content(lambda at: [f'"${1000 + at:,}.50"', str(at)]),
    "words that look missing": content(lambda at: [f"{at}.25", "NA" if at % 2 else "EU"]),
    "all quoted": content(lambda at: [f'"{at}.25"', f'"{at}"']),
    "doubled quotes": content(lambda at: [f"{at}.25", f'"a ""{at}"", b"']),
    "blank line below quoted line ends": content(lambda at: [f"{at}.25", f'"x\ny{at}"' + "\n" * (at == 300)]),
    "stray quote late": content(lambda at: [f"{at}.25", f'{at}"' if at == 390 else str(at)]),
    "quote left open late": content(lambda at: [f"{at}.25", f'"{at}' if at == 390 else str(at)]),
    "row of nothing": content(lambda at: [f"{at}.25", f"{at}" + ("\n,," if at == 350 else "")]),
    "quoted row of nothing": content(lambda at: [f"{at}.25", f"{at}" + ('\n""," ",' if at == 350 else "")]),
    "quoted header again": content(lambda at: [f"{at}.25", f"{at}" + ('\n"time","a", b' if at == 350 else "")]),
    "american times": content(lambda at: [f"{at}.25", f"{1 + at % 12}/{1 + at % 28}/2024 {1 + at % 12}:30 PM"]),
    "thousands beside decimal commas": content(lambda at: [f'"{at},25"', f"{1 + at}.125"]),
    "whole numbers and missing": content(lambda at: ["" if at % 3 else str(at), "NA" if at % 7 == 0 else str(at)], ";"),
    "exponents": content(lambda at: [f"{at}.5e-3", f"{at}E2"]),
    "codes with a plus": content(lambda at: ["+05" if at == 377 else f"{at:05}", str(at)]),
    "decimal comma and missing": content(lambda at: ["NA" if at % 7 == 0 else f"{at},25", f"{at}.125"], ";"),
    "remarks above": b"# Station Nord\n# since 1999\n" + content(lambda at: [f"{at}.25", str(at)]),
    "names in a remark": b"# Station Nord\n# " + content(lambda at: [f"{at}.25", str(at)]),
    "remark between": b"# Station Nord\n"
    + content(lambda at: [f"{at}.25", f"{at}" + ("\n  # cleaned" if at == 350 else "")]),
    "empty cells": content(lambda at: ["" if at % 5 == 0 else f"{at}.25", str(at)]),
}


IRREGULAR = {
    *("ragged", "repeated header", "stray quote late", "quote left open late", "remark between"),
    *("row of nothing", "quoted row of nothing", "quoted header again"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_alike_at_once_and_row_by_row(monkeypatch, name):
    careful = tables.read_table(FILES[name], "rows.csv", CsvOptions())
    monkeypatch.setattr(tables, "_WHOLE", 0)
    monkeypatch.setattr(tables, "_HEAD", 4_000)
    monkeypatch.setattr(tables, "_TAIL", 2_000)

    fast = tables.read_table(FILES[name], "rows.csv", CsvOptions())

    assert fast.regular == (name not in IRREGULAR)
    told, expected = told_of(fast), told_of(careful)
    assert [guess.option for guess in fast.guesses] == [guess.option for guess in careful.guesses]
    for part in ("rows", "columns", "time", "questions"):
        assert told[part] == expected[part]
    assert {found["code"] for found in told["warnings"]} == {found["code"] for found in expected["warnings"]}
    np.testing.assert_array_equal(fast.lines, careful.lines)
    for one, other in zip(fast.columns, careful.columns, strict=True):
        if one.values is not None:
            np.testing.assert_array_equal(one.values, other.values)
        else:
            assert one.words.tolist() == other.words.tolist()
