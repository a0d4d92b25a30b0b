"""Python's own ``import``, which PySide replaces by one of its own as soon as it is loaded.

PySide's reads the source of every module that is imported after it, to find out whether Qt's names are wanted
in another spelling there (``from __feature__ import snake_case``). Nothing here wants that. Measured, it cost a
quarter of a second before the first paint, and kept the source of pandas and torch in memory, line by line.
"""

from __future__ import annotations

import builtins


def use_plain_import() -> None:
    """Give Python its ``import`` back; where PySide has not replaced it, nothing changes."""
    ours = vars(builtins)
    ours["__import__"] = ours.get("__orig_import__", ours["__import__"])
