"""One thing that a file leaves open, with a button for each answer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from workbench.app.appearance.theme import GRID
from workbench.app.translation import tr
from workbench.app.widgets.choice import Choice
from workbench.app.widgets.labels import button_words, label
from workbench.core.csv.asking import Question
from workbench.core.csv.options import CsvOptions
from workbench.core.fields import label_of, settings_of

_MOST_BUTTONS = 4


class AskedQuestion(QFrame):
    """The question in words and its answers; the proposed one is marked, and none is taken by itself."""

    answered = Signal(str, object)  # the field of CsvOptions, the value

    def __init__(self, question: Question) -> None:
        super().__init__()
        self.setObjectName("warningNotice")
        self.question = question
        sentence = tr(question.message)
        self.setAccessibleName(sentence)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * GRID, 2 * GRID, 2 * GRID, 2 * GRID)
        whole.setSpacing(GRID)
        whole.addWidget(label(sentence, wraps=True))
        line = QHBoxLayout()
        line.setSpacing(2 * GRID)
        line.addWidget(label(tr(label_of(CsvOptions, question.option)) + "?", role="quiet"))
        self.first: QWidget = self._fill_list(line) if len(question.options) > _MOST_BUTTONS else self._fill(line)
        line.addStretch()
        whole.addLayout(line)

    def _fill(self, line: QHBoxLayout) -> QWidget:
        buttons = []
        for option in self.question.options:
            button = QPushButton(button_words(self._marked(option)))
            button.setAccessibleDescription(tr(self.question.message))
            button.clicked.connect(lambda _=False, option=option: self.answered.emit(self.question.option, option))
            line.addWidget(button)
            buttons.append(button)
        proposed = self.question.options.index(self.question.chosen) if self._has_proposal else 0
        return buttons[proposed]

    def _fill_list(self, line: QHBoxLayout) -> QWidget:
        choice = Choice()
        choice.setAccessibleName(tr(label_of(CsvOptions, self.question.option)))
        choice.addItems([self._marked(option) for option in self.question.options])
        if self._has_proposal:
            choice.setCurrentIndex(self.question.options.index(self.question.chosen))
        take = QPushButton(tr("Take this"))
        take.setAccessibleDescription(tr(self.question.message))
        take.clicked.connect(
            lambda: self.answered.emit(self.question.option, self.question.options[choice.currentIndex()])
        )
        line.addWidget(choice)
        line.addWidget(take)
        return choice

    @property
    def _has_proposal(self) -> bool:
        return self.question.chosen in self.question.options

    def _marked(self, option: object) -> str:
        words = words_of(self.question.option, option)
        if self._has_proposal and option == self.question.chosen:
            return tr("{answer} (proposed)", answer=words)
        return words


def words_of(option: str, value: object) -> str:
    """Write a value of the field ``option`` as the form does."""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    choices = next(setting.choices for setting in settings_of(CsvOptions) if setting.name == option)
    return tr(choices.get(str(value), str(value)))
