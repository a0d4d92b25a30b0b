"""Single lines of a text file, as they stand in it."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core.csv.reader import read_csv
from workbench.core.errors import DataError, StorageError
from workbench.core.formats import raw_lines as module
from workbench.core.formats.raw_lines import raw_lines

ENDS = ("\n", "\r\n", "\r")


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0\ufeff"), max_size=12), min_size=1),
    st.sampled_from(ENDS),
    st.sampled_from([3, 7, 1_000]),
)
def test_every_line_is_the_one_that_was_written(tmp_path_factory, written, end, chunk):
    path = tmp_path_factory.mktemp("lines") / "a.csv"
    path.write_bytes(("x" + end + end.join(written)).encode())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_EVERY", 4)
        patch.setattr(module, "_CHUNK", chunk)

        found = raw_lines(path)

        assert [found.text(at) for at in range(2, len(written) + 2)] == written
        assert [found.text(at) for at in (-1, 0, len(written) + 50)] == ["", "", ""]


def test_a_row_of_a_series_is_found_in_its_file(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("day;flow\n" + "\n".join(f"2024-01-{1 + row:02};{row},5" for row in range(28)) + "\n")
    series, lines = read_csv(path), raw_lines(path)

    assert [lines.text(int(line)) for line in series.lines[[0, 27]]] == ["2024-01-01;0,5", "2024-01-28;27,5"]


def test_other_encodings_and_marks_are_read(tmp_path):
    chinese, marked = tmp_path / "a.csv", tmp_path / "b.csv"
    chinese.write_bytes("日期,流量\n一,1\n".encode("gb18030"))
    marked.write_bytes("\ufeffday,flow\n".encode())

    assert raw_lines(chinese, "gb18030").text(1) == "日期,流量"
    assert raw_lines(marked).text(1) == "day,flow"


@pytest.mark.parametrize(
    "content",
    [gzip.compress(b"a,b\n1,2\n"), "a,b\n1,2\n".encode("utf-16"), b"PAR1 and so on"],
    ids=["gz", "16", "parquet"],
)
def test_what_is_no_plain_text_has_no_lines(tmp_path, content):
    path = tmp_path / "a.csv"
    path.write_bytes(content)

    assert raw_lines(path) is None


def test_a_file_that_has_changed_or_gone_is_told(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("a\n1\n")
    found = raw_lines(path)

    path.write_text("a\n1\n2\n")
    with pytest.raises(DataError, match=r"a\.csv has changed since it was read"):
        found.text(1)
    path.unlink()
    with pytest.raises(StorageError, match="could not be read"):
        found.text(1)
    with pytest.raises(StorageError, match="could not be read"):
        raw_lines(path)
