"""Axes that are painted once for every range that they show, not at every movement of a curve."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pyqtgraph as pg
from pyqtgraph.graphicsItems import DateAxisItem as dates  # noqa: N813 - a module
from PySide6.QtCore import QDate, QDateTime, QLocale, QTime, QTimeZone
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

_ROOM_ACROSS, _ROOM_UP = 60, 24  # pixels that the words of a tick need, beside and above each other
_ROOM_BESIDE = 34  # pixels between the words of a date and those of a longer span
_DIGITS = ((1,), (1, 3), (1, 2, 5), tuple(range(1, 10)))  # of a decade, from coarse to fine
_FEWEST_TICKS = 3
_POWERS = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


class _Kept:
    """What an axis of pyqtgraph does otherwise.

    pyqtgraph keeps an axis as a ``QPicture`` and plays it at every repaint of the plot, because the grid
    lines that belong to the axis lie below every curve. Playing looks every font up anew: half of all that
    the window's thread computed while a network was training, and holding the interpreter's lock. Qt keeps
    the pixels instead, and what is drawn is drawn directly.
    """

    picture: Any  # pyqtgraph sets it to None when something has changed; here it holds what is to be drawn

    def __init__(self, orientation: str, **settings: Any) -> None:
        super().__init__(orientation, **settings)  # type: ignore[call-arg]  # an axis of pyqtgraph stands behind it
        self.setCacheMode(QGraphicsItem.CacheMode.DeviceCoordinateCache)  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        """Draw lines, ticks and words as they are now."""
        if self.picture is None:
            self.picture = self.generateDrawSpecs(painter) or ()  # type: ignore[attr-defined]
        if self.picture:
            self.drawPicture(painter, *self.picture)  # type: ignore[attr-defined]


class NumberAxis(_Kept, pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """An axis of numbers; of a logarithmic one, every tick has room for its words.

    pyqtgraph gives all nine digits of a decade words, which lie on each other where a decade is short.
    """

    def logTickValues(
        self,
        minVal: float,  # noqa: N803 - pyqtgraph's
        maxVal: float,  # noqa: N803 - pyqtgraph's
        size: float,
        stdTicks: object,  # noqa: N803 - pyqtgraph's
    ) -> list[tuple[None, list[float]]]:
        room = (_ROOM_UP if self.orientation in {"left", "right"} else _ROOM_ACROSS) / max(1.0, size)
        return [(None, log_ticks(minVal, maxVal, room))]

    def logTickStrings(self, values: Sequence[float], scale: float, spacing: object) -> list[str]:
        return [log_words(value + math.log10(scale)) for value in values]


class StepAxis(NumberAxis):
    """An axis of whole numbers: steps, lags, epochs."""

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:  # noqa: N803
        """Leave out distances below one step; where fewer than two steps are seen, each has its tick."""
        apart = [one for one in super().tickSpacing(minVal, maxVal, size) if one[0] >= 1 and one[0] == int(one[0])]
        return apart or [(1.0, 0.0)]


class DateAxis(_Kept, pg.DateAxisItem):  # type: ignore[misc]
    """An axis of seconds since 1970, written as dates and times in UTC, with names in the window's language."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, utcOffset=0)
        years = dates.YEAR_MONTH_ZOOM_LEVEL
        self.zoomLevels[math.inf] = dates.ZoomLevel([years.tickSpecs[0], _Months()], years.exampleText)

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        """Leave out ticks whose words would lie on those of a longer span: the second of February beside February."""
        apart = _ROOM_BESIDE * (maxVal - minVal) / max(1.0, size)
        taken: list[float] = []
        levels = []
        for spacing, places in super().tickValues(minVal, maxVal, size):
            free = [place for place in places if all(abs(place - other) >= apart for other in taken)]
            taken += free
            levels.append((spacing, free))
        return levels

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        form = next((one.format for one in self.zoomLevel.tickSpecs if one.spacing == spacing), "")
        if "%b" in form or "%a" in form:  # pyqtgraph writes names in the system's language
            return [_date_in_words(value, form) for value in values]
        words: list[str] = super().tickStrings(values, scale, spacing)
        return words


class _Months(dates.TickSpec):  # type: ignore[misc]
    """Ticks at months: every one, or every second, third or sixth of the year, as there is room for their names.

    pyqtgraph leaves all of them without a name where it has no room for twelve.
    """

    def __init__(self) -> None:
        super().__init__(dates.MONTH_SPACING, self._next, "%b")

    def skipFactor(self, minSpc: float) -> int:  # noqa: N803 - pyqtgraph's
        return next((months for months in (1, 2, 3, 6) if months * self.spacing > minSpc), 12)

    @staticmethod
    def _next(seconds: float, months: int, first: bool) -> float:
        """Give the first moment after ``seconds`` that begins a month whose number, from 0, ``months`` divides."""
        if not dates.MIN_REGULAR_TIMESTAMP <= seconds <= dates.MAX_REGULAR_TIMESTAMP:
            return math.inf
        date = QDateTime.fromSecsSinceEpoch(math.floor(seconds), QTimeZone.utc()).date()
        year, month = divmod(((12 * date.year() + date.month() - 1) // months + 1) * months, 12)
        return float(QDateTime(QDate(year, month + 1, 1), QTime(0, 0), QTimeZone.utc()).toSecsSinceEpoch())


def _date_in_words(seconds: float, form: str) -> str:
    """Write a moment in UTC with the names of months and days in the window's language."""
    date = QDateTime.fromSecsSinceEpoch(int(seconds), QTimeZone.utc()).date()
    locale, short = QLocale(), QLocale.FormatType.ShortFormat
    names = {
        "%b": locale.standaloneMonthName(date.month(), short),
        "%a": locale.standaloneDayName(date.dayOfWeek(), short),
        "%d": f"{date.day():02d}",
    }
    for sign, name in names.items():
        form = form.replace(sign, name)
    return form


def log_ticks(low: float, high: float, room: float) -> list[float]:
    """Give the places of ticks on an axis of logarithms, as many as can be told apart.

    Whole decades, or some digits of each; within less than a decade round numbers that are equally far apart.

    Args:
        low: logarithm of the smallest value that is seen.
        high: of the largest.
        room: the distance that two ticks need, as a share of the axis.
    """
    apart, best = room * (high - low), list[float]()
    if not apart > 0:
        return best
    for ticks in _ticks_to_try(low, high, apart):
        have_room = all(right - left >= apart for left, right in pairwise(ticks))
        if have_room and len(ticks) > len(best):
            best = ticks
        if len(best) >= _FEWEST_TICKS and not have_room:
            break
    return best


def log_words(place: float) -> str:
    """Write the number whose logarithm is ``place``: 0.02, or 2·10⁻⁵ where it is far from 1."""
    if -3 <= place < 4:
        return f"{10**place:.10g}"
    power = math.floor(place + 1e-9)
    digits = f"{10 ** (place - power):.6g}"
    words = f"10{str(power).translate(_POWERS)}"
    return words if digits == "1" else f"{digits}·{words}"


def _ticks_to_try(low: float, high: float, apart: float) -> Iterator[list[float]]:
    """Give ticks from coarse to fine."""
    every = max(1, math.ceil(apart))  # decades
    first = math.ceil(low / every) * every
    yield [float(decade) for decade in range(first, math.floor(high) + 1, every)]
    if every > 1 or high - low > _MOST_DECADES_WITH_DIGITS:
        return
    decades = range(math.floor(low), math.ceil(high) + 1)
    for digits in _DIGITS[1:]:
        places = [decade + math.log10(digit) for decade in decades for digit in digits]
        yield [place for place in places if low <= place <= high]
    if high - low < 1 and low > -300 and high < 300:
        yield from _round_numbers(low, high)


_MOST_DECADES_WITH_DIGITS = 20


def _round_numbers(low: float, high: float) -> Iterator[list[float]]:
    """Give the places of numbers that are equally far apart, from coarse to fine."""
    smallest, largest = 10**low, 10**high
    power = math.floor(math.log10(largest - smallest))
    for step in (digit * 10.0**at for at in (power, power - 1) for digit in (5, 4, 3, 2, 1)):
        numbers = range(max(1, math.ceil(smallest / step)), math.floor(largest / step) + 1)
        places = (math.log10(number * step) for number in numbers)
        yield [place for place in places if low <= place <= high]
