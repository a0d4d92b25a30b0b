"""What a network looks at: a bar for each input, and beside it a cell for each stretch of the input's lags."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QResizeEvent

from workbench.app.appearance.theme import Theme
from workbench.app.plots.axis import NumberAxis
from workbench.app.plots.plot import Plot
from workbench.app.translation import tr
from workbench.core import storage
from workbench.core.csv.writing import harmless

_ROW_HEIGHT = 15  # pixels that a name needs; of more inputs than fit, those that matter most are drawn, all are saved
_AXIS_HEIGHT = 44
_LONGEST_NAME = 18
_NAMES_WIDTH = 130  # pixels
_SHADES = 64


class _ByInput(Plot):
    """A row for each input, the one that matters most at the top."""

    def __init__(self, theme: Theme, *, x_label: str, bottom: Any = None) -> None:
        super().__init__(theme, x_label=x_label, bottom=bottom)
        self.getViewBox().setMouseEnabled(x=False, y=False)
        self.getPlotItem().showGrid(x=False, y=False)
        self._drawn: list[Any] = []
        self._importance: Any = None
        self._target = 0
        self._rows: list[int] = []

    def show_importance(self, importance: Any, target: int) -> None:
        """Draw the engine's ``Importance`` for one target."""
        for item in self._drawn:
            self.removeItem(item)
        self._drawn = []
        self._importance, self._target = importance, target
        self._rows = importance.ranked(target)[: self._room]
        self.setYRange(-0.5, max(len(self._rows), 1) - 0.5, padding=0)
        if self._rows:
            self._fill()

    @property
    def drawn(self) -> int:
        """How many inputs are seen."""
        return len(self._rows)

    @property
    def _room(self) -> int:
        height: int = self.height()
        return max(1, (height - _AXIS_HEIGHT) // _ROW_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if getattr(self, "_importance", None) is not None and self._room != len(self._rows):
            self.show_importance(self._importance, self._target)

    def show_all(self) -> None:
        if self._importance is not None:
            self.show_importance(self._importance, self._target)

    def save_numbers(self, path: Path) -> None:
        """Write every input and every stretch of its lags: by how much the error rises, and how far that scatters.

        Raises:
            StorageError: the file cannot be written.
        """
        written = io.StringIO()
        table = csv.writer(written)
        table.writerow(["input", "first_lag", "last_lag", "rise", "deviation"])
        found = self._importance
        if found is not None:
            for channel, one in enumerate(found.channels):
                whole = (found.lags[0].start, found.lags[-1].stop - 1)
                stretches = [(whole, found.by_column[channel, :, self._target])]
                stretches += [
                    ((lags.start, lags.stop - 1), found.by_lag[channel, at, :, self._target])
                    for at, lags in enumerate(found.lags)
                ]
                for (first, last), rises in stretches:
                    table.writerow([harmless(one.name), first, last, f"{rises.mean():.10g}", f"{rises.std():.10g}"])
        storage.write_whole(path, written.getvalue().encode("utf-8-sig"))

    def _add(self, item: Any) -> None:
        self.addItem(item)
        self._drawn.append(item)

    def _place(self, row: int) -> int:
        """Give the height at which a row stands; the first stands at the top."""
        return len(self._rows) - 1 - row

    def _fill(self) -> None:
        raise NotImplementedError

    def _told(self, x: float, row: int) -> str:
        raise NotImplementedError

    def _on_mouse(self, moved: tuple[QPointF]) -> None:
        box = self.getViewBox()
        at = box.mapSceneToView(moved[0])
        row = len(self._rows) - 1 - round(at.y())
        if not box.sceneBoundingRect().contains(moved[0]) or not 0 <= row < len(self._rows):
            self.reading.hide()
            return
        words = self._told(at.x(), row)
        self.reading.setVisible(bool(words))
        self.reading.setText(words)
        self.reading.adjustSize()
        self._place_reading()

    def _title(self, row: int) -> str:
        return tr(self._importance.channels[self._rows[row]].title)


class ByColumn(_ByInput):
    """Bars: by how much the error rises without an input, with the deviation over the repeats."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, x_label=tr("rise of the MAE"))
        self.getAxis("left").setWidth(_NAMES_WIDTH)

    def _fill(self) -> None:
        colours = self._theme.colours
        rises = self._importance.by_column[self._rows, :, self._target]  # (rows, R)
        means, deviations = rises.mean(axis=1), rises.std(axis=1)
        heights = np.array([self._place(row) for row in range(len(self._rows))], dtype=float)
        pen = pg.mkPen(None)
        self._add(pg.BarGraphItem(x0=np.zeros(len(means)), y=heights, width=means, height=0.6, brush=colours.train,
                                  pen=pen))  # fmt: skip
        whisker = pg.mkPen(colours.text, width=1)
        self._add(pg.ErrorBarItem(x=means, y=heights, left=deviations, right=deviations, beam=0.25, pen=whisker))
        low, high = min(0.0, float((means - deviations).min())), max(0.0, float((means + deviations).max()))
        room = 0.05 * (high - low) or 1.0
        self.setXRange(low - (room if low < 0 else 0), high + room, padding=0)
        names = [(float(at), _short(self._title(row))) for row, at in enumerate(heights)]
        self.getAxis("left").setTicks([names])

    def _told(self, x: float, row: int) -> str:
        rises = self._importance.by_column[self._rows[row], :, self._target]
        return f"{self._title(row)}: {rises.mean():+.4g} ± {rises.std():.2g}"


class _LagAxis(NumberAxis):
    """Lags grow to the left, as time goes to the right."""

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        return [f"{-value:g}" if value < 0 else "" for value in values]


class ByLag(_ByInput):
    """Cells: by how much the error rises without a stretch of an input's lags; the last step stands at the right."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, x_label=tr("steps back"), bottom=_LagAxis("bottom"))
        self.getAxis("left").setTicks([[]])
        self.getAxis("left").setWidth(10)

    def _fill(self) -> None:
        found = self._importance
        means = found.by_lag[self._rows, ..., self._target].mean(axis=2)  # (rows, B)
        highest = float(np.nanmax(means)) if np.isfinite(means).any() else 0.0
        share = np.sqrt(np.clip(means / highest, 0, 1)) if highest > 0 else np.where(np.isnan(means), np.nan, 0.0)
        shades = np.nan_to_num(share) * (_SHADES - 1)
        picture = pg.ImageItem(self._coloured(shades.astype(int), np.isnan(means))[::-1, ::-1].swapaxes(0, 1))
        last = found.lags[-1].stop - 1
        size = len(found.lags[0])
        first = found.lags[-1].start + size - 1  # as if the farthest stretch were as long as the others
        picture.setRect(-first - 0.5, -0.5, size * len(found.lags), len(self._rows))
        self._add(picture)
        self.setXRange(-last - 0.5, -0.5, padding=0)

    def _coloured(self, shades: Any, unknown: Any) -> Any:
        """Give (rows, B, 4) colours from the plot's ground to the colour of bars; nothing where nothing is measured."""
        ground, full = QColor(self._theme.colours.card), QColor(self._theme.colours.forecast)
        ends = np.array([[one.red(), one.green(), one.blue(), 255] for one in (ground, full)], dtype=float)
        steps = np.linspace(0, 1, _SHADES)[:, None]
        table = (ends[0] * (1 - steps) + ends[1] * steps).astype(np.ubyte)
        cells = table[shades]
        cells[unknown, 3] = 0
        return cells

    def _told(self, x: float, row: int) -> str:
        lag = round(-x)
        for block, lags in enumerate(self._importance.lags):
            rises = self._importance.by_lag[self._rows[row], block, :, self._target]
            if lag in lags and np.isfinite(rises).all():
                where = f"{lags.start}" if len(lags) == 1 else f"{lags.start}–{lags.stop - 1}"
                rise = f"{rises.mean():+.4g} ± {rises.std():.2g}"
                return tr("{input}, {lags} steps back: {rise}", input=self._title(row), lags=where, rise=rise)
        return ""


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1] + "…"
