"""The series of a group in what was judged: each has its own rows, times and samples."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from workbench.core.judgement.judging import Judged
from workbench.core.preparing.prepared import Prepared
from workbench.core.series import Times
from workbench.core.sources.groups import group_name


@dataclass(frozen=True, eq=False)
class Member:
    """One series of a group.

    Attributes:
        name: what the group's column says in its rows.
        rows: its rows among those of all series, which stand one behind the other.
        times: of these rows, or None.
    """

    name: str
    rows: range
    times: Times | None


def members_of(prepared: Prepared) -> tuple[Member, ...]:
    """Give each series of the group; none where there is no group."""
    group, series = prepared.experiment.data.group, prepared.series
    if group is None:
        return ()
    return tuple(
        Member(
            group_name(series, group, span.start),
            span,
            None if series.times is None else series.times[span.start : span.stop],
        )
        for span, _ in prepared.splits
    )


def samples_of(judged: Judged, member: Member) -> NDArray[np.int64]:
    """Give the numbers of the samples whose future lies in one series."""
    return np.flatnonzero((judged.rows >= member.rows.start) & (judged.rows < member.rows.stop))


def judged_of(judged: Judged, member: Member) -> Judged:
    """Give what was judged, with the samples of one series alone, whose rows are counted from its first one.

    Measures and verdicts stay those of all series.
    """
    samples = samples_of(judged, member)
    wanted = np.zeros(len(judged.rows), dtype=bool)
    wanted[samples] = True
    return replace(
        judged,
        windows=judged.windows.only(wanted),
        rows=judged.rows[samples] - member.rows.start,
        times=member.times,
        truth=judged.truth[samples],
        forecast=judged.forecast[samples],
        errors=judged.errors[samples],
    )
