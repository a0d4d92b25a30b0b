"""The notations of dates and times, each as one pattern, and their reading into moments."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.cells import of_republic, western, without_day
from workbench.core.series import Times

if TYPE_CHECKING:
    import pandas as pd

_NAMES = (
    "jan january janvier januar enero gennaio gen ene jän jänner janeiro января янв ledna stycznia janv",
    "feb february fev fév fevr févr février februar febrero febbraio fevereiro февраля фев února lutego",
    "mar march mär märz mars mrz marzo março maart марта мар března marca mrt",
    "apr april avr avril abr abril aprile avril апреля апр dubna kwietnia",
    "may mai mayo maggio mag mei maio maj мая май května maja",
    "jun june juin juni junio giugno giu junho июня июн června czerwca",
    "jul july juil juillet juli julio luglio lug julho июля июл července lipca",
    "aug august août aout ago agosto augustus августа авг srpna sierpnia aoû",
    "sep sept september septembre septiembre settembre set setembro сентября сен сент září września",
    "oct october okt oktober octobre octubre ottobre ott out outubro октября окт října października",
    "nov november novembre noviembre novembro ноября ноя нояб listopadu listopada",
    "dec december dez dezember déc décembre dic diciembre dicembre dezembro декабря дек prosince grudnia",
)
MONTHS = {name: at for at, names in enumerate(_NAMES, 1) for name in names.split()}
_ZONES = {
    **{"z": 0, "utc": 0, "gmt": 0, "wet": 0, "cet": 60, "cest": 120, "mez": 60, "mesz": 120, "eet": 120, "eest": 180},
    **{"est": -300, "edt": -240, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420, "jst": 540},
    **{"msk": 180, "hkt": 480, "kst": 540, "aest": 600, "aedt": 660, "nzst": 720, "nzdt": 780, "akst": -540},
}
_ZONE = r"\s*(?P<zone>Z|z|[A-Z]{3,4}|(?:UTC|GMT)?[+−-]\d{1,2}(?::?\d{2})?)?(?:\s*\[[A-Za-z_/+-]+\])?"
_HALF = r"(?:[AaPp]\.?\s?[Mm]\.?|上午|下午|오전|오후|午前|午後|[πμ]\.?μ\.?)"
_CLOCK = (
    r"(?P<before>上午|下午|오전|오후|午前|午後)?\s*(?P<hour>\d{1,2})(?:\s?[:hH.时時点點]\s?(?P<minute>\d{2}|\d(?=\s?分))"
    rf"(?:\s?[:.分mM]\s?(?P<second>\d{{1,2}})(?:[.,:](?P<part>\d{{1,9}}))?\s?[秒s]?)?分?|[时時点點h])\s*(?P<half>{_HALF})?"
)
_AFTER = rf"(?:(?:[T,_ ]|日|:(?=\d\d:))\s*(?:-\s)?{_CLOCK})?{_ZONE}"
_WEEKDAY = r"(?:(?:[A-Za-zÀ-ÿ]{2,12}\.?|星期.|周.|\(.\)),?\s+)?"
_YEAR = r"(?P<year>\d{4}|\d{2})"

ISO, COMPACT, SLASHED, NAMED, NAMED_FIRST, MONTHLY, QUARTER, WEEK, ORDINAL, REVERSED, YEAR_LAST = range(11)
PATTERNS = {
    ISO: re.compile(
        rf"{_WEEKDAY}(?P<year>\d{{4}})\s?[-/.年]\s?(?P<one>\d{{1,2}})\s?[-/.月]\s?(?P<two>\d{{1,2}})[日.]?"
        rf"(?:\s*(?:[T ,_:日])\s*(?:-\s)?{_CLOCK}|[T ](?P<bare>\d{{2}})(?P<more>\d{{2}}(?:\d{{2}})?)?)?{_ZONE}"
    ),
    COMPACT: re.compile(
        r"(?P<year>\d{4})(?P<one>[01]\d)(?P<two>[0-3]\d)"
        r"(?:[T _:-]?(?P<hour>[0-2]\d):?(?P<minute>[0-5]\d)?(?::?(?P<second>[0-6]\d)(?:\.(?P<part>\d{1,9}))?)?)?"
        + _ZONE
    ),
    SLASHED: re.compile(
        rf"{_WEEKDAY}(?P<one>\d{{1,2}})(?P<mark>[-/. ])\s?(?P<two>\d{{1,2}})(?P=mark)\s?{_YEAR}\.?{_AFTER}"
    ),
    NAMED: re.compile(
        rf"{_WEEKDAY}(?P<two>\d{{1,2}})\.?(?:st|nd|rd|th)?(?:\s?[-/. ]\s?|\s?)(?:de )?(?P<name>[^\W\d_]{{3,10}})\.?,?"
        rf"(?:\s?[-/. ,:]\s?|\s?)(?:de )?{_YEAR}(?:г\.?)?{_AFTER}"
    ),
    NAMED_FIRST: re.compile(
        rf"{_WEEKDAY}(?P<name>[^\W\d_]{{3,10}})\.?[-/ ]+(?P<two>\d{{1,2}})(?:st|nd|rd|th)?,?"
        rf"[-/ ]+(?P<year>\d{{4}}){_AFTER}"
    ),
    MONTHLY: re.compile(
        r"(?P<year>\d{4})\s?(?:[-/.年M]|-M)\s?(?P<one>\d{1,2})月?|(?P<one_>\d{1,2})[/.-](?P<year_>\d{4})"
        r"|(?P<name>[^\W\d_]{3,10})(?:\.?[-/ ,.]+'?(?P<year__>\d{4}|\d{2})|(?P<year____>\d{4}))"
        r"|(?P<year___>\d{4})[-/ ]?(?P<name_>[^\W\d_]{3,10})"
        r"(?:[-/ ](?P<two>\d{1,2}))?"
    ),
    QUARTER: re.compile(
        r"(?P<year>\d{4})[-: /]?[Qq](?P<one>[1-4])|[Qq](?P<one_>[1-4])[-/ ]?(?P<year_>\d{4})"
        r"|(?P<one__>[1-4])[Qq][-/ ]?(?P<year__>\d{4})|(?P<year___>\d{4})年第?(?P<one___>[1-4一二三四])季度?"
    ),
    WEEK: re.compile(r"(?P<year>\d{4})-?\s?[Ww](?P<one>\d{1,2})(?:-?(?P<two>[1-7]))?"),
    ORDINAL: re.compile(rf"(?P<year>\d{{4}})-(?P<one>\d{{3}})(?:T{_CLOCK})?{_ZONE}"),
    REVERSED: re.compile(
        rf"{_CLOCK}\s*[ ,]\s*(?:(?P<year>\d{{4}})[-/.](?P<one>\d{{1,2}})[-/.](?P<two>\d{{1,2}})"
        rf"|(?P<one_>\d{{1,2}})(?P<mark>[-/.])(?P<two_>\d{{1,2}})[-/.](?P<year_>\d{{4}}|\d{{2}}))"
    ),
    YEAR_LAST: re.compile(  # as C writes it: Mon Jan  1 12:00:00 2024
        rf"{_WEEKDAY}(?P<name>[^\W\d_]{{3,10}})\s+(?P<two>\d{{1,2}})\s+(?P<hour>\d{{2}}):(?P<minute>\d{{2}}):"
        rf"(?P<second>\d{{2}})(?:\s+(?P<zone_>[A-Z]{{3,4}}))?\s+(?P<year>\d{{4}}){_ZONE}"
    ),
}
_NAMED_ZONE = re.compile(r"\s*\(([A-Z]{3,4})\)$")
_ZONE_AGAIN = re.compile(r"(?<=[+-]\d{4})\s*\([^)]*\)$")
_SPAN = re.compile(
    r"(.*\d)\s+[-–—]\s+\d{1,4}[./-]\d{1,2}[./-]\d{1,4}.*|(.*:\d\d\S*)\s+[-–—]\s+\d{1,2}:\d\d(?::\d\d)?|(\d{4}-.*)/\d{4}-.*"
)
_ROWS_AT_ONCE = 2**16  # which the processor keeps near
_HAN = {"一": "1", "二": "2", "三": "3", "四": "4"}
_LONGEST = 120  # characters that a time takes at most
_EARLY, _LATE = ("a", "上午", "오전", "午前", "π"), ("p", "下午", "오후", "午後", "μ")


@dataclass(frozen=True, eq=False)
class Written:
    """The parts of each cell that is a date, as they are written.

    Attributes:
        family: (U,) which notation, -1 where there is none.
        year: (U,) with the century of two digits already added.
        one: (U,) the first number beside the year; the month of all families but SLASHED.
        two: (U,) the second one.
        clock: (U,) microseconds since midnight, or -1 where that is no time of day.
        offset: (U,) minutes ahead of UTC; NaN where there is none.
        short: (U,) whether the year has two digits.
        marks: the marks between the numbers of SLASHED dates.
        has_clock: whether any cell has a time of day.
        spans: whether any cell holds a span of time, of which the beginning was taken.
        of_republic: whether any year is counted from 1912, as Taiwan does.
    """

    family: NDArray[np.int8]
    year: NDArray[Any]
    one: NDArray[Any]
    two: NDArray[Any]
    clock: NDArray[np.int64]
    offset: NDArray[np.float64]
    short: NDArray[np.bool_]
    marks: frozenset[str]
    has_clock: bool
    spans: bool = False
    of_republic: bool = False


def written_in(words: pd.Series[Any]) -> Written:
    """Find the notation of every one of ``words``, each of which is different from the others."""
    count = len(words)
    whole = {name: np.zeros(count, np.int64) for name in ("year", "one", "two", "clock")}
    family, offset = np.full(count, -1, np.int8), np.full(count, np.nan)
    short, marks, has_clock, spans, taiwan = np.zeros(count, bool), set(), False, False, False
    order = list(PATTERNS.items())
    for at, word in enumerate(words):
        if len(word) > _LONGEST:
            continue
        word, is_span, is_of_republic = _simpler(word)
        spans |= is_span
        for place, (which, pattern) in enumerate(order):
            if (found := pattern.fullmatch(word)) and (parts := _parts(which, found.groupdict())):
                if place:  # the next cell is hardly ever written in another notation
                    order.insert(0, order.pop(place))
                if which == REVERSED:
                    which = SLASHED if parts.mark else ISO
                family[at], short[at] = which, parts.short
                whole["year"][at], whole["one"][at], whole["two"][at] = parts.year, parts.one, parts.two
                whole["clock"][at], offset[at] = parts.clock, parts.offset
                has_clock |= parts.timed
                taiwan |= is_of_republic
                if parts.mark:
                    marks.add(parts.mark)
                break
    return Written(
        family, whole["year"], whole["one"], whole["two"], whole["clock"], offset, short, frozenset(marks), has_clock,
        spans, taiwan,
    )  # fmt: skip


def _simpler(word: str) -> tuple[str, bool, bool]:
    """Take brackets and the day of the week off, and of a span of time its end.

    Returns:
        The rest, whether it was a span, and whether its year was counted from 1912.
    """
    is_of_republic = word[:2] in ("民國", "民国")
    if not word.isascii():
        word = western(word)
    if word[:1].isdigit() and not word[-1].isdigit():
        word = without_day(word)
    if word[3:4] in ("/", "年") and (changed := of_republic(word)) != word:
        word, is_of_republic = changed, True
    if word[:1] == "[":  # as in [2024-01-01 00:00:00]
        word = word.strip("[]")
    if word[-1:] == ")":  # as in 2024-01-01 00:00 (UTC)
        word = _NAMED_ZONE.sub(r" \1", _ZONE_AGAIN.sub("", word))
    if len(word) > 16 and (span := _SPAN.fullmatch(word)):
        return next(part for part in span.groups() if part is not None), True, is_of_republic
    return word, False, is_of_republic


@dataclass
class _Parts:
    year: int
    one: int
    two: int
    clock: int
    offset: float
    short: bool
    mark: str
    timed: bool


def _parts(which: int, found: dict[str, str | None]) -> _Parts | None:
    part = {name.rstrip("_"): value for name, value in found.items() if value is not None}
    year = part.get("year")
    if year is None:
        return None
    one, two = part.get("one", "1"), part.get("two", "1")
    if "name" in part:
        month = MONTHS.get(part["name"].lower())
        if month is None:
            return None
        one = str(month)
    if which == QUARTER:
        one = str(3 * int(_HAN.get(one, one)) - 2)
    offset = _offset(part.get("zone"))
    clock = _clock(part)
    if offset is None or clock is None:
        return None
    if which == ORDINAL:
        one, two = "1", one
    number = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    timed = "hour" in part or "bare" in part
    mark = part.get("mark", "") if which in (SLASHED, REVERSED) else ""
    return _Parts(number, int(one), int(two), clock, offset, len(year) == 2, mark, timed)


def _offset(zone: str | None) -> float | None:
    """Give the minutes ahead of UTC, NaN without a zone, None for letters that are no zone."""
    if not zone:
        return float("nan")
    zone = zone.replace("−", "-")
    bare = re.sub(r"^(?:UTC|GMT)(?=[+-])", "", zone)
    if bare[0] in "+-":
        digits = bare[1:].replace(":", "")
        hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "0")
        return (-1 if bare[0] == "-" else 1) * (int(hours) * 60 + int(minutes))
    found = _ZONES.get(zone.lower())
    return None if found is None else float(found)


def _clock(part: dict[str, str]) -> int | None:
    """Give the microseconds since midnight; None where it is no time of day."""
    if "bare" in part:
        more = part.get("more", "")
        part = {"hour": part["bare"], "minute": more[:2] or "0", "second": more[2:] or "0"}
    hour, minute, second = int(part.get("hour", 0)), int(part.get("minute", 0)), int(part.get("second") or 0)
    half = (part.get("half") or part.get("before") or "").lower()
    if half:
        if hour > 12:
            half = ""
        elif half.startswith(_LATE):
            hour += 12 if hour < 12 else 0
        elif half.startswith(_EARLY):
            hour = 0 if hour == 12 else hour
    micro = int((part.get("part", "") + "000000")[:6])
    if hour > 24 or minute > 59 or second > 60 or (hour == 24 and (minute or second or micro)):
        return None
    return ((hour * 60 + minute) * 60 + second) * 1_000_000 + micro


def moments(written: Written, year: NDArray[Any], month: NDArray[Any], day: NDArray[Any]) -> Times:
    """Put the parts together; NaT where the calendar has no such day."""
    times = np.empty(len(year), "datetime64[us]")
    for start in range(0, len(year), _ROWS_AT_ONCE):
        part = slice(start, start + _ROWS_AT_ONCE)
        dates = [of[part] for of in (written.family, year, month, day)]
        begins = np.concatenate([[True], np.logical_or.reduce([of[1:] != of[:-1] for of in dates])])
        days, good = _days(*(of[begins] for of in dates))  # one for all the rows of a day
        runs = np.diff(np.append(np.flatnonzero(begins), len(begins)))
        whole = np.where(good, days.astype("datetime64[us]"), np.datetime64("NaT"))
        times[part] = np.repeat(whole, runs) + written.clock[part].astype("timedelta64[us]")
    return times


def _days(
    family: NDArray[np.int8], year: NDArray[Any], month: NDArray[Any], day: NDArray[Any]
) -> tuple[NDArray[np.datetime64], NDArray[np.bool_]]:
    """Give the days, and whether the calendar has each."""
    good = (family >= 0) & (year > 0)
    week, ordinal = family == WEEK, family == ORDINAL
    plain = good & ~week & ~ordinal
    good &= ~plain | ((month >= 1) & (month <= 12) & (day >= 1) & (day <= 31))
    first = np.where(good & ~week & ~ordinal, month, 1)
    years = (np.where(good, year, 1970) - 1970).astype("datetime64[Y]")
    months = years.astype("datetime64[M]") + (first - 1).astype("timedelta64[M]")
    days = months.astype("datetime64[D]") + (np.where(good, day, 1) - 1).astype("timedelta64[D]")
    good &= ~plain | (days.astype("datetime64[M]") == months)
    good &= ~ordinal | ((day >= 1) & (days.astype("datetime64[Y]") == years))
    if week.any():
        fourth = years.astype("datetime64[D]") + np.timedelta64(3, "D")  # the 4th of January is in week 1
        monday = fourth - ((fourth.astype(np.int64) + 3) % 7).astype("timedelta64[D]")
        of_week = monday + ((month - 1) * 7 + day - 1).astype("timedelta64[D]")
        days = np.where(week, of_week, days)
        good &= ~week | ((month >= 1) & (month <= 53))
    return days, good
