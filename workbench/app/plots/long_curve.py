"""A curve of any length: of its rows, only what the screen has room for is ever drawn."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from workbench.app.plots.pyramid import Pyramid


class LongCurve(pg.PlotCurveItem):  # type: ignore[misc]  # pyqtgraph has no types
    """Draws a pyramid's points for the part that is seen, anew whenever that changes.

    For axes and zoom it is as large as all of its rows, whatever is drawn of them.
    """

    def __init__(self, pen: Any, pyramid: Pyramid | None = None) -> None:
        self.pyramid = pyramid
        self._seen: tuple[float, float, int] | None = None
        super().__init__(pen=pen, connect="finite", skipFiniteCheck=False)

    def show_pyramid(self, pyramid: Pyramid | None) -> None:
        """Draw other values; None draws nothing."""
        self.pyramid, self._seen = pyramid, None
        self.setData([], [])
        self._draw()

    def getOriginalDataset(self) -> tuple[NDArray[np.float64], NDArray[np.float64]] | tuple[None, None]:
        """Give x and y of every row, as ``PlotDataItem`` does."""
        if self.pyramid is None:
            return None, None
        places = self.pyramid.places
        return places.at(np.arange(places.count)), self.pyramid.values

    def dataBounds(self, ax: int, frac: float = 1.0, orthoRange: Any = None) -> tuple[float, float] | tuple[None, None]:  # noqa: N803 - pyqtgraph's
        """Give the bounds of all rows, so that showing everything shows everything."""
        if self.pyramid is None or not self.pyramid.places.count:
            return None, None
        if ax == 0:
            return self.pyramid.places.one(0), self.pyramid.places.one(self.pyramid.places.count - 1)
        return self.pyramid.bounds or (None, None)

    def viewRangeChanged(self) -> None:
        self._draw()

    def viewTransformChanged(self) -> None:
        super().viewTransformChanged()
        self._draw()

    def _draw(self) -> None:
        box = self.getViewBox()
        if self.pyramid is None or box is None or not self.pyramid.places.count:
            return
        left, right = box.viewRange()[0]
        columns = max(1, math.ceil(box.width() * _pixels_per_point(box)))
        if (left, right, columns) != self._seen:
            self._seen = (left, right, columns)
            self.setData(*self.pyramid.points(left, right, columns))


def _pixels_per_point(box: Any) -> float:
    view = box.getViewWidget()
    return float(view.devicePixelRatioF()) if view is not None else 1.0
