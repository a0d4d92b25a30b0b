"""How many cells of a column are missing, and how many were filled in."""

from __future__ import annotations

from workbench.core.series import Series
from workbench.core.text import Text, text


def cells_in_words(series: Series, column: str) -> tuple[Text, ...]:
    """Say how many cells of ``column`` are missing or filled in, and their share; nothing where all were read.

    Raises:
        DataError: there is no such column.
    """
    said = []
    missing, _ = series.missing(column)
    if missing:
        said.append(
            text(
                "{column}: {count} cells are missing ({share:.2%}).",
                column=column,
                count=f"{missing:,}",
                share=missing / len(series),
            )
        )
    repaired = int(series.repaired[:, series.columns.index(column)].sum()) if series.repaired is not None else 0
    if repaired:
        said.append(
            text(
                "{column}: {count} cells were filled in, not read ({share:.2%}).",
                column=column,
                count=f"{repaired:,}",
                share=repaired / len(series),
            )
        )
    return tuple(said)
