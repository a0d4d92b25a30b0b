"""The first or last nodes of the network as rows that only tell: nothing about them is set here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.app.widgets.layouts import empty
from workbench.core.layers.ends import WindowNode

_FRAME = 2  # what the layers' list has around its rows


class NodeRows(QWidget):
    """Shows nodes in the look of the layers' rows, above or below them.

    Args:
        undone: whether they are the last nodes, which undo the first ones.
    """

    def __init__(self, *, undone: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._undone = undone
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_nodes(self, nodes: Sequence[WindowNode]) -> None:
        """Show ``nodes``, in their order; none takes no room."""
        empty(self._rows)
        for node in nodes:
            title = tr("{node}, undone", node=tr(node.title)) if self._undone else tr(node.title)
            self._rows.addWidget(_row(node, title))
        self.setVisible(bool(nodes))


def _row(node: WindowNode, title: str) -> QWidget:
    row = QWidget()
    formula, shape = tr(node.formula), str(node.output)
    row.setAccessibleName(tr("{node}: {formula}, output {shape}", node=title, formula=formula, shape=shape))
    line = QHBoxLayout(row)
    line.setContentsMargins(GRID, GRID, GRID + _FRAME, GRID)
    line.setSpacing(2 * GRID)
    line.addSpacing(24)  # where a layer has its switch
    words = ElidedLabel(title, role="quiet")
    words.setToolTip(tooltip(f"{formula}\n{tr('It has no weights; the Windows card sets it.')}"))
    line.addWidget(words, 1)
    line.addWidget(label(shape, role="quiet"))
    count = label("–", role="quiet")
    count.setMinimumWidth(44)  # in line with the layers' counts
    count.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    line.addWidget(count)
    return row
