"""``workbench export``: a saved model in a format that others read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from workbench.cli import output
from workbench.cli.forecast import ModelFile
from workbench.cli.report import history_beside
from workbench.cli.writing import files_of, refuse_to_replace, refuse_to_replace_own_input
from workbench.core.export_formats import EXPORT_FORMATS, export_format


def export(
    model_file: ModelFile,
    name: Annotated[
        str,
        typer.Option(
            "-f",
            "--format",
            metavar="FORMAT",
            help=f"One of {', '.join(one.name for one in EXPORT_FORMATS)}.",
            show_default=False,
        ),
    ],
    path: Annotated[
        Path, typer.Option("-o", "--output", metavar="PATH", help="The file, or the folder.", show_default=False)
    ],
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Replace what is there.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Write a model for other programs, once it has given the model's own numbers there.

    bundle is the workbench's own file; onnx is one graph from raw numbers to original units; keras is a file for
    Keras 3 that also opens here; pytorch is a folder with weights and programs that forecast without the workbench;
    script and notebook repeat the training; report is one page to read, for which the model's own data is measured
    once more, as "workbench report" does.

    Raises:
        DataError: a report was asked for, and the model's own data cannot be used.
        ExportError: there is no such format, it cannot hold the model, or it gives other numbers.
        StorageError: a file cannot be read or written, or is already there.
    """
    export_format(name)
    refuse_to_replace_own_input(path, model_file)
    refuse_to_replace(path, overwrite=overwrite)

    from workbench.engine.export.bundle import load_bundle
    from workbench.engine.export.export import export as write
    from workbench.engine.export.report import Telling
    from workbench.engine.report.subject import load_history

    model, history = load_bundle(model_file), history_beside(model_file)
    refuse_to_replace_own_input(path, *files_of(model.experiment.data.source))
    telling = Telling(epochs=load_history(history)) if name == "report" and history is not None else None
    exported = write(model, name, path, telling)
    check = exported.check
    if as_json:
        told = None if check is None else {"batches": check.batches, "largest": check.largest, "output": check.output}
        output.say_json({"format": name, "path": str(path.resolve()), "check": told, "example": exported.example})
        return
    if check is not None:
        output.tell(check.words)
    output.say(str(path.resolve()))
