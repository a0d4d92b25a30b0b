"""Threads that share the rows of a large batch."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from itertools import pairwise
from typing import TypeVar

Result = TypeVar("Result")


class Team:
    """Runs one task on several ranges at once; what is run must let go of the interpreter's lock.

    The ranges depend on nothing but the number of threads, so that sums over them have the same bits each time.
    """

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._others = ThreadPoolExecutor(threads - 1, "recurrent") if threads > 1 else None

    def each(self, count: int, task: Callable[[int, int], Result]) -> list[Result]:
        """Call ``task(lo, hi)`` on ranges that together are range(count); give the results in order.

        The caller's thread takes the last range, so that it does not wait idly.
        """
        if self._others is None:
            return [task(0, count)]
        ends = [count * part // self.threads for part in range(self.threads + 1)]
        *others, own = pairwise(ends)
        begun = [self._others.submit(task, lo, hi) for lo, hi in others]
        last = task(*own)
        return [*(one.result() for one in begun), last]


@cache
def team_of(threads: int) -> Team:
    """Give the one team of so many threads; its threads wait, without using the processor, until they are needed."""
    return Team(threads)
