"""How much memory a file would take, and how much there is."""

from __future__ import annotations

import os

import psutil

from workbench.core.csv.reader import MOST_BYTES

MEMORY_VARIABLE = "WORKBENCH_MEMORY"  # bytes that may be taken, instead of what is free

_TIMES_ITS_SIZE = 5  # the bytes, the characters and the columns of a text file, all at once
_MOST_SHARE = 0.7  # of the free memory; the window, torch and the samples need the rest
_LARGEST_BLOCK = 2**26
_SMALLEST_BLOCK = 2**16
_BLOCKS_IN_MEMORY = 100  # rows that are not alike are taken apart cell by cell, in forty times their size


def free_memory() -> int:
    """Give the bytes that may be taken."""
    given = os.environ.get(MEMORY_VARIABLE)
    return int(given) if given and given.isdigit() else int(psutil.virtual_memory().available)


def is_larger_than_memory(size: int) -> bool:
    """Whether a text file of ``size`` bytes cannot be read as a whole."""
    return size > MOST_BYTES or size * _TIMES_ITS_SIZE > free_memory() * _MOST_SHARE


def block_bytes() -> int:
    """Give the size of the blocks that a large file is read in."""
    return max(_SMALLEST_BLOCK, min(_LARGEST_BLOCK, free_memory() // _BLOCKS_IN_MEMORY))
