"""A folder of files with the same columns is the group of their series."""

import pytest

from workbench.core.errors import DataError
from workbench.core.experiment import DataSpec, FileSource
from workbench.core.formats import read_file
from workbench.core.sources.opening import first_experiment, open_series


def days(path, first, header="day,flow,site", count=28):
    rows = (f"2024-{1 + row // 28:02}-{1 + row % 28:02},{first + row},{path.stem}" for row in range(count))
    path.write_text(header + "\n" + "\n".join(rows) + "\n")
    return path


@pytest.fixture
def folder(tmp_path):
    place = tmp_path / "stations"
    place.mkdir()
    for at in (1, 2, 10):
        days(place / f"s{at}.csv", 100 * at)
    (place / "notes.md").write_text("no table")
    return place


def test_the_files_of_a_folder_are_one_series_with_a_column_of_their_names(folder):
    series = read_file(folder)

    assert (series.name, len(series), series.columns) == ("stations", 84, ("flow",))
    assert series.labels["file"].words == ("s1.csv", "s2.csv", "s10.csv")
    assert [series.labels["site"].words[code] for code in series.labels["site"].codes[::28]] == ["s1", "s2", "s10"]
    assert series.column("flow")[[0, 28, 56]].tolist() == [100, 200, 1000]


def test_the_proposed_experiment_of_a_folder_tells_the_files_apart(folder):
    source = FileSource(path=str(folder))

    experiment = first_experiment(source, open_series(DataSpec(source=source)))

    assert (experiment.data.group, experiment.data.targets) == ("file", ("flow",))


def test_a_file_with_other_columns_is_refused_by_its_name(folder):
    days(folder / "s3.csv", 5, header="day,level,site")

    with pytest.raises(DataError) as refused:
        read_file(folder)

    assert refused.value.what == "s3.csv has other columns than s1.csv: flow, level."


def test_what_is_found_in_a_file_is_told_with_its_name(folder):
    path = folder / "s2.csv"
    path.write_text(path.read_text().replace("2024-01-05,204", "2024-01-05,broken"))

    messages = [str(found.message) for found in read_file(folder).findings]

    assert messages == ["s2.csv: flow: cells that are no number, taken as missing: 1 (broken)."]


def test_units_of_a_folder_are_those_that_no_file_contradicts(folder):
    days(folder / "s1.csv", 1, header="day,flow,site\n,m³/s,")
    alone = read_file(folder)
    days(folder / "s10.csv", 1, header="day,flow,site\n,l/s,")

    mixed = read_file(folder)

    assert alone.units == {"flow": "m³/s"}
    assert mixed.units == {}
    assert [str(found.message) for found in mixed.findings if found.code == "mixed_units"] == [
        "flow has several units: m³/s (s1.csv), l/s (s10.csv); the numbers were taken as they are."
    ]


def test_columns_in_another_order_are_put_into_the_first_files(folder):
    days(folder / "s1.csv", 1, header="day,flow,site")
    (folder / "s2.csv").write_text("site,day,flow\n" + "".join(f"x,2024-01-{at:02},{at}\n" for at in range(1, 29)))

    assert len(read_file(folder)) == 84


def test_a_column_that_is_called_file_keeps_its_name(folder):
    for at in (1, 2, 10):
        days(folder / f"s{at}.csv", at, header="day,flow,file")

    assert set(read_file(folder).labels) == {"file", "file name"}


def test_a_folder_without_tables_is_refused(tmp_path):
    with pytest.raises(DataError) as refused:
        read_file(tmp_path)

    assert "holds 0 tables" in refused.value.what
