"""The window: what a person sets on the left, what they see on the right, and both always there."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMessageBox, QSplitter, QVBoxLayout, QWhatsThis, QWidget

import workbench
from workbench.app.appearance.theme import Theme
from workbench.app.autosave import Autosave, Recovered, left_behind, remove_copy
from workbench.app.dialogs.alerts import Alerts
from workbench.app.document import Document
from workbench.app.files import Files
from workbench.app.frame.actions import allow, make_actions, set_icons
from workbench.app.frame.allowed import allow_what_can_be_done, is_paused
from workbench.app.frame.bars import Bars
from workbench.app.frame.left_side import LeftSide
from workbench.app.frame.menus import Menus
from workbench.app.frame.placing import place
from workbench.app.frame.right_side import RightSide
from workbench.app.frame.search import Found, Search
from workbench.app.frame.shortcuts import WindowKeys
from workbench.app.frame.status import Status
from workbench.app.frame.tool_bar import ToolBar, sample_menu
from workbench.app.garbage import GuiGarbage
from workbench.app.importing.importing import Importing
from workbench.app.settings import Settings
from workbench.app.translation import Language, system_language, tr
from workbench.app.views import VIEWS
from workbench.app.widgets.labels import button_words
from workbench.app.work.bench import Bench
from workbench.app.work.exporter import Exporter
from workbench.app.work.reporting import Reporting
from workbench.core import places
from workbench.core.errors import WorkbenchError
from workbench.core.experiment import Experiment, SampleSource
from workbench.core.layers import LSTM


class MainWindow(QMainWindow):
    """Puts the parts together; language and colours are changed by building them anew."""

    painted = Signal()  # once, after the first paint

    def __init__(self, *, settings: Settings, language: Language, theme: Theme) -> None:
        super().__init__()
        self.settings, self.language, self.theme = settings, language, theme
        self.document = Document(Experiment(), self)
        self.bench = Bench(self.document, self)
        self.importing = Importing(self.bench, self)
        self.files = Files(self.bench, settings, self, self.importing.options_for)
        self.reporting = Reporting(self.bench, settings, language, self)
        self.exporter = Exporter(self.bench.reader, self)
        self.autosave = Autosave(self.document, self)
        self.alerts = Alerts(self, self.autosave.write)
        self.alerts.install()
        self.garbage = GuiGarbage(self)
        self.keys = WindowKeys(self)
        self.recovered: list[Recovered] = []
        self._was_painted = False
        self.closes_unasked = False  # for programs that drive the window
        self.setObjectName("mainWindow")
        self.setAcceptDrops(True)
        self._build()
        self._connect()
        place(self, settings.layout("window"))

    def _connect(self) -> None:
        self.bench.failed.connect(self.alerts.show)
        self.document.state_changed.connect(self._show_title)
        self.document.undo_stack.indexChanged.connect(self._show_title)
        self.bench.experiment_changed.connect(self._show_allowed)
        self.bench.series_changed.connect(self._show_allowed)
        self.bench.run_state_changed.connect(self._show_allowed)
        self.reporting.changed.connect(self._show_allowed)
        self.bench.reading_changed.connect(self._show_allowed)
        self.bench.run_began.connect(self._on_run_began)
        self.bench.engine_ready.connect(self.garbage.leave_out_the_present)
        self.files.opened.connect(self._fill_recent)
        self.language.changed.connect(self._rebuild)
        self.theme.changed.connect(self._rebuild)

    def _build(self) -> None:
        handlers = {
            "new": self.files.new,
            "open": self.files.ask_open,
            "open_folder": self.files.ask_open_folder,
            "save": self.files.save,
            "save_as": self.files.ask_save,
            "save_model": self.files.ask_save_model,
            "save_forecast": self.reporting.ask_forecast,
            "report": self.reporting.ask_report,
            "export": self.export,
            "cancel_reading": self.bench.cancel_reading,
            "paste": self.files.paste,
            "paste_keras": self.files.paste_keras,
            "import_again": self.importing.again,
            "quit": self.close,
            "undo": self.document.undo_stack.undo,
            "redo": self.document.undo_stack.redo,
            "add_layer": self._add_lstm,
            "duplicate": self._duplicate_layer,
            "train": self.train,
            "train_more": self.train_more,
            "pause": self.bench.pause_or_resume,
            "stop": self.bench.stop,
            "discard": lambda: self.bench.stop("discard"),
            "search": self.search,
            "help": self.help_on_focus,
            "about": self.about,
            "full_screen": self._toggle_full_screen,
        }
        self.actions_by_name = make_actions(self, handlers)
        self.keys.use(self.actions_by_name)
        self.tool_bar = ToolBar(self.bench, self.theme, self.actions_by_name, self.language.code)
        self.tool_bar.sample_chosen.connect(self.open_sample)
        self.tool_bar.language_asked.connect(self._switch_language)
        self.tool_bar.theme_asked.connect(self._switch_theme)
        self.addToolBar(self.tool_bar)
        self.menus = Menus(
            self.menuBar(),
            self.actions_by_name,
            open_sample=self.open_sample,
            open_file=self.files.open,
            show_view=self._show_view,
        )
        self._fill_recent()
        # each part is put into the one around it before it fills itself: what is moved as a whole is styled anew
        whole = QWidget(self)
        self.split = QSplitter(Qt.Orientation.Horizontal, whole)
        self.left = LeftSide(self.bench, self.theme, self.split)
        self.left.data.open_asked.connect(self.files.ask_open)
        self.left.data.samples_asked.connect(self._show_samples)
        self.left.data.import_asked.connect(self.importing.again)
        self.right = RightSide(self.bench, self.theme, self.split)
        self.split.setChildrenCollapsible(False)
        self.right.setMinimumWidth(420)
        self.split.addWidget(self.left)
        self.split.addWidget(self.right)
        self.split.setStretchFactor(1, 1)
        self.split.setSizes([392, 888])
        remembered = self.settings.layout("split")
        if remembered is not None:
            self.split.restoreState(remembered)
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.bars = Bars(self.settings, self.theme, self.language.code, whole)
        self.bars.recovery_wanted.connect(self._recover)
        self.bars.recovery_refused.connect(self._throw_recovered_away)
        column.addWidget(self.bars)
        column.addWidget(self.split, 1)
        self.setCentralWidget(whole)
        self.setStatusBar(Status(self.bench))
        self.importing.attach(self.right, self.theme)
        if self._was_painted:
            set_icons(self.actions_by_name, self.theme)
            self.bars.show_bars(self.recovered)
        self._show_title()
        self._show_allowed()

    @Slot()
    def _rebuild(self) -> None:
        """Build every part anew, in another language or other colours; nothing else changes."""
        pressed = next((name for name in ("language", "look") if getattr(self.tool_bar, name).hasFocus()), None)
        self.left.setFocus()  # what is being typed is taken
        for dialog in self.findChildren(Search):
            dialog.close()  # it leads to fields that go
        left, right, sizes = self.left.kept(), self.right.kept(), self.split.sizes()
        for action in self.actions_by_name.values():
            self.removeAction(action)
            action.deleteLater()
        self.removeToolBar(self.tool_bar)
        self.tool_bar.deleteLater()
        old = self.statusBar()
        self._build()
        old.deleteLater()
        self.split.setSizes(sizes)
        self.left.take(left)
        self.right.take(right)
        button = None if pressed is None else getattr(self.tool_bar, pressed)
        (button or self.left).setFocus()  # else Qt gives the focus to any field, and the wheel turns its value

    def start(self) -> None:
        """Begin the slow work; called once the window has been painted."""
        set_icons(self.actions_by_name, self.theme)
        self.left.setFocus()
        self.bench.load_libraries()
        self.recovered = left_behind()
        self.bars.show_bars(self.recovered)

    @Slot()
    def train(self) -> None:
        """Begin a run, or say what keeps it from starting."""
        if self.bench.is_training:
            return
        try:
            self.bench.train()
        except WorkbenchError as error:
            self.alerts.show(error)

    @Slot()
    def train_more(self) -> None:
        """Let the shown run go on for some epochs, or say what keeps it from it."""
        try:
            self.bench.train_more()
        except WorkbenchError as error:
            self.alerts.show(error)

    @Slot()
    def export(self) -> None:
        """Open the dialog that writes the shown run's model for other programs."""
        self.files.ask_export(self.exporter, self.theme, self.language.code)

    @Slot(str)
    def open_sample(self, name: str) -> None:
        """Show a built-in series."""
        self.bench.open_data(SampleSource(name=name))

    @Slot()
    def search(self) -> None:
        """Open the search over all settings and actions."""
        entries = [
            Found(action.text(), name.replace("_", " "), action.trigger)
            for name, action in self.actions_by_name.items()
            if action.isEnabled() and name != "search"
        ]
        entries += [
            Found(tr("View: {name}", name=tr(entry.title)), entry.title,
                  partial(self._show_view, entry.name))
            for entry in VIEWS
        ]  # fmt: skip
        dialog = Search([*entries, *self.left.settings()], self)
        dialog.move(self.mapToGlobal(QPoint((self.width() - dialog.width()) // 2, 80)))
        dialog.show()
        dialog.line.setFocus()

    @Slot()
    def help_on_focus(self) -> None:
        """Show the focused field's help beside it."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not widget.whatsThis():
            widget = widget.parentWidget()
        if widget is None:
            words = tr("Put the cursor into a field and press F1: it says what the field means.")
            QWhatsThis.showText(self.mapToGlobal(QPoint(40, 80)), words, self)
        else:
            QWhatsThis.showText(widget.mapToGlobal(QPoint(0, widget.height())), widget.whatsThis(), widget)

    @Slot()
    def about(self) -> None:
        """Show versions and folders."""
        box = QMessageBox(self)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(tr("About"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(f"Sequence Workbench {workbench.__version__}")
        box.setInformativeText(
            tr("Recurrent networks on your own time series. Everything stays on this machine.")
            + "\n\n"
            + tr("Runs and recovered work: {path}", path=places.data_folder())
            + "\n"
            + tr("Settings: {path}", path=places.config_folder())
        )
        box.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.files.open(paths[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self._on_painted)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            self._show_title()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.closes_unasked and not (self.files.may_end() and self.files.may_leave()):
            event.ignore()
            return
        self.settings.keep_layout("window", self.saveGeometry())
        self.settings.keep_layout("split", self.split.saveState())
        self.autosave.forget()
        self.hide()  # waiting for a thread must not look like a frozen window
        self.bench.close()
        self.garbage.close()
        self.alerts.uninstall()
        event.accept()

    @Slot()
    def _on_painted(self) -> None:
        self.painted.emit()
        self.start()

    @Slot()
    def _show_title(self) -> None:
        path = self.document.path
        name = path.name if path is not None else tr("new experiment")
        self.setWindowTitle(f"{name}[*] – Sequence Workbench")
        self.setWindowModified(not self.document.is_saved)
        stack = self.document.undo_stack
        for action, can, label, none in (
            ("undo", stack.canUndo(), self.document.undo_label(), tr("Nothing to undo")),
            ("redo", stack.canRedo(), self.document.redo_label(), tr("Nothing to redo")),
        ):
            words = tr("Undo") if action == "undo" else tr("Redo")
            self.actions_by_name[action].setText(
                tr("{action}: {label}", action=words, label=button_words(label)) if can else words
            )
            allow(self.actions_by_name[action], action, "" if can else none)

    @Slot()
    def _show_allowed(self) -> None:
        allow_what_can_be_done(self.actions_by_name, self.bench)
        if self._was_painted:
            icon = self.theme.icon("play-pause" if is_paused(self.bench) else "pause")
            self.actions_by_name["pause"].setIcon(icon)

    def _show_view(self, name: str) -> None:
        self.right.show_view(name, by_user=True)

    @Slot()
    def _fill_recent(self) -> None:
        self.menus.fill_recent(self.settings)

    @Slot()
    def _recover(self) -> None:
        if not self.files.may_leave():
            return
        found = self.recovered.pop(0)
        self.document.recover(found.experiment, found.path)
        self.autosave.write()  # the new copy first, then the old one goes
        remove_copy(found.file)
        self.bars.show_bars(self.recovered)

    @Slot()
    def _throw_recovered_away(self) -> None:
        remove_copy(self.recovered.pop(0).file)
        self.bars.show_bars(self.recovered)

    @Slot()
    def _on_run_began(self) -> None:
        self.bars.forget_hint()

    @Slot(object)
    def _show_samples(self, button: QWidget) -> None:
        menu = sample_menu(self, self.open_sample)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    @Slot()
    def _switch_language(self) -> None:
        code = "zh_CN" if self.language.code == "en" else "en"
        self.settings.language = code
        self.language.use(code)

    @Slot()
    def _switch_theme(self) -> None:
        self.settings.theme = "light" if self.theme.is_dark else "dark"
        self.theme.use(self.settings.theme)

    @Slot()
    def _add_lstm(self) -> None:
        self.left.layers.add(LSTM())

    @Slot()
    def _duplicate_layer(self) -> None:
        self.left.layers.duplicate()

    @Slot()
    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)


def first_language(settings: Settings) -> str:
    """Give the language to start with: the user's choice, else the system's."""
    return settings.language or system_language()
