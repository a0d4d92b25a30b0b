"""The samples of each part of a series: where they start, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from workbench.core.experiment import Experiment, WindowSpec
from workbench.core.mending.samples import LeftOut, fitting, marks_of
from workbench.core.preparing.features import lost_steps
from workbench.core.preparing.splits import PARTS, Part, Split, split_spans, split_steps
from workbench.core.preparing.windows import Windows, cut_groups, cut_windows
from workbench.core.series import Series
from workbench.core.sources.groups import spans_of


def cut_parts(
    features: NDArray[np.float32],
    targets: NDArray[np.float32],
    experiment: Experiment,
    splits: Sequence[tuple[range, Split]],
) -> dict[Part, Windows]:
    """Cut the samples of each part.

    Args:
        features: (S, F), scaled, each series' oldest step first.
        targets: (S, K), scaled, on the same steps.
        experiment: its windows and transforms.
        splits: the steps of each series, and those of each of its parts.
    """
    head = lost_steps(experiment)
    return {
        part: cut_groups(features, targets, experiment.windows, [(span, split[part]) for span, split in splits],
                         head=head)
        for part in PARTS
    }  # fmt: skip


def windows_of(mended: Series, experiment: Experiment) -> dict[Part, Windows]:
    """Cut the samples of each part of the mended series, without their values and those that are left out."""
    return {part: windows for part, (windows, _) in _fitting(mended, experiment).items()}


def fitting_counts(mended: Series, experiment: Experiment) -> dict[Part, tuple[int, LeftOut]]:
    """Count the samples of each part of the mended series, and those that are left out."""
    return {part: (len(windows), out) for part, (windows, out) in _fitting(mended, experiment).items()}


def sample_counts(steps: int, spec: WindowSpec, head: int = 0) -> dict[Part, int]:
    """Count the samples of each part of a series of ``steps`` steps, of which the first ``head`` have no value."""
    split = split_steps(steps, spec)
    empty = np.empty((0, 0), dtype=np.float32)
    return {part: len(cut_windows(empty, empty, spec, split[part], head=head)) for part in PARTS}


def _fitting(mended: Series, experiment: Experiment) -> dict[Part, tuple[Windows, LeftOut]]:
    data = experiment.data
    has_group = data.group is None or data.group in mended.columns or data.group in mended.labels
    splits = split_spans(spans_of(mended, data.group if has_group else None), experiment.windows)
    empty = np.empty((len(mended), 0), dtype=np.float32)
    marks = marks_of(mended, data)
    cut = cut_parts(empty, empty, experiment, splits)
    return {part: fitting(windows, marks, judges=part != "train") for part, windows in cut.items()}
