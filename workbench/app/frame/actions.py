"""Every action of the window, declared once: words, icon, keys, and what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QMainWindow

from workbench.app.appearance.theme import Theme
from workbench.app.translation import tr
from workbench.app.widgets.labels import tooltip

Keys = QKeySequence.StandardKey


@dataclass(frozen=True)
class ActionSpec:
    """One action.

    Attributes:
        name: in the code.
        title: in menus, in English.
        icon: name in Material Design Icons, or "".
        keys: shortcuts; a standard key becomes the platform's own.
        tip: one sentence for the tooltip.
    """

    name: str
    title: str
    icon: str = ""
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()
    tip: str = ""


ACTIONS = (
    ActionSpec("new", title="New experiment", keys=(Keys.New,), tip="Begin with a sample and a small network."),
    ActionSpec(
        "open", title="Open…", icon="folder-open-outline", keys=(Keys.Open,),
        tip="Open a table (CSV, workbook, Parquet), an experiment or a saved model.",
    ),
    ActionSpec(
        "open_folder", title="Open folder…", icon="folder-multiple-outline", keys=("Ctrl+Shift+O",),
        tip="Open a folder of tables with the same columns as one experiment: each file is a series.",
    ),
    ActionSpec("save", title="Save experiment", icon="content-save-outline", keys=(Keys.Save,),
               tip="Save everything that is set, as a small text file."),
    ActionSpec("save_as", title="Save experiment as…", keys=("Ctrl+Shift+S",), tip="Save under another name."),
    ActionSpec("save_model", title="Save model…", icon="package-variant-closed", keys=("Ctrl+E",),
               tip="Save the trained network with its scalers, columns and windows."),
    ActionSpec("save_forecast", title="Save forecast…", icon="table-arrow-down",
               tip="Save what comes after the end of the data, as CSV or as a workbook."),
    ActionSpec("report", title="Report…", icon="file-document-outline",
               tip="Write everything about the shown run on one page, for a browser or a printer."),
    ActionSpec("export", title="Export model…", icon="export-variant", keys=("Ctrl+Shift+E",),
               tip="Write the trained network for other programs: ONNX, Keras, PyTorch, scripts."),
    ActionSpec("cancel_reading", title="Cancel reading", keys=("Esc",),
               tip="End the reading of a file; everything stays as it is."),
    ActionSpec("paste", title="Paste data", icon="content-paste", keys=("Ctrl+Shift+V", "Ctrl+V"),
               tip="Open the table in the clipboard, as copied from a spreadsheet; it is kept as a file."),
    ActionSpec("paste_keras", title="Paste Keras code…",
               tip="Read layers and training from Keras code; it is never run."),
    ActionSpec("import_again", title="Import again…", icon="table-cog", keys=("Ctrl+I",),
               tip="See how the file is read, and change it."),
    ActionSpec("quit", title="Quit", keys=("Ctrl+Q",), tip="Close the window."),
    ActionSpec("undo", title="Undo", icon="undo", keys=(Keys.Undo,), tip="Take the last change back."),
    ActionSpec("redo", title="Redo", icon="redo", keys=(Keys.Redo, "Ctrl+Y", "Ctrl+Shift+Z"),
               tip="Make the change again."),
    ActionSpec("add_layer", title="Add LSTM layer", keys=("Ctrl+L",), tip="Put an LSTM below the chosen layer."),
    ActionSpec("duplicate", title="Duplicate layer", keys=("Ctrl+D",), tip="Put a copy below the chosen layer."),
    ActionSpec("train", title="Train", icon="play", keys=("F5",), tip="Train the network with these settings."),
    ActionSpec("train_more", title="Train more epochs", icon="fast-forward", keys=("Ctrl+F5",),
               tip="Go on with the shown run, from its last finished epoch."),
    ActionSpec("pause", title="Pause", icon="pause", keys=("F6",), tip="Wait after this batch; press again to go on."),
    ActionSpec("stop", title="Stop and keep the best", icon="stop", keys=("Shift+F5",),
               tip="End the run after the batch at hand and keep the best weights."),
    ActionSpec("discard", title="Discard the run", icon="delete-outline",
               tip="End the run after the batch at hand and keep nothing."),
    ActionSpec("search", title="Search settings and actions", icon="magnify", keys=("Ctrl+K", "Ctrl+F"),
               tip="Find any setting or action by a few letters."),
    ActionSpec("help", title="Help on the focused field", keys=("F1",), tip="Say what the focused field means."),
    ActionSpec("about", title="About", tip="Versions and folders."),
    ActionSpec("full_screen", title="Full screen", keys=("F11",), tip="Fill the screen, or give it back."),
)  # fmt: skip


def make_actions(window: QMainWindow, handlers: Mapping[str, Callable[[], object]]) -> dict[str, QAction]:
    """Make every action for ``window``; icons come later, when their font is loaded."""
    made: dict[str, QAction] = {}
    for spec in ACTIONS:
        action = QAction(tr(spec.title), window)
        action.setObjectName(f"action_{spec.name}")
        # a key that is named twice, as a platform's own and by us, would be ambiguous to Qt and do nothing
        keys = {QKeySequence(one).toString(): QKeySequence(one) for one in spec.keys}
        action.setShortcuts(list(keys.values()))
        action.setToolTip(tip_of(action, spec.tip))
        action.triggered.connect(lambda _checked=False, action=action, name=spec.name: _act(action, handlers[name]))
        window.addAction(action)
        made[spec.name] = action
    return made


def _act(action: QAction, handler: Callable[[], object]) -> None:
    """Do what ``action`` means, with what was just typed into a field and not left with Enter."""
    field = QApplication.focusWidget()
    if isinstance(field, QAbstractSpinBox | QLineEdit):
        field.editingFinished.emit()
    if action.isEnabled():  # what was typed may forbid it
        handler()


def set_icons(actions: dict[str, QAction], theme: Theme) -> None:
    """Give the actions their icons in the theme's colours."""
    for spec in ACTIONS:
        if spec.icon:
            colour = theme.colours.on_accent if spec.name == "train" else None
            actions[spec.name].setIcon(theme.icon(spec.icon, colour))


def allow(action: QAction, spec_name: str, reason: str) -> None:
    """Enable ``action``, or disable it with the ``reason`` in its tooltip when there is one."""
    spec = next(one for one in ACTIONS if one.name == spec_name)
    action.setEnabled(not reason)
    action.setToolTip(tip_of(action, reason or spec.tip))


def tip_of(action: QAction, sentence: str) -> str:
    """Write a tooltip: what it does, and the keys."""
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return tooltip(f"{tr(sentence)} ({keys})" if keys else tr(sentence))
