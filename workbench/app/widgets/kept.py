"""What a person has set in widgets: taken from old ones and put into those that are made in their place.

The window is built anew in another language or other colours. Whatever is no part of the experiment, but was chosen,
moved or scrolled, has to be carried over by its widgets.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import singledispatch
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QTimer, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QComboBox,
    QScrollBar,
    QSplitter,
    QTabBar,
    QTabWidget,
)

from workbench.app.widgets.number_field import NumberField

_WAITING_MS = 3_000  # in sight, for an area that has nothing to scroll
_SETTLING_MS = 250  # for which the layout of an area may still change after it has got one
Kept = dict[str, Any]  # by the names of parts


@singledispatch
def keep(part: Any) -> Any:
    """Give what a person has set in ``part``; each kind of widget that can be kept registers how."""
    raise TypeError(f"{type(part).__name__} does not say what is to be kept of it")


@singledispatch
def put_back(part: Any, state: Any) -> None:
    """Set ``part`` as it was when ``keep`` was asked."""
    raise TypeError(f"{type(part).__name__} does not say how it is put back")


def keep_all(parts: Mapping[str, Any]) -> Kept:
    """Keep what is set in every one of ``parts``."""
    return {name: keep(part) for name, part in parts.items()}


def put_all_back(parts: Mapping[str, Any], kept: Kept) -> None:
    """Put back what was kept of ``parts``, in their order; what was not there before stays as it is."""
    for name, part in parts.items():
        if name in kept:
            put_back(part, kept[name])


@keep.register
def _(part: QSplitter) -> Any:
    return part.saveState()


@put_back.register
def _(part: QSplitter, state: Any) -> None:
    part.restoreState(state)


@keep.register
def _(part: QTabWidget | QTabBar) -> Any:
    return part.currentIndex()


@put_back.register
def _(part: QTabWidget | QTabBar, state: Any) -> None:
    part.setCurrentIndex(state)


@keep.register
def _(part: QComboBox) -> Any:
    return part.currentData(), part.currentIndex()


@put_back.register
def _(part: QComboBox, state: Any) -> None:
    """Choose what means the same; where entries mean nothing but their words, that which stands at the same place."""
    meaning, place = state
    at = part.findData(meaning) if meaning is not None else place
    if 0 <= at < part.count():
        part.setCurrentIndex(at)


@keep.register
def _(part: QAbstractButton) -> Any:
    return part.isChecked() if part.isEnabled() else None  # switched off, it does not say what was chosen


@put_back.register
def _(part: QAbstractButton, state: Any) -> None:
    if state is not None:
        part.setChecked(state)


@keep.register
def _(part: QAbstractSlider) -> Any:
    return part.value()


@put_back.register
def _(part: QAbstractSlider, state: Any) -> None:
    part.setValue(state)


@keep.register
def _(part: NumberField) -> Any:
    return part.value


@put_back.register
def _(part: NumberField, state: Any) -> None:
    part.show_value(state)


@keep.register
def _(part: QAbstractScrollArea) -> Any:
    return part.horizontalScrollBar().value(), part.verticalScrollBar().value()


@put_back.register
def _(part: QAbstractScrollArea, state: Any) -> None:
    for bar, place in zip((part.horizontalScrollBar(), part.verticalScrollBar()), state, strict=True):
        _Scrolled(part, bar, place).go()


@keep.register
def _(part: QAbstractItemView) -> Any:
    """Keep the rows that are chosen, too."""
    model = part.selectionModel()
    rows = [] if model is None else sorted({index.row() for index in model.selectedIndexes()})
    return rows, keep.dispatch(QAbstractScrollArea)(part)


@put_back.register
def _(part: QAbstractItemView, state: Any) -> None:
    rows, scrolled = state
    model = part.model()
    if model is not None:
        for row in rows:
            choose = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            part.selectionModel().select(model.index(row, 0), choose)
    put_back.dispatch(QAbstractScrollArea)(part, scrolled)


class _Scrolled(QObject):
    """Scrolls to a place as soon as there is such a place: a bar learns how far it goes when its area is laid out.

    Whoever scrolls meanwhile is let alone. Where an area is shorter than it was, it stays at its end; it is waited for
    until it has been in sight for a while, not until somebody makes it longer.
    """

    def __init__(self, area: QAbstractScrollArea, bar: QScrollBar, place: int) -> None:
        super().__init__(bar)
        self._bar, self._place = bar, place
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._waiting.timeout.connect(self.deleteLater)
        area.installEventFilter(self)
        if area.isVisible():
            self._waiting.start(_WAITING_MS)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(self.deleteLater)
        bar.rangeChanged.connect(self.go)
        bar.actionTriggered.connect(self.deleteLater)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and not self._waiting.isActive():
            self._waiting.start(_WAITING_MS)
        return super().eventFilter(watched, event)

    @Slot()
    def go(self) -> None:
        self._bar.setValue(self._place)
        if self._bar.value() == self._place:
            self.deleteLater()
        elif self._bar.maximum() > 0 and not self._settling.isActive():
            self._settling.start(_SETTLING_MS)
