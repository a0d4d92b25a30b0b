"""Marks on a column's curve: where cells are missing, and where they were filled in."""

from __future__ import annotations

import pyqtgraph as pg

from workbench.app.colours import Colours
from workbench.app.explorer import Drawing
from workbench.app.plots.long_curve import LongCurve
from workbench.app.plots.missing_strip import MissingStrip
from workbench.app.plots.plot import Plot


def mark_cells(plot: Plot, colours: Colours, drawing: Drawing) -> None:
    """Put ticks along the bottom where cells are missing, and another colour where they were filled in."""
    if drawing.missing is not None:
        strip = MissingStrip(pg.mkPen(colours.error, width=1), drawing.missing, drawing.pyramid.places)
        plot.addItem(strip, ignoreBounds=True)
    if drawing.repaired is not None:
        plot.addItem(LongCurve(pg.mkPen(colours.forecast, width=2), drawing.repaired), ignoreBounds=True)
