"""What a file leaves open and only the user knows."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.core.errors import UnsettledError
from workbench.core.text import Text


@dataclass(frozen=True)
class Question:
    """One thing that the reader proposes and must not settle by itself.

    Attributes:
        code: its name in ``workbench inspect``, as in ``day_month_order``.
        message: the question.
        option: the field of ``CsvOptions`` that answers it.
        options: the values that it may take.
        chosen: the one that is proposed, with which the table was read.
        hint: how to answer it on the command line.
        harmless: whether a wrong proposal changes no value, so that the file may be opened all the same.
    """

    code: str
    message: Text
    option: str
    options: tuple[object, ...]
    chosen: object
    hint: Text
    harmless: bool = False

    def error(self) -> UnsettledError:
        """Give the error that asks it."""
        return UnsettledError(
            self.message,
            hint=self.hint,
            option=self.option,
            code=self.code,
            options=self.options,
            proposal=self.chosen,
        )
