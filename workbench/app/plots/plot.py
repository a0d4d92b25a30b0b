"""One plot: themed, with real dates, a reading cursor, and its picture and numbers to take away."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QMenu, QWidget

from workbench.app.appearance.theme import Theme
from workbench.app.dialogs.replacing import with_ending
from workbench.app.plots.axis import DateAxis, NumberAxis
from workbench.app.plots.growing_box import GrowingBox
from workbench.app.plots.long_curve import LongCurve
from workbench.app.plots.pyramid import Pyramid
from workbench.app.plots.taken_pictures import add_picture_actions
from workbench.app.translation import tr
from workbench.app.widgets.kept import keep, put_back
from workbench.core import storage
from workbench.core.csv.writing import harmless
from workbench.core.errors import StorageError
from workbench.core.series import Series

MICROSECONDS = 1_000_000
_AXIS_WIDTH = 58  # pixels, the same in every plot, so that plots below each other line up


@dataclass(eq=False)
class Curve:
    """A line in a plot, with the words of its legend."""

    item: Any
    name: str
    colour: str


class Plot(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """A plot of curves over steps or time; x in seconds since 1970 where ``dates`` is set."""

    cursor_moved = Signal(float)
    clicked_at = Signal(float)
    failed = Signal(object)  # an exception, when a picture cannot be saved

    def __init__(self, theme: Theme, *, x_label: str = "", y_label: str = "", dates: bool = False,
                 bottom: pg.AxisItem | None = None, parent: QWidget | None = None) -> None:  # fmt: skip
        below = DateAxis("bottom") if dates else bottom or NumberAxis("bottom")
        box = GrowingBox()
        super().__init__(parent, viewBox=box, axisItems={"bottom": below, "left": NumberAxis("left")})
        self.box = box
        self._theme, self.has_dates = theme, dates
        self.curves: list[Curve] = []
        self._style(x_label, y_label)
        self.cursor = pg.InfiniteLine(angle=90, pen=pg.mkPen(theme.colours.quiet, width=1))
        self.cursor.hide()
        self.addItem(self.cursor, ignoreBounds=True)
        self.reading = QLabel(self)
        self.reading.setTextFormat(Qt.TextFormat.PlainText)
        self.reading.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        colours = theme.colours
        self.reading.setStyleSheet(
            f"background: {colours.card}; border: 1px solid {colours.line}; border-radius: 4px; padding: 3px 6px;"
        )
        self.reading.hide()
        self._proxy = pg.SignalProxy(self.scene().sigMouseMoved, rateLimit=30, slot=self._on_mouse)
        self.scene().sigMouseClicked.connect(self._on_click)

    def add_curve(self, name: str, colour: str, *, dashed: bool = False, width: int = 1) -> Curve:
        """Add an empty line; ``name`` is shown by the reading cursor and in a saved table."""
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        item = self.plot(pen=pg.mkPen(QColor(colour), width=width, style=style))  # pyqtgraph reads #AARRGGBB otherwise
        item.setClipToView(True)
        item.setDownsampling(auto=True, method="peak")
        curve = Curve(item, name, colour)
        self.curves.append(curve)
        return curve

    def add_long_curve(self, name: str, colour: str, pyramid: Pyramid | None = None) -> Curve:
        """Add a line of any number of rows; see ``LongCurve``."""
        item = LongCurve(pg.mkPen(colour, width=1), pyramid)
        self.addItem(item)
        curve = Curve(item, name, colour)
        self.curves.append(curve)
        return curve

    def add_band(self, low: float, high: float, colour: str, strength: int = 28) -> Any:
        """Colour the ground from x ``low`` to ``high``."""
        tint = QColor(colour)
        tint.setAlpha(strength)
        band = pg.LinearRegionItem((low, high), movable=False, brush=tint, pen=pg.mkPen(None))
        band.setZValue(-10)
        self.addItem(band, ignoreBounds=True)
        return band

    def add_between(self, low: Curve, high: Curve, colour: str, strength: int = 48) -> None:
        """Colour the ground between two curves."""
        tint = QColor(colour)
        tint.setAlpha(strength)
        between = pg.FillBetweenItem(low.item, high.item, brush=tint)
        between.setZValue(-5)
        self.addItem(between, ignoreBounds=True)

    def put_name(self, name: str) -> None:
        """Write ``name`` into the plot's upper left corner, for plots too low to have it at their side."""
        words = QLabel(name, self)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ground = QColor(self._theme.colours.plot)
        words.setStyleSheet(
            f"background: rgba({ground.red()}, {ground.green()}, {ground.blue()}, 190);"
            f" color: {self._theme.colours.quiet}; border-radius: 3px; padding: 0 4px;"
        )
        words.move(_AXIS_WIDTH + 6, 3)

    def show_all(self) -> None:
        """Zoom out until every curve fits."""
        self.getViewBox().autoRange(padding=0.02)
        self.getViewBox().enableAutoRange()

    def paint_now(self) -> None:
        """Paint what has changed, once; else pyqtgraph finds the new range while it paints, and paints again."""
        self.getViewBox().updateAutoRange()
        self.viewport().repaint()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(tr("Show all (double click)")).triggered.connect(self.show_all)
        menu.addSeparator()
        add_picture_actions(menu, self, self.failed.emit)
        menu.addAction(tr("Save numbers…")).triggered.connect(self._ask_numbers)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())  # not exec(): the plot may be replaced while the menu is open

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.show_all()
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.cursor.hide()
        self.reading.hide()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "reading"):
            self._place_reading()

    def save_numbers(self, path: Path) -> None:
        """Write every curve's points as CSV, one line a point: curve, x, y.

        Raises:
            StorageError: the file cannot be written.
        """
        written = io.StringIO()
        table = csv.writer(written)
        table.writerow(["curve", "x", "y"])
        for curve in self.curves:
            x, y = curve.item.getOriginalDataset()
            if x is None:
                continue
            for at, value in zip(x, y, strict=True):
                table.writerow([harmless(curve.name), self._written_x(at), f"{value:.10g}"])
        storage.write_whole(path, written.getvalue().encode("utf-8-sig"))

    def _ask_numbers(self) -> None:
        name, kind = QFileDialog.getSaveFileName(self.window(), tr("Save numbers"), "plot", "CSV (*.csv)")
        path = with_ending(name, (".csv",), kind, self.window()) if name else None
        if path is not None:
            self.save_numbers_or_tell(path)

    def save_numbers_or_tell(self, path: Path) -> None:
        """Write the numbers to ``path``; ``failed`` tells why that cannot be."""
        try:
            self.save_numbers(path)
        except StorageError as error:
            self.failed.emit(error)

    def _style(self, x_label: str, y_label: str) -> None:
        colours = self._theme.colours
        self.setBackground(colours.plot)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.showGrid(x=True, y=True, alpha=0.18)
        for side in ("bottom", "left"):
            axis = self.getAxis(side)
            axis.setPen(pg.mkPen(colours.grid))
            axis.setTextPen(pg.mkPen(colours.quiet))
            # every finer level of grid lines makes a repaint slower, five times for all of them
            axis.setStyle(tickLength=-4, maxTickLevel=1 if self.has_dates and side == "bottom" else 0)
            axis.enableAutoSIPrefix(False)
        self.getAxis("left").setWidth(_AXIS_WIDTH)
        for side, title in (("bottom", x_label), ("left", y_label)):
            if title:
                self.name_axis(side, title)
        self.setMinimumHeight(80)

    def name_axis(self, side: str, title: str) -> None:
        """Give the axis at ``left`` or ``bottom`` its title."""
        self.setLabel(side, _plain(title), color=self._theme.colours.quiet)

    def _on_mouse(self, moved: tuple[QPointF]) -> None:
        box = self.getViewBox()
        if not self.curves or not box.sceneBoundingRect().contains(moved[0]):
            self.cursor.hide()
            self.reading.hide()
            return
        x = box.mapSceneToView(moved[0]).x()
        lines = []
        for curve in self.curves:
            near = _nearest(curve.item, x)
            if near is not None:
                lines.append((near[0], f"{curve.name}: {near[1]:.5g}"))
        if not lines:
            return
        at = min((place for place, _ in lines), key=lambda place: abs(place - x))
        self.cursor.setPos(at)
        self.cursor.show()
        self.reading.setText("\n".join([self._written_x(at), *(words for _, words in lines)]))
        self.reading.adjustSize()
        self._place_reading()
        self.reading.show()
        self.cursor_moved.emit(at)

    def _on_click(self, event: Any) -> None:
        box = self.getViewBox()
        if event.button() == Qt.MouseButton.LeftButton and box.sceneBoundingRect().contains(event.scenePos()):
            self.clicked_at.emit(box.mapSceneToView(event.scenePos()).x())

    def _place_reading(self) -> None:
        self.reading.move(max(0, self.width() - self.reading.width() - 8), 8)

    def _written_x(self, x: float) -> str:
        if not self.has_dates:
            return f"{x:.10g}"
        moment = np.datetime64(round(x * MICROSECONDS), "us")
        shortest = next(unit for unit in ("m", "s", "us") if moment.astype(f"datetime64[{unit}]") == moment)
        return str(moment.astype(f"datetime64[{shortest}]")).replace("T", " ")


@keep.register
def _(part: Plot) -> list[tuple[float, float] | None]:
    """Give the range of each axis that somebody has set; None where all is seen."""
    box = part.getViewBox()
    shows_all = box.autoRangeEnabled()
    return [None if shows_all[axis] else tuple(box.viewRange()[axis]) for axis in (0, 1)]


@put_back.register
def _(part: Plot, state: Any) -> None:
    for seen, set_range in zip(state, (part.setXRange, part.setYRange), strict=True):
        if seen is not None:
            set_range(*seen, padding=0)


def times_of(series: Series) -> NDArray[np.float64]:
    """Give x for every row: seconds since 1970, or the row's number from 1 where there is not one clock for all."""
    if series.times is None or not series.is_one_clock:
        return np.arange(1, len(series) + 1, dtype=np.float64)
    return seconds(series.times)


def seconds(times: NDArray[np.datetime64]) -> NDArray[np.float64]:
    """Give (n,) times as seconds since 1970."""
    return times.astype("datetime64[us]").astype(np.int64) / MICROSECONDS


def _nearest(item: Any, x: float) -> tuple[float, float] | None:
    if isinstance(item, LongCurve):
        return item.pyramid.nearest(x) if item.pyramid is not None else None
    xs, ys = item.getOriginalDataset()
    if xs is None or len(xs) == 0:
        return None
    right = int(np.searchsorted(xs, x))
    at = min((right - 1, right), key=lambda place: abs(xs[place] - x) if 0 <= place < len(xs) else np.inf)
    return (float(xs[at]), float(ys[at])) if np.isfinite(ys[at]) else None


def _plain(words: str) -> str:
    """Keep a column's name from being read as markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;")
