"""What every view shares: it redraws only while it is seen, and what was chosen in it can be carried over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID, Theme
from workbench.app.widgets.kept import Kept, keep, keep_all, put_all_back, put_back
from workbench.app.work.bench import Bench


@dataclass(frozen=True, eq=False)
class Sight:
    """A part of a view of which a person sees a piece: a plot, a list.

    Attributes:
        part: the widget.
        of: what it shows; the piece means something for this only.
    """

    part: Any
    of: object


@dataclass(frozen=True, eq=False)
class ViewKept:
    """What a person has chosen in a view, and the pieces that they see, each with what it is of."""

    choices: Kept
    sights: dict[str, tuple[object, Any]]


class View(QWidget):
    """One idea of the right side. Subclasses fill it once and redraw it when asked."""

    follows_run = False  # whether news of the run redraw it

    def __init__(self, bench: Bench, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bench, self.theme = bench, theme
        self._stale = True
        self._kept: ViewKept | None = None  # until there is something to show
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(4 * GRID, 3 * GRID, 4 * GRID, 3 * GRID)
        self.column.setSpacing(2 * GRID)
        self.fill(self.column)
        bench.experiment_changed.connect(self.refresh)
        bench.series_changed.connect(self.refresh)
        if self.follows_run:
            bench.run_changed.connect(self.refresh)

    def fill(self, column: QVBoxLayout) -> None:
        """Make the view's own widgets."""
        raise NotImplementedError

    def redraw(self) -> None:
        """Show the bench as it is now."""
        raise NotImplementedError

    def redraw_chosen(self) -> None:
        """Show what the choices say now, after they were put back."""
        self.redraw()

    @property
    def has_content(self) -> bool:
        """Whether there is what the view is about, and its choices with it."""
        raise NotImplementedError

    def choices(self) -> Mapping[str, Any]:
        """Give the widgets in which something is chosen, in the order in which they can be set."""
        raise NotImplementedError

    def sights(self) -> Mapping[str, Sight]:
        """Give the plots and lists as they are now, in the order in which they can be set."""
        raise NotImplementedError

    def kept(self) -> ViewKept:
        """Give what a person has chosen in this view and sees of it."""
        if self._kept is not None:  # nobody has seen it since
            return self._kept
        sights = {name: (sight.of, keep(sight.part)) for name, sight in self.sights().items()}
        return ViewKept(keep_all(self.choices()), sights)

    def take(self, kept: ViewKept) -> None:
        """Carry over what was chosen in the view that had the place of this one."""
        self._kept = kept
        if not self._stale:
            self._put_kept_back()

    def refresh(self) -> None:
        """Redraw now if the view is seen, else when it will be."""
        if self.isVisible():
            self._redraw_now()
        else:
            self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._redraw_now()

    def _redraw_now(self) -> None:
        self._stale = False
        self.redraw()
        self._put_kept_back()

    def _put_kept_back(self) -> None:
        if self._kept is None or not self.has_content:
            return
        kept, self._kept = self._kept, None
        put_all_back(self.choices(), kept.choices)
        self.redraw_chosen()
        for name, sight in self.sights().items():
            of, state = kept.sights.get(name, (None, None))
            if state is not None and of == sight.of:
                put_back(sight.part, state)
