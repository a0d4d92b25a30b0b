import errno
from pathlib import Path

import pytest

from workbench.core import errors
from workbench.core.errors import Fault, SettingsError, WorkbenchError, storage_error


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
    assert kind.__doc__.endswith(".")


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
