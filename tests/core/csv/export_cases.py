"""Files as stock sites, loggers, offices and databases export them, that were read wrong or not at all at first."""

from __future__ import annotations

from tests.core.csv.field_cases import DAYS, LOADS, NAN, PLAIN, WEEKDAYS, Case, table
from tests.core.csv.hostile_cases import ENDS, ROWS, WHOLE, half, of, ones

NUMBERS = (
    Case(
        "leading zeros beside a missing one",
        of(lambda at: "NA" if at == 3 else f"{100 + 237 * at:05}"),
        texts={"v": "00100"},
    ),
    Case("identifiers of 17 digits beside a missing one", of(lambda at: "NA" if at == 3 else f"{4 * 10**16 + at + 1}"),
         texts={"v": f"{4 * 10**16 + 1}"}),
    Case(
        "identifiers that a program has made fractions of",
        of(lambda at: f"{9007199254740993 + 2 * at}.0"),
        {"w": WHOLE},
        codes=("long_integers",),
    ),
    Case("amounts whose cents are lost", of(lambda at: f"1234567890123456.{at + 11}"), codes=("long_integers",)),
    Case("fractions of nineteen digits", of(lambda at: f"0.{1234567890123456789 + at}"), {"w": WHOLE}),
    Case("codes such as 12E5", of(lambda at: f"{at + 1}E{at % 7}"), {"w": WHOLE}, codes=("number_format",)),
    Case("codes such as 05E5", of(lambda at: f"{at:02}E{at % 7}"), texts={"v": "00E0"}),
    Case(
        "one number with a zero before it",
        of(lambda at: "007" if at == 9 else f"{at * 100}", header="date,v,w", separator=";").replace(
            b"2024-01-30;2900;29\n", b"".join(b"2024-02-%02d;%d;1\n" % (at % 28 + 1, 5000 + at) for at in range(200))
        ),
        rows=229,
        codes=("leading_zeros",),
    ),
    Case("the largest integer for a missing value", of(lambda at: "2147483647" if at == 9 else f"{at}"),
         codes=("sentinel",)),
    Case("the largest float for a missing value", of(lambda at: "3.4028235e38" if at == 9 else f"{at}.5"),
         codes=("sentinel",)),
    Case("nearly all values a code", of(lambda at: f"{at}.5" if at % 8 == 0 else "-9999.0"), codes=("sentinel",)),
    Case("-9 among positive fractions", of(lambda at: "-9" if at % 4 == 0 else f"{at}.5"), codes=("sentinel",)),
    Case("an office's colon", of(lambda at: ":" if at == 4 else f"{at}.5"), {"v": ones(4, NAN, half)}, *ENDS),
    Case("volumes in 万 alone", of(lambda at: f"{at}.5万"), {"v": [1e4 * value for value in LOADS]},
         codes=("number_format",)),
)  # fmt: skip

TIMES = (
    *(
        Case(f"the notation {name}", table("t;v", *(f"{cell(at)};{at}.5" for at in range(30))), {"v": LOADS}, *ENDS, 30)
        for name, cell in (
            ("2024-01-05,五", lambda at: f"{DAYS[at]},{'一二三四五六日'[at % 7]}"),
            ("2024/01/05(金)", lambda at: f"{DAYS[at].replace('-', '/')}({'月火水木金土日'[at % 7]})"),
            ("2024-01-05 Fri", lambda at: f"{DAYS[at]} {WEEKDAYS[at % 7]}"),
            ("05.01.2024 (Fri)", lambda at: f"{at + 1:02}.01.2024 ({WEEKDAYS[at % 7]})"),
            ("Donnerstag, 4. Januar 2024", lambda at: f"Donnerstag, {at + 1}. Januar 2024"),
            ("2024년 1월 5일", lambda at: f"2024년 1월 {at + 1}일"),
            ("2024. 1. 5.", lambda at: f"2024. 1. {at + 1}."),
        )
    ),
    *(
        Case(
            f"years of Taiwan: {name}",
            table("日期,v", *(f"{cell(at)},{at}.5" for at in range(30))),
            {"v": LOADS},
            *ENDS,
            30,
            ("republic_years",),
        )
        for name, cell in (
            ("113/01/05", lambda at: f"113/01/{at + 1:02}"),
            ("民國113年1月5日", lambda at: f"民國113年1月{at + 1}日"),
        )
    ),
    *(
        Case(
            f"hours: {name}",
            table("t;v", *(f"{cell(at)};{at}.5" for at in range(24))),
            {"v": LOADS[:24]},
            "2024-01-05T00:05",
            "2024-01-05T23:05",
        )
        for name, cell in (
            ("3:05 下午", lambda at: f"2024/1/5 {at % 12 or 12}:05 {'上午' if at < 12 else '下午'}"),
            ("15时5分", lambda at: f"2024年1月5日{at}时5分"),
            ("20240105:1505", lambda at: f"20240105:{at:02}05"),
        )
    ),
    Case(
        "half hours of days, counted",
        table("SETTLEMENT_DATE,SETTLEMENT_PERIOD,ND",
              *(f"{day},{at + 1},{at}.5" for day in DAYS for at in range(48))),
        {"ND": [at + 0.5 for _ in DAYS for at in range(48)]},
        "2024-01-01",
        "2024-01-30T23:30",
        codes=("periods_of_the_day",),
    ),
    Case("years before months", table("t,v", *(f"{2000 + at} Mar,{at}.5" for at in range(20))), {"v": LOADS[:20]},
         "2000-03-01", "2019-03-01"),
    Case("yyMMddhhmm is no count of seconds", of(lambda at: "1", header="date,v,w").replace(
        b"2024-01-", b"24010112"), first=None),
    Case("years of Taiwan in digits are no days of the year 1130",
         table("date,v", *(f"{1130101 + at},{at}.5" for at in range(30))), first=None),
    Case("seconds since 1904 are none since 1970",
         table("time,v", *(f"{3786912000 + 60 * at},{at}.5" for at in range(30))), first=None),
    Case("ticks of 100 ns are no nanoseconds",
         table("timestamp,v", *(f"{638396640000000000 + 10**7 * at},{at}.5" for at in range(30))), first=None),
    Case("times of runs beside days are no times of day", of(lambda at: f"0:{at + 10}:00", header="date,lasted,w"),
         None, *ENDS, 30),
    Case("columns too narrow for their dates", PLAIN.replace(b"2024-01-06", b"########"), rows=30,
         codes=("invalid_dates",)),
    Case(
        "spans of time in a long file",
        table("t,v", *(f"{day} {hour:02}:00 - {day} {hour:02}:59,{hour}" for day in DAYS for hour in range(24))),
        rows=720,
        codes=("spans",),
    ),
)  # fmt: skip

STRUCTURE = (
    Case(
        "three lines of a header, the names last and lacking",
        table("Price,Close,Close,Open", "Ticker,AA,BB,AA", "Date,,,", *(f"{day},{at}.5,1,2" for at, day in
                                                                        enumerate(DAYS))),
        {"Close / AA": LOADS, "Open / AA": [2.0] * 30},
        *ENDS,
        30,
        ("multi_row_header",),
    ),
    Case(
        "min and max below names with gaps",
        table("date,Power,", ",min,max", *(f"{day},{at}.5,{at}" for at, day in enumerate(DAYS))),
        {"min": LOADS, "max": WHOLE},
        *ENDS,
        30,
        ("multi_row_header",),
    ),
    Case(
        "units of Chinese without brackets",
        table("日期,功率,温度", "年月日,千瓦,摄氏度", *ROWS),
        {"功率": LOADS, "温度": WHOLE},
        *ENDS,
        30,
        ("units_row",),
    ),
    Case(
        "channels above their units",
        table("x-axis,1,2", "second,Volt,Volt", *(f"{at}E-6,{at}.5,{at}" for at in range(30))),
        {"Volt": LOADS},
        rows=30,
        codes=("preamble_skipped",),
    ),
    Case(
        "years across below a preamble",
        table('"Source","Bank",', "", '"Name","Code","2001","2002","2003","2004",',
              *(f'"C{at}","K","{at}.5","","1","2",' for at in range(20))),
        {"2001": LOADS[:20]},
        None,
        rows=20,
        codes=("preamble_skipped",),
        asks="transposed",
    ),
    Case(
        "pages of a database's report",
        table("ts         v", "---------- ----", *(f"{day} {at}.5" for at, day in enumerate(DAYS[:15])), "",
              "ts         v", "---------- ----", *(f"{day} {at + 15}.5" for at, day in enumerate(DAYS[15:]))),
        {"v": LOADS},
        *ENDS,
        30,
        ("repeated_header",),
    ),
    Case("one column of decimal commas", table("v", *(f"{at},5" for at in range(30))), error="header_mismatch"),
    Case("zeros behind half a row", PLAIN[:-3] + b"\0" * 500, {"load": [*LOADS[:29], 29.0]}, rows=30,
         codes=("nul_bytes",)),
    Case("two copies behind each other", PLAIN + PLAIN.partition(b"\n")[2], {"load": LOADS * 2}, rows=60,
         codes=("duplicate_timestamps", "unsorted_time")),
    Case("tags with attributes", table("<gpx version='1.1'><trk>", "<trkpt lat='1'/>"), error="not_csv_html"),
)  # fmt: skip


def spelt(name, word, encoding):
    rows = (f"2024-01-{at + 1:02};{at},5;{word}" for at in range(30))
    return table(f"{name};v;note", *rows, encoding=encoding)


ENCODINGS = (
    *(
        Case(f"{encoding}: {word}", spelt(name, word, encoding), {"v": LOADS}, *ENDS, 30, texts={"note": word})
        for encoding, name, word in (
            ("cp1252", "Datum", "größer"),
            ("cp1250", "Data", "stężenie pyłu, źródło"),
            ("cp1250", "Datum", "příliš žluťoučký kůň"),
            ("iso8859_2", "Data", "stężenie pyłu, źródło"),
            ("cp1254", "Tarih", "Muğla Şehir, ığş"),
            ("cp1257", "Data", "šiluma, vėjas, ąžuolas"),
            ("cp1251", "Дата", "Температура"),
            ("cp866", "Дата", "Температура"),
            ("cp1253", "Ημερομηνία", "Θερμοκρασία"),
            ("cp1255", "תאריך", "טמפרטורה"),
            ("cp1256", "التاريخ", "درجة الحرارة"),
            ("mac_roman", "Datum", "Überschuß größer"),
            ("big5", "日期", "正常"),
            ("gb18030", "日期", "正常运行"),
        )
    ),
    Case(
        "one byte of UTF-8 that was changed",
        spelt("Größe", "größer", "utf-8").replace("größer".encode(), b"gr\xf6\xdfer", 1),
        {"v": LOADS},
        codes=("undecodable_bytes",),
    ),
    Case("one letter of two languages", spelt("Data", "Poznań", "cp1250"), {"v": LOADS}, codes=("encoding_guess",)),
    Case(
        "written as UTF-8 twice",
        spelt("Größe", "°C", "utf-8").decode("cp1252").encode(),
        {"v": LOADS},
        texts={"note": "°C"},
        codes=("encoded_twice",),
    ),
    Case("characters that were lost before", spelt("Gr\ufffd\ufffde", "x", "utf-8"), {"v": LOADS},
         codes=("undecodable_bytes",)),
)  # fmt: skip

CASES = (*NUMBERS, *TIMES, *STRUCTURE, *ENCODINGS)
