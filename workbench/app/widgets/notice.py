"""A sentence in its place, with the button that mends what it tells."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID, Theme
from workbench.app.translation import tr
from workbench.app.widgets.labels import button_words, label
from workbench.core.settings.problems import Problem

Tone = Literal["error", "warning", "info"]
_ICONS = {"error": "alert-circle", "warning": "alert", "info": "information"}


class Notice(QFrame):
    """What is wrong or worth knowing, and one way on."""

    accepted = Signal()  # the button was pressed
    refused = Signal()  # the other one was

    def __init__(
        self, theme: Theme, sentence: str, tone: Tone, button: str = "", other: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{tone}Notice")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        colour = {"error": theme.colours.error, "warning": theme.colours.warning, "info": theme.colours.accent}[tone]
        icon = QLabel()
        icon.setPixmap(theme.icon(_ICONS[tone], colour).pixmap(QSize(16, 16)))
        icon.setFixedWidth(20)
        self.words = label(sentence, wraps=True)
        self.setAccessibleName(sentence)
        column = QVBoxLayout()
        column.setSpacing(GRID)
        column.addWidget(self.words)
        self.button: QPushButton | None = None
        if button:
            self.button = QPushButton(button_words(button))
            self.button.clicked.connect(self.accepted)
            self.button.setAccessibleDescription(sentence)
            line = QHBoxLayout()
            line.addWidget(self.button)
            if other:
                second = QPushButton(other)
                second.clicked.connect(self.refused)
                line.addWidget(second)
            line.addStretch()
            column.addLayout(line)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.setSpacing(GRID)
        whole.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(column, 1)


def problem_notice(theme: Theme, problem: Problem) -> Notice:
    """Make the notice of a problem; its button, where there is a repair, says what it does."""
    button = tr(problem.repair.label) if problem.repair else ""
    return Notice(theme, tr(problem.message), problem.severity, button)
