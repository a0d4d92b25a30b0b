"""Where the window opens: all of it on a screen that is there."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QStyle, QWidget

SIZE = QSize(1280, 800)  # where the screen has the room
SMALLEST = QSize(900, 560)
_EDGE = 8  # pixels that a frame may take at the sides and below; how many it takes is known too late


def place(window: QWidget, remembered: QByteArray | None) -> None:
    """Give ``window`` its size and place: those it had, or the first ones; neither is larger than the screen.

    Qt brings a remembered window back to a screen too, but knows nothing of how small it may become.
    """
    if remembered is None or not window.restoreGeometry(remembered):
        room = room_on(window, window.screen().availableGeometry())
        window.setGeometry(QStyle.alignedRect(Qt.LayoutDirection.LeftToRight, Qt.AlignmentFlag.AlignCenter,
                                              SIZE.boundedTo(room.size()), room))  # fmt: skip
    wanted = window.geometry()
    screen = QGuiApplication.screenAt(wanted.center()) or window.screen()
    room = room_on(window, screen.availableGeometry())
    window.setMinimumSize(SMALLEST.boundedTo(room.size()))
    if not window.isMaximized() and not window.isFullScreen():
        window.setGeometry(inside(wanted, room))


def room_on(window: QWidget, available: QRect) -> QRect:
    """Give what of a screen's ``available`` ground is left inside a window's frame."""
    title = window.style().pixelMetric(QStyle.PixelMetric.PM_TitleBarHeight, None, window)
    return available.adjusted(_EDGE, title + _EDGE, -_EDGE, -_EDGE)


def inside(wanted: QRect, room: QRect) -> QRect:
    """Give ``wanted`` made smaller and moved as little as it takes to lie in ``room``."""
    size = wanted.size().expandedTo(SMALLEST).boundedTo(room.size())
    x = max(room.left(), min(wanted.left(), room.right() + 1 - size.width()))
    y = max(room.top(), min(wanted.top(), room.bottom() + 1 - size.height()))
    return QRect(QPoint(x, y), size)
