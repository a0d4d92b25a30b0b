import codecs

import numpy as np
import pytest

from tests.core.csv.written import guessed, read
from workbench.core.errors import DataError

CHINESE = "时间,负荷,温度\n2024-01-01,1,2.5\n2024-01-02,3,4.5\n"


@pytest.mark.parametrize(
    ("content", "guess"),
    [
        (CHINESE.encode(), {}),
        (codecs.BOM_UTF8 + CHINESE.encode(), {}),
        (codecs.BOM_UTF16_LE + CHINESE.encode("utf-16-le"), {}),
        (codecs.BOM_UTF16_BE + CHINESE.encode("utf-16-be"), {}),
        (CHINESE.encode("gb18030"), {"encoding": "gb18030"}),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16 little", "utf-16 big", "gb18030"],
)
def test_chinese_headers_are_read_in_every_common_encoding(tmp_path, content, guess):
    series = read(tmp_path, content)

    assert series.columns == ("负荷", "温度")
    assert series.time_name == "时间"
    assert guessed(series) == guess | {"time_column": "时间"}


def test_a_mark_does_not_become_a_part_of_the_first_name(tmp_path):
    series = read(tmp_path, codecs.BOM_UTF8 + b"load,temp\n1,2\n")

    assert series.columns == ("load", "temp")


def test_a_chosen_encoding_is_used(tmp_path):
    series = read(tmp_path, "größe\n1\n".encode("cp1252"), encoding="cp1252")

    assert series.columns == ("größe",)


def test_a_chosen_encoding_that_does_not_fit_is_told_with_the_byte(tmp_path):
    with pytest.raises(DataError) as caught:
        read(tmp_path, b"a,b\n\xff,1\n", encoding="utf-8")

    assert str(caught.value) == (
        "rows.csv cannot be read as utf-8: byte 5 does not fit.\nChoose another encoding, or save the file as UTF-8."
    )


def test_a_few_bytes_that_are_no_characters_are_shown_as_a_mark_and_told(tmp_path):
    series = read(tmp_path, "name,v\nÄÖÜ äöü,1\n".encode() + b"\xff,3\n")

    assert series.labels["name"].words == ("ÄÖÜ äöü", "\ufffd")
    assert "undecodable_bytes" in [found.code for found in series.findings]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(tmp_path, separator):
    content = "\n".join(separator.join(row) for row in (["load", "temp"], ["1", "2.5"], ["3", "4.5"]))

    series = read(tmp_path, content)

    np.testing.assert_array_equal(series.values, [[1, 2.5], [3, 4.5]])
    assert guessed(series) == ({} if separator == "," else {"separator": separator})


def test_a_comma_inside_quotes_separates_nothing(tmp_path):
    series = read(tmp_path, 'place;load\n"Paris, France";1\n"Lyon, France";2\n')

    assert (series.columns, series.left_out) == (("load",), ("place",))


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_decimal_comma_is_found_where_the_comma_does_not_separate(tmp_path, separator):
    series = read(tmp_path, f"load{separator}temp\n1,5{separator}-2,25\n3{separator}4,5\n")

    np.testing.assert_array_equal(series.values, [[1.5, -2.25], [3, 4.5]])
    assert guessed(series)["decimal"] == ","


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read(tmp_path, line_end):
    series = read(tmp_path, line_end.join(["a,b", "1,2", "3,4", ""]))

    np.testing.assert_array_equal(series.values, [[1, 2], [3, 4]])


def test_a_column_alone_needs_no_separator(tmp_path):
    series = read(tmp_path, "load\n1.5\n2.5\n")

    np.testing.assert_array_equal(series.values, [[1.5], [2.5]])
