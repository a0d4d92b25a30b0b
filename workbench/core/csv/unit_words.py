"""Which words are units of measure: in a line below the names, behind a number, in the brackets of a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from workbench.core.csv.cells import kind

# What stands in a line of units where a column has none, and kinds of data and clocks that stand there, too.
_NO_UNIT = (
    r"-{1,2}|date|time|datetime|timestamp|iso ?8601|yyyy.*|dd[./-].*|mm[./-]dd.*|hh:.*|text|string|float|int"
    r"|utc|gmt|cet|local|单位|單位|units?|einheit|年月日|unitless|TS|RN|Avg|Smp|Max|Tot"
)
_NAMES_NO_UNIT = re.compile(rf"(?i:{_NO_UNIT}|\d+|n/a|none)?|Min|MIN")  # min is a minute
_LISTED = (
    r"°?\s?[CFK]|℃|deg\.?\s?[CFK]?|degrees?"
    r"|[kMGTµμm]?(?:W|Wh|Pa|V|A|Hz|J|VA|var|VAr|g|m|l|L|s|Ω|N|bar|eV|B)"
    r"|[kcmµμ]?m[23²³]?(?:/[sh])?|m/?s|km/h|mph|kn|knots?|hPa|mbar|psi|in|ft|gal|lb|%|‰|%RH|min|h|hr|hours?|d|days?"
    r"|sec(?:onds)?|l/s|[µμm]?g/(?:m3|m³|l|L)|[kW]*W/m(?:\^?2|²)|ppm|ppb|rpm|usd|eur"
    r"|[万亿]?元|[万亿]?股|手|点|[千兆]瓦时?|度|摄氏度|[毫厘千]?米|[毫微]?克|吨|小时|分钟|秒|百分比|毫米|帕|百帕|转|counts?|pcs|[mµμkn]?mol"
)
_COMPOUND = r"[A-Za-zµμ°Ω%]{1,4}(?:[/*·.^][A-Za-z0-9²³⁻¹^-]{1,5})+"
UNIT = re.compile(rf"[\[(<（]?\s*(?:{_NO_UNIT}|{_LISTED}|{_COMPOUND})\s*[\])>）]?", re.IGNORECASE)
_LISTED_ALONE = re.compile(_LISTED, re.IGNORECASE)
_OF_A_NAME = re.compile(r"min|max|avg|mean|tot|smp|sum|counts?", re.IGNORECASE)
_STATISTIC = re.compile(r"max|avg|mean|sum|std", re.IGNORECASE)
_TIME_WORD = re.compile(r"date|time|datetime|timestamp", re.IGNORECASE)
_OF_TIME = re.compile(r"^\s*$|date|time|stamp|dat|zeit|day|year|month|utc|hour|ts\b|[日时時年月]", re.IGNORECASE)
# Units that nobody has listed, beside one that is: in brackets, or with a sign that only units have.
_LIKE_A_UNIT = re.compile(r"[\[(<（].{1,12}[\])>）]|(?![\d.,]+\s?%).{0,6}[°%µμΩ²³].{0,8}")
_BEGINS_AS_A_UNIT = re.compile(r"[°%µμΩ]|\d{1,3}[²³]")  # °dH and 10³ m³, but T°C and rh% may be names
_BRACKETS = "[]()<>（）"
_IN_A_NAME = re.compile(r"(.*\S)\s*[\[(（]([^\[\]()（）]{1,12})[\])）]")
_LETTERS = frozenset("VAWJNKCFmsghdlL")  # that are a unit alone, written so; in a name B or M tells columns apart
_OF_WARMTH = frozenset("CFK")


def unit_in(cell: str) -> str:
    """Give the unit that a cell of a line of units names, without its brackets; "" where it names none."""
    unit = cell.strip().strip(_BRACKETS).strip()
    return "" if _NAMES_NO_UNIT.fullmatch(unit) else unit


def units_in(cells: Iterable[str]) -> list[str]:
    """Give the unit that each cell of a line of units names, or ""; beside max or mean, min is no minute."""
    words = [cell.strip().strip(_BRACKETS).strip() for cell in cells]
    counted = any(map(_STATISTIC.fullmatch, words))
    return ["" if counted and word.lower() == "min" else unit_in(word) for word in words]


def is_line_of_units(cells: Sequence[str], names: Sequence[str]) -> bool:
    """Whether the ``cells`` of a line are the units of the columns that the line above ``names``."""
    if abs(len(names) - len(cells)) > 1 or min(len(names), len(cells)) < 2:
        return False
    filled = [cell.strip() for cell in cells if cell.strip()]
    like = sum(bool(UNIT.fullmatch(cell)) for cell in filled)
    if any((UNIT.fullmatch(cell) and unit_in(cell)) or _BEGINS_AS_A_UNIT.match(cell) for cell in filled):
        like = sum(bool(UNIT.fullmatch(cell) or _LIKE_A_UNIT.fullmatch(cell)) for cell in filled)
    beside = [(name.strip(), cell.strip().strip(_BRACKETS)) for name, cell in zip(names, cells, strict=False)]
    if any(_TIME_WORD.fullmatch(cell) and not _OF_TIME.search(name) for name, cell in beside):
        return False  # a name of the time stands below no name of a time: it is the header
    if any(_OF_A_NAME.fullmatch(cell) and not name for name, cell in beside):
        return False  # Power, , Temp, above min, max, min, max
    return bool(filled) and like >= 0.7 * len(filled) and all(kind(cell) in "tm" for cell in names)


def units_in_names(names: Iterable[str]) -> dict[str, str]:
    """Give the units in brackets behind names, as in Power [kW], by name.

    Where brackets tell columns of one stem apart, as in Temp (min) and Temp (max), all have to be units, and none a
    letter alone, as in Sensor (A) and Sensor (C); but Temp (C) and Temp (F) are two units.
    """
    found = [(name, match[1], match[2].strip()) for name in names if (match := _IN_A_NAME.fullmatch(name))]
    stems = Counter(stem for _, stem, _ in found)
    no_units = {
        stem for _, stem, unit in found if not _is_unit(unit) or (stems[stem] > 1 and unit in _LETTERS - _OF_WARMTH)
    }
    return {name: unit for name, stem, unit in found if stem not in no_units}


def _is_unit(word: str) -> bool:
    """Whether the brackets of a name hold a unit: a listed one, or one by another, as in kWh/m² but not in DE/FR."""
    if _is_listed(word):
        return True
    first, *others = word.split("/")
    return bool(others) and all(map(_is_listed, others)) and (_is_listed(first) or len(first) > 1)


def _is_listed(word: str) -> bool:
    if len(word) == 1 and word.isascii() and word.isalpha():
        return word in _LETTERS
    return bool(_LISTED_ALONE.fullmatch(word) and unit_in(word))
