"""The one family of errors: each says what happened, where, and what to do."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from dataclasses import dataclass

from workbench.core.text import Text, joined, text


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong, at one address.

    Attributes:
        address: where, as in ``layers[1].units``.
        message: what, with the value that was given.
    """

    address: str
    message: str


class WorkbenchError(Exception):
    """Something the user can mend. Anything else that is raised is a bug.

    Args:
        what: one sentence: what happened and where, with the value that was given.
        hint: what to do about it.
        faults: each single mistake, where single settings are wrong.
    """

    def __init__(self, what: str, *, hint: str = "", faults: Sequence[Fault] = ()) -> None:
        super().__init__(what)
        self.what = what
        self.hint = hint
        self.faults = tuple(faults)

    def __str__(self) -> str:
        listed = self.faults if len(self.faults) > 1 else ()  # a single one is the sentence itself
        lines = [self.what, *(f"  • {fault.address}: {fault.message}" for fault in listed)]
        return "\n".join([*lines, self.hint] if self.hint else lines)

    @property
    def in_one_line(self) -> Text:
        """Everything it says as one Text, which can still be translated."""
        listed = [fault.message for fault in self.faults] if len(self.faults) > 1 else []
        return joined(self.what, *listed, self.hint)


class DataError(WorkbenchError):
    """The file or the series must be mended.

    Args:
        what: one sentence, as of every error.
        hint: what to do about it.
        faults: each single mistake, where single settings are wrong.
        code: its name for programs, as in ``empty_file``.
    """

    def __init__(self, what: str, *, hint: str = "", faults: Sequence[Fault] = (), code: str = "data") -> None:
        super().__init__(what, hint=hint, faults=faults)
        self.code = code


class UnsettledError(DataError):
    """A file can be read in several ways, and only the user knows which is meant.

    Args:
        what: the question.
        hint: how to answer it on the command line.
        option: the field of ``CsvOptions`` that settles it.
        code: its name for programs, as in ``day_month_order``.
        options: the values that the field may take.
        proposal: the likeliest of them, or None.
    """

    def __init__(
        self,
        what: str,
        *,
        hint: str,
        option: str,
        code: str = "unsettled",
        options: Sequence[object] = (True, False),
        proposal: object = None,
    ) -> None:
        super().__init__(what, hint=hint, code=code)
        self.option = option
        self.options = tuple(options)
        self.proposal = proposal


class SettingsError(WorkbenchError):
    """The experiment must be mended."""


class DeviceError(WorkbenchError):
    """The device that was asked for cannot be used."""


class TrainingError(WorkbenchError):
    """The training cannot go on."""


class ExportError(WorkbenchError):
    """A model cannot be written or read."""


class RunError(WorkbenchError):
    """A run cannot be kept or found."""


class StorageError(WorkbenchError):
    """The disk, the folder or its permissions must be mended."""


_DENIED = text("Permission denied")
_REASONS = {
    errno.ENOENT: text("No such file or directory"),
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.ENOSPC: text("No space left on device"),
    errno.EISDIR: text("Is a directory"),
    errno.ENOTDIR: text("Not a directory"),
    errno.EROFS: text("Read-only file system"),
    errno.EFBIG: text("File too large"),
    errno.ENAMETOOLONG: text("File name too long"),
}


def storage_error(path: object, reason: OSError, *, saving: bool) -> StorageError:
    """Translate what the operating system says of ``path`` into the user's words."""
    own = reason.args[0] if len(reason.args) == 1 and isinstance(reason.args[0], Text) else str(reason)
    why = _REASONS.get(reason.errno or 0) or reason.strerror or own
    if saving:
        return StorageError(
            text("{path} could not be saved: {why}.", path=path, why=why),
            hint=text("Free some space or choose another folder; what was there before is unchanged."),
        )
    return StorageError(
        text("{path} could not be read: {why}.", path=path, why=why),
        hint=text("Check that the file exists and that you may read it."),
    )
