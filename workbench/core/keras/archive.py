"""A Keras file opened with distrust: sizes before memory, known members alone, plain arrays alone.

``.keras`` is a zip, whose members are read by name into memory; ``.h5`` is HDF5 as a whole. Of HDF5 only contiguous
arrays of floating-point numbers are read that stand where the layers say, have the shape that follows from the layers
and lie in the file itself: no links, no external or virtual storage, no filters.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from workbench.core import storage
from workbench.core.errors import ExportError
from workbench.core.keras.weights import Place
from workbench.core.keras.writing import CONFIG, METADATA, OWN, WEIGHTS
from workbench.core.text import Text, text

if TYPE_CHECKING:
    import h5py

SUFFIXES = (".keras", ".h5", ".hdf5")
MOST_BYTES = 2 * 2**30
_MOST_JSON_BYTES = 8 * 2**20
_MOST_RATIO = 20  # of a deflated member
_MOST_MEMBERS = 1_000
_HDF5_SIGN = b"\x89HDF\r\n\x1a\n"


@dataclass(frozen=True)
class KerasFile:
    """What a file holds; no weight is read yet.

    Attributes:
        name: of the file.
        config: of the model.
        training: what it was compiled with, or None.
        own: what the workbench wrote into it, or None.
        hdf5: the file of weights.
        is_whole: whether that is the old format, in which it is the whole file.
        version: of the Keras that wrote it, or "".
        passed_over: further members.
    """

    name: str
    config: Any
    training: Any
    own: Any
    hdf5: bytes
    is_whole: bool
    version: str = ""
    passed_over: tuple[str, ...] = ()


def open_keras(path: Path) -> KerasFile:
    """Read a ``.keras`` or ``.h5`` file into memory and parse what is text in it.

    Raises:
        StorageError: it cannot be read, or is larger than 2 GiB.
        ExportError: it is no such file, or damaged.
    """
    return parse_keras(storage.read_bytes(path, most=MOST_BYTES), path.name)


def parse_keras(content: bytes, name: str) -> KerasFile:
    """Parse the content of a file called ``name``.

    Raises:
        ExportError: it is no such file, or damaged.
    """
    if content.startswith(_HDF5_SIGN):
        return _whole_hdf5(content, name)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _from_zip(archive, name)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, ValueError, MemoryError) as error:
        raise _damaged(name, text("it is no zip archive that can be read")) from error


def _from_zip(archive: zipfile.ZipFile, name: str) -> KerasFile:
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > _MOST_MEMBERS or not {CONFIG, WEIGHTS} <= set(names):
        raise _damaged(name, text("it does not hold {config} and {weights}", config=CONFIG, weights=WEIGHTS))
    for entry in entries:
        most = MOST_BYTES if entry.filename == WEIGHTS else _MOST_JSON_BYTES
        known = entry.filename in (CONFIG, WEIGHTS, METADATA, OWN)
        packed = entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) or entry.flag_bits & 1
        bomb = entry.file_size > most or entry.file_size > _MOST_RATIO * entry.compress_size + 2**16
        if known and (packed or bomb or names.count(entry.filename) > 1):
            raise _damaged(name, text("its member {member} is not what Keras writes", member=entry.filename))
    config = _parsed(archive.read(CONFIG), name)
    own = _parsed(archive.read(OWN), name) if OWN in names else None
    others = tuple(sorted(set(names) - {CONFIG, WEIGHTS, METADATA, OWN}))
    training = config.get("compile_config") if isinstance(config, dict) else None
    version = _version_in(archive.read(METADATA) if METADATA in names else b"")
    return KerasFile(name, config, training, own, archive.read(WEIGHTS), False, version, others)


def _version_in(metadata: bytes) -> str:
    """Give the version of Keras that wrote the file; "" where it is not said, for hardly anything hangs on it."""
    try:
        version = json.loads(metadata).get("keras_version")
    except (ValueError, RecursionError, AttributeError):
        return ""
    return version if isinstance(version, str) else ""


def _whole_hdf5(content: bytes, name: str) -> KerasFile:
    with _opened(content, name) as file:
        written = _attribute(file, "model_config", name)
        if written is None:
            raise _damaged(name, text("it holds weights alone and does not say of which layers"))
        training = _attribute(file, "training_config", name)
        version = _attribute(file, "keras_version", name) or ""
    compiled = None if training is None else _parsed(training, name)
    version = version.decode(errors="replace") if isinstance(version, bytes) else version
    return KerasFile(name, _parsed(written, name), compiled, None, content, True, version)


class _opened:  # noqa: N801 - reads as a sentence after with
    """An HDF5 file in memory, whose faults are told in our words."""

    def __init__(self, content: bytes, name: str) -> None:
        self._content, self._name = content, name

    def __enter__(self) -> h5py.File:
        import h5py

        try:
            self._file = h5py.File(io.BytesIO(self._content), "r")
        except (OSError, ValueError, RuntimeError, KeyError) as error:
            raise _damaged(self._name, text("its weights are no HDF5 that can be read")) from error
        return self._file

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        self._file.close()
        if isinstance(error, OSError | ValueError | RuntimeError | KeyError | TypeError | MemoryError):
            raise _damaged(self._name, text("its weights are no HDF5 that can be read")) from error


def read_weights(
    file: KerasFile, groups: Sequence[str], places: Sequence[tuple[Place, ...]]
) -> dict[str, NDArray[np.float32]]:
    """Read the arrays of every layer, by their names in our network.

    Args:
        file: as it was opened.
        groups: of each layer: where its arrays are in a ``.keras`` file, or the layer's own name in an ``.h5`` one.
        places: of each layer, what it must have.

    Raises:
        ExportError: an array is missing, has another shape, or holds something other than finite numbers.
    """
    needed = sum(place.size for layer in places for place in layer)
    if needed * 2 > len(file.hdf5):  # half precision is the least that can hold them
        raise _damaged(file.name, text("its layers have {count} weights, more than it holds", count=f"{needed:,}"))
    weights = {}
    with _opened(file.hdf5, file.name) as hdf5:
        for group, layer in zip(groups, places, strict=True):
            paths = _paths_in_whole(hdf5, group, layer, file.name) if file.is_whole else [
                f"{group}/{place.inside}" for place in layer]  # fmt: skip
            for path, place in zip(paths, layer, strict=True):
                weights[place.name] = place.to_ours(_array(hdf5, path, place.shape, file.name))
    return weights


def _paths_in_whole(hdf5: h5py.File, group: str, layer: tuple[Place, ...], name: str) -> list[str]:
    """Look up where the old format keeps the arrays of a layer, in their order."""
    if not layer:
        return []
    found = _attribute_list(_at(hdf5, f"model_weights/{group}", name), "weight_names", name)
    if len(found) != len(layer):
        what = text("layer {layer} has {count} arrays, not {needed}", layer=group, count=len(found), needed=len(layer))
        raise _damaged(name, what)
    return [f"model_weights/{group}/{one}" for one in found]


def _at(hdf5: h5py.File, path: str, name: str) -> Any:
    """Follow ``path`` over hard links alone."""
    import h5py

    here: Any = hdf5
    for step in path.split("/"):
        link = here.get(step, getlink=True) if isinstance(here, h5py.Group) and step not in ("", ".", "..") else None
        if not isinstance(link, h5py.HardLink):
            raise _damaged(name, text("it has no weights at {path}", path=path))
        here = here[step]
    return here


def _array(hdf5: h5py.File, path: str, shape: tuple[int, ...], name: str) -> NDArray[Any]:
    import h5py

    found = _at(hdf5, path, name)
    if not isinstance(found, h5py.Dataset) or found.shape != shape:
        given = "×".join(map(str, found.shape)) if isinstance(found, h5py.Dataset) and found.shape is not None else "?"
        wanted = "×".join(map(str, shape))
        raise _damaged(name, text("{path} is {given}, not {wanted}", path=path, given=given, wanted=wanted))
    plain = found.dtype.kind == "f" and found.dtype.itemsize in (2, 4, 8) and found.chunks is None
    plain = plain and not found.is_virtual and found.external is None
    if not plain or found.id.get_storage_size() != found.size * found.dtype.itemsize:
        raise _damaged(name, text("{path} is no plain array of numbers", path=path))
    array: NDArray[Any] = found[()].astype(np.float32)
    if not np.isfinite(array).all():
        raise _damaged(name, text("{path} holds something other than finite 32-bit numbers", path=path))
    return array


def _attribute(holder: Any, key: str, name: str) -> str | bytes | None:
    if key not in holder.attrs:
        return None
    if holder.attrs.get_id(key).get_storage_size() > _MOST_JSON_BYTES:
        raise _damaged(name, text("its attribute {name} is too large", name=key))
    value = holder.attrs[key]
    if not isinstance(value, str | bytes):
        raise _damaged(name, text("its attribute {name} is no text", name=key))
    return value


def _attribute_list(holder: Any, key: str, name: str) -> list[str]:
    if key not in holder.attrs or holder.attrs.get_id(key).get_storage_size() > _MOST_JSON_BYTES:
        raise _damaged(name, text("its attribute {name} is missing or too large", name=key))
    return [one.decode() if isinstance(one, bytes) else str(one) for one in holder.attrs[key]]


def _parsed(content: str | bytes, name: str) -> Any:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise _damaged(name, text("its layers are no JSON")) from error


def _damaged(name: str, why: Text) -> ExportError:
    return ExportError(
        text("{file} cannot be read as a Keras model: {why}.", file=name, why=why),
        hint=text("Save the whole model again in Keras, with model.save(…)."),
    )


__all__ = ["SUFFIXES", "KerasFile", "open_keras", "parse_keras", "read_weights"]
