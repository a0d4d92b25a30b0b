"""Files as the field writes them, made in code, each with what a careful person reads in it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zipfile
from dataclasses import dataclass

NAN = float("nan")


@dataclass(frozen=True)
class Case:
    """One file.

    Attributes:
        name: what is odd about it.
        content: its bytes.
        columns: name and values of the columns of numbers, as far as they are checked.
        first: the first time; "" where it is not checked, None where there must be none.
        last: the last time.
        rows: how many.
        codes: of findings, each of which must be told.
        asks: code of the question that must be asked, or "".
        error: code of the error that must be raised, or "".
        texts: columns of words or exact digits, with their first cell.
    """

    name: str
    content: bytes
    columns: dict[str, list[float]] | None = None
    first: str | None = ""
    last: str = ""
    rows: int = 0
    codes: tuple[str, ...] = ()
    asks: str = ""
    error: str = ""
    texts: dict[str, str] | None = None


def table(*lines: str, encoding: str = "utf-8", end: str = "\n") -> bytes:
    return (end.join(lines) + end).encode(encoding)


def zipped(**files: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "."), content)
    return written.getvalue()


DAYS = [f"2024-01-{day:02}" for day in range(1, 31)]
PLAIN = table("date,load", *(f"{day},{at}.5" for at, day in enumerate(DAYS)))
LOADS = [at + 0.5 for at in range(30)]


def dated(cell, count=30, header="date,load", **kwargs):
    return table(header, *(f"{cell(at)},{at}.5" for at in range(count)), **kwargs)


WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MONTHS_DE = ["Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez"]
MONTHS_FR = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]

CASES = (
    # --- loggers, stations, stock sites, control rooms
    Case(
        "a German logger with preamble, units and a mean below",
        table(
            "Logger;HX-12",
            "Serien-Nr.;0012",
            "",
            "Datum;Uhrzeit;Temp;Druck",
            ";;[°C];[hPa]",
            *(f"{day:02}.01.2024;12:00;{day},5;1.01{day % 10},25" for day in range(1, 31)),
            "Mittelwert;;15,5;1.013,00",
            encoding="cp1252",
        ),
        {"Temp": [day + 0.5 for day in range(1, 31)]},
        "2024-01-01T12:00",
        "2024-01-30T12:00",
        30,
        ("preamble_skipped", "units_row", "footer_skipped"),
    ),
    Case(
        "a spreadsheet's Unicode text",
        b"\xff\xfe"
        + "\r\n".join(["Datum\tLast", *(f"{d:02}.03.2024\t{d},25" for d in range(1, 29))]).encode("utf-16-le"),
        {"Last": [d + 0.25 for d in range(1, 29)]},
        "2024-03-01",
        "2024-03-28",
        28,
    ),
    Case(
        "a Chinese export in GBK with 年月日",
        table("时间,负荷", *(f"2024年1月{d}日 {d % 24}时00分,{d}.5" for d in range(1, 29)), encoding="gbk"),
        {"负荷": [d + 0.5 for d in range(1, 29)]},
        "2024-01-01T01:00",
        "2024-01-28T04:00",
        28,
    ),
    Case(
        "a stock site with dollars, percent and volumes in M",
        table(
            "Date,Close/Last,Change %,Vol.",
            *(f'01/{d:02}/2024,"${1000 + d:,}.50",{d}.25%,{d}.5M' for d in range(1, 31)),
        ),
        {"Close/Last": [1000.5 + d for d in range(1, 31)]},
        "2024-01-01",
        "2024-01-30",
        30,
        ("number_format", "units_stripped"),
    ),
    Case(
        "volumes in K and M are multiplied out",
        table("Date,Vol", *(f"2024-01-{d:02},{'1.5M' if d % 2 else '200K'}" for d in range(1, 11))),
        {"Vol": [1.5e6 if d % 2 else 2e5 for d in range(1, 11)]},
        "2024-01-01",
        codes=("number_format",),
    ),
    Case(
        "two units in one column stay words",
        table("Date,P,v", *(f"2024-01-{d:02},{'1.5 kW' if d % 2 else '200 W'},{d}" for d in range(1, 11))),
        {"v": list(range(1, 11))},
        "2024-01-01",
        texts={"P": "1.5 kW"},
    ),
    Case(
        "a weather station with preamble and units",
        table(
            "Station: 10384 Berlin-Tempelhof",
            "Lat: 52.47, Lon: 13.40",
            "",
            "time,temp,rain",
            "UTC,degC,mm",
            *(f"{d}T06:00Z,{at}.5,0.0" for at, d in enumerate(DAYS)),
        ),
        {"temp": LOADS},
        "2024-01-01T06:00",
        "2024-01-30T06:00",
        30,
        ("preamble_skipped", "units_row"),
    ),
    Case(
        "a control room's words for bad quality",
        table(
            "Timestamp,PV",
            *(f"{d} 00:00,{'Bad' if at in (3, 4) else 'I/O Timeout' if at == 9 else at}" for at, d in enumerate(DAYS)),
        ),
        {"PV": [NAN if at in (3, 4, 9) else at for at in range(30)]},
        "2024-01-01",
        "2024-01-30",
        30,
        ("non_numeric_cells",),
    ),
    Case(
        "epoch nanoseconds of a time-series database",
        table("time,value", *(f"{(1_704_067_200 + 60 * at) * 10**9},{at}" for at in range(30))),
        {"value": list(range(30))},
        "2024-01-01",
        "2024-01-01T00:29",
        30,
    ),
    Case(
        "epoch seconds with a fraction",
        table("ts,value", *(f"{1_704_067_200 + 60 * at}.250,{at}" for at in range(30))),
        {"value": list(range(30))},
        "2024-01-01T00:00:00.250",
        "2024-01-01T00:29:00.250",
        30,
    ),
    Case(
        "epoch microseconds",
        table("ts,value", *(f"{(1_704_067_200 + at) * 10**6},{at}" for at in range(30))),
        {"value": list(range(30))},
        "2024-01-01",
        "2024-01-01T00:00:29",
        30,
    ),
    Case(
        "a date and a shifted header as R writes row names",
        table('"date","load"', *(f'"{at + 1}",{d},{at}.5' for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
        "2024-01-30",
        30,
        ("unnamed_columns",),
    ),
    Case(
        "an index column without a name",
        table(",date,load", *(f"{at},{d},{at}.5" for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
        "2024-01-30",
        30,
        ("unnamed_columns",),
    ),
    Case(
        "a separator at the end of each row",
        table("date,load", *(f"{d},{at}.5," for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
        "2024-01-30",
        30,
    ),
    Case(
        "a total below", PLAIN + b"Total,435.0\n", {"load": LOADS}, "2024-01-01", "2024-01-30", 30, ("footer_skipped",)
    ),
    Case("a total below with an empty date", PLAIN + b",435.0\n", {"load": LOADS}, rows=30, codes=("footer_skipped",)),
    Case(
        "a total below numbered rows",
        table("year,v", *(f"{1990 + at},{at}.5" for at in range(20)), "Total,200"),
        {"v": [at + 0.5 for at in range(20)]},
        "1990-01-01",
        "2009-01-01",
        20,
        ("footer_skipped",),
    ),
    Case(
        "a remark of one cell below",
        PLAIN + b"\nSource: the station\nAll rights reserved\n",
        {"load": LOADS},
        rows=30,
        codes=("footer_skipped",),
    ),
    Case(
        "two tables in one file",
        PLAIN + b"\n" + table("station,height", "A,12", "B,30", "C,11"),
        {"load": LOADS},
        rows=30,
        codes=("footer_skipped",),
    ),
    Case(
        "a second table with dates too",
        PLAIN + b"\n" + table("date,rain", *(f"{d},{at}.25" for at, d in enumerate(DAYS))),
        {"load": LOADS},
        rows=30,
        codes=("footer_skipped",),
    ),
    # --- numbers
    Case(
        "French thousands with a hard space",
        table("date;prix", *(f"{d};1\u00a0{at:03},50" for at, d in enumerate(DAYS))),
        {"prix": [1000.5 + at for at in range(30)]},
        "2024-01-01",
        "2024-01-30",
        30,
    ),
    Case(
        "French thousands with a narrow space in cp1252",
        table("date;prix €", *(f"{d};1\u00a0{at:03},50" for at, d in enumerate(DAYS)), encoding="cp1252"),
        {"prix €": [1000.5 + at for at in range(30)]},
        "2024-01-01",
        "2024-01-30",
        30,
    ),
    Case(
        "Swiss apostrophes",
        table("date;preis", *(f"{d};1'{at:03}.50" for at, d in enumerate(DAYS))),
        {"preis": [1000.5 + at for at in range(30)]},
        "2024-01-01",
    ),
    Case(
        "Indian groups",
        table("date,amount", *(f'{d},"1,23,{400 + at}.50"' for at, d in enumerate(DAYS))),
        {"amount": [123400.5 + at for at in range(30)]},
        "2024-01-01",
    ),
    Case(
        "German groups without a fraction",
        table("datum;last;x", *(f"{d};1.{200 + at};{at},5" for at, d in enumerate(DAYS))),
        {"last": [1200 + at for at in range(30)], "x": LOADS},
        "2024-01-01",
    ),
    Case("a mark that may be either", table("a;b", *(f"x{at};1,{200 + at}" for at in range(20))), asks="decimal_mark"),
    Case(
        "quoted groups of thousands",
        table("date,load", *(f'{d},"1,{200 + at}"' for at, d in enumerate(DAYS))),
        {"load": [1200 + at for at in range(30)]},
        "2024-01-01",
    ),
    Case(
        "decimal commas in quotes",
        table("date,load", *(f'{d},"{at},5"' for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
    ),
    Case(
        "brackets for minus",
        table("date,profit", *(f"{d},({at}.5)" for at, d in enumerate(DAYS))),
        {"profit": [-value for value in LOADS]},
        "2024-01-01",
        codes=("number_format",),
    ),
    Case(
        "a minus behind",
        table("date,profit", *(f"{d},{at}.5{'-' if at % 2 else ''}" for at, d in enumerate(DAYS))),
        {"profit": [-v if at % 2 else v for at, v in enumerate(LOADS)]},
        "2024-01-01",
        codes=("number_format",),
    ),
    Case(
        "the minus of typesetters",
        table("date,t", *(f"{d},\u2212{at}.5" for at, d in enumerate(DAYS))),
        {"t": [-value for value in LOADS]},
        "2024-01-01",
    ),
    Case(
        "exponents of Fortran",
        table("date,t", *(f"{d},{at}.5D+02" for at, d in enumerate(DAYS))),
        {"t": [value * 100 for value in LOADS]},
        "2024-01-01",
    ),
    Case(
        "full-width digits",
        table(
            "date,t",
            *(f"{d},１{at % 10}．５".replace(str(at % 10), chr(0xFF10 + at % 10), 0) for at, d in enumerate(DAYS)),
        ),
        first="2024-01-01",
        rows=30,
    ),
    Case(
        "units behind the numbers",
        table("date,p", *(f"{d},{at}.5 kW" for at, d in enumerate(DAYS))),
        {"p": LOADS},
        "2024-01-01",
        codes=("units_stripped",),
    ),
    Case(
        "codes with leading zeros",
        table("date,zip,v", *(f"{d},0{1000 + at},{at}" for at, d in enumerate(DAYS))),
        {"v": list(range(30))},
        "2024-01-01",
        texts={"zip": "01000"},
    ),
    Case(
        "identifiers beyond 2^53",
        table("date,id,v", *(f"{d},{9007199254740993 + 2 * at},{at}" for at, d in enumerate(DAYS))),
        {"v": list(range(30))},
        "2024-01-01",
        texts={"id": "9007199254740993"},
    ),
    Case(
        "infinite values",
        table("date,v", *(f"{d},{'1e999' if at == 3 else at}" for at, d in enumerate(DAYS))),
        {"v": [NAN if at == 3 else at for at in range(30)]},
        codes=("non_finite",),
    ),
    Case(
        "a code for missing",
        table("date,v", *(f"{d},{-9999 if at == 3 else at}" for at, d in enumerate(DAYS))),
        {"v": [-9999 if at == 3 else at for at in range(30)]},
        codes=("sentinel",),
    ),
    Case(
        "many words for missing",
        table(
            "date,v",
            *(
                f"{d},{['NA', 'n/a', '-', 'null', 'NaN', '#N/A', '', '--', '.', 'None'][at % 10] if at % 2 else at}"
                for at, d in enumerate(DAYS)
            ),
        ),
        {"v": [NAN if at % 2 else at for at in range(30)]},
        "2024-01-01",
    ),
    # --- times
    Case(
        "days and months with two digits of the year",
        dated(lambda at: f"{at % 28 + 1:02}.{at // 28 + 1:02}.24"),
        {"load": LOADS},
        "2024-01-01",
        "2024-02-02",
        30,
        ("two_digit_years",),
    ),
    Case(
        "the year first with two digits",
        dated(lambda at: f"23-01-{at + 1:02}"),
        {"load": LOADS},
        "2023-01-01",
        "2023-01-30",
        30,
        ("two_digit_years",),
    ),
    Case(
        "quarters", dated(lambda at: f"{2000 + at // 4}Q{at % 4 + 1}"), {"load": LOADS}, "2000-01-01", "2007-04-01", 30
    ),
    Case(
        "quarters with a dash",
        dated(lambda at: f"{2000 + at // 4}-Q{at % 4 + 1}"),
        {"load": LOADS},
        "2000-01-01",
        "2007-04-01",
        30,
    ),
    Case("weeks", dated(lambda at: f"2020-W{at + 1:02}"), {"load": LOADS}, "2019-12-30", "2020-07-20", 30),
    Case(
        "German months",
        dated(lambda at: f"01. {MONTHS_DE[at % 12]} {2000 + at // 12}"),
        {"load": LOADS},
        "2000-01-01",
        "2002-06-01",
        30,
    ),
    Case(
        "French months",
        dated(lambda at: f"1 {MONTHS_FR[at % 12]} {2000 + at // 12}"),
        {"load": LOADS},
        "2000-01-01",
        "2002-06-01",
        30,
    ),
    Case(
        "English months first",
        table("date;load", *(f"Jan {at + 1}, 2024;{at}.5" for at in range(30))),
        {"load": LOADS},
        "2024-01-01",
        "2024-01-30",
        30,
    ),
    Case(
        "days of the week before",
        table(
            "date;load",
            *(f"{WEEKDAYS[at % 7]}, {at + 1:02} Jan 2024;{at}.5" for at in range(30)),
        ),
        {"load": LOADS},
        "2024-01-01",
        "2024-01-30",
        30,
    ),
    Case(
        "months only",
        dated(lambda at: f"{2000 + at // 12}-{at % 12 + 1:02}"),
        {"load": LOADS},
        "2000-01-01",
        "2002-06-01",
        30,
    ),
    Case(
        "months before years",
        dated(lambda at: f"{at % 12 + 1:02}/{2000 + at // 12}"),
        {"load": LOADS},
        "2000-01-01",
        "2002-06-01",
        30,
    ),
    Case(
        "month names and two digits",
        dated(lambda at: f"{MONTHS[at % 12]}-{at // 12 + 10}"),
        {"load": LOADS},
        "2010-01-01",
        "2012-06-01",
        30,
        ("two_digit_years",),
    ),
    Case(
        "hours up to 24:00",
        dated(lambda at: f"2024-01-{at // 24 + 1:02} {at % 24 + 1:02}:00"),
        {"load": LOADS},
        "2024-01-01T01:00",
        "2024-01-02T06:00",
        30,
    ),
    Case(
        "one offset for all",
        dated(lambda at: f"2024-01-01T{at % 24:02}:00:00+08:00", 24),
        {"load": LOADS[:24]},
        "2024-01-01",
        rows=24,
    ),
    Case(
        "names of zones",
        dated(lambda at: f"2024-01-01 {at % 24:02}:00:00 UTC", 24),
        {"load": LOADS[:24]},
        "2024-01-01",
        rows=24,
    ),
    Case(
        "a day and an hour in two columns",
        table("Date,Hour,load", *(f"2024-01-{at // 24 + 1:02},{at % 24},{at}.5" for at in range(72))),
        {"load": [at + 0.5 for at in range(72)]},
        "2024-01-01",
        "2024-01-03T23:00",
        72,
    ),
    Case(
        "year, month, day and hour in columns",
        table("year,month,day,hour,load", *(f"2024,1,{at // 24 + 1},{at % 24},{at}.5" for at in range(72))),
        {"load": [at + 0.5 for at in range(72)]},
        "2024-01-01",
        "2024-01-03T23:00",
        72,
    ),
    Case(
        "the time of day before the date",
        table("t;load", *(f"{at:02}:30 15/01/2024;{at}.5" for at in range(24))),
        {"load": LOADS[:24]},
        "2024-01-15T00:30",
        "2024-01-15T23:30",
        24,
    ),
    Case("the year 1650", dated(lambda at: f"{1650 + at}-01-01"), {"load": LOADS}, "1650-01-01", "1679-01-01", 30),
    Case("days of a spreadsheet", dated(lambda at: f"{45292 + at}"), asks="time_unit"),
    Case(
        "no order of day and month",
        dated(lambda at: f"{at % 12 + 1:02}/{at // 12 + 1:02}/2024"),
        asks="day_month_order",
    ),
    Case(
        "one date that the calendar has not",
        dated(lambda at: "2024-02-30" if at == 9 else DAYS[at]),
        rows=30,
        codes=("invalid_dates",),
    ),
    Case(
        "compact stamps with a T",
        dated(lambda at: f"20240101T{at % 24:02}0000Z", 24),
        {"load": LOADS[:24]},
        "2024-01-01",
        rows=24,
    ),
    Case(
        "Spanish half days",
        table(
            "fecha;load", *(f"15/01/2024 {(at % 12) or 12}:00 {'a' if at < 12 else 'p'}. m.;{at}.5" for at in range(24))
        ),
        {"load": LOADS[:24]},
        "2024-01-15",
        "2024-01-15T23:00",
        24,
    ),
    # --- dialect
    Case(
        "several line ends",
        b"date,load\r\n2024-01-01,1.5\n2024-01-02,2.5\r2024-01-03,3.5\r\n",
        {"load": [1.5, 2.5, 3.5]},
        "2024-01-01",
    ),
    Case(
        "tabs in the preamble of a file of commas",
        b"Made\tby\ta\ttool\n" + PLAIN,
        {"load": LOADS},
        "2024-01-01",
        codes=("preamble_skipped",),
    ),
    Case(
        "a quotation mark that is never closed",
        table("date,note,load", *(f"{d},{chr(34) if at == 5 else ''}ok,{at}.5" for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
        rows=30,
        codes=("bad_quotes",),
    ),
    Case(
        "inches",
        table("date,pipe,load", *(f'{d},5" pipe,{at}.5' for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
        rows=30,
    ),
    Case(
        "two bars between the cells",
        table("date||load", *(f"{d}||{at}.5" for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
    ),
    Case(
        "carets between the cells",
        table("date^load", *(f"{d}^{at}.5" for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
    ),
    Case(
        "remarks with the header in them",
        table("# made by a tool", "# date,load", *(f"{d},{at}.5" for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
        codes=("comment_lines",),
    ),
    Case(
        "remarks with an odd quotation mark",
        table('# 5" pipe', "date,load", *(f"{d},{at}.5" for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
        codes=("comment_lines",),
    ),
    Case(
        "each row in quotation marks",
        table('"date,load"', *(f'"{d},{at}.5"' for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
    ),
    Case(
        "columns aligned with blanks",
        table("date        load", *(f"{d}  {at + 0.5:>6}" for at, d in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
    ),
    Case(
        "an unquoted decimal comma between commas",
        table("date,load", *(f"{d},{at},5" for at, d in enumerate(DAYS))),
        error="header_mismatch",
    ),
    Case(
        "years as names",
        table("country,2000,2001,2002,2003", *(f"c{at},{at}.5,{at},{at + 1},{at + 2}" for at in range(20))),
        {"2001": list(range(20))},
        None,
        rows=20,
        asks="transposed",
    ),
    # --- encodings
    *(
        Case(
            f"{encoding}",
            table(
                f"日付,{name}" if name != "a" else "", *(f"{d},{at}.5" for at, d in enumerate(DAYS)), encoding=encoding
            ),
            {name: LOADS},
            "2024-01-01",
            rows=30,
        )
        for encoding, name in (("shift_jis", "気温データ"), ("euc_jp", "気温データ"))
    ),
    Case(
        "Big5",
        table("日期,溫度,測站", *(f"{d},{at}.5,臺北觀測站" for at, d in enumerate(DAYS)), encoding="big5"),
        {"溫度": LOADS},
        rows=30,
    ),
    Case(
        "EUC-KR",
        table("날짜,기온,지점", *(f"{d},{at}.5,서울 관측소" for at, d in enumerate(DAYS)), encoding="euc_kr"),
        {"기온": LOADS},
        rows=30,
    ),
    Case(
        "cp1251",
        table("дата,температура,станция", *(f"{d},{at}.5,Москва" for at, d in enumerate(DAYS)), encoding="cp1251"),
        {"температура": LOADS},
        rows=30,
    ),
    Case("UTF-16 without a mark", PLAIN.decode().encode("utf-16-le"), {"load": LOADS}, "2024-01-01", rows=30),
    Case("UTF-16 big without a mark", PLAIN.decode().encode("utf-16-be"), {"load": LOADS}, "2024-01-01", rows=30),
    Case("UTF-32", PLAIN.decode().encode("utf-32"), {"load": LOADS}, "2024-01-01", rows=30),
    Case("a mark in the middle", PLAIN + b"\xef\xbb\xbf2024-01-31,30.5\n", {"load": [*LOADS, 30.5]}, rows=31),
    Case(
        "two files glued together",
        b"\xef\xbb\xbf" + PLAIN + b"\xef\xbb\xbf" + PLAIN.replace(b"2024", b"2025"),
        {"load": LOADS * 2},
        rows=60,
        codes=("repeated_header",),
    ),
    # --- archives and what is no table
    Case("bzip2", bz2.compress(PLAIN), {"load": LOADS}, rows=30),
    Case("xz", lzma.compress(PLAIN), {"load": LOADS}, rows=30),
    Case("a zip with a Mac's shadow", zipped(a__csv=PLAIN, **{"__MACOSX/._a.csv": b"\0\1"}), {"load": LOADS}, rows=30),
    Case("a zip in a zip", zipped(a__zip=zipped(a__csv=PLAIN)), error="nested_archive"),
    Case("a bomb", gzip.compress(b"1,2\n" * 20_000_000), error="archive_bomb"),
    Case(
        "a pointer of Git LFS",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 12\n",
        error="lfs_pointer",
    ),
    Case(
        "prose",
        b"It was the best of times, it was the worst of times,\nit was the age of wisdom.\n\nThe end, so far.\n",
        error="not_csv",
    ),
    Case("a PDF", b"%PDF-1.7\n1 0 obj\n", error="not_csv_binary"),
    Case("only NUL bytes", b"\0" * 500, error="not_csv_binary"),
    Case("one line", b"1,2,3\n", error="no_rows"),
    Case(
        "many series in one file",
        table("date,item,v", *(f"{d},{item},{at}" for at, d in enumerate(DAYS) for item in "abc")),
        {"v": [at for at in range(30) for _ in "abc"]},
        "2024-01-01",
        "2024-01-30",
        90,
        ("many_series",),
    ),
    Case(
        "the time from left to right",
        table("item,2024-01-01,2024-01-02,2024-01-03,2024-01-04", *(f"i{at},{at},1,2,3" for at in range(9))),
        asks="transposed",
    ),
    Case(
        "columns of one name",
        table("date,v,v,v", *(f"{d},{at},1,2" for at, d in enumerate(DAYS))),
        {"v": list(range(30))},
        codes=("duplicate_names",),
    ),
    Case(
        "the newest first",
        table("date,load", *(f"{d},{at}.5" for at, d in reversed(list(enumerate(DAYS))))),
        {"load": LOADS},
        "2024-01-01",
        codes=("unsorted_time",),
    ),
    Case(
        "two lines of names with gaps",
        table("date,Berlin,,Paris,", ",temp,wind,temp,wind", *(f"{d},{at},1,2,3" for at, d in enumerate(DAYS))),
        {"Berlin / temp": list(range(30))},
        "2024-01-01",
        codes=("multi_row_header",),
    ),
    Case(
        "a Campbell logger",
        table(
            '"TOA5","CR1000","CR1000","1"',
            '"TIMESTAMP","RECORD","AirTC_Avg","RH"',
            '"TS","RN","Deg C","%"',
            '"","","Avg","Smp"',
            *(f'"{day} 00:00:00",{at},{at}.5,80' for at, day in enumerate(DAYS)),
        ),
        {"AirTC_Avg": LOADS},
        "2024-01-01",
        "2024-01-30",
        30,
        ("units_row",),
    ),
    Case(
        "columns aligned with blanks, of which some cells are empty",
        table(
            "date           a     b",
            *(f"{day}  {'' if at % 7 == 3 else at:>4}  {at + 1:>4}" for at, day in enumerate(DAYS)),
        ),
        {"a": [NAN if at % 7 == 3 else at for at in range(30)], "b": list(range(1, 31))},
        "2024-01-01",
        codes=("ragged_rows",),
    ),
    Case(
        "a table in Markdown",
        table("| date | load |", "|------|------|", *(f"| {day} | {at}.5 |" for at, day in enumerate(DAYS))),
        {"load": LOADS},
        "2024-01-01",
        rows=30,
    ),
    Case(
        "brackets and dollars for minus",
        table("date,p", *(f'{day},"$({at + 1},000.00)"' for at, day in enumerate(DAYS))),
        {"p": [-1000.0 * (at + 1) for at in range(30)]},
        codes=("number_format",),
    ),
    Case(
        "percent in half of the cells",
        table("date,p,v", *(f"{day},{f'{at}%' if at % 2 else at / 100},{at}" for at, day in enumerate(DAYS))),
        {"v": list(range(30))},
        texts={"p": "0.0"},
    ),
)
