"""Axes that are painted once for every range that they show, not at every movement of a curve."""

from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget


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
    """An axis of numbers."""


class DateAxis(_Kept, pg.DateAxisItem):  # type: ignore[misc]
    """An axis of seconds since 1970, written as dates and times in UTC."""

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation, utcOffset=0)
