"""The hands of the calendar as nodes: whole numbers of microseconds become points on a circle.

Source of the civil date: Howard Hinnant, "chrono-compatible low-level date algorithms",
https://howardhinnant.github.io/date_algorithms.html, ``civil_from_days``.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workbench.core.preparing.calendar_features import CalendarKind
from workbench.engine.export.onnx.graph import Graph

_DAY = 86_400_000_000
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@dataclass(frozen=True)
class _Whole:
    """A value of whole numbers, with the operations that the calendar needs; division cuts off, all are positive."""

    graph: Graph
    name: str

    def __add__(self, other: _Whole | int) -> _Whole:
        return self._with("Add", other)

    def __sub__(self, other: _Whole | int) -> _Whole:
        return self._with("Sub", other)

    def __mul__(self, other: _Whole | int) -> _Whole:
        return self._with("Mul", other)

    def __floordiv__(self, other: int) -> _Whole:
        return self._with("Div", other)

    def __mod__(self, other: int) -> _Whole:
        return self._with("Mod", other)

    def where(self, comparison: str, other: int) -> _Whole:
        """Give 1 where the comparison holds, else 0."""
        from onnx import TensorProto

        holds = self.graph.add(comparison, self.name, self._constant(other), name="calendar/holds")
        return _Whole(self.graph, self.graph.add("Cast", holds, name="calendar/is", to=TensorProto.INT64))

    def of_table(self, *table: int) -> _Whole:
        """Give the entry of a table at this place."""
        values = self.graph.constant("calendar.table", np.array(table, dtype=np.int64))
        return _Whole(self.graph, self.graph.add("Gather", values, self.name, name="calendar/entry"))

    def over(self, whole: _Whole | int) -> str:
        """Give the share of ``whole`` that this is, in 64 bits."""
        from onnx import TensorProto

        parts = [self.name, whole.name if isinstance(whole, _Whole) else self._constant(whole)]
        numbers = [self.graph.add("Cast", one, name="calendar/number", to=TensorProto.DOUBLE) for one in parts]
        return self.graph.add("Div", *numbers, name="calendar/turn")

    def _with(self, operator: str, other: _Whole | int) -> _Whole:
        right = other.name if isinstance(other, _Whole) else self._constant(other)
        return _Whole(self.graph, self.graph.add(operator, self.name, right, name=f"calendar/{operator.lower()}"))

    def _constant(self, number: int) -> str:
        return self.graph.constant(f"whole_{number}".replace("-", "minus_"), np.int64(number))


def write_waves(graph: Graph, times: str, kind: CalendarKind) -> list[str]:
    """Add sine and cosine of a hand at each of (B, T) times in microseconds: two of (B, T), in 64 bits."""
    turn = _turn(kind, _Whole(graph, times))
    full = graph.constant("full_turn", np.float64(2 * np.pi))
    angle = graph.add("Mul", turn, full, name=f"{kind}/angle")
    quarter = graph.add("Add", angle, graph.constant("quarter_turn", np.float64(np.pi / 2)), name=f"{kind}/later")
    return [graph.add("Sin", angle, name=f"{kind}/sin"), graph.add("Sin", quarter, name=f"{kind}/cos")]


def _turn(kind: CalendarKind, times: _Whole) -> str:
    of_day = times % _DAY
    if kind == "hour_of_day":
        return of_day.over(_DAY)
    days = (times - of_day) // _DAY
    if kind == "day_of_week":
        return ((days + 3) % 7).over(7)
    year, month, day = _date(days)
    leap = (year % 4).where("Equal", 0) - (year % 100).where("Equal", 0) + (year % 400).where("Equal", 0)
    if kind == "month_of_year":
        return (month - 1).over(12)
    if kind == "day_of_month":
        return (day - 1).over((month - 1).of_table(*_LENGTHS) + month.where("Equal", 2) * leap)
    before = (month - 1).of_table(*np.concatenate([[0], np.cumsum(_LENGTHS[:-1])]).tolist())
    return (before + month.where("Greater", 2) * leap + day - 1).over(leap + 365)


def _date(days: _Whole) -> tuple[_Whole, _Whole, _Whole]:
    """Give year, month (1 to 12) and day (from 1) of days since 1970-01-01, from the year 0 on."""
    shifted = days + 719_468
    of_era = shifted % 146_097
    year_of_era = (of_era - of_era // 1_460 + of_era // 36_524 - of_era // 146_096) // 365
    day_of_year = of_era - (year_of_era * 365 + year_of_era // 4 - year_of_era // 100)  # from the first of March
    place = (day_of_year * 5 + 2) // 153
    day = day_of_year - (place * 153 + 2) // 5 + 1
    month = (place + 2) % 12 + 1
    year = year_of_era + (shifted - of_era) // 146_097 * 400 + month.where("Less", 3)
    return year, month, day
