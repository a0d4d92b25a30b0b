"""Card 1: which file, which clock, which columns."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from workbench.app.cards.card import Card
from workbench.app.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.field_form import FieldForm
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.app.widgets.mending_form import MendingForm
from workbench.core.csv import CsvOptions
from workbench.core.experiment import DataSpec, FileSource
from workbench.core.fields import label_of, settings_of
from workbench.core.mending.problems import with_mending
from workbench.core.mending.report import Report, reports_of
from workbench.core.mending.spec import Mending
from workbench.core.samples import SAMPLES
from workbench.core.series import Series, rhythm
from workbench.core.text import text

_ROWS_SHOWN = 6


class DataCard(Card):
    """The series and the roles of its columns."""

    title: ClassVar[str] = "Data"
    name: ClassVar[str] = "data"

    open_asked = Signal()
    samples_asked = Signal(object)  # the button, below which the menu opens

    def fill(self, column: QVBoxLayout) -> None:
        self._names: list[str] = []
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        self.file = ElidedLabel()
        line.addWidget(self.file, 1)
        self.open_button = QPushButton(tr("Open…"))
        self.open_button.clicked.connect(self.open_asked)
        self.samples_button = QPushButton(tr("Sample data"))
        self.samples_button.clicked.connect(lambda: self.samples_asked.emit(self.samples_button))
        line.addWidget(self.open_button)
        line.addWidget(self.samples_button)
        column.addLayout(line)
        self.facts = label(role="quiet", wraps=True)
        column.addWidget(self.facts)
        self.columns = QTableWidget(0, 3)
        self.columns.setObjectName("columnRoles")
        self.columns.setAccessibleName(tr("Columns and their roles"))
        for at, (title, tip) in enumerate(self._heads()):
            head = QTableWidgetItem(title)
            head.setToolTip(tooltip(tip))
            if at == 0:
                head.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.columns.setHorizontalHeaderItem(at, head)
        self.columns.verticalHeader().hide()
        self.columns.setShowGrid(False)
        self.columns.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.columns.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.columns.setTabKeyNavigation(False)
        header = self.columns.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        self.columns.itemChanged.connect(self._on_role_changed)
        column.addWidget(self.columns)
        self.mending = MendingForm()
        self.mending.edited.connect(self._on_mending_edited)
        column.addWidget(self.mending)
        self.reading = FieldForm(CsvOptions, more=tr("How the file is read"))
        column.addWidget(self.reading)
        self.reading.edited.connect(self._on_option_edited)

    def refresh(self) -> None:
        data, series = self.bench.experiment.data, self.bench.series
        if isinstance(data.source, FileSource):
            self.file.setText(Path(data.source.path).name)
            self.file.setToolTip(tooltip(data.source.path))
        else:
            known = [sample.title for sample in SAMPLES if sample.name == data.source.name]
            self.file.setText(tr(known[0]) if known else data.source.name)
            self.file.setToolTip("")
        self.reading.setVisible(self.reads_a_file)
        self.reading.show_document(data.options)
        self.facts.setText(self._facts(series))
        self._show_columns(series)
        self.mending.show_found(self._found(series), data.mending)
        target = ", ".join(data.targets)
        self.say(f"{self.file.text()} → {target}" if target else self.file.text())
        self.show_problems([one for one in self.bench.problems if one.address.startswith("data")])

    @property
    def reads_a_file(self) -> bool:
        """Whether there is a file, whose reading can be set."""
        return isinstance(self.bench.experiment.data.source, FileSource)

    def _found(self, series: Series | None) -> tuple[Report, ...]:
        """Say what the clock and the chosen columns have that may need mending."""
        if series is None:
            return ()
        data = self.bench.experiment.data
        names = dict.fromkeys(name for name in (*data.targets, *data.inputs) if name in series.columns)
        return reports_of(series, tuple(names))

    def _heads(self) -> list[tuple[str, str]]:
        roles = {setting.name: tr(setting.help) for setting in settings_of(DataSpec)}
        return [(tr("Column"), ""), (tr("Target"), roles["targets"]), (tr("Input"), roles["inputs"])]

    def _facts(self, series: Series | None) -> str:
        if series is None:
            error = self.bench.series_error
            return tr(error.what) if error else tr("Reading…")
        words = [tr("{rows} rows", rows=f"{len(series):,}")]
        if series.times is not None:
            words.append(tr("time: {column}, {rhythm}", column=series.time_name, rhythm=tr(rhythm(series.step))))
            words.append(f"{series.when(0)} – {series.when(len(series) - 1)}")
        else:
            words.append(tr("rows in order"))
        if series.left_out:
            words.append(tr("left out, no numbers: {columns}", columns=", ".join(series.left_out)))
        return " · ".join(words)

    def _show_columns(self, series: Series | None) -> None:
        data = self.bench.experiment.data
        names = list(series.columns) if series is not None else list(dict.fromkeys([*data.targets, *data.inputs]))
        self._names = names
        self.columns.blockSignals(True)
        self.columns.setRowCount(len(names))
        for row, name in enumerate(names):
            item = QTableWidgetItem(name)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setToolTip(tooltip(name))
            self.columns.setItem(row, 0, item)
            for at, chosen in ((1, data.targets), (2, data.inputs)):
                box = QTableWidgetItem()
                box.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
                box.setCheckState(Qt.CheckState.Checked if name in chosen else Qt.CheckState.Unchecked)
                box.setData(Qt.ItemDataRole.AccessibleTextRole, f"{name}: {(tr('Target'), tr('Input'))[at - 1]}")
                self.columns.setItem(row, at, box)
        self.columns.blockSignals(False)
        self.columns.resizeRowsToContents()
        rows = min(len(names), _ROWS_SHOWN)
        height = sum(self.columns.rowHeight(row) for row in range(rows))
        self.columns.setFixedHeight(height + self.columns.horizontalHeader().sizeHint().height() + 4)

    def _on_role_changed(self, item: QTableWidgetItem) -> None:
        data, name = self.bench.experiment.data, self._names[item.row()]
        part = "targets" if item.column() == 1 else "inputs"
        chosen = {"targets": set(data.targets), "inputs": set(data.inputs)}
        if item.checkState() == Qt.CheckState.Checked:
            chosen[part].add(name)
            # a target's own past is its best input: taken along, and plain to see in the next column
            chosen["inputs"].add(name)
        else:
            chosen[part].discard(name)
        ordered = {part: tuple(one for one in self._names if one in names) for part, names in chosen.items()}
        label = text("change the role of {column}", column=name)
        self.change(self.bench.experiment.with_settings("data", **ordered), label)

    def _on_mending_edited(self, name: str, value: object) -> None:
        words = label_of(Mending, name) if name != "by_column" else label_of(Mending, "missing")
        self.change(with_mending(self.bench.experiment, **{name: value}), text("set {name}", name=words))

    def _on_option_edited(self, name: str, value: object) -> None:
        options = self.bench.experiment.data.options.model_copy(update={name: value})
        self.change(
            self.bench.experiment.with_settings("data", options=options),
            text("set {name}", name=label_of(CsvOptions, name)),
        )
