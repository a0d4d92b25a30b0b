"""What the forecasts of each series of a group are worth, when one network was trained on all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workbench.core.judgement.metrics import MEASURES, metrics, of_target
from workbench.core.mending.measured import mean_step
from workbench.core.series import Series
from workbench.core.sources.groups import Spans, group_name

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class SeriesScale:
    """One series of a group.

    Attributes:
        name: what the group's column says.
        rows: of the whole, one series behind the other.
        naive_scale: (K,) mean step of each target in its own training part, the divisor of its MASE.
    """

    name: str
    rows: range
    naive_scale: Array


@dataclass(frozen=True, eq=False)
class SeriesMeasures:
    """The forecasts of one series of a group.

    Attributes:
        name: what the group's column says.
        samples: how many were judged.
        measures: of the network, as ``core.metrics.metrics`` gives them; MASE by its own mean step.
        baselines: (K,) mean absolute error of each baseline that can forecast, by its name.
    """

    name: str
    samples: int
    measures: Mapping[str, Any]
    baselines: Mapping[str, Array]

    def skill(self, baseline: str, target: str, at: int) -> float | None:
        """Give how much smaller the network's error is than a baseline's, for the target at ``at``; 0 is even.

        None where the baseline is never wrong, or either has no mean error.
        """
        theirs, ours = float(self.baselines[baseline][at]), of_target(self.measures, target)["mae"]
        if ours is None or not np.isfinite(theirs) or theirs == 0:
            return None
        return 1 - ours / theirs


def scales_of(
    series: Series, group: str | None, spans: Spans, learnt: Sequence[range], targets: Sequence[str]
) -> tuple[SeriesScale, ...]:
    """Give the series of a group with the mean step of each within the rows that were ``learnt`` from.

    Without a group there are none.
    """
    if group is None:
        return ()
    return tuple(
        SeriesScale(group_name(series, group, span.start), span, mean_step(series, targets, rows))
        for span, rows in zip(spans, learnt, strict=True)
        if len(span)
    )


def by_member(
    members: Sequence[SeriesScale],
    rows: NDArray[np.int64],
    given: tuple[Array, Array, Array],
    *,
    targets: Sequence[str],
    baselines: Mapping[str, Array],
) -> tuple[SeriesMeasures, ...]:
    """Measure the samples of each series by themselves; a series without a sample is left out.

    Args:
        members: in the order of their rows.
        rows: (N,) row of each sample's first forecast value.
        given: truth (N, H, K), forecast (N, H, K) and last known value (N, K).
        targets: the K names.
        baselines: (N, K) mean absolute error of each sample, by the baseline's name.
    """
    return tuple(
        SeriesMeasures(
            member.name,
            len(samples),
            _measured(given, samples, member, targets),
            {name: errors[samples].mean(axis=0) for name, errors in baselines.items()},
        )
        for member, samples in _samples_of(members, rows)
    )


def mean_over_series(found: Sequence[SeriesMeasures], target: str) -> dict[str, float | None]:
    """Give the mean of each measure over the series in which it is defined; each series counts alike.

    Source: sMAPE and MASE of many series are means over the series in the M4 competition, Makridakis et al. 2020,
    doi:10.1016/j.ijforecast.2019.04.014.
    """
    each = [of_target(one.measures, target) for one in found]
    known = {name: [value for one in each if (value := one[name]) is not None] for name in MEASURES}
    return {name: float(np.mean(values)) if values else None for name, values in known.items()}


def worst_first(found: Sequence[SeriesMeasures], target: str) -> list[SeriesMeasures]:
    """Order the series by MASE, the largest first; those in which it is not defined come last."""

    def place(one: SeriesMeasures) -> float:
        mase = of_target(one.measures, target)["mase"]
        return np.inf if mase is None else -mase

    return sorted(found, key=place)


def _samples_of(
    members: Sequence[SeriesScale], rows: NDArray[np.int64]
) -> Iterator[tuple[SeriesScale, NDArray[np.int64]]]:
    if not members:
        return
    owner = np.searchsorted([member.rows.start for member in members], rows, side="right") - 1
    order = np.argsort(owner, kind="stable")
    edges = np.searchsorted(owner[order], np.arange(len(members) + 1))
    for at, member in enumerate(members):
        if edges[at] < edges[at + 1]:
            yield member, order[edges[at] : edges[at + 1]]


def _measured(
    given: tuple[Array, Array, Array], samples: NDArray[np.int64], member: SeriesScale, targets: Sequence[str]
) -> dict[str, Any]:
    truth, forecast, last = (values[samples] for values in given)
    return metrics(truth, forecast, last=last, naive_scale=member.naive_scale, targets=targets)
