"""Values that were filled, marked on the curve of their column."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg

from workbench.app.plots.places import places_of
from workbench.app.plots.plot import Plot
from workbench.core.series import Series

_MOST_DOTS = 5_000  # more of them make a plot slow, and cannot be told apart


def mark_repaired(plot: Plot, mended: Series, column: str, colour: str) -> None:
    """Draw the filled values of ``column`` as rings; of very many every n-th one.

    Args:
        plot: has the curve of that column.
        mended: the series as it is learnt from.
        column: its name.
        colour: of the rings.
    """
    if mended.repaired is None or column not in mended.columns:
        return
    rows = np.flatnonzero(mended.repaired[:, mended.columns.index(column)])
    if not len(rows):
        return
    rows = rows[:: -(-len(rows) // _MOST_DOTS)]
    rings = pg.ScatterPlotItem(
        places_of(mended).at(rows), mended.column(column)[rows], size=7, pen=pg.mkPen(colour, width=1.5), brush=None
    )
    plot.addItem(rings, ignoreBounds=True)
