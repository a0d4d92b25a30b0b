"""Room for curves that grow while they are watched."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg

_AHEAD, _AROUND = 0.5, 0.15  # of what the curves take: to the right, and above and below
_BEHIND = 0.02  # to the left, where a line takes a pixel more than its points
_FULL = 0.5  # of the room; curves that take less than this get less room


class GrowingBox(pg.ViewBox):  # type: ignore[misc]  # pyqtgraph has no types
    """Gives its curves more room than they need, and new room only when they leave it or leave most of it empty.

    Axes that stay put are easier to read. And they need not be painted anew with every point, which is half of what the
    window's thread does while a small network trains.

    Attributes:
        grows: whether there is more to come; else the curves get the room that they need.
        goes_on: whether more comes to the right, and not only above and below.
    """

    grows = False
    goes_on = True

    def childrenBounds(self, *given: Any, **named: Any) -> list[list[float] | None]:
        bounds: list[list[float] | None] = super().childrenBounds(*given, **named)
        return [self._room(axis, seen) for axis, seen in enumerate(bounds)] if self.grows else bounds

    def suggestPadding(self, axis: int) -> float:
        return 0.0 if self.grows else float(super().suggestPadding(axis))

    def _room(self, axis: int, seen: list[float] | None) -> list[float] | None:
        if seen is None:
            return None
        (low, high), (begin, end) = seen, self.viewRange()[axis]
        taken = high - low
        if begin <= low and high <= end and taken >= _FULL * (end - begin):
            return [begin, end]
        before, after = (_BEHIND, _AHEAD if self.goes_on else _BEHIND) if axis == 0 else (_AROUND, _AROUND)
        return [low - before * taken, high + after * taken]
