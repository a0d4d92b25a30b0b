"""Files are replaced whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import stat
from pathlib import Path

from workbench.core.errors import storage_error
from workbench.core.text import text


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` under ``path`` so that a failure leaves the old file as it was.

    The bytes go to a temporary name in the same folder and reach the disk before the
    name is changed; the folder is flushed last, so that a power cut cannot undo it.
    A link stays, and what it points to is replaced; a file that was there keeps its mode.

    Raises:
        StorageError: the folder cannot be written, the disk is full, or ``path`` is no regular file.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")  # short: a long name must not become too long
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        mode = _mode_of(target)
        with open(temporary, "xb") as file:
            if mode is not None and os.name == "posix":
                with contextlib.suppress(OSError):  # some file systems have no modes
                    os.fchmod(file.fileno(), mode)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, target)
    except OSError as error:
        raise storage_error(path, error, saving=True) from error
    finally:
        with contextlib.suppress(OSError):  # the first failure is the one to tell
            temporary.unlink(missing_ok=True)
    _flush_folder(target.parent)


def read_bytes(path: Path, *, most: int) -> bytes:
    """Give the content of ``path``, of which at most ``most`` bytes are accepted.

    Raises:
        StorageError: the file is missing, unreadable, larger than ``most``, or no regular file.
    """
    try:
        found = path.stat()
        _refuse_irregular(found)
        size = found.st_size
        if size <= most:
            with open(path, "rb") as file:
                content = file.read(size + 1)
                if len(content) > size:  # it grew, or nobody knows its size, as of the files in /proc
                    content += file.read(most - size)
            if len(content) <= most:
                return content
            size = len(content)
        raise OSError(text("it has {size} bytes; at most {most} are read", size=f"{size:,}", most=f"{most:,}"))
    except OSError as error:
        raise storage_error(path, error, saving=False) from error


def read_head(path: Path, most: int) -> bytes:
    """Give the first bytes of ``path``, ``most`` of them or what there is.

    Raises:
        StorageError: the file is missing, unreadable, or no regular file.
    """
    try:
        _refuse_irregular(path.stat())
        with open(path, "rb") as file:
            return file.read(most)
    except OSError as error:
        raise storage_error(path, error, saving=False) from error


def size_of(path: Path) -> int:
    """Give the bytes of the file at ``path``.

    Raises:
        StorageError: there is none.
    """
    try:
        return path.stat().st_size
    except OSError as error:
        raise storage_error(path, error, saving=False) from error


def _mode_of(path: Path) -> int | None:
    """Give the permissions of the file at ``path``, or None where none is.

    Raises:
        OSError: something else than a regular file is there.
    """
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    _refuse_irregular(found)
    return stat.S_IMODE(found.st_mode) & 0o777


def _refuse_irregular(found: os.stat_result) -> None:
    """Keep away from devices, which may never end, from pipes, which may never begin, and from folders.

    Raises:
        OSError: it is no regular file.
    """
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(found.st_mode):
        raise OSError(text("it is a device or a pipe, not a file"))


def _flush_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows has no handle for a folder; its rename is durable by itself
        return
    with contextlib.suppress(OSError):  # some file systems flush no folders; the new file is already in its place
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
