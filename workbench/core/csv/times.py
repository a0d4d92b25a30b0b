"""A whole column of cells becomes moments, or is no column of times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.asking import Question
from workbench.core.csv.cells import MISSING
from workbench.core.csv.letters import some_of
from workbench.core.csv.notations import (
    COMPACT,
    ISO,
    MONTHLY,
    SLASHED,
    Written,
    moments,
    written_in,
)
from workbench.core.csv.numbers import first_lines
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.shapes import written_by_shape
from workbench.core.series import Finding, Times
from workbench.core.text import Text, text

if TYPE_CHECKING:
    import pandas as pd

Order = Literal["dmy", "mdy", "ymd"]
_MANY = 100  # cells, from which on reading them shape by shape pays
_SOME = 4_000
_NAT = np.datetime64("NaT")


@dataclass(frozen=True, eq=False)
class Moments:
    """What a column of times holds.

    Attributes:
        times: (S,) datetime64[us] as the series has them; NaT where a cell is missing or unreadable.
        ahead: (S,) minutes by which ``times`` are ahead of UTC, or None where the file names no zone.
        unread: (S,) whether a cell holds something that is no time.
        findings: what the user should know of them.
        question: what they leave open.
        has_clock: whether any cell has a time of day.
    """

    times: Times
    ahead: NDArray[np.float64] | None = None
    unread: NDArray[np.bool_] | None = None
    findings: tuple[Finding, ...] = ()
    question: Question | None = None
    has_clock: bool = True

    @property
    def share(self) -> float:
        """Which share of the rows has a time."""
        return float((~np.isnat(self.times)).mean()) if len(self.times) else 0.0


def look_like_times(words: pd.Series[Any]) -> bool:
    """Whether it is worth reading them all: most of some cells are in a notation of times."""
    filled = _filled(some_of(words, _SOME))
    if not len(filled) and len(words) > _SOME:
        filled = _filled(words)
    if not len(filled):
        return False
    some = filled.iloc[:: max(1, len(filled) // 40)].drop_duplicates()
    return bool((written_in(some).family >= 0).mean() >= 0.6)


def _filled(words: pd.Series[Any]) -> pd.Series[Any]:
    return words[~words.str.lower().isin(MISSING)]


def read_times(
    name: str, cells: pd.Series[Any], options: CsvOptions, lines: NDArray[np.int64] | None
) -> Moments | None:
    """Read ``cells``, each without blanks around it, or give None where too many of them are no times."""
    import pandas as pd

    if options.time_format:
        return _in_format(cells, options.time_format)
    codes: Any = slice(None)
    by_shape = written_by_shape(cells) if len(cells) > _MANY else None
    if by_shape is not None:
        words, (written, missing), counts = cells, by_shape, np.broadcast_to(np.int64(1), len(cells))
    else:
        codes, uniques = pd.factorize(cells, use_na_sentinel=False)
        words = pd.Series(uniques, dtype="str").fillna("")
        missing = words.str.lower().isin(MISSING).to_numpy(bool)
        written = written_in(words.where(pd.Series(~missing), ""))
        counts = np.bincount(codes, minlength=len(words))
    if _are_seasons(written) or _are_days_of_no_year(written, codes):
        return None
    if not counts[~missing].sum() or counts[(written.family >= 0) & ~missing].sum() < 0.6 * counts[~missing].sum():
        return None
    order, question, mixed = _order(words, written, counts, codes, options)
    if order is None:
        return None
    found = _dated(written, order)
    unread = np.isnat(found) & ~missing
    if counts[unread].sum() > 0.4 * counts[~missing].sum():
        return None
    findings = [*_told(name, written, found, unread, codes, lines), *_of_marks(name, words, written, codes, lines)]
    if mixed:
        findings.append(Finding("mixed_order", text("{column}: in some dates the day comes first, in others the month.",
                                                    column=name), mixed))  # fmt: skip
    times, ahead, told = _without_offset(found, written.offset, words)
    return Moments(
        times[codes],
        None if ahead is None else ahead[codes],
        unread[codes] if unread.any() else None,
        (*findings, *told),
        question,
        written.has_clock,
    )


def _in_format(cells: pd.Series[Any], written: str) -> Moments | None:
    import pandas as pd

    try:
        parsed = pd.to_datetime(cells.where(cells != "", None), format=written, errors="coerce", utc=True)
    except (ValueError, TypeError, OverflowError):
        return None
    times = parsed.dt.tz_localize(None).to_numpy().astype("datetime64[us]")
    unread = np.isnat(times) & (cells != "").to_numpy(bool)
    return None if unread.mean() > 0.4 else Moments(times, unread=unread if unread.any() else None)


def _dated(written: Written, order: Order) -> Times:
    """Give the moments with the numbers of slashed dates in ``order``."""
    slashed = written.family == SLASHED
    year, month, day = written.year, written.one, written.two
    if order == "dmy":
        month, day = np.where(slashed, written.two, month), np.where(slashed, written.one, day)
    elif order == "ymd":
        last = written.year % 100
        first = written.one + np.where(written.one < 70, 2000, 1900)
        shorts = slashed & written.short
        year, month, day = (
            np.where(shorts, first, year),
            np.where(shorts, written.two, month),
            np.where(shorts, last, day),
        )
    return moments(written, year, month, day)


def _order(
    words: pd.Series[Any], written: Written, counts: NDArray[np.int64], codes: Any, options: CsvOptions
) -> tuple[Order | None, Question | None, int]:
    """Settle which number of slashed dates is the day: by what the calendar allows in all of them, else by asking."""
    slashed = written.family == SLASHED
    if not slashed.any():
        return "mdy", None, 0
    allowed: list[Order] = ["dmy", "mdy"]
    if written.short[slashed].all():
        allowed.append("ymd")
    if options.date_order is not None:
        allowed = [options.date_order]
    elif options.day_first is not None:
        allowed = ["dmy" if options.day_first else "mdy"]
    tried = {order: _dated(written, order) for order in allowed}
    bad = {order: int(counts[slashed & np.isnat(times)].sum()) for order, times in tried.items()}
    all_of = int(counts[slashed].sum())
    fitting = [order for order in allowed if not bad[order]]
    if not fitting:
        best = min(allowed, key=lambda order: bad[order])
        others = [bad[order] for order in allowed if order != best]
        trusted = bad[best] <= max(1, 0.02 * all_of) and all(count > 3 * bad[best] for count in others)
        return (best if trusted else None), None, bad[best]
    if len(fitting) == 1:
        return fitting[0], None, 0
    return _settled_or_asked(fitting, tried, words, written, codes)


def _settled_or_asked(
    fitting: list[Order], tried: dict[Order, Times], words: pd.Series[Any], written: Written, codes: Any
) -> tuple[Order, Question | None, int]:
    first = tried[fitting[0]]
    differ = np.zeros(len(words), bool)
    for order in fitting[1:]:
        differ |= tried[order] != first
    if not differ.any():
        return fitting[0], None, 0
    regular = {order: _regularity(times[codes]) for order, times in tried.items() if order in fitting}
    best = max(fitting, key=lambda order: regular[order])
    if "ymd" in fitting:  # a number taken for the year by mistake throws the dates far apart
        best = max(fitting, key=lambda order: (round(regular[order], 1), -_span(tried[order])))
    clear = all(
        regular[best] > regular[order] + 0.3
        or (regular[best] >= regular[order] and _span(tried[order]) > 20 * _span(tried[best]))
        for order in fitting
        if order != best
    )
    pairs = [order for order in fitting if order != "ymd"]
    if written.marks == {"."} and "dmy" in fitting and regular["dmy"] >= regular[best] - 0.05:
        return "dmy", None, 0  # nobody writes the month first with points
    if "ymd" in fitting and clear and (len(pairs) < 2 or best == "ymd"):
        return best, None, 0
    example = words.iloc[int(differ.argmax())]
    if ("ymd" in fitting and len(fitting) != 2) or len(pairs) < 2:
        return best, _which_order(example, fitting, best), 0
    return best, _which_first(example, best == "dmy"), 0


def _which_first(example: str, chosen: bool) -> Question:
    return Question(
        "day_month_order",
        text("{example} can mean two days: nothing in the file says whether the day or the month comes first.",
             example=example),
        "day_first",
        (True, False),
        chosen,
        text("Set data.options.day_first to true or false."),
    )  # fmt: skip


def _which_order(example: str, fitting: list[Order], best: Order) -> Question:
    return Question(
        "day_month_order",
        text("{example} can mean several days: nothing in the file says which of its numbers is the year or the day.",
             example=example),
        "date_order",
        tuple(fitting),
        best,
        text("Set data.options.date_order to dmy, mdy or ymd."),
    )  # fmt: skip


def _span(times: Times) -> int:
    read = times[~np.isnat(times)]
    return max(1, int((read.max() - read.min()).astype(np.int64))) if len(read) else 1


def _regularity(times: Times) -> float:
    """How much the times run one way and in equal steps."""
    distances = np.diff(times[~np.isnat(times)]).astype(np.int64)
    if not len(distances):
        return 0.0
    forward, back = float((distances >= 0).mean()), float((distances <= 0).mean())
    _, counts = np.unique(distances, return_counts=True)
    return max(forward, back) + float(counts.max() / len(distances))


def _told(
    name: str, written: Written, found: Times, unread: NDArray[np.bool_], codes: Any,
    lines: NDArray[np.int64] | None,
) -> list[Finding]:  # fmt: skip
    told = []
    families = {int(one) for one in np.unique(written.family[~np.isnat(found)])} - {-1}
    if (len(families) > 1 and families != {ISO, COMPACT} and families != {ISO, MONTHLY}) or len(families) > 1:
        rarest = min(families, key=lambda one: int((written.family[codes] == one).sum()))
        told.append(Finding("mixed_dates", text("{column}: the times are written in {count} notations.",
                                                column=name, count=len(families)), len(families),
                            first_lines((written.family == rarest)[codes], lines)))  # fmt: skip
    if written.spans:
        spans = text("{column}: the cells hold spans of time; the beginning of each was taken.", column=name)
        told.append(Finding("spans", spans))
    if written.of_republic:
        since = text("{column}: the years are counted from 1912; 1911 was added to each.", column=name)
        told.append(Finding("republic_years", since))
    if written.short[written.family >= 0].any():
        rows = int(written.short[codes].sum())
        told.append(Finding("two_digit_years", text(
            "{column}: years have two digits: {count:,}. 69 and below are taken as 2069 and below, the others as 19xx.",
            column=name, count=rows), rows))  # fmt: skip
    if unread.any():
        rows = int(unread[codes].sum())
        told.append(Finding("invalid_dates", text("{column}: cells that are no time: {count:,}.",
                                                  column=name, count=rows), rows,
                            first_lines(unread[codes], lines)))  # fmt: skip
    return told


def _of_marks(
    name: str, words: pd.Series[Any], written: Written, codes: NDArray[np.int64], lines: NDArray[np.int64] | None
) -> list[Finding]:
    """Tell of slashed dates with different marks: a program may have turned some of them round."""
    if len(written.marks) < 2:
        return []
    having = {mark: words.str.contains(mark, regex=False).to_numpy(bool) for mark in sorted(written.marks)}
    rarest = min(having, key=lambda mark: int(having[mark][codes].sum()))
    told = text("{column}: different marks stand in the dates ({marks}); day and month may be swapped in some.",
                column=name, marks=" ".join(having))  # fmt: skip
    where = having[rarest][codes]
    return [Finding("mixed_dates", told, int(where.sum()), first_lines(where, lines))]


def _are_seasons(written: Written) -> bool:
    """Whether 2019-20, 2020-21 and so on are years of two halves, not months."""
    monthly = written.family == MONTHLY
    return int(monthly.sum()) > 2 and bool((written.one == (written.year + 1) % 100)[monthly].all())


def _are_days_of_no_year(written: Written, codes: NDArray[np.int64]) -> bool:
    """Whether Jan 05, Jan 06 and so on are days, not the Januaries of 2005 and 2006: the month hardly changes."""
    short = (written.family == MONTHLY) & written.short
    if not short.all() or (written.year % 100 > 31).any() or len(codes) < 3:
        return False
    return bool((np.diff(written.one[codes]) == 0).mean() > 0.5)


def _without_offset(
    found: Times, offset: NDArray[np.float64], words: pd.Series[Any]
) -> tuple[Times, NDArray[np.float64] | None, list[Finding]]:
    """Leave out one and the same offset from UTC; several are changed to UTC, and it is told."""
    read = ~np.isnat(found)
    named = ~np.isnan(offset) & read
    if not named.any():
        return found, None, []
    different = np.unique(offset[named])
    without = read & ~named
    if len(different) == 1 and not without.any():
        kept = text("Every time has the offset {offset} from UTC; it was left out, and the times are local.",
                    offset=_offset_in(words.iloc[int(named.argmax())]))  # fmt: skip
        return found, np.full(len(found), different[0]), [Finding("one_offset", kept)]
    shift = np.where(named, offset, 0.0)
    times = found - (shift * 60_000_000).astype(np.int64).astype("timedelta64[us]")
    some = _some_offsets(words[named])
    told: Text
    if without.any():
        told = text("Some times have an offset from UTC ({offsets}) and some have none; all are taken as UTC.",
                    offsets=some)  # fmt: skip
    else:
        told = text("The times have several offsets from UTC ({offsets}); they were changed to UTC.", offsets=some)
    return times, np.zeros(len(found)), [Finding("several_offsets", told, len(different))]


def _offset_in(word: str) -> str:
    import re

    found = re.search(r"(?:Z|z|[A-Z]{3,4}|(?:UTC|GMT)?[+−-]\d{1,2}(?::?\d{2})?)(?=\s*(?:\[|$))", word)
    return found.group() if found else ""


def _some_offsets(words: pd.Series[Any]) -> str:
    found = sorted({_offset_in(word) for word in words.iloc[:10_000]})
    return ", ".join(found[:4]) + (", …" if len(found) > 4 else "")
