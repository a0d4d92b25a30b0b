import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.csv.written import guessed, read
from workbench.core.csv import read_csv
from workbench.core.errors import DataError, StorageError


def refusal(folder, content, **options):
    with pytest.raises(DataError) as caught:
        read(folder, content, **options)
    return str(caught.value)


def test_columns_of_numbers_become_the_columns_of_the_series(tmp_path):
    series = read(tmp_path, "load,temp\n1,2.5\n3,-4e2\n")

    assert series.name == "rows.csv"
    assert series.columns == ("load", "temp")
    np.testing.assert_array_equal(series.values, [[1, 2.5], [3, -400]])
    assert series.values.dtype == np.float64


def test_missing_values_stay_missing_and_no_row_is_dropped(tmp_path):
    series = read(tmp_path, "a,b\n1,\n,2\nNA,3\n4,NaN\n")

    np.testing.assert_array_equal(series.column("a"), [1, np.nan, np.nan, 4])
    np.testing.assert_array_equal(series.column("b"), [np.nan, 2, 3, np.nan])


def test_columns_with_words_are_left_out_and_named(tmp_path):
    series = read(tmp_path, "a,weather,b,note\n1,rain,2,\n2,sun,3,\n")

    assert series.columns == ("a", "b")
    assert series.left_out == ("weather", "note")


def test_a_column_with_one_word_is_left_out_whole(tmp_path):
    series = read(tmp_path, "a,b\n1,2\nbroken,3\n")

    assert (series.columns, series.left_out) == (("b",), ("a",))


def test_one_word_at_the_end_of_a_long_column_is_missing_and_told(tmp_path):
    rows = "".join(f"{row},{row}\n" for row in range(200_000))

    series = read(tmp_path, f"a,b\n{rows}broken,0\n")

    assert (series.columns, series.left_out, len(series)) == (("a", "b"), (), 200_001)
    assert np.isnan(series.column("a")).sum() == 1
    assert "a: cells that are no number, taken as missing: 1 (broken)." in series.notices


def test_switches_are_read_as_one_and_zero(tmp_path):
    series = read(tmp_path, "open,b\nTrue,2\nFalse,3\n")

    np.testing.assert_array_equal(series.column("open"), [1, 0])


def test_numbers_too_large_are_missing_and_told(tmp_path):
    series = read(tmp_path, "a,b\n1,inf\n2,1e999\n3,-inf\n4,5\n")

    np.testing.assert_array_equal(series.column("b"), [np.nan, np.nan, np.nan, 5])
    assert "b: values too large for a number, taken as missing: 3." in series.notices


def test_blank_lines_are_no_rows_wherever_they_stand(tmp_path):
    series = read(tmp_path, "\n" * 60 + "a;b\n1;2\n\n\n3;4\n\n")

    assert series.columns == ("a", "b")
    np.testing.assert_array_equal(series.values, [[1, 2], [3, 4]])


def test_a_separator_at_the_end_of_each_row_makes_no_column(tmp_path):
    series = read(tmp_path, "a,b\n1,2,\n3,4,\n")

    assert (series.columns, series.values.shape) == (("a", "b"), (2, 2))


@pytest.mark.parametrize(
    ("header", "columns"),
    [("a,a,a", ("a", "a.1", "a.2")), ("a , a", ("a", "a.1")), ("a ,a.1,a", ("a", "a.1", "a.2"))],
)
def test_columns_of_the_same_name_are_numbered(tmp_path, header, columns):
    counted = ",".join(str(at) for at in range(len(columns)))

    series = read(tmp_path, f"{header}\n{counted}\n")

    assert series.columns == columns
    np.testing.assert_array_equal(series.values, [range(len(columns))])


def test_a_file_without_time_column_says_that_its_rows_are_taken_in_order(tmp_path):
    series = read(tmp_path, "a\n3\n1\n")

    assert series.times is None
    assert series.notices == ("No time column was found: the rows are taken to be in order.",)


def test_an_empty_file_is_told(tmp_path):
    assert refusal(tmp_path, " \n\n\t") == ("rows.csv is empty.\nChoose a file with a header line and rows of numbers.")


def test_a_header_without_rows_is_told(tmp_path):
    assert refusal(tmp_path, "date,temp\n") == (
        "rows.csv has a header but no rows.\nChoose a file with at least a few dozen rows."
    )


@pytest.mark.parametrize("content", ["name,town\nAda,London\n", "date,note\n2024-01-01,x\n2024-01-02,y\n"])
def test_a_file_without_a_column_of_numbers_is_told(tmp_path, content):
    assert refusal(tmp_path, content) == (
        "rows.csv has no column of numbers.\n"
        "Columns with words in them are left out; check the separator and the decimal mark."
    )


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("a,b\n1,2,9\n3,4,5\n", "its rows have more cells than its header"),
        ("value\n1,5\n2,5\n", "its rows have more cells than its header"),
    ],
)
def test_a_header_with_too_few_names_is_told(tmp_path, content, why):
    assert refusal(tmp_path, content) == (
        f"rows.csv is not a table: {why}.\nCheck the separator, and that every row has as many cells as the header."
    )


@pytest.mark.parametrize(
    ("content", "code", "values"),
    [
        ("a,b\n1,2\n3,4,5\n6,7\n", "ragged_rows", [[1, 2], [3, 4], [6, 7]]),
        ("a,b\n1,2\n3\n6,7\n", "ragged_rows", [[1, 2], [3, np.nan], [6, 7]]),
        ('a,b\n1,2\n"3,4\n', "bad_quotes", [[1, 2], [np.nan, 4]]),
    ],
)
def test_what_is_odd_about_a_row_is_told_with_its_line(tmp_path, content, code, values):
    series = read(tmp_path, content, time_column="-")

    np.testing.assert_array_equal(series.column("b"), np.array(values)[:, 1])
    assert code in [found.code for found in series.findings]
    assert [found.lines for found in series.findings if found.code == "ragged_rows"] in ([], [(3,)])


def test_rows_that_end_early_have_missing_values(tmp_path):
    series = read(tmp_path, "a,b\n1,2\n3\n")

    np.testing.assert_array_equal(series.column("b"), [2, np.nan])


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0", "rows.csv is not a text file: it is a PNG image."),
        (b"PK\x03\x04\0\0", "rows.csv is an archive that is broken or cut off."),
        (b"\1\2\3\4,\5\6\n", "rows.csv is not a text file: it is binary data."),
        (b"<html><body>404</body></html>", "rows.csv is no CSV file: it is a page of the web."),
        (b'{"a": [1, 2]}', "rows.csv is no CSV file: it is JSON."),
    ],
)
def test_a_file_of_another_kind_is_told_by_name(tmp_path, content, what):
    assert refusal(tmp_path, content).startswith(what)


def test_a_nul_byte_between_characters_is_left_out_and_told(tmp_path):
    series = read(tmp_path, b"a,b\n1,2\0\n3,4\n", time_column="-")

    np.testing.assert_array_equal(series.values, [[1, 2], [3, 4]])
    assert series.notices == ("NUL bytes, which were left out: 1.",)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(StorageError) as caught:
        read_csv(tmp_path / "none.csv")

    assert caught.value.what == f"{tmp_path / 'none.csv'} could not be read: No such file or directory."


def test_a_folder_is_told(tmp_path):
    with pytest.raises(StorageError, match="could not be read: Is a directory"):
        read_csv(tmp_path)


def test_a_guess_names_the_option_that_would_settle_it_and_its_evidence(tmp_path):
    series = read(tmp_path, "date;v\n2024-01-01;1,5\n2024-01-02;2,5\n")

    told = [(guess.option, guess.value, str(guess.evidence)) for guess in series.guesses]

    assert told == [
        ("separator", ";", "It cuts the lines that were looked at (3) most evenly."),
        ("decimal", ",", "Cells such as 12,5 stand between the separators."),
        ("time_column", "date", "Every cell of it reads as a date or time."),
    ]


def test_what_the_options_settle_is_not_guessed(tmp_path):
    content = "date;v\n2024-01-01;1,5\n2024-01-02;2,5\n"

    series = read(tmp_path, content, separator=";", decimal=",", time_column="date", encoding="utf-8")

    assert guessed(series) == {}
    np.testing.assert_array_equal(series.values, [[1.5], [2.5]])


NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.just(float("nan"))
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(NUMBERS, min_size=width, max_size=width), min_size=1)
)


@given(rows=TABLES, separator=st.sampled_from(";\t|"), decimal=st.sampled_from(".,"))
def test_a_table_that_was_written_is_read_as_it_was(tmp_path_factory, rows, separator, decimal):
    path = tmp_path_factory.mktemp("written") / "rows.csv"
    names = [f"column {at}" for at in range(len(rows[0]))]
    table = pd.DataFrame(rows, columns=names, dtype=float)
    table["count"] = range(len(rows))  # so that no column is missing whole
    table.to_csv(path, sep=separator, decimal=decimal, index=False)

    series = read(path.parent, path.read_bytes(), separator=separator, decimal=decimal, time_column="")

    kept = [name for name in names if table[name].notna().any()]
    assert series.columns == (*kept, "count")
    np.testing.assert_array_equal(series.values, table[[*kept, "count"]].to_numpy())


@pytest.mark.parametrize("content", ["v\n1\n\n3\n", "v\r\n1\r\n  \r\n3\r\n\r\n", "\n\nv\n1\n\n3\n\n \n"])
def test_a_blank_line_in_a_file_of_one_column_is_a_missing_value(tmp_path, content):
    series = read(tmp_path, content)

    np.testing.assert_array_equal(series.column("v"), [1, np.nan, 3])


def test_blank_lines_between_rows_of_several_columns_are_counted(tmp_path):
    series = read(tmp_path, "a,b\n1,2\n\n3,4\n \n,\n5,6\n\n", time_column="-")

    np.testing.assert_array_equal(series.column("a"), [1, 3, np.nan, 5])
    assert series.notices == ("Blank lines between the rows, which were left out: 2.",)


def test_a_blank_line_inside_quotation_marks_is_none(tmp_path):
    series = read(tmp_path, 'a,note\n1,"x\n\ny"\n2,z\n', time_column="-")

    assert (len(series), series.notices) == (2, ())


@pytest.mark.parametrize("largest", ["1.7e308", "3e307"])
def test_a_code_for_missing_values_among_the_largest_numbers_is_read_without_a_warning(tmp_path, largest):
    cells = [largest, "2.5", "1.5"] * 10 + ["-9999"] * 3

    series = read(tmp_path, "x,y\n" + "".join(f"{row / 2},{cell}\n" for row, cell in enumerate(cells)))

    assert series.column("y").tolist() == [float(cell) for cell in cells]
