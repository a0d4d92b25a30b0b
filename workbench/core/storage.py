"""Files are replaced whole or not at all."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from workbench.core.errors import storage_error


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` under ``path`` so that a failure leaves the old file as it was.

    The bytes go to a temporary name in the same folder and reach the disk before the
    name is changed; the folder is flushed last, so that a power cut cannot undo it.

    Raises:
        StorageError: the folder cannot be written, or the disk is full.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        raise storage_error(path, error, saving=True) from error
    finally:
        with contextlib.suppress(OSError):  # the first failure is the one to tell
            temporary.unlink(missing_ok=True)
    _flush_folder(path.parent)


def read_bytes(path: Path, *, most: int) -> bytes:
    """Give the content of ``path``, of which at most ``most`` bytes are accepted.

    Raises:
        StorageError: the file is missing, unreadable or larger than ``most``.
    """
    try:
        size = path.stat().st_size
        if size > most:
            raise OSError(f"it has {size:,} bytes; at most {most:,} are read")
        return path.read_bytes()
    except OSError as error:
        raise storage_error(path, error, saving=False) from error


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows has no handle for a folder; its rename is durable by itself
        return
    with contextlib.suppress(OSError):  # some file systems flush no folders; the new file is already in its place
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
