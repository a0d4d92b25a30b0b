"""Where samples start: evenly spaced, but for those that are left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

Steps = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Starts(Sequence[int]):
    """Steps in increasing order. Ten million of them cost nothing as long as none is left out.

    ``np.asarray`` gives them all as (N,) int64.

    Attributes:
        every: a stride apart, as if none were left out.
        kept: (N,) places in ``every`` of those that are there, increasing; None where all are.
    """

    every: range
    kept: Steps | None = None

    def __len__(self) -> int:
        return len(self.every) if self.kept is None else len(self.kept)

    @overload
    def __getitem__(self, sample: int) -> int: ...
    @overload
    def __getitem__(self, sample: slice) -> Starts: ...
    def __getitem__(self, sample: int | slice) -> int | Starts:
        if isinstance(sample, slice):
            if self.kept is None:
                return Starts(self.every[sample])
            return Starts(self.every, self.kept[sample])
        return self.every[sample if self.kept is None else int(self.kept[sample])]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        places = np.arange(len(self.every)) if self.kept is None else self.kept
        return (self.every.start + self.every.step * places).astype(dtype or np.int64)

    @property
    def stride(self) -> int:
        """Steps from one to the next where none is left out between them."""
        return self.every.step

    @property
    def left_out(self) -> int:
        """How many would stand between the first and the last possible one, and do not."""
        return len(self.every) - len(self)

    def later(self, steps: int) -> Starts:
        """Give them all moved by ``steps``."""
        every = self.every
        return Starts(range(every.start + steps, every.stop + steps, every.step), self.kept)

    def only(self, wanted: NDArray[np.bool_]) -> Starts:
        """Give those where (N,) ``wanted`` is true."""
        if wanted.all():
            return self
        return Starts(self.every, np.arange(len(self))[wanted] if self.kept is None else self.kept[wanted])

    def last_up_to(self, step: int) -> int:
        """Give the number of the last sample that starts at ``step`` or before it; -1 where none does."""
        place = min((step - self.every.start) // self.every.step, len(self.every) - 1)
        if self.kept is None:
            return max(place, -1)
        return int(np.searchsorted(self.kept, place, side="right")) - 1

    def stretches(self) -> tuple[range, ...]:
        """Divide the numbers of the samples where one does not start a stride after the one before it."""
        if not len(self):
            return ()
        if self.kept is None:
            return (range(len(self)),)
        firsts = [0, *(np.flatnonzero(np.diff(self.kept) != 1) + 1).tolist(), len(self)]
        return tuple(range(first, end) for first, end in pairwise(firsts))

    def begin_anew(self) -> frozenset[int]:
        """Give the numbers of the samples that do not follow on the one before them, but for the first of all."""
        return frozenset(stretch.start for stretch in self.stretches()[1:])
