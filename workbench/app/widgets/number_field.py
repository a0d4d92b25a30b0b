"""A field for one number. What does not fit is refused with words, never bent into shape."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QValidator, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QWidget

from workbench.app.translation import tr

_GROUPS = re.compile(r"[+-]?[1-9]\d{0,2}([, ]\d{3})+(\.\d*)?")  # 1,000; not 0,001, where the comma is a decimal mark


class NumberField(QAbstractSpinBox):
    """Shows a number and lets it be typed or stepped.

    Args:
        whole: whether only whole numbers are meant.
        low: smallest value the arrows reach.
        high: largest value the arrows reach.
        by_factor: whether the arrows go 1, 2, 5, 10 … instead of by equal steps.
    """

    edited = Signal(object)  # an int or a float, typed or stepped by the user
    refused = Signal(str)  # why what was typed is no number; "" when it is taken back

    def __init__(
        self, *, whole: bool, low: float, high: float, by_factor: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._whole, self._low, self._high, self._by_factor = whole, low, high, by_factor
        self._value: float = low
        self._judged = ""  # what was written when it was told or refused last
        self.editingFinished.connect(self._take)

    @property
    def value(self) -> float:
        """The number that the owner shows; what was typed and not taken is not it."""
        return self._value

    def show_value(self, value: float) -> None:
        """Show ``value`` without telling anyone; what is being typed stays and is judged later."""
        self._value = value
        if not self._is_typing():
            self._write(value)

    def stepBy(self, steps: int) -> None:
        typed = self._typed()
        if typed is None or not _is_finite(typed) or (self._by_factor and typed <= 0):
            typed = self._value
        before, value = self._value, self._stepped(typed, steps)
        self._value = value
        self._write(value)
        self.refused.emit("")
        if value != before:
            self.edited.emit(value)

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        enabled = QAbstractSpinBox.StepEnabledFlag.StepNone
        if self._value < self._high:
            enabled |= QAbstractSpinBox.StepEnabledFlag.StepUpEnabled
        if self._value > self._low:
            enabled |= QAbstractSpinBox.StepEnabledFlag.StepDownEnabled
        return enabled

    def validate(self, written: str, position: int) -> tuple[QValidator.State, str, int]:
        return QValidator.State.Acceptable, written, position  # judged when the field is left

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # the wheel scrolls the form

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:  # brings the value back
            self._write(self._value)
            self.refused.emit("")
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(104, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(72, super().minimumSizeHint().height())

    def _is_typing(self) -> bool:
        return self.lineEdit().isModified() and self.lineEdit().text() != self._judged

    def _write(self, value: float) -> None:
        self._judged = self._written(value)
        self.lineEdit().setText(self._judged)

    def _take(self) -> None:
        written = self.lineEdit().text()
        if written == self._judged:
            return
        self._judged, value = written, self._typed()
        if value is None:
            kind = tr("a whole number") if self._whole else tr("a number")
            self.refused.emit(tr("must be {kind}, not {given}", kind=kind, given=repr(written)))
        elif not _is_finite(value):
            self.refused.emit(tr("must be a finite number"))
        else:
            self.edited.emit(value)

    def _typed(self) -> float | None:
        """Give what is written as a number, or None when it is none."""
        written = self.lineEdit().text().strip()
        if _GROUPS.fullmatch(written):
            written = written.replace(",", "").replace(" ", "")
        try:
            return int(written) if self._whole else float(written)
        except ValueError:
            return None

    def _stepped(self, value: float, steps: int) -> float:
        if self._whole:
            return int(min(self._high, max(self._low, value + steps)))
        if self._by_factor:
            for _ in range(abs(steps)):
                value = _next_in_1_2_5(value, up=steps > 0)
            return min(self._high, max(self._low, value))
        return min(self._high, max(self._low, round(value + 0.05 * steps, 4)))

    def _written(self, value: float) -> str:
        return str(int(value)) if self._whole else f"{value:.10g}"


def _is_finite(number: float) -> bool:
    return isinstance(number, int) or math.isfinite(number)  # a very long int is too much for math


def _next_in_1_2_5(value: float, *, up: bool) -> float:
    """Give the neighbour of ``value`` on the ladder 0.1, 0.2, 0.5, 1, 2, 5 and so on."""
    exponent = math.floor(math.log10(value))
    ladder = [digit * 10.0**power for power in (exponent - 1, exponent, exponent + 1) for digit in (1, 2, 5)]
    rungs = [rung for rung in ladder if (rung > value * 1.0001 if up else rung < value * 0.9999)]
    return float(f"{min(rungs) if up else max(rungs):.6g}")
