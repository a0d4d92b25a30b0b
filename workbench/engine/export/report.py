"""The report as a format: everything about a model on one page, measured on its own data."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from workbench.core import storage
from workbench.core.catalogue import Words
from workbench.core.series import Series
from workbench.core.text import Text
from workbench.engine.judgement.evaluation import Evaluation
from workbench.engine.model import Model
from workbench.engine.report.page import page, report_of
from workbench.engine.report.subject import EpochTold, Subject
from workbench.engine.runs import measured_again, with_own_data


@dataclass(frozen=True, eq=False)
class Telling:
    """What a report says beside what the model knows.

    Attributes:
        words: the language.
        epochs: of the training; () where they are not known.
        notices: what else the reader should know.
        measured: its data and measures, where they are at hand; else its own data is read and measured once more.
    """

    words: Words = field(default_factory=Words)
    epochs: Sequence[EpochTold] = ()
    notices: Sequence[Text] = ()
    measured: tuple[Series, Evaluation] | None = None


def save_report(model: Model, path: Path, telling: Telling) -> None:
    """Write the report of ``model``; no look at a test part is taken for it.

    Raises:
        DataError: the model's own data cannot be used.
        StorageError: the file cannot be written; what was there is unchanged.
    """
    notices, measured = list(telling.notices), telling.measured
    if measured is None:
        opened = with_own_data(model)
        measured = measured_again(opened)
        notices += [] if opened.notice is None else [opened.notice]
    subject = Subject(model, *measured, telling.epochs, notices)
    storage.write_whole(path, page(report_of(subject, datetime.now()), telling.words))


def example(model: Model, path: Path) -> str:
    """Write the command that shows the page."""
    return f"python -m webbrowser {shlex.quote(path.resolve().as_uri())}\n"
