"""Digits that a float cannot hold are told where they are counted, and not where they are noise."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from workbench.core.csv.exact import lost_in, must_stay_exact
from workbench.core.csv.inspection import told_of
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.plain import numbers_in
from workbench.core.csv.table import read_table

LOST = ["9007199254740993.0", "-9007199254740993", "1234567890123456.78", "9007199254740993E1", "1" * 40 + ".0"]
KEPT = [
    *("9007199254740992.0", "9007199254740993.5e-30", "0.1234567890123456789", "123.45678901234567890123", "1e23"),
    *("12345678901.12", "3.4028235e38", "1.7976931348623157e308", "1704067200.123456789", "12345678901.123457"),
]


@pytest.mark.parametrize("word", LOST)
def test_a_digit_that_is_counted_and_rounded_is_lost(word):
    assert lost_in(pa.array([word, "1.5"]), np.array([float(word), 1.5])).tolist() == [True, False]


@pytest.mark.parametrize("word", KEPT)
def test_a_digit_that_is_noise_or_comes_back_is_not(word):
    assert not lost_in(pa.array([word, "1.5"]), np.array([float(word), 1.5])).any()


@pytest.mark.parametrize("word", ["9007199254740993.0", "12E5"])
def test_a_column_with_such_a_number_is_not_read_at_once(word):
    assert numbers_in(pa.chunked_array([["1.5"] * 200, [word]]), "", ",") is None


@pytest.mark.parametrize("count", [40, 60_000])
def test_lost_digits_are_told_with_their_lines_in_short_and_long_files(count):
    rows = "".join(f"{at},{'9007199254740993.0' if at == 9 else at / 8}\n" for at in range(count))

    told = told_of(read_table(f"at,v\n{rows}".encode(), "rows.csv", CsvOptions()))

    assert [
        (one["code"], one["count"], one["lines"]) for one in told["warnings"] if one["code"] == "long_integers"
    ] == [("long_integers", 1, [11])]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["00123", "NA", "12345"], True),
        (["9007199254740993", "", "1"], True),
        (["05E7", "12E9"], True),
        (["12", "NA", "7"], False),
        (["007", *map(str, range(10, 200))], False),
    ],
)
def test_names_of_digits_stay_as_they_are_written_beside_missing_cells(words, expected):
    assert must_stay_exact(pd.Series(words, dtype="str")) is expected
