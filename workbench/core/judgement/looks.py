"""How often a test part has been looked at: each look is a temptation to choose by it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np

from workbench.core import places, storage
from workbench.core.preparing.prepared import Prepared

_MOST_BYTES = 2**22


def key_of_test_part(prepared: Prepared) -> str:
    """Name the test part of a series or group by what stands in it, wherever its file lies and whatever was set."""
    targets = prepared.series.select(prepared.experiment.data.targets)
    values = np.concatenate([targets[split.test.start : split.test.stop] for _, split in prepared.splits])
    return hashlib.sha256(np.ascontiguousarray(values).tobytes()).hexdigest()[:32]


def looks_at(part: str) -> int:
    """Give how often the test part called ``part`` was looked at on this machine.

    Raises:
        StorageError: the counts cannot be read.
    """
    return _counts().get(part, 0)


def count_look(part: str) -> int:
    """Count one more look at the test part called ``part``, and give how many there are now.

    Raises:
        StorageError: the count cannot be kept.
    """
    counts = _counts()
    counts[part] = counts.get(part, 0) + 1
    storage.write_whole(_file(), json.dumps(counts, indent=1).encode())
    return counts[part]


def _file() -> Path:
    return places.data_folder() / "looks.json"


def _counts() -> dict[str, int]:
    if not _file().exists():
        return {}
    try:
        held = json.loads(storage.read_bytes(_file(), most=_MOST_BYTES))
    except ValueError:
        return {}  # written by hand, or by nobody: counting begins anew
    return {name: count for name, count in held.items() if isinstance(count, int)} if isinstance(held, dict) else {}
