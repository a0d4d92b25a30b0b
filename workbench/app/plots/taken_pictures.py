"""The picture of a plot or a drawing, to copy and to save."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QFileDialog, QGraphicsView, QMenu, QWidget

from workbench.app.dialogs.replacing import with_ending
from workbench.app.translation import tr
from workbench.core import storage
from workbench.core.errors import StorageError


def add_picture_actions(menu: QMenu, widget: QWidget, tell: Callable[[StorageError], None]) -> None:
    """Offer to copy and to save what ``widget`` shows; ``tell``: what says why it cannot be saved."""
    menu.addAction(tr("Copy picture")).triggered.connect(lambda: copy_picture(widget))
    menu.addAction(tr("Save picture…")).triggered.connect(lambda: ask_picture(widget, tell))


def copy_picture(widget: QWidget) -> None:
    """Put ``widget`` as it is seen on the clipboard."""
    QGuiApplication.clipboard().setPixmap(widget.grab())


def ask_picture(widget: QWidget, tell: Callable[[StorageError], None]) -> None:
    """Ask for a name and save the picture there; it is the chosen kind that decides, unless the name has an ending."""
    kinds = "PNG (*.png);;SVG (*.svg)"
    name, kind = QFileDialog.getSaveFileName(widget.window(), tr("Save picture"), "plot", kinds)
    path = with_ending(name, (".png", ".svg"), kind, widget.window()) if name else None
    if path is not None:
        try:
            save_picture(widget, path)
        except StorageError as error:
            tell(error)


def save_picture(widget: QWidget, path: Path) -> None:
    """Write ``widget`` as it is seen as PNG or SVG, by the ending of ``path``.

    Raises:
        StorageError: the file cannot be written.
    """
    storage.write_whole(path, _as_svg(widget) if path.suffix.lower() == ".svg" else _as_png(widget))


def _as_png(widget: QWidget) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return bytes(buffer.data().data())


def _as_svg(widget: QWidget) -> bytes:
    """Let Qt write it: pyqtgraph's exporter stumbles over the closed paths of newer Qt (its issue 3485)."""
    from PySide6.QtSvg import QSvgGenerator

    buffer, generator = QBuffer(), QSvgGenerator()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator.setOutputDevice(buffer)
    generator.setSize(widget.size())
    generator.setViewBox(widget.rect())
    generator.setResolution(widget.logicalDpiX())  # else letters have another size than on the screen
    painter = QPainter(generator)
    if isinstance(widget, QGraphicsView):
        widget.render(painter)  # its scene, of which a widget's picture has the axes as pixels
    else:
        widget.render(painter, QPoint())
    painter.end()
    return bytes(buffer.data().data())
