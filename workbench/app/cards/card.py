"""A card that folds: number, title, and what it says when it is closed."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID, Theme
from workbench.app.translation import tr
from workbench.app.widgets.field_form import FieldForm
from workbench.app.widgets.labels import ElidedLabel, label
from workbench.app.widgets.layouts import empty
from workbench.app.widgets.notice import problem_notice
from workbench.app.work.bench import Bench
from workbench.core.errors import SettingsError
from workbench.core.experiment import Experiment
from workbench.core.fields import label_of
from workbench.core.settings.problems import Problem
from workbench.core.text import text


class Card(QFrame):
    """Shows one part of the experiment; what the user wants changed goes to the document."""

    title: ClassVar[str]
    name: ClassVar[str]

    folded_changed = Signal()

    def __init__(self, number: int, bench: Bench, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.theme = bench, theme
        self.setObjectName("card")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(3 * GRID, 2 * GRID, 3 * GRID, 2 * GRID)
        whole.setSpacing(2 * GRID)
        whole.addWidget(self._make_head(number))
        self.body = QWidget(self)
        self.column = QVBoxLayout(self.body)
        self.column.setContentsMargins(0, 0, 0, GRID)
        self.column.setSpacing(2 * GRID)
        self.problems = QVBoxLayout()
        self.problems.setSpacing(GRID)
        self.fill(self.column)
        self.column.addLayout(self.problems)
        whole.addWidget(self.body)
        bench.experiment_changed.connect(self.refresh)
        bench.series_changed.connect(self.refresh)
        self.refresh()

    def fill(self, column: QVBoxLayout) -> None:
        """Make the card's own widgets."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Show the experiment and the series as they are now."""
        raise NotImplementedError

    def choices(self) -> dict[str, Any]:
        """Give the widgets in which something is chosen that is no part of the experiment."""
        return {"folded": self._arrow}

    @property
    def is_folded(self) -> bool:
        """Whether only the title line shows."""
        return self._arrow.isChecked()

    def fold(self, folded: bool) -> None:
        """Close or open the card."""
        self._arrow.setChecked(folded)

    def say(self, summary: str) -> None:
        """Show ``summary`` beside the title."""
        self._summary.setText(summary)

    def change(self, after: Experiment, label: str) -> None:
        """Make ``after`` the experiment, in one undo step called ``label``."""
        self.bench.document.change(after, label)

    def set_value(self, part: Any, form: FieldForm, name: str, value: Any) -> None:
        """Change one setting of a part of the experiment, or say below its field why not."""
        try:
            after = self.bench.experiment.with_settings(part, **{name: value})
        except SettingsError as error:
            form.show_fault(name, tr(error.faults[0].message))
            return
        form.show_fault(name, "")
        document = type(getattr(self.bench.experiment, part))
        self.change(after, text("set {name}", name=label_of(document, name)))

    def show_problems(self, problems: list[Problem]) -> None:
        """Show notices below the card's fields, each with its repair."""
        empty(self.problems)
        for problem in problems:
            notice = problem_notice(self.theme, problem)
            notice.accepted.connect(lambda problem=problem: self.repair(problem))
            self.problems.addWidget(notice)

    def repair(self, problem: Problem) -> None:
        """Take the way out that ``problem`` offers."""
        if problem.repair is not None:
            self.change(problem.repair.experiment, problem.repair.label)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.position().y() <= self._head.geometry().bottom() and event.button() == Qt.MouseButton.LeftButton:
            self._arrow.toggle()
        super().mousePressEvent(event)

    def _make_head(self, number: int) -> QWidget:
        self._head = QWidget(self)
        line = QHBoxLayout(self._head)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * GRID)
        line.addWidget(label(f"{number}  {tr(self.title)}", role="cardTitle"))
        self._summary = ElidedLabel(role="quiet")
        line.addWidget(self._summary, 1)
        self._arrow = QToolButton()
        self._arrow.setCheckable(True)
        self._arrow.setArrowType(Qt.ArrowType.DownArrow)
        self._arrow.setIconSize(QSize(10, 10))
        self._arrow.setToolTip(tr("Fold or open this card"))
        self._arrow.setAccessibleName(tr("Fold {card}", card=tr(self.title)))
        self._arrow.toggled.connect(self._on_folded)
        line.addWidget(self._arrow)
        return self._head

    def _on_folded(self, folded: bool) -> None:
        self.body.setVisible(not folded)
        self._arrow.setArrowType(Qt.ArrowType.RightArrow if folded else Qt.ArrowType.DownArrow)
        self.folded_changed.emit()
