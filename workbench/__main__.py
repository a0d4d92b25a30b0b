"""Where the program starts: a command goes to the command line, everything else opens the window."""

from __future__ import annotations

import multiprocessing
import os
import sys

# Said here once more, because the window must not wait until the command line is imported.
COMMANDS = (
    "inspect", "init", "network", "train", "predict", "evaluate", "importance", "report", "export", "import", "serve",
    "samples", "doctor", "cache",
)  # fmt: skip
WINDOW_OPTIONS = ("--offscreen", "--shot", "--language", "--theme", "--selftest")


def main(arguments: list[str] | None = None) -> int:
    """Run what ``arguments``, or else the program's own, ask for, and give the exit code."""
    multiprocessing.freeze_support()
    os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # nobody else's code checks an experiment; the search takes time
    given = sys.argv[1:] if arguments is None else arguments
    if opens_window(given):
        from workbench.app.application import open_window

        return open_window(given)
    try:
        from workbench.cli.app import run

        return run(given)
    except KeyboardInterrupt:
        return 130


def opens_window(arguments: list[str]) -> bool:
    """Whether the window is meant: there is no argument, one of its options, or a path.

    A word without a suffix that is no file is taken for a misspelt command, which the
    command line can correct.
    """
    if not arguments:
        return True
    first = arguments[0]
    if first.startswith("-"):
        return first.partition("=")[0] in WINDOW_OPTIONS
    if first in COMMANDS:
        return False
    return bool(os.path.splitext(first)[1] or os.path.dirname(first)) or os.path.isfile(first)


if __name__ == "__main__":
    sys.exit(main())
