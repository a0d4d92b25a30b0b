"""Files of the user's that a command must not replace unasked."""

from __future__ import annotations

from pathlib import Path

from workbench.core.errors import StorageError
from workbench.core.experiment import FileSource, Source


def refuse_to_replace(path: Path, *, overwrite: bool) -> None:
    """Leave a file that is there alone unless its owner said otherwise.

    Raises:
        StorageError: ``path`` is there already, and ``overwrite`` was not given.
    """
    if not overwrite and path.exists():
        raise StorageError(f"{path} is there already.", hint="Choose another name, or replace it with --overwrite.")


def refuse_to_replace_own_input(path: Path, *inputs: Path) -> None:
    """Keep a result from being written over what it is made from.

    Raises:
        StorageError: ``path`` is one of ``inputs``.
    """
    for given in inputs:
        if path.resolve() == given.resolve():
            raise StorageError(f"{path} is read by this very command.", hint="Choose another name for the result.")


def files_of(source: Source) -> list[Path]:
    """Give the file that is read, or none where a sample is."""
    return [Path(source.path)] if isinstance(source, FileSource) else []
