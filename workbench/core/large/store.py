"""The cache of large files: columns as raw numbers that can be mapped, and a manifest that says whose they are."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import psutil
from numpy.typing import NDArray

from workbench.core import places
from workbench.core.errors import StorageError, storage_error
from workbench.core.text import text

VERSION = 1

_MANIFEST = "manifest.json"
_BUILDING = ".building"
_SEEN = 2**20  # bytes of a file's beginning and end that tell whether it is the same
_KINDS = {"values": np.dtype("<f8"), "times": np.dtype("<M8[us]"), "lines": np.dtype("<i8")}


@dataclass(frozen=True)
class Key:
    """Whose columns they are: which file, as it was, and how it was read.

    Attributes:
        path: the file.
        size: its bytes.
        changed: when it was changed last, in nanoseconds.
        digest: SHA-256 of its first and last bytes.
        options: how it is read, as JSON.
    """

    path: str
    size: int
    changed: int
    digest: str
    options: str

    @property
    def folder(self) -> Path:
        """Where its columns lie; the first part of the name is the same for every state of the file."""
        parts = (self.path, f"{self.size} {self.changed} {self.digest} {self.options} {VERSION}")
        return places.series_cache_folder() / "-".join(hashlib.sha256(one.encode()).hexdigest()[:16] for one in parts)


@dataclass(frozen=True, eq=False)
class Stored:
    """Columns of a large file, mapped and not loaded.

    Attributes:
        about: everything of the series that is no array, as JSON.
        values: (S, C) float64.
        times: (S,) or None.
        lines: (S,) or None.
    """

    about: dict[str, Any]
    values: NDArray[np.float64]
    times: NDArray[np.datetime64] | None
    lines: NDArray[np.int64] | None


class Damaged(Exception):  # noqa: N818  # mended by reading the file again
    """The columns under a key are not what was written."""


def key_of(path: Path, options: str) -> Key:
    """Look at the file as it is now.

    Raises:
        StorageError: it cannot be read.
    """
    try:
        found = path.stat()
        return Key(str(path.resolve()), found.st_size, found.st_mtime_ns, _ends(path), options)
    except OSError as error:
        raise storage_error(path, error, saving=False) from error


def load(key: Key) -> Stored | None:
    """Map the columns under ``key``, or give None where there are none.

    Raises:
        Damaged: something of them is missing or was changed; they are removed.
    """
    folder = key.folder
    if not folder.is_dir():
        return None
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        if manifest["version"] != VERSION or manifest["path"] != key.path:
            raise Damaged
        arrays = {name: _mapped(folder / name, spec, _KINDS[name]) for name, spec in manifest["arrays"].items()}
        return Stored(manifest["about"], arrays["values"], arrays.get("times"), arrays.get("lines"))
    except (OSError, ValueError, KeyError, TypeError, Damaged) as error:
        shutil.rmtree(folder, ignore_errors=True)
        raise Damaged from error


class Building:
    """Columns that are being written; nothing of them stays unless ``finish`` is reached.

    Args:
        key: whose they are.
        expected: bytes that they may take, for which there must be room.

    Raises:
        StorageError: there is no room, or the cache's folder cannot be written.
    """

    def __init__(self, key: Key, expected: int) -> None:
        self._key = key
        self._folder = key.folder.with_name(f"{key.folder.name}{_BUILDING}-{os.getpid()}-{secrets.token_hex(4)}")
        self._files: dict[str, IO[bytes]] = {}
        try:
            self._folder.mkdir(parents=True)
            _sweep(key)
        except OSError as error:
            raise storage_error(self._folder, error, saving=True) from error
        try:
            refuse_without_room(self._folder, expected)
        except StorageError:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def __enter__(self) -> Building:
        return self

    def __exit__(self, *_: object) -> None:
        self._close()
        shutil.rmtree(self._folder, ignore_errors=True)  # it has another name once it is finished

    @property
    def folder(self) -> Path:
        """Where scratch files may lie until the end."""
        return self._folder

    def add(self, name: str, rows: NDArray[Any]) -> None:
        """Write rows below those that are there."""
        try:
            if name not in self._files:
                self._files[name] = open(self._folder / name, "wb")  # noqa: SIM115 - closed by _close
            np.ascontiguousarray(rows, dtype=_KINDS[name]).tofile(self._files[name])
        except OSError as error:
            raise storage_error(self._folder / name, error, saving=True) from error

    def rearrange(self, blocks: list[range], kept: list[int], width: int) -> None:
        """Write everything again with the blocks of rows in another order, and some of the columns."""
        self._flush()
        for name in list(self._files):
            self._files.pop(name).close()
            old = self._folder / f"{name}.old"
            os.replace(self._folder / name, old)
            shape = (blocks_rows(blocks), width) if name == "values" else (blocks_rows(blocks),)
            rows = np.memmap(old, _KINDS[name], "r", shape=shape)
            for block in blocks:
                part = rows[block.start : block.stop]
                self.add(name, part[:, kept] if name == "values" else part)
            del rows
            with contextlib.suppress(OSError):  # Windows keeps a mapped file; the folder goes later
                old.unlink()

    def finish(self, about: dict[str, Any], rows: int, columns: int) -> Stored:
        """Let the columns be found under their key."""
        self._flush()
        self._close()
        try:
            arrays = {
                name: {"shape": [rows, columns] if name == "values" else [rows], "ends": _ends(self._folder / name)}
                for name in _KINDS
                if (self._folder / name).exists()
            }
            manifest = {"version": VERSION, "path": self._key.path, "size": self._key.size,
                        "changed": self._key.changed, "arrays": arrays, "about": about}  # fmt: skip
            (self._folder / _MANIFEST).write_text(json.dumps(manifest), "utf-8")
            folder = self._key.folder
            if folder.exists():  # another window was faster
                shutil.rmtree(folder, ignore_errors=True)
            os.replace(self._folder, folder)
        except OSError as error:
            raise storage_error(self._key.folder, error, saving=True) from error
        found = load(self._key)
        assert found is not None  # it was written a moment ago
        return found

    def _flush(self) -> None:
        try:
            for file in self._files.values():
                file.flush()
        except OSError as error:
            raise storage_error(self._folder, error, saving=True) from error

    def _close(self) -> None:
        while self._files:
            with contextlib.suppress(OSError):  # what could not be written was told when it was written
                self._files.popitem()[1].close()


def blocks_rows(blocks: list[range]) -> int:
    """Count the rows of some blocks."""
    return sum(len(block) for block in blocks)


def refuse_without_room(folder: Path, expected: int) -> None:
    """Refuse to begin what would fill the disk.

    Raises:
        StorageError: the disk has less room.
    """
    free = shutil.disk_usage(folder).free
    if expected > 0.95 * free:
        raise StorageError(
            text(
                "The disk of {folder} has {free} MB free; {needed} MB are needed for a file that is larger than the"
                " memory.",
                folder=folder.parent,
                free=f"{free / 1e6:,.0f}",
                needed=f"{expected / 1e6:,.0f}",
            ),
            hint=text("Free some space, or let {variable} name a folder on another disk.",
                      variable=places.HOME_VARIABLE),
        )  # fmt: skip


def cache_size() -> int:
    """Count the bytes that the cache takes on the disk."""
    folders = (places.series_cache_folder(), places.scaled_cache_folder())
    return sum(_size(path) for folder in folders for path in folder.rglob("*"))


def empty_cache() -> int:
    """Remove everything from the cache that no other window is writing; give the bytes that became free.

    Columns that are shown stay readable where the system allows it, and else stay there.
    """
    before = cache_size()
    for folder in places.series_cache_folder().glob("*"):
        if not _is_being_written(folder):
            shutil.rmtree(folder, ignore_errors=True)
    for file in places.scaled_cache_folder().glob("*"):
        owner = file.name.partition("-")[0]
        if not (owner.isdigit() and psutil.pid_exists(int(owner))):
            file.unlink(missing_ok=True)
    return before - cache_size()


def _mapped(path: Path, spec: dict[str, Any], kind: np.dtype[Any]) -> NDArray[Any]:
    shape = tuple(int(size) for size in spec["shape"])
    if path.stat().st_size != kind.itemsize * int(np.prod(shape)) or _ends(path) != spec["ends"]:
        raise Damaged
    return np.memmap(path, kind, "r", shape=shape)


def _ends(path: Path) -> str:
    with open(path, "rb") as file:
        digest = hashlib.sha256(file.read(_SEEN))
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _SEEN))
        digest.update(file.read(_SEEN))
    return digest.hexdigest()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except OSError:  # it went in between
        return 0


def _is_being_written(folder: Path) -> bool:
    _, mark, rest = folder.name.partition(f"{_BUILDING}-")
    owner = rest.partition("-")[0]
    return bool(mark) and owner.isdigit() and psutil.pid_exists(int(owner))


def _sweep(key: Key) -> None:
    """Remove columns of the same file as it was before, and what ended programs have left."""
    own = key.folder.name.partition("-")[0]
    for folder in key.folder.parent.glob("*"):
        if _BUILDING in folder.name:
            if not _is_being_written(folder):
                shutil.rmtree(folder, ignore_errors=True)
        elif folder.name.startswith(own) and _was_changed(folder, key):
            shutil.rmtree(folder, ignore_errors=True)


def _was_changed(folder: Path, key: Key) -> bool:
    try:
        manifest = json.loads((folder / _MANIFEST).read_bytes())
        return (manifest["size"], manifest["changed"]) != (key.size, key.changed)
    except (OSError, ValueError, KeyError, TypeError):
        return True
