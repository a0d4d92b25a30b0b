"""Threads that share the rows of a large batch."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from functools import cache
from itertools import pairwise
from typing import TypeVar

Result = TypeVar("Result")


class Team:
    """Runs one task on several ranges at once.

    What a thread runs should be little else than one call that lets go of the interpreter's lock: two threads that
    both need the lock wait for each other longer than they compute. So everything is prepared by the caller's thread.

    The ranges depend on nothing but the number of threads, so that sums over them have the same bits each time.
    """

    def __init__(self, threads: int) -> None:
        self.threads = threads
        self._others = ThreadPoolExecutor(threads - 1, "recurrent") if threads > 1 else None

    def each(self, count: int, prepare: Callable[[int, int], Callable[[], Result]]) -> list[Result]:
        """Run what ``prepare(lo, hi)`` gives for ranges that together are range(count); give the results in order.

        The caller's thread runs the last one, so that it does not wait idly.
        """
        ends = [count * part // self.threads for part in range(self.threads + 1)]
        *others, own = [prepare(lo, hi) for lo, hi in pairwise(ends)]
        begun = [self._others.submit(task) for task in others] if self._others is not None else []
        try:
            last = own()
        except BaseException:
            wait(begun)  # they are at work on the caller's arrays
            raise
        return [*(one.result() for one in begun), last]


@cache
def team_of(threads: int) -> Team:
    """Give the one team of so many threads; its threads wait, without using the processor, until they are needed."""
    return Team(threads)
