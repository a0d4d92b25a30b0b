"""Members in one zip with a SHA-256 of each: read by name into memory, and only if nothing else is in the file.

Everything is stored uncompressed, one member behind the other, then the list of them, then its end: nothing before,
between or behind. What the list says is what stands before each member. Nothing is ever unpacked to disk.
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import zipfile
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from workbench.core.errors import ExportError
from workbench.core.strict_json import parse_json
from workbench.core.text import Text, text

MANIFEST = "manifest.json"
MOST_BYTES = 2 * 2**30
MOST_JSON_BYTES = 8 * 2**20

_MOST_LIST_BYTES = 2**16  # of the list of members: some hundred of them
_END, _END64 = struct.Struct("<4s4H2LH"), struct.Struct("<4sLQL")
_BEFORE = struct.Struct("<4s5H3L2H")  # what stands before a member
_IN_EXTRA = 0xFFFFFFFF  # a size that stands in what follows the name, as of members near 2 GiB


@dataclass(frozen=True)
class Sealed:
    """What was in the file.

    Attributes:
        manifest: format, hashes, and what it was made with.
        members: the content of each, by its name.
    """

    manifest: dict[str, Any]
    members: dict[str, bytes]

    @property
    def made_with(self) -> str:
        """Name the versions that it was made with, as far as it tells them."""
        held = self.manifest.get("made_with")
        named = held.items() if isinstance(held, dict) else ()
        return ", ".join(f"{library} {version}"[:40] for library, version in named if isinstance(version, str))[:200]


def seal(members: Mapping[str, bytes], manifest: Mapping[str, Any]) -> bytes:
    """Give the content of a file with ``members``, and ``manifest`` with the hash of each."""
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in members.items()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(MANIFEST, json.dumps({**manifest, "sha256": hashes}, indent=2, ensure_ascii=False))
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def unsealed(content: bytes, file: str, *, newest: int, needed: Collection[str], optional: Collection[str]) -> Sealed:
    """Give the members after every check that needs no understanding of them.

    Args:
        content: of the file.
        file: its name.
        newest: the last format that can be read.
        needed: the members that must be there.
        optional: those that may be there, and no others.

    Raises:
        ExportError: it is something else, damaged, or of a newer format.
    """
    try:
        _check_end(content, file)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = [entry.filename for entry in entries]
            if MANIFEST not in names:
                raise no_bundle(file)
            for entry in entries:
                _check_entry(entry, names, file)
            _check_places(content, entries, file)
            manifest = _manifest(archive.read(MANIFEST), file, newest)
            held = {MANIFEST, *needed, *(name for name in optional if name in names)}
            if set(names) != held:
                raise damaged(file, text("it does not have the members it should have"))
            members = {name: archive.read(name) for name in names if name != MANIFEST}
    except (zipfile.BadZipFile, struct.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise no_bundle(file) from error
    for name, bytes_held in members.items():
        if hashlib.sha256(bytes_held).hexdigest() != manifest["sha256"].get(name):
            raise damaged(file, text("{member} was changed after it was saved", member=name))
    return Sealed(manifest, members)


def _check_end(content: bytes, file: str) -> None:
    """See that the file ends with a short list of members and its end.

    Libraries read a list of any length, and look for its end before other bytes, too.
    """
    if b"PK\x05\x06" not in content[-_END.size - 2**16 :]:  # as of a file that ends early
        raise no_bundle(file)
    signature, *_, size, start, comment = _END.unpack(content[-_END.size :])
    is_long = _END64.unpack(content[-_END.size - _END64.size : -_END.size])[0] == b"PK\x06\x07"
    stray = damaged(file, text("it holds bytes that belong to none of its members"))
    if signature != b"PK\x05\x06" or comment:
        raise stray
    if is_long or size > _MOST_LIST_BYTES:  # as of files of torch
        raise no_bundle(file)
    if start + size != len(content) - _END.size:
        raise stray


def _check_entry(entry: zipfile.ZipInfo, names: list[str], file: str) -> None:
    most = MOST_JSON_BYTES if entry.filename.endswith(".json") else MOST_BYTES
    is_plain = entry.compress_type == zipfile.ZIP_STORED and not entry.flag_bits & ~0x800  # that marks a name in UTF-8
    is_link = (entry.external_attr >> 16) & 0o170000 == 0o120000
    is_whole = entry.compress_size == entry.file_size <= most
    if not is_plain or is_link or not is_whole or names.count(entry.filename) > 1:
        raise damaged(file, text("its member {member} is not what the workbench writes", member=entry.filename))


def _check_places(content: bytes, entries: list[zipfile.ZipInfo], file: str) -> None:
    """See that the members lie one behind the other up to their list, and that what stands before each is the same."""
    at = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        before = _BEFORE.unpack_from(content, at)
        signature, _, flags, method, _, _, checksum, packed, size, named, extra = before
        sizes = {packed, size} - {_IN_EXTRA if extra else entry.file_size, entry.file_size}
        is_same = (flags, method, checksum) == (entry.flag_bits, entry.compress_type, entry.CRC) and not sizes
        if entry.header_offset != at or signature != b"PK\x03\x04" or not is_same:
            raise damaged(file, text("its member {member} is not what the workbench writes", member=entry.filename))
        at += _BEFORE.size + named + extra + entry.file_size
    if at != _END.unpack(content[-_END.size :])[-2]:
        raise damaged(file, text("it holds bytes that belong to none of its members"))


def _manifest(content: bytes, file: str, newest: int) -> dict[str, Any]:
    try:
        manifest = parse_json(content)
    except ValueError as error:
        raise damaged(file, text("its manifest cannot be read")) from error
    held = manifest.get("format") if isinstance(manifest, dict) else None
    if not isinstance(held, int) or isinstance(held, bool) or held < 1 or not isinstance(manifest.get("sha256"), dict):
        raise damaged(file, text("its manifest cannot be read"))
    if held > newest:
        raise too_new(file, text("format {held}", held=held), newest)
    return dict(manifest)


def too_new(file: str, held: Text, known: int) -> ExportError:
    """Say that only a newer workbench reads it."""
    return ExportError(
        text("{file} has {held}; this workbench reads up to {known}.", file=file, held=held, known=known),
        hint=text("Open it with a newer workbench."),
    )


def no_bundle(file: str) -> ExportError:
    """Say that it is something else."""
    return ExportError(
        text("{file} is not a model of the workbench.", file=file),
        hint=text("Choose a {suffix} file. Pickled models (.pt, .pkl, .h5) are never opened: they can run code.",
                  suffix=".seqmodel"),
    )  # fmt: skip


def damaged(file: str, why: Text) -> ExportError:
    """Say what is wrong with it."""
    return ExportError(
        text("{file} is damaged: {why}.", file=file, why=why),
        hint=text("Save the model again from its run, or copy the file once more."),
    )
