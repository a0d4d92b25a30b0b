"""A file is opened by its first bytes; a name that says something else is told."""

import zipfile
from typing import get_args

import pyarrow as pa
import pytest
from pyarrow import parquet

from tests.core.formats.made import daily, workbook
from workbench.core.errors import DataError, StorageError
from workbench.core.formats import FORMATS, SUFFIXES, read_file, refuse_by_name
from workbench.core.formats.magic import Kind

CSV = b"day,x\n" + b"".join(b"2024-01-%02d,%d\n" % (day, day) for day in range(1, 20))
PAGE = b"<html><table><tr><td>1</td></tr></table></html>"


def test_no_suffix_has_two_formats():
    assert len(set(SUFFIXES)) == len(SUFFIXES)
    assert {kind for one in FORMATS for kind in one.kinds} == set(get_args(Kind))


@pytest.mark.parametrize("name", ["a.csv", "a.tsv", "a.txt", "A.CSV"])
def test_text_is_read_as_text(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(CSV.replace(b",", b"\t") if name.endswith("tsv") else CSV)

    assert len(read_file(path)) == 19


def test_a_workbook_named_csv_is_read_and_told(tmp_path):
    path = workbook(tmp_path / "book.xlsx", Data=daily()).rename(tmp_path / "book.csv")

    series = read_file(path)

    assert series.columns == ("flow", "level")
    assert series.findings[0].code == "other_kind_than_named"
    assert series.notices[0] == "book.csv is a workbook (.xlsx), whatever its name says; it was read as that."


def test_text_named_xlsx_is_read_and_told(tmp_path):
    path = tmp_path / "export.xlsx"
    path.write_bytes(CSV)

    assert read_file(path).notices[0] == "export.xlsx is a text file, whatever its name says; it was read as that."


def test_parquet_named_csv_is_read_and_told(tmp_path):
    path = tmp_path / "rows.csv"
    parquet.write_table(pa.table({"x": [1.0, 2.0]}), path)

    assert read_file(path).notices[0] == "rows.csv is a Parquet file, whatever its name says; it was read as that."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7", "a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x89HDF\r\n\x1a\n", "an HDF5 file"),
        (b"SQLite format 3\0", "a database"),
        (b"version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS, not the file itself"),
        (PAGE, "a web page or XML"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html>", "a web page or XML"),
    ],
)
@pytest.mark.parametrize("name", ["a.csv", "a.xls", "a.parquet"])
def test_what_holds_no_table_is_refused_by_what_it_is(tmp_path, content, words, name):
    path = tmp_path / name
    path.write_bytes(content)

    with pytest.raises(DataError) as caught:
        read_file(path)

    assert caught.value.what == f"{name} is {words}; it holds no table to read."


def test_a_text_document_is_refused_by_what_it_is(tmp_path):
    path = tmp_path / "letter.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("word/document.xml", "<x/>")

    with pytest.raises(DataError, match="is a text document"):
        read_file(path)


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(StorageError, match="No such file"):
        read_file(tmp_path / "gone.xlsx")


def test_a_name_that_nothing_reads_is_refused_with_what_is(tmp_path):
    with pytest.raises(DataError) as caught:
        refuse_by_name(tmp_path / "a.docx")

    assert ".xlsx" in caught.value.hint
    assert ".parquet" in caught.value.hint


@pytest.mark.parametrize("beginning", [b"PAR1", b"ARROW1\0\0", b"PK\x03\x04", bytes.fromhex("D0CF11E0A1B11AE1")])
@pytest.mark.parametrize("size", [0, 7, 300, 5000])
def test_damaged_files_of_every_kind_are_refused_and_nothing_else(tmp_path, beginning, size):
    path = tmp_path / "a.xlsx"
    path.write_bytes(beginning + bytes(at * 37 % 251 for at in range(size)))

    with pytest.raises((DataError, StorageError)):
        read_file(path)
