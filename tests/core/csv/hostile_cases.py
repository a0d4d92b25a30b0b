"""Files that were read wrong without a word, or not at all, when they were first tried; each with what is right."""

from __future__ import annotations

from tests.core.csv.field_cases import DAYS, LOADS, NAN, PLAIN, Case, table

ENDS = ("2024-01-01", "2024-01-30")
WHOLE = list(range(30))


def of(cell, header="date,v,w", separator=",", **kwargs):
    """Give 30 days with ``cell(row)`` and the row's number."""
    quoted = [f'"{cell(at)}"' if separator in cell(at) else cell(at) for at in range(30)]
    rows = (f"{day}{separator}{quoted[at]}{separator}{at}" for at, day in enumerate(DAYS))
    return table(header.replace(",", separator), *rows, **kwargs)


def hours(stamp, count=96, header="time,v"):
    return table(header, *(f"{stamp(at // 24 + 1, at % 24)},{at}.5" for at in range(count)))


def ones(at, odd, other):
    return [odd if row == at else other(row) for row in range(30)]


def half(row):
    return row + 0.5


ROWS = [f"{day},{at}.5,{at}" for at, day in enumerate(DAYS)]
HALVES = [at + 0.5 for at in range(96)]
NUMBERS = (
    Case(
        "volumes in K beside plain ones",
        of(lambda at: f"{at}.5K" if at % 2 else f"{900 + at}"),
        {"v": [at * 1000 + 500 if at % 2 else 900 + at for at in range(30)]},
        codes=("number_format",),
    ),
    Case(
        "kelvins beside plain numbers",
        of(lambda at: f"{280 + at}K" if at % 2 else f"{280 + at}"),
        {"v": [280 + at for at in range(30)]},
        codes=("mixed_units",),
    ),
    Case(
        "a unit behind half of the numbers",
        of(lambda at: f"{at + 1} kW" if at % 2 else f"{at * 100}"),
        {"v": [at + 1 if at % 2 else at * 100 for at in range(30)]},
        codes=("units_stripped", "mixed_units"),
    ),
    Case(
        "zeros without the unit of the others",
        of(lambda at: f"{at} kWh" if at else "0"),
        {"v": WHOLE},
        codes=("units_stripped",),
    ),
    Case(
        "two units of one size stay words", of(lambda at: f"{at} kW" if at % 2 else f"{at} W"), codes=("stayed_words",)
    ),
    Case(
        "a remark behind one number",
        of(lambda at: "0.24 Dividend" if at == 9 else f"{at}.5"),
        {"v": ones(9, NAN, half)},
        codes=("non_numeric_cells",),
    ),
    Case(
        "a letter for a digit",
        of(lambda at: "1O" if at == 9 else f"{at}"),
        {"v": ones(9, NAN, float)},
        codes=("non_numeric_cells",),
    ),
    Case(
        "an office's flags", of(lambda at: f"{at}.5 p" if at > 27 else f"{at}.5"), {"v": LOADS}, codes=("mixed_units",)
    ),
    Case("two currencies", of(lambda at: f"{'$' if at % 2 else '€'}{at}"), {"v": WHOLE}, codes=("mixed_units",)),
    Case(
        "reais with points and commas",
        of(lambda at: f"R$ 1.{at:03},56", separator=";"),
        {"v": [1000.56 + at for at in range(30)]},
        codes=("number_format",),
    ),
    Case(
        "thousands in 亿 and 万",
        of(lambda at: "1.5亿" if at % 2 else "9000万"),
        {"v": [1.5e8 if at % 2 else 9e7 for at in range(30)]},
        codes=("number_format",),
    ),
    Case("powers of ten", of(lambda at: f"{at}.5×10³"), {"v": [1000 * value for value in LOADS]}),
    Case("a raised digit", of(lambda at: f"{at}²"), texts={"v": "0²"}),
    Case(
        "a footnote",
        of(lambda at: "4.5¹" if at == 4 else f"{at}.5"),
        {"v": ones(4, NAN, half)},
        codes=("non_numeric_cells",),
    ),
    Case(
        "digits and marks of Arabic",
        of(lambda at: f"{at}٫٥".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))),
        {"v": LOADS},
    ),
    Case(
        "groups of German thousands between tabs",
        of(lambda at: f"{at + 1}.{200 + at}" if at % 2 else f"{900 + at}", separator="\t"),
        asks="decimal_mark",
    ),
    Case(
        "groups of German thousands beside German days",
        table("Tag\tAnzahl", *(f"{at + 1:02}.01.2024\t{at + 1}.{200 + at}" for at in range(30))),
        asks="decimal_mark",
    ),
    Case(
        "groups of thousands in quotation marks are told",
        table("date,v", *(f'{day},"{at + 1},{200 + at}"' for at, day in enumerate(DAYS))),
        {"v": [1000 * (at + 1) + 200 + at for at in range(30)]},
        codes=("number_format",),
    ),
    Case(
        "identifiers as long as nanoseconds",
        of(lambda at: f"{2**60 + at}"),
        {"w": WHOLE},
        texts={"v": f"{2**60}"},
    ),
    Case(
        "identifiers that a spreadsheet has cut",
        of(lambda at: f"{at % 9 + 1}.23457E+12"),
        {"v": [float(f"{at % 9 + 1}.23457E+12") for at in range(30)]},
        codes=("shortened_digits",),
    ),
    Case("a code that comes again", of(lambda at: "-200" if at % 7 == 0 else f"{at}.5"), codes=("sentinel",)),
    Case("two codes", of(lambda at: {0: "-9999", 1: "-8888"}.get(at % 7, f"{at}.5")), codes=("sentinel",)),
    Case(
        "half points, half commas",
        of(lambda at: f"{at}{',.'[at % 2]}5", separator=";"),
        {"v": LOADS},
        codes=("number_format",),
    ),
)

TIMES = (
    *(
        Case(
            f"the notation {name}",
            table("t;v", *(f"{stamp(at)};{at}.5" for at in range(28))),
            {"v": LOADS[:28]},
            "2024-01-01",
            "2024-01-28",
            28,
        )
        for name, stamp in (
            ("2024年1月5日 星期五", lambda at: f"2024年1月{at + 1}日 星期{'一二三四五六日'[at % 7]}"),
            ("令和6年1月5日", lambda at: f"令和6年1月{at + 1}日"),
            ("Fri Jan  5 00:00:00 2024", lambda at: f"Fri Jan {at + 1:2} 00:00:00 2024"),
            ("Fri Jan 05 2024 00:00:00 GMT+0100 (CET)", lambda at: f"Fri Jan {at + 1:02} 2024 00:00:00 GMT+0100 (CET)"),
            ("2024-01-05T00:00+01:00[Europe/Berlin]", lambda at: f"2024-01-{at + 1:02}T00:00+01:00[Europe/Berlin]"),
            (
                "05.01.2024 00:00 - 06.01.2024 00:00",
                lambda at: f"{at + 1:02}.01.2024 00:00 - {at + 2:02}.01.2024 00:00",
            ),
            ("yyyyddd", lambda at: f"2024{at + 1:03}"),
        )
    ),
    Case(
        "spans of time are told",
        hours(lambda day, hour: f"2024-01-{day:02} {hour:02}:00 - {hour + 1:02}:00", 24),
        {"v": LOADS[:24]},
        "2024-01-01",
        codes=("spans",),
    ),
    Case(
        "months with points",
        table("m;v", *(f"{('Jan', 'Feb', 'Mrz')[at % 3]}.{20 + at // 3};{at},5" for at in range(9))),
        {"v": LOADS[:9]},
        "2020-01-01",
        "2022-03-01",
    ),
    Case(
        "months of Han numerals",
        table("月份,v", *(f"2024年{'一二三四五六七八九'[at]}月,{at}" for at in range(9))),
        {"v": list(range(9))},
        "2024-01-01",
        "2024-09-01",
    ),
    Case(
        "a year and the day of the year",
        table("YEAR,DOY,v", *(f"2023,{at + 1},{at}.5" for at in range(30))),
        {"v": LOADS},
        "2023-01-01",
        "2023-01-30",
    ),
    Case(
        "a year and a quarter",
        table("year,quarter,v", *(f"{2000 + at // 4},{at % 4 + 1},{at}.5" for at in range(24))),
        {"v": LOADS[:24]},
        "2000-01-01",
        "2005-10-01",
    ),
    Case(
        "hours such as 930 beside days",
        hours(lambda day, hour: f"2024-01-{day:02},{hour * 100 + 30}", header="date,hhmm,v"),
        {"v": HALVES},
        "2024-01-01T00:30",
        "2024-01-04T23:30",
    ),
    Case(
        "hours such as 0930 beside days in digits",
        hours(lambda day, hour: f"202401{day:02},{hour:02}30", header="Date,Time,v"),
        {"v": HALVES},
        "2024-01-01T00:30",
        "2024-01-04T23:30",
    ),
    Case(
        "hours from 1 to 24",
        hours(lambda day, hour: f"2024-01-{day:02},{hour + 1}", header="Date,Hour,v"),
        {"v": HALVES},
        "2024-01-01T01:00",
        "2024-01-05T00:00",
        codes=("hours_to_24",),
    ),
    Case(
        "times of day with points",
        hours(lambda day, hour: f"{day + 12}/01/2024,{hour:02}.00.00", header="Date,Time,v"),
        {"v": HALVES},
        "2024-01-13",
        "2024-01-16T23:00",
    ),
    Case(
        "years of which one is missing",
        table("year,v", *(f"{2000 + at + (at > 10)},{at}.5" for at in range(30))),
        {"v": LOADS},
        "2000-01-01",
        "2030-01-01",
        codes=("gaps",),
    ),
    Case("a year 1009", PLAIN.replace(b"2024-01-06", b"1009-01-06"), rows=30, codes=("implausible_times",)),
    Case("a clock that began anew", PLAIN.replace(b"2024-01-06", b"1970-01-01"), rows=30, codes=("implausible_times",)),
    Case("years of two digits with zeros", PLAIN.replace(b"2024", b"0024"), rows=30, codes=("implausible_times",)),
    Case("years of the Buddha", PLAIN.replace(b"2024", b"2567"), rows=30, codes=("implausible_times",)),
    Case(
        "days that a spreadsheet has turned round",
        table("t,v", *(f"{f'01/{at + 1:02}/2024' if at < 12 else f'{at + 1}-01-2024'},{at}.5" for at in range(30))),
        rows=30,
        codes=("mixed_dates",),
    ),
    Case(
        "one day that no calendar has among days",
        table("t,v", *(f"{13 if at == 9 else at + 1}/{13 if at == 9 else 1:02}/2024,{at}.5" for at in range(30))),
        rows=30,
        first="2024-01-01",
        codes=("invalid_dates",),
    ),
    Case("seasons are no months", table("s,v", *(f"{2000 + at}-{at + 1:02},{at}.5" for at in range(12))), first=None),
    Case(
        "days without a year are no years", table("t,v", *(f"Jan {at + 1:02},{at}.5" for at in range(30))), first=None
    ),
)

STRUCTURE = (
    Case(
        "an end that was cut off",
        table("date,v", *(f"{d},{at}.5" for at, d in enumerate(DAYS)))[:-3],
        codes=("cut_off",),
    ),
    Case(
        "two quotation marks that swallow rows",
        table(
            "date,note,v",
            *(f"{d},{chr(34) * (at == 10)}ok{chr(34) * (at == 12)},{at}.5" for at, d in enumerate(DAYS)),
        ),
        {"v": LOADS},
        *ENDS,
        30,
        ("bad_quotes",),
    ),
    Case(
        "cells of two lines with as many commas as the rows",
        table("date,note,v", *(f'{d},"Hello, world\nfoo, bar",{at}.5' for at, d in enumerate(DAYS))),
        {"v": LOADS},
        *ENDS,
        30,
    ),
    Case(
        "the header again in capitals",
        table("date,v,w", *ROWS[:15], "DATE,V,W", *ROWS[15:]),
        {"v": LOADS},
        *ENDS,
        30,
        ("repeated_header",),
    ),
    Case(
        "the header again with columns exchanged",
        table("date,v,w", *ROWS[:15], "date,w,v", *ROWS[15:]),
        {"v": LOADS[:15]},
        rows=15,
        codes=("footer_skipped",),
    ),
    Case(
        "all years below",
        table("year,v", *(f"{1990 + at},{at}.5" for at in range(30)), "All years,450"),
        {"v": LOADS},
        "1990-01-01",
        rows=30,
        codes=("footer_skipped",),
    ),
    Case(
        "a remark with another mark above the header",
        table("; made by a tool", "date,v,w", *ROWS),
        {"v": LOADS},
        *ENDS,
        30,
        ("preamble_skipped",),
    ),
    Case(
        "lines of a station above single letters",
        table("Station,North,12", "Owner,Me,", "date,v,w", *ROWS),
        {"v": LOADS},
        *ENDS,
    ),
    Case(
        "least and largest values below the header",
        table("date,v,w", "min,0.5,0", "max,29.5,29", *ROWS),
        {"v": LOADS},
        *ENDS,
        30,
        ("preamble_skipped",),
    ),
    Case(
        "a number sign that names a column",
        table("#,date,v", *(f"{at},{d},{at}.5" for at, d in enumerate(DAYS))),
        {"v": LOADS},
        *ENDS,
    ),
    Case(
        "months as numbers across",
        table("Year,1,2,3,4,5", *(f"{1990 + at},{at}.5,1.5,2.5,3.5,4.5" for at in range(20))),
        {"1": LOADS[:20]},
        "1990-01-01",
        rows=20,
    ),
    Case(
        "aligned columns of which every row has an empty one",
        table(
            "date          a      b      c",
            *(
                f"{d}  {'' if at % 2 else f'{at}.5':>5}  {at:>5}  {at if at % 2 else '':>5}"
                for at, d in enumerate(DAYS)
            ),
        ),
        {"a": [NAN if at % 2 else at + 0.5 for at in range(30)], "b": WHOLE},
        *ENDS,
    ),
    Case("zeros that a power failure left", PLAIN + b"\0" * 4096, {"load": LOADS}, *ENDS, 30, ("nul_bytes",)),
    Case(
        "characters of no width",
        PLAIN.decode().replace(",", ",\u200b").replace("2024", "\u200e2024").encode(),
        {"load": LOADS},
        *ENDS,
        30,
        ("invisible_characters",),
    ),
)

CASES = (*NUMBERS, *TIMES, *STRUCTURE)
