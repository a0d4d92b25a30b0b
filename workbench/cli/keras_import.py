"""``workbench import``: a Keras model or Keras source becomes an experiment, or a model with its weights."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from workbench.cli import output
from workbench.cli.writing import refuse_to_replace, refuse_to_replace_own_input
from workbench.core import storage
from workbench.core.errors import ExportError
from workbench.core.experiment import Experiment
from workbench.core.keras.archive import SUFFIXES
from workbench.core.keras.code.source import MOST_LETTERS
from workbench.core.keras.importing import Imported, import_source
from workbench.core.settings.experiment_file import load_experiment, save_experiment
from workbench.core.text import text

if TYPE_CHECKING:
    from workbench.engine.model import Model

_MODEL = ".seqmodel"


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A .keras or .h5 file, or Python source.", show_default=False)
    ],
    path: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="An experiment's file (.json), or a model with the weights (.seqmodel).",
            show_default=False,
        ),
    ] = None,
    onto: Annotated[
        Path | None,
        typer.Option("--onto", metavar="EXPERIMENT", help="An experiment whose data and other settings are kept."),
    ] = None,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what is there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Take over a Keras model: its layers, its training, and its weights where the network stays the same.

    Source is read, never run. What could not be taken over is told on standard error, with its place and the reason.

    Raises:
        ExportError: it is no Keras model, damaged, or its weights could not be taken over but were asked for.
        SettingsError: it is no Python, or holds no model.
        StorageError: a file cannot be read or written, or is already there.
    """
    if path is not None:
        refuse_to_replace_own_input(path, file)
        refuse_to_replace(path, overwrite=overwrite)
    present = Experiment() if onto is None else load_experiment(onto)
    imported, model = _read(file, present)
    if path is not None and path.suffix == _MODEL:
        from workbench.engine.export.bundle import save_bundle

        if model is None:
            reasons = [one.words for one in imported.left if one.changes_forecasts]
            raise ExportError(
                text("{file} holds no weights that could be taken over.", file=file.name),
                hint="\n".join([*reasons, text("Write the experiment with -o FILE.json, and train it.")]),
            )
        save_bundle(model, path)
    elif path is not None:
        save_experiment(imported.experiment, path)
    _tell(imported, path, as_json=as_json)


def _read(file: Path, present: Experiment) -> tuple[Imported, Model | None]:
    if file.suffix.lower() not in SUFFIXES:
        content = storage.read_bytes(file, most=4 * MOST_LETTERS)
        return import_source(content.decode("utf-8", "replace"), present), None
    from workbench.engine.export.keras import import_keras

    return import_keras(file, present)


def _tell(imported: Imported, path: Path | None, *, as_json: bool) -> None:
    if as_json:
        left = [
            {"where": one.where, "what": one.what, "why": one.why, "changes_forecasts": one.changes_forecasts}
            for one in imported.left
        ]
        written = None if path is None else str(path.resolve())
        output.say_json({"understood": list(imported.understood), "left": left, "path": written})
        return
    for line in imported.understood:
        output.say(line)
    for one in imported.left:
        output.tell(one.words)
    if path is not None:
        output.say(str(path.resolve()))
