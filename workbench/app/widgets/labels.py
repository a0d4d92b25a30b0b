"""Labels, tooltips and button words that show text from files as it is, never as markup."""

from __future__ import annotations

import html

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget


def label(sentence: str = "", *, role: str = "", wraps: bool = False) -> QLabel:
    """Make a plain-text label; ``role`` names its look in the style sheet (quiet, error, headline …)."""
    made = QLabel(sentence)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setObjectName(role)
    return made


def tooltip(words: str) -> str:
    """Write plain ``words`` as a tooltip: Qt wraps them, and takes nothing in them for markup."""
    return "<p>" + html.escape(words, quote=False).replace("\n", "<br>") + "</p>" if words else ""


def button_words(words: str) -> str:
    """Write plain ``words`` for a button or a menu, where Qt would take an & for the key of the next letter."""
    return words.replace("&", "&&")


class ElidedLabel(QWidget):
    """One line that gives way: what does not fit is replaced by …, and stands before what the tooltip says.

    Args:
        whole: whether all of it is left to the tooltip where it does not fit: a word, of which a few
            letters say nothing.
    """

    def __init__(
        self, sentence: str = "", role: str = "", *, whole: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._whole = whole
        self._text = ""
        self._tip = ""
        if role:
            self.setObjectName(role)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setText(sentence)

    def text(self) -> str:
        return self._text

    def setText(self, sentence: str) -> None:
        self._text = sentence
        self.setAccessibleName(sentence)
        self.updateGeometry()
        self.update()

    def setToolTip(self, tip: str) -> None:
        self._tip = tip
        super().setToolTip(tip)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(24, QFontMetrics(self.font()).height())

    def paintEvent(self, event: QPaintEvent) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, self.width())
        if self._whole and shown != self._text:
            shown = ""
        super().setToolTip((tooltip(self._text) if shown != self._text else "") + self._tip)
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.end()
