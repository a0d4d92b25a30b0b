"""Two parts, one below the other, of which the upper gives room to the lower."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from workbench.app.widgets.kept import keep, put_back


class GivingSplit(QSplitter):
    """Gives the lower part more room for a while, and then the sizes back that a person had given both.

    Args:
        least: pixels that the upper part keeps.
    """

    def __init__(self, least: int, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._least = least
        self.before: list[int] = []  # the sizes, while the lower part has more
        self.setChildrenCollapsible(False)

    def give(self, room: int | None) -> None:
        """Give the lower part ``room`` pixels; None gives both what they had."""
        if self.before:
            self.setSizes(self.before)
            self.before = []
        if room is not None:
            self.before = self.sizes()
            whole = sum(self.before)
            upper = min(self.before[0], max(self._least, whole - room))
            self.setSizes([upper, whole - upper])


@keep.register
def _(part: GivingSplit) -> Any:
    return part.before, keep.dispatch(QSplitter)(part)


@put_back.register
def _(part: GivingSplit, state: Any) -> None:
    part.before, sizes = state
    put_back.dispatch(QSplitter)(part, sizes)
