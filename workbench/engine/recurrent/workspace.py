"""Arrays that serve one batch after another."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

import numpy as np
from numpy.typing import NDArray

_MOST_SHAPES = 32  # of whole batches, an epoch's last one and blocks of a validation, for each thread


class Workspace:
    """Hands out arrays, and takes them back when their batch is done.

    New memory of a few megabytes is given to a process page by page, at its first use, and taken away when
    it is freed; for the arrays of a batch that costs as much time as half of the computing. Several threads may
    ask at once.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._free: OrderedDict[tuple[int, ...], list[NDArray[np.float32]]] = OrderedDict()

    def take(self, *shape: int) -> NDArray[np.float32]:
        """Give an array with any content, (*shape)."""
        with self._lock:
            free = self._free.get(shape)
            return free.pop() if free else np.empty(shape, np.float32)

    def give_back(self, array: NDArray[np.float32]) -> None:
        """Keep ``array``, which nobody else holds, for whoever asks next; forget shapes that are out of use."""
        with self._lock:
            self._free.setdefault(array.shape, []).append(array)
            self._free.move_to_end(array.shape)
            if len(self._free) > _MOST_SHAPES:
                self._free.popitem(last=False)
