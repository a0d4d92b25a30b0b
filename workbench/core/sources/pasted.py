"""A table from the clipboard becomes a file, because an experiment names the rows it was made with."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from workbench.core import places
from workbench.core.errors import DataError
from workbench.core.storage import write_whole
from workbench.core.text import text

MOST_LETTERS = 2**27


def keep_pasted(words: str) -> Path:
    """Write the table in ``words`` into the user's data folder and give its path.

    The same table pasted again is the same file. Cells stay as they were copied; a spreadsheet
    puts tabs between them.

    Raises:
        DataError: there is no table of at least two lines, or too much of it.
        StorageError: the folder cannot be written.
    """
    lines = words.strip("\r\n").splitlines()
    if len(lines) < 2 or not any(letter.isdigit() for letter in words):
        raise DataError(
            text("The clipboard holds no table."),
            hint=text("Copy the cells with their header row in a spreadsheet, then paste them here."),
        )
    if len(words) > MOST_LETTERS:
        raise DataError(
            text("The clipboard holds {size} characters; at most {most} are taken.",
                 size=f"{len(words):,}", most=f"{MOST_LETTERS:,}"),
            hint=text("Save the table as a file, and open that."),
        )  # fmt: skip
    content = ("\n".join(lines) + "\n").encode("utf-8", "replace")
    digest = hashlib.sha256(content).hexdigest()[:8]
    folder = places.pasted_folder()
    for known in sorted(folder.glob(f"pasted *-{digest}.tsv")):
        if known.read_bytes() == content:
            return known
    path = folder / f"pasted {datetime.now():%Y-%m-%d %H-%M-%S}-{digest}.tsv"
    write_whole(path, content)
    return path
