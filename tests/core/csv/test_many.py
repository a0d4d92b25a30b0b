"""Many series in one file: the time is taken, and the column that tells them apart is proposed."""

import numpy as np
import pytest

from workbench.core.csv.inspection import told_of
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.reader import read_csv
from workbench.core.csv.table import read_table
from workbench.core.experiment import DataSpec, FileSource
from workbench.core.sources.groups import not_used, sorted_by_group, spans_of
from workbench.core.sources.opening import first_experiment, open_series

DAYS = np.datetime64("2024-01-01") + np.arange(60)
BY_SHOP = [(day, shop, at + 0.5) for shop in "abc" for at, day in enumerate(DAYS)]
BY_DATE = [(day, shop, at + 0.5) for at, day in enumerate(DAYS) for shop in "abc"]


def written(rows, header="date,shop,sales"):
    return "\n".join([header, *(",".join(map(str, row)) for row in rows), ""]).encode()


def inspected(rows, header="date,shop,sales"):
    return told_of(read_table(written(rows, header), "rows.csv", CsvOptions()))


def codes(told):
    return [one["code"] for one in told["warnings"]]


@pytest.mark.parametrize(
    ("rows", "header", "group", "count"),
    [
        (BY_SHOP, "date,shop,sales", "shop", 3),
        (BY_DATE, "date,shop,sales", "shop", 3),
        ([*BY_SHOP[:60], *BY_SHOP[80:100]], "date,shop,sales", "shop", 2),
        ([(day, "abc".index(shop), value) for day, shop, value in BY_SHOP], "date,shop,sales", "shop", 3),
        ([(day, f"00{'abc'.index(shop)}", value) for day, shop, value in BY_SHOP], "date,shop,sales", "shop", 3),
        ([(day, shop, item, 1.5) for shop in "ab" for item in "xyz" for day in DAYS], "date,shop,item,v",
         "shop / item", 6),
        ([(day, at * 7 % 13, shop) for shop in (1, 2) for at, day in enumerate(DAYS)], "date,sales,shop", "shop", 2),
        ([(name, 1990 + at, at + 0.5) for name in ("DE", "FR") for at in range(30)], "country,year,gdp", "country", 2),
        ([(1704067200 + 60 * at, name, at + 0.5) for name in "ab" for at in range(60)], "time,sensor,v", "sensor", 2),
        ([(2010 + at // 12, at % 12 + 1, name, at) for name in "ab" for at in range(48)], "year,month,at,v", "at", 2),
    ],
    ids=["by shop", "by date", "short and long", "numbers", "digits", "two columns", "whole values beside", "years",
         "seconds", "year and month"],
)  # fmt: skip
def test_the_column_that_tells_series_apart_is_found(rows, header, group, count):
    told = inspected(rows, header)

    assert (told["time"]["group"], told["time"]["series"]) == (group, count)
    assert (told["time"]["duplicates"], told["time"]["gaps"]) == (0, 0)
    assert codes(told) == ["many_series"]


def test_a_repeated_time_and_a_gap_are_those_within_a_series():
    told = inspected([*BY_SHOP[:30], BY_SHOP[29], *BY_SHOP[30:70], *BY_SHOP[75:]])

    assert (told["time"]["duplicates"], told["time"]["gaps"]) == (1, 1)
    assert codes(told) == ["many_series", "duplicate_timestamps", "gaps"]


@pytest.mark.parametrize(
    "rows",
    [
        [*((day, "ok", at) for at, day in enumerate(DAYS)), (DAYS[-1], "again", 5)],
        [(day, "first" if at < 30 else "second", at) for at, day in enumerate(DAYS)],
        [(DAYS[at // 2], f"note {at}", at) for at in range(120)],
    ],
    ids=["a flag of one row", "phases that follow each other", "words that are all different"],
)
def test_other_words_beside_times_name_no_series(rows):
    assert inspected(rows)["time"]["group"] is None


def test_series_that_run_backwards_are_turned_round(tmp_path):
    path = tmp_path / "rows.csv"
    path.write_bytes(written(BY_SHOP[::-1]))

    series = sorted_by_group(read_csv(path), "shop")

    assert [series.times[span.start] for span in spans_of(series, "shop")] == [DAYS[0]] * 3


@pytest.mark.parametrize(("rows", "header", "group"), [
    (BY_DATE, "date,shop,sales", "shop"),
    ([(day, shop, item, at) for at, day in enumerate(DAYS) for shop in "ab" for item in "xy"], "date,shop,item,v",
     "shop / item"),
    ([(day, at % 9, shop) for at, day in enumerate(DAYS) for shop in (1, 2)], "date,v,shop", "shop"),
])  # fmt: skip
def test_an_experiment_begins_with_the_group_and_another_target(tmp_path, rows, header, group):
    path = tmp_path / "rows.csv"
    path.write_bytes(written(rows, header))
    source = FileSource(path=str(path))

    experiment = first_experiment(source, open_series(DataSpec(source=source)))
    series = open_series(experiment.data)

    assert experiment.data.group == group
    assert experiment.data.targets[0] in ("sales", "v")
    assert {len(span) for span in spans_of(series, group)} == {len(DAYS)}
    assert not_used(series, group) == ()
