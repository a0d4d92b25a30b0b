"""Ticks along the bottom of a plot where cells are missing, for any number of rows."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray

from workbench.app.plots.places import Places
from workbench.app.plots.plot import Plot

_HEIGHT = 0.03  # of the plot


def mark_missing(plot: Plot, before: NDArray[np.int32], places: Places, colour: str) -> None:
    """Put ticks along the bottom of ``plot`` where cells are missing; see ``MissingStrip``."""
    plot.addItem(MissingStrip(pg.mkPen(colour, width=1), before, places), ignoreBounds=True)


class MissingStrip(pg.PlotCurveItem):  # type: ignore[misc]  # pyqtgraph has no types
    """A tick in every column of pixels that holds a missing cell; it takes part in no zoom.

    Args:
        before: (S + 1,) how many cells are missing before each row.
        places: where the rows stand.
    """

    def __init__(self, pen: Any, before: NDArray[np.int32], places: Places) -> None:
        self._places, self._before = places, before
        super().__init__(pen=pen, connect="pairs")

    def dataBounds(self, ax: int, frac: float = 1.0, orthoRange: Any = None) -> tuple[None, None]:  # noqa: N803 - pyqtgraph's
        return None, None

    def boundingRect(self) -> Any:
        box = self.getViewBox()
        return box.viewRect() if box is not None else super().boundingRect()

    def viewRangeChanged(self) -> None:
        self._draw()

    def viewTransformChanged(self) -> None:
        super().viewTransformChanged()
        self._draw()

    def _draw(self) -> None:
        box = self.getViewBox()
        if box is None:
            return
        (left, right), (bottom, top) = box.viewRange()
        columns = max(1, math.ceil(box.width()))
        edges = np.linspace(left, right, columns + 1)
        counts = self._before[self._places.first_from(edges)]
        x = ((edges[:-1] + edges[1:]) / 2)[np.diff(counts) > 0]
        self.setData(np.repeat(x, 2), np.tile([bottom, bottom + _HEIGHT * (top - bottom)], len(x)))
