"""The experiment: four cards below each other, always there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Slot
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID, Theme
from workbench.app.cards import CARDS, Card, DataCard, LayersCard, TrainingCard, WindowsCard
from workbench.app.frame.search import Found
from workbench.app.translation import tr
from workbench.app.widgets.field_form import FieldForm
from workbench.app.widgets.kept import Kept, keep, keep_all, put_all_back, put_back
from workbench.app.work.bench import Bench
from workbench.core.csv import CsvOptions
from workbench.core.experiment import WindowSpec
from workbench.core.fields import Document, settings_of
from workbench.core.layers import LAYER_KINDS, LayerSpec
from workbench.core.mending.spec import Mending
from workbench.core.settings.training_spec import TrainingSpec


@dataclass(frozen=True)
class LeftKept:
    """What is chosen, open and in sight on the left side."""

    layer: int
    cards: dict[str, Kept]
    scrolled: Any


class LeftSide(QScrollArea):
    """Scrolls the cards and finds settings in them."""

    def __init__(self, bench: Bench, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("experiment")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.setWidget(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(3 * GRID, 3 * GRID, 2 * GRID, 3 * GRID)
        column.setSpacing(2 * GRID)
        self.cards: dict[str, Card] = {}
        for number, kind in enumerate(CARDS, start=1):
            card = kind(number, bench, theme, inside)
            self.cards[kind.name] = card
            column.addWidget(card)
        column.addStretch()
        bench.readings.opened.connect(self._show_the_data)
        # the words decide how narrow the side can be: nothing is cut off in any language
        self.setMinimumWidth(inside.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width())

    @property
    def data(self) -> DataCard:
        """Card 1."""
        card = self.cards["data"]
        assert isinstance(card, DataCard)
        return card

    @property
    def windows(self) -> WindowsCard:
        """Card 2."""
        card = self.cards["windows"]
        assert isinstance(card, WindowsCard)
        return card

    @property
    def layers(self) -> LayersCard:
        """Card 3."""
        card = self.cards["layers"]
        assert isinstance(card, LayersCard)
        return card

    @property
    def training(self) -> TrainingCard:
        """Card 4."""
        card = self.cards["training"]
        assert isinstance(card, TrainingCard)
        return card

    def settings(self) -> list[Found]:
        """Give every setting of the experiment for the search."""
        data, windows, training = self.data, self.windows, self.training
        found = self._in_form(CsvOptions, data, data.reading) if data.reads_a_file else []
        found += self._in_form(Mending, data, data.mending.form)
        found += self._in_form(WindowSpec, windows, windows.form)
        found += self._in_form(TrainingSpec, training, training.form)
        for kind in LAYER_KINDS:
            if not self.layers.has(kind):
                continue
            for setting in settings_of(kind):
                if setting.name != "enabled":
                    found.append(
                        Found(
                            f"{kind.title} · {tr(setting.label)}",
                            f"{setting.label} {setting.name} {setting.term}",
                            partial(self._go_to_layer, kind, setting.name),
                        )
                    )
        return found

    def kept(self) -> LeftKept:
        """Give what a person has chosen here beyond the experiment."""
        cards = {name: keep_all(card.choices()) for name, card in self.cards.items()}
        return LeftKept(self.layers.current, cards, keep(self))

    def take(self, kept: LeftKept) -> None:
        """Carry over what was chosen on the side that had the place of this one."""
        self.layers.current = kept.layer
        self.layers.refresh()
        for name, card in self.cards.items():
            put_all_back(card.choices(), kept.cards[name])
        put_back(self, kept.scrolled)

    def _in_form(self, document: type[Document], card: Card, form: FieldForm) -> list[Found]:
        return [
            Found(
                f"{tr(card.title)} · {tr(setting.label)}",
                f"{setting.label} {setting.name} {setting.term}",
                partial(self._go_to, card, form, setting.name),
            )
            for setting in settings_of(document)
            if form.has(setting.name)
        ]

    def _go_to(self, card: Card, form: FieldForm, name: str) -> None:
        card.fold(False)
        if form is self.data.mending.form:
            self.data.mending.head.setChecked(True)
        form.focus(name)
        self._bring_to_sight(form.editor(name))

    def _go_to_layer(self, kind: type[LayerSpec], name: str) -> None:
        self.layers.fold(False)
        self.layers.focus_setting(kind, name)
        if self.layers.form is not None and self.layers.form.has(name):
            self._bring_to_sight(self.layers.form.editor(name))

    @Slot()
    def _show_the_data(self) -> None:
        """Go up to the columns of the file that was opened; a field that vanishes hands the focus, and the view, on."""
        self.verticalScrollBar().setValue(0)

    def _bring_to_sight(self, field: QWidget) -> None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # what was just opened gets its place
        self.ensureWidgetVisible(field)
