"""The head of a file as the Import page shows it."""

import gzip
import io
import zipfile

import pytest

from workbench.core.csv.preview import preview

ROWS = "time,v\n" + "".join(
    f"2024-01-01 {at // 3600 % 24:02}:{at // 60 % 60:02}:{at % 60:02},{at}.5\n" for at in range(20_000)
)


def zipped(content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rows.csv", content)
    return file.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, zipped], ids=["gzip", "zip"])
def test_of_a_packed_file_the_head_is_shown_as_of_the_file_in_it(pack):
    whole, packed = preview(ROWS.encode()), preview(pack(ROWS.encode()))

    assert (packed.cells, packed.columns, packed.lines) == (whole.cells, whole.columns, whole.lines)
    assert packed.is_whole is whole.is_whole is False
    assert [guess.option for guess in packed.guesses] == ["member", "time_column"]


def test_a_packed_file_that_breaks_off_behind_the_head_is_shown():
    assert preview(gzip.compress(ROWS.encode() * 40)[:-20]).error is None


def test_rows_of_thousands_of_columns_are_shown_below_their_header():
    names = ",".join(f"column number {at}" for at in range(9_000))
    row = ",".join(f"{at}.5" for at in range(9_000))

    shown = preview("\n".join([names, *[row] * 9, ""]).encode())

    assert shown.error is None
    assert len(shown.columns) == 9_000
    assert shown.cells[0][:2] == ("0.5", "1.5")
