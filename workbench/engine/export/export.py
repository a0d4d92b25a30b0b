"""One door for every format: ``export(model, "onnx", path)``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from workbench.core.export_formats import export_format
from workbench.engine.export import bundle, keras, onnx, pytorch, training
from workbench.engine.export.check import Check
from workbench.engine.export.onnx import example as onnx_example
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
    write: Callable[[Model, Path], Check | None]
    example: Callable[[Model, Path], str]


WRITERS = {
    "bundle": _Writer(bundle.export_bundle, bundle.example),
    "onnx": _Writer(onnx.save_onnx, onnx_example.example),
    "keras": _Writer(keras.save_keras, keras.example),
    "pytorch": _Writer(pytorch.save_pytorch, pytorch.example),
    "script": _Writer(training.save_script, training.script_example),
    "notebook": _Writer(training.save_notebook, training.notebook_example),
}


def export(model: Model, name: str, path: Path) -> Exported:
    """Write ``model`` in the format called ``name`` once it gives the model's own numbers.

    Raises:
        ExportError: there is no such format, it cannot hold the model, or it gives other numbers.
        StorageError: it cannot be written; what was there is unchanged.
    """
    writer = WRITERS[export_format(name).name]
    check = writer.write(model, path)
    return Exported(path, check, writer.example(model, path))
