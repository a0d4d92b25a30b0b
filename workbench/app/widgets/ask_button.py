"""The button that asks something of the shown model."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton

from workbench.app.translation import tr
from workbench.app.widgets.labels import tooltip
from workbench.app.work.questions import Question, Questions
from workbench.core.text import Text


class AskButton(QPushButton):
    """Asks, and ends the question while it is answered; where nothing can be asked, its tooltip says why.

    Args:
        questions: of the shown run.
        question: the kind that this button asks.
        words: on the button while nothing is asked.
        ask: asks it with what is chosen beside the button.
        summary: what the tooltip says while it can be asked.
    """

    def __init__(
        self, questions: Questions, question: Question, words: str, ask: Callable[[], None], *, summary: str = ""
    ) -> None:
        super().__init__(words)
        self._questions, self._question = questions, question
        self._words, self._ask, self._summary = words, ask, summary
        self.clicked.connect(self._on_clicked)

    @property
    def asks(self) -> bool:
        """Whether its question is being answered."""
        return self._questions.asked == self._question

    def show_state(self, missing: Text | None = None) -> None:
        """Show what a click does now; ``missing``: what the model lacks for this question."""
        why_not = None if self.asks else missing or self._questions.why_not
        self.setText(tr("Stop") if self.asks else self._words)
        self.setEnabled(why_not is None)
        self.setToolTip(tooltip(self._summary if why_not is None else tr(why_not)))

    @Slot()
    def _on_clicked(self) -> None:
        if self.asks:
            self._questions.stop()
        else:
            self._ask()
