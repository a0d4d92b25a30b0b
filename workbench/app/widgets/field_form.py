"""Any part of the experiment becomes a form: label, unit, bounds and help stand with the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.kept import keep, put_back
from workbench.app.widgets.labels import ElidedLabel, label, tooltip
from workbench.app.widgets.number_field import NumberField
from workbench.core.fields import Document, Setting, settings_of

_HIGH = 1e9


class FieldForm(QWidget):
    """Shows one document and tells what the user wants changed; changes nothing itself.

    Args:
        document: the class whose settings are shown.
        hidden: settings that are shown elsewhere.
        folded: whether rarely needed settings start behind "More settings".
        more: other words for "More settings".
    """

    edited = Signal(str, object)  # name of the setting, wanted value

    def __init__(
        self, document: type[Document], *, hidden: tuple[str, ...] = (), folded: bool = True, more: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        shown = [setting for setting in settings_of(document) if setting.name not in hidden]
        self._rows: dict[str, _FieldRow] = {}
        self._document: Document | None = None
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GRID)
        self._add_grid(whole, [setting for setting in shown if not setting.rare])
        self._unbuilt = {setting.name: setting for setting in shown if setting.rare}  # until somebody needs one
        if self._unbuilt:
            self._more = QToolButton()
            self._more.setText(more or tr("More settings"))
            self._more.setObjectName("quiet")
            self._more.setCheckable(True)
            self._more.setArrowType(Qt.ArrowType.RightArrow)
            self._more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            whole.addWidget(self._more)
            self._rare = QWidget(self)
            inner = QVBoxLayout(self._rare)
            inner.setContentsMargins(0, 0, 0, 0)
            self._inner = inner
            whole.addWidget(self._rare)
            self._more.toggled.connect(self.show_rare)
            self._more.setChecked(not folded)
            self.show_rare(not folded)

    def show_rare(self, shown: bool) -> None:
        """Open or fold the rarely needed settings."""
        if shown:
            self._build_rare()
        self._rare.setVisible(shown)
        self._more.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)

    @property
    def shows_rare(self) -> bool:
        """Whether the rarely needed settings are open."""
        return hasattr(self, "_more") and self._more.isChecked()

    def show_document(self, document: Document) -> None:
        """Show the values of ``document``; every fault is gone."""
        self._document = document
        for name, row in self._rows.items():
            row.show_value(getattr(document, name))
            row.show_fault("")

    def show_fault(self, name: str, message: str) -> None:
        """Say below the setting ``name`` what is wrong with what was typed."""
        if message or name in self._rows:
            self._row(name).show_fault(message)

    def show_note(self, name: str, words: str) -> None:
        """Say below the setting ``name`` what is known about it; "" takes it away."""
        if words or name in self._rows:
            self._row(name).show_note(words)

    def offer_layers(self, name: str, layers: Mapping[str, str]) -> None:
        """Let the setting ``name`` choose among ``layers``: their names, and the words for them."""
        editor = self.editor(name)
        assert isinstance(editor, _LayerChoice)  # it is declared as the name of a layer
        editor.offer(layers)

    def editor(self, name: str) -> QWidget:
        """Give the widget in which the setting ``name`` is edited."""
        return self._row(name).editor

    def has(self, name: str) -> bool:
        """Whether the setting is in this form."""
        return name in self._rows or name in self._unbuilt

    def focus(self, name: str) -> None:
        """Bring the setting ``name`` to the eye and put the cursor there."""
        if hasattr(self, "_rare") and self._rare.isAncestorOf(self.editor(name)):
            self._more.setChecked(True)
        self.editor(name).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _row(self, name: str) -> _FieldRow:
        if name in self._unbuilt:
            self._build_rare()
        return self._rows[name]

    def _build_rare(self) -> None:
        """Make the rows behind "More settings": a third of the window's widgets, and few are ever seen."""
        settings, self._unbuilt = self._unbuilt, {}
        self._add_grid(self._inner, list(settings.values()))
        if self._document is not None:
            for name in settings:
                self._rows[name].show_value(getattr(self._document, name))

    def _add_grid(self, layout: QVBoxLayout, settings: list[Setting]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GRID)
        grid.setVerticalSpacing(GRID + 2)
        grid.setColumnStretch(0, 1)
        for setting in settings:
            row = _FieldRow(setting, partial(self.edited.emit, setting.name), self)
            row.add_to(grid)
            self._rows[setting.name] = row
        layout.addLayout(grid)


@keep.register
def _(part: FieldForm) -> bool:
    return part.shows_rare


@put_back.register
def _(part: FieldForm, state: bool) -> None:
    if part.shows_rare != state:
        part._more.setChecked(state)


class _FieldRow:
    """Label, editor, unit and fault of one setting."""

    def __init__(self, setting: Setting, tell: Callable[[Any], None], parent: QWidget) -> None:
        self.setting = setting
        title = tr(setting.label)
        said = title.lower().replace("-", "").replace(" ", "_")
        term = "" if setting.term == said else setting.term
        self.label = label(title)
        self.term = ElidedLabel(term, role="quiet", whole=True)
        self.editor, self.show_value = _EDITORS[_editor_kind(setting)](setting, tell, self.show_fault)
        self.label.setBuddy(self.editor)
        self.unit = label(tr(setting.unit) if setting.unit else "", role="quiet")
        self.fault = label("", role="error", wraps=True)
        self.fault.hide()
        self.note = label("", role="quiet", wraps=True)
        self.note.hide()
        words = "\n".join(line for line in (tr(setting.help), _bounds(setting)) if line)
        self.term.setToolTip(tooltip(words))
        for widget in (self.label, self.editor):
            widget.setToolTip(tooltip(f"{words}\n{term}".strip()))
        self.editor.setWhatsThis(words)
        self.field = self.editor.findChild(NumberField) or self.editor  # the part that is typed into
        for widget in (self.editor, self.field):
            widget.setAccessibleName(title)
            widget.setAccessibleDescription(words)
        self.editor.setObjectName(f"field_{setting.name}")

    def add_to(self, grid: QGridLayout) -> None:
        at = grid.rowCount()
        names = QHBoxLayout()
        names.setSpacing(GRID + 2)
        names.addWidget(self.label)
        names.addWidget(self.term, 1)
        grid.addLayout(names, at, 0)
        beside = QHBoxLayout()
        beside.setSpacing(GRID)
        beside.addWidget(self.editor, 1)
        if self.unit.text():
            beside.addWidget(self.unit)
        grid.addLayout(beside, at, 1)
        grid.addWidget(self.fault, at + 1, 0, 1, 2)
        grid.addWidget(self.note, at + 2, 0, 1, 2)

    def show_note(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def show_fault(self, message: str) -> None:
        self.fault.setText(message)
        self.fault.setVisible(bool(message))
        self.field.setProperty("fault", bool(message))
        self.field.style().unpolish(self.field)
        self.field.style().polish(self.field)


Editor = tuple[QWidget, Callable[[Any], None]]  # the widget, and how it shows a value
Tell = Callable[[Any], None]
Fault = Callable[[str], None]


def _editor_kind(setting: Setting) -> str:
    return f"optional {setting.kind}" if setting.optional else setting.kind


def _spans_magnitudes(setting: Setting) -> bool:
    """Whether the values that are allowed lie so far apart that a step of one size would suit none of them."""
    return setting.kind == "number" and setting.low is not None and 0 < setting.low <= 1e-6 * (setting.high or 0)


def _number(setting: Setting, tell: Tell, fault: Fault) -> tuple[NumberField, Callable[[Any], None]]:
    field = NumberField(
        whole=setting.kind == "integer",
        low=setting.low if setting.low is not None else -_HIGH,
        high=setting.high if setting.high is not None else _HIGH,
        by_factor=setting.excludes_low or _spans_magnitudes(setting),
    )
    field.edited.connect(tell)
    field.refused.connect(fault)
    return field, field.show_value


def _optional_number(setting: Setting, tell: Tell, fault: Fault) -> Editor:
    """A switch for "off", and the number beside it."""
    both = QWidget()
    line = QHBoxLayout(both)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(GRID)
    switch = QCheckBox()
    switch.setAccessibleName(tr(setting.label))
    field, show_number = _number(setting, tell, fault)
    line.addWidget(switch)
    line.addWidget(field, 1)
    both.setFocusProxy(switch)  # a switched-off number cannot take the focus
    remembered = next(one for one in (setting.default, setting.proposed, setting.low) if one is not None)

    def show(value: Any) -> None:
        switch.blockSignals(True)
        switch.setChecked(value is not None)
        switch.blockSignals(False)
        field.setEnabled(value is not None)
        field.setToolTip("" if value is not None else tr("Switched off; the box beside it switches it on."))
        if value is not None:
            show_number(value)

    def switched(on: bool) -> None:
        tell((field.value if field.value and field.value != setting.low else remembered) if on else None)

    switch.toggled.connect(switched)
    return both, show


def _switch(setting: Setting, tell: Tell, fault: Fault) -> Editor:
    box = QCheckBox()
    box.clicked.connect(lambda on: tell(on))  # PySide would call a partial without the state
    return box, box.setChecked


class _LayerChoice(Choice):
    """Chooses a layer of the stack, or none; the layers are offered anew whenever the stack changes."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer({})

    def offer(self, layers: Mapping[str, str]) -> None:
        self.clear()
        self.addItem(tr("zeros"), None)
        for name, words in layers.items():
            self.addItem(words, name)

    def show_value(self, name: str | None) -> None:
        if name is not None and self.findData(name) < 0:  # it does not fit any more; the stack says why
            self.addItem(name, name)
        self.setCurrentIndex(0 if name is None else self.findData(name))


def _layer(setting: Setting, tell: Tell, fault: Fault) -> Editor:
    box = _LayerChoice()
    box.activated.connect(lambda at: tell(box.itemData(at)))
    return box, box.show_value


def _choice(setting: Setting, tell: Tell, fault: Fault) -> Editor:
    box = Choice()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    options: Mapping[Any, str] = {None: "found by itself"} if setting.optional else {}
    for value, words in {**options, **setting.choices}.items():
        box.addItem(tr(words), value)
    box.activated.connect(lambda at: tell(box.itemData(at)))
    return box, lambda value: box.setCurrentIndex(max(0, box.findData(value)))


def _optional_switch(setting: Setting, tell: Tell, fault: Fault) -> Editor:
    box = Choice()
    for value, words in ((None, "found by itself"), (True, "yes"), (False, "no")):
        box.addItem(tr(words), value)
    box.activated.connect(lambda at: tell(box.itemData(at)))
    return box, lambda value: box.setCurrentIndex({None: 0, True: 1, False: 2}[value])


def _text(setting: Setting, tell: Tell, fault: Fault) -> Editor:
    line = QLineEdit()
    line.setAcceptDrops(False)  # a file that is dropped is for the window
    if setting.optional:
        line.setPlaceholderText(tr("found by itself"))

    def take() -> None:
        if line.isModified():
            line.setModified(False)
            tell(line.text() or None if setting.optional else line.text())

    def show(value: Any) -> None:
        if not line.isModified():  # what is being typed stays
            line.setText(value or "")

    line.editingFinished.connect(take)
    return line, show


def _numbers(setting: Setting, tell: Tell, fault: Fault) -> Editor:
    """A line of several numbers with commas between them."""
    line = QLineEdit()
    line.setAcceptDrops(False)  # a file that is dropped is for the window

    def take() -> None:
        if not line.isModified():
            return
        line.setModified(False)
        try:
            numbers = tuple(float(word) for word in line.text().replace(",", " ").split())
        except ValueError:
            fault(tr("must be numbers with commas between them, not {given}", given=repr(line.text())))
        else:
            tell(numbers)

    def show(value: Any) -> None:
        if not line.isModified():  # what is being typed stays
            line.setText(", ".join(repr(number) for number in value))

    line.editingFinished.connect(take)
    return line, show


_EDITORS: dict[str, Callable[[Setting, Tell, Fault], Editor]] = {
    "integer": _number,
    "number": _number,
    "numbers": _numbers,
    "optional integer": _optional_number,
    "optional number": _optional_number,
    "switch": _switch,
    "optional switch": _optional_switch,
    "choice": _choice,
    "optional choice": _choice,
    "optional layer": _layer,
    "text": _text,
    "optional text": _text,
}


def _bounds(setting: Setting) -> str:
    if setting.kind not in ("integer", "number"):
        return ""
    low, high = f"{setting.low:,.10g}", f"{setting.high:,.10g}"
    if setting.excludes_low:
        return tr("Above {low}, at most {high}.", low=low, high=high)
    if setting.unit:
        return tr("From {low} to {high} {unit}.", low=low, high=high, unit=tr(setting.unit))
    return tr("From {low} to {high}.", low=low, high=high)
