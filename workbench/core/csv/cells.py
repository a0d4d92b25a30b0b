"""What a single cell looks like, before it is known what its column holds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MISSING = frozenset(
    {
        *(
            "",
            "na",
            "n/a",
            "#n/a",
            "nan",
            "null",
            "none",
            ":",
            "-",
            "--",
            "---",
            "----",
            "?",
            ".",
            "..",
            "...",
            "missing",
        ),
        *("nil", "nodata", "no data", "<na>", "#na", "n.a.", "n.a", "n.d.", "nd", "k.a.", "(null)", "nat", "\\n"),
        *(
            "—",
            "——",
            "–",
            "－",
            "―",
            "\\n",
            "#n/v",
            "-nan",
            "#nv",
            "1.#qnan",
            "-1.#ind",
            "1.#ind",
            "nan.0",
            "无",
            "空",
            "无数据",
            "缺失",
            "缺测",
            "欠測",
        ),
        *("undefined", "not available", "///", "////", "**", "***", "****", "*****"),
    }
)
BAD = frozenset(
    {
        *("#div/0!", "#ref!", "#value!", "#name?", "#num!", "#null!", "bad", "error", "i/o timeout", "fault", "err"),
        *("bad input", "comm fail", "not connected", "configure", "pt created", "scan off", "overflow", "out of range"),
    }
)
INFINITE = re.compile(r"[+-]?(?:inf(?:inity)?|∞|1\.#inf)", re.IGNORECASE)
PLAIN = re.compile(r"[+\-−–]?(?:\d+(?:[.,]\d*)?|[.,]\d+)(?:[eEdD][+\-]?\d+)?")
_LOOKS_NUMERIC = re.compile(
    r"[+\-−–(]?\s*(?:[A-Z]{3}\s|[$€£¥₹₩￥])?\s*[+\-−–]?\d[\d.,'’\u00a0\u202f\u2009 ]*(?:[eEdD][+\-]?\d+)?\s*[)\-]?\s*"
    r"(?:%|‰|[$€£¥₹₩￥元円]|[A-Za-z°µμΩ/²³℃]{1,6}[0-9²³]?|\*)?"
)
_MONTH = r"[A-Za-zÀ-ÿ\u0400-\u04ff]{3,10}"
_DATE = re.compile(
    rf"\[?(?:[A-Za-zÀ-ÿ]{{2,12}}\.?,?\s+)?(?:"
    rf"\d{{4}}\s?[-/.年]\s?\d{{1,2}}\s?[-/.月]\s?\d{{1,2}}[日.]?"
    rf"|\d{{1,2}}[-/. ]+\d{{1,2}}[-/. ]+(?:\d{{4}}|\d{{2}})"
    rf"|\d{{1,2}}\.?[-/ .]*{_MONTH}\.?,?[-/ .]*(?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH}\.?[-/ ]*\d{{1,2}}(?:st|nd|rd|th)?,?[-/ ]+(?:\d{{4}}|\d{{2}})"
    rf"|{_MONTH}\.?[-/ .]+(?:\d{{4}}|'?\d{{2}})|{_MONTH}\d{{4}}|\d{{4}}[-/ ]{_MONTH}(?:[-/ ]\d{{1,2}})?"
    rf"|[A-Z][a-z]{{2}}\s+\d{{1,2}}\s+\d\d:\d\d:\d\d(?:\s[A-Z]{{3,4}})?\s+\d{{4}}(?:\s[+-]\d{{4}})?"
    rf"|\d{{4}}[-/年]\d{{1,2}}月?|\d{{1,2}}/\d{{4}}|\d{{4}}M\d{{2}}"
    rf"|\d{{4}}[-: ]?[Qq][1-4]|[Qq][1-4][-/ ]?\d{{4}}|[1-4]Q\d{{4}}|\d{{4}}年第?[1-4一二三四]季度"
    rf"|\d{{4}}-?W\d{{2}}(?:-?[1-7])?|\d{{4}}-\d{{3}}|\d{{8}}(?:[T _:-]\d{{4}}(?:\d\d)?)?|\d{{12}}|\d{{14}}"
    rf")(?:(?:[T ,_:]+|日\s*)?(?:[AaPp]\.?[Mm]\.?\s*|上午|下午)?\d{{1,2}}(?:[:.hH时點点]\s?\d{{2}}.*)?|T?Z)?\]?"
)
_CLOCK_FIRST = re.compile(
    r"\d{1,2}:\d{2}(?::\d{2})?[ ,]+(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4})"
)
CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AaPp]\.?[Mm]\.?)?")
_WEEKDAY_OF_HAN = re.compile(
    r"\s*(?:(?:星期|周|週|禮拜)[一二三四五六日天]|[（(](?:周|週)?[月火水木金土日一二三四五六][)）])\s*"
)
_MONTH_OF_HAN = re.compile(r"(?<![一二三四五六七八九十])(十[一二]?|[一二三四五六七八九])月")
_ERA = re.compile(r"(令和|平成|昭和)\s?(\d{1,2}|元)年")
_BEGINS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_OF_KOREA = str.maketrans("년월일시분초", "年月日时分秒")
_REPUBLIC = re.compile(r"(?:民[國国]\s?(\d{1,3})|(1[0-2]\d))(年|/(?=\d{1,2}/\d{1,2}(?!\d)))")
_BEFORE_REPUBLIC, _AFTER_REPUBLIC = 1911, ("/", "年")
_DAY_NAMES = (
    "mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mo|di|mi|do|fr|sa|so"
    "|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi"
    "|jeudi|vendredi|samedi|dimanche|mié|mie|jue|vie|sáb|sab|dom|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    "|[一二三四五六日天月火水木金土월화수목금토일]"
)
_DAY_BEHIND = re.compile(rf"(\d+\D+\d+\D+\d.*?[日.]?|\d{{8}})\s*[ ,，(（]\s*(?:{_DAY_NAMES})\.?[)）]?", re.IGNORECASE)
_HAN = "一二三四五六七八九十"
_LONGEST = 60


def kind(cell: str) -> str:
    """Give ``m`` for missing, ``d`` for a date, ``c`` for a time of day, ``n`` for a number, ``t`` for text."""
    return "t" if len(cell) > _LONGEST and len(cell.strip()) > _LONGEST else _kind(cell)


@lru_cache(maxsize=20_000)
def _kind(cell: str) -> str:
    cell = cell.strip() if cell.isascii() else western(cell).strip()
    if cell[:1].isdigit() and not cell[-1].isdigit():
        cell = without_day(cell)
    if cell[3:4] in _AFTER_REPUBLIC:
        cell = of_republic(cell)
    low = cell.lower()
    if low in MISSING or low in BAD:
        return "m"
    if cell[0] not in "0123456789" and cell.isalpha():
        return "n" if INFINITE.fullmatch(cell) else "t"
    if PLAIN.fullmatch(cell):
        return "n"
    if _DATE.fullmatch(cell) or _CLOCK_FIRST.fullmatch(cell):
        return "d"
    if CLOCK.fullmatch(cell):
        return "c"
    if _LOOKS_NUMERIC.fullmatch(cell) or INFINITE.fullmatch(cell):
        return "n"
    return "t"


def plain_letters(word: str) -> str:
    """Give full-width letters and digits of other scripts as those of ASCII; a raised ² is no digit of a number."""
    return "".join(
        char if char.isascii() or (kind := unicodedata.category(char)) == "No"
        else str(unicodedata.decimal(char)) if kind == "Nd"
        else unicodedata.normalize("NFKC", char)
        for char in word
    )  # fmt: skip


def western(word: str) -> str:
    """Give a date of East Asia in the notation 2024年1月5日: no day of the week, no year of an era, no 一月."""
    word = plain_letters(word)
    if "년" in word:
        word = word.translate(_OF_KOREA)
    if word[:2] in ("民國", "民国"):
        word = of_republic(word)
    if not any(mark in word for mark in "年月日周週期拜火水木金土") or not (word[:1].isdigit() or _ERA.match(word)):
        return word
    word = _WEEKDAY_OF_HAN.sub(" ", word).strip()
    word = _ERA.sub(lambda era: f"{_BEGINS[era[1]] + (1 if era[2] == '元' else int(era[2]))}年", word)
    return _MONTH_OF_HAN.sub(lambda month: f"{sum(_HAN.index(one) + 1 for one in month[1])}月", word)


def of_republic(word: str) -> str:
    """Give 113/01/05 and 民國113年1月5日 with the year 2024, as Taiwan counts from 1912."""
    found = _REPUBLIC.match(word)
    if found is None:
        return word
    return f"{int(found[1] or found[2]) + _BEFORE_REPUBLIC}{found[3]}{word[found.end() :]}"


def without_day(word: str) -> str:
    """Give a date without the day of the week behind it, as in 2024-01-05 (Fri)."""
    found = _DAY_BEHIND.fullmatch(word) if len(word) <= _LONGEST else None
    return found[1] if found is not None else word


def is_blank(cells: list[str]) -> bool:
    """Whether no cell holds anything."""
    return not any(cell and not cell.isspace() for cell in cells)
