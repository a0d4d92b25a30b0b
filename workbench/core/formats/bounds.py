"""What is refused before it is read, because the memory could not hold it."""

from __future__ import annotations

from pathlib import Path

from workbench.core.errors import DataError
from workbench.core.large.memory import free_memory
from workbench.core.text import text

_MOST_SHARE = 0.7  # of the free memory


def refuse_beyond_memory(path: Path, needed: int) -> None:
    """Refuse a file whose rows take ``needed`` bytes where so many are not free.

    Raises:
        DataError: they are not.
    """
    free = free_memory()
    if needed > _MOST_SHARE * free:
        raise DataError(
            text(
                "{file} would take about {needed} MB of memory; {free} MB are free.",
                file=path.name,
                needed=f"{needed / 1e6:,.0f}",
                free=f"{free / 1e6:,.0f}",
            ),
            hint=text("Save it as CSV, which is read piece by piece, or choose fewer rows or columns."),
        )
