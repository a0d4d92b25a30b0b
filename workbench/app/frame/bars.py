"""What the user should know above everything: recovered work, the first hint, a missing font."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.app.appearance.fonts import missing_cjk_font
from workbench.app.appearance.theme import GRID, Theme
from workbench.app.autosave import Recovered
from workbench.app.settings import Settings
from workbench.app.translation import tr
from workbench.app.widgets.layouts import empty
from workbench.app.widgets.notice import Notice


class Bars(QWidget):
    """Notices below the tool bar; mostly there is none, and then it takes no room."""

    recovery_wanted = Signal()
    recovery_refused = Signal()

    def __init__(self, settings: Settings, theme: Theme, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings, self._theme, self._language = settings, theme, language
        self._recovered: list[Recovered] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(3 * GRID, GRID, 3 * GRID, 0)
        self._column.setSpacing(GRID)
        self.hide()

    def show_bars(self, recovered: list[Recovered]) -> None:
        """Show what there is to tell now."""
        self._recovered = recovered
        empty(self._column)
        if recovered:
            self._offer(recovered[0])
        elif not self._settings.hint_seen:
            words = tr(
                "① Open your data file, or take this sample.   ② Look at the layers.   ③ Press Train (F5) and watch."
            )
            self._column.addWidget(Notice(self._theme, words, "info"))
        package = missing_cjk_font() if self._language == "zh_CN" else ""
        if package:  # in English: the Chinese words could not be read
            words = f"No Chinese font is installed. On Debian and Ubuntu: sudo apt install {package}"
            self._column.addWidget(Notice(self._theme, words, "warning"))
        self.setVisible(self._column.count() > 0)

    @Slot()
    def forget_hint(self) -> None:
        """Take the hint away for good: it has done its work."""
        if not self._settings.hint_seen:
            self._settings.hint_seen = True
            self.show_bars(self._recovered)

    def _offer(self, found: Recovered) -> None:
        name = found.path.name if found.path else tr("new experiment")
        words = tr("The workbench ended before “{name}” was saved.", name=name)
        notice = Notice(self._theme, words, "warning", tr("Bring it back"), tr("Throw it away"))
        notice.accepted.connect(self.recovery_wanted)
        notice.refused.connect(self.recovery_refused)
        self._column.addWidget(notice)
