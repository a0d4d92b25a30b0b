"""Below the curves: one picture of one column at a time, and in words what follows from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from workbench.app.appearance.theme import GRID, Theme
from workbench.app.plots import pictures
from workbench.app.plots.plot import Plot
from workbench.app.translation import tr
from workbench.app.views.reading_notes import ReadingNotes
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.labels import label
from workbench.app.widgets.layouts import empty
from workbench.app.widgets.notice import Notice
from workbench.app.widgets.sentences import Sentences
from workbench.app.work.bench import Bench
from workbench.app.work.looks import test_is_open
from workbench.core.exploring.exploration import Exploration
from workbench.core.exploring.proposal import Proposal, taken_over
from workbench.core.series import Series
from workbench.core.text import Text, text

_Draw = Callable[[Theme, Exploration, Series], Plot]


class ExplorationPanel(QWidget):
    """Pictures by tabs; season, proposals and drift in words beside them."""

    def __init__(self, bench: Bench, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._theme = bench, theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID)
        column.addLayout(self._make_head())
        self.pages = QStackedWidget()
        self.pages.addWidget(self._make_explored())
        self.notes = ReadingNotes()
        self.pages.addWidget(self.notes)
        column.addWidget(self.pages, 1)
        self._shown: tuple[object, ...] = ()
        self.plot: Plot | None = None
        bench.explorer.exploration_ready.connect(self.refresh)

    def refresh(self) -> None:
        """Show the bench as it is now."""
        series = self._bench.mended or self._bench.series
        if series is None or not self.isVisible():
            return
        self._show_columns(series)
        exploration = self._bench.explorer.exploration(
            series, self.column_name, self._bench.experiment, test_is_open=test_is_open(self._bench)
        )
        self.notes.show_notes(series, exploration.cells if exploration is not None else ())
        self._name_notes()
        shown = (exploration, self.picture.currentIndex(), self._bench.experiment)
        if shown == self._shown:
            return
        if shown[:2] != self._shown[:2]:
            self._draw(series, exploration)
        self._shown = shown
        self._say(exploration)

    @property
    def column_name(self) -> str:
        """The column that is looked at."""
        return str(self.columns.currentData() or "")

    def show_notes(self) -> None:
        """Turn to what the reader found and guessed."""
        self.picture.setCurrentIndex(self.picture.count() - 1)

    def choices(self) -> dict[str, Any]:
        """Give the widgets in which something is chosen."""
        return {"picture": self.picture, "looked at": self.columns, "words": self.split}

    def sights(self) -> dict[str, tuple[Any, object]]:
        """Give what a piece is seen of, each with what it is about."""
        lists: dict[str, tuple[Any, object]] = {
            "notes": (self.notes, self._shown[:1]),
            "sentences": (self.sentences, self._shown[:1]),
        }
        return lists if self.plot is None else {**lists, "picture": (self.plot, self._shown[:2])}

    def _make_head(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        self.columns = Choice()
        self.columns.setAccessibleName(tr("Column that is looked at"))
        self.columns.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.columns.setMaximumWidth(96)
        self.columns.activated.connect(self.refresh)
        line.addWidget(self.columns)
        self.picture = QTabBar()
        self.picture.setObjectName("pictures")  # its tabs stand closer: all of them are seen in the smallest window
        self.picture.setAccessibleName(tr("Picture"))
        self.picture.setDrawBase(False)
        self.picture.setExpanding(False)
        self.picture.setUsesScrollButtons(True)
        for words in (
            tr("Autocorrelation"),
            tr("Partial"),
            tr("Periodogram"),
            tr("Season"),
            tr("Histogram"),
            tr("Reading"),
        ):
            self.picture.addTab(words)
        self.picture.currentChanged.connect(self._on_picture)
        line.addWidget(self.picture, 1)
        return line

    def _make_explored(self) -> QWidget:
        self.split = split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        self.room = QWidget()
        self.room_column = QVBoxLayout(self.room)
        self.room_column.setContentsMargins(0, 0, 0, 0)
        self.empty = label(role="quiet", wraps=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.room_column.addWidget(self.empty, 1)
        split.addWidget(self.room)
        self.sentences = Sentences()
        self.sentences.setAccessibleName(tr("What follows from it"))
        self.words = self.sentences.rows
        self.words.setContentsMargins(2 * GRID, 0, GRID, 0)
        split.addWidget(self.sentences)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([540, 360])
        return split

    def _show_columns(self, series: Series) -> None:
        data = self._bench.experiment.data
        names = [name for name in dict.fromkeys([*data.targets, *data.inputs, *data.known]) if name in series.columns]
        names = names or list(series.columns[:1])
        if names == [self.columns.itemData(at) for at in range(self.columns.count())]:
            return
        before = self.column_name
        self.columns.clear()
        for name in names:
            self.columns.addItem(name, name)
        self.columns.setCurrentIndex(max(0, self.columns.findData(before)))
        self.columns.setVisible(len(names) > 1)

    def _name_notes(self) -> None:
        count = self.notes.count
        words = tr("Reading ({count})", count=count) if count else tr("Reading")
        self.picture.setTabText(self.picture.count() - 1, words)

    def _on_picture(self, at: int) -> None:
        self.pages.setCurrentIndex(1 if at == self.picture.count() - 1 else 0)
        self.refresh()

    def _draw(self, series: Series, exploration: Exploration | None) -> None:
        if self.plot is not None:
            self.plot.hide()
            self.plot.deleteLater()
            self.plot = None
        draw, why_not = _picture(self.picture.currentIndex(), exploration)
        self.empty.setVisible(draw is None)
        self.empty.setText(why_not)
        if draw is not None and exploration is not None:
            self.plot = draw(self._theme, exploration, series)
            self.plot.failed.connect(self._bench.failed)
            self.room_column.addWidget(self.plot, 1)
            self.plot.show_all()

    def _say(self, exploration: Exploration | None) -> None:
        empty(self.words)
        self.button: QPushButton | None = None
        if exploration is None:
            return
        proposal = exploration.proposal
        self._add(proposal.season_reason)
        after = taken_over(self._bench.experiment, proposal)
        if exploration.correlations is not None:
            for reason in (proposal.timesteps_reason, proposal.segment_reason, proposal.horizon_reason):
                self._add(reason, role="quiet")
            if after == self._bench.experiment:
                self.words.addWidget(label(tr("The experiment is set like this."), role="good", wraps=True))
            else:
                self._offer(proposal)
        for drift in exploration.drift:
            self.words.addWidget(Notice(self._theme, tr(drift.message), "warning"))
        if "test" not in exploration.parts:
            closed = tr("Drift and histogram leave the test part out until it is opened in the Forecast view.")
            self.words.addWidget(label(closed, role="quiet", wraps=True))
        for notice in exploration.notices:
            self._add(notice, role="quiet")
        self.words.addStretch()

    def _add(self, sentence: Text, role: str = "") -> None:
        self.words.addWidget(label(tr(sentence), role=role, wraps=True))

    def _offer(self, proposal: Proposal) -> None:
        self.button = QPushButton(tr("Take these over"))
        self.button.setToolTip(tr("Sets timesteps, horizon and segments in one step that can be undone."))
        self.button.clicked.connect(lambda: self._take(proposal))
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addStretch()
        holder = QWidget()
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        self.words.addWidget(holder)

    def _take(self, proposal: Proposal) -> None:
        after = taken_over(self._bench.experiment, proposal)
        self._bench.document.change(after, text("take over the proposal"))


def _picture(at: int, exploration: Exploration | None) -> tuple[_Draw | None, str]:
    """Give what draws the picture at a tab, or why there is none."""
    if exploration is None:
        return None, tr("Looking at the values…")
    has_values = exploration.correlations is not None
    obstacle = tr(exploration.proposal.season_reason)
    pictures_of: tuple[tuple[_Draw, bool, str], ...] = (
        (pictures.autocorrelation_plot, has_values, obstacle),
        (pictures.partial_plot, has_values, obstacle),
        (pictures.periodogram_plot, has_values, obstacle),
        (pictures.profile_plot, exploration.profile is not None, obstacle),
        (pictures.histogram_plot, exploration.histogram is not None, tr("There are no two different values.")),
    )
    if at >= len(pictures_of):
        return None, ""
    draw, can_be_drawn, why_not = pictures_of[at]
    return (draw, "") if can_be_drawn else (None, why_not)
