"""The chronological split as a bar whose two borders are dragged."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from workbench.app.appearance.theme import Theme
from workbench.app.translation import tr
from workbench.app.widgets.labels import tooltip

_REACH = 10  # pixels around a border within which it can be taken
Borders = tuple[float, float]
_LEAST, _MOST = 0.02, 0.9  # share of a part; the bounds of the settings are no narrower


class SplitBar(QWidget):
    """Shows training, validation and test as shares of the series."""

    moving = Signal(float, float)  # training share, validation share, while a border is dragged
    moved = Signal(float, float)  # the same, when it is let go

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._borders: Borders = (0.7, 0.85)
        self._held: int | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(20)
        words = tr("Drag a border, or move it with the arrow keys; Up and Down choose the border.")
        self.setToolTip(tooltip(words))
        self.setAccessibleName(tr("Split into training, validation and test"))
        self._chosen = 0

    def show_shares(self, train: float, validation: float) -> None:
        """Show these shares; not while a border is being dragged."""
        if self._held is None:
            self._borders = (train, train + validation)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()).adjusted(1, 2, -1, -2), 5, 5)
        painter.setClipPath(path)
        edges = [self.width() * share for share in (0.0, *self._borders, 1.0)]
        parts = (colours.train, colours.validation, colours.test)
        for left, right, colour in zip(edges[:-1], edges[1:], parts, strict=True):
            painter.fillRect(QRectF(left, 0, right - left, self.height()), QColor(colour))
        painter.setClipping(False)
        for at, border in enumerate(self._borders):
            chosen = self.hasFocus() and at == self._chosen
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.text if chosen else colours.card))
            x, width = border * self.width(), 6 if chosen else 4
            painter.drawRoundedRect(QRectF(x - width / 2, 0, width, self.height()), 2, 2)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        near = self._near(event.position())
        if event.button() == Qt.MouseButton.LeftButton and near is not None:
            self._held = self._chosen = near

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            near = self._near(event.position()) is not None
            self.setCursor(Qt.CursorShape.SplitHCursor if near else Qt.CursorShape.ArrowCursor)
            return
        self._put(self._held, round(event.position().x() / max(1, self.width()), 2))
        self.moving.emit(*self._shares())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is not None:
            self._held = None
            self.moved.emit(*self._shares())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                self._chosen = 1 - self._chosen
                self.update()
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                step = 0.01 if event.key() == Qt.Key.Key_Right else -0.01
                self._put(self._chosen, round(self._borders[self._chosen] + step, 2))
                self.moved.emit(*self._shares())
            case _:
                super().keyPressEvent(event)

    def _put(self, which: int, place: float) -> None:
        self._borders = put_border(self._borders, which, place)
        self.update()

    def _shares(self) -> tuple[float, float]:
        return round(self._borders[0], 4), round(self._borders[1] - self._borders[0], 4)

    def _near(self, position: QPointF) -> int | None:
        apart = [abs(position.x() - border * self.width()) for border in self._borders]
        nearest = min((0, 1), key=lambda at: apart[at])
        return nearest if apart[nearest] <= _REACH else None


def put_border(borders: Borders, which: int, place: float) -> Borders:
    """Move one border of the split to ``place``, as far as no part leaves the bounds of its setting.

    Args:
        borders: where the training and the validation part end, as shares of the series.
        which: 0 or 1.
        place: where that border is wanted.
    """
    train, end = borders
    if which == 0:
        low, high = max(0.05, end - _MOST), end - _LEAST
    else:
        low, high = train + _LEAST, min(1 - _LEAST, train + _MOST)
    now = borders[which]  # a file may hold a narrower part than is made here
    put = min(max(place, min(low, now)), max(high, now))
    return (put, end) if which == 0 else (train, put)
