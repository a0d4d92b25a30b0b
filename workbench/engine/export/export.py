"""One door for every format: ``export(model, "onnx", path)``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.core.export_formats import export_format
from workbench.engine.export import bundle, keras, onnx, pytorch, report, training
from workbench.engine.export.check import Check
from workbench.engine.export.onnx import example as onnx_example
from workbench.engine.export.report import Telling
from workbench.engine.model import Model


@dataclass(frozen=True)
class Exported:
    """What was written.

    Attributes:
        path: the file, or the folder.
        check: how far its numbers are from the model's own; None where it holds no trained numbers.
        example: how it is used, to copy.
    """

    path: Path
    check: Check | None
    example: str


@dataclass(frozen=True)
class _Writer:
    write: Callable[[Model, Path], Check | None] | None  # None for the report, which is told more
    example: Callable[[Model, Path], str]


WRITERS = {
    "bundle": _Writer(bundle.export_bundle, bundle.example),
    "onnx": _Writer(onnx.save_onnx, onnx_example.example),
    "keras": _Writer(keras.save_keras, keras.example),
    "pytorch": _Writer(pytorch.save_pytorch, pytorch.example),
    "script": _Writer(training.save_script, training.script_example),
    "notebook": _Writer(training.save_notebook, training.notebook_example),
    "report": _Writer(None, report.example),
}


def export(model: Model, name: str, path: Path, telling: Telling | None = None) -> Exported:
    """Write ``model`` in the format called ``name`` once it gives the model's own numbers.

    Args:
        model: trained.
        name: of the format.
        path: of the file or folder.
        telling: what a report says beside what the model knows; other formats ask for nothing.

    Raises:
        DataError: a report was asked for, and the model's own data cannot be used.
        ExportError: there is no such format, it cannot hold the model, or it gives other numbers.
        StorageError: it cannot be written; what was there is unchanged.
    """
    writer = WRITERS[export_format(name).name]
    check = None
    if writer.write is not None:
        check = writer.write(model, path)
    else:
        report.save_report(model, path, telling or Telling())
    return Exported(path, check, writer.example(model, path))
