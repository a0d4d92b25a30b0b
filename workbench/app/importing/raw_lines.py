"""The lines of a file as they stand, each with what the reader takes it for."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from workbench.app.appearance.colours import Colours
from workbench.app.appearance.theme import Theme
from workbench.app.translation import tr
from workbench.app.widgets.labels import tooltip
from workbench.core.csv.preview import RawLine, Role
from workbench.core.text import Text, text

_STRENGTH = 60  # of 255: the words stay readable on it
ROLES: dict[Role, tuple[Text, Text]] = {
    "preamble": (text("preamble"), text("Above the header; not read.")),
    "header": (text("header"), text("The names of the columns.")),
    "units": (text("units"), text("The units of the columns.")),
    "data": (text("data"), text("A row of the table.")),
    "ragged": (text("ragged"), text("Has more or fewer cells than the header.")),
    "repeated": (text("repeated"), text("The header once more; not read.")),
    "comment": (text("remark"), text("A remark; not read.")),
    "blank": (text("blank"), text("Holds nothing; not read.")),
    "footer": (text("footer"), text("Below the last row; not read.")),
}


class RawLines(QTableWidget):
    """Number, role and text of each line; the role stands there in words, the colour only helps the eye."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(0, 3)
        self._colours = _colours(theme.colours)
        self.setObjectName("rawLines")
        self.setAccessibleName(tr("Lines of the file and what each is taken for"))
        self.setHorizontalHeaderLabels([tr("Line"), tr("Taken for"), tr("As it stands in the file")])
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_lines(self, lines: tuple[RawLine, ...]) -> None:
        """Show ``lines`` in place of those before; the place that is looked at stays."""
        self.setRowCount(len(lines))
        for at, line in enumerate(lines):
            role, meaning = ROLES[line.role]
            for column, words in enumerate((str(line.number), tr(role), line.text.replace("\t", "→   "))):
                item = QTableWidgetItem(words)
                item.setToolTip(tooltip(tr(meaning)))
                colour = self._colours.get(line.role)
                if colour is not None:
                    item.setBackground(colour)
                self.setItem(at, column, item)


def _colours(colours: Colours) -> dict[Role, QColor]:
    named: dict[Role, str] = {
        "preamble": colours.naive,
        "header": colours.accent,
        "units": colours.validation,
        "ragged": colours.error,
        "repeated": colours.forecast,
        "comment": colours.naive,
        "footer": colours.naive,
    }
    made = {role: QColor(name) for role, name in named.items()}
    for colour in made.values():
        colour.setAlpha(_STRENGTH)
    return made
