"""Workbooks: which sheet, where its table stands, and what its cells are."""

import datetime as dt

import numpy as np
import pytest

from tests.core.formats.made import daily, days, ods, with_part, workbook
from workbench.core.csv import CsvOptions
from workbench.core.errors import DataError, UnsettledError
from workbench.core.formats import package, read_file
from workbench.core.stopping import Discarded

SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture
def book(tmp_path):
    return tmp_path / "book.xlsx"


def codes(series):
    return [finding.code for finding in series.findings]


def found(series, code):
    (finding,) = [finding for finding in series.findings if finding.code == code]
    return finding


def test_cells_keep_their_types(book):
    rows = [["day", "flow", "is open", "code"]]
    rows += [[day, at / 4, at % 2 == 0, f"00{at}"] for at, day in enumerate(days(5))]

    series = read_file(workbook(book, Data=rows))

    assert series.columns == ("flow", "is open")
    np.testing.assert_array_equal(series.values, [[at / 4, at % 2 == 0] for at in range(5)])
    np.testing.assert_array_equal(series.times, np.array(days(5), dtype="datetime64[us]"))
    assert series.time_name == "day"
    assert series.labels["code"].words == ("000", "001", "002", "003", "004")
    assert series.lines.tolist() == [2, 3, 4, 5, 6]
    assert codes(series) == []


def test_several_sheets_with_rows_are_asked_with_the_largest_proposed(book):
    workbook(book, Notes=[["a"], [1]], Data=daily(), Empty=[])

    with pytest.raises(UnsettledError) as caught:
        read_file(book)

    error = caught.value
    assert (error.option, error.options, error.proposal) == ("sheet", ("Notes", "Data"), "Data")
    assert error.what == "book.xlsx has several sheets with rows: Notes, Data."


def test_the_named_sheet_is_read(book):
    workbook(book, Notes=[["a"], [1], [2]], Data=daily())

    assert read_file(book, CsvOptions(sheet="Data")).columns == ("flow", "level")
    assert read_file(book, CsvOptions(sheet="Notes")).columns == ("a",)


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(book):
    with pytest.raises(DataError) as caught:
        read_file(workbook(book, Data=daily()), CsvOptions(sheet="Date"))

    assert str(caught.value) == "book.xlsx has no sheet 'Date'.\nIts sheets are: Data."


def test_hidden_sheets_are_told_and_only_read_by_name(book):
    workbook(book, hidden=["Old"], Data=daily(), Old=[["x"], [1], [2]])

    series = read_file(book)

    assert series.columns == ("flow", "level")
    assert found(series, "hidden_sheets").message == "Hidden sheets, which were not read: Old."
    assert read_file(book, CsvOptions(sheet="Old")).columns == ("x",)


def test_titles_units_blank_rows_and_totals_are_left_out_and_told(book):
    rows = [["Report of the river"], [], ["day", "flow", "level"], [None, "m³/s", "m"]]
    rows += [[day, at, at / 2] for at, day in enumerate(days(10))]
    rows.insert(8, [])
    rows += [["Total", 45, 22.5]]

    series = read_file(workbook(book, Data=rows))

    assert series.columns == ("flow", "level")
    assert series.column("flow").tolist() == list(range(10))
    assert found(series, "preamble").lines == (1,)
    assert found(series, "units_row").message == "The row below the header holds units: m³/s, m."
    assert series.units == {"flow": "m³/s", "level": "m"}
    assert found(series, "footer").lines == (16,)
    assert found(series, "blank_rows").count == 1


@pytest.mark.parametrize(
    ("above", "units"),
    [
        ([["day", "flow", "level"], [None, "[m³/s]", "-"]], {"flow": "m³/s"}),
        ([["day", "flow", "level"], ["datetime", "float", "float"], ["UTC", "10³ m³", "°dH"]],
         {"flow": "10³ m³", "level": "°dH"}),
        ([["day", "flow", "level"], [None, "m³/s", "m"], [None, "Avg", "Max"]], {"flow": "m³/s", "level": "m"}),
        ([["day", "flow [m³/s]", "level（m）"]], {"flow [m³/s]": "m³/s", "level（m）": "m"}),
        ([[None, "flow", "level"], ["day", "(min)", "(max)"]], {}),
    ],
    ids=["brackets", "types above", "kinds below", "in the names", "names in two rows"],
)  # fmt: skip
def test_the_units_of_a_sheet_are_kept_by_the_rules_of_text_files(book, tmp_path, above, units):
    rows = [*above, *([day, at, at / 4] for at, day in enumerate(days(30)))]
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(",".join("" if one is None else str(one) for one in row) for row in rows), "utf-8")

    of_sheet, of_text = read_file(workbook(book, Data=rows)), read_file(path)

    assert of_sheet.units == of_text.units == units
    assert len(of_sheet) == len(of_text) == 30


def test_a_header_of_years_is_no_row(book):
    rows = [["station", 2019, 2020], *([name, at, at + 0.5] for at, name in enumerate(["a", "b", "c", "d"]))]

    series = read_file(workbook(book, Data=rows), CsvOptions(time_column="-"))

    assert series.columns == ("2019", "2020")
    assert len(series) == 4


def test_without_a_header_columns_are_numbered_and_told(book):
    series = read_file(workbook(book, Data=[[day, at] for at, day in enumerate(days(6))]))

    assert series.columns == ("column 2",)
    assert len(series) == 6
    assert "no_header" in codes(series)


def test_repeated_headers_and_names_are_told(book):
    rows = daily(6)
    rows.insert(4, rows[0])
    rows = [[*row, row[2]] for row in rows]

    series = read_file(workbook(book, Data=rows))

    assert series.columns == ("flow", "level", "level.1")
    assert len(series) == 6
    assert found(series, "repeated_header").lines == (5,)
    assert found(series, "duplicate_names").count == 1


def test_words_for_missing_and_numbers_stored_as_text_are_told(book):
    rows = [["day", "flow", "stored"]]
    rows += [[day, "n/a" if at == 2 else at, f"{at}.5"] for at, day in enumerate(days(6))]

    series = read_file(workbook(book, Data=rows))

    assert np.isnan(series.column("flow")).tolist() == [False, False, True, False, False, False]
    assert series.column("stored").tolist() == [at + 0.5 for at in range(6)]
    assert found(series, "missing_words").message == "flow: words taken as missing values: n/a (1)."
    assert found(series, "missing_words").lines == (4,)
    assert "text_numbers" in codes(series)


def test_a_word_among_numbers_is_judged_as_in_a_text_file(book, tmp_path):
    rows = daily(40)
    rows[5][2] = "broken"
    path = tmp_path / "rows.csv"
    path.write_text("\n".join(",".join(str(cell).split(" 00:")[0] for cell in row) for row in rows))

    of_sheet, of_text = read_file(workbook(book, Data=rows)), read_file(path)

    assert of_sheet.columns == of_text.columns
    np.testing.assert_array_equal(of_sheet.values, of_text.values)
    np.testing.assert_array_equal(of_sheet.times, of_text.times)
    told = [[(one.code, one.lines) for one in series.findings] for series in (of_sheet, of_text)]
    assert told[0] == told[1]
    assert (6,) in [lines for _, lines in told[0]]


def test_errors_and_formulas_that_were_never_computed_are_missing_and_told(book, tmp_path):
    rows = daily(8)
    rows[3][1] = "=A1/0"
    workbook(book, Data=rows)
    broken = with_part(
        book, tmp_path / "errors.xlsx", SHEET,
        lambda xml: xml.replace(b'<c r="C6" t="n"><v>1.5</v></c>', b'<c r="C6" t="e"><v>#N/A</v></c>'),
    )  # fmt: skip

    series = read_file(broken)

    assert np.flatnonzero(np.isnan(series.column("flow"))).tolist() == [2]
    assert np.flatnonzero(np.isnan(series.column("level"))).tolist() == [4]
    assert found(series, "error_cells").count == 1
    assert found(series, "uncomputed_formulas").count == 1


def test_a_date_and_a_time_of_day_become_one_time(book):
    rows = [["date", "time", "x"]]
    rows += [[dt.datetime(2024, 1, 1 + at // 24), dt.time(at % 24, 30), at] for at in range(48)]

    series = read_file(workbook(book, Data=rows))

    assert series.times[25] == np.datetime64("2024-01-02T01:30")
    assert found(series, "joined_time").message == "date and time were joined to one time."


def test_durations_are_seconds_and_told(book):
    rows = [["x", "run"], ["m", "h"], *([at, dt.timedelta(hours=30 + at)] for at in range(5))]

    series = read_file(workbook(book, Data=rows))

    assert series.column("run").tolist() == [3600 * (30 + at) for at in range(5)]
    assert "durations" in codes(series)
    assert series.units == {"x": "m", "run": "s"}


def test_an_ods_file_is_read(tmp_path):
    head = "<table:table-row><table:table-cell office:value-type='string'><text:p>x</text:p></table:table-cell>"
    head += "</table:table-row>"
    row = "<table:table-row><table:table-cell office:value-type='float' office:value='4'><text:p>4</text:p>"
    row += "</table:table-cell></table:table-row>"

    series = read_file(ods(tmp_path / "a.ods", head + row * 5, 1))

    assert series.columns == ("x",)
    assert series.values.tolist() == [[4.0]] * 5


def test_a_small_file_with_cells_far_apart_is_refused_before_it_is_read(book, tmp_path):
    workbook(book, Data=daily(3))
    far = with_part(
        book, tmp_path / "far.xlsx", SHEET,
        lambda xml: xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'),
    )  # fmt: skip

    with pytest.raises(DataError) as caught:
        read_file(far)

    assert "reach to row 1,048,576 and column 16,384" in caught.value.what


def test_repeated_cells_of_an_ods_file_are_refused_before_they_are_read(tmp_path):
    row = "<table:table-row table:number-rows-repeated='1000000'><table:table-cell"
    row += " table:number-columns-repeated='16000' office:value-type='float' office:value='4'><text:p>4</text:p>"
    row += "</table:table-cell></table:table-row>"

    with pytest.raises(DataError) as caught:
        read_file(ods(tmp_path / "a.ods", row.replace("'", '"'), 1))

    assert "reach to row 1,000,000 and column 16,000" in caught.value.what


@pytest.mark.parametrize("declared", ["true", "false"])
def test_a_file_that_unpacks_to_too_much_is_refused_whatever_its_directory_says(book, tmp_path, monkeypatch, declared):
    monkeypatch.setattr(package, "MOST_UNPACKED", 2_000_000)
    bomb = with_part(
        workbook(book, Data=daily(3)), tmp_path / "bomb.xlsx", "docProps/app.xml", lambda _: b" " * 4_000_000
    )
    if declared == "false":
        content = bomb.read_bytes()
        bomb.write_bytes(content.replace((4_000_000).to_bytes(4, "little"), (40).to_bytes(4, "little")))

    with pytest.raises(DataError) as caught:
        read_file(bomb)

    assert "unpacks to more than" in caught.value.what


def test_a_file_that_was_not_copied_whole_is_refused(book):
    workbook(book, Data=daily(300))
    book.write_bytes(book.read_bytes()[:-400])

    with pytest.raises(DataError) as caught:
        read_file(book)

    assert caught.value.what == "book.xlsx is damaged: it cannot be unpacked."


def test_a_file_with_a_password_is_refused_by_that(tmp_path):
    path = tmp_path / "secret.xlsx"
    path.write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 2000 + "EncryptedPackage".encode("utf-16-le"))

    with pytest.raises(DataError) as caught:
        read_file(path)

    assert caught.value.what == "secret.xlsx is protected by a password."


def test_reading_tells_how_far_it_is_and_can_be_ended(book):
    workbook(book, Data=daily())
    shares = []

    def tell(share):
        shares.append(share)
        if share > 0.2:
            raise Discarded

    with pytest.raises(Discarded):
        read_file(book, progress=tell)

    assert shares == sorted(shares)
    assert len(shares) > 1


@pytest.mark.parametrize("rows", [[], [["a", "b"]], [["a"], ["b"], ["c"]]])
def test_a_sheet_without_numbers_is_refused(book, rows):
    with pytest.raises(DataError):
        read_file(workbook(book, Data=rows))
