"""Whether the test part of what the window shows has been opened."""

from __future__ import annotations

from workbench.app.work.bench import Bench
from workbench.core.experiment import Experiment


def test_is_open(bench: Bench) -> bool:
    """Whether the shown run has opened the test part that the experiment cuts off now, of the same series.

    Another split has another test part, and so have other rows.
    """
    run = bench.run
    if run is None or run.evaluation is None or run.evaluation.test is None:
        return False
    return run.series is bench.series and _cut_of(run.experiment) == _cut_of(bench.experiment)


def _cut_of(experiment: Experiment) -> tuple[object, ...]:
    data, windows = experiment.data, experiment.windows
    return windows.train_share, windows.validation_share, data.group, data.mending
