"""Columns of plain numbers are read at once; any other is left to a closer look."""

import numpy as np
import pyarrow as pa
import pytest

from workbench.core.csv.plain import columns_of, numbers_in


def column(*cells, pieces=1):
    """Put the cells into one chunk, or each part of them into its own."""
    return pa.chunked_array([pa.array(list(part), pa.string()) for part in np.array_split(cells, pieces)])


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["1", "-20", "0", "-0"], [1, -20, 0, 0]),
        (["1.5", "-.5", "5.", "1e5", "2E-3", "7"], [1.5, -0.5, 5.0, 1e5, 2e-3, 7.0]),
        (["1.5", "", "NA", "---", "null", "2.5"], [1.5, np.nan, np.nan, np.nan, np.nan, 2.5]),
        (["1.5", "1e999"], [1.5, np.inf]),
        (["007.5", "1.25"], [7.5, 1.25]),
    ],
)
@pytest.mark.parametrize("pieces", [1, 2])
def test_plain_numbers_and_words_for_missing_ones_are_read(cells, expected, pieces):
    np.testing.assert_array_equal(numbers_in(column(*cells, pieces=pieces), "", ","), np.array(expected))


@pytest.mark.parametrize(
    "odd",
    [
        "0007",
        "-01",
        "+05",
        "9007199254740993",
        "1,5",
        "0x1F",
        "1_0",
        "12:30",
        "2024-01-01",
        "inf",
        "nan(3)",
        "5%",
        "1-2",
    ],
)
def test_a_column_of_whole_numbers_with_anything_else_is_left(odd):
    assert numbers_in(column(*["12"] * 200, odd), "", ",") is None


@pytest.mark.parametrize(("decimal", "cells"), [("", ["1.234", "17.500"]), (",", ["1,234", "17,500"])])
@pytest.mark.parametrize("separator", [",", ";"])
def test_marks_that_may_stand_between_thousands_are_left_unless_another_cell_proves_them(decimal, cells, separator):
    clear = "2,5" if decimal else "2.5"

    assert numbers_in(column(*cells, "3"), decimal, separator) is None
    assert next(columns_of([column(*cells, "3"), column("1", "2", "3")], decimal, separator)) is None
    found = numbers_in(column(*cells, clear), decimal, separator)

    np.testing.assert_array_equal(found, [1.234, 17.5, 2.5])


def test_two_marks_in_one_column_are_left():
    assert numbers_in(column("1,5", "1.5"), ",", ";") is None


def test_many_short_columns_are_read_as_each_alone_is():
    columns = [column("1.5", "2.5"), column("1", "2"), column("2.5", ""), column("x", "1.5"), column("007", "008")]

    together = list(columns_of(columns, "", ","))

    for found, alone in zip(together, (numbers_in(one, "", ",") for one in columns), strict=True):
        np.testing.assert_array_equal(found, alone)
    assert [one if one is None else one.dtype.kind for one in together] == ["f", "i", "f", None, None]
