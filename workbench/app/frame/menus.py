"""The menu bar: the same actions as everywhere else, in order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from workbench.app.frame.tool_bar import sample_menu
from workbench.app.settings import Settings
from workbench.app.translation import tr
from workbench.app.views import VIEWS
from workbench.app.widgets.labels import button_words, tooltip


class Menus:
    """Fills a menu bar; the list of recent files is filled again whenever it has changed."""

    def __init__(
        self,
        bar: QMenuBar,
        actions: Mapping[str, QAction],
        *,
        open_sample: Callable[[str], None],
        open_file: Callable[[Path], None],
        show_view: Callable[[str], None],
    ) -> None:
        self._open_file = open_file
        for old in bar.actions():
            menu = old.menu()
            if isinstance(menu, QMenu):
                menu.deleteLater()
        bar.clear()
        file = bar.addMenu(tr("&File"))
        file.addActions([actions["new"], actions["open"], actions["open_folder"], actions["import_again"]])
        self.recent: QMenu = file.addMenu(tr("Open recent"))
        self.recent.setToolTipsVisible(True)
        samples = sample_menu(file, open_sample)  # not the bar's: that would keep it when it is filled anew
        samples.setTitle(tr("Sample data"))
        file.addMenu(samples)
        file.addSeparator()
        file.addAction(actions["cancel_reading"])
        file.addSeparator()
        file.addActions([actions["save"], actions["save_as"], actions["save_model"], actions["export"]])
        file.addActions([actions["save_forecast"], actions["report"]])
        file.addSeparator()
        file.addAction(actions["quit"])
        edit = bar.addMenu(tr("&Edit"))
        edit.addActions([actions["undo"], actions["redo"]])
        edit.addActions([actions["paste"], actions["paste_keras"]])
        edit.addSeparator()
        edit.addActions([actions["add_layer"], actions["duplicate"]])
        edit.addSeparator()
        edit.addAction(actions["search"])
        run = bar.addMenu(tr("&Run"))
        run.addActions([actions[name] for name in ("train", "train_more", "pause", "stop", "discard")])
        view = bar.addMenu(tr("&View"))
        for at, entry in enumerate(VIEWS, start=1):
            action = QAction(tr(entry.title), view)
            action.setShortcut(f"Ctrl+{at}")
            action.triggered.connect(lambda _checked=False, name=entry.name: show_view(name))
            view.addAction(action)
        view.addSeparator()
        view.addAction(actions["full_screen"])
        about = bar.addMenu(tr("&Help"))
        about.addActions([actions["help"], actions["about"]])

    def fill_recent(self, settings: Settings) -> None:
        """List the recent files, the latest first."""
        self.recent.clear()
        for path in settings.recent:
            action = self.recent.addAction(button_words(path.name))
            action.setToolTip(tooltip(str(path)))
            action.triggered.connect(lambda _checked=False, path=path: self._open_file(path))
        self.recent.setEnabled(bool(settings.recent))
