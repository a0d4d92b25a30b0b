"""``workbench cache``: how much room the columns of large files take, and to have it back."""

from __future__ import annotations

from typing import Annotated

import typer

from workbench.cli import output
from workbench.core import places
from workbench.core.large.store import cache_size, empty_cache


def cache(
    empty: Annotated[bool, typer.Option("--empty", help="Remove what is in it.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say how much the cache of files larger than the memory takes, or empty it.

    Nothing is lost: what is needed is made again from the file when it is opened next.
    """
    freed = empty_cache() if empty else 0
    left, folder = cache_size(), str(places.cache_folder())
    if as_json:
        output.say_json({"folder": folder, "bytes": left, "freed": freed})
        return
    if empty:
        output.say(f"Freed: {freed / 1e6:,.1f} MB")
    output.say(f"{folder}: {left / 1e6:,.1f} MB")
