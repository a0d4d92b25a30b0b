"""Layouts that are filled anew while the window is open."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtWidgets import QLayout, QWidget


def empty(layout: QLayout) -> None:
    """Take every widget out of ``layout``, out of sight at once and deleted when Qt comes to it."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


def tab_through(first: QWidget, following: Iterable[QWidget]) -> None:
    """Let Tab go from ``first`` through what was made after the rest of the window; else it would come last."""
    for before, after in pairwise((first, *following)):
        QWidget.setTabOrder(before, after)
