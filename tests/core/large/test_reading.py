"""A file that is larger than the memory is read by blocks; the rows are those of the ordinary reader."""

import numpy as np
import pytest

from tests.core.large.made import table
from workbench.core import places
from workbench.core.csv import CsvOptions
from workbench.core.errors import DataError, StorageError
from workbench.core.formats import read_file
from workbench.core.large import store
from workbench.core.large.memory import MEMORY_VARIABLE
from workbench.core.stopping import Discarded


@pytest.fixture
def little_memory(monkeypatch):
    monkeypatch.setenv(MEMORY_VARIABLE, "6000000")  # blocks of 150 kB


@pytest.fixture
def path(tmp_path):
    return tmp_path / "rows.csv"


def both(path, monkeypatch, **options):
    """Read a file as a whole and by blocks."""
    whole = read_file(path, CsvOptions(**options))
    monkeypatch.setenv(MEMORY_VARIABLE, "6000000")
    return whole, read_file(path, CsvOptions(**options))


def assert_same(large, whole):
    assert large.is_mapped
    assert not whole.is_mapped
    assert large.columns == whole.columns
    np.testing.assert_array_equal(large.values, whole.values)
    np.testing.assert_array_equal(large.times, whole.times)
    assert large.step == whole.step
    assert (large.time_name, large.left_out, large.guesses) == (whole.time_name, whole.left_out, whole.guesses)


def told(series):
    return [notice for notice in series.notices if "larger than the memory" not in notice]


def lines_of(path):
    return path.read_text().splitlines()


def write(path, lines):
    path.write_text("\n".join(lines) + "\n")
    return path


def entries():
    return sorted(places.series_cache_folder().glob("*"))


def test_rows_times_and_guesses_are_those_of_the_ordinary_reader(path, monkeypatch):
    whole, large = both(table(path), monkeypatch)

    assert_same(large, whole)
    assert told(large) == list(whole.notices) == []
    assert large.findings[0].code == "larger_than_memory"


def test_rows_from_the_latest_to_the_earliest_are_turned_round(path, monkeypatch):
    lines = lines_of(table(path))

    whole, large = both(write(path, [lines[0], *lines[:0:-1]]), monkeypatch)

    assert_same(large, whole)
    assert told(large) == list(whole.notices)


def test_gaps_repeats_and_disorder_are_counted_over_all_blocks(path, monkeypatch):
    lines = lines_of(table(path))
    shuffled = [*lines[:9_000], lines[8_999], *lines[9_000:20_000], *lines[20_100:30_000], lines[5], *lines[30_000:]]

    whole, large = both(write(path, shuffled), monkeypatch)

    assert_same(large, whole)
    far = {"Rows whose time stands in an earlier row too: 1."}
    unseen = {"The rows are not in the order of their times; times that come again far below were not looked for."}
    assert set(told(large)) == set(whole.notices) - far | unseen


def test_a_gap_exactly_between_two_blocks_is_told(path, monkeypatch):
    lines = lines_of(table(path, rows=4_000))
    first = read_file(write(path, lines))
    monkeypatch.setenv(MEMORY_VARIABLE, "500000")
    monkeypatch.setattr("workbench.core.large.reading.block_bytes", lambda: len("\n".join(lines[:2_001])) + 1)

    large = read_file(write(path, [*lines[:2_001], *lines[2_050:]]))

    assert len(first) == 4_000
    assert told(large) == ["Gaps in the times: 1."]


def test_a_column_that_is_empty_in_a_block_is_missing_there(path, monkeypatch):
    lines = lines_of(table(path))
    emptied = [line.rsplit(",", 1)[0] + "," if 10_000 < at < 20_000 else line for at, line in enumerate(lines)]

    whole, large = both(write(path, emptied), monkeypatch)

    assert_same(large, whole)
    assert large.missing("b") == (9_999, 10_000)


def test_words_among_numbers_are_missing_and_counted_over_all_blocks(path, monkeypatch):
    lines = lines_of(table(path))
    for at in (7, 20_000, len(lines) - 2):
        lines[at] = lines[at].rsplit(",", 1)[0] + ",broken"

    whole, large = both(write(path, lines), monkeypatch)

    assert_same(large, whole)
    assert large.missing("b")[0] == 3
    assert sorted(told(large)) == sorted(whole.notices)
    assert [one.lines for one in large.findings[1:]] == [one.lines for one in whole.findings]


def test_a_column_of_words_far_below_is_left_out_by_name(path, little_memory):
    lines = lines_of(table(path))
    emptied = [line.rsplit(",", 1)[0] + ",word" if at > 30_000 else line for at, line in enumerate(lines)]

    large = read_file(write(path, emptied))

    assert (large.columns, large.left_out) == (("a",), ("b",))
    assert large.findings[-1].code == "words_further_down"


def test_a_row_without_a_time_far_below_is_left_out_and_told(path, monkeypatch):
    lines = lines_of(table(path))
    lines[-2] = "soon," + lines[-2].split(",", 1)[1]

    whole, large = both(write(path, lines), monkeypatch)

    assert_same(large, whole)
    assert len(large) == 39_999
    assert sorted(told(large)) == sorted(whole.notices)


def test_dates_that_are_none_far_below_are_refused_with_their_place(path, little_memory):
    lines = lines_of(table(path))
    changed = ["soon," + line.split(",", 1)[1] if at > 30_000 else line for at, line in enumerate(lines)]

    with pytest.raises(DataError, match=r"rows\.csv, lines [\d,]+ to [\d,]+: time cannot be read as dates or times\."):
        read_file(write(path, changed))

    assert entries() == []


def test_a_row_with_too_many_cells_is_told_with_its_place(path, monkeypatch):
    lines = lines_of(table(path))
    lines[30_000] += ",1"

    whole, large = both(write(path, lines), monkeypatch)

    assert_same(large, whole)
    assert sorted(told(large)) == sorted(whole.notices)
    assert (30_001,) in [one.lines for one in large.findings]


def test_days_and_months_that_a_block_leaves_open_follow_from_the_blocks_before(path, monkeypatch):
    days = np.datetime64("2024-01-20") + np.arange(40_000) * np.timedelta64(10, "m")
    stamps = [f"{day.day:02}/{day.month:02}/{day.year} {day:%H:%M}" for day in days.astype(object)]

    whole, large = both(write(path, ["time,a", *(f"{one},{at}" for at, one in enumerate(stamps))]), monkeypatch)

    assert_same(large, whole)


def test_cells_in_quotation_marks_may_hold_line_ends(path, monkeypatch):
    rows = [f'{at},"a note\nwith ""two"" lines",{at % 7}' for at in range(36_000)]

    whole, large = both(write(path, ["a,note,b", *rows]), monkeypatch, time_column="-")

    assert large.columns == whole.columns == ("a", "b")
    np.testing.assert_array_equal(large.values, whole.values)


def test_the_second_opening_reads_no_row(path, little_memory, monkeypatch):
    first = read_file(table(path))
    monkeypatch.setattr("workbench.core.large.reading.read_csv", None)

    second = read_file(path)

    np.testing.assert_array_equal(second.values, first.values)
    assert second.findings == first.findings
    assert second.guesses == first.guesses


def test_a_file_that_has_changed_is_read_again_and_its_old_columns_go(path, little_memory):
    read_file(table(path))
    (old,) = entries()
    table(path, rows=50_000)

    assert len(read_file(path)) == 50_000
    (new,) = entries()
    assert new != old


def test_other_options_are_other_columns(path, little_memory):
    read_file(table(path))

    assert read_file(path, CsvOptions(time_column="-")).times is None
    assert len(entries()) == 2


@pytest.mark.parametrize("damage", ["cut", "changed", "manifest", "gone"])
def test_damaged_columns_are_removed_told_and_made_again(path, little_memory, damage):
    first = np.array(read_file(table(path)).values)
    (folder,) = entries()
    values, manifest = folder / "values", folder / "manifest.json"
    content = values.read_bytes()
    match damage:
        case "cut":
            values.write_bytes(content[:-8])
        case "changed":
            values.write_bytes(b"\xff" * 8 + content[8:])
        case "manifest":
            manifest.write_text("{")
        case "gone":
            values.unlink()

    again = read_file(path)

    np.testing.assert_array_equal(again.values, first)
    assert "cache_damaged" in [finding.code for finding in again.findings]
    assert "cache_damaged" not in [finding.code for finding in read_file(path).findings]


def test_a_reading_that_is_cancelled_leaves_nothing(path, little_memory):
    def cancel(share):
        if share > 0.3:
            raise Discarded

    with pytest.raises(Discarded):
        read_file(table(path), progress=cancel)

    assert entries() == []


def test_a_disk_without_room_is_told_before_anything_is_written(path, little_memory, monkeypatch):
    monkeypatch.setattr(store.shutil, "disk_usage", lambda _: store.shutil._ntuple_diskusage(10, 9, 1))

    with pytest.raises(StorageError, match="are needed for a file that is larger than the memory"):
        read_file(table(path))

    assert entries() == []


def test_sixteen_bit_characters_are_refused_with_what_to_do(path, little_memory):
    table(path)
    path.write_text(path.read_text(), "utf-16")

    with pytest.raises(DataError) as caught:
        read_file(path)

    assert caught.value.hint == "Save it as UTF-8 with a line for each row, or as Parquet."


def test_the_cache_says_how_large_it_is_and_can_be_emptied(path, little_memory):
    read_file(table(path))
    size = store.cache_size()

    assert size > 40_000 * (2 + 1) * 8
    assert store.empty_cache() == size
    assert store.cache_size() == 0


def test_what_an_ended_program_left_half_written_goes_and_what_another_writes_stays(path, little_memory):
    folder = places.series_cache_folder()
    left, written = folder / "x.building-999999999-ab", folder / "x.building-1-ab"
    for one in (left, written):
        one.mkdir(parents=True)

    read_file(table(path))

    assert not left.exists()
    assert written.exists()


def test_many_series_are_told_once_and_without_a_number_that_only_a_block_knows(path, little_memory):
    times = np.datetime64("2024-01-01T00", "h") + np.arange(25_000)
    path.write_text("time,shop,v\n" + "".join(f"{time},{shop},1.5\n" for time in times for shop in "ab"))

    series = read_file(path)

    told = [finding for finding in series.findings if finding.code == "many_series"]
    assert series.is_mapped
    assert [str(one.message) for one in told] == [
        "Every time comes again for each shop. In a file larger than the memory the series are not told apart:"
        " all rows are one."
    ]
