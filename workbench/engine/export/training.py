"""The training of a model as a script or a notebook that needs torch alone."""

from __future__ import annotations

import shlex
from pathlib import Path

from workbench.core import storage
from workbench.core.code.training import training_notebook, training_script
from workbench.engine.export.pytorch import saved_of
from workbench.engine.model import Model


def save_script(model: Model, path: Path) -> None:
    """Write the training as one Python file; it holds no trained numbers.

    Raises:
        ExportError: a transform cannot be written.
        StorageError: the file cannot be written.
    """
    storage.write_whole(path, training_script(saved_of(model)).encode())


def save_notebook(model: Model, path: Path) -> None:
    """Write the training as a notebook; it holds no trained numbers.

    Raises:
        ExportError: a transform cannot be written.
        StorageError: the file cannot be written.
    """
    storage.write_whole(path, training_notebook(saved_of(model)).encode())


def script_example(model: Model, path: Path) -> str:
    """Write the command that trains."""
    return f"python {shlex.quote(str(path))} rows.csv\n"


def notebook_example(model: Model, path: Path) -> str:
    """Write the command that opens the notebook."""
    return f"jupyter lab {shlex.quote(str(path))}\n"
