"""How files of one shape are read, kept for the next of them."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from workbench.core import places, storage
from workbench.core.csv.options import CsvOptions
from workbench.core.csv.preview import Preview
from workbench.core.errors import StorageError, WorkbenchError
from workbench.core.formats.magic import kind_of
from workbench.core.text import text

MOST_SHAPES = 200
_HEAD_BYTES = 2**16
_MOST_STORED = 2**20


class Shape(BaseModel):
    """What files that are alike have in common.

    Attributes:
        suffix: how their names end, in small letters.
        lines: where the header stands, counted from 1.
        header: SHA-256 of the bytes of these lines, so that no choice of the reader is needed to know it again.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    suffix: str
    lines: tuple[int, ...]
    header: str


class Kept(BaseModel):
    """A shape and how its files are read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shape: Shape
    options: CsvOptions


class RememberedShapes:
    """The kept choices, in a file of the user's settings; the latest stands first."""

    def __init__(self) -> None:
        self._loss: WorkbenchError | None = None

    @property
    def path(self) -> Path:
        """Where they are kept."""
        return places.config_folder() / "imports.json"

    def shape_of(self, path: Path, preview: Preview) -> Shape | None:
        """Give what ``path`` has in common with files like it, or None where it has no header to know them by."""
        lines = tuple(line.number for line in preview.lines if line.role == "header")
        if not lines or kind_of(path) != "text":
            return None
        header = _hash(_head(path), lines)
        return Shape(suffix=path.suffix.lower(), lines=lines, header=header) if header else None

    def keep(self, shape: Shape, options: CsvOptions) -> None:
        """Read every file of this shape with ``options`` from now on.

        Raises:
            StorageError: the settings cannot be written.
        """
        others = [one for one in self._all() if one.shape != shape]
        self._write([Kept(shape=shape, options=options), *others][:MOST_SHAPES])

    def find(self, path: Path) -> Kept | None:
        """Give what was kept for files like ``path``; a file that cannot be looked at is like none."""
        kept = [one for one in self._all() if one.shape.suffix == path.suffix.lower()]
        if not kept:
            return None
        try:
            lines = _head(path)
        except WorkbenchError:
            return None  # whoever opens it says why
        return next((one for one in kept if _hash(lines, one.shape.lines) == one.shape.header), None)

    def forget(self, shape: Shape) -> None:
        """Read files of this shape by guessing again.

        Raises:
            StorageError: the settings cannot be written.
        """
        self._write([one for one in self._all() if one.shape != shape])

    def take_loss(self) -> WorkbenchError | None:
        """Give once what is to be said of a damaged file of choices that was set aside."""
        loss, self._loss = self._loss, None
        return loss

    def _all(self) -> list[Kept]:
        if not self.path.exists():
            return []
        try:
            stored = json.loads(storage.read_bytes(self.path, most=_MOST_STORED))
            return [Kept.model_validate_json(json.dumps(one)) for one in stored]
        except (WorkbenchError, ValueError, TypeError, ValidationError):
            self._set_aside()  # of another version, or damaged: the files are asked about again
            return []

    def _set_aside(self) -> None:
        """Keep what cannot be read as a copy, so that the next choice does not overwrite it."""
        aside = self.path.with_name(f"imports damaged {datetime.now():%Y-%m-%d %H-%M-%S}.json")
        try:
            self.path.replace(aside)
        except OSError:
            aside = self.path
        self._loss = StorageError(
            text("The choices kept for files that are alike cannot be read: {path}.", path=str(aside)),
            hint=text("Files are asked about again. Send the file to whoever looks after the program, or delete it."),
        )

    def _write(self, kept: list[Kept]) -> None:
        if self._loss is not None and self.path.exists():  # it could not be set aside, and is not overwritten
            raise self._loss
        stored = [one.model_dump(mode="json") for one in kept]
        storage.write_whole(self.path, json.dumps(stored, ensure_ascii=False, indent=1).encode())


def _head(path: Path) -> list[bytes]:
    return storage.read_head(path, _HEAD_BYTES).splitlines()


def _hash(lines: list[bytes], numbers: tuple[int, ...]) -> str:
    if not numbers or max(numbers) > len(lines):
        return ""
    return hashlib.sha256(b"\n".join(lines[number - 1] for number in numbers)).hexdigest()
