"""The clock and missing values: what was found, and what is done about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.field_form import FieldForm
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.app.widgets.layouts import empty, tab_through
from workbench.core.mending.spec import MISSING_WORDS, Mending

if TYPE_CHECKING:
    from workbench.core.mending.report import Report


class MendingForm(QWidget):
    """Folds; each thing that was found has a button that leads to the field that decides of it."""

    edited = Signal(str, object)  # name of the setting, wanted value

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID)
        self.head = QToolButton()
        self.head.setObjectName("quiet")
        self.head.setCheckable(True)
        self.head.setArrowType(Qt.ArrowType.RightArrow)
        self.head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.head.toggled.connect(self.open)
        whole.addWidget(self.head)
        self.found = QVBoxLayout()
        self.found.setSpacing(GRID)
        whole.addLayout(self.found)
        self.body = QWidget(self)
        inner = QVBoxLayout(self.body)
        inner.setContentsMargins(0, 0, 0, 0)
        self.form = FieldForm(Mending, parent=self.body)
        self.form.edited.connect(self.edited)
        inner.addWidget(self.form)
        self.columns = QWidget(self.body)
        self._grid = QGridLayout(self.columns)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        inner.addWidget(self.columns)
        whole.addWidget(self.body)
        self.choices: dict[str, QComboBox] = {}
        self._mending = Mending()
        self._shown: tuple[Report, ...] | None = None
        self.open(False)
        self.show_found((), Mending())

    def open(self, shown: bool) -> None:
        """Show the fields or fold them."""
        self.body.setVisible(shown)
        self.head.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    def show_found(self, reports: Sequence[Report], mending: Mending) -> None:
        """Show what was found in the series, and what is chosen."""
        self._mending = mending
        self.form.show_document(mending)
        count = f" ({len(reports)})" if reports else ""
        self.head.setText(tr("Clock and missing values") + count)
        if tuple(reports) != self._shown:
            self._shown = tuple(reports)
            empty(self.found)
            lines = [self._line(report) for report in reports]
            for line in lines:
                self.found.addWidget(line)
            tab_through(self.head, [button for line in lines for button in line.findChildren(QToolButton)])
            self._make_choices([report.column for report in reports if report.column])
        for name, box in self.choices.items():
            box.setCurrentIndex(box.findData(mending.by_column.get(name)))

    def focus(self, report: Report) -> None:
        """Go to the field that decides what is done about ``report``."""
        self.head.setChecked(True)
        if report.column in self._mending.by_column:
            self.choices[report.column].setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self.form.focus(report.setting)

    def _line(self, report: Report) -> QWidget:
        both = QWidget()
        line = QHBoxLayout(both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        words = tr(report.finding.message)
        line.addWidget(label(words, role="quiet", wraps=True), 1)
        button = QToolButton()
        button.setObjectName("quiet")
        button.setText(tr("Change"))
        button.setAccessibleDescription(words)
        button.clicked.connect(partial(self.focus, report))
        line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return both

    def _make_choices(self, names: Sequence[str]) -> None:
        empty(self._grid)
        self.choices = {}
        for row, name in enumerate(names):
            title = ElidedLabel(name)
            title.setToolTip(tooltip(name))
            box = Choice()
            box.setAccessibleName(tr("Missing values in {column}", column=name))
            box.addItem(tr("As for all columns"), None)
            for value, words in MISSING_WORDS.items():
                box.addItem(tr(words), value)
            box.activated.connect(partial(self._on_chosen, name))
            self._grid.addWidget(title, row, 0)
            self._grid.addWidget(box, row, 1)
            self.choices[name] = box
        self.columns.setVisible(bool(names))

    def _on_chosen(self, name: str, at: int) -> None:
        others = {column: how for column, how in self._mending.by_column.items() if column != name}
        value = self.choices[name].itemData(at)
        self.edited.emit("by_column", others if value is None else {**others, name: value})
