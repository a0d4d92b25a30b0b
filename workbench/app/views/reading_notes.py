"""What the reader found in the file and decided by itself, as one list, however long."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from workbench.app.translation import tr
from workbench.app.widgets.labels import label
from workbench.app.widgets.layouts import empty
from workbench.app.widgets.sentences import Sentences
from workbench.core.csv import CsvOptions
from workbench.core.fields import settings_of
from workbench.core.series import Finding, Series
from workbench.core.text import Text

_MOST_LINES = 5


class ReadingNotes(Sentences):
    """Findings with their lines, then what was guessed and why."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("What was found while reading"))
        self.count = 0
        self._shown: tuple[object, ...] = ()

    def show_notes(self, series: Series, cells: tuple[Text, ...]) -> None:
        """List what there is to say of ``series``, and of the ``cells`` of a column."""
        if self._shown == (series, cells):
            return
        self._shown = (series, cells)
        empty(self.rows)
        self.count = len(series.findings) + len(series.guesses)
        for finding in series.findings:
            self.rows.addWidget(self._row(found_in_words(finding)))
        for sentence in cells:
            self.rows.addWidget(self._row("• " + tr(sentence)))
        if series.guesses:
            self.rows.addWidget(self._row(tr("Found by itself:"), role="quiet"))
            for guessed in guesses_in_words(series):
                self.rows.addWidget(self._row(guessed, role="quiet"))
        if not (self.count or cells):
            self.rows.addWidget(self._row(tr("Nothing stood out, and nothing had to be guessed."), role="quiet"))
        self.rows.addStretch()

    def _row(self, sentence: str, role: str = "") -> QWidget:
        row = label(sentence, role=role, wraps=True)
        row.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return row


def found_in_words(finding: Finding) -> str:
    """Write a finding with the first lines of the file where it stands."""
    if not finding.lines:
        return "• " + tr(finding.message)
    lines = ", ".join(f"{line:,}" for line in finding.lines[:_MOST_LINES])
    if finding.count > len(finding.lines[:_MOST_LINES]):
        lines += ", …"
    return f"• {tr(finding.message)} " + tr("(lines {lines})", lines=lines)


def guesses_in_words(series: Series) -> list[str]:
    """Write what the reader decided by itself, each with its reason."""
    labels = {setting.name: tr(setting.label) for setting in settings_of(CsvOptions)}
    return [
        f"• {labels.get(guess.option, guess.option)}: {guess.value} ({tr(guess.evidence)})" for guess in series.guesses
    ]
