"""Card 1: which file, which clock, which columns."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from workbench.app.appearance.theme import GRID
from workbench.app.cards.card import Card
from workbench.app.cards.columns_table import ROLES, ColumnsTable
from workbench.app.cards.more_roles import MoreRoles
from workbench.app.translation import tr
from workbench.app.widgets.field_form import FieldForm
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.app.widgets.mending_form import MendingForm
from workbench.core.csv import CsvOptions
from workbench.core.experiment import DataSpec, FileSource
from workbench.core.fields import label_of
from workbench.core.mending.spec import Mending
from workbench.core.preparing.features import seen
from workbench.core.series import Series, rhythm
from workbench.core.sources.groups import not_used
from workbench.core.sources.samples import SAMPLES
from workbench.core.text import text
from workbench.core.transforms import Transform

if TYPE_CHECKING:
    from workbench.core.mending.report import Report


class DataCard(Card):
    """The series and the roles of its columns."""

    title: ClassVar[str] = "Data"
    name: ClassVar[str] = "data"

    open_asked = Signal()
    import_asked = Signal()  # to see how the file is read
    samples_asked = Signal(object)  # the button, below which the menu opens

    def fill(self, column: QVBoxLayout) -> None:
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
        self.columns = ColumnsTable(self.body)
        self.columns.role_wanted.connect(self._on_role)
        self.columns.column_chosen.connect(self._show_more)
        column.addWidget(self.columns)
        self.more = MoreRoles(self.body)
        self.more.transform_wanted.connect(self._on_transform)
        self.more.group_wanted.connect(self._on_group)
        self.more.calendar_wanted.connect(self._on_calendar)
        column.addWidget(self.more)
        self.mending = MendingForm(self.body)
        self.mending.edited.connect(self._on_mending_edited)
        column.addWidget(self.mending)
        self.import_button = QPushButton(tr("See the file as it is read…"))
        self.import_button.clicked.connect(self.import_asked)
        column.addWidget(self.import_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.reading = FieldForm(CsvOptions, more=tr("How the file is read"), parent=self.body)
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
        self.import_button.setVisible(self.reads_a_file)
        self.reading.show_document(data.options)
        self.facts.setText(self._facts(series))
        self.columns.show_roles(series, data)
        self._show_more()
        self.mending.show_found(self._found(series), data.mending)
        target = ", ".join(data.targets)
        self.say(f"{self.file.text()} → {target}" if target else self.file.text())
        self.show_problems([one for one in self.bench.problems if one.address.startswith("data")])

    def choices(self) -> dict[str, Any]:
        more = {"more": self.more.more, "mending": self.mending.head, "mending fields": self.mending.form}
        return {**super().choices(), "column": self.columns, **more, "reading": self.reading}

    @property
    def reads_a_file(self) -> bool:
        """Whether there is a file, whose reading can be set."""
        return isinstance(self.bench.experiment.data.source, FileSource)

    def _found(self, series: Series | None) -> tuple[Report, ...]:
        """Say what the clock and the chosen columns have that may need mending."""
        if series is None:
            return ()
        from workbench.core.mending.report import reports_of

        data = self.bench.experiment.data
        names = dict.fromkeys(name for name in (*data.targets, *seen(data)) if name in series.columns)
        return reports_of(series, tuple(names), data.group)

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
        if left_out := not_used(series, self.bench.experiment.data.group):
            words.append(tr("left out, no numbers: {columns}", columns=", ".join(left_out)))
        return " · ".join(words)

    def _show_more(self) -> None:
        data = self.bench.experiment.data
        self.more.show_data(self.bench.series, data, self.columns.chosen or next(iter(data.targets), ""))

    def _on_role(self, name: str, role: str, has: bool) -> None:
        data, order = self.bench.experiment.data, self.columns.names
        chosen = {role: set(getattr(data, role)) for role in ROLES}
        if has:
            chosen[role].add(name)
            if role == "targets":  # a target's own past is its best input: taken along, and plain to see
                chosen["inputs"].add(name)
        else:
            chosen[role].discard(name)
        ordered = {role: tuple(one for one in order if one in names) for role, names in chosen.items()}
        self._set(text("change the role of {column}", column=name), **ordered)

    def _on_transform(self, name: str, transform: Transform | None) -> None:
        others = [one for one in self.bench.experiment.data.transforms if one.column != name]
        wanted = others if transform is None else [*others, transform]
        self._set(text("transform {column}", column=name), transforms=tuple(wanted))

    def _on_group(self, name: str | None) -> None:
        self._set(text("set {name}", name=label_of(DataSpec, "group")), group=name)

    def _on_calendar(self, kind: str, has: bool) -> None:
        kinds = {*self.bench.experiment.data.calendar} - {kind} | ({kind} if has else set())
        self._set(text("set {name}", name=label_of(DataSpec, "calendar")), calendar=tuple(kinds))

    def _set(self, words: str, **values: Any) -> None:
        """Change the data's settings, and take the words of the columns of words that became inputs."""
        after = self.bench.experiment.with_settings("data", **values)
        if self.bench.series is not None:
            from workbench.core.preparing.columns import settled

            after = settled(self.bench.series, after)
        self.change(after, words)

    def _on_mending_edited(self, name: str, value: object) -> None:
        from workbench.core.mending.problems import with_mending

        words = label_of(Mending, name) if name != "by_column" else label_of(Mending, "missing")
        self.change(with_mending(self.bench.experiment, **{name: value}), text("set {name}", name=words))

    def _on_option_edited(self, name: str, value: object) -> None:
        options = self.bench.experiment.data.options.model_copy(update={name: value})
        self.change(
            self.bench.experiment.with_settings("data", options=options),
            text("set {name}", name=label_of(CsvOptions, name)),
        )
