"""How sure a skill score is: blocks of neighbouring samples are drawn again and again."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workbench.core.exploring.correlation import autocorrelation

Array = NDArray[np.float64]

DRAWS = 1000
SEED = 20_260_101  # the same errors have the same interval
_LEVELS = (0.025, 0.975)
_LEAST_BLOCKS = 10  # that a block made longer by correlation leaves
_AT_ONCE = 2**20


@dataclass(frozen=True)
class SkillScore:
    """How much smaller one mean error is than another: 1 - ours / theirs.

    Attributes:
        skill: above zero, ours is smaller.
        low: lower end of the 95 % interval.
        high: upper end of it.
        block: samples of a block.
    """

    skill: float
    low: float
    high: float
    block: int


def skill_score(ours: Array, theirs: Array, *, overlap: int) -> SkillScore:
    """Compare the errors of two forecasts of the same samples, with a 95 % interval by the moving-block bootstrap.

    Samples whose futures overlap share their errors, and neighbouring errors resemble each other; blocks of
    neighbours are drawn, so that this remains. A block is as long as futures overlap, and at least twice the
    lag from which on the difference of the errors is no longer correlated.

    Args:
        ours: (N,) absolute error of each sample, oldest first.
        theirs: (N,) of the same samples; their sum is above zero.
        overlap: how many samples in a row have futures that overlap.

    Source: Künsch 1989, doi:10.1214/aos/1176347265; the lag as in Politis & White 2004,
    doi:10.1081/ETR-120028836; the difference of errors after Diebold & Mariano 1995,
    doi:10.1080/07350015.1995.10524599.
    """
    count = len(ours)
    block = min(count, max(overlap, block_length(theirs - ours)))
    sums = [np.concatenate([[0.0], errors.cumsum()]) for errors in (ours, theirs)]
    of_blocks = np.stack([total[block:] - total[:-block] for total in sums])  # (2, N - block + 1)
    chance, drawn = np.random.default_rng(SEED), math.ceil(count / block)
    skills: list[Array] = []
    while sum(map(len, skills)) < DRAWS:
        rounds = max(1, min(DRAWS - sum(map(len, skills)), _AT_ONCE // drawn))
        starts = chance.integers(0, of_blocks.shape[1], (rounds, drawn))
        mine, other = of_blocks[:, starts].sum(axis=2)
        skills.append(1 - np.divide(mine, other, out=np.ones_like(mine), where=other > 0))
    low, high = np.quantile(np.concatenate(skills), _LEVELS)
    return SkillScore(float(1 - ours.sum() / theirs.sum()), float(low), float(high), block)


def block_length(errors: Array) -> int:
    """Give twice the lag behind which five autocorrelations in a row are within chance, at most a tenth of N."""
    count = len(errors)
    most = count // (2 * _LEAST_BLOCKS)
    if most < 1:
        return 1
    band = 2 * math.sqrt(math.log10(count) / count)
    within = np.abs(autocorrelation(errors, most + 5)) < band
    for lag in range(1, most + 1):
        if within[lag : lag + 5].all():
            return max(1, 2 * (lag - 1))
    return 2 * most
