"""What stands behind or before the numbers of one column: units, multiples such as K and M, marks, currencies."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from workbench.core.csv.unit_words import UNIT
from workbench.core.series import Finding
from workbench.core.text import Text, text

MULTIPLES = {
    **{"K": 1e3, "k": 1e3, "M": 1e6, "B": 1e9, "T": 1e12, "bn": 1e9, "mn": 1e6, "Mio": 1e6, "Mrd": 1e9},
    **{"Mio.": 1e6, "Mrd.": 1e9, "Tsd": 1e3, "Tsd.": 1e3, "万": 1e4, "萬": 1e4, "亿": 1e8, "億": 1e8},
    **{"million": 1e6, "billion": 1e9, "thousand": 1e3},
}
_COUNTS = frozenset(MULTIPLES) - {"K", "k", "M", "B", "T"}  # which are no unit of anything
CURRENCY = re.compile(
    r"R\$|US\$|[$€£¥₹₩￥元円₽₺₫₴]|\b(?:USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|Rs\.?|kr\.?|zł|Kč|Ft)(?=[\s\d-]|$)"
)
SUFFIX = re.compile(r"(.*\d[.,]?)(\s*)(%|‰|[*†‡?#]|[万萬亿億]|°?\s?[A-Za-zµμΩ°][A-Za-z0-9/^·.²³µμΩ%-]{0,9})")
_SAME = {"USD": "$", "US$": "$", "EUR": "€", "GBP": "£", "￥": "¥", "CNY": "¥", "RMB": "¥", "元": "¥", "JPY": "円"}
_RARE = 0.1  # share of the numbers below which a word behind one is no unit of the column
_MOST_FLAGGED = 0.3


@dataclass
class Taken:
    """What was taken off the different cells of one column.

    Attributes:
        signs: what the numbers were written with.
        behind: what stood behind each cell's number, and whether right behind it.
        currencies: the currency of each cell that has one.
    """

    signs: set[str] = field(default_factory=set)
    behind: dict[int, tuple[str, bool]] = field(default_factory=dict)
    currencies: dict[int, str] = field(default_factory=dict)

    def currency(self, at: int, sign: str) -> None:
        """Note the currency of one cell."""
        self.signs.add("currency")
        self.currencies[at] = _SAME.get(sign, sign)


_MARKS = re.compile(r"[*†‡?#]+")  # notes, not units


@dataclass(frozen=True, eq=False)
class Judged:
    """What follows from that.

    Attributes:
        times: (U,) what each number is multiplied with, or None.
        bad: (U,) cells that are no number after all, because of a word behind it that is no unit.
        units: what was taken off.
        count: how many different cells had it.
        odd: (U,) cells that are written otherwise than the others, where it matters.
    """

    bad: NDArray[np.bool_]
    times: NDArray[np.float64] | None = None
    units: tuple[str, ...] = ()
    count: int = 0
    odd: NDArray[np.bool_] | None = None

    @property
    def unit(self) -> str:
        """The unit of the whole column, or ""."""
        if len(self.units) != 1 or self.odd is not None or _MARKS.fullmatch(self.units[0]):
            return ""
        return self.units[0]


def judged(taken: Taken, values: NDArray[np.float64], counts: NDArray[np.int64]) -> Judged | None:
    """Settle what the words behind the numbers are, or give None where the column is one of words.

    Args:
        taken: what was taken off.
        values: (U,) the different numbers, NaN where a cell is none.
        counts: (U,) how often each cell stands in the column.
    """
    bad = np.zeros(len(values), bool)
    numbers = ~np.isnan(values)
    places: dict[str, list[int]] = {}
    for at, (suffix, _) in taken.behind.items():
        if numbers[at]:
            places.setdefault(suffix, []).append(at)
    known = int(counts[numbers].sum())
    if places and _are_multiples(taken, places, values):
        times = np.ones(len(values))
        for suffix, cells in places.items():
            times[cells] = MULTIPLES[suffix]
        taken.signs.add("multiples")
        return Judged(bad, times, odd=_odd(places, values, counts, numbers))
    for suffix in [one for one in places if _is_no_unit(one, taken, places[one])]:
        if counts[places[suffix]].sum() < _RARE * known:
            bad[places.pop(suffix)] = True
    if not _agree(places, int(numbers.sum())) or set(places) & {"st", "nd", "rd", "th"}:  # as in 1st
        return None
    return Judged(
        bad, None, tuple(sorted(places)), sum(map(len, places.values())), _odd(places, values, counts, numbers & ~bad)
    )


def _are_multiples(taken: Taken, places: dict[str, list[int]], values: NDArray[np.float64]) -> bool:
    """Whether K, M and their like are meant: several of them, a currency, or numbers without beside those with."""
    if not set(places) <= set(MULTIPLES):
        return False
    if len(places) > 1 or "currency" in taken.signs or set(places) <= _COUNTS:
        return True
    cells = next(iter(places.values()))
    others = np.ones(len(values), bool)
    others[cells] = False
    plain = np.abs(values[others & ~np.isnan(values) & (values != 0)])
    those = np.abs(values[cells])
    if not all(taken.behind[at][1] for at in cells) or not len(plain) or not those.any():
        return False
    # multiplied out if they are nearer to the others then: 281K among 282 are kelvins
    away = np.log(np.median(those[those > 0]) / np.median(plain))
    return bool(abs(away + np.log(MULTIPLES[next(iter(places))])) < abs(away))


def _is_no_unit(suffix: str, taken: Taken, cells: Sequence[int]) -> bool:
    if not suffix[0].isalpha() or suffix[0] in "万萬亿億" or UNIT.fullmatch(suffix):
        return False
    return len(suffix) > 1 or all(taken.behind[at][1] for at in cells)  # "12.5 p" is a remark of the office


def _agree(places: dict[str, list[int]], words: int) -> bool:
    """Whether one unit stands behind most cells, or a few marks behind a few."""
    with_unit = sum(map(len, places.values()))
    if len(places) <= 1:  # half the cells in percent and half without are two ways to write a number
        return "%" not in places or not 0.1 * words < with_unit < 0.9 * words
    return with_unit < _MOST_FLAGGED * words and all(len(unit) == 1 for unit in places)


def _odd(
    places: dict[str, list[int]], values: NDArray[np.float64], counts: NDArray[np.int64], numbers: NDArray[np.bool_]
) -> NDArray[np.bool_] | None:
    """Mark the cells with a unit where most have none, or those without where most have one; zero needs none."""
    if not places:
        return None
    having = np.zeros(len(values), bool)
    having[[at for cells in places.values() for at in cells]] = True
    lacking = numbers & ~having & (values != 0)
    if not lacking.any():
        return None
    return having if counts[having].sum() <= counts[lacking].sum() else lacking


_SIGNS = {
    "brackets": text("brackets, which mean minus"),
    "currency": text("currency signs"),
    "groups": text("commas between thousands"),
    "marks": text("a point before some fractions and a comma before others"),
    "minus behind": text("a minus behind the number"),
    "multiples": text("K, M or B for thousands, millions or billions, which were multiplied out"),
}


def told_of(name: str, taken: Taken, found: Judged) -> list[tuple[Finding, NDArray[np.bool_] | None]]:
    """Tell of what was taken off, each with the (U,) cells whose lines are named."""
    told: list[tuple[Finding, NDArray[np.bool_] | None]] = [
        (
            Finding("number_format", text("{column}: the numbers were written with {what}.",
                                          column=name, what=_SIGNS[sign])),
            found.odd if sign == "multiples" else None,
        )
        for sign in sorted(taken.signs)
    ]  # fmt: skip
    if len(different := sorted(set(taken.currencies.values()))) > 1:
        words = text("{column}: the numbers stand in several currencies ({units}); they were kept as they are.",
                     column=name, units=", ".join(different))  # fmt: skip
        rarest = min(different, key=lambda one: sum(one == other for other in taken.currencies.values()))
        where = np.zeros(len(found.bad), bool)
        where[[at for at, one in taken.currencies.items() if one == rarest]] = True
        told.append((Finding("mixed_units", words, int(where.sum())), where))
    if not found.units:
        return told
    shown: str | Text = ", ".join(found.units)
    kept = text("{column}: {unit} was taken off the numbers, which were kept as they are.", column=name, unit=shown)
    told.append((Finding("units_stripped", kept, found.count), found.odd))
    if found.odd is not None:
        words = text("{column}: {unit} stands behind some numbers, no unit behind the others; all were read alike.",
                     column=name, unit=shown)  # fmt: skip
        told.append((Finding("mixed_units", words, int(found.odd.sum())), found.odd))
    return told
