import errno
import io
import os
import stat
from pathlib import Path

import pytest

from workbench.core import storage
from workbench.core.errors import StorageError
from workbench.core.storage import read_bytes, write_whole


def full_disk(*_arguments, **_names):
    raise OSError(errno.ENOSPC, "No space left on device")


class FullFile(io.FileIO):
    """A file on a disk that takes half of what is written."""

    def write(self, content):
        super().write(content[: len(content) // 2])
        full_disk()


def test_what_is_written_can_be_read(tmp_path):
    path = tmp_path / "new" / "folder" / "kept.bin"

    write_whole(path, b"new")

    assert read_bytes(path, most=3) == b"new"
    assert os.listdir(path.parent) == ["kept.bin"]


def test_a_write_replaces_what_was_there(tmp_path):
    path = tmp_path / "kept.bin"
    path.write_bytes(b"a long old content")

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("failing", ["replace", "fsync"])
def test_a_full_disk_leaves_the_old_file_whole_and_nothing_else(tmp_path, monkeypatch, failing):
    path = tmp_path / "kept.bin"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, failing, full_disk)

    with pytest.raises(StorageError) as caught:
        write_whole(path, b"new")

    assert caught.value.what == f"{path} could not be saved: No space left on device."
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["kept.bin"]


def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_file_whole_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "kept.bin"
    path.write_bytes(b"old")
    monkeypatch.setattr(storage, "open", FullFile, raising=False)

    with pytest.raises(StorageError):
        write_whole(path, b"new and longer")

    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["kept.bin"]


def test_an_interrupt_in_the_middle_leaves_the_old_file_whole_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "kept.bin"
    path.write_bytes(b"old")

    def interrupt(_handle):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)

    with pytest.raises(KeyboardInterrupt):
        write_whole(path, b"new")

    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["kept.bin"]


@pytest.mark.skipif(os.name != "posix", reason="only POSIX has handles for folders")
def test_a_file_system_that_flushes_no_folders_does_not_fail_a_write_that_is_done(tmp_path, monkeypatch):
    path, flush = tmp_path / "kept.bin", os.fsync

    def flush_files_only(handle):
        if os.path.isdir(f"/proc/self/fd/{handle}"):
            raise OSError(errno.EINVAL, "Invalid argument")
        flush(handle)

    monkeypatch.setattr(os, "fsync", flush_files_only)

    write_whole(path, b"new")

    assert path.read_bytes() == b"new"


def test_the_content_reaches_the_disk_before_the_name_is_changed(tmp_path, monkeypatch):
    calls = []
    flush, replace = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda handle: (calls.append("flush"), flush(handle)))
    monkeypatch.setattr(os, "replace", lambda old, new: (calls.append("replace"), replace(old, new)))

    write_whole(tmp_path / "kept.bin", b"new")

    assert calls[:2] == ["flush", "replace"]


def test_a_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(StorageError) as caught:
        write_whole(tmp_path / "file" / "kept.bin", b"new")

    assert caught.value.what.startswith(f"{tmp_path / 'file' / 'kept.bin'} could not be saved: ")


def test_reading_a_folder_is_told(tmp_path):
    with pytest.raises(StorageError) as caught:
        read_bytes(tmp_path, most=10**9)

    assert caught.value.what == f"{tmp_path} could not be read: Is a directory."


def test_a_file_of_the_largest_size_is_read_and_one_byte_more_is_not(tmp_path):
    path = tmp_path / "kept.bin"
    path.write_bytes(b"1234")

    assert read_bytes(path, most=4) == b"1234"
    with pytest.raises(StorageError, match="it has 4 bytes; at most 3 are read"):
        read_bytes(path, most=3)


posix = pytest.mark.skipif(os.name != "posix", reason="only POSIX has pipes, links for everyone, and modes")


@posix
def test_a_pipe_is_refused_at_once_and_neither_read_nor_replaced(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)

    with pytest.raises(StorageError, match="could not be read: it is a device or a pipe, not a file"):
        read_bytes(pipe, most=3)
    with pytest.raises(StorageError, match="could not be saved: it is a device or a pipe, not a file"):
        write_whole(pipe, b"new")

    assert os.listdir(tmp_path) == ["pipe"]


@posix
def test_a_device_without_end_is_refused():
    with pytest.raises(StorageError, match="it is a device or a pipe"):
        read_bytes(Path("/dev/zero"), most=10**9)


def test_a_file_that_tells_no_size_is_read_up_to_the_most(tmp_path, monkeypatch):
    path = tmp_path / "kept.bin"
    path.write_bytes(b"1234")
    monkeypatch.setattr(Path, "stat", lambda _path: os.stat_result((0o100644, 0, 0, 1, 0, 0, 0, 0, 0, 0)))

    assert read_bytes(path, most=4) == b"1234"
    with pytest.raises(StorageError, match="at most 3 are read"):
        read_bytes(path, most=3)


@posix
def test_a_write_through_a_link_keeps_the_link(tmp_path):
    (tmp_path / "there").mkdir()
    kept, link = tmp_path / "there" / "kept.bin", tmp_path / "link.bin"
    kept.write_bytes(b"old")
    link.symlink_to(kept)

    write_whole(link, b"new")

    assert link.is_symlink()
    assert kept.read_bytes() == b"new"
    assert sorted(os.listdir(tmp_path)) == ["link.bin", "there"]


@posix
def test_a_write_keeps_the_mode_of_the_file_and_a_new_file_has_the_usual_one(tmp_path):
    kept, usual = tmp_path / "kept.bin", tmp_path / "usual.bin"
    kept.write_bytes(b"old")
    kept.chmod(0o640)
    usual.write_bytes(b"")

    write_whole(kept, b"new")
    write_whole(tmp_path / "new.bin", b"new")

    assert stat.S_IMODE(kept.stat().st_mode) == 0o640
    assert (tmp_path / "new.bin").stat().st_mode == usual.stat().st_mode
