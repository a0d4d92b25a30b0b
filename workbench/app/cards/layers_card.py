"""Card 3: the stack of layers and the form of the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QToolButton, QVBoxLayout

from workbench.app.appearance.theme import GRID
from workbench.app.cards.card import Card
from workbench.app.translation import tr
from workbench.app.widgets.field_form import FieldForm
from workbench.app.widgets.labels import label
from workbench.app.widgets.layer_stack import LayerStack
from workbench.app.widgets.node_rows import NodeRows
from workbench.core.errors import SettingsError
from workbench.core.experiment import Experiment
from workbench.core.fields import label_of
from workbench.core.layers import LAYER_KINDS, LayerSpec
from workbench.core.layers.editing import add_layer, move_layer, remove_layer
from workbench.core.layers.links import sources_for
from workbench.core.settings.presets import PRESETS, Preset
from workbench.core.text import text


class LayersCard(Card):
    """Add, remove, duplicate, move, switch off; presets; problems with their repairs."""

    title: ClassVar[str] = "Layers"
    name: ClassVar[str] = "layers"

    def fill(self, column: QVBoxLayout) -> None:
        self.current = 0
        self.form: FieldForm | None = None
        self._form_kind: type[LayerSpec] | None = None
        self._shows_rare = False
        column.addLayout(self._make_buttons())
        self.stack = LayerStack(self.theme)
        self.stack.chosen.connect(self._on_chosen)
        self.stack.moved.connect(self.move_layer)
        self.stack.removed.connect(self.remove)
        self.stack.switched.connect(self._on_switched)
        self.stack.repaired.connect(self.repair)
        self.first_nodes, self.last_nodes = NodeRows(), NodeRows(undone=True)
        for part in (self.first_nodes, self.stack, self.last_nodes):
            column.addWidget(part)
        self.form_head = label(role="cardTitle")
        column.addWidget(self.form_head)
        self.form_place = QVBoxLayout()
        column.addLayout(self.form_place)

    def refresh(self) -> None:
        stack = self.bench.stack
        self.current = max(0, min(self.current, len(stack.rows) - 1))
        self.first_nodes.show_nodes(stack.first_nodes)
        self.stack.show_stack(stack, self.current)
        self.last_nodes.show_nodes(stack.last_nodes)
        self._show_form()
        self.say(tr("{count} parameters", count=f"{stack.parameters:,}"))
        self._allow_buttons()

    def choices(self) -> dict[str, Any]:
        form = {} if self.form is None else {"form": self.form}
        return {**super().choices(), **form}

    def add(self, spec: LayerSpec) -> None:
        """Put a new layer below the chosen one."""
        at = min(self.current + 1, len(self.bench.experiment.layers))
        self._apply(add_layer, spec, at, chosen=at, label=text("add {kind}", kind=spec.title))

    def duplicate(self) -> None:
        """Put a copy of the chosen layer below it."""
        if self.bench.experiment.layers:
            spec = self.bench.experiment.layers[self.current]
            at = self.current + 1
            self._apply(add_layer, spec, at, chosen=at, label=text("duplicate {kind}", kind=spec.title))

    def remove(self, at: int | None = None) -> None:
        """Take the chosen layer out, or the one at ``at``."""
        layers = self.bench.experiment.layers
        at = self.current if at is None else at
        if layers:
            kind = layers[at].title
            self._apply(remove_layer, at, chosen=max(0, at - 1), label=text("remove {kind}", kind=kind))

    def move_layer(self, source: int, target: int) -> None:
        """Move a layer to another place of the stack."""
        kind = self.bench.experiment.layers[source].title
        self._apply(move_layer, source, target, chosen=target, label=text("move {kind}", kind=kind))

    def use_preset(self, preset: Preset) -> None:
        """Replace the whole stack."""
        self.current = 0
        self.change(
            self.bench.experiment.with_layers(*preset.layers), text("use the preset {name}", name=tr(preset.title))
        )

    def has(self, kind: type[LayerSpec]) -> bool:
        """Whether the stack has a layer of ``kind``."""
        return any(isinstance(spec, kind) for spec in self.bench.experiment.layers)

    def focus_setting(self, kind: type[LayerSpec], name: str) -> None:
        """Show the setting ``name`` of the first layer of ``kind`` and put the cursor there."""
        for at, spec in enumerate(self.bench.experiment.layers):
            if isinstance(spec, kind):
                self.current = at
                self.refresh()
                if self.form is not None:
                    self.form.focus(name)
                return

    def _apply(self, edit: Callable[..., Experiment], *given: object, chosen: int, label: str) -> None:
        try:
            after = edit(self.bench.experiment, *given)
        except SettingsError as error:
            self.bench.failed.emit(error)
            return
        self.current = chosen
        self.change(after, label)
        self.refresh()

    def _show_form(self) -> None:
        layers = self.bench.experiment.layers
        spec = layers[self.current] if layers else None
        kind = type(spec) if spec is not None else None
        if kind is not self._form_kind:
            if self.form is not None:
                self._shows_rare = self.form.shows_rare
                self.form.hide()
                self.form.deleteLater()
                self.form = None
            if kind is not None:
                self.form = FieldForm(kind, hidden=("enabled",), folded=not self._shows_rare, parent=self.body)
                self.form.edited.connect(self._on_edited)
                self.form_place.addWidget(self.form)
            self._form_kind = kind
        self.form_head.setVisible(spec is not None)
        if spec is not None and self.form is not None:
            self.form_head.setText(tr("Layer {number} · {kind}", number=self.current + 1, kind=spec.title))
            if self.form.has("initial_state"):
                self.form.offer_layers("initial_state", self._sources())
            self.form.show_document(spec)

    def _sources(self) -> dict[str, str]:
        """Give the layers that the chosen one could start from, with the words for them."""
        found = sources_for(self.bench.experiment.layers, self.current)
        return {name: tr("{name} (layer {number})", name=name, number=at + 1) for name, at in found.items()}

    def _on_chosen(self, at: int) -> None:
        self.current = at
        self._show_form()
        self._allow_buttons()

    def _allow_buttons(self) -> None:
        """Enable what can be done with the chosen layer; the tooltip of the rest says why not."""
        count = len(self.bench.experiment.layers)
        none = "" if count else tr("There is no layer yet: add one first.")
        reasons = {
            self.remove_button: none,
            self.duplicate_button: none,
            self.up_button: none or ("" if self.current > 0 else tr("It is the first layer.")),
            self.down_button: none or ("" if self.current < count - 1 else tr("It is the last layer.")),
        }
        for button, reason in reasons.items():
            button.setEnabled(not reason)
            button.setToolTip(reason or self._tips[button])

    def _on_switched(self, at: int, on: bool) -> None:
        kind = self.bench.experiment.layers[at].title
        label = text("switch {kind} on", kind=kind) if on else text("switch {kind} off", kind=kind)
        self.change(self.bench.experiment.with_layer(at, enabled=on), label)

    def _on_edited(self, name: str, value: object) -> None:
        assert self.form is not None  # it is the one that speaks
        try:
            after = self.bench.experiment.with_layer(self.current, **{name: value})
        except SettingsError as error:
            self.form.show_fault(name, tr(error.faults[0].message))
            return
        self.form.show_fault(name, "")
        spec = self.bench.experiment.layers[self.current]
        self.change(after, text("set {name} of {kind}", name=label_of(type(spec), name), kind=spec.title))

    def _make_buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(GRID)
        self.add_button = QPushButton(tr("+ Add"))
        self.add_button.setMenu(self._add_menu())
        self.preset_button = QPushButton(tr("Presets"))
        self.preset_button.setMenu(self._preset_menu())
        for button in (self.add_button, self.preset_button):
            button.setProperty("menu", True)
        self.remove_button = self._tool("−", tr("Remove the chosen layer (Del)"), self.remove)
        self.duplicate_button = self._tool("=", tr("Duplicate the chosen layer (Ctrl+D)"), self.duplicate)
        self.up_button = self._tool("↑", tr("Move the chosen layer up (Alt+Up)"), lambda: self._shift(-1))
        self.down_button = self._tool("↓", tr("Move the chosen layer down (Alt+Down)"), lambda: self._shift(1))
        self._icons = {
            self.remove_button: "minus",
            self.duplicate_button: "content-copy",
            self.up_button: "arrow-up",
            self.down_button: "arrow-down",
        }
        if "plots" in self.bench.loaded:
            self._set_icons()
        else:
            self.bench.plots_ready.connect(self._set_icons)  # not before the first paint: the font takes long
        self._tips = {button: button.toolTip() for button in self._icons}
        for button in (self.add_button, self.preset_button):
            line.addWidget(button)
        line.addStretch()
        for tool in self._icons:
            line.addWidget(tool)
        return line

    def _set_icons(self) -> None:
        for button, icon in self._icons.items():
            button.setIcon(self.theme.icon(icon))

    def _shift(self, by: int) -> None:
        target = self.current + by
        if 0 <= target < len(self.bench.experiment.layers):
            self.move_layer(self.current, target)

    def _tool(self, sign: str, tip: str, act: Callable[[], None]) -> QToolButton:
        tool = QToolButton()
        tool.setText(sign)
        tool.setToolTip(tip)
        tool.setAccessibleName(tip)
        tool.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        tool.clicked.connect(lambda: act())
        return tool

    def _add_menu(self) -> QMenu:
        menu = QMenu(self)
        for kind in LAYER_KINDS:
            action = menu.addAction(f"{kind.title}\t{tr(kind.summary)}")
            action.triggered.connect(lambda _checked=False, kind=kind: self.add(kind()))
        return menu

    def _preset_menu(self) -> QMenu:
        menu = QMenu(self)
        for preset in PRESETS:
            action = menu.addAction(f"{tr(preset.title)}\t{tr(preset.summary)}")
            action.triggered.connect(lambda _checked=False, preset=preset: self.use_preset(preset))
        return menu
