"""How many processors this process may use."""

from __future__ import annotations

import os


def processors() -> int:
    """Count them: of a machine that is shared, by a container or by hand, only a part may be ours."""
    if hasattr(os, "sched_getaffinity"):  # Linux
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
