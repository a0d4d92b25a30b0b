import numpy as np
import pytest

from tests.core.csv.written import guessed, read
from workbench.core.errors import DataError

NO_CLOCK = "No time column was found: the rows are taken to be in order."


def column(*cells, name="date"):
    """A file whose first column holds ``cells``, and whose second counts the rows."""
    return "\n".join([f"{name};v", *(f"{cell};{row}" for row, cell in enumerate(cells))])


def moments(*written):
    return np.array(written, dtype="datetime64[us]").tolist()


@pytest.mark.parametrize(
    ("cells", "times"),
    [
        (["2024-01-31", "2024-02-01"], ["2024-01-31", "2024-02-01"]),
        (["2024/01/31 23:00", "2024/02/01 00:00"], ["2024-01-31T23:00", "2024-02-01T00:00"]),
        (["2024-01-31T23:00:00Z", "2024-02-01T00:00:00Z"], ["2024-01-31T23:00", "2024-02-01T00:00"]),
        (["2024-03-31T01:00+01:00", "2024-03-31T03:00+02:00"], ["2024-03-31T00:00", "2024-03-31T01:00"]),
        (["Jan 2024", "Feb 2024"], ["2024-01-01", "2024-02-01"]),
        (["20240131", "20240201"], ["2024-01-31", "2024-02-01"]),
        (["1871", "1872"], ["1871-01-01", "1872-01-01"]),
        (["31.01.2024 23:00", "01.02.2024 00:00"], ["2024-01-31T23:00", "2024-02-01T00:00"]),
        (["1/31/2024", "2/1/2024"], ["2024-01-31", "2024-02-01"]),
        (["31/12/23", "01/01/24"], ["2023-12-31", "2024-01-01"]),
        (["05/05/2024", "06/06/2024"], ["2024-05-05", "2024-06-06"]),
        (["2024-01-31 23:59:59.5", "2024-02-01"], ["2024-01-31T23:59:59.5", "2024-02-01"]),
    ],
    ids=lambda cells: cells[0],
)
def test_dates_are_read_in_their_common_notations(tmp_path, cells, times):
    series = read(tmp_path, column(*cells))

    assert series.times.tolist() == moments(*times)
    assert series.time_name == "date"
    assert series.columns == ("v",)
    assert guessed(series)["time_column"] == "date"


def test_the_time_column_may_stand_anywhere(tmp_path):
    series = read(tmp_path, "temp,when\n47.8,2010-01-01 00:00\n47.4,2010-01-01 01:00\n")

    assert (series.time_name, series.columns) == ("when", ("temp",))


def test_one_date_beyond_the_twelfth_decides_that_the_day_comes_first(tmp_path):
    series = read(tmp_path, column("03/04/2024", "13/04/2024"))

    assert series.times.tolist() == moments("2024-04-03", "2024-04-13")


def test_one_date_beyond_the_twelfth_decides_that_the_month_comes_first(tmp_path):
    series = read(tmp_path, column("03/04/2024", "03/13/2024"))

    assert series.times.tolist() == moments("2024-03-04", "2024-03-13")


@pytest.mark.parametrize("cells", [["05/05/2024", "03/04/2024"], ["05-05-2024", "03-04-2024"]])
def test_dates_that_can_mean_two_days_are_refused_with_the_question(tmp_path, cells):
    with pytest.raises(DataError) as caught:
        read(tmp_path, column(*cells))

    assert str(caught.value) == (
        f"{cells[1]} can mean two days: nothing in the file says whether the day or the month comes first.\n"
        "Set data.options.day_first to true or false."
    )


def test_with_points_the_day_comes_first(tmp_path):
    series = read(tmp_path, column("03.04.2024", "04.04.2024", "05.04.2024"))

    assert series.times.tolist() == moments("2024-04-03", "2024-04-04", "2024-04-05")


@pytest.mark.parametrize(("day_first", "meant"), [(True, "2024-04-03"), (False, "2024-03-04")])
def test_the_option_answers_which_of_two_days_is_meant(tmp_path, day_first, meant):
    series = read(tmp_path, column("03/04/2024", "05/05/2024"), day_first=day_first)

    assert series.times[0] == np.datetime64(meant)


def test_an_answer_that_the_dates_contradict_makes_no_clock(tmp_path):
    series = read(tmp_path, column("13/01/2024", "14/01/2024"), day_first=False)

    assert (series.times, series.notices) == (None, (NO_CLOCK,))


def test_dates_that_fit_neither_order_make_no_clock(tmp_path):
    series = read(tmp_path, column("01/13/2024", "14/01/2024"))

    assert (series.times, series.left_out) == (None, ("date",))


@pytest.mark.parametrize(
    "cells",
    [
        ("hello", "1/2/2024 call"),  # a date among words asks no question
        ("Jan", "Feb"),
        ("10:30", "11:30"),
        ("3-1", "2-2"),
        ("now", "today"),
        ("2024-01-01", "soon"),
        ("2024-01-01", ""),
        ("2024-02-30", "2024-02-31"),
        ("A1234", "A1235"),
    ],
    ids=lambda cells: cells[0],
)
def test_words_that_are_no_dates_are_never_made_into_dates(tmp_path, cells):
    series = read(tmp_path, column(*cells, name="note"))

    assert (series.times, series.left_out, series.notices) == (None, ("note",), (NO_CLOCK,))


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("goods", (1500, 2500, 1200)),  # no year, though the name ends in "ds"
        ("overtime", (1500, 2500, 1200)),  # nor this, which does not run one way
        ("load", (1871, 1872, 1873)),  # nothing in the name says that it is a time
        ("date", (20230228, 20230229, 20230301)),  # 2023 has no 29th of February
        ("day", (1, 2, 3)),
        ("date", (20231301, 20231302, 20231303)),
        ("year", (1871.5, 1872.5, 1873.5)),
    ],
)
def test_numbers_that_are_no_calendar_stay_numbers(tmp_path, name, cells):
    series = read(tmp_path, column(*cells, name=name))

    assert series.times is None
    np.testing.assert_array_equal(series.column(name), cells)


def test_a_year_that_repeats_in_every_quarter_is_no_clock(tmp_path):
    series = read(tmp_path, column(1959, 1959, 1959, 1959, 1960, 1960, 1960, 1960, name="year"))

    assert (series.times, series.columns) == (None, ("year", "v"))


def test_rows_from_the_latest_to_the_earliest_are_turned_round_with_a_notice(tmp_path):
    series = read(tmp_path, column("2024-01-03", "2024-01-02", "2024-01-01"))

    assert series.times.tolist() == moments("2024-01-01", "2024-01-02", "2024-01-03")
    np.testing.assert_array_equal(series.column("v"), [2, 1, 0])
    assert series.notices == ("The rows ran from the latest to the earliest; they were turned round.",)


def test_rows_out_of_order_are_kept_with_a_notice(tmp_path):
    series = read(tmp_path, column("2024-01-01", "2024-01-03", "2024-01-02", "2024-01-04"))

    np.testing.assert_array_equal(series.column("v"), [0, 1, 2, 3])
    assert "Rows where the time goes back: 1. They are kept in the order of the file." in series.notices


def test_rows_of_the_same_time_are_kept_with_a_notice(tmp_path):
    series = read(tmp_path, column("2024-01-01", "2024-01-02", "2024-01-02", "2024-01-03", "2024-01-04"))

    assert len(series) == 5
    assert series.notices == ("Rows that repeat the time of the row before: 1.",)


def test_gaps_are_noticed(tmp_path):
    series = read(tmp_path, column("2024-01-01", "2024-01-02", "2024-01-03", "2024-01-05", "2024-01-09"))

    assert series.notices == ("Gaps in the times: 2.",)


def test_months_of_different_length_are_no_gaps(tmp_path):
    series = read(tmp_path, column("2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"))

    assert series.notices == ()


def test_a_chosen_time_column_is_taken_though_its_name_says_nothing(tmp_path):
    series = read(tmp_path, column(1871, 1872, name="run"), time_column="run")

    assert (series.time_name, series.columns) == ("run", ("v",))
    assert guessed(series) == {"separator": ";"}


def test_no_clock_is_looked_for_when_the_rows_are_said_to_be_in_order(tmp_path):
    series = read(tmp_path, column("2024-01-01", "2024-01-02"), time_column="")

    assert (series.times, series.left_out, series.notices) == (None, ("date",), ())


def test_a_chosen_time_column_that_does_not_exist_is_told(tmp_path):
    with pytest.raises(DataError) as caught:
        read(tmp_path, column("2024-01-01", "2024-01-02"), time_column="time")

    assert str(caught.value) == "rows.csv has no column 'time'.\nIts columns are: date, v."


@pytest.mark.parametrize("cells", [("monday", "tuesday"), (1.5, 2.5), ("2024-01-01", "")])
def test_a_chosen_time_column_that_holds_no_times_is_told(tmp_path, cells):
    with pytest.raises(DataError) as caught:
        read(tmp_path, column(*cells), time_column="date")

    assert str(caught.value) == (
        "date cannot be read as dates or times.\nChoose another time column, or say that the rows are already in order."
    )


@pytest.mark.parametrize(
    ("cells", "offset"),
    [
        (("2024-01-01T00:00:00+08:00", "2024-01-02T00:00:00+08:00"), "+08:00"),
        (("2024-01-01 00:00 -0500", "2024-01-02 00:00 -0500"), "-0500"),
        (("2024-01-01T00:00:00.000Z", "2024-01-02T00:00:00.000Z"), "Z"),
    ],
)
def test_times_with_one_offset_stay_local_and_say_so(tmp_path, cells, offset):
    series = read(tmp_path, column(*cells))

    assert series.times.tolist() == moments("2024-01-01", "2024-01-02")
    assert series.notices == (
        f"Every time has the offset {offset} from UTC; it was left out, and the times are local.",
    )


def test_times_with_several_offsets_become_utc_and_say_so(tmp_path):
    series = read(tmp_path, column("2024-03-31T01:00+01:00", "2024-03-31T03:00+02:00"))

    assert series.times.tolist() == moments("2024-03-31T00:00", "2024-03-31T01:00")
    assert series.notices == ("The times have several offsets from UTC (+01:00, +02:00); they were changed to UTC.",)


def test_times_of_which_some_have_an_offset_say_so(tmp_path):
    series = read(tmp_path, column("2024-03-31T01:00+01:00", "2024-03-31T03:00"))

    assert series.times.tolist() == moments("2024-03-31T00:00", "2024-03-31T03:00")
    assert series.notices == ("Some times have an offset from UTC (+01:00) and some have none; all are taken as UTC.",)


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("monthly_total", (1500, 1501, 1502)),
        ("birthdays", (1500, 1501, 1502)),
        ("年产量", (1500, 1501, 1502)),
        ("year", (1500, 1510, 1600)),
    ],
)
def test_numbers_that_only_look_like_years_stay_numbers(tmp_path, name, cells):
    series = read(tmp_path, column(*cells, name=name))

    assert (series.times, series.columns) == (None, (name, "v"))


@pytest.mark.parametrize(
    "name", ["year", "Year", "YEAR", "yr", "date", "obs_year", "ObsYear", "年", "年份", "统计年份"]
)
def test_years_in_equal_steps_under_a_name_of_time_make_a_clock(tmp_path, name):
    assert read(tmp_path, column(1990, 1995, 2000, name=name)).time_name == name


@pytest.mark.parametrize(
    "cells",
    [
        ("2024-01-31", "2024-02-29", "2024-03-31", "2024-05-31", "2024-06-30"),
        ("2023-01-01", "2023-04-01", "2023-07-01", "2024-01-01", "2024-04-01"),
        ("2019-01-01", "2020-01-01", "2021-01-01", "2023-01-01"),
    ],
    ids=["months", "quarters", "years"],
)
def test_gaps_between_months_quarters_and_years_are_noticed(tmp_path, cells):
    series = read(tmp_path, column(*cells))

    assert series.notices == ("Gaps in the times: 1.",)


@pytest.mark.parametrize(("months", "count"), [(1, 40), (2, 20), (3, 20), (12, 10)])
def test_the_calendars_own_unevenness_is_no_gap(tmp_path, months, count):
    days = np.datetime64("2023-12", "M") + months * np.arange(count)

    assert read(tmp_path, column(*(f"{day}-01" for day in days))).notices == ()
