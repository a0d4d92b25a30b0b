"""A table from the clipboard is kept as a file."""

import pytest

from workbench.core import places
from workbench.core.errors import DataError
from workbench.core.formats import read_file
from workbench.core.sources.pasted import keep_pasted

TABLE = "day\tflow\r\n" + "\r\n".join(f"2024-01-{day:02}\t{day}.5" for day in range(1, 20)) + "\r\n"


def test_cells_of_a_spreadsheet_become_a_series_that_can_be_read_again():
    path = keep_pasted(TABLE)

    series = read_file(path)

    assert path.parent == places.pasted_folder()
    assert path.suffix == ".tsv"
    assert series.column("flow").tolist() == [day + 0.5 for day in range(1, 20)]
    assert series.time_name == "day"


def test_the_same_table_is_the_same_file_and_another_one_is_not():
    first = keep_pasted(TABLE)

    assert keep_pasted(TABLE) == first
    assert keep_pasted(TABLE.replace("7.5", "8.5")) != first


@pytest.mark.parametrize("words", ["", "hello", "one line 1\n", "some\nwords\n"])
def test_what_is_no_table_is_refused(words):
    with pytest.raises(DataError) as caught:
        keep_pasted(words)

    assert caught.value.what == "The clipboard holds no table."
    assert not places.pasted_folder().exists()


def test_letters_that_are_half_a_character_are_replaced_not_a_crash():
    assert "?" in keep_pasted("a\tb\n1\t\ud800\n").read_text("utf-8")
