"""Times that the calendar has and the file hardly means: a year 1009 among those of 2024, or 2567 in all rows."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from workbench.core.series import Finding, Times, shown_time
from workbench.core.text import text

_FIRST, _LAST = np.datetime64("1000", "us"), np.datetime64("2200", "us")
_FAR = 5  # times the span of most of them
_ENOUGH = 5
_SOME = 10_000  # times that tell the usual ones of a long series
_EDGE = 2**62
_MOST_LINES = 20


def implausible(times: Times | None, lines: NDArray[np.int64]) -> tuple[Finding, ...]:
    """Tell of times that lie far from all others, or before or after any that are measured; they are kept.

    Args:
        times: (S,) NaT where a row has none.
        lines: (S,) line of each row in the file.
    """
    if times is None:
        return ()
    read = times[~np.isnat(times)]
    if len(read) < _ENOUGH:
        return ()
    low, high = np.percentile(read[:: max(1, len(read) // _SOME)].astype(np.int64), [10, 90])
    far = _FAR * (high - low)
    bounds = [np.datetime64(int(max(min(one, _EDGE), -_EDGE)), "us") for one in (low - far, high + far)]
    ends = read.min(), read.max()
    odd = beyond = np.zeros(len(times), bool)
    if far > 0 and (ends[0] < bounds[0] or ends[1] > bounds[1]):
        odd = (times < bounds[0]) | (times > bounds[1])  # nothing is before or after a time that is missing
    elif ends[0] < _FIRST or ends[1] > _LAST:
        beyond = (times < _FIRST) | (times > _LAST)
    told: list[Finding] = []
    if odd.any():
        example = shown_time(times[odd][0], None)
        words = text("Times far from all others, as {example}: {count:,}. They were kept.",
                     example=example, count=int(odd.sum()))  # fmt: skip
        told.append(Finding("implausible_times", words, int(odd.sum()), _lines(odd, lines)))
    elif beyond.any():
        example = shown_time(times[beyond][0], None)
        words = text("Times in years that are hardly meant, as {example}: {count:,}. They were kept.",
                     example=example, count=int(beyond.sum()))  # fmt: skip
        told.append(Finding("implausible_times", words, int(beyond.sum()), _lines(beyond, lines)))
    return tuple(told)


def _lines(where: NDArray[np.bool_], lines: NDArray[np.int64]) -> tuple[int, ...]:
    return tuple(int(line) for line in lines[where][:_MOST_LINES])
