"""The table that the reader makes of the first lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from workbench.app.translation import tr
from workbench.app.widgets.labels import tooltip
from workbench.core.csv.preview import Preview
from workbench.core.text import Text, text

MOST_COLUMNS = 40  # more are counted, not drawn
KINDS: dict[str, Text] = {
    "number": text("number"),
    "text": text("words"),
    "exact": text("kept as written"),
    "time": text("time"),
}


class ReadTable(QTableWidget):
    """The names, the kind of each column, and the cells as they are read."""

    def __init__(self) -> None:
        super().__init__(0, 0)
        self.setObjectName("readTable")
        self.setAccessibleName(tr("The table as it is read"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_table(self, preview: Preview) -> None:
        """Show the columns and rows of ``preview``; none where the file cannot be read so."""
        columns = preview.columns[:MOST_COLUMNS]
        self.setColumnCount(len(columns))
        self.setRowCount(len(preview.cells))
        for at, column in enumerate(columns):
            head = QTableWidgetItem(f"{column.name}\n{tr(KINDS[column.kind])}")
            head.setToolTip(tooltip(column.name))
            self.setHorizontalHeaderItem(at, head)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for row, cells in enumerate(preview.cells):
            for at, (column, cell) in enumerate(zip(columns, cells, strict=False)):
                item = QTableWidgetItem(cell)
                if column.kind == "number":
                    item.setTextAlignment(right)
                self.setItem(row, at, item)
