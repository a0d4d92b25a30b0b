"""The views: one tab each; a view opens by itself when its moment comes."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QTabBar, QVBoxLayout, QWidget

from workbench.app.appearance.theme import Theme
from workbench.app.translation import tr
from workbench.app.views import VIEWS
from workbench.app.views.view import View, ViewKept
from workbench.app.widgets.labels import label
from workbench.app.work.bench import Bench


@dataclass(frozen=True)
class RightKept:
    """What a person has chosen on the right side, and in each view."""

    current: str
    chosen_by_user: bool
    views: dict[str, ViewKept]


class RightSide(QWidget):
    """Holds the views; each is made when it is first needed and pyqtgraph is loaded."""

    def __init__(self, bench: Bench, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._theme = bench, theme
        self._chosen_by_user = False
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.tabs = QTabBar()
        self.tabs.setObjectName("views")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for entry in VIEWS:
            self.tabs.addTab(tr(entry.title))
        self.column.addWidget(self.tabs)
        self.pages = QStackedWidget()
        self.waiting = label(tr("Loading the plots…"), role="quiet")
        self.waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.pages.addWidget(self.waiting)
        self.column.addWidget(self.pages, 1)
        self._views: dict[str, View] = {}
        self._kept: dict[str, ViewKept] = {}  # of views that are not made yet
        self._in_front: QWidget | None = None
        self.tabs.currentChanged.connect(self._on_tab)
        self.tabs.tabBarClicked.connect(self._on_clicked)
        bench.plots_ready.connect(self._on_plots_ready)
        bench.run_began.connect(self._on_run_began)
        bench.run_ended.connect(self._on_run_ended)
        if "plots" in bench.loaded:
            self._on_plots_ready()

    @property
    def current(self) -> str:
        """The name of the view that is seen."""
        return VIEWS[self.tabs.currentIndex()].name

    def show_view(self, name: str, *, by_user: bool = False) -> None:
        """Bring a view to the front."""
        if by_user:
            self._chosen_by_user = True
        self.tabs.setCurrentIndex([entry.name for entry in VIEWS].index(name))

    def kept(self) -> RightKept:
        """Give what a person has chosen here."""
        views = {name: view.kept() for name, view in self._views.items()}
        return RightKept(self.current, self._chosen_by_user, {**self._kept, **views})

    def take(self, kept: RightKept) -> None:
        """Carry over what was chosen on the side that had the place of this one."""
        self._kept = dict(kept.views)
        for name in self._kept.keys() & self._views.keys():
            self._views[name].take(self._kept.pop(name))
        self.show_view(kept.current)
        self._chosen_by_user = kept.chosen_by_user

    def put_in_front(self, page: QWidget) -> None:
        """Give all the room to ``page`` until it is put away; the views stay as they are behind it."""
        self.put_away()
        self._in_front = page
        self.tabs.hide()
        self.pages.hide()
        self.column.addWidget(page, 1)

    def put_away(self) -> None:
        """Show the views again."""
        if self._in_front is not None:
            self._in_front.hide()
            self.column.removeWidget(self._in_front)
            self._in_front.deleteLater()
            self._in_front = None
        self.tabs.show()
        self.pages.show()

    def view(self, name: str) -> View:
        """Give the view called ``name``, made now if it was not yet needed."""
        if name not in self._views:
            entry = next(entry for entry in VIEWS if entry.name == name)
            made = entry.load()(self._bench, self._theme)
            if name in self._kept:
                made.take(self._kept.pop(name))
            self.pages.addWidget(made)
            self._views[name] = made
        return self._views[name]

    def _on_tab(self, at: int) -> None:
        if "plots" in self._bench.loaded:
            self.pages.setCurrentWidget(self.view(VIEWS[at].name))

    def _on_clicked(self, at: int) -> None:
        if at >= 0:
            self._chosen_by_user = True

    def _on_plots_ready(self) -> None:
        self._on_tab(self.tabs.currentIndex())

    def _on_run_began(self) -> None:
        self._chosen_by_user = False
        run = self._bench.run
        if run is not None and run.is_training:
            self.show_view("training")

    def _on_run_ended(self) -> None:
        run = self._bench.run
        if run is not None and run.model is not None and not self._chosen_by_user:
            self.show_view("forecast")
