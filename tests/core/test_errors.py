import errno
from pathlib import Path

import pytest

from workbench.core import errors
from workbench.core.errors import DataError, Fault, SettingsError, WorkbenchError, storage_error
from workbench.core.text import Text, text


def test_an_error_says_what_then_each_fault_then_what_to_do():
    error = SettingsError(
        "2 settings are not valid.",
        hint="Correct the settings that are named here.",
        faults=[Fault("layers[1].units", "must be from 1 to 4,096, not 0"), Fault("version", "is missing")],
    )

    assert str(error) == (
        "2 settings are not valid.\n"
        "  • layers[1].units: must be from 1 to 4,096, not 0\n"
        "  • version: is missing\n"
        "Correct the settings that are named here."
    )


def test_an_error_without_hint_or_faults_is_its_one_sentence():
    assert str(WorkbenchError("The disk is full.")) == "The disk is full."


@pytest.mark.parametrize(
    "name",
    ["DataError", "SettingsError", "DeviceError", "TrainingError", "ExportError", "RunError", "StorageError"],
)
def test_every_error_belongs_to_the_one_family(name):
    kind = getattr(errors, name)

    assert issubclass(kind, WorkbenchError)
    assert kind.__doc__.strip().endswith(".")


def test_a_full_disk_is_told_with_the_file_and_the_way_out():
    reason = OSError(errno.ENOSPC, "No space left on device")

    error = storage_error(Path("model.seqmodel"), reason, saving=True)

    assert str(error) == (
        "model.seqmodel could not be saved: No space left on device.\n"
        "Free some space or choose another folder; what was there before is unchanged."
    )


def test_an_unreadable_file_is_told_with_the_way_out():
    error = storage_error(Path("rows.csv"), PermissionError(errno.EACCES, "Permission denied"), saving=False)

    assert str(error) == (
        "rows.csv could not be read: Permission denied.\nCheck that the file exists and that you may read it."
    )


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EACCES, errno.EPERM, errno.ENOSPC, errno.EISDIR, errno.ENOTDIR])
def test_the_common_reasons_of_the_system_can_be_translated(number):
    error = storage_error("a file", OSError(number, "in the language of the system"), saving=True)

    assert isinstance(error.what.values["why"], Text)


def test_a_rare_reason_is_told_in_the_words_of_the_system():
    error = storage_error("a file", OSError(errno.ELOOP, "Too many levels of symbolic links"), saving=True)

    assert error.what == "a file could not be saved: Too many levels of symbolic links."


def test_an_error_in_one_line_keeps_every_sentence_for_the_translator():
    fault, hint = text("{name} is gone.", name="a"), text("Look again.")

    line = DataError("Two things.", faults=[Fault("x", fault), Fault("y", "b is gone.")], hint=hint).in_one_line

    assert line == "Two things. a is gone. b is gone. Look again."
    assert line.values["second"] is hint
