"""Arrays that serve one batch after another."""

from __future__ import annotations

from bisect import bisect_left, insort
from math import prod
from threading import Lock
from typing import cast

import numpy as np
from numpy.typing import NDArray


class Workspace:
    """Hands out arrays, and takes them back when their batch is done.

    New memory of a few megabytes is given to a process page by page, at its first use, and taken away when
    it is freed; for the arrays of a batch that costs as much time as half of the computing.

    What is taken back serves any shape that fits in, so that an epoch's last batch needs no memory of its own. There
    are never more arrays than were out at the same time. Several threads may ask at once.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._free: list[NDArray[np.float32]] = []  # rows of numbers, the shortest first

    def take(self, *shape: int) -> NDArray[np.float32]:
        """Give an array with any content, (*shape)."""
        size = prod(shape)
        with self._lock:
            at = bisect_left(self._free, size, key=len)
            if at < len(self._free):
                row = self._free.pop(at)
            else:
                if self._free:
                    self._free.pop()  # too short as it is: a longer one takes its place
                row = np.empty(size, np.float32)
        return row[:size].reshape(shape)

    def give_back(self, array: NDArray[np.float32]) -> None:
        """Keep the memory of ``array``, which nobody else holds, for whoever asks next."""
        row = cast("NDArray[np.float32]", array.base)
        with self._lock:
            insort(self._free, row, key=len)

    @property
    def nbytes(self) -> int:
        """The memory that is kept."""
        return sum(row.nbytes for row in self._free)
