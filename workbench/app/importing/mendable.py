"""Which errors the Import page can mend: those that another choice of the reader may do away with."""

from __future__ import annotations

from pathlib import Path

from workbench.core.errors import UnsettledError, WorkbenchError
from workbench.core.experiment import DataSpec, FileSource

_MENDED_BY_CHOICES = (
    "archive_member",
    "encoding",
    "header_mismatch",
    "no_numbers",
    "no_rows",
    "no_such_column",
    "no_times",
    "not_csv",
)


def is_text_file(data: DataSpec) -> bool:
    """Whether ``data`` names a file of lines, packed or not: the kind whose reading the page shows."""
    if not isinstance(data.source, FileSource):
        return False
    from workbench.core.formats.magic import kind_of

    try:
        return kind_of(Path(data.source.path)) in ("text", "packed")
    except WorkbenchError:
        return False  # missing, or of a kind that is refused: its own message says so


def asks_for_choices(data: DataSpec, error: WorkbenchError) -> bool:
    """Whether the user can do away with ``error`` by choosing how the file is read."""
    if isinstance(error, UnsettledError):
        return True
    return getattr(error, "code", "") in _MENDED_BY_CHOICES and is_text_file(data)
