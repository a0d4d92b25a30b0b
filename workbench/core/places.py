"""Where things lie: what the app ships, and what it keeps for the user."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

RUN_EXPERIMENT = "run.experiment.json"  # in a run's folder: what was set
HOME_VARIABLE = "WORKBENCH_HOME"  # moves everything the app keeps, for tests and portable use

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped(name: str) -> Path:
    """Give the folder ``name`` that ships with the app: inside the package, or beside it in a checkout."""
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def config_folder() -> Path:
    """Where the window's settings live."""
    return _home("config") or Path(platformdirs.user_config_dir("sequence-workbench", appauthor=False))


def data_folder() -> Path:
    """Where runs and autosaved experiments live."""
    return _home("data") or Path(platformdirs.user_data_dir("sequence-workbench", appauthor=False))


def runs_folder() -> Path:
    """Where a run is kept when nobody said where."""
    return data_folder() / "runs"


def autosave_folder() -> Path:
    """Where experiments that were never saved wait for the next start."""
    return data_folder() / "autosave"


def pasted_folder() -> Path:
    """Where tables from the clipboard are kept, so that an experiment on one can be repeated."""
    return data_folder() / "pasted"


def cache_folder() -> Path:
    """Where lies what can be made again, as the compiled kernels."""
    return _home("cache") or Path(platformdirs.user_cache_dir("sequence-workbench", appauthor=False))


def series_cache_folder() -> Path:
    """Where lie the columns of files that are larger than the memory."""
    return cache_folder() / "series"


def scaled_cache_folder() -> Path:
    """Where lie the scaled columns of such files while a run needs them."""
    return cache_folder() / "scaled"


def crash_folder() -> Path:
    """Where the report of a crash is written."""
    return data_folder() / "crashes"


def _home(part: str) -> Path | None:
    home = os.environ.get(HOME_VARIABLE)
    return Path(home) / part if home else None
