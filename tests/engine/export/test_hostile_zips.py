"""Zips that somebody made to do harm: refused with a message, and nothing is run, written or loaded wrong."""

import os
import random
import struct
import zipfile

import pytest

from tests.engine.export.packed import STACKED, packed, resealed
from tests.engine.export.test_bundle import assert_same
from workbench.core.errors import ExportError
from workbench.engine.export.bundle import load_bundle

NO_MODEL = "model.seqmodel is not a model of the workbench."
FOREIGN_BYTES = "model.seqmodel is damaged: it holds bytes that belong to none of its members."


def not_written_by_us(member):
    return f"model.seqmodel is damaged: its member {member} is not what the workbench writes."


# The whole file


@pytest.mark.parametrize("percent", range(100))
def test_a_file_that_ends_at_any_hundredth_is_refused(whole, refusal, percent):
    assert refusal(whole[: len(whole) * percent // 100]) == NO_MODEL


def test_a_file_that_lacks_its_last_byte_is_refused(whole, refusal):
    assert refusal(whole[:-1]) == FOREIGN_BYTES


def test_of_a_thousand_flipped_bits_each_is_told_or_changes_nothing(whole, tmp_path):
    path, chance, told = tmp_path / "model.seqmodel", random.Random(4), 0

    for _ in range(1_000):
        changed = bytearray(whole)
        changed[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        path.write_bytes(changed)
        try:
            model = load_bundle(path)
        except ExportError as error:
            assert str(error).startswith("model.seqmodel ")  # noqa: PT017 - either outcome is right
            told += 1
        else:
            assert_same(STACKED, model)

    assert told > 940  # the rest fell on times and version marks of the zip, which nobody reads


# The zip


@pytest.mark.parametrize("before", [b"\0", b"MZ" * 50, b"PK\x03\x04" + bytes(26)], ids=["byte", "program", "member"])
def test_something_before_the_members_is_refused(whole, refusal, before):
    assert refusal(before + whole) == FOREIGN_BYTES


@pytest.mark.parametrize("behind", [b"\0", b"<script>" * 20, bytes(60_000)], ids=["byte", "page", "zeros"])
def test_something_behind_the_end_is_refused(whole, refusal, behind):
    assert refusal(whole + behind) == FOREIGN_BYTES


def test_a_second_bundle_behind_the_first_is_not_taken_for_it(whole, refusal):
    assert refusal(whole + whole) == FOREIGN_BYTES


def test_a_comment_is_refused(whole, refusal):
    assert refusal(whole[:-2] + struct.pack("<H", 4) + b"note") == FOREIGN_BYTES


def test_a_member_that_nothing_lists_is_refused(members, refusal):
    hidden = bytearray(resealed(members | {"zz.bin": b"evil"}))
    start = struct.unpack("<L", hidden[-6:-2])[0]
    last = hidden.rindex(b"PK\x01\x02")
    end, count = bytearray(hidden[-22:]), len(members)
    end[8:16] = struct.pack("<HHL", count, count, last - start)

    assert refusal(bytes(hidden[:last] + end)) == FOREIGN_BYTES


@pytest.mark.parametrize("twin", ["Manifest.json", "WEIGHTS.SAFETENSORS", "scalers.json ", "\uff53calers.json", "a\0b"])
def test_a_name_that_only_looks_like_a_member_s_is_refused(members, refusal, twin):
    assert refusal(resealed(members | {twin: b"{}"})) == (
        "model.seqmodel is damaged: it does not have the members it should have."
    )


@pytest.mark.parametrize(
    "name", ["../evil.json", "/tmp/evil.json", "C:\\evil.json", "ok/../../evil.json", "CON", "folder/", "."]
)
def test_a_way_out_of_the_folder_is_refused_and_leads_nowhere(members, refusal, name):
    assert refusal(resealed(members | {name: b"{}"})) == (
        "model.seqmodel is damaged: it does not have the members it should have."
    )


# Where something stands in what is before a member, and in the list: name, place, bytes.
FIELDS = {
    "flags": (6, 8, 2),
    "compression": (8, 10, 2),
    "checksum": (14, 16, 4),
    "packed size": (18, 20, 4),
    "size": (22, 24, 4),
}


@pytest.mark.parametrize("field", FIELDS)
def test_what_stands_before_a_member_must_be_what_the_list_says(whole, refusal, field):
    changed = bytearray(whole)
    at = changed.index(b"PK\x03\x04", 100) + FIELDS[field][0]
    changed[at] ^= 8

    assert refusal(bytes(changed)) == not_written_by_us("experiment.json")


@pytest.mark.parametrize("field", FIELDS)
def test_what_the_list_says_must_be_what_stands_before_a_member(whole, refusal, field):
    changed = bytearray(whole)
    at = changed.index(b"PK\x01\x02") + FIELDS[field][1]
    changed[at] ^= 8

    assert refusal(bytes(changed)) == not_written_by_us("manifest.json")


@pytest.mark.parametrize("size", [2**31, 2**32 - 2])
def test_a_size_beyond_the_file_is_refused_before_anything_is_read(whole, refusal, size):
    changed = bytearray(whole)
    entry = changed.rindex(b"PK\x01\x02")
    changed[entry + 20 : entry + 28] = struct.pack("<LL", size, size)

    assert refusal(bytes(changed)) == not_written_by_us("probe.safetensors")


def test_members_that_share_their_bytes_are_refused(whole, refusal):
    changed = bytearray(whole)
    entry = changed.rindex(b"PK\x01\x02")
    changed[entry + 42 : entry + 46] = struct.pack("<L", 0)  # the last member begins where the first does

    assert "is not what the workbench writes" in refusal(bytes(changed))


def test_a_zip_in_a_zip_is_not_opened(whole, refusal):
    inner = packed({"bomb": bytes(10**7)}, compression=zipfile.ZIP_DEFLATED)

    assert refusal(packed({"model.seqmodel": whole, "bomb.zip": inner})) == NO_MODEL


def test_a_list_of_ten_thousand_members_is_not_read(members, refusal, monkeypatch):
    monkeypatch.setattr(zipfile, "ZipFile", lambda *_: pytest.fail("the list was read"))
    parts = [struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", *bytes(20)[:4], *[0] * 4, 0, 0, 0, 1, *[0] * 4, 0, 0) + b"a"]
    content = b"".join(parts * 10_000)

    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 10_000, 10_000, len(content), 0, 0)
    assert refusal(content + end) == NO_MODEL


def test_a_link_in_the_file_s_place_is_followed_by_the_user_s_will_alone(members, tmp_path):
    real, link = tmp_path / "real.seqmodel", tmp_path / "link.seqmodel"
    real.write_bytes(resealed(members))
    os.symlink(real, link)

    assert_same(STACKED, load_bundle(link))


def test_a_file_of_a_format_before_the_probe_is_read(members, tmp_path):
    path = tmp_path / "old.seqmodel"
    del members["probe.safetensors"]
    path.write_bytes(resealed(members, format=2))

    assert_same(STACKED, load_bundle(path))
