"""``workbench report``: everything about a model on one page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.writing import files_of, refuse_to_replace, refuse_to_replace_own_input
from workbench.core import places
from workbench.core.catalogue import LANGUAGES, words_in
from workbench.core.storage import write_whole

if TYPE_CHECKING:
    from workbench.engine.report.subject import Subject


def report(
    model_or_run: Annotated[
        Path,
        typer.Argument(
            metavar="MODEL_OR_RUN",
            help="A model that was trained, or the folder of its run, which has the learning curves too.",
            show_default=False,
        ),
    ],
    report_file: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Where to write it; else beside the model.", show_default=False
        ),
    ] = None,
    language: Annotated[str, typer.Option(metavar="CODE", help=f"{' or '.join(LANGUAGES)}.")] = "en",
    test: Annotated[
        bool, typer.Option("--test", help="Open the test part of the model's own data; the look is counted.")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace a file that is there.")] = False,
) -> None:
    """Write a report: data, network, training, verdict, measures, pictures, and how to repeat it.

    It is one HTML file that needs no network. The test part is in it where --test opens it, or where the model was
    saved after somebody had opened it; else the report says that it is closed.

    Raises:
        DataError: the model's own data cannot be used.
        ExportError: the model is damaged or from a newer version.
        SettingsError: nobody speaks the language.
        StorageError: a file cannot be read or written, or is already there.
    """
    words = words_in(language)
    model_file, history = _files_of(model_or_run)
    target = report_file if report_file is not None else model_file.with_suffix(".html")
    refuse_to_replace_own_input(target, model_file, *([history] if history is not None else []))
    refuse_to_replace(target, overwrite=overwrite)

    from workbench.engine.report.page import page, report_of

    subject = _subject(model_file, history, test=test)
    refuse_to_replace_own_input(target, *files_of(subject.experiment.data.source))
    write_whole(target, page(report_of(subject, datetime.now()), words))
    output.say(str(target.resolve()))
    if subject.evaluation.test is None:
        output.tell("The test part is closed, and not in the report; --test opens it, and counts the look.")


def _files_of(model_or_run: Path) -> tuple[Path, Path | None]:
    """Give the model and, of a run's folder, the history of its epochs; a run may be named as it is listed."""
    from workbench.engine.runs import RunFolder

    given = model_or_run
    if not given.exists() and (places.runs_folder() / given).is_dir():
        given = places.runs_folder() / given
    folder = RunFolder(given if given.is_dir() else given.parent)
    if given.is_dir():
        given = folder.model
    return given, history_beside(given)


def history_beside(model_file: Path) -> Path | None:
    """Give the history of the epochs that a run's folder keeps beside its model, or None where it is no run's."""
    from workbench.engine.runs import RunFolder

    folder = RunFolder(model_file.parent)
    return folder.history if model_file.name == folder.model.name and folder.history.is_file() else None


def _subject(model_file: Path, history: Path | None, *, test: bool) -> Subject:
    from workbench.engine.report.subject import Subject, load_history
    from workbench.engine.runs import measured_again, open_model

    opened = open_model(model_file)
    measured = measured_again(opened, test=test)
    epochs = load_history(history) if history is not None else ()
    return Subject(opened.model, *measured, epochs, () if opened.notice is None else (opened.notice,))
